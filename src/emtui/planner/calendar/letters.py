"""The SLOEs of a plan: which are there, which are on their way."""

from collections.abc import Iterable

from emtui.plan import Letter, Plan
from emtui.planner.calendar.entry import DatedEntry
from emtui.vocabulary import LetterKind, LetterState

EM_SLOES = frozenset({LetterKind.ESLOE, LetterKind.NON_RESIDENCY, LetterKind.SUB_SPECIALTY})


def uploaded(letter: Letter) -> bool:
    """Whether a letter is in the application service."""
    return letter.state is LetterState.UPLOADED


def sloes_there(plan: Plan) -> int:
    """How many SLOEs from emergency medicine there are: as the profile says, else those uploaded."""
    if plan.profile.em_sloes is not None:
        return plan.profile.em_sloes
    return sum(uploaded(letter) and letter.kind in EM_SLOES for letter in plan.letters)


def coming_sloes(entries: Iterable[DatedEntry]) -> list[DatedEntry]:
    """The SLOEs from emergency medicine on their way, the soonest first."""
    return [
        entry
        for entry in entries
        if entry.id.startswith("sloe:") or (isinstance(entry.row, Letter) and entry.row.kind in EM_SLOES)
    ]
