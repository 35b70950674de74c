"""Tables as CSV: written so that no spreadsheet runs a cell, read in the forms people keep.

A cell that a spreadsheet would take for a formula gets a leading `'`; reading takes off exactly one.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from pathlib import Path

from emtui.errors import Refused
from emtui.exchange import applying
from emtui.exchange.files import read_text
from emtui.exchange.rows import Row
from emtui.plan import Plan, StoredProjection
from emtui.planner.scorecard import outcomes

MOST_BYTES = 10_000_000
MOST_ROWS = 100_000

_RISKY = ("=", "+", "-", "@", "'", "\t", "\r")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_DATED = ("id", "day", "exam_day")
_DELIMITERS = ("\t", ";", ",")
_SAMPLE = 50_000  # characters looked at to tell the delimiter
_NAMED_DELIMITER = re.compile(r"sep=([,;\t])\r?\n", re.IGNORECASE)  # Excel's own first line


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A CSV text with a header; None is an empty cell, yes and no stand for truth values.

    What could pass for a delimiter is quoted, so that reading never mistakes it.
    """
    lines = [",".join(map(_write_cell, row)) for row in (columns, *rows)]
    return "\n".join(lines) + "\n"


def _write_cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = _number(value) if isinstance(value, float) else str(value)
    if text.startswith(_RISKY) and not _NUMBER.fullmatch(text):
        text = f"'{text}"
    # Not csv.writer: in Python 3.11 it leaves a lone carriage return unquoted, which splits the row.
    return '"' + text.replace('"', '""') + '"' if re.search(r'[",;\t\r\n]', text) else text


def _number(value: float) -> str:
    """The shortest text that reads back as the same number."""
    text = f"{value:.15g}"
    return text if float(text) == value else repr(value)


def table_csv(table: str, plan: Plan) -> str:
    """The plan's table called `table` as CSV; raise Refused naming those there are."""
    write = TABLES.get(table)
    if write is None:
        raise Refused(f"{table}: there is no such table; the tables are {', '.join(TABLES)}")
    return write(plan)


def _tests(plan: Plan) -> str:
    return write_csv(
        ("date", "instrument", "score", "timed", "complete", "retake", "notes"),
        (
            (row.taken_on, row.instrument, row.score, row.timed, row.complete, row.retake, row.notes)
            for row in plan.practice_tests
        ),
    )


def _questions(plan: Plan) -> str:
    return write_csv(
        ("date", "questions", "correct", "system", "bank", "timed", "notes"),
        (
            (row.done_on, row.questions, row.correct, row.system, row.bank, row.timed, row.notes)
            for row in plan.question_blocks
        ),
    )


def _mistakes(plan: Plan) -> str:
    return write_csv(
        ("date", "topic", "why", "next", "revisit", "revisited", "system"),
        (
            (row.made_on, row.topic, row.reason, row.next_step, row.revisit_on, row.revisited_on, row.system)
            for row in plan.mistakes
        ),
    )


def _projections(plan: Plan) -> str:
    """The projections of past days beside the real score: days before the exam in the place of dates.

    Nothing in it says whose they are, so that it can be handed on.
    """
    stored = tuple(field.name for field in fields(StoredProjection) if field.name not in _DATED)
    beside = ("moved", "error", "held50", "held80", "held95")
    return write_csv(
        ("days_out", *stored, "score", *beside),
        (
            (
                row.days_out,
                *(getattr(row.stored, column) for column in stored),
                plan.profile.step2_score,
                *(getattr(row, column) for column in beside),
            )
            for row in outcomes(plan)
        ),
    )


TABLES: Mapping[str, Callable[[Plan], str]] = {
    "tests": _tests,
    "questions": _questions,
    "mistakes": _mistakes,
    "projections": _projections,
    "programs": lambda plan: write_csv(*applying.programs(plan)),
    "rotations": lambda plan: write_csv(*applying.rotations(plan)),
    "letters": lambda plan: write_csv(*applying.letters(plan)),
    "interviews": lambda plan: write_csv(*applying.interviews(plan)),
}


def read_file(path: Path) -> list[Row]:
    """The rows of a CSV file that hold anything; raise Refused where it cannot be read or is too large."""
    return read_csv(read_text(path, most_bytes=MOST_BYTES))


def read_csv(text: str) -> list[Row]:
    """The rows of `text` that hold anything, each cell without the `'` that writing adds."""
    named = _NAMED_DELIMITER.match(text)
    delimiter = named[1] if named else tell_delimiter(text)
    try:
        found = _quoted_rows(text, delimiter)
    except csv.Error:  # a quotation mark out of place: then only whole lines can be told apart
        found = _plain_rows(text, delimiter)
    rows = []
    for line, written in found:
        cells = tuple(cell[1:] if cell.startswith("'") else cell for cell in written)
        if (named and line == 1) or not any(cell.strip() for cell in cells):
            continue
        rows.append(Row(line, cells))
        if len(rows) > MOST_ROWS:
            raise Refused(f"the file has more than {MOST_ROWS:,} rows; no table of yours should")
    return rows


def _quoted_rows(text: str, delimiter: str) -> list[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows, line = [], 1
    for cells in reader:
        rows.append((line, cells))
        line = reader.line_num + 1
    return rows


def _plain_rows(text: str, delimiter: str) -> list[tuple[int, list[str]]]:
    lines = enumerate(text.splitlines(), start=1)
    return [(line, [cell.strip(' "') for cell in row.split(delimiter)]) for line, row in lines]


def tell_delimiter(text: str) -> str:
    """Tab, semicolon or comma: the one that most lines hold, then the one they hold most often."""
    lines = re.sub(r'"[^"]*"', "", text[:_SAMPLE]).splitlines()

    def weight(delimiter: str) -> tuple[int, int]:
        counts = [count for line in lines if (count := line.count(delimiter))]
        return len(counts), Counter(counts).most_common(1)[0][0] if counts else 0

    return max(_DELIMITERS, key=weight)
