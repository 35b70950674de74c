"""The calendar as an iCalendar file (RFC 5545): the same plan gives the same bytes on one day."""

from collections.abc import Collection
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from emtui.plain import plain_line, plain_text
from emtui.plan import CalendarEntry
from emtui.planner.calendar import CalendarView, DatedEntry, What
from emtui.vocabulary import EntryKind, Lane

if TYPE_CHECKING:
    from icalendar import Alarm, Event

OURS = "@emtui"
OURS_REDACTED = "@redacted.emtui"
"""How the ids of our own events end; what is redacted must never be taken for the entry itself."""

_UNNAMED = {
    What.ROTATION: "Rotation",
    What.HOST_DEADLINE: "Rotation deadline",
    What.LETTER: "Letter due",
    What.INTERVIEW: "Interview",
    What.EXPECTED: "SLOE expected",
}
_UNNAMED_KINDS = {
    EntryKind.STUDY: "Study",
    EntryKind.PRACTICE_TEST: "Practice test",
    EntryKind.NIGHTS: "Night shifts",
    EntryKind.TRAVEL: "Travel",
    EntryKind.OTHER: "Own date",
}
_BUSY = frozenset({What.PROFILE, What.INTERVIEW, What.OWN})
_NINE_BEFORE = timedelta(hours=-15)  # of an all-day event: nine in the morning of the day before
_DAY, _WEEK = timedelta(days=1), timedelta(weeks=1)


def to_ics(view: CalendarView, *, lanes: Collection[Lane] = tuple(Lane), redact: bool = False) -> str:
    """The entries of `lanes` as one calendar, lines ended by CR LF.

    Days without an hour and stretches are all-day events. An hour with its zone is given in UTC, one without
    a zone as it stands. `redact` leaves out the visa lane, all notes, and the names in titles.
    """
    from icalendar import Calendar  # a third of a second: only where a file is written

    calendar = Calendar()
    calendar.add("prodid", "-//emtui//calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for entry in view.entries:
        if entry.lane in lanes and not (redact and entry.lane is Lane.VISA):
            calendar.add_component(_event(entry, view, redact=redact))
    text: str = calendar.to_ical().decode("utf-8")
    return text


def uid_of(entry: DatedEntry, match_year: int | None, *, redact: bool = False) -> str:
    """The id an event keeps on every export; an imported one keeps that it came with."""
    name = entry.id.replace(":", "-")
    if entry.what is What.MILESTONE:
        name = f"{name}-{match_year}"
    if redact:
        return name + OURS_REDACTED
    imported = entry.row.uid if isinstance(entry.row, CalendarEntry) else None
    return imported or name + OURS


def _event(entry: DatedEntry, view: CalendarView, *, redact: bool) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", uid_of(entry, view.match_year, redact=redact))
    # The day, not the moment: the same plan gives the same file, and a later file is the newer one.
    event.add("dtstamp", datetime.combine(view.today, time(), tzinfo=UTC))
    event.add("summary", _title(entry, redact=redact))
    event.add("categories", [entry.lane.value])
    event.add("status", "TENTATIVE" if entry.estimate else "CONFIRMED")
    event.add("transp", "OPAQUE" if entry.what in _BUSY else "TRANSPARENT")
    timed = entry.at is not None and entry.until is None
    if timed:
        event.add("dtstart", _moment(entry))
    else:
        event.add("dtstart", entry.on)
        event.add("dtend", entry.last + _DAY)  # the first day after it
    said = "" if redact and entry.private else _description(entry, redact=redact)
    if said:
        event.add("description", said)
    if entry.last >= view.today:
        event.add_component(_alarm(entry, -_DAY if timed else _NINE_BEFORE, redact=redact))
        if entry.headline:
            event.add_component(_alarm(entry, -_WEEK, redact=redact))
    return event


def _moment(entry: DatedEntry) -> datetime:
    """The start in UTC, or without any zone where the entry has none."""
    assert entry.at is not None
    here = datetime.combine(entry.on, entry.at)
    return here if entry.zone is None else here.replace(tzinfo=ZoneInfo(entry.zone)).astimezone(UTC)


def _alarm(entry: DatedEntry, before: timedelta, *, redact: bool) -> "Alarm":
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _title(entry, redact=redact))
    alarm.add("trigger", before)
    return alarm


def _title(entry: DatedEntry, *, redact: bool) -> str:
    if redact and entry.private:
        if isinstance(entry.row, CalendarEntry):
            return _UNNAMED_KINDS[entry.row.kind]
        return _UNNAMED[entry.what]
    return plain_line(entry.title)


def _description(entry: DatedEntry, *, redact: bool) -> str:
    """What the day rests on, and the note."""
    lines = []
    if entry.estimate:
        lines.append(f"Estimate: {entry.rule}")
        if entry.earliest != entry.latest:
            lines.append(f"Between {entry.earliest} and {entry.latest}")
    if entry.at is not None and entry.until is not None and entry.what is not What.OWN:
        lines.append(f"At {entry.at:%H:%M} {entry.zone or ''}".rstrip())
    if entry.note:
        lines.append(plain_text(entry.note))
    if entry.source:
        lines.append(f"Source: {entry.source}, checked {entry.checked_on}")
    return "\n".join(lines)
