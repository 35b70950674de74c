"""What cannot hold as planned, and the way out."""

from datetime import date

from emtui.plan import Plan
from emtui.planner.calendar.collect import Collected
from emtui.planner.calendar.entry import Conflict


def conflicts(plan: Plan, found: Collected, today: date) -> tuple[Conflict, ...]:
    """The conflicts of `plan` on `today`, those that break something first."""
    return ()
