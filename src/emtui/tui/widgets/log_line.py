"""The log line: type what was done in a few words, see what it means, enter stores it."""

from collections.abc import Sequence
from functools import partial

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container, Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from emtui.errors import EmtuiError, Refused
from emtui.store.understood import store_understood
from emtui.tui.access import planner_of
from emtui.tui.effect import effect_of
from emtui.tui.signs import sign
from emtui.tui.text import accent, line, lines, mark, plain, quiet, strong, styled
from emtui.words import Part, Understood, complete, read_words

PROMPT = 2
LEAVES = 3
ALSO = ("nbme 13 241", "uwsa2 250 yesterday", "free120 76%", "40q 31 cardio", "exam 2027-06-15")


class LogInput(Input):
    """The field of the log line: up and down recall, tab completes."""

    BINDINGS = [
        Binding("enter", "submit", "store", id="log.store", tooltip="store what the line says"),
        Binding("tab", "complete", "complete", id="log.complete", tooltip="finish the word", priority=True),
        Binding("up", "recall(-1)", "earlier", id="log.earlier", tooltip="an earlier line"),
        Binding("down", "recall(1)", "later", id="log.later", show=False, tooltip="a later line"),
        Binding("escape", "leave", "close", id="log.close", tooltip="close the log line"),
    ]

    def __init__(self) -> None:
        super().__init__(id="words", compact=True, select_on_focus=False)
        self.earlier: list[str] = []
        self._at = 0
        self._offered: list[str] = []

    def remember(self, typed: str) -> None:
        """Keep a stored line for `up`."""
        self.earlier.append(typed)
        self._at = len(self.earlier)

    def action_recall(self, step: int) -> None:
        """Put an earlier or later line into the field."""
        self._at = max(0, min(self._at + step, len(self.earlier)))
        self.begin(self.earlier[self._at] if self._at < len(self.earlier) else "")

    def action_complete(self) -> None:
        """Finish the word before the cursor; again for the next way to finish it."""
        app = planner_of(self)
        if self.value in self._offered:
            chosen = self._offered[(self._offered.index(self.value) + 1) % len(self._offered)]
        else:
            self._offered = complete(self.value, app.plan, app.today)
            chosen = self._offered[0] if self._offered else self.value
        self.begin(chosen)

    def action_leave(self) -> None:
        """Close the log line."""
        self.query_ancestor(LogLine).close()

    def begin(self, text: str) -> None:
        """Put `text` in the field, to be typed on."""
        self.value = text
        self.cursor_position = len(text)


