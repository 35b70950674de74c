"""What doctor finds in a plan file."""

import os
from collections.abc import Callable
from pathlib import Path

from tests.store.conftest import nbme, sql

from emtui import clock
from emtui.store import Store, migrations
from emtui.store.backup import make_backup
from emtui.store.check import examine

LOOSE = "PRAGMA ignore_check_constraints = ON"


def test_a_sound_plan_has_no_problems(store: Store, path: Path) -> None:
    store.add_all([nbme(12), nbme(13)], "two tests")
    store.set_profile(target=245)
    backup = make_backup(path, clock.now())
    found = examine(path)
    assert found.problems == ()
    assert found.exists
    assert (found.practice_tests, found.question_blocks, found.steps) == (2, 0, 2)
    assert found.schema_version == found.newest_schema == migrations.FORMAT
    assert found.application_id == 0x456D7475
    assert (found.size, found.mode) == (path.stat().st_size, 0o600)
    assert found.newest_backup == backup


def test_examining_changes_nothing(store: Store, path: Path) -> None:
    store.add(nbme(12))
    content = path.read_bytes()
    examine(path)
    assert path.read_bytes() == content
    assert [each.name for each in path.parent.iterdir()] == ["plan.db"]


def test_a_missing_plan_is_one_problem(path: Path) -> None:
    found = examine(path)
    assert not found.exists
    assert found.problems == (f"no plan at {path}",)
    assert not path.exists()


def test_rows_that_could_not_be_written_are_named(store: Store, path: Path) -> None:
    store.add(nbme(12))
    store.set_profile(target=245)
    sql(
        path,
        LOOSE,
        "UPDATE practice_tests SET score = 999",
        "UPDATE profile SET target = 9",
        "INSERT INTO question_blocks (done_on, questions, correct, system) VALUES ('2026-11-01', 5, 5, 'x')",
    )
    profile, test, block = examine(path).problems
    assert profile.startswith("profile: target: 9 is not possible")
    assert test.startswith("practice_tests 1: score: 999 is not possible")
    assert block.startswith("question_blocks 1: system: 'x' is not in the outline")


def test_a_value_that_cannot_even_be_read_is_named(store: Store, path: Path) -> None:
    store.add(nbme(12))
    sql(path, LOOSE, "UPDATE practice_tests SET taken_on = 'soon'")
    (problem,) = examine(path).problems
    assert problem == "a value is not possible: practice_tests: Invalid isoformat string: 'soon'"


def test_a_plan_others_may_read_is_a_problem(store: Store, path: Path) -> None:
    path.chmod(0o644)
    (problem,) = examine(path).problems
    assert "others on this computer may read the plan (mode 644): chmod 600" in problem


def test_damage_another_program_and_a_newer_format_are_named(
    path: Path, open_store: Callable[..., Store]
) -> None:
    foreign, newer, empty = (path.with_name(f"{name}.db") for name in ("foreign", "newer", "empty"))
    sql(foreign, "CREATE TABLE songs (id)")
    open_store(newer).close()
    sql(newer, "PRAGMA user_version = 9")
    empty.touch(mode=0o600)
    foreign.chmod(0o600)
    open_store(path).add(nbme(12))
    path.write_bytes(path.read_bytes()[:9000] + os.urandom(60000))
    expected = {
        foreign: "belongs to another program",
        newer: "written by a newer emtui",
        empty: "no plan was made in it yet",
        path: "is damaged",
    }
    for plan, words in expected.items():
        assert words in " ".join(examine(plan).problems)


def test_a_reference_to_nothing_is_named(store: Store, path: Path) -> None:
    store.add(nbme(12))
    sql(path, "DELETE FROM steps")
    assert examine(path).problems == ("step_rows 1 refers to something that is not in steps",)
