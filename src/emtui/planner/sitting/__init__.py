"""Sit or delay: candidate exam days side by side, a verdict with its reasons, and what would change it.

The order of verdicts and every threshold is the guide's (rules.toml, sitting.toml). Candidates are compared
at the planned day's spread, so a delay is advised for a gain in the mean, never for more doubt.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from emtui.guide.sitting import sitting_rules
from emtui.plan import Plan
from emtui.planner.milestones import Milestone
from emtui.planner.sitting.case import Option, case_of, latest_days
from emtui.planner.sitting.changes import would_change
from emtui.planner.sitting.reasons import Reason, reasons
from emtui.planner.sitting.verdict import decide
from emtui.vocabulary import Verdict

__all__ = ["Option", "Reason", "Sitting", "sitting"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """The answer: `on` is the day to sit, `missing` what has to be known before there is one.

    `latest_typical` and `latest_safe` are the last exam days whose score is back by `opening`, the day
    programs begin to read; `season_assumed` says that season was taken from the exam day, because no match
    year is set. Moving the appointment is free up to `free_to_move_until`.
    """

    today: date
    planned: date | None
    target: int | None
    verdict: Verdict
    on: date | None
    missing: tuple[str, ...]
    reasons: tuple[Reason, ...]
    would_change: tuple[str, ...]
    opening: Milestone | None
    latest_typical: date | None
    latest_safe: date | None
    season_assumed: bool
    free_to_move_until: date | None
    options: tuple[Option, ...]


def sitting(plan: Plan, today: date) -> Sitting | None:
    """Whether to sit on the planned day, for `plan` on `today`; None once the real score is known."""
    if plan.profile.step2_score is not None:
        return None
    case = case_of(plan, today)
    decision = decide(case)
    planned = plan.profile.step2_date
    assumed = plan.profile.match_year is None and case.opening is not None
    typical, safe = latest_days(case.opening)
    return Sitting(
        today=today,
        planned=planned,
        target=plan.profile.target,
        verdict=decision.verdict,
        on=decision.on,
        missing=tuple(what for _, what in case.missing),
        reasons=tuple(reasons(case, decision, season_assumed=assumed)),
        would_change=would_change(case, decision),
        opening=case.opening,
        latest_typical=typical,
        latest_safe=safe,
        season_assumed=assumed,
        free_to_move_until=None if planned is None else planned - timedelta(days=sitting_rules().free_days),
        options=case.options,
    )
