"""The chains to opening day and to the rank list: in order, with the slack that a planner would count."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from emtui.plan import Letter, Plan, Profile, Program, Rotation
from emtui.planner.calendar import Chain, calendar
from emtui.vocabulary import (
    ApplicationState,
    Ecfmg,
    Exam,
    LetterKind,
    LetterState,
    RotationKind,
    RotationState,
)

TODAY = date(2027, 5, 20)
DAY = timedelta(days=1)
PROFILE = Profile(match_year=2028, step2_date=date(2027, 6, 15), oet_result=Exam.NOT_TAKEN)


def chains(today: date = TODAY, *, profile: dict[str, Any] | None = None, **tables: Any) -> dict[str, Chain]:
    view = calendar(Plan(profile=replace(PROFILE, **(profile or {})), **tables), today)
    return {chain.id: chain for chain in view.chains}


def rotation(number: int, ends: date, **changes: Any) -> Rotation:
    found = Rotation(
        id=number, site=f"Site {number}", kind=RotationKind.AWAY_EM, state=RotationState.ACCEPTED,
        starts_on=ends - 25 * DAY, ends_on=ends,
    )  # fmt: skip
    return replace(found, **changes)


def test_the_score_has_until_eight_weeks_before_the_earliest_opening_day() -> None:
    chain = chains()["score"]
    assert chain.day == date(2027, 9, 22)
    sit, back = chain.steps
    assert (sit.on, sit.safe, sit.latest) == (date(2027, 6, 15), date(2027, 7, 28), date(2027, 8, 25))
    assert (sit.slack, chain.slack) == (43, 43)
    assert back.on == date(2027, 7, 13)


def test_an_exam_past_the_safe_day_has_no_slack_and_past_the_latest_is_too_late() -> None:
    tight = chains(profile={"step2_date": date(2027, 8, 10)})["score"]
    assert tight.slack == -13
    assert not tight.steps[0].too_late
    assert chains(profile={"step2_date": date(2027, 8, 26)})["score"].steps[0].too_late


def test_what_is_done_has_no_slack_to_lose() -> None:
    done = chains(profile={"step2_score": 245})["score"]
    assert done.slack is None
    assert all(step.done for step in done.steps)
    assert not any(step.too_late for step in done.steps)


def test_the_second_sloe_decides() -> None:
    early, late = rotation(1, date(2027, 6, 25)), rotation(2, date(2027, 8, 20))
    chain = chains(rotations=(early, late))["sloes"]
    assert [step.title for step in chain.steps] == ["end Site 2", "SLOE 2 uploaded"]
    assert (chain.slack, chain.steps[0].on) == (5, date(2027, 8, 20))
    there = Letter(id=1, kind=LetterKind.ESLOE, writer="Dr. A", state=LetterState.UPLOADED, rotation_id=1)
    one = chains(rotations=(early, late), letters=(there,))["sloes"]
    assert one.steps == chain.steps
    assert chains(profile={"em_sloes": 2})["sloes"].slack is None


def test_a_letter_that_is_no_sloe_does_not_count_as_one() -> None:
    letters = tuple(
        Letter(id=number, kind=kind, writer="Dr. A", state=LetterState.UPLOADED)
        for number, kind in enumerate((LetterKind.LETTER, LetterKind.O_SLOE), start=1)
    )
    assert chains(letters=letters)["sloes"].slack is not None


def test_a_rotation_only_thought_of_begins_with_its_hosts_deadline() -> None:
    idea = rotation(2, date(2027, 8, 20), state=RotationState.IDEA, deadline=date(2027, 6, 1))
    chain = chains(rotations=(idea,), profile={"em_sloes": 1})["sloes"]
    assert [step.title for step in chain.steps] == ["Apply to Site 2", "end Site 2", "SLOE 2 uploaded"]


def test_without_rotations_the_chain_says_what_is_not_planned() -> None:
    chain = chains()["sloes"]
    assert [(step.title, step.on) for step in chain.steps] == [
        ("end EM rotation 2", None), ("SLOE 2 uploaded", None),
    ]  # fmt: skip
    assert chain.slack == (date(2027, 8, 25) - TODAY).days


def test_certification_goes_by_the_oet_then_the_pathway() -> None:
    chain = chains(profile={"oet_date": date(2027, 12, 20)})["certification"]
    assert [step.title for step in chain.steps] == ["pass the OET", "apply for a pathway", "pathway accepted"]
    assert chain.steps[1].earliest == date(2027, 12, 20)
    assert chain.slack == -19  # to be safe it is sat by 1 December
    assert not chain.steps[0].too_late


def test_a_failed_oet_has_to_be_sat_again() -> None:
    failed = {"oet_date": date(2027, 4, 1), "oet_result": Exam.FAILED}
    step = chains(profile=failed)["certification"].steps[0]
    assert (step.on, step.done) == (None, False)


def test_certified_is_done_and_a_submitted_pathway_waits_for_its_review() -> None:
    assert chains(profile={"ecfmg": Ecfmg.CERTIFIED})["certification"].slack is None
    submitted = chains(profile={"ecfmg": Ecfmg.PATHWAY_SUBMITTED, "oet_result": Exam.PASS})["certification"]
    assert [step.done for step in submitted.steps] == [True, True, False]


def test_an_application_that_went_out_is_done() -> None:
    sent = (Program(id=1, name="x", application=ApplicationState.APPLIED),)
    assert chains(programs=sent)["application"].slack is None


def test_what_cannot_be_begun_yet_is_never_the_critical_chain() -> None:
    assert not chains()["application"].critical
    assert not chains()["match"].critical
    open_now = chains(date(2027, 9, 10), profile={"step2_score": 245, "em_sloes": 2})
    assert open_now["application"].critical


@pytest.mark.parametrize("today", [TODAY, date(2027, 9, 10), date(2028, 2, 10), date(2028, 7, 1)])
def test_each_goal_has_one_critical_chain_at_most_and_it_comes_first(today: date) -> None:
    view = calendar(Plan(profile=PROFILE), today)
    for goal in {chain.goal for chain in view.chains}:
        of_goal = [chain for chain in view.chains if chain.goal == goal]
        assert sum(chain.critical for chain in of_goal) <= 1
        assert not any(chain.critical for chain in of_goal[1:])
        for chain in of_goal:
            assert all(
                before.safe <= after.safe for before, after in zip(chain.steps, chain.steps[1:], strict=False)
            )


def test_a_season_through_eras_has_chains_too() -> None:
    found = chains(date(2024, 5, 1), profile={"match_year": 2025, "step2_date": date(2024, 6, 1)})
    assert found["score"].day == date(2024, 9, 25)
    assert found["application"].steps[1].entry == "milestone:eras-submit"
