"""Each conflict: a plan that has it, the same plan mended, and the way out it names."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from emtui.plan import (
    CalendarEntry,
    Interview,
    Letter,
    LetterAssignment,
    OverruledDate,
    Plan,
    Profile,
    Program,
    Rotation,
)
from emtui.planner.calendar import CONFLICT, LOOK, Conflict, calendar
from emtui.planner.demo import demo_plan
from emtui.planner.today import today_view
from emtui.vocabulary import (
    ApplicationState,
    Ecfmg,
    EntryKind,
    Exam,
    Lane,
    LetterKind,
    LetterState,
    RotationKind,
    RotationState,
    Tab,
)

TODAY = date(2027, 5, 20)
DAY = timedelta(days=1)

SOUND = Profile(
    match_year=2028,
    step2_date=date(2027, 6, 15),
    dedicated_from=date(2027, 5, 24),
    eligibility_from=date(2027, 4, 10),
    eligibility_until=date(2027, 12, 10),
    oet_date=date(2027, 7, 27),
    oet_result=Exam.NOT_TAKEN,
    ecfmg=Ecfmg.NOT_STARTED,
)
ROTATION = Rotation(
    id=3,
    site="County",
    kind=RotationKind.AWAY_EM,
    state=RotationState.ACCEPTED,
    starts_on=date(2027, 7, 5),
    ends_on=date(2027, 7, 30),
)
LETTER = Letter(id=4, kind=LetterKind.ESLOE, writer="Dr. A", rotation_id=3, state=LetterState.UPLOADED)
PROGRAM = Program(id=11, name="County EM", application=ApplicationState.APPLIED)


def plan(profile: dict[str, Any] | None = None, **tables: Any) -> Plan:
    """A plan without conflicts, with changes to its profile and with `tables`."""
    return Plan(profile=replace(SOUND, **(profile or {})), **tables)


def found(content: Plan, today: date = TODAY) -> dict[str, Conflict]:
    """The conflicts by id."""
    return {conflict.id: conflict for conflict in calendar(content, today).conflicts}


def dates(**changes: Any) -> tuple[Rotation]:
    return (replace(ROTATION, **changes),)


def test_a_sound_plan_has_none() -> None:
    assert found(plan(rotations=(ROTATION,), letters=(LETTER,))) == {}


@pytest.mark.parametrize(
    ("name", "broken", "sign", "tab"),
    [
        ("score-late", plan({"step2_date": date(2027, 9, 1)}), CONFLICT, Tab.PROFILE),
        ("score-late", plan({"step2_date": date(2027, 8, 10)}), LOOK, Tab.PROFILE),
        (
            "rotation-over-exam",
            plan(rotations=dates(starts_on=date(2027, 6, 7), ends_on=date(2027, 7, 2))),
            CONFLICT,
            Tab.CALENDAR,
        ),
        (
            "rotation-over-study",
            plan(rotations=dates(starts_on=date(2027, 5, 10), ends_on=date(2027, 6, 4))),
            LOOK,
            Tab.CALENDAR,
        ),
        (
            "sloe-late",
            plan(rotations=dates(starts_on=date(2027, 9, 6), ends_on=date(2027, 10, 1))),
            CONFLICT,
            Tab.ROTATIONS,
        ),
        ("oet-late", plan({"oet_date": date(2028, 1, 8)}), CONFLICT, Tab.PROFILE),
        ("pathway-late", plan({"oet_date": date(2028, 2, 20)}), CONFLICT, Tab.PROFILE),
        ("pathway-late", plan({"oet_date": date(2028, 1, 20)}), LOOK, Tab.PROFILE),
        ("letter-unassigned", plan(letters=(LETTER,), programs=(PROGRAM,)), LOOK, Tab.ROTATIONS),
        (
            "exam-in-nights",
            plan({"shift_pattern": "NNNNPOO", "shift_anchor": date(2027, 6, 13)}),
            CONFLICT,
            Tab.PROFILE,
        ),
        ("outside-eligibility", plan({"eligibility_until": date(2027, 6, 1)}), CONFLICT, Tab.PROFILE),
        (
            "leaves-us",
            plan({"in_us_until": date(2027, 7, 15)}, rotations=(ROTATION,)),
            CONFLICT,
            Tab.PROFILE,
        ),
    ],
)
def test_each_conflict_is_found_with_a_way_out(name: str, broken: Plan, sign: str, tab: Tab) -> None:
    conflict = found(broken)[name]
    assert (conflict.sign, conflict.tab) == (sign, tab)
    assert conflict.way_out
    view = calendar(broken, TODAY)
    assert all(entry in view.by_id for entry in conflict.entries)
    assert name in {warning.id for warning in today_view(broken, TODAY).warnings}


def test_the_score_conflict_counts_from_the_earliest_day_programs_may_read() -> None:
    late = found(plan({"step2_date": date(2027, 8, 26)}))["score-late"]
    assert late.text == "back about Thu 23 Sep, programs read from Wed 22 Sep"
    assert late.way_out == "sit by Wed 28 Jul to be safe, Wed 25 Aug at the latest"
    assert found(plan({"step2_date": date(2027, 7, 28)})) == {}
    assert "score-late" not in found(plan({"step2_date": date(2027, 8, 26), "step2_score": 245}))


def test_an_exam_that_is_over_cannot_be_moved_any_more() -> None:
    waiting = found(plan({"step2_date": date(2027, 8, 26)}), date(2027, 9, 10))["score-late"]
    assert waiting.way_out == "apply on time all the same, and tell programs when it is in"


def test_a_rotation_that_ends_on_the_day_before_the_exam_is_in_nobodys_way() -> None:
    before = dates(starts_on=date(2027, 4, 26), ends_on=date(2027, 5, 23))
    assert found(plan(rotations=before)) == {}
    on_the_day = dates(starts_on=date(2027, 6, 15), ends_on=date(2027, 7, 9))
    assert found(plan(rotations=on_the_day)).keys() == {"rotation-over-exam"}


def test_the_days_lost_to_a_rotation_are_counted() -> None:
    lost = found(plan(rotations=dates(starts_on=date(2027, 5, 10), ends_on=date(2027, 6, 4))))
    assert lost["rotation-over-study"].text == "12 days of 22 days"


def test_a_late_sloe_matters_less_where_two_others_are_in_time() -> None:
    late = dates(starts_on=date(2027, 9, 6), ends_on=date(2027, 10, 1))
    assert found(plan(rotations=late))["sloe-late"].sign == CONFLICT
    assert found(plan({"em_sloes": 2}, rotations=late))["sloe-late"].sign == LOOK


def test_a_letter_due_after_programs_read_is_late_whatever_its_rotation() -> None:
    due = replace(LETTER, state=LetterState.PROMISED, due_on=date(2027, 10, 5))
    late = found(plan(rotations=(ROTATION,), letters=(due,)))["sloe-late"]
    assert late.subject == "Letter of Dr. A after they read"
    assert late.text == "due Tue 5 Oct, programs read about Wed 29 Sep"


def test_the_overruled_opening_day_counts() -> None:
    row = OverruledDate(id=1, match_year=2028, milestone="residencycas-programs-read", day=date(2027, 7, 20))
    assert found(plan(rotations=(ROTATION,), overruled_dates=(row,)))["sloe-late"].sign == CONFLICT
    assert found(plan(overruled_dates=(row,)))["score-late"].sign == LOOK


def test_oet_is_in_time_on_the_last_december_day_and_once_it_is_passed() -> None:
    assert "oet-late" not in found(plan({"oet_date": date(2027, 12, 31)}))
    assert "oet-late" not in found(plan({"oet_date": date(2028, 1, 8), "oet_result": Exam.PASS}))
    late = found(plan({"oet_date": date(2028, 1, 8)}))["oet-late"]
    assert late.text == "the last sitting that counts is in December 2027"


def test_an_unbegun_pathway_is_late_after_its_last_day() -> None:
    waiting = {"ecfmg": Ecfmg.NOT_STARTED, "oet_result": Exam.PASS}
    assert "pathway-late" not in found(plan(waiting), date(2027, 12, 20))
    assert found(plan(waiting), date(2028, 1, 20))["pathway-late"].sign == LOOK
    assert found(plan(waiting), date(2028, 2, 20))["pathway-late"].sign == CONFLICT
    submitted = {**waiting, "ecfmg": Ecfmg.PATHWAY_SUBMITTED}
    assert found(plan(submitted), date(2028, 2, 10))["pathway-late"].sign == LOOK
    assert "pathway-late" not in found(plan({**waiting, "ecfmg": None}), date(2028, 2, 20))
    assert "pathway-late" not in found(plan({**waiting, "ecfmg": Ecfmg.CERTIFIED}), date(2028, 2, 20))


def test_letters_assigned_to_every_program_are_no_conflict() -> None:
    given = (LetterAssignment(letter_id=4, program_id=11),)
    assert found(plan(letters=(LETTER,), programs=(PROGRAM,), letter_assignments=given)) == {}
    considered = replace(PROGRAM, application=ApplicationState.CONSIDERING)
    assert found(plan(letters=(LETTER,), programs=(considered,))) == {}
    two = (PROGRAM, replace(PROGRAM, id=12))
    some = found(plan(letters=(LETTER,), programs=two, letter_assignments=given))["letter-unassigned"]
    assert some.text == "1 of 2 programs could have more of the 1 uploaded"


def test_nights_on_the_calendar_count_as_those_of_the_pattern_do() -> None:
    nights = CalendarEntry(
        id=7, title="Nights", lane=Lane.ROTATIONS, kind=EntryKind.NIGHTS,
        starts_on=date(2027, 6, 10), ends_on=date(2027, 6, 14),
    )  # fmt: skip
    conflict = found(plan(calendar_entries=(nights,)))["exam-in-nights"]
    assert conflict.entries == ("exam", "entry:7")
    assert conflict.text == "a night shift the night before, Mon 14 Jun"
    earlier = replace(nights, ends_on=date(2027, 6, 13))
    assert found(plan(calendar_entries=(earlier,))) == {}


def test_a_pattern_that_starts_nobody_knows_when_is_only_looked_at() -> None:
    guessed = found(plan({"shift_pattern": "NNNNNNN"}))["exam-in-nights"]
    assert (guessed.sign, guessed.field) == (LOOK, "shift_anchor")


def test_an_interview_after_leaving_may_be_virtual() -> None:
    interview = Interview(id=2, program_id=11, day=date(2027, 11, 3))
    late = plan({"in_us_until": date(2027, 10, 1)}, programs=(PROGRAM,), interviews=(interview,))
    assert found(late)["leaves-us"].sign == LOOK


def test_nothing_is_a_conflict_once_the_match_is_over() -> None:
    broken = plan({"oet_date": date(2028, 1, 8), "step2_date": date(2027, 9, 1)})
    assert found(broken, date(2028, 3, 17)).keys() >= {"oet-late"}
    assert found(broken, date(2028, 3, 18)) == {}


def test_what_is_unknown_is_no_conflict() -> None:
    assert found(Plan()) == {}
    assert found(Plan(profile=Profile(match_year=2028, shift_pattern="N"))) == {}


def test_those_that_break_something_come_first() -> None:
    broken = plan(
        {"oet_date": date(2028, 1, 20)},
        rotations=dates(starts_on=date(2027, 5, 10), ends_on=date(2027, 6, 4)),
    )
    signs = [conflict.sign for conflict in calendar(broken, TODAY).conflicts]
    assert signs == sorted(signs, key=(CONFLICT, LOOK).index)
    assert set(signs) == {CONFLICT, LOOK}


def test_two_of_one_kind_are_told_apart() -> None:
    rows = tuple(
        replace(ROTATION, id=number, starts_on=date(2027, 9, 6), ends_on=date(2027, 10, 1))
        for number in (1, 2)
    )
    keys = [conflict.key for conflict in calendar(plan(rotations=rows), TODAY).conflicts]
    assert keys == ["sloe-late:sloe:1", "sloe-late:sloe:2"]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_scenarios_have_conflicts_that_can_be_read(number: int) -> None:
    for conflict in calendar(demo_plan(number, TODAY), TODAY).conflicts:
        assert not conflict.text.endswith(".")
        assert conflict.subject[0].isupper()
