"""One row of a list of programs as values: what its cells say, in whatever way they say it."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from emtui.dates import FORMS, AmbiguousDate, Order, parse_date, settle_order
from emtui.errors import Refused
from emtui.exchange.program_columns import Columns
from emtui.exchange.rows import Row
from emtui.guide.aging import aging
from emtui.plain import plain_line, plain_text, quoted
from emtui.vocabulary import ApplicationState, CutoffKind, Setting, Specialty

UNKNOWN = frozenset(
    ("?", "-", "–", "—", "n/a", "na", "nan", "null", "unknown", "tbd", "not stated", "unclear", "not listed")
)
"""Cells that say that nobody knows."""

YES = frozenset(("yes", "y", "true", "t", "1", "x", "✓", "✔", "sponsored", "sponsors", "accepts", "accepted"))
NO = frozenset(("no", "n", "false", "f", "0", "✗", "×", "not sponsored", "does not sponsor", "none"))

_TIME = re.compile(r"[ T]\d{1,2}:\d{2}(:\d{2})?(\.\d+)?( ?[ap]m|Z)?$", re.IGNORECASE)
_SERIAL = re.compile(r"[34]\d{4}|5[0-3]\d{3}")  # days since 1899-12-30: the years 1982 to 2046
_NUMBER = re.compile(r"[<>≥≤=~ ]*(\d{1,4}(?:[.,]\d{1,20})?)\s*(%|\+|years?|yrs?|y|[a-z -]*)", re.IGNORECASE)
_LONGEST = {"code": 20, "name": 200, "city": 80, "state": 40, "tie": 200, "notes": 4000, "source": 300}

_SPECIALTIES: Mapping[str, Specialty] = {
    "emergency medicine": Specialty.EM,
    "internal medicine": Specialty.IM,
    "family medicine": Specialty.FM,
    "pediatrics": Specialty.PEDS,
    "paediatrics": Specialty.PEDS,
    "psychiatry": Specialty.PSYCH,
}
_APPLICATIONS: Mapping[str, ApplicationState] = {
    "considering": ApplicationState.CONSIDERING,
    "maybe": ApplicationState.CONSIDERING,
    "to apply": ApplicationState.PLANNED,
    "will apply": ApplicationState.PLANNED,
    "ready": ApplicationState.PLANNED,
    "submitted": ApplicationState.APPLIED,
    "interview offered": ApplicationState.INVITED,
    "invitation": ApplicationState.INVITED,
    "interview": ApplicationState.INVITED,
    "declined": ApplicationState.WITHDRAWN,
}


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
            if name in _READ and text and (self.columns.exported or text.casefold() not in UNKNOWN):
                yield from self._parsed(name, text)
        if "notes" in self.columns.places and (notes := plain_text(self._at(row, self._place("notes")))):
            yield "notes", _short("notes", notes)

    def _parsed(self, name: str, text: str) -> Iterator[tuple[str, Any]]:
        read = _READ[name]
        if self.columns.exported:
            read = _AS_WRITTEN.get(name, read)
        try:
            for ours, value in read(name, text):
                if ours == "img_percent" and self.fractions:
                    value = round(value * 100, 10)
                yield ours, value
        except ValueError as error:
            raise BadCell(name, text, str(error)) from None
        except _IsADate:
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


class _IsADate(Exception):
    """The column holds a date, whose order is the file's."""


Pairs = Iterator[tuple[str, Any]]


def yes_or_no(text: str) -> bool:
    """What a cell with a yes or a no says; raise ValueError."""
    folded = text.casefold()
    if folded in YES or folded in NO:
        return folded in YES
    raise ValueError(f"{quoted(text)} is not yes or no")


def tidy_code(text: str) -> str:
    """A code without the invisible marks that copying from a page leaves in it."""
    return "".join(sign for sign in text if unicodedata.category(sign) != "Cf").strip()


def _short(name: str, text: str) -> str:
    if len(text) > _LONGEST[name]:
        raise BadCell(name, text, f"{quoted(text)} is longer than {_LONGEST[name]} characters")
    return text


def _line(name: str, text: str) -> Pairs:
    if len(text) > _LONGEST[name]:
        raise ValueError(f"{quoted(text)} is longer than {_LONGEST[name]} characters")
    yield name, text


def _code(name: str, text: str) -> Pairs:
    if tidy_code(text):
        yield from _line(name, tidy_code(text))


def _location(name: str, text: str) -> Pairs:
    city, comma, state = text.rpartition(",")
    yield from _line("city", (city if comma else text).strip())
    if comma and state.strip():
        yield from _line("state", state.strip())


def _flag(name: str, text: str) -> Pairs:
    yield name, yes_or_no(text)


