"""How days are written in plain text and in JSON; unknown is ? and null."""

from datetime import date

from emtui.dates import show_date


def day(when: date | None, today: date) -> str:
    """A day in a sentence, such as `Tue 15 Jun`, with its year where that is not today's."""
    return "?" if when is None else " ".join(show_date(when, today).split())


def short_day(when: date | None, today: date) -> str:
    """The same without the weekday."""
    return day(when, today).partition(" ")[2] or "?"


def iso(when: date | None) -> str | None:
    """A day as JSON holds it."""
    return None if when is None else when.isoformat()
