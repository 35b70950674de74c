"""The filter line of the programs: `j1 cutoff<=235 state:TX,FL img>10 !applied verified<90d sort:-fit`.

A word that is not understood is named with its place and left out, so that the list never goes empty while
somebody types. What each word means is in `filter_words`.
"""

import operator
import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from emtui.plain import quoted
from emtui.planner.filter_words import SORT_KEYS, WORDS, Read, Word

if TYPE_CHECKING:
    from emtui.planner.programs import ProgramRow

LONGEST = 500
MOST_WORDS = 60

Answer = Callable[["ProgramRow"], bool | None]
"""Whether a row is let through; None where that is not known."""

_TOKEN = re.compile(r'[^\s"]*"[^"]*"?[^\s"]*|[^\s"]+')
_FIELD = re.compile(r"([A-Za-z][A-Za-z0-9]*)(<=|>=|!=|<|>|=|:)(.*)", re.DOTALL)
_NUMBER = re.compile(r"-?\d{1,6}(\.\d{1,3})?")
_COMPARE: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    ":": operator.eq,
    "!=": operator.ne,
}


class FilterError(NamedTuple):
    """What was not understood: characters `start` to `end` of the line, and a sentence that helps."""

    start: int
    end: int
    word: str
    message: str

    def __str__(self) -> str:
        return f"{quoted(self.word)}: {self.message}"


class Filter(NamedTuple):
    """A filter that was read: `either` of these groups has to hold whole; `order` is (key, turned round)."""

    text: str
    either: tuple[tuple[Answer, ...], ...]
    order: tuple[tuple[Read, bool], ...]
    errors: tuple[FilterError, ...]

    def apply(self, rows: "Sequence[ProgramRow]") -> "list[ProgramRow]":
        """The rows let through, in the order asked for; that of `rows` otherwise."""
        found = [row for row in rows if self.holds(row)]
        for key, turned in reversed(self.order):
            known = [row for row in found if key(row) is not None]
            known.sort(key=key, reverse=turned)
            found = known + [row for row in found if key(row) is None]  # unknown comes last both ways
        return found

    def holds(self, row: "ProgramRow") -> bool:
        """Whether `row` is let through."""
        return not self.either or any(all(answer(row) for answer in group) for group in self.either)


def parse_filter(text: str) -> Filter:
    """What `text` lets through; what of it was not understood is in `errors`."""
    if len(text) > LONGEST:
        error = FilterError(LONGEST, len(text), text[LONGEST:], f"a filter has at most {LONGEST} characters")
        return Filter(text, (), (), (error,))
    return _Reading(text).result()


class _Bad(Exception):
    """A word that is not understood, and why."""


