"""Everything the calendar shows of one plan on one day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from emtui.plan import Plan, Profile
from emtui.planner.calendar.chains import chains
from emtui.planner.calendar.collect import Collected, collect
from emtui.planner.calendar.conflicts import conflicts
from emtui.planner.calendar.entry import Chain, Conflict, DatedEntry, VisaNote
from emtui.planner.calendar.visas import visa_notes
from emtui.planner.milestones import Phase, phases, services_of
from emtui.planner.shifts import shift_on
from emtui.vocabulary import Service


@dataclass(frozen=True, kw_only=True)
class CalendarView:
    """The entries, earliest first and of one day the longest first, and what is made of them.

    `hidden` are milestones the user took off the calendar. Without `match_year` there are no milestones, no
    phases and no chains. `notes` are dated facts on visas to be checked again.
    """

    today: date
    profile: Profile
    match_year: int | None
    services: tuple[Service, ...]
    exam_day: date | None
    entries: tuple[DatedEntry, ...]
    hidden: tuple[DatedEntry, ...]
    conflicts: tuple[Conflict, ...]
    chains: tuple[Chain, ...]
    phases: tuple[Phase, ...]
    notes: tuple[VisaNote, ...]

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

    def between(self, first: date, last: date) -> tuple[DatedEntry, ...]:
        """The entries with a day from `first` to `last`, both included."""
        return tuple(entry for entry in self.entries if entry.on <= last and entry.last >= first)

    def shift_on(self, day: date) -> str | None:
        """The shift letter of `day`: D, N, P, O; None without a pattern."""
        return shift_on(self.profile, day, self.today)


def calendar(plan: Plan, today: date) -> CalendarView:
    """The calendar of `plan` on `today`."""
    profile = plan.profile
    found: Collected = collect(plan, today)
    year = profile.match_year
    return CalendarView(
        today=today,
        profile=profile,
        match_year=year,
        services=services_of(profile),
        exam_day=profile.step2_date,
        entries=found.entries,
        hidden=found.hidden,
        conflicts=conflicts(plan, found, today),
        chains=chains(plan, found, today),
        phases=() if year is None else phases(year),
        notes=visa_notes(profile),
    )
