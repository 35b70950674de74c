"""What is left out at start: libraries that cost time before the first frame or the first answer."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

SQL = ("sqlmodel", "sqlalchemy", "pydantic")


def loaded_by(program: str) -> set[str]:
    """The modules in a new Python after `program`."""
    code = f"{program}\nimport json, sys\nprint(json.dumps(list(sys.modules)), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(json.loads(done.stderr))


@pytest.mark.parametrize(
    ("program", "left_out"),
    [
        ("import emtui.__main__", (*SQL, "typer", "textual", "rich", "sqlite3", "platformdirs")),
        (
            "import emtui.tui.app",
            (*SQL, "typer", "markdown_it", "textual.widgets._markdown", "importlib.metadata"),
        ),
        ("import emtui.store", (*SQL, "typer", "textual")),
        (
            "from datetime import date; from emtui.plan import ItemState, Plan; "
            "from emtui.planner.today import today_view; "
            "today_view(Plan(item_states=(ItemState(item='a', progress='started'),)), date(2027, 5, 20))",
            (*SQL, "textual", "fsrs", "emtui.guide.checklist", "emtui.planner.study"),
        ),
        ("import emtui.planner.readiness", (*SQL, "textual", "rich", "sqlite3")),
        ("import emtui.cli.log", (*SQL, "typer", "textual", "rich")),
    ],
)
def test_an_import_leaves_out_what_it_does_not_need(program: str, left_out: tuple[str, ...]) -> None:
    assert loaded_by(program).isdisjoint(left_out)


def test_the_prompt_line_needs_neither_parser_nor_screen_nor_sqlmodel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EMTUI_CONFIG", str(tmp_path))
    plan = str(tmp_path / "plan.db")
    stored = [sys.executable, "-m", "emtui", "--db", plan, "log", "nbme", "13", "241"]
    subprocess.run(stored, capture_output=True, check=True)
    loaded = loaded_by(f"from emtui.__main__ import main; main(['--db', {plan!r}, 'status', '--short'])")
    assert "emtui.planner.readiness" in loaded
    assert loaded.isdisjoint((*SQL, "typer", "textual", "rich"))
