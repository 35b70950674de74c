"""Full views in the place of their tab: the path, the way back, their keys in help and palette."""

from typing import Any

import pytest
from tests.tui.conftest import OpenPlanner, ScreenText
from textual.pilot import Pilot

from emtui.config import Config
from emtui.tui.access import planner_of
from emtui.tui.tabs.base import TabView
from emtui.tui.tabs.scores import ScoresTab
from emtui.tui.tabs.sitting import SittingView
from emtui.tui.tabs.what_if import WhatIfView
from emtui.vocabulary import Tab


def in_sight(pilot: Pilot[Any]) -> TabView | None:
    return planner_of(pilot.app).visible_tab


def top(screen_text: ScreenText, pilot: Pilot[Any]) -> str:
    return screen_text(pilot.app).splitlines()[0]


async def test_the_path_replaces_the_tabs_and_escape_goes_one_level_back(
    open_planner: OpenPlanner, screen_text: ScreenText
) -> None:
    async with open_planner() as pilot:
        await pilot.press("3", "s")
        await pilot.pause()
        assert "Scores › Sit or delay" in top(screen_text, pilot)
        assert "1 Today" not in top(screen_text, pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert "Scores › Sit or delay › What if" in top(screen_text, pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(in_sight(pilot), SittingView)
        assert in_sight(pilot) in (pilot.app.focused.ancestors_with_self if pilot.app.focused else ())
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(in_sight(pilot), ScoresTab)
        assert "1 Today" in top(screen_text, pilot)
        assert not pilot.app.query(SittingView)
        assert not pilot.app.query(WhatIfView)


async def test_a_view_left_by_another_tab_is_there_on_return(open_planner: OpenPlanner) -> None:
    async with open_planner() as pilot:
        await pilot.press("3", "w", "right", "f1")
        await pilot.pause()
        assert planner_of(pilot.app).tab is Tab.TODAY
        await pilot.press("3")
        await pilot.pause()
        view = in_sight(pilot)
        assert isinstance(view, WhatIfView)
        assert view.what_if.exam_day is not None  # as it was turned


async def test_a_click_on_the_path_goes_back(open_planner: OpenPlanner) -> None:
    async with open_planner() as pilot:
        await pilot.press("3", "s")
        await pilot.pause()
        await pilot.click("Header", offset=(10, 0))
        await pilot.pause()
        assert isinstance(in_sight(pilot), ScoresTab)


async def test_the_palette_does_what_a_view_can_and_what_its_tab_can(open_planner: OpenPlanner) -> None:
    async with open_planner() as pilot:
        await pilot.press("3", "w")
        await pilot.pause()
        app = planner_of(pilot.app)
        offered = {command.title: command for command in app.get_system_commands(app.screen)}
        await offered["What if: exam a week later"].callback()
        view = in_sight(pilot)
        assert isinstance(view, WhatIfView)
        assert view.what_if.exam_day is not None
        await offered["Scores: chart: all, 12 weeks, 4 weeks"].callback()
        assert isinstance(in_sight(pilot), ScoresTab)


@pytest.mark.parametrize("key", ["s", "w"])
async def test_help_names_the_keys_of_the_view(
    key: str, open_planner: OpenPlanner, screen_text: ScreenText
) -> None:
    async with open_planner(size=(120, 50)) as pilot:
        await pilot.press("3", key, "question_mark")
        await pilot.pause()
        text = screen_text(pilot.app)
        assert "On Scores › " in text
        assert {"s": "move the exam to the selected day", "w": "target a point higher"}[key] in text


async def test_the_keys_of_a_view_can_be_changed(open_planner: OpenPlanner) -> None:
    async with open_planner(config=Config(keys={"scores.what-if": "y", "what-if.later": "p"})) as pilot:
        await pilot.press("3", "y", "p")
        view = in_sight(pilot)
        assert isinstance(view, WhatIfView)
        assert view.what_if.exam_day is not None
