"""When to sit Step 2 CK: limits of the season, forms near the target, reasons to delay."""

from math import inf

from emtui import guide
from emtui.dates import show_date
from emtui.planner.rules.facts import PRACTICE_TESTS, Facts, Fires, Outcome, asks
from emtui.vocabulary import Answer


def start_early(facts: Facts) -> Outcome:
    """The year before the application year, with Step 2 CK ahead."""
    if facts.taken:
        return None
    if facts.application_year is None:
        return asks("match_year")
    if facts.today.year >= facts.application_year:
        return None
    return Fires(f"applications go out in {facts.application_year}")


def sit_by(facts: Facts) -> Outcome:
    """The planned exam day is later than the guide's limits in the application year."""
    if facts.taken:
        return None
    if facts.exam_day is None:
        return asks("step2_date")
    if facts.application_year is None:
        return asks("match_year")
    limits = guide.thresholds()
    for limit, name in (
        (limits.sit_by_outer, "the outer edge"),
        (limits.sit_by_guideline, "the guideline"),
        (limits.sit_by_aim, "the aim"),
    ):
        last = limit.of(facts.application_year)
        if facts.exam_day > last:
            return Fires(f"{(facts.exam_day - last).days} d past {show_date(last, facts.today)}, {name}")
    return None


def nbme_near(facts: Facts) -> Outcome:
    """No counted form is near the target."""
    return _no_form_from(facts, guide.thresholds().near)


def nbme_target(facts: Facts) -> Outcome:
    """No counted form is in the target range."""
    return _no_form_from(facts, 0)


def delay_gap(facts: Facts) -> Outcome:
    """The last counted forms are all far below the target."""
    if facts.taken:
        return None
    missing = _sitting_unknowns(facts)
    if missing:
        return asks(*missing)
    limits, target = guide.thresholds(), facts.profile.target
    last = facts.counted_forms[: limits.consistent_forms]
    if len(last) < 2 or target is None:
        return None
    best = max(row.level for row in last)
    if gap_points(best, target, facts.scores.figures.mean) <= 0:
        return None
    return Fires(f"the last {len(last)} forms are {target - best:.0f} or more below {target}")


def gap_points(best: float, target: int, projected: float | None) -> float:
    """How many points higher forms that read `best` had to be for their gap to be no reason to delay.

    Above 0 it is one: far below `target`, or less far where what is `projected` for exam day is short too.
    """
    limits = guide.thresholds()
    gap = target - best
    short = -inf if projected is None else target - projected - limits.gap_projection
    return min(gap - limits.gap, max(gap - limits.gap_far, short))


def delay_fixable(facts: Facts) -> Outcome:
    """The user names a clear weakness that a few weeks can mend."""
    if facts.taken or facts.profile.fixable_weakness is Answer.NO:
        return None
    if facts.profile.fixable_weakness is not Answer.YES:
        return asks("fixable_weakness")
    if facts.exam_day is None:
        return asks("step2_date")
    return Fires(f"you named one; {facts.days_left} days are left")


def _no_form_from(facts: Facts, below: int) -> Outcome:
    """Fires where no counted form reads at least the target less `below` points."""
    if facts.taken:
        return None
    missing = _sitting_unknowns(facts)
    target = facts.profile.target
    if missing or target is None:
        return asks(*missing)
    best = max((row.level for row in facts.counted_forms), default=None)
    if best is None:
        age = guide.thresholds().counted_form_days
        return Fires(f"no official form in the last {age} days; {facts.days_left} left")
    if best >= target - below:
        return None
    return Fires(f"best is {best:.0f}, {facts.days_left} days left")


def _sitting_unknowns(facts: Facts) -> tuple[str, ...]:
    """What has to be known before forms can be held against the target."""
    missing = []
    if facts.exam_day is None:
        missing.append("step2_date")
    if facts.profile.target is None:
        missing.append("target")
    if not facts.forms:
        missing.append(PRACTICE_TESTS)
    return tuple(missing)
