"""The Scores tab by its keys: add, see, edit, delete and bring back a practice test."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input, Static

from emtui.config import Config
from emtui.plan import Assumptions, OwnInstrument, Plan, PracticeTest, Profile, SystemScore
from emtui.store.store import Store
from emtui.tui.access import planner_of
from emtui.tui.app import EmtuiApp
from emtui.tui.dialogs.practice_test import PracticeTestDialog
from emtui.tui.tabs.scores import ScoresTab
from emtui.tui.widgets.fan_chart import FanChart
from emtui.tui.widgets.fan_picture import Zoom
from emtui.tui.widgets.row_table import RowTable

Text = Callable[[App[Any]], str]
Settle = Callable[[Pilot[Any]], Any]
Open = Callable[..., Any]

PLAN = Plan(
    profile=Profile(step2_date=date(2027, 6, 15), target=245),
    practice_tests=(
        PracticeTest(taken_on=date(2027, 3, 13), instrument="nbme-12", score=232),
        PracticeTest(taken_on=date(2027, 4, 10), instrument="nbme-13", score=236, timed=False),
        PracticeTest(taken_on=date(2027, 5, 1), instrument="uwsa-2", score=243, notes="after [nights]"),
    ),
)

LONG_PLAN = Plan(
    profile=PLAN.profile,
    practice_tests=(
        PracticeTest(taken_on=date(2026, 12, 12), instrument="nbme-10", score=224),
        PracticeTest(taken_on=date(2027, 2, 13), instrument="nbme-11", score=227, complete=False),
        *PLAN.practice_tests,
        PracticeTest(taken_on=date(2027, 5, 8), instrument="free-120", score=70),
        PracticeTest(taken_on=date(2027, 5, 15), instrument="nbme-14", score=241),
    ),
)


def verdict(pilot: Pilot[Any]) -> str:
    return str(pilot.app.screen.query_one("#verdict", Static).content)


def stored(pilot: Pilot[Any]) -> list[tuple[str, float]]:
    return [(test.instrument, test.score) for test in planner_of(pilot.app).plan.practice_tests]


async def fill(pilot: Pilot[Any], **values: str) -> None:
    for field, text in values.items():
        pilot.app.screen.query_one(f"#{field}", Input).value = text
    await pilot.pause()


async def test_a_test_typed_by_keys_is_in_table_and_readiness(
    open_planner: Open, screen_text: Text, settled: Settle
) -> None:
    async with open_planner(PLAN) as pilot:
        await pilot.press("3", "a", *"nbme14", "tab", *"241", "tab", *"yesterday")
        assert "Wed 19 May, yesterday" in screen_text(pilot.app)
        await pilot.press("enter")
        await settled(pilot)
        assert not isinstance(pilot.app.screen, PracticeTestDialog)
        text = screen_text(pilot.app)
        assert "2027-05-19 Wed  NBME 14" in text
        assert "yesterday" in text  # the last test, in the readiness panel
        assert pilot.app.query_one(RowTable).cursor_row.cells["test"] == "NBME 14"


async def test_an_edited_test_keeps_what_was_not_touched(open_planner: Open, settled: Settle) -> None:
    async with open_planner(PLAN) as pilot:
        await pilot.press("3", "enter")
        await pilot.pause()
        await fill(pilot, score="245")
        await pilot.press("enter")
        await settled(pilot)
        (edited,) = [
            test for test in planner_of(pilot.app).plan.practice_tests if test.instrument == "uwsa-2"
        ]
        assert replace(edited, id=None) == replace(PLAN.practice_tests[2], score=245)


async def test_a_deleted_test_comes_back(open_planner: Open, settled: Settle) -> None:
    async with open_planner(PLAN) as pilot:
        await pilot.press("3", "x")
        await settled(pilot)
        assert ("uwsa-2", 243) not in stored(pilot)
        await pilot.press("u")
        await settled(pilot)
        assert ("uwsa-2", 243) in stored(pilot)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"test": "nbme 13", "score": "240", "date": "2027-04-10"}, "already there"),
        ({"test": "nbme 13", "score": "240", "date": "tomorrow"}, "still to come"),
        ({"test": "nbme 77", "score": "240"}, "not known"),
        ({"test": "nbme 13", "score": "76%"}, "wrong unit"),
        ({"test": "nbme 13", "score": "400"}, "not possible"),
        ({"test": "nbme 13", "score": "240", "date": "11/03"}, "dmy"),
    ],
)
async def test_what_is_refused_says_why_and_keeps_its_text(
    open_planner: Open, settled: Settle, values: dict[str, str], reason: str
) -> None:
    async with open_planner(PLAN) as pilot:
        await pilot.press("3", "a")
        await pilot.pause()
        await fill(pilot, **values)
        assert reason in verdict(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, PracticeTestDialog)
        assert reason in verdict(pilot)
        assert all(pilot.app.screen.query_one(f"#{key}", Input).value == text for key, text in values.items())
        assert len(stored(pilot)) == 3


async def test_enter_goes_to_what_is_missing_and_escape_leaves(open_planner: Open) -> None:
    async with open_planner(PLAN) as pilot:
        await pilot.press("3", "a", *"uwsa1", "enter")
        await pilot.pause()
        assert pilot.app.focused.id == "score"
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(pilot.app.screen, PracticeTestDialog)
        assert len(stored(pilot)) == 3


async def test_toggles_turn_with_space(open_planner: Open, settled: Settle) -> None:
    async with open_planner(PLAN) as pilot:
        await pilot.press("3", "a")
        await pilot.pause()
        await fill(pilot, test="free 120", score="91/120")
        pilot.app.screen.query_one("#timed").focus()
        await pilot.press("space", "tab", "space", "tab", "space", "enter")
        await settled(pilot)
        (kept,) = [
            test for test in planner_of(pilot.app).plan.practice_tests if test.instrument == "free-120"
        ]
        assert (kept.score, kept.timed, kept.complete, kept.retake) == (75.8, False, False, True)


async def test_areas_of_the_report_are_typed_in_the_dialog_and_understood_at_once(
    open_planner: Open, screen_text: Text, settled: Settle
) -> None:
    async with open_planner(PLAN) as pilot:
        await pilot.press("3", "a", *"nbme14", "tab", *"241")
        await fill(pilot, areas="cardio 62% resp 70")
        assert "Cardiovascular 62%, Respiratory 70%" in screen_text(pilot.app)
        await pilot.press("enter")
        await settled(pilot)
        rows = planner_of(pilot.app).plan.system_scores
        assert {row.system: row.percent for row in rows} == {"cardiovascular": 62, "respiratory": 70}
        assert "weakest areas       62% Cardiovascu… first report" in screen_text(pilot.app)


async def test_areas_are_edited_with_the_test_as_one_step(open_planner: Open, settled: Settle) -> None:
    tests = tuple(replace(test, id=place) for place, test in enumerate(PLAN.practice_tests, 1))
    area = SystemScore(id=1, practice_test_id=3, system="respiratory", percent=70)
    async with open_planner(replace(PLAN, practice_tests=tests, system_scores=(area,))) as pilot:
        await pilot.press("3", "e")
        await pilot.pause()
        field = pilot.app.screen.query_one("#areas", Input)
        assert field.value == "resp 70%"
        await fill(pilot, areas="endo 55%", score="245")
        await pilot.press("enter")
        await settled(pilot)
        plan = planner_of(pilot.app).plan
        assert [(row.system, row.percent) for row in plan.system_scores] == [("endocrine", 55)]
        assert ("uwsa-2", 245) in stored(pilot)
        await pilot.press("u")
        await settled(pilot)
        assert planner_of(pilot.app).plan.system_scores == (area,)
        assert ("uwsa-2", 243) in stored(pilot)


async def test_areas_nobody_understands_are_refused_and_stay(open_planner: Open, settled: Settle) -> None:
    async with open_planner(PLAN) as pilot:
        await pilot.press("3", "e")
        await pilot.pause()
        await fill(pilot, areas="cardio 62% spleen 40%")
        assert "'spleen' was not understood here; type an area" in verdict(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, PracticeTestDialog)
        assert planner_of(pilot.app).plan.system_scores == ()


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_what_is_assumed_otherwise_than_the_guide_is_named_beside_the_figures(
    open_planner: Open, screen_text: Text, size: tuple[int, int]
) -> None:
    own = OwnInstrument(instrument="uwsa-2", name="UWSA 2", offset=9)
    plan = replace(PLAN, assumptions=Assumptions(shift=0), own_instruments=(own,))
    async with open_planner(plan, size=size) as pilot:
        await pilot.press("3")
        await pilot.pause()
        assert "Yours, not the guide's: test-day shift, UWSA 2." in screen_text(pilot.app)


async def test_the_weakest_areas_stand_first_with_their_trend(open_planner: Open, screen_text: Text) -> None:
    tests = tuple(replace(test, id=place) for place, test in enumerate(PLAN.practice_tests, 1))
    reports = ((1, "surgery", 40), (3, "surgery", 80), (3, "respiratory", 58), (1, "medicine", 80))
    areas = tuple(
        SystemScore(practice_test_id=test, system=area, percent=share) for test, area, share in reports
    )
    async with open_planner(
        replace(PLAN, practice_tests=tests, system_scores=areas), size=(200, 60)
    ) as pilot:
        await pilot.press("3")
        await pilot.pause()
        text = screen_text(pilot.app)
        assert "58% Respiratory" in text
        assert text.index("58% Respiratory") < text.index("80% Surgery      ▲ 40")
        assert "areas   58% Respiratory" in text  # in the detail of the selected test


async def test_z_zooms_and_the_frame_says_so(open_planner: Open, screen_text: Text) -> None:
    async with open_planner(PLAN) as pilot:
        await pilot.press("3")
        await pilot.pause()
        assert pilot.app.query_one(FanChart).shown_zoom is Zoom.ALL
        await pilot.press("z")
        await pilot.pause()
        assert "Projection to exam day  12 weeks" in screen_text(pilot.app)


async def test_the_cursor_points_out_its_test_on_the_chart(open_planner: Open) -> None:
    async with open_planner(PLAN) as pilot:
        await pilot.press("3", "j")
        await pilot.pause()
        chart, table = pilot.app.query_one(FanChart), pilot.app.query_one(RowTable)
        assert chart.selected == table.cursor_row.key is not None


async def test_another_theme_paints_the_chart_anew(open_planner: Open) -> None:
    async with open_planner(PLAN) as pilot:
        await pilot.press("3")
        await pilot.pause()
        chart = pilot.app.query_one(FanChart)
        before = chart.render_line(5)
        pilot.app.theme = "emtui-day"
        await pilot.pause()
        assert chart.render_line(5).text == before.text
        assert chart.render_line(5) != before


async def test_the_real_score_is_asked_for_in_the_log_line(
    open_planner: Open, screen_text: Text, settled: Settle
) -> None:
    plan = replace(PLAN, profile=replace(PLAN.profile, step2_date=date(2027, 5, 10)))
    async with open_planner(plan) as pilot:
        await pilot.press("3", "r", *"251", "enter")
        await settled(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert planner_of(pilot.app).plan.profile.step2_score == 251
        assert "real score" in screen_text(pilot.app)


async def test_masked_no_score_is_on_the_screen(open_planner: Open, screen_text: Text) -> None:
    async with open_planner(PLAN, size=(200, 60), mask=True) as pilot:
        await pilot.press("3")
        await pilot.pause()
        text = screen_text(pilot.app)
        assert "•••" in text
        assert not any(figure in text for figure in ("232", "236", "243", "238", "245", "strong"))


async def test_an_empty_tab_says_what_belongs_here_and_the_key(open_planner: Open, screen_text: Text) -> None:
    async with open_planner(Plan()) as pilot:
        await pilot.press("3")
        await pilot.pause()
        text = screen_text(pilot.app)
        assert "Practice tests belong here" in text
        assert "a add the first practice test" in text


async def test_what_is_typed_is_never_markup(open_planner: Open, screen_text: Text) -> None:
    async with open_planner(PLAN, size=(200, 60)) as pilot:
        await pilot.press("3")
        await pilot.pause()
        assert "after [nights]" in screen_text(pilot.app)


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 36), (200, 60)])
async def test_range_and_both_readings_are_seen_at_any_size(
    open_planner: Open, screen_text: Text, size: tuple[int, int]
) -> None:
    async with open_planner(PLAN, size=size) as pilot:
        await pilot.press("3")
        await pilot.pause()
        text = screen_text(pilot.app)
        for words in ("projected", "practice = exam", "80% ", "pace", "pass", "exam 15 Jun"):
            assert words in text
        assert isinstance(planner_of(pilot.app).visible_tab, ScoresTab)


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
def test_scores_looks(snap_compare: Any, plan_file: Path, size: tuple[int, int], theme: str) -> None:
    store = Store.open(plan_file, create=True)
    store.replace(LONG_PLAN, "set up the test")
    app = EmtuiApp(store, config=Config(theme=theme))
    assert snap_compare(app, terminal_size=size, press=["3"])
