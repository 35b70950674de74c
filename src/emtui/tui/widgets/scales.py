"""Where a score and a day fall on a chart: the two scales, whole cells and parts of them. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import ceil, floor

NOWHERE = 240.0  # points: the middle of a chart with nothing on it
NARROWEST = 16.0  # points: fewer would make the scatter of two tests look like a leap
LABEL_GAP = 2  # cells between two dates under the chart
LONGEST_WEEKLY = 70  # days on the axis up to which weeks are marked instead of months


@dataclass(frozen=True, slots=True)
class ScoreScale:
    """Scores over `rows` rows: `top` is the value at the upper edge of row 0, `step` the points a row."""

    top: float
    step: float
    rows: int

    @classmethod
    def around(cls, values: Iterable[float], rows: int, target: float | None = None) -> "ScoreScale":
        """The finest scale that shows all `values`; `target` lies in the middle of a row, not the last."""
        known = [*values, *([] if target is None else [target])] or [NOWHERE]
        low, high = min(known), max(known)
        missing = max(0.0, NARROWEST - (high - low)) / 2
        low, high = low - missing, high + missing
        steps = max(1, rows - 1) * 0.99  # one row is kept back for bringing the target to a middle
        if target is None:
            step = (high - low) / steps
            return cls(high + step / 2, step, rows)
        low = min(low, target - 1.5 * (high - low) / steps)
        step = (high - low) / steps
        top = high + step / 2
        off_middle = ((top - target) / step) % 1.0 - 0.5
        return cls(top - off_middle * step, step, rows)

    @property
    def bottom(self) -> float:
        """The value at the lower edge of the last row."""
        return self.top - self.step * self.rows

    def y(self, value: float) -> float:
        """Rows from the upper edge, with fractions; outside 0..`rows` where the value is not shown."""
        return (self.top - value) / self.step

    def row(self, value: float) -> int:
        """The row `value` falls in."""
        return floor(self.y(value))

    def middle(self, row: int) -> float:
        """The value in the middle of a row."""
        return self.top - self.step * (row + 0.5)

    def marker_row(self, value: float, target: float | None) -> int:
        """The row of a test's sign: one below the target never shares the target's row."""
        row = self.row(value)
        if target is not None and value < target and row == self.row(target):
            return row + 1
        return row

    def shows(self, value: float) -> bool:
        """Whether `value` falls on one of the rows."""
        return 0 <= self.row(value) < self.rows

    def ticks(self, first: Sequence[float]) -> list[int]:
        """Whole numbers to write on the axis: those of `first` that are shown, then round numbers between."""
        apart = 2 if self.rows >= 5 else 1
        chosen: list[int] = []
        round_step = next((size for size in (10, 20, 50, 100) if size / self.step >= apart), 100)
        start = ceil(self.bottom / round_step) * round_step
        for value in [*first, *range(start, ceil(self.top), round_step)]:
            row = self.row(value)
            if self.shows(value) and all(abs(row - self.row(other)) >= apart for other in chosen):
                chosen.append(round(value))
        return sorted(chosen, reverse=True)


@dataclass(frozen=True, slots=True)
class TimeScale:
    """Days from `start` to `end` over `width` columns, linear, `start` in column 0."""

    start: date
    end: date
    width: int

    @property
    def days(self) -> int:
        """Days from the first to the last column, at least one."""
        return max(1, (self.end - self.start).days)

    def x(self, day: date) -> float:
        """Columns from the left, with fractions, counted at the middle of a column."""
        return (day - self.start).days * (self.width - 1) / self.days

    def column(self, day: date) -> int:
        """The column `day` falls in; outside 0..`width` where it is not shown."""
        return round(self.x(day))

    def shows(self, day: date) -> bool:
        """Whether `day` falls on one of the columns."""
        return self.start <= day <= self.end

    def ordinal(self, x: float) -> float:
        """The day at a column, as a proleptic ordinal with fractions."""
        return self.start.toordinal() + x * self.days / max(1, self.width - 1)

    def ticks(self) -> list[tuple[date, str]]:
        """Months, or weeks on a short stretch, thinned until their names do not touch."""
        if self.days <= LONGEST_WEEKLY:
            monday = self.start + timedelta(days=-self.start.weekday() % 7)
            weeks = [monday + timedelta(days=7 * n) for n in range((self.end - monday).days // 7 + 1)]
            marks = [(day, f"{day.day} {day:%b}") for day in weeks]
            return next(thin for every in (1, 2, 4, 99) if self._apart(thin := marks[::every]))
        months = self._months()
        for every in (1, 2, 3, 6, 12, 24, 60):
            thin = [(day, _month(day)) for day in months if (day.month - 1 + 12 * day.year) % every == 0]
            if self._apart(thin):
                return thin
        return []

    def _months(self) -> list[date]:
        first = self.start if self.start.day == 1 else _next_month(self.start)
        months = []
        while first <= self.end:
            months.append(first)
            first = _next_month(first)
        return months

    def _apart(self, marks: Sequence[tuple[date, str]]) -> bool:
        return all(
            self.x(right[0]) - self.x(left[0]) >= (len(left[1]) + len(right[1])) / 2 + LABEL_GAP
            for left, right in pairwise(marks)
        )


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _month(day: date) -> str:
    return f"{day:%b %Y}" if day.month == 1 else f"{day:%b}"
