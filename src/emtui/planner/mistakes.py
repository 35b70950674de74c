"""Questions got wrong: why, and which are to be looked at again."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from emtui import guide
from emtui.plan import Mistake
from emtui.vocabulary import MistakeReason


class MistakeRow(NamedTuple):
    """One mistake, `due` where its day to look again has come; `system_name` None where none was said."""

    mistake: Mistake
    system_name: str | None
    due: bool


class ReasonCount(NamedTuple):
    """How many mistakes had this reason (None: not said), and how many of them wait to be looked at again."""

    reason: MistakeReason | None
    mistakes: int
    waiting: int


class MistakesView(NamedTuple):
    """All mistakes: those due first, the longest waiting first, then the others, newest first.

    `reasons` are the commonest first; `due` is how many are to be looked at today.
    """

    rows: tuple[MistakeRow, ...]
    reasons: tuple[ReasonCount, ...]
    due: int


def is_due(mistake: Mistake, today: date) -> bool:
    """Whether `mistake` is to be looked at again by `today`."""
    return mistake.revisited_on is None and mistake.revisit_on is not None and mistake.revisit_on <= today


def mistakes(found: Iterable[Mistake], today: date) -> MistakesView:
    """The mistakes as seen on `today`."""
    outline = guide.systems()
    rows = [
        MistakeRow(
            mistake=mistake,
            system_name=outline[mistake.system].name
            if mistake.system and mistake.system in outline
            else None,
            due=is_due(mistake, today),
        )
        for mistake in found
    ]
    return MistakesView(
        rows=tuple(sorted(rows, key=_order)),
        reasons=_reasons(rows),
        due=sum(row.due for row in rows),
    )


def _order(row: MistakeRow) -> tuple[bool, int, int]:
    """Due ones by their day; the others newest first."""
    day = row.mistake.revisit_on if row.due else row.mistake.made_on
    number = (day or row.mistake.made_on).toordinal()
    return (not row.due, number if row.due else -number, -(row.mistake.id or 0))


def _reasons(rows: Iterable[MistakeRow]) -> tuple[ReasonCount, ...]:
    counts: dict[MistakeReason | None, tuple[int, int]] = {}
    for row in rows:
        mistakes, waiting = counts.get(row.mistake.reason, (0, 0))
        waits = row.mistake.revisit_on is not None and row.mistake.revisited_on is None
        counts[row.mistake.reason] = (mistakes + 1, waiting + waits)
    return tuple(
        ReasonCount(reason=reason, mistakes=number, waiting=waiting)
        for reason, (number, waiting) in sorted(counts.items(), key=lambda pair: -pair[1][0])
    )
