"""Settings: a hand-written file goes before what was remembered, and a mistake is named."""

from pathlib import Path

import pytest

from emtui import config
from emtui.config import BadConfig, Config
from emtui.dates import Order


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("EMTUI_CONFIG", str(tmp_path / "settings"))
    (tmp_path / "settings").mkdir()
    return tmp_path / "settings"


def test_without_a_file_everything_is_left_to_emtui(folder: Path) -> None:
    assert config.load() == Config()


def test_every_setting_is_read(folder: Path) -> None:
    (folder / "config.toml").write_text(
        'theme = "nord"\ndates = "DMY"\nfirst_weekday = "Sunday"\nascii = true\n[keys]\nhelp = "f12"\n',
        encoding="utf-8-sig",  # as Windows editors write it
    )
    assert config.load() == Config(
        theme="nord", dates=Order.DMY, first_weekday="sun", ascii=True, keys={"help": "f12"}
    )


def test_what_was_chosen_on_screen_is_there_at_the_next_start(folder: Path) -> None:
    config.remember(theme="emtui-day")
    config.remember(dates=Order.MDY)
    config.remember(first_weekday="sun")
    assert config.load() == Config(theme="emtui-day", dates=Order.MDY, first_weekday="sun")


def test_the_hand_written_file_goes_first_and_is_never_rewritten(folder: Path) -> None:
    written = "# mine\ntheme = 'gruvbox'\n"
    (folder / "config.toml").write_text(written)
    config.remember(theme="emtui-day")
    assert config.load().theme == "gruvbox"
    assert (folder / "config.toml").read_text() == written


def test_remembering_makes_the_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMTUI_CONFIG", str(folder / "new"))
    config.remember(theme="emtui-day")
    assert config.load().theme == "emtui-day"


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("theme = 3", "theme: accepted is the name of a theme in quotes"),
        ('dates = "ymd"', 'dates: accepted is "mdy" or "dmy"'),
        ('first_weekday = "first"', "first_weekday: accepted is a weekday in quotes"),
        ('ascii = "yes"', "ascii: accepted is true or false"),
        ('keys = "f12"', "keys: accepted is a table of keys"),
        ("[keys]\nhelp = 10", "keys: accepted is a table of keys"),
        ('themes = "nord"', "'themes': there is no such setting; did you mean theme?"),
        ("colour = 1", "'colour': there is no such setting; the settings are theme, dates"),
        ("theme = ", "is not valid TOML"),
    ],
)
def test_a_mistake_names_the_file_the_key_and_what_is_accepted(folder: Path, written: str, says: str) -> None:
    (folder / "config.toml").write_text(written)
    with pytest.raises(BadConfig) as caught:
        config.load()
    message = str(caught.value)
    assert says in message
    assert str(folder / "config.toml") in message
    assert "\n" not in message


def test_a_file_in_another_encoding_is_named(folder: Path) -> None:
    (folder / "config.toml").write_bytes(b'theme = "caf\xe9"')
    with pytest.raises(BadConfig, match=r"config\.toml is not valid TOML"):
        config.load()


def test_a_folder_that_is_none_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "file").write_text("")
    monkeypatch.setenv("EMTUI_CONFIG", str(folder / "file" / "below"))
    with pytest.raises(BadConfig, match="cannot be read: Not a directory"):
        config.load()


def test_what_cannot_be_kept_is_said(folder: Path) -> None:
    (folder / "remembered.new").mkdir()  # in the way of the write
    with pytest.raises(BadConfig, match=r"remembered\.toml cannot be written"):
        config.remember(theme="emtui-day")
