"""The days on which a repeated event comes round, within what a plan can reach."""

from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from icalendar import Event

DAYS_BACK, DAYS_AHEAD = 366, 366 * 3
MOST_DAYS = 400
_LESS_THAN_A_DAY = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})


def repeats(event: "Event", start: date | datetime, today: date) -> tuple[list[date], bool]:
    """The days of a repeated event from a year ago to three years on, and whether it goes on after them.

    Days are those of the zone of its `start`. Raises ValueError, saying why, for a rule that cannot be
    followed.
    """
    begin, end = today - timedelta(days=DAYS_BACK), today + timedelta(days=DAYS_AHEAD)
    left_out = set(_days(event, "EXDATE", start))
    rules = event.get("RRULE")
    first = _day(start, start)
    found = {first, *_days(event, "RDATE", start)}
    cut = False
    for rule in rules if isinstance(rules, list) else [rules] if rules is not None else []:
        days, more = _ruled(rule, start, end)
        found.update(days)
        cut = cut or more
    kept = sorted(day for day in found if begin <= day <= end and day not in left_out)
    return kept[:MOST_DAYS], cut or len(kept) > MOST_DAYS


def _ruled(rule: Any, start: date | datetime, end: date) -> tuple[list[date], bool]:
    """The days of one rule up to `end`, and whether it goes on."""
    from dateutil.rrule import rrulestr

    parts = {name.upper(): values for name, values in rule.items()}
    if str(parts.get("FREQ", [""])[0]).upper() in _LESS_THAN_A_DAY:
        raise ValueError("it repeats within the day, which is no date")
    if any(int(step) < 1 for step in parts.get("INTERVAL", ())):
        raise ValueError("it repeats at an interval below 1")
    count = int(parts["COUNT"][0]) if "COUNT" in parts else None
    until = _day(parts["UNTIL"][0], start) if parts.get("UNTIL") else None
    stop = min(end, until) if until is not None else end
    text = ";".join(
        part
        for part in rule.to_ical().decode().split(";")
        if part.split("=")[0].upper() not in ("COUNT", "UNTIL")
    )
    try:
        series = rrulestr(text, dtstart=datetime.combine(_day(start, start), time()), ignoretz=True)
        series = series.replace(until=datetime.combine(stop, time.max))  # type: ignore[union-attr]
        days = [when.date() for when in islice(series, count)]
    except (ValueError, TypeError, KeyError, AttributeError):
        raise ValueError("its rule of repetition cannot be followed") from None
    ended = (count is not None and len(days) == count) or (until is not None and until <= end)
    return days, not ended


def _days(event: "Event", name: str, start: date | datetime) -> list[date]:
    """The days of a list of dates, such as those left out."""
    value = event.get(name)
    groups = value if isinstance(value, list) else [] if value is None else [value]
    listed = [entry.dt for group in groups for entry in getattr(group, "dts", ())]
    return [_day(when[0] if isinstance(when, tuple) else when, start) for when in listed]


def _day(when: date | datetime, start: date | datetime) -> date:
    """The day of `when` in the zone in which the event starts."""
    if not isinstance(when, datetime):
        return when
    if isinstance(start, datetime) and start.tzinfo is not None and when.tzinfo is not None:
        when = when.astimezone(start.tzinfo)
    return when.date()
