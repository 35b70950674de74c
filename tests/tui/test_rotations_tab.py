"""The Rotations tab by its keys: rotations, letters on their way, and which program has which letter."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input

from emtui.plan import Letter, LetterAssignment, Plan, Profile, Program, Rotation
from emtui.tui.access import planner_of
from emtui.tui.dialogs.entry import EntryDialog
from emtui.tui.widgets.matrix_table import MatrixTable
from emtui.vocabulary import (
    ApplicationState,
    LetterKind,
    LetterState,
    RotationKind,
    RotationState,
)

Text = Callable[[App[Any]], str]
Settle = Callable[[Pilot[Any]], Awaitable[None]]
Open = Callable[..., AbstractAsyncContextManager[Pilot[Any]]]

TODAY = date(2027, 5, 20)
PLAN = Plan(
    profile=Profile(match_year=2028, budget_usd=4000),
    rotations=(
        Rotation(
            id=1,
            site="Harbor Community ED",
            kind=RotationKind.COMMUNITY_EM,
            state=RotationState.ACCEPTED,
            starts_on=date(2027, 6, 28),
            ends_on=date(2027, 7, 23),
            cost_usd=2400,
        ),
        Rotation(
            id=2,
            site="Lakeview Medical Center",
            kind=RotationKind.AWAY_EM,
            state=RotationState.APPLIED,
            starts_on=date(2027, 8, 2),
            ends_on=date(2027, 8, 27),
            deadline=date(2027, 5, 31),
            cost_usd=3100,
            notes="deposit [wire]",
        ),
    ),
    letters=(
        Letter(id=1, kind=LetterKind.NON_RESIDENCY, writer="Dr. A", rotation_id=1),
        Letter(
            id=2,
            kind=LetterKind.O_SLOE,
            writer="medicine ward",
            state=LetterState.UPLOADED,
            uploaded_on=date(2027, 4, 9),
        ),
    ),
    programs=(
        Program(id=1, name="Cedar Valley", state="TX", application=ApplicationState.PLANNED, sloes_wanted=2),
        Program(id=2, name="Palm Coast", state="FL", application=ApplicationState.APPLIED),
        Program(id=3, name="Nowhere yet", application=ApplicationState.CONSIDERING),
    ),
    letter_assignments=(LetterAssignment(id=1, letter_id=2, program_id=1),),
)


def plan_of(pilot: Pilot[Any]) -> Plan:
    return planner_of(pilot.app).plan


async def fill(pilot: Pilot[Any], **values: str) -> None:
    for field, text in values.items():
        pilot.app.screen.query_one(f"#{field}", Input).value = text
    await pilot.pause()


async def test_a_rotation_typed_by_keys_is_in_the_table_with_its_dates(
    open_planner: Open, screen_text: Text, settled: Settle
) -> None:
    async with open_planner(Plan(profile=PLAN.profile)) as pilot:
        await pilot.press("6")
        await pilot.pause()
        assert "US rotations belong here" in screen_text(pilot.app)
        await pilot.press("a", *"Bayfront", "tab", "c", "tab", "tab", *"28 jun", "tab", *"23 jul")
        await pilot.pause()
        assert "Mon 28 Jun, in 39 days" in screen_text(pilot.app)
        await pilot.press("enter")
        await settled(pilot)
        (kept,) = plan_of(pilot).rotations
        assert (kept.site, kept.kind, kept.state) == (
            "Bayfront",
            RotationKind.COMMUNITY_EM,
            RotationState.IDEA,
        )
        assert (kept.starts_on, kept.ends_on) == (date(2027, 6, 28), date(2027, 7, 23))
        assert "28 Jun–23 Jul" in screen_text(pilot.app)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"site": "Bayfront", "starts_on": "1 aug", "ends_on": "1 jul 2027"}, "it ends before it begins"),
        ({"site": "Bayfront", "starts_on": "11/03"}, "dmy"),
        ({"site": "Bayfront", "cost_usd": "many"}, "a whole number from 0"),
    ],
)
async def test_what_is_refused_says_why_and_keeps_its_text(
    open_planner: Open, screen_text: Text, settled: Settle, values: dict[str, str], reason: str
) -> None:
    async with open_planner(PLAN) as pilot:
        await pilot.press("6", "a")
        await pilot.pause()
        await fill(pilot, **values)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, EntryDialog)
        assert reason in screen_text(pilot.app)
        assert all(pilot.app.screen.query_one(f"#{key}", Input).value == text for key, text in values.items())
        assert len(plan_of(pilot).rotations) == 2


async def test_space_takes_a_rotation_a_state_further_and_u_takes_it_back(
    open_planner: Open, settled: Settle
) -> None:
    async with open_planner(PLAN) as pilot:
        await pilot.press("6", "down", "space")
        await settled(pilot)
        assert plan_of(pilot).rotations[1].state is RotationState.ACCEPTED
        await pilot.press("u")
        await settled(pilot)
        assert plan_of(pilot).rotations[1].state is RotationState.APPLIED


async def test_an_edited_rotation_keeps_what_was_not_touched(open_planner: Open, settled: Settle) -> None:
    async with open_planner(PLAN) as pilot:
        await pilot.press("6", "down", "e")
        await pilot.pause()
        await fill(pilot, cost_usd="2900")
        await pilot.press("enter")
        await settled(pilot)
        assert plan_of(pilot).rotations[1] == replace(PLAN.rotations[1], cost_usd=2900)


async def test_a_deleted_rotation_comes_back_with_its_letter(open_planner: Open, settled: Settle) -> None:
    async with open_planner(PLAN) as pilot:
        await pilot.press("6", "x")
        await settled(pilot)
        assert [rotation.id for rotation in plan_of(pilot).rotations] == [2]
        assert plan_of(pilot).letters[0].rotation_id is None
        await pilot.press("u")
        await settled(pilot)
        assert plan_of(pilot).rotations == PLAN.rotations
        assert plan_of(pilot).letters[0].rotation_id == 1


async def test_a_new_letter_begins_with_what_its_rotation_can_give(
    open_planner: Open, screen_text: Text, settled: Settle
) -> None:
    async with open_planner(PLAN) as pilot:
        await pilot.press("6", "down", "n", *"Dr. A", "enter")
        await settled(pilot)
        letter = plan_of(pilot).letters[-1]
        assert (letter.writer, letter.kind, letter.rotation_id) == ("Dr. A", LetterKind.ESLOE, 2)
        assert "eSLOE" in screen_text(pilot.app)


async def test_a_letter_that_cannot_come_from_its_rotation_is_said_while_typing(
    open_planner: Open, screen_text: Text
) -> None:
    async with open_planner(PLAN) as pilot:
        await pilot.press("6", "n", *"Dr. A", "tab", "e")
        await pilot.pause()
        assert "community EM cannot give an eSLOE" in screen_text(pilot.app)


async def test_a_letter_goes_from_planned_to_uploaded_and_keeps_its_days(
    open_planner: Open, settled: Settle
) -> None:
    async with open_planner(PLAN) as pilot:
        await pilot.press("6", "tab")
        for _ in range(3):
            await pilot.press("space")
            await settled(pilot)
        letter = plan_of(pilot).letters[0]
        assert letter.state is LetterState.UPLOADED
        assert letter.asked_on == letter.uploaded_on == TODAY


async def test_space_on_the_matrix_assigns_a_letter_and_takes_it_back(
    open_planner: Open, screen_text: Text, settled: Settle
) -> None:
    async with open_planner(PLAN) as pilot:
        await pilot.press("6", "tab", "tab", "right")
        assert isinstance(pilot.app.focused, MatrixTable)
        assert "[✓]" in screen_text(pilot.app)
        await pilot.press("space")
        await settled(pilot)
        assert plan_of(pilot).letter_assignments == ()
        await pilot.press("down", "space")
        await settled(pilot)
        ((letter, program),) = [
            (link.letter_id, link.program_id) for link in plan_of(pilot).letter_assignments
        ]
        assert (letter, program) == (2, 2)


async def test_a_letter_is_assigned_to_the_whole_list_in_one_step(
    open_planner: Open, screen_text: Text, settled: Settle
) -> None:
    async with open_planner(PLAN) as pilot:
        await pilot.press("6", "tab", "tab", "A")
        await settled(pilot)
        assert {link.program_id for link in plan_of(pilot).letter_assignments if link.letter_id == 1} == {
            1,
            2,
        }
        await pilot.press("u")
        await settled(pilot)
        assert plan_of(pilot).letter_assignments == PLAN.letter_assignments
        assert "Nowhere yet" not in screen_text(pilot.app)


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_it_says_how_many_sloes_come_in_time(
    open_planner: Open, screen_text: Text, size: tuple[int, int]
) -> None:
    async with open_planner(PLAN, size=size) as pilot:
        await pilot.press("6")
        await pilot.pause()
        text = screen_text(pilot.app)
        assert "EM SLOE" in text
        assert "22 Sep, 125 d" in text  # when programs read
        assert "Palm Coast" in text
        if size != (80, 24):
            assert "$5,500 of the $4,000 budget ×" in text
            assert "the host's deadline is in 11 days" in text


async def test_without_a_match_year_it_asks_for_one(open_planner: Open, screen_text: Text) -> None:
    async with open_planner(replace(PLAN, profile=Profile())) as pilot:
        await pilot.press("6")
        await pilot.pause()
        assert "when do programs read?" in screen_text(pilot.app)
