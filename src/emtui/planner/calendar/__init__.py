"""The calendar: every date of the plan and of its season, what hangs on what, and what breaks.

`calendar` is reckoned once a plan; a screen asks its answer for the days it shows (`between`). `move` and
its like say what a change would do before it is made: `Preview.edits` go to `Store.edit`.
"""

from emtui.planner.calendar.entry import (
    CONFLICT,
    LOOK,
    Chain,
    ChainStep,
    Conflict,
    DatedEntry,
    VisaNote,
    What,
)
from emtui.planner.calendar.moving import Preview, Shifted, hide, move, place, revert, stretch
from emtui.planner.calendar.view import CalendarView, calendar

__all__ = [
    "CONFLICT",
    "LOOK",
    "CalendarView",
    "Chain",
    "ChainStep",
    "Conflict",
    "DatedEntry",
    "Preview",
    "Shifted",
    "VisaNote",
    "What",
    "calendar",
    "hide",
    "move",
    "place",
    "revert",
    "stretch",
]
