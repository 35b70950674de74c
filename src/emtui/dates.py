"""Dates as people type them: a short list of forms, and nothing guessed.

`11/03` is two dates until someone says which order is meant; `15/6/27` can only be one.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import NoReturn

from emtui.errors import Refused
from emtui.plain import quoted

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
FORMS = "today, yesterday, -3, +7, fri, 23 nov, 2026-11-23 or 23.11.2026"
FIRST_YEAR, LAST_YEAR = 2000, 2045

_FULL_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_FULL_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july",
    "august", "september", "october", "november", "december",
)  # fmt: skip
_NEAR_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1}
_LONGEST = 60

_OFFSET = re.compile(r"[+-]\d{1,4}")
_WEEKDAY = re.compile(r"([a-z]{3,9})(?: |$)")
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})([-/.])(\d{1,2})(?:\2(\d{4}|\d{2}))?")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?(?: of)?[ -]?([a-z]{3,9})(?:[ -]?(\d{4}|\d{2}))?")
_MONTH_DAY = re.compile(r"([a-z]{3,9})[ -]?(\d{1,2})(?:st|nd|rd|th)?(?:[ -](\d{4}|\d{2}))?")


class Order(StrEnum):
    """Which number comes first where a date is written `11/03`."""

    MDY = "mdy"
    DMY = "dmy"


class NotADate(Refused):
    """The text has none of the forms of a date."""


class AmbiguousDate(Refused):
    """The text can be two days, until an order is given."""


def parse_date(text: str, *, today: date, order: Order | None = None, prefer_past: bool = False) -> date:
    """Return the day `text` names; raise NotADate, AmbiguousDate, or Refused where there is no such day.

    A form without a year is the nearest such day from today on, or, with `prefer_past`, up to today; today
    itself counts both ways. A weekday before a date has to be that day's and settles a missing year.
    """
    plain = _tidy(text)
    day = _relative_day(plain, today, prefer_past)
    if day is None:
        weekday, rest = _split_weekday(plain)
        year, month, number = _read_parts(rest, text, order, today)
        if year is None:
            day = _nearest(month, number, weekday, today, prefer_past)
        else:
            day = _day(year, month, number)
        if day is None:
            raise Refused(f"{quoted(text)}: there is no such day; type {FORMS}")
        if weekday is not None and day.weekday() != weekday:
            right = _FULL_WEEKDAYS[day.weekday()].capitalize()
            raise Refused(f"{quoted(text)}: {day} is a {right}")
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Refused(f"{quoted(text)} is outside the years {FIRST_YEAR} to {LAST_YEAR}")
    return day


def show_date(day: date, today: date) -> str:
    """The day as screens print it, such as `Tue 15 Jun`; with its year where that is not today's."""
    shown = f"{WEEKDAYS[day.weekday()].capitalize()} {day.day:2d} {MONTHS[day.month - 1].capitalize()}"
    return shown if day.year == today.year else f"{shown} {day.year}"


def say_date(day: date, today: date) -> str:
    """The day inside a sentence, such as `Tue 1 Jun`: without the room that columns need."""
    return " ".join(show_date(day, today).split())


def settle_order(texts: Iterable[str]) -> Order | None:
    """The order of a column of dates, settled by those that can only be one; None where they disagree."""
    seen = set()
    for text in texts:
        match = _NUMBERS.fullmatch(_split_weekday(_tidy(text))[1])
        if match and match[2] != ".":
            seen.add(_only_order(int(match[1]), int(match[3])))
    seen.discard(None)
    return seen.pop() if len(seen) == 1 else None


def _tidy(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text[: _LONGEST + 1]).lower() if len(text) <= _LONGEST else ""
    plain = re.sub(r"[\u2010-\u2015\u2212]", "-", plain)  # dashes and the minus sign
    plain = " ".join(re.sub(r",|(?<=[a-z])\.", " ", plain).split())
    return re.sub(r" *([/.]) *", r"\1", plain).strip(" .;")


