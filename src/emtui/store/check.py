"""Examining a plan file without changing it: what `emtui doctor` prints."""

import os
import sqlite3
import stat
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from emtui.errors import EmtuiError, Refused
from emtui.plan import TABLES, Plan
from emtui.store import file
from emtui.store.migrations import FORMAT
from emtui.store.read import Unreadable, read_plan
from emtui.store.rotation import Backup, list_backups
from emtui.store.trouble import plain_errors


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """What was found; None where it could not be told. `problems` are plain sentences, none is best.

    `size` in bytes, `mode` the permission bits, `schema_version` beside `newest_schema` this program knows.
    """

    path: Path
    exists: bool
    size: int | None = None
    mode: int | None = None
    application_id: int | None = None
    schema_version: int | None = None
    newest_schema: int = FORMAT
    sqlite_version: str = sqlite3.sqlite_version
    practice_tests: int | None = None
    question_blocks: int | None = None
    steps: int | None = None
    newest_backup: Backup | None = None
    problems: tuple[str, ...] = ()


def examine(path: Path) -> Examination:
    """Look the plan at `path` over: file, header, integrity, references, every row against its record."""
    path = path.absolute()
    newest = next(iter(list_backups(path)), None)
    if not path.is_file():
        missing = (f"no plan at {path}",)
        return Examination(path=path, exists=path.exists(), newest_backup=newest, problems=missing)
    status = path.stat()
    mode = stat.S_IMODE(status.st_mode)
    found = Examination(
        path=path,
        exists=True,
        size=status.st_size,
        mode=mode,
        newest_backup=newest,
        problems=tuple(_mode_problems(mode)),
    )
    try:
        with plain_errors(path):
            number = file.plan_format(path)
            found = replace(found, schema_version=number, application_id=file.APPLICATION_ID if number else 0)
            with closing(file.reader(path)) as connection:
                return _look_inside(connection, found)
    except EmtuiError as error:
        return replace(found, problems=(*found.problems, str(error)))


def _mode_problems(mode: int) -> list[str]:
    if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):
        return [f"others on this computer may read the plan (mode {mode:o}): chmod 600 closes it"]
    return []


def _look_inside(connection: sqlite3.Connection, found: Examination) -> Examination:
    problems = list(found.problems)
    if found.schema_version != FORMAT:
        problems.append(
            f"the plan has format {found.schema_version}: opening it brings it to {FORMAT}"
            if found.schema_version
            else "the file is empty: no plan was made in it yet"
        )
        return replace(found, problems=tuple(problems))
    if (broken := file.integrity(connection)) is not None:
        problems.append(f"the file is damaged: {broken}")
    for table, row_id, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        problems.append(f"{table} {row_id} refers to something that is not in {parent}")
    (steps,) = connection.execute("SELECT count(*) FROM steps").fetchone()
    found = replace(found, steps=steps)
    try:
        plan = read_plan(connection)
    except Unreadable as error:
        return replace(found, problems=(*problems, f"a value is not possible: {error}"))
    return replace(
        found,
        practice_tests=len(plan.practice_tests),
        question_blocks=len(plan.question_blocks),
        problems=(*problems, *_row_problems(plan)),
    )


def _row_problems(plan: Plan) -> list[str]:
    """Rows that could not be written today, each with the reason."""
    from emtui.records import known_units, record_of  # costs 400 ms

    units = known_units(plan.own_instruments)
    rows: list[tuple[str, Any]] = [("profile", plan.profile), ("assumptions", plan.assumptions)]
    rows += [(f"{table} {row.id}", row) for table in TABLES for row in getattr(plan, table)]
    problems = []
    for place, row in rows:
        try:
            record_of(row, units)
        except Refused as error:
            problems.append(f"{place}: {error}")
    return problems
