"""What the demo plans have studied: invented, but graded by the same memory as a real plan."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any, NamedTuple

from emtui.plan import ItemState, Mistake, OwnItem, OwnSection, Plan, Review, StudyDay
from emtui.planner.grading import remembered
from emtui.planner.reviews import Memory, after
from emtui.vocabulary import MistakeReason, Progress

_DAY = timedelta(days=1)
_GRADES = (1, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3, 4, 4)
_LATE = (0, 0, 0, 1)  # days after a review was due
_KNOWN = 40.0  # days of stability from which an item is called done


class _Student(NamedTuple):
    """How one of the three studied: begun `days_ago`, `skipping` so many of ten days since."""

    days_ago: int
    new_a_day: int
    items: int
    skipping: int


_STUDENTS = {1: _Student(44, 4, 150, 1), 2: _Student(38, 4, 110, 3), 3: _Student(56, 3, 140, 2)}

_NOTES = {
    "airway-rsi-doses": "# My order\n\n- weight first, out loud\n- drug, dose, route\n- what if it fails",
    "tox-acetaminophen": "Unknown time means treat.\n\nThe nomogram is for **one** acute dose only.",
    "stroke-lysis": "Ask for the *last known well*, not for when it was found.",
}
_MISTAKES: Sequence[tuple[int, str, MistakeReason, str, int | None, str]] = (
    (1, "beta blocker and cocaine", MistakeReason.MISREAD, "read the last line first", 2, "cardiovascular"),
    (2, "hyponatremia, how fast", MistakeReason.KNOWLEDGE, "card on rates", 0, "renal-reproductive"),
    (4, "third trimester bleeding", MistakeReason.REASONING, "list before looking", -1, "pregnancy"),
    (6, "changed a right answer", MistakeReason.SECOND_GUESSED, "change only for a reason", 5, "respiratory"),
    (9, "two blocks out of time", MistakeReason.TIMING, "flag after 90 seconds", None, "multisystem"),
    (13, "number needed to treat", MistakeReason.KNOWLEDGE, "ten of them by hand", None, "biostatistics"),
)  # fmt: skip


def studied(plan: Plan, number: int, today: date) -> Plan:
    """`plan` with checklist, reviews and mistakes of the demo `number`, as of `today`."""
    from emtui.guide.checklist import checklist  # takes time to load, as fsrs does

    student, chance = _STUDENTS[number], Random(number)
    names = [item.id for section in checklist() for item in section.items if item.id not in _NOTES]
    chance.shuffle(names)
    names[:0] = _NOTES
    skipped = {
        today - back * _DAY for back in range(1, student.days_ago) if chance.random() * 10 < student.skipping
    }
    states: list[ItemState] = []
    reviews: list[Review] = []
    for place, name in enumerate(names[: student.items]):
        begun = today - (student.days_ago - place // student.new_a_day) * _DAY
        given = list(_grades(name, begun, today, skipped, chance))
        if given:
            reviews += given
            states.append(_state(name, given, chance))
    reviews.sort(key=lambda row: row.reviewed_on)
    return replace(
        plan,
        item_states=(
            *states,
            ItemState(item="own-1", progress=Progress.STARTED, started_on=today - 3 * _DAY, confidence=1),
        ),
        reviews=tuple(reviews),
        own_sections=(OwnSection(id=1, title="How I answer"),),
        own_items=(
            OwnItem(
                id=1,
                section="own-1",
                title="Two answers left",
                question="What do I do when two answers are left?",
                know="Go back to the question itself, not to the stem.\nWhich one does the age decide?",
            ),
        ),
        mistakes=tuple(_mistakes(today)),
        study_days=(StudyDay(day=today - 8 * _DAY, excused=True),),
    )


def _grades(name: str, begun: date, today: date, skipped: set[date], chance: Random) -> Iterator[Review]:
    """The grades of one item from the day it was begun up to yesterday."""
    memory: Memory | None = None
    day = begun
    while day < today:
        if day in skipped:
            day += _DAY
            continue
        review = remembered(name, memory, chance.choice(_GRADES), day)
        memory = after(memory, review)
        yield review
        day = review.due + chance.choice(_LATE) * _DAY


def _state(name: str, given: Sequence[Review], chance: Random) -> ItemState:
    last = given[-1]
    return ItemState(
        item=name,
        progress=Progress.DONE if last.stability > _KNOWN else Progress.STARTED,
        started_on=given[0].reviewed_on,
        confidence=min(4, last.grade) if chance.random() < 0.5 else None,
        notes=_NOTES.get(name),
    )


def _mistakes(today: date) -> Iterator[Mistake]:
    """The mistakes, oldest first; those without a day ahead were looked at again."""
    for days_ago, topic, reason, step, ahead, system in reversed(_MISTAKES):
        looked_at: dict[str, Any] = {"revisit_on": today + (ahead or 0) * _DAY}
        if ahead is None:
            looked_at = {"revisit_on": today - 2 * _DAY, "revisited_on": today - 2 * _DAY}
        yield Mistake(
            made_on=today - days_ago * _DAY,
            topic=topic,
            reason=reason,
            next_step=step,
            system=system,
            **looked_at,
        )
