"""Plan files of every format end up alike, and nothing is lost on the way."""

import dataclasses
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateTable
from tests.store.conftest import nbme

from emtui.errors import NothingToUndo, PlanLocked, PlanUnreadable
from emtui.plan import OwnInstrument, Plan, PracticeTest, Profile, QuestionBlock
from emtui.records import Record
from emtui.store import Store, check, file, migrations, upgrade
from emtui.store.backup import Reason, list_backups

FIRST_FORMAT = (
    "INSERT INTO profile (id, target, step2_date) VALUES (1, 245, '2027-06-15')",
    "INSERT INTO practice_tests VALUES (2, '2026-11-01', 'nbme-17', 241.5, 1, 1, 0, 'café')",
    "INSERT INTO question_blocks VALUES (5, '2026-11-02', 40, 31, NULL, NULL, 0, NULL)",
    "INSERT INTO own_instruments VALUES (3, 'nbme-17', 'NBME 17', 'points', -2.5, NULL, NULL, NULL)",
    "INSERT INTO steps VALUES (7, 'log NBME 17, 241.5', '2026-11-01T10:00:00+00:00', 'done')",
    "INSERT INTO step_rows VALUES (9, 7, 'practice_tests', 2, NULL, '{}')",
    "PRAGMA application_id = 0x456D7475",
    "PRAGMA user_version = 1",
)
"""What a plan made before the second format holds."""

Migration = Callable[[sqlite3.Connection], None]


@pytest.fixture
def add_migration(monkeypatch: pytest.MonkeyPatch) -> Callable[[Migration], None]:
    """Let the program know one more format."""

    def add(migration: Migration) -> None:
        longer = (*migrations.MIGRATIONS, migration)
        monkeypatch.setattr(upgrade, "MIGRATIONS", longer)
        for module in (upgrade, file, check):
            monkeypatch.setattr(module, "FORMAT", len(longer))

    return add


def schema(path: Path) -> dict[str, str]:
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
        return {name: _spaced(statement) for name, statement in rows}


def _spaced(statement: str) -> str:
    return " ".join(statement.replace("(", " ( ").replace(")", " ) ").replace(",", " , ").split())


def number_of(path: Path) -> tuple[int, int]:
    with closing(sqlite3.connect(path)) as connection:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (number,) = connection.execute("PRAGMA user_version").fetchone()
        return application, number


def test_the_migrations_together_make_the_tables_the_records_describe(store: Store, path: Path) -> None:
    described = {
        table.name: _spaced(str(CreateTable(table).compile(dialect=sqlite.dialect())))
        for table in Record.metadata.sorted_tables
    }
    made = schema(path)
    assert {name: made[name] for name in described} == described
    assert made.keys() - described.keys() == {"steps", "step_rows", "step_rows_of_step", "sqlite_sequence"}


def test_a_new_plan_has_the_newest_format_and_emtuis_mark(store: Store, path: Path) -> None:
    assert number_of(path) == (0x456D7475, migrations.FORMAT)


def test_an_older_plan_is_brought_up_after_a_backup_and_equals_a_new_one(
    path: Path, open_store: Callable[..., Store], add_migration: Callable[[Migration], None]
) -> None:
    old = open_store(path)
    old.add_all([nbme(13), nbme(12)], "two tests")
    old.set_profile(target=245)
    old.undo()
    before, old_schema = old.read(), schema(path)
    old.close()

    def add_a_column(connection: sqlite3.Connection) -> None:
        connection.execute("ALTER TABLE practice_tests ADD COLUMN place VARCHAR")

    add_migration(add_a_column)
    store = open_store(path, create=False)
    open_store(path.with_name("new.db"))
    assert store.read() == before
    assert schema(path) == schema(path.with_name("new.db")) != old_schema
    (backup,) = list_backups(path)
    assert backup.reason is Reason.UPGRADE
    assert schema(backup.path) == old_schema
    assert number_of(backup.path) == (0x456D7475, migrations.FORMAT)


