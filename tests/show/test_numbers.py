"""The formats people read: no false precision, no certainty, halves rounded as people round."""

import pytest

from emtui.show import numbers
from emtui.vocabulary import Unit


@pytest.mark.parametrize(
    ("probability", "written"),
    [
        (0.0, "< 1%"),
        (0.0099, "< 1%"),
        (0.01, "1%"),
        (0.424, "42%"),
        (0.425, "43%"),
        (0.99, "99%"),
        (0.991, "> 99%"),
        (1.0, "> 99%"),
    ],
)
def test_a_probability_is_never_written_as_certain(probability: float, written: str) -> None:
    assert numbers.percent(probability) == written


@pytest.mark.parametrize(("points", "written"), [(242.5, "242"), (237.99, "237"), (238.0, "238")])
def test_a_score_counts_the_points_reached_in_full(points: float, written: str) -> None:
    assert numbers.score(points) == written


def test_a_practice_score_keeps_its_own_unit() -> None:
    assert numbers.own_score(66.0, Unit.PERCENT) == "66%"
    assert numbers.own_score(241.0, Unit.POINTS) == "241"


def test_ranges_read_as_words_and_stand_tight_in_tables() -> None:
    assert numbers.spread(232.6, 253.1) == "233 to 253"
    assert numbers.tight_spread(232.6, 253.1) == "233–253"


@pytest.mark.parametrize(("points", "written"), [(0.84, "0.8"), (-0.04, "0.0"), (-1.25, "-1.2")])
def test_a_pace_has_one_decimal_and_no_minus_nothing(points: float, written: str) -> None:
    assert numbers.pace(points) == written


def test_thousands_money_and_spans() -> None:
    assert numbers.count(1040) == "1,040"
    assert numbers.money(1097) == "$1,097"
    assert numbers.money(-1097) == "-$1,097"
    assert numbers.days(26) == "26 d"
    assert numbers.weeks(3) == "3 w"
    assert numbers.many(1, "test") == "1 test"
    assert numbers.many(1040, "question") == "1,040 questions"
    assert numbers.many(2, "entry", "entries") == "2 entries"


@pytest.mark.parametrize(
    ("days", "written"),
    [(0, "today"), (1, "tomorrow"), (-1, "yesterday"), (26, "in 26 days"), (-19, "19 days ago")],
)
def test_a_far_day_is_said_in_words(days: int, written: str) -> None:
    assert numbers.days_in_words(days) == written
