"""The timeline as a picture: lanes below each other over one stretch of time. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from emtui.planner.milestones import Phase
from emtui.tui.signs import in_ascii, sign
from emtui.tui.widgets.canvas import Canvas, in_cells
from emtui.tui.widgets.drawn import LANE_NAMES, SIGN_INKS, Drawn
from emtui.tui.widgets.lane_rows import LaneRows, Spot, lay_lanes
from emtui.tui.widgets.month_picture import month_name
from emtui.tui.widgets.week_slots import week_start
from emtui.vocabulary import Lane

HEAD = 3  # rows: months, phases, what the lines are called
GUTTER, NARROW_GUTTER = 17, 3
NARROW = 90  # cells: below it the lanes are letters only
NEAR_WEEKS = 13  # wider than what follows, while all is shown
NEAR_SHARE = 2.0  # times as wide
BEFORE = timedelta(days=10)  # of the past, in sight on the whole timeline
LEAST_SPAN = timedelta(weeks=26)
MONTH_GAP = 5  # cells from one month's name to the next
DOUBT = "┄"


class Zoom(StrEnum):
    """How much of the time is in sight; the value is what it is called."""

    ALL = "all"
    HALF = "26 weeks"
    QUARTER = "12 weeks"

    @property
    def next(self) -> "Zoom":
        """The zoom after this one, round and round."""
        every = list(Zoom)
        return every[(every.index(self) + 1) % len(every)]

    @property
    def weeks(self) -> int | None:
        """How many weeks are in sight; None for all of them."""
        return {Zoom.ALL: None, Zoom.HALF: 26, Zoom.QUARTER: 12}[self]


class Axis(NamedTuple):
    """Time over `width` cells, linear between its `points` (day, cell): the near weeks may be wider."""

    points: tuple[tuple[date, float], ...]

    @classmethod
    def of(cls, first: date, last: date, width: int, near: date | None = None) -> "Axis":
        """From `first` to `last`; up to `near` a day is NEAR_SHARE times as wide as later."""
        days = max(1, (last - first).days)
        if near is None or not first < near < last:
            return cls(((first, 0.0), (first + timedelta(days=days), float(width))))
        before = (near - first).days * NEAR_SHARE
        bend = width * before / (before + (last - near).days)
        return cls(((first, 0.0), (near, bend), (last, float(width))))

    def column(self, day: date) -> int:
        """The cell of a day; below 0 or beyond the width where it is not in sight."""
        (start, left), (end, right) = next(
            (pair for pair in pairwise(self.points) if day <= pair[1][0]), self.points[-2:]
        )
        return int(left + (day - start).days * (right - left) / max(1, (end - start).days))

    @property
    def first(self) -> date:
        """The first day in sight."""
        return self.points[0][0]

    @property
    def last(self) -> date:
        """The first day after what is in sight."""
        return self.points[-1][0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """What the timeline shows: `entries` (in any order) over the guide's `phases`, a `cursor` on a day."""

    entries: Sequence[Drawn]
    today: date
    cursor: date
    phases: Sequence[Phase] = ()
    selected: str | None = None
    exam_day: date | None = None
    zoom: Zoom = Zoom.ALL
    focused: bool = True
    plain: bool = False


class Laid(NamedTuple):
    """A timeline laid out for a size: its axis, its lanes, and the first row of each."""

    axis: Axis
    lanes: Mapping[Lane, LaneRows]
    tops: Mapping[Lane, int]
    gutter: int

    def at(self, x: int, y: int) -> str | None:
        """The id of the entry at a cell."""
        for lane, found in self.lanes.items():
            for spot in found.spots:
                if self.tops[lane] + spot.row == y and spot.first <= x - self.gutter < spot.end:
                    return spot.entry.id
        return None


