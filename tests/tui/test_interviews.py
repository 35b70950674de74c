"""Interviews and the rank list by their keys."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input

from emtui.plan import FactorScore, Interview, Plan, Profile, Program, RankFactor
from emtui.tui.access import planner_of
from emtui.tui.dialogs.interview import ScoreSheet
from emtui.tui.tabs.rank_list import RankListView
from emtui.tui.widgets.row_table import RowTable
from emtui.vocabulary import ApplicationState, InterviewState

Text = Callable[[App[Any]], str]
Settle = Callable[[Pilot[Any]], Awaitable[None]]
Open = Callable[..., AbstractAsyncContextManager[Pilot[Any]]]

TODAY = date(2027, 5, 20)
INVITED = ApplicationState.INVITED
PLAN = Plan(
    profile=Profile(match_year=2028),
    programs=(
        Program(id=1, name="Cedar Valley", state="TX", application=INVITED),
        Program(id=2, name="Palm Coast", state="FL", application=INVITED),
        Program(id=3, name="Twin Rivers", state="TX", application=INVITED),
    ),
    interviews=(Interview(id=1, program_id=1),),
    rank_factors=(RankFactor(id=1, name="training", weight=8), RankFactor(id=2, name="place", weight=2)),
)


def plan_of(pilot: Pilot[Any]) -> Plan:
    return planner_of(pilot.app).plan


def ranks(pilot: Pilot[Any]) -> dict[str, int | None]:
    return {row.name: row.rank for row in plan_of(pilot).programs}


# -- interviews


async def test_an_interview_with_a_day_is_scheduled_with_its_hour_and_zone(
    open_planner: Open, screen_text: Text, settled: Settle
) -> None:
    async with open_planner(PLAN) as pilot:
        await pilot.press("7", "n", "space")  # without a day it asks for one
        await pilot.pause()
        pilot.app.screen.query_one("#day", Input).value = "3 nov"
        pilot.app.screen.query_one("#at", Input).value = "2:30 pm"
        await pilot.pause()
        assert "Wed 3 Nov, in 167 days" in screen_text(pilot.app)
        await pilot.press("enter")
        await settled(pilot)
        (kept,) = plan_of(pilot).interviews
        assert (kept.state, kept.day, kept.at, kept.zone) == (
            InterviewState.SCHEDULED,
            date(2027, 11, 3),
            time(14, 30),
            "America/New_York",
        )
        assert "14:30" in screen_text(pilot.app)


async def test_done_asks_right_away_how_it_was_and_marks_the_application(
    open_planner: Open, screen_text: Text, settled: Settle
) -> None:
    scheduled = Interview(id=1, program_id=1, state=InterviewState.SCHEDULED, day=TODAY)
    async with open_planner(replace(PLAN, interviews=(scheduled,))) as pilot:
        await pilot.press("7", "n", "space")
        await settled(pilot)
        assert isinstance(pilot.app.screen, ScoreSheet)
        await pilot.press("4", "down", "2")
        await pilot.pause()
        assert "weighted mean 3.6 of 5" in screen_text(pilot.app)
        await pilot.press("enter")
        await settled(pilot)
        plan = plan_of(pilot)
        assert plan.interviews[0].state is InterviewState.DONE
        assert plan.programs[0].application is ApplicationState.INTERVIEWED
        assert [(row.factor_id, row.score) for row in plan.factor_scores] == [(1, 4), (2, 2)]
        assert "thank them" in screen_text(pilot.app)
        await pilot.press("t")
        await settled(pilot)
        assert plan_of(pilot).interviews[0].thanked_on == TODAY


async def test_the_hour_of_an_interview_is_shown_in_ones_own_time_too(
    open_planner: Open, screen_text: Text
) -> None:
    scheduled = Interview(
        id=1,
        program_id=1,
        state=InterviewState.SCHEDULED,
        day=date(2027, 11, 3),
        at=time(14, 30),
        zone="America/New_York",
    )
    here = Profile(match_year=2028, local_zone="Asia/Kolkata")
    async with open_planner(replace(PLAN, profile=here, interviews=(scheduled,))) as pilot:
        await pilot.press("7", "n")
        await pilot.pause()
        text = screen_text(pilot.app)
        assert "14:30 America/New_York, Thu 4 Nov 00:00" in text


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"day": "never"}, "is not a date"),
        ({"day": "3 nov", "at": "half past"}, "9:30"),
        ({"day": "3 nov", "zone": "Mars"}, "Asia/Kolkata"),
    ],
)
async def test_an_interview_that_cannot_be_is_refused_with_the_reason(
    open_planner: Open, screen_text: Text, settled: Settle, values: dict[str, str], reason: str
) -> None:
    async with open_planner(PLAN) as pilot:
        await pilot.press("7", "n", "e")
        await pilot.pause()
        for field, text in values.items():
            pilot.app.screen.query_one(f"#{field}", Input).value = text
        await pilot.press("enter")
        await settled(pilot)
        assert reason in screen_text(pilot.app)
        assert plan_of(pilot).interviews == PLAN.interviews


async def test_an_interview_is_added_for_a_program_of_the_list(open_planner: Open, settled: Settle) -> None:
    async with open_planner(PLAN) as pilot:
        await pilot.press("7", "n", "a", "down", "enter")
        await pilot.pause()
        await pilot.press("enter")
        await settled(pilot)
        assert [row.program_id for row in plan_of(pilot).interviews] == [1, 2]


async def test_factors_are_typed_in_one_line_and_zero_takes_one_out(
    open_planner: Open, screen_text: Text, settled: Settle
) -> None:
    async with open_planner(PLAN) as pilot:
        await pilot.press("7", "n", "f")
        await pilot.pause()
        pilot.app.screen.query_one(Input).value = "training 9, place 0, visa history 10"
        await pilot.press("enter")
        await settled(pilot)
        assert [(row.name, row.weight) for row in plan_of(pilot).rank_factors] == [
            ("training", 9),
            ("visa history", 10),
        ]
        await pilot.press("f")
        await pilot.pause()
        pilot.app.screen.query_one(Input).value = "training eleven"
        await pilot.pause()
        assert "a name and its weight" in screen_text(pilot.app)


# -- the rank list


async def rank_all(pilot: Pilot[Any], settled: Settle) -> None:
    """Open the rank list and put the three programs on it, in the order they wait."""
    await pilot.press("7", "r")
    for program_id in (1, 2, 3):
        await pilot.pause()
        table = pilot.app.query_one(RankListView).query_one(RowTable)
        table.move_to(program_id)
        await pilot.press("enter")
        await settled(pilot)


async def test_programs_are_ranked_and_moved_and_each_move_is_taken_back_by_u(
    open_planner: Open, screen_text: Text, settled: Settle
) -> None:
    async with open_planner(PLAN) as pilot:
        await rank_all(pilot, settled)
        assert ranks(pilot) == {"Cedar Valley": 1, "Palm Coast": 2, "Twin Rivers": 3}
        await pilot.press("K")  # Twin Rivers, under the cursor
        await settled(pilot)
        assert ranks(pilot) == {"Cedar Valley": 1, "Twin Rivers": 2, "Palm Coast": 3}
        await pilot.press("left_curly_bracket")
        await settled(pilot)
        assert ranks(pilot)["Twin Rivers"] == 1
        await pilot.press("u", "u")
        await settled(pilot)
        assert ranks(pilot) == {"Cedar Valley": 1, "Palm Coast": 2, "Twin Rivers": 3}
        assert "contiguous in EM" in screen_text(pilot.app)


async def test_a_tie_shares_a_place_and_is_shown(
    open_planner: Open, screen_text: Text, settled: Settle
) -> None:
    async with open_planner(PLAN) as pilot:
        await rank_all(pilot, settled)
        await pilot.press("t")
        await settled(pilot)
        assert ranks(pilot) == {"Cedar Valley": 1, "Palm Coast": 2, "Twin Rivers": 2}
        assert "= tied" in screen_text(pilot.app)


async def test_what_is_not_to_be_ranked_leaves_the_list_and_closes_its_gap(
    open_planner: Open, screen_text: Text, settled: Settle
) -> None:
    async with open_planner(PLAN) as pilot:
        await rank_all(pilot, settled)
        pilot.app.query_one(RankListView).query_one(RowTable).move_to(1)
        await pilot.press("d")
        await settled(pilot)
        assert ranks(pilot) == {"Cedar Valley": None, "Palm Coast": 1, "Twin Rivers": 2}
        assert "do not rank" in screen_text(pilot.app)
        pilot.app.query_one(RankListView).query_one(RowTable).move_to(1)
        await pilot.press("J")
        await settled(pilot)
        assert ranks(pilot)["Cedar Valley"] is None  # not as long as it is not to be ranked


async def test_the_list_follows_the_scores_when_asked(open_planner: Open, settled: Settle) -> None:
    scores = (
        FactorScore(id=1, program_id=3, factor_id=1, score=5),
        FactorScore(id=2, program_id=1, factor_id=1, score=2),
    )
    async with open_planner(replace(PLAN, factor_scores=scores)) as pilot:
        await rank_all(pilot, settled)
        await pilot.press("o")
        await settled(pilot)
        assert ranks(pilot) == {"Twin Rivers": 1, "Cedar Valley": 2, "Palm Coast": 3}
