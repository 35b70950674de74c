"""Which entry of the month grid stands in which row of a week. Pure."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from emtui.tui.widgets.drawn import Drawn

DAYS = 7
TALLEST = 2  # rows a single day's entry may take where its title needs them
_URGENCY = ("no", "look", "moved")


class Slot(NamedTuple):
    """Where an entry stands in one week: from column `first` to `last` (0 to 6), `rows` rows from `row` on.

    `before` and `after` tell whether it goes on beyond the week.
    """

    entry: Drawn
    row: int
    rows: int
    first: int
    last: int
    before: bool
    after: bool


class Week(NamedTuple):
    """One week: its first day, its slots by row, and how many entries of each day found no room."""

    start: date
    slots: tuple[Slot, ...]
    hidden: tuple[int, ...]

    def at(self, column: int, row: int) -> Slot | None:
        """The slot at a day and a row."""
        return next(
            (
                slot
                for slot in self.slots
                if slot.first <= column <= slot.last and slot.row <= row < slot.row + slot.rows
            ),
            None,
        )


def week_start(day: date, first_weekday: int = 0) -> date:
    """The first day of the week of `day`; `first_weekday` 0 is Monday."""
    return day - timedelta(days=(day.weekday() - first_weekday) % DAYS)


def lay_week(
    entries: Iterable[Drawn], start: date, rows: int, fits: Callable[[Drawn], bool] = lambda entry: True
) -> Week:
    """Give the entries of the week from `start` on their rows: exam day first, then the longest.

    Each takes the first row that is free on all its days; what finds none of `rows` is counted. Where the
    title of a single day does not fit (`fits`) and the row below is free, it takes that too.
    """
    end = start + timedelta(days=DAYS - 1)
    here = [entry for entry in entries if entry.first <= end and entry.last >= start]
    taken = [[False] * DAYS for _ in range(rows)]
    placed: list[Slot] = []
    hidden = [0] * DAYS
    for entry in sorted(here, key=_rank):
        first, last = max(0, (entry.first - start).days), min(DAYS - 1, (entry.last - start).days)
        row = _free(taken, first, last)
        if row is None:
            for column in range(first, last + 1):
                hidden[column] += 1
            continue
        _take(taken[row], first, last)
        placed.append(Slot(entry, row, 1, first, last, entry.first < start, entry.last > end))
    return Week(start, tuple(_grown(placed, taken, fits)), tuple(hidden))


def in_order(entries: Iterable[Drawn], day: date) -> list[Drawn]:
    """The entries of one day as they stand below each other."""
    return sorted((entry for entry in entries if entry.first <= day <= entry.last), key=_rank)


def foremost(entries: Iterable[Drawn], day: date) -> Drawn | None:
    """The entry of a day that the cursor selects first: exam day, what begins on it, the shortest."""
    here = in_order(entries, day)

    def place(entry: Drawn) -> tuple[bool, bool, int]:
        return not entry.solid, entry.first != day, (entry.last - entry.first).days

    return min(here, key=place, default=None)


def _rank(entry: Drawn) -> tuple[object, ...]:
    urgency = _URGENCY.index(entry.sign) if entry.sign in _URGENCY else len(_URGENCY)
    return (
        not entry.solid,
        (entry.first - entry.last).days,
        entry.first,
        urgency,
        not entry.headline,
        entry.id,
    )


def _free(taken: Sequence[Sequence[bool]], first: int, last: int) -> int | None:
    return next((row for row, days in enumerate(taken) if not any(days[first : last + 1])), None)


def _take(days: list[bool], first: int, last: int) -> None:
    days[first : last + 1] = [True] * (last - first + 1)


def _grown(placed: Iterable[Slot], taken: list[list[bool]], fits: Callable[[Drawn], bool]) -> Iterable[Slot]:
    """The slots, those of single days with a long title one row taller where there is room."""
    for slot in sorted(placed, key=lambda slot: slot.row):
        below = slot.row + TALLEST - 1
        single = slot.first == slot.last and not slot.before and not slot.after
        if single and below < len(taken) and not taken[below][slot.first] and not fits(slot.entry):
            _take(taken[below], slot.first, slot.last)
            yield slot._replace(rows=TALLEST)
        else:
            yield slot
