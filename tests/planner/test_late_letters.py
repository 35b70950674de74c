"""Rotations, Calendar and Today reckon alike which letter comes late, and what is counted."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from emtui.plan import Letter, OverruledDate, Plan, Profile, Program, ProgramFact, Rotation
from emtui.planner.calendar import calendar
from emtui.planner.milestones import opening_day
from emtui.planner.programs import programs_view
from emtui.planner.rotations import RotationsView, rotations_view
from emtui.planner.rules import facts_of
from emtui.planner.scores import scores
from emtui.planner.today import today_view
from emtui.vocabulary import ApplicationState, LetterKind, LetterState, RotationKind, RotationState

TODAY = date(2027, 5, 20)
READ = opening_day(2028).earliest
ROTATION = Rotation(
    id=3,
    site="County",
    kind=RotationKind.AWAY_EM,
    state=RotationState.ACCEPTED,
    starts_on=date(2027, 6, 28),
    ends_on=date(2027, 7, 23),
)
LETTER = Letter(id=4, kind=LetterKind.ESLOE, writer="Dr. A", rotation_id=3)


def plan(**rows: Any) -> Plan:
    return Plan(profile=Profile(match_year=2028), **rows)


def signs(found: RotationsView) -> list[str]:
    """The signs of what is said of lateness in Rotations."""
    return sorted(
        row.sign for row in found.to_do if row.id in ("letter-late", "letter-may-be-late", "rotation-late")
    )


@pytest.mark.parametrize(
    ("content", "today"),
    [
        (plan(rotations=(ROTATION,), letters=(LETTER,)), TODAY),
        (plan(rotations=(replace(ROTATION, ends_on=READ - timedelta(20)),), letters=(LETTER,)), TODAY),
        (plan(rotations=(replace(ROTATION, ends_on=READ - timedelta(13)),), letters=(LETTER,)), TODAY),
        (plan(rotations=(replace(ROTATION, ends_on=READ - timedelta(20)),)), TODAY),
        (plan(rotations=(replace(ROTATION, ends_on=READ - timedelta(13)),)), TODAY),
        (plan(letters=(replace(LETTER, rotation_id=None, due_on=READ + timedelta(1)),)), TODAY),
        (plan(letters=(replace(LETTER, rotation_id=None, due_on=READ - timedelta(9)),)), READ + timedelta(2)),
        (
            plan(
                rotations=(replace(ROTATION, state=RotationState.DECLINED),),
                letters=(replace(LETTER, due_on=READ + timedelta(5)),),
            ),
            TODAY,
        ),
        (
            plan(
                rotations=(ROTATION,),
                letters=(LETTER,),
                overruled_dates=(
                    OverruledDate(
                        id=1, match_year=2028, milestone="residencycas-programs-read", day=date(2027, 7, 20)
                    ),
                ),
            ),
            TODAY,
        ),
    ],
    ids=[
        "in time", "usually in time", "late", "no letter yet, usually", "no letter yet, late", "due late",
        "overdue", "declined", "another opening day",
    ],
)  # fmt: skip
def test_what_comes_late_in_rotations_is_a_conflict_of_the_calendar(content: Plan, today: date) -> None:
    conflicts = [row for row in calendar(content, today).conflicts if row.id == "sloe-late"]
    assert signs(rotations_view(content, today)) == sorted(row.sign for row in conflicts)


def test_a_late_letter_is_less_of_a_matter_where_two_others_are_there() -> None:
    there = [replace(LETTER, id=id_, rotation_id=None, state=LetterState.UPLOADED) for id_ in (1, 2)]
    late = replace(LETTER, rotation_id=None, due_on=READ + timedelta(9))
    content = plan(letters=(*there, late))
    assert signs(rotations_view(content, TODAY)) == ["!"]
    assert [row.sign for row in calendar(content, TODAY).conflicts] == ["!"]


@pytest.mark.parametrize(("said", "counted"), [(None, 1), (0, 1), (1, 1), (3, 3)])
def test_months_and_sloes_are_as_said_or_more_where_more_are_entered(said: int | None, counted: int) -> None:
    content = Plan(
        profile=Profile(match_year=2028, us_em_rotations=said, em_sloes=said),
        rotations=(replace(ROTATION, state=RotationState.DONE),),
        letters=(replace(LETTER, state=LetterState.UPLOADED),),
    )
    shown = rotations_view(content, TODAY)
    facts = facts_of(content, TODAY, scores(content, TODAY)).profile
    assert (shown.done, shown.sloes_in) == (facts.us_em_rotations, facts.em_sloes) == (counted, counted)


def test_today_and_programs_count_the_same_old_facts() -> None:
    rows = [
        Program(id=place, name=f"P{place}", j1=True, application=state)
        for place, state in enumerate(ApplicationState, 1)
    ]
    old = [
        ProgramFact(id=row.id, program_id=row.id or 0, field="j1", checked_on=TODAY - timedelta(120))
        for row in rows
    ]
    content = plan(programs=tuple(rows), program_facts=tuple(old))
    number = len(programs_view(content, TODAY).stale)
    (said,) = [row.subject for row in today_view(content, TODAY).warnings if row.id == "facts-stale"]
    assert said == f"{number} facts of programs are old"
    assert len(programs_view(content, TODAY, "listed stale").matching) == number
