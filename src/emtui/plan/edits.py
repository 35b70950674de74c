"""The parts that a change of several rows is made of; `Store.edit` makes one step of them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from emtui.plan import TABLES, Entry, Plan


class Add(NamedTuple):
    """Add `entry`; a negative id is a name under which later parts of the same step may refer to it."""

    entry: Entry


class Change(NamedTuple):
    """Change some columns of `entry`, found by its id."""

    entry: Entry
    changes: Mapping[str, Any]


class Remove(NamedTuple):
    """Take `entry`, found by its id, out of the plan, and what hangs on it with it."""

    entry: Entry


class SetProfile(NamedTuple):
    """Set answers of the profile; None clears one."""

    values: Mapping[str, Any]


Edit = Add | Change | Remove | SetProfile

_TABLE_OF = {row: table for table, row in TABLES.items()}


def edited(plan: Plan, edits: Iterable[Edit]) -> Plan:
    """`plan` as it would be after `edits`, unchecked: the store has the last word.

    What hangs on a removed row stays, and a new row has the id it came with.
    """
    for edit in edits:
        match edit:
            case SetProfile(values):
                plan = replace(plan, profile=replace(plan.profile, **values))
            case Add(entry):
                table = _TABLE_OF[type(entry)]
                rows: Any = (*getattr(plan, table), entry)
                plan = replace(plan, **{table: rows})
            case Change(entry, changes):
                plan = _with_row(plan, entry, (replace(entry, **changes),))
            case Remove(entry):
                plan = _with_row(plan, entry, ())
    return plan


def _with_row(plan: Plan, entry: Entry, new: tuple[Entry, ...]) -> Plan:
    """`plan` with `new` in the place of the row that has the id of `entry`."""
    table = _TABLE_OF[type(entry)]
    rows: Any = tuple(row for old in getattr(plan, table) for row in (new if old.id == entry.id else (old,)))
    return replace(plan, **{table: rows})


def parts_of(additions: Iterable[Entry], changes: Iterable[tuple[Entry, Mapping[str, Any]]]) -> list[Edit]:
    """What a planner or an importer wants added and changed, as the parts of one step."""
    return [*map(Add, additions), *(Change(entry, values) for entry, values in changes)]
