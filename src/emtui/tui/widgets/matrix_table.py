"""A table whose cursor stands on a cell: up and down the rows, left and right the columns in its middle."""

from collections.abc import Mapping

from textual.binding import Binding
from textual.message import Message
from textual.reactive import reactive

from emtui.tui.text import Text, accent, line, plain
from emtui.tui.widgets.row_table import Row, RowTable


class MatrixTable(RowTable):
    """The first and the last column stand for the row; `column` is the one under the cursor, from 0."""

    BINDINGS = [
        Binding("right,l", "across(1)", "column", show=False, id="matrix.right"),
        Binding("left,h", "across(-1)", "column", show=False, id="matrix.left"),
    ]

    column: reactive[int] = reactive(0, init=False)

    class Crossed(Message):
        """The cursor stands in another column."""

    @property
    def column_key(self) -> str | None:
        """The key of the column under the cursor; None without any."""
        middle = self.columns[1:-1]
        return middle[min(self.column, len(middle) - 1)].key if middle else None

    def validate_column(self, column: int) -> int:
        return max(0, min(column, len(self.columns) - 3))

    def watch_column(self) -> None:
        self.refresh()
        self.post_message(self.Crossed())

    def action_across(self, step: int) -> None:
        """Move the cursor by `step` columns."""
        self.column += step

    def heads(self) -> Mapping[str, Text]:
        heads = dict(super().heads())
        here = self.column_key
        middle = {column.key for column in self.columns[1:-1]}
        return {
            key: (accent(title) if key == here and self.has_focus else plain(title))
            if key in middle
            else title
            for key, title in heads.items()
        }

    def whole_row(self, row: Row) -> Mapping[str, Text]:
        """Every cell of a row in sight, for a matrix that makes them only when they are drawn."""
        return row.cells

    def cells_of(self, row: Row) -> Mapping[str, Text]:
        cells, here = self.whole_row(row), self.column_key
        if row is not self.cursor_row or here is None or not self.has_focus:
            return cells
        inner = plain(cells.get(here, "")).plain.strip() or " "
        return {**cells, here: line(accent("["), accent(inner), accent("]"))}
