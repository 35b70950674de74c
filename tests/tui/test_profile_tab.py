"""The Profile tab: answers go into the plan by keys, and the side pane says what they change."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot

from emtui.config import Config
from emtui.plan import Plan, PracticeTest, Profile
from emtui.store.store import Store
from emtui.tui.app import EmtuiApp
from emtui.tui.widgets.form import Form
from emtui.vocabulary import Step1, Visa

OpenPlanner = Callable[..., AbstractAsyncContextManager[Pilot[None]]]
Settled = Callable[[Pilot[Any]], Awaitable[None]]
ScreenText = Callable[[App[Any]], str]

PLAN = Plan(
    profile=Profile(step2_date=date(2027, 6, 15), target=245, match_year=2028),
    practice_tests=(
        PracticeTest(taken_on=date(2027, 3, 13), instrument="nbme-12", score=232),
        PracticeTest(taken_on=date(2027, 4, 10), instrument="nbme-13", score=236),
        PracticeTest(taken_on=date(2027, 5, 15), instrument="nbme-14", score=241),
    ),
)


def planner(pilot: Pilot[None]) -> EmtuiApp:
    app = pilot.app
    assert isinstance(app, EmtuiApp)
    return app


async def edit(pilot: Pilot[None], key: str, *keys: str) -> Form:
    """Go to a field of the Profile tab and type into it."""
    await pilot.press("2")
    await pilot.pause()
    form = pilot.app.query_one(Form)
    form.cursor = key
    await pilot.press("enter", *keys)
    await pilot.pause()
    return form


@pytest.mark.parametrize(
    ("key", "keys", "value"),
    [
        ("step2_date", [*"2027-06-22"], date(2027, 6, 22)),
        ("visa", ["h"], Visa.H1B),
        ("budget_usd", [*"1,200"], 1200),
        ("school", [*"[b]x"], "[b]x"),
    ],
)
async def test_an_answer_is_stored_at_once(
    open_planner: OpenPlanner, settled: Settled, key: str, keys: list[str], value: object
) -> None:
    async with open_planner(PLAN) as pilot:
        await edit(pilot, key, *keys, "enter")
        await settled(pilot)
        assert getattr(planner(pilot).plan.profile, key) == value


async def test_u_takes_an_answer_back(open_planner: OpenPlanner, settled: Settled) -> None:
    async with open_planner(PLAN) as pilot:
        await edit(pilot, "target", *"250", "enter")
        await settled(pilot)
        await pilot.press("u")
        await settled(pilot)
        assert planner(pilot).plan.profile.target == 245


async def test_a_question_mark_makes_it_unknown(open_planner: OpenPlanner, settled: Settled) -> None:
    async with open_planner(PLAN) as pilot:
        await edit(pilot, "target", "?", "enter")
        await settled(pilot)
        assert planner(pilot).plan.profile.target is None


async def test_a_contradiction_is_named_and_nothing_is_stored(
    open_planner: OpenPlanner, settled: Settled, screen_text: ScreenText
) -> None:
    plan = replace(PLAN, profile=replace(PLAN.profile, step1=Step1.PASS))
    async with open_planner(plan) as pilot:
        form = await edit(pilot, "step1_attempts", "3", "enter")
        await settled(pilot)
        assert form.input.value == "3"
        assert planner(pilot).plan.profile.step1_attempts is None
        assert "step1=pass means one attempt" in screen_text(pilot.app)


async def test_a_change_from_outside_leaves_what_is_typed(
    open_planner: OpenPlanner, settled: Settled
) -> None:
    async with open_planner(PLAN) as pilot:
        form = await edit(pilot, "target", *"25")
        await planner(pilot).save(lambda store: store.set_profile(school="Elsewhere", target=240)).wait()
        await settled(pilot)
        assert form.input.value == "25"
        assert form.sheet.values["school"] == "Elsewhere"
        await pilot.press("1", "enter")
        await settled(pilot)
        assert planner(pilot).plan.profile.target == 251


async def test_another_tab_and_back_leaves_what_is_typed(open_planner: OpenPlanner) -> None:
    async with open_planner(PLAN) as pilot:
        form = await edit(pilot, "target", *"25")
        await pilot.press("f1", "f2", "7")
        await pilot.pause()
        assert form.input.value == "257"
        assert form.editing


async def test_a_text_the_plan_refuses_stands_in_its_field_again(
    open_planner: OpenPlanner, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    from emtui.errors import PlanLocked

    def locked(store: Store, **values: object) -> None:
        raise PlanLocked("the plan is in use by another program")

    async with open_planner(PLAN) as pilot:
        monkeypatch.setattr(Store, "set_profile", locked)
        form = await edit(pilot, "target", *"250", "enter")
        await settled(pilot)
        assert form.editing
        assert form.input.value == "250"
        assert planner(pilot).plan.profile.target == 245


async def test_the_side_pane_shows_what_a_change_would_do(
    open_planner: OpenPlanner, screen_text: ScreenText
) -> None:
    async with open_planner(PLAN) as pilot:
        await edit(pilot, "step2_date", *"2027-07-30")
        text = screen_text(pilot.app)
        assert "→" in text
        assert planner(pilot).plan.profile.step2_date == date(2027, 6, 15)
        await pilot.press("escape")
        await pilot.pause()
        assert "→" not in screen_text(pilot.app)


async def test_a_rule_that_begins_to_apply_is_named(
    open_planner: OpenPlanner, screen_text: ScreenText
) -> None:
    async with open_planner(PLAN) as pilot:
        await edit(pilot, "us_em_rotations", "0")
        assert "usce" in screen_text(pilot.app)


async def test_how_much_is_known_stands_in_the_heading(
    open_planner: OpenPlanner, settled: Settled, screen_text: ScreenText
) -> None:
    async with open_planner(PLAN) as pilot:
        await edit(pilot, "school", "escape")
        assert " 3 of " in screen_text(pilot.app).splitlines()[2]
        await pilot.press("enter", *"Here", "enter")
        await settled(pilot)
        assert " 4 of " in screen_text(pilot.app).splitlines()[2]


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_masking_hides_name_scores_and_visa(
    open_planner: OpenPlanner, screen_text: ScreenText, size: tuple[int, int]
) -> None:
    profile = Profile(name="Secretname", visa=Visa.H1B, step2_score=251, target=243)
    async with open_planner(replace(PLAN, profile=profile), size=size, mask=True) as pilot:
        await pilot.press("2")
        await pilot.pause()
        for key in ("name", "visa", "step2_score", "target"):
            pilot.app.query_one(Form).cursor = key
            await pilot.pause()
            text = screen_text(pilot.app)
            assert not any(secret in text for secret in ("Secretname", "251", "243"))
        form = pilot.app.query_one(Form)
        visa = form.sheet.region_of("visa")
        shown = form.sheet.render().plain.splitlines()[visa.y][visa.x : visa.right]
        assert shown.strip() == "••••"


async def test_on_a_narrow_screen_one_line_says_what_it_changes(
    open_planner: OpenPlanner, screen_text: ScreenText
) -> None:
    async with open_planner(PLAN, size=(80, 24)) as pilot:
        await edit(pilot, "step2_date", *"2027-07-30")
        line = screen_text(pilot.app).splitlines()[-2]
        assert "→" in line


async def test_tab_through_fields_while_they_are_stored(open_planner: OpenPlanner, settled: Settled) -> None:
    async with open_planner(PLAN) as pilot:
        await edit(pilot, "school", *"One", "tab", *"Two", "tab", *"2020", "enter")
        await asyncio.sleep(0)
        await settled(pilot)
        profile = planner(pilot).plan.profile
        assert (profile.school, profile.country, profile.graduation_year) == ("One", "Two", 2020)


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
def test_profile_looks(snap_compare: Any, plan_file: Path, size: tuple[int, int], theme: str) -> None:
    async def typing(pilot: Pilot[None]) -> None:
        await edit(pilot, "step2_date", *"22/6/27")

    store = Store.open(plan_file, create=True)
    store.replace(PLAN, "set up the test")
    assert snap_compare(EmtuiApp(store, config=Config(theme=theme)), terminal_size=size, run_before=typing)
