"""One row of a list of programs as values and facts: where its cells are, and in what order its days are."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from emtui.dates import FORMS, AmbiguousDate, Order, parse_date, settle_order
from emtui.errors import Refused
from emtui.exchange.program_columns import Columns
from emtui.exchange.program_values import AS_WRITTEN, LONGEST, READ, UNKNOWN, IsADate, yes_or_no
from emtui.exchange.rows import Row
from emtui.guide.aging import aging
from emtui.plain import plain_line, plain_text, quoted

_TIME = re.compile(r"[ T]\d{1,2}:\d{2}(:\d{2})?(\.\d+)?( ?[ap]m|Z)?$", re.IGNORECASE)
_SERIAL = re.compile(r"[34]\d{4}|5[0-3]\d{3}")  # days since 1899-12-30: the years 1982 to 2046


class BadCell(Exception):
    """A cell that cannot be read: the column, what is in it, and why."""

    def __init__(self, column: str, value: str, why: str) -> None:
        super().__init__(why)
        self.column, self.value, self.why = column, value, why


class FactCells(NamedTuple):
    """What a row says of where one field is from."""

    source: str | None
    checked_on: date | None
    stale: bool | None


class ProgramCells(NamedTuple):
    """A row: the values known by column, the facts by field, and its own number in the file."""

    line: int
    number: str | None
    values: Mapping[str, Any]
    facts: Mapping[str, FactCells]


class Reader:
    """Reads the rows of one file."""

    def __init__(self, columns: Columns, order: Order | None, today: date) -> None:
        self.columns, self.today = columns, today
        dates = [place for (_, fact), place in columns.facts.items() if fact == "checked"]
        dates += [columns.places[name] for name in ("checked", "applied_on") if name in columns.places]
        cells = (_day_part(self._at(row, place)) for row in columns.body for place in dates)
        found = settle_order(cell for cell in cells if cell)
        clash = order is not None and found is not None and found is not order
        self.order = None if clash else order or found
        self.fractions = self._are_fractions()

    def read(self, row: Row) -> ProgramCells:
        """The values of `row`; raise BadCell."""
        surplus = next((cell for cell in row.cells[len(self.columns.names) :] if cell.strip()), None)
        if surplus is not None:
            why = f"{quoted(surplus)} is one cell too many; quote cells that hold the delimiter"
            raise BadCell(f"column {len(self.columns.names) + 1}", surplus, why)
        values = dict(self._values(row))
        if "name" not in values:
            raise BadCell("name", "", "the cell is empty")
        number = self._cell(row, "id")
        return ProgramCells(row.line, number or None, values, dict(self._facts(row, values)))

    def _values(self, row: Row) -> Iterator[tuple[str, Any]]:
        for name in self.columns.places:
            text = self._cell(row, name)
            if name in READ and text and (self.columns.exported or text.casefold() not in UNKNOWN):
                yield from self._parsed(name, text)
        if "notes" in self.columns.places and (notes := plain_text(self._at(row, self._place("notes")))):
            yield "notes", _short("notes", notes)

    def _parsed(self, name: str, text: str) -> Iterator[tuple[str, Any]]:
        read = READ[name]
        if self.columns.exported:
            read = AS_WRITTEN.get(name, read)
        try:
            for ours, value in read(name, text):
                if ours == "img_percent" and self.fractions:
                    value = round(value * 100, 10)
                yield ours, value
        except ValueError as error:
            raise BadCell(name, text, str(error)) from None
        except IsADate:
            yield name, self._date(name, text)

    def _facts(self, row: Row, values: Mapping[str, Any]) -> Iterator[tuple[str, FactCells]]:
        """The facts with columns of their own; else the row's for every field that ages and is filled."""
        fields = dict.fromkeys(field for field, _ in self.columns.facts)
        for field in fields:
            own = FactCells(
                self._source(self._fact(row, field, "source")),
                self._checked(f"{field} checked", self._fact(row, field, "checked")),
                self._stale(f"{field} stale", self._fact(row, field, "stale")),
            )
            if own != (None, None, None):
                yield field, own
        general = FactCells(
            self._source(self._cell(row, "source")),
            self._checked("checked", self._cell(row, "checked")),
            None,
        )
        if general.source is None and general.checked_on is None:
            return
        for field in aging().fields:
            if field not in fields and any(column in values for column in FIELD_COLUMNS[field]):
                yield field, general

    def _source(self, text: str) -> str | None:
        return _short("source", text) if text else None

    def _checked(self, column: str, text: str) -> date | None:
        if not text or text.casefold() in UNKNOWN:
            return None
        day = self._date(column, text)
        if day > self.today and not self.columns.exported:
            raise BadCell(column, text, f"{quoted(text)} is still to come")
        return day

    def _stale(self, column: str, text: str) -> bool | None:
        try:
            return yes_or_no(text) if text else None
        except ValueError as error:
            raise BadCell(column, text, str(error)) from None

    def _date(self, column: str, typed: str) -> date:
        text = _day_part(typed)
        if _SERIAL.fullmatch(text):
            return date(1899, 12, 30) + timedelta(days=int(text))  # how Excel counts days
        if not re.search(r"\d", text) or text.startswith(("+", "-")):
            raise BadCell(column, typed, f"{quoted(typed)} is not a day of the calendar; write 2026-11-23")
        try:
            return parse_date(text, today=self.today, order=self.order, prefer_past=True)
        except AmbiguousDate as error:
            raise BadCell(column, typed, str(error)) from None
        except Refused as error:
            raise BadCell(column, typed, str(error).replace(FORMS, "2026-11-23 or 23 nov 2026")) from None

    def _place(self, name: str) -> int:
        return self.columns.places[name]

    def _cell(self, row: Row, name: str) -> str:
        place = self.columns.places.get(name)
        return "" if place is None else plain_line(self._at(row, place))

    def _fact(self, row: Row, field: str, fact: str) -> str:
        place = self.columns.facts.get((field, fact))
        return "" if place is None else plain_line(self._at(row, place))

    def _at(self, row: Row, place: int) -> str:
        return row.cells[place] if place < len(row.cells) else ""

    def _are_fractions(self) -> bool:
        """Whether the IMG column holds parts of one, as a sheet formatted in percent does."""
        place = self.columns.places.get("img_percent", self.columns.places.get("img"))
        if place is None or self.columns.exported:
            return False
        cells = [self._at(row, place).strip() for row in self.columns.body]
        numbers = [float(cell) for cell in cells if re.fullmatch(r"\d+(\.\d+)?", cell)]
        return bool(numbers) and max(numbers) <= 1 and any(0 < number < 1 for number in numbers)


FIELD_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "j1": ("j1",),
    "h1b": ("h1b",),
    "img": ("has_imgs", "img_percent"),
    "cutoff": ("cutoff", "cutoff_kind"),
}
"""The columns that one fact speaks of, where it is not the column of its own name."""


def _short(name: str, text: str) -> str:
    if len(text) > LONGEST[name]:
        raise BadCell(name, text, f"{quoted(text)} is longer than {LONGEST[name]} characters")
    return text


def _day_part(text: str) -> str:
    return _TIME.sub("", plain_line(text))
