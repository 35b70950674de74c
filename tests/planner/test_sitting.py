"""Sit or delay: each step of the verdict and each rule at its edges."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from emtui import guide
from emtui.plan import Assumptions, Plan, PracticeTest, Profile
from emtui.planner.demo import demo_plan
from emtui.planner.sitting import Sitting, sitting
from emtui.vocabulary import Answer, Step1, Verdict

TODAY = date(2027, 5, 20)
EXAM_DAY = date(2027, 6, 15)
WEEK = timedelta(weeks=1)


def sat(days_ago: int, score: float, instrument: str = "nbme-13", **how: Any) -> PracticeTest:
    return PracticeTest(taken_on=TODAY - timedelta(days=days_ago), instrument=instrument, score=score, **how)


def forms(*scores: float, every: int = 7) -> tuple[PracticeTest, ...]:
    """Official forms with `scores`, the oldest first, the last one two days ago."""
    last = len(scores) - 1
    return tuple(sat(2 + every * (last - n), score, f"nbme-{10 + n}") for n, score in enumerate(scores))


GOOD = forms(241, 244)
FAR = forms(222, 223)


def plan(tests: Sequence[PracticeTest] = GOOD, assumed: Assumptions | None = None, **profile: Any) -> Plan:
    """Exam on 15 June, target 245, Match of 2028, unless `profile` says otherwise."""
    known = {"step2_date": EXAM_DAY, "target": 245, "match_year": 2028, **profile}
    return Plan(profile=Profile(**known), practice_tests=tuple(tests), assumptions=assumed or Assumptions())


def asked(*args: Any, **kwargs: Any) -> Sitting:
    """The answer for such a plan today."""
    answer = sitting(plan(*args, **kwargs), TODAY)
    assert answer is not None
    return answer


def against(answer: Sitting) -> set[str]:
    """The rules that are not content."""
    return {reason.rule for reason in answer.reasons if not reason.fine}


def says(answer: Sitting, rule: str) -> str:
    """All that is said under a rule."""
    return "; ".join(reason.text for reason in answer.reasons if reason.rule == rule)


# -- step 1 and 2: nothing to decide, not enough to go by


def test_a_known_score_leaves_nothing_to_decide() -> None:
    assert sitting(plan(step2_score=251, step2_date=TODAY - WEEK), TODAY) is None
    assert sitting(plan(step2_score=190), TODAY) is None


@pytest.mark.parametrize(
    ("change", "missing", "rule"),
    [
        ({"step2_date": None}, "an exam day", "sit-by"),
        ({"target": None}, "a target", "nbme-target"),
        ({"tests": ()}, "2 practice tests", "two-nbme"),
        ({"tests": GOOD[:1]}, "a second practice test", "two-nbme"),
        ({"tests": (sat(9, 246, "uwsa-1"), sat(2, 251, "uwsa-2"))}, "an official NBME form", "nbme-near"),
        (
            {"step2_date": TODAY - timedelta(days=1)},
            "the real score, or a new exam day: the planned one is past",
            "sit-by",
        ),
    ],
)
def test_what_a_verdict_needs_is_named(change: dict[str, Any], missing: str, rule: str) -> None:
    answer = asked(**change)
    assert (answer.verdict, answer.on) == (Verdict.NOT_ENOUGH_DATA, None)
    assert missing in answer.missing
    assert rule in against(answer)
    assert answer.would_change


def test_everything_missing_is_named_at_once() -> None:
    answer = sitting(Plan(), TODAY)
    assert answer is not None
    assert answer.missing == ("an exam day", "a target", "2 practice tests", "an official NBME form")
    assert answer.options == ()
    assert (answer.latest_typical, answer.latest_safe) == (None, None)


def test_tests_that_cannot_be_counted_are_no_data() -> None:
    answer = asked((sat(2, 244), sat(-3, 246), sat(9, 240, "mock-1")))
    assert answer.missing == ("a second practice test",)


def test_exam_day_itself_can_still_be_asked_about() -> None:
    answer = asked(step2_date=TODAY)
    assert (answer.verdict, answer.on) == (Verdict.SIT, TODAY)


# -- step 3: the target out of reach


@pytest.mark.parametrize("target", range(238, 300, 2))
def test_a_target_under_ten_percent_on_every_day_up_to_the_outer_date_is_to_be_changed(target: int) -> None:
    answer = asked(FAR, target=target)
    in_season = [option for option in answer.options if option.planned or option.on <= date(2027, 8, 7)]
    chances = [option.p_target or 0.0 for option in in_season]
    assert (answer.verdict is Verdict.CHANGE_TARGET) == (max(chances) < 0.10)
    if answer.verdict is Verdict.CHANGE_TARGET:
        assert answer.on == EXAM_DAY
        assert {"change-target", "delay-gap", "nbme-near"} <= against(answer)


def test_a_chance_after_the_outer_date_does_not_save_a_target() -> None:
    answers = [asked(FAR, target=target) for target in range(238, 300)]
    saved_too_late = [
        answer
        for answer in answers
        if answer.verdict is Verdict.CHANGE_TARGET
        and any((option.p_target or 0.0) >= 0.10 for option in answer.options)
    ]
    assert saved_too_late


def test_a_planned_day_after_the_outer_date_counts_itself() -> None:
    answer = asked(FAR, step2_date=date(2027, 8, 20), target=250, eligibility_from=date(2027, 8, 20))
    assert answer.verdict is not Verdict.CHANGE_TARGET


# -- step 4: forms far below


@pytest.mark.parametrize(
    ("gap", "shift", "speaks"),
    [
        (14, None, False),
        (15, None, False),  # 15 is not more than 15
        (16, None, True),  # and the projection is more than 5 below
        (19, None, True),
        (19, 13.0, False),  # with exam day taken to read 13 higher, the projection is within 5
        (20, 13.0, False),  # 20 is not more than 20
        (21, 13.0, True),
    ],
)
def test_forms_far_below_speak_against_the_day(gap: int, shift: float | None, speaks: bool) -> None:
    answer = asked(forms(245 - gap, 245 - gap), Assumptions(shift=shift))
    assert ("delay-gap" in against(answer)) is speaks


@pytest.mark.parametrize(
    ("tests", "speaks"),
    [
        (forms(224), False),  # one form is not consistent
        (forms(224, 224), True),
        (forms(240, 224), False),
        (forms(240, 224, 224), False),  # all of the last three
        (forms(240, 224, 224, 224), True),  # the fourth is not looked at
        ((sat(43, 224), sat(2, 224)), False),  # six weeks on, a form does not count
        ((sat(42, 224), sat(2, 224)), True),
        ((sat(9, 224, "nbme-9"), sat(2, 224)), False),  # NBME 9 reads 6 low: 230
        ((sat(9, 224, "uwsa-1"), sat(2, 224)), False),
    ],
)
def test_the_last_counted_forms_are_looked_at(tests: tuple[PracticeTest, ...], speaks: bool) -> None:
    assert ("delay-gap" in against(asked(tests))) is speaks


def test_of_one_day_the_best_form_counts_first() -> None:
    rest = (sat(20, 224, "nbme-12"), sat(30, 224, "nbme-11"))
    same_day = (sat(40, 224, "nbme-10"), sat(40, 240, "nbme-9"))
    assert "delay-gap" in against(asked((*rest, sat(2, 224), *same_day)))
    assert "delay-gap" not in against(asked((*rest, *same_day)))
    assert "delay-gap" not in against(asked((*rest, *reversed(same_day))))


# -- step 4: no form near


@pytest.mark.parametrize(("score", "verdict"), [(239, Verdict.DELAY), (240, Verdict.SIT), (245, Verdict.SIT)])
def test_a_form_within_five_points_is_near(score: float, verdict: Verdict) -> None:
    answer = asked(forms(232, score))
    assert answer.verdict is verdict
    assert ("nbme-near" in against(answer)) is (verdict is Verdict.DELAY)
    assert ("nbme-target" in against(answer)) is (240 <= score < 245)


@pytest.mark.parametrize(("age", "verdict"), [(41, Verdict.SIT), (42, Verdict.SIT), (43, Verdict.DELAY)])
def test_a_near_form_counts_for_six_weeks(age: int, verdict: Verdict) -> None:
    answer = asked((sat(age, 244), sat(2, 250, "uwsa-2")))
    assert answer.verdict is verdict
    if verdict is Verdict.DELAY:
        assert answer.on == EXAM_DAY + WEEK
        assert "no official form in the last 42 days" in says(answer, "nbme-near")


@pytest.mark.parametrize(("days", "verdict"), [(28, Verdict.DELAY), (29, Verdict.SIT)])
def test_a_near_form_is_due_four_weeks_before_the_exam(days: int, verdict: Verdict) -> None:
    day = TODAY + timedelta(days=days)
    assert asked(forms(232, 238), step2_date=day).verdict is verdict
    assert asked((sat(43, 244), sat(2, 250, "uwsa-2")), step2_date=day).verdict is verdict
    if verdict is Verdict.SIT:
        answer = asked(forms(232, 238), step2_date=day)
        assert "one is due before Fri 18 Jun" in says(answer, "nbme-near")
        assert "nbme-near" in against(answer)


def test_a_near_form_is_due_earlier_where_growth_would_not_bring_one() -> None:
    day = TODAY + timedelta(days=40)
    assert asked(forms(232, 237), step2_date=day).verdict is Verdict.SIT
    assert asked(forms(232, 233), step2_date=day).verdict is Verdict.DELAY


# -- step 4: a weakness that can be mended


def test_a_weakness_delays_by_three_weeks() -> None:
    answer = asked(fixable_weakness=Answer.YES)
    assert (answer.verdict, answer.on) == (Verdict.DELAY, EXAM_DAY + 3 * WEEK)
    assert "delay-fixable" in against(answer)
    assert any(change.startswith("The weakness mended") for change in answer.would_change)


@pytest.mark.parametrize("answer", [Answer.NO, Answer.UNKNOWN, None])
def test_without_a_weakness_named_there_is_none(answer: Answer | None) -> None:
    assert asked(fixable_weakness=answer).verdict is Verdict.SIT


def test_where_the_period_ends_sooner_it_says_so() -> None:
    answer = asked(fixable_weakness=Answer.YES, eligibility_until=EXAM_DAY + 2 * WEEK)
    assert answer.on == EXAM_DAY + 2 * WEEK
    assert "late enough" in says(answer, "delay-fixable")


# -- step 4: where a delay goes


def test_a_delay_goes_to_the_first_day_that_mends_everything() -> None:
    near = asked(forms(232, 238))  # two points short of near, and usual growth brings them
    assert near.verdict is Verdict.DELAY
    assert near.on is not None
    assert EXAM_DAY < near.on < EXAM_DAY + 8 * WEEK
    assert "mends" not in says(near, "nbme-near")
    both = asked(forms(232, 239), fixable_weakness=Answer.YES)
    assert both.on == EXAM_DAY + 3 * WEEK


def test_where_no_day_mends_it_the_last_in_reach_is_named_with_a_plain_word() -> None:
    answer = asked(FAR)
    assert (answer.verdict, answer.on) == (Verdict.DELAY, EXAM_DAY + 8 * WEEK)
    assert "no day in reach mends this" in says(answer, "delay-gap")
    assert "bring about" in says(answer, "growth")


def test_a_delay_stays_in_the_eligibility_period() -> None:
    until = EXAM_DAY + 2 * WEEK
    assert asked(FAR, eligibility_until=until).on == until
    assert asked(FAR, eligibility_until=until - timedelta(days=1)).on == EXAM_DAY + WEEK
    stuck = asked(forms(226, 227), eligibility_until=EXAM_DAY + timedelta(days=6))
    assert (stuck.verdict, stuck.on) == (Verdict.SIT, EXAM_DAY)
    assert {"delay-gap", "nbme-near"} <= against(stuck)
    assert "no later day lies in the eligibility period" in says(stuck, "sit-by")


def test_a_delay_waits_for_the_eligibility_period_to_begin() -> None:
    begins = EXAM_DAY + 2 * WEEK
    answer = asked((sat(43, 244), sat(2, 250, "uwsa-2")), eligibility_from=begins)
    assert (answer.verdict, answer.on) == (Verdict.DELAY, begins)


def test_a_delay_ends_where_the_score_would_come_too_late() -> None:
    last = date(2027, 8, 25)  # four weeks before the earliest opening day, 22 September
    assert asked(FAR, step2_date=last - WEEK).on == last
    stuck = asked(FAR, step2_date=last - timedelta(days=6))
    assert (stuck.verdict, stuck.on) == (Verdict.SIT, last - timedelta(days=6))
    assert "the score would not be back" in says(stuck, "sit-by")


# -- step 5: sit, and what is seen to


def test_one_official_form_is_enough_to_sit_but_a_second_is_asked_for() -> None:
    answer = asked((sat(9, 244), sat(2, 250, "uwsa-2")))
    assert answer.verdict is Verdict.SIT
    assert "1 of 2 taken" in says(answer, "two-nbme")
    assert says(asked(), "two-nbme") == ""


def test_a_step_1_failure_and_weak_clinical_exams_ask_not_to_rush() -> None:
    assert "Step 1 failure" in says(asked(step1=Step1.PASS_AFTER_FAILURE, step1_attempts=2), "no-rush")
    assert "no-rush" in against(asked(FAR, weak_clinical_exams=Answer.YES))
    assert says(asked(step1=Step1.PASS), "no-rush") == ""


def test_a_target_below_the_pass_mark_is_judged_by_the_pass_mark() -> None:
    answer = asked(forms(208, 211), target=210)
    assert answer.verdict is Verdict.DELAY
    assert "218" in says(answer, "nbme-near")
    assert "a target of 210 does not pass" in says(answer, "target-below-pass")
    planned = next(option for option in answer.options if option.planned)
    assert planned.p_target is not None
    assert planned.p_target > planned.p_pass
    assert asked(forms(214, 216), target=210).verdict is Verdict.SIT
    assert says(asked(forms(224, 228), target=218), "target-below-pass") == ""


def test_a_doubtful_pass_is_said_whatever_the_target() -> None:
    assert "stays on the record" in says(asked(forms(214, 216), target=220), "pass")
    assert says(asked(), "pass") == ""


def test_a_pass_is_not_retaken() -> None:
    assert "not retaken" in says(asked(), "no-retake")


# -- what would change it


ASKED = {
    "sits": plan(),
    "one form near": plan((sat(9, 244), sat(2, 250, "uwsa-2"))),
    "no form near": plan(forms(232, 238)),
    "far below": plan(FAR),
    "weakness": plan(fixable_weakness=Answer.YES),
    "weakness and far below": plan(FAR, fixable_weakness=Answer.YES),
    "out of reach": plan(forms(200, 205), target=260),
    "no later day": plan(FAR, eligibility_until=EXAM_DAY),
    "all forms taken": plan(forms(*(232 + n for n in range(7)), every=4)),
    "taken today": plan((sat(9, 236), sat(0, 238, "nbme-14"))),
    **{f"scenario {number}": demo_plan(number, TODAY) for number in (1, 2, 3)},
}


@pytest.mark.parametrize("name", ASKED)
def test_what_would_change_it_does(name: str) -> None:
    asked_of = ASKED[name]
    answer = sitting(asked_of, TODAY)
    assert answer is not None
    assert answer.would_change
    for change in answer.would_change:
        what, arrow, leads = change.partition(" → ")
        assert arrow or name == "no later day", change
        changed = imagined(asked_of, what)
        if changed is not None:
            assert said(changed) in leads, change


@pytest.mark.parametrize("name", ["no form near", "far below", "taken today", "scenario 1", "scenario 2"])
def test_a_form_a_point_better_or_worse_would_not(name: str) -> None:
    answer = sitting(ASKED[name], TODAY)
    assert answer is not None
    (what,) = [change.partition(" → ")[0] for change in answer.would_change if " at " in change]
    step = 1 if what.endswith("or less") else -1
    short = imagined(ASKED[name], what, beside=step)
    assert short is not None
    there, here = sitting(short, TODAY), sitting(ASKED[name], TODAY)
    assert there is not None
    assert here is not None
    assert (there.verdict is Verdict.SIT) == (here.verdict is Verdict.SIT)


def imagined(asked_of: Plan, what: str, beside: int = 0) -> Plan | None:
    """The plan changed as `what` says; None where it says nothing that a plan can hold."""
    profile = asked_of.profile
    if "mended" in what:
        weakness = Answer.YES if what.startswith("A clear") else Answer.NO
        profile = replace(profile, fixable_weakness=weakness)
    if what.startswith("Target "):
        profile = replace(profile, target=int(what.split()[1]))
    tests = asked_of.practice_tests
    if " at " in what:
        name, _, rest = what.partition(" at ")
        form = next(known for known in guide.instruments().values() if known.name == name)
        score = float(int(rest.split()[0]) + beside)
        tests = (*tests, PracticeTest(taken_on=TODAY, instrument=form.id, score=score))
    changed = replace(asked_of, profile=profile, practice_tests=tests)
    return None if changed == asked_of else changed


def said(changed: Plan) -> str:
    """Where such a plan leads, in the words of what would change."""
    answer = sitting(changed, TODAY)
    assert answer is not None
    if answer.verdict is Verdict.CHANGE_TARGET:
        return "change the target"
    assert answer.on is not None
    verdict = "sit on" if answer.verdict is Verdict.SIT else "delay to"
    return f"{verdict} {answer.on:%a} {answer.on.day}"
