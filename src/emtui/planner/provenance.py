"""Where what is known of a program comes from, and how old it is."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from emtui.guide.aging import aging
from emtui.plan import Plan, Program, ProgramFact
from emtui.vocabulary import CutoffKind


class FactAge(NamedTuple):
    """The source of one field of a program; `age` in days, None where it was never dated.

    `stale` where the user distrusts it, or where it is of a kind that ages and is too old.
    """

    fact: ProgramFact
    age: int | None
    stale: bool


def facts_by_program(plan: Plan, today: date) -> dict[int, dict[str, FactAge]]:
    """Every fact of `plan`, by program and field."""
    limits, found = aging(), dict[int, dict[str, FactAge]]()
    for fact in plan.program_facts:
        age = None if fact.checked_on is None else (today - fact.checked_on).days
        old = age is not None and age > limits.stale_days and fact.field in limits.fields
        found.setdefault(fact.program_id, {})[fact.field] = FactAge(fact, age, fact.stale or old)
    return found


def is_known(program: Program, field: str) -> bool:
    """Whether a field that ages holds a value; a cutoff does too where the program says it has none."""
    match field:
        case "img":
            return program.has_imgs is not None or program.img_percent is not None
        case "cutoff":
            return program.cutoff is not None or program.cutoff_kind is CutoffKind.NONE
        case _:
            return getattr(program, field) is not None


class Checked(NamedTuple):
    """What marks fields as checked: facts to add, and facts to change with their new columns."""

    add: tuple[ProgramFact, ...]
    change: tuple[tuple[ProgramFact, Mapping[str, object]], ...]


def checked(
    plan: Plan, program_ids: Sequence[int], fields: Sequence[str], today: date, source: str | None = None
) -> Checked:
    """What to store so that `fields` of the programs count as checked today; a `source` replaces theirs."""
    there = {(fact.program_id, fact.field): fact for fact in plan.program_facts}
    add, change = [], []
    for program_id in program_ids:
        for field in fields:
            fact = there.get((program_id, field))
            if fact is None:
                add.append(ProgramFact(program_id=program_id, field=field, source=source, checked_on=today))
                continue
            new: dict[str, object] = {"checked_on": today, "stale": False}
            if source is not None:
                new["source"] = source
            if any(getattr(fact, key) != value for key, value in new.items()):
                change.append((fact, new))
    return Checked(tuple(add), tuple(change))


def marked_stale(plan: Plan, program_ids: Sequence[int], fields: Sequence[str]) -> Checked:
    """What to store so that `fields` of the programs are distrusted: the day a policy changes."""
    there = {(fact.program_id, fact.field): fact for fact in plan.program_facts}
    wanted = [(program_id, field) for program_id in program_ids for field in fields]
    add = [
        ProgramFact(program_id=program_id, field=field, stale=True)
        for program_id, field in wanted
        if (program_id, field) not in there
    ]
    change = [
        (fact, {"stale": True}) for key in wanted if (fact := there.get(key)) is not None and not fact.stale
    ]
    return Checked(tuple(add), tuple(change))
