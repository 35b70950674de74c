"""The journal on its own: what SQLite does by itself, cascades among it, is recorded and undone too."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from emtui.store import Store, file, journal

NOW = datetime(2026, 11, 23, tzinfo=UTC)
TABLES = {"notes": ["id", "writer"], "given_to": ["id", "letter_id", "program", "fit"]}


@pytest.fixture
def connection(store: Store, path: Path) -> Iterator[sqlite3.Connection]:
    """A plan with two tables more, one referring to the other, as later formats have them."""
    with closing(file.writer(path)) as connection:
        connection.execute("CREATE TABLE notes (id INTEGER PRIMARY KEY AUTOINCREMENT, writer VARCHAR)")
        connection.execute(
            "CREATE TABLE given_to (id INTEGER PRIMARY KEY AUTOINCREMENT, "
            "letter_id INTEGER NOT NULL REFERENCES notes (id) ON DELETE CASCADE, "
            "program VARCHAR, fit FLOAT, UNIQUE (letter_id, program))"
        )
        connection.execute("INSERT INTO notes VALUES (7, 'Dr. \"Å\" O''Neil'), (8, NULL)")
        connection.execute("INSERT INTO given_to VALUES (1, 7, 'A', 0.1), (2, 7, 'B', 1e300), (3, 8, 'A', 2)")
        journal.attach(connection, TABLES.items())
        yield connection


def rows(connection: sqlite3.Connection) -> list[list[tuple[object, ...]]]:
    return [connection.execute(f"SELECT * FROM {table} ORDER BY id").fetchall() for table in TABLES]


def do(connection: sqlite3.Connection, *statements: str) -> journal.Step:
    connection.execute("BEGIN IMMEDIATE")
    step_id = journal.begin_step(connection, NOW)
    for statement in statements:
        connection.execute(statement)
    step = journal.end_step(connection, step_id, "a step")
    connection.execute("COMMIT")
    return step


def play(connection: sqlite3.Connection, what: str) -> None:
    connection.execute("BEGIN IMMEDIATE")
    getattr(journal, what)(connection)
    connection.execute("COMMIT")


@pytest.mark.parametrize(
    "statements",
    [
        ["DELETE FROM notes WHERE id = 7"],
        ["DELETE FROM notes"],
        ["UPDATE given_to SET fit = fit / 3, program = program || '?'"],
        ["INSERT OR REPLACE INTO given_to VALUES (9, 7, 'A', NULL)"],
        ["INSERT INTO notes VALUES (8, 'again') ON CONFLICT (id) DO UPDATE SET writer = excluded.writer"],
        [
            "INSERT INTO notes (writer) VALUES ('new')",
            "UPDATE given_to SET letter_id = 9 WHERE letter_id = 7",
            "DELETE FROM notes WHERE id = 7",
            "DELETE FROM notes WHERE id = 8",
        ],
    ],
)
def test_whatever_a_step_did_is_undone_and_redone_to_the_last_bit(
    statements: list[str], connection: sqlite3.Connection
) -> None:
    before = rows(connection)
    do(connection, *statements)
    after = rows(connection)
    assert after != before
    for _ in range(2):
        play(connection, "undo")
        assert rows(connection) == before
        play(connection, "redo")
        assert rows(connection) == after
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_change_outside_a_step_is_not_recorded(connection: sqlite3.Connection) -> None:
    do(connection, "DELETE FROM given_to WHERE id = 1")
    connection.execute("UPDATE notes SET writer = 'snapshot'")
    assert connection.execute("SELECT DISTINCT table_name FROM step_rows").fetchall() == [("given_to",)]


def test_a_value_written_again_unchanged_is_no_part_of_a_step(connection: sqlite3.Connection) -> None:
    step = do(connection, "UPDATE given_to SET fit = fit", "DELETE FROM given_to WHERE id = 3")
    assert step.entry_ids == (3,)
