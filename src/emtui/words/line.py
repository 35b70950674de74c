"""The log line cut into words, with what each was understood as."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from emtui.dates import NotADate, Order, parse_date, show_date
from emtui.errors import Refused
from emtui.plain import plain_line, quoted

LONGEST_LINE = 1000  # a note of that length can be stored
_WORD = re.compile(r"(?:[^\s,;]|,(?=\d{1,2}%))+")  # 76,5% is one word
_LONGEST_DATE = 5  # words: "tue 15 of june 2027"


@dataclass(frozen=True, slots=True)
class Part:
    """The characters `start` to `end` (exclusive) of the line and what they were understood as."""

    start: int
    end: int
    meaning: str


class Line:
    """A reader that moves through the words of a line and remembers what it understood."""

    def __init__(self, text: str) -> None:
        if len(text) > LONGEST_LINE:
            raise Refused(f"that is longer than {LONGEST_LINE} characters")
        self.text = text
        self.parts: list[Part] = []
        self._spans = [match.span() for match in _WORD.finditer(text)]
        self._at = 0

    @property
    def left(self) -> int:
        """How many words are still to be read."""
        return len(self._spans) - self._at

    def peek(self, count: int = 1) -> str:
        """The next `count` words as they were typed, fewer where the line ends."""
        spans = self._spans[self._at : self._at + count]
        return self.text[spans[0][0] : spans[-1][1]] if spans else ""

    @property
    def word(self) -> str:
        """The next word in lower case, empty at the end."""
        return unicodedata.normalize("NFKC", self.peek()).lower()

    def count_until(self, stops: Callable[[str], bool]) -> int:
        """How many words come before the first one that `stops`, in lower case; all where none does."""
        words = (self._lower(place) for place in range(self._at, len(self._spans)))
        return next((count for count, word in enumerate(words) if stops(word)), self.left)

    def count_before(self, end: int) -> int:
        """How many of the next words begin before the character `end` of what is left."""
        start = self._spans[self._at][0] if self.left else 0
        return sum(begin < start + end for begin, _ in self._spans[self._at :])

    def _lower(self, place: int) -> str:
        start, end = self._spans[place]
        return self.text[start:end].lower()

    def take(self, count: int, meaning: str) -> str:
        """Move past `count` words that mean `meaning`; return them as they were typed."""
        taken = self.peek(count)
        if taken:
            start = self._spans[self._at][0]
            self.parts.append(Part(start, start + len(taken), meaning))
        self._at += count
        return taken

    def skip(self, *fillers: str) -> None:
        """Move past one word that adds nothing, such as `on` before a date."""
        if self.word in fillers:
            self._at += 1

    def take_date(self, *, today: date, order: Order | None, prefer_past: bool) -> date | None:
        """The date that the next words are, as many of them as can be; None where they are none."""
        for count in range(min(_LONGEST_DATE, self.left), 0, -1):
            try:
                day = parse_date(self.peek(count), today=today, order=order, prefer_past=prefer_past)
            except NotADate:
                continue
            self.take(count, spoken(day))
            return day
        return None

    def take_note(self) -> str:
        """The rest of the line after the word `note`, which comes next."""
        note = plain_line(self.peek(self.left)[len(self.peek()) :])
        if not note:
            raise Refused("the note is empty; type it after the word note")
        self.take(self.left, "note")
        return note

    def refuse_word(self, accepted: str) -> Refused:
        """The refusal of the next word, with what may stand here."""
        return Refused(f"{quoted(self.peek())} was not understood here; type {accepted}")


def say_once(said: dict[str, Any], key: str, value: Any, typed: str) -> None:
    """Put `value` under `key`; raise Refused where something was said of it before."""
    if key in said:
        raise Refused(f"{quoted(typed)} says again what was said before it; say it once")
    said[key] = value


def spoken(day: date) -> str:
    """The day within a sentence, year and all, such as `Wed 2 Jun 2027`."""
    return " ".join(show_date(day, date.min).split())
