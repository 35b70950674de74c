"""`emtui show strategy` and `emtui export report`: the strategy in the shell."""

import json
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def planned(emtui: Any) -> None:
    """An exam, a target, a failed and repeated Step 1, two forms."""
    emtui("profile", "set", "name=Nomen", "step1=pass-after-failure", "step1_attempts=2", "visa=j1")
    emtui("profile", "set", "target=245", "step2_date=2027-06-15", "match_year=2028", "us_em_rotations=1")
    emtui("log", "nbme", "13", "231", "2027-04-25")
    emtui("log", "nbme", "14", "236", "2027-05-15")


@pytest.mark.usefixtures("planned")
def test_the_strategy_is_printed_with_its_moves_in_order(emtui: Any) -> None:
    ended = emtui("show", "strategy")
    assert (ended.code, ended.err) == (0, "")
    assert "What to do next" in ended.out
    assert ended.out.index("Take NBME 15") < ended.out.index("Plan US EM rotations")
    assert "But not your odds" in " ".join(ended.out.split())


@pytest.mark.usefixtures("planned")
def test_the_strategy_as_json_names_both_bands(emtui: Any) -> None:
    shown = json.loads(emtui("show", "strategy", "--json").out)
    assert shown["basis"] == "projected"
    assert shown["target_band"] in ("risk", "viable", "strong")
    assert shown["list_band"] in ("245", "235", "225")
    assert shown["dual"]["advised"] is True
    assert {"step1-highlight", "attempt-story"} <= {rule["id"] for rule in shown["rules"]}


@pytest.mark.usefixtures("planned")
def test_the_report_goes_to_the_screen_or_into_a_file(emtui: Any, tmp_path: Path) -> None:
    assert emtui("export", "report").out.startswith("# Emergency medicine residency: strategy report")
    page = tmp_path / "report.html"
    ended = emtui("export", "report", "--format", "html", "--redact", "name,visa", "--output", str(page))
    assert (ended.code, ended.out) == (0, f"wrote {page}\n")
    written = page.read_text(encoding="utf-8")
    assert written.startswith("<!doctype html>")
    assert "Nomen" not in written
    assert "J-1: score" not in written


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--redact", "grades"), 1, "cannot be hidden; accepted: name, scores, visa, attempts, all"),
        (("--format", "pdf"), 2, "pdf"),
        (("--output", "/nowhere/report.md"), 1, "cannot be written"),
    ],
)
@pytest.mark.usefixtures("planned")
def test_what_is_refused_is_said_in_a_line(
    emtui: Any, arguments: tuple[str, ...], code: int, said: str
) -> None:
    ended = emtui("export", "report", *arguments)
    assert ended.code == code
    assert said in ended.err
    assert len(ended.err.splitlines()) <= 2


def test_without_a_plan_there_is_nothing_to_report(emtui: Any) -> None:
    ended = emtui("export", "report")
    assert ended.code == 1
    assert "no plan at" in ended.err
