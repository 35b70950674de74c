"""The SLOEs of a plan: which are there, which are on their way."""

from collections.abc import Iterable

from emtui.guide.letters import letter_kinds
from emtui.plan import Letter, Plan
from emtui.planner.calendar.entry import DatedEntry
from emtui.planner.counted import sloes_known


def sloes_there(plan: Plan) -> int:
    """How many SLOEs from emergency medicine there are, as far as the plan says."""
    return sloes_known(plan) or 0


def coming_sloes(entries: Iterable[DatedEntry]) -> list[DatedEntry]:
    """The SLOEs from emergency medicine on their way, the soonest first."""
    kinds = letter_kinds()
    return [
        entry
        for entry in entries
        if entry.id.startswith("sloe:") or (isinstance(entry.row, Letter) and kinds[entry.row.kind].em_sloe)
    ]
