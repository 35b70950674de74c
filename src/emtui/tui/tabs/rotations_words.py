"""What the Rotations tab says: rotations, letters, who has which letter, and what is to be done."""

from collections.abc import Sequence
from datetime import date

from textual.content import Content

from emtui.dates import MONTHS, WEEKDAYS
from emtui.fields import said
from emtui.planner.rotations import Cell, LetterRow, MatrixRow, RotationRow, RotationsView
from emtui.show import numbers
from emtui.tui.signs import sign
from emtui.tui.text import (
    Text,
    accent,
    bad,
    faint,
    line,
    lines,
    look,
    mark,
    plain,
    quiet,
    strong,
)
from emtui.tui.widgets.row_table import Column, Row
from emtui.vocabulary import LetterState, RotationState

ROTATION_COLUMNS = (
    Column("site", "site", least=10, grow=True),
    Column("kind", "kind", least=8),
    Column("dates", "dates"),
    Column("cost", "cost", align="right", drop=1),
    Column("state", "state"),
)
LETTER_COLUMNS = (
    Column("name", "", width=2),
    Column("kind", "letter", least=8, gap=1),
    Column("writer", "from", least=8, grow=True),
    Column("site", "rotation", least=8, drop=1),
    Column("state", "state"),
    Column("day", "there by", align="right"),
    Column("fits", ""),
)
PROGRAM = Column("program", "program", least=12, grow=True)
WANTS = Column("wants", "SLOEs wanted", align="right", width=12)
CELL_WIDTH = 3

NO_ROTATIONS = (
    "US rotations belong here",
    "the guide advises two or three in EM: they bring the letters",
    "a",
    "add the first rotation",
)
NO_LETTERS = (
    "Letters belong here",
    "at least two SLOEs from EM, in by the day programs read",
    "n",
    "add a letter",
)
NO_MATRIX = (
    "Who has which letter stands here",
    "once there are letters, and programs planned or applied to",
    "7",
    "choose programs",
)
ROTATION_SIGNS = {
    RotationState.IDEA: "todo",
    RotationState.APPLIED: "started",
    RotationState.ACCEPTED: "ok",
    RotationState.DONE: "ok",
    RotationState.DECLINED: "no",
}
LETTER_SIGNS = {
    LetterState.PLANNED: "todo",
    LetterState.ASKED: "started",
    LetterState.PROMISED: "started",
    LetterState.UPLOADED: "ok",
}
LEGEND_SIGNS = {Cell.ASSIGNED: "ok", Cell.READY: "look", Cell.WAITING: "todo", Cell.LATE: "no"}


def short_day(day: date, today: date) -> str:
    """A day in a table, such as `2 Aug`; with its year where that is not today's."""
    shown = f"{day.day} {MONTHS[day.month - 1].capitalize()}"
    return shown if day.year == today.year else f"{shown} {day.year % 100:02d}"


def long_day(day: date, today: date) -> str:
    """A day in a sentence, such as `Mon 31 May`."""
    return f"{WEEKDAYS[day.weekday()].capitalize()} {short_day(day, today)}"


def span(first: date | None, last: date | None, today: date) -> Content:
    """Two days in a cell; ? where one is unknown. A year they share stands once, with the last."""
    if first is None and last is None:
        return quiet("? no dates")
    year_of = last if first is not None and last is not None and first.year == last.year else today
    shown = [
        mark("unknown") if day is None else plain(short_day(day, seen_from))
        for day, seen_from in ((first, year_of), (last, today))
    ]
    return line(shown[0].pad_left(max(6 - shown[0].cell_length, 0)), quiet(sign("to")), shown[1])


# -- rotations


def rotation_row(row: RotationRow, today: date) -> Row:
    """The row of one rotation; one that was declined is faint."""
    rotation = row.rotation
    cost = sign("unknown") if rotation.cost_usd is None else numbers.money(rotation.cost_usd)
    cells: dict[str, Text] = {
        "site": strong(rotation.site),
        "kind": quiet(said(rotation.kind)),
        "dates": span(rotation.starts_on, rotation.ends_on, today),
        "cost": quiet(cost) if rotation.cost_usd is None else cost,
        "state": _rotation_state(row),
    }
    if rotation.state is RotationState.DECLINED:
        cells = {key: faint(plain(cell).plain) for key, cell in cells.items()}
    return Row(rotation.id or 0, cells, row)


def _rotation_state(row: RotationRow) -> Content:
    state = row.rotation.state
    name = ROTATION_SIGNS[state]
    tone = mark(name) if name in ("ok", "no") else accent(sign(name))
    words = "running" if row.running and state is RotationState.ACCEPTED else said(state)
    return line(tone, " ", words)


def rotation_detail(row: RotationRow | None, view: RotationsView) -> Content:
    """What the table leaves out of the selected rotation: the host's deadline, and what letter it gives."""
    if row is None:
        return plain("")
    rotation = row.rotation
    return lines([_deadline(row, view.today), _gives(row, view), *_place(rotation.place, rotation.notes)])


