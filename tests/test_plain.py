"""Text from outside is made safe before it is stored or printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emtui.plain import plain_line, quoted


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("  slept \n badly\t", "slept badly"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07quiet", "quiet"),
        ("\x9b2Jgone", "gone"),
        ("nul\x00bell\x07", "nulbell"),
        ("\ufeffname", "name"),
        ("ev\u202eil", "evil"),
        ("lone \udcff surrogate", "lone surrogate"),
        (
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        ),
        ("[bold]not markup[/bold]", "[bold]not markup[/bold]"),
    ],
)
def test_escapes_and_control_characters_go_and_words_stay(text: str, line: str) -> None:
    assert plain_line(text) == line


@given(st.text())
def test_a_plain_line_is_one_line_stays_as_it_is_and_can_be_encoded(text: str) -> None:
    line = plain_line(text)
    assert plain_line(line) == line
    assert len(line.splitlines()) <= 1
    assert line.encode().decode() == line


@given(st.text())
def test_quoted_text_is_short_and_printable(text: str) -> None:
    assert quoted(text).isprintable()
    assert len(quoted("a" * 1000)) == 42
