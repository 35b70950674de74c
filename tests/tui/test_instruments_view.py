"""The instruments by their keys: see how each practice test reads, use figures of your own, go back."""

from dataclasses import replace
from typing import Any

import pytest
from tests.tui.conftest import PLAN, OpenPlanner, ScreenText, Settled
from textual.pilot import Pilot

from emtui.plan import Assumptions, OwnInstrument, Plan, PracticeTest
from emtui.planner.scores import scores
from emtui.tui.access import planner_of
from emtui.tui.dialogs.figures import FiguresDialog
from emtui.tui.widgets.row_table import RowTable

OWN_FORM = OwnInstrument(id=1, instrument="nbme-17", name="NBME 17")


async def open_instruments(pilot: Pilot[Any], row: str | None = None) -> None:
    await pilot.press("3", "i")
    await pilot.pause()
    if row is not None:
        table_of(pilot).move_to(row)
        await pilot.pause()


def table_of(pilot: Pilot[Any]) -> RowTable:
    view = planner_of(pilot.app).visible_tab
    assert view is not None
    return view.query_one(RowTable)


def notices(pilot: Pilot[Any]) -> str:
    return " ".join(notice.message for notice in pilot.app._notifications)


def plan_of(pilot: Pilot[Any]) -> Plan:
    return planner_of(pilot.app).plan


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_every_test_stands_with_its_figures_and_the_selected_one_with_its_source(
    open_planner: OpenPlanner, screen_text: ScreenText, size: tuple[int, int]
) -> None:
    async with open_planner(size=size) as pilot:
        await open_instruments(pilot, "nbme-9")
        text = screen_text(pilot.app)
        assert "Scores › Instruments" in text
        assert len(table_of(pilot).rows) == 14  # the shift and thirteen tests
        assert "NBME 9          6 low           3        8      –" in text
        assert "author of a forum study" in text
        assert "checked 2026-11-23" in text
        assert "all the guide's" in text


async def test_own_figures_are_typed_with_their_effect_in_sight_and_named_yours(
    open_planner: OpenPlanner, screen_text: ScreenText, settled: Settled
) -> None:
    async with open_planner() as pilot:
        await open_instruments(pilot, "nbme-14")
        before = scores(plan_of(pilot), planner_of(pilot.app).today).figures
        await pilot.press("enter", *"6")
        await pilot.pause()
        text = screen_text(pilot.app)
        assert "6 high  yours, the guide's on scale" in text
        assert f"projected       {int(before.mean or 0)}     → " in text
        await pilot.press("enter")
        await settled(pilot)
        assert not isinstance(pilot.app.screen, FiguresDialog)
        (own,) = plan_of(pilot).own_instruments
        assert (own.instrument, own.offset, own.offset_sd, own.noise_sd) == ("nbme-14", 6, None, None)
        text = screen_text(pilot.app)
        assert "1 figure yours" in text
        assert "Projection: the guide's → yours" in text
        after = scores(plan_of(pilot), planner_of(pilot.app).today)
        assert after.assumptions == ("NBME 14 reads 6 high (yours; the guide says on scale)",)


async def test_figures_of_ones_own_go_back_to_the_guide_s_as_one_step(
    open_planner: OpenPlanner, settled: Settled
) -> None:
    own = OwnInstrument(id=1, instrument="uwsa-2", name="UWSA 2", offset=9, noise_sd=12)
    async with open_planner(replace(PLAN, own_instruments=(own,))) as pilot:
        await open_instruments(pilot, "uwsa-2")
        await pilot.press("x")
        await settled(pilot)
        assert plan_of(pilot).own_instruments == ()
        await pilot.press("u")
        await settled(pilot)
        assert plan_of(pilot).own_instruments == (own,)


async def test_a_figure_emptied_is_the_guide_s_and_the_others_stay(
    open_planner: OpenPlanner, settled: Settled
) -> None:
    own = OwnInstrument(id=1, instrument="uwsa-2", name="UWSA 2", offset=9, noise_sd=12)
    async with open_planner(replace(PLAN, own_instruments=(own,))) as pilot:
        await open_instruments(pilot, "uwsa-2")
        await pilot.press("e", "backspace", "enter")
        await settled(pilot)
        assert plan_of(pilot).own_instruments == (replace(own, offset=None),)


