"""The month grid as a picture: weeks below each other, days beside each other, entries as bars. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from textwrap import wrap
from typing import NamedTuple

from emtui.dates import MONTHS, WEEKDAYS
from emtui.planner.shifts import NIGHT
from emtui.tui.signs import sign
from emtui.tui.widgets.canvas import Canvas, in_cells
from emtui.tui.widgets.drawn import SIGN_INKS, Drawn
from emtui.tui.widgets.week_slots import DAYS, Slot, Week, lay_week, week_start

HEAD = 1  # rows: the names of the weekdays
MOST_ROWS, FEWEST_ROWS = 4, 2  # of entries a week
GUTTER, NARROW_GUTTER = 6, 3  # cells
NARROW = 82  # cells: below it the gutter is short
LEAD = 2  # cells before a title: lane letter, sign
WEEKEND = (5, 6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """What the grid shows: `entries` (in any order), the weeks from `top` on, the `cursor` on a day.

    `selected` is the id of an entry. `shift_on` gives the shift letter of a day, `plain` says that tints
    cannot be seen.
    """

    entries: Sequence[Drawn]
    today: date
    cursor: date
    top: date
    selected: str | None = None
    exam_day: date | None = None
    shift_on: Callable[[date], str | None] = lambda day: None
    first_weekday: int = 0
    focused: bool = True
    plain: bool = False


class Frame(NamedTuple):
    """How the grid divides its cells: `weeks` of `rows` entry rows, days `pitch` cells apart."""

    width: int
    height: int
    gutter: int
    pitch: int
    weeks: int
    rows: int

    @classmethod
    def of(cls, width: int, height: int) -> "Frame":
        """The frame for a size: more rows a week where there is room for six weeks of them all the same."""
        gutter = NARROW_GUTTER if width < NARROW else GUTTER
        room = max(0, height - HEAD)
        rows = next(
            (rows for rows in range(MOST_ROWS, FEWEST_ROWS, -1) if room // (rows + 1) >= 6), FEWEST_ROWS
        )
        return cls(width, height, gutter, max(1, (width - gutter) // DAYS), max(1, room // (rows + 1)), rows)

    @property
    def days(self) -> int:
        """How many days are in sight."""
        return self.weeks * DAYS

    def x(self, column: int) -> int:
        """The first cell of a day; the cell before it is the gap."""
        return self.gutter + column * self.pitch

    def y(self, week: int) -> int:
        """The row of a week's day numbers."""
        return HEAD + week * (self.rows + 1)

    def place(self, x: int, y: int) -> tuple[int, int, int] | None:
        """Week, column and entry row (-1: the day numbers) of a cell; None outside the days."""
        week, row = divmod(y - HEAD, self.rows + 1)
        column = (x - self.gutter + 1) // self.pitch
        if y < HEAD or week >= self.weeks or not 0 <= column < DAYS:
            return None
        return week, column, row - 1


def lay_month(month: Month, frame: Frame) -> list[Week]:
    """The weeks in sight, each with its slots."""
    first = week_start(month.top, month.first_weekday)
    last = first + timedelta(days=frame.days - 1)
    here = [entry for entry in month.entries if entry.first <= last and entry.last >= first]

    def fits(entry: Drawn) -> bool:
        return len(in_cells(entry.title)) <= frame.pitch - 1 - LEAD

    return [
        lay_week(here, first + timedelta(days=DAYS * week), frame.rows, fits) for week in range(frame.weeks)
    ]


def draw_month(month: Month, weeks: Sequence[Week], frame: Frame) -> Canvas:
    """The picture of `weeks` in `frame`."""
    painter = _Painter(Canvas(frame.width, frame.height), month, frame)
    painter.head(weeks[0].start)
    for number, week in enumerate(weeks):
        painter.week(number, week)
    return painter.canvas


def month_name(day: date) -> str:
    """The month in three letters."""
    return MONTHS[day.month - 1].capitalize()


