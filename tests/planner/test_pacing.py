"""The pace: what is left over the days with room, what missed days become, and the streak."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emtui.guide.shifts import shifts
from emtui.plan import Plan, PracticeTest, Profile, QuestionBlock, Review, StudyDay
from emtui.planner.capacity import Capacity
from emtui.planner.pacing import Bank, MissedDays, Pace, Streak, missed_days, pace, streak
from emtui.store.edits import Add, Change, Edit
from emtui.store.studying import decide_missed
from emtui.vocabulary import Missed

TODAY = date(2027, 5, 3)  # a Monday
DAY = timedelta(days=1)


def block(days_ago: int, questions: int = 40, bank: str | None = None) -> QuestionBlock:
    return QuestionBlock(
        done_on=TODAY - days_ago * DAY, questions=questions, correct=questions // 2, bank=bank
    )


def plan_of(*blocks: QuestionBlock, days: tuple[StudyDay, ...] = (), **profile: Any) -> Plan:
    """A plan with an exam in 34 days, so 30 days with room after today, and a bank of 1,000 questions."""
    known: dict[str, Any] = {"step2_date": TODAY + 33 * DAY, "question_bank_size": 1000} | profile
    ordered = tuple(sorted(blocks, key=lambda row: row.done_on))
    return Plan(profile=Profile(**known), question_blocks=ordered, study_days=days)


def bank_of(plan: Plan, today: date = TODAY) -> Bank:
    return Bank(plan, today, Capacity(plan, today))


def paced(plan: Plan, today: date = TODAY) -> Pace:
    return pace(bank_of(plan, today))


def missed(plan: Plan, today: date = TODAY) -> MissedDays | None:
    return missed_days(bank_of(plan, today))


def streaked(plan: Plan, today: date = TODAY) -> Streak:
    return streak(bank_of(plan, today))


def decided(plan: Plan, choice: Missed, today: date = TODAY) -> Plan:
    """`plan` after the user's choice on its missed days."""
    days = {row.day: row for row in plan.study_days}
    edits: list[Edit] = decide_missed(plan, choice, today)
    for edit in edits:
        match edit:
            case Add(entry=StudyDay() as row):
                days[row.day] = row
            case Change(entry=StudyDay() as row, changes=changes):
                days[row.day] = replace(row, **changes)
            case _:
                pytest.fail(f"unexpected {edit}")
    return replace(plan, study_days=tuple(days.values()))


# The capacity of days


@pytest.mark.parametrize(("letter", "capacity"), [("D", 0.5), ("N", 0), ("P", 0.25), ("O", 1), ("L", 0.25)])
def test_each_shift_leaves_its_share_of_a_day(letter: str, capacity: float) -> None:
    assert shifts()[letter].capacity == capacity
    assert Capacity(plan_of(shift_pattern=letter), TODAY).of(TODAY) == capacity


def test_a_pattern_begins_on_this_weeks_monday_or_on_its_anchor() -> None:
    wednesday = TODAY + 2 * DAY
    room = Capacity(plan_of(shift_pattern="DDNNPOO"), wednesday)
    letters = "".join(room.letter(TODAY + ahead * DAY) or "" for ahead in range(-7, 14))
    assert letters == "DDNNPOO" * 3
    anchored = Capacity(plan_of(shift_pattern="DDNNPOO", shift_anchor=wednesday), wednesday)
    assert anchored.letter(wednesday) == "D"
    assert anchored.letter(wednesday - DAY) == "O"


def test_rest_days_have_no_room_and_a_day_of_ones_own_goes_before_all() -> None:
    own = (StudyDay(day=TODAY + 6 * DAY, capacity=0.75), StudyDay(day=TODAY, capacity=0.0))
    room = Capacity(plan_of(rest_days="sat sun", days=own), TODAY)
    assert [room.of(TODAY + ahead * DAY) for ahead in (0, 1, 5, 6)] == [0.0, 1.0, 0.0, 0.75]


def test_rest_days_without_names_take_their_part_off_every_day() -> None:
    room = Capacity(plan_of(rest_days="2"), TODAY)
    assert sum(room.of(TODAY + ahead * DAY) for ahead in range(7)) == pytest.approx(5)


# The pace


def test_the_pace_is_what_is_left_over_the_days_left() -> None:
    found = paced(plan_of(block(5, 100)))
    assert (found.left, found.days, found.full_days, found.per_day) == (900, 30, 30, 30)
    assert (found.target, found.to_do) == (30, 30)
    assert found.sentence == "900 questions in 30 days: 30 on a full day."


