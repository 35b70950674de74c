"""From the plan file to frozen dataclasses, with the standard library alone: every start waits for this."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Any, get_args, get_type_hints

from emtui.plan import TABLES, Assumptions, Plan, PracticeTest, Profile, Row, tests_from_text

_Columns = tuple[tuple[str, Callable[[Any], Any] | None], ...]


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of the file and the dataclass its rows become.

    `columns` holds the fields in order, each with what turns SQLite's value into the field's.
    """

    name: str
    kind: type[Row | Profile | Assumptions]
    order: str
    columns: _Columns


class Unreadable(ValueError):
    """A table holds a value that cannot be what its column says; the message names the table."""


def read_plan(connection: sqlite3.Connection) -> Plan:
    """Everything in the plan, as it was at one moment; raise Unreadable naming a table."""
    connection.execute("BEGIN")
    try:
        return plan_in(connection)
    finally:
        connection.execute("ROLLBACK")


def plan_in(connection: sqlite3.Connection) -> Plan:
    """The same within the running transaction."""
    rows: dict[str, Any] = {table.name: _rows(connection, table) for table in _MANY}
    single = {table.name: row for table in _ONE for row in _rows(connection, table)}
    return Plan(**rows, **single)


def _rows(connection: sqlite3.Connection, table: _Table) -> tuple[Any, ...]:
    names = ", ".join(f'"{name}"' for name, _ in table.columns)
    rows = connection.execute(f"SELECT {names} FROM {table.name} ORDER BY {table.order}").fetchall()
    try:
        return tuple(_objects(table, rows))
    except ValueError as error:
        raise Unreadable(f"{table.name}: {error}") from error


def _objects(table: _Table, rows: list[tuple[Any, ...]]) -> list[Any]:
    """The rows as objects of the table's class."""
    # Filled by column through the class's slots: a plan has thousands of rows and most columns need no
    # conversion, while `kind(**row)` takes each cell through Python to the same end, at twice the time.
    made = [object.__new__(table.kind) for _ in rows]
    for (name, convert), values in zip(table.columns, zip(*rows, strict=True), strict=False):
        put = getattr(table.kind, name).__set__
        cells = [None if value is None else convert(value) for value in values] if convert else values
        for row, cell in zip(made, cells, strict=True):
            put(row, cell)
    return made


def _table(name: str, kind: type[Row | Profile | Assumptions], order: str) -> _Table:
    columns = tuple((field, _conversion(hint)) for field, hint in get_type_hints(kind).items())
    return _Table(name, kind, order, columns)


def _conversion(hint: Any) -> Callable[[Any], Any] | None:
    known = next(part for part in (*get_args(hint), hint) if part is not type(None))
    if known in (date, time):
        return known.fromisoformat  # type: ignore[no-any-return]
    if known is PracticeTest:
        return tests_from_text
    return known if known is bool or issubclass(known, StrEnum) else None


_ORDER = {
    "practice_tests": "taken_on, id",
    "projections": "day, id",
    "question_blocks": "done_on, id",
    "mistakes": "made_on, id",
    "reviews": "reviewed_on, id",
    "study_days": "day, id",
    "calendar_entries": "starts_on, id",
}
_ONE = (_table("profile", Profile, "id"), _table("assumptions", Assumptions, "id"))
_MANY = tuple(_table(name, kind, _ORDER.get(name, "id")) for name, kind in TABLES.items())