@dataclass(slots=True)
class _Painter:
    canvas: Canvas
    month: Month
    frame: Frame

    def head(self, first: date) -> None:
        """The names of the weekdays."""
        for column in range(DAYS):
            name = WEEKDAYS[(first + timedelta(days=column)).weekday()].capitalize()
            self.canvas.write(self.frame.x(column) + 1, 0, name, "quiet")

    def week(self, number: int, week: Week) -> None:
        """One week: gutter, day numbers, entries."""
        self._gutter(number, week.start)
        frame, y = self.frame, self.frame.y(number)
        self.canvas.write(frame.gutter - 1, y, " " * (frame.pitch * DAYS + 1), "text", ground="strip")
        for column in range(DAYS):
            day = week.start + timedelta(days=column)
            if day == self.month.cursor:
                self._tint(column, y)
            self._day(day, column, y, week.hidden[column], first=number == column == 0)
        for slot in week.slots:
            self._slot(slot, week, y + 1 + slot.row)

    def _gutter(self, number: int, start: date) -> None:
        exam, y = self.month.exam_day, self.frame.y(number)
        if exam is None:
            return
        weeks = (week_start(exam, self.month.first_weekday) - start).days // DAYS
        narrow = self.frame.gutter == NARROW_GUTTER
        if weeks == 0:
            text = sign("fixed") if narrow else "exam"
        elif narrow:
            text = f"{weeks}w" if 0 < weeks < 10 else f"+{-weeks}" if -10 < weeks < 0 else ""
        else:
            text = f"{weeks} w" if weeks > 0 else f"+{-weeks} w"
        width = self.frame.gutter - 1 - (not narrow)
        self.canvas.write(
            0, y, f"{text[:width]:>{width}}", "accent" if weeks == 0 else "quiet", bold=not weeks
        )

    def _tint(self, column: int, y: int) -> None:
        """Tint the selected day over its whole height."""
        frame, ground = self.frame, "selection" if self.month.focused else "selection-blurred"
        for row in range(frame.rows + 1):
            self.canvas.write(frame.x(column) - 1, y + row, " " * frame.pitch, "text", ground=ground)
        if self.month.focused:
            self.canvas.write(frame.x(column) - 1, y, sign("selected"), "accent", bold=True)

    def _day(self, day: date, column: int, y: int, hidden: int, *, first: bool) -> None:
        """The strip over a day: its number, how many entries are not shown, the shift."""
        month, x, room = self.month, self.frame.x(column), self.frame.pitch - 1
        at_end = self._at_end(day, hidden)
        number, named = f"{day.day}", first or day.day == 1
        if day == month.today:
            words, ink, ground, bold = f"{number} today", "ground", "accent", True
            if len(words) + len(at_end) > room:
                words = number
        else:
            words = f"{number} {month_name(day)}" if named else number
            ink, ground, bold = self._day_ink(day), None, named or day == month.cursor
        self.canvas.write(x, y, words[:room], ink, ground=ground, bold=bold)
        for offset, (char, role) in enumerate(at_end):
            place = x + room - len(at_end) + offset
            if place >= x + min(len(words), room):
                self.canvas.put(place, y, char, role, bold=role == "look")

    def _day_ink(self, day: date) -> str:
        if day < self.month.today:
            return "faint"
        return "quiet" if day.weekday() in WEEKEND and day != self.month.cursor else "text"

    def _at_end(self, day: date, hidden: int) -> list[tuple[str, str]]:
        """`+2` and the shift letter, each cell with its ink."""
        shift = self.month.shift_on(day)
        cells = [(char, "text") for char in f"+{hidden}"] if hidden else []
        if shift:
            ink = "look" if shift == NIGHT and day >= self.month.today else "quiet"
            cells += [*[(" ", "text")] * bool(cells), (shift, "faint" if day < self.month.today else ink)]
        return cells

    def _slot(self, slot: Slot, week: Week, y: int) -> None:
        """One entry in one week."""
        entry, frame = slot.entry, self.frame
        several = slot.last > slot.first or slot.before or slot.after
        left = frame.x(slot.first) - slot.before
        right = frame.x(slot.last) + frame.pitch - 1  # the first cell after it
        past = entry.last < self.month.today
        looks = self._looks(entry, several=several, past=past)
        width = right - left
        fill = "─" if self.month.plain and several else " "  # how far it goes, where tints cannot be seen
        for row in range(slot.rows):
            self.canvas.write(left, y + row, fill * width, looks.ink, ground=looks.ground)
        self._lead(entry, slot, left, y, looks)
        lead = LEAD + slot.before
        room = width - lead - 2 * slot.after
        for row, words in enumerate(title_rows(entry.title, room, slot.rows)):
            for offset, char in enumerate(words):
                self.canvas.put(left + lead + offset, y + row, char, looks.ink, bold=looks.bold)
        if slot.after:
            self.canvas.write(right - 1, y, sign("after"), looks.letter)

    def _looks(self, entry: Drawn, *, several: bool, past: bool) -> "_Looks":
        lane = entry.lane.value
        chosen = entry.id == self.month.selected and self.month.focused
        if entry.solid:
            return _Looks("accent", "ground", "ground", True)
        if chosen and self.month.plain:
            return _Looks("text", "ground", "ground", True)
        if past and not chosen:
            return _Looks(f"{lane}-13", "faint", "faint", False)
        ground = f"{lane}-45" if chosen else f"{lane}-{30 if several else 17}"
        if not entry.booked:
            ground = f"{lane}-13" if not chosen else ground
        return _Looks(ground, "text", f"{lane}-100", chosen)

    def _lead(self, entry: Drawn, slot: Slot, left: int, y: int, looks: "_Looks") -> None:
        """`‹`, the lane letter and the sign."""
        self.canvas.write(left, y, " " * (LEAD + slot.before), looks.letter)
        if slot.before:
            self.canvas.write(left, y, sign("before"), looks.letter)
        self.canvas.write(left + slot.before, y, entry.letter, looks.letter, bold=True)
        if entry.sign:
            ink = looks.letter if entry.solid else SIGN_INKS.get(entry.sign, "text")
            self.canvas.write(left + slot.before + 1, y, sign(entry.sign)[:1], ink, bold=True)


class _Looks(NamedTuple):
    ground: str
    ink: str
    letter: str
    bold: bool


def title_rows(title: str, width: int, rows: int) -> list[Sequence[str]]:
    """`title` in up to `rows` rows of cells, broken between words, cut with … at the end."""
    cells = in_cells(title, width)
    if rows == 1 or width < 2 or len(in_cells(title)) <= width:
        return [cells]
    first = (wrap(title, width, break_long_words=False) or [title])[0]
    rest = title[len(first) :].strip()
    return [in_cells(first, width), *title_rows(rest, width, rows - 1)] if rest else [cells]
