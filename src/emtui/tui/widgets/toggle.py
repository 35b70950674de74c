"""A yes or no within a dialog, each in its own word."""

from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from emtui.tui.signs import sign
from emtui.tui.text import line, mark, quiet


class Toggle(Widget, can_focus=True):
    """Says `yes` or `no`; space or a click turns it round. `value` is the answer."""

    DEFAULT_CSS = """
    Toggle {
        width: auto; height: 1; margin-right: 3;
        &:focus { background: $block-cursor-background; text-style: bold; }
    }
    """
    BINDINGS = [Binding("space", "turn", "yes or no", id="toggle.turn", tooltip="turn the answer round")]

    value: reactive[bool] = reactive(False, init=False)

    class Turned(Message):
        """The answer is another one now."""

    def __init__(self, yes: str, no: str, *, value: bool, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self.set_reactive(Toggle.value, value)
        self._yes, self._no = yes, no

    def render(self) -> Content:
        return line(
            mark("ok") if self.value else quiet(sign("todo")), " ", self._yes if self.value else self._no
        )

    def get_content_width(self, container: object, viewport: object) -> int:
        """Room for the longer answer, so that nothing moves when it turns."""
        return len(sign("ok")) + 1 + max(len(self._yes), len(self._no))

    def action_turn(self) -> None:
        """Turn the answer round."""
        self.value = not self.value
        self.post_message(self.Turned())

    def on_click(self) -> None:
        self.action_turn()
