"""A simulation study of the readiness model beside what people use now: made-up learners, never a validation.

`python -m benchmarks.readiness_study [LEARNERS]` prints its tables; LEARNERS is how many of each case in each
world, 100 unless given. Nothing is random: the same number gives the same tables.
"""

import sys
import timeit
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from math import inf
from pathlib import Path
from statistics import fmean
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # it may also be run as a plain file

from benchmarks.learners import CASES, EVERY_KIND, EXAM_DAY, GROUPS, World, learner
from benchmarks.peers import PEERS, printed
from emtui.planner.readiness import PracticeReading, project

SHARES = (0.50, 0.80, 0.95)


@dataclass(frozen=True)
class Trial:
    """One learner projected: errors are projection minus score, in points."""

    error: float
    inside: tuple[bool, ...]
    chance: float
    reached: bool
    peer_errors: tuple[float, ...]
    peer_inside: tuple[bool | None, ...]


@dataclass(frozen=True)
class Summary:
    """What many trials say; `peers` are the peers' mean absolute errors, `best` the place of the least."""

    trials: Sequence[Trial]

    @property
    def mae(self) -> float:
        """Mean absolute error in points."""
        return fmean(abs(trial.error) for trial in self.trials)

    @property
    def bias(self) -> float:
        """Mean error in points; positive is too kind."""
        return fmean(trial.error for trial in self.trials)

    @property
    def cover(self) -> tuple[float, ...]:
        """The share of scores inside the 50, 80 and 95 % ranges."""
        return tuple(fmean(inside) for inside in zip(*(trial.inside for trial in self.trials), strict=True))

    @property
    def brier(self) -> float:
        """The mean squared error of P(≥ target)."""
        return fmean((trial.chance - trial.reached) ** 2 for trial in self.trials)

    @property
    def peers(self) -> tuple[float, ...]:
        """Mean absolute error of each peer."""
        errors = zip(*(trial.peer_errors for trial in self.trials), strict=True)
        return tuple(fmean(map(abs, of_one)) for of_one in errors)

    @property
    def best(self) -> int:
        """The place of the best single peer."""
        return min(range(len(PEERS)), key=self.peers.__getitem__)

    @property
    def ratio(self) -> float:
        """Our mean absolute error over the best single peer's."""
        best = self.peers[self.best]
        return self.mae / best if best else inf


def trial(case: str, world: World, seed: int) -> Trial:
    """Project one made-up learner, by the model and by every peer."""
    who = learner(case, world, seed)
    found = project(who.readings, who.exam_day, who.today)
    tests = printed(who)
    peer_errors = tuple(peer.score(tests) - who.score for peer in PEERS)
    return Trial(
        error=found.mean - who.score,
        inside=tuple(low <= who.score <= high for low, high in map(found.interval, SHARES)),
        chance=found.probability_at_least(who.target),
        reached=who.score >= who.target,
        peer_errors=peer_errors,
        peer_inside=tuple(
            None if peer.half_width is None else abs(error) <= peer.half_width(tests)
            for peer, error in zip(PEERS, peer_errors, strict=True)
        ),
    )


Run = Mapping[str, Sequence[Trial]]


def run(world: World, learners: int) -> Run:
    """So many learners of each case in one world, by case."""
    return {case: [trial(case, world, seed) for seed in range(learners)] for case in CASES}


def summarise(runs: Iterable[Run]) -> dict[str, Summary]:
    """Each case's summary over the worlds run, and that of all cases under "all"."""
    runs = tuple(runs)
    cases = {case: Summary([one for world in runs for one in world[case]]) for case in CASES}
    return {**cases, "all": Summary([one for summary in cases.values() for one in summary.trials])}


