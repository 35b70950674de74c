"""Dates from an iCalendar file: what an import would add, change and leave; nothing is stored here."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast
from zoneinfo import ZoneInfo, available_timezones

from emtui.dates import FIRST_YEAR, LAST_YEAR
from emtui.exchange.files import read_text
from emtui.exchange.ics import OURS, OURS_REDACTED
from emtui.exchange.ics_repeats import repeats
from emtui.exchange.ics_split import MOST_LINES, Component, split
from emtui.plain import plain_line, plain_text, quoted
from emtui.plan import CalendarEntry, Plan
from emtui.plan.edits import Add, Change, Edit
from emtui.vocabulary import EntryKind, Lane

if TYPE_CHECKING:
    from icalendar import Event

MOST_BYTES = 5_000_000
MOST_FOUND = 5_000
LONGEST_TITLE, LONGEST_NOTE, LONGEST_UID = 120, 4000, 300
LONGEST_DAYS = 366 * 3
DAY = timedelta(days=1)

_NEEDED = frozenset({"DTSTART", "DTEND", "DURATION", "RRULE", "EXDATE", "RDATE", "RECURRENCE-ID", None})
_KINDS = (
    (EntryKind.NIGHTS, ("night",)),
    (EntryKind.PRACTICE_TEST, ("nbme", "uwsa", "free 120", "practice test", "self-assessment")),
    (EntryKind.TRAVEL, ("flight", "travel", "train to", "airport")),
    (EntryKind.STUDY, ("study", "uworld", "question")),
)


class Found(NamedTuple):
    """A date of the file: the line its event begins on, and the entry it makes."""

    line: int
    entry: CalendarEntry


class Changed(NamedTuple):
    """A date that is there already and reads otherwise in the file."""

    line: int
    entry: CalendarEntry
    changes: Mapping[str, Any]


class BadEvent(NamedTuple):
    """An event that cannot be read: where, which, and why."""

    line: int
    title: str
    why: str

    def __str__(self) -> str:
        return f"line {self.line}, {self.title}: {self.why}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarPreview:
    """What an import would do.

    `new` would be added, `changed` changed; `already` are there as they are. `ours` counts dates that this
    plan itself exports and keeps elsewhere, `skipped` names what is no date (to-dos, cancelled events).
    `remarks` say what was cut short.
    """

    new: tuple[Found, ...] = ()
    changed: tuple[Changed, ...] = ()
    already: tuple[Found, ...] = ()
    refused: tuple[BadEvent, ...] = ()
    ours: int = 0
    skipped: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The changes that make it so, for `Store.edit`."""
        return (
            *(Add(found.entry) for found in self.new),
            *(Change(found.entry, found.changes) for found in self.changed),
        )


class _Bad(Exception):
    """An event that cannot be read; its text says why."""


def read_calendar(path: Path, *, plan: Plan, today: date, lane: Lane | None = None) -> CalendarPreview:
    """What importing the file at `path` would do; raise Refused where it is no calendar at all.

    `lane` is where dates go that do not say it themselves by their category.
    """
    return read_events(read_text(path, most_bytes=MOST_BYTES), plan=plan, today=today, lane=lane)


def read_events(text: str, *, plan: Plan, today: date, lane: Lane | None = None) -> CalendarPreview:
    """The same for the text of a file."""
    reader = _Reader(plan, today, lane)
    for component in split(text):
        reader.take(component)
    return reader.preview()


