"""The shell: tabs, keys, saving, undo, what comes from outside, masks, themes, sizes."""

from datetime import date
from itertools import permutations
from operator import methodcaller
from pathlib import Path
from typing import Any

import pytest
from tests.tui.conftest import OpenPlanner, ScreenText, Settled
from textual.app import App
from textual.color import Color
from textual.pilot import Pilot
from textual.widgets import Input

from emtui import config
from emtui.config import Config
from emtui.errors import PlanLocked
from emtui.plan import Plan, PracticeTest, Profile
from emtui.store import Store
from emtui.tui.access import planner_of
from emtui.tui.app import EmtuiApp
from emtui.tui.tabs.base import TabView
from emtui.tui.text import plain
from emtui.tui.widgets.pane import Pane
from emtui.vocabulary import Tab

NBME_15 = PracticeTest(taken_on=date(2027, 5, 20), instrument="nbme-15", score=243)


def planner(pilot: Pilot[None]) -> EmtuiApp:
    assert isinstance(pilot.app, EmtuiApp)
    return pilot.app


def toasts(app: App[Any]) -> list[str]:
    return [notification.message for notification in app._notifications]


async def test_the_first_frame_has_the_tabs_and_the_countdown(
    open_planner: OpenPlanner, screen_text: ScreenText
) -> None:
    async with open_planner() as pilot:
        first = screen_text(pilot.app).splitlines()[0]
        tabs = " ".join(tab.reference for tab in planner_of(pilot.app).tabs)
        assert " ".join(first.split()) == f"emtui {tabs} Step 2 CK in 26 days"
        assert screen_text(pilot.app).splitlines()[-1].endswith("? keys  ^p palette")


@pytest.mark.parametrize(
    ("width", "first"),
    [
        (80, "1 Today  2 Prof  3 Score  4 Study  5 Cal  6 Rot  7 Prog  8 Strat"),
        (120, "emtui   1 Today  2 Profile  3 Scores"),
    ],
)
@pytest.mark.parametrize(("mask", "throw_away"), [(False, False), (True, False), (False, True), (True, True)])
async def test_every_tab_and_the_days_left_stand_in_one_row_at_any_width(
    open_planner: OpenPlanner,
    screen_text: ScreenText,
    width: int,
    first: str,
    mask: bool,
    throw_away: bool,
) -> None:
    async with open_planner(size=(width, 36), mask=mask, throw_away=throw_away) as pilot:
        tabs, rule = screen_text(pilot.app).splitlines()[:2]
        assert tabs.strip().startswith(first)
        assert "Strat" in tabs
        assert "26 d" in tabs
        assert set(rule) == {"─", "━"}
        assert ("masked" in tabs) is mask


@pytest.mark.parametrize(
    ("size", "classes"),
    [
        ((80, 24), {"-narrow", "-short"}),
        ((99, 30), {"-narrow", "-tall"}),
        ((100, 29), {"-normal", "-short"}),
        ((200, 60), {"-wide", "-tall"}),
    ],
)
async def test_the_screen_begins_with_the_layout_of_its_size(
    size: tuple[int, int], classes: set[str], open_planner: OpenPlanner
) -> None:
    async with open_planner(size=size) as pilot:
        assert planner(pilot).get_default_screen().classes == classes
        assert classes <= planner(pilot).screen.classes


@pytest.mark.parametrize(
    ("profile", "said"),
    [
        (Profile(), "no exam day yet"),
        (Profile(step2_date=date(2027, 5, 20)), "Step 2 CK today"),
        (Profile(step2_date=date(2027, 5, 21)), "Step 2 CK tomorrow"),
        (Profile(step2_date=date(2027, 5, 18)), "Step 2 CK 2 days ago"),
        (Profile(step2_date=date(2027, 5, 18), step2_score=251), "Step 2 CK taken"),
    ],
)
async def test_the_countdown_speaks_plainly(
    profile: Profile, said: str, open_planner: OpenPlanner, screen_text: ScreenText
) -> None:
    async with open_planner(Plan(profile=profile)) as pilot:
        assert screen_text(pilot.app).splitlines()[0].endswith(f"{said}")


