"""Everything the calendar shows of one plan on one day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from emtui.plan import Plan, Profile
from emtui.planner.calendar.collect import collect
from emtui.planner.calendar.conflicts import conflicts
from emtui.planner.calendar.entry import Chain, Conflict, DatedEntry, VisaNote
from emtui.planner.latest import keeps_latest
from emtui.planner.milestones import Phase, phases, services_of
from emtui.planner.shifts import shift_on
from emtui.vocabulary import Service


@dataclass(frozen=True, kw_only=True)
class CalendarView:
    """The entries, earliest first and of one day the longest first, and what is made of them.

    `hidden` are milestones the user took off the calendar. Without `match_year` there are no milestones, no
    phases and no chains. What only some screens show is worked out when it is asked.
    """

    plan: Plan
    today: date
    services: tuple[Service, ...]
    entries: tuple[DatedEntry, ...]
    hidden: tuple[DatedEntry, ...]
    conflicts: tuple[Conflict, ...]

    @property
    def profile(self) -> Profile:
        """Who is applying."""
        return self.plan.profile

    @property
    def match_year(self) -> int | None:
        """The Match of March of this year."""
        return self.profile.match_year

    @property
    def exam_day(self) -> date | None:
        """The day of Step 2 CK, planned or past."""
        return self.profile.step2_date

    @cached_property
    def by_id(self) -> Mapping[str, DatedEntry]:
        """The entries by id."""
        return {entry.id: entry for entry in self.entries}

    @cached_property
    def conflicts_of(self) -> Mapping[str, tuple[Conflict, ...]]:
        """The conflicts of an entry by its id; entries without any are left out."""
        found: dict[str, tuple[Conflict, ...]] = {}
        for conflict in self.conflicts:
            for entry in conflict.entries:
                found[entry] = (*found.get(entry, ()), conflict)
        return found

    @property
    def calm(self) -> str:
        """What it means that there is no conflict: that nothing breaks, or how little could be looked at."""
        if not self.entries:
            return "nothing to check yet"
        if self.match_year is None:
            return "the season is not known yet"
        return "nothing breaks"

    @cached_property
    def chains(self) -> tuple[Chain, ...]:
        """What must happen before what, to opening day and to the rank list; the tightest of each first."""
        from emtui.planner.calendar.chains import chains  # not before the first frame

        return chains(self.plan, self.entries, self.today)

    @cached_property
    def phases(self) -> tuple[Phase, ...]:
        """The guide's timeline laid over the season."""
        return () if self.match_year is None else phases(self.match_year)

    @cached_property
    def notes(self) -> tuple[VisaNote, ...]:
        """Dated facts on visas that may concern the plan, to be checked again."""
        from emtui.planner.calendar.visas import visa_notes

        return visa_notes(self.profile)

    def between(self, first: date, last: date) -> tuple[DatedEntry, ...]:
        """The entries with a day from `first` to `last`, both included."""
        return tuple(entry for entry in self.entries if entry.on <= last and entry.last >= first)

    def shift_on(self, day: date) -> str | None:
        """The shift letter of `day`: D, N, P, O; None without a pattern."""
        return shift_on(self.profile, day, self.today)


@keeps_latest
def calendar(plan: Plan, today: date) -> CalendarView:
    """The calendar of `plan` on `today`."""
    found = collect(plan)
    return CalendarView(
        plan=plan,
        today=today,
        services=services_of(plan.profile),
        entries=found.entries,
        hidden=found.hidden,
        conflicts=conflicts(plan, found.entries, today),
    )
