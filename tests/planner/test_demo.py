"""The three demo plans: the guide's scenarios, before their exam, projected to about their score."""

from datetime import date, timedelta

import pytest

from emtui import fields, guide
from emtui.errors import Refused
from emtui.guide.strategy import prompts as prompts_of_the_story
from emtui.planner.demo import demo_plan
from emtui.planner.scores import scores
from emtui.planner.strategy.what_ifs import compare
from emtui.planner.study import study
from emtui.vocabulary import ProjectionState, Step1

DAYS = [date(2026, 11, 23), date(2027, 2, 28), date(2027, 7, 10), date(2028, 2, 29)]
NUMBERS = [1, 2, 3]


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("today", DAYS)
def test_the_projection_comes_out_near_the_scenario(number: int, today: date) -> None:
    figures = scores(demo_plan(number, today), today).figures
    assert figures.state is ProjectionState.OK
    assert figures.mean is not None
    assert abs(figures.mean - guide.scenarios()[number - 1].score) <= 3


@pytest.mark.parametrize("number", NUMBERS)
def test_what_the_examples_imagine_and_tell_can_be_read(number: int) -> None:
    plan = demo_plan(number, DAYS[1])
    assert [row.refused for row in compare(plan, plan.profile_what_ifs, DAYS[1])] == [None] * 3
    prompts = {prompt.id for prompt in prompts_of_the_story()}
    assert {row.prompt for row in plan.story_answers} <= prompts


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("today", DAYS)
def test_the_plan_is_one_the_store_takes(number: int, today: date) -> None:
    plan = demo_plan(number, today)
    assert fields.contradictions(plan.profile) == []
    assert plan.profile.step2_date is not None
    assert plan.profile.step2_date > today
    assert plan.profile.step2_score is None
    assert plan.profile.match_year in (plan.profile.step2_date.year + 1, plan.profile.step2_date.year + 2)
    days = [test.taken_on for test in plan.practice_tests]
    assert days == sorted(days)
    assert all(day < today for day in days)
    assert all(test.instrument in guide.instruments() for test in plan.practice_tests)
    assert len({test.instrument for test in plan.practice_tests}) >= 3
    for block in plan.question_blocks:
        assert block.done_on <= today
        assert 0 <= block.correct <= block.questions
        assert block.system is None or block.system in guide.systems()
    assert any(today - block.done_on <= timedelta(days=6) for block in plan.question_blocks)


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("today", DAYS)
def test_the_calendar_holds_dates_behind_and_ahead(number: int, today: date) -> None:
    entries = demo_plan(number, today).calendar_entries
    assert len({entry.id for entry in entries}) == len(entries) >= 7
    assert all(entry.ends_on is None or entry.ends_on > entry.starts_on for entry in entries)
    assert any(entry.starts_on > today + timedelta(days=30) for entry in entries)


def test_the_record_is_the_scenario_s() -> None:
    today = date(2027, 5, 20)
    first, second, third = (demo_plan(number, today).profile for number in NUMBERS)
    assert (first.step1, first.us_em_rotations) == (Step1.PASS, 1)
    assert (second.step1, second.step1_attempts, second.research_items) == (Step1.PASS_AFTER_FAILURE, 2, 2)
    assert second.ed_years is not None
    assert second.ed_years >= 2
    assert (third.step1, third.us_em_rotations, third.em_sloes) == (Step1.PASS, 3, 3)
    assert {first.name, second.name, third.name} == {None}


def test_an_exam_late_in_the_year_belongs_to_the_next_season() -> None:
    assert demo_plan(1, date(2027, 5, 20)).profile.match_year == 2028
    assert demo_plan(1, date(2027, 8, 20)).profile.match_year == 2029


def test_another_number_is_refused_and_the_three_are_named() -> None:
    with pytest.raises(Refused, match="1, 2, 3"):
        demo_plan(4, date(2027, 5, 20))


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("today", DAYS)
def test_what_was_studied_is_of_the_checklist_and_behind_today(number: int, today: date) -> None:
    plan = demo_plan(number, today)
    view = study(plan, today)
    known = {item.id for section in view.sections for item in section.items}
    assert {row.item for row in plan.item_states} <= known
    assert {row.item for row in plan.reviews} <= known
    assert all(row.reviewed_on < today for row in plan.reviews)
    assert [row.reviewed_on for row in plan.reviews] == sorted(row.reviewed_on for row in plan.reviews)
    assert any(row.notes for row in plan.item_states)
    assert view.mistakes.due == 2
    assert len(view.due) < 40
    assert view.coming


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_form_that_is_planned_was_not_taken_yet(number: int) -> None:
    plan = demo_plan(number, DAYS[0])
    taken = {test.instrument for test in plan.practice_tests}
    planned = [entry.title for entry in plan.calendar_entries if entry.title.startswith("NBME")]
    assert planned
    assert not taken & {title.lower().replace(" ", "-") for title in planned}
