"""Pieces of text."""

import pytest

from emtui.tui import text


@pytest.mark.parametrize("typed", ["[bold]x[/bold]", "[red", "a [b]c[/b] d"])
def test_brackets_are_data_not_markup(typed: str) -> None:
    assert text.quiet(typed).plain == typed
    assert text.line(typed, text.strong(typed)).plain == typed * 2


def test_control_characters_never_reach_the_terminal() -> None:
    assert text.plain("a\x1b]52;c;x\x07b\x9bm\tc").plain == "a]52;c;xbmc"


def test_names_keep_their_joiners() -> None:
    assert text.plain("می‌خواهم").plain == "می‌خواهم"


@pytest.mark.parametrize(
    ("align", "width", "expected"),
    [
        ("left", 6, "abcd  "),
        ("right", 6, "  abcd"),
        ("left", 3, "ab…"),
        ("left", 4, "abcd"),
        ("right", 0, ""),
    ],
)
def test_fit_is_exact(align: str, width: int, expected: str) -> None:
    assert text.fit("abcd", width, align).plain == expected


def test_fit_counts_cells() -> None:
    assert text.fit("漢字", 5).plain == "漢字 "


def test_spread_cuts_the_left_end() -> None:
    assert text.spread("a long heading", "26 d", 12).plain == "a long… 26 d"


def test_masked_keeps_the_width_but_not_the_shortest_ones() -> None:
    assert text.masked("Ann Applicant") == "•" * 13
    assert text.masked("J1") == "•••"
