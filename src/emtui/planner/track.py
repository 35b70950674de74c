"""The level followed through the practice tests: one run of the filter, shared by every question."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby, pairwise
from math import exp, hypot, sqrt
from typing import NamedTuple

from emtui.guide import ReadinessPriors
from emtui.planner.filter import (
    FIRST_OFFSET,
    LEVEL,
    PACE,
    Belief,
    Growth,
    Hindsight,
    Move,
    Update,
    carry_vector,
    move,
)
from emtui.vocabulary import Intensity


@dataclass(frozen=True, slots=True)
class PracticeReading:
    """One practice test; `score` is in the instrument's own unit."""

    taken_on: date
    instrument: str
    score: float
    timed: bool = True
    complete: bool = True
    retake: bool = False


class StudySpan(NamedTuple):
    """How hard the learner studies from a day on, until the next span begins."""

    from_day: date
    intensity: Intensity


class Seen(NamedTuple):
    """A reading on the Step 2 CK scale: its value, its scatter, and the doubt in its instrument's offset."""

    reading: PracticeReading
    value: float
    noise_sd: float
    offset_sd: float


class Surprise(NamedTuple):
    """A reading that disagrees with the ones before it.

    `gap` is how many points it lies above (negative: below) what they led to expect, `z` the same in
    standard deviations, `before` the reading just before it.
    """

    reading: PracticeReading
    before: PracticeReading
    gap: float
    z: float


class LevelOn(NamedTuple):
    """The level on one day: mean, SD, and how far open disagreement holds two readings of it apart."""

    day: date
    mean: float
    sd: float
    apart: float = 0.0


class _Stop(NamedTuple):
    """What the forward run believed at the end of one day: the level, and its share in every state."""

    level: LevelOn
    column: list[float]


class Track:
    """The filter run over readings; it answers for any day.

    Tests of one day are read most precise first, so that their order does not matter and a higher score of
    any of them never lowers a projection.
    """

    def __init__(
        self, seen: Iterable[Seen], *, today: date, spans: Sequence[StudySpan], priors: ReadinessPriors
    ) -> None:
        self.today = today
        self.priors = priors
        self._spans = spans
        self._drift = _Drift(today, spans, priors)
        self._seen = sorted(seen, key=_precise_first)
        self._by_day = {
            day: list(items) for day, items in groupby(self._seen, key=lambda item: item.reading.taken_on)
        }
        self._offset_sds = {item.reading.instrument: item.offset_sd for item in self._seen}
        self.first_day, self.last_day = self._seen[0].reading.taken_on, self._seen[-1].reading.taken_on
        self._end, _ = self._run()

    def with_reading(self, item: Seen) -> "Track":
        """The same with one more reading; where it comes last, only that one is worked out."""
        day, name = item.reading.taken_on, item.reading.instrument
        seen = [*self._seen, item]
        if day <= self.last_day:
            return Track(seen, today=self.today, spans=self._spans, priors=self.priors)
        track, end = copy(self), self._end.copy()
        track._seen, track._end, track.last_day = seen, end, day
        track._by_day = {**self._by_day, day: [item]}
        track._offset_sds = {**self._offset_sds, name: item.offset_sd}
        end.settle()
        if name not in self._offset_sds:
            end.belief.add_offset(item.offset_sd)
        end.carry_to(day)
        end.hear(item, track._places[name])
        return track

    @property
    def surprises(self) -> tuple[Surprise, ...]:
        """The readings that disagree, oldest first."""
        return tuple(self._end.surprises)

    @property
    def pace(self) -> float:
        """Growth in points a week on the day of the last reading, before any of it fades."""
        mean, sd = self._drift.a_week(self.last_day)
        return mean + sd * self._end.belief.mean[PACE]

    def usual_growth(self, day: date) -> float:
        """Points the growth prior adds from today to `day`, whatever the readings say."""
        return sum(step.growth for step in self._drift.moves(self.today, day))

    def level_on(self, day: date) -> LevelOn:
        """The level on `day`, not before the last reading."""
        state = self._end.copy()
        state.carry_to(day)
        return state.level()

    def levels(self, days: Iterable[date]) -> list[LevelOn]:
        """The level on each of `days`, oldest first, as all readings tell it; none before the first one."""
        wanted = set(days)
        state, trail = self._run(wanted)
        hindsight = Hindsight(len(state.belief.mean))
        found = []
        for event in reversed(trail):
            match event:
                case Update():
                    hindsight.before_update(event)
                case Move():
                    hindsight.before_move(event)
                case _Stop(level, column):
                    mean, variance = hindsight.level(level.mean, column)
                    found.append(level._replace(mean=mean, sd=sqrt(max(variance, 0.0))))
        return [level for level in reversed(found) if level.day in wanted]

    @property
    def _places(self) -> dict[str, int]:
        """Where in the state each instrument has its offset."""
        return {name: FIRST_OFFSET + index for index, name in enumerate(self._offset_sds)}

    def _run(self, stops: Iterable[date] = ()) -> tuple["_State", list[Move | Update | _Stop]]:
        """Filter forward through readings and `stops`; return the last state and what happened on the way."""
        places = self._places
        prior = Belief.prior(self.priors.level, self.priors.level_sd, tuple(self._offset_sds.values()))
        state = _State(self._drift, self.first_day, prior)
        trail: list[Move | Update | _Stop] = []
        for day in sorted({*self._by_day, *stops}):
            trail += state.carry_to(day)
            for item in self._by_day.get(day, ()):
                trail.append(state.hear(item, places[item.reading.instrument]))
            if day in self._by_day and day < self.last_day:
                state.settle()
            trail.append(_Stop(state.level(), state.belief.level_column()))
        return state, trail


