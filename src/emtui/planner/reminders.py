"""What is due soon, for a line a day from cron."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from emtui.plan import Plan
from emtui.planner.calendar import CalendarView, Conflict, DatedEntry, What, calendar
from emtui.vocabulary import EntryKind, Exam

DAY = timedelta(days=1)
SOON_DAYS = 7
CONFLICT_DAYS = 60


class Reminder(NamedTuple):
    """Something due: an entry `days` from today, or a conflict that is near, or one that has begun."""

    days: int
    entry: DatedEntry | None
    conflict: Conflict | None = None


def reminders(plan: Plan, today: date, days: int = SOON_DAYS) -> tuple[Reminder, ...]:
    """What `plan` has within `days` of `today`, the soonest first, then conflicts that are near."""
    view = calendar(plan, today)
    coming = [
        Reminder((entry.on - today).days, entry)
        for entry in view.between(today, today + days * DAY)
        if entry.on >= today and _matters(entry, view)
    ]
    return (*coming, *(Reminder(days, None, conflict) for days, conflict in _near(view)))


def _matters(entry: DatedEntry, view: CalendarView) -> bool:
    """Whether an entry asks for something to be done, or to be there."""
    profile = view.profile
    if entry.field == "step2_date" and profile.step2_score is not None:
        return False
    if entry.field == "oet_date" and profile.oet_result is Exam.PASS:
        return False
    if entry.field == "step3_date" and profile.step3 is Exam.PASS:
        return False
    return not (entry.what is What.OWN and getattr(entry.row, "kind", None) is EntryKind.STUDY)


def _near(view: CalendarView) -> Iterator[tuple[int, Conflict]]:
    """The conflicts with a date in the next weeks, or one that is over already."""
    for conflict in view.conflicts:
        days = [(view.by_id[name].last - view.today).days for name in conflict.entries if name in view.by_id]
        soonest = min((ahead for ahead in days if ahead >= 0), default=0)
        if soonest <= CONFLICT_DAYS:
            yield soonest, conflict
