"""What the projection assumes: the guide's figures beside the user's, and the projection with others."""

from dataclasses import replace
from datetime import date

import pytest

from emtui import guide
from emtui.plan import Assumptions, OwnInstrument, Plan, PracticeTest, Profile
from emtui.planner.instruments import SHIFT, Assumed, as_the_guide_has_it, assumed, with_figures
from emtui.planner.scores import scores

TODAY = date(2027, 5, 20)
PLAN = Plan(
    profile=Profile(step2_date=date(2027, 6, 15), target=245),
    practice_tests=(
        PracticeTest(taken_on=date(2027, 4, 10), instrument="nbme-9", score=236),
        PracticeTest(taken_on=date(2027, 5, 15), instrument="nbme-14", score=241),
    ),
)
OWN = (
    OwnInstrument(instrument="nbme-9", name="NBME 9", offset=0),
    OwnInstrument(instrument="nbme-17", name="NBME 17", noise_sd=11),
)


def row(plan: Plan, key: str) -> Assumed:
    return next(found for found in assumed(plan, TODAY) if found.key == key)


def mean(plan: Plan) -> float:
    found = scores(plan, TODAY).figures.mean
    assert found is not None
    return found


def test_the_shift_comes_first_then_the_guide_s_tests_then_one_s_own() -> None:
    keys = [found.key for found in assumed(replace(PLAN, own_instruments=OWN), TODAY)]
    assert keys == [SHIFT, *guide.instruments(), "nbme-17"]


def test_only_what_differs_from_the_guide_is_yours() -> None:
    plan = replace(PLAN, own_instruments=OWN, assumptions=Assumptions(shift=2.5, shift_sd=1))
    assert row(plan, "nbme-9").yours == ("offset",)
    assert row(plan, "nbme-17").yours == ("noise_sd",)
    assert row(plan, "nbme-14").yours == ()
    assert row(plan, SHIFT).yours == ("shift_sd",)


def test_days_sat_are_those_up_to_today() -> None:
    later = PracticeTest(taken_on=date(2027, 5, 21), instrument="nbme-9", score=240)
    plan = replace(PLAN, practice_tests=(*PLAN.practice_tests, later))
    assert row(plan, "nbme-9").taken == (date(2027, 4, 10),)


def test_a_test_said_to_read_higher_lowers_the_projection() -> None:
    assert mean(with_figures(PLAN, row(PLAN, "nbme-14"), {"offset": 6.0})) < mean(PLAN)


def test_a_smaller_shift_lowers_the_projection() -> None:
    assert mean(with_figures(PLAN, row(PLAN, SHIFT), {"shift": 0.0})) < mean(PLAN)


@pytest.mark.parametrize("plan", [PLAN, replace(PLAN, own_instruments=OWN, assumptions=Assumptions(shift=9))])
def test_without_own_figures_the_projection_is_the_guide_s(plan: Plan) -> None:
    assert mean(as_the_guide_has_it(plan)) == mean(PLAN)


def test_a_form_of_ones_own_stays_known_as_the_guide_has_it() -> None:
    sat = PracticeTest(taken_on=date(2027, 5, 1), instrument="nbme-17", score=240)
    plan = replace(PLAN, own_instruments=OWN, practice_tests=(*PLAN.practice_tests, sat))
    assert all(test.counted for test in scores(as_the_guide_has_it(plan), TODAY).tests)


def test_a_value_that_says_what_the_guide_does_is_stored_as_unknown() -> None:
    found = row(PLAN, "nbme-9")
    assert found.own_values({"offset": -6.0, "noise_sd": 9.0}) == {"offset": None, "noise_sd": 9.0}
