"""The filter and the distribution against textbook arithmetic: numpy's dense matrices, scipy's normal."""

from dataclasses import replace
from datetime import date, timedelta
from math import exp

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.optimize import brentq  # type: ignore[import-untyped]
from scipy.stats import norm  # type: ignore[import-untyped]

from emtui import guide
from emtui.planner.filter import Belief, Growth, move
from emtui.planner.readiness import PracticeReading, project
from emtui.planner.spread import Spread
from emtui.vocabulary import Intensity

PRIORS = guide.readiness_priors()
FIRST = date(2027, 1, 4)
TODAY, EXAM_DAY = FIRST + timedelta(110), FIRST + timedelta(150)
NAMES = ("nbme-9", "nbme-12", "uwsa-2", "amboss-sa")

Matrix = NDArray[np.float64]

GROWTH = Growth(mean=0.2, sd=0.23, pull=1 / 45, wander=0.05, fade=1 / 45, left=0.7)

# Days after FIRST and an instrument; scores lie near each other, so that none disagrees with the rest.
SITTINGS = st.lists(
    st.tuples(st.integers(0, 105), st.sampled_from(NAMES), st.floats(-6, 6)), min_size=1, max_size=7
)


def readings_of(sittings: list[tuple[int, str, float]]) -> list[PracticeReading]:
    """The sittings as tests round a level of 236 that grows a point a week."""
    return [
        PracticeReading(
            FIRST + timedelta(day), name, 236 + day / 7 + guide.instruments()[name].offset + scatter
        )
        for day, name, scatter in sittings
    ]


def full(belief: Belief) -> Matrix:
    """The belief's covariance with both triangles."""
    lower = np.zeros((len(belief.mean),) * 2)
    for index, row in enumerate(belief.covariance):
        lower[index, : len(row)] = row
    return lower + np.tril(lower, -1).T


def joint_normal(readings: list[PracticeReading], days: list[int]) -> tuple[Matrix, Matrix]:
    """Mean and SD of the level on `days` after the first test, by conditioning one dense normal.

    The pace is followed in steps of six hours, the level is its sum: no closed form of ours is used.
    """
    first = min(reading.taken_on for reading in readings)
    grow, sd = (figure / 7 for figure in PRIORS.growth[Intensity.UNKNOWN])
    quarters = 4 * max(days)
    at = (np.arange(quarters) + 0.5) / 4
    left = np.exp(-np.maximum(at - (TODAY - first).days, 0) / PRIORS.fade_days) / 4
    pace = sd**2 * np.exp(-np.abs(at[:, None] - at[None, :]) / PRIORS.forget_days)
    pace = pace * left[:, None] * left[None, :]
    wander = np.diag(PRIORS.wander**2 / 7 * left**2 * 4)
    seen = [(reading.taken_on - first).days for reading in readings]
    sums = np.array([at < day for day in (*seen, *days)], dtype=float)
    levels = sums @ (pace + wander) @ sums.T + PRIORS.level_sd**2
    mean = PRIORS.level + grow * (sums @ left)
    many = len(seen)
    instruments = [guide.instruments()[reading.instrument] for reading in readings]
    same = np.array([[a.offset_sd**2 * (a is b) for b in instruments] for a in instruments])
    noise = np.diag([row.noise_sd**2 for row in instruments])
    gain = np.linalg.solve(levels[:many, :many] + same + noise, levels[:many, many:]).T
    values = np.array([row.on_scale(r.score) for row, r in zip(instruments, readings, strict=True)])
    found = mean[many:] + gain @ (values - mean[:many])
    variance = np.diag(levels[many:, many:] - gain @ levels[:many, many:])
    return found, np.sqrt(variance)


