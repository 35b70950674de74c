"""Words longer than their room: scrolled row by row, without a scrollbar and without a new layout."""

from collections.abc import Callable

from textual.binding import Binding
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from emtui.tui.signs import sign
from emtui.tui.text import fit, lines, quiet


class Reader(Widget, can_focus=True):
    """Shows what a function makes of the width there is; where it goes on, the last row says so.

    Moving from one text to the next repaints this widget only: nothing else on the screen is laid out anew.
    """

    BINDINGS = [
        Binding("up,k", "scroll_rows(-1)", "up", show=False, id="reader.up"),
        Binding("down,j", "scroll_rows(1)", "down", show=False, id="reader.down"),
        Binding("pageup", "scroll_rows(-10)", "page up", show=False, id="reader.page-up"),
        Binding("pagedown", "scroll_rows(10)", "page down", show=False, id="reader.page-down"),
        Binding("home,g", "scroll_rows(-999)", "to the top", show=False, id="reader.top"),
        Binding("end,G", "scroll_rows(999)", "to the end", show=False, id="reader.end"),
    ]

    DEFAULT_CSS = "Reader { height: 1fr; }"

    top: reactive[int] = reactive(0)

    _layout: Callable[[int], Content] | None = None

    def show(self, layout: Callable[[int], Content]) -> None:
        """Show `layout(width)` from its first row on."""
        self._layout = layout
        self.top = 0
        self.refresh()

    @property
    def _rows(self) -> list[Content]:
        width = self.content_size.width
        if self._layout is None or width <= 0:
            return []
        return list(self._layout(width).split("\n", allow_blank=True))

    def validate_top(self, row: int) -> int:
        return max(0, min(row, len(self._rows) - self.content_size.height))

    def action_scroll_rows(self, rows: int) -> None:
        """Go on, or back, by `rows`."""
        self.top += rows

    def render(self) -> Content:
        width, height = self.content_size
        rows = self._rows[self.top :]
        if len(rows) > height > 0:
            more = quiet(f"{sign('down')} goes on")
            rows = [*rows[: height - 1], fit(more, width, "right")]
        return lines(rows)
