"""The writing side: SQLModel checks each change, the journal records it. Imported at the first write only.

The functions below change the plan in a session and say what they did; `Writer.step` makes a step of it. They
run inside the store's transaction, so that what they look up cannot change under them.
"""

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import configure_mappers
from sqlalchemy.pool import StaticPool
from sqlmodel import Session, col, create_engine, delete, func, select

from emtui import fields, guide
from emtui.errors import AlreadyThere, Refused
from emtui.plain import plain_line
from emtui.plan import (
    TABLES,
    Assumptions,
    Entry,
    OwnInstrument,
    OwnItem,
    OwnSection,
    Plan,
    PracticeTest,
    Profile,
    Row,
    SystemScore,
)
from emtui.records import (
    RECORDS,
    AssumptionsRecord,
    OwnInstrumentRecord,
    PracticeTestRecord,
    ProfileRecord,
    Record,
    SystemScoreRecord,
    WhatIfRecord,
    known_units,
    record_of,
    references,
    unique_columns,
    validated,
)
from emtui.store import edits, journal, titles
from emtui.store.file import JoinedConnection
from emtui.store.titles import Instruments, Known
from emtui.vocabulary import Unit

LONGEST_TITLE = 200

_DONE = frozenset(("taken_on", "done_on", "made_on", "reviewed_on", "revisited_on", "started_on"))

_OWN_NAMES: Mapping[str, type[Row]] = {"section": OwnSection, "item": OwnItem}
"""Columns that name a row as `own-` and its id."""

Change = Callable[[Session], str]
"""Does something to the plan in a session and returns what to call it."""


class Writer:
    """One connection with SQLModel and the journal on top."""

    def __init__(self, connection: JoinedConnection) -> None:
        self.connection = connection
        self._engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)
        configure_mappers()
        journal.attach(
            connection, [(table.name, table.columns.keys()) for table in Record.metadata.sorted_tables]
        )

    def step(self, change: Change, made_at: datetime) -> journal.Step:
        """Make one step of `change` in the running transaction; raise AlreadyThere where nothing changed."""
        step_id = journal.begin_step(self.connection, made_at)
        try:
            with Session(self._engine) as session:
                title = plain_line(change(session))[:LONGEST_TITLE]
                session.flush()
        except DBAPIError as error:
            raise error.orig or error from error
        return journal.end_step(self.connection, step_id, title)


def add(session: Session, entries: Sequence[Entry], today: date, title: str | None = None) -> str:
    """Add `entries`; none of them may be there already or lie after `today`."""
    if not entries:
        raise Refused("there is nothing to add")
    for entry in entries:
        _refuse_future(_day(entry), today)
    _insert(session, entries)
    return title or titles.added(entries[0], _instruments(_own(session)))


def add_test(session: Session, test: PracticeTest, systems: Mapping[str, float], today: date) -> str:
    """Add a practice test with its percentages by system."""
    _refuse_future(test.taken_on, today)
    (record,) = _insert(session, [test])
    session.flush()  # gives the test its number
    _set_systems(session, _values(record)["id"], systems)
    return titles.added(test, _instruments(_own(session)))


def set_systems(session: Session, test: PracticeTest, systems: Mapping[str, float | None]) -> str:
    """Set percentages of a stored test by system; None takes one out, those not named stay."""
    stored = _values(_stored(session, test))
    if not systems:
        raise Refused("there is nothing to set")
    _set_systems(session, stored["id"], systems)
    return titles.systems_set(PracticeTest(**stored), systems, _instruments(_own(session)))


def change_test(
    session: Session,
    test: PracticeTest,
    changes: Mapping[str, Any],
    systems: Mapping[str, float | None],
    today: date,
) -> str:
    """Change some columns of a stored test, some percentages by system, or both."""
    if not changes:
        return set_systems(session, test, systems)
    title = change(session, test, changes, today)
    _set_systems(session, _values(_stored(session, test))["id"], systems)
    return f"{title}, areas" if systems else title


def change(session: Session, entry: Entry, changes: Mapping[str, Any], today: date) -> str:
    """Change some columns of an entry, starting from the row as it is stored now."""
    own = _own(session)
    before, wanted = _changed(session, entry, changes, own, today)
    return titles.changed(type(entry)(**before), wanted, _instruments(own))


def _changed(
    session: Session, entry: Entry, changes: Mapping[str, Any], own: list[OwnInstrument], today: date
) -> tuple[dict[str, Any], Mapping[str, Any]]:
    """Change columns of an entry; return the row as it was, and what differs now, all where nothing does."""
    record = _stored(session, entry)
    before = _values(record)
    if unknown := changes.keys() - (before.keys() - {"id"}):
        raise TypeError(f"{type(entry).__name__} has nothing called {', '.join(sorted(unknown))} to change")
    checked = validated(type(record), {**before, **changes}, known_units(own))
    wanted = _values(checked)
    different = {key: wanted[key] for key in changes if wanted[key] != before[key]}
    for day in different.keys() & _DONE:
        _refuse_future(different[day], today)
    if isinstance(record, OwnInstrumentRecord) and different.keys() & {"instrument", "unit"}:
        _refuse_in_use(session, record)
    if any(different.keys() & set(columns) for columns in unique_columns(type(record))):
        _refuse_twice(session, [checked], own)
    for key, value in different.items():
        setattr(record, key, value)
    return before, different or changes


