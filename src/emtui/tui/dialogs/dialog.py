"""What every dialog is: a framed sheet over the dimmed screen, escape leaves it."""

from typing import TypeVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.screen import ModalScreen

from emtui.tui.text import Text, plain

Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer]):
    """A dialog. A subclass sets HEADING and HINT and yields its content in `compose_body`.

    `dismiss(answer)` closes it with an answer, escape with None. It grows with its content up to the
    screen and scrolls from there; `width` in its CSS (`#sheet`) says how wide it is.
    """

    HEADING: Text = ""
    HINT: Text = "esc closes"

    BINDINGS = [Binding("escape", "close", "close", id="dialog.close", tooltip="leave without a change")]

    SCOPED_CSS = False
    DEFAULT_CSS = """
    Dialog { align: center middle; background: $background 72%; }
    Dialog > #sheet {
        width: 76;
        max-width: 100%;
        height: auto;
        max-height: 100%;
        background: $surface;
        border: round $border;
        border-title-color: $primary;
        border-title-style: bold;
        border-subtitle-color: $foreground-muted;
        padding: 1 2;
        scrollbar-size-vertical: 1;
    }
    Dialog.-narrow > #sheet { padding: 0 1; }
    .-ascii Dialog > #sheet { border: ascii $border; }
    """

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="sheet", can_focus=False) as sheet:
            yield from self.compose_body()
        sheet.border_title = plain(self.HEADING)
        sheet.border_subtitle = plain(self.HINT)

    def compose_body(self) -> ComposeResult:
        """Yield what stands on the sheet."""
        yield from ()

    def action_close(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)
