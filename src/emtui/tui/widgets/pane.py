"""A pane: the one level of frames. A round frame, or under 100 columns a rule with the title in it."""

from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from emtui.tui.text import Text, line, plain, quiet, spread, styled


class PaneRule(Static):
    """The first row of a pane on a narrow screen: `─ Today  Thu 20 May ─────── day shift`."""

    DEFAULT_CSS = "PaneRule { dock: top; height: 1; display: none; }"


class Pane(Container):
    """A framed part of a tab; the one with the focus has an accent frame and title.

    `heading` is the title, `remark` the count or date two spaces behind it, `state` what stands at the
    right end of the bottom line (of the top rule on a narrow screen). All three may be set at any time and
    take plain text or `Content`. Children come from `with Pane(...)` or a subclass's `compose_body`.

    `flush=True` leaves the padding column to the content: for a RowTable, whose selection is tinted over
    the whole inner width.
    """

    SCOPED_CSS = False  # the rules look at the screen's size class
    DEFAULT_CSS = """
    Pane {
        height: 1fr;
        border: round $border-blurred;
        border-title-color: $secondary;
        border-title-style: bold;
        border-subtitle-color: $foreground-muted;
        padding: 0 1;
        &.-flush { padding: 0; }
        &:focus-within { border: round $border; border-title-color: $primary; }
    }
    .-narrow Pane {
        border: none;
        &:focus-within { border: none; }
        & > PaneRule { display: block; }
        &.-flush > PaneRule { padding: 0 1; }
    }
    .-ascii Pane {
        border: ascii $border-blurred;
        &:focus-within { border: ascii $border; }
    }
    .-ascii .-narrow Pane {
        border: none;
        &:focus-within { border: none; }
    }
    """

    heading: reactive[Text] = reactive("", init=False)
    remark: reactive[Text] = reactive("", init=False)
    state: reactive[Text] = reactive("", init=False)

    _rule: PaneRule | None = None  # made on a narrow screen only
    _labels = (Content(), Content())  # as they stand in the frame

    def __init__(
        self,
        heading: Text = "",
        *,
        remark: Text = "",
        state: Text = "",
        flush: bool = False,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.set_class(flush, "-flush", update=False)
        self.set_reactive(Pane.heading, heading)
        self.set_reactive(Pane.remark, remark)
        self.set_reactive(Pane.state, state)

    def compose(self) -> ComposeResult:
        if self._is_narrow:
            self._rule = PaneRule()
            yield self._rule
        yield from self.compose_body()

    def compose_body(self) -> ComposeResult:
        """Yield what stands in the pane, for a subclass."""
        yield from ()

    def on_mount(self) -> None:
        self._label()

    def watch_heading(self) -> None:
        self._label()

    def watch_remark(self) -> None:
        self._label()

    def watch_state(self) -> None:
        self._label()

    async def on_resize(self, event: events.Resize) -> None:
        if self._is_narrow and self._rule is None:
            self._rule = PaneRule()
            await self.mount(self._rule)
        self._label()

    @property
    def _is_narrow(self) -> bool:
        """Whether the screen has rules in place of frames."""
        return self.screen.has_class("-narrow")

    def on_descendant_focus(self) -> None:
        self._label()

    def on_descendant_blur(self) -> None:
        self._label()

    def _label(self) -> None:
        """Write title and state into the frame, or into the rule."""
        focused = self.has_focus_within
        title = line(self.heading, "  ", self.remark) if self.remark else plain(self.heading)
        if focused and self.app.has_class("-ascii"):  # focus is not told by colour alone
            title = line("* ", title, " *")
        labels = (title, plain(self.state))
        if not all(map(Content.is_same, self._labels, labels)):  # setting one paints the pane anew
            self._labels = labels
            self.border_title, self.border_subtitle = labels
        rule = self._rule
        if rule is None:
            return
        width = rule.content_size.width or self.content_size.width
        stroke, tone = ("━", "$primary") if focused else ("─", "$border-blurred")
        name = styled(title, "bold $primary" if focused else "bold $secondary")
        state = quiet(self.state)
        room = width - name.cell_length - state.cell_length - 4  # the first stroke and three spaces
        rail = styled(stroke * max(room, 0), tone)
        rule.update(spread(line(styled(stroke, tone), " ", name, " ", rail), state, width) if width else "")
