"""Practice tests and projection as an SVG: no script, no style of its own, classes the page colours."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from html import escape
from itertools import zip_longest

from emtui import guide
from emtui.dates import MONTHS
from emtui.planner.readiness import PathPoint, Projection
from emtui.planner.scores import Scores

WIDTH, HEIGHT = 720, 290
LEFT, RIGHT, TOP, BOTTOM = 40, 66, 14, 30
NAME_HEIGHT = 12  # a band lower than this goes without its name
SHARES = (0.95, 0.80, 0.50)

Scale = Callable[[float], float]


def chart(scores: Scores) -> str:
    """The chart of `scores`; empty where there is nothing to draw."""
    if not scores.tests:
        return ""
    path = scores.projection.path if scores.projection else ()
    days = [row.taken_on for row in scores.tests] + [point.on for point in path]
    days += [scores.exam_day] if scores.exam_day else []
    first, last = min(days), max(max(days), scores.today)
    span = max((last - first).days, 1)

    def x(day: date) -> float:
        return LEFT + (day - first).days / span * (WIDTH - LEFT - RIGHT)

    low, high = _range(scores, path)

    def y(points: float) -> float:
        return TOP + (high - points) / (high - low) * (HEIGHT - TOP - BOTTOM)

    parts = [
        *_fan(scores.projection, path, x, y),
        *_grid(low, high, y),
        *_target(scores, y),
        *_dates(first, last, x),
        *_exam_day(scores, x),
        *_lines(path, x, y),
        *(
            f'<circle class="test" cx="{x(row.taken_on):.1f}" cy="{y(row.level):.1f}" r="4">'
            f"<title>{escape(row.name)}, {row.taken_on}: {row.level:.0f}</title></circle>"
            for row in scores.tests
        ),
    ]
    title = "Practice tests on the Step 2 CK scale and the projection to exam day"
    return (
        f'<svg class="chart" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{title}">'
        f"<title>{title}</title>{''.join(parts)}</svg>"
    )


def _range(scores: Scores, path: Sequence[PathPoint]) -> tuple[float, float]:
    """Whole tens that hold the tests, the target and the widest range."""
    values = [row.level for row in scores.tests]
    values += [float(scores.target)] if scores.target else []
    if scores.projection is not None and path:
        values += scores.projection.interval(SHARES[0])
    return min(values) // 10 * 10, -(-max(values) // 10) * 10 + 0.1


def _fan(
    projection: Projection | None, path: Sequence[PathPoint], x: Callable[[date], float], y: Scale
) -> Iterator[str]:
    ahead = [
        (point.on, point.mean, point.sd) for point in path if point.mean is not None and point.sd is not None
    ]
    if projection is None or len(ahead) < 2:
        return
    for share in SHARES:
        low, high = projection.interval(share)
        half = (high - low) / 2 / projection.sd
        upper = [f"{x(day):.1f},{y(mean + half * sd):.1f}" for day, mean, sd in ahead]
        lower = [f"{x(day):.1f},{y(mean - half * sd):.1f}" for day, mean, sd in reversed(ahead)]
        yield f'<polygon class="fan{share * 100:.0f}" points="{" ".join([*upper, *lower])}"/>'


def _lines(path: Sequence[PathPoint], x: Callable[[date], float], y: Scale) -> Iterator[str]:
    for name, points in (
        ("level", [(point.on, point.level) for point in path if point.mean is None]),
        ("ahead", [(point.on, point.mean) for point in path if point.mean is not None]),
    ):
        if len(points) > 1:
            drawn = " ".join(f"{x(day):.1f},{y(value):.1f}" for day, value in points if value is not None)
            yield f'<polyline class="{name}" points="{drawn}"/>'


def _grid(low: float, high: float, y: Scale) -> Iterator[str]:
    """The tens at the left; the edges of the guide's bands, and at the right their names."""
    for points in range(int(low), int(high) + 1, 10):
        yield _text("tick", LEFT - 6, y(points) + 4, str(points), "end")
    for band, better in zip_longest(guide.bands(), guide.bands()[1:]):
        bottom = max(low, band.low or low)
        top = min(high, better.low if better and better.low else high)
        if low < bottom < high:
            yield _across("edge", y(bottom))
        if y(bottom) - y(top) >= NAME_HEIGHT:
            yield _text("band", WIDTH - RIGHT + 6, (y(bottom) + y(top)) / 2 + 4, band.name)


def _target(scores: Scores, y: Scale) -> Iterator[str]:
    if scores.target is not None:
        yield _across("target", y(scores.target))
        yield _text("target-name", LEFT + 4, y(scores.target) - 4, f"target {scores.target}")


def _dates(first: date, last: date, x: Callable[[date], float]) -> Iterator[str]:
    """The first of each month in between, every second or third where they are many."""
    months = (last.year - first.year) * 12 + last.month - first.month
    for step in range(1, months + 1, 1 + months // 10):
        year, month = divmod(first.year * 12 + first.month - 1 + step, 12)
        at = x(date(year, month + 1, 1))
        yield _text("tick", at, HEIGHT - 10, MONTHS[month].capitalize(), "middle")


def _exam_day(scores: Scores, x: Callable[[date], float]) -> Iterator[str]:
    if scores.exam_day is not None:
        at = x(scores.exam_day)
        yield f'<line class="exam" x1="{at:.1f}" x2="{at:.1f}" y1="{TOP}" y2="{HEIGHT - BOTTOM}"/>'
        yield _text("exam-name", at - 4, TOP + 10, "exam day", "end")


def _text(name: str, x: float, y: float, said: str, anchor: str = "start") -> str:
    return f'<text class="{name}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(said)}</text>'


def _across(name: str, y: float) -> str:
    return f'<line class="{name}" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>'
