"""A message that has to be read: an error of ours, or what a file is in no state for."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from emtui.tui.dialogs.dialog import Dialog
from emtui.tui.text import Text, line, lines, mark, plain, strong


class MessageDialog(Dialog[None]):
    """Bold what happened, then what it means and what to do; enter or escape closes."""

    HINT = "enter closes"
    BINDINGS = [Binding("enter", "close", "close", id="message.close", show=False)]

    def __init__(self, what: Text, *paragraphs: Text, sign: str = "no", heading: Text = "") -> None:
        super().__init__()
        self.HEADING = heading
        rows: list[Text] = [line(mark(sign), " ", strong(what))]
        for paragraph in paragraphs:
            rows += ["", plain(paragraph)]
        self._message = lines(rows)

    def compose_body(self) -> ComposeResult:
        yield Static(self._message)
