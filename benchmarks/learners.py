"""Learners with a known truth, for the simulation study: made up from stated assumptions, not observed.

A `World` states what is assumed about growth, noise, offsets and the shift to exam day; a case of `CASES`
what one learner does in it. The model never sees either.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import sqrt
from random import Random

from emtui import guide
from emtui.planner.readiness import PracticeReading
from emtui.vocabulary import Unit

EXAM_DAY = date(2027, 6, 15)
FORMS = tuple(f"nbme-{number}" for number in range(9, 17))
EVERY_KIND = (*FORMS, "uwsa-1", "uwsa-2", "uwsa-3", "free-120", "amboss-sa")
ALL_DAYS = 420  # of each learner's curve, ending on exam day


@dataclass(frozen=True, kw_only=True)
class World:
    """What is true of every learner in it; points, weeks and days.

    `curve` is how growth runs: "line"; "ceiling", slower the nearer to 285; "fading", by half each nine weeks
    of study; "bursts", anew each fortnight. `scatter` is "normal", "student" (4 degrees of freedom) or
    "bad days" (one test in ten 16 points low). `offset_doubt` is how far the true offsets stray from the
    guide's, `offsets` False leaves them all out. `growth` is a week's mean and SD for a steady learner.
    """

    name: str
    start: tuple[float, float] = (228.0, 11.0)
    growth: tuple[float, float] = (1.5, 0.8)
    curve: str = "line"
    form_noise: float = 8.0
    scatter: str = "normal"
    offsets: bool = True
    offset_doubt: float = 2.0
    shift: tuple[float, float] = (2.0, 4.0)
    every_days: tuple[int, int] = (7, 18)
    tests: tuple[int, int] = (4, 9)
    lead_days: tuple[int, int] = (4, 24)
    wander: float = 0.5
    exam_noise: float = 6.0


TUNED_ON = (
    World(name="as assumed"),
    World(name="ceiling, quiet forms", growth=(2.2, 1.0), curve="ceiling", form_noise=6.0),
    World(
        name="bursts, noisy forms",
        growth=(1.3, 1.2),
        curve="bursts",
        form_noise=9.5,
        offset_doubt=4.0,
        every_days=(5, 28),
    ),
)
HELD_OUT = (
    World(
        name="forum-like",
        start=(236.0, 12.0),
        growth=(1.9, 1.3),
        shift=(5.0, 5.0),
        form_noise=7.0,
        curve="fading",
        every_days=(5, 10),
        tests=(4, 8),
        lead_days=(3, 10),
    ),
    World(
        name="heavy tails, offsets astray",
        scatter="student",
        offset_doubt=5.0,
        shift=(3.0, 5.0),
        growth=(1.4, 1.0),
    ),
    World(
        name="bad days, no offsets",
        scatter="bad days",
        offsets=False,
        offset_doubt=0.0,
        shift=(1.0, 3.0),
        growth=(1.2, 0.6),
        every_days=(10, 30),
        lead_days=(7, 35),
    ),
    World(
        name="low and uneven",
        start=(218.0, 12.0),
        growth=(1.7, 1.6),
        curve="bursts",
        form_noise=8.5,
        shift=(2.0, 6.0),
        wander=1.0,
        tests=(3, 6),
    ),
)


def _drawn(number: int) -> World:
    """A world whose every assumption is drawn at random from a wide range."""
    rng = Random(f"drawn world {number}")
    shortest, fewest, soonest = rng.randint(4, 12), rng.randint(2, 5), rng.randint(2, 10)
    return World(
        name=f"drawn {number}",
        start=(rng.uniform(218, 238), rng.uniform(7, 14)),
        growth=(rng.uniform(0.7, 2.2), rng.uniform(0.3, 1.5)),
        curve=rng.choice(("line", "ceiling", "fading", "bursts")),
        form_noise=rng.uniform(6, 10),
        scatter=rng.choice(("normal", "normal", "student", "bad days")),
        offsets=rng.random() < 0.8,
        offset_doubt=rng.uniform(0, 5),
        shift=(rng.uniform(0, 5), rng.uniform(2, 5)),
        every_days=(shortest, shortest + rng.randint(4, 20)),
        tests=(fewest, fewest + rng.randint(2, 6)),
        lead_days=(soonest, soonest + rng.randint(3, 24)),
        wander=rng.uniform(0, 1.2),
    )


DRAWN = tuple(_drawn(number) for number in range(1, 9))
AGAINST = (
    World(
        name="slow, nobody shifts", start=(226.0, 9.0), growth=(0.8, 0.5), shift=(0.0, 2.0), form_noise=7.0
    ),
    World(name="everybody gains 9", shift=(9.0, 3.0)),
)
GROUPS = {
    "worlds the priors were tuned on": TUNED_ON,
    "worlds held out": HELD_OUT,
    "worlds drawn at random": DRAWN,
    "worlds that contradict the priors": AGAINST,
}


@dataclass(frozen=True, kw_only=True)
class Learner:
    """One learner: what they can show on `today`, and the score they then get on `exam_day`."""

    readings: tuple[PracticeReading, ...]
    today: date
    exam_day: date
    score: float
    target: int


@dataclass(frozen=True, kw_only=True)
class _Course:
    """One learner's plan: growth a week and days of tests, by days before the exam, and the instruments."""

    pace: Callable[[int], float]
    test_days: list[int]
    instruments: tuple[str, ...] = FORMS
    shift: float | None = None
    lead: int = 0
    clash: float = 0.0


