"""After the real score: what each projection was worth, and plain words on how little one exam proves."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emtui.plan import Plan, Profile, StoredProjection
from emtui.planner.scorecard import Scorecard, scorecard
from emtui.planner.scores import scores

EXAM_DAY = date(2027, 6, 15)
STORED = StoredProjection(
    day=EXAM_DAY,
    model_version=1,
    exam_day=EXAM_DAY,
    tests=4,
    mean=243.0,
    sd=9.0,
    low50=237.0,
    high50=249.0,
    low80=231.0,
    high80=255.0,
    low95=224.0,
    high95=262.0,
    target=245,
    p_target=0.4,
    p_pass=0.99,
)


def stored(days_out: int, **changes: Any) -> StoredProjection:
    return replace(STORED, day=EXAM_DAY - timedelta(days_out), **changes)


def plan_of(*projections: StoredProjection, score: int | None = 251, **profile: Any) -> Plan:
    known = {"step2_date": EXAM_DAY, "step2_score": score, **profile}
    return Plan(profile=Profile(**known), projections=projections)


def card(*projections: StoredProjection, score: int = 251, **profile: Any) -> Scorecard:
    found = scorecard(plan_of(*projections, score=score, **profile))
    assert found is not None
    return found


def test_there_is_none_before_the_real_score() -> None:
    assert scorecard(plan_of(stored(3), score=None)) is None
    assert scores(plan_of(stored(3), score=None), EXAM_DAY).scorecard is None


def test_the_scores_tab_has_it_with_the_score() -> None:
    plan = plan_of(stored(3))
    assert scores(plan, EXAM_DAY).scorecard == scorecard(plan)


@pytest.mark.parametrize(
    ("score", "error", "held"),
    [
        (243, 0.0, (True, True, True)),
        (249, -6.0, (True, True, True)),  # the very edge
        (250, -7.0, (False, True, True)),
        (255, -12.0, (False, True, True)),
        (256, -13.0, (False, False, True)),
        (224, 19.0, (False, False, True)),
        (223, 20.0, (False, False, False)),
    ],
)
def test_a_projection_is_held_against_the_score(
    score: int, error: float, held: tuple[bool, bool, bool]
) -> None:
    (row,) = card(stored(10), score=score).outcomes
    assert (row.days_out, row.error, row.moved) == (10, error, False)
    assert (row.held50, row.held80, row.held95) == held


def test_projections_are_summed_up_by_how_far_out_they_were() -> None:
    found = card(
        stored(57, mean=230.0, low95=200.0),
        stored(56),
        stored(29),
        stored(28, mean=249.0),
        stored(8, mean=255.0, high50=256.0),
        stored(7),
        stored(0),
    )
    assert [(row.name, row.projections) for row in found.spans] == [
        ("the last week", 2),
        ("1 to 4 weeks out", 2),
        ("4 to 8 weeks out", 2),
        ("earlier", 1),
    ]
    weeks = found.spans[1]
    assert (weeks.error, weeks.miss) == (1.0, 3.0)
    assert (weeks.held50, weeks.held80, weeks.held95) == (1, 2, 2)


def test_one_made_for_another_exam_day_is_listed_and_not_summed_up() -> None:
    found = card(stored(40, exam_day=date(2027, 6, 1)), stored(3))
    assert [row.moved for row in found.outcomes] == [True, False]
    assert sum(row.projections for row in found.spans) == 1
    assert "1 projection was made for another exam day: listed, not summed up." in found.words
    only_moved = card(stored(40, exam_day=date(2027, 6, 1)))
    assert (only_moved.spans, len(only_moved.words)) == ((), 1)


def test_the_day_that_was_sat_counts_where_it_is_known() -> None:
    earlier = card(stored(3), stored(-1), step2_date=EXAM_DAY - timedelta(1))
    assert [(row.days_out, row.moved) for row in earlier.outcomes] == [(2, True)]  # nothing after the exam
    unknown = card(stored(3), stored(0), step2_date=None)
    assert [(row.days_out, row.moved) for row in unknown.outcomes] == [(3, False), (0, False)]


def test_few_projections_are_said_to_be_few_and_many_to_be_of_one_exam() -> None:
    assert card().words == ("No projection was stored before the exam: there is nothing to compare.",)
    assert card(stored(1)).words == (
        "The last projection, the day before, was 8 points too low.",
        "The 80% range held the score in 1 of 1.",
        "One projection of one exam: no pattern to see, and no proof of the model.",
    )
    assert "4 projections are too few to see a pattern." in card(*(stored(day) for day in (9, 8, 7, 6))).words
    many = card(*(stored(days) for days in range(9, 0, -1)), score=242).words
    assert many[0] == "The last projection, the day before, was 1 point too high."
    assert not any("too few" in sentence for sentence in many)
    assert "no proof of the model" in many[-1]
    assert card(stored(0), score=243).words[0] == "The last projection, on exam day, was right to the point."


@given(
    days=st.lists(st.integers(-5, 400), max_size=8, unique=True),
    score=st.integers(1, 300),
    moved=st.booleans(),
)
def test_every_projection_before_the_exam_is_in_the_list_and_those_for_the_day_in_one_span(
    days: list[int], score: int, moved: bool
) -> None:
    rows = [stored(day, exam_day=EXAM_DAY + timedelta(moved)) for day in sorted(days, reverse=True)]
    found = card(*rows, score=score)
    assert len(found.outcomes) == sum(day >= 0 for day in days)
    assert sum(span.projections for span in found.spans) == (0 if moved else len(found.outcomes))
    for span in found.spans:
        assert span.held50 <= span.held80 <= span.held95 <= span.projections
        assert abs(span.error) <= span.miss + 1e-9
    assert found.words