@pytest.mark.parametrize(("left", "opened"), permutations((Tab.TODAY, Tab.PROFILE, Tab.SCORES), 2))
async def test_f_keys_leave_a_field_for_another_tab_and_stay_there(
    left: Tab, opened: Tab, open_planner: OpenPlanner
) -> None:
    # Textual 8.2 bounces back to the tab that holds the focused field (Textual #4955, #5225).
    async with open_planner() as pilot:
        app = planner(pilot)
        for tab in (opened, left):
            await pilot.press(f"f{tab.number}")
        view = app.visible_tab
        assert view is not None
        await view.mount(Input(id="typed"))
        view.query_one("#typed").focus()
        await pilot.press("1", f"f{opened.number}")
        await pilot.pause(0.1)
        assert app.tab is opened
        assert app.visible_tab is not None
        assert app.visible_tab.TAB is opened
        assert app.focused is not None
        assert app.visible_tab in app.focused.ancestors_with_self
        await pilot.press(f"f{left.number}")
        assert isinstance(app.focused, Input)
        assert app.focused.value == "1"  # what was half typed is kept


async def test_escape_leaves_a_field_and_digits_are_keys_again(open_planner: OpenPlanner) -> None:
    async with open_planner() as pilot:
        app = planner(pilot)
        view = app.visible_tab
        assert view is not None
        await view.mount(Input())
        view.query_one(Input).focus()
        await pilot.press("3", "escape", "3")
        await pilot.pause()
        assert app.tab is Tab.SCORES
        assert view.query_one(Input).value == "3"


async def test_escape_on_a_table_leaves_the_focus_where_it_is(open_planner: OpenPlanner) -> None:
    async with open_planner() as pilot:
        await pilot.press("3")
        await pilot.pause()
        before = pilot.app.focused
        await pilot.press("escape")
        assert pilot.app.focused is before


async def test_a_click_opens_a_tab(open_planner: OpenPlanner) -> None:
    async with open_planner() as pilot:
        await pilot.click("Header", offset=(20, 0))
        await pilot.pause()
        assert planner(pilot).tab is Tab.PROFILE


async def test_tabs_are_made_on_their_first_visit_only(open_planner: OpenPlanner) -> None:
    async with open_planner() as pilot:
        assert [view.TAB for view in pilot.app.query(TabView)] == [Tab.TODAY]
        await pilot.press("3", "1", "3")
        assert [view.TAB for view in pilot.app.query(TabView)] == [Tab.TODAY, Tab.SCORES]


async def test_a_change_is_stored_shown_and_said(
    open_planner: OpenPlanner, plan_file: Path, settled: Settled
) -> None:
    async with open_planner() as pilot:
        app = planner(pilot)
        step = await app.save(lambda store: store.add(NBME_15), said="logged NBME 15, 243").wait()
        assert step is not None
        assert len(app.plan.practice_tests) == 4
        assert toasts(app) == ["✓ logged NBME 15, 243 · u takes it back"]
        assert len(Store.open(plan_file).read().practice_tests) == 4
        await pilot.press("u")
        await settled(pilot)
        assert len(app.plan.practice_tests) == 3
        await pilot.press("ctrl+r")
        await settled(pilot)
        assert len(app.plan.practice_tests) == 4


async def test_changes_are_stored_in_the_order_they_were_made(open_planner: OpenPlanner) -> None:
    async with open_planner(Plan()) as pilot:
        app = planner(pilot)
        workers = [app.save(methodcaller("set_profile", target=target)) for target in range(240, 250)]
        for worker in workers:
            await worker.wait()
        assert app.plan.profile.target == 249


async def test_a_refusal_is_said_and_nothing_else_happens(open_planner: OpenPlanner) -> None:
    async with open_planner() as pilot:
        app = planner(pilot)
        before = app.plan
        assert await app.save(lambda store: store.add(PLAN_TEST)).wait() is None
        assert app.plan == before
        assert toasts(app)[0].startswith("× ")
        assert "already" in toasts(app)[0]


PLAN_TEST = PracticeTest(taken_on=date(2027, 5, 15), instrument="nbme-14", score=240)


