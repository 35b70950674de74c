"""Text from outside, made safe to store and to print."""

import re
import unicodedata

_ESCAPE_SEQUENCE = re.compile(r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|\x1b\].*?(?:\x07|\x1b\\)", re.DOTALL)
# Zero-width joiners stay: Persian and Indic names need them. Direction overrides and stray marks go.
_UNWANTED = frozenset("\u200b\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


def plain_line(text: str) -> str:
    """`text` as one line, without terminal escapes and control characters; white space becomes one space."""
    if not text.isprintable():
        text = "".join(filter(_wanted, _ESCAPE_SEQUENCE.sub("", text)))
    return " ".join(text.split())


def plain_text(text: str) -> str:
    """`text` as lines, without terminal escapes and control characters; tabs and line ends stay."""
    text = _ESCAPE_SEQUENCE.sub("", text)
    kept = "\n".join("".join(filter(_wanted, line)).rstrip() for line in text.splitlines())
    return kept.strip("\n")


def _wanted(character: str) -> bool:
    return character.isspace() or (
        character not in _UNWANTED and unicodedata.category(character) not in ("Cc", "Cs")
    )


def quoted(text: str, longest: int = 40) -> str:
    """`text` as it was typed, for a message: cut at `longest` characters, unprintable ones escaped."""
    return repr(text if len(text) <= longest else f"{text[: longest - 1]}…")
