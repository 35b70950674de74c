"""The calendar: every date of the plan and of its season, what hangs on what, and what breaks.

`calendar` is reckoned once a plan; a screen asks its answer for the days it shows (`between`). `move` and
its like say what a change would do before it is made: `Preview.edits` go to `Store.edit`.
"""

from importlib import import_module
from typing import TYPE_CHECKING

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
from emtui.planner.calendar.view import CalendarView, calendar

if TYPE_CHECKING:
    from emtui.planner.calendar.moving import Preview, Shifted, hide, move, place, revert, stretch

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


def __getattr__(name: str) -> object:
    """What moves dates is imported where it is asked for: Today, which needs none of it, comes first."""
    if name in __all__:
        return getattr(import_module(f"{__name__}.moving"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
