"""One day of the calendar in full: all its entries, one of them open."""

from datetime import date

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from emtui.dates import say_date
from emtui.planner.calendar import CalendarView, DatedEntry
from emtui.tui.access import planner_of
from emtui.tui.dialogs.dialog import Dialog
from emtui.tui.tabs import calendar_words as words
from emtui.tui.tabs.calendar_drawn import title_of
from emtui.tui.text import Text, accent, line, lines, quiet, strong

WIDTH = 70


class DayDialog(Dialog[tuple[str, str]]):
    """Shows the entries of `day`; answers with what to do (edit, move, delete) and the entry's id."""

    HINT = "↑ ↓ entry · e edit · o move to a date · x delete · esc closes"
    BINDINGS = [
        Binding("down,j,tab", "step(1)", "next entry", id="day.next"),
        Binding("up,k,shift+tab", "step(-1)", "entry before", id="day.before"),
        Binding(
            "e,enter",
            "answer('edit')",
            "edit",
            id="day.edit",
            tooltip="edit the entry, or where its day is kept",
        ),
        Binding("o,m", "answer('place')", "move to a date", id="day.place", tooltip="move it to a date"),
        Binding("x", "answer('delete')", "delete", id="day.delete", tooltip="delete or hide it"),
        Binding("r", "answer('revert')", "revert", id="day.revert", tooltip="the guide's own day again"),
    ]

    DEFAULT_CSS = """
    DayDialog #day-list { margin-bottom: 1; }
    """

    def __init__(self, view: CalendarView, day: date, selected: str | None, ids: list[str]) -> None:
        super().__init__()
        self.HEADING = f"{say_date(day, view.today)}, {words.away(day, view.today)}"
        self._view, self._entries = view, [view.by_id[name] for name in ids]
        self._place = ids.index(selected) if selected in ids else 0

    def compose_body(self) -> ComposeResult:
        yield Static(id="day-list")
        yield Static(id="day-entry")

    def on_mount(self) -> None:
        self._draw()

    @property
    def _entry(self) -> DatedEntry | None:
        return self._entries[self._place] if self._entries else None

    def _draw(self) -> None:
        listed = self.query_one("#day-list", Static)
        listed.display = len(self._entries) > 1
        listed.update(lines(self._listed(place) for place in range(len(self._entries))))
        hidden = planner_of(self).masked
        width = min(WIDTH, self.app.size.width - 8)
        self.query_one("#day-entry", Static).update(
            words.detail(self._entry, self._view, width, hidden=hidden)
        )

    def _listed(self, place: int) -> Content:
        entry = self._entries[place]
        title: Text = title_of(entry, hidden=planner_of(self).masked)
        chosen = place == self._place
        return line(
            accent("▸ ") if chosen else "  ",
            words.letter(entry.lane),
            " ",
            strong(title) if chosen else quiet(title),
        )

    def action_step(self, step: int) -> None:
        """Open the next entry of the day."""
        self._place = max(0, min(self._place + step, len(self._entries) - 1))
        self._draw()

    def action_answer(self, what: str) -> None:
        """Close, and say what is to be done with the entry."""
        if self._entry is not None:
            self.dismiss((what, self._entry.id))
