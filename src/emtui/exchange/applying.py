"""Rotations, letters, programs and interviews as columns and rows, for their CSV files."""

from collections.abc import Iterator, Sequence
from dataclasses import fields

from emtui.exchange.program_columns import COLUMNS, FACTS
from emtui.plan import Letter, Plan, ProgramFact, Rotation

Table = tuple[Sequence[str], Iterator[Sequence[object]]]
"""The names of the columns, and the rows under them."""


def programs(plan: Plan) -> Table:
    """Every program, and behind it three columns for each field that a fact speaks of."""
    known: dict[tuple[int, str], ProgramFact] = {
        (fact.program_id, fact.field): fact for fact in plan.program_facts
    }
    named = sorted({fact.field for fact in plan.program_facts})
    columns = (*COLUMNS, *(f"{field} {fact}" for field in named for fact in FACTS))

    def rows() -> Iterator[Sequence[object]]:
        for program in plan.programs:
            facts = [known.get((program.id or 0, field)) for field in named]
            yield (
                *(getattr(program, column) for column in COLUMNS),
                *(cell for fact in facts for cell in _fact(fact)),
            )

    return columns, rows()


def _fact(fact: ProgramFact | None) -> tuple[object, object, object]:
    return (None, None, None) if fact is None else (fact.source, fact.checked_on, fact.stale)


def rotations(plan: Plan) -> Table:
    """Every rotation."""
    columns = [column.name for column in fields(Rotation)]
    return columns, ([getattr(row, column) for column in columns] for row in plan.rotations)


def letters(plan: Plan) -> Table:
    """Every letter, with its rotation's site and the ids of the programs it is assigned to."""
    columns = [column.name for column in fields(Letter)]
    sites = {rotation.id: rotation.site for rotation in plan.rotations}
    assigned: dict[int | None, list[int]] = {}
    for link in plan.letter_assignments:
        assigned.setdefault(link.letter_id, []).append(link.program_id)
    rows = (
        [
            *(getattr(row, column) for column in columns),
            sites.get(row.rotation_id),
            " ".join(map(str, sorted(assigned.get(row.id, ())))) or None,
        ]
        for row in plan.letters
    )
    return (*columns, "rotation", "programs"), rows


def interviews(plan: Plan) -> Table:
    """Every interview, with the code and the name of its program."""
    programs = {program.id: program for program in plan.programs}
    rows = (
        (
            row.id,
            row.program_id,
            programs[row.program_id].code,
            programs[row.program_id].name,
            row.state,
            row.day,
            row.at,
            row.zone,
            row.thanked_on,
            row.notes,
        )
        for row in plan.interviews
        if row.program_id in programs
    )
    columns = ("id", "program_id", "code", "program", "state", "date", "at", "zone", "thanked_on", "notes")
    return columns, rows
