"""A level that moves through time, read now and then with noise: the arithmetic under `readiness`.

The state is the level (Step 2 CK points), the learner's pace (in standard deviations of the growth prior)
and one offset per instrument, jointly normal. Days are floats counted from any origin. Everything is exact:
between readings the pace is an Ornstein-Uhlenbeck process and the level its integral, so a step over n days
equals n steps over one day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, expm1, sqrt
from operator import mul
from typing import NamedTuple

LEVEL, PACE, FIRST_OFFSET = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Growth:
    """What a stretch of days does to the level, in points and days.

    `mean` and `sd` are the growth prior a day, `pull` the rate at which the pace returns to that prior,
    `fade` the rate at which growth and its doubt die away from the first day of the stretch on,
    `left` how much of them is left on that first day, `wander` the level's own random walk (points²/day).
    """

    mean: float
    sd: float
    pull: float
    wander: float
    fade: float = 0.0
    left: float = 1.0


class Move(NamedTuple):
    """One exact step: level += growth + sway·pace, pace *= keep, then normal noise on both."""

    growth: float
    sway: float
    keep: float
    level_variance: float
    shared_variance: float
    pace_variance: float


def move(days: float, growth: Growth) -> Move:
    """The step over `days` under `growth`, by integrating the stochastic equation in closed form."""
    a, c = growth.pull, growth.fade
    b = a + c
    scale = growth.sd * growth.left
    level_noise = _overlap(0, 2 * c, days) - 2 * _overlap(b, 2 * c, days) + _overlap(2 * b, 2 * c, days)
    shared_noise = _overlap(a, c, days) - _overlap(a + b, c, days)
    return Move(
        growth=growth.mean * growth.left * _overlap(0, c, days),
        sway=scale * _overlap(0, b, days),
        keep=exp(-a * days),
        level_variance=2 * a * (scale / b) ** 2 * max(level_noise, 0.0)
        + growth.wander * growth.left**2 * _overlap(0, 2 * c, days),
        shared_variance=2 * a * scale / b * shared_noise,
        pace_variance=-expm1(-2 * a * days),
    )


def _overlap(back: float, forth: float, days: float) -> float:
    """The integral of exp(-back·(days - t))·exp(-forth·t) for t from 0 to `days`."""
    low, high = sorted((back, forth))
    if high == low:
        return exp(-low * days) * days
    return -exp(-low * days) * expm1(-(high - low) * days) / (high - low)


class Update(NamedTuple):
    """What one reading taught: which offset it bears, its surprise, that surprise's variance, the gain."""

    offset: int
    surprise: float
    variance: float
    gain: tuple[float, ...]

    @property
    def z(self) -> float:
        """The surprise in standard deviations."""
        return self.surprise / sqrt(self.variance)


