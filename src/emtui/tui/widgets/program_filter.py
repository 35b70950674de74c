"""The filter line of the programs: always in sight, what is not understood marked under the word."""

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.suggester import Suggester
from textual.widgets import Input, Static

from emtui.planner.filter_words import SORT_KEYS, WORDS
from emtui.tui.text import accent, fit
from emtui.tui.widgets.fitted import Fitted


class WordSuggester(Suggester):
    """Completes the word being typed; nothing that would change what was meant."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """`value` with its last word completed, where that begins one of the filter's."""
        bare = value.rpartition(" ")[2].lstrip("!").lower()
        found = next((name for name in self._known(bare) if name.startswith(bare) and name != bare), None)
        return value + found[len(bare) :] if found and len(bare) > 1 else None

    def _known(self, begun: str) -> list[str]:
        if begun.startswith("sort:"):
            return [f"sort:{key}" for key in SORT_KEYS]
        return [*WORDS, "sort:"]


class ProgramFilterInput(Input):
    """The field of the filter."""

    BINDINGS = [
        Binding("enter", "keep", "to the rows", id="programs.filter.keep", tooltip="keep the filter"),
        Binding("down", "keep", "to the rows", show=False, id="programs.filter.rows"),
        Binding("escape", "clear", "all rows", id="programs.filter.clear", tooltip="show all rows again"),
    ]

    def action_keep(self) -> None:
        """Go to the rows; the filter stays."""
        self.post_message(ProgramFilter.Kept())

    def action_clear(self) -> None:
        """Show all rows again, and go to them."""
        self.value = ""
        self.post_message(ProgramFilter.Kept())


class ProgramFilter(Vertical):
    """`/ j1 cutoff<=235          15 of 212`, and below it what is not understood."""

    DEFAULT_CSS = """
    ProgramFilter {
        height: auto;
        & > Horizontal { height: 1; }
        & #filter-slash { width: 2; }
        & Input { width: 1fr; background: transparent; }
        & #filter-count { width: 14; height: 1; }
        & > #filter-note { height: auto; display: none; padding-left: 2; }
        &.-note > #filter-note { display: block; }
    }
    """

    _note = Content()

    class Kept(Message):
        """The rows are to get the focus."""

    @dataclass
    class Changed(Message):
        """Another filter is typed."""

        text: str

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Static(accent("/"), id="filter-slash")
            yield ProgramFilterInput(
                compact=True,
                placeholder="j1 cutoff<=235 state:TX,FL img>10 !applied",
                suggester=WordSuggester(),
                select_on_focus=False,
            )
            yield Fitted(id="filter-count")
        yield Static(id="filter-note")

    @property
    def field(self) -> Input:
        """The field itself."""
        return self.query_one(Input)

    @property
    def text(self) -> str:
        """What is typed."""
        return self.field.value

    @text.setter
    def text(self, text: str) -> None:
        self.field.value = text
        self.field.cursor_position = len(text)

    def show(self, count: Content, note: Content) -> None:
        """Show how many rows there are, and what is not understood."""
        self.query_one("#filter-count", Fitted).show(lambda width, height: fit(count, width, "right"))
        if note != self._note:  # another note is another layout of the whole screen
            self._note = note
            self.query_one("#filter-note", Static).update(note)
            self.set_class(bool(note), "-note")

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed(event.value))