def _precise_first(item: Seen) -> tuple[date, float, str, float]:
    doubt = hypot(item.noise_sd, item.offset_sd)
    return item.reading.taken_on, doubt, item.reading.instrument, item.reading.score


class _Drift:
    """How the level drifts between two days, given the intensity of study and where growth begins to fade."""

    def __init__(self, today: date, spans: Sequence[StudySpan], priors: ReadinessPriors) -> None:
        spans = sorted(spans, key=lambda span: span.from_day)
        self.priors = priors
        self._today = today
        self._starts = [span.from_day for span in spans]
        self._intensities = [Intensity.UNKNOWN, *(span.intensity for span in spans)]

    def a_week(self, day: date) -> tuple[float, float]:
        """The growth prior in force on `day`: mean and SD in points a week."""
        return self.priors.growth[self._intensities[bisect_right(self._starts, day)]]

    def moves(self, start: date, end: date) -> list[Move]:
        """The steps from `start` to `end`, cut where the intensity changes and where fading begins."""
        cuts = sorted({day for day in (*self._starts, self._today) if start < day < end})
        return [
            move((until - begin).days, self._growth(begin))
            for begin, until in pairwise((start, *cuts, end))
            if until > begin
        ]

    def _growth(self, day: date) -> Growth:
        mean, sd = self.a_week(day)
        ahead = (day - self._today).days
        fade = 1 / self.priors.fade_days if ahead >= 0 else 0.0
        return Growth(
            mean=mean / 7,
            sd=sd / 7,
            pull=1 / self.priors.forget_days,
            wander=self.priors.wander**2 / 7,
            fade=fade,
            left=exp(-fade * ahead),
        )


@dataclass(slots=True)
class _Heard:
    """A reading of the latest day: what its score still weighs, and how far it was not to be believed.

    `lean` is how the state moves with its score, `beyond` the points of its surprise past the allowed ones,
    `pulls` how much its score moves its own surprise (1) and those of the day's readings after it.
    """

    lean: list[float]
    beyond: float
    pulls: list[float]


@dataclass(slots=True)
class _State:
    """The belief on one day, with the disagreements of the latest readings still open."""

    drift: _Drift
    day: date
    belief: Belief
    heard: list[_Heard] = field(default_factory=list)
    surprises: list[Surprise] = field(default_factory=list)
    before: PracticeReading | None = None

    def copy(self) -> "_State":
        """A copy that can be carried on without touching this one."""
        heard = [replace(reading, lean=reading.lean[:]) for reading in self.heard]
        return replace(self, belief=self.belief.copy(), heard=heard, surprises=self.surprises[:])

    def carry_to(self, day: date) -> list[Move]:
        """Let the level drift to `day`; return the steps taken."""
        steps = self.drift.moves(self.day, day)
        for step in steps:
            self.belief.carry(step)
            for reading in self.heard:
                carry_vector(reading.lean, step)
        self.day = day
        return steps

    def hear(self, item: Seen, place: int) -> Update:
        """Learn from a reading; where it surprises, leave open how far to believe it."""
        update = self.belief.read(item.value, place, item.noise_sd**2)
        for earlier in self.heard:
            pull = earlier.lean[LEVEL] + earlier.lean[place]
            earlier.lean = [
                lean - share * pull for lean, share in zip(earlier.lean, update.gain, strict=True)
            ]
            earlier.pulls.append(pull)
        priors = self.drift.priors
        beyond = min(abs(update.z), priors.disagree_at_most) - priors.disagree_beyond
        points = 0.0
        if self.before is not None and beyond > 0:
            self.surprises.append(Surprise(item.reading, self.before, update.surprise, update.z))
            points = beyond * sqrt(update.variance)
        self.heard.append(_Heard(list(update.gain), points, [1.0]))
        self.before = item.reading
        return update

    def settle(self) -> None:
        """Turn open disagreements into doubt, which the readings still to come can narrow."""
        surprising = [reading for reading in self.heard if reading.beyond]
        fair = self._fair() if surprising else 0.0
        for reading in surprising:
            self.belief.doubt([lean * reading.beyond * fair for lean in reading.lean])
        self.heard = []

    def level(self) -> LevelOn:
        """The level on this day.

        Where readings disagree it is held apart: half of it believes a surprising score only as far as it
        was allowed to surprise, half believes the rest of it twice.
        """
        apart = hypot(*(reading.lean[LEVEL] * reading.beyond for reading in self.heard))
        if apart:
            apart *= self._fair()
        return LevelOn(self.day, self.belief.mean[LEVEL], sqrt(self.belief.covariance[LEVEL][LEVEL]), apart)

    def _fair(self) -> float:
        """The share of the disagreement to hold open, so that no score widens more than it lifts.

        Less than 1 only where several tests of one day contradict each other.
        """
        fair = 1.0
        for index, reading in enumerate(self.heard):
            later = zip(self.heard[index:], reading.pulls, strict=True)
            widens = hypot(*(other.lean[LEVEL] * pull for other, pull in later))
            if widens:
                fair = min(fair, max(0.0, reading.lean[LEVEL]) / widens)
        return fair
