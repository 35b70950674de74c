"""The plan file as SQLite sees it: what it is, and how it is made and opened.

Nothing here opens the file with plain `open`: closing it again would drop this process's SQLite locks.
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from emtui import locations
from emtui.errors import NoPlan, PlanUnreadable
from emtui.store.migrations import FORMAT

APPLICATION_ID = 0x456D7475  # "Emtu", in the file's header
PATIENCE = 2.5  # seconds to wait for another program that is writing
OWNER_ONLY_FILE, OWNER_ONLY_FOLDER = 0o600, 0o700

ConnectionT = TypeVar("ConnectionT", bound=sqlite3.Connection)


def plan_format(path: Path) -> int:
    """The format of the plan at `path`, which is not touched; 0 where the file is empty.

    Raises NoPlan, PlanUnreadable where it is a folder, of another program or of a newer emtui, and
    sqlite3.Error where it is damaged.
    """
    if not path.exists():
        raise NoPlan(f"no plan at {path}")
    if path.is_dir():
        raise PlanUnreadable(f"{path} is a folder, not a plan file")
    if not path.stat().st_size:
        return 0
    application, number = _look(path)
    if application == APPLICATION_ID and number > FORMAT:
        raise PlanUnreadable(
            f"{path} was written by a newer emtui (format {number}, this one reads up to {FORMAT}); "
            "update emtui; the file was left untouched"
        )
    if application != APPLICATION_ID:
        raise PlanUnreadable(f"{path} belongs to another program; the file was left untouched")
    return number


def create(path: Path) -> bool:
    """Make an empty file at `path` that only its owner can read; False where there is a file already.

    The folder of the default plan is made too. Raises NoPlan where another plan's folder does not exist: a
    mistyped path makes no folders.
    """
    if locations.is_default(path):
        path.parent.mkdir(mode=OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
    elif not path.parent.is_dir():
        raise NoPlan(f"no plan can be made at {path}: there is no folder {path.parent}; make it first")
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, OWNER_ONLY_FILE))
    except FileExistsError:
        return False
    return True


def reader(path: Path) -> sqlite3.Connection:
    """A connection that changes nothing (but a crashed program's half-made change is rolled back)."""
    connection = _connect(path, "mode=rw", sqlite3.Connection)
    connection.execute("PRAGMA query_only = ON")
    return connection


class JoinedConnection(sqlite3.Connection):
    """A connection whose transactions are the store's: SQLAlchemy's commit and rollback do nothing."""

    def commit(self) -> None:
        """Leave the commit to the store."""

    def rollback(self) -> None:
        """Leave the rollback to the store."""


def writer(path: Path) -> JoinedConnection:
    """A connection that keeps every promise of the plan file: durable, consistent, nothing left behind."""
    connection = _connect(path, "mode=rw", JoinedConnection)
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA recursive_triggers = ON")  # so that REPLACE reaches the journal too
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection


def integrity(connection: sqlite3.Connection) -> str | None:
    """What SQLite finds wrong inside the file, in its words; None where it is sound."""
    # A value that breaks a rule is no damage: records name it, and a backup of it is a good backup.
    connection.execute("PRAGMA ignore_check_constraints = ON")
    found = [row[0] for row in connection.execute("PRAGMA integrity_check(5)")]
    return None if found == ["ok"] else "; ".join(found)


def move_into_place(part: Path, target: Path) -> None:
    """Give the finished file `part` the name `target`, in one step that survives a power cut."""
    part.replace(target)
    if os.name == "posix":
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _look(path: Path) -> tuple[int, int]:
    """The application id and the format.

    `immutable` takes no lock and writes no file beside a foreign one; it can misread a page that is
    being written just then, so damage is confirmed by an ordinary reader.
    """
    try:
        return _header(path, "immutable=1")
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_CORRUPT:
            return _header(path, "mode=ro")
        raise


def _header(path: Path, how: str) -> tuple[int, int]:
    with closing(_connect(path, how, sqlite3.Connection)) as connection:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (number,) = connection.execute("PRAGMA user_version").fetchone()
    return application, number


def _connect(path: Path, how: str, kind: type[ConnectionT]) -> ConnectionT:
    # By URI, because only that can say "never create"; threads share a connection under the store's lock.
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?{how}",
        uri=True,
        timeout=PATIENCE,
        isolation_level=None,
        check_same_thread=False,
        factory=kind,
    )