def lay_timeline(timeline: Timeline, width: int, height: int, axis: Axis | None = None) -> Laid:
    """Lanes and rows for `width` by `height` cells, along `axis` where that is known already."""
    gutter = NARROW_GUTTER if width < NARROW else GUTTER
    room = max(1, width - gutter)
    axis = axis or axis_of(timeline, width)
    rows = max(len(Lane), height - HEAD)
    lanes = lay_lanes(timeline.entries, axis.column, room, rows, axis.first, axis.last - timedelta(days=1))
    spare = rows - sum(found.rows for found in lanes.values())
    gap = min(1, spare // (len(Lane) - 1))
    tops, y = {}, HEAD
    for lane, found in lanes.items():
        tops[lane] = y
        y += found.rows + gap
    return Laid(axis, lanes, tops, gutter)


def axis_of(timeline: Timeline, width: int) -> Axis:
    """The stretch of time that `width` cells show at the zoom that is on."""
    width = max(1, width - (NARROW_GUTTER if width < NARROW else GUTTER))
    weeks = timeline.zoom.weeks
    if weeks is None:
        first = week_start(min(timeline.today - BEFORE, timeline.cursor))
        last = max(
            first + LEAST_SPAN,
            timeline.cursor + BEFORE,
            *(entry.last + BEFORE for entry in timeline.entries if entry.first <= _horizon(timeline)),
        )
        return Axis.of(first, last, width, timeline.today + timedelta(weeks=NEAR_WEEKS))
    span = timedelta(weeks=weeks)
    first = week_start(timeline.today - BEFORE)
    if not first <= timeline.cursor < first + span - timedelta(days=14):
        first = week_start(timeline.cursor - span / 3)
    return Axis.of(first, first + span, width)


def _horizon(timeline: Timeline) -> date:
    """The last day that the whole timeline reaches for: what is years away would press the rest together."""
    ends = [phase.until for phase in timeline.phases]
    return max([*ends, timeline.today + LEAST_SPAN]) + timedelta(days=120)


def draw_timeline(timeline: Timeline, laid: Laid, width: int, height: int) -> Canvas:
    """The picture of `laid`."""
    painter = _Painter(Canvas(width, height), timeline, laid, width - laid.gutter)
    painter.months()
    painter.phases()
    painter.upright()
    for lane, found in laid.lanes.items():
        painter.lane(lane, found, laid.tops[lane])
    return painter.canvas


@dataclass(slots=True)
class _Painter:
    canvas: Canvas
    timeline: Timeline
    laid: Laid
    width: int

    def x(self, day: date) -> int:
        """The cell of a day on the canvas."""
        return self.laid.gutter + self.laid.axis.column(day)

    def months(self) -> None:
        """Names of the months at their first days, thinned until they do not touch."""
        axis, free = self.laid.axis, 0
        month = axis.first.replace(day=1)
        while month < axis.last:
            place = max(self.laid.gutter, self.x(month))
            name = f"{month_name(month)} {month.year}" if month.month == 1 else month_name(month)
            if place >= free and place + len(name) <= self.laid.gutter + self.width:
                self.canvas.write(place, 0, name, "quiet")
                free = place + max(MONTH_GAP, len(name) + 1)
            month = (month + timedelta(days=32)).replace(day=1)

    def phases(self) -> None:
        """The guide's timeline on a strip."""
        left = self.laid.gutter
        self.canvas.write(left, 1, " " * self.width, "quiet", ground="strip")
        for number, phase in enumerate(self.timeline.phases):
            start = max(left, self.x(phase.on))
            end = min(left + self.width, self.x(phase.until + timedelta(days=1)))
            if end - start < 2:
                continue
            ground = "strip" if number % 2 else "selection-blurred"
            self.canvas.write(start, 1, " " * (end - start), "quiet", ground=ground)
            self.canvas.write(start + 1, 1, "".join(in_cells(phase.title, end - start - 1)), "quiet")

    def upright(self) -> None:
        """The lines of today and of exam day, under everything that is drawn later."""
        today, exam = self.timeline.today, self.timeline.exam_day
        marks = [(today, "today", "┊", "quiet")]
        if exam is not None:
            marks.append((exam, "exam", "│", "accent"))
        free = 0
        for day, name, stroke, ink in sorted(marks):
            if not self.laid.axis.first <= day < self.laid.axis.last:
                continue
            x = self.x(day)
            for y in range(HEAD, self.canvas.height):
                self.canvas.put(x, y, stroke, ink)
            place = min(max(free, x - len(name) // 2, 0), self.canvas.width - len(name))
            self.canvas.write(place, HEAD - 1, name, "text" if ink == "quiet" else ink, bold=ink != "quiet")
            free = place + len(name) + 1

    def lane(self, lane: Lane, found: LaneRows, top: int) -> None:
        """One lane: its name, its stretches, its days."""
        name = LANE_NAMES[lane]
        self.canvas.write(0, top, lane.value[0].upper(), f"{lane}-100", bold=True)
        if self.laid.gutter == GUTTER:
            self.canvas.write(2, top, name, "text")
        if found.hidden:
            words = f"+{found.hidden}"
            y = top if self.laid.gutter == NARROW_GUTTER else top + (found.rows > 1)
            x = 2 + (len(name) + 1 if y == top else 0) if self.laid.gutter == GUTTER else 1
            self.canvas.write(x, y, words[: self.laid.gutter], "quiet")
        for spot in found.spots:
            self._spot(spot, top + spot.row)

    def _spot(self, spot: Spot, y: int) -> None:
        entry, left = spot.entry, self.laid.gutter
        chosen = entry.id == self.timeline.selected and self.timeline.focused
        past = entry.last < self.timeline.today
        if entry.first == entry.last:
            self._day(spot, left, y)
        else:
            self._stretch(spot, left, y, chosen=chosen)
        inside = entry.first != entry.last and spot.left < spot.at < spot.right
        ink, ground = "faint" if past else "quiet" if not entry.known else "text", None
        if chosen:
            ink, ground = "on-area", f"{entry.lane}-85"
        if inside:
            ink = "on-area" if chosen or entry.solid else ink
            ground = None
        self.canvas.write(left + spot.at, y, spot.label, ink, ground=ground, bold=chosen)

    def _stretch(self, spot: Spot, left: int, y: int, *, chosen: bool) -> None:
        """A bar, bright at its start, with the sign at its end where there is room."""
        entry = spot.entry
        share = 85 if chosen else 30 if entry.booked else 13
        ink = "on-area" if chosen else f"{entry.lane}-100"
        fill = "═" if self.timeline.plain else " "  # how far it goes, where tints cannot be seen
        for x in range(spot.left, spot.right):
            self.canvas.put(left + x, y, fill, "text", ground=f"{entry.lane}-{share}")
        before = entry.first < self.laid.axis.first
        self.canvas.put(left + spot.left, y, sign("before") if before else "▎", ink)
        if entry.sign and spot.right - spot.left > 2:
            role = ink if chosen else SIGN_INKS.get(entry.sign, "text")
            self.canvas.put(left + spot.left + 1, y, sign(entry.sign)[:1], role, bold=True)

    def _day(self, spot: Spot, left: int, y: int) -> None:
        """A sign, within the days it may fall on where that is not sure."""
        entry = spot.entry
        for x in range(spot.left, spot.right):
            self.canvas.put(left + x, y, "." if in_ascii() else DOUBT, f"{entry.lane}-100")
        name, ink = ("fixed" if entry.known else "milestone"), f"{entry.lane}-100"
        if entry.sign in ("no", "look", "moved"):
            name, ink = entry.sign, SIGN_INKS[entry.sign]
        elif entry.solid:
            ink = "accent"
        self.canvas.put(left + spot.sign, y, sign(name)[:1], ink, bold=True)
