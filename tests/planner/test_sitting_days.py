"""Sit or delay: the candidate days, when their scores are back, what they clash with, and the season."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from emtui.plan import Plan, PracticeTest, Profile
from emtui.planner.scores import scores
from emtui.planner.sitting import Sitting, sitting
from emtui.vocabulary import DateBasis, Exam, Verdict, Visible

TODAY = date(2027, 5, 20)
EXAM_DAY = date(2027, 6, 15)
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
FORMS = ((18, "nbme-12", 241.0), (9, "nbme-13", 244.0))
FAR = ((18, "nbme-12", 226.0), (9, "nbme-13", 227.0))


def plan(today: date = TODAY, tests: Sequence[tuple[int, str, float]] = FORMS, **profile: Any) -> Plan:
    """Two forms near a target of 245, exam on 15 June, Match of 2028, unless `profile` says otherwise."""
    known = {"step2_date": EXAM_DAY, "target": 245, "match_year": 2028, **profile}
    sat = [
        PracticeTest(taken_on=today - timedelta(days=ago), instrument=form, score=score)
        for ago, form, score in tests
    ]
    return Plan(profile=Profile(**known), practice_tests=tuple(sat))


def asked(today: date = TODAY, **how: Any) -> Sitting:
    """The answer for such a plan."""
    answer = sitting(plan(today, **how), today)
    assert answer is not None
    return answer


def says(answer: Sitting, rule: str) -> str:
    """All that is said under a rule."""
    return "; ".join(reason.text for reason in answer.reasons if reason.rule == rule)


# -- which days


def test_days_go_by_whole_weeks_from_the_planned_one() -> None:
    days = [option.on for option in asked().options]
    assert days[0] == EXAM_DAY - 3 * WEEK  # 25 May: a week earlier is past
    assert days[-1] == EXAM_DAY + 12 * WEEK
    assert {later - day for day, later in pairwise(days)} == {WEEK}
    (planned,) = [option for option in asked().options if option.planned]
    assert planned.on == EXAM_DAY


def test_today_itself_can_be_a_candidate() -> None:
    assert asked(step2_date=TODAY + 2 * WEEK).options[0].on == TODAY
    assert asked(step2_date=TODAY).options[0].on == TODAY
    assert asked(step2_date=TODAY + 90 * WEEK).options[0].on == TODAY + 38 * WEEK  # a year before at most


@pytest.mark.parametrize(
    ("until", "last"),
    [
        (EXAM_DAY + 3 * WEEK - DAY, EXAM_DAY + 2 * WEEK),
        (EXAM_DAY + 3 * WEEK, EXAM_DAY + 3 * WEEK),
        (EXAM_DAY + 3 * WEEK + DAY, EXAM_DAY + 3 * WEEK),
        (EXAM_DAY + 30 * WEEK, EXAM_DAY + 30 * WEEK),
        (EXAM_DAY, EXAM_DAY),
        (EXAM_DAY - DAY, EXAM_DAY),  # the planned day stays, with its clash
        (EXAM_DAY + 100 * WEEK, EXAM_DAY + 52 * WEEK),  # no eligibility period is that long
    ],
)
def test_days_go_to_the_end_of_the_eligibility_period(until: date, last: date) -> None:
    assert asked(eligibility_until=until).options[-1].on == last


@pytest.mark.parametrize(
    ("begins", "first"),
    [
        (EXAM_DAY - 2 * WEEK, EXAM_DAY - 2 * WEEK),
        (EXAM_DAY - 2 * WEEK + DAY, EXAM_DAY - WEEK),
        (EXAM_DAY + WEEK, EXAM_DAY),
    ],
)
def test_days_begin_with_the_eligibility_period(begins: date, first: date) -> None:
    assert asked(eligibility_from=begins).options[0].on == first


def test_without_anything_to_project_there_are_no_days() -> None:
    assert asked(tests=()).options == ()
    assert asked(step2_date=None).options == ()
    assert asked(step2_date=TODAY - DAY).options == ()


def test_without_a_target_the_days_still_say_the_chance_to_pass() -> None:
    options = asked(target=None).options
    assert all(option.p_target is None for option in options)
    assert all(option.p_pass > 0.9 for option in options)


# -- what they bring


def test_the_planned_day_has_the_figures_of_the_scores_tab() -> None:
    figures = scores(plan(), TODAY).figures
    (planned,) = [option for option in asked().options if option.planned]
    assert (planned.mean, planned.p_target, planned.p_pass) == (
        figures.mean,
        figures.p_target,
        figures.p_pass,
    )


def test_other_days_differ_by_the_mean_alone() -> None:
    projection = scores(plan(), TODAY).projection
    assert projection is not None
    for option in asked().options:
        assert option.mean == projection.on(option.on).mean
        lower = 245 - (option.mean - projection.mean)
        assert option.p_target == projection.probability_at_least(lower)


def test_the_pass_mark_is_that_of_the_day() -> None:
    today = date(2025, 6, 10)
    answer = asked(today, step2_date=date(2025, 6, 24), match_year=2026, tests=((9, "nbme-12", 216.0),))
    options = {option.on: option for option in answer.options}
    before, after = options[date(2025, 6, 24)], options[date(2025, 7, 1)]
    assert after.mean > before.mean
    assert after.p_pass < before.p_pass  # 214 until 30 June 2025, 218 from 1 July


# -- when the score is back


@pytest.mark.parametrize(
    ("day", "visible"),
    [
        (date(2027, 7, 27), Visible.SAFE),
        (date(2027, 7, 28), Visible.SAFE),  # eight weeks before 22 September
        (date(2027, 7, 29), Visible.TYPICAL),
        (date(2027, 8, 24), Visible.TYPICAL),
        (date(2027, 8, 25), Visible.TYPICAL),  # four weeks
        (date(2027, 8, 26), Visible.NO),
    ],
)
def test_a_score_has_to_be_back_on_the_earliest_opening_day(day: date, visible: Visible) -> None:
    answer = asked(step2_date=day)
    (planned,) = [option for option in answer.options if option.planned]
    assert planned.visible is visible
    assert ("back in time, if it takes no longer than usual" in says(answer, "sit-by")) is (
        visible is Visible.TYPICAL
    )
    assert ("not back in time" in says(answer, "sit-by")) is (visible is Visible.NO)


def test_an_estimated_opening_day_counts_from_the_earliest_it_can_be() -> None:
    answer = asked()
    assert answer.opening is not None
    assert answer.opening.basis is DateBasis.RULE
    assert answer.opening.earliest < answer.opening.on
    assert answer.latest_typical == answer.opening.earliest - 4 * WEEK == date(2027, 8, 25)
    assert answer.latest_safe == answer.opening.earliest - 8 * WEEK == date(2027, 7, 28)


def test_an_official_opening_day_counts_as_it_is() -> None:
    answer = asked(date(2025, 5, 20), step2_date=date(2025, 6, 17), match_year=2026)
    assert answer.opening is not None
    assert answer.opening.basis is DateBasis.OFFICIAL
    assert answer.opening.earliest == answer.opening.on == date(2025, 10, 1)
    assert (answer.latest_typical, answer.latest_safe) == (date(2025, 9, 3), date(2025, 8, 6))


# -- the season


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2027, 7, 6), "early enough: the aim is Wed 7 Jul"),
        (date(2027, 7, 7), "early enough: the aim is Wed 7 Jul"),
        (date(2027, 7, 8), "1 d past Wed 7 Jul, the aim"),
        (date(2027, 7, 30), "23 d past Wed 7 Jul, the aim"),
        (date(2027, 7, 31), "24 d past Wed 7 Jul, the aim"),
        (date(2027, 8, 1), "1 d past Sat 31 Jul, the guideline"),
        (date(2027, 8, 6), "6 d past Sat 31 Jul, the guideline"),
        (date(2027, 8, 7), "7 d past Sat 31 Jul, the guideline"),
        (date(2027, 8, 8), "1 d past Sat 7 Aug, the outer edge"),
    ],
)
def test_the_guides_limits_are_said_of_the_day_to_sit(day: date, said: str) -> None:
    answer = asked(step2_date=day)
    assert (answer.verdict, answer.on) == (Verdict.SIT, day)
    assert said in says(answer, "sit-by")


def test_of_a_delay_the_limits_are_said_for_the_day_it_goes_to() -> None:
    answer = asked(tests=FAR)
    assert answer.on == EXAM_DAY + 8 * WEEK == date(2027, 8, 10)
    assert "Tue 10 Aug is 3 d past Sat 7 Aug, the outer edge" in says(answer, "sit-by")


@pytest.mark.parametrize(
    ("day", "opening"), [(date(2027, 8, 25), 2027), (date(2027, 8, 26), 2028), (date(2027, 12, 1), 2028)]
)
def test_without_a_match_year_the_season_is_the_first_the_exam_day_can_reach(day: date, opening: int) -> None:
    answer = asked(step2_date=day, match_year=None)
    assert answer.season_assumed
    assert answer.opening is not None
    assert answer.opening.on.year == opening
    assert "no match year is set" in says(answer, "sit-by")
    assert not asked(step2_date=day).season_assumed


def test_without_match_year_and_exam_day_there_is_no_season() -> None:
    answer = asked(step2_date=None, match_year=None)
    assert (answer.opening, answer.latest_typical, answer.latest_safe) == (None, None, None)
    assert not answer.season_assumed


def test_a_match_year_alone_gives_the_latest_days() -> None:
    assert asked(step2_date=None).latest_safe == date(2027, 7, 28)


# -- the fee


@pytest.mark.parametrize(("days", "free"), [(47, True), (46, True), (45, False)])
def test_moving_is_free_up_to_46_days_before(days: int, free: bool) -> None:
    answer = asked(step2_date=TODAY + timedelta(days=days))
    assert answer.free_to_move_until is not None
    assert (answer.free_to_move_until >= TODAY) is free


def test_without_an_exam_day_there_is_nothing_to_move() -> None:
    assert asked(step2_date=None).free_to_move_until is None


# -- clashes


def clashes(**profile: Any) -> tuple[str, ...]:
    """What the planned day clashes with."""
    return next(option.clashes for option in asked(**profile).options if option.planned)


@pytest.mark.parametrize(("apart", "clash"), [(-4, False), (-3, True), (0, True), (3, True), (4, False)])
def test_an_oet_within_three_days_clashes(apart: int, clash: bool) -> None:
    oet = EXAM_DAY + timedelta(days=apart)
    assert any(text.startswith("OET") for text in clashes(oet_date=oet)) is clash
    assert clashes(oet_date=oet, oet_result=Exam.PASS) == ()


@pytest.mark.parametrize(
    ("pattern", "anchor", "clash"),
    [
        ("NDDDDDD", EXAM_DAY, True),  # that night
        ("NDDDDDD", EXAM_DAY - DAY, True),  # the night before
        ("NDDDDDD", EXAM_DAY - 2 * DAY, False),
        ("NDDDDDD", EXAM_DAY + 7 * DAY, True),  # a pattern goes back beyond its anchor too
        ("DDNNPOO", None, False),  # from Monday 17 May: 15 June is a Tuesday
        ("NDDDDDD", None, True),  # Monday nights
        ("DDDDDOO", None, False),
        (None, None, False),
    ],
)
def test_a_night_shift_clashes(pattern: str | None, anchor: date | None, clash: bool) -> None:
    assert ("night shift" in clashes(shift_pattern=pattern, shift_anchor=anchor)) is clash


@pytest.mark.parametrize(
    ("profile", "outside"),
    [
        ({"eligibility_until": EXAM_DAY}, False),
        ({"eligibility_until": EXAM_DAY - DAY}, True),
        ({"eligibility_from": EXAM_DAY}, False),
        ({"eligibility_from": EXAM_DAY + DAY}, True),
    ],
)
def test_a_day_outside_the_eligibility_period_says_so(profile: dict[str, Any], outside: bool) -> None:
    assert ("outside the eligibility period" in clashes(**profile)) is outside


def test_the_day_to_sit_names_its_clashes() -> None:
    answer = asked(eligibility_until=EXAM_DAY - DAY, shift_pattern="N")
    assert says(answer, "clash") == "Tue 15 Jun: outside the eligibility period, night shift"
    assert says(asked(), "clash") == ""


def test_a_contradictory_eligibility_period_is_no_trouble() -> None:
    answer = asked(eligibility_from=EXAM_DAY + WEEK, eligibility_until=EXAM_DAY - WEEK, tests=FAR)
    assert [option.on for option in answer.options] == [EXAM_DAY]
    assert answer.verdict is Verdict.SIT


def test_a_plan_of_the_next_season_is_compared_with_its_own_opening_day() -> None:
    answer = sitting(replace(plan(), profile=replace(plan().profile, match_year=2029)), TODAY)
    assert answer is not None
    assert answer.opening is not None
    assert answer.opening.on.year == 2028
