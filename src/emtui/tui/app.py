"""The full-screen planner: one app, one plan, one way round from a key to the file and back."""

import asyncio
import gc
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, work
from textual.app import App, ComposeResult, SystemCommand
from textual.filter import LineFilter
from textual.notifications import SeverityLevel
from textual.reactive import Reactive, reactive
from textual.screen import Screen
from textual.theme import Theme
from textual.widget import Widget

from emtui import clock
from emtui.config import Config
from emtui.errors import EmtuiError
from emtui.plan import Plan
from emtui.tui import signs, themes
from emtui.tui.commands import SHELL_BINDINGS, TABS, Command, commands, tab_class
from emtui.tui.desk import Change, Desk
from emtui.tui.stage import Stage
from emtui.tui.tabs.base import FullView, TabView
from emtui.tui.widgets.footer import Footer
from emtui.tui.widgets.header import Header
from emtui.tui.widgets.too_small import LEAST_HEIGHT, LEAST_WIDTH, TooSmall
from emtui.vocabulary import Tab

if TYPE_CHECKING:
    from textual.worker import Worker

    from emtui.store import Step, Store

WIDTHS = [(0, "-narrow"), (100, "-normal"), (160, "-wide")]
HEIGHTS = [(0, "-short"), (30, "-tall")]
OUTSIDE_CHANGES = 1.0
WARM_AFTER = 0.5
RUBBISH = (10_000, 20, 20)  # how often it is looked for: by default a look at everything meets each new tab
TYPED = ("type_tab", "log", "filter")
NOTICE, WARNING = 6.0, 12.0
SEVERITIES: dict[str, SeverityLevel] = {"no": "error", "look": "warning"}


