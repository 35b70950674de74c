"""One of a few words within a dialog: arrows turn it, its first letter finds it."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from emtui.tui.signs import sign
from emtui.tui.text import accent, fit, line, plain, quiet


class Option(NamedTuple):
    """A value and what it is called."""

    value: Any
    name: str


class Choice(Widget, can_focus=True):
    """Shows `‹ away EM ›`; right, space and left turn it, a letter goes to the next that begins with it."""

    DEFAULT_CSS = """
    Choice {
        height: 1; background: $background;
        &:focus { background: $block-cursor-background; text-style: bold; }
    }
    """
    BINDINGS = [
        Binding("right,space", "turn(1)", "next word", id="choice.next", tooltip="the next word"),
        Binding("left", "turn(-1)", "word before", show=False, id="choice.previous"),
    ]

    index: reactive[int] = reactive(0, init=False)

    class Turned(Message):
        """Another word stands there now."""

    def __init__(
        self,
        options: Sequence[Option],
        value: Any,
        *,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.options = tuple(options)
        found = (index for index, option in enumerate(self.options) if option.value == value)
        self.set_reactive(Choice.index, next(found, 0))

    @property
    def value(self) -> Any:
        """The value of the word that stands there."""
        return self.options[self.index].value

    def render(self) -> Content:
        edge = accent if self.has_focus else quiet
        room = max(self.content_size.width - 4, 1)
        name = fit(plain(self.options[self.index].name), room)
        return line(edge(sign("before")), " ", name, " ", edge(sign("after")))

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return 4 + max(plain(option.name).cell_length for option in self.options)

    def watch_index(self) -> None:
        self.post_message(self.Turned())

    def action_turn(self, step: int) -> None:
        """Go to the word `step` further on, round the end."""
        self.index = (self.index + step) % len(self.options)

    def on_key(self, event: events.Key) -> None:
        letter = (event.character or "").casefold()
        if not letter.isalnum():
            return
        order = [(self.index + step) % len(self.options) for step in range(1, len(self.options) + 1)]
        begun = [
            index for index in order if self.options[index].name.casefold().startswith(letter.casefold())
        ]
        if begun:
            event.stop()
            self.index = begun[0]

    def on_click(self) -> None:
        self.action_turn(1)
