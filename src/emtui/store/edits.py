"""The parts that a change of several rows is made of; `Store.edit` makes one step of them."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from emtui.plan import Entry


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


def parts_of(additions: Iterable[Entry], changes: Iterable[tuple[Entry, Mapping[str, Any]]]) -> list[Edit]:
    """What a planner or an importer wants added and changed, as the parts of one step."""
    return [*map(Add, additions), *(Change(entry, values) for entry, values in changes)]
