"""The writing side: SQLModel checks each change, the journal records it. Imported at the first write only.

The functions below change the plan in a session and say what they did; `Writer.step` makes a step of it. They
run inside the store's transaction, so that what they look up cannot change under them.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import configure_mappers
from sqlalchemy.pool import StaticPool
from sqlmodel import Session, col, create_engine, delete, func, select

from emtui import fields, guide
from emtui.errors import AlreadyThere, Refused
from emtui.plain import plain_line
from emtui.plan import (
    Assumptions,
    Entry,
    OwnInstrument,
    Plan,
    PracticeTest,
    Profile,
    QuestionBlock,
    SystemScore,
    WhatIf,
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
    validated,
)
from emtui.store import journal, titles
from emtui.store.file import JoinedConnection
from emtui.store.titles import Instruments, Known
from emtui.vocabulary import Unit

LONGEST_TITLE = 200

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
    record = _stored(session, entry)
    before = _values(record)
    if unknown := changes.keys() - (before.keys() - {"id"}):
        raise TypeError(f"{type(entry).__name__} has nothing called {', '.join(sorted(unknown))} to change")
    own = _own(session)
    checked = validated(type(record), {**before, **changes}, known_units(own))
    wanted = _values(checked)
    different = {key: wanted[key] for key in changes if wanted[key] != before[key]}
    for day in different.keys() & {"taken_on", "done_on"}:
        _refuse_future(different[day], today)
    if isinstance(entry, PracticeTest) and different.keys() & {"taken_on", "instrument"}:
        _refuse_same_day(session, [checked], own)
    if isinstance(record, OwnInstrumentRecord) and different.keys() & {"instrument", "unit"}:
        _refuse_in_use(session, record)
    if "name" in different and isinstance(entry, WhatIf):
        _refuse_same_name(session, [checked])
    for key, value in different.items():
        setattr(record, key, value)
    return titles.changed(type(entry)(**before), different or changes, _instruments(own))


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


def replace(session: Session, plan: Plan, title: str) -> str:
    """Put `plan` in the place of everything there is; ids are kept, rows dated later too."""
    for table in RECORDS.values():
        session.exec(delete(table))
    answers: list[Profile | Assumptions] = [plan.profile, plan.assumptions]
    session.add_all([record_of(row, {}) for row in answers if row != type(row)()])
    _insert(session, [*plan.own_instruments, *plan.practice_tests, *plan.question_blocks, *plan.what_ifs])
    session.flush()  # the tests, before what refers to them
    session.add_all([record_of(row, {}) for row in plan.system_scores])
    session.add_all([record_of(row, {}) for row in plan.projections])
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
    new = [entry for entry in entries if isinstance(entry, OwnInstrument)]
    own = _own(session)
    _refuse_same_instrument(new, own)
    own += new
    units = known_units(own)
    records = [record_of(entry, units) for entry in entries]
    _refuse_same_day(session, records, own)
    _refuse_same_name(session, records)
    session.add_all(records)
    return records


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
    if isinstance(entry, PracticeTest):
        return entry.taken_on
    return entry.done_on if isinstance(entry, QuestionBlock) else None


def _refuse_future(day: date | None, today: date) -> None:
    if day is not None and day > today:
        raise Refused(f"{day} is not possible: it is after today, {today}; log it once it is done")


def _refuse_same_day(session: Session, records: Iterable[Record], own: Iterable[OwnInstrument]) -> None:
    """Of one instrument there is one practice test a day, among those stored and among `records`."""
    tests = [record for record in records if isinstance(record, PracticeTestRecord)]
    days = {test.taken_on for test in tests}
    stored = session.exec(select(PracticeTestRecord).where(col(PracticeTestRecord.taken_on).in_(days)))
    there = {(test.taken_on, test.instrument): test for test in stored}
    for test in tests:
        same = there.setdefault((test.taken_on, test.instrument), test)
        if same is not test and (same.id is None or same.id != test.id):
            name = titles.name_of(PracticeTest(**_values(same)), _instruments(own))
            raise AlreadyThere(f"{name} on {same.taken_on} is already there")


def _refuse_same_instrument(new: Iterable[OwnInstrument], own: Iterable[OwnInstrument]) -> None:
    there = {instrument.instrument for instrument in own}
    for instrument in new:
        if instrument.instrument in there:
            raise AlreadyThere(f"{instrument.name} is already there")
        there.add(instrument.instrument)


def _refuse_same_name(session: Session, records: Iterable[Record]) -> None:
    """No two what-ifs have one name."""
    there = {row.name: row for row in session.exec(select(WhatIfRecord))}
    for record in records:
        if isinstance(record, WhatIfRecord):
            same = there.setdefault(record.name, record)
            if same is not record and (same.id is None or same.id != record.id):
                raise AlreadyThere(f"a what-if called {record.name} is already there")


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