async def test_a_mistake_of_ours_is_told_in_plain_words_and_kept_in_a_file(
    open_planner: OpenPlanner, screen_text: ScreenText, tmp_path: Path
) -> None:
    def fail(store: Store) -> Any:
        raise RuntimeError("boom")

    async with open_planner() as pilot:
        await planner(pilot).save(fail).wait()
        await pilot.pause()
        assert "boom" in screen_text(pilot.app)
        assert "Traceback" in (tmp_path / "data" / "emtui" / "errors.log").read_text()
        await pilot.press("escape", "3")
        await pilot.pause()
        assert planner(pilot).tab is Tab.SCORES


async def test_undo_of_an_earlier_run_asks_for_a_second_u(
    open_planner: OpenPlanner, settled: Settled
) -> None:
    async with open_planner() as pilot:  # the plan was set up before the app started
        app = planner(pilot)
        await pilot.press("u")
        await settled(pilot)
        assert len(app.plan.practice_tests) == 3
        assert "u again takes it back" in toasts(app)[-1]
        await pilot.press("u")
        await settled(pilot)
        assert not app.plan.practice_tests


async def test_what_another_program_stores_appears_by_itself(
    open_planner: OpenPlanner, plan_file: Path
) -> None:
    async with open_planner() as pilot:
        app = planner(pilot)
        other = Store.open(plan_file)
        other.add(NBME_15)
        other.close()
        for _ in range(400):  # it looks once a second; a busy machine may take longer
            await pilot.pause(0.05)
            if len(app.plan.practice_tests) == 4:
                break
        assert len(app.plan.practice_tests) == 4
        assert any("outside" in toast for toast in toasts(app))


