"""What must happen before what, from today to opening day and to the rank list deadline."""

from datetime import date

from emtui.plan import Plan
from emtui.planner.calendar.collect import Collected
from emtui.planner.calendar.entry import Chain


def chains(plan: Plan, found: Collected, today: date) -> tuple[Chain, ...]:
    """The chains of `plan` on `today`, those to opening day first, the tightest of a goal first."""
    return ()