class LogLine(Container):
    """Docked above the footer. It stays open for a series; what was typed stays when it is closed."""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    LogLine {
        layer: over;
        dock: bottom;
        height: 10;
        margin-bottom: 1;
        padding: 0 1;
        background: $surface;
        & > #frame {
            border: round $border;
            border-title-color: $primary;
            border-title-style: bold;
            border-subtitle-color: $foreground-muted;
            padding: 0 1;
        }
        & Horizontal { height: 1; }
        & #prompt { width: 2; }
        & Input { width: 1fr; background: $surface; background-tint: transparent; text-style: bold; }
        & #tree { height: 3; }
        & #result { height: 3; }
        & #also { height: 1; }
    }
    .-narrow LogLine { padding: 0; }
    .-ascii LogLine > #frame { border: ascii $border; }
    """

    def __init__(self) -> None:
        super().__init__(id="log-line")
        self._came_from: Widget | None = None
        self._series = ""

    def compose(self) -> ComposeResult:
        with Container(id="frame") as frame:
            with Horizontal():
                yield Static(accent(sign("after")), id="prompt")
                yield LogInput()
            yield Static(id="tree")
            yield Static(id="result")
            yield Static(line(quiet("also  "), quiet("  ·  ").join(map(plain, ALSO))), id="also")
        frame.border_title = "Log"
        frame.border_subtitle = "↑ earlier lines · tab completes · esc closes"

    @property
    def _input(self) -> LogInput:
        return self.query_one(LogInput)

    def open(self, begun: str = "", *, series: bool = False) -> None:
        """Show the line and take the focus; `begun` takes the place of what stands in it.

        In a `series` every further line begins so too, until the line is closed.
        """
        self._series = begun if series else ""
        if not self.display or self.screen.focused is not self._input:
            self._came_from = self.screen.focused
        self.display = True
        self.screen.set_focus(self._input)
        if begun:
            self._input.begin(begun)
        self.refresh_meaning()

    def close(self) -> None:
        """Hide the line and give the focus back."""
        self.display = False
        planner_of(self).return_focus(self._came_from)

    @on(Input.Changed)
    def refresh_meaning(self) -> None:
        """Show what the line means and what storing it changes, or why it cannot be stored."""
        app = planner_of(self)
        typed = self._input.value
        if not typed.strip():
            self._show((), quiet("type what you did; what it means stands here"))
            return
        try:
            understood = self._read(typed)
        except EmtuiError as error:
            self._show((), refusal(error))
            return
        effect = None if app.masked else effect_of(understood, app.plan, app.today)
        self._show(understood.parts, promise(understood, effect))

    @on(Input.Submitted)
    def store(self) -> None:
        """Store the line and make room for the next one."""
        typed = self._input.value
        if typed.strip():
            self._store(typed)

    @work(exclusive=True)
    async def _store(self, typed: str) -> None:
        app = planner_of(self)
        try:
            understood = self._read(typed)
            await app.change(partial(store_understood, understood))
        except EmtuiError as error:
            self._show((), refusal(error))
            return
        self._input.remember(typed)
        with self._input.prevent(Input.Changed):
            self._input.begin(self._series)
        undo = app.key_of("undo")
        self._show(
            (),
            line(
                mark("ok"),
                quiet(" stored: "),
                strong(understood.summary),
                quiet(f" · esc {undo} takes it back"),
            ),
        )

    def _read(self, typed: str) -> Understood:
        app = planner_of(self)
        return read_words(typed, plan=app.plan, today=app.today, order=app.config.dates)

    def _show(self, parts: Sequence[Part], result: Content) -> None:
        self.query_one("#tree", Static).update(
            tree(parts, self._input.value, int(self._input.scroll_offset.x))
        )
        self.query_one("#result", Static).update(result)


def refusal(error: EmtuiError) -> Content:
    """Why the line cannot be stored, and the accepted form, which the message carries."""
    known = mark("no") if isinstance(error, Refused) else mark("look")
    return lines(["", line(known, " ", plain(str(error)))])


def promise(understood: Understood, effect: Content | None) -> Content:
    """What enter will store, and what it changes."""
    first = line(mark("ok"), quiet(" enter stores "), strong(understood.summary))
    return lines(["", first, line("  ", effect) if effect else ""])


def tree(parts: Sequence[Part], typed: str, scrolled: int = 0) -> Content:
    """Under each part of the line a branch to what it was understood as, the last part first."""
    leaves = [(PROMPT + Content(typed[: part.start]).cell_length - scrolled, part.meaning) for part in parts]
    leaves = [leaf for leaf in leaves if leaf[0] >= PROMPT]
    if len(leaves) > LEAVES:
        rest = " · ".join(meaning for _, meaning in leaves[LEAVES - 1 :])
        leaves = [*leaves[: LEAVES - 1], (leaves[LEAVES - 1][0], rest)]
    rows = []
    for index in range(len(leaves) - 1, -1, -1):
        row = Content("")
        for column, _ in leaves[:index]:
            row = line(row.pad_right(column - row.cell_length), styled("│", "$primary"))
        column, meaning = leaves[index]
        rows.append(line(row.pad_right(column - row.cell_length), styled("╰ ", "$primary"), meaning))
    return lines(rows)
