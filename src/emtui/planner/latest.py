"""The last answer of a planner function: several views ask the same in one round."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import TypeVar

from emtui.plan import Plan

Answer = TypeVar("Answer")


def keeps_latest(reckon: Callable[[Plan, date], Answer]) -> Callable[[Plan, date], Answer]:
    """Reckon anew only for another plan or day; a plan is told by identity, comparing rows would cost more.

    Only for pure functions whose answer nobody changes.
    """
    latest: tuple[Plan, date, Answer] | None = None

    @wraps(reckon)
    def answer(plan: Plan, today: date) -> Answer:
        nonlocal latest
        known = latest  # read once: the store's thread may ask too
        if known is None or known[0] is not plan or known[1] != today:
            latest = known = (plan, today, reckon(plan, today))
        return known[2]

    return answer
