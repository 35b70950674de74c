"""Practice tests from the CSV files people keep, in whatever form they kept them.

A bad row is named and does not stop the good ones; nothing is stored here.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from emtui.dates import FORMS, AmbiguousDate, Order, parse_date, settle_order
from emtui.errors import Refused
from emtui.exchange.columns import find_columns
from emtui.exchange.rows import Row
from emtui.exchange.tables import read_file
from emtui.fields import LONGEST_NOTE
from emtui.plain import plain_line, quoted
from emtui.plan import Plan, PracticeTest
from emtui.words import TEST_FLAGS, Form, find_form, read_score, refuse_unknown

YES = frozenset(
    {"yes", "y", "true", "t", "1", "x", "✓", "timed", "complete", "full", "full length", "retake"}
)
NO = frozenset({"no", "n", "false", "f", "0", "–", "-", "untimed", "tutor", "incomplete", "partial", "half"})

_TIME_OF_DAY = re.compile(r"[ T]\d{1,2}:\d{2}(:\d{2})?(\.\d+)?( ?[ap]m|Z)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class GoodRow:
    """A row that is a practice test; `line` counts from 1."""

    line: int
    test: PracticeTest


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
class ImportPreview:
    """What an import would do: `rows` to add, rows `already` there, rows `refused`."""

    rows: tuple[GoodRow, ...] = ()
    already: tuple[GoodRow, ...] = ()
    refused: tuple[BadRow, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)

    @property
    def tests(self) -> tuple[PracticeTest, ...]:
        """The practice tests to add, in the order of the file."""
        return tuple(row.test for row in self.rows)


class _BadCell(Exception):
    def __init__(self, column: str, value: str, why: str) -> None:
        super().__init__(why)
        self.column, self.value, self.why = column, value, why


def read_scores(
    path: Path,
    *,
    plan: Plan,
    today: date,
    order: Order | None = None,
    mapping: Mapping[str, str] | None = None,
) -> ImportPreview:
    """What importing the CSV file at `path` would do; raise Refused where it is no table of scores.

    `mapping` names the file's column for some of ours (date, instrument, score, timed, complete, retake,
    notes). `order` settles dates such as 11/03; without it a row that can only be one order does.
    """
    return read_rows(read_file(path), plan=plan, today=today, order=order, mapping=mapping or {})


def read_rows(
    rows: Sequence[Row], *, plan: Plan, today: date, order: Order | None, mapping: Mapping[str, str]
) -> ImportPreview:
    """The same for the rows of a table."""
    places, names, rows = find_columns(rows, plan, today, mapping)
    reader = _Reader(plan, today, places, len(names))
    reader.settle(order, [reader.cell(row, "date") for row in rows])
    good: list[GoodRow] = []
    already: list[GoodRow] = []
    refused: list[BadRow] = []
    there = {(test.taken_on, test.instrument) for test in plan.practice_tests}
    for row in rows:
        try:
            test = reader.read(row)
        except _BadCell as bad:
            refused.append(BadRow(row.line, bad.column, bad.value, bad.why))
            continue
        key = (test.taken_on, test.instrument)
        (already if key in there else good).append(GoodRow(row.line, test))
        there.add(key)
    columns = {ours: names[found[0]] for ours, found in places.items()}
    return ImportPreview(rows=tuple(good), already=tuple(already), refused=tuple(refused), columns=columns)


class _Reader:
    """Reads rows of one file: where its columns are, and in which order its dates are written."""

    def __init__(self, plan: Plan, today: date, places: Mapping[str, Sequence[int]], width: int) -> None:
        self.plan, self.today, self.places, self.width = plan, today, places, width
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

    def read(self, row: Row) -> PracticeTest:
        """The practice test of `row`; raise _BadCell."""
        surplus = [cell for cell in row.cells[self.width :] if cell.strip()]
        if surplus:
            why = f"{quoted(surplus[0])} is one cell too many; quote cells that hold the delimiter"
            raise _BadCell(f"column {self.width + 1}", surplus[0], why)
        taken_on = self._read_date(row)
        form, flags = self._read_form(row)
        return PracticeTest(
            taken_on=taken_on,
            instrument=form.instrument,
            score=self._read_score(row, form),
            timed=self._read_flag(row, "timed", flags.get("timed", True)),
            complete=self._read_flag(row, "complete", flags.get("complete", True)),
            retake=self._read_flag(row, "retake", flags.get("retake", False)),
            notes=self._read_note(row),
        )

    def _needed(self, row: Row, ours: str) -> str:
        text = self.cell(row, ours)
        if not text:
            raise _BadCell(ours, "", "the cell is empty")
        return text

    def _read_date(self, row: Row) -> date:
        typed = self._needed(row, "date")
        text = _without_time(typed)
        if not re.search(r"\d", text) or text.startswith(("+", "-")):
            # "yesterday" was true on the day it was written, which nobody knows now.
            raise _BadCell("date", typed, f"{quoted(typed)} is not a day of the calendar; write 2026-11-23")
        try:
            day = parse_date(text, today=self.today, order=self.order, prefer_past=True)
        except AmbiguousDate as error:
            raise _BadCell("date", typed, f"{error}{self.clash}") from None
        except Refused as error:
            why = str(error).replace(FORMS, "2026-11-23 or 23 nov 2026")  # no "yesterday" in a file
            raise _BadCell("date", typed, why) from None
        if day > self.today:
            raise _BadCell(
                "date", typed, f"{quoted(typed)} is still to come; only tests that were taken go in"
            )
        return day

    def _read_form(self, row: Row) -> tuple[Form, dict[str, bool]]:
        """The practice test, and what its cell says beside the name, such as `UWSA 1 (untimed)`."""
        typed = self._needed(row, "instrument")
        flags, name = {}, typed
        for word, (column, value) in TEST_FLAGS.items():
            shorter = re.sub(rf"[(\[,]?\b{word}\b[)\]]?", " ", name, flags=re.IGNORECASE)
            if shorter != name:
                flags[column], name = value, shorter
        form = find_form(typed, self.plan) or find_form(name, self.plan)
        if form is None:
            raise _BadCell("instrument", typed, str(refuse_unknown(typed, self.plan)))
        return form, flags

    def _read_score(self, row: Row, form: Form) -> float:
        typed = self._needed(row, "score")
        try:
            return read_score(typed, form)
        except Refused as error:
            raise _BadCell("score", typed, str(error)) from None

    def _read_flag(self, row: Row, ours: str, otherwise: bool) -> bool:
        typed = self.cell(row, ours)
        if not typed:
            return otherwise
        if typed.lower() in YES or typed.lower() in NO:
            return typed.lower() in YES
        raise _BadCell(ours, typed, f"{quoted(typed)} is not yes or no")

    def _read_note(self, row: Row) -> str | None:
        note = self.cell(row, "notes")
        if len(note) > LONGEST_NOTE:
            raise _BadCell("notes", note, f"{quoted(note)} is longer than {LONGEST_NOTE} characters")
        return note or None


def _without_time(text: str) -> str:
    return _TIME_OF_DAY.sub("", text.strip())
