"""The ways to look at the calendar, and its two lists."""

from enum import StrEnum
from typing import Self

from textual.binding import Binding

from emtui.tui.widgets.row_table import RowTable


class View(StrEnum):
    """A way to look at the dates; the value is what it is called."""

    MONTH = "Calendar"
    AGENDA = "Agenda"
    TIMELINE = "Timeline"

    @property
    def next(self) -> Self:
        """The view after this one, round and round."""
        every = list(type(self))
        return every[(every.index(self) + 1) % len(every)]


class AgendaTable(RowTable):
    """The entries by date; while a move is tried (`holding`), enter is left to the tab, which keeps it."""

    BINDINGS = [
        Binding("enter", "select", "open", show=False, id="calendar.agenda.open", tooltip="open the entry")
    ]

    holding = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter keeps a tried move before it opens anything."""
        return super().check_action(action, parameters) and not (action == "select" and self.holding)


class ConflictTable(AgendaTable):
    """What breaks; enter goes to the entry, or to the tab that mends it."""

    BINDINGS = [
        Binding("enter", "select", "go there", id="calendar.conflicts.go", tooltip="go to what breaks")
    ]
