"""The formats of a plan file: migration n brings a file from format n - 1 to n. Add the next one at the end.

Each runs in its own transaction, after a backup (`upgrade.py`). A migration that has been released is never
edited: tests hold what they make together equal to what `records` describes.
"""

import sqlite3
from collections.abc import Callable
from functools import partial
from importlib import import_module

Migration = Callable[[sqlite3.Connection], None]


def _run(statements: str, connection: sqlite3.Connection) -> None:
    """Run the statements of a module of `formats`, which few starts need."""
    for statement in import_module(f"emtui.store.formats.{statements}").STATEMENTS:
        connection.execute(statement)


MIGRATIONS: tuple[Migration, ...] = (
    partial(_run, "baseline"),
    partial(_run, "outlook"),
    partial(_run, "study"),
    partial(_run, "calendar"),
    partial(_run, "applying"),
    partial(_run, "strategy"),
)

FORMAT = len(MIGRATIONS)
"""The format this program reads and writes: `PRAGMA user_version` of an up-to-date plan."""
