"""A fresh home for every command: no plan, no settings, a fixed day."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from emtui.__main__ import main

TODAY = "2027-05-20"


@dataclass(frozen=True)
class Ended:
    """What a command left: its exit code and what it printed."""

    code: int
    out: str
    err: str


Emtui = Callable[..., Ended]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home folder, where the default plan goes too."""
    monkeypatch.setenv("HOME", str(tmp_path))
    for variable in ("EMTUI_DB", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("EMTUI_CONFIG", str(tmp_path / "settings"))
    monkeypatch.setenv("EMTUI_TODAY", TODAY)
    return tmp_path


@pytest.fixture
def plan_path(home: Path) -> Path:
    """Where a plan may be made; its folder is there."""
    return home / "plan.db"


@pytest.fixture
def emtui(plan_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Emtui:
    """Run emtui in this process, on `plan_path` unless the arguments name another plan."""
    monkeypatch.setenv("EMTUI_DB", str(plan_path))

    def run(*arguments: str) -> Ended:
        capsys.readouterr()
        code = main(arguments)
        printed = capsys.readouterr()
        return Ended(code, printed.out, printed.err)

    return run
