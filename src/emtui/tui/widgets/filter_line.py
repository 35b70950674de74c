"""The filter of a table: type, and the rows that fit stay."""

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.widgets import Input, Static

from emtui.tui.text import accent, line, quiet, strong

if TYPE_CHECKING:
    from emtui.tui.widgets.row_table import RowTable


class FilterInput(Input):
    """The field of a filter."""

    BINDINGS = [
        Binding("enter", "keep", "to the rows", id="filter.keep", tooltip="keep the filter, go to the rows"),
        Binding("down", "keep", "to the rows", show=False, id="filter.rows"),
        Binding("escape", "clear", "all rows", id="filter.clear", tooltip="show all rows again"),
    ]

    def action_keep(self) -> None:
        """Go to the rows; the filter stays."""
        self.query_ancestor(FilterLine).table.focus()

    def action_clear(self) -> None:
        """Show all rows again."""
        self.query_ancestor(FilterLine).table.close_filter()


class FilterLine(Horizontal):
    """`/ uworld          3 of 12`: stands above its table while it filters."""

    DEFAULT_CSS = """
    FilterLine {
        height: 1;
        padding: 0 1;
        & > #slash { width: 2; }
        & > Input { width: 1fr; background: transparent; }
        & > #count { width: auto; }
    }
    """

    def __init__(self, table: "RowTable") -> None:
        super().__init__()
        self.table = table

    def compose(self) -> ComposeResult:
        yield Static(accent("/"), id="slash")
        yield FilterInput(compact=True)
        yield Static(id="count")

    def on_mount(self) -> None:
        self.show_count()

    @on(Input.Changed)
    def _narrow_down(self, event: Input.Changed) -> None:
        event.stop()
        self.table.set_filter(self.table.read_filter(event.value))
        self.show_count()

    def show_count(self) -> None:
        """Say how many rows fit."""
        shown, known = len(self.table.rows), len(self.table.all_rows)
        self.query_one("#count", Static).update(line(strong(str(shown)), quiet(f" of {known}")))