def _relative_day(plain: str, today: date, prefer_past: bool) -> date | None:
    """The day of `yesterday`, `-3` or `fri`; None where `plain` is none of these."""
    weekday = weekday_of(plain)
    if plain in _NEAR_DAYS:
        days = _NEAR_DAYS[plain]
    elif _OFFSET.fullmatch(plain):
        days = int(plain)
    elif weekday is not None:
        days = -((today.weekday() - weekday) % 7) if prefer_past else (weekday - today.weekday()) % 7
    else:
        return None
    try:
        return today + timedelta(days=days)
    except OverflowError:
        raise Refused(f"{quoted(plain)} is outside the years {FIRST_YEAR} to {LAST_YEAR}") from None


def weekday_of(word: str) -> int | None:
    """The weekday, 0 for Monday, that `word` names or shortens to at least three letters."""
    return _index(word, _FULL_WEEKDAYS)


def _index(word: str, names: tuple[str, ...]) -> int | None:
    if len(word) < 3:
        return None
    return next((place for place, name in enumerate(names) if name.startswith(word)), None)


def _split_weekday(plain: str) -> tuple[int | None, str]:
    match = _WEEKDAY.match(plain)
    weekday = weekday_of(match[1]) if match else None
    return (weekday, plain[match.end() :]) if match and weekday is not None else (None, plain)


def _read_parts(plain: str, text: str, order: Order | None, today: date) -> tuple[int | None, int, int]:
    """Year (None where not written), month and day number as written, not yet known to exist."""
    if match := _YEAR_FIRST.fullmatch(plain):
        return int(match[1]), int(match[3]), int(match[4])
    if match := _NUMBERS.fullmatch(plain):
        first, separator, second = int(match[1]), match[2], int(match[3])
        year = _full_year(match[4])
        if separator == ".":
            return year, second, first
        settled = _only_order(first, second) or order
        if settled is None and first != second:  # 3/3 reads the same both ways
            _refuse_ambiguous(text, first, second)
        return (year, first, second) if settled is Order.MDY else (year, second, first)
    if match := _DAY_MONTH.fullmatch(plain):
        number, name, year_text = match[1], match[2], match[3]
    elif match := _MONTH_DAY.fullmatch(plain):
        name, number, year_text = match[1], match[2], match[3]
    else:
        raise NotADate(f"{quoted(text)} is not a date; type {FORMS}")
    month = _index(name, _FULL_MONTHS)
    if month is None:
        raise NotADate(f"{quoted(text)} is not a date; type {FORMS}")
    return _full_year(year_text), month + 1, int(number)


def _only_order(first: int, second: int) -> Order | None:
    """The one order `first/second` can be read in; None where both work."""
    if first > 12:
        return Order.DMY
    return Order.MDY if second > 12 else None


def _refuse_ambiguous(text: str, first: int, second: int) -> NoReturn:
    dmy, mdy = (
        f"{day} {MONTHS[month - 1].capitalize()}" for day, month in ((first, second), (second, first))
    )
    raise AmbiguousDate(
        f"{quoted(text)} can be {dmy} (dmy) or {mdy} (mdy); say which with --dates dmy or --dates mdy, "
        "or write the month as a word"
    )


def _full_year(text: str | None) -> int | None:
    if text is None:
        return None
    return int(text) + (2000 if len(text) == 2 else 0)


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _nearest(month: int, number: int, weekday: int | None, today: date, prefer_past: bool) -> date | None:
    """The nearest such day in the preferred direction; the other way where only that has the weekday."""
    found = []
    for step in (-1, 1) if prefer_past else (1, -1):
        years = range(today.year, today.year + 9 * step, step)  # the next 29 Feb is at most 8 years off
        days = (_day(year, month, number) for year in years)
        day = next((day for day in days if day and (day - today).days * step >= 0), None)
        if day is not None:
            found.append(day)
    fitting = [day for day in found if weekday is None or day.weekday() == weekday]
    return next(iter(fitting or found), None)