@pytest.mark.parametrize(
    ("hours", "says"),
    [
        (None, "34 on a full day."),
        (6.0, "34 on a full day, 2.2 of 6 h."),
        (1.5, "2.2 h, more than your 1.5 h."),
    ],
)
def test_the_hours_of_a_normal_day_are_held_against_the_pace(hours: float | None, says: str) -> None:
    assert paced(plan_of(study_hours=hours)).sentence.endswith(says)


def test_the_last_three_days_are_kept_free() -> None:
    assert paced(plan_of(step2_date=TODAY + 4 * DAY)).days == 1
    assert paced(plan_of(step2_date=TODAY + 3 * DAY)).days == 0
    assert "kept free" in paced(plan_of(step2_date=TODAY + 3 * DAY)).sentence


def test_shifts_count_as_parts_of_days_and_days_without_room_not_at_all() -> None:
    found = paced(plan_of(step2_date=TODAY + 31 * DAY, shift_pattern="DDNNPOO"))
    assert (found.days, found.full_days) == (20, 13)  # four weeks of D D P O O
    assert found.per_day == pytest.approx(1000 / 13)
    assert found.target == 39  # half of 76.9 on a day shift


def test_what_is_done_today_comes_off_the_day_and_not_off_its_plan() -> None:
    before, after = paced(plan_of()), paced(plan_of(block(0, 20)))
    assert before.target == after.target == 34
    assert (after.done_today, after.to_do) == (20, 14)
    assert paced(plan_of(block(0, 60))).to_do == 0


def test_only_the_bank_named_is_counted() -> None:
    blocks = (block(3, 40, "UWorld"), block(2, 40, "AMBOSS"), block(1, 40))
    assert paced(plan_of(*blocks, question_bank="UWorld Step 2 CK")).left == 920
    assert paced(plan_of(*blocks)).left == 880


@pytest.mark.parametrize(
    ("changes", "missing", "left"),
    [
        ({"question_bank_size": None}, "question_bank_size", None),
        ({"step2_date": None}, "step2_date", 1000),
        ({"question_bank_size": None, "step2_date": None}, "question_bank_size", None),
        ({"step2_date": TODAY - DAY}, None, 1000),
        ({"step2_score": 250}, None, 1000),
    ],
)
def test_what_is_unknown_is_asked_and_nothing_is_made_up(
    changes: dict[str, Any], missing: str | None, left: int | None
) -> None:
    found = paced(plan_of(**changes))
    assert (found.missing, found.left) == (missing, left)
    assert (found.days, found.per_day, found.target, found.to_do) == (None, None, None, None)
    assert missed(plan_of(block(5), **changes)) is None


def test_a_bank_that_is_done_asks_for_nothing() -> None:
    found = paced(plan_of(block(3, 500), block(2, 500)))
    assert (found.left, found.per_day, found.to_do, found.fits) == (0, 0, 0, True)
    assert found.sentence == "The bank is done."


def test_nights_up_to_the_exam_leave_no_pace_and_say_so() -> None:
    found = paced(plan_of(shift_pattern="N"))
    assert (found.days, found.per_day, found.fits) == (0, None, False)
    assert "no day with room is left" in found.sentence


@given(st.integers(4, 200), st.integers(1, 100), st.sampled_from((None, "DDNNPOO", "DDDDDOO")))
def test_a_later_exam_never_asks_for_more_a_day(days: int, more: int, pattern: str | None) -> None:
    sooner = paced(plan_of(step2_date=TODAY + days * DAY, shift_pattern=pattern))
    later = paced(plan_of(step2_date=TODAY + (days + more) * DAY, shift_pattern=pattern))
    if sooner.per_day is not None:
        assert later.per_day is not None
        assert later.per_day <= sooner.per_day


@given(
    st.lists(st.integers(0, 120), min_size=7, max_size=7),
    st.sampled_from(Missed),
    st.integers(8, 100),
    st.sampled_from((None, "DDNNPOO", "DDDDDOO")),
    st.sampled_from((None, "sun")),
)
def test_after_any_week_what_is_left_fits_the_days_left(
    week: list[int], choice: Missed, days: int, pattern: str | None, rest: str | None
) -> None:
    blocks = [block(7 - number, questions) for number, questions in enumerate(week) if questions]
    plan = plan_of(block(8), *blocks, step2_date=TODAY + days * DAY, shift_pattern=pattern, rest_days=rest)
    bank = bank_of(decided(plan, choice))
    found = pace(bank)
    assert found.left is not None
    planned = sum(bank.target(TODAY + ahead * DAY) for ahead in range(days))
    assert found.left <= planned <= found.left + len(bank.rooms)  # each day is rounded up
    assert bank.target(TODAY + (days - 3) * DAY) == 0


