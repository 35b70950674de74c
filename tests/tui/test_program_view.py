"""One program in a view of its own: fields typed in place, their sources, and what is refused."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

from tests.tui.applying_plan import PLAN, TODAY, plan_of, program
from textual.app import App
from textual.pilot import Pilot

from emtui.tui.access import planner_of
from emtui.tui.tabs.program import ProgramView
from emtui.tui.tabs.programs import ProgramsTab
from emtui.tui.widgets.row_table import RowTable

Text = Callable[[App[Any]], str]
Settle = Callable[[Pilot[Any]], Awaitable[None]]
Open = Callable[..., AbstractAsyncContextManager[Pilot[Any]]]


async def test_a_program_is_added_in_one_line_and_opened(
    open_planner: Open, screen_text: Text, settled: Settle
) -> None:
    async with open_planner(PLAN) as pilot:
        await pilot.press("7", "a", *"Mesa Verde, El Paso tx", "enter")
        await settled(pilot)
        added = plan_of(pilot).programs[-1]
        assert (added.name, added.city, added.state) == ("Mesa Verde", "El Paso", "TX")
        assert isinstance(planner_of(pilot.app).visible_tab, ProgramView)
        assert "Mesa Verde  El Paso TX" in screen_text(pilot.app)


async def test_a_program_that_is_there_already_is_refused_with_the_reason(
    open_planner: Open, screen_text: Text
) -> None:
    async with open_planner(PLAN) as pilot:
        await pilot.press("7", "a", *"cedar valley")
        await pilot.pause()
        assert "Cedar Valley is there already" in screen_text(pilot.app)


async def open_field(pilot: Pilot[Any], program_id: int, key: str) -> None:
    """Open a program with the cursor on one of its fields."""
    await pilot.press("7")
    table = pilot.app.query_one(ProgramsTab).query_one(RowTable)
    table.move_to(program_id)
    await pilot.press("enter")
    await pilot.pause()
    pilot.app.query_one(ProgramView)._form.cursor = key
    await pilot.pause()


async def test_a_fact_that_is_typed_counts_as_checked_today(open_planner: Open, settled: Settle) -> None:
    async with open_planner(PLAN) as pilot:
        await open_field(pilot, 3, "cutoff")
        await pilot.press("enter", *"230", "enter")
        await settled(pilot)
        assert program(pilot, 3).cutoff == 230
        (fact,) = [fact for fact in plan_of(pilot).program_facts if fact.program_id == 3]
        assert (fact.field, fact.checked_on, fact.stale) == ("cutoff", TODAY, False)
        await pilot.press("u")
        await settled(pilot)
        assert program(pilot, 3).cutoff is None
        assert plan_of(pilot).program_facts == PLAN.program_facts


async def test_a_source_is_typed_for_the_fact_under_the_cursor(
    open_planner: Open, screen_text: Text, settled: Settle
) -> None:
    async with open_planner(PLAN) as pilot:
        await open_field(pilot, 1, "cutoff")
        await pilot.press("s", *"email of 3 May", "enter")
        await settled(pilot)
        fact = next(fact for fact in plan_of(pilot).program_facts if fact.field == "cutoff")
        assert (fact.source, fact.checked_on) == ("email of 3 May", TODAY)
        assert "email of 3 May" in screen_text(pilot.app)


async def test_a_choice_is_picked_and_unknown_is_possible(open_planner: Open, settled: Settle) -> None:
    async with open_planner(PLAN) as pilot:
        await open_field(pilot, 2, "j1")
        await pilot.press("enter", *"yes", "enter")
        await settled(pilot)
        assert program(pilot, 2).j1 is True
        await pilot.press("x")
        await settled(pilot)
        assert program(pilot, 2).j1 is None


async def test_an_impossible_value_keeps_its_text(
    open_planner: Open, screen_text: Text, settled: Settle
) -> None:
    async with open_planner(PLAN) as pilot:
        await open_field(pilot, 2, "cutoff")
        await pilot.press("enter", *"23", "enter")
        await settled(pilot)
        assert "a whole number from 150" in screen_text(pilot.app)
        assert program(pilot, 2).cutoff == 240


async def test_an_opened_program_that_is_taken_back_closes(open_planner: Open, settled: Settle) -> None:
    async with open_planner(PLAN) as pilot:
        await pilot.press("7", "a", *"Mesa Verde", "enter")
        await settled(pilot)
        await pilot.press("u")
        await settled(pilot)
        assert isinstance(planner_of(pilot.app).visible_tab, ProgramsTab)
