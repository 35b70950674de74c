"""Practice tests still to come, in words: what a what-if understands and what it refuses."""

from datetime import date

import pytest

from emtui.dates import Order
from emtui.errors import Refused
from emtui.plan import Plan, PracticeTest
from emtui.words.imagined import read_imagined

TODAY = date(2027, 5, 20)
UNTIL = date(2027, 6, 15)
TAKEN = Plan(practice_tests=(PracticeTest(taken_on=TODAY, instrument="nbme-14", score=241),))


def read(line: str, order: Order | None = None) -> PracticeTest:
    return read_imagined(line, plan=TAKEN, today=TODAY, until=UNTIL, order=order)


@pytest.mark.parametrize(
    ("line", "instrument", "score", "day"),
    [
        ("nbme 15 244", "nbme-15", 244, TODAY),
        ("nbme15 244 on 29 may", "nbme-15", 244, date(2027, 5, 29)),
        ("uwsa2 250 +7", "uwsa-2", 250, date(2027, 5, 27)),
        ("free120 76% fri", "free-120", 76, date(2027, 5, 21)),
        ("nbme 15 244 tue 15 jun", "nbme-15", 244, UNTIL),
        ("nbme 14 246", "nbme-14", 246, TODAY),  # takes the place of the real one
    ],
)
def test_the_day_comes_last_and_lies_ahead(line: str, instrument: str, score: float, day: date) -> None:
    assert read(line) == PracticeTest(taken_on=day, instrument=instrument, score=score)


def test_how_it_would_be_sat_is_understood() -> None:
    assert read("nbme 15 244 untimed retake 29 may") == PracticeTest(
        taken_on=date(2027, 5, 29), instrument="nbme-15", score=244, timed=False, retake=True
    )


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("", "nothing was typed"),
        ("nbme 15", "score of NBME 15 is missing"),
        ("nbme 15 244 yesterday", "not between today and exam day"),
        ("nbme 15 244 16 jun", "not between today and exam day"),
        ("nbme 15 244 11/06", "--dates"),
        ("nbme 77 244", "not known"),
        ("40q 31 cardio", "imagined with its score and day"),
        ("real 251", "imagined with its score and day"),
    ],
)
def test_what_is_refused_says_why(line: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        read(line)


def test_the_order_of_dates_is_the_users() -> None:
    assert read("nbme 15 244 11/06", Order.DMY).taken_on == date(2027, 6, 11)
