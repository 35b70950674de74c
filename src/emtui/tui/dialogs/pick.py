"""Pick one of several: enter takes it, where allowed x deletes it."""

from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding

from emtui.tui.dialogs.dialog import Dialog
from emtui.tui.widgets.row_table import Column, Key, Row, RowTable

MOST_ROWS = 16


class PickDialog(Dialog[Key]):
    """Lists `rows`, the cursor on `begun`; answers with the key of the one picked.

    `remove(key)` deletes one, if it is given.
    """

    BINDINGS = [Binding("x", "remove", "delete", id="pick.remove", tooltip="delete the selected one")]

    def __init__(
        self,
        heading: str,
        columns: Sequence[Column],
        rows: Sequence[Row],
        *,
        begun: Key | None = None,
        remove: Callable[[Key], None] | None = None,
    ) -> None:
        super().__init__()
        self.HEADING = heading
        self.HINT = "enter takes it · x deletes · esc leaves" if remove else "enter takes it · esc leaves"
        self._columns, self._rows, self._remove, self._begun = columns, list(rows), remove, begun

    def compose_body(self) -> ComposeResult:
        table = RowTable(self._columns, head=False)
        table.styles.height = min(max(len(self._rows), 1), MOST_ROWS)
        yield table

    def on_mount(self) -> None:
        table = self.query_one(RowTable)
        table.set_rows(self._rows)
        if self._begun is not None:
            table.move_to(self._begun)
        table.focus()

    @on(RowTable.Moved)
    def _moved(self, event: RowTable.Moved) -> None:
        event.stop()

    @on(RowTable.Selected)
    def _picked(self, event: RowTable.Selected) -> None:
        event.stop()
        self.dismiss(event.row.key)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Not everything that can be picked can be deleted."""
        return action != "remove" or self._remove is not None

    def action_remove(self) -> None:
        """Delete the row under the cursor."""
        row = self.query_one(RowTable).cursor_row
        if row is None or self._remove is None:
            return
        self._remove(row.key)
        self._rows = [kept for kept in self._rows if kept.key != row.key]
        if self._rows:
            self.query_one(RowTable).set_rows(self._rows)
        else:
            self.dismiss(None)