async def test_typing_what_the_guide_says_is_no_figure_of_ones_own(
    open_planner: OpenPlanner, settled: Settled
) -> None:
    async with open_planner() as pilot:
        await open_instruments(pilot, "nbme-9")
        await pilot.press("e", *"-6", "tab", *"3", "tab", *"8", "enter")
        await settled(pilot)
        assert not isinstance(pilot.app.screen, FiguresDialog)
        assert plan_of(pilot) == replace(PLAN, practice_tests=plan_of(pilot).practice_tests)


async def test_the_test_day_shift_is_a_row_of_its_own(
    open_planner: OpenPlanner, screen_text: ScreenText, settled: Settled
) -> None:
    async with open_planner() as pilot:
        await open_instruments(pilot)
        assert "2.5 higher" in screen_text(pilot.app)
        await pilot.press("e", "0", "tab", "6", "enter")
        await settled(pilot)
        assert plan_of(pilot).assumptions == Assumptions(shift=0, shift_sd=6)
        assert "2 figures yours" in screen_text(pilot.app)
        await pilot.press("x")
        await settled(pilot)
        assert plan_of(pilot).assumptions == Assumptions()


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("much", "reads: 'much' is not possible; accepted: a number from -100 to 100"),
        ("101", "reads: '101' is not possible"),
        ("nan", "reads: 'nan' is not possible"),
    ],
)
async def test_what_cannot_be_is_refused_as_it_is_typed_and_stays(
    open_planner: OpenPlanner, screen_text: ScreenText, settled: Settled, typed: str, reason: str
) -> None:
    async with open_planner(size=(80, 24)) as pilot:
        await open_instruments(pilot, "nbme-9")
        await pilot.press("e", *typed)
        await pilot.pause()
        assert reason in screen_text(pilot.app)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, FiguresDialog)
        assert plan_of(pilot).own_instruments == ()


async def test_a_form_is_added_and_goes_only_while_no_test_uses_it(
    open_planner: OpenPlanner, screen_text: ScreenText, settled: Settled
) -> None:
    async with open_planner() as pilot:
        await open_instruments(pilot)
        await pilot.press("a", *"nbme", "space", *"17", "enter")
        await settled(pilot)
        assert "▸NBME 17" in screen_text(pilot.app)
        assert "your form" in screen_text(pilot.app)
        await pilot.press("x")
        await settled(pilot)
        assert plan_of(pilot).own_instruments == ()
    sat = PracticeTest(taken_on=PLAN.practice_tests[0].taken_on, instrument="nbme-17", score=240)
    used = replace(PLAN, own_instruments=(OWN_FORM,), practice_tests=(sat,))
    async with open_planner(used) as pilot:
        await open_instruments(pilot, "nbme-17")
        await pilot.press("x")
        await settled(pilot)
        assert "NBME 17 has 1 practice test" in notices(pilot)
        assert plan_of(pilot).own_instruments == (OWN_FORM,)


async def test_the_guide_s_figures_need_no_reset(open_planner: OpenPlanner, settled: Settled) -> None:
    async with open_planner() as pilot:
        await open_instruments(pilot)
        await pilot.press("x")
        await settled(pilot)
        assert "its figures are the guide's already" in notices(pilot)


async def test_masked_no_projection_is_seen(open_planner: OpenPlanner, screen_text: ScreenText) -> None:
    plan = replace(PLAN, assumptions=Assumptions(shift=0))
    async with open_planner(plan, mask=True) as pilot:
        await open_instruments(pilot)
        found = scores(plan, planner_of(pilot.app).today).figures
        assert "•••" in screen_text(pilot.app)
        assert f"{int(found.mean or 0)}" not in screen_text(pilot.app)
        assert "245" not in screen_text(pilot.app)


async def test_without_a_projection_the_view_says_so(
    open_planner: OpenPlanner, screen_text: ScreenText
) -> None:
    async with open_planner(Plan()) as pilot:
        await open_instruments(pilot)
        assert "nothing is projected yet" in screen_text(pilot.app)
