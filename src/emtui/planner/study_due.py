"""What studying asks for today, for the Today tab: without the checklist, which takes time to load."""

from datetime import date
from typing import NamedTuple

from emtui.guide.shifts import study_rules
from emtui.plan import Plan
from emtui.planner.capacity import Capacity
from emtui.planner.mistakes import is_due
from emtui.planner.pacing import Bank, MissedDays, Pace, Streak, missed_days, pace, streak
from emtui.planner.reviews import review_plan


class StudyDue(NamedTuple):
    """Reviews due today and the `minutes` they take, mistakes to look at again, and the pace of questions.

    `missed` are days to decide on, None without any; `over` is true after exam day.
    """

    reviews: int
    minutes: int
    mistakes: int
    pace: Pace
    missed: MissedDays | None
    streak: Streak
    over: bool


def study_due(plan: Plan, today: date) -> StudyDue:
    """What studying asks for on `today`."""
    room = Capacity(plan, today)
    bank = Bank(plan, today, room)
    reviews = len(review_plan(plan, today, room).today) if plan.item_states else 0
    return StudyDue(
        reviews=reviews,
        minutes=round(reviews * study_rules().review_minutes),
        mistakes=0 if bank.over else sum(is_due(row, today) for row in plan.mistakes),
        pace=pace(bank),
        missed=missed_days(bank),
        streak=streak(bank),
        over=bank.over,
    )
