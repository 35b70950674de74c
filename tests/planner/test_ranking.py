"""The rank list: places and ties, moves that keep it whole, weighted scores, and what its length means."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emtui.plan import FactorScore, Plan, Program, RankFactor
from emtui.planner.ranking import NewRank, by_score, moved, ranking, taken_off, tied
from emtui.vocabulary import ApplicationState, Specialty


def listed(*ranks: int | None) -> Plan:
    return Plan(
        programs=tuple(
            Program(id=n, name=f"P{n}", rank=rank, application=ApplicationState.INTERVIEWED)
            for n, rank in enumerate(ranks, start=1)
        )
    )


def changed(plan: Plan, changes: Sequence[NewRank]) -> Plan:
    new = {change.program.id: change.rank for change in changes}
    return replace(
        plan, programs=tuple(replace(row, rank=new.get(row.id, row.rank)) for row in plan.programs)
    )


def order(plan: Plan) -> list[tuple[int | None, int | None]]:
    return [(row.program.id, row.place) for row in ranking(plan).ranked]


def test_a_program_moves_up_and_down_one_place() -> None:
    plan = listed(1, 2, 3)
    assert order(changed(plan, moved(plan, plan.programs[2], -1))) == [(1, 1), (3, 2), (2, 3)]
    assert order(changed(plan, moved(plan, plan.programs[0], 1))) == [(2, 1), (1, 2), (3, 3)]


def test_past_the_ends_nothing_changes() -> None:
    plan = listed(1, 2)
    assert moved(plan, plan.programs[0], -1) == ()
    assert moved(plan, plan.programs[1], 5) == ()


def test_one_not_ranked_yet_comes_last() -> None:
    plan = listed(1, 2, None)
    assert order(changed(plan, moved(plan, plan.programs[2], -1))) == [(1, 1), (2, 2), (3, 3)]


def test_a_tie_is_made_and_left() -> None:
    plan = listed(1, 2, 3)
    both = changed(plan, tied(plan, plan.programs[1]))
    assert order(both) == [(1, 1), (2, 1), (3, 2)]
    assert [row.tied for row in ranking(both).ranked] == [True, True, False]
    apart = changed(both, tied(both, both.programs[1]))
    assert order(apart) == [(1, 1), (2, 2), (3, 3)]
    assert order(changed(both, moved(both, both.programs[1], -1))) == [(2, 1), (1, 2), (3, 3)]


def test_one_taken_off_leaves_no_gap() -> None:
    plan = listed(1, 2, 3)
    assert order(changed(plan, taken_off(plan, plan.programs[0]))) == [(2, 1), (3, 2)]


@given(
    st.lists(st.none() | st.integers(1, 6), min_size=1, max_size=9),
    st.integers(0, 8),
    st.integers(-3, 3).filter(bool),
)
def test_a_move_keeps_everybody_and_counts_without_gaps(ranks: list[int | None], which: int, by: int) -> None:
    plan = listed(*ranks)
    program = plan.programs[which % len(ranks)]
    after = changed(plan, moved(plan, program, by))
    before_ids = {row.program.id for row in ranking(plan).ranked} | {program.id}
    rows = ranking(after).ranked
    assert {row.program.id for row in rows} == before_ids
    places = sorted({row.place for row in rows if row.place is not None})
    assert places == list(range(1, len(places) + 1))


def scored() -> Plan:
    plan = listed(1, 2, None)
    factors = (RankFactor(id=1, name="People", weight=3), RankFactor(id=2, name="Place", weight=1))
    scores = (
        FactorScore(id=1, program_id=1, factor_id=1, score=2),
        FactorScore(id=2, program_id=1, factor_id=2, score=4),
        FactorScore(id=3, program_id=2, factor_id=1, score=5),
    )
    return replace(plan, rank_factors=factors, factor_scores=scores)


def test_the_score_is_the_weighted_mean_of_what_is_known() -> None:
    first, second = ranking(scored()).ranked
    assert (first.score, first.missing) == (2.5, ())
    assert (second.score, second.missing) == (5.0, ("Place",))
    (third,) = ranking(scored()).unranked
    assert third.score is None


def test_the_list_can_follow_the_scores() -> None:
    plan = scored()
    assert order(changed(plan, by_score(plan))) == [(2, 1), (1, 2)]


def test_what_is_not_to_be_ranked_is_left_out() -> None:
    plan = listed(1, 2)
    plan = replace(plan, programs=(replace(plan.programs[0], do_not_rank=True), plan.programs[1]))
    assert order(plan) == [(2, 1)]
    assert [row.program.id for row in ranking(plan).left_out] == [1]


@pytest.mark.parametrize(("specialties", "contiguous"), [("eee", 3), ("efe", 1), ("fee", 0)])
def test_contiguous_ranks_end_at_another_specialty(specialties: str, contiguous: int) -> None:
    plan = listed(1, 2, 3)
    kinds = {"e": Specialty.EM, "f": Specialty.FM}
    programs = tuple(
        replace(row, specialty=kinds[kind]) for row, kind in zip(plan.programs, specialties, strict=True)
    )
    assert ranking(replace(plan, programs=programs)).length.contiguous == contiguous


def test_the_length_is_set_beside_what_others_ranked_with_its_limits() -> None:
    length = ranking(listed(1, 2, 3)).length
    assert length.said[0].startswith("3 contiguous in EM; in 2026")
    assert "median of 4" in length.said[0]
    assert length.said[1].endswith("9 more")
    assert "not the odds" in length.limits
