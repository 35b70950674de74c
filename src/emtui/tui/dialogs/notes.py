"""Own notes on one thing: Markdown as it is typed, stored on the way out."""

from collections.abc import Callable

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import TextArea

from emtui.store.edits import Edit
from emtui.tui.access import planner_of
from emtui.tui.dialogs.dialog import Dialog
from emtui.tui.text import Text


class NotesDialog(Dialog[None]):
    """Edits `notes`; escape stores what `keep` makes of them as a step called `title`.

    What cannot be stored stays on the sheet; escape once more, nothing having been typed since, leaves.
    """

    HINT = "Markdown · esc stores and closes"
    BINDINGS = [Binding("escape", "keep", "store and close", id="notes.keep", tooltip="store and close")]

    DEFAULT_CSS = """
    NotesDialog {
        & > #sheet { width: 90; }
        & TextArea { height: 16; border: none; padding: 0; background: $surface; }
    }
    NotesDialog.-short TextArea { height: 12; }
    """

    def __init__(
        self, heading: Text, notes: str, keep: Callable[[str | None], list[Edit]], title: str
    ) -> None:
        super().__init__()
        self.HEADING = heading
        self._before, self._keep, self._title = notes, keep, title
        self._refused: str | None = None

    def compose_body(self) -> ComposeResult:
        area = TextArea(self._before, soft_wrap=True)  # tab is not for indents: escape would be its way out
        area.move_cursor(area.document.end)
        yield area

    @work(exclusive=True)
    async def action_keep(self) -> None:
        """Store what was changed and close."""
        typed = self.query_one(TextArea).text.rstrip()
        if typed in (self._before, self._refused):
            stored = True  # or nothing to store
        else:
            parts = self._keep(typed or None)
            save = planner_of(self).save(lambda store: store.edit(parts, self._title))
            stored = await save.wait() is not None
        if stored:
            self.dismiss(None)
        else:
            self._refused = typed
