"""The layers of the projection chart, drawn into cells. Pure.

From below: doubt, band edges, target, today, level, projection, exam day, tests and their numbers, axes.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from emtui import guide
from emtui.planner.readiness import PathPoint, Projection
from emtui.planner.scores import Scores, TestRow
from emtui.show import numbers
from emtui.tui.widgets.canvas import Canvas
from emtui.tui.widgets.scales import ScoreScale, TimeScale

GUTTER = 5  # "245▸" and the axis
NORMAL_80 = 1.2816  # standard deviations either side that hold 80 % of a normal distribution
FAMILY_SIGNS = {"nbme": ("●", "N"), "uwsa": ("◆", "U"), "free-120": ("○", "F"), "other": ("◇", "A")}
"""Sign and ASCII letter of a practice test by the family of its instrument."""

REAL_SIGN = ("■", "R")
FAN_ROLES = ("ground", "doubt-95", "doubt-80", "doubt-50", "doubt-80", "doubt-95", "ground")
PAST_ROLES = ("ground", "doubt-95", "ground")
DOUBT_ASCII = {"doubt-50": "#", "doubt-80": ":", "doubt-95": "."}
UNDER_NUMBERS = " ┈▁▂▃▄▅▆▇.:#"  # what the number of a test may cover
BRAILLE_DOTS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))


def family_sign(family: str, *, letters: bool = False) -> str:
    """The sign of a practice test on the chart."""
    return FAMILY_SIGNS.get(family, FAMILY_SIGNS["other"])[letters]


@dataclass(slots=True)
class Plot:
    """What is drawn, where and on which scales; its first column is GUTTER, its first row 0."""

    canvas: Canvas
    scores: Scores
    real: int | None
    time: TimeScale
    scale: ScoreScale
    letters: bool
    selected: int | None
    beside: Scores | None = None

    def draw(self, *, ruled: bool) -> None:
        """Draw every layer; `ruled` gives the dates a rule of their own above them."""
        projection = self.scores.projection
        if projection is not None and projection.path:
            self._doubt(projection)
        self._edges()
        self._target()
        self._today()
        self._planned()
        if projection is not None and projection.path:
            self._lines(projection)
        self._exam_day()
        self._tests()
        self._score_axis()
        if ruled:
            self._rule()
        self._dates()

    # -- doubt ---------------------------------------------------------------------------------------

    def _doubt(self, projection: Projection) -> None:
        path = Path(projection.path)
        halves = [_half_width(projection, share) for share in (0.95, 0.80, 0.50)]
        for x in range(self.time.width):
            day = self.time.ordinal(x)
            if not path.first <= day <= path.last:
                continue
            if day >= self.scores.today.toordinal():
                mean, sd = path.expected(day)
                lows = [mean - half * sd for half in halves]
                highs = [mean + half * sd for half in reversed(halves)]
                self._doubt_column(x, lows + highs, FAN_ROLES)
            elif not self.letters:  # letters for the past would bury the tests
                level, sd = path.level(day)
                self._doubt_column(x, [level - NORMAL_80 * sd, level + NORMAL_80 * sd], PAST_ROLES)

    def _doubt_column(self, x: int, values: Sequence[float], roles: Sequence[str]) -> None:
        """Fill one column: `roles` are those below, between and above the rising `values`."""
        eighths = [round((value - self.scale.bottom) / self.scale.step * 8) for value in values]
        lowest = max(0, eighths[0] // 8)
        highest = min(self.scale.rows - 1, eighths[-1] // 8)
        for level in range(lowest, highest + 1):
            self._doubt_cell(x, level, eighths, roles)

    def _doubt_cell(self, x: int, level: int, edges: Sequence[int], roles: Sequence[str]) -> None:
        """One cell, `level` rows from the bottom; of several edges in it the one nearest its middle shows."""
        row = self.scale.rows - 1 - level
        base = 8 * level
        inside = [edge for edge in edges if base < edge < base + 8]
        if self.letters:
            role = roles[bisect_right(edges, base + 4)]
            self.canvas.put(GUTTER + x, row, DOUBT_ASCII.get(role, " "), "quiet")
        elif inside:
            edge = min(inside, key=lambda candidate: abs(candidate - base - 4))
            lower, upper = roles[bisect_left(edges, edge)], roles[bisect_right(edges, edge)]
            self.canvas.split(GUTTER + x, row, edge - base, lower, upper)
        else:
            self.canvas.put(GUTTER + x, row, " ", "text", ground=roles[bisect_right(edges, base)])

    # -- lines ---------------------------------------------------------------------------------------

    def _edges(self) -> None:
        """The lower edges of the middle bands, where no doubt lies over them."""
        for band in guide.bands():
            if band.low is None or band.high is None or not self.scale.shows(band.low):
                continue
            row = self.scale.row(band.low)
            for x in range(GUTTER, GUTTER + self.time.width):
                if self.canvas.rows[row][x].ground == "ground" and self.canvas.char(x, row) == " ":
                    dotted = not self.letters or (x - GUTTER) % 4 == 1
                    self.canvas.put(x, row, ("." if self.letters else "┈") if dotted else " ", "edge")

    def _target(self) -> None:
        target = self.scores.target
        if target is None or not self.scale.shows(target):
            return
        row = self.scale.row(target)
        for x in range(GUTTER, GUTTER + self.time.width):
            if not self.letters:
                self.canvas.put(x, row, "╌", "good")
            elif (x - GUTTER) % 2:
                self.canvas.put(x, row, "-", "good")

    def _today(self) -> None:
        self._upright(self.scores.today, ":" if self.letters else "┊", "quiet")

    def _planned(self) -> None:
        """The exam day as planned, while another one is tried."""
        if self.beside is not None and self.beside.exam_day not in (None, self.scores.exam_day):
            assert self.beside.exam_day is not None
            self._upright(self.beside.exam_day, ":" if self.letters else "╎", "edge")

    def _exam_day(self) -> None:
        if self.scores.exam_day is not None:
            self._upright(self.scores.exam_day, "|" if self.letters else "│", "accent")

    def _upright(self, day: date, char: str, ink: str) -> None:
        if self.time.shows(day):
            for row in range(self.scale.rows):
                self.canvas.put(GUTTER + self.time.column(day), row, char, ink)

    def _lines(self, projection: Projection) -> None:
        """The fitted level up to today, then the projection, as dots two to a column."""
        path = Path(projection.path)
        level: dict[tuple[int, int], int] = {}
        ahead: dict[tuple[int, int], int] = {}
        today = self.scores.today.toordinal()
        for dot in range(2 * self.time.width):
            day = self.time.ordinal(dot / 2 - 0.25)
            if not path.first <= day <= path.last:
                continue
            if day <= today:
                self._dot(level, dot, path.level(day)[0])
            elif dot % 3 != 2:
                self._dot(ahead, dot, path.expected(day)[0])
        self._dots(level, "text", "*")
        self._dots(ahead, "accent", "+")

    def _dot(self, cells: dict[tuple[int, int], int], dot: int, value: float) -> None:
        quarter = int(self.scale.y(value) * 4)
        cell = (GUTTER + dot // 2, quarter // 4)
        cells[cell] = cells.get(cell, 0) | BRAILLE_DOTS[dot % 2][quarter % 4]

    def _dots(self, cells: dict[tuple[int, int], int], ink: str, letter: str) -> None:
        for (x, row), bits in cells.items():
            if 0 <= row < self.scale.rows:
                self.canvas.put(x, row, letter if self.letters else chr(0x2800 + bits), ink)

    # -- tests ---------------------------------------------------------------------------------------

    def _tests(self) -> None:
        """Signs oldest first and the selected one last, on top; then the numbers that find room."""
        seen = [
            test
            for test in reversed(self.scores.tests)
            if self.time.shows(test.taken_on) and self.scale.shows(test.level)
        ]
        seen.sort(key=self._chosen)
        places = [self._place(test) for test in seen]
        for test, (x, row) in zip(seen, places, strict=True):
            chosen = self._chosen(test)
            ink = "accent" if chosen else "text" if test.counted else "faint"
            self.canvas.put(x, row, family_sign(test.family, letters=self.letters), ink, bold=test.counted)
        self._real_score()
        roomy = len(seen) * 8 <= self.time.width
        for test, (x, row) in reversed(list(zip(seen, places, strict=True))):
            chosen = self._chosen(test)
            if chosen or (roomy and test.counted):
                self._number(x, row, numbers.score(test.level), chosen=chosen)

    def _chosen(self, test: TestRow) -> bool:
        """Whether to point a test out: the selected one, and those a what-if imagines."""
        if test.id is None:
            return self.beside is not None
        return test.id == self.selected

    def _place(self, test: TestRow) -> tuple[int, int]:
        row = self.scale.marker_row(test.level, self.scores.target)
        return GUTTER + self.time.column(test.taken_on), row

    def _number(self, x: int, row: int, text: str, *, chosen: bool) -> None:
        """Write a test's level about its sign, where nothing is covered but, if it has to be, the target."""
        for covers in (UNDER_NUMBERS, UNDER_NUMBERS + "╌-") if chosen else (UNDER_NUMBERS,):
            for start, line in _beside(x, row, len(text)):
                if self._free(start, line, len(text), covers):
                    self.canvas.write(start, line, text, "accent" if chosen else "quiet")
                    return

    def _free(self, start: int, row: int, size: int, covers: str) -> bool:
        """Whether a number can stand there: within the plot, on `covers` only, touching no other number."""
        inside = 0 <= start - GUTTER <= self.time.width - size and 0 <= row < self.scale.rows
        covered = [self.canvas.char(x, row) for x in range(start, start + size)]
        beside = self.canvas.char(start - 1, row) + self.canvas.char(start + size, row)
        return inside and all(char in covers for char in covered) and not any(map(str.isdigit, beside))

    def _real_score(self) -> None:
        real, exam_day = self.real, self.scores.exam_day
        if real is None or exam_day is None or not self.scale.shows(real):
            return
        x, row = GUTTER + self.time.column(exam_day), self.scale.marker_row(real, self.scores.target)
        self.canvas.put(x, row, REAL_SIGN[self.letters], "accent", bold=True)
        text = f"real {real}"
        self.canvas.write(x - len(text) - 1, row, f"{text} ", "accent", bold=True)

    # -- axes ----------------------------------------------------------------------------------------

    def _score_axis(self) -> None:
        target = self.scores.target
        first = [float(target)] if target is not None else []
        if self.scale.rows < 12:
            first += [float(band.low) for band in guide.bands() if band.low is not None]
        axis = GUTTER - 1
        for row in range(self.scale.rows):
            self.canvas.put(axis, row, "|" if self.letters else "│", "line")
        for value in self.scale.ticks(first):
            row = self.scale.row(value)
            aimed = value == target
            self.canvas.write(0, row, f"{value:>3}", "good" if aimed else "quiet", bold=aimed)
            if aimed:
                self.canvas.put(3, row, ">" if self.letters else "▸", "good")
            else:
                self.canvas.put(axis, row, "+" if self.letters else "┤", "line")

    def _rule(self) -> None:
        row = self.scale.rows
        self.canvas.write(GUTTER, row, ("-" if self.letters else "─") * self.time.width, "line")
        self.canvas.put(GUTTER - 1, row, "+" if self.letters else "└", "line")
        tick = "+" if self.letters else "┬"
        for day, _ in self.time.ticks():
            self.canvas.put(GUTTER + self.time.column(day), row, tick, "line")
        if self.time.shows(self.scores.today):
            self.canvas.put(GUTTER + self.time.column(self.scores.today), row, tick, "quiet")
        if self.scores.exam_day is not None and self.time.shows(self.scores.exam_day):
            self.canvas.put(
                GUTTER + self.time.column(self.scores.exam_day), row, "+" if self.letters else "┴", "accent"
            )

    def _dates(self) -> None:
        """Exam day and today first, then the months that find room."""
        exam_day, today = self.scores.exam_day, self.scores.today
        if exam_day is not None and self.time.shows(exam_day):
            year = "" if exam_day.year == today.year else f" {exam_day.year}"
            text = f"exam {exam_day.day} {exam_day:%b}{year}"
            near = 0 < self.time.column(exam_day) - self.time.column(today) < len(text) // 2 + 4
            self._date(exam_day, text, 0 if near else len(text) // 2, "accent", bold=True)
        if self.time.shows(today) and today != exam_day:
            for before in (2, 4):  # centred, else ending under its day; once written it is in its own way
                self._date(today, self._now(), before, "text", gap=1)
        for day, text in self.time.ticks():
            self._date(day, text, len(text) // 2, "quiet")

    def _now(self) -> str:
        """The name of the day the chart is seen from: a what-if looks from its last imagined test."""
        today = self.scores.today
        imagined = self.beside is not None and self.beside.today != today
        return f"{today.day} {today:%b}" if imagined else "today"

    def _date(self, day: date, text: str, before: int, ink: str, *, gap: int = 2, bold: bool = False) -> None:
        """Write a date under its day, `before` of its letters left of it, unless another is within `gap`."""
        row = self.canvas.height - 1
        x = GUTTER + self.time.column(day) - before
        x = max(GUTTER - 1, min(x, self.canvas.width - len(text)))
        if not self.canvas.taken(x - gap, row, len(text) + 2 * gap):
            self.canvas.write(x, row, text, ink, bold=bold)


def _beside(x: int, row: int, size: int) -> Iterator[tuple[int, int]]:
    """Where a number of `size` cells may stand about a sign: right, left, then over and under it."""
    yield x + 1, row
    yield x - size, row
    for line in (row - 1, row + 1):
        for start in (x - size // 2, x - size + 1, x):
            yield start, line


class Path:
    """A projection's path, read at any day between its points."""

    def __init__(self, points: Sequence[PathPoint]) -> None:
        self._days = [point.on.toordinal() for point in points]
        self._levels = [(point.level, point.level_sd) for point in points]
        ahead = [point for point in points if point.mean is not None and point.sd is not None]
        self._ahead_days = [point.on.toordinal() for point in ahead]
        self._ahead = [(point.mean or 0.0, point.sd or 0.0) for point in ahead]
        self.first, self.last = self._days[0], self._days[-1]

    def level(self, day: float) -> tuple[float, float]:
        """Fitted level and its SD."""
        return _between(self._days, self._levels, day)

    def expected(self, day: float) -> tuple[float, float]:
        """The score to expect on a day from today on, and its SD."""
        return _between(self._ahead_days, self._ahead, day) if self._ahead else self.level(day)


def _between(days: Sequence[int], values: Sequence[tuple[float, float]], day: float) -> tuple[float, float]:
    right = bisect_right(days, day)
    if right == 0 or right == len(days):
        return values[min(right, len(days) - 1)]
    share = (day - days[right - 1]) / (days[right] - days[right - 1])
    (a, b), (c, d) = values[right - 1], values[right]
    return a + share * (c - a), b + share * (d - b)


def _half_width(projection: Projection, share: float) -> float:
    """Half the width of the projection's range, in its standard deviations."""
    low, high = projection.interval(share)
    return (high - low) / 2 / projection.sd
