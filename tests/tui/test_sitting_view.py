"""Sit or delay on screen, by its keys: the verdict, the days, what is missing and how to mend it."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.tui.conftest import OpenPlanner, ScreenText, Settled
from textual.color import Color
from textual.pilot import Pilot
from textual.widgets import Input

from emtui.config import Config
from emtui.plan import Plan, PracticeTest, Profile
from emtui.planner.demo import demo_plan
from emtui.planner.sitting import sitting
from emtui.store.store import Store
from emtui.tui.access import planner_of
from emtui.tui.app import EmtuiApp
from emtui.tui.dialogs.practice_test import PracticeTestDialog
from emtui.tui.tabs.sitting import DaysTable
from emtui.tui.tabs.what_if import WhatIfView
from emtui.tui.widgets.way_to_opening import WayToOpening
from emtui.vocabulary import Verdict

TODAY = date(2027, 5, 20)
SITS = Plan(
    profile=Profile(
        step2_date=date(2027, 6, 15),
        target=245,
        match_year=2028,
        eligibility_from=date(2027, 5, 1),
        eligibility_until=date(2027, 9, 30),
        oet_date=date(2027, 7, 8),
    ),
    practice_tests=(
        PracticeTest(taken_on=date(2027, 3, 13), instrument="nbme-12", score=232),
        PracticeTest(taken_on=date(2027, 4, 10), instrument="nbme-13", score=236),
        PracticeTest(taken_on=date(2027, 5, 15), instrument="nbme-14", score=241),
    ),
)
WAITS = demo_plan(2, TODAY)
ONE_TEST = replace(SITS, practice_tests=SITS.practice_tests[:1])


def with_profile(plan: Plan, **changes: Any) -> Plan:
    return replace(plan, profile=replace(plan.profile, **changes))


def days(pilot: Pilot[Any]) -> DaysTable:
    return pilot.app.query_one(DaysTable)


def selected(pilot: Pilot[Any]) -> date:
    row = days(pilot).cursor_row
    assert row is not None
    day: date = row.value.on
    return day


async def test_the_verdict_stands_on_top_with_its_reasons(
    open_planner: OpenPlanner, screen_text: ScreenText
) -> None:
    async with open_planner(SITS) as pilot:
        await pilot.press("3", "s")
        await pilot.pause()
        text = screen_text(pilot.app)
        assert "SIT   Tue 15 Jun, as planned" in text
        for words in ("delay-gap", "nbme-near", "sit-by", "What would change this", "26 days"):
            assert words in text
        assert "latest for programs reading from ≈ 22 Sep: safe 28 Jul, typical 25 Aug" in text
        assert "free until 46 days before" in text
        assert selected(pilot) == date(2027, 6, 15)


async def test_every_day_shows_its_chance_its_score_and_its_clashes(
    open_planner: OpenPlanner, screen_text: ScreenText
) -> None:
    view = sitting(SITS, TODAY)
    assert view is not None
    async with open_planner(SITS, size=(200, 60)) as pilot:
        await pilot.press("3", "s")
        await pilot.pause()
        lines = screen_text(pilot.app).splitlines()
        for option in view.options:
            day = f"{option.on:%a} {option.on.day:2d} {option.on:%b}"
            (shown,) = (line for line in lines if line.startswith((f" │ {day}", f" │▸{day}")))
            assert shown.count("●") == 1
            assert {"safe": "✓ safe", "typical": "! typical", "no": "× too late"}[option.visible] in shown
            assert ("planned" in shown) is option.planned
            assert ("OET" in shown) is any("OET" in clash for clash in option.clashes)


async def test_a_delay_puts_the_cursor_on_its_day_and_m_moves_the_exam_there(
    open_planner: OpenPlanner, screen_text: ScreenText, settled: Settled
) -> None:
    view = sitting(WAITS, TODAY)
    assert view is not None
    assert view.verdict is Verdict.DELAY
    planned = WAITS.profile.step2_date
    async with open_planner(WAITS) as pilot:
        await pilot.press("3", "s")
        await pilot.pause()
        assert "DELAY" in screen_text(pilot.app)
        assert selected(pilot) == view.on
        await pilot.press("m")
        await settled(pilot)
        app = planner_of(pilot.app)
        assert app.plan.profile.step2_date == view.on
        assert "the planned day" in screen_text(pilot.app)
        await pilot.press("u")
        await settled(pilot)
        assert app.plan.profile.step2_date == planned


async def test_m_on_the_planned_day_changes_nothing(open_planner: OpenPlanner, settled: Settled) -> None:
    async with open_planner(SITS) as pilot:
        await pilot.press("3", "s", "m")
        await settled(pilot)
        assert [notice.message for notice in pilot.app._notifications] == [
            "the exam is planned for that day already"
        ]


async def test_enter_tries_the_selected_day(open_planner: OpenPlanner) -> None:
    async with open_planner(SITS) as pilot:
        await pilot.press("3", "s", "j")
        day = selected(pilot)
        await pilot.press("enter")
        await pilot.pause()
        view = planner_of(pilot.app).visible_tab
        assert isinstance(view, WhatIfView)
        assert view.what_if.exam_day == day


async def test_the_way_to_opening_day_follows_the_cursor(
    open_planner: OpenPlanner, screen_text: ScreenText
) -> None:
    async with open_planner(SITS) as pilot:
        await pilot.press("3", "s", "j")
        await pilot.pause()
        way = pilot.app.query_one(WayToOpening).way
        assert way is not None
        assert way.exam_day == selected(pilot)
        assert "Tue 22 Jun  a week later" in screen_text(pilot.app)
        assert "usually 20 Jul" in screen_text(pilot.app)


async def test_t_asks_for_a_target_and_says_what_it_would_bring(
    open_planner: OpenPlanner, screen_text: ScreenText, settled: Settled
) -> None:
    async with open_planner(with_profile(SITS, target=290)) as pilot:
        await pilot.press("3", "s")
        await pilot.pause()
        assert "CHANGE TARGET" in screen_text(pilot.app)
        await pilot.press("t", *"999")
        await pilot.pause()
        assert "accepted: a whole number from 150 to" in screen_text(pilot.app)
        await pilot.press("enter")
        await pilot.pause()
        assert pilot.app.screen.query_one(Input).value == "999"
        await pilot.press("backspace", "backspace", "backspace", *"238")
        await pilot.pause()
        assert "238  → sit" in screen_text(pilot.app)
        await pilot.press("enter")
        await settled(pilot)
        assert planner_of(pilot.app).plan.profile.target == 238
        assert "SIT   Tue 15 Jun" in screen_text(pilot.app)


async def test_it_never_tells_anyone_to_sit_on_one_test(
    open_planner: OpenPlanner, screen_text: ScreenText
) -> None:
    async with open_planner(ONE_TEST) as pilot:
        await pilot.press("3", "s")
        await pilot.pause()
        text = screen_text(pilot.app)
        assert "NOT ENOUGH DATA" in text
        assert "one test says too little to tell anyone to sit" in text
        assert " SIT " not in text


@pytest.mark.parametrize(
    ("plan", "missing", "key"),
    [
        (with_profile(SITS, step2_date=None), "an exam day", "m"),
        (with_profile(SITS, target=None), "a target", "t"),
        (ONE_TEST, "a second practice test", "a"),
        (Plan(), "an official NBME form", "a"),
        (with_profile(SITS, step2_date=date(2027, 5, 16)), "the real score", "r or m"),
    ],
    ids=["exam-day", "target", "test", "form", "real"],
)
async def test_what_is_missing_is_said_with_the_key_that_adds_it(
    open_planner: OpenPlanner, screen_text: ScreenText, plan: Plan, missing: str, key: str
) -> None:
    async with open_planner(plan) as pilot:
        await pilot.press("3", "s")
        await pilot.pause()
        (line,) = (line for line in screen_text(pilot.app).splitlines() if f"?  {missing}" in line)
        assert line.rstrip(" │").endswith(f" {key}")
        await pilot.press(key[0])
        await pilot.pause()
        asked = pilot.app.screen
        if key == "a":
            assert isinstance(asked, PracticeTestDialog)
        else:
            assert asked.query_one(Input).has_focus


async def test_a_key_of_the_users_own_is_the_one_named(
    open_planner: OpenPlanner, screen_text: ScreenText
) -> None:
    keys = Config(keys={"sitting.target": "y"})
    async with open_planner(with_profile(SITS, target=None), config=keys) as pilot:
        await pilot.press("3", "s")
        await pilot.pause()
        (line,) = (line for line in screen_text(pilot.app).splitlines() if "?  a target" in line)
        assert line.rstrip(" │").endswith(" y")


async def test_an_exam_day_asked_for_is_stored(open_planner: OpenPlanner, settled: Settled) -> None:
    async with open_planner(with_profile(SITS, step2_date=None)) as pilot:
        await pilot.press("3", "s", "m", *"15 jun", "enter")
        await settled(pilot)
        assert planner_of(pilot.app).plan.profile.step2_date == date(2027, 6, 15)
        assert selected(pilot) == date(2027, 6, 15)


async def test_once_the_score_is_known_there_is_nothing_to_decide(
    open_planner: OpenPlanner, screen_text: ScreenText
) -> None:
    async with open_planner(with_profile(SITS, step2_date=date(2027, 5, 16), step2_score=251)) as pilot:
        await pilot.press("3", "s", "m", "t", "a", "enter")
        await pilot.pause()
        assert len(pilot.app.screen_stack) == 1
        text = screen_text(pilot.app)
        assert "Step 2 CK is taken: 251" in text
        assert "move exam" not in text.splitlines()[-1]


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
@pytest.mark.parametrize("plan", [with_profile(SITS, target=247), WAITS], ids=["sits", "waits"])
async def test_masked_no_score_and_no_chance_is_on_the_screen(
    open_planner: OpenPlanner, screen_text: ScreenText, plan: Plan, size: tuple[int, int]
) -> None:
    async with open_planner(plan, size=size, mask=True) as pilot:
        await pilot.press("3", "s")
        await pilot.pause()
        text = screen_text(pilot.app).replace("80%", "")
        assert "•••" in text
        assert "%" not in text
        assert not any(score in text for score in ("232", "236", "238", "241", "247"))


@pytest.mark.parametrize("plan", [SITS, WAITS, ONE_TEST, Plan()], ids=["sits", "waits", "one", "empty"])
async def test_ascii_terminals_read_the_same(open_planner: OpenPlanner, plan: Plan) -> None:
    async with open_planner(plan, config=Config(ascii=True)) as pilot:
        await pilot.press("3", "s")
        await pilot.pause()
        drawn = [
            strip.apply_filter(pilot.app.get_line_filters()[-1], Color(0, 0, 0)).text
            for strip in pilot.app.screen._compositor.render_strips()
        ]
        assert "\n".join(drawn).isascii()
        if plan is SITS:
            assert any("-o-" in line and "planned" in line for line in drawn)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (100, 30), (120, 26), (160, 40), (200, 60)])
@pytest.mark.parametrize("plan", [SITS, WAITS, ONE_TEST], ids=["sits", "waits", "one"])
async def test_verdict_days_and_reasons_are_seen_at_any_size(
    open_planner: OpenPlanner, screen_text: ScreenText, plan: Plan, size: tuple[int, int]
) -> None:
    async with open_planner(plan, size=size) as pilot:
        await pilot.press("3", "s")
        await pilot.pause()
        text = screen_text(pilot.app)
        for words in ("Verdict", "Candidate days", "planned", "latest for programs"):
            assert words in text
        assert ("What is missing" if plan is ONE_TEST else "Why") in text


@pytest.mark.parametrize(
    ("plan", "size", "theme"),
    [
        (SITS, (80, 24), "emtui-night"),
        (SITS, (120, 36), "emtui-night"),
        (WAITS, (120, 36), "emtui-day"),
        (SITS, (200, 60), "emtui-night"),
        (Plan(), (120, 36), "emtui-night"),
    ],
    ids=["80x24", "120x36", "delay-day", "200x60", "missing"],
)
def test_sitting_looks(
    snap_compare: Any, plan_file: Path, plan: Plan, size: tuple[int, int], theme: str
) -> None:
    store = Store.open(plan_file, create=True)
    if plan != Plan():
        store.replace(plan, "set up the test")
    app = EmtuiApp(store, config=Config(theme=theme))
    assert snap_compare(app, terminal_size=size, press=["3", "s"])
