"""One sitting of reviews: which card comes next, and what was graded, read off the plan itself."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from emtui.plan import Plan, Review

AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4


class Session(NamedTuple):
    """How far a sitting has come.

    `waiting` are the cards still to come, the next one first: those not seen yet, then those last graded
    again, in the order they were. `done` are the others. `grades` counts every grade given, `last` is the
    newest.
    """

    waiting: tuple[str, ...]
    done: tuple[str, ...]
    grades: Mapping[int, int]
    last: Review | None


def newest_review(plan: Plan) -> int:
    """The number of the newest review there is: a sitting begins after it."""
    return max((review.id or 0 for review in plan.reviews), default=0)


def session(plan: Plan, queue: Sequence[str], began_after: int, today: date) -> Session:
    """The sitting over the items in `queue` that began after the review numbered `began_after`.

    Nothing of it is kept elsewhere, so that taking a grade back brings its card back.
    """
    cards = frozenset(queue)
    given = [
        review
        for review in plan.reviews
        if (review.id or 0) > began_after and review.reviewed_on == today and review.item in cards
    ]
    given.sort(key=lambda review: review.id or 0)
    last = {review.item: review for review in given}
    again = [item for item, review in last.items() if review.grade == AGAIN]
    again.sort(key=lambda item: last[item].id or 0)
    return Session(
        waiting=(*(item for item in queue if item not in last), *again),
        done=tuple(item for item in queue if item in last and last[item].grade != AGAIN),
        grades=Counter(review.grade for review in given),
        last=given[-1] if given else None,
    )
