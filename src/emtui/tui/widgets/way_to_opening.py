"""From an exam day to the day programs read: where it may lie, and when its score would be back.

Two rails over one stretch of time. On the upper one stands the exam day, between the days until which its
score is back safely and typically; on the lower one the wait for the score. Pure but for the widget.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from emtui.planner.milestones import Milestone
from emtui.tui.signs import sign
from emtui.tui.widgets.canvas import Canvas, spread
from emtui.tui.widgets.paint import Picture
from emtui.tui.widgets.rail import dot
from emtui.tui.widgets.scales import TimeScale

ROWS = 6
NAMES = {1: "exam day", 2: "latest", 4: "score", 5: "back"}
"""What stands left of a row."""

GUTTER = max(map(len, NAMES.values())) + 2
MARGIN = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One exam day on its way to opening day, and how long scores take to come back, in days."""

    today: date
    exam_day: date
    last_option: date
    opening: Milestone
    typical_days: int
    safe_days: int

    @property
    def latest_safe(self) -> date:
        """The last exam day whose score is surely back on opening day."""
        return self.opening.earliest - timedelta(days=self.safe_days)

    @property
    def latest_typical(self) -> date:
        """The last exam day whose score is usually back on opening day."""
        return self.opening.earliest - timedelta(days=self.typical_days)

    @property
    def back_typical(self) -> date:
        """When the score is usually back."""
        return self.exam_day + timedelta(days=self.typical_days)

    @property
    def back_safe(self) -> date:
        """When the score is surely back."""
        return self.exam_day + timedelta(days=self.safe_days)


def draw_way(way: Way, width: int, height: int) -> Canvas:
    """The picture of `way` in ROWS rows; blank where there is no room for its words."""
    canvas = Canvas(width, height)
    if width < GUTTER + 30:
        return canvas
    end = max(way.opening.latest + MARGIN, way.last_option)
    _Rails(canvas, way, TimeScale(way.today, end, width - GUTTER - 1)).draw()
    return canvas


@dataclass(slots=True)
class _Rails:
    canvas: Canvas
    way: Way
    time: TimeScale

    def draw(self) -> None:
        way = self.way
        self._names()
        self._limits()
        self._wait()
        self._opening()
        self._labels(
            0,
            [
                (way.exam_day, _short(way.exam_day), "accent"),
                (way.opening.on, _opening_words(way.opening), "text"),
            ],
        )
        self._labels(
            2,
            [
                (way.latest_safe, f"safe {_short(way.latest_safe)}", "good"),
                (way.latest_typical, f"typical {_short(way.latest_typical)}", "look"),
            ],
        )
        self._labels(
            5,
            [
                (way.back_typical, f"usually {_short(way.back_typical)}", "text"),
                (way.back_safe, f"by {_short(way.back_safe)}", "quiet"),
            ],
        )

    def _names(self) -> None:
        for row, name in NAMES.items():
            self.canvas.write(0, row, name, "quiet")

    def _limits(self) -> None:
        """The upper rail in three stretches: safe, typical, too late."""
        safe, typical = self._column(self.way.latest_safe), self._column(self.way.latest_typical)
        for x in range(self.time.width):
            ink = "good" if x <= safe else "look" if x <= typical else "bad"
            self.canvas.put(GUTTER + x, 1, "─", ink)
        for limit, column, ink in (
            (self.way.latest_safe, safe, "good"),
            (self.way.latest_typical, typical, "look"),
        ):
            if self.time.shows(limit):
                self.canvas.put(GUTTER + column, 1, "┤", ink)
        self.canvas.put(GUTTER + self._column(self.way.exam_day), 1, dot(), "accent", bold=True)

    def _wait(self) -> None:
        """The lower rail: from the exam to the typical day the score is back, on to the last one."""
        way = self.way
        start, typical, safe = map(self._column, (way.exam_day, way.back_typical, way.back_safe))
        for row in (2, 3):
            if self.canvas.char(GUTTER + start, row) == " ":
                self.canvas.put(GUTTER + start, row, "│", "line")
        for x in range(start, min(safe, self.time.width - 1) + 1):
            self.canvas.put(GUTTER + x, 4, "─" if x <= typical else "┄", "text" if x <= typical else "quiet")
        self.canvas.put(GUTTER + start, 4, "└", "text")
        for day, column, ink in ((way.back_typical, typical, "text"), (way.back_safe, safe, "quiet")):
            if self.time.shows(day):
                self.canvas.put(GUTTER + column, 4, "┤", ink)

    def _opening(self) -> None:
        """Opening day, upright through both rails."""
        if self.time.shows(self.way.opening.on):
            column = GUTTER + self._column(self.way.opening.on)
            for row in range(1, 5):
                self.canvas.put(column, row, "│", "accent")

    def _column(self, day: date) -> int:
        """The column of `day`, at the nearer end where it lies outside."""
        return max(0, min(self.time.width - 1, self.time.column(day)))

    def _labels(self, row: int, labels: list[tuple[date, str, str]]) -> None:
        """Words under their days, moved apart where they would touch; days outside are left out."""
        seen = [label for label in labels if self.time.shows(label[0])]
        wanted = [GUTTER + self._column(day) - len(text) // 2 for day, text, _ in seen]
        places = spread(wanted, [len(text) for _, text, _ in seen], self.canvas.width, gap=2)
        for (_, text, ink), place in zip(seen, places, strict=True):
            self.canvas.write(max(GUTTER, place), row, text, ink)


def _short(day: date) -> str:
    return f"{day.day} {day:%b}"


def _opening_words(opening: Milestone) -> str:
    about = f"{sign('estimate')} " if opening.tentative else ""
    return f"programs read {about}{_short(opening.on)}"


class WayToOpening(Picture):
    """The two rails, as large as they are given; blank while there is no exam day to show."""

    DEFAULT_CSS = f"WayToOpening {{ height: {ROWS}; }}"

    way: Way | None = None

    def show(self, way: Way | None) -> None:
        """Draw `way`."""
        self.way = way
        self.forget()

    def picture(self, width: int, height: int) -> Canvas:
        """The rails for this size."""
        return Canvas(width, height) if self.way is None else draw_way(self.way, width, height)