def _steady(rng: Random, world: World) -> _Course:
    pace = rng.gauss(*world.growth)
    days = [rng.randint(*world.lead_days)]
    for _ in range(rng.randint(*world.tests) - 1):
        days.append(days[-1] + rng.randint(*world.every_days))
    return _Course(pace=lambda _: pace, test_days=days[::-1], instruments=_some_forms(rng), lead=days[0])


def _some_forms(rng: Random) -> tuple[str, ...]:
    """Mostly official forms in order, as people take them, with a UWSA or two at the end."""
    last = rng.sample(("nbme-16", "uwsa-1", "uwsa-2", "nbme-15"), 2)
    return (*FORMS[rng.randint(0, 3) : 6], *last)


def _fast(rng: Random, world: World) -> _Course:
    pace = rng.uniform(2.5, 3.5)
    return replace(_steady(rng, world), pace=lambda _: pace)


def _plateau(rng: Random, world: World) -> _Course:
    pace, ends = rng.uniform(1.5, 3.5), rng.randint(20, 50)
    return replace(_steady(rng, world), pace=lambda day: pace if day > ends else 0.0)


def _flat(rng: Random, world: World) -> _Course:
    return replace(_steady(rng, world), pace=lambda _: 0.0)


def _one_test(rng: Random, world: World) -> _Course:
    course = _steady(rng, world)
    return replace(course, test_days=course.test_days[-1:])


def _two_tests(rng: Random, world: World) -> _Course:
    course = _steady(rng, world)
    return replace(course, test_days=course.test_days[-2:])


def _stale(rng: Random, world: World) -> _Course:
    course, wait = _steady(rng, world), rng.randint(35, 70)
    days = [day + wait for day in course.test_days]
    return replace(course, test_days=days, lead=rng.randint(5, 25))


def _mixed(rng: Random, world: World) -> _Course:
    course = _steady(rng, world)
    return replace(course, instruments=tuple(rng.sample(EVERY_KIND, len(EVERY_KIND))))


def _month_off(rng: Random, world: World) -> _Course:
    course, begins = _steady(rng, world), rng.randint(45, 75)
    pace = max(course.pace(0), 0.5)
    off = rng.uniform(-0.8, 0.2)
    return replace(course, pace=lambda day: off if begins - 30 <= day <= begins else pace)


def _ten_months(rng: Random, world: World) -> _Course:
    slow, quick, turn = rng.uniform(0.1, 0.5), rng.uniform(1.5, 3.0), rng.randint(35, 60)
    lead = rng.randint(*world.lead_days)
    days = sorted({*range(lead, turn, rng.randint(7, 14)), *range(turn + 10, 300, rng.randint(35, 60))})
    return _Course(
        pace=lambda day: quick if day < turn else slow,
        test_days=days[::-1],
        instruments=_some_forms(rng),
        lead=lead,
    )


def _no_shift(rng: Random, world: World) -> _Course:
    return replace(_steady(rng, world), shift=0.0)


