"""What the documents show is what emtui does: their commands run here, in order, in an empty home."""

import re
import shlex
from dataclasses import dataclass, fields
from pathlib import Path

import pytest

from emtui import __main__, config
from emtui.config import Config
from emtui.fields import BY_KEY

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Example:
    """One command of a document, its exit code, and what it is said to print; "" is nothing said."""

    command: str
    code: int
    printed: str


def examples(document: str) -> list[Example]:
    """The `emtui` commands of the shell blocks: after `$ ` in console blocks, any emtui line in sh blocks."""
    found = []
    for kind, block in re.findall(r"^```(console|sh)\n(.*?)^```", document, re.MULTILINE | re.DOTALL):
        if kind == "sh":
            found += [Example(line, 0, "") for line in block.splitlines() if re.match(r"emtui\b", line)]
            continue
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *lines = part.splitlines()
            said = re.fullmatch(r"\[exit (\d+)\]", lines[-1]) if lines else None
            found.append(
                Example(command, int(said[1]) if said else 0, "\n".join(lines[: -1 if said else None]))
            )
    return found


@pytest.fixture
def empty_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home without plan and settings, on a fixed day; the screens open and close at once."""
    for variable in ("EMTUI_DB", "EMTUI_CONFIG", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("EMTUI_TODAY", "2027-05-20")
    monkeypatch.setattr(__main__, "open_screens", lambda plan, **options: 0)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", ["README.md", "docs/contract.md"])
def test_the_examples_do_what_is_written(
    name: str, empty_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = examples((ROOT / name).read_text("utf-8"))
    assert shown
    for example in shown:
        arguments = shlex.split(example.command, comments=True)[1:]
        code = __main__.main(arguments)
        printed = capsys.readouterr()
        assert code == example.code, f"{example.command}: {printed.err}"
        if example.printed:
            assert (printed.out + printed.err).strip() == example.printed, example.command


def test_the_settings_shown_can_be_used(empty_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (ROOT / "docs" / "contract.md").read_text("utf-8")
    shown = text.split("```toml\n")[1].split("```")[0]
    monkeypatch.setenv("EMTUI_CONFIG", str(empty_home))
    (empty_home / "config.toml").write_text(shown, encoding="utf-8")
    loaded = config.load()
    assert all(getattr(loaded, setting.name) for setting in fields(Config))


def test_the_contract_names_every_profile_key() -> None:
    text = (ROOT / "docs" / "contract.md").read_text("utf-8")
    keys = text.split("## Profile keys")[1].split("## Log words")[0]
    assert set(BY_KEY) <= set(re.findall(r"[a-z0-9_]+", keys))


def test_the_contract_names_every_command() -> None:
    from emtui.cli.commands import app

    text = (ROOT / "docs" / "contract.md").read_text("utf-8")
    names = [
        command.name or command.callback.__name__ for command in app.registered_commands if command.callback
    ]
    assert [name for name in names if f"emtui {name}" not in text] == []