def test_a_plan_of_the_first_format_keeps_all_it_holds_and_takes_what_is_new(
    path: Path, open_store: Callable[..., Store]
) -> None:
    with closing(sqlite3.connect(path)) as connection:
        migrations.MIGRATIONS[0](connection)
        for statement in FIRST_FORMAT:
            connection.execute(statement)
        connection.commit()
    store = open_store(path, create=False)
    open_store(path.with_name("new.db"))
    assert schema(path) == schema(path.with_name("new.db"))
    assert [backup.reason for backup in list_backups(path)] == [Reason.UPGRADE]
    kept = store.read()
    assert kept == Plan(
        profile=Profile(target=245, step2_date=date(2027, 6, 15)),
        practice_tests=(
            PracticeTest(id=2, taken_on=date(2026, 11, 1), instrument="nbme-17", score=241.5, notes="café"),
        ),
        question_blocks=(
            QuestionBlock(id=5, done_on=date(2026, 11, 2), questions=40, correct=31, timed=False),
        ),
        own_instruments=(OwnInstrument(id=3, instrument="nbme-17", name="NBME 17", offset=-2.5),),
    )
    assert [step.title for step in store.history()] == ["log NBME 17, 241.5"]
    with pytest.raises(NothingToUndo):
        store.undo()
    store.set_systems(kept.practice_tests[0], {"endocrine": 50.0})
    store.set_assumptions(shift=0.0)
    assert [row.tests for row in store.read().projections] == [1]
    store.undo()
    store.undo()
    assert dataclasses.replace(store.read(), projections=()) == kept


def test_steps_before_a_migration_are_sealed_and_those_after_can_be_undone(
    path: Path, open_store: Callable[..., Store], add_migration: Callable[[Migration], None]
) -> None:
    old = open_store(path)
    old.add(nbme(13))
    old.add(nbme(12))
    old.undo()
    old.close()
    add_migration(lambda connection: None)
    store = open_store(path)
    assert [step.undone for step in store.history()] == [True, False]
    with pytest.raises(NothingToUndo, match="nothing to undo: the steps before are of an older file format"):
        store.undo()
    with pytest.raises(NothingToUndo, match="nothing to redo"):
        store.redo()
    assert store.last_step() is None
    store.set_profile(target=245)
    store.undo()
    assert len(store.read().practice_tests) == 1


def test_a_migration_that_fails_leaves_the_plan_as_it_was(
    path: Path, open_store: Callable[..., Store], add_migration: Callable[[Migration], None]
) -> None:
    open_store(path).add(nbme())
    content = path.read_bytes()

    def fail(connection: sqlite3.Connection) -> None:
        connection.execute("DROP TABLE practice_tests")
        connection.execute("INSERT INTO nowhere VALUES (1)")

    add_migration(fail)
    with pytest.raises(PlanUnreadable, match="no such table: nowhere"):
        open_store(path)
    assert path.read_bytes() == content


def test_a_migration_that_breaks_a_reference_is_refused(
    path: Path, open_store: Callable[..., Store], add_migration: Callable[[Migration], None]
) -> None:
    open_store(path).add(nbme())
    content = path.read_bytes()

    def forget_the_steps(connection: sqlite3.Connection) -> None:
        connection.execute("DELETE FROM steps")

    add_migration(forget_the_steps)
    with pytest.raises(PlanUnreadable, match=f"upgrading to format {migrations.FORMAT + 1} failed"):
        open_store(path)
    assert path.read_bytes() == content


def test_an_older_plan_that_may_not_be_written_is_left_alone(
    ordinary_folder: Path, open_store: Callable[..., Store], add_migration: Callable[[Migration], None]
) -> None:
    path = ordinary_folder / "plan.db"
    open_store(path).close()
    content = path.read_bytes()
    path.chmod(0o400)
    add_migration(lambda connection: None)
    with pytest.raises(PlanLocked, match="read-only"):
        open_store(path)
    assert path.read_bytes() == content


def test_a_plan_that_an_open_store_finds_replaced_by_an_older_one_is_brought_up_too(
    path: Path, open_store: Callable[..., Store], add_migration: Callable[[Migration], None]
) -> None:
    older = path.with_name("older.db")
    open_store(older).add(nbme())
    add_migration(lambda connection: None)
    store = open_store(path)
    assert store.read() == Plan()
    older.replace(path)
    assert len(store.read().practice_tests) == 1
    assert number_of(path)[1] == migrations.FORMAT + 1
