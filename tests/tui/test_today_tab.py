"""The Today tab: what to do now, exam day as a range, what needs mending, in every state of a plan."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot

from emtui.config import Config
from emtui.plan import CalendarEntry, OwnInstrument, Plan, PracticeTest, Profile, QuestionBlock
from emtui.store.store import Store
from emtui.tui.app import EmtuiApp
from emtui.tui.masks import MASKED_FIELDS
from emtui.tui.widgets.form import Form
from emtui.tui.widgets.row_table import RowTable
from emtui.vocabulary import Lane, Tab

OpenPlanner = Callable[..., AbstractAsyncContextManager[Pilot[None]]]
ScreenText = Callable[[App[Any]], str]

TODAY = date(2027, 5, 20)
SIZES = [(80, 24), (120, 36), (200, 60)]
TESTS = (
    PracticeTest(taken_on=date(2027, 3, 13), instrument="nbme-12", score=232),
    PracticeTest(taken_on=date(2027, 4, 10), instrument="nbme-13", score=236),
    PracticeTest(taken_on=date(2027, 5, 15), instrument="nbme-14", score=241),
)
OLD_TESTS = (TESTS[0], PracticeTest(taken_on=date(2027, 3, 27), instrument="nbme-13", score=236))
PROFILE = Profile(
    step2_date=date(2027, 6, 15), target=245, match_year=2028, eligibility_until=date(2027, 7, 31)
)
BLOCKS = tuple(
    QuestionBlock(done_on=TODAY - timedelta(days=back), questions=questions, correct=questions * 3 // 4)
    for back, questions in ((6, 40), (5, 52), (4, 20), (3, 40), (1, 40), (0, 12))
)
FULL = Plan(profile=PROFILE, practice_tests=TESTS, question_blocks=BLOCKS)


def tab_of(pilot: Pilot[None]) -> Tab:
    assert isinstance(pilot.app, EmtuiApp)
    return pilot.app.tab


@pytest.mark.parametrize("size", SIZES)
async def test_the_range_and_the_countdown_lead(
    open_planner: OpenPlanner, screen_text: ScreenText, size: tuple[int, int]
) -> None:
    async with open_planner(FULL, size=size) as pilot:
        text = screen_text(pilot.app)
        assert "26 d" in text
        assert "80%" in text
        assert "P(≥245)" in text
        assert "if practice = exam" in text
        assert all(band in text for band in ("high-risk", "risk", "viable", "strong"))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("plan", "says"),
    [
        (Plan(), ("Your projection will stand here", "exam 15 jun", "Set an exam day", "No dates yet")),
        (replace(FULL, profile=replace(PROFILE, step2_date=None)), ("No exam day yet",)),
        (replace(FULL, practice_tests=()), ("Your projection will stand here", "nbme 13 241")),
        (replace(FULL, practice_tests=TESTS[:1]), ("need more data",)),
        (replace(FULL, practice_tests=OLD_TESTS), ("! 54 d old",)),
        (replace(FULL, profile=replace(PROFILE, target=None)), ("? not set",)),
        (replace(FULL, profile=replace(PROFILE, step2_date=date(2027, 5, 15))), ("Exam day was Sat 15 May",)),
        (replace(FULL, profile=replace(PROFILE, step2_score=251)), ("known", "strong")),
    ],
    ids=["new", "no-exam-day", "no-tests", "one-test", "stale", "no-target", "exam-past", "taken"],
)
async def test_every_state_says_what_it_is(
    open_planner: OpenPlanner,
    screen_text: ScreenText,
    plan: Plan,
    says: tuple[str, ...],
    size: tuple[int, int],
) -> None:
    async with open_planner(plan, size=size) as pilot:
        text = " ".join(screen_text(pilot.app).split())
        narrow = size[0] < 100
        for words in says:
            if not (narrow and words == "No dates yet"):
                assert words in text


async def test_the_cursor_stands_on_the_one_thing_to_do_now(open_planner: OpenPlanner) -> None:
    async with open_planner(Plan()) as pilot:
        due = pilot.app.query_one("#due", RowTable)
        assert due.has_focus
        assert due.cursor == 0


async def test_enter_on_what_is_due_goes_to_its_field(open_planner: OpenPlanner) -> None:
    async with open_planner(Plan()) as pilot:
        await pilot.press("down", "enter")
        await pilot.pause()
        assert tab_of(pilot) is Tab.PROFILE
        assert pilot.app.query_one(Form).cursor == "target"


async def test_enter_on_a_warning_goes_to_the_tab_that_mends_it(open_planner: OpenPlanner) -> None:
    async with open_planner(replace(FULL, practice_tests=OLD_TESTS)) as pilot:
        needs = pilot.app.query_one("#needs", RowTable)
        needs.focus()
        for row in needs.rows:
            needs.move_to(row.key)
            await pilot.press("enter")
            await pilot.pause()
            assert tab_of(pilot) is row.value.tab
            await pilot.press("f1")
            await pilot.pause()
            needs.focus()


async def test_arrows_go_on_from_what_is_due_to_what_needs_you(open_planner: OpenPlanner) -> None:
    async with open_planner(Plan()) as pilot:
        due, needs = pilot.app.query_one("#due", RowTable), pilot.app.query_one("#needs", RowTable)
        await pilot.press(*["down"] * len(due.rows))
        assert needs.has_focus
        assert needs.cursor == 0
        await pilot.press("up")
        assert due.has_focus


async def test_brackets_in_names_are_text(open_planner: OpenPlanner, screen_text: ScreenText) -> None:
    plan = replace(
        FULL,
        practice_tests=(
            PracticeTest(taken_on=date(2027, 5, 18), instrument="form-x", score=200),
            PracticeTest(taken_on=date(2027, 5, 19), instrument="nbme-12", score=262),
        ),
        own_instruments=(OwnInstrument(instrument="form-x", name="X [bold]1[/]"),),
    )
    async with open_planner(plan) as pilot:
        assert "[bold]1[/]" in screen_text(pilot.app)


@pytest.mark.parametrize("size", SIZES)
async def test_a_masked_screen_shows_no_score(
    open_planner: OpenPlanner, screen_text: ScreenText, size: tuple[int, int]
) -> None:
    async with open_planner(FULL, size=size, mask=True) as pilot:
        text = screen_text(pilot.app)
        for secret in ("245", "241", "viable"):
            assert secret not in text


@pytest.mark.parametrize("size", SIZES)
async def test_a_masked_screen_names_no_date_of_the_visa(
    open_planner: OpenPlanner, screen_text: ScreenText, size: tuple[int, int]
) -> None:
    embassy = CalendarEntry(title="Embassy, B-1", lane=Lane.VISA, starts_on=date(2027, 5, 22))
    async with open_planner(Plan(calendar_entries=(embassy,)), size=size, mask=True) as pilot:
        assert "Embassy" not in screen_text(pilot.app)
        await pilot.press("f9")
        await pilot.pause()
        assert "Embassy" in screen_text(pilot.app)


@pytest.mark.parametrize(
    ("plan", "size", "theme"),
    [
        (FULL, (80, 24), "emtui-night"),
        (FULL, (120, 36), "emtui-night"),
        (FULL, (120, 36), "emtui-day"),
        (Plan(), (80, 24), "emtui-night"),
        (Plan(), (120, 36), "emtui-night"),
    ],
    ids=["80x24", "120x36", "120x36-day", "new-80x24", "new-120x36"],
)
def test_today_looks(
    snap_compare: Any, plan_file: Path, plan: Plan, size: tuple[int, int], theme: str
) -> None:
    store = Store.open(plan_file, create=True)
    if plan != Plan():
        store.replace(plan, "set up the test")
    assert snap_compare(EmtuiApp(store, config=Config(theme=theme)), terminal_size=size)


def test_the_last_day_in_the_us_is_masked_with_the_visa() -> None:
    assert "in_us_until" in MASKED_FIELDS
