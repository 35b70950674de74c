"""Hours and lengths as people type them: `9:30`, `2 pm`, `5 d`, `2 weeks`; both pure, nothing guessed."""

import re
from datetime import time

from emtui.errors import Refused
from emtui.plain import quoted

MOST_DAYS = 366 * 3

_HOUR = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))? ?(am|pm)?")
_LENGTH = re.compile(r"\+?(\d{1,4}) ?(d|days?|w|weeks?)")


def parse_time(text: str) -> time:
    """The hour `text` names; a bare number needs am or pm. Raise Refused with what is accepted."""
    typed = " ".join(text.lower().replace("a.m.", "am").replace("p.m.", "pm").split())
    found = _HOUR.fullmatch(typed)
    if found is None or not (found[2] or found[3]):
        raise Refused(f"{quoted(text)} is not an hour; type 9:30, 14:00 or 2 pm")
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        if not 1 <= hour <= 12:
            raise Refused(f"{quoted(text)}: with am and pm the hours are 1 to 12")
        hour = hour % 12 + (12 if found[3] == "pm" else 0)
    if hour > 23 or minute > 59:
        raise Refused(f"{quoted(text)}: there is no such hour; type 9:30, 14:00 or 2 pm")
    return time(hour, minute)


def parse_days(text: str) -> int | None:
    """The days of a length such as `5 d` or `2 weeks`; None where `text` is none. Raise Refused."""
    found = _LENGTH.fullmatch(" ".join(text.lower().split()))
    if found is None:
        return None
    days = int(found[1]) * (7 if found[2].startswith("w") else 1)
    if not 1 <= days <= MOST_DAYS:
        raise Refused(f"{quoted(text)} is not possible; a stretch has 1 to {MOST_DAYS} days")
    return days
