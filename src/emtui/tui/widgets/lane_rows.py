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
    here = [entry for entry in entries if entry.first <= last and entry.last >= first]
    by_lane = {lane: [entry for entry in here if entry.lane is lane] for lane in Lane}
    wanted = {lane: lay_lane(found, column, width, rows).rows for lane, found in by_lane.items()}
    given = dict.fromkeys(Lane, 1)
    left = rows - len(given)
    while left > 0 and any(given[lane] < wanted[lane] for lane in Lane):
        for lane in Lane:
            if left > 0 and given[lane] < wanted[lane]:
                given[lane] += 1
                left -= 1
    return {lane: lay_lane(found, column, width, given[lane]) for lane, found in by_lane.items()}


def lay_lane(entries: Sequence[Drawn], column: Column, width: int, rows: int) -> LaneRows:
    """One lane's entries in up to `rows` rows: stretches first, then what matters most."""
    free = [[True] * width for _ in range(rows)]
    spots: list[Spot] = []
    hidden = 0
    for entry in sorted(entries, key=_rank):
        spot = _placed(entry, column, width, free)
        if spot is None:
            hidden += 1
            continue
        spots.append(spot)
        row = free[spot.row]
        for cell in range(max(0, spot.first - GAP), min(width, spot.end + GAP)):
            row[cell] = False
    return LaneRows(tuple(spots), max((spot.row + 1 for spot in spots), default=1), hidden)


def _rank(entry: Drawn) -> tuple[object, ...]:
    urgent = ("no", "look").index(entry.sign) if entry.sign in ("no", "look") else 2
    single = entry.first == entry.last
    return single, (entry.first - entry.last).days, not entry.solid, urgent, not entry.headline, entry.first


def _placed(entry: Drawn, column: Column, width: int, free: Sequence[Sequence[bool]]) -> Spot | None:
    """The first row with room for the whole label, else for a piece of it, else for the sign alone."""
    title = len(in_cells(entry.title))
    for least in (title, min(title, LEAST_LABEL), 0):
        for row, cells in enumerate(free):
            spot = _in_row(entry, row, column, width, cells, least)
            if spot is not None:
                return spot
    return None


def _in_row(
    entry: Drawn, row: int, column: Column, width: int, free: Sequence[bool], least: int
) -> Spot | None:
    single = entry.first == entry.last
    left = max(0, column(entry.earliest or entry.first if single else entry.first))
    right = min(width, column(entry.latest or entry.last) + 1 if single else _end(entry, column, left))
    place = min(max(0, column(entry.first)), width - 1)
    if right <= left or not all(free[left:right]):
        return None
    if least == 0:
        return Spot(entry, row, left, right, place, "", left)
    if not single and right - left - 2 >= min(least, right - left - 2) >= LEAST_LABEL:
        inside = right - left - 2
        if inside >= least:
            return Spot(entry, row, left, right, place, "".join(in_cells(entry.title, inside)), left + 2)
    return _beside(entry, row, left, right, place, free, least)


def _end(entry: Drawn, column: Column, left: int) -> int:
    return max(left + 1, column(entry.last + timedelta(days=1)))


def _beside(
    entry: Drawn, row: int, left: int, right: int, place: int, free: Sequence[bool], least: int
) -> Spot | None:
    """The label right of the sign, or left of it where the right end is near."""
    start = right + AFTER_SIGN - 1
    room = _run(free, start, 1)
    if room >= least:
        return Spot(entry, row, left, right, place, "".join(in_cells(entry.title, room)), start)
    room = _run(free, left - AFTER_SIGN, -1)
    if room >= least:
        label = in_cells(entry.title, room)
        return Spot(entry, row, left, right, place, "".join(label), left - AFTER_SIGN + 1 - len(label))
    return None


def _run(free: Sequence[bool], start: int, step: int) -> int:
    """How many free cells follow each other from `start` on."""
    length = 0
    while 0 <= start < len(free) and free[start]:
        length, start = length + 1, start + step
    return length
