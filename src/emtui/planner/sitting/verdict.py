"""The verdict: the first that holds, in the guide's order.

No better score of any test may cost the planned day, so whether to sit is judged by the forms and by usual
growth, not by the learner's own trend: a steep trend rests on a low early score. How wide the projection is
counts only where a target is called out of reach.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from emtui import guide
from emtui.guide.sitting import sitting_rules
from emtui.planner.rules.timing import gap_points
from emtui.planner.sitting.case import WEEK, Case
from emtui.vocabulary import Answer, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """Why not to sit on the planned day, by the id of the guide's rule.

    It is gone on a later day that brings `points` more by usual growth and is at least `weeks` later.
    """

    rule: str
    text: str
    points: float = 0.0
    weeks: int = 0

    def gone_by(self, day: date, case: Case) -> bool:
        """Whether a delay to `day` mends it."""
        gain = case.usual_growth(day) - case.usual_growth(case.planned)
        return gain >= self.points and day >= case.planned + self.weeks * WEEK


class Decision(NamedTuple):
    """A verdict, the day to sit (None where that cannot be said), and what speaks against the planned day."""

    verdict: Verdict
    on: date | None
    concerns: tuple[Concern, ...]


def decide(case: Case) -> Decision:
    """The first verdict that holds."""
    if case.missing:
        return Decision(Verdict.NOT_ENOUGH_DATA, None, ())
    concerns = tuple(_concerns(case))
    if _out_of_reach(case):
        return Decision(Verdict.CHANGE_TARGET, case.planned, concerns)
    if not concerns or not case.later:
        return Decision(Verdict.SIT, case.planned, concerns)
    mending = (day for day in case.later if all(concern.gone_by(day, case) for concern in concerns))
    return Decision(Verdict.DELAY, next(mending, case.later[-1]), concerns)


def sits(case: Case) -> bool:
    """Whether the verdict is to sit, where nothing is missing; quick where something speaks against it."""
    speaks_against = case.later and next(_concerns(case), None) is not None
    return not speaks_against and not _out_of_reach(case)


def _out_of_reach(case: Case) -> bool:
    """Whether the target is unlikely on the planned day and on every candidate up to the outer date."""
    return all(case.chance(case.target, day) < sitting_rules().hopeless_below for day in case.in_season)


def _concerns(case: Case) -> Iterator[Concern]:
    near = _no_form_near(case)
    if near is not None:
        yield near
    gap = _far_below(case, alone=near is None)
    if gap is not None:
        yield gap
    if case.facts.profile.fixable_weakness is Answer.YES:
        text = f"you named a weakness that can be mended; {_days_left(case)}"
        yield Concern(rule="delay-fixable", text=text, weeks=sitting_rules().fixable_weeks)


def _no_form_near(case: Case) -> Concern | None:
    """A form near the target is due where the exam is soon, or where growth until then brings none."""
    limits = guide.thresholds()
    soon = case.facts.days_left <= limits.soon_days
    if not case.levels:
        text = f"no official form in the last {limits.counted_form_days} days; {_days_left(case)}"
        return Concern(rule="nbme-near", text=text, weeks=1) if soon else None  # a week makes room for one
    best = max(case.levels)
    points = case.target - limits.near - best - (0 if soon else case.usual_growth(case.planned))
    text = f"no form near {case.target}: the best reads {best:.0f}; {_days_left(case)}"
    return Concern(rule="nbme-near", text=text, points=points) if points > 0 else None


def _far_below(case: Case, *, alone: bool) -> Concern | None:
    """The last forms are all far below the target; less far where exam day is projected short too.

    Where this `alone` speaks against the day, usual growth takes the place of the learner's own.
    """
    limits = guide.thresholds()
    last = case.levels[: limits.consistent_forms]
    if len(last) < 2 or max(last) >= case.target - limits.gap:
        return None
    assert case.projection is not None
    usual = max(last) + case.usual_growth(case.planned) + case.projection.shift
    points = gap_points(max(last), case.target, usual if alone else case.projection.mean)
    text = f"the last {len(last)} forms are {case.target - max(last):.0f} or more below {case.target}"
    return Concern(rule="delay-gap", text=text, points=points) if points > 0 else None


def _days_left(case: Case) -> str:
    days = case.facts.days_left
    return "1 day is left" if days == 1 else f"{days} days are left"