@dataclass(slots=True)
class Belief:
    """Mean and covariance of the state; `carry`, `read` and `doubt` change it in place.

    The covariance is symmetric and kept as its lower triangle: row i holds i + 1 figures.
    """

    mean: list[float]
    covariance: list[list[float]]

    @classmethod
    def prior(cls, level: float, level_sd: float, offset_sds: Sequence[float]) -> "Belief":
        """A belief before any reading: a level, a pace like the prior's, offsets near 0."""
        variances = (level_sd**2, 1.0, *(sd**2 for sd in offset_sds))
        covariance = [[*[0.0] * index, variance] for index, variance in enumerate(variances)]
        return cls([level] + [0.0] * (len(variances) - 1), covariance)

    def copy(self) -> "Belief":
        """An independent copy."""
        return Belief(self.mean[:], [row[:] for row in self.covariance])

    def add_offset(self, sd: float) -> None:
        """Take in the offset of one more instrument, near 0 and tied to nothing yet."""
        self.covariance.append([*[0.0] * len(self.mean), sd**2])
        self.mean.append(0.0)

    def level_column(self) -> list[float]:
        """The covariance of the level with every state."""
        return [row[LEVEL] for row in self.covariance]

    def carry(self, step: Move) -> None:
        """Move level and pace on by `step`; offsets stay."""
        carry_vector(self.mean, step)
        self.mean[LEVEL] += step.growth
        (level,), (shared, pace), *offsets = self.covariance
        for row in offsets:
            carry_vector(row, step)
        leaned = shared + step.sway * pace
        self.covariance[LEVEL][LEVEL] = level + step.sway * (shared + leaned) + step.level_variance
        self.covariance[PACE][LEVEL] = step.keep * leaned + step.shared_variance
        self.covariance[PACE][PACE] = step.keep**2 * pace + step.pace_variance

    def read(self, value: float, offset: int, noise_variance: float) -> Update:
        """Learn from a reading of level plus the offset at index `offset` plus noise."""
        rows = self.covariance
        offset_column = (*rows[offset], *(row[offset] for row in rows[offset + 1 :]))
        reach = [row[LEVEL] + share for row, share in zip(rows, offset_column, strict=True)]
        variance = reach[LEVEL] + reach[offset] + noise_variance
        surprise = value - self.mean[LEVEL] - self.mean[offset]
        gain = [share / variance for share in reach]
        self.mean = [mean + share * surprise for mean, share in zip(self.mean, gain, strict=True)]
        self.covariance = [
            [known - share * other for known, other in zip(row, reach, strict=False)]
            for row, share in zip(rows, gain, strict=True)
        ]
        return Update(offset, surprise, variance, tuple(gain))

    def doubt(self, direction: Sequence[float]) -> None:
        """Widen the belief by one standard deviation along `direction`."""
        for row, share in zip(self.covariance, direction, strict=True):
            for index in range(len(row)):
                row[index] += share * direction[index]


def carry_vector(vector: list[float], step: Move) -> None:
    """Apply the linear part of `step` to `vector` in place."""
    vector[LEVEL] += step.sway * vector[PACE]
    vector[PACE] *= step.keep


class Hindsight:
    """What later readings say about earlier days: walk it backwards over the same steps and updates.

    The modified Bryson-Frazier smoother: it needs no inverse, only what the forward pass already knew.
    """

    def __init__(self, states: int) -> None:
        self._pull = [0.0] * states
        self._weight = [[0.0] * states for _ in range(states)]

    def before_update(self, update: Update) -> None:
        """Step back over one reading."""
        pull, weight, gain, offset = self._pull, self._weight, update.gain, update.offset
        seen = update.surprise / update.variance - _dot(pull, gain)
        spread = [_dot(row, gain) for row in weight]
        own = _dot(spread, gain) + 1 / update.variance
        for index in (LEVEL, offset):
            pull[index] += seen
            for other in range(len(pull)):
                weight[index][other] -= spread[other]
                weight[other][index] -= spread[other]
        for index in (LEVEL, offset):
            for other in (LEVEL, offset):
                weight[index][other] += own

    def before_move(self, step: Move) -> None:
        """Step back over one stretch of days."""
        pull, weight = self._pull, self._weight
        pull[PACE] = step.keep * pull[PACE] + step.sway * pull[LEVEL]
        level_row, pace_row = weight[LEVEL], weight[PACE]
        for index, level_value in enumerate(level_row):
            pace_row[index] = step.keep * pace_row[index] + step.sway * level_value
        for row in weight:
            row[PACE] = step.keep * row[PACE] + step.sway * row[LEVEL]

    def level(self, mean: float, column: Sequence[float]) -> tuple[float, float]:
        """Mean and variance of the level, from what was believed then: its mean and `level_column`."""
        spread = [_dot(row, column) for row in self._weight]
        return mean + _dot(column, self._pull), column[LEVEL] - _dot(spread, column)


def _dot(left: Sequence[float], right: Sequence[float]) -> float:
    total: float = sum(map(mul, left, right))
    return total
