"""From practice tests to exam day: the projection, its doubt, and what it is made of.

A level on the Step 2 CK scale moves through time (`track`); each practice test is a noisy reading of it,
exam day one more. What is assumed, and what a simulation study says of it, is in docs/readiness.md.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from math import ceil, hypot
from typing import NamedTuple

from emtui import guide
from emtui.errors import Refused
from emtui.guide import Instrument, ReadinessPriors
from emtui.plain import quoted
from emtui.planner.spread import HIGHEST, LOWEST, Spread
from emtui.planner.track import LevelOn, PracticeReading, Seen, StudySpan, Surprise, Track
from emtui.vocabulary import Unit

__all__ = [
    "PathPoint",
    "PracticeReading",
    "Projection",
    "StudySpan",
    "Surprise",
    "possible_scores",
    "project",
]

LONGEST_PATH = 400  # points; a longer path has one every second, third ... day
LEAST_NOISE = 1.0  # points; a test said to have no scatter would be believed to the letter


class PathPoint(NamedTuple):
    """The level on one day and its doubt; from today on also the score to expect if sat on that day."""

    on: date
    level: float
    level_sd: float
    mean: float | None
    sd: float | None


@dataclass(frozen=True)
class Projection:
    """The score to expect on `exam_day`, in Step 2 CK points.

    `shift` is how many points higher the exam is taken to read than practice tests do.
    """

    exam_day: date
    shift: float
    _track: Track

    @cached_property
    def _spread(self) -> Spread:
        return self._spread_of(self._track.level_on(self.exam_day))

    def _spread_of(self, level: LevelOn) -> Spread:
        priors = self._track.priors
        core = hypot(level.sd, priors.shift_sd, priors.sem)
        return Spread(
            centre=level.mean + self.shift,
            core=max(priors.least_sd, core),
            apart=level.apart,
            heavy_share=priors.heavy_share,
            heavy_factor=priors.heavy_factor,
        )

    @property
    def mean(self) -> float:
        """The score to expect, 1 to 300."""
        return self._spread.mean

    @property
    def sd(self) -> float:
        """The doubt in it, disagreement between tests included, heavier tails not; never below 7."""
        return self._spread.sd

    @property
    def effective_sd(self) -> float:
        """The standard deviation of the whole distribution, heavier tails included."""
        return self._spread.effective_sd

    def interval(self, share: float) -> tuple[float, float]:
        """The range around the mean that holds the score with probability `share`, as (low, high)."""
        return self._spread.interval(share)

    def probability_at_least(self, score: float) -> float:
        """The probability, 0 to 1, of `score` points or more."""
        return self._spread.at_least(score)

    def on(self, day: date) -> "Projection":
        """The same tests carried to another exam day; raise Refused for one before the last test."""
        _refuse_too_early(day, self._track.last_day)
        return replace(self, exam_day=day)

    def with_test(self, reading: PracticeReading, instruments: Mapping[str, Instrument]) -> "Projection":
        """The same with one more practice test, up to exam day; raise Refused as `project` does."""
        track = self._track.with_reading(_see(reading, instruments, self._track.priors))
        _refuse_too_early(self.exam_day, track.last_day)
        return replace(self, _track=track)

    def usual_growth(self, day: date) -> float:
        """Points anyone who studies as much is expected to gain from today to `day`; no test changes it."""
        return self._track.usual_growth(day)

    @property
    def conservative(self) -> "Projection":
        """The same with shift 0: the exam reads what practice tests read."""
        return replace(self, shift=0.0)

    @cached_property
    def path(self) -> tuple[PathPoint, ...]:
        """The level from the first test to exam day, each day seen with the tests after it too."""
        first = self._track.first_day
        stride = max(1, ceil((self.exam_day - first).days / LONGEST_PATH))
        days = {first + timedelta(days) for days in range(0, (self.exam_day - first).days, stride)}
        today = {self._track.today} if first <= self._track.today <= self.exam_day else set()
        return tuple(self._point(level) for level in self._track.levels({*days, *today, self.exam_day}))

    def _point(self, level: LevelOn) -> PathPoint:
        if level.day < self._track.today:
            return PathPoint(level.day, level.mean, level.sd, None, None)
        spread = self._spread_of(level)
        return PathPoint(level.day, level.mean, level.sd, spread.mean, spread.sd)

    @property
    def pace(self) -> float:
        """How fast the level was growing on the day of the last test, in points a week."""
        return self._track.pace

    @property
    def disagreements(self) -> tuple[Surprise, ...]:
        """The tests further than two standard deviations from what the ones before led to expect."""
        return self._track.surprises

    @property
    def model_version(self) -> int:
        """The version of the model, stored with every snapshot of a projection."""
        return self._track.priors.model_version


def project(
    readings: Iterable[PracticeReading],
    exam_day: date,
    today: date,
    *,
    instruments: Mapping[str, Instrument] | None = None,
    intensity: Sequence[StudySpan] | None = None,
    shift: float | None = None,
    priors: ReadinessPriors | None = None,
) -> Projection:
    """Project practice tests to `exam_day`, as seen on `today`.

    Readings may lie up to `exam_day`; those after today are imagined tests. `instruments`, `shift` and
    `priors` are the guide's unless given, `intensity` is unknown. Raise Refused where there is no reading,
    or one without a date, of an unknown instrument, out of range, or after `exam_day`.
    """
    priors = guide.readiness_priors() if priors is None else priors
    instruments = guide.instruments() if instruments is None else instruments
    seen = [_see(reading, instruments, priors) for reading in readings]
    if not seen:
        raise Refused("a projection needs at least one practice test")
    track = Track(seen, today=today, spans=intensity or (), priors=priors)
    _refuse_too_early(exam_day, track.last_day)
    return Projection(exam_day, priors.shift if shift is None else shift, track)


def possible_scores(unit: Unit) -> tuple[float, float]:
    """The lowest and the highest score a practice test can have in `unit`."""
    return (0.0, 100.0) if unit is Unit.PERCENT else (LOWEST, HIGHEST)


def _see(reading: PracticeReading, instruments: Mapping[str, Instrument], priors: ReadinessPriors) -> Seen:
    """A reading on the Step 2 CK scale with its doubt; raise Refused where it cannot be read."""
    name = quoted(str(reading.instrument))
    instrument = instruments.get(reading.instrument)
    if instrument is None:
        raise Refused(f"{name}: there is no such practice test in the guide")
    if not isinstance(reading.taken_on, date) or isinstance(reading.taken_on, datetime):
        raise Refused(f"{name}: a practice test without a date cannot be projected")
    low, high = possible_scores(instrument.unit)
    if not low <= reading.score <= high:
        raise Refused(f"{name}: {reading.score} is no score; accepted: {low:g} to {high:g}")
    noise = instrument.noise_sd
    noise *= 1 if reading.timed else priors.untimed
    noise *= 1 if reading.complete else priors.partial
    noise *= priors.retake if reading.retake else 1
    return Seen(
        reading=reading,
        value=instrument.on_scale(reading.score),
        noise_sd=max(noise, LEAST_NOISE),
        offset_sd=instrument.offset_sd,
    )


def _refuse_too_early(day: date, last_test: date) -> None:
    if day < last_test:
        raise Refused(f"exam day {day} is before the last practice test, {last_test}")
