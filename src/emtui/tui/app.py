"""The full-screen planner: one app, one plan, one way round from a key to the file and back."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.containers import Container
from textual.reactive import reactive

from emtui import clock
from emtui.config import Config
from emtui.errors import EmtuiError
from emtui.plan import Plan
from emtui.tui import signs, themes
from emtui.tui.tabs.base import TabView
from emtui.vocabulary import Tab

if TYPE_CHECKING:
    from textual.worker import Worker

    from emtui.store import Step, Store

TABS = {
    Tab.TODAY: "emtui.tui.tabs.today:TodayTab",
    Tab.PROFILE: "emtui.tui.tabs.profile:ProfileTab",
    Tab.SCORES: "emtui.tui.tabs.scores:ScoresTab",
}


class EmtuiApp(App[None]):
    """The planner. Tabs read `plan`, `today`, `masked`, `config`; they write through `save` only."""

    CSS_PATH = "app.tcss"
    TITLE = "emtui"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-normal"), (160, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall")]
    tabs: ClassVar = TABS

    BINDINGS = [
        *(
            Binding(f"{tab.number}", f"open_tab('{tab}')", tab.title, show=False, id=f"tab.{tab}")
            for tab in TABS
        ),
        *(
            Binding(
                f"f{tab.number}",
                f"open_tab('{tab}')",
                tab.title,
                show=False,
                priority=True,
                id=f"tab.{tab}.anywhere",
            )
            for tab in TABS
        ),
        Binding("q", "quit", "quit", show=False, id="quit"),
    ]

    plan: reactive[Plan] = reactive(Plan, init=False)
    masked: reactive[bool] = reactive(False, init=False)
    tab: reactive[Tab] = reactive(Tab.TODAY, init=False)

    def __init__(self, store: "Store", *, config: Config | None = None, mask: bool = False) -> None:
        super().__init__()
        self.store = store
        self.config = config or Config()
        self.today: date = clock.today()
        self._store_thread = ThreadPoolExecutor(1, thread_name_prefix="store")
        signs.use_ascii(bool(self.config.ascii))
        self.register_theme(themes.NIGHT)
        self.register_theme(themes.DAY)
        self.theme = self.config.theme or themes.NIGHT.name
        self.set_reactive(EmtuiApp.masked, mask)
        self.set_reactive(EmtuiApp.plan, store.read())

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return themes.LANES

    def compose(self) -> ComposeResult:
        yield Container(id="tabs")

    async def on_mount(self) -> None:
        await self._show_tab(self.tab)

    def open_tab(self, tab: Tab) -> None:
        """Show `tab`; it is composed on the first visit and gets the focus it had."""
        if tab in self.tabs:
            self.tab = tab

    def action_open_tab(self, tab: str) -> None:
        self.open_tab(Tab(tab))

    async def watch_tab(self, before: Tab, now: Tab) -> None:
        await self._show_tab(now)

    async def _show_tab(self, tab: Tab) -> None:
        host = self.query_one("#tabs")
        # Focus leaves first: Textual would otherwise bring the old tab back with it.
        for view in host.query_children(TabView):
            if view.display:
                if self.screen.focused in view.query("*"):
                    view.last_focus = self.screen.focused
                self.screen.set_focus(None)
            view.display = False
        view = next((view for view in host.query_children(TabView) if view.TAB is tab), None)
        if view is None:
            module, name = self.tabs[tab].split(":")
            view = getattr(import_module(module), name)()
            await host.mount(view)
        view.display = True
        view.redraw()
        self.screen.set_focus(view.first_focus())

    @property
    def visible_tab(self) -> TabView | None:
        """The tab on screen."""
        return next((view for view in self.query(TabView) if view.display), None)

    def _redraw(self) -> None:
        if self.is_running and (view := self.visible_tab) is not None:
            view.redraw()

    def watch_plan(self) -> None:
        self._redraw()

    def watch_masked(self) -> None:
        self._redraw()

    def save(self, change: Callable[["Store"], "Step"], *, said: str | None = None) -> "Worker[Step | None]":
        """Store one change, off the screen's thread, then show the plan as it now is.

        `change` gets the store and returns its step: `app.save(lambda store: store.add(test))`. The toast
        says `said` (the step's title by default) and that u takes it back. A refusal becomes an error toast
        and None is what the worker returns: `if await app.save(...).wait(): self.dismiss()` keeps a dialog
        with what was typed open until it is stored.
        """
        return self._save(change, said)

    @work(exit_on_error=False)
    async def _save(self, change: Callable[["Store"], "Step"], said: str | None) -> "Step | None":
        loop = asyncio.get_running_loop()
        try:
            step = await loop.run_in_executor(self._store_thread, change, self.store)
            self.plan = await loop.run_in_executor(self._store_thread, self.store.read)
        except EmtuiError as error:
            self.notify(str(error), severity="error", markup=False)
            return None
        self.notify(f"{said or step.title} · u undoes it", markup=False)
        return step


def run(plan_path: Path, *, mask: bool = False, throw_away: bool = False) -> int:
    """Run the planner on the plan at `plan_path`; return the exit code."""
    from emtui import config
    from emtui.store import Store

    app = EmtuiApp(Store.open(plan_path, create=True), config=config.load(), mask=mask)
    app.run()
    return app.return_code or 0