def remove(session: Session, entry: Entry) -> str:
    """Take an entry out of the plan."""
    record = _stored(session, entry)
    if isinstance(record, OwnInstrumentRecord):
        _refuse_in_use(session, record)
    title = titles.removed(type(entry)(**_values(record)), _instruments(_own(session)))
    session.delete(record)
    return title


def set_profile(session: Session, values: Mapping[str, Any]) -> str:
    """Set answers of the profile; None clears one."""
    values = {fields.field(key).key: value for key, value in values.items()}
    wanted = _set_only_row(session, ProfileRecord, values)
    return titles.profile_set(wanted)


def set_assumptions(session: Session, values: Mapping[str, float | None]) -> str:
    """Set what the user assumes; None goes back to the guide's figure."""
    return titles.assumptions_set(_set_only_row(session, AssumptionsRecord, values))


def edit(session: Session, parts: Sequence[edits.Edit], title: str, today: date) -> str:
    """Do several things as one; where one of them is refused, none is done."""
    if not parts:
        raise Refused("there is nothing to change")
    given: dict[tuple[type[Row], int], int] = {}  # what the negative ids of new rows became
    for kind, group in groupby(parts, key=type):
        if kind is edits.Add:
            _add_referring(
                session, [part.entry for part in group if isinstance(part, edits.Add)], given, today
            )
            continue
        if kind is edits.Change:
            changes = [
                edits.Change(part.entry, {**part.changes, **_own_names(part.changes, given)})
                for part in group
                if isinstance(part, edits.Change)
            ]
            _change_all(session, changes, today)
            continue
        for part in group:
            match part:
                case edits.Remove(entry):
                    remove(session, entry)
                case edits.SetProfile(values):
                    set_profile(session, values)
        session.flush()
    return title


def _change_all(session: Session, parts: Sequence[edits.Change], today: date) -> None:
    """Change many entries: what each change reads anew is read once, and all is written together."""
    ids: dict[type[Record], list[int | None]] = {}
    for part in parts:
        ids.setdefault(RECORDS[type(part.entry)], []).append(part.entry.id)
    kept = [row for table, some in ids.items() for row in _rows_of(session, table, some)]
    own = _own(session)
    with session.no_autoflush:
        for entry, changes in parts:
            if isinstance(entry, OwnInstrument) or _touches_unique(type(entry), changes):
                session.flush()  # what it is compared with has to be there
            _changed(session, entry, changes, own, today)
            if isinstance(entry, OwnInstrument):
                session.flush()
                own = _own(session)
        session.flush()
    del kept  # until here, so that the session finds each row without asking again


def _rows_of(session: Session, table: type[Record], ids: Sequence[int | None]) -> Iterator[Record]:
    """The rows with these ids, some hundred to a question."""
    for start in range(0, len(ids), 500):
        yield from session.exec(select(table).where(col(table.id).in_(ids[start : start + 500])))  # type: ignore[attr-defined]


def _touches_unique(kind: type[Row], changes: Mapping[str, Any]) -> bool:
    return any(changes.keys() & set(columns) for columns in unique_columns(RECORDS[kind]))


def replace(session: Session, plan: Plan, title: str) -> str:
    """Put `plan` in the place of everything there is; ids are kept, rows dated later too."""
    for table in reversed(RECORDS.values()):
        session.exec(delete(table))
    answers: list[Profile | Assumptions] = [plan.profile, plan.assumptions]
    session.add_all([record_of(row, {}) for row in answers if row != type(row)()])
    own = list(plan.own_instruments)
    units = known_units(own)
    for name in TABLES:
        records = [record_of(row, units) for row in getattr(plan, name)]
        _refuse_twice(session, records, own)
        session.add_all(records)
        session.flush()  # before what refers to them
    return title


def _set_only_row(session: Session, table: type[Record], values: Mapping[str, Any]) -> dict[str, Any]:
    """Set values of a table's single row; return those that differ now, all of them where none does."""
    if not values:
        raise Refused("there is nothing to set")
    record = session.get(table, 1) or table()
    before = _values(record)
    wanted = _values(validated(table, {**before, **values}, {}))
    different = {key: wanted[key] for key in values if wanted[key] != before[key]}
    for key, value in different.items():
        setattr(record, key, value)
    if different:
        session.add(record)
    return {key: wanted[key] for key in different or values}


def _insert(session: Session, entries: Sequence[Entry]) -> list[Record]:
    own = [*_own(session), *(entry for entry in entries if isinstance(entry, OwnInstrument))]
    units = known_units(own)
    records = [record_of(entry, units) for entry in entries]
    _refuse_twice(session, records, own)
    session.add_all(records)
    return records