class EmtuiApp(App[None]):
    """The planner. Tabs read `plan`, `today`, `masked` and `config`; they write through `save` only."""

    CSS_PATH = "app.tcss"
    TITLE = "emtui"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    tabs: ClassVar[tuple[Tab, ...]] = tuple(TABS)

    BINDINGS = SHELL_BINDINGS

    theme = Reactive(themes.NIGHT.name)
    plan: reactive[Plan] = reactive(Plan, init=False)
    today: reactive[date] = reactive(date.today, init=False)
    masked: reactive[bool] = reactive(False, init=False)

    def __init__(
        self,
        store: "Store",
        *,
        config: Config | None = None,
        mask: bool = False,
        throw_away: bool = False,
        first_start: bool = False,
    ) -> None:
        super().__init__()
        self.stage = Stage(Tab.TODAY)
        self._said_last = ""
        self.config = config or Config()
        self.throw_away = throw_away
        self.first_start = first_start
        self.desk = Desk(store)
        self.saving = 0  # changes under way: until there are none, `plan` is not the newest
        self._asked_about: int | None = None
        self._told: str | None = None
        signs.use_ascii(signs.wanted(self.config.ascii))
        self.set_class(signs.in_ascii() or self.no_color, "-ascii")
        self._filters_of_ours = [signs.AsciiFilter()] if signs.in_ascii() else []
        self.set_keymap(dict(self.config.keys))
        self.set_reactive(EmtuiApp.today, clock.today())
        self.set_reactive(EmtuiApp.masked, mask)
        self.set_reactive(EmtuiApp.plan, store.read())
        if self.config.theme in self.available_themes:
            self.theme = self.config.theme

    @cached_property
    def available_themes(self) -> dict[str, Theme]:
        """Ours are there from the beginning: one registered later costs a second reading of all styles.

        Kept, for Textual asks for them a thousand times a tab.
        """
        return {**super().available_themes, themes.NIGHT.name: themes.NIGHT, themes.DAY.name: themes.DAY}

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return themes.LANES

    def get_line_filters(self) -> list[LineFilter]:
        return [*super().get_line_filters(), *self._filters_of_ours]

    # What stands on the screen

    def get_default_screen(self) -> Screen[object]:
        """The screen, with the classes of its size from the first paint on: Textual sets them after it."""
        screen = super().get_default_screen()
        for length, classes in zip(self.size, (WIDTHS, HEIGHTS), strict=True):
            _, name = max(step for step in classes if step[0] <= length)
            screen.add_class(name, update=False)
        return screen

    def compose(self) -> ComposeResult:
        yield Header()
        yield self.stage
        yield TooSmall()
        yield Footer()

    def on_ready(self) -> None:
        if not gc.isenabled():  # switched off for the start
            gc.freeze()
            gc.set_threshold(*RUBBISH)
            gc.enable()
        self.set_interval(OUTSIDE_CHANGES, self._look_around)
        self.set_timer(WARM_AFTER, self._warm)
        if self.config.theme and self.config.theme not in self.available_themes:
            self.say(f"the settings name a theme {self.config.theme!r} that is not there", sign="look")
        if self.first_start:
            from emtui.tui.dialogs.first_start import FirstStart

            self.push_screen(FirstStart())

    def on_resize(self, event: events.Resize) -> None:
        small = event.size.width < LEAST_WIDTH or event.size.height < LEAST_HEIGHT
        self.screen_stack[0].set_class(small, "-too-small")
        self.call_after_refresh(self._redraw)

    @property
    def visible_tab(self) -> TabView | None:
        """The tab on screen, or the full view over it."""
        return self.stage.in_sight

    @property
    def tab(self) -> Tab:
        """The tab that is open."""
        return self.stage.tab

    def open_tab(self, tab: Tab, place: str | None = None) -> None:
        """Show `tab`: composed on the first visit, drawn anew on each, with the focus where it was.

        `place` puts its cursor somewhere, such as on a field of the profile by its key.
        """
        self.call_next(self.show_tab, tab, place)

    async def show_tab(self, tab: Tab, place: str | None = None) -> None:
        """Do what `open_tab` asks for; once awaited, the tab is there and has the focus."""
        if tab not in self.tabs:
            return
        if tab is not self.tab:
            await self.stage.open(tab)
            self._refresh_header()
        if place is None:
            return
        while isinstance(self.visible_tab, FullView):  # what lies over the tab would hide the place
            await self.close_view()
        if (view := self.visible_tab) is not None:
            view.go_to(place)

    async def open_view(self, view: FullView) -> None:
        """Lay `view` over its tab, until escape."""
        await self.stage.lay(view)
        self._refresh_header()

    async def close_view(self) -> None:
        """Take off the full view in sight: one level back."""
        await self.stage.take_off()
        self._refresh_header()

    def _refresh_header(self) -> None:
        self.screen_stack[0].query_one(Header).refresh()

    def _redraw(self) -> None:
        if not self.is_running or not self.screen_stack:
            return
        self._refresh_header()
        view = self.visible_tab
        if view is not None:
            view.redraw()

    watch_plan = watch_today = watch_masked = _redraw

    def watch_theme(self, theme: str) -> None:
        if self.is_running:
            self._remember(theme=theme)

    # One way round: change, store, read back, draw

    async def change(self, change: Change) -> "Step":
        """Store one change and show the plan as it now is; raise EmtuiError where it was refused."""
        step, self.plan = await self.desk.change(change)
        return step

    def save(self, change: Change, *, said: str | None = None) -> "Worker[Step | None]":
        """Store one change, off the screen's thread, then show the plan as it now is.

        `change` gets the store and returns its step: `app.save(lambda store: store.add(test))`. The toast
        says `said` (the step's title by default) and that u takes it back. A refusal becomes an error toast,
        and the worker returns None: `if await app.save(...).wait(): self.dismiss()` keeps a dialog with
        what was typed open until it is stored.
        """
        self.saving += 1
        return self._save(change, said)

    @work
    async def _save(self, change: Change, said: str | None) -> "Step | None":
        try:
            step = await self.change(change)
        except Exception as error:
            self.report(error)
            return None
        finally:
            self.saving -= 1
        self._say_step(said or step.title, "undo", "takes it back")
        return step

    @work
    async def action_undo(self) -> None:
        """Take back the last step; one of an earlier run only when asked for twice."""
        try:
            step, plan = await self.desk.undo(self._asked_about)
        except Exception as error:
            self.report(error)
            return
        if plan is None:
            self._asked_about = step.id
            self._say_step(
                f"{step.title}: stored before this start", "undo", "again takes it back", sign="look"
            )
            return
        self._asked_about, self.plan = None, plan
        self.clear_notifications()  # what was just said about this step holds no longer
        self._say_step(f"taken back: {step.title}", "redo", "brings it back")

    @work
    async def action_redo(self) -> None:
        """Bring back what was taken back last."""
        try:
            step = await self.change(lambda store: store.redo())
        except Exception as error:
            self.report(error)
            return
        self._say_step(f"brought back: {step.title}", "undo", "takes it back")

    @work(group="watch", exclusive=True)
    async def _look_around(self) -> None:
        """Notice a new day, and what another program changed in the file."""
        self.today = clock.today()
        try:
            plan = await self.desk.read_if_changed()
        except Exception as error:
            if str(error) != self._told:  # once, not each second
                self._told = str(error)
                self.report(error)
            return
        self._told = None
        if plan is not None:
            self.plan = plan
            self.say("changed outside this window; shown as it now is")

    @work
    async def _warm(self) -> None:
        """Load what the first frame did without, while nobody waits for it."""
        for tab in self.tabs:
            await asyncio.sleep(0)  # keys go first
            tab_class(tab)
        try:
            await self.desk.warm()
            await asyncio.to_thread(self._warm_checklist)
        except Exception as error:
            self.report(error)
        if gc.get_freeze_count():  # as the start was: what is loaded stays, and is not looked through
            gc.freeze()

    def _warm_checklist(self) -> None:
        from emtui.guide.checklist import checklist  # some 200 ms of reading

        checklist()

    # What is said

    def say(self, text: str, *, sign: str = "", lasts: float = NOTICE) -> None:
        """A toast in plain words; `sign` names what it means, such as "ok" or "look"."""
        severity = SEVERITIES.get(sign, "information")
        words = f"{signs.sign(sign)} {text}" if sign else text
        if words == self._said_last:
            self.clear_notifications()  # a key held down says it once
        self._said_last = words
        self.notify(words, severity=severity, timeout=lasts, markup=False)

    def _say_step(self, what: str, key: str, does: str, *, sign: str = "ok") -> None:
        # A title can hold a score or a name: not for a shared screen.
        self.say(
            f"{'done' if self.masked else what} {signs.sign('dot')} {self.key_of(key)} {does}", sign=sign
        )

    def report(self, error: Exception) -> None:
        """Tell what went wrong: the one place for it."""
        if isinstance(error, EmtuiError):
            self.say(str(error), sign="no", lasts=WARNING)
            return
        from emtui.mishaps import in_plain_words
        from emtui.tui.dialogs.message import MessageDialog

        self.push_screen(MessageDialog("That did not work", in_plain_words(error)))

    def key_of(self, command: str) -> str:
        """The key of a command of the app, by its id, as the user has set it."""
        found = next(found for found in commands(type(self), self.config.keys) if found.id == command)
        return found.keys[0]

    def copy_to_clipboard(self, text: str) -> None:
        """Copy `text` by way of the terminal, and say so."""
        super().copy_to_clipboard(text)
        self.say(f"copied {len(text)} characters")

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A dialog keeps the keys of the tabs to itself, a field what can be typed into it."""
        if len(self.screen_stack) > 1 and action in (*TYPED, "open_tab", "command_palette"):
            return False
        view = self.visible_tab
        if action == "type_tab" and view is not None and view.KEEPS_DIGITS:
            return False
        return not (action in TYPED and self._is_typing)

    @property
    def _is_typing(self) -> bool:
        """Whether letters go into a field."""
        return self.focused is not None and self.focused.check_consume_key("x", "x")

    async def action_open_tab(self, tab: str) -> None:
        """Show the tab called `tab`."""
        await self.show_tab(Tab(tab))

    action_type_tab = action_open_tab

    def action_mask(self) -> None:
        """Hide name, scores and visa, or show them again."""
        self.masked = not self.masked
        self.say("name, scores and visa are masked" if self.masked else "nothing is masked any more")

    async def action_log(self, begun: str = "", series: bool = False) -> None:
        """Open the log line, with `begun` in it: once, or in each line of a series."""
        from emtui.tui.widgets.log_line import LogLine  # its grammar is not needed for the first frame

        screen = self.screen_stack[0]
        if (found := screen.query_one_optional(LogLine)) is None:
            found = LogLine()
            await screen.mount(found)
        found.open(begun, series=series)

    async def action_filter(self) -> None:
        """Open the filter of the tab's table."""
        if (view := self.visible_tab) is not None:
            await view.open_filter()

    def action_help(self) -> None:
        """Show the keys."""
        from emtui.tui.dialogs.help import HelpDialog

        self.push_screen(HelpDialog())

    def action_leave_field(self) -> None:
        """Leave the field that has the focus: digits and letters are keys again."""
        if self._is_typing and (view := self.visible_tab) is not None:
            view.hold_focus()

    def return_focus(self, widget: Widget | None) -> None:
        """Give the focus back to `widget`, or to the tab where it can no longer take it."""
        view = self.visible_tab
        if widget is not None and widget.is_attached and widget.focusable and widget.is_on_screen:
            widget.focus()
        elif view is not None:
            self.screen.set_focus(view.first_focus())

    # The palette

    def commands_of(self, tab: Tab) -> list[Command]:
        """The commands of a tab."""
        return commands(tab_class(tab), self.config.keys, tab)

    def commands_here(self) -> list[Command]:
        """The commands of the tab in sight, or of the full view over it."""
        view = self.visible_tab
        return [] if view is None else commands(type(view), self.config.keys, self.tab)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """What the palette offers: every action, the themes and the settings."""
        from emtui.tui.palette import offers

        return offers(self)

    def choose(self, **settings: Any) -> None:
        """Take settings made on screen, by their names in the settings, from now on and at the next start."""
        self.config = replace(self.config, **settings)
        self._remember(**settings)
        if (view := self.visible_tab) is not None:
            view.draw(self.plan, self.today)

    def _remember(self, **chosen: Any) -> None:
        from emtui import config

        try:
            config.remember(**chosen)
        except EmtuiError as error:
            self.report(error)

    def _fatal_error(self) -> None:
        # Textual would print every local variable, a plan's among them; `run` raises the error instead,
        # and the way in tells it in plain words.
        self._close_messages_no_wait()


def run(plan_path: Path, *, mask: bool = False, throw_away: bool = False) -> int:
    """Show the plan at `plan_path` until the user leaves; return the exit code.

    `throw_away` marks a demo, which nobody means to keep. Raise EmtuiError where the plan or the settings
    cannot be read.
    """
    from emtui import config
    from emtui.store import Store

    first_start = not plan_path.exists()
    settings = config.load()
    store = Store.open(plan_path, create=True)
    app = EmtuiApp(store, config=settings, mask=mask, throw_away=throw_away, first_start=first_start)
    try:
        app.run()
    finally:
        app.desk.close()
    if app._exception is not None:
        raise app._exception
    return app.return_code or 0
