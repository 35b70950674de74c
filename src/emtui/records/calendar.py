"""The tables of the calendar: dates of the user's own, and dates of the season overruled."""

from datetime import date, time
from typing import Self
from zoneinfo import available_timezones

from pydantic import ValidationInfo, field_validator, model_validator
from sqlalchemy import UniqueConstraint

from emtui import guide
from emtui.errors import Refused
from emtui.plain import quoted
from emtui.records import columns
from emtui.records.columns import day, hour, line, number, one_of, row_id, text, yes_or_no
from emtui.records.record import Day, Line, MaybeDay, MaybeLine, MaybeLines, Record
from emtui.vocabulary import EntryKind, Lane

LONGEST_DAYS = 366 * 3


def known_zone(zone: str | None) -> str | None:
    """`zone` where it is a time zone's name; raise Refused."""
    if zone is not None and zone not in available_timezones():
        raise Refused(f"zone: {quoted(zone)} is not known; accepted: a name such as America/New_York")
    return zone


def in_order(starts_on: date | None, ends_on: date | None, column: str = "ends_on") -> None:
    """Raise Refused where a stretch ends before it begins, or lasts for ever."""
    if ends_on is None:
        return
    if starts_on is None:
        raise Refused(f"{column}: {ends_on} is not possible without the day it starts on")
    if ends_on < starts_on:
        raise Refused(f"{column}: {ends_on} is before it starts, {starts_on}")
    if (ends_on - starts_on).days > LONGEST_DAYS:
        raise Refused(f"{column}: {ends_on} is more than three years after {starts_on}")


class CalendarEntryRecord(Record, table=True):
    """A date of the user's own."""

    __tablename__ = "calendar_entries"
    __table_args__ = (UniqueConstraint("uid"), {"sqlite_autoincrement": True})

    id: int | None = row_id()
    title: Line = line("title", 120, required=True)
    lane: Lane = one_of("lane", Lane, required=True)
    kind: EntryKind = one_of("kind", EntryKind, default=EntryKind.OTHER)
    starts_on: Day = day("starts_on")
    ends_on: MaybeDay = day("ends_on", required=False)
    at: time | None = hour("at")
    zone: MaybeLine = line("zone", 60)
    notes: MaybeLines = text("notes", 4000)
    uid: MaybeLine = line("uid", 300)

    @field_validator("zone")
    @classmethod
    def _zone_is_known(cls, zone: str | None, info: ValidationInfo) -> str | None:
        return known_zone(zone)

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        in_order(self.starts_on, self.ends_on)
        return self


class OverruledDateRecord(Record, table=True):
    """The user's word on one milestone of one match year."""

    __tablename__ = "overruled_dates"
    __table_args__ = (UniqueConstraint("match_year", "milestone"), {"sqlite_autoincrement": True})

    id: int | None = row_id()
    match_year: int = number("match_year", 2024, 2045)
    milestone: Line = line("milestone", 60, required=True)
    day: MaybeDay = columns.day("day", required=False)
    until: MaybeDay = columns.day("until", required=False)
    hidden: bool = yes_or_no("hidden", default=False)

    @field_validator("milestone")
    @classmethod
    def _milestone_is_known(cls, milestone: str) -> str:
        if milestone not in guide.milestone_kinds():
            raise Refused(f"milestone: {quoted(milestone)} is not in the guide")
        return milestone

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        in_order(self.day, self.until, "until")
        return self
