"""A plan with three programs, for the tests of the Programs screens."""

from datetime import date, timedelta
from typing import Any

from textual.pilot import Pilot

from emtui.plan import Plan, Profile, Program, ProgramFact
from emtui.tui.access import planner_of
from emtui.vocabulary import ApplicationState, CutoffKind, Setting, Visa

TODAY = date(2027, 5, 20)
PLAN = Plan(
    profile=Profile(match_year=2028, visa=Visa.J1, step2_score=243, budget_usd=3000),
    programs=(
        Program(
            id=1,
            code="1101110C0",
            name="Cedar Valley",
            city="San Antonio",
            state="TX",
            setting=Setting.COMMUNITY,
            j1=True,
            img_percent=28,
            cutoff=235,
            cutoff_kind=CutoffKind.STRICT,
            application=ApplicationState.PLANNED,
        ),
        Program(id=2, name="Palm [Coast]", city="Fort Pierce", state="FL", j1=False, cutoff=240),
        Program(id=3, name="Twin Rivers", city="Lubbock", state="TX", application=ApplicationState.APPLIED),
    ),
    program_facts=(
        ProgramFact(
            id=1, program_id=1, field="j1", source="program page", checked_on=TODAY - timedelta(days=12)
        ),
        ProgramFact(id=2, program_id=1, field="cutoff", checked_on=TODAY - timedelta(days=131)),
    ),
)


def plan_of(pilot: Pilot[Any]) -> Plan:
    return planner_of(pilot.app).plan


def program(pilot: Pilot[Any], program_id: int) -> Program:
    return next(row for row in plan_of(pilot).programs if row.id == program_id)
