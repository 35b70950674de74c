"""The whole plan as JSON and back, byte for byte: what `export json` writes and `import backup` reads.

No times and no versions of the program are written, so that equal plans give equal texts.
"""

import json
import math
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import MISSING, asdict, fields
from datetime import date, time
from enum import StrEnum
from pathlib import Path
from types import UnionType
from typing import Any, NoReturn, get_args, get_origin, get_type_hints

from emtui.errors import Refused
from emtui.exchange.files import read_text
from emtui.plain import quoted
from emtui.plan import TABLES, Assumptions, Plan, Profile

SCHEMA = 1
MOST_BYTES = 50_000_000

_ONE_ROW: Mapping[str, type[Any]] = {"profile": Profile, "assumptions": Assumptions}
_TABLES: Mapping[str, type[Any]] = {**_ONE_ROW, **TABLES}
_TYPED = {date: "a date such as 2026-11-23", time: "a time such as 09:30:00"}
_KINDS = {str: "text", int: "a whole number", float: "a number", bool: "true or false"}


def to_json(plan: Plan) -> str:
    """The plan as JSON text: keys sorted, ids kept, the same bytes for the same plan."""
    tables = {name: [asdict(getattr(plan, name))] for name in _ONE_ROW}
    tables |= {name: [asdict(row) for row in getattr(plan, name)] for name in TABLES}
    content = {"schema": SCHEMA, "tables": tables}
    return (
        json.dumps(content, sort_keys=True, indent=1, ensure_ascii=False, allow_nan=False, default=str) + "\n"
    )


def read_backup(path: Path) -> Plan:
    """The plan in the backup file at `path`; raise Refused where there is none."""
    return from_json(read_text(path, most_bytes=MOST_BYTES))


def from_json(text: str) -> Plan:
    """The plan that `to_json` wrote; tables and keys may be missing.

    Raise Refused naming table, row and column of the first thing that cannot be so.
    """
    tables = _tables(_load(text))
    read: dict[str, Any] = {
        name: tuple(_read_table(name, kind, tables.get(name, []))) for name, kind in _TABLES.items()
    }
    for name, kind in _ONE_ROW.items():
        if len(read[name]) > 1:
            raise Refused(f"{name}: a plan has one row, this backup has several")
        read[name] = read[name][0] if read[name] else kind()
    plan = Plan(**read)
    _check(plan)
    return plan


def _load(text: str) -> Any:
    if len(text) > MOST_BYTES:
        raise Refused(f"the backup is larger than {MOST_BYTES // 1_000_000} MB; no plan is")
    try:
        return json.loads(text.removeprefix("\ufeff"), parse_constant=_refuse_constant)
    except RecursionError:
        raise Refused("the backup is nested too deeply; it is not one that emtui wrote") from None
    except ValueError as error:
        raise Refused(f"the backup is not JSON: {error}") from None


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number")


def _tables(content: Any) -> dict[str, Any]:
    if not isinstance(content, dict) or not isinstance(content.get("tables"), dict):
        raise Refused('this is not a backup of emtui: it has no "schema" and "tables"')
    schema = content.get("schema")
    if type(schema) is not int or schema < 1:
        raise Refused(f"schema: {quoted(repr(schema))} is not possible; this program writes {SCHEMA}")
    if schema > SCHEMA:
        raise Refused(
            f"the backup has schema {schema}, newer than this program's {SCHEMA}; update emtui first"
        )
    tables: dict[str, Any] = content["tables"]
    for name, rows in tables.items():
        if name not in _TABLES:
            raise Refused(f"{quoted(name)}: there is no such table; the tables are {', '.join(_TABLES)}")
        if not isinstance(rows, list):
            raise Refused(f"{name}: a list of rows was expected")
    return tables


def _read_table(table: str, kind: type[Any], rows: list[Any]) -> list[Any]:
    types = get_type_hints(kind)
    needed = {column.name for column in fields(kind) if column.default is MISSING}
    read = []
    for number, row in enumerate(rows, start=1):
        place = f"{table}, row {number}"
        if not isinstance(row, dict):
            raise Refused(f"{place}: an object with columns was expected")
        for column in row.keys() - types.keys():
            raise Refused(f"{place}: there is no column {quoted(column)}")
        for column in sorted(needed - row.keys()):
            raise Refused(f"{place}: {column} is missing")
        values = {name: _read_value(f"{place}, {name}", types[name], value) for name, value in row.items()}
        read.append(kind(**values))
    return read


def _read_value(place: str, kind: Any, value: Any) -> Any:
    """`value` as the Python type `kind`, which may be a union with None."""
    if isinstance(kind, UnionType):
        if value is None:
            return None
        kind = next(member for member in get_args(kind) if member is not type(None))
    if get_origin(kind) is tuple:
        if not isinstance(value, list):
            raise Refused(f"{place}: a list of rows was expected")
        return tuple(_read_table(place, get_args(kind)[0], value))
    if kind is float and type(value) is int:
        value = float(value) if abs(value) < 1e15 else math.inf
    if type(value) is kind and not (kind is float and not math.isfinite(value)):
        return value
    if isinstance(value, str) and kind in _TYPED:
        try:
            return kind.fromisoformat(value)
        except ValueError:
            raise Refused(f"{place}: {quoted(value)} is not {_TYPED[kind]}") from None
    if isinstance(value, str) and issubclass(kind, StrEnum):
        try:
            return kind(value)
        except ValueError:
            accepted = ", ".join(kind)
            raise Refused(f"{place}: {quoted(value)} is not possible; accepted: {accepted}") from None
    expected = _KINDS.get(kind) or _TYPED.get(kind, "a word")
    raise Refused(f"{place}: {quoted(json.dumps(value))} is not {expected}")


def _check(plan: Plan) -> None:
    """Raise Refused where a row is not possible, as the tables would, or where two are the same one."""
    from emtui.records import (
        RECORDS,
        known_units,
        record_of,
        references,
        unique_columns,
    )  # the database library, which reading needs not

    units = known_units(plan.own_instruments)
    for table in _ONE_ROW:
        with _naming(table):
            record_of(getattr(plan, table), units)
    for table in TABLES:
        rows = getattr(plan, table)
        _refuse_repeats(table, "id", [row.id for row in rows if row.id is not None])
        for number, row in enumerate(rows, start=1):
            with _naming(f"{table}, row {number}"):
                record_of(row, units)
        for columns in unique_columns(RECORDS[TABLES[table]]):
            keys = [tuple(getattr(row, column) for column in columns) for row in rows]
            known = [" ".join(map(str, key)) for key in keys if None not in key]
            _refuse_repeats(table, " and ".join(columns), known)
    for table, column, other in references():
        there = {row.id for row in getattr(plan, other)}
        lost = {getattr(row, column) for row in getattr(plan, table)} - there - {None}
        if lost:
            raise Refused(f"{table}: there is no row {min(lost)} of {other}")


@contextmanager
def _naming(place: str) -> Iterator[None]:
    """Put the table and row in front of a refusal."""
    try:
        yield
    except Refused as error:
        raise Refused(f"{place}, {error}") from None


def _refuse_repeats(table: str, what: str, keys: list[Any]) -> None:
    for key, times in Counter(keys).items():
        if times > 1:
            raise Refused(f"{table}: the {what} {key} is there {times} times")