def _deadline(row: RotationRow, today: date) -> Content:
    day, left = row.rotation.deadline, row.days_to_deadline
    if day is None or left is None:
        return line(quiet("apply by   "), quiet("? the host's deadline is not known"))
    settled = row.rotation.state in (RotationState.ACCEPTED, RotationState.DONE, RotationState.DECLINED)
    note = quiet("") if settled or left > 45 else line("  ", mark("no" if left < 0 else "look"))
    return line(
        quiet("apply by   "),
        strong(long_day(day, today)),
        quiet(f", {numbers.days_in_words(left)}"),
        note,
    )


def _gives(row: RotationRow, view: RotationsView) -> Content:
    head = quiet("letter     ")
    if row.gives is None:
        return line(head, "cannot give a SLOE; not counted")
    told = plain(f"can give {'an' if said(row.gives)[0] in 'aeiouO' else 'a'} {said(row.gives)}")
    if row.letters:
        told = line(told, quiet(", here "), accent(", ".join(row.letters)))
    if row.ends_in_time is False and view.last_end is not None:
        told = line(told, "  ", mark("look"), f" ends after {long_day(view.last_end, view.today)}")
    return line(head, told)


def _place(place: str | None, notes: str | None) -> list[Content]:
    words = "  ".join(part.replace("\n", " ") for part in (place, notes) if part)
    return [line(quiet("notes      "), plain(words))] if words else []


def budget(view: RotationsView) -> Content:
    """What the rotations cost, against the budget."""
    if not view.cost_usd:
        return plain("")
    spent = numbers.money(view.cost_usd)
    if view.budget_usd is None:
        return quiet(f"{spent} in all")
    over = view.cost_usd > view.budget_usd
    told = quiet(f"{spent} of the {numbers.money(view.budget_usd)} budget")
    return line(told, " ", mark("no")) if over else told


# -- letters


def letter_row(row: LetterRow, today: date) -> Row:
    """The row of one letter."""
    letter = row.letter
    name = LETTER_SIGNS[letter.state]
    tone = mark(name) if name == "ok" else accent(sign(name))
    return Row(
        letter.id or 0,
        {
            "name": accent(row.name),
            "kind": plain(said(letter.kind)),
            "writer": quiet(letter.writer),
            "site": quiet(row.rotation.site) if row.rotation else quiet(sign("nothing")),
            "state": line(tone, " ", said(letter.state)),
            "day": quiet(sign("unknown")) if row.expected_on is None else short_day(row.expected_on, today),
            "fits": _fits(row),
        },
        row,
    )


def _fits(row: LetterRow) -> Content:
    if not row.suits:
        return line(mark("no"), bad(" wrong kind"))
    if row.may_be_late:
        return line(mark("look"), " may be late")
    if row.uploaded or row.in_time:
        return mark("ok")
    if row.in_time is None:
        return mark("unknown")
    return line(mark("no"), bad(" late"))


def letters_state(view: RotationsView) -> Content:
    """What the letters are held against."""
    if view.reads is None:
        return quiet("? no match year")
    about = line(look(sign("estimate")), " ") if view.reads.tentative else plain("")
    return line(quiet("programs read from "), about, quiet(long_day(view.reads.earliest, view.today)))


# -- letters by program


def matrix_columns(letters: Sequence[LetterRow]) -> tuple[Column, ...]:
    """A column a letter between the program and what it wants."""
    middle = (
        Column(row.name, row.name.center(CELL_WIDTH), width=CELL_WIDTH, gap=2 if place == 0 else 1)
        for place, row in enumerate(letters)
    )
    return (PROGRAM, *middle, WANTS)


def matrix_row(row: MatrixRow) -> Row:
    """The row of one program with what it is found by; `matrix_cells` are made when it is drawn."""
    return Row(row.program.id or 0, {"program": program_name(row)}, row)


def matrix_cells(row: MatrixRow, letters: Sequence[LetterRow]) -> dict[str, Text]:
    """A cell a letter, between the program and what it wants."""
    cells: dict[str, Text] = {"program": program_name(row), "wants": _wants(row)}
    return cells | {
        letter.name: line(" ", cell_mark(cell)) for letter, cell in zip(letters, row.cells, strict=True)
    }


def program_name(row: MatrixRow) -> Content:
    """The name with its state."""
    place = row.program.state or row.program.city
    return line(row.program.name, " ", quiet(place)) if place else plain(row.program.name)


def cell_mark(cell: Cell) -> Content:
    """The sign of a letter at a program."""
    name = LEGEND_SIGNS[cell]
    return quiet(sign(name)) if cell is Cell.WAITING else mark(name)


def _wants(row: MatrixRow) -> Content:
    if row.wanted is None:
        return quiet("? unknown")
    done = row.short == 0
    return line(quiet(f"{row.sloes} of {row.wanted} "), mark("ok") if done else quiet(sign("todo")))


def legend(*, brief: bool) -> Content:
    """What the signs of the matrix mean."""
    words = (
        (Cell.ASSIGNED, "assigned"),
        (Cell.READY, "to assign"),
        (Cell.WAITING, "once it is in"),
        (Cell.LATE, "comes late"),
    )
    return Content("  ").join(
        line(cell_mark(cell), quiet(f" {word}")) for cell, word in words[: 2 if brief else 4]
    )