class _Reader:
    """Reads one file's events against what the plan holds."""

    def __init__(self, plan: Plan, today: date, lane: Lane | None) -> None:
        self.plan, self.today, self.lane = plan, today, lane
        self.by_id = {own.id: own for own in plan.calendar_entries}
        self.by_uid = {own.uid: own for own in plan.calendar_entries if own.uid}
        self.refused: list[BadEvent] = []
        self.skipped: list[str] = []
        self.remarks: list[str] = []
        self.ours = 0
        self.found: list[Found] = []
        self.moved: dict[str | None, Found] = {}  # occurrences of a repeated event with one of their own

    # -- one component

    def take(self, component: Component) -> None:
        """Read one component, or say why it cannot be."""
        if component.kind == "VTIMEZONE":
            return  # zones are known by their names
        if component.kind != "VEVENT":
            self.skipped.append(_NOT_DATES.get(component.kind, component.kind.lower()[:20]))
            return
        title = "event"
        try:
            if not component.closed:
                raise _Bad("it has no END:VEVENT")
            if component.text.count("\n") > MOST_LINES:
                raise _Bad("it is too long to be a date")
            event = _parsed(component.text)
            title = quoted(_title(event))
            self._event(event, component.line)
        except _Bad as bad:
            self.refused.append(BadEvent(component.line, title, str(bad)))

    def _event(self, event: "Event", line: int) -> None:
        broken = next((said for name, said in event.errors if name in _NEEDED), None)
        if broken is not None:
            raise _Bad(plain_line(str(broken))[:120])
        if str(event.get("STATUS", "")).upper() == "CANCELLED":
            self.skipped.append("cancelled event")
            return
        uid = _uid(event)
        if self._is_kept_elsewhere(uid):
            self.ours += 1
            return
        entry = self._entry(event, uid)
        occurrence = _only(event, "RECURRENCE-ID")
        if occurrence is not None:
            name = _occurrence(uid, _day_of(_when(occurrence)))
            self.moved[name] = Found(line, replace(entry, uid=name))
        elif "RRULE" in event or "RDATE" in event:
            self._repeated(event, entry, uid, line)
        else:
            self.found.append(Found(line, entry))

    def _repeated(self, event: "Event", entry: CalendarEntry, uid: str, line: int) -> None:
        """One entry for each day a repeated event comes round, as far as a plan reaches."""
        start = _only(event, "DTSTART").dt
        try:
            days, cut = repeats(event, start, self.today)
        except ValueError as error:
            raise _Bad(str(error)) from None
        if cut:
            taken = "1 day" if len(days) == 1 else f"{len(days)} days"
            self.remarks.append(f"line {line}, {quoted(entry.title)}: repeats on; {taken} taken")
        length = None if entry.ends_on is None else entry.ends_on - entry.starts_on
        if len(self.found) + len(days) > MOST_FOUND:
            raise _Bad(f"the file holds more than {MOST_FOUND:,} dates")
        for day in days:
            on, at, zone = self._placed(
                datetime.combine(day, start.timetz()) if isinstance(start, datetime) else day
            )
            ends_on = None if length is None else on + length
            again = replace(entry, starts_on=on, ends_on=ends_on, at=at, zone=zone, uid=_occurrence(uid, day))
            self.found.append(Found(line, again))

    def _entry(self, event: "Event", uid: str) -> CalendarEntry:
        start = _only(event, "DTSTART")
        if start is None:
            raise _Bad("it has no DTSTART")
        begin = _when(start)
        if not FIRST_YEAR < begin.year < LAST_YEAR:  # a zone may move it by a day
            raise _Bad(f"{_day_of(begin)} is outside the years {FIRST_YEAR + 1} to {LAST_YEAR - 1}")
        on, at, zone = self._placed(begin)
        until = self._last_day(event, begin)
        if until is not None and until < on:
            raise _Bad(f"it ends on {until}, before it begins")
        if until is not None and (until - on).days > LONGEST_DAYS:
            raise _Bad("it lasts longer than three years")
        title = _title(event)
        known = next((lane for lane in Lane if lane.value in _categories(event)), None)
        return CalendarEntry(
            title=title,
            lane=known or self.lane or Lane.STUDY,
            kind=_kind(title),
            starts_on=on,
            ends_on=until if until != on else None,
            at=at,
            zone=zone,
            notes=plain_text(str(_only(event, "DESCRIPTION") or ""))[:LONGEST_NOTE].strip() or None,
            uid=_short(uid),
        )

    def _placed(self, when: date | datetime) -> tuple[date, time | None, str | None]:
        """Day, hour and zone; what is in UTC is put into the user's own zone."""
        if not isinstance(when, datetime):
            return when, None, None
        if when.tzinfo is None:
            return when.date(), when.time().replace(microsecond=0), None
        zone = getattr(when.tzinfo, "key", None)
        if zone in (None, "UTC", "Etc/UTC") or zone not in available_timezones():
            zone = self.plan.profile.local_zone or "UTC"
            when = when.astimezone(ZoneInfo(zone))
        return when.date(), when.time().replace(microsecond=0), zone

    def _last_day(self, event: "Event", start: date | datetime) -> date | None:
        """The last day of the event, None where it says no end."""
        end, length = _only(event, "DTEND"), _only(event, "DURATION")
        if end is None and length is None:
            return None
        try:
            ends = _when(end) if end is not None else start + length.dt
            last, at, _ = self._placed(ends)
        except (OverflowError, TypeError):
            raise _Bad("its end is no day of the calendar") from None
        if isinstance(ends, datetime) != isinstance(start, datetime):
            raise _Bad("begin and end are not of one kind, a day and an hour")
        if not isinstance(ends, datetime):
            return max(ends - DAY, start) if ends >= start else ends  # the end of whole days is the day after
        first = self._placed(start)[0]
        return last - DAY if at == time() and last > first else last

    # -- against the plan

    def preview(self) -> CalendarPreview:
        """What of all that is new, changed, or there already."""
        new: list[Found] = []
        changed: list[Changed] = []
        already: list[Found] = []
        by_day = {(own.title, own.starts_on) for own in self.plan.calendar_entries}
        seen: set[str | None] = set()
        for found in self._each():
            old, found = self._known(found)
            entry = found.entry
            if entry.uid in seen or (old is None and (entry.title, entry.starts_on) in by_day):
                already.append(found)
            elif old is None:
                new.append(found)
            elif changes := _changes(old, entry):
                changed.append(Changed(found.line, old, changes))
            else:
                already.append(found)
            seen.add(entry.uid)
            by_day.add((entry.title, entry.starts_on))
        return CalendarPreview(
            new=tuple(new),
            changed=tuple(changed),
            already=tuple(already),
            refused=tuple(self.refused),
            ours=self.ours,
            skipped=tuple(self.skipped),
            remarks=tuple(self.remarks),
        )

    def _is_kept_elsewhere(self, uid: str) -> bool:
        """Whether an event is emtui's own but no entry: the season's, the profile's, a rotation's."""
        if uid in self.by_uid:
            return False
        return uid.endswith(OURS_REDACTED) or (uid.endswith(OURS) and not uid.startswith("entry-"))

    def _known(self, found: Found) -> tuple[CalendarEntry | None, Found]:
        """The entry that is there for `found`, and `found` under the id it is known by here.

        Our own ids only count rows: that of another plan may stand for something else altogether.
        """
        uid = found.entry.uid or ""
        if uid in self.by_uid or not uid.endswith(OURS):
            return self.by_uid.get(uid), found
        number = uid.removeprefix("entry-").removesuffix(OURS)
        own = self.by_id.get(int(number)) if number.isdecimal() else None
        if own is not None and (own.title == found.entry.title or own.starts_on == found.entry.starts_on):
            return own, found
        found = Found(found.line, replace(found.entry, uid=f"other-{uid}"))
        return self.by_uid.get(f"other-{uid}"), found

    def _each(self) -> Iterator[Found]:
        """What was found; an occurrence with an event of its own stands in the place of the rule's."""
        moved = dict(self.moved)
        for found in self.found:
            yield moved.pop(found.entry.uid, found)
        yield from moved.values()


