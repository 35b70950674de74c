"""Question blocks from the CSV files people keep; a bad row is named and does not stop the good ones."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from emtui import guide
from emtui.dates import Order
from emtui.exchange.columns import DATE, NOTES, Wanted, find_columns, looks_like_date
from emtui.exchange.reader import BadCell, BadRow, GoodRow, Preview, RowReader
from emtui.exchange.rows import Row
from emtui.exchange.tables import read_file
from emtui.plain import quoted
from emtui.plan import Plan, QuestionBlock
from emtui.words import BANKS, MOST_QUESTIONS

OURS = ("date", "questions", "correct", "system", "bank", "timed", "notes")
LONGEST_BANK = 60
_NAMES = (
    DATE,
    ("timed", frozenset({"timed", "timing", "timer", "mode"})),
    NOTES,
    ("system", frozenset({"system", "systems", "subject", "topic", "area", "category", "section"})),
    ("bank", frozenset({"bank", "qbank", "source", "resource"})),
    ("correct", frozenset({"correct", "right", "%", "percent", "percentage", "accuracy", "score"})),
    ("questions", frozenset({"questions", "question", "qs", "q", "number", "total", "count"})),
)
_SHARE = frozenset({"%", "percent", "percentage", "accuracy", "score"})  # heads of columns in percent
_NUMBER = re.compile(r"(\d{1,4}(?:[.,]\d{1,4})?) ?(%|percent)?")
_FRACTION = re.compile(r"(\d{1,4})/(\d{1,4})")


def read_questions(
    path: Path,
    *,
    plan: Plan,
    today: date,
    order: Order | None = None,
    mapping: Mapping[str, str] | None = None,
) -> Preview[QuestionBlock]:
    """What importing the CSV file at `path` would do; raise Refused where it is no table of question blocks.

    `mapping` and `order` are as for practice tests. Right answers may be a number, a share, or `31/40`.
    """
    return read_rows(read_file(path), plan=plan, today=today, order=order, mapping=mapping or {})


def read_rows(
    rows: Sequence[Row], *, plan: Plan, today: date, order: Order | None, mapping: Mapping[str, str]
) -> Preview[QuestionBlock]:
    """The same for the rows of a table.

    Blocks alike on one day are told apart by their number only: as many as the plan has are already there.
    """
    places, names, rows = find_columns(rows, _wanted(today), mapping)
    reader = _Reader(today, places, names)
    reader.settle(order, [reader.cell(row, "date") for row in rows])
    good: list[GoodRow[QuestionBlock]] = []
    already: list[GoodRow[QuestionBlock]] = []
    refused: list[BadRow] = []
    there = Counter(map(_key, plan.question_blocks))
    for row in rows:
        try:
            block = reader.read(row)
        except BadCell as bad:
            refused.append(bad.of(row))
            continue
        key = _key(block)
        (already if there[key] > 0 else good).append(GoodRow(row.line, block))
        there[key] -= 1
    columns = {ours: names[found[0]] for ours, found in places.items()}
    return Preview(rows=tuple(good), already=tuple(already), refused=tuple(refused), columns=columns)


def _key(block: QuestionBlock) -> tuple[date, int, int, str | None]:
    return (block.done_on, block.questions, block.correct, block.system)


def _wanted(today: date) -> Wanted:
    return Wanted(
        ours=OURS,
        needed=("date", "questions", "correct"),
        names=_NAMES,
        looks={"date": lambda cell: looks_like_date(cell, today)},
    )


class _Reader(RowReader):
    """Reads question blocks."""

    def __init__(self, today: date, places: Mapping[str, Sequence[int]], names: Sequence[str]) -> None:
        super().__init__(today, places, len(names))
        # The right answers themselves go before their share, where a file has both columns.
        self._shares = {place for place in places.get("correct", ()) if _in_percent(names[place])}
        self.places = {
            **places,
            "correct": sorted(places.get("correct", ()), key=lambda place: place in self._shares),
        }

    def read(self, row: Row) -> QuestionBlock:
        """The question block of `row`; raise BadCell."""
        self.refuse_surplus(row)
        done_on = self.read_date(row, "only blocks that were done go in")
        questions = self._read_questions(row)
        return QuestionBlock(
            done_on=done_on,
            questions=questions,
            correct=self._read_correct(row, questions),
            system=self._read_system(row),
            bank=self._read_bank(row),
            timed=self.read_answer(row, "timed"),
            notes=self.read_note(row),
        )

    def _read_questions(self, row: Row) -> int:
        typed = self.needed(row, "questions")
        number = _number(typed)
        if number is None or not number.is_integer() or not 1 <= number <= MOST_QUESTIONS:
            why = f"{quoted(typed)} is not possible; a block has 1 to {MOST_QUESTIONS} questions"
            raise BadCell("questions", typed, why)
        return int(number)

    def _read_correct(self, row: Row, questions: int) -> int:
        typed = self.needed(row, "correct")
        if fraction := _FRACTION.fullmatch(typed.replace(" ", "")):
            if int(fraction[2]) != questions:
                raise BadCell("correct", typed, f"{quoted(typed)} is not of {questions} questions")
            number: float | None = float(fraction[1])
        else:
            number = self._as_number(row, typed, questions)
        if number is None or not number.is_integer() or number > questions:
            why = f"{quoted(typed)} is not possible; accepted: 0 to {questions}, or a share such as 78%"
            raise BadCell("correct", typed, why)
        return int(number)

    def _as_number(self, row: Row, typed: str, questions: int) -> float | None:
        """How many were right: the number itself, or worked out from a percentage."""
        number = _number(typed)
        share = typed.rstrip().endswith(("%", "percent")) or self._from_share(row)
        if number is None or not share:
            return number
        if number < 1 and "%" not in typed:  # spreadsheets save 78% as 0.78
            number *= 100
        return float(round(number * questions / 100)) if number <= 100 else None

    def _from_share(self, row: Row) -> bool:
        """Whether the cell that counts lies in a column in percent."""
        filled = (place for place in self.places["correct"] if place < len(row.cells))
        return next((place in self._shares for place in filled if row.cells[place].strip()), False)

    def _read_system(self, row: Row) -> str | None:
        typed = self.cell(row, "system")
        if not typed or typed.lower() in ("mixed", "all", "random", "-", "–"):
            return None
        found = guide.find_system(typed)
        if len(found) == 1:
            return found[0].id
        if found:
            names = ", ".join(system.name for system in found)
            raise BadCell("system", typed, f"{quoted(typed)} can be {names}")
        why = f"{quoted(typed)} is no area of the exam; write one such as cardio, or leave it empty for mixed"
        raise BadCell("system", typed, why)

    def _read_bank(self, row: Row) -> str | None:
        typed = self.cell(row, "bank")
        if len(typed) > LONGEST_BANK:
            raise BadCell("bank", typed, f"{quoted(typed)} is longer than {LONGEST_BANK} characters")
        return BANKS.get(typed.lower(), typed) or None


def _in_percent(name: str) -> bool:
    return bool(_SHARE & set(re.findall(r"[a-z]+|%", name.lower())))


def _number(text: str) -> float | None:
    found = _NUMBER.fullmatch(unicodedata.normalize("NFKC", text).lower().strip())
    return float(found[1].replace(",", ".")) if found else None
