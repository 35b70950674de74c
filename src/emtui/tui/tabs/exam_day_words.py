"""An exam day and what is said of it, in the words that sit-or-delay and the what-if share."""

from datetime import date
from itertools import takewhile

from textual.content import Content

from emtui.dates import WEEKDAYS, show_date
from emtui.planner.sitting import Option
from emtui.show import numbers
from emtui.tui.text import mark
from emtui.vocabulary import Verdict, Visible

CHIPS = {
    Verdict.SIT: "SIT",
    Verdict.DELAY: "DELAY",
    Verdict.CHANGE_TARGET: "CHANGE TARGET",
    Verdict.NOT_ENOUGH_DATA: "NOT ENOUGH DATA",
}
SCORE_BACK = {
    Visible.SAFE: ("ok", "safe"),
    Visible.TYPICAL: ("look", "typical"),
    Visible.NO: ("no", "too late"),
}
_ELIGIBILITY = "eligibility"


def day_in_words(day: date, today: date) -> str:
    """A day within a sentence, such as `Tue 15 Jun`."""
    return " ".join(show_date(day, today).split())


def short_day(day: date) -> str:
    """A day without its weekday, such as `15 Jun`."""
    return f"{day.day} {day:%b}"


def apart(day: date | None, planned: date | None) -> str:
    """How far `day` is from the planned one, such as `a week later`."""
    if day is None or planned is None or day == planned:
        return "the planned day"
    days = abs((day - planned).days)
    weeks, rest = divmod(days, 7)
    span = numbers.many(days, "day") if rest else ("a week" if weeks == 1 else f"{weeks} weeks")
    return f"{span} {'later' if day > planned else 'earlier'}"


def verdict_words(verdict: Verdict, on: date | None, today: date) -> str:
    """A verdict within a line, such as `delay to Thu 24 Jun`."""
    if verdict is Verdict.DELAY and on is not None:
        return f"delay to {day_in_words(on, today)}"
    return CHIPS[verdict].lower()


def is_outside(option: Option) -> bool:
    """Whether a day lies outside the eligibility period."""
    return any(_ELIGIBILITY in clash for clash in option.clashes)


def clash_mark(clash: str) -> Content:
    """The sign of a clash: a limit that cannot be moved, or something to look at."""
    return mark("no" if _ELIGIBILITY in clash else "look")


def clash_in_short(clash: str) -> str:
    """A clash without its date, as the table has room for it; in full it stands with the selected day."""
    if _ELIGIBILITY in clash:
        return _ELIGIBILITY
    return " ".join(takewhile(lambda word: word.lower() not in WEEKDAYS, clash.split()))
