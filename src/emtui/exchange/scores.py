"""Practice tests from the CSV files people keep, in whatever form they kept them.

A bad row is named and does not stop the good ones; nothing is stored here.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from emtui.dates import Order
from emtui.errors import Refused
from emtui.exchange.columns import DATE, NOTES, Wanted, find_columns, looks_like_date
from emtui.exchange.reader import BadCell, BadRow, GoodRow, Preview, RowReader
from emtui.exchange.rows import Row
from emtui.exchange.tables import read_file
from emtui.plan import Plan, PracticeTest
from emtui.words import TEST_FLAGS, Form, find_form, read_score, refuse_unknown

OURS = ("date", "instrument", "score", "timed", "complete", "retake", "notes")
_NAMES = (
    DATE,
    ("timed", frozenset({"timed", "timing", "timer"})),
    ("complete", frozenset({"complete", "completed", "full"})),
    ("retake", frozenset({"retake", "retaken", "repeat", "repeated"})),
    NOTES,
    ("score", frozenset({"score", "scores", "scored", "result", "results", "points", "pts", "mark"})),
    ("score", frozenset({"%", "percent", "percentage", "correct"})),
    (
        "instrument",
        frozenset({"instrument", "test", "form", "exam", "assessment", "name", "practice", "nbme"}),
    ),
    ("date", frozenset({"taken"})),
)

ImportPreview = Preview[PracticeTest]


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
    places, names, rows = find_columns(rows, _wanted(plan, today), mapping)
    reader = _Reader(plan, today, places, len(names))
    reader.settle(order, [reader.cell(row, "date") for row in rows])
    good: list[GoodRow[PracticeTest]] = []
    already: list[GoodRow[PracticeTest]] = []
    refused: list[BadRow] = []
    there = {(test.taken_on, test.instrument) for test in plan.practice_tests}
    for row in rows:
        try:
            test = reader.read(row)
        except BadCell as bad:
            refused.append(bad.of(row))
            continue
        key = (test.taken_on, test.instrument)
        (already if key in there else good).append(GoodRow(row.line, test))
        there.add(key)
    columns = {ours: names[found[0]] for ours, found in places.items()}
    return Preview(rows=tuple(good), already=tuple(already), refused=tuple(refused), columns=columns)


def _wanted(plan: Plan, today: date) -> Wanted:
    return Wanted(
        ours=OURS,
        needed=("date", "instrument", "score"),
        names=_NAMES,
        looks={
            "date": lambda cell: looks_like_date(cell, today),
            "instrument": lambda cell: find_form(cell, plan) is not None,
            "score": lambda cell: re.fullmatch(r"\d{2,3}([.,]\d+)? ?%?", cell) is not None,
        },
    )


class _Reader(RowReader):
    """Reads practice tests."""

    def __init__(self, plan: Plan, today: date, places: Mapping[str, Sequence[int]], width: int) -> None:
        super().__init__(today, places, width)
        self.plan = plan

    def read(self, row: Row) -> PracticeTest:
        """The practice test of `row`; raise BadCell."""
        self.refuse_surplus(row)
        taken_on = self.read_date(row, "only tests that were taken go in")
        form, flags = self._read_form(row)
        return PracticeTest(
            taken_on=taken_on,
            instrument=form.instrument,
            score=self._read_score(row, form),
            timed=self.read_flag(row, "timed", flags.get("timed", True)),
            complete=self.read_flag(row, "complete", flags.get("complete", True)),
            retake=self.read_flag(row, "retake", flags.get("retake", False)),
            notes=self.read_note(row),
        )

    def _read_form(self, row: Row) -> tuple[Form, dict[str, bool]]:
        """The practice test, and what its cell says beside the name, such as `UWSA 1 (untimed)`."""
        typed = self.needed(row, "instrument")
        flags, name = {}, typed
        for word, (column, value) in TEST_FLAGS.items():
            shorter = re.sub(rf"[(\[,]?\b{word}\b[)\]]?", " ", name, flags=re.IGNORECASE)
            if shorter != name:
                flags[column], name = value, shorter
        form = find_form(typed, self.plan) or find_form(name, self.plan)
        if form is None:
            raise BadCell("instrument", typed, str(refuse_unknown(typed, self.plan)))
        return form, flags

    def _read_score(self, row: Row, form: Form) -> float:
        typed = self.needed(row, "score")
        try:
            return read_score(typed, form)
        except Refused as error:
            raise BadCell("score", typed, str(error)) from None
