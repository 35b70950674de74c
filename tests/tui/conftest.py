"""What every screen test shares: a fixed day, a still cursor, a plan of its own, no user settings."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input

from emtui.config import Config
from emtui.plan import Plan, PracticeTest, Profile
from emtui.store import Store
from emtui.tui import signs
from emtui.tui.app import EmtuiApp

TODAY = date(2027, 5, 20)
PLAN = Plan(
    profile=Profile(step2_date=date(2027, 6, 15), target=245, match_year=2028),
    practice_tests=(
        PracticeTest(taken_on=date(2027, 3, 13), instrument="nbme-12", score=232),
        PracticeTest(taken_on=date(2027, 4, 10), instrument="nbme-13", score=236),
        PracticeTest(taken_on=date(2027, 5, 15), instrument="nbme-14", score=241),
    ),
)

Opened = AbstractAsyncContextManager[Pilot[None]]
OpenPlanner = Callable[..., Opened]
ScreenText = Callable[[App[Any]], str]
Settled = Callable[[Pilot[Any]], Awaitable[None]]


@pytest.fixture(autouse=True)
def still_world(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A fixed day and nothing of this machine's user."""
    monkeypatch.setenv("EMTUI_TODAY", TODAY.isoformat())
    monkeypatch.setenv("EMTUI_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("HOME", str(tmp_path))
    for variable in ("EMTUI_ASCII", "EMTUI_DB", "NO_COLOR", "TEXTUAL_THEME"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(Input.cursor_blink, "_default", False)
    monkeypatch.setattr("emtui.tui.signs.wanted", lambda setting: bool(setting))


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    """Where the plan of the test lies."""
    return tmp_path / "plan.db"


@pytest.fixture
def open_planner(plan_file: Path) -> OpenPlanner:
    """Open the planner on a plan: `async with open_planner(plan, size=(80, 24), mask=True) as pilot`."""

    @asynccontextmanager
    async def opened(
        plan: Plan | None = PLAN,
        *,
        size: tuple[int, int] = (120, 36),
        config: Config | None = None,
        **more: Any,
    ) -> AsyncIterator[Pilot[None]]:
        store = Store.open(plan_file, create=True)
        if plan is not None and plan != store.read():
            store.replace(plan, "set up the test")
        app = EmtuiApp(store, config=config, **more)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            yield pilot
        app.desk.close()

    return opened


@pytest.fixture
def screen_text() -> ScreenText:
    """The screen as plain text, line by line, without what pads its lines."""

    def text(app: App[Any]) -> str:
        strips = app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips)

    return text


@pytest.fixture
def settled() -> Settled:
    """Wait until what was asked for is stored and drawn."""

    async def wait(pilot: Pilot[Any]) -> None:
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()

    return wait


@pytest.fixture(autouse=True)
def own_signs() -> Iterator[None]:
    """Signs as they are: a test in ASCII must not leave its mode to the next one."""
    signs.use_ascii(False)
    yield
    signs.use_ascii(False)
