"""What-ifs: the plan imagined otherwise, and what that would bring."""

from dataclasses import replace
from datetime import date, timedelta

from emtui.plan import Plan, PracticeTest, Profile, WhatIf
from emtui.planner.scores import scores
from emtui.planner.sitting import sitting
from emtui.planner.what_if import AS_PLANNED, compare, imagine, outcome
from emtui.vocabulary import Verdict

TODAY = date(2027, 5, 20)
PLAN = Plan(
    profile=Profile(step2_date=date(2027, 6, 15), target=245, match_year=2028),
    practice_tests=(
        PracticeTest(id=1, taken_on=date(2027, 3, 13), instrument="nbme-12", score=232),
        PracticeTest(id=2, taken_on=date(2027, 4, 10), instrument="nbme-13", score=236),
        PracticeTest(id=3, taken_on=date(2027, 5, 15), instrument="nbme-14", score=241),
    ),
)


def ahead(days: int, score: float, instrument: str = "nbme-15") -> PracticeTest:
    return PracticeTest(taken_on=TODAY + timedelta(days), instrument=instrument, score=score)


def test_as_planned_is_what_the_tab_and_the_verdict_say() -> None:
    found, verdict = outcome(PLAN, AS_PLANNED, TODAY), sitting(PLAN, TODAY)
    assert verdict is not None
    assert imagine(PLAN, AS_PLANNED) == PLAN
    assert found.scores.figures == scores(PLAN, TODAY).figures
    assert (found.verdict, found.on, found.reasons) == (verdict.verdict, verdict.on, verdict.reasons)
    assert found.planned == next(option for option in verdict.options if option.planned)


def test_a_later_day_and_a_lower_target_make_the_target_likelier() -> None:
    planned, later, lower = compare(
        PLAN, [WhatIf(name="later", exam_day=date(2027, 7, 6)), WhatIf(name="lower", target=238)], TODAY
    )
    before = planned.scores.figures.p_target
    assert before is not None
    assert later.scores.exam_day == date(2027, 7, 6)
    assert later.scores.figures.p_target is not None
    assert later.scores.figures.p_target > before
    assert lower.scores.target == 238
    assert lower.scores.figures.p_target is not None
    assert lower.scores.figures.p_target > before
    assert PLAN.profile.target == 245


def test_a_test_to_come_is_looked_at_from_its_own_day() -> None:
    found = outcome(PLAN, WhatIf(name="", tests=(ahead(9, 246), ahead(3, 240, "uwsa-2"))), TODAY)
    assert found.seen_on == TODAY + timedelta(9)
    assert all(test.counted for test in found.scores.tests)
    assert len(found.scores.tests) == 5


def test_a_test_after_the_exam_day_tried_does_not_count() -> None:
    sooner = WhatIf(name="", exam_day=TODAY + timedelta(5), tests=(ahead(9, 270),))
    without = replace(sooner, tests=())
    found = outcome(PLAN, sooner, TODAY)
    assert found.seen_on == TODAY
    assert found.scores.figures == outcome(PLAN, without, TODAY).scores.figures


def test_a_better_test_raises_and_a_worse_one_lowers_the_projection() -> None:
    worse, better = (outcome(PLAN, WhatIf(name="", tests=(ahead(5, score),)), TODAY) for score in (215, 262))
    assert worse.scores.figures.mean is not None
    assert better.scores.figures.mean is not None
    assert worse.scores.figures.mean < better.scores.figures.mean


def test_an_imagined_test_takes_the_place_of_a_real_one_of_its_day() -> None:
    again = PracticeTest(taken_on=date(2027, 5, 15), instrument="nbme-14", score=250)
    tests = imagine(PLAN, WhatIf(name="", tests=(again,))).practice_tests
    assert [test.score for test in tests] == [232, 236, 250]


def test_a_poor_form_can_turn_the_verdict() -> None:
    assert outcome(PLAN, AS_PLANNED, TODAY).verdict is Verdict.SIT
    poor = WhatIf(name="", tests=(ahead(0, 215), ahead(0, 216, "nbme-16")))
    assert outcome(PLAN, poor, TODAY).verdict is not Verdict.SIT


def test_nothing_is_advised_once_the_score_is_known_nor_without_data() -> None:
    taken = replace(PLAN, profile=replace(PLAN.profile, step2_score=251))
    assert outcome(taken, AS_PLANNED, TODAY).verdict is None
    empty = outcome(Plan(), WhatIf(name="", exam_day=date(2027, 6, 15)), TODAY)
    assert empty.verdict is Verdict.NOT_ENOUGH_DATA
    assert empty.planned is None


def test_a_saved_what_if_whose_exam_day_is_past_still_answers() -> None:
    found = outcome(PLAN, WhatIf(name="old", exam_day=date(2027, 5, 1)), TODAY)
    assert found.verdict is Verdict.NOT_ENOUGH_DATA
