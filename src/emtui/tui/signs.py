"""The signs of the screens, each with the ASCII that stands in for it.

`sign("ok")` gives the right one for this terminal. What else reaches the screen (frames, digits, a name
with an accent) is turned into ASCII cell by cell by `AsciiFilter`, so that nothing else has to care.
"""

import os
import sys
import unicodedata
from functools import lru_cache

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

SIGNS: dict[str, tuple[str, str]] = {
    "ok": ("✓", "ok"),
    "look": ("!", "!"),
    "no": ("×", "x"),
    "unknown": ("?", "?"),
    "estimate": ("≈", "~"),
    "nothing": ("–", "-"),
    "leads": ("→", "->"),
    "moved": ("→", ">"),
    "selected": ("▸", ">"),
    "nbme": ("●", "N"),
    "known": ("●", "N"),
    "uwsa": ("◆", "U"),
    "fixed": ("◆", "*"),
    "signal": ("◆", "*"),
    "free120": ("○", "F"),
    "todo": ("○", "o"),
    "started": ("◐", "%"),
    "milestone": ("▲", "^"),
    "better": ("▲", "^"),
    "worse": ("▼", "v"),
    "before": ("‹", "<"),
    "after": ("›", ">"),
    "sure": ("▪", "#"),
    "dot": ("·", "."),
    "bullet": ("•", "*"),
    "up": ("↑", "^"),
    "down": ("↓", "v"),
    "at-least": ("≥", ">="),
    "masked": ("•", "*"),
    "to": ("–", "-"),
    "cut": ("…", "."),
    "bar": ("━", "#"),
    "half-bar": ("╸", "-"),
    "rail": ("─", "-"),
}
"""Name → (sign, its ASCII twin). A sign is one cell wide; a twin may be two (ok, ->, >=)."""

_ascii = False


def wanted(setting: bool | None) -> bool:
    """Whether to draw in ASCII: the setting, else EMTUI_ASCII, else a locale that is not UTF-8."""
    if setting is not None:
        return setting
    if asked := os.environ.get("EMTUI_ASCII"):
        return asked.lower() not in ("0", "no", "false")
    return (sys.stdout.encoding or "utf-8").lower().replace("-", "") not in ("utf8", "cp65001")


def use_ascii(on: bool) -> None:
    """Say once, at the start, whether this terminal gets ASCII only."""
    global _ascii
    _ascii = on


def in_ascii() -> bool:
    """Whether this terminal gets ASCII only; charts ask it to choose their glyphs."""
    return _ascii


def sign(name: str) -> str:
    """The sign called `name` in SIGNS, in ASCII where the terminal asks for it."""
    return SIGNS[name][_ascii]


_CELLS = {glyph: twin[0] for glyph, twin in SIGNS.values()} | {"✓": "+"}
_CELLS |= dict.fromkeys("─━╌┄┈═╴╶╸╺", "-") | dict.fromkeys("│┃┊┆▎▏▍▌║", "|") | {"━": "=", "┈": "."}
_CELLS |= dict.fromkeys("╭╮╰╯┌┐└┘├┤┬┴┼╷╵╱╲╳", "+") | dict.fromkeys("‘’“”", "'") | {"—": "-", "×": "x"}
_CELLS |= dict.fromkeys("▁▂▃▄▅▆▇█▔▊▋▉", "#") | {"❯": ">", "⌃": "^"}


@lru_cache(4096)
def to_ascii(text: str) -> str:
    """`text` in ASCII with the same width in cells: twins, then letters without accents, then `?`."""
    if text.isascii():
        return text
    return "".join(map(_cell, text.replace("≥ ", ">=")))  # `>` alone would say something else


def _cell(character: str) -> str:
    if character.isascii():
        return character
    if character in _CELLS:
        return _CELLS[character]
    if 0x2800 <= ord(character) <= 0x28FF:  # braille, drawn by the charts
        return "*" if character != "\u2800" else " "
    plain = unicodedata.normalize("NFKD", character)[0]
    width = cell_len(character)
    return plain if plain.isascii() and width == 1 else "?" * width


class AsciiFilter(LineFilter):
    """Turn every line on its way to the terminal into ASCII, cell by cell."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return `segments` with their text in ASCII; styles and control codes stay."""
        return [
            segment if segment.control else Segment(to_ascii(segment.text), segment.style)
            for segment in segments
        ]
