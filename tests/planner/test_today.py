"""The Today tab's answers: what to do first, what comes next, what needs mending."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from emtui.plan import CalendarEntry, OwnInstrument, Plan, PracticeTest, Profile, QuestionBlock
from emtui.planner.demo import demo_plan
from emtui.planner.today import TodayView, today_view
from emtui.vocabulary import DualSpecialty, EntryKind, Exam, Lane, Tab, Visa

TODAY = date(2027, 5, 20)
DAY = timedelta(days=1)


def seen(plan: Plan | None = None, today: date = TODAY, **changes: Any) -> TodayView:
    """Today's view of `plan` with `changes` to its profile; unless given the first demo without own dates."""
    plan = replace(demo_plan(1, TODAY), calendar_entries=()) if plan is None else plan
    return today_view(replace(plan, profile=replace(plan.profile, **changes)), today)


def warned(view: TodayView) -> dict[str, str]:
    """The warnings by id, as they read."""
    return {warning.id: f"{warning.sign} {warning.subject}; {warning.text}" for warning in view.warnings}


def test_the_countdown_runs_to_the_exam_and_past_it() -> None:
    assert seen().days_to_exam == 26
    assert seen(today=TODAY + 30 * DAY).days_to_exam == -4
    assert seen(Plan()).days_to_exam is None


def test_on_an_empty_plan_the_first_thing_is_the_exam_day_and_nothing_is_red() -> None:
    view = seen(Plan())
    assert [due.title for due in view.due][:3] == ["Set an exam day", "Set a target", "Practice test"]
    assert {warning.sign for warning in view.warnings} == {"?"}


def test_with_all_in_order_what_is_left_is_today_s_questions() -> None:
    view = seen()
    assert [due.kind for due in view.due] == ["reviews", "questions", "mistakes"]
    plan = replace(demo_plan(1, TODAY), item_states=(), reviews=(), mistakes=())
    block = QuestionBlock(done_on=TODAY, questions=40, correct=31)
    assert seen(replace(plan, question_blocks=(*plan.question_blocks, block))).due == ()


def test_after_the_exam_day_the_score_is_asked_for() -> None:
    view = seen(today=TODAY + 40 * DAY)
    assert view.due[0].title == "Enter the score"
    assert view.due[0].tab is Tab.PROFILE
    assert "exam-past" in warned(view)


def test_once_the_score_is_in_nothing_about_sitting_is_left() -> None:
    view = seen(today=TODAY + 60 * DAY, step2_score=248)
    assert view.due == ()
    assert not warned(view).keys() & {"exam-past", "stale-test", "nbme-near", "sit-by", "no-target"}
    assert "Step 2 CK" not in [entry.title for entry in view.next]


def test_a_stale_test_is_said_with_its_age() -> None:
    plan = demo_plan(1, TODAY)
    old = tuple(
        replace(test, taken_on=test.taken_on - 90 * DAY, id=index)
        for index, test in enumerate(plan.practice_tests)
    )
    view = seen(replace(plan, practice_tests=old))
    assert "95 days old" in warned(view)["stale-test"]
    assert "95 days old" in next(due.detail for due in view.due if due.kind == "practice-test")


def test_no_form_near_the_target_is_said_with_the_days_left() -> None:
    view = seen(target=256)
    assert warned(view)["nbme-near"] == "! No NBME near 256 yet; best is 241, 26 days left"
    assert "nbme-near" not in warned(seen())


@pytest.mark.parametrize(
    ("changes", "warning"),
    [
        ({"target": None}, "no-target"),
        ({"target": 217}, "target-below-pass"),
        ({"step2_date": None}, "no-exam-day"),
        ({"eligibility_until": date(2027, 6, 1)}, "outside-eligibility"),
        ({"step2_date": date(2027, 7, 8)}, "sit-by"),
        ({"visa": Visa.UNDECIDED}, "visa-undecided"),
        ({"visa": None}, "visa-unknown"),
        ({"oet_result": None}, "oet-unknown"),
        ({"oet_date": None}, "oet-not-booked"),
        ({"oet_date": date(2028, 1, 8)}, "oet-late"),
        ({"match_year": None}, "no-match-year"),
        ({"dedicated_from": None}, "no-dedicated"),
        ({"step1_attempts": 3}, "contradiction"),
    ],
)
def test_each_thing_amiss_is_said_and_only_then(changes: dict[str, Any], warning: str) -> None:
    view = seen(**changes)
    assert warning in warned(view)
    assert warning not in warned(seen())
    assert next(found for found in view.warnings if found.id == warning).tab is Tab.PROFILE


def test_a_target_at_the_pass_mark_passes() -> None:
    assert "target-below-pass" not in warned(seen(target=218))


def test_oet_is_not_pressed_the_year_before() -> None:
    assert "oet-not-booked" not in warned(seen(oet_date=None, match_year=2029))
    assert "oet-not-booked" not in warned(seen(oet_date=None, oet_result=Exam.PASS))


