"""Letters of recommendation: when each will be there, which come late, and which programs still lack one."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from emtui import guide
from emtui.guide.letters import letter_kinds
from emtui.plan import Letter, LetterAssignment, Plan, Program, Rotation
from emtui.planner.counted import (
    ON_THE_LIST,
    expected,
    is_em_sloe,
    letter_name,
    sloes_known,
    suits,
)
from emtui.planner.milestones import Milestone
from emtui.vocabulary import ApplicationState, LetterState, RotationState, Specialty


class Cell(StrEnum):
    """What a letter is to a program: assigned, to assign now, to assign once it is in, or too late for it."""

    ASSIGNED = "assigned"
    READY = "ready"
    WAITING = "waiting"
    LATE = "late"


class LetterRow(NamedTuple):
    """A letter with its `name` in the matrix (A, B …), the day it is in or expected, and how that fits.

    `in_time` compares `expected_on` with the earliest day programs may read; None where either is unknown.
    `may_be_late` where the usual day is in time and the latest is not.
    `days_late` is positive where it comes after that day. `reason` says how the day was reckoned, or why
    the kind does not suit the rotation (`suits` is False then). `counts` marks an EM SLOE.
    """

    letter: Letter
    name: str
    rotation: Rotation | None
    counts: bool
    suits: bool
    expected_on: date | None
    in_time: bool | None
    may_be_late: bool
    days_late: int | None
    reason: str | None
    assigned: int

    @property
    def uploaded(self) -> bool:
        """Whether it is in."""
        return self.letter.state is LetterState.UPLOADED


class MatrixRow(NamedTuple):
    """A program on the list with one cell a letter, in the order of the letters.

    `wanted` SLOEs against those assigned (`sloes`); `short` is None where what it wants is unknown.
    """

    program: Program
    cells: tuple[Cell, ...]
    wanted: int | None
    sloes: int
    short: int | None


class Missing(NamedTuple):
    """A letter that is in and not assigned to a program on the list."""

    letter_id: int
    program_id: int


def letter_rows(plan: Plan, reads: Milestone | None, today: date) -> tuple[LetterRow, ...]:
    """The letters of `plan` in the order they were entered, held against the day programs read."""
    rotations = {rotation.id: rotation for rotation in plan.rotations}
    programs = {program.id for program in _listed(plan)}
    assigned: dict[int, int] = {}
    for link in plan.letter_assignments:
        if link.program_id in programs:
            assigned[link.letter_id] = assigned.get(link.letter_id, 0) + 1
    return tuple(
        _row(letter, letter_name(place), rotations.get(letter.rotation_id), assigned, reads, today)
        for place, letter in enumerate(plan.letters)
    )


def matrix(plan: Plan, letters: Sequence[LetterRow]) -> tuple[MatrixRow, ...]:
    """Every program that wants letters against every letter."""
    links = {(link.letter_id, link.program_id) for link in plan.letter_assignments}
    return tuple(_matrix_row(program, letters, links) for program in _listed(plan))


def unassigned(rows: Sequence[MatrixRow], letters: Sequence[LetterRow]) -> tuple[Missing, ...]:
    """Every letter that is in against every program it could be assigned to today."""
    return tuple(
        Missing(row.letter.id or 0, line.program.id or 0)
        for line in rows
        for row, cell in zip(letters, line.cells, strict=True)
        if cell is Cell.READY
    )


class Short(NamedTuple):
    """The programs with fewer letters than they want and there are: `short` of all those `wanting`, in a
    plan with so many `uploaded`.
    """

    short: int
    wanting: int
    uploaded: int


def short_of_letters(plan: Plan, *, taken: bool) -> Short:
    """The EM programs that could have more of the letters that are in: each is assigned by hand.

    Those only planned count once applications are `taken`: before that there is nothing to assign to.
    """
    letters = {letter.id for letter in plan.letters if letter.state is LetterState.UPLOADED}
    programs = [
        program for program in _listed(plan) if taken or program.application is not ApplicationState.PLANNED
    ]
    assigned: dict[int, int] = {}
    for link in plan.letter_assignments:
        if link.letter_id in letters:
            assigned[link.program_id] = assigned.get(link.program_id, 0) + 1
    usual = guide.thresholds().sloes
    short = sum(
        assigned.get(program.id or 0, 0) < min(program.sloes_wanted or usual, len(letters))
        for program in programs
    )
    return Short(short, len(programs), len(letters))


def sloes_in_time(plan: Plan, rows: Sequence[LetterRow]) -> int | None:
    """The EM SLOEs that are in, or expected by the day programs read; not those of a mere idea.

    With those the profile knows of and `rows` do not; None where it is silent and there are no letters.
    """
    known = sloes_known(plan)
    if known is None:
        return None
    coming = sum(row.counts and not row.uploaded and row.in_time is True and _stands(row) for row in rows)
    return known + coming


def _stands(row: LetterRow) -> bool:
    """Whether more than an idea is behind a letter."""
    idea = row.rotation is not None and row.rotation.state is RotationState.IDEA
    return not idea or row.letter.state is not LetterState.PLANNED


def assignments_of(plan: Plan, letter: Letter) -> tuple[LetterAssignment, ...]:
    """What to add so that `letter` is assigned to every EM program that wants letters."""
    there = {link.program_id for link in plan.letter_assignments if link.letter_id == letter.id}
    return tuple(
        LetterAssignment(letter_id=letter.id or 0, program_id=program.id or 0)
        for program in _listed(plan)
        if program.id not in there
    )


def _listed(plan: Plan) -> list[Program]:
    return [
        program
        for program in plan.programs
        if program.specialty is Specialty.EM and program.application in ON_THE_LIST
    ]


def _row(
    letter: Letter,
    name: str,
    rotation: Rotation | None,
    assigned: Mapping[int, int],
    reads: Milestone | None,
    today: date,
) -> LetterRow:
    kind = letter_kinds()[letter.kind]
    suited = suits(letter, rotation)
    arrival = expected(letter, rotation, today)
    limit = None if reads is None else reads.earliest
    late = None if arrival.on is None or limit is None else (arrival.on - limit).days
    reason = arrival.how
    if not suited and rotation is not None:
        reason = f"{_article(rotation.kind)} cannot give {kind.title_with_article}"
    return LetterRow(
        letter=letter,
        name=name,
        rotation=rotation,
        counts=is_em_sloe(letter, rotation),
        suits=suited,
        expected_on=arrival.on,
        in_time=None if late is None else late <= 0,
        may_be_late=arrival.may_be_late(limit),
        days_late=late,
        reason=reason,
        assigned=assigned.get(letter.id or 0, 0),
    )


def _article(kind: str) -> str:
    words = kind.replace("-em", " EM rotation").replace("-", " ")
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def _matrix_row(program: Program, letters: Sequence[LetterRow], links: set[tuple[int, int]]) -> MatrixRow:
    cells = tuple(
        Cell.ASSIGNED
        if (row.letter.id, program.id) in links
        else Cell.READY
        if row.uploaded
        else Cell.LATE
        if row.in_time is False
        else Cell.WAITING
        for row in letters
    )
    sloes = sum(row.counts and cell is Cell.ASSIGNED for row, cell in zip(letters, cells, strict=True))
    wanted = program.sloes_wanted
    return MatrixRow(program, cells, wanted, sloes, None if wanted is None else max(wanted - sloes, 0))
