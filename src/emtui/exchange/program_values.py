"""What one cell of a list of programs says, column by column: pairs of a column of ours and its value.

Each reader raises ValueError with a sentence where the text says nothing that it knows.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import Any

from emtui.plain import quoted
from emtui.vocabulary import ApplicationState, CutoffKind, Setting, Specialty

UNKNOWN = frozenset(
    ("?", "-", "–", "—", "n/a", "na", "nan", "null", "unknown", "tbd", "not stated", "unclear", "not listed")
)
"""Cells that say that nobody knows."""

YES = frozenset(("yes", "y", "true", "t", "1", "x", "✓", "✔", "sponsored", "sponsors", "accepts", "accepted"))
NO = frozenset(("no", "n", "false", "f", "0", "✗", "×", "not sponsored", "does not sponsor", "none"))

_DENIED = re.compile(r"\b(no|not|non|without|except|neither)\b")
_PERCENT = re.compile(r"[<>≥≤=~ ]*(\d{1,3}(?:[.,]\d{1,20})?) ?(%|percent)?", re.IGNORECASE)
_NUMBER = re.compile(r"[<>≥≤=~ ]*(\d{1,4}(?:[.,]\d{1,20})?)\s*(%|\+|years?|yrs?|y|[a-z -]*)", re.IGNORECASE)
_NO_LIMIT = frozenset(("none", "no", "no limit", "no cutoff", "unlimited", "any"))
LONGEST = {"code": 20, "name": 200, "city": 80, "state": 40, "tie": 200, "notes": 4000, "source": 300}

_SPECIALTIES: Mapping[str, Specialty] = {
    "emergency medicine": Specialty.EM,
    "internal medicine": Specialty.IM,
    "family medicine": Specialty.FM,
    "pediatrics": Specialty.PEDS,
    "paediatrics": Specialty.PEDS,
    "psychiatry": Specialty.PSYCH,
}
_APPLICATIONS: Mapping[str, ApplicationState] = {
    "considering": ApplicationState.CONSIDERING,
    "maybe": ApplicationState.CONSIDERING,
    "to apply": ApplicationState.PLANNED,
    "will apply": ApplicationState.PLANNED,
    "ready": ApplicationState.PLANNED,
    "submitted": ApplicationState.APPLIED,
    "interview offered": ApplicationState.INVITED,
    "invitation": ApplicationState.INVITED,
    "interview": ApplicationState.INVITED,
    "declined": ApplicationState.WITHDRAWN,
}


class IsADate(Exception):
    """The column holds a date, whose order is the file's."""


Pairs = Iterator[tuple[str, Any]]


def yes_or_no(text: str) -> bool:
    """What a cell with a yes or a no says; raise ValueError."""
    folded = text.casefold()
    if folded in YES or folded in NO:
        return folded in YES
    raise ValueError(f"{quoted(text)} is not yes or no")


def tidy_code(text: str) -> str:
    """A code without the invisible marks that copying from a page leaves in it."""
    return "".join(sign for sign in text if unicodedata.category(sign) != "Cf").strip()


def _line(name: str, text: str) -> Pairs:
    if len(text) > LONGEST[name]:
        raise ValueError(f"{quoted(text)} is longer than {LONGEST[name]} characters")
    yield name, text


def _code(name: str, text: str) -> Pairs:
    if tidy_code(text):
        yield from _line(name, tidy_code(text))


def _location(name: str, text: str) -> Pairs:
    city, comma, state = text.rpartition(",")
    yield from _line("city", (city if comma else text).strip())
    if comma and state.strip():
        yield from _line("state", state.strip())


def _flag(name: str, text: str) -> Pairs:
    yield name, yes_or_no(text)


def _visa(name: str, text: str) -> Pairs:
    """`J-1, H-1B`, `J1 only`, `none`: what is not named stays unknown unless it says `only`."""
    folded = re.sub(r"[^a-z0-9]+", "", text.casefold())
    j1, h1b = "j1" in folded, "h1b" in folded
    if not j1 and not h1b:
        if yes_or_no(text):
            raise ValueError(f"{quoted(text)} does not say which visa")
        yield from (("j1", False), ("h1b", False))
        return
    if _DENIED.search(text.casefold()):
        raise ValueError(f"{quoted(text)} says what is not sponsored; give each visa a column of its own")
    only = "only" in folded
    if j1 or only:
        yield "j1", j1
    if h1b or only:
        yield "h1b", h1b