def test_tests_dated_ahead_and_of_unknown_forms_are_named() -> None:
    plan = demo_plan(1, TODAY)
    strange = PracticeTest(taken_on=TODAY - DAY, instrument="nbme-99", score=240)
    ahead = PracticeTest(taken_on=TODAY + DAY, instrument="nbme-15", score=250)
    view = seen(replace(plan, practice_tests=(*plan.practice_tests, strange, ahead)))
    assert warned(view)["future-tests"].startswith("! 1 test dated after today")
    assert "nbme-99" in warned(view)["unknown-instrument"]
    own = OwnInstrument(instrument="nbme-99", name="NBME 99")
    known = seen(replace(plan, practice_tests=(*plan.practice_tests, strange), own_instruments=(own,)))
    assert "unknown-instrument" not in warned(known)


def test_conflicts_come_first_and_unknowns_last() -> None:
    signs = [warning.sign for warning in seen(step1_attempts=3, visa=None, target=256).warnings]
    assert signs == sorted(signs, key="×!?".index)
    assert set(signs) == {"×", "!", "?"}


def test_next_dates_are_the_user_s_own_and_the_season_s_soonest_first() -> None:
    view = seen(in_us_until=TODAY + 75 * DAY)
    assert [(entry.days, entry.title, entry.lane.value, entry.estimate) for entry in view.next] == [
        (13, "ResidencyCAS opens", "applications", True),
        (26, "Step 2 CK", "study", False),
        (51, "Eligibility ends", "study", False),
        (68, "OET", "ecfmg", False),
        (75, "Last day in the US", "visa", False),
        (104, "Submission opens", "applications", True),
        (118, "NRMP registration", "match", True),
        (132, "Programs read", "applications", True),
        (286, "Rank list due", "match", True),
        (302, "Match Day", "match", True),
    ]


def test_without_a_match_year_only_the_user_s_own_dates_are_known() -> None:
    titles = [entry.title for entry in seen(match_year=None).next]
    assert titles == ["Step 2 CK", "Eligibility ends", "OET"]


def test_a_second_specialty_brings_the_dates_of_eras() -> None:
    view = seen(dual_specialty=DualSpecialty.IM)
    assert {entry.title for entry in view.next} >= {"ERAS submission", "ERAS review", "Match Day"}
    assert not any("ERAS" in entry.title for entry in seen().next)


def test_published_dates_are_no_estimates_and_the_near_ones_are_all_there() -> None:
    view = seen(Plan(profile=Profile(match_year=2027)), today=date(2027, 1, 25))
    assert [(entry.title, entry.estimate) for entry in view.next] == [
        ("NRMP standard deadline", False),
        ("Ranking opens", False),
        ("Rank list due", False),
        ("Match Day", False),
    ]


def test_the_user_s_own_dates_are_never_pushed_out() -> None:
    own: dict[str, Any] = {
        "dedicated_from": TODAY + DAY, "eligibility_from": TODAY, "oet_date": TODAY + 190 * DAY,
        "oet_result": Exam.NOT_TAKEN, "step3": Exam.NOT_TAKEN, "step3_date": TODAY + 700 * DAY,
        "in_us_until": TODAY + 800 * DAY, "dual_specialty": DualSpecialty.IM,
    }  # fmt: skip
    titles = [entry.title for entry in seen(**own).next]
    assert len(titles) == 12
    assert titles[-2:] == ["Step 3", "Last day in the US"]


def test_own_entries_come_with_the_rest_and_do_not_push_the_season_out() -> None:
    rows = tuple(
        CalendarEntry(id=days, title=f"own {days}", lane=Lane.STUDY, starts_on=TODAY + days * DAY)
        for days in (3, *range(20, 40))
    )
    titles = [entry.title for entry in seen(replace(demo_plan(1, TODAY), calendar_entries=rows)).next]
    assert len(titles) == 12
    assert {"own 3", "own 20", "Step 2 CK", "Match Day"} <= set(titles)


def test_what_the_calendar_finds_in_conflict_is_said_on_today() -> None:
    nights = CalendarEntry(
        id=1, title="Nights", lane=Lane.STUDY, kind=EntryKind.NIGHTS,
        starts_on=TODAY + 24 * DAY, ends_on=TODAY + 26 * DAY,
    )  # fmt: skip
    view = seen(replace(demo_plan(1, TODAY), calendar_entries=(nights,)))
    assert warned(view)["exam-in-nights"].startswith("× Exam in a night block; a night shift the same night")


def test_the_week_ends_today_and_adds_the_day_up() -> None:
    blocks = tuple(QuestionBlock(done_on=TODAY - DAY, questions=40, correct=right) for right in (30, 25))
    old = QuestionBlock(done_on=TODAY - 7 * DAY, questions=10, correct=5)
    test = PracticeTest(taken_on=TODAY - 2 * DAY, instrument="nbme-13", score=241)
    week = seen(Plan(practice_tests=(test,), question_blocks=(old, *blocks))).week
    assert [day.day for day in week] == [TODAY - back * DAY for back in range(6, -1, -1)]
    assert (week[5].questions, week[5].correct) == (80, 55)
    assert [row.score for row in week[4].tests] == [241]
    assert sum(day.questions for day in week) == 80


def test_one_test_asks_for_a_second() -> None:
    test = PracticeTest(taken_on=TODAY, instrument="nbme-13", score=241)
    view = seen(Plan(profile=Profile(step2_date=TODAY + 50 * DAY, target=245), practice_tests=(test,)))
    assert warned(view)["few-tests"] == "? 1 practice test; two make a projection"
    assert view.due[0].detail == "a second one makes the projection"
