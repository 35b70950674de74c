"""What every tab is: a container composed on its first visit that draws itself from the plan."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Container
from textual.widget import Widget

from emtui.plan import Plan
from emtui.tui.access import planner_of
from emtui.tui.widgets.row_table import RowTable
from emtui.vocabulary import Tab

NORMAL_WIDTH, WIDE_WIDTH, TALL_HEIGHT = 100, 160, 30

if TYPE_CHECKING:
    from emtui.tui.app import EmtuiApp


class TabView(Container):
    """One tab. A subclass sets TAB, yields its panes in `compose`, and fills them in `draw`.

    - `draw` is called on the first visit, on each return, and while the tab is visible whenever the plan,
      the mask, the size class or the day changes. It must be cheap (call one planner function, update
      widgets) and leave alone what the user is typing.
    - `BINDINGS`: each with id ("scores.add"), description (footer and palette) and tooltip (help). They
      work while the focus is in the tab; name them by importance, the footer drops the last ones first.
    - `self.narrow`, `self.wide`, `self.short` tell the size class (in CSS `.-narrow`, `.-wide`, `.-short`).
    - `KEEPS_DIGITS`: digits are keys of its own there and open no tabs; F1 to F8 still do.
    - Reach the app as `self.planner` (typed): `.plan`, `.today`, `.masked`, `.config`, `.save(...)`.
    """

    TAB: ClassVar[Tab]
    KEEPS_DIGITS: ClassVar[bool] = False
    can_focus = True

    SCOPED_CSS = False  # so that a tab's DEFAULT_CSS can name the size classes: `.-narrow ScoresTab ...`
    DEFAULT_CSS = """
    TabView { height: 1fr; padding: 0 1; }
    .-narrow TabView { padding: 0; }
    """

    _last_focus: Widget | None = None
    _drawn_for: tuple[object, ...] | None = None
    _holds_focus = False
    _is_composed = False

    @property
    def planner(self) -> "EmtuiApp":
        """The app, typed."""
        return planner_of(self)

    @property
    def narrow(self) -> bool:
        """Whether the screen has under 100 columns."""
        return self.app.size.width < NORMAL_WIDTH

    @property
    def wide(self) -> bool:
        """Whether the screen has 160 columns or more."""
        return self.app.size.width >= WIDE_WIDTH

    @property
    def short(self) -> bool:
        """Whether the screen has under 30 rows."""
        return self.app.size.height < TALL_HEIGHT

    def key_of(self, command: str) -> str:
        """The key of a command of the tab, by its id, as the user has set it."""
        from emtui.tui.commands import commands  # which knows the tabs

        found = commands(type(self), self.planner.config.keys)
        return next(known.keys[0] for known in found if known.id == command)

    def draw(self, plan: Plan, today: date) -> None:
        """Show `plan` as of `today`."""

    def redraw(self) -> None:
        """Draw, where what is drawn is no longer what the app has."""
        app = self.planner
        now = (app.plan, app.today, app.masked, self.narrow, self.wide, self.short)
        if self._is_composed and now != self._drawn_for:
            self._drawn_for = now
            self.draw(app.plan, app.today)

    def on_mount(self) -> None:
        self._is_composed = True
        self.redraw()  # before the first paint, so that this has data
        if self.screen.focused is None and self.display:
            self.screen.set_focus(self.first_focus())

    def leave(self) -> None:
        """Hide the tab and remember where its focus was."""
        focused = self.screen.focused
        if focused is not None and self in focused.ancestors_with_self:
            self._last_focus = focused
            self.screen.set_focus(None)
        self.display = False

    def first_focus(self) -> Widget:
        """What gets the focus when the tab opens: where it was, the first that takes it, or the tab."""
        last = self._last_focus
        if last is not None and last.is_attached and last.focusable:
            return last
        return next((widget for widget in self.query("*") if widget.focusable), self)

    def go_to(self, place: str) -> None:
        """Put the cursor on a place of the tab's own naming; a tab without such places stays as it is."""

    def hold_focus(self) -> None:
        """Take the focus away from a field, so that letters and digits are keys again."""
        self._holds_focus = True
        self.focus()

    def on_blur(self) -> None:
        self._holds_focus = False

    def allow_focus(self) -> bool:
        """The tab itself takes the focus only after escape, or where nothing in it does."""
        if self._holds_focus:
            return True
        return self._is_composed and not any(widget.focusable for widget in self.query("*"))

    async def open_filter(self) -> None:
        """Open the filter of the tab's table: the one with the focus, else the first."""
        tables = self.query(RowTable)
        table = next((table for table in tables if table.has_focus), tables.first() if tables else None)
        if table is not None:
            await table.open_filter()


BACK = Binding("escape", "close", "back", id="view.back", tooltip="one level back")
"""The first binding of every full view."""


class FullView(TabView):
    """A view that takes the place of its tab until escape; the header shows the path to it.

    A subclass sets TAB and TITLE and names BACK first in its BINDINGS. `planner.open_view(view)` shows it.
    """

    TITLE: ClassVar[str]

    async def action_close(self) -> None:
        """Go back to what is below."""
        await self.planner.close_view()
