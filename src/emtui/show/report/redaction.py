"""What a report leaves out: the plan without it, so that nothing further on can give it away."""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any

from emtui.errors import Refused
from emtui.plain import quoted
from emtui.plan import TABLES, Assumptions, Plan


class Part(StrEnum):
    """What can be hidden."""

    NAME = "name"
    SCORES = "scores"
    VISA = "visa"
    ATTEMPTS = "attempts"


Hidden = frozenset[Part]

ALL = "all"
EVERYTHING: Hidden = frozenset(Part)

_PROFILE: Mapping[Part, tuple[str, ...]] = {
    Part.NAME: ("name", "school"),
    Part.SCORES: ("step1_score", "step2_score", "target"),
    Part.VISA: ("citizenship", "visa", "petition_from", "waiver_open", "in_us_until"),
    Part.ATTEMPTS: (
        *("step1", "step1_attempts", "step1_score", "weak_step1"),
        *("step2_attempts", "step3", "step3_date"),
    ),
}

_KEPT = frozenset({"rotations", "letters", "programs", "interviews", "item_states", "question_blocks"})
"""Tables that a redacted report still counts in; of the others it has nothing, least of all free text."""

_TESTS = frozenset({"practice_tests", "system_scores", "own_instruments", "assumptions"})
"""What the projection is made of; a report that tells scores has it, without the notes."""

_UNUSED = ("regions", "question_bank")  # free text that no report tells


def read_hidden(text: str) -> Hidden:
    """The parts that `text` names, such as `name,scores` or `all`; raise Refused naming what is accepted."""
    found = set()
    for word in text.replace(",", " ").split():
        if word.lower() == ALL:
            return EVERYTHING
        try:
            found.add(Part(word.lower()))
        except ValueError:
            raise Refused(f"{quoted(word)} cannot be hidden; accepted: {', '.join(Part)}, {ALL}") from None
    return frozenset(found)


def hide(plan: Plan, hidden: Hidden) -> Plan:
    """`plan` without what is hidden, as if it had never been known.

    With anything hidden, whatever the user wrote freely goes too: a note may say what a field does not.
    """
    if not hidden:
        return plan
    keys = [*_UNUSED, *(key for part in hidden for key in _PROFILE[part])]
    kept = _KEPT if Part.SCORES in hidden else _KEPT | _TESTS
    gone: dict[str, Any] = {table: () for table in TABLES if table not in kept}
    if Part.SCORES in hidden:
        gone["assumptions"] = Assumptions()
    profile: dict[str, Any] = dict.fromkeys(keys)
    return replace(plan, profile=replace(plan.profile, **profile), **gone)
