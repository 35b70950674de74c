"""How a program fits this applicant: a sum of named reasons, and questions where something is unknown.

The points are a judgement, kept in guide/applying.toml; they sort a list and are no measure of chances.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from math import floor
from typing import NamedTuple

from emtui.guide.applying import FitLimits, FitWeights, fit_limits, fit_weights
from emtui.plan import Plan, Program, Rotation
from emtui.planner.letters import letter_rows, sloes_in_time
from emtui.planner.milestones import opening_day
from emtui.planner.rules import Facts
from emtui.vocabulary import CutoffKind, RotationState, Specialty, Visa

_PREFERRED = (CutoffKind.PREFERRED, CutoffKind.UNKNOWN, None)


class Reason(NamedTuple):
    """One reason for or against a program: `points` None asks for what is not known, 0 only informs."""

    id: str
    points: int | None
    text: str


class FitCase(NamedTuple):
    """What of the applicant a program is held against; None is unknown.

    `reach` gives the probability (0 to 1) of reaching a score, None without a projection. `graduated` is in
    years before the season's Match, `attempts` the most at one exam, `sloes` those in time for programs.
    `sites` are the names of rotations done or accepted, `regions` the user's words for where to be.
    """

    visa: Visa | None
    score: int | None
    projected: float | None
    reach: Callable[[int], float] | None
    graduated: int | None
    attempts: int | None
    sloes: int | None
    sites: frozenset[frozenset[str]]
    regions: frozenset[str]
    weights: FitWeights
    limits: FitLimits


def fit_case(plan: Plan, facts: Facts) -> FitCase:
    """The applicant of `plan`, as programs see them."""
    profile, projection = plan.profile, facts.scores.projection
    known: dict[int, float] = {}

    def reach(cutoff: int) -> float:
        assert projection is not None
        if cutoff not in known:
            known[cutoff] = projection.probability_at_least(cutoff)
        return known[cutoff]

    year, graduated = profile.match_year, profile.graduation_year
    return FitCase(
        visa=profile.visa,
        score=profile.step2_score,
        projected=None if projection is None else projection.mean,
        reach=None if projection is None else reach,
        graduated=None if year is None or graduated is None else year - graduated,
        attempts=_attempts(facts),
        sloes=_sloes_in_time(plan, facts),
        sites=frozenset(plain_name(rotation.site) for rotation in plan.rotations if _stands(rotation)),
        regions=frozenset(
            part.strip().casefold() for part in re.split(r"[,;/]", profile.regions or "") if part.strip()
        ),
        weights=fit_weights(),
        limits=fit_limits(),
    )


def reasons_for(program: Program, case: FitCase) -> tuple[Reason, ...]:
    """The reasons for and against `program`, the weightiest first; what asks comes last."""
    found = [reason for rule in _RULES if (reason := rule(program, case)) is not None]
    found.sort(key=_weight)
    return tuple(found)


def sponsors(program: Program, visa: Visa | None) -> bool | None:
    """Whether the program is known to sponsor `visa`; None where that, or the visa, is not known."""
    match visa:
        case Visa.J1:
            return program.j1
        case Visa.H1B:
            return program.h1b
        case Visa.UNDECIDED:
            either = (program.j1, program.h1b)
            return True if True in either else None if None in either else False
        case Visa.NONE:
            return True
        case _:
            return None


def _weight(reason: Reason) -> int:
    return 99 if reason.points is None else -abs(reason.points)


def _visa(program: Program, case: FitCase) -> Reason | None:
    if case.visa is Visa.NONE:
        return None
    if case.visa is None:
        return Reason("visa", None, "your visa is not in the profile")
    said = {Visa.J1: "J-1", Visa.H1B: "H-1B", Visa.UNDECIDED: "J-1 or H-1B"}[case.visa]
    known = sponsors(program, case.visa)
    if known is None:
        return Reason("visa", None, f"{said}: not known whether sponsored")
    if known:
        return Reason("visa", case.weights.visa_yes, f"sponsors {said}")
    return Reason("visa", case.weights.visa_no, f"does not sponsor {said}")


def _cutoff(program: Program, case: FitCase) -> Reason | None:
    """A real score reaches a cutoff or not; a projected one does so with a probability."""
    cutoff, weights = program.cutoff, case.weights
    if program.cutoff_kind is CutoffKind.NONE:
        return Reason("cutoff", weights.cutoff_none, "no score cutoff")
    if cutoff is None:
        return Reason("cutoff", None, "cutoff not known")
    strict = program.cutoff_kind not in _PREFERRED
    kind = "strict" if strict else "preferred" if program.cutoff_kind is CutoffKind.PREFERRED else "kind ?"
    missed = weights.cutoff_missed if strict else weights.cutoff_missed_preferred
    if case.score is not None:
        if case.score >= cutoff:
            return Reason("cutoff", weights.cutoff_reached, f"{case.score} reaches the cutoff {cutoff}")
        return Reason("cutoff", missed, f"{case.score} misses the cutoff {cutoff}, {kind}")
    if case.reach is None or case.projected is None:
        return Reason("cutoff", None, f"cutoff {cutoff}, {kind}; no projection yet")
    chance = case.reach(cutoff)
    said = f"cutoff {cutoff}, {kind}; projected {floor(case.projected)}, {_percent(chance)} to reach it"
    if chance >= case.limits.cutoff_probable:
        return Reason("cutoff", weights.cutoff_near, said)
    hopeless = chance < case.limits.cutoff_hopeless
    return Reason("cutoff", missed if hopeless else weights.cutoff_doubtful, said)


def _imgs(program: Program, case: FitCase) -> Reason | None:
    share, weights, limits = program.img_percent, case.weights, case.limits
    if share is None:
        if program.has_imgs is None:
            return Reason("img", None, "IMGs among the residents: not known")
        if program.has_imgs:
            return Reason("img", weights.img_some, "has IMGs")
        return Reason("img", weights.img_none, "no IMGs among the residents")
    if share == 0:
        return Reason("img", weights.img_none, "no IMGs among the residents")
    points = (
        weights.img_many
        if share >= limits.img_many_share
        else weights.img_some
        if share >= limits.img_share
        else 0
    )
    return Reason("img", points, f"IMG {share:g}%")


def _graduation(program: Program, case: FitCase) -> Reason | None:
    limit, years = program.graduation_limit, case.graduated
    if limit is None:
        return None
    if years is None:
        return Reason("graduation", None, f"graduated within {limit} years: your year is not known")
    if years <= limit:
        return Reason("graduation", 0, f"graduated within {limit} years: {max(years, 0)}")
    return Reason("graduation", case.weights.graduation_over, f"graduated {years} years ago; limit {limit}")


def _tries(program: Program, case: FitCase) -> Reason | None:
    allowed = program.attempts_allowed
    if allowed is None:
        return None
    if case.attempts is None:
        return Reason("attempts", None, f"{_counted(allowed)} allowed: yours are not known")
    if case.attempts <= allowed:
        return Reason("attempts", 0, f"{_counted(allowed)} allowed: {case.attempts}")
    return Reason(
        "attempts", case.weights.attempts_over, f"{_counted(case.attempts)} at an exam; {allowed} allowed"
    )


def _sloes(program: Program, case: FitCase) -> Reason | None:
    wanted = program.sloes_wanted
    if wanted is None or program.specialty is not Specialty.EM:
        return None
    sloes = "1 SLOE" if wanted == 1 else f"{wanted} SLOEs"
    if case.sloes is None:
        return Reason("sloes", None, f"wants {sloes}: yours are not known")
    if case.sloes >= wanted:
        return Reason("sloes", 0, f"wants {sloes}: {case.sloes} in time")
    return Reason("sloes", case.weights.sloes_short, f"wants {sloes}: {case.sloes} in time")


def _rotation(program: Program, case: FitCase) -> Reason | None:
    if case.sites and plain_name(program.name) in case.sites:
        return Reason("rotation", case.weights.rotation_there, "rotation there")
    return None


def _tie(program: Program, case: FitCase) -> Reason | None:
    return Reason("tie", case.weights.tie, f"tie: {program.tie}") if program.tie else None


def _signal(program: Program, case: FitCase) -> Reason | None:
    return Reason("signal", case.weights.signal, "signaled") if program.signal else None


def _region(program: Program, case: FitCase) -> Reason | None:
    for place in (program.state, program.city):
        if place is not None and place.casefold() in case.regions:
            return Reason("region", case.weights.region, f"in {place}, where you want to be")
    return None


_RULES: Sequence[Callable[[Program, FitCase], Reason | None]] = (
    _visa,
    _cutoff,
    _imgs,
    _graduation,
    _tries,
    _sloes,
    _rotation,
    _tie,
    _signal,
    _region,
)

# What hospitals have in their names without being called by it.
_COMMON = frozenset(
    ("the", "of", "at", "em", "ed", "emergency", "medicine", "medical", "center", "centre", "ctr",
     "residency", "program", "hospital", "health", "university", "department")
)  # fmt: skip


@lru_cache(maxsize=2048)
def plain_name(name: str) -> frozenset[str]:
    """The words a hospital is known by: two names with the same ones mean the same place."""
    words = frozenset(re.findall(r"\w+", name.casefold()))
    return words - _COMMON or words


def _sloes_in_time(plan: Plan, facts: Facts) -> int | None:
    """The EM SLOEs in time for programs; None where there is neither a number nor a letter."""
    year = plan.profile.match_year
    reads = None if year is None else opening_day(year, facts.own_days)
    return sloes_in_time(plan, letter_rows(plan, reads, facts.today))


def _stands(rotation: Rotation) -> bool:
    return rotation.state in (RotationState.ACCEPTED, RotationState.DONE)


def _attempts(facts: Facts) -> int | None:
    """The most attempts at one exam, as far as both are known."""
    failures = facts.step1_failures
    if failures is None:
        return None
    return max(failures + 1, facts.profile.step2_attempts or 1)


def _counted(attempts: int) -> str:
    return "1 attempt" if attempts == 1 else f"{attempts} attempts"


def _percent(chance: float) -> str:
    if chance > 0.99:
        return "over 99%"
    if chance < 0.01:
        return "under 1%"
    return f"{floor(chance * 100 + 0.5)}%"
