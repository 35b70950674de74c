"""Rows of a file made into entries: cells, dates, flags and notes, and what to say where they are none."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from emtui.dates import FORMS, AmbiguousDate, Order, parse_date, settle_order
from emtui.errors import Refused
from emtui.exchange.rows import Row
from emtui.fields import LONGEST_NOTE
from emtui.plain import plain_line, quoted

YES = frozenset(
    {"yes", "y", "true", "t", "1", "x", "✓", "timed", "complete", "full", "full length", "retake"}
)
NO = frozenset({"no", "n", "false", "f", "0", "–", "-", "untimed", "tutor", "incomplete", "partial", "half"})

_TIME_OF_DAY = re.compile(r"[ T]\d{1,2}:\d{2}(:\d{2})?(\.\d+)?( ?[ap]m|Z)?$", re.IGNORECASE)

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class GoodRow(Generic[Made]):
    """A row that is an entry; `line` counts from 1."""

    line: int
    entry: Made


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that is none: the line, the column and its value, and a sentence why."""

    line: int
    column: str
    value: str
    why: str

    def __str__(self) -> str:
        return f"line {self.line}, {self.column}: {self.why}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview(Generic[Made]):
    """What an import would do: `rows` to add, rows `already` there, rows `refused`."""

    rows: tuple[GoodRow[Made], ...] = ()
    already: tuple[GoodRow[Made], ...] = ()
    refused: tuple[BadRow, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)

    @property
    def entries(self) -> tuple[Made, ...]:
        """What is to be added, in the order of the file."""
        return tuple(row.entry for row in self.rows)


class BadCell(Exception):
    """A cell that cannot be what its column says."""

    def __init__(self, column: str, value: str, why: str) -> None:
        super().__init__(why)
        self.column, self.value, self.why = column, value, why

    def of(self, row: Row) -> BadRow:
        """The refusal of `row` for this cell."""
        return BadRow(row.line, self.column, self.value, self.why)


class RowReader:
    """Reads rows of one file: where its columns are, and in which order its dates are written."""

    def __init__(self, today: date, places: Mapping[str, Sequence[int]], width: int) -> None:
        self.today, self.places, self.width = today, places, width
        self.order: Order | None = None
        self.clash = ""

    def settle(self, order: Order | None, dates: Sequence[str]) -> None:
        """Take the order of the dates: `order`, unless the file's own dates can only be the other one."""
        found = settle_order(map(_without_time, dates))
        self.order = order or found
        if order is not None and found is not None and found is not order:
            self.order = None
            self.clash = f"; the order was given as {order}, but other rows of this file can only be {found}"

    def cell(self, row: Row, ours: str) -> str:
        """The row's value of one of our columns: its first cell there that is not blank."""
        cells = (row.cells[place] for place in self.places.get(ours, ()) if place < len(row.cells))
        return next((text for cell in cells if (text := plain_line(cell))), "")

    def refuse_surplus(self, row: Row) -> None:
        """Raise BadCell where the row has more cells than the file has columns."""
        surplus = [cell for cell in row.cells[self.width :] if cell.strip()]
        if surplus:
            why = f"{quoted(surplus[0])} is one cell too many; quote cells that hold the delimiter"
            raise BadCell(f"column {self.width + 1}", surplus[0], why)

    def needed(self, row: Row, ours: str) -> str:
        """The row's value of a column that has to have one."""
        text = self.cell(row, ours)
        if not text:
            raise BadCell(ours, "", "the cell is empty")
        return text

    def read_date(self, row: Row, not_ahead: str) -> date:
        """The row's day, up to today; a later one is refused with `not_ahead` as the reason."""
        typed = self.needed(row, "date")
        text = _without_time(typed)
        if not re.search(r"\d", text) or text.startswith(("+", "-")):
            # "yesterday" was true on the day it was written, which nobody knows now.
            raise BadCell("date", typed, f"{quoted(typed)} is not a day of the calendar; write 2026-11-23")
        try:
            day = parse_date(text, today=self.today, order=self.order, prefer_past=True)
        except AmbiguousDate as error:
            raise BadCell("date", typed, f"{error}{self.clash}") from None
        except Refused as error:
            why = str(error).replace(FORMS, "2026-11-23 or 23 nov 2026")  # no "yesterday" in a file
            raise BadCell("date", typed, why) from None
        if day > self.today:
            raise BadCell("date", typed, f"{quoted(typed)} is still to come; {not_ahead}")
        return day

    def read_flag(self, row: Row, ours: str, otherwise: bool) -> bool:
        """Yes or no; `otherwise` where the cell is empty."""
        said = self.read_answer(row, ours)
        return otherwise if said is None else said

    def read_answer(self, row: Row, ours: str) -> bool | None:
        """Yes, no, or None where the cell is empty."""
        typed = self.cell(row, ours)
        if not typed:
            return None
        if typed.lower() in YES or typed.lower() in NO:
            return typed.lower() in YES
        raise BadCell(ours, typed, f"{quoted(typed)} is not yes or no")

    def read_note(self, row: Row) -> str | None:
        """The row's note, as one line."""
        note = self.cell(row, "notes")
        if len(note) > LONGEST_NOTE:
            raise BadCell("notes", note, f"{quoted(note)} is longer than {LONGEST_NOTE} characters")
        return note or None


def _without_time(text: str) -> str:
    return _TIME_OF_DAY.sub("", text.strip())
