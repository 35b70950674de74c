"""The one connection a store writes through, and how it learns what others did to the file."""

import os
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from emtui.store import file

if TYPE_CHECKING:
    from emtui.store.write import Writer


class Link:
    """A writing connection, opened when first asked for, and again where the file was replaced.

    Not safe for threads: the store's lock is held around every call.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: file.JoinedConnection | None = None
        self._writer: Writer | None = None
        self._file: tuple[int, int] | None = None
        self._modified = 0
        self._version = 0
        self._openings = 0

    def connection(self) -> file.JoinedConnection:
        """The connection to the file that is at the path now."""
        if self._connection is None or self._is_replaced():
            self.close()
            status = os.stat(self._path)  # before opening: replaced in between, it is opened once more
            self._connection = file.writer(self._path)
            self._file, self._modified = (status.st_dev, status.st_ino), status.st_mtime_ns
            self._version = _data_version(self._connection)
            self._openings += 1
        return self._connection

    def writer(self) -> "Writer":
        """SQLModel on top of the connection; imports it where that was not done yet."""
        from emtui.store.write import Writer

        connection = self.connection()
        if self._writer is None:
            self._writer = Writer(connection)
        return self._writer

    def state(self) -> object:
        """Something that is different after every change but our own; None where the file is gone."""
        try:
            if self._connection is None or self._is_replaced():
                status = os.stat(self._path)
                return status.st_dev, status.st_ino, status.st_mtime_ns
        except FileNotFoundError:
            return None
        return self._openings, self._version

    def peek(self) -> object:
        """`state` without waiting: raises at once where another program is just writing."""
        if self._connection is None:
            return self.state()
        self._connection.execute("PRAGMA busy_timeout = 0")
        try:
            return self.state()
        finally:
            self._connection.execute(f"PRAGMA busy_timeout = {file.PATIENCE * 1000:.0f}")

    def is_current(self) -> bool:
        """Whether the file at the path is still the one that is open."""
        status = os.stat(self._path)
        return self._file == (status.st_dev, status.st_ino)

    def committed(self) -> None:
        """Take the file's new time for our own doing."""
        self._modified = os.stat(self._path).st_mtime_ns

    def close(self) -> None:
        """Let go of the file; the next call opens it again."""
        if self._connection is not None:
            self._connection.close()
        self._connection = self._writer = None

    def _is_replaced(self) -> bool:
        assert self._connection is not None
        if not self.is_current():
            return True
        modified = os.stat(self._path).st_mtime_ns
        version = _data_version(self._connection)
        # Written to, but by no SQLite transaction: overwritten in place, say by a file synchroniser.
        overwritten = modified != self._modified and version == self._version
        if not overwritten:
            self._modified, self._version = modified, version
        return overwritten


def _data_version(connection: sqlite3.Connection) -> int:
    """SQLite's count of the changes that other connections made."""
    return int(connection.execute("PRAGMA data_version").fetchone()[0])