_NOT_DATES = {"VTODO": "to-do", "VJOURNAL": "journal", "VFREEBUSY": "free-busy time", "VALARM": "alarm"}


# -- one event


def _parsed(text: str) -> "Event":
    """The event; properties that cannot be read are in its `errors`."""
    from icalendar import Event  # a third of a second: only where a file is read

    try:
        return cast("Event", Event.from_ical(text))
    except (ValueError, KeyError, IndexError) as error:
        raise _Bad(plain_line(str(error))[:120] or "it is no event") from None


def _only(event: "Event", name: str) -> Any:
    """The value of a property, the first where it is there twice."""
    value = event.get(name)
    return value[0] if isinstance(value, list) else value


def _when(value: Any) -> date | datetime:
    """The day or the moment of a property; an hour alone and a span of time are neither."""
    if not isinstance(value.dt, date):
        raise _Bad(f"{plain_line(str(value.dt))[:40]} is no day")
    return value.dt


def _title(event: "Event") -> str:
    return plain_line(str(_only(event, "SUMMARY") or ""))[:LONGEST_TITLE].strip() or "Untitled"


def _uid(event: "Event") -> str:
    """The event's id, one made of its text where it has none."""
    uid = plain_line(str(_only(event, "UID") or ""))
    if uid:
        return uid
    made = hashlib.sha256(event.to_ical()).hexdigest()[:24]
    return f"{made}@file"


def _short(uid: str) -> str:
    return uid if len(uid) <= LONGEST_UID else hashlib.sha256(uid.encode()).hexdigest()


def _occurrence(uid: str, day: date) -> str:
    """The id of one day of a repeated event."""
    return _short(f"{uid}/{day}")


def _categories(event: "Event") -> frozenset[str]:
    found = event.get("CATEGORIES")
    lists: Sequence[Any] = found if isinstance(found, list) else [found] if found is not None else []
    return frozenset(str(name).strip().lower() for entry in lists for name in getattr(entry, "cats", ()))


def _kind(title: str) -> EntryKind:
    said = title.casefold()
    return next((kind for kind, words in _KINDS if any(word in said for word in words)), EntryKind.OTHER)


def _day_of(when: date | datetime) -> date:
    return when.date() if isinstance(when, datetime) else when


# -- against an entry that is there


def _changes(old: CalendarEntry, new: CalendarEntry) -> dict[str, Any]:
    """What the file says otherwise of an entry that is there; its lane and kind stay the user's."""
    there, here = _moment(new), _moment(old)
    if there is not None and here is not None and old.zone is not None:
        # The same moment reads otherwise in another zone, and twice or never where clocks change.
        local = there.astimezone(ZoneInfo(old.zone))
        on, at = (old.starts_on, old.at) if there == here else (local.date(), local.time())
        new = replace(new, starts_on=on, at=at, zone=old.zone)
    if new.at is None and old.at is not None and old.ends_on is not None:
        new = replace(new, at=old.at, zone=old.zone)  # a stretch goes out as whole days
    columns = ("title", "starts_on", "ends_on", "at", "zone", "notes")
    return {
        column: getattr(new, column) for column in columns if getattr(new, column) != getattr(old, column)
    }


def _moment(entry: CalendarEntry) -> datetime | None:
    """When an entry begins, in UTC; None where it has no hour or no zone."""
    if entry.at is None or entry.zone is None:
        return None
    return datetime.combine(entry.starts_on, entry.at, tzinfo=ZoneInfo(entry.zone)).astimezone(UTC)
