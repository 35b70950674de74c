"""What a grade does to the memory of a checklist item, and when the item comes round after it."""

from datetime import UTC, date, datetime, time
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from emtui.errors import Refused
from emtui.guide.shifts import study_rules
from emtui.plan import Plan, Review
from emtui.planner.capacity import Capacity
from emtui.planner.reviews import Memory, horizon, memories_of, review_plan

if TYPE_CHECKING:
    from fsrs import Scheduler

GRADES = (1, 2, 3, 4)


class Outcome(NamedTuple):
    """What grading an item 1 again, 2 hard, 3 good or 4 easy leads to.

    `review` is the row to store; `on` the day it comes round then, None where nothing is planned before the
    exam any more; `capped` if the exam brings it round earlier than memory alone would, or not at all.
    """

    grade: int
    review: Review
    on: date | None
    capped: bool


def outcomes(plan: Plan, item: str, today: date) -> tuple[Outcome, ...]:
    """What each of the four grades for `item` would do, given on `today`; the first call imports fsrs."""
    room, memories = Capacity(plan, today), memories_of(plan, today)
    last_day = horizon(plan, today).last_day
    found = []
    for grade in GRADES:
        review = remembered(item, memories.get(item), grade, today)
        on = review_plan(plan, today, room, memories=memories, graded=review).on.get(item)
        found.append(Outcome(grade, review, on, last_day is not None and review.due > last_day))
    return tuple(found)


def review_of(plan: Plan, item: str, grade: int, today: date) -> Review:
    """The row to store for `grade` (1 again, 2 hard, 3 good, 4 easy) given to `item`; raise Refused."""
    if grade not in GRADES:
        raise Refused(f"grade {grade} is not possible; accepted: 1 again, 2 hard, 3 good, 4 easy")
    return remembered(item, memories_of(plan, today).get(item), grade, today)


def remembered(item: str, memory: Memory | None, grade: int, today: date) -> Review:
    """The memory after `grade`, reckoned by FSRS-6 from day to day: a day begins at noon, UTC."""
    from fsrs import Card, Rating, State  # imports for 50 ms, so only where a grade is given

    card = Card(card_id=1, due=_noon(today))
    if memory is not None:
        card = Card(
            card_id=1,
            state=State.Review,
            stability=memory.stability,
            difficulty=memory.difficulty,
            due=_noon(memory.due),
            last_review=_noon(memory.last),
        )
    graded, _ = _scheduler().review_card(card, Rating(grade), _noon(today))
    assert graded.stability is not None
    assert graded.difficulty is not None
    return Review(
        item=item,
        reviewed_on=today,
        grade=grade,
        stability=graded.stability,
        difficulty=graded.difficulty,
        due=graded.due.date(),
    )


@cache
def _scheduler() -> "Scheduler":
    """FSRS as it is used here: whole days, nothing at random."""
    from fsrs import Scheduler

    rules = study_rules()
    return Scheduler(
        desired_retention=rules.retention,
        learning_steps=(),
        relearning_steps=(),
        enable_fuzzing=False,
        maximum_interval=rules.longest_interval,
    )


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)
