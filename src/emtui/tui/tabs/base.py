"""What every tab is: a container composed on its first visit that draws itself from the plan."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Container
from textual.widget import Widget

from emtui.plan import Plan
from emtui.vocabulary import Tab

if TYPE_CHECKING:
    from emtui.tui.app import EmtuiApp


class TabView(Container):
    """One tab. A subclass sets TAB, yields its panes in `compose`, and fills them in `draw`.

    - `draw` is called on the first visit, on each return, and while the tab is visible whenever the plan,
      the mask, the size class or the day changes. It must be cheap (call one planner function, update
      widgets) and leave alone what the user is typing.
    - `BINDINGS`: each with id ("scores.add"), description (footer and palette) and tooltip (help). They
      work while the focus is in the tab; the app focuses `first_focus` when the tab is opened.
    - Reach the app as `self.planner` (typed): `.plan`, `.today`, `.masked`, `.config`, `.save(...)`.
    """

    TAB: ClassVar[Tab]

    SCOPED_CSS = False  # so that a tab's DEFAULT_CSS can name the size classes: `.-narrow ScoresTab ...`
    DEFAULT_CSS = """
    TabView { height: 1fr; padding: 0 1; }
    .-narrow TabView { padding: 0; }
    """

    last_focus: Widget | None = None

    @property
    def planner(self) -> "EmtuiApp":
        """The app, typed."""
        from emtui.tui.app import EmtuiApp

        app = self.app
        assert isinstance(app, EmtuiApp)
        return app

    def draw(self, plan: Plan, today: date) -> None:
        """Show `plan` as of `today`."""

    def redraw(self) -> None:
        """Draw with the app's plan and day."""
        self.draw(self.planner.plan, self.planner.today)

    def first_focus(self) -> Widget | None:
        """The widget that gets the focus when the tab opens: where it was last, else the first one."""
        if self.last_focus is not None and self.last_focus.is_attached and self.last_focus.focusable:
            return self.last_focus
        return next((widget for widget in self.query("*") if widget.focusable), None)