def _visa(name: str, text: str) -> Pairs:
    """`J-1, H-1B`, `J1 only`, `none`: what is not named stays unknown unless it says `only`."""
    folded = re.sub(r"[^a-z0-9]+", "", text.casefold())
    j1, h1b = "j1" in folded, "h1b" in folded
    if not j1 and not h1b:
        if yes_or_no(text):
            raise ValueError(f"{quoted(text)} does not say which visa")
        yield from (("j1", False), ("h1b", False))
        return
    only = "only" in folded
    if j1 or only:
        yield "j1", j1
    if h1b or only:
        yield "h1b", h1b


def _img(name: str, text: str) -> Pairs:
    if text.casefold() in YES - {"1"} or text.casefold() in NO - {"0"}:
        yield "has_imgs", yes_or_no(text)
    else:
        yield "img_percent", _number(text, 0, 100)


def _percent(name: str, text: str) -> Pairs:
    yield name, _number(text, 0, 100)


def _cutoff(name: str, text: str) -> Pairs:
    """`235`, `235 preferred`, `none`."""
    folded = text.casefold()
    if folded in ("none", "no", "no cutoff", "no minimum", "no cut-off", "0"):
        yield "cutoff_kind", CutoffKind.NONE
        return
    yield name, _whole(text, 150, 300)
    for kind in (CutoffKind.STRICT, CutoffKind.PREFERRED):
        if kind in folded:
            yield "cutoff_kind", kind


def _within(low: int, high: int) -> Callable[[str, str], Pairs]:
    def read(name: str, text: str) -> Pairs:
        yield name, _whole(text, low, high)

    return read


def _one_of(
    kind: type[StrEnum], also: Mapping[str, Any], within: bool = False
) -> Callable[[str, str], Pairs]:
    def read(name: str, text: str) -> Pairs:
        folded = text.casefold()
        known: dict[str, Any] = {str(member): member for member in kind} | dict(also)
        fitting = known.get(folded) or next(
            (value for word, value in known.items() if within and word in folded), None
        )
        if fitting is None:
            raise ValueError(f"{quoted(text)} is none of {', '.join(kind)}")
        yield name, fitting

    return read


def _setting(name: str, text: str) -> Pairs:
    """`university-based`, `community based, university affiliated`: two kinds in one are a hybrid."""
    folded = text.casefold()
    academic = any(word in folded for word in ("academic", "university", "county"))
    community = "community" in folded
    if "hybrid" in folded or (academic and community):
        yield name, Setting.HYBRID
    elif academic or community:
        yield name, Setting.ACADEMIC if academic else Setting.COMMUNITY
    else:
        raise ValueError(f"{quoted(text)} is none of {', '.join(Setting)}")


def _day(name: str, text: str) -> Pairs:
    raise _IsADate
    yield  # a generator as the others are


def _number(text: str, low: float, high: float) -> float:
    found = _NUMBER.fullmatch(text)
    number = float(found[1].replace(",", ".")) if found else None
    if number is None or not low <= number <= high:
        raise ValueError(f"{quoted(text)} is not a number from {low:g} to {high:g}")
    return number


def _whole(text: str, low: int, high: int) -> int:
    number = _number(text, low, high)
    if not number.is_integer():
        raise ValueError(f"{quoted(text)} is not a whole number")
    return int(number)


def _day_part(text: str) -> str:
    return _TIME.sub("", plain_line(text))


def _written_percent(name: str, text: str) -> Pairs:
    yield name, float(text)


_AS_WRITTEN: Mapping[str, Callable[[str, str], Pairs]] = {"code": _line, "img_percent": _written_percent}
"""How an export of ours is read where that differs."""

_READ: Mapping[str, Callable[[str, str], Pairs]] = {
    "code": _code,
    "name": _line,
    "specialty": _one_of(Specialty, _SPECIALTIES, within=True),
    "location": _location,
    "city": _line,
    "state": _line,
    "setting": _setting,
    "length_years": _within(1, 8),
    "visa": _visa,
    "j1": _flag,
    "h1b": _flag,
    "img": _img,
    "has_imgs": _flag,
    "img_percent": _percent,
    "cutoff_kind": _one_of(CutoffKind, {"required": CutoffKind.STRICT, "yes": CutoffKind.STRICT}),
    "cutoff": _cutoff,
    "graduation_limit": _within(0, 50),
    "attempts_allowed": _within(0, 6),
    "sloes_wanted": _within(0, 6),
    "signal": _flag,
    "tie": _line,
    "application": _one_of(ApplicationState, _APPLICATIONS),
    "applied_on": _day,
    "rank": _within(1, 300),
    "do_not_rank": _flag,
}
