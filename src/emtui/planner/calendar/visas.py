"""Dated facts on visas that may concern a plan, each to be checked again; never law."""

from emtui.plan import Profile
from emtui.planner.calendar.entry import VisaNote


def visa_notes(profile: Profile) -> tuple[VisaNote, ...]:
    """The notes on visas, those that may concern `profile` first."""
    return ()
