"""The Strategy tab by its keys: where you stand, the moves and where they lead, the report into a file."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input

from emtui.config import Config
from emtui.plan import Plan, Profile
from emtui.planner.demo import demo_plan
from emtui.store.store import Store
from emtui.tui.access import planner_of
from emtui.tui.app import EmtuiApp
from emtui.tui.dialogs.ask import AskDialog
from emtui.tui.tabs.strategy import MovesTable, StrategyTab
from emtui.tui.widgets.big_number import BigNumber
from emtui.tui.widgets.form import Form
from emtui.tui.widgets.row_table import RowTable
from emtui.vocabulary import Step1, Tab

Text = Callable[[App[Any]], str]
Settle = Callable[[Pilot[Any]], Any]
Open = Callable[..., Any]

TODAY = date(2027, 5, 20)
WHOLE = demo_plan(2, TODAY)
SECOND = Plan(
    profile=WHOLE.profile,
    practice_tests=WHOLE.practice_tests,
    question_blocks=WHOLE.question_blocks,
)


def tab(pilot: Pilot[Any]) -> StrategyTab:
    found = planner_of(pilot.app).visible_tab
    assert isinstance(found, StrategyTab)
    return found


def moves(pilot: Pilot[Any]) -> MovesTable:
    return tab(pilot).query_one(MovesTable)


def stood_on(pilot: Pilot[Any]) -> str:
    """The move under the cursor."""
    row = moves(pilot).cursor_row
    assert row is not None
    return str(row.value.text)


async def test_first_seen_are_the_moves_left_the_score_and_its_bands(
    open_planner: Open, screen_text: Text
) -> None:
    async with open_planner(SECOND) as pilot:
        await pilot.press("8")
        await pilot.pause()
        text = screen_text(pilot.app)
        assert tab(pilot).query_one(BigNumber).value == "12"
        assert "233  projected, 80% 218–249" in text
        assert "risk  list band 225 to 234" in text
        assert "Step 1     ! passed after one failure" in text
        assert "not your odds" in text


async def test_the_cursor_stands_on_the_first_move_and_never_on_a_title(open_planner: Open) -> None:
    async with open_planner(SECOND) as pilot:
        await pilot.press("8")
        await pilot.pause()
        table, seen = moves(pilot), []
        for _ in range(len(table.rows)):
            seen.append(stood_on(pilot))
            await pilot.press("down")
        assert seen[0] == "Decide on J-1 or H-1B"
        assert list(dict.fromkeys(seen)) == [row.value.text for row in table.rows if row.value]
        await pilot.press("g")
        assert stood_on(pilot) == "Decide on J-1 or H-1B"
        await pilot.press("end")
        assert stood_on(pilot) == "Write the story of the failure"


async def test_enter_goes_to_the_field_that_decides(open_planner: Open) -> None:
    async with open_planner(SECOND) as pilot:
        await pilot.press("8", "enter")
        await pilot.pause()
        planner = planner_of(pilot.app)
        assert planner.tab is Tab.PROFILE
        view = planner.visible_tab
        assert view is not None
        assert view.query_one(Form).cursor == "visa"


async def test_a_decided_visa_takes_its_move_away(open_planner: Open, settled: Settle) -> None:
    async with open_planner(SECOND) as pilot:
        await pilot.press("8")
        await pilot.pause()
        planner_of(pilot.app).save(lambda store: store.set_profile(visa="none"))
        await settled(pilot)
        assert tab(pilot).query_one(BigNumber).value == "11"
        assert stood_on(pilot) == "Take NBME 15"


async def test_the_selected_move_says_why_and_what_the_guide_says(
    open_planner: Open, screen_text: Text
) -> None:
    async with open_planner(SECOND, size=(200, 60)) as pilot:
        await pilot.press("8", "down")
        await pilot.pause()
        text = screen_text(pilot.app)
        assert "in time until Tue 22 Jun, in 33 days" in text
        assert "here because: the score weighs most" in text
        assert "Have at least one recent official form" in text
        assert "Evidence against it" in text
        assert "checked 2026-11-23" in text


async def test_a_story_move_opens_the_worksheet(open_planner: Open, screen_text: Text) -> None:
    async with open_planner(SECOND) as pilot:
        await pilot.press("8", "end", "enter")
        await pilot.pause()
        assert "Strategy › Your story" in screen_text(pilot.app).splitlines()[0]


VIEWS = {
    "w": ("what_if", "What if"),
    "c": ("examples", "Examples"),
    "d": ("dual", "Second specialty"),
    "y": ("story", "Your story"),
    "f": ("faq", "Four questions"),
    "v": ("rules", "Rules, evidence"),
}


async def test_each_view_opens_by_its_key_and_from_the_list_and_escape_goes_back(
    open_planner: Open, screen_text: Text
) -> None:
    async with open_planner(SECOND) as pilot:
        await pilot.press("8")
        for key, (row, title) in VIEWS.items():
            await pilot.press(key)
            await pilot.pause()
            assert f"Strategy › {title}" in screen_text(pilot.app).splitlines()[0]
            await pilot.press("escape")
            await pilot.pause()
            more = tab(pilot).query_one("#more", RowTable)
            more.focus()
            more.move_to(row)
            await pilot.press("enter")
            await pilot.pause()
            assert f"Strategy › {title}" in screen_text(pilot.app).splitlines()[0]
            await pilot.press("escape")
            await pilot.pause()


async def test_a_failed_step_1_and_nothing_else_is_no_empty_page(
    open_planner: Open, screen_text: Text
) -> None:
    async with open_planner(Plan(profile=Profile(step1=Step1.FAILED))) as pilot:
        await pilot.press("8")
        await pilot.pause()
        text = screen_text(pilot.app)
        for words in ("Pass Step 1 first", "Set an exam day", "Log a practice test", "Weigh a second"):
            assert words in text
        assert "no score yet" in text
        await pilot.press("down", "enter")
        await pilot.pause()
        assert planner_of(pilot.app).tab is Tab.PROFILE


async def test_an_empty_plan_asks(open_planner: Open, screen_text: Text) -> None:
    async with open_planner(Plan()) as pilot:
        await pilot.press("8")
        await pilot.pause()
        text = screen_text(pilot.app)
        assert "Set an exam day" in text
        assert "Step 1     ? not answered" in text


async def test_why_the_bands_differ_is_said(open_planner: Open, screen_text: Text) -> None:
    plan = replace(SECOND, profile=replace(SECOND.profile, step2_score=236))
    async with open_planner(plan) as pilot:
        await pilot.press("8")
        await pilot.pause()
        assert "the guide's bands begin viable at 238" in screen_text(pilot.app)


async def test_masked_neither_score_nor_visa_nor_band_is_on_the_screen(
    open_planner: Open, screen_text: Text
) -> None:
    async with open_planner(SECOND, mask=True, size=(200, 60)) as pilot:
        await pilot.press("8")
        await pilot.pause()
        for key in ("", "w", "c", "d", "y", "f", "v"):
            if key:
                await pilot.press(key)
                await pilot.pause()
            text = screen_text(pilot.app)
            for secret in (
                "a projected 233",
                "233  proj",
                "218",
                "undecided so",
                "best is 226",
                "225 to 234",
            ):
                assert secret not in text, (key, secret)
            if key:
                await pilot.press("escape")
                await pilot.pause()


# -- the report


async def test_the_report_is_written_where_it_is_asked_for(
    open_planner: Open, screen_text: Text, settled: Settle, tmp_path: Path
) -> None:
    async with open_planner(SECOND) as pilot:
        await pilot.press("8", "r")
        await pilot.pause()
        assert isinstance(pilot.app.screen, AskDialog)
        field = pilot.app.screen.query_one(Input)
        assert field.value == "~/strategy-report.html"
        field.value = f"{tmp_path}/advisor.md without name, scores"
        await pilot.pause()
        assert "leaves out name, scores and free text" in screen_text(pilot.app)
        await pilot.press("enter")
        await settled(pilot)
        written = (tmp_path / "advisor.md").read_text(encoding="utf-8")
        assert "| Left out | name, scores, and free text |" in written
        assert "a projected 233" not in written


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("report.pdf", "does not end in .html or .md"),
        ("/nowhere/at/all/report.html", "is not there"),
        ("report.md without grades", "cannot be hidden"),
    ],
)
async def test_a_report_that_cannot_be_written_says_why(
    open_planner: Open, screen_text: Text, typed: str, reason: str
) -> None:
    async with open_planner(SECOND) as pilot:
        await pilot.press("8", "r")
        await pilot.pause()
        pilot.app.screen.query_one(Input).value = typed
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, AskDialog)
        assert reason in " ".join(screen_text(pilot.app).split())


async def test_on_a_masked_screen_the_report_begins_without_all(open_planner: Open) -> None:
    async with open_planner(SECOND, mask=True) as pilot:
        await pilot.press("8", "r")
        await pilot.pause()
        assert pilot.app.screen.query_one(Input).value.endswith(" without all")


# -- sizes and looks


@pytest.mark.parametrize(
    ("size", "ascii_only"),
    [((80, 24), False), ((80, 24), True), ((100, 30), False), ((120, 36), True), ((160, 45), False)],
)
async def test_it_is_whole_at_every_size(
    open_planner: Open, screen_text: Text, size: tuple[int, int], ascii_only: bool
) -> None:
    async with open_planner(SECOND, size=size, config=Config(ascii=ascii_only)) as pilot:
        await pilot.press("8")
        await pilot.pause()
        text = screen_text(pilot.app)
        for words in ("Where you stand", "What to do next", "Why this", "233", "risk", "Take NBME 15"):
            assert words in text
        assert "moves left" in text
        row = next(line for line in text.splitlines() if "Take NBME 15" in line and "2  Take" in line)
        assert "22 Jun" in row  # neither the day nor the tab is ever cut off
        assert "3 Scores" in row
        assert max(map(len, text.splitlines())) <= size[0]


@pytest.mark.parametrize(
    ("size", "theme"),
    [
        ((80, 24), "emtui-night"),
        ((120, 36), "emtui-night"),
        ((120, 36), "emtui-day"),
        ((200, 60), "emtui-night"),
    ],
    ids=["80x24", "120x36", "120x36-day", "200x60"],
)
def test_strategy_looks(snap_compare: Any, plan_file: Path, size: tuple[int, int], theme: str) -> None:
    store = Store.open(plan_file, create=True)
    store.replace(SECOND, "set up the test")
    app = EmtuiApp(store, config=Config(theme=theme))
    assert snap_compare(app, terminal_size=size, press=["8"])
