"""What people use now, as formulas: each takes the same tests and gives a score for exam day.

The sources are in docs/readiness.md. A peer reads a test as printed, without the guide's offsets; percentages
are first turned into points the guide's way. Where a peer publishes a range, `half_width` is half of it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import exp, sqrt
from statistics import fmean, linear_regression

from benchmarks.learners import Learner
from emtui import guide


@dataclass(frozen=True)
class Printed:
    """One test as a peer sees it: points as printed, days before the exam, days before today."""

    instrument: str
    points: float
    days: int
    age: int


Tests = Sequence[Printed]


@dataclass(frozen=True)
class Peer:
    """A formula people use; `half_width` is None where it gives no range."""

    name: str
    score: Callable[[Tests], float]
    half_width: Callable[[Tests], float] | None = None


def printed(learner: Learner) -> list[Printed]:
    """The learner's tests as printed, oldest first."""
    rows = []
    for reading in learner.readings:
        instrument = guide.instruments()[reading.instrument]
        points = instrument.on_scale(reading.score) + instrument.offset
        days = (learner.exam_day - reading.taken_on).days
        rows.append(Printed(reading.instrument, points, days, (learner.today - reading.taken_on).days))
    return rows


def last_score(tests: Tests) -> float:
    """The last score."""
    return tests[-1].points


def mean_of_last_two(tests: Tests) -> float:
    """The mean of the last two scores."""
    return fmean(test.points for test in tests[-2:])


def straight_line(tests: Tests) -> float:
    """The least-squares line carried to exam day; the last score where there is no line."""
    if len({test.days for test in tests}) < 2:
        return last_score(tests)
    line = linear_regression([-test.days for test in tests], [test.points for test in tests])
    return min(300.0, max(1.0, line.intercept))


def recency_weighted(tests: Tests) -> float:
    """The mean weighted by exp(-days/30), days before the exam: Step Gunner's anchor."""
    return _weighted((exp(-test.days / 30), test.points) for test in tests)


def step_gunner(tests: Tests) -> float:
    """250 + 0.79·(anchor - 250) + 9, kept between 200 and 280."""
    return min(280.0, max(200.0, 250 + 0.79 * (recency_weighted(tests) - 250) + 9))


def step_gunner_half_width(tests: Tests) -> float:
    """By the days from the last test to the exam, more for an anchor up to 218; meant as 60-68 %."""
    days = tests[-1].days
    width = 7.0 if days < 15 else 11.0 if days <= 30 else 15.0 if days <= 56 else 18.0
    return max(width + 4, 15.0) if recency_weighted(tests) <= 218 else width


def tackett(tests: Tests) -> float:
    """292 - (292 - last score)·0.987527^days, fitted to Step 1."""
    left: float = 0.987527 ** tests[-1].days
    return 292 - (292 - tests[-1].points) * left


_QUALITY = {"uwsa-1": 0.85, "amboss-sa": 0.75}
_TOO_HIGH = {"uwsa-1": 5.0, "uwsa-2": 2.0}


def nbmecalc(tests: Tests) -> float:
    """The mean weighted by exp(-age/30) and the kind of test, UWSA 1 lowered by 5 and UWSA 2 by 2."""
    return _weighted(
        (
            exp(-test.age / 30) * _QUALITY.get(test.instrument, 1.0),
            test.points - _TOO_HIGH.get(test.instrument, 0.0),
        )
        for test in tests
    )


def nbmecalc_half_width(tests: Tests) -> float:
    """16/√n, less for a test of this week, more where the last is over a month old; meant as 95 %."""
    age = tests[-1].age
    return 16 / sqrt(len(tests)) * (0.85 if age <= 7 else 1.2 if age > 30 else 1.0)


def _weighted(pairs: Iterable[tuple[float, float]]) -> float:
    known = list(pairs)
    return sum(weight * value for weight, value in known) / sum(weight for weight, _ in known)


PEERS = (
    Peer("last score", last_score),
    Peer("mean of last two", mean_of_last_two),
    Peer("straight line", straight_line),
    Peer("recency-weighted", recency_weighted),
    Peer("Step Gunner", step_gunner, step_gunner_half_width),
    Peer("Tackett", tackett),
    Peer("NBMEcalc", nbmecalc, nbmecalc_half_width),
)
