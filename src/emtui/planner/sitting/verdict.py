"""The verdict: the first that holds, in the guide's order.

Whether to sit is judged by the forms and by usual growth, not by the learner's own trend: a steep trend rests
on a low early score, and a higher one would then cost the planned day. The gap looks at the projection too,
but forms that far below are never near. How wide the projection is counts only where a target is called out
of reach.
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
    speaks_against = next(_concerns(case), None) is not None
    return not (speaks_against and case.later) and not _out_of_reach(case)


def _out_of_reach(case: Case) -> bool:
    """Whether the target is unlikely on the planned day and on every candidate up to the outer date."""
    return all(case.chance(case.target, day) < sitting_rules().hopeless_below for day in case.in_season)


def _concerns(case: Case) -> Iterator[Concern]:
    last = case.levels[: guide.thresholds().consistent_forms]
    if len(last) > 1 and (points := _gap(case, max(last))) > 0:
        text = f"the last {len(last)} forms are {case.target - max(last):.0f} or more below {case.target}"
        yield Concern(rule="delay-gap", text=text, points=points)
    yield from _no_form_near(case)
    if case.facts.profile.fixable_weakness is Answer.YES:
        text = f"you named a weakness that can be mended; {_days_left(case)}"
        yield Concern(rule="delay-fixable", text=text, weeks=sitting_rules().fixable_weeks)


def _gap(case: Case, best: float) -> float:
    """How many points forms that read `best` lack for their gap to be no reason to delay."""
    if best >= case.target - guide.thresholds().gap:
        return 0.0  # whatever is projected
    assert case.projection is not None
    return gap_points(best, case.target, case.projection.mean)


def _no_form_near(case: Case) -> Iterator[Concern]:
    """A form near the target is due where the exam is soon, or where growth until then brings none."""
    limits = guide.thresholds()
    soon = case.facts.days_left <= limits.soon_days
    if not case.levels:
        if soon:
            text = f"no official form in the last {limits.counted_form_days} days; {_days_left(case)}"
            yield Concern(rule="nbme-near", text=text, weeks=1)  # which makes room for one
        return
    best = max(case.levels)
    points = case.target - limits.near - best - (0 if soon else case.usual_growth(case.planned))
    if points > 0:
        text = f"no form near {case.target}: the best reads {best:.0f}; {_days_left(case)}"
        yield Concern(rule="nbme-near", text=text, points=points)


def _days_left(case: Case) -> str:
    days = case.facts.days_left
    return "1 day is left" if days == 1 else f"{days} days are left"
