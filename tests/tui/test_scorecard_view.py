"""Scorekeeping on the screen: after the real score, how each stored projection did."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.tui.conftest import PLAN, OpenPlanner, ScreenText

from emtui.plan import Plan, StoredProjection
from emtui.tui.access import planner_of
from emtui.tui.tabs.scores import ScoresTab
from emtui.tui.widgets.row_table import RowTable

EXAM = date(2027, 5, 18)


def made(days_before: int, mean: float, exam_day: date = EXAM) -> StoredProjection:
    return StoredProjection(
        day=EXAM - timedelta(days_before),
        model_version=1,
        exam_day=exam_day,
        tests=4,
        mean=mean,
        sd=9,
        low50=mean - 6,
        high50=mean + 6,
        low80=mean - 11,
        high80=mean + 11,
        low95=mean - 18,
        high95=mean + 18,
        p_pass=0.98,
    )


KEPT = (made(40, 238), made(20, 244, date(2027, 6, 1)), made(3, 249))
TAKEN = replace(
    PLAN,
    profile=replace(PLAN.profile, step2_date=EXAM, step2_score=251),
    projections=KEPT,
)


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_once_the_score_is_known_readiness_says_how_the_projections_did(
    open_planner: OpenPlanner, screen_text: ScreenText, size: tuple[int, int]
) -> None:
    async with open_planner(TAKEN, size=size) as pilot:
        await pilot.press("3")
        await pilot.pause()
        text = screen_text(pilot.app)
        assert "The last projection, 3 days before, was 2 points" in text
        if size[0] >= 100:
            assert "The 80% range held the score in 1 of 2." in text
            assert "the last week       2 points off     1 of 1 in 80%" in text


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_each_projection_stands_beside_the_score_newest_first(
    open_planner: OpenPlanner, screen_text: ScreenText, size: tuple[int, int]
) -> None:
    async with open_planner(TAKEN, size=size) as pilot:
        await pilot.press("3", "c")
        await pilot.pause()
        text = screen_text(pilot.app)
        assert "Scores › Scorekeeping" in text
        view = planner_of(pilot.app).visible_tab
        assert view is not None
        rows = view.query_one(RowTable).rows
        assert [str(row.cells["out"]) for row in rows] == ["3", "20", "40"]
        assert "249  238–260        -2   ✓    ✓    ✓" in text
        assert "238  227–249       -13   ×    ×    ✓" in text
        assert "for an exam on 2027-06-01" in text or size[0] < 100
        await pilot.press("escape")
        assert isinstance(planner_of(pilot.app).visible_tab, ScoresTab)


async def test_before_the_score_nothing_is_held_against_them(
    open_planner: OpenPlanner, screen_text: ScreenText
) -> None:
    async with open_planner(replace(PLAN, projections=KEPT)) as pilot:
        await pilot.press("3", "c")
        await pilot.pause()
        text = screen_text(pilot.app)
        assert "No real score yet" in text
        assert "249  238–260         ?   ?    ?    ?" in text


async def test_masked_no_figure_of_them_is_seen(open_planner: OpenPlanner, screen_text: ScreenText) -> None:
    async with open_planner(TAKEN, mask=True) as pilot:
        await pilot.press("3", "c")
        await pilot.pause()
        text = screen_text(pilot.app)
        assert "•••" in text
        assert not any(figure in text for figure in ("251", "249", "238", "-13", "too low"))


async def test_without_one_it_says_what_belongs_there(
    open_planner: OpenPlanner, screen_text: ScreenText
) -> None:
    async with open_planner(Plan()) as pilot:
        await pilot.press("3", "c")
        await pilot.pause()
        assert "Past projections belong here" in screen_text(pilot.app)
