"""The way in: which plan is meant, what ends how, and which stream says what."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from emtui import locations
from emtui.__main__ import take_plan
from emtui.cli import outcome
from emtui.cli.outcome import Usage, exit_code
from emtui.errors import EmtuiError, Refused


@pytest.mark.parametrize(
    ("arguments", "named", "rest"),
    [
        ([], None, []),
        (["--db", "a.db"], "a.db", []),
        (["--db=a.db", "show", "today"], "a.db", ["show", "today"]),
        (["log", "nbme", "13", "241", "--db", "a.db", "-3"], "a.db", ["log", "nbme", "13", "241", "-3"]),
        (["--db", "a.db", "undo", "--db=b.db"], "b.db", ["undo"]),
        (["log", "--", "note", "--db", "a.db"], None, ["log", "--", "note", "--db", "a.db"]),
    ],
)
def test_the_plan_is_named_anywhere_before_the_double_dash(
    arguments: list[str], named: str | None, rest: list[str]
) -> None:
    assert take_plan(arguments) == (named, rest)


@pytest.mark.parametrize("arguments", [["--db"], ["--db="], ["show", "--db", "--json"], ["--db", "--", "x"]])
def test_a_plan_option_without_a_file_is_wrong_usage(arguments: list[str]) -> None:
    with pytest.raises(Usage, match="--db needs a file"):
        take_plan(arguments)


def failing(error: BaseException) -> Callable[[], int]:
    def command() -> int:
        raise error

    return command


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        (Refused("no \x1b[31mred\nnews"), 1, "emtui: no red news\n"),
        (EmtuiError("refused"), 1, "emtui: refused\n"),
        (Usage("so not\nlike so"), 2, "emtui: so not\nlike so\n"),
        (KeyboardInterrupt(), 130, ""),
    ],
)
def test_every_end_has_its_exit_code_and_its_plain_words(
    error: BaseException, code: int, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_code(failing(error)) == code
    assert capsys.readouterr() == ("", told)


def test_a_mistake_of_ours_is_one_line_and_its_traceback_is_kept(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    log = home / "data" / "errors.log"
    monkeypatch.setattr(locations, "error_log", lambda: log)
    assert exit_code(failing(ZeroDivisionError("by\nnothing"))) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert "something went wrong inside emtui (ZeroDivisionError: by nothing)" in told.err
    assert str(log) in told.err
    assert "Traceback" not in told.err
    assert "Traceback" in log.read_text()
    assert log.stat().st_mode & 0o077 == 0


def test_a_mistake_is_told_even_where_its_traceback_cannot_be_kept(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "file").write_text("")
    monkeypatch.setattr(locations, "error_log", lambda: home / "file" / "errors.log")
    assert exit_code(failing(ZeroDivisionError())) == 1
    assert "could not be kept" in capsys.readouterr().err


def test_what_is_printed_holds_no_terminal_escapes(capsys: pytest.CaptureFixture[str]) -> None:
    outcome.say("a\x1b]0;title\x07\tb\x9b2J\nc é")
    assert capsys.readouterr().out == "a]0;title\tb2J\nc é\n"


@pytest.mark.parametrize("arguments", [[], ["--mask"], ["demo", "1"]])
def test_the_screens_without_a_terminal_say_so(emtui: Any, plan_path: Path, arguments: list[str]) -> None:
    refused = emtui(*arguments)
    assert (refused.code, refused.out) == (2, "")
    assert "need a terminal" in refused.err
    assert refused.err.count("\n") <= 2
    assert not plan_path.exists()


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The plans that the screens were started on: they make their plan, and end at once."""
    plans: list[Path] = []

    def run(plan: Path, *, mask: bool = False, throw_away: bool = False) -> int:
        plan.touch()
        plans.append(plan)
        return 0

    monkeypatch.setattr("emtui.tui.app.run", run)
    monkeypatch.setattr("emtui.__main__.on_terminal", lambda: True)
    return plans


@pytest.mark.parametrize(("answer", "code"), [("y", 0), ("", 1), ("no", 1)])
def test_a_new_plan_at_a_named_place_is_asked_for_first(
    emtui: Any, plan_path: Path, started: list[Path], monkeypatch: pytest.MonkeyPatch, answer: str, code: int
) -> None:
    monkeypatch.setattr("builtins.input", lambda question: answer)
    ended = emtui()
    assert ended.code == code
    assert plan_path.exists() == (answer == "y")
    assert ended.err == (f"made a new plan: {plan_path}\n" if answer == "y" else "")


def test_the_default_plan_is_not_asked_for(
    emtui: Any, started: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("EMTUI_DB")
    monkeypatch.setattr("builtins.input", lambda question: pytest.fail("asked"))
    locations.data_folder().mkdir(parents=True)
    assert emtui("--mask").code == 0
    assert started == [locations.plan_file()]


@pytest.mark.parametrize("arguments", [["show", "today"], ["where"], ["--version"], []])
def test_a_day_that_is_none_is_wrong_usage(
    emtui: Any, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.setenv("EMTUI_TODAY", "2027-13-01")
    wrong = emtui(*arguments)
    assert (wrong.code, wrong.out) == (2, "")
    assert "2027-13-01" in wrong.err


@pytest.mark.parametrize(
    "arguments",
    [["foo"], ["--foo"], ["show"], ["show", "weather"], ["show", "today", "x"], ["import"], ["undo", "--x"]],
)
def test_wrong_usage_takes_two_lines_without_boxes(emtui: Any, arguments: list[str]) -> None:
    wrong = emtui(*arguments)
    assert (wrong.code, wrong.out) == (2, "")
    assert wrong.err.count("\n") == 2
    assert "--help" in wrong.err
    assert wrong.err.isascii()


def test_help_lists_every_command_and_needs_no_plan(emtui: Any, plan_path: Path) -> None:
    shown = emtui("--help").out
    for command in ("log", "show", "status", "profile", "import", "export", "undo", "redo", "demo"):
        assert f"\n  {command} " in shown
    assert "form nbme 17" in emtui("log", "--help").out
    assert not plan_path.exists()


def test_a_closed_pipe_is_silent(home: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as closed:
        done = subprocess.run(
            [sys.executable, "-m", "emtui", "where"], stdout=closed, stderr=subprocess.PIPE, check=False
        )
    assert done.stderr == b""
    assert done.returncode == 141


def test_a_full_disk_behind_stdout_is_told() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "emtui", "where"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            text=True,
        )
    assert done.returncode == 1
    assert done.stderr == "emtui: the output cannot be written: No space left on device\n"