def table(summaries: dict[str, Summary]) -> list[str]:
    """One line a case: error, bias, cover, Brier score, each peer's error, and ours over the best peer's."""
    head = f"{'':28}{'MAE':>6}{'bias':>7}{'50%':>6}{'80%':>6}{'95%':>6}{'Brier':>7} |"
    lines = [head + "".join(f"{peer.name:>18}" for peer in PEERS) + "  ratio"]
    for name, row in summaries.items():
        cover = "".join(f"{share:6.0%}" for share in row.cover)
        peers = "".join(
            f"{f'*{error:.2f}' if place == row.best else f'{error:.2f}':>18}"
            for place, error in enumerate(row.peers)
        )
        lines.append(
            f"{name:28}{row.mae:6.2f}{row.bias:+7.2f}{cover}{row.brier:7.3f} |{peers}{row.ratio:7.2f}"
        )
    return lines


def reliability(trials: Sequence[Trial]) -> list[str]:
    """How often the target was reached, by what was said of it."""
    lines = [f"{'P(>= target) said':20}{'learners':>9}{'said':>7}{'reached':>9}"]
    for tenth in range(10):
        chosen = [one for one in trials if min(9, int(one.chance * 10)) == tenth]
        if chosen:
            said, reached = fmean(one.chance for one in chosen), fmean(one.reached for one in chosen)
            span = f"{tenth * 10} to {tenth * 10 + 10} %"
            lines.append(f"{span:20}{len(chosen):9}{said:7.0%}{reached:9.0%}")
    return lines


def peer_lines(summary: Summary) -> list[str]:
    """Each peer's error, bias, and how many scores its own range held, where it gives one."""
    lines = [f"{'peer':20}{'MAE':>6}{'bias':>7}{'in its range':>14}"]
    for place, peer in enumerate(PEERS):
        inside = [one.peer_inside[place] for one in summary.trials]
        held = "-" if peer.half_width is None else f"{fmean(bool(one) for one in inside):.0%}"
        bias = fmean(one.peer_errors[place] for one in summary.trials)
        lines.append(f"{peer.name:20}{summary.peers[place]:6.2f}{bias:+7.2f}{held:>14}")
    return lines


def world_line(name: str, found: dict[str, Summary]) -> str:
    """One world in one line: ratio over all cases, cover of the 80 % range, and the worst case."""
    worst = max(CASES, key=lambda case: found[case].ratio)
    everyone = found["all"]
    return (
        f"{name:30}ratio {everyone.ratio:.2f} ({PEERS[everyone.best].name}), 80 % range holds "
        f"{everyone.cover[1]:.0%}, worst case {found[worst].ratio:.2f} ({worst})"
    )


def speed() -> list[str]:
    """How long a projection takes, the best of some runs, in milliseconds."""
    lines = []
    for tests in (10, 1000):
        readings = [
            PracticeReading(EXAM_DAY - timedelta(1 + place), EVERY_KIND[place % len(EVERY_KIND)], 80.0)
            for place in range(tests)
        ]
        found = project(readings, EXAM_DAY, EXAM_DAY)
        for name, work in (
            ("project, range", lambda: project(readings, EXAM_DAY, EXAM_DAY).interval(0.80)),  # noqa: B023
            ("on, range", lambda: found.on(EXAM_DAY + timedelta(30)).interval(0.80)),  # noqa: B023
            ("path", lambda: replace(found).path),  # noqa: B023
        ):
            best = min(timeit.repeat(work, number=1, repeat=9)) * 1000
            lines.append(f"{name} of {tests} tests: {best:.2f} ms")
    return lines


def main(arguments: Sequence[str]) -> None:
    """Print the study."""
    learners = int(arguments[0]) if arguments else 100
    began = perf_counter()
    trials = 0
    for title, worlds in GROUPS.items():
        runs = {world.name: run(world, learners) for world in worlds}
        found = summarise(runs.values())
        everyone = found["all"]
        trials += len(everyone.trials)
        print(f"\n{title}: {', '.join(runs)}; {learners} learners a case and world")
        print("ratio: our MAE over that of the best single peer of the row, marked *\n")
        print("\n".join(table(found)), "\n".join(peer_lines(everyone)), sep="\n\n")
        print("", "\n".join(reliability(everyone.trials)), "", sep="\n")
        print("\n".join(world_line(name, summarise([alone])) for name, alone in runs.items()))
    print(f"\n{trials} learners, {perf_counter() - began:.0f} s")
    print("\n".join(speed()))


if __name__ == "__main__":
    main(sys.argv[1:])
