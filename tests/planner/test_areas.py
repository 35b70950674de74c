"""By area: Wilson's interval, which way it goes, and the costliest first."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest  # type: ignore[import-untyped]

from emtui import guide
from emtui.plan import QuestionBlock
from emtui.planner.areas import AreaRow, Tally, areas, difference, wilson
from emtui.vocabulary import Trend

TODAY = date(2027, 5, 3)
DAY = timedelta(days=1)


def block(system: str | None, questions: int, correct: int, days_ago: int = 3) -> QuestionBlock:
    return QuestionBlock(done_on=TODAY - days_ago * DAY, questions=questions, correct=correct, system=system)


def rows(*blocks: QuestionBlock) -> dict[str, AreaRow]:
    return {row.system: row for row in areas(blocks, TODAY)}


@given(st.integers(1, 3000).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n))))
def test_the_interval_is_wilsons(counts: tuple[int, int]) -> None:
    questions, correct = counts
    expected = binomtest(correct, questions).proportion_ci(0.95, method="wilson")
    found = wilson(correct, questions, 0.95)
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high), abs=1e-9)
    assert found.low <= correct / questions <= found.high


def test_the_difference_is_newcombes() -> None:
    """His example of 1998: 56 of 70 against 48 of 80, 0.0524 to 0.3339."""
    found = difference(Tally(70, 56), Tally(80, 48), 0.95)
    assert (found.low, found.high) == pytest.approx((0.0524, 0.3339), abs=5e-5)


@pytest.mark.parametrize(
    ("recent", "trend"),
    [
        ((100, 85), Trend.UP),
        ((100, 35), Trend.DOWN),
        ((100, 62), Trend.LEVEL),
        ((19, 19), Trend.TOO_FEW),
        ((20, 20), Trend.UP),
    ],
)
def test_a_trend_is_told_only_where_chance_does_not_explain_it(recent: tuple[int, int], trend: Trend) -> None:
    row = rows(block("cardiovascular", 200, 120, days_ago=60), block("cardiovascular", *recent))[
        "cardiovascular"
    ]
    assert row.trend is trend
    assert (row.change is None) == (trend is Trend.TOO_FEW)


def test_the_costliest_area_is_first_and_the_untouched_are_last() -> None:
    found = areas(
        (
            block("social", 100, 60),
            block("human-development", 100, 30),
            block("cardiovascular", 100, 90),
            block("surgery", 100, 10),
            block(None, 100, 70),
        ),
        TODAY,
    )
    assert [row.system for row in found[:4]] == ["social", "human-development", "cardiovascular", "surgery"]
    untouched = found[4:]
    assert all(row.accuracy is None and row.cost is None for row in untouched)
    slices = [system.id for system in guide.systems().values() if system.kind == "system"]
    assert {row.system for row in found if row.slice} == set(slices)


def test_a_few_questions_in_a_small_area_do_not_outweigh_many_in_a_large_one() -> None:
    found = areas((block("human-development", 4, 0), block("cardiovascular", 500, 300)), TODAY)
    assert found[0].system == "cardiovascular"


def test_an_area_costs_more_the_less_of_it_is_right() -> None:
    worse = rows(block("cardiovascular", 100, 40), block(None, 100, 70))["cardiovascular"].cost
    better = rows(block("cardiovascular", 100, 80), block(None, 100, 70))["cardiovascular"].cost
    assert worse is not None
    assert better is not None
    assert worse > better


def test_mixed_blocks_and_blocks_ahead_count_for_no_area() -> None:
    found = areas((block(None, 40, 30), block("cardiovascular", 40, 30, days_ago=-1)), TODAY)
    assert all(row.questions == 0 for row in found)


def test_four_weeks_are_recent() -> None:
    row = rows(block("cardiovascular", 50, 25, days_ago=28), block("cardiovascular", 50, 40, days_ago=27))[
        "cardiovascular"
    ]
    assert (row.recent, row.before) == (0.8, 0.5)