def _large_shift(rng: Random, world: World) -> _Course:
    return replace(_steady(rng, world), shift=rng.uniform(6.0, 9.0))


def _disagreeing(rng: Random, world: World) -> _Course:
    course, after = _steady(rng, world), rng.randint(1, 4)
    days = [*course.test_days[:-2], course.test_days[-1] + after, course.test_days[-1]]
    return replace(course, test_days=days, clash=rng.choice((-1, 1)) * rng.uniform(8, 14))


CASES: dict[str, Callable[[Random, World], _Course]] = {
    "steady": _steady,
    "fast": _fast,
    "plateau": _plateau,
    "flat": _flat,
    "one test": _one_test,
    "two tests": _two_tests,
    "stale": _stale,
    "mixed instruments": _mixed,
    "a month off": _month_off,
    "ten months, then dedicated": _ten_months,
    "no shift": _no_shift,
    "large shift": _large_shift,
    "disagreeing pair": _disagreeing,
}


def learner(case: str, world: World, seed: int) -> Learner:
    """Learner number `seed` of `case` in `world`; the same arguments give the same learner."""
    rng = Random(f"{world.name}/{case}/{seed}")
    course = CASES[case](rng, world)
    levels = _levels(rng, world, course.pace, course.test_days[0])
    offsets = {name: _true_offset(rng, world, name) for name in EVERY_KIND}
    readings = []
    for index, day in enumerate(course.test_days):
        name = course.instruments[index % len(course.instruments)]
        scatter = _scatter(rng, world, name)
        if course.clash and index >= len(course.test_days) - 2:
            scatter = scatter / 2 + course.clash * (1 if index == len(course.test_days) - 1 else -1)
        readings.append(_reading(name, day, levels[day] + offsets[name] + scatter))
    shift = rng.gauss(*world.shift) if course.shift is None else course.shift
    score = round(levels[0] + shift + rng.gauss(0, world.exam_noise))
    return Learner(
        readings=tuple(readings),
        today=EXAM_DAY - timedelta(rng.randint(0, course.lead)),
        exam_day=EXAM_DAY,
        score=min(300, max(1, score)),
        target=rng.choice((225, 235, 245, 255)),
    )


def _levels(rng: Random, world: World, pace: Callable[[int], float], first_test: int) -> list[float]:
    """The level by days before the exam; at the first test it is drawn from the world's start."""
    level = rng.gauss(*world.start)
    burst = 1.0
    levels = [level]
    for studied, day in enumerate(range(first_test - 1, -1, -1)):
        growth = pace(day) / 7
        if world.curve == "ceiling":
            growth *= max(0.0, 285 - level) / 50
        elif world.curve == "fading":
            growth *= 0.5 ** (studied / 63)
        elif world.curve == "bursts":
            if studied % 14 == 0:
                burst = rng.uniform(-0.6, 2.6)
            growth *= burst
        level += growth + rng.gauss(0, world.wander) / 7**0.5
        levels.append(level)
    return levels[::-1]


def _true_offset(rng: Random, world: World, name: str) -> float:
    listed = guide.instruments()[name].offset if world.offsets else 0.0
    return listed + rng.gauss(0, world.offset_doubt)


def _scatter(rng: Random, world: World, name: str) -> float:
    listed = guide.instruments()[name].noise_sd
    sd: float = world.form_noise * max(1.0, listed / guide.instruments()["nbme-12"].noise_sd)
    if world.scatter == "student":
        return sd * rng.gauss(0, 1) / sqrt(rng.gammavariate(2, 0.5))
    if world.scatter == "bad days" and rng.random() < 0.1:
        return rng.gauss(-16, sd)
    return rng.gauss(0, sd)


def _reading(name: str, day: int, points: float) -> PracticeReading:
    instrument = guide.instruments()[name]
    if instrument.unit is Unit.PERCENT:
        assert instrument.anchor_percent is not None
        assert instrument.points_at_anchor is not None
        assert instrument.points_a_percent is not None
        percent = (
            instrument.anchor_percent + (points - instrument.points_at_anchor) / instrument.points_a_percent
        )
        return PracticeReading(EXAM_DAY - timedelta(day), name, float(min(100, max(0, round(percent)))))
    return PracticeReading(EXAM_DAY - timedelta(day), name, float(min(300, max(1, round(points)))))
