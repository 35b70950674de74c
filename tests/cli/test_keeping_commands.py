"""Looking after the plan: undo, backups, what is where, and plain words where there is no plan."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest


def scores_in(emtui: Any) -> list[int]:
    return [test["score"] for test in json.loads(emtui("show", "scores", "--json").out)["tests"]]


@pytest.mark.parametrize(
    "command",
    [
        ["show", "today"],
        ["show", "scores", "--json"],
        ["profile"],
        ["status"],
        ["undo"],
        ["redo"],
        ["backup"],
        ["restore"],
        ["doctor"],
        ["forget-history", "--yes"],
        ["export", "json"],
        ["export", "csv", "tests"],
    ],
)
def test_without_a_plan_it_is_said_and_none_is_made(emtui: Any, plan_path: Path, command: list[str]) -> None:
    ended = emtui(*command)
    assert ended.code == 1
    assert ended.err.count("\n") == 1
    assert f"no plan at {plan_path}" in ended.err
    assert not plan_path.exists()


def test_a_prompt_stays_quiet_without_a_plan(emtui: Any, plan_path: Path) -> None:
    assert emtui("status", "--short") == type(emtui("status", "--short"))(0, "", "")
    assert not plan_path.exists()


def test_undo_and_redo_go_step_by_step_and_say_what(emtui: Any) -> None:
    emtui("log", "nbme", "13", "241")
    emtui("log", "nbme", "14", "244")
    assert "NBME 14" in emtui("undo").out
    assert scores_in(emtui) == [241]
    assert "NBME 14" in emtui("redo").out
    assert scores_in(emtui) == [244, 241]
    assert emtui("redo").code == 1
    for _ in range(2):
        assert emtui("undo").code == 0
    nothing = emtui("undo")
    assert (nothing.code, nothing.out) == (1, "")
    assert nothing.err.count("\n") == 1


def test_a_backup_is_listed_and_restored_after_it_says_what_changes(
    emtui: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    emtui("log", "nbme", "13", "241")
    made = emtui("backup")
    assert made.code == 0
    name = Path(made.out.strip().removeprefix("backup: ")).name
    emtui("log", "nbme", "14", "244")
    assert name in emtui("restore").out
    monkeypatch.setattr("builtins.input", lambda question="": "n")
    kept = emtui("restore", name)
    assert "practice tests: 1 go, 0 come; 1 then" in kept.out
    assert scores_in(emtui) == [244, 241]
    assert emtui("restore", name, "--yes").code == 0
    assert scores_in(emtui) == [241]


def test_a_restore_without_an_answer_changes_nothing(emtui: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    emtui("log", "nbme", "13", "241")
    name = Path(emtui("backup").out.strip().removeprefix("backup: ")).name
    emtui("log", "nbme", "14", "244")

    def no_one_there(question: str = "") -> str:
        raise EOFError

    monkeypatch.setattr("builtins.input", no_one_there)
    refused = emtui("restore", name)
    assert refused.code == 1
    assert "nothing was changed; --yes" in refused.err
    assert scores_in(emtui) == [244, 241]


def test_an_unknown_backup_is_named(emtui: Any) -> None:
    emtui("log", "nbme", "13", "241")
    refused = emtui("restore", "nothing-of-the-kind")
    assert refused.code == 1
    assert "nothing-of-the-kind" in refused.err


def test_where_names_every_place(emtui: Any, plan_path: Path, home: Path) -> None:
    places = emtui("where").out
    for place in (plan_path, home / "settings", "errors.log", "plan-backups"):
        assert str(place) in places


def test_doctor_finds_a_sound_plan_sound_and_a_broken_one_broken(
    emtui: Any, plan_path: Path, home: Path
) -> None:
    emtui("log", "nbme", "13", "241")
    sound = emtui("doctor")
    assert (sound.code, sound.err) == (0, "")
    assert str(plan_path) in sound.out
    broken = home / "broken.db"
    broken.write_bytes(b"SQLite format 3\x00" + b"\xff" * 4000)
    found = emtui("--db", str(broken), "doctor")
    assert found.code == 1
    assert found.err


@pytest.mark.parametrize("content", [b"x", b"not a plan at all" * 100])
def test_a_file_that_is_no_plan_is_left_untouched(emtui: Any, home: Path, content: bytes) -> None:
    path = home / "other.txt"
    path.write_bytes(content)
    for command in (["log", "nbme", "13", "241"], ["show", "today"], ["undo"], ["status", "--short"]):
        refused = emtui("--db", str(path), *command)
        assert refused.code == 1
        assert refused.err.count("\n") == 1
    assert path.read_bytes() == content


def test_another_programs_database_is_left_untouched(emtui: Any, home: Path) -> None:
    path = home / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE song (title TEXT)")
    before = path.read_bytes()
    assert emtui("--db", str(path), "log", "nbme", "13", "241").code == 1
    assert path.read_bytes() == before


def test_a_scenario_is_written_to_a_new_file_only(emtui: Any, home: Path) -> None:
    path = home / "scenario.db"
    assert emtui("demo", "2", "--output", str(path)).code == 0
    assert emtui("--db", str(path), "show", "scores").code == 0
    again = emtui("demo", "1", "--output", str(path))
    assert again.code == 1
    assert "exists already" in again.err


@pytest.mark.parametrize("arguments", [["demo"], ["demo", "4"], ["demo", "one"]])
def test_a_scenario_that_is_none_is_wrong_usage(emtui: Any, arguments: list[str]) -> None:
    wrong = emtui(*arguments)
    assert wrong.code == 2
    assert wrong.err.count("\n") <= 2


def test_forgotten_history_is_gone_from_the_file_and_its_backups_and_the_plan_stays(
    emtui: Any, plan_path: Path
) -> None:
    emtui("profile", "set", "name=Rumpelstiltskin")
    emtui("log", "nbme", "13", "241")
    emtui("backup")
    emtui("profile", "set", "name=")
    asked = emtui("forget-history")
    assert (asked.code, asked.err.count("\n")) == (1, 1)
    assert "3 steps" in asked.out
    assert emtui("forget-history", "--yes").code == 0
    assert scores_in(emtui) == [241]
    assert "no backups yet" in emtui("restore").out
    assert emtui("undo").code == 1
    files = [file for file in plan_path.parent.rglob("*") if file.is_file()]
    assert not any(b"Rumpelstiltskin" in file.read_bytes() for file in files)
