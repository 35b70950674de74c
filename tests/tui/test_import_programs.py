"""The import of a list of programs on the screen: columns, preview, one step."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from datetime import date
from pathlib import Path
from typing import Any

from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input

from emtui.plan import Plan, Program, ProgramFact
from emtui.tui.access import planner_of
from emtui.tui.tabs.import_programs import ImportView
from emtui.tui.tabs.programs import ProgramsTab
from emtui.tui.widgets.row_table import RowTable

Text = Callable[[App[Any]], str]
Settle = Callable[[Pilot[Any]], Awaitable[None]]
Open = Callable[..., AbstractAsyncContextManager[Pilot[Any]]]

PLAN = Plan(
    programs=(
        Program(id=1, code="1101110C0", name="Cedar Valley", city="San Antonio", state="TX", cutoff=235),
    ),
    program_facts=(ProgramFact(id=1, program_id=1, field="cutoff", checked_on=date(2027, 5, 8)),),
)
LIST = """Program;NRMP Code;Location;Visa;Least score;Verified
Cedar Valley;1101110C0;San Antonio, TX;J-1;230;2027-05-01
Mesa Grande;7654321C0;Las Cruces, NM;J-1;;2027-05-01
Bluebonnet;1234567C0;Temple, TX;perhaps;;2027-05-01
"""


async def open_import(pilot: Pilot[Any], path: Path, settled: Settle) -> None:
    await pilot.press("7", "i")
    await pilot.pause()
    pilot.app.screen.query_one(Input).value = str(path)
    await pilot.press("enter")
    await settled(pilot)


def plan_of(pilot: Pilot[Any]) -> Plan:
    return planner_of(pilot.app).plan


async def match(pilot: Pilot[Any], theirs: str, ours: str, settled: Settle) -> None:
    """Say what a column of the file is."""
    view = pilot.app.query_one(ImportView)
    table = view.query_one("#file-columns", RowTable)
    place = next(row.key for row in table.rows if row.cells["theirs"].plain == theirs)  # type: ignore[union-attr]
    table.focus()
    table.move_to(place)
    await pilot.press("enter")
    await pilot.pause()
    pilot.app.screen.query_one(RowTable).move_to(ours)
    await pilot.press("enter")
    await settled(pilot)


async def test_a_list_is_previewed_then_brought_in_as_one_step(
    open_planner: Open, screen_text: Text, settled: Settle, tmp_path: Path
) -> None:
    path = tmp_path / "programs.csv"
    path.write_text(LIST, encoding="utf-8")
    async with open_planner(PLAN) as pilot:
        await open_import(pilot, path, settled)
        text = screen_text(pilot.app)
        assert "1 new   1 changed   0 the same   1 refused" in text
        assert "j1 ? → yes" in text
        assert plan_of(pilot) == PLAN  # nothing is stored by looking
        await pilot.press("s")
        await settled(pilot)
        assert isinstance(planner_of(pilot.app).visible_tab, ProgramsTab)
        assert [(row.name, row.j1) for row in plan_of(pilot).programs] == [
            ("Cedar Valley", True),
            ("Mesa Grande", True),
        ]
        await pilot.press("u")
        await settled(pilot)
        assert plan_of(pilot) == PLAN


async def test_a_column_is_matched_by_hand_and_remembered_for_the_next_list(
    open_planner: Open, screen_text: Text, settled: Settle, tmp_path: Path
) -> None:
    path = tmp_path / "programs.csv"
    path.write_text(LIST, encoding="utf-8")
    async with open_planner(PLAN) as pilot:
        await open_import(pilot, path, settled)
        await match(pilot, "Least score", "cutoff", settled)
        # Checked on 1 May, and one's own on 8 May: the newer one stays.
        rows = pilot.app.query_one("#file-rows", RowTable).rows
        assert any("cutoff 235, not 230: yours was checked 2027-05-08" in row.plain for row in rows)
        await pilot.press("o")
        await settled(pilot)
        assert "cutoff 235 → 230" in screen_text(pilot.app)
        await pilot.press("s")
        await settled(pilot)
        assert plan_of(pilot).programs[0].cutoff == 230
    from emtui import config

    assert config.load().import_columns == {"cutoff": "Least score"}


async def test_a_column_that_is_left_out_changes_nothing(
    open_planner: Open, screen_text: Text, settled: Settle, tmp_path: Path
) -> None:
    path = tmp_path / "programs.csv"
    path.write_text(LIST, encoding="utf-8")
    async with open_planner(PLAN) as pilot:
        await open_import(pilot, path, settled)
        await match(pilot, "Visa", "", settled)
        assert "2 new   0 changed   1 the same   0 refused" in screen_text(pilot.app)


async def test_the_same_list_twice_brings_nothing_new(
    open_planner: Open, screen_text: Text, settled: Settle, tmp_path: Path
) -> None:
    path = tmp_path / "programs.csv"
    path.write_text(LIST, encoding="utf-8")
    async with open_planner(PLAN) as pilot:
        await open_import(pilot, path, settled)
        await pilot.press("s")
        await settled(pilot)
        stored = plan_of(pilot)
        await open_import(pilot, path, settled)
        assert "0 new   0 changed" in screen_text(pilot.app)
        await pilot.press("s")
        await settled(pilot)
        assert plan_of(pilot) == stored


async def test_a_file_that_is_no_list_says_why(
    open_planner: Open, screen_text: Text, settled: Settle, tmp_path: Path
) -> None:
    path = tmp_path / "empty.csv"
    path.write_text("\n", encoding="utf-8")
    async with open_planner(PLAN) as pilot:
        await open_import(pilot, path, settled)
        assert "× the file holds no rows" in screen_text(pilot.app)
        await pilot.press("s", "escape")
        await settled(pilot)
        assert isinstance(planner_of(pilot.app).visible_tab, ProgramsTab)


async def test_a_path_without_a_file_is_said_while_typing(open_planner: Open, screen_text: Text) -> None:
    async with open_planner(PLAN) as pilot:
        await pilot.press("7", "i", *"nowhere.csv")
        await pilot.pause()
        assert "there is no such file" in screen_text(pilot.app)
