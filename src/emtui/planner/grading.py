"""What a grade does to the memory of a checklist item, and when the item comes round after it."""

from datetime import date
from typing import NamedTuple

from emtui.plan import Plan, Review


class Outcome(NamedTuple):
    """What grading an item 1 again, 2 hard, 3 good or 4 easy leads to.

    `review` is the row to store; `on` the day it comes round then, None where nothing is planned before the
    exam any more; `capped` if the exam brings it round earlier than memory alone would, or not at all.
    """

    grade: int
    review: Review
    on: date | None
    capped: bool


def outcomes(plan: Plan, item: str, today: date) -> tuple[Outcome, Outcome, Outcome, Outcome]:
    """What each of the four grades for `item` would do, given on `today`; the first call imports fsrs."""
    raise NotImplementedError
