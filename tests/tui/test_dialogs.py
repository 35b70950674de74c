"""Help and the first start."""

from datetime import date

import pytest
from tests.tui.conftest import OpenPlanner, ScreenText, Settled

from emtui.config import Config
from emtui.plan import Plan
from emtui.tui.app import EmtuiApp
from emtui.tui.dialogs.help import HelpDialog


async def test_help_lists_the_keys_of_this_tab_and_of_every_screen(
    open_planner: OpenPlanner, screen_text: ScreenText
) -> None:
    async with open_planner(config=Config(keys={"scores.add": "n"})) as pilot:
        await pilot.press("3", "question_mark")
        await pilot.pause()
        text = screen_text(pilot.app)
        assert "On 3 Scores" in text
        assert "n  add a practice test" in text
        assert "1-8  F1-F8" in text
        assert "≈  estimate" in text
        await pilot.press("q")
        assert not isinstance(pilot.app.screen, HelpDialog)


async def test_help_can_be_read_to_its_end_on_a_small_screen(
    open_planner: OpenPlanner, screen_text: ScreenText
) -> None:
    async with open_planner(size=(80, 24)) as pilot:
        await pilot.press("f10")
        await pilot.pause()
        assert "config.toml" not in screen_text(pilot.app)
        await pilot.press("space", "space", "space", "j")
        await pilot.pause()
        assert "config.toml" in screen_text(pilot.app)


async def test_the_first_start_asks_three_things_and_stores_them_at_once(
    open_planner: OpenPlanner, screen_text: ScreenText, settled: Settled
) -> None:
    async with open_planner(Plan(), first_start=True, size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press(*"15", "space", *"jun")
        await pilot.pause()
        assert "✓ Tue 15 Jun, in 26 days" in screen_text(pilot.app)
        await pilot.press("enter", *"246")
        await pilot.pause()
        assert "strong" in screen_text(pilot.app)
        await pilot.press("enter", *"2028", "enter")
        await settled(pilot)
        assert isinstance(pilot.app, EmtuiApp)
        profile = pilot.app.plan.profile
        assert (profile.step2_date, profile.target, profile.match_year) == (date(2027, 6, 15), 246, 2028)
        assert len(pilot.app.screen_stack) == 1


@pytest.mark.parametrize("keys", [["escape"], ["enter", "enter", "enter"]])
async def test_every_question_of_the_first_start_can_wait(keys: list[str], open_planner: OpenPlanner) -> None:
    async with open_planner(Plan(), first_start=True) as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        assert isinstance(pilot.app, EmtuiApp)
        assert pilot.app.plan == Plan()
        assert len(pilot.app.screen_stack) == 1


async def test_an_answer_that_is_not_understood_keeps_the_dialog_and_the_words(
    open_planner: OpenPlanner, screen_text: ScreenText
) -> None:
    async with open_planner(Plan(), first_start=True) as pilot:
        await pilot.pause()
        await pilot.press(*"soon", "enter", "enter", "enter")
        await pilot.pause()
        text = screen_text(pilot.app)
        assert "soon" in text
        assert "× " in text
        assert len(pilot.app.screen_stack) == 2
