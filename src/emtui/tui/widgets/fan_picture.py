"""The projection chart as a picture of cells: how much time and which scores it shows, and where. Pure."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from emtui.planner.scores import Scores
from emtui.tui.widgets.canvas import Canvas
from emtui.tui.widgets.distribution import WORDS_WIDTH, draw_bars, draw_words
from emtui.tui.widgets.fan_layers import GUTTER, Plot
from emtui.tui.widgets.scales import ScoreScale, TimeScale

LEAST_FAN = 8  # columns
MANY_ROWS = 14  # from here on the 95 % range decides the scale; with fewer rows the 80 % range does
OPEN_END = timedelta(days=14)  # shown after today while there is no exam day


class Zoom(StrEnum):
    """How far back the chart reaches: everything, or so many weeks before today."""

    ALL = "all"
    TWELVE = "12 weeks"
    FOUR = "4 weeks"

    @property
    def weeks(self) -> int | None:
        """Weeks before today, None for everything."""
        return {Zoom.ALL: None, Zoom.TWELVE: 12, Zoom.FOUR: 4}[self]

    @property
    def next(self) -> "Zoom":
        """The stretch the zoom key goes on to."""
        steps = list(Zoom)
        return steps[(steps.index(self) + 1) % len(steps)]


@dataclass(frozen=True, slots=True)
class FanPicture:
    """The finished picture and the stretch of time it shows."""

    canvas: Canvas
    zoom: Zoom


def draw_fan(
    scores: Scores,
    width: int,
    height: int,
    *,
    real: int | None = None,
    zoom: Zoom | None = None,
    selected: int | None = None,
    letters: bool = False,
    beside: Scores | None = None,
) -> FanPicture:
    """The chart of `scores` in `width` by `height` cells; without `zoom` the widest one with a readable fan.

    `real` is the real score once it is known, `selected` the id of the test to point out. The scales hold
    `beside` too, whose exam day is marked: the same plan before a change, so that the change is seen to move.
    """
    canvas = Canvas(width, height)
    sides = _Sides.of(scores, width)
    plot_width = max(1, width - GUTTER - sides.right)
    rows = max(1, height - (2 if height >= 14 else 1))
    shown = zoom or _readable(scores, plot_width)
    time = _time(scores, shown, plot_width, beside)
    scale = _scale(scores, real, time, rows, beside)
    Plot(canvas, scores, real, time, scale, letters, selected, beside).draw(ruled=height >= 14)
    if scores.projection is not None:
        end = GUTTER + plot_width
        if sides.right:
            draw_bars(canvas, end, sides.bars, scale, scores, letters=letters)
            draw_words(canvas, end + sides.bars + 1, scale, scores.figures)
    return FanPicture(canvas, shown)


@dataclass(frozen=True, slots=True)
class _Sides:
    """Columns right of exam day: for the bars, and altogether."""

    bars: int
    right: int

    @classmethod
    def of(cls, scores: Scores, width: int) -> "_Sides":
        if scores.projection is None or scores.figures.bands is None or width < 60:
            return cls(0, 0)
        bars = min(24, width // 9) if width >= 90 else 0
        return cls(bars, bars + WORDS_WIDTH)


def _readable(scores: Scores, columns: int) -> Zoom:
    """Everything, or 12 weeks where the fan would be too narrow to see and there is a test in them."""
    if scores.projection is None or scores.exam_day is None or scores.exam_day <= scores.today:
        return Zoom.ALL
    everything = _time(scores, Zoom.ALL, columns)
    if everything.x(scores.exam_day) - everything.x(scores.today) >= LEAST_FAN:
        return Zoom.ALL
    near = _time(scores, Zoom.TWELVE, columns)
    return Zoom.TWELVE if any(near.shows(test.taken_on) for test in scores.tests) else Zoom.ALL


def _time(scores: Scores, zoom: Zoom, columns: int, beside: Scores | None = None) -> TimeScale:
    """The days to show: from the first test or the zoom's weeks on, to exam day or the last test."""
    days = [test.taken_on for test in scores.tests]
    if beside is not None and beside.exam_day is not None:
        days.append(beside.exam_day)
    end = max([scores.exam_day or scores.today + OPEN_END, *days])
    now = min(scores.today, end)
    first = min([now, *days])
    if zoom.weeks is not None:
        first = max(first, now - timedelta(weeks=zoom.weeks))
    margin = max(2, (end - first).days // 50)
    return TimeScale(first - timedelta(days=margin), end, columns)


def _scale(scores: Scores, real: int | None, time: TimeScale, rows: int, beside: Scores | None) -> ScoreScale:
    """The score scale round what counts and is seen: tests, level, exam day's range, target."""
    values = _values(scores, time, rows)
    if beside is not None:
        values += [*_values(beside, time, rows), *([] if beside.target is None else [beside.target])]
    if real is not None:
        values.append(real)
    return ScoreScale.around(values, rows, scores.target)


def _values(scores: Scores, time: TimeScale, rows: int) -> list[float]:
    values = [test.level for test in scores.tests if test.counted and time.shows(test.taken_on)]
    projection = scores.projection
    if projection is not None:
        values += [point.level for point in projection.path if time.shows(point.on)]
        if scores.exam_day is not None:
            values += projection.interval(0.95 if rows >= MANY_ROWS else 0.80)
    return values
