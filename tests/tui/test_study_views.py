"""Pace, areas and mistakes: the full views of Study, by their keys."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.tui.conftest import OpenPlanner, ScreenText, Settled
from tests.tui.test_study_tab import PROFILE, STUDIES, fill, plan_of
from textual.widgets import Input

from emtui.config import Config
from emtui.plan import Plan, QuestionBlock
from emtui.store.store import Store
from emtui.tui.app import EmtuiApp
from emtui.tui.tabs.areas import AreasView
from emtui.tui.widgets.row_table import RowTable
from emtui.vocabulary import Missed

TODAY = date(2027, 5, 20)
YESTERDAY = TODAY - timedelta(days=1)
SKIPPED = replace(
    STUDIES,
    question_blocks=tuple(
        QuestionBlock(done_on=TODAY - timedelta(days=back), questions=40, correct=30, bank="UWorld")
        for back in (6, 5, 4, 3, 2)
    ),
    item_states=(),
    reviews=(),
)


@pytest.mark.parametrize("key", ["p", "s", "w"])
@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
@pytest.mark.parametrize("plan", [Plan(), STUDIES], ids=["new", "full"])
async def test_each_view_opens_at_any_size_and_escape_comes_back(
    open_planner: OpenPlanner, screen_text: ScreenText, key: str, size: tuple[int, int], plan: Plan
) -> None:
    async with open_planner(plan, size=size) as pilot:
        await pilot.press("4", key)
        await pilot.pause()
        assert "Study › " in screen_text(pilot.app)
        await pilot.press("escape")
        await pilot.pause()
        assert "4 Study" in screen_text(pilot.app)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_a_missed_day_is_one_sentence_with_a_key_for_each_way_out(
    open_planner: OpenPlanner, screen_text: ScreenText, size: tuple[int, int]
) -> None:
    async with open_planner(SKIPPED, size=size) as pilot:
        assert "Wed 19 May missed" in screen_text(pilot.app)  # on Today
        await pilot.press("4")
        await pilot.pause()
        assert "p move or drop" in screen_text(pilot.app)
        await pilot.press("p")
        await pilot.pause()
        text = screen_text(pilot.app)
        for words in ("s  spread over all days left", "m  move to", "d  drop them", "o  excuse"):
            assert words in text


@pytest.mark.parametrize(("key", "missed"), [("s", Missed.SPREAD), ("m", Missed.MOVE), ("d", Missed.DROP)])
async def test_one_key_decides_what_becomes_of_it_and_u_asks_again(
    open_planner: OpenPlanner, screen_text: ScreenText, settled: Settled, key: str, missed: Missed
) -> None:
    async with open_planner(SKIPPED) as pilot:
        await pilot.press("4", "p", key)
        await settled(pilot)
        assert [row.missed for row in plan_of(pilot).study_days] == [missed]
        assert "Missed days" not in screen_text(pilot.app)
        await pilot.press("u")
        await settled(pilot)
        assert "Missed days" in screen_text(pilot.app)


async def test_an_excused_day_keeps_the_streak(
    open_planner: OpenPlanner, screen_text: ScreenText, settled: Settled
) -> None:
    async with open_planner(SKIPPED) as pilot:
        await pilot.press("4", "p")
        await pilot.pause()
        assert "5 days in a row" not in screen_text(pilot.app)
        await pilot.press("o")
        await settled(pilot)
        (day,) = plan_of(pilot).study_days
        assert (day.day, day.excused) == (YESTERDAY, True)
        assert "5 days in a row" in screen_text(pilot.app)


async def test_the_room_of_a_day_is_turned_and_given_back(
    open_planner: OpenPlanner, screen_text: ScreenText, settled: Settled
) -> None:
    async with open_planner(STUDIES) as pilot:
        await pilot.press("4", "p", "down", "left", "left")
        await settled(pilot)
        (day,) = plan_of(pilot).study_days
        assert (day.day, day.capacity) == (TODAY + timedelta(days=1), 0.5)  # of 1
        assert "yours" in screen_text(pilot.app)
        await pilot.press("x")
        await settled(pilot)
        assert plan_of(pilot).study_days == ()


async def test_a_pace_without_a_bank_asks_for_its_size(
    open_planner: OpenPlanner, screen_text: ScreenText, settled: Settled
) -> None:
    plan = replace(STUDIES, profile=replace(PROFILE, question_bank_size=None))
    async with open_planner(plan) as pilot:
        await pilot.press("4", "p", "z")
        await pilot.pause()
        pilot.app.screen.query_one(Input).value = "3600"
        await pilot.press("enter")
        await settled(pilot)
        assert plan_of(pilot).profile.question_bank_size == 3600
        assert "questions to do today" in screen_text(pilot.app)


async def test_areas_name_their_interval_and_say_where_questions_are_too_few(
    open_planner: OpenPlanner, screen_text: ScreenText
) -> None:
    async with open_planner(STUDIES) as pilot:
        await pilot.press("4", "s")
        await pilot.pause()
        text = screen_text(pilot.app)
        rows = {row.key: row.value for row in pilot.app.query_one("#areas", RowTable).rows}
        assert rows["cardiovascular"].questions == 80
        assert "66%" in text
        assert "↑ up" in text  # 20 of 40, then 33 of 40
        assert "too few" in text


async def test_the_blocks_of_one_area_are_shown_edited_and_deleted(
    open_planner: OpenPlanner, screen_text: ScreenText, settled: Settled
) -> None:
    async with open_planner(STUDIES) as pilot:
        await pilot.press("4", "s")
        await pilot.pause()
        areas = pilot.app.query_one("#areas", RowTable)
        areas.move_to("cardiovascular")
        await pilot.press("o")
        await pilot.pause()
        blocks = pilot.app.query_one("#blocks", RowTable)
        assert [row.value.correct for row in blocks.rows] == [33, 20]
        blocks.focus()
        await pilot.press("e")
        await pilot.pause()
        await fill(pilot, right="41")
        await pilot.press("enter")
        await settled(pilot)
        assert "41 of 40 cannot be right" in screen_text(pilot.app)
        await fill(pilot, right="35", area="endo", how="tut")
        await pilot.press("enter")
        await settled(pilot)
        block = next(block for block in plan_of(pilot).question_blocks if block.correct == 35)
        assert (block.system, block.timed, block.questions) == ("endocrine", False, 40)
        await pilot.press("x")
        await settled(pilot)
        assert len(plan_of(pilot).question_blocks) == 4
        await pilot.press("u")
        await settled(pilot)
        assert len(plan_of(pilot).question_blocks) == 5


async def test_a_mistake_is_ticked_off_edited_and_deleted(
    open_planner: OpenPlanner, screen_text: ScreenText, settled: Settled
) -> None:
    async with open_planner(STUDIES) as pilot:
        await pilot.press("4", "w", "space")
        await settled(pilot)
        assert plan_of(pilot).mistakes[0].revisited_on == TODAY
        await pilot.press("u")
        await settled(pilot)
        await pilot.press("e")
        await pilot.pause()
        await fill(pilot, next="read the card")
        await pilot.press("enter")
        await settled(pilot)
        assert plan_of(pilot).mistakes[0].next_step == "read the card"
        assert "read the card" in screen_text(pilot.app)
        await pilot.press("x")
        await settled(pilot)
        assert len(plan_of(pilot).mistakes) == 1


async def test_reasons_are_counted_the_commonest_first(
    open_planner: OpenPlanner, screen_text: ScreenText
) -> None:
    more = replace(STUDIES, mistakes=(*STUDIES.mistakes, replace(STUDIES.mistakes[1], topic="again late")))
    async with open_planner(more) as pilot:
        await pilot.press("4", "w")
        await pilot.pause()
        text = screen_text(pilot.app)
        assert text.index("misread         ━") < text.index("knowledge       ━")


async def test_the_keys_of_the_views_are_in_help(open_planner: OpenPlanner, screen_text: ScreenText) -> None:
    async with open_planner(STUDIES, size=(120, 50)) as pilot:
        await pilot.press("4", "p", "question_mark")
        await pilot.pause()
        text = screen_text(pilot.app)
        assert "On Study › Pace" in text
        assert "drop what was missed" in text


async def test_areas_stay_where_they_were_after_another_tab(open_planner: OpenPlanner) -> None:
    async with open_planner(STUDIES) as pilot:
        await pilot.press("4", "s", "1", "4")
        await pilot.pause()
        assert isinstance(pilot.app.query_one(AreasView), AreasView)


@pytest.mark.parametrize("key", ["p", "s"], ids=["pace", "areas"])
def test_views_look(snap_compare: Any, plan_file: Path, key: str) -> None:
    store = Store.open(plan_file, create=True)
    store.replace(SKIPPED if key == "p" else STUDIES, "set up the test")
    app = EmtuiApp(store, config=Config())
    assert snap_compare(app, terminal_size=(120, 36), press=["4", key])
