"""Other tabs open Rotations and Programs at a place of theirs: the cursor stands there."""

from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from typing import Any, Protocol

from tests.tui.applying_plan import PLAN, TODAY
from textual.pilot import Pilot

from emtui.plan import Interview, Letter, Rotation
from emtui.tui.access import planner_of
from emtui.tui.tabs.base import FullView
from emtui.tui.tabs.interviews import InterviewsView
from emtui.tui.widgets.matrix_table import MatrixTable
from emtui.tui.widgets.program_filter import ProgramFilter
from emtui.tui.widgets.row_table import RowTable
from emtui.vocabulary import InterviewState, LetterKind, RotationKind, Tab

FULL = replace(
    PLAN,
    rotations=tuple(Rotation(id=id_, site=f"Site {id_}", kind=RotationKind.AWAY_EM) for id_ in (1, 2, 3)),
    letters=tuple(Letter(id=id_, kind=LetterKind.ESLOE, writer=f"Dr. {id_}") for id_ in (1, 2)),
    interviews=tuple(
        Interview(id=id_, program_id=id_, state=InterviewState.DONE, day=TODAY, thanked_on=thanked)
        for id_, thanked in ((1, TODAY), (3, None))
    ),
)


class Open(Protocol):
    def __call__(self, plan: Any) -> AbstractAsyncContextManager[Pilot[Any]]: ...


async def at(pilot: Pilot[Any], tab: Tab, place: str) -> tuple[str | None, Any]:
    """The table with the focus after going to `place`, and the key under its cursor."""
    planner_of(pilot.app).open_tab(tab, place)
    await pilot.pause()
    await pilot.pause()
    table = pilot.app.focused
    assert isinstance(table, RowTable)
    return table.id, table.cursor_row.key if table.cursor_row else None


async def test_rotations_open_on_a_rotation_a_letter_or_the_programs(open_planner: Open) -> None:
    async with open_planner(FULL) as pilot:
        assert await at(pilot, Tab.ROTATIONS, "rotation:3") == ("rotations", 3)
        assert await at(pilot, Tab.ROTATIONS, "letter:2") == ("letters", 2)
        assert await at(pilot, Tab.ROTATIONS, "host:2") == ("rotations", 2)
        assert await at(pilot, Tab.ROTATIONS, "sloe:1") == ("rotations", 1)
        await at(pilot, Tab.ROTATIONS, "milestone:sloes-due")
        assert isinstance(pilot.app.focused, MatrixTable)
        assert await at(pilot, Tab.ROTATIONS, "rotation:3") == ("rotations", 3)
        assert (await at(pilot, Tab.ROTATIONS, "letter:99"))[0] == "rotations"


async def test_a_place_comes_out_of_a_filter_that_hides_it(open_planner: Open) -> None:
    async with open_planner(FULL) as pilot:
        await pilot.press("6", "slash", *"site 1", "enter")
        await pilot.pause()
        assert await at(pilot, Tab.ROTATIONS, "rotation:3") == ("rotations", 3)


async def test_programs_open_on_a_program_an_interview_or_old_facts(open_planner: Open) -> None:
    async with open_planner(FULL) as pilot:
        assert (await at(pilot, Tab.PROGRAMS, "program:2"))[1] == 2
        assert (await at(pilot, Tab.PROGRAMS, "interview:3"))[1] == 3
        assert isinstance(planner_of(pilot.app).visible_tab, InterviewsView)
        assert (await at(pilot, Tab.PROGRAMS, "stale"))[1] == 1
        assert not isinstance(planner_of(pilot.app).visible_tab, FullView)
        assert pilot.app.query_one(ProgramFilter).text == "listed stale"
        assert (await at(pilot, Tab.PROGRAMS, "program:3"))[1] == 3


async def test_enter_on_a_warning_of_today_goes_to_what_it_is_about(open_planner: Open) -> None:
    async with open_planner(FULL) as pilot:
        needs = pilot.app.query_one("#needs", RowTable)
        thanks = next(row for row in needs.rows if row.value.id == "thanks")
        needs.focus()
        needs.move_to(thanks.key)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.pause()
        table = pilot.app.focused
        assert isinstance(table, RowTable)
        assert table.cursor_row is not None
        assert table.cursor_row.key == 3
