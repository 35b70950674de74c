"""A move that is tried before it is made: key by key, always from where the entry stands now."""

from datetime import timedelta
from typing import NamedTuple, Self

from emtui.errors import Refused
from emtui.planner.calendar import CalendarView, DatedEntry, Preview, What, move, place

KEEPS_ITS_END = (What.MILESTONE, What.ROTATION, What.OWN)
WEEK = 7


class Pending(NamedTuple):
    """The entry called `entry`, moved by `days` and made `longer` by so many, not stored yet."""

    entry: str
    days: int = 0
    longer: int = 0

    def moved(self, days: int) -> Self:
        """Moved further."""
        return self._replace(days=self.days + days)

    def stretched(self, days: int) -> Self:
        """Made longer, or shorter."""
        return self._replace(longer=self.longer + days)

    @property
    def nowhere(self) -> bool:
        """Whether it is back where it began."""
        return not self.days and not self.longer

    def preview(self, view: CalendarView) -> Preview:
        """What it would do; raise Refused where it cannot be."""
        if not self.longer:
            return move(view, self.entry, self.days)
        entry = view.by_id[self.entry]
        if entry.what not in KEEPS_ITS_END:
            raise Refused(f"{entry.title} has no last day of its own; move it instead")
        on = entry.on + timedelta(days=self.days)
        return place(view, self.entry, on, entry.last + timedelta(days=self.days + self.longer))


def a_week_off(view: CalendarView, entry: DatedEntry) -> list[Preview | None]:
    """What moving `entry` a week earlier and a week later would do; None where it cannot be."""
    found: list[Preview | None] = []
    for days in (-WEEK, WEEK):
        try:
            found.append(move(view, entry.id, days))
        except Refused:
            found.append(None)
    return found
