"""What Today says of rotations, letters and programs."""

from datetime import date, timedelta
from typing import Any

from emtui.plan import Interview, Letter, Plan, Profile, Program, ProgramFact, Rotation
from emtui.planner.milestones import opening_day
from emtui.planner.today import today_view
from emtui.vocabulary import (
    ApplicationState,
    InterviewState,
    LetterKind,
    LetterState,
    RotationKind,
    RotationState,
    Tab,
)

TODAY = date(2027, 5, 20)
LISTED = Program(id=1, name="Lakeview", j1=True, application=ApplicationState.PLANNED)


def said(**rows: Any) -> dict[str, tuple[str, str, Tab]]:
    view = today_view(Plan(profile=Profile(match_year=2028), **rows), TODAY)
    return {row.id: (row.sign, f"{row.subject}; {row.text}", row.tab) for row in view.warnings}


def test_a_late_letter_is_a_conflict_and_one_that_is_in_is_not() -> None:
    late = Letter(
        id=1, kind=LetterKind.ESLOE, writer="Dr. A", due_on=opening_day(2028).earliest + timedelta(3)
    )
    assert said(letters=(late,))["letter-late"] == (
        "×",
        "Letter A comes 3 days late; from Dr. A",
        Tab.ROTATIONS,
    )
    there = Letter(
        id=1, kind=LetterKind.ESLOE, writer="Dr. A", state=LetterState.UPLOADED, due_on=late.due_on
    )
    assert "letter-late" not in said(letters=(there,))


def test_a_hosts_deadline_within_two_weeks_is_named() -> None:
    idea = Rotation(id=1, site="County", kind=RotationKind.AWAY_EM, deadline=TODAY + timedelta(11))
    assert said(rotations=(idea,))["host-deadline"][1] == "County; the host's deadline is Mon 31 May"
    done = Rotation(
        id=1, site="County", kind=RotationKind.AWAY_EM, state=RotationState.ACCEPTED, deadline=idea.deadline
    )
    assert "host-deadline" not in said(rotations=(done,))


def test_thanks_are_asked_for_once_an_interview_is_done() -> None:
    done = Interview(id=1, program_id=1, state=InterviewState.DONE, day=TODAY)
    assert said(programs=(LISTED,), interviews=(done,))["thanks"][1] == "Thanks not sent; to Lakeview"
    thanked = Interview(id=1, program_id=1, state=InterviewState.DONE, day=TODAY, thanked_on=TODAY)
    assert "thanks" not in said(programs=(LISTED,), interviews=(thanked,))


def test_old_facts_of_the_list_are_counted_and_those_beside_it_are_not() -> None:
    old = ProgramFact(id=1, program_id=1, field="j1", checked_on=TODAY - timedelta(91))
    assert said(programs=(LISTED,), program_facts=(old,))["facts-stale"] == (
        "!",
        "1 fact of a program is old; over 90 days, or distrusted",
        Tab.PROGRAMS,
    )
    considered = Program(id=1, name="Lakeview")
    assert "facts-stale" not in said(programs=(considered,), program_facts=(old,))
    fresh = ProgramFact(id=1, program_id=1, field="j1", checked_on=TODAY - timedelta(90))
    assert "facts-stale" not in said(programs=(LISTED,), program_facts=(fresh,))
