"""`emtui import programs`, `export csv` and `show rotations|programs`, as a shell meets them."""

import json
from pathlib import Path
from typing import Any

import pytest

LIST = """Program,Code,City,State,J-1,J-1 checked,Cutoff,Status
Lakeview,1101110C0,Houston,TX,yes,2027-05-01,235,planned
Harbor,,Tampa,FL,no,2026-11-03,none,applied
Cedar,,Waco,TX,perhaps,,,
"""


@pytest.fixture
def listed(home: Path) -> Path:
    """Two good rows and a bad one."""
    path = home / "list.csv"
    path.write_text(LIST)
    return path


def shown(emtui: Any, *options: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(emtui("show", "programs", "--json", *options).out)
    return found


def test_a_list_goes_in_as_one_step_and_out_again(emtui: Any, listed: Path) -> None:
    done = emtui("import", "programs", str(listed))
    assert done.code == 1
    assert "list.csv line 4, j1: 'perhaps' is not yes or no" in done.err
    assert done.out == "2 programs added, 0 changed, 0 the same, 1 refused\nemtui undo takes it back\n"
    assert {row["name"] for row in shown(emtui)["programs"]} == {"Lakeview", "Harbor"}
    emtui("undo")
    assert shown(emtui)["programs"] == []


def test_the_same_list_again_adds_nothing(emtui: Any, listed: Path) -> None:
    emtui("import", "programs", str(listed))
    again = emtui("import", "programs", str(listed))
    assert again.out == "0 programs added, 0 changed, 2 the same, 1 refused\n"


@pytest.mark.parametrize("option", ["--dry-run", "--strict"])
def test_nothing_is_stored_and_no_plan_made(emtui: Any, listed: Path, plan_path: Path, option: str) -> None:
    done = emtui("import", "programs", str(listed), option)
    assert done.code == 1
    assert "nothing stored; 2 programs would be added" in done.out
    assert not plan_path.exists()


def test_a_dry_run_says_what_would_change_and_what_stays(emtui: Any, listed: Path) -> None:
    emtui("import", "programs", str(listed))
    listed.write_text(
        "Program,City,J-1,J-1 checked,Setting,Status\nHarbor,Tampa,yes,2027-05-02,hybrid,planned\n"
    )
    out = emtui("import", "programs", str(listed), "--dry-run").out
    assert "j1: no -> yes; checked 2027-05-02" in out
    assert "setting: ? -> hybrid; was not known" in out
    assert "application: stays applied, not planned" in out
    assert "1 value of yours kept" in out
    emtui("import", "programs", str(listed), "--overwrite")
    harbor = next(row for row in shown(emtui)["programs"] if row["name"] == "Harbor")
    assert (harbor["j1"], harbor["application"]) == (True, "planned")
    assert harbor["facts"]["j1"] == {"source": None, "checked_on": "2027-05-02"}


def test_a_named_column_is_remembered_for_the_next_list(emtui: Any, home: Path) -> None:
    for number in (1, 2):
        (home / f"{number}.csv").write_text(f"What,Where\nHospital {number},Austin\n")
    assert emtui("import", "programs", str(home / "1.csv")).code == 1
    named = ["--map", "name=What", "--map", "city=Where"]
    assert emtui("import", "programs", str(home / "1.csv"), *named).code == 0
    assert emtui("import", "programs", str(home / "2.csv")).code == 0
    assert {row["city"] for row in shown(emtui)["programs"]} == {"Austin"}


def test_only_known_programs_are_completed_on_wish(emtui: Any, listed: Path, home: Path) -> None:
    emtui("import", "programs", str(listed))
    (home / "more.csv").write_text("Institution,City,H-1B\nLakeview,Houston,yes\nElsewhere,Rome,no\n")
    done = emtui("import", "programs", str(home / "more.csv"), "--known-only")
    assert "0 programs added, 1 changed, 0 the same, 0 refused, 1 not in the plan" in done.out


def test_an_export_brought_into_a_new_plan_is_the_same_export(emtui: Any, listed: Path, home: Path) -> None:
    emtui("import", "programs", str(listed))
    written = emtui("export", "csv", "programs").out
    (home / "out.csv").write_text(written)
    emtui("--db", str(home / "other.db"), "import", "programs", str(home / "out.csv"))
    assert emtui("--db", str(home / "other.db"), "export", "csv", "programs").out == written


def test_programs_have_every_key_of_the_contract(emtui: Any, listed: Path) -> None:
    emtui("import", "programs", str(listed))
    found = shown(emtui, "--filter", "j1")
    assert found["schema"] == 1
    first = next(row for row in found["programs"] if row["name"] == "Lakeview")
    assert {
        "id", "code", "name", "city", "state", "setting", "j1", "h1b", "img", "cutoff", "cutoff_kind",
        "signal", "tie", "application", "facts", "fit", "reasons",
    } <= first.keys()  # fmt: skip
    assert found["matching"] == [first["id"]]
    assert found["fees"] == {
        "residencycas": 99.0,
        "eras": 0,
        "transcript": 80,
        "nrmp": 70,
        "ecfmg": 0,
        "total": 249.0,
        "season": "2025-26",
        "unknown": ["ECFMG support for ResidencyCAS"],
    }
    assert {"academic", "community", "hybrid", "unknown", "advice"} <= found["balance"].keys()
    assert found["balance"]["unknown"] == 2
    assert found["signals"] == {"used": 0, "limit": 5}
    assert found["stale"] == [{"id": 2, "field": "j1"}]
    assert (found["interviews"], found["ranks"]) == ([], [])


def test_a_filter_chooses_what_is_printed(emtui: Any, listed: Path) -> None:
    emtui("import", "programs", str(listed))
    out = emtui("show", "programs", "--filter", "state:TX").out
    assert out.startswith("Programs  1 of 2\n")
    assert "Lakeview" in out
    assert "Harbor" not in out
    assert "none is let through" in emtui("show", "programs", "--filter", "nowhere").out


def test_a_filter_that_is_not_understood_is_refused_with_the_word(emtui: Any, listed: Path) -> None:
    emtui("import", "programs", str(listed))
    done = emtui("show", "programs", "--filter", "j1 cutof<=235")
    assert (done.code, done.out) == (1, "")
    assert done.err == "emtui: --filter 'cutof<=235': there is no field cutof; did you mean cutoff?\n"
    assert emtui("show", "scores", "--filter", "j1").code == 2


def test_the_help_of_the_filter_needs_no_plan(emtui: Any) -> None:
    out = emtui("show", "programs", "--filter", "help").out
    assert "cutoff<=235" in out
    assert "sort:-fit,name" in out


def test_rotations_have_every_key_of_the_contract(emtui: Any) -> None:
    emtui("profile", "set", "match_year=2028")
    found = json.loads(emtui("show", "rotations", "--json").out)
    assert {"schema", "rotations", "letters", "unassigned", "late"} <= found.keys()
    assert found["sloes"] == {"in": 0, "in_time": 0, "wanted": 2}
    assert "0 of 2 wanted" in emtui("show", "rotations").out


@pytest.mark.parametrize("table", ["programs", "rotations", "letters", "interviews"])
def test_an_empty_table_is_its_header(emtui: Any, table: str) -> None:
    emtui("profile", "set", "match_year=2028")
    assert emtui("export", "csv", table).out.count("\n") == 1


def test_the_sample_list_goes_in_but_for_its_one_bad_row(emtui: Any) -> None:
    sample = Path(__file__).parents[2] / "assets" / "programs-invented.csv"
    done = emtui("import", "programs", str(sample))
    assert done.out.startswith("24 programs added, 0 changed, 0 the same, 1 refused")
    assert "line 27, j1: 'maybe' is not yes or no" in done.err
