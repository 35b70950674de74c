"""Lists of programs from CSV and XLSX files, merged into the plan; nothing is stored here.

What the plan knows is never overwritten unseen: a value of the file takes the place of another only where
its checked-on day is newer, or where the user says so.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from emtui.dates import Order
from emtui.errors import EmtuiError
from emtui.exchange.program_cells import FIELD_COLUMNS, BadCell, FactCells, ProgramCells, Reader, tidy_code
from emtui.exchange.program_columns import Columns, find_columns
from emtui.exchange.reader import BadRow
from emtui.exchange.sheets import read_table
from emtui.plan import Plan, Program, ProgramFact

Progress = Callable[[int, int], bool]
"""Told rows done and rows in all; False stops the import."""

_EVERY = 20  # rows between two words on progress
_DEFAULTS = {column.name: column.default for column in fields(Program) if column.name not in ("id", "name")}


class Stopped(EmtuiError):
    """The import was stopped; nothing was stored."""


class CellChange(NamedTuple):
    """A field of a known program: what is there, what the file has, and why it is taken or left."""

    field: str
    before: Any
    after: Any
    taken: bool
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewProgram:
    """A row whose program is not in the plan; `program.id` is a negative name its facts refer to."""

    line: int
    program: Program
    facts: tuple[ProgramFact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownProgram:
    """A row whose program is in the plan: the fields that differ, and what to store of them.

    `add` are facts that are new, `change` pairs of a stored row and its new columns.
    """

    line: int
    program: Program
    cells: tuple[CellChange, ...]
    add: tuple[ProgramFact, ...]
    change: tuple[tuple[Program | ProgramFact, Mapping[str, Any]], ...]

    @property
    def taken(self) -> tuple[CellChange, ...]:
        """The fields that get the file's value."""
        return tuple(cell for cell in self.cells if cell.taken)

    @property
    def kept(self) -> tuple[CellChange, ...]:
        """The fields that keep the plan's value."""
        return tuple(cell for cell in self.cells if not cell.taken)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramsPreview:
    """What an import would do, row by row; `columns` are ours → theirs, `unread` the file's other columns.

    `same` counts rows that say nothing new, `unmatched` those left out because only known ones were wanted.
    """

    new: tuple[NewProgram, ...] = ()
    changed: tuple[KnownProgram, ...] = ()
    same: int = 0
    unmatched: int = 0
    refused: tuple[BadRow, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    unread: tuple[str, ...] = ()

    @property
    def updated(self) -> tuple[KnownProgram, ...]:
        """The known programs that get something."""
        return tuple(row for row in self.changed if row.add or row.change)

    @property
    def additions(self) -> tuple[Program | ProgramFact, ...]:
        """The rows to add as one step: programs before their facts."""
        programs = [row.program for row in self.new]
        facts = [fact for row in self.new for fact in row.facts]
        return (*programs, *facts, *(fact for row in self.changed for fact in row.add))

    @property
    def changes(self) -> tuple[tuple[Program | ProgramFact, Mapping[str, Any]], ...]:
        """The rows to change in the same step, each with its new columns."""
        return tuple(change for row in self.changed for change in row.change)


def read_programs(
    path: Path,
    *,
    plan: Plan,
    today: date,
    order: Order | None = None,
    mapping: Mapping[str, str] | None = None,
    remembered: Mapping[str, str] | None = None,
    overwrite: bool = False,
    known_only: bool = False,
    progress: Progress | None = None,
) -> ProgramsPreview:
    """What importing the file at `path` would do; raise Refused where it is no list, Stopped when stopped.

    `mapping` names the file's column for some of ours and has to fit, `remembered` is used where it does.
    `overwrite` takes the file's value everywhere; `known_only` adds no program.
    """
    columns = find_columns(read_table(path), mapping or {}, remembered)
    return merge(
        columns,
        Reader(columns, order, today),
        plan,
        overwrite=overwrite,
        known_only=known_only,
        progress=progress or (lambda done, total: True),
    )


def merge(
    columns: Columns, reader: Reader, plan: Plan, *, overwrite: bool, known_only: bool, progress: Progress
) -> ProgramsPreview:
    """The rows under `columns` laid over `plan`."""
    book = _Book(plan)
    new: list[NewProgram] = []
    changed: list[KnownProgram] = []
    refused: list[BadRow] = []
    same = unmatched = 0
    for done, row in enumerate(columns.body):
        if done % _EVERY == 0 and not progress(done, len(columns.body)):
            raise Stopped("the import was stopped; nothing was stored")
        try:
            cells = reader.read(row)
            known = book.match(cells)
            repeated = known is None and book.repeats(cells)
        except BadCell as bad:
            refused.append(BadRow(row.line, bad.column, bad.value, bad.why))
            continue
        if known is not None:
            differing = _laid_over(known, cells, book.facts.get(known.id or 0, {}), overwrite)
            if differing.cells or differing.add or differing.change:
                changed.append(differing)
            else:
                same += 1
        elif repeated:
            same += 1
        elif known_only:
            unmatched += 1
        else:
            new.append(_new(cells, -(len(new) + 1)))
    progress(len(columns.body), len(columns.body))
    return ProgramsPreview(
        new=tuple(new),
        changed=tuple(changed),
        same=same,
        unmatched=unmatched,
        refused=tuple(refused),
        columns=columns.understood,
        unread=columns.left_over,
    )


class _Book:
    """The programs of the plan, found by code, by number and by name and city; each matches one row."""

    def __init__(self, plan: Plan) -> None:
        self.facts: dict[int, dict[str, ProgramFact]] = {}
        for fact in plan.program_facts:
            self.facts.setdefault(fact.program_id, {})[fact.field] = fact
        self.by_code: dict[str, list[Program]] = {}
        self.by_name: dict[tuple[str, str], list[Program]] = {}
        self.by_number: dict[str, Program] = {}
        self.by_bare_name: dict[str, list[Program]] = {}
        for program in plan.programs:
            if program.code is not None:
                self.by_code.setdefault(_code(program.code), []).append(program)
            self.by_name.setdefault(_name(program.name, program.city), []).append(program)
            self.by_bare_name.setdefault(_folded(program.name), []).append(program)
            self.by_number[str(program.id)] = program
        self.taken: set[int | None] = set()
        self.seen: dict[tuple[str, ...], ProgramCells] = {}

    def match(self, cells: ProgramCells) -> Program | None:
        """The plan's program that a row is about; None where there is none yet."""
        found = next((program for program in self._candidates(cells) if program.id not in self.taken), None)
        if found is not None:
            self.taken.add(found.id)
            self._remember(cells)
        return found

    def repeats(self, cells: ProgramCells) -> bool:
        """Whether an earlier row said the same of the same program; raise BadCell where it said otherwise."""
        earlier = next((self.seen[key] for key in _keys(cells) if key in self.seen), None)
        both_numbered = earlier is not None and None not in (earlier.number, cells.number)
        if earlier is None or (both_numbered and earlier.number != cells.number):
            self._remember(cells)
            return False
        if (earlier.values, earlier.facts) == (cells.values, cells.facts):
            return True
        by = "code" if "code" in cells.values else "name and city"
        raise BadCell(by, str(cells.values.get("code", cells.values["name"])), _twice(by, earlier.line))

    def _remember(self, cells: ProgramCells) -> None:
        for key in _keys(cells):
            self.seen.setdefault(key, cells)

    def _candidates(self, cells: ProgramCells) -> Iterator[Program]:
        values = cells.values
        name, code = values["name"], values.get("code")
        numbered = self.by_number.get(cells.number or "")
        if numbered is not None and _is_same(numbered, values):
            yield numbered
        if code is not None:
            yield from self.by_code.get(_code(code), ())
        named = self.by_name.get(_name(name, values.get("city")), ())
        if "city" not in values and len(self.by_bare_name.get(_folded(name), ())) == 1:
            named = self.by_bare_name[_folded(name)]
        for program in named:
            codes_differ = code is not None and program.code is not None
            if not codes_differ and program.specialty is values.get("specialty", program.specialty):
                yield program


def _keys(cells: ProgramCells) -> Iterator[tuple[str, ...]]:
    """What two rows about the same program share: the code, else name and city."""
    if "code" in cells.values:
        yield "code", _code(cells.values["code"])
    else:
        specialty = str(cells.values.get("specialty", ""))
        yield "name", *_name(cells.values["name"], cells.values.get("city")), specialty


def _twice(by: str, line: int) -> str:
    way_out = "" if by == "code" else "; give each its code"
    return f"line {line} has the same {by} and says something else{way_out}"


def _new(cells: ProgramCells, number: int) -> NewProgram:
    program = Program(id=number, **cells.values)
    facts = tuple(_fact(number, name, found) for name, found in cells.facts.items())
    return NewProgram(line=cells.line, program=program, facts=facts)


def _fact(program_id: int, name: str, found: FactCells) -> ProgramFact:
    return ProgramFact(
        program_id=program_id,
        field=name,
        source=found.source,
        checked_on=found.checked_on,
        stale=bool(found.stale),
    )


def _laid_over(
    program: Program, cells: ProgramCells, facts: Mapping[str, ProgramFact], overwrite: bool
) -> KnownProgram:
    """A row over the program it is about, field by field."""
    found = tuple(_differing(program, cells, facts, overwrite))
    taken = {cell.field: cell.after for cell in found if cell.taken}
    kept = {cell.field for cell in found if not cell.taken}
    add: list[ProgramFact] = []
    change: list[tuple[Program | ProgramFact, Mapping[str, Any]]] = []
    if taken:
        change.append((program, taken))
    for name, new in cells.facts.items():
        if kept.intersection(FIELD_COLUMNS.get(name, (name,))):
            continue  # the source of a value that was not taken
        old = facts.get(name)
        if old is None:
            add.append(_fact(program.id or 0, name, new))
        elif newer := _newer_fact(old, new, overwrite):
            change.append((old, newer))
    return KnownProgram(line=cells.line, program=program, cells=found, add=tuple(add), change=tuple(change))


def _differing(
    program: Program, cells: ProgramCells, facts: Mapping[str, ProgramFact], overwrite: bool
) -> Iterator[CellChange]:
    for name, after in cells.values.items():
        before = getattr(program, name)
        if before == after or (name == "code" and _code(before or "") == _code(after)):
            continue
        if name in ("name", "city") and before is not None and _folded(before) == _folded(after):
            continue
        if before is None or before == _DEFAULTS.get(name):
            yield CellChange(name, before, after, True, "was not known")
        elif overwrite:
            yield CellChange(name, before, after, True, "the file goes before")
        else:
            taken, why = _newer(name, cells.facts, facts)
            yield CellChange(name, before, after, taken, why)


def _newer(name: str, new: Mapping[str, FactCells], old: Mapping[str, ProgramFact]) -> tuple[bool, str]:
    """Whether the file's value of a field was checked later than the plan's."""
    fact = next((fact for fact, columns in FIELD_COLUMNS.items() if name in columns), name)
    theirs = new[fact].checked_on if fact in new else None
    ours = old[fact].checked_on if fact in old else None
    if theirs is None:
        return False, "yours is kept; the file has no date for it"
    if ours is None or theirs > ours:
        return True, f"checked {theirs}"
    return False, f"yours was checked {ours}, the file's {theirs}"


def _newer_fact(old: ProgramFact, new: FactCells, overwrite: bool) -> dict[str, Any]:
    """The columns of a stored fact that the file knows better."""
    later = new.checked_on is not None and (old.checked_on is None or new.checked_on > old.checked_on)
    wanted: dict[str, Any] = {}
    if later or overwrite:
        wanted = {"source": new.source, "checked_on": new.checked_on, "stale": bool(new.stale)}
    elif old.source is None and new.source is not None and new.checked_on in (None, old.checked_on):
        wanted = {"source": new.source}
    return {
        name: value
        for name, value in wanted.items()
        if value != getattr(old, name) and not (value is None and name != "stale")
    }


def _code(code: str) -> str:
    """A code as it is compared: letters and digits only."""
    return "".join(filter(str.isalnum, tidy_code(code))).casefold()


def _is_same(program: Program, values: Mapping[str, Any]) -> bool:
    """Whether a row with the program's number is about it, and not about another plan's."""
    codes = (_code(program.code or ""), _code(values.get("code") or ""))
    same_place = _name(program.name, program.city) == _name(values["name"], values.get("city"))
    return same_place and codes[0] == codes[1]


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _name(name: str, city: str | None) -> tuple[str, str]:
    return _folded(name), _folded(city or "")
