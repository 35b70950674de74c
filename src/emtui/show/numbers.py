"""How figures are written, the same in every pane, table and printed line.

Rounding is half up, as people round; a probability is never written as certain. Only a score is cut, not
rounded: it counts by its floor wherever the guide draws a line, and 238 must not stand beside "risk".
"""

from math import floor

from emtui.vocabulary import Unit


def score(points: float) -> str:
    """A Step 2 CK score, such as `243`: the points reached in full."""
    return str(floor(points))


def own_score(points: float, unit: Unit) -> str:
    """A practice test's score in its own unit: `243` or `66%`."""
    return f"{_whole(points)}%" if unit is Unit.PERCENT else score(points)


def spread(low: float, high: float) -> str:
    """A range in words, such as `233 to 253`."""
    return f"{_whole(low)} to {_whole(high)}"


def tight_spread(low: float, high: float) -> str:
    """A range in a table, such as `233–253`."""
    return f"{_whole(low)}–{_whole(high)}"


def percent(probability: float) -> str:
    """A probability (0 to 1), such as `42%`, `> 99%` or `< 1%`."""
    if probability > 0.99:
        return "> 99%"
    if probability < 0.01:
        return "< 1%"
    return f"{_whole(probability * 100)}%"


def pace(points_a_week: float) -> str:
    """Points a week with one decimal, such as `0.8`."""
    written = f"{points_a_week:.1f}"
    return "0.0" if written == "-0.0" else written


def count(number: float) -> str:
    """A whole number with its thousands set off, such as `1,040`."""
    return f"{_whole(number):,}"


def money(dollars: float) -> str:
    """An amount in US dollars, such as `$1,097`."""
    return f"-${count(-dollars)}" if dollars < 0 else f"${count(dollars)}"


def days(number: int) -> str:
    """A span of days, such as `26 d`."""
    return f"{number} d"


def weeks(number: int) -> str:
    """A span of weeks, such as `3 w`."""
    return f"{number} w"


def days_in_words(number: int) -> str:
    """How far off a day is: `today`, `tomorrow`, `in 26 days`, `yesterday`, `19 days ago`."""
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    if number in near:
        return near[number]
    return f"in {number} days" if number > 0 else f"{-number} days ago"


def many(number: int, one: str, several: str | None = None) -> str:
    """A counted thing, such as `1 test` or `1,040 questions`."""
    return f"{count(number)} {one if number == 1 else several or one + 's'}"


def _whole(number: float) -> int:
    return floor(number + 0.5)
