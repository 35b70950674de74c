"""Bringing a plan file to the format of this program."""

import sqlite3
from datetime import datetime
from pathlib import Path

from emtui.errors import NoPlan, PlanUnreadable
from emtui.store import backup, file, journal
from emtui.store.migrations import FORMAT, MIGRATIONS
from emtui.store.rotation import Reason


def upgrade(path: Path, now: datetime, *, create: bool = False) -> None:
    """Bring the plan at `path` to the current format, after a backup; an empty file only with `create`."""
    found = file.plan_format(path)
    if found == FORMAT:
        return
    if not found and not create:
        raise NoPlan(f"no plan at {path}: the file is empty")
    if found:
        backup.make_backup(path, now, Reason.UPGRADE)
    connection = file.writer(path)
    try:
        # A migration may rebuild a table, which foreign keys would forbid; they are checked after it.
        connection.execute("PRAGMA foreign_keys = OFF")
        while _migrate_once(connection):
            pass
    finally:
        connection.close()


def _migrate_once(connection: sqlite3.Connection) -> bool:
    """Run the next migration in a transaction of its own; False where the file is up to date."""
    connection.execute("BEGIN IMMEDIATE")  # then ask again: another process may have been faster
    try:
        (number,) = connection.execute("PRAGMA user_version").fetchone()
        if number < FORMAT:
            MIGRATIONS[number](connection)
            if connection.execute("PRAGMA foreign_key_check").fetchone():
                raise PlanUnreadable(f"upgrading to format {number + 1} failed; the plan was left as it was")
            journal.seal(connection)
            connection.execute(f"PRAGMA application_id = {file.APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {number + 1}")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
    return bool(number < FORMAT)
