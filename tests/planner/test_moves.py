"""What to do next: the order, what is done, what is asked, and by when."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from emtui import guide
from emtui.guide import strategy as known
from emtui.plan import (
    ItemState,
    Letter,
    Plan,
    PracticeTest,
    Profile,
    Program,
    Rotation,
    StoryAnswer,
)
from emtui.planner.demo import demo_plan
from emtui.planner.milestones import milestone
from emtui.planner.rules import facts_of
from emtui.planner.scores import scores
from emtui.planner.strategy.moves import Move, moves
from emtui.planner.today import today_view
from emtui.vocabulary import (
    ApplicationState,
    DualSpecialty,
    LetterKind,
    LetterState,
    Progress,
    RotationKind,
    RotationState,
    Step1,
    Tab,
    Visa,
)

TODAY = date(2027, 5, 20)
PLANNED = ApplicationState.PLANNED


def moves_of(plan: Plan, today: date = TODAY) -> tuple[Move, ...]:
    return moves(plan, facts_of(plan, today, scores(plan, today)))


def move_for(rule: str, plan: Plan, today: date = TODAY) -> Move | None:
    return next((move for move in moves_of(plan, today) if rule in move.rules), None)


def with_profile(plan: Plan, **values: object) -> Plan:
    return replace(plan, profile=replace(plan.profile, **values))  # type: ignore[arg-type]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_moves_come_by_stage_and_within_one_by_date(number: int) -> None:
    stages = [stage.id for stage in guide.stages()]
    found = moves_of(demo_plan(number, TODAY))
    places = [(stages.index(move.stage), move.by or date.max) for move in found]
    assert places == sorted(places)
    assert all(move.why and "None" not in move.why for move in found)
    assert len({move.text for move in found}) == len(found)


def test_one_practice_form_answers_several_rules_and_is_one_move() -> None:
    move = move_for("nbme-near", demo_plan(2, TODAY))
    assert move is not None
    assert move.rules == ("nbme-near", "nbme-target")
    assert move.text == "Take NBME 15"  # the form after the last one sat
    assert move.by == date(2027, 6, 22)  # a week before the exam
    assert move.tab is Tab.SCORES


def test_a_failed_step_1_without_visa_or_tests_gets_moves_to_work_on() -> None:
    found = moves_of(Plan(profile=Profile(step1=Step1.FAILED)))
    assert found[0].text == "Pass Step 1 first"
    texts = [move.text for move in found]
    assert {"Set an exam day", "Log a practice test", "Choose the match year", "Answer: Visa"} <= set(texts)
    assert {"Weigh a second specialty", "Write the story of the failure"} <= set(texts)
    assert len(found) >= 7


def test_an_empty_plan_is_asked_what_holds_back_most_and_the_rest_in_one() -> None:
    found = moves_of(Plan())
    assert [move.stage for move in found] == ["decide"] * 4 + ["ask"]
    held = [len(move.rules) for move in found[:4]]
    assert held == sorted(held, reverse=True)
    assert found[-1].text.startswith("Answer ")
    assert found[-1].place == "visa"


def test_an_answered_question_is_no_move_any_more() -> None:
    plan = demo_plan(3, TODAY)
    assert move_for("waiver-plan", plan) is not None
    decided = with_profile(plan, waiver_open="no")
    assert move_for("waiver-plan", decided) is None


@pytest.mark.parametrize(
    ("rule", "done"),
    [
        ("visa-decide-early", {"visa": Visa.J1}),
        ("usce", {"us_em_rotations": 2}),
        ("sloe-two", {"em_sloes": 2}),
        ("dual", {"dual_specialty": DualSpecialty.NONE}),
    ],
)
def test_a_move_is_gone_once_its_answer_says_so(rule: str, done: dict[str, object]) -> None:
    plan = with_profile(replace(demo_plan(2, TODAY), rotations=(), letters=()), dual_specialty=None)
    assert move_for(rule, plan) is not None
    assert move_for(rule, with_profile(plan, **done)) is None


def test_the_rotation_move_is_gone_with_the_months_accepted_but_an_observership_is_none() -> None:
    plan = demo_plan(2, TODAY)
    month = Rotation(id=1, site="County", kind=RotationKind.AWAY_EM, state=RotationState.ACCEPTED)
    watched = replace(month, kind=RotationKind.OBSERVERSHIP)
    assert move_for("usce", replace(plan, rotations=(month,))) is None
    assert move_for("usce", replace(plan, rotations=(watched,))) is not None


def test_a_letter_that_is_promised_is_said_but_still_to_get() -> None:
    letter = Letter(id=1, kind=LetterKind.ESLOE, writer="Dr. A", state=LetterState.PROMISED)
    move = move_for("sloe-two", replace(demo_plan(2, TODAY), letters=(letter,)))
    assert move is not None
    assert move.why == "0 of 2 in, 1 promised"


def test_the_list_is_built_until_it_is_as_long_as_the_guide_says() -> None:
    plan = demo_plan(2, TODAY)
    rows = tuple(
        Program(id=number, name=f"Program {number}", has_imgs=True, j1=True, application=PLANNED)
        for number in range(60)
    )
    assert move_for("list-225", replace(plan, programs=rows)) is None
    short = move_for("list-225", replace(plan, programs=rows[:59]))
    assert short is not None
    assert short.why.startswith("59 of 60 on it")
    considered = (*rows[:59], replace(rows[59], application=ApplicationState.CONSIDERING))
    assert move_for("list-225", replace(plan, programs=considered)) is not None


def test_programs_with_unknown_residents_are_to_be_checked() -> None:
    plan = with_profile(demo_plan(2, TODAY), visa=Visa.J1)
    rows = (
        Program(id=1, name="Known", img_percent=20.0, j1=True, application=PLANNED),
        Program(id=2, name="No visa word", has_imgs=True, application=PLANNED),
        Program(id=3, name="Nothing known", application=PLANNED),
    )
    move = move_for("program-research", replace(plan, programs=rows))
    assert move is not None
    assert move.why == "2 of 3 not known"
    assert move_for("program-research", replace(plan, programs=rows[:1])) is None


def test_submitting_is_no_move_once_an_application_is_out() -> None:
    plan, day = demo_plan(1, TODAY), date(2027, 8, 20)
    assert move_for("apply-early", plan, day) is not None
    sent = (Program(id=1, name="County", application=ApplicationState.APPLIED),)
    assert move_for("apply-early", replace(plan, programs=sent), day) is None


def test_the_story_is_a_move_until_each_prompt_is_answered() -> None:
    plan, prompts = demo_plan(2, TODAY), guide.rules()["attempt-story"].story
    answers = tuple(StoryAnswer(id=at, prompt=prompt, answer="so") for at, prompt in enumerate(prompts))
    part = move_for("attempt-story", replace(plan, story_answers=answers[:1]))
    assert part is not None
    assert part.why.startswith("3 of 4 prompts to answer")
    assert move_for("attempt-story", replace(plan, story_answers=answers)) is None


def test_study_moves_go_with_the_first_item_and_the_first_note() -> None:
    plan = demo_plan(1, TODAY)
    begun = replace(plan, item_states=(ItemState(item="shock-kinds", progress=Progress.STARTED),))
    assert move_for("em-focus", begun) is None
    assert move_for("em-notebook", begun) is not None


def test_the_season_gives_the_days_that_are_in_time() -> None:
    plan = replace(demo_plan(2, TODAY), rotations=(), programs=())
    year = plan.profile.match_year
    assert year is not None
    by = {rule: move.by for move in moves_of(plan) for rule in move.rules}
    assert by["usce"] == milestone("rotations-end", year).earliest
    assert by["sloe-two"] == milestone("residencycas-programs-read", year).earliest
    assert by["list-225"] == milestone("residencycas-submit", year).earliest


def test_every_move_of_the_guide_names_a_stage_and_every_prompt_is_there() -> None:
    stages, prompts = {stage.id for stage in guide.stages()}, {row.id for row in known.prompts()}
    for rule in guide.rules().values():
        assert (rule.move is None) is (rule.stage is None), rule.id
        assert rule.stage in {None, *stages}, rule.id
        assert set(rule.story) <= prompts, rule.id
        assert rule.move is None or len(rule.move) <= 34, rule.id


def test_today_has_the_first_three() -> None:
    plan = demo_plan(2, TODAY)
    assert today_view(plan, TODAY).moves == moves_of(plan)[:3]


def test_a_test_on_record_is_a_beginning() -> None:
    plan = Plan(profile=Profile(match_year=2029, step2_date=date(2028, 6, 1)))
    assert move_for("start-early", plan) is not None
    test = PracticeTest(taken_on=TODAY - timedelta(3), instrument="nbme-13", score=220)
    assert move_for("start-early", replace(plan, practice_tests=(test,))) is None


def test_whether_to_delay_comes_before_what_is_done_until_then() -> None:
    found = moves_of(demo_plan(3, TODAY))
    assert found[0].text == "Weigh a delay by weeks"
    assert found[0].rules == ("delay-gap", "delay-fixable")


def test_a_day_that_is_past_is_still_named() -> None:
    plan = demo_plan(2, TODAY)
    taken = with_profile(plan, step2_score=236, step2_date=date(2027, 6, 29))
    late = move_for("sloe-two", taken, date(2027, 11, 1))
    assert late is not None
    assert late.by is not None
    assert late.by < date(2027, 11, 1)
