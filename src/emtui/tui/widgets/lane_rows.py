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
URGENT = ("no", "look")
HEADLINE, ORDINARY = 5, 2  # how much it counts that one is not shown
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
    """One lane: its spots, how many rows they take, and how many entries found no room.

    `missing` weighs what is not told in full: entries without room, above all important ones, and cut labels.
    """

    spots: tuple[Spot, ...]
    rows: int
    hidden: int
    missing: int = 0


Column = Callable[[date], int]


def lay_lanes(
    entries: Iterable[Drawn], column: Column, width: int, rows: int, first: date, last: date
) -> Mapping[Lane, LaneRows]:
    """Every lane's entries from `first` to `last` laid into `width` cells and `rows` rows together.

    Each lane has a row at least; each further row goes to the lane in which the most is missing.
    """
    by_lane: dict[Lane, list[Drawn]] = {lane: [] for lane in Lane}
    for entry in entries:
        if entry.first <= last and entry.last >= first:
            by_lane[entry.lane].append(entry)
    laid = {lane: lay_lane(found, column, width, 1) for lane, found in by_lane.items()}
    given = dict.fromkeys(Lane, 1)
    for _ in range(rows - len(given)):
        lane = max(Lane, key=lambda lane: laid[lane].missing)
        if not laid[lane].missing:
            break
        given[lane] += 1
        laid[lane] = lay_lane(by_lane[lane], column, width, given[lane])
    return laid


def lay_lane(entries: Sequence[Drawn], column: Column, width: int, rows: int) -> LaneRows:
    """One lane's entries in up to `rows` rows: what matters most first, then the longest."""
    taken = [0] * rows  # a bit for each cell of a row
    spots: list[Spot] = []
    missing = 0
    for entry in sorted(entries, key=_rank)[:MOST]:
        spot = _placed(entry, column, width, taken)
        if spot is None:
            missing += HEADLINE if entry.headline or entry.sign in URGENT else ORDINARY
            continue
        spots.append(spot)
        missing += len(spot.label) < len(entry.title)
        taken[spot.row] |= _cells(max(0, spot.first - GAP), min(width, spot.end + GAP))
    rows = max((spot.row + 1 for spot in spots), default=1)
    return LaneRows(tuple(spots), rows, len(entries) - len(spots), missing)


def _rank(entry: Drawn) -> tuple[object, ...]:
    urgent = URGENT.index(entry.sign) if entry.sign in URGENT else len(URGENT)
    single = entry.first == entry.last
    return not entry.solid, urgent, not entry.headline, single, (entry.first - entry.last).days, entry.first


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
