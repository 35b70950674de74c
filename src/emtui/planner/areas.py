"""What question blocks say of each area of the exam: accuracy with its interval, trend, and what it costs."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt
from statistics import NormalDist
from typing import NamedTuple

from emtui import guide
from emtui.guide.shifts import StudyRules, study_rules
from emtui.plan import QuestionBlock
from emtui.vocabulary import Trend


class Interval(NamedTuple):
    """From `low` to `high`, both 0 to 1, or -1 to 1 where it is of a difference."""

    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaRow:
    """One area of the exam outline with the questions done in it; shares 0 to 1, None without questions.

    `low` to `high` is the 95 % interval of `accuracy`. `recent` is the accuracy of the last four weeks,
    `before` that of all before, `change` the 95 % interval of the difference and `trend` what it says.
    `share` is the area's part of the exam (middle of the outline's range, 0 to 1); `cost` is how many of 100
    exam questions it is likely to lose, which is what areas are ordered by.
    """

    system: str
    name: str
    slice: bool
    questions: int
    correct: int
    accuracy: float | None
    low: float | None
    high: float | None
    recent: float | None
    before: float | None
    change: Interval | None
    trend: Trend
    share: float
    cost: float | None


class Tally(NamedTuple):
    """Questions done and how many of them were right."""

    questions: int = 0
    correct: int = 0

    @property
    def share(self) -> float | None:
        return self.correct / self.questions if self.questions else None


def areas(blocks: Iterable[QuestionBlock], today: date) -> tuple[AreaRow, ...]:
    """Every slice of the exam and what else was practised, the costliest first, the untouched last.

    An area's likely accuracy is drawn towards that of all questions, so that 3 of 10 wrong in a small area
    do not outweigh 200 of 500 in a large one. Other cuts through the exam (surgery) come after its slices.
    """
    rules = study_rules()
    since = today - timedelta(days=rules.recent_days)
    done = [block for block in blocks if block.done_on <= today]
    recent = _tallies(block for block in done if block.done_on > since)
    before = _tallies(block for block in done if block.done_on <= since)
    overall = _sum((*recent.values(), *before.values()))
    rows = [
        _row(system, recent.get(system.id, Tally()), before.get(system.id, Tally()), overall.share, rules)
        for system in guide.systems().values()
        if system.kind == "system" or system.id in recent or system.id in before
    ]
    return tuple(sorted(rows, key=lambda row: (row.cost is None, not row.slice, -(row.cost or row.share))))


def _tallies(blocks: Iterable[QuestionBlock]) -> dict[str | None, Tally]:
    """The questions by area; those of no one area under None."""
    questions: Counter[str | None] = Counter()
    correct: Counter[str | None] = Counter()
    for block in blocks:
        questions[block.system] += block.questions
        correct[block.system] += block.correct
    return {system: Tally(number, correct[system]) for system, number in questions.items()}


def _sum(tallies: Collection[Tally]) -> Tally:
    return Tally(sum(row.questions for row in tallies), sum(row.correct for row in tallies))


def wilson(correct: int, questions: int, confidence: float) -> Interval:
    """Wilson's score interval of a share, without continuity correction (Wilson, JASA 1927; 22: 209-212)."""
    z = _z(confidence)
    share, spread = correct / questions, z * z / questions
    middle = (share + spread / 2) / (1 + spread)
    half = z * sqrt((share * (1 - share) + spread / 4) / questions) / (1 + spread)
    low, high = max(0.0, middle - half), min(1.0, middle + half)
    return Interval(low if correct else 0.0, high if correct < questions else 1.0)  # exact at the ends


def difference(now: Tally, then: Tally, confidence: float) -> Interval:
    """The interval of `now`'s share less `then`'s (Newcombe, Stat Med 1998; 17: 873-890, method 10)."""
    share_now, share_then = now.correct / now.questions, then.correct / then.questions
    one, two = (
        wilson(now.correct, now.questions, confidence),
        wilson(then.correct, then.questions, confidence),
    )
    gap = share_now - share_then
    return Interval(
        gap - sqrt((share_now - one.low) ** 2 + (two.high - share_then) ** 2),
        gap + sqrt((one.high - share_now) ** 2 + (share_then - two.low) ** 2),
    )


def _row(
    system: guide.System, recent: Tally, before: Tally, overall: float | None, rules: StudyRules
) -> AreaRow:
    whole = _sum((recent, before))
    interval = wilson(whole.correct, whole.questions, rules.confidence) if whole.questions else None
    change = None
    if min(recent.questions, before.questions) >= rules.few_questions:
        change = difference(recent, before, rules.confidence)
    share, cost = system.mid / 100, None
    if whole.questions and overall is not None:
        likely = (whole.correct + rules.prior_questions * overall) / (whole.questions + rules.prior_questions)
        cost = system.mid * (1 - likely)
    return AreaRow(
        system=system.id,
        name=system.name,
        slice=system.kind == "system",
        questions=whole.questions,
        correct=whole.correct,
        accuracy=whole.share,
        low=interval.low if interval else None,
        high=interval.high if interval else None,
        recent=recent.share,
        before=before.share,
        change=change,
        trend=_trend(change),
        share=share,
        cost=cost,
    )


def _trend(change: Interval | None) -> Trend:
    if change is None:
        return Trend.TOO_FEW
    if change.low > 0:
        return Trend.UP
    return Trend.DOWN if change.high < 0 else Trend.LEVEL


def _z(confidence: float) -> float:
    return NormalDist().inv_cdf((1 + confidence) / 2)
