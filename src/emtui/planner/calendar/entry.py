"""What the calendar is made of: its entries, conflicts and chains, whoever set them."""

from datetime import date, datetime, time
from enum import StrEnum
from typing import NamedTuple

from emtui.plan import CalendarEntry, Interview, Letter, OverruledDate, Rotation
from emtui.vocabulary import DateBasis, Lane, Tab

CONFLICT, LOOK = "×", "!"

Row = CalendarEntry | Interview | Letter | OverruledDate | Rotation
"""The row of the plan that holds an entry's day."""


class What(StrEnum):
    """What an entry is, and so where its day is kept."""

    MILESTONE = "milestone"  # of the season; the user's own word on it is an OverruledDate
    PROFILE = "profile"  # one answer of the profile, in `field`
    ROTATION = "rotation"
    HOST_DEADLINE = "host-deadline"  # the host's deadline for a rotation
    LETTER = "letter"  # the day a letter is due
    INTERVIEW = "interview"
    OWN = "own"  # a CalendarEntry
    EXPECTED = "expected"  # follows from another entry, such as the score from the exam


class DatedEntry(NamedTuple):
    """One date or stretch of days of the calendar; all days are days where the event is (see `local`).

    `id` stays the same from day to day: `milestone:nrmp-match-day`, `exam`, `profile:oet_date`, `score`,
    `latest-exam`, `rotation:3`, `host:3`, `letter:4`, `sloe:3` (expected of rotation 3), `interview:2`,
    `entry:7`. `until` is the last day of a stretch, None for a single day. `earliest` and `latest` bound
    `on` where it is an estimate, else they are `on`; `at` is its hour in `zone`. `rule` and `held` say how an
    estimate is made and how often that came true. `guides_day` is the guide's day where the user overruled
    it. `needs` are the ids of what has to come before, `hanging` of what hangs on it. `row` is what is
    edited, `field` the profile's key, `tab` where it is edited; `moves` is False where the day only follows
    from others. `private` is set where the title names a site, a person or a program.
    """

    id: str
    on: date
    title: str
    lane: Lane
    what: What
    basis: DateBasis
    earliest: date
    latest: date
    until: date | None = None
    rule: str | None = None
    held: str | None = None
    source: str | None = None
    checked_on: date | None = None
    at: time | None = None
    zone: str | None = None
    note: str | None = None
    guides_day: date | None = None
    headline: bool = False
    moves: bool = True
    private: bool = False
    tab: Tab = Tab.CALENDAR
    field: str | None = None
    row: Row | None = None
    needs: tuple[str, ...] = ()
    hanging: tuple[str, ...] = ()

    @property
    def last(self) -> date:
        """The last day of it."""
        return self.until or self.on

    @property
    def estimate(self) -> bool:
        """Whether the day is worked out by a rule, not published and not the user's own."""
        return self.basis is DateBasis.RULE

    @property
    def overruled(self) -> bool:
        """Whether the user set another day than the guide's."""
        return self.guides_day is not None

    def local(self, zone: str | None) -> datetime | None:
        """When it is in `zone` (None: this machine's); None without an hour, or where its zone is unknown.

        The day may be another than `on`: 21:00 in New York is the next morning in Delhi.
        """
        if self.at is None or self.zone is None:
            return None
        from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # reads the system's files: only where asked

        try:
            there = datetime.combine(self.on, self.at, tzinfo=ZoneInfo(self.zone))
            return there.astimezone(ZoneInfo(zone) if zone else None)
        except (ZoneInfoNotFoundError, ValueError):
            return None


class Conflict(NamedTuple):
    """What cannot hold as planned, and the way out.

    `id` is one of the contract's (score-late, oet-late …), `key` tells two of one kind apart. `sign` is ×
    where something breaks and ! where it may. `subject` and `text` make one sentence with "; " between;
    `entries` are the ids concerned, the one to mend first; `tab` is where it is mended and `field` the
    profile's key for it.
    """

    id: str
    key: str
    sign: str
    subject: str
    text: str
    way_out: str
    entries: tuple[str, ...]
    tab: Tab
    field: str | None = None


class ChainStep(NamedTuple):
    """One step of a chain: what, and when.

    `entry` is its id in the calendar, None where it is not planned yet. `on` is the planned day (None: none
    is set), `earliest` the first day it can be from today on. `safe` is the last day that reaches the goal
    where everything after it takes as long as it may, `latest` where it takes as long as it usually does;
    `slack` counts days from `on`, else `earliest`, to `safe`: below 0 it is tight. A `done` step is over.
    """

    title: str
    entry: str | None
    on: date | None
    earliest: date
    safe: date
    latest: date
    slack: int
    done: bool

    @property
    def too_late(self) -> bool:
        """Whether it no longer reaches the goal at the usual pace."""
        return not self.done and (self.on or self.earliest) > self.latest


class Chain(NamedTuple):
    """What must happen before what, the first step first, to reach `goal` by `day`.

    `goal` is the id of an entry. `slack` is that of the tightest step not done, None where all is done; the
    chain with the least slack of a goal is `critical`.
    """

    id: str
    title: str
    goal: str
    day: date
    steps: tuple[ChainStep, ...]
    slack: int | None
    critical: bool = False


class VisaNote(NamedTuple):
    """A dated fact on visas that has to be checked again before it is relied on; never law.

    `why` says why it may concern this plan.
    """

    id: str
    text: str
    why: str
    source: str
    checked_on: date
    sure: str
