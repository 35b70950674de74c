"""The words of the program filter: one table for reading a filter, for its errors, and for the help.

A word answers for a row with its value, None where that is not known. What is not known is let through
neither by a word nor by its opposite; the word with a question mark asks for it.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from emtui.guide.aging import aging
from emtui.planner.counted import ON_THE_LIST
from emtui.planner.fit import sponsors
from emtui.vocabulary import ApplicationState, CutoffKind, Setting, Specialty, Visa

if TYPE_CHECKING:
    from emtui.planner.programs import ProgramRow

Read = Callable[["ProgramRow"], Any]


class Word(NamedTuple):
    """A word of the filter.

    `flag` answers the bare word, `number` a comparison, `text` a `:` with words of `choices`, or with any
    text where there are none (looked for anywhere in it with `within`). `says` is its line in the help.
    """

    name: str
    example: str
    says: str
    flag: Read | None = None
    number: Read | None = None
    text: Read | None = None
    choices: tuple[str, ...] = ()
    within: bool = False
    days: bool = False

    @property
    def value(self) -> Read:
        """What the word with a question mark finds unknown."""
        read = self.text or self.number or self.flag
        assert read is not None
        return read

    @property
    def accepts(self) -> str:
        """What may follow the word, for an error."""
        if self.choices:
            return f"{self.name}: and one or more of {', '.join(self.choices)}"
        if self.days:
            return f"{self.name}<90d or {self.name}>90d"
        if self.number is not None:
            return f"{self.name} with <, <=, =, >= or > and a number, such as {self.example}"
        if self.text is not None:
            return f"{self.name}: and text, such as {self.example}"
        return f"{self.name} alone, !{self.name} or {self.name}?"


def _choice(name: str, kind: type[StrEnum], example: str, says: str, read: Read) -> Word:
    return Word(name, example, says, text=read, choices=tuple(kind))


def _img(row: "ProgramRow") -> bool | None:
    program = row.program
    if program.img_percent is not None:
        return program.img_percent > 0
    return program.has_imgs


def _cutoff(row: "ProgramRow") -> int | None:
    return 0 if row.program.cutoff_kind is CutoffKind.NONE else row.program.cutoff


def _oldest(row: "ProgramRow") -> int | None:
    """Days since the oldest of its ageing facts was checked; None where one was never dated."""
    if row.unchecked:
        return None
    aged = aging().fields
    ages = [fact.age for field, fact in row.facts.items() if field in aged and fact.age is not None]
    return max(ages, default=None)


_APPLIED = (
    ApplicationState.APPLIED,
    ApplicationState.INVITED,
    ApplicationState.INTERVIEWED,
    ApplicationState.REJECTED,
)

_WORDS = (
    Word("j1", "j1", "sponsors J-1", flag=lambda row: row.program.j1),
    Word("h1b", "h1b", "sponsors H-1B", flag=lambda row: row.program.h1b),
    Word(
        "anyvisa", "anyvisa", "sponsors J-1 or H-1B", flag=lambda row: sponsors(row.program, Visa.UNDECIDED)
    ),
    Word(
        "img",
        "img>10",
        "has IMGs among its residents; their share in percent",
        flag=_img,
        number=lambda row: row.program.img_percent,
    ),
    Word("cutoff", "cutoff<=235", "the score cutoff; one without any is below all", number=_cutoff),
    _choice("kind", CutoffKind, "kind:strict", "what kind of cutoff", lambda row: row.program.cutoff_kind),
    Word(
        "state",
        "state:TX,FL",
        "in one of these states",
        text=lambda row: row.program.state,
    ),
    Word("city", "city:austin", "in a city called so", text=lambda row: row.program.city, within=True),
    Word("name", 'name:"county hospital"', "called so", text=lambda row: row.program.name, within=True),
    Word("code", "code:1101", "its code holds this", text=lambda row: row.program.code, within=True),
    _choice(
        "setting", Setting, "setting:community", "what kind of hospital", lambda row: row.program.setting
    ),
    _choice("specialty", Specialty, "specialty:fm", "what it trains in", lambda row: row.program.specialty),
    Word("years", "years=3", "length of training in years", number=lambda row: row.program.length_years),
    Word(
        "gradlimit",
        "gradlimit>=5",
        "years since graduation it allows",
        number=lambda row: row.program.graduation_limit,
    ),
    Word(
        "attempts",
        "attempts>1",
        "attempts at an exam it allows",
        number=lambda row: row.program.attempts_allowed,
    ),
    Word("sloes", "sloes<=1", "SLOEs it wants", number=lambda row: row.program.sloes_wanted),
    Word("fit", "fit>=2", "the sum of its reasons", number=lambda row: row.fit),
    Word("rank", "rank<=10", "its place on the rank list", number=lambda row: row.program.rank),
    Word("signal", "signal", "signaled", flag=lambda row: row.program.signal),
    Word("tie", "tie", "has a geographic tie", flag=lambda row: row.program.tie is not None),
    Word("ranked", "ranked", "on the rank list", flag=lambda row: row.program.rank is not None),
    Word("dnr", "dnr", "not to be ranked", flag=lambda row: row.program.do_not_rank),
    Word(
        "listed",
        "listed",
        "planned or further, not turned down",
        flag=lambda row: row.program.application in ON_THE_LIST,
    ),
    Word(
        "considering",
        "considering",
        "not decided on",
        flag=lambda row: row.program.application is ApplicationState.CONSIDERING,
    ),
    Word(
        "planned", "planned", "planned", flag=lambda row: row.program.application is ApplicationState.PLANNED
    ),
    Word(
        "applied",
        "!applied",
        "applied to, whatever came of it",
        flag=lambda row: row.program.application in _APPLIED,
    ),
    Word(
        "invited",
        "invited",
        "invited or interviewed",
        flag=lambda row: row.program.application in _APPLIED[1:3],
    ),
    _choice(
        "application",
        ApplicationState,
        "application:applied",
        "exactly this state of the application",
        lambda row: row.program.application,
    ),
    Word("interview", "interview", "has an interview", flag=lambda row: bool(row.interviews)),
    Word("stale", "stale", "a fact is too old or distrusted", flag=lambda row: bool(row.stale)),
    Word("unchecked", "unchecked", "a fact has no date", flag=lambda row: bool(row.unchecked)),
    Word(
        "verified",
        "verified<90d",
        "days since the oldest of its facts was checked",
        number=_oldest,
        days=True,
    ),
)

WORDS: Mapping[str, Word] = {word.name: word for word in _WORDS}
"""The words by name, in the order of the help."""

SORT_KEYS: Mapping[str, Read] = {
    "fit": lambda row: row.fit,
    "name": lambda row: row.program.name.casefold(),
    "city": lambda row: _folded(row.program.city),
    "state": lambda row: _folded(row.program.state),
    "setting": lambda row: row.program.setting,
    "j1": lambda row: row.program.j1,
    "h1b": lambda row: row.program.h1b,
    "img": lambda row: row.program.img_percent,
    "cutoff": lambda row: row.program.cutoff,
    "verified": _oldest,
    "application": lambda row: list(ApplicationState).index(row.program.application),
    "rank": lambda row: row.program.rank,
}
"""What `sort:` takes, with - before it for the other way round."""

GRAMMAR: tuple[tuple[str, str], ...] = (
    ("j1 img>10", "all of the words hold"),
    ("tx or fl", "either side holds"),
    ("!applied", "it does not hold"),
    ("j1?", "it is not known"),
    ("state:TX,FL", "one of these"),
    ("valley", "anywhere in name, place, code, tie or notes"),
    ('"st. mary"', "these words together"),
    ("sort:-fit,name", "the order; - turns it round"),
)
"""How the words go together: an example and what it lets through."""


def _folded(text: str | None) -> str | None:
    return None if text is None else text.casefold()
