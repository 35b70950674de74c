"""The what-if by its keys: turn, imagine, save, compare, apply, leave."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.tui.conftest import PLAN, OpenPlanner, ScreenText, Settled
from textual.color import Color
from textual.pilot import Pilot

from emtui.config import Config
from emtui.plan import Plan, PracticeTest, WhatIf
from emtui.planner.demo import demo_plan
from emtui.store.store import Store
from emtui.tui.access import planner_of
from emtui.tui.app import EmtuiApp
from emtui.tui.tabs.scores import ScoresTab
from emtui.tui.tabs.what_if import WhatIfView
from emtui.tui.widgets.fan_chart import FanChart

TODAY = date(2027, 5, 20)
PLANNED = date(2027, 6, 15)
SAVED = replace(
    PLAN,
    what_ifs=(
        WhatIf(name="later", exam_day=date(2027, 7, 6)),
        WhatIf(
            name="modest",
            target=238,
            tests=(PracticeTest(taken_on=date(2027, 5, 29), instrument="nbme-15", score=244),),
        ),
    ),
)


def view_of(pilot: Pilot[Any]) -> WhatIfView:
    view = planner_of(pilot.app).visible_tab
    assert isinstance(view, WhatIfView)
    return view


def profile(pilot: Pilot[Any]) -> tuple[date | None, int | None]:
    found = planner_of(pilot.app).plan.profile
    return found.step2_date, found.target


def toasts(pilot: Pilot[Any]) -> list[str]:
    return [notice.message for notice in pilot.app._notifications]


@pytest.mark.parametrize(
    ("keys", "days", "points"),
    [
        (["right"], 1, 0),
        (["left", "h"], -2, 0),
        (["shift+right", "l"], 8, 0),
        (["greater_than_sign", "less_than_sign", "shift+left"], -7, 0),
        (["up", "k", "down"], 0, 1),
        (["shift+up", "j"], 0, 4),
        (["shift+down"], 0, -5),
    ],
)
async def test_arrows_turn_exam_day_and_target(
    open_planner: OpenPlanner, keys: list[str], days: int, points: int
) -> None:
    async with open_planner() as pilot:
        await pilot.press("3", "w", *keys)
        tried = view_of(pilot).what_if
        assert (tried.exam_day or PLANNED) == PLANNED + timedelta(days)
        assert (tried.target or 245) == 245 + points
        assert profile(pilot) == (PLANNED, 245)


async def test_figures_chart_and_verdict_move_with_the_keys(
    open_planner: OpenPlanner, screen_text: ScreenText
) -> None:
    async with open_planner(demo_plan(2, TODAY)) as pilot:
        await pilot.press("3", "w")
        await pilot.pause()
        assert "sit or delay   DELAY  to Tue 27 Jul" in screen_text(pilot.app)
        await pilot.press(*["shift+down"] * 3)
        await pilot.pause()
        text = screen_text(pilot.app)
        assert "-15 on the plan's" in text
        assert "delay to Tue 27 Jul →  SIT" in text
        assert any("target or more" in line and "→" in line for line in text.splitlines())
        chart = view_of(pilot).query_one(FanChart)
        assert chart.scores is not None
        assert chart.scores.target == 223
        assert chart.beside is not None
        assert chart.beside.target == 238


async def test_exam_day_and_target_stay_where_they_can_be(open_planner: OpenPlanner) -> None:
    async with open_planner() as pilot:
        await pilot.press("3", "w", *["less_than_sign"] * 6)
        assert view_of(pilot).what_if.exam_day == TODAY
        await pilot.press(*["greater_than_sign"] * 60)
        assert view_of(pilot).what_if.exam_day == TODAY + timedelta(365)
        await pilot.press(*["shift+up"] * 15)
        assert view_of(pilot).what_if.target == 300


async def test_without_exam_day_and_target_the_first_keys_try_some(
    open_planner: OpenPlanner, screen_text: ScreenText
) -> None:
    async with open_planner(Plan()) as pilot:
        await pilot.press("3", "w")
        await pilot.pause()
        assert "not set" in screen_text(pilot.app)
        await pilot.press("right", "up")
        tried = view_of(pilot).what_if
        assert (tried.exam_day, tried.target) == (TODAY + timedelta(28), 245)


async def test_back_on_the_plans_values_nothing_is_left_to_apply(
    open_planner: OpenPlanner, settled: Settled
) -> None:
    async with open_planner() as pilot:
        await pilot.press("3", "w", "right", "up", "down", "left")
        assert view_of(pilot).what_if == WhatIf(name="")
        await pilot.press("enter")
        await settled(pilot)
        assert "nothing to apply" in toasts(pilot)[-1]
        assert view_of(pilot)


async def test_enter_applies_both_as_one_step_and_goes_back(
    open_planner: OpenPlanner, settled: Settled
) -> None:
    async with open_planner() as pilot:
        await pilot.press("3", "w", "shift+right", "down", "enter")
        await settled(pilot)
        assert profile(pilot) == (PLANNED + timedelta(7), 244)
        assert isinstance(planner_of(pilot.app).visible_tab, ScoresTab)
        await pilot.press("u")
        await settled(pilot)
        assert profile(pilot) == (PLANNED, 245)


async def test_what_the_plan_refuses_stays_to_be_turned(open_planner: OpenPlanner, settled: Settled) -> None:
    bounded = replace(PLAN, profile=replace(PLAN.profile, eligibility_until=date(2027, 6, 20)))
    async with open_planner(bounded) as pilot:
        await pilot.press("3", "w", "shift+right", "enter")
        await settled(pilot)
        assert toasts(pilot)[-1].startswith("× ")
        assert view_of(pilot).what_if.exam_day == PLANNED + timedelta(7)
        assert profile(pilot) == (PLANNED, 245)


async def test_escape_leaves_without_a_change(open_planner: OpenPlanner) -> None:
    async with open_planner() as pilot:
        await pilot.press("3", "w", "shift+right", "shift+up", "escape")
        await pilot.pause()
        assert isinstance(planner_of(pilot.app).visible_tab, ScoresTab)
        assert profile(pilot) == (PLANNED, 245)


async def test_an_imagined_test_moves_the_projection_and_is_never_stored(
    open_planner: OpenPlanner, screen_text: ScreenText, settled: Settled
) -> None:
    async with open_planner() as pilot:
        await pilot.press("3", "w", "a", *"nbme 15 262 29 jul")
        await pilot.pause()
        assert "not between today and exam day" in screen_text(pilot.app)
        await pilot.press("enter", *["backspace"] * 3, *"may")
        await pilot.pause()
        assert "NBME 15 262 on 29 May  projected" in screen_text(pilot.app)
        await pilot.press("enter")
        await pilot.pause()
        text = screen_text(pilot.app)
        assert "as seen on Sat 29 May" in text
        assert [test.score for test in view_of(pilot).what_if.tests] == [262]
        await pilot.press("enter")
        await settled(pilot)
        assert "imagined tests are never stored" in toasts(pilot)[-1]
        assert len(planner_of(pilot.app).plan.practice_tests) == 3
        await pilot.press("x")
        assert not view_of(pilot).what_if.tests


async def test_a_what_if_is_saved_by_name_and_taken_up_again(
    open_planner: OpenPlanner, screen_text: ScreenText, settled: Settled
) -> None:
    async with open_planner() as pilot:
        await pilot.press("3", "w", "shift+right", "s", *"a week later", "enter")
        await settled(pilot)
        (saved,) = planner_of(pilot.app).plan.what_ifs
        assert (saved.name, saved.exam_day, saved.target) == ("a week later", PLANNED + timedelta(7), None)
        await pilot.press("r")
        assert view_of(pilot).what_if == WhatIf(name="")
        await pilot.press("tab")
        while not pilot.app.focused or "SavedTable" not in type(pilot.app.focused).__name__:
            await pilot.press("tab")
        await pilot.press("down", "enter")
        await pilot.pause()
        assert view_of(pilot).what_if.exam_day == PLANNED + timedelta(7)
        assert "What if  a week later" in screen_text(pilot.app)


async def test_saving_under_a_known_name_replaces_it(open_planner: OpenPlanner, settled: Settled) -> None:
    async with open_planner(SAVED) as pilot:
        await pilot.press("3", "w", "up", "s", *"Later", "enter")
        await settled(pilot)
        saved = {what_if.name: what_if for what_if in planner_of(pilot.app).plan.what_ifs}
        assert set(saved) == {"later", "modest"}
        assert (saved["later"].exam_day, saved["later"].target) == (None, 246)


async def test_four_are_kept_side_by_side_and_a_fifth_says_how_to_make_room(
    open_planner: OpenPlanner, screen_text: ScreenText, settled: Settled
) -> None:
    four = replace(PLAN, what_ifs=tuple(WhatIf(name=f"plan {n}", target=240 + n) for n in range(4)))
    async with open_planner(four) as pilot:
        await pilot.press("3", "w", "up", "s", *"fifth", "enter")
        await pilot.pause()
        assert "x takes the selected one away" in screen_text(pilot.app)
        await pilot.press("escape")
        await pilot.pause()
        text = screen_text(pilot.app)
        assert all(f"plan {n}" in text for n in range(4))
        while "SavedTable" not in type(pilot.app.focused).__name__:
            await pilot.press("tab")
        await pilot.press("end", "x")
        await settled(pilot)
        assert [what_if.name for what_if in planner_of(pilot.app).plan.what_ifs] == [
            f"plan {n}" for n in range(3)
        ]


async def test_saved_ones_stand_beside_the_plan_with_their_verdicts(
    open_planner: OpenPlanner, screen_text: ScreenText
) -> None:
    async with open_planner(SAVED) as pilot:
        await pilot.press("3", "w")
        await pilot.pause()
        lines = screen_text(pilot.app).splitlines()
        planned, later, modest = (
            next(line for line in lines if f"│ {name}" in line) for name in ("as planned", "later", "modest")
        )
        assert "Tue 15 Jun" in planned
        assert "Tue  6 Jul" in later
        assert "238" in modest
        assert all(line.rstrip(" │").endswith("sit") for line in (planned, later, modest))


async def test_once_the_score_is_known_there_is_nothing_to_try(
    open_planner: OpenPlanner, settled: Settled
) -> None:
    taken = replace(PLAN, profile=replace(PLAN.profile, step2_date=date(2027, 5, 16), step2_score=251))
    async with open_planner(taken) as pilot:
        await pilot.press("3", "w")
        await settled(pilot)
        assert isinstance(planner_of(pilot.app).visible_tab, ScoresTab)
        assert "nothing left to try" in toasts(pilot)[-1]


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_masked_no_score_is_on_the_what_if(
    open_planner: OpenPlanner, screen_text: ScreenText, size: tuple[int, int]
) -> None:
    plan = replace(SAVED, profile=replace(SAVED.profile, target=247))  # a figure no rule speaks of
    async with open_planner(plan, size=size, mask=True) as pilot:
        await pilot.press("3", "w", "up", "right")
        await pilot.pause()
        text = screen_text(pilot.app)
        assert "•••" in text
        assert not any(figure in text for figure in ("238", "241", "244", "247", "248"))


@pytest.mark.parametrize("plan", [SAVED, Plan()], ids=["saved", "empty"])
async def test_the_what_if_in_ascii(open_planner: OpenPlanner, plan: Plan) -> None:
    async with open_planner(plan, config=Config(ascii=True)) as pilot:
        await pilot.press("3", "w", "right", "up")
        await pilot.pause()
        drawn = "\n".join(
            strip.apply_filter(pilot.app.get_line_filters()[-1], Color(0, 0, 0)).text
            for strip in pilot.app.screen._compositor.render_strips()
        )
        assert drawn.isascii()
        assert "->" in drawn


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (100, 30), (120, 26), (160, 40), (200, 60)])
async def test_dials_figures_and_verdict_are_seen_at_any_size(
    open_planner: OpenPlanner, screen_text: ScreenText, size: tuple[int, int]
) -> None:
    async with open_planner(SAVED, size=size) as pilot:
        await pilot.press("3", "w", "right")
        await pilot.pause()
        text = screen_text(pilot.app)
        for words in ("Wed 16 Jun", "▼ 245 ▲", "target or more", "sit or delay", "SIT", "Side by side"):
            assert words in text


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
def test_what_if_looks(snap_compare: Any, plan_file: Path, size: tuple[int, int], theme: str) -> None:
    store = Store.open(plan_file, create=True)
    store.replace(SAVED, "set up the test")
    app = EmtuiApp(store, config=Config(theme=theme))
    assert snap_compare(app, terminal_size=size, press=["3", "w", "shift+right", "down"])