@given(SITTINGS)
def test_projection_and_path_agree_with_one_dense_normal(sittings: list[tuple[int, str, float]]) -> None:
    readings = readings_of(sittings)
    found = project(readings, EXAM_DAY, TODAY)
    if found.disagreements:
        return
    first = found.path[0].on
    chosen = found.path[:: max(1, len(found.path) // 7)]
    mean, sd = joint_normal(
        readings, [*((point.on - first).days for point in chosen), (EXAM_DAY - first).days]
    )
    assert [point.level for point in chosen] == pytest.approx(mean[:-1], abs=0.02)
    assert [point.level_sd for point in chosen] == pytest.approx(sd[:-1], abs=0.02)
    assert found.mean == pytest.approx(mean[-1] + PRIORS.shift, abs=0.02)
    assert found.sd == pytest.approx(
        max(7.0, np.sqrt(sd[-1] ** 2 + PRIORS.shift_sd**2 + PRIORS.sem**2)), abs=0.02
    )


@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(2, 4), st.floats(200, 270)), min_size=1, max_size=8)
)
def test_the_filter_agrees_with_dense_kalman_equations(steps: list[tuple[int, int, float]]) -> None:
    belief = Belief.prior(235.0, 17.0, (3.0, 2.0, 5.0))
    mean = np.array([235.0, 0.0, 0.0, 0.0, 0.0])
    covariance = np.diag([17.0**2, 1.0, 3.0**2, 2.0**2, 5.0**2])
    for days, place, value in steps:
        step = move(days, GROWTH)
        belief.carry(step)
        turn = np.eye(5)
        turn[0, 1], turn[1, 1] = step.sway, step.keep
        mean = turn @ mean
        mean[0] += step.growth
        covariance = turn @ covariance @ turn.T
        covariance[:2, :2] += [
            [step.level_variance, step.shared_variance],
            [step.shared_variance, step.pace_variance],
        ]
        update = belief.read(value, place, 64.0)
        sees = np.zeros(5)
        sees[[0, place]] = 1
        variance = sees @ covariance @ sees + 64
        gain = covariance @ sees / variance
        surprise = value - sees @ mean
        mean = mean + gain * surprise
        covariance = covariance - np.outer(gain, sees @ covariance)
        assert (update.surprise, update.variance) == pytest.approx((surprise, variance))
    assert belief.mean == pytest.approx(mean)
    assert full(belief) == pytest.approx(covariance, abs=1e-8)
    assert np.linalg.eigvalsh(full(belief)).min() > -1e-9


@given(st.lists(st.integers(0, 90), min_size=1, max_size=6))
def test_many_short_steps_equal_one_long_one(days: list[int]) -> None:
    once, often = (Belief.prior(235.0, 17.0, (3.0,)) for _ in range(2))
    once.mean[1] = often.mean[1] = 0.8
    once.carry(move(sum(days), GROWTH))
    for gone, stretch in zip(np.cumsum([0, *days]), days, strict=False):
        left = GROWTH.left * exp(-GROWTH.fade * gone)
        often.carry(move(stretch, replace(GROWTH, left=left)))
    assert often.mean == pytest.approx(once.mean)
    assert full(often) == pytest.approx(full(once))


def test_a_step_over_ten_thousand_years_is_still_a_number() -> None:
    step = move(3_650_000, replace(GROWTH, fade=0.0))
    assert np.isfinite([step.growth, step.sway, step.level_variance, step.shared_variance]).all()
    assert step.pace_variance == pytest.approx(1.0)


@given(
    st.floats(200, 270),
    st.floats(7, 30),
    st.floats(0, 20),
    st.floats(150, 299),
    st.sampled_from([0.5, 0.8, 0.95]),
)
def test_the_distribution_is_the_mixture_scipy_makes(
    centre: float, core: float, apart: float, score: float, share: float
) -> None:
    spread = Spread(centre, core, apart, heavy_share=0.05, heavy_factor=2.5)

    def above(value: float) -> float:
        sides = (centre - apart, centre + apart)
        return float(
            np.mean(
                [
                    0.95 * norm.sf(value, side, core) + 0.05 * norm.sf(value, side, 2.5 * core)
                    for side in sides
                ]
            )
        )

    assert spread.at_least(score) == pytest.approx(above(score), abs=1e-12)
    low, high = spread.interval(share)
    end = brentq(lambda value: above(value) - (1 - share) / 2, centre, centre + 300)
    assert high == pytest.approx(min(300.0, end))
    assert low == pytest.approx(max(1.0, 2 * centre - end))
    whole = 0.95 * core**2 + 0.05 * (2.5 * core) ** 2 + apart**2
    assert spread.effective_sd == pytest.approx(whole**0.5)