# Missed days


def test_missed_days_are_spread_by_themselves_and_said_in_one_sentence() -> None:
    found = missed(plan_of(block(3, 40)))
    assert found is not None
    assert found.days == (TODAY - 2 * DAY, TODAY - DAY)
    assert found.amounts == (30, 30)
    assert found.sentence == (
        "2 days missed: 60 questions spread over the days left, 32 a full day instead of 30."
    )
    assert [(choice.missed, choice.today, choice.left) for choice in found.choices] == [
        (Missed.SPREAD, 32, 960),
        (Missed.MOVE, 50, 960),
        (Missed.DROP, 30, 900),
    ]


def test_on_a_day_without_room_each_choice_says_what_later_days_bring() -> None:
    own = (StudyDay(day=TODAY, capacity=0.0),)
    found = missed(plan_of(block(3, 40), days=own))
    assert found is not None
    assert [choice.sentence for choice in found.choices] == [
        "spread over all days left: 34 on a full day",
        "move to the next 3 days with room: from Tue 4 May on",
        "drop them: 31 on a full day, 898 left",
    ]


@pytest.mark.parametrize("choice", list(Missed))
def test_each_choice_brings_what_it_promised_and_is_asked_once(choice: Missed) -> None:
    plan = plan_of(block(3, 40))
    offered = missed(plan)
    assert offered is not None
    promised = next(row for row in offered.choices if row.missed is choice)
    after = decided(plan, choice)
    assert missed(after) is None
    assert (paced(after).target, paced(after).left) == (promised.today, promised.left)
    assert decide_missed(after, choice, TODAY) == []


def test_moved_questions_go_to_the_next_days_with_room_and_then_to_the_rest() -> None:
    plan = decided(plan_of(block(3, 40), shift_pattern="DDNNPOO"), Missed.MOVE)
    bank = bank_of(plan)
    assert paced(plan).moved_today > 0
    assert sum(bank.moved.values()) == sum(row.missed_questions or 0 for row in plan.study_days)
    assert set(bank.moved) == {TODAY, TODAY + DAY, TODAY + 4 * DAY}  # D D N N P
    assert bank_of(plan, TODAY + 5 * DAY).moved == {}


def test_dropped_questions_stay_dropped_when_the_exam_moves() -> None:
    plan = decided(plan_of(block(3, 40)), Missed.DROP)
    later = replace(plan, profile=replace(plan.profile, step2_date=TODAY + 90 * DAY))
    assert paced(later).dropped == paced(plan).dropped == 60
    assert paced(later).left == 900


def test_rest_days_excused_days_and_days_of_a_test_are_not_missed() -> None:
    excused = (StudyDay(day=TODAY - 3 * DAY, excused=True),)
    plan = plan_of(block(4), rest_days="sun", days=excused)
    plan = replace(
        plan, practice_tests=(PracticeTest(taken_on=TODAY - 2 * DAY, instrument="nbme-13", score=241.0),)
    )
    assert missed(plan) is None


def test_nothing_is_missed_before_the_first_thing_logged_nor_long_ago() -> None:
    assert missed(plan_of()) is None
    assert missed(plan_of(block(0))) is None
    found = missed(plan_of(block(40)))
    assert found is not None
    assert len(found.days) == 7


# The streak


def test_the_streak_counts_days_with_anything_logged_and_today_may_still_come() -> None:
    plan = plan_of(block(3), block(1))
    plan = replace(
        plan,
        reviews=(
            Review(
                item="a",
                reviewed_on=TODAY - 2 * DAY,
                grade=3,
                stability=2.0,
                difficulty=5.0,
                due=TODAY,
            ),
        ),
    )
    assert streaked(plan) == Streak(days=3, excused=0, today=False, best=3)
    assert streaked(replace(plan, question_blocks=(*plan.question_blocks, block(0)))).days == 4


def test_days_without_room_and_excused_days_do_not_break_it() -> None:
    excused = (StudyDay(day=TODAY - 2 * DAY, excused=True),)
    assert streaked(plan_of(block(3), block(0), rest_days="sun", days=excused)) == Streak(2, 2, True, 2)


def test_a_day_with_room_breaks_it_and_the_best_is_remembered() -> None:
    blocks = [block(ago) for ago in (9, 8, 7, 6, 3, 2)]
    assert streaked(plan_of(*blocks)) == Streak(days=0, excused=0, today=False, best=4)


def test_what_is_dated_ahead_counts_nowhere() -> None:
    plan = plan_of(block(-2, 40))
    assert paced(plan).left == 1000
    assert streaked(plan).best == 0
