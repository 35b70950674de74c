"""`emtui import` and `emtui export`: good rows in, bad rows named, and the way back byte for byte."""

import json
from pathlib import Path
from typing import Any

import pytest

LOOSE = """\ufeffDate;Form;3-digit score;Remarks
2026-11-03;NBME 12;238;
15 Mar 2027;UWSA2;243;after nights
2027-04-01;free 120;76%;
2027-04-02;NBME 13;412;
2030-01-01;NBME 14;240;

2027-04-03;NBME 99;240;
"""


@pytest.fixture
def loose(home: Path) -> Path:
    """A file as people keep it: three good rows, three bad ones, a blank line."""
    path = home / "scores.csv"
    path.write_text(LOOSE, encoding="utf-8")
    return path


def stored_tests(emtui: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(emtui("show", "scores", "--json").out)["tests"]
    return found


def test_good_rows_go_in_and_bad_ones_are_named(emtui: Any, loose: Path) -> None:
    done = emtui("import", "scores", str(loose))
    assert done.code == 1
    bad = [line for line in done.err.splitlines() if "line" in line]
    assert [line.split(",")[0] for line in bad] == [f"scores.csv line {number}" for number in (5, 6, 8)]
    assert done.out.startswith("3 tests stored, 0 already there, 3 refused\n")
    assert len(stored_tests(emtui)) == 3
    emtui("undo")
    assert stored_tests(emtui) == []


def test_the_same_file_twice_adds_nothing(emtui: Any, loose: Path) -> None:
    emtui("import", "scores", str(loose))
    again = emtui("import", "scores", str(loose))
    assert again.out == "0 tests stored, 3 already there, 3 refused\n"
    assert len(stored_tests(emtui)) == 3


@pytest.mark.parametrize("option", ["--dry-run", "--strict"])
def test_nothing_is_stored_and_no_plan_made(emtui: Any, loose: Path, plan_path: Path, option: str) -> None:
    done = emtui("import", "scores", str(loose), option)
    assert done.code == 1
    assert "nothing stored; 3 tests would be, 0 already there, 3 refused" in done.out
    assert not plan_path.exists()


def test_a_dry_run_goes_row_by_row(emtui: Any, loose: Path) -> None:
    rows = emtui("import", "scores", str(loose), "--dry-run").out.splitlines()
    assert rows[1].split() == ["2", "2026-11-03", "nbme-12", "238", "new"]


def test_a_column_can_be_named(emtui: Any, home: Path) -> None:
    (home / "mine.csv").write_text("day,which,what I got\n2027-04-01,NBME 12,238\n")
    named = ["--map", "date=day", "--map", "instrument=which", "--map", "score=what I got"]
    assert emtui("import", "scores", str(home / "mine.csv"), *named).code == 0
    assert emtui("import", "scores", str(home / "mine.csv"), "--map", "score").code == 2


@pytest.mark.parametrize("name", ["none.csv", "", "plan-folder"])
def test_a_file_that_cannot_be_read_is_said(emtui: Any, home: Path, plan_path: Path, name: str) -> None:
    (home / "plan-folder").mkdir()
    done = emtui("import", "scores", str(home / name))
    assert (done.code, done.out) == (1, "")
    assert done.err.count("\n") == 1
    assert not plan_path.exists()


def test_the_plan_comes_back_from_its_json_byte_for_byte(emtui: Any, home: Path, loose: Path) -> None:
    emtui("import", "scores", str(loose))
    emtui("profile", "set", "target=245", "name=Zoë Ünal")
    emtui("log", "40q", "31", "cardio")
    first = emtui("export", "json").out
    (home / "plan.json").write_text(first, encoding="utf-8")
    copy = f"--db={home / 'copy.db'}"
    assert emtui(copy, "import", "backup", str(home / "plan.json")).code == 0
    assert emtui(copy, "export", "json").out == first


def test_a_backup_wants_an_empty_plan_or_the_word(emtui: Any, home: Path) -> None:
    emtui("log", "nbme", "13", "241")
    emtui("export", "json", "--output", str(home / "plan.json"))
    emtui("log", "nbme", "14", "244")
    refused = emtui("import", "backup", str(home / "plan.json"))
    assert refused.code == 1
    assert "--replace" in refused.err
    dry = emtui("import", "backup", str(home / "plan.json"), "--replace", "--dry-run")
    assert "practice tests: 1 go, 0 come; 1 then" in dry.out
    assert len(stored_tests(emtui)) == 2
    done = emtui("import", "backup", str(home / "plan.json"), "--replace")
    assert done.code == 0
    assert "replace" in emtui("restore").out  # what was there is kept beside the plan
    assert len(stored_tests(emtui)) == 1
    emtui("undo")
    assert len(stored_tests(emtui)) == 2


@pytest.mark.parametrize("content", ["", "{", "[]", '{"schema": 99, "tables": {}}', "\x00"])
def test_what_is_no_backup_is_refused(emtui: Any, home: Path, plan_path: Path, content: str) -> None:
    (home / "bad.json").write_text(content)
    refused = emtui("import", "backup", str(home / "bad.json"))
    assert (refused.code, refused.out) == (1, "")
    assert refused.err.count("\n") == 1
    assert not plan_path.exists()


def test_tables_go_out_as_csv_and_come_back(emtui: Any, home: Path, loose: Path) -> None:
    emtui("import", "scores", str(loose))
    out = emtui("export", "csv", "tests").out
    assert out.splitlines()[0].startswith("date,instrument,score")
    (home / "out.csv").write_text(out, encoding="utf-8")
    assert emtui("import", "scores", str(home / "out.csv")).out.startswith("0 tests stored, 3 already")
    unknown = emtui("export", "csv", "programmes")
    assert unknown.code == 1
    assert "tests, questions" in unknown.err


def test_an_export_never_overwrites_the_plan(emtui: Any, plan_path: Path) -> None:
    emtui("log", "nbme", "13", "241")
    refused = emtui("export", "json", "--output", str(plan_path))
    assert refused.code == 1
    assert "the plan itself" in refused.err
    assert len(stored_tests(emtui)) == 1


def test_an_export_that_cannot_be_written_is_said(emtui: Any, home: Path) -> None:
    emtui("log", "nbme", "13", "241")
    refused = emtui("export", "json", "--output", str(home / "none" / "plan.json"))
    assert refused.code == 1
    assert "cannot be written" in refused.err


def test_areas_and_projections_go_the_way_back_too(emtui: Any, home: Path) -> None:
    emtui("profile", "set", "name=Asha", "step2_date=2027-06-15", "target=245")
    emtui("log", "nbme", "12", "238", "1", "may", "cardio", "62%", "resp", "70%")
    emtui("log", "nbme", "13", "241", "yesterday")
    done = emtui("log", "nbme", "13", "gi", "55%")
    assert done.out.startswith("stored: NBME 13 of Wed 19 May 2027: Gastrointestinal 55%\n")
    shown = json.loads(emtui("show", "scores", "--json").out)
    assert [row["percent"] for row in shown["systems"]] == [55.0, 62.0, 70.0]
    emtui("log", "real", "251")
    table = emtui("export", "csv", "projections").out
    assert [line.split(",")[0] for line in table.splitlines()] == ["days_out", "26"]
    assert "Asha" not in table
    assert "2027" not in table
    content, copy = emtui("export", "json").out, ("--db", str(home / "copy.db"))
    (home / "plan.json").write_text(content, encoding="utf-8")
    emtui(*copy, "import", "backup", str(home / "plan.json"))
    assert emtui(*copy, "export", "json").out == content
    assert '"percent": 62.0' in content
