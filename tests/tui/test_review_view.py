"""The review session: show, grade, take back, again, new items, and how it ends."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.tui.conftest import OpenPlanner, ScreenText, Settled
from tests.tui.test_study_tab import FIRST, PROFILE, STARTED, STUDIES
from textual.pilot import Pilot

from emtui.config import Config
from emtui.guide.checklist import checklist
from emtui.plan import ItemState, Plan
from emtui.store.store import Store
from emtui.tui.access import planner_of
from emtui.tui.app import EmtuiApp
from emtui.tui.tabs.review import ReviewView
from emtui.vocabulary import Progress, Tab

TODAY = date(2027, 5, 20)


def view_of(pilot: Pilot[Any]) -> ReviewView:
    view = planner_of(pilot.app).visible_tab
    assert isinstance(view, ReviewView)
    return view


def grades(pilot: Pilot[Any]) -> list[tuple[str, int]]:
    reviews = planner_of(pilot.app).plan.reviews
    return [(review.item, review.grade) for review in reviews if review.reviewed_on == TODAY]


async def test_the_answer_is_hidden_until_space_and_a_grade_needs_it(
    open_planner: OpenPlanner, screen_text: ScreenText, settled: Settled
) -> None:
    async with open_planner(STUDIES) as pilot:
        await pilot.press("4", "r")
        await pilot.pause()
        item = view_of(pilot).card
        assert item is not None
        assert item.know[0][:20] not in screen_text(pilot.app)
        await pilot.press("3")
        await settled(pilot)
        assert grades(pilot) == []
        assert planner_of(pilot.app).tab is Tab.STUDY
        await pilot.press("space")
        await pilot.pause()
        text = screen_text(pilot.app)
        assert item.know[0][:20] in text
        assert all(name in text for name in ("Again", "Hard", "Good", "Easy"))
        await pilot.press("3")
        await settled(pilot)
        assert grades(pilot) == [(item.id, 3)]
        assert "2 of 3" in screen_text(pilot.app)


async def test_u_takes_a_grade_back_and_its_card_comes_again(
    open_planner: OpenPlanner, screen_text: ScreenText, settled: Settled
) -> None:
    async with open_planner(STUDIES) as pilot:
        await pilot.press("4", "r")
        await pilot.pause()
        first = view_of(pilot).card
        await pilot.press("space", "4")
        await settled(pilot)
        assert "u takes it back" in screen_text(pilot.app)
        await pilot.press("u")
        await settled(pilot)
        assert grades(pilot) == []
        assert view_of(pilot).card == first


async def test_before_a_grade_u_does_not_reach_into_the_plan(
    open_planner: OpenPlanner, settled: Settled
) -> None:
    async with open_planner(STUDIES) as pilot:
        await pilot.press("4", "r")
        await settled(pilot)
        before = planner_of(pilot.app).plan
        await pilot.press("u")
        await settled(pilot)
        assert planner_of(pilot.app).plan == before


async def test_again_comes_once_more_at_the_end_then_the_session_is_summed_up(
    open_planner: OpenPlanner, screen_text: ScreenText, settled: Settled
) -> None:
    async with open_planner(STUDIES) as pilot:
        await pilot.press("4", "r")
        await pilot.pause()
        first = view_of(pilot).card
        assert first is not None
        for grade in ("1", "3", "3"):
            await pilot.press("space", grade)
            await settled(pilot)
        assert view_of(pilot).session.waiting == (first.id,)
        await pilot.press("space", "2")
        await settled(pilot)
        text = screen_text(pilot.app)
        assert "3 reviews done" in text
        assert "Again" in text
        assert "a begins 5 new items" in text
        assert [item for item, _ in grades(pilot)].count(first.id) == 2


async def test_digits_open_no_tab_in_a_session_but_f_keys_do(open_planner: OpenPlanner) -> None:
    async with open_planner(STUDIES) as pilot:
        await pilot.press("4", "r", "1", "2")
        await pilot.pause()
        assert isinstance(planner_of(pilot.app).visible_tab, ReviewView)
        await pilot.press("f1")
        await pilot.pause()
        assert planner_of(pilot.app).tab is Tab.TODAY
        await pilot.press("4")
        await pilot.pause()
        assert isinstance(planner_of(pilot.app).visible_tab, ReviewView)
        await pilot.press("escape", "1")
        await pilot.pause()
        assert planner_of(pilot.app).tab is Tab.TODAY


async def test_new_items_come_from_the_selected_section_and_are_begun_by_their_grade(
    open_planner: OpenPlanner, screen_text: ScreenText, settled: Settled
) -> None:
    async with open_planner(Plan(profile=PROFILE)) as pilot:
        second = checklist()[1]
        await pilot.press("4", "down", "r")
        await pilot.pause()
        card = view_of(pilot).card
        assert card is not None
        assert card.id == second.items[0].id
        assert "new" in screen_text(pilot.app)
        assert planner_of(pilot.app).plan.item_states == ()
        await pilot.press("space", "3")
        await settled(pilot)
        (state,) = planner_of(pilot.app).plan.item_states
        assert (state.item, state.progress, state.started_on) == (card.id, Progress.STARTED, TODAY)
        await pilot.press("u")
        await settled(pilot)
        assert planner_of(pilot.app).plan.item_states == ()


async def test_after_the_due_ones_a_adds_new_items(open_planner: OpenPlanner, settled: Settled) -> None:
    async with open_planner(STUDIES) as pilot:
        await pilot.press("4", "r")
        for _ in STARTED:
            await pilot.press("space", "3")
            await settled(pilot)
        assert view_of(pilot).card is None
        await pilot.press("a")
        await pilot.pause()
        assert len(view_of(pilot).session.waiting) == 5
        assert view_of(pilot).session.waiting[0] == FIRST.items[3].id


async def test_when_nothing_is_due_it_says_when_the_next_ones_are(
    open_planner: OpenPlanner, screen_text: ScreenText
) -> None:
    known = tuple(
        ItemState(item=item.id, progress=Progress.STARTED, started_on=TODAY)
        for section in checklist()
        for item in section.items
    )
    seen = tuple(
        replace(
            STUDIES.reviews[0], item=row.item, reviewed_on=TODAY, due=TODAY + timedelta(days=6), stability=6.0
        )
        for row in known
    )
    async with open_planner(Plan(item_states=known, reviews=seen)) as pilot:
        await pilot.press("4", "r")
        await pilot.pause()
        text = screen_text(pilot.app)
        assert "No review is due" in text
        assert "Next: 260 reviews due on Wed 26 May." in text or "Next: " in text
        assert "new item" not in text


async def test_after_the_exam_no_new_items_are_offered(
    open_planner: OpenPlanner, screen_text: ScreenText
) -> None:
    past = replace(STUDIES, profile=replace(PROFILE, step2_score=251))
    async with open_planner(past) as pilot:
        await pilot.press("4", "r")
        await pilot.pause()
        assert "The exam is over" in screen_text(pilot.app)
        assert view_of(pilot).card is None


async def test_a_note_is_written_in_the_middle_of_a_session(
    open_planner: OpenPlanner, screen_text: ScreenText, settled: Settled
) -> None:
    async with open_planner(STUDIES) as pilot:
        await pilot.press("4", "r", "space", "n")
        await pilot.pause()
        await pilot.press(*"look up", "escape")
        await settled(pilot)
        text = screen_text(pilot.app)
        assert "Answer" in text  # still shown
        assert "look up" in text


async def test_a_session_of_ten_takes_two_keys_a_card(open_planner: OpenPlanner, settled: Settled) -> None:
    ten = tuple(item.id for section in checklist()[:2] for item in section.items)[:10]
    states = tuple(
        ItemState(item=item, progress=Progress.STARTED, started_on=TODAY - timedelta(days=3)) for item in ten
    )
    reviews = tuple(
        replace(STUDIES.reviews[0], item=item, reviewed_on=TODAY - timedelta(days=3), due=TODAY)
        for item in ten
    )
    async with open_planner(replace(STUDIES, item_states=states, reviews=reviews)) as pilot:
        keys = ["4", "r", *["space", "3"] * 10]
        for key in keys:
            await pilot.press(key)
            await settled(pilot)
        assert len(grades(pilot)) == 10
        assert view_of(pilot).card is None


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=["80x24", "120x36"])
def test_review_looks(snap_compare: Any, plan_file: Path, size: tuple[int, int]) -> None:
    store = Store.open(plan_file, create=True)
    store.replace(STUDIES, "set up the test")
    app = EmtuiApp(store, config=Config())
    assert snap_compare(app, terminal_size=size, press=["4", "r", "space"])