class _Reading:
    """One pass over the words of a filter."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.groups: list[list[Answer]] = [[]]
        self.order: list[tuple[Read, bool]] = []
        self.errors: list[FilterError] = []

    def result(self) -> Filter:
        tokens = list(_TOKEN.finditer(self.text))
        for place, token in enumerate(tokens):
            try:
                if place >= MOST_WORDS:
                    raise _Bad(f"a filter has at most {MOST_WORDS} words")
                self.take(token[0], first=place == 0, last=place == len(tokens) - 1)
            except _Bad as bad:
                self.errors.append(FilterError(token.start(), token.end(), token[0], str(bad)))
        groups = tuple(tuple(group) for group in self.groups if group)
        return Filter(self.text, groups, tuple(self.order), tuple(self.errors))

    def take(self, token: str, *, first: bool, last: bool) -> None:
        """Read one word; raise _Bad."""
        if token.count('"') % 2:
            raise _Bad('the quotation mark has no end; close it with "')
        if token.lower() in ("or", "|"):
            if first or last or not self.groups[-1]:
                raise _Bad("or stands between two words; quote it to look for the word itself")
            self.groups.append([])
            return
        bare = token.lstrip("!")
        if not bare:
            raise _Bad("! stands before a word, such as !applied")
        turned = (len(token) - len(bare)) % 2 == 1
        if bare.lower().startswith("sort:"):
            self.order.extend(_sort_keys(bare[len("sort:") :], turned))
            return
        answer = _answer(bare)
        self.groups[-1].append(_opposite(answer) if turned else answer)


def _answer(word: str) -> Answer:
    if word.startswith('"'):
        return _anywhere(word.replace('"', ""))
    field = _FIELD.fullmatch(word)
    if field is not None:
        return _compared(field[1], field[2], field[3])
    if word.endswith("?") and word[:-1].lower() in WORDS:
        read = WORDS[word[:-1].lower()].value
        return lambda row: read(row) is None
    known = WORDS.get(word.lower())
    if known is None:
        return _anywhere(word)
    if known.flag is None:
        raise _Bad(f"accepted: {known.accepts}")
    return known.flag


def _anywhere(text: str) -> Answer:
    looked_for = " ".join(text.casefold().split())
    return lambda row: looked_for in row.search


def _compared(name: str, sign: str, value: str) -> Answer:
    word = WORDS.get(name.lower())
    if word is None:
        raise _Bad(f"there is no field {name}; {_nearest(name)}")
    value = value.replace('"', "").strip()
    if not value:
        raise _Bad(f"a value is missing; accepted: {word.accepts}")
    if word.number is not None:
        return _number(word, word.number, sign, value)
    if word.text is not None and sign in (":", "=", "!="):
        answer = _text(word, word.text, value)
        return _opposite(answer) if sign == "!=" else answer
    raise _Bad(f"accepted: {word.accepts}")


def _number(word: Word, read: Read, sign: str, value: str) -> Answer:
    written = value.lower().removesuffix("d") if word.days else value.removesuffix("%")
    if not _NUMBER.fullmatch(written):
        raise _Bad(f"{quoted(value)} is not a number; accepted: {word.accepts}")
    limit, compare = float(written), _COMPARE[sign]

    def answer(row: "ProgramRow") -> bool | None:
        known = read(row)
        return None if known is None else compare(known, limit)

    return answer


def _text(word: Word, read: Read, value: str) -> Answer:
    wanted = [part for text in value.split(",") if (part := " ".join(text.casefold().split()))]
    if not wanted:
        raise _Bad(f"a value is missing; accepted: {word.accepts}")
    if word.choices:
        wanted = [_choice(word, text) for text in wanted]
    within = word.within

    def answer(row: "ProgramRow") -> bool | None:
        known = read(row)
        if known is None:
            return None
        folded = known.casefold()
        return any(text in folded for text in wanted) if within else folded in wanted

    return answer


def _choice(word: Word, text: str) -> str:
    """The one choice that `text` is or begins."""
    if text in word.choices:
        return text
    fitting = [choice for choice in word.choices if choice.startswith(text)]
    if len(fitting) != 1:
        raise _Bad(f"{quoted(text)} is none of {', '.join(word.choices)}")
    return fitting[0]


def _sort_keys(value: str, turned: bool) -> Iterator[tuple[Read, bool]]:
    for name in filter(None, value.lower().split(",")):
        key = SORT_KEYS.get(name.lstrip("-"))
        if key is None:
            raise _Bad(f"{quoted(name)} is nothing to sort by; accepted: {', '.join(SORT_KEYS)}")
        yield key, name.startswith("-") != turned
    if not value.strip(","):
        raise _Bad(f"a key is missing; accepted: {', '.join(SORT_KEYS)}")


def _opposite(answer: Answer) -> Answer:
    """The opposite; what is not known stays not known."""

    def opposite(row: "ProgramRow") -> bool | None:
        known = answer(row)
        return None if known is None else not known

    return opposite


def _nearest(name: str) -> str:
    import difflib  # only on a mistake

    fields: list[Any] = [word.name for word in WORDS.values() if word.number or word.text]
    near = difflib.get_close_matches(name.lower(), fields, n=1)
    return f"did you mean {near[0]}?" if near else f"fields are {', '.join(fields)}"
