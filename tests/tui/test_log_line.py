"""The log line: what is typed, understood, stored."""

from datetime import date
from typing import Any

import pytest
from tests.tui.conftest import TODAY, OpenPlanner, ScreenText, Settled
from textual.pilot import Pilot

from emtui.plan import Plan, PracticeTest
from emtui.tui.app import EmtuiApp
from emtui.tui.widgets.log_line import LogInput, tree
from emtui.vocabulary import Tab
from emtui.words import Part, read_words


def planner(pilot: Pilot[Any]) -> EmtuiApp:
    assert isinstance(pilot.app, EmtuiApp)
    return pilot.app


async def type_line(pilot: Pilot[Any], words: str) -> None:
    """Type `words` into what has the focus."""
    await pilot.press(*("space" if character == " " else character for character in words))
    await pilot.pause()


async def test_a_line_says_what_it_means_and_what_it_changes(
    open_planner: OpenPlanner, screen_text: ScreenText
) -> None:
    async with open_planner() as pilot:
        await pilot.press("colon")
        await type_line(pilot, "nbme 15 244 yesterday")
        text = screen_text(pilot.app)
    assert "╰ Wed 19 May 2027" in text
    assert "╰ points, Step 2 CK scale" in text
    assert "✓ enter stores NBME 15, 244" in text
    assert "projected" in text
    assert "→" in text


async def test_a_line_that_cannot_be_stored_says_why_and_keeps_the_words(
    open_planner: OpenPlanner, screen_text: ScreenText
) -> None:
    async with open_planner() as pilot:
        await pilot.press("colon")
        await type_line(pilot, "nbme 15 999")
        assert "× " in screen_text(pilot.app)
        await pilot.press("enter")
        await pilot.pause()
        assert pilot.app.query_one(LogInput).value == "nbme 15 999"
        await pilot.press("escape", "colon")
        assert pilot.app.query_one(LogInput).value == "nbme 15 999"


async def test_enter_stores_and_stays_open_for_a_series(
    open_planner: OpenPlanner, screen_text: ScreenText, settled: Settled
) -> None:
    async with open_planner(Plan()) as pilot:
        await pilot.press("colon")
        for words in ("exam 15 jun", "nbme 13 241 yesterday", "40q 31 cardio"):
            await type_line(pilot, words)
            await pilot.press("enter")
            await settled(pilot)
        assert "stored: 40 questions, 31 right" in screen_text(pilot.app)
        plan = planner(pilot).plan
        assert plan.profile.step2_date == date(2027, 6, 15)
        assert [test.score for test in plan.practice_tests] == [241]
        assert [block.correct for block in plan.question_blocks] == [31]
        await pilot.press("up", "up")
        assert pilot.app.query_one(LogInput).value == "nbme 13 241 yesterday"
        await pilot.press("down", "down")
        assert pilot.app.query_one(LogInput).value == ""


async def test_brackets_in_a_note_are_shown_as_typed(
    open_planner: OpenPlanner, screen_text: ScreenText, settled: Settled
) -> None:
    async with open_planner(Plan()) as pilot:
        await pilot.press("colon")
        await type_line(pilot, "nbme 13 241 note [bold]x[/] [red")
        assert "[bold]x[/] [red" in screen_text(pilot.app)
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("escape", "3")
        await pilot.pause()
        assert "[bold" in screen_text(pilot.app)


async def test_escape_gives_the_focus_back(open_planner: OpenPlanner) -> None:
    async with open_planner() as pilot:
        await pilot.press("3")
        await pilot.pause()
        before = pilot.app.focused
        await pilot.press("colon")
        assert isinstance(pilot.app.focused, LogInput)
        await pilot.press("f1")
        assert planner(pilot).tab is Tab.TODAY
        assert isinstance(pilot.app.focused, LogInput)
        await pilot.press("f3", "escape")
        assert pilot.app.focused is before


async def test_tab_completes_and_goes_on_to_the_next_way(open_planner: OpenPlanner) -> None:
    async with open_planner() as pilot:
        await pilot.press("colon")
        await type_line(pilot, "nb")
        await pilot.press("tab")
        first = pilot.app.query_one(LogInput).value
        await pilot.press("tab")
        second = pilot.app.query_one(LogInput).value
    assert first.startswith("nbme")
    assert second.startswith("nbme")
    assert first != second


async def test_a_shared_screen_is_told_no_figures(open_planner: OpenPlanner, screen_text: ScreenText) -> None:
    async with open_planner(mask=True) as pilot:
        await pilot.press("colon")
        await type_line(pilot, "exam 30 jun")
        assert "projected 2" not in screen_text(pilot.app)


@pytest.mark.parametrize(
    ("typed", "rows"),
    [
        (
            "nbme 13 241",
            ["  │       ╰ points, Step 2 CK scale", "  ╰ practice test NBME 13, timed, full length"],
        ),
        ("exam none", ["  │    ╰ not set", "  ╰ planned exam day, Step 2 CK"]),
    ],
)
def test_the_tree_hangs_under_the_words(typed: str, rows: list[str]) -> None:
    plan = Plan(practice_tests=(PracticeTest(taken_on=TODAY, instrument="nbme-12", score=230),))
    parts = read_words(typed, plan=plan, today=TODAY, order=None).parts
    assert tree(parts, typed).plain.splitlines() == rows


def test_a_long_line_folds_its_last_parts_into_one_row() -> None:
    parts = [Part(n * 2, n * 2 + 1, f"m{n}") for n in range(5)]
    assert tree(parts, "a b c d e").plain.splitlines() == ["  │ │ ╰ m2 · m3 · m4", "  │ ╰ m1", "  ╰ m0"]


def test_what_has_scrolled_out_of_the_field_has_no_branch() -> None:
    assert tree([Part(0, 1, "m0"), Part(4, 5, "m1")], "a   b", scrolled=2).plain == "    ╰ m1"
