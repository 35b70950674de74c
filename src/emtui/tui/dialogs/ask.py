"""Ask for one line: what it means stands under it as it is typed, enter answers with that."""

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from emtui.errors import EmtuiError
from emtui.tui.dialogs.dialog import Answer, Dialog
from emtui.tui.text import Text, line, mark, plain, quiet

Read = Callable[[str], tuple[Answer, Text]]


class AskDialog(Dialog[Answer]):
    """Asks for one line and answers with what `read` makes of it.

    `read` returns the answer and the words that say what it means, or raises EmtuiError with what is
    accepted: then the line stays as it is. `hint` stands under an empty field.
    """

    HINT = "enter takes it · esc leaves"

    DEFAULT_CSS = """
    AskDialog {
        & Input { background: $background; padding: 0 1; }
        & Input:focus { background: $block-cursor-background; }
        & Static { margin-top: 1; min-height: 2; }
    }
    """

    def __init__(self, heading: str, hint: str, read: Read[Answer], *, begun: str = "") -> None:
        super().__init__()
        self.HEADING = heading
        self._hint, self._read, self._begun = hint, read, begun

    def compose_body(self) -> ComposeResult:
        yield Input(self._begun, compact=True, select_on_focus=True)
        yield Static(quiet(self._hint))

    @on(Input.Changed)
    def _understand(self, event: Input.Changed) -> None:
        typed = event.value.strip()
        self.query_one(Static).update(self._meaning(typed) if typed else quiet(self._hint))

    def _meaning(self, typed: str) -> Content:
        try:
            return line(mark("ok"), " ", self._read(typed)[1])
        except EmtuiError as error:
            return line(mark("no"), " ", plain(str(error)))

    @on(Input.Submitted)
    def _answer(self, event: Input.Submitted) -> None:
        try:
            self.dismiss(self._read(event.value.strip())[0])
        except EmtuiError as error:
            self.query_one(Static).update(line(mark("no"), " ", plain(str(error))))