async def test_trouble_with_the_file_is_said_once(
    open_planner: OpenPlanner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(store: Store) -> bool:
        raise PlanLocked("the plan is locked")

    async with open_planner() as pilot:
        monkeypatch.setattr(Store, "changed_elsewhere", locked)
        await pilot.pause(2.5)
        assert toasts(pilot.app) == ["× the plan is locked"]


async def test_a_key_held_down_is_refused_once(open_planner: OpenPlanner) -> None:
    async with open_planner() as pilot:
        for _ in range(5):
            planner(pilot).say("cannot be moved", sign="no")
            await pilot.pause()
        planner(pilot).say("stored")
        await pilot.pause()
        assert toasts(pilot.app) == ["× cannot be moved", "stored"]


async def test_a_new_day_is_noticed(
    open_planner: OpenPlanner, monkeypatch: pytest.MonkeyPatch, screen_text: ScreenText
) -> None:
    async with open_planner() as pilot:
        monkeypatch.setenv("EMTUI_TODAY", "2027-05-21")
        await pilot.pause(1.3)
        assert "in 25 days" in screen_text(pilot.app)


async def test_masking_hides_what_toasts_would_say(
    open_planner: OpenPlanner, screen_text: ScreenText
) -> None:
    async with open_planner(mask=True) as pilot:
        app = planner(pilot)
        assert "masked" in screen_text(app)
        await app.save(lambda store: store.add(NBME_15)).wait()
        assert "243" not in "".join(toasts(app))
        await pilot.press("f9")
        await pilot.pause()
        assert not app.masked
        assert "masked" not in screen_text(app).splitlines()[0]


async def test_keys_can_be_changed_and_are_shown_changed(
    open_planner: OpenPlanner, screen_text: ScreenText
) -> None:
    async with open_planner(config=Config(keys={"help": "f1", "undo": "z"})) as pilot:
        footer = screen_text(pilot.app).splitlines()[-1]
        assert "z undo" in footer
        await pilot.press("question_mark")
        assert len(pilot.app.screen_stack) == 1
        await pilot.press("z")
        await pilot.pause(0.2)
        assert "z again takes it back" in toasts(pilot.app)[-1]


async def test_the_theme_is_remembered(open_planner: OpenPlanner) -> None:
    async with open_planner() as pilot:
        pilot.app.theme = "emtui-day"
        await pilot.pause()
    assert config.load().theme == "emtui-day"
    async with open_planner(None, config=config.load()) as pilot:
        assert pilot.app.theme == "emtui-day"


async def test_the_charts_show_in_textuals_own_themes_too(open_planner: OpenPlanner) -> None:
    # They say `auto 38%` or `ansi_default 50%` where ours name a colour.
    async with open_planner() as pilot:
        for theme in ("textual-light", "nord", "ansi-dark"):
            pilot.app.theme = theme
            await pilot.pause()
            assert pilot.app.theme == theme


async def test_a_theme_that_is_not_there_is_said(open_planner: OpenPlanner) -> None:
    async with open_planner(config=Config(theme="sepia")) as pilot:
        await pilot.pause()
        assert pilot.app.theme == "emtui-night"
        assert "sepia" in toasts(pilot.app)[0]


async def test_the_palette_has_every_action_and_does_it(open_planner: OpenPlanner) -> None:
    async with open_planner() as pilot:
        app = planner(pilot)
        found = {command.title: command for command in app.get_system_commands(app.screen)}
        assert {"theme emtui-day", "dates: 11/03 is 11 March", "undo the last change"} <= set(found)
        assert any(title.startswith("Scores: ") for title in found)
        found["dates: 11/03 is 11 March"].callback()
        assert app.config.dates == "dmy"
        assert config.load().dates == "dmy"
        await pilot.press("ctrl+p")
        await pilot.pause()
        await pilot.press(*"mask", "enter")
        await pilot.pause(0.3)
        assert app.masked


async def test_a_dialog_keeps_the_keys_of_the_tabs(open_planner: OpenPlanner) -> None:
    async with open_planner() as pilot:
        await pilot.press("question_mark", "3", "f3")
        assert planner(pilot).tab is Tab.TODAY
        await pilot.press("escape", "f3")
        await pilot.pause()
        assert planner(pilot).tab is Tab.SCORES


async def test_a_tiny_terminal_gets_a_sentence(open_planner: OpenPlanner, screen_text: ScreenText) -> None:
    async with open_planner(size=(50, 15)) as pilot:
        assert "emtui needs more room" in screen_text(pilot.app)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "1 Today" in screen_text(pilot.app)


@pytest.mark.parametrize(("began", "became"), [((120, 36), (80, 24)), ((80, 24), (120, 36))])
async def test_a_resized_terminal_looks_like_one_that_began_so(
    began: tuple[int, int], became: tuple[int, int], open_planner: OpenPlanner, screen_text: ScreenText
) -> None:
    async with open_planner(size=became) as pilot:
        expected = screen_text(pilot.app)
    async with open_planner(size=began) as pilot:
        await pilot.resize_terminal(*became)
        for _ in range(20):  # a busy machine takes more than one round
            await pilot.pause(0.1)
            if screen_text(pilot.app) == expected:
                break
        assert screen_text(pilot.app) == expected


@pytest.mark.parametrize("key", ["1", "2", "3", "question_mark", "colon"])
async def test_ascii_terminals_get_ascii_only(key: str, open_planner: OpenPlanner) -> None:
    async with open_planner(config=Config(ascii=True)) as pilot:
        await pilot.press(key)
        await pilot.pause()
        drawn = "\n".join(
            strip.apply_filter(pilot.app.get_line_filters()[-1], Color(0, 0, 0)).text
            for strip in pilot.app.screen._compositor.render_strips()
        )
        assert drawn.isascii()
        assert "|" in drawn


async def test_no_color_still_tells_selection_and_focus(
    open_planner: OpenPlanner, monkeypatch: pytest.MonkeyPatch, screen_text: ScreenText
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with open_planner() as pilot:
        await pilot.press("3")
        await pilot.pause()
        assert "▸" in screen_text(pilot.app)


async def test_the_narrow_pane_is_a_titled_rule(open_planner: OpenPlanner, screen_text: ScreenText) -> None:
    async with open_planner(size=(80, 24)) as pilot:
        view = planner(pilot).visible_tab
        assert view is not None
        await view.mount(Pane("[b]Title", remark="9", state="state"))
        await pilot.pause()
        assert "─ [b]Title  9 ───" in screen_text(pilot.app)
        pane = view.query(Pane).last()
        pane.state = plain("[changed]")
        await pilot.pause()
        assert "[changed]" in screen_text(pilot.app)


async def test_copying_is_noticed(open_planner: OpenPlanner) -> None:
    async with open_planner() as pilot:
        pilot.app.copy_to_clipboard("NBME 13")
        await pilot.pause()
        assert toasts(pilot.app) == ["copied 7 characters"]
