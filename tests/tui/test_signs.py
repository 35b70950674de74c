"""Signs and their ASCII twins."""

import pytest
from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color

from emtui.tui import signs


@pytest.fixture(autouse=True)
def unicode_again() -> object:
    yield
    signs.use_ascii(False)


@pytest.mark.parametrize("name", signs.SIGNS)
def test_a_sign_is_one_cell_and_its_twin_is_ascii(name: str) -> None:
    glyph, twin = signs.SIGNS[name]
    assert cell_len(glyph) == 1
    assert twin.isascii()
    assert twin


def test_sign_follows_the_terminal() -> None:
    assert (signs.sign("ok"), signs.sign("leads")) == ("✓", "→")
    signs.use_ascii(True)
    assert (signs.sign("ok"), signs.sign("leads")) == ("ok", "->")


@pytest.mark.parametrize(
    ("text", "ascii_text"),
    [
        ("plain", "plain"),
        ("╭─ Today ━━╮", "+- Today ==+"),
        ("233–253 · 90d", "233-253 . 90d"),
        ("José Ñandú", "Jose Nandu"),
        ("⣀⠀▃", "* #"),
        ("漢", "??"),
        ("paper…", "paper."),
    ],
)
def test_whatever_is_drawn_becomes_ascii_of_the_same_width(text: str, ascii_text: str) -> None:
    assert signs.to_ascii(text) == ascii_text
    assert cell_len(text) == len(ascii_text)


def test_the_filter_leaves_ascii_only() -> None:
    segments = [Segment("│ ≈ 12"), Segment("▸")]
    assert [text for text, _, _ in signs.AsciiFilter().apply(segments, Color(0, 0, 0))] == ["| ~ 12", ">"]


@pytest.mark.parametrize(
    ("setting", "variable", "encoding", "wanted"),
    [
        (True, None, "utf-8", True),
        (False, "1", "ascii", False),
        (None, "1", "utf-8", True),
        (None, "0", "ascii", False),
        (None, None, "utf-8", False),
        (None, None, "UTF8", False),
        (None, None, "ANSI_X3.4-1968", True),
    ],
)
def test_setting_goes_before_variable_before_locale(
    setting: bool | None,
    variable: str | None,
    encoding: str,
    wanted: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.undo()
    if variable is not None:
        monkeypatch.setenv("EMTUI_ASCII", variable)
    monkeypatch.setattr("sys.stdout", type("Out", (), {"encoding": encoding})())
    assert signs.wanted(setting) is wanted
