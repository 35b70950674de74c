"""Invented dates for the worked examples: what a resident's calendar holds beside the season's."""

from datetime import date, time, timedelta
from typing import Any, NamedTuple

from emtui.plan import CalendarEntry
from emtui.vocabulary import EntryKind, Lane


class _Row(NamedTuple):
    """An entry by days from today, its first and, for a stretch, its last."""

    on: int
    title: str
    lane: Lane
    kind: EntryKind = EntryKind.OTHER
    until: int | None = None
    at: time | None = None
    zone: str | None = None
    notes: str | None = None


_ALL = (
    _Row(16, "Free 120 at the center", Lane.STUDY, EntryKind.PRACTICE_TEST, at=time(9)),
    _Row(63, "Write the statement", Lane.APPLICATIONS, until=76, notes="two drafts, then somebody reads it"),
    _Row(82, "Ask the school for the MSPE", Lane.APPLICATIONS),
)
_OF = {
    1: (
        _Row(9, "NBME 14", Lane.STUDY, EntryKind.PRACTICE_TEST, at=time(8)),
        _Row(-12, "Nights", Lane.STUDY, EntryKind.NIGHTS, until=-7),
        _Row(2, "Ask the SLOE writer", Lane.ROTATIONS),
        _Row(15, "Embassy, B-1", Lane.VISA, at=time(9), zone="Europe/London"),
        _Row(28, "Rest", Lane.STUDY, until=31),
        _Row(36, "Travel to the US", Lane.ROTATIONS, EntryKind.TRAVEL, until=38),
    ),
    2: (
        _Row(9, "NBME 15", Lane.STUDY, EntryKind.PRACTICE_TEST, at=time(8)),
        _Row(33, "Nights", Lane.STUDY, EntryKind.NIGHTS, until=38),
        _Row(12, "QI project, first figures", Lane.APPLICATIONS),
        _Row(47, "Travel to the US", Lane.ROTATIONS, EntryKind.TRAVEL, until=48),
        _Row(96, "Step 3 papers", Lane.VISA),
    ),
    3: (
        _Row(9, "NBME 16", Lane.STUDY, EntryKind.PRACTICE_TEST, at=time(8)),
        _Row(5, "EMS shift", Lane.APPLICATIONS, at=time(7)),
        _Row(19, "EMS shift", Lane.APPLICATIONS, at=time(7)),
        _Row(26, "Sepsis poster due", Lane.APPLICATIONS, at=time(17), zone="America/Chicago"),
        _Row(41, "Visit to an IM program", Lane.APPLICATIONS, EntryKind.TRAVEL, until=43),
    ),
}


def demo_entries(number: int, today: date) -> tuple[CalendarEntry, ...]:
    """The entries of scenario `number` as of `today`."""
    rows = sorted((*_ALL, *_OF[number]), key=lambda row: row.on)
    return tuple(_entry(row, today, place) for place, row in enumerate(rows, start=1))


def _entry(row: _Row, today: date, place: int) -> CalendarEntry:
    days: dict[str, Any] = {
        "starts_on": today + timedelta(days=row.on),
        "ends_on": None if row.until is None else today + timedelta(days=row.until),
    }
    return CalendarEntry(
        id=place,
        title=row.title,
        lane=row.lane,
        kind=row.kind,
        at=row.at,
        zone=row.zone,
        notes=row.notes,
        **days,
    )