def _add_referring(
    session: Session, entries: Sequence[Entry], given: dict[tuple[type[Row], int], int], today: date
) -> None:
    """Add rows of which some refer to others by negative ids, and note in `given` what theirs became."""
    for kind, group in groupby(entries, key=type):
        rows = list(group)
        for row in rows:
            _refuse_future(_day(row), today)
        records = _insert(session, [_resolved(row, given) for row in rows])
        session.flush()  # gives the rows their numbers
        for row, record in zip(rows, records, strict=True):
            if row.id is not None and row.id < 0:
                given[kind, row.id] = _values(record)["id"]


def _resolved(row: Entry, given: Mapping[tuple[type[Row], int], int]) -> Entry:
    """`row` as it is stored: the numbers it refers to known, its own still to be given."""
    known: dict[str, int | None] = {
        column: given[TABLES[other], number]
        for table, column, other in references()
        if TABLES[table] is type(row) and (number := getattr(row, column)) is not None and number < 0
    }
    if row.id is not None and row.id < 0:
        known["id"] = None
    names = _own_names({key: getattr(row, key, None) for key in _OWN_NAMES}, given)
    return dataclasses.replace(row, **known, **names)  # type: ignore[arg-type]


def _own_names(values: Mapping[str, Any], given: Mapping[tuple[type[Row], int], int]) -> dict[str, str]:
    """What the names `own-` and a negative id in `values` became."""
    found = {
        key: (kind, int(value.removeprefix("own-")))
        for key, kind in _OWN_NAMES.items()
        if isinstance(value := values.get(key), str) and value.startswith("own--")
    }
    return {key: f"own-{given[row]}" for key, row in found.items()}


def _set_systems(session: Session, test_id: int, systems: Mapping[str, float | None]) -> None:
    rows = session.exec(select(SystemScoreRecord).where(SystemScoreRecord.practice_test_id == test_id))
    there = {row.system: row for row in rows}
    for system, percent in systems.items():
        row = there.get(system)
        if percent is None:
            if row is not None:
                session.delete(row)
            continue
        wanted = record_of(SystemScore(practice_test_id=test_id, system=system, percent=percent), {})
        if row is None:
            session.add(wanted)
        else:
            row.percent = percent


def _stored(session: Session, entry: Entry) -> Record:
    """The row of `entry`; raise Refused where it is gone."""
    record = None if entry.id is None else session.get(RECORDS[type(entry)], entry.id)
    if record is None:
        raise Refused("this entry is not in the plan any more: it was removed or undone meanwhile")
    return record


def _values(record: Record) -> dict[str, Any]:
    return {key: getattr(record, key) for key in type(record).model_fields}


def _own(session: Session) -> list[OwnInstrument]:
    rows = session.exec(select(OwnInstrumentRecord)).all()
    return [OwnInstrument(**{**_values(row), "unit": Unit(row.unit)}) for row in rows]


def _instruments(own: Iterable[OwnInstrument]) -> Instruments:
    listed = {each.id: Known(each.name, each.unit) for each in guide.instruments().values()}
    return listed | {each.instrument: Known(each.name, each.unit) for each in own}


def _day(entry: Entry) -> date | None:
    """The day something was done on, which cannot lie ahead."""
    return next((getattr(entry, column) for column in _DONE if hasattr(entry, column)), None)


def _refuse_future(day: date | None, today: date) -> None:
    if day is not None and day > today:
        raise Refused(f"{day} is not possible: it is after today, {today}; log it once it is done")


def _refuse_twice(session: Session, records: Sequence[Record], own: Iterable[OwnInstrument]) -> None:
    """No two rows, stored or among `records`, share what their table holds once only."""
    for kind in dict.fromkeys(map(type, records)):
        for columns in unique_columns(kind):
            wanted = [getattr(kind, column) for column in ("id", *columns)]
            there: dict[tuple[Any, ...], int | Record] = {
                tuple(key): number for number, *key in session.exec(select(*wanted))
            }
            for record in records:
                key = tuple(getattr(record, column, None) for column in columns)
                if type(record) is not kind or None in key:
                    continue
                same = there.setdefault(key, record)
                if same is not record and same != _values(record)["id"]:
                    stored = session.get(kind, same) if isinstance(same, int) else same
                    raise AlreadyThere(f"{_called(stored or record, own)} is already there")


def _called(record: Record, own: Iterable[OwnInstrument]) -> str:
    """What a row is called where it stands in the way of another one."""
    kind = next(kind for kind, table in RECORDS.items() if table is type(record))
    row: Any = kind(**_values(record))
    name = titles.name_of(row, _instruments(own))
    return f"{name} on {row.taken_on}" if isinstance(row, PracticeTest) else name


def _refuse_in_use(session: Session, record: OwnInstrumentRecord) -> None:
    """What a test, taken or imagined, was sat on has to stay known."""
    if record.instrument in guide.instruments():
        return
    used = session.exec(
        select(func.count()).where(col(PracticeTestRecord.instrument) == record.instrument)
    ).one()
    if used:
        raise Refused(
            f"{record.name} has {used} practice test{'s' if used > 1 else ''}; remove or change those first"
        )
    for what_if in session.exec(select(WhatIfRecord)):
        if any(test.instrument == record.instrument for test in what_if.tests):
            raise Refused(f"{record.name} is in the what-if {what_if.name}; remove or change that first")
