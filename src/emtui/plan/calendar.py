"""The user's own dates, and where they overrule a date of the season."""

from dataclasses import dataclass
from datetime import date, time

from emtui.vocabulary import EntryKind, Lane


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """A date of the user's own, both days included; `ends_on` is None for a single day.

    `at` is its hour in `zone` (None: wherever the user is); `uid` is what an imported one is known by.
    """

    id: int | None = None
    title: str
    lane: Lane
    kind: EntryKind = EntryKind.OTHER
    starts_on: date
    ends_on: date | None = None
    at: time | None = None
    zone: str | None = None
    notes: str | None = None
    uid: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OverruledDate:
    """The user's word on a milestone of one match year: another day, or `hidden`."""

    id: int | None = None
    match_year: int
    milestone: str
    day: date | None = None
    until: date | None = None
    hidden: bool = False
