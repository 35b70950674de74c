"""The one place that reads the clock; logic below takes `today` as an argument."""

import os
from datetime import UTC, date, datetime

from emtui.errors import EmtuiError

VARIABLE = "EMTUI_TODAY"


class BadDate(EmtuiError):
    """EMTUI_TODAY holds something that is not a date."""


def today() -> date:
    """Today's local date, or the date EMTUI_TODAY fixes; raise BadDate where that is not YYYY-MM-DD."""
    fixed = os.environ.get(VARIABLE)
    if not fixed:
        return datetime.now().astimezone().date()
    try:
        return date.fromisoformat(fixed)
    except ValueError:
        raise BadDate(f"{VARIABLE}={fixed!r} is not a date; write it as 2026-11-23") from None


def now() -> datetime:
    """The real time in UTC, for the audit log and backups; EMTUI_TODAY does not touch it."""
    return datetime.now(UTC)