def _img(name: str, text: str) -> Pairs:
    if text.casefold() in YES - {"1"} or text.casefold() in NO - {"0"}:
        yield "has_imgs", yes_or_no(text)
    else:
        yield "img_percent", _number(text, 0, 100, _PERCENT)


def _percent(name: str, text: str) -> Pairs:
    yield name, _number(text, 0, 100, _PERCENT)


def _cutoff(name: str, text: str) -> Pairs:
    """`235`, `235 preferred`, `none`."""
    folded = text.casefold()
    if folded in ("none", "no", "no cutoff", "no minimum", "no cut-off", "0"):
        yield "cutoff_kind", CutoffKind.NONE
        return
    yield name, _whole(text, 150, 300)
    for kind in (CutoffKind.STRICT, CutoffKind.PREFERRED):
        if kind in folded:
            yield "cutoff_kind", kind


def _within(low: int, high: int) -> Callable[[str, str], Pairs]:
    def read(name: str, text: str) -> Pairs:
        if text.casefold() not in _NO_LIMIT:  # which is stored as what is unknown is: as nothing
            yield name, _whole(text, low, high)

    return read


def _one_of(
    kind: type[StrEnum], also: Mapping[str, Any], within: bool = False
) -> Callable[[str, str], Pairs]:
    def read(name: str, text: str) -> Pairs:
        folded = text.casefold()
        known: dict[str, Any] = {str(member): member for member in kind} | dict(also)
        fitting = known.get(folded) or next(
            (value for word, value in known.items() if within and word in folded), None
        )
        if fitting is None:
            raise ValueError(f"{quoted(text)} is none of {', '.join(kind)}")
        yield name, fitting

    return read


def _setting(name: str, text: str) -> Pairs:
    """`university-based`, `community based, university affiliated`: two kinds in one are a hybrid."""
    folded = text.casefold()
    academic = any(word in folded for word in ("academic", "university", "county"))
    community = "community" in folded
    if "hybrid" in folded or (academic and community):
        yield name, Setting.HYBRID
    elif academic or community:
        yield name, Setting.ACADEMIC if academic else Setting.COMMUNITY
    else:
        raise ValueError(f"{quoted(text)} is none of {', '.join(Setting)}")


def _day(name: str, text: str) -> Pairs:
    raise IsADate
    yield  # a generator as the others are


def _number(text: str, low: float, high: float, form: re.Pattern[str] = _NUMBER) -> float:
    found = form.fullmatch(text)
    number = float(found[1].replace(",", ".")) if found else None
    if number is None or not low <= number <= high:
        raise ValueError(f"{quoted(text)} is not a number from {low:g} to {high:g}")
    return number


def _whole(text: str, low: int, high: int) -> int:
    number = _number(text, low, high)
    if not number.is_integer():
        raise ValueError(f"{quoted(text)} is not a whole number")
    return int(number)


def _written_percent(name: str, text: str) -> Pairs:
    yield name, float(text)


AS_WRITTEN: Mapping[str, Callable[[str, str], Pairs]] = {"code": _line, "img_percent": _written_percent}
"""How an export of ours is read where that differs."""

READ: Mapping[str, Callable[[str, str], Pairs]] = {
    "code": _code,
    "name": _line,
    "specialty": _one_of(Specialty, _SPECIALTIES, within=True),
    "location": _location,
    "city": _line,
    "state": _line,
    "setting": _setting,
    "length_years": _within(1, 8),
    "visa": _visa,
    "j1": _flag,
    "h1b": _flag,
    "img": _img,
    "has_imgs": _flag,
    "img_percent": _percent,
    "cutoff_kind": _one_of(CutoffKind, {"required": CutoffKind.STRICT, "yes": CutoffKind.STRICT}),
    "cutoff": _cutoff,
    "graduation_limit": _within(0, 50),
    "attempts_allowed": _within(0, 6),
    "sloes_wanted": _within(0, 6),
    "signal": _flag,
    "tie": _line,
    "application": _one_of(ApplicationState, _APPLICATIONS),
    "applied_on": _day,
    "rank": _within(1, 300),
    "do_not_rank": _flag,
}
