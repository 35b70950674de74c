"""The rank order list: places with ties, scores by weighted factors, and what its length means."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from emtui.guide.applying import RankFacts, rank_facts
from emtui.plan import Plan, Program, RankFactor
from emtui.vocabulary import ApplicationState, Specialty

BEST_SCORE = 5


class RankRow(NamedTuple):
    """A program and its `place` on the list, shared where `tied`; None where it has none yet.

    `score` is the weighted mean of its factors, 1 to 5, None while none is scored; `missing` factors were
    left out of it.
    """

    program: Program
    place: int | None
    tied: bool
    score: float | None
    missing: tuple[str, ...]


class Length(NamedTuple):
    """How long the list is, and what the guide's facts say of that.

    `contiguous` counts the EM programs before the first of another specialty. `said` are sentences, `limits`
    what the figures behind them do not tell.
    """

    ranked: int
    contiguous: int
    facts: RankFacts
    said: tuple[str, ...]
    limits: str


class Ranking(NamedTuple):
    """The list in order, the programs that may still be ranked (best score first), those left out."""

    ranked: tuple[RankRow, ...]
    unranked: tuple[RankRow, ...]
    left_out: tuple[RankRow, ...]
    factors: tuple[RankFactor, ...]
    length: Length


class NewRank(NamedTuple):
    """A program and the rank it is to get; None takes it off the list."""

    program: Program
    rank: int | None


def ranking(plan: Plan) -> Ranking:
    """The rank list of `plan`."""
    scored = _scores(plan)
    ranked = _groups(plan.programs)
    rows = [
        _row(program, place, len(group) > 1, plan.rank_factors, scored)
        for place, group in enumerate(ranked, start=1)
        for program in group
    ]
    others = [
        _row(program, None, False, plan.rank_factors, scored)
        for program in plan.programs
        if _may_be_ranked(program)
    ]
    left_out = [
        _row(program, None, False, plan.rank_factors, scored)
        for program in plan.programs
        if program.do_not_rank
    ]
    return Ranking(
        ranked=tuple(rows),
        unranked=tuple(sorted(others, key=_best_first)),
        left_out=tuple(left_out),
        factors=plan.rank_factors,
        length=_length([row.program for row in rows]),
    )


def moved(plan: Plan, program: Program, by: int) -> tuple[NewRank, ...]:
    """The ranks to change so that `program` goes `by` places down (up where negative).

    Out of a tie it takes the place beside it; past the ends nothing changes; one not ranked yet comes last.
    """
    groups = _groups(plan.programs)
    at = _place(groups, program)
    if at is None:
        return _renumbered([*groups, [program]])
    group = groups[at]
    alone = [other for other in group if other.id != program.id]
    if alone:
        groups[at : at + 1] = [[program], alone] if by < 0 else [alone, [program]]
        return _renumbered(groups)
    to = min(max(at + by, 0), len(groups) - 1)
    groups.insert(to, groups.pop(at))
    return _renumbered(groups)


def tied(plan: Plan, program: Program) -> tuple[NewRank, ...]:
    """The ranks to change so that `program` shares the place above it, or leaves the place it shares."""
    groups = _groups(plan.programs)
    at = _place(groups, program)
    if at is None:
        return ()
    if len(groups[at]) > 1:
        return moved(plan, program, 1)
    if at == 0:
        return ()
    groups[at - 1].extend(groups.pop(at))
    return _renumbered(groups)


def taken_off(plan: Plan, program: Program) -> tuple[NewRank, ...]:
    """The ranks to change so that `program` is off the list."""
    groups = _groups(plan.programs)
    at = _place(groups, program)
    if at is None:
        return ()
    groups[at] = [other for other in groups[at] if other.id != program.id]
    return (NewRank(program, None), *_renumbered([group for group in groups if group]))


def by_score(plan: Plan) -> tuple[NewRank, ...]:
    """The ranks to change so that the list follows the weighted scores; those without one come last."""
    rows = sorted((row for row in ranking(plan).ranked), key=_best_first)
    return _renumbered([[row.program] for row in rows])


def weighted_score(plan: Plan, program: Program) -> float | None:
    """The weighted mean of the factors `program` was scored on, 1 to 5; None where it was on none."""
    return _row(program, None, False, plan.rank_factors, _scores(plan)).score


def _groups(programs: Sequence[Program]) -> list[list[Program]]:
    """The programs on the list by place, those that share one together."""
    places: dict[int, list[Program]] = {}
    for program in programs:
        if program.rank is not None and not program.do_not_rank:
            places.setdefault(program.rank, []).append(program)
    return [places[rank] for rank in sorted(places)]


def _place(groups: Sequence[Sequence[Program]], program: Program) -> int | None:
    return next(
        (place for place, group in enumerate(groups) if any(other.id == program.id for other in group)), None
    )


def _renumbered(groups: Sequence[Sequence[Program]]) -> tuple[NewRank, ...]:
    """The places counted anew from 1, for those whose rank that changes."""
    return tuple(
        NewRank(program, place)
        for place, group in enumerate(groups, start=1)
        for program in group
        if program.rank != place
    )


def _may_be_ranked(program: Program) -> bool:
    invited = program.application in (ApplicationState.INVITED, ApplicationState.INTERVIEWED)
    return invited and program.rank is None and not program.do_not_rank


def _scores(plan: Plan) -> Mapping[int, Mapping[int, int]]:
    found: dict[int, dict[int, int]] = {}
    for row in plan.factor_scores:
        found.setdefault(row.program_id, {})[row.factor_id] = row.score
    return found


def _row(
    program: Program,
    place: int | None,
    shared: bool,
    factors: Sequence[RankFactor],
    scored: Mapping[int, Mapping[int, int]],
) -> RankRow:
    own = scored.get(program.id or 0, {})
    known = [
        (factor.weight, own[factor.id]) for factor in factors if factor.id is not None and factor.id in own
    ]
    weights = sum(weight for weight, _ in known)
    score = sum(weight * points for weight, points in known) / weights if weights else None
    missing = tuple(factor.name for factor in factors if factor.id not in own)
    return RankRow(program, place, shared, score, missing if own else ())


def _best_first(row: RankRow) -> tuple[float, str]:
    return (-(row.score or 0.0), row.program.name.casefold())


def _length(ranked: Sequence[Program]) -> Length:
    facts = rank_facts()
    contiguous = next(
        (place for place, program in enumerate(ranked) if program.specialty is not Specialty.EM), len(ranked)
    )
    return Length(
        ranked=len(ranked),
        contiguous=contiguous,
        facts=facts,
        said=(
            f"{contiguous} contiguous in EM; in {facts.year} non-US IMGs who matched had a median of "
            f"{facts.matched_median}, those who did not {facts.unmatched_median}",
            f"{facts.advice}: {_against(contiguous, facts.advised)}",
        ),
        limits=facts.limits,
    )


def _against(number: int, advised: int) -> str:
    return f"{advised - number} more" if number < advised else f"{number} are on it"
