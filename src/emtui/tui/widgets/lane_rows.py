"""Which entry of the timeline stands in which row of its lane, with how much of its label. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from emtui.tui.widgets.canvas import in_cells
from emtui.tui.widgets.drawn import Drawn
from emtui.vocabulary import Lane

GAP = 1  # cells between two entries of a row
LEAST_LABEL = 5  # cells: a shorter piece of a title says nothing
AFTER_SIGN = 2  # cells from a sign to its label
MOST = 80  # entries of a lane that are tried: more never fit


class Spot(NamedTuple):
    """An entry in its lane: row `row`, its bar or its doubt from `left` to `right`, its sign at `sign`.

    `right` is the first cell after it; `label` is written from `at` on, and is empty where there is no room.
    """

    entry: Drawn
    row: int
    left: int
    right: int
    sign: int
    label: str
    at: int

    @property
    def first(self) -> int:
        """The first cell it takes."""
        return min(self.left, self.at) if self.label else self.left

    @property
    def end(self) -> int:
        """The first cell after all it takes."""
        return max(self.right, self.at + len(in_cells(self.label))) if self.label else self.right


class LaneRows(NamedTuple):
    """One lane: its spots, how many rows they take, and how many entries found no room."""

    spots: tuple[Spot, ...]
    rows: int
    hidden: int


Column = Callable[[date], int]


def lay_lanes(
    entries: Iterable[Drawn], column: Column, width: int, rows: int, first: date, last: date
) -> Mapping[Lane, LaneRows]:
    """Every lane's entries from `first` to `last` laid into `width` cells and `rows` rows together.

    Each lane has a row at least; the other rows go round the lanes that still want one.
    """
    by_lane: dict[Lane, list[Drawn]] = {lane: [] for lane in Lane}
    for entry in entries:
        if entry.first <= last and entry.last >= first:
            by_lane[entry.lane].append(entry)
    full = {lane: lay_lane(found, column, width, rows) for lane, found in by_lane.items()}
    given = dict.fromkeys(Lane, 1)
    left = rows - len(given)
    while left > 0 and any(given[lane] < full[lane].rows for lane in Lane):
        for lane in Lane:
            if left > 0 and given[lane] < full[lane].rows:
                given[lane] += 1
                left -= 1
    return {
        lane: full[lane] if given[lane] >= full[lane].rows else lay_lane(found, column, width, given[lane])
        for lane, found in by_lane.items()
    }


def lay_lane(entries: Sequence[Drawn], column: Column, width: int, rows: int) -> LaneRows:
    """One lane's entries in up to `rows` rows: stretches first, then what matters most."""
    taken = [0] * rows  # a bit for each cell of a row
    spots: list[Spot] = []
    ranked = sorted(entries, key=_rank)
    for entry in ranked[:MOST]:
        spot = _placed(entry, column, width, taken)
        if spot is not None:
            spots.append(spot)
            taken[spot.row] |= _cells(max(0, spot.first - GAP), min(width, spot.end + GAP))
    return LaneRows(tuple(spots), max((spot.row + 1 for spot in spots), default=1), len(entries) - len(spots))


def _rank(entry: Drawn) -> tuple[object, ...]:
    urgent = ("no", "look").index(entry.sign) if entry.sign in ("no", "look") else 2
    single = entry.first == entry.last
    return single, (entry.first - entry.last).days, not entry.solid, urgent, not entry.headline, entry.first


def _placed(entry: Drawn, column: Column, width: int, taken: Sequence[int]) -> Spot | None:
    """The first row with room for the whole label, else for a piece of it, else for the sign alone."""
    single = entry.first == entry.last
    left = max(0, column(entry.earliest or entry.first if single else entry.first))
    right = min(width, column(entry.latest or entry.last) + 1 if single else _end(entry, column, left))
    if right <= left:
        return None
    place = min(max(0, column(entry.first)), width - 1)
    span, title = _cells(left, right), len(in_cells(entry.title))
    free = [row for row, cells in enumerate(taken) if not cells & span]
    for least in (title, min(title, LEAST_LABEL)):
        for row in free:
            found = _labelled(entry, taken[row], left, right, width, least)
            if found is not None:
                return Spot(entry, row, left, right, place, *found)
    return Spot(entry, free[0], left, right, place, "", left) if free else None


def _end(entry: Drawn, column: Column, left: int) -> int:
    return max(left + 1, column(entry.last + timedelta(days=1)))


def _labelled(
    entry: Drawn, taken: int, left: int, right: int, width: int, least: int
) -> tuple[str, int] | None:
    """The label and its first cell: inside a bar, else right of the sign, else left of it."""
    inside = right - left - AFTER_SIGN
    if entry.first != entry.last and inside >= max(least, LEAST_LABEL):
        return "".join(in_cells(entry.title, inside)), left + AFTER_SIGN
    start = right + AFTER_SIGN - 1
    room = _room_after(taken, start, width)
    if room >= least:
        return "".join(in_cells(entry.title, room)), start
    end = left - AFTER_SIGN + 1
    room = _room_before(taken, end)
    if room >= least:
        label = in_cells(entry.title, room)
        return "".join(label), end - len(label)
    return None


def _cells(first: int, end: int) -> int:
    """The bits of the cells from `first` up to `end`."""
    return (1 << end) - (1 << first) if end > first else 0


def _room_after(taken: int, start: int, width: int) -> int:
    """How many free cells follow each other from `start` on."""
    beyond = taken >> start
    free = (beyond & -beyond).bit_length() - 1 if beyond else width - start
    return max(0, min(free, width - start))


def _room_before(taken: int, end: int) -> int:
    """How many free cells follow each other backwards from before `end`."""
    return max(0, end - (taken & _cells(0, end)).bit_length()) if end > 0 else 0
