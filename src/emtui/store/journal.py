"""The journal: every change as a step that can be undone and redone; people read it as the audit log.

A step is a row of `steps`; what it did to each row of the plan is a row of `step_rows`, before and after
as JSON, written by triggers in the same transaction. Undo plays a step's rows backwards, so the plan comes
back exactly, ids and all. States of a step: done; undone, so that redo brings it back; dropped, undone before
something else was done; sealed, done with an older file format, whose rows no longer fit.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from emtui.errors import AlreadyThere, NothingToUndo, Refused

KEPT = 500

# Rows without an entry of their own: a step's entry ids leave them out.
_NO_ENTRIES = ("profile", "assumptions", "system_scores", "projections")
# Changed by snapshots too, which are no steps: undo takes these rows as it finds them.
_UNSTEPPED = "projections"

_Row = dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Step:
    """One change of the plan; `made_at` in UTC, `entry_ids` the entries it touched (none: the profile)."""

    id: int
    title: str
    made_at: datetime
    undone: bool
    entry_ids: tuple[int, ...]


def attach(connection: sqlite3.Connection, tables: Iterable[tuple[str, Sequence[str]]]) -> None:
    """Make `connection` write every change of `tables` (name and columns, `id` among them) into the journal.

    TEMP triggers, because they belong to this connection: undo and migrations go unrecorded by themselves.
    """
    # Python's json keeps a float exact; SQLite's json_object rounds it to 15 digits.
    connection.create_function("row_as_json", -1, _row_as_json, deterministic=True)
    connection.execute("CREATE TEMP TABLE current_step (id INTEGER NOT NULL)")
    for name, columns in tables:
        before, after = _row_sql("OLD", columns), _row_sql("NEW", columns)
        _trigger(connection, name, "INSERT", "NEW.id", "NULL", after)
        _trigger(connection, name, "UPDATE", "OLD.id", before, after)
        _trigger(connection, name, "DELETE", "OLD.id", before, "NULL")


def begin_step(connection: sqlite3.Connection, made_at: datetime) -> int:
    """Open a step in the running transaction: from here on changes are recorded as part of it."""
    connection.execute("UPDATE steps SET state = 'dropped' WHERE state = 'undone'")
    step_id = connection.execute(
        "INSERT INTO steps (title, made_at, state) VALUES ('', ?, 'done')", [made_at.isoformat()]
    ).lastrowid
    assert step_id is not None
    connection.execute("INSERT INTO current_step VALUES (?)", [step_id])
    return step_id


def end_step(connection: sqlite3.Connection, step_id: int, title: str) -> Step:
    """Close the step under its title and let go of the oldest; raise AlreadyThere where nothing changed."""
    connection.execute("DELETE FROM current_step")
    if not connection.execute("SELECT 1 FROM step_rows WHERE step_id = ?", [step_id]).fetchone():
        raise AlreadyThere(f"nothing to change, the plan stands so already: {title}")
    connection.execute("UPDATE steps SET title = ? WHERE id = ?", [title, step_id])
    connection.execute("DELETE FROM steps WHERE id <= ?", [step_id - KEPT])
    return _step(connection, step_id)


def undo(connection: sqlite3.Connection) -> Step:
    """Take back the newest step, in the running transaction; raise NothingToUndo."""
    step = last_step(connection)
    if step is None:
        sealed = connection.execute("SELECT 1 FROM steps WHERE state = 'sealed'").fetchone()
        why = ": the steps before are of an older file format" if sealed else ""
        raise NothingToUndo(f"nothing to undo{why}")
    for table, row_id, before, after in reversed(_changes(connection, step.id)):
        _bring(connection, table, row_id, after, before)
    return _mark(connection, step.id, "undone")


def redo(connection: sqlite3.Connection) -> Step:
    """Do the step again that was undone last, in the running transaction; raise NothingToUndo."""
    found = connection.execute("SELECT min(id) FROM steps WHERE state = 'undone'").fetchone()
    if found[0] is None:
        raise NothingToUndo("nothing to redo")
    for table, row_id, before, after in _changes(connection, found[0]):
        _bring(connection, table, row_id, before, after)
    return _mark(connection, found[0], "done")


def changed_by(connection: sqlite3.Connection, step: Step) -> list[tuple[str, _Row, _Row]]:
    """What `step` did: for each row its table, and what it was before and after, None where it was not."""
    rows = connection.execute(
        "SELECT table_name, before, after FROM step_rows WHERE step_id = ? ORDER BY id", [step.id]
    )
    return [
        (table, json.loads(before or "null"), json.loads(after or "null")) for table, before, after in rows
    ]


def last_step(connection: sqlite3.Connection) -> Step | None:
    """The step that undo would take back."""
    found = connection.execute("SELECT max(id) FROM steps WHERE state = 'done'").fetchone()
    return None if found[0] is None else _step(connection, found[0])


def history(connection: sqlite3.Connection, limit: int) -> list[Step]:
    """The newest `limit` steps, newest first, undone ones among them."""
    ids = connection.execute("SELECT id FROM steps ORDER BY id DESC LIMIT ?", [limit]).fetchall()
    return [_step(connection, row[0]) for row in ids]


def forget(connection: sqlite3.Connection) -> int:
    """Delete every step, undone and sealed ones too, in the running transaction; return how many."""
    return connection.execute("DELETE FROM steps").rowcount


def seal(connection: sqlite3.Connection) -> None:
    """Put every step beyond undo and redo: the rows they hold are of the format before a migration."""
    connection.execute("UPDATE steps SET state = 'sealed' WHERE state = 'done'")
    connection.execute("UPDATE steps SET state = 'dropped' WHERE state = 'undone'")


def _step(connection: sqlite3.Connection, step_id: int) -> Step:
    title, made_at, state = connection.execute(
        "SELECT title, made_at, state FROM steps WHERE id = ?", [step_id]
    ).fetchone()
    rows = connection.execute(
        "SELECT table_name, row_id FROM step_rows WHERE step_id = ? ORDER BY id", [step_id]
    )
    entry_ids = tuple(dict.fromkeys(row_id for table, row_id in rows if table not in _NO_ENTRIES))
    return Step(step_id, title, datetime.fromisoformat(made_at), state in ("undone", "dropped"), entry_ids)


def _mark(connection: sqlite3.Connection, step_id: int, state: str) -> Step:
    connection.execute("UPDATE steps SET state = ? WHERE id = ?", [state, step_id])
    return _step(connection, step_id)


def _changes(connection: sqlite3.Connection, step_id: int) -> list[tuple[str, int, _Row, _Row]]:
    # Rows are put back one by one: only when all are there do references have to hold again.
    connection.execute("PRAGMA defer_foreign_keys = ON")
    rows = connection.execute(
        "SELECT table_name, row_id, before, after FROM step_rows WHERE step_id = ? ORDER BY id", [step_id]
    )
    return [
        (table, row_id, json.loads(before or "null"), json.loads(after or "null"))
        for table, row_id, before, after in rows.fetchall()
    ]


def _bring(connection: sqlite3.Connection, table: str, row_id: int, from_: _Row, to: _Row) -> None:
    """Turn the row as it was recorded in `from_` into `to`; None is no row."""
    if from_ is None:
        assert to is not None
        names = ", ".join(map(_quoted, to))
        marks = ", ".join("?" * len(to))
        insert = "INSERT OR REPLACE" if table == _UNSTEPPED else "INSERT"
        done = connection.execute(
            f"{insert} INTO {_quoted(table)} ({names}) VALUES ({marks})", list(to.values())
        )
    elif to is None:
        done = connection.execute(f"DELETE FROM {_quoted(table)} WHERE id = ?", [row_id])
    else:
        changed = {name: value for name, value in to.items() if value != from_[name]}
        sets = ", ".join(f"{_quoted(name)} = ?" for name in changed)
        done = connection.execute(
            f"UPDATE {_quoted(table)} SET {sets} WHERE id = ?", [*changed.values(), row_id]
        )
    if done.rowcount != 1 and table != _UNSTEPPED:
        raise Refused(f"this step no longer fits: row {row_id} of {table} was changed outside emtui")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _row_as_json(*names_and_values: Any) -> str:
    return json.dumps(
        dict(zip(names_and_values[::2], names_and_values[1::2], strict=True)), ensure_ascii=False
    )


def _row_sql(side: str, columns: Sequence[str]) -> str:
    return "row_as_json(" + ", ".join(f"'{name}', {side}.{_quoted(name)}" for name in columns) + ")"


def _trigger(
    connection: sqlite3.Connection, table: str, event: str, row_id: str, before: str, after: str
) -> None:
    connection.execute(
        f"CREATE TEMP TRIGGER journal_{table}_{event} AFTER {event} ON main.{table} "
        f"WHEN EXISTS (SELECT 1 FROM current_step) AND {before} IS NOT {after} BEGIN "
        "INSERT INTO step_rows (step_id, table_name, row_id, before, after) "
        f"SELECT id, '{table}', {row_id}, {before}, {after} FROM current_step; END"
    )
