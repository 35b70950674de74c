"""When items come round: never past the exam, each once in the last three weeks, history untouched."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from fsrs import Card, Scheduler, State
from hypothesis import given, settings
from hypothesis import strategies as st

from emtui.guide.shifts import study_rules
from emtui.plan import ItemState, OwnItem, Plan, Profile, Review, StudyDay
from emtui.planner.grading import outcomes, review_of
from emtui.planner.reviews import Memory, ReviewPlan, horizon, memories_of, review_plan
from emtui.vocabulary import Progress

TODAY = date(2027, 5, 3)  # a Monday
DAY = timedelta(days=1)
RULES = study_rules()


def begun(*items: str, progress: Progress = Progress.STARTED, on: date = TODAY) -> tuple[ItemState, ...]:
    return tuple(ItemState(item=item, progress=progress, started_on=on) for item in items)


def reviewed(item: str, days_ago: int, due_in: int, stability: float = 5.0) -> Review:
    """A grade given `days_ago` that leaves the item due `due_in` days from today."""
    return Review(
        item=item,
        reviewed_on=TODAY - days_ago * DAY,
        grade=3,
        stability=stability,
        difficulty=5.0,
        due=TODAY + due_in * DAY,
    )


def exam_in(days: int, **profile: object) -> Profile:
    return Profile(step2_date=TODAY + days * DAY, **profile)  # type: ignore[arg-type]


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """A plan with items begun and graded at any time, an exam ahead, shifts, and special days."""
    items = [f"item-{number}" for number in range(draw(st.integers(0, 40)))]
    reviews = []
    for item in items:
        for _ in range(draw(st.integers(0, 2))):
            ago = draw(st.integers(0, 90))
            reviews.append(reviewed(item, ago, draw(st.integers(-ago + 1, 200)), draw(st.floats(0.2, 200))))
    profile = exam_in(
        draw(st.integers(0, 150)),
        shift_pattern=draw(st.sampled_from((None, "DDNNPOO", "N", "DDDDDOO"))),
        rest_days=draw(st.sampled_from((None, "sun", "fri sat", "2"))),
    )
    progress = st.sampled_from((Progress.STARTED, Progress.DONE))
    return Plan(
        profile=profile,
        item_states=tuple(
            ItemState(item=item, progress=draw(progress), started_on=TODAY - draw(st.integers(0, 90)) * DAY)
            for item in items
        ),
        reviews=tuple(sorted(reviews, key=lambda row: row.reviewed_on)),
        study_days=tuple(
            StudyDay(day=TODAY + number * DAY, capacity=draw(st.sampled_from((0.0, 0.25, 2.0))))
            for number in sorted(draw(st.sets(st.integers(0, 40), max_size=5)))
        ),
    )


def planned_days(plan: ReviewPlan) -> list[date]:
    return [*plan.on.values(), *plan.rounds.values()]


@given(plans())
def test_nothing_is_planned_in_the_last_days_nor_after_them(plan: Plan) -> None:
    exam_day = plan.profile.step2_date
    assert exam_day is not None
    last_day = exam_day - (RULES.free_days + 1) * DAY
    assert all(TODAY <= day <= last_day for day in planned_days(review_plan(plan, TODAY)))


@given(plans())
def test_every_item_begun_is_seen_in_the_last_three_weeks(plan: Plan) -> None:
    found, ahead = review_plan(plan, TODAY), horizon(plan, TODAY)
    assert ahead.last_day is not None
    assert ahead.round_from is not None
    if ahead.last_day < TODAY:
        return
    for item in found.begun:
        seen = [found.on.get(item), found.rounds.get(item)]
        memory = found.memories.get(item)
        seen.append(memory.last if memory else None)
        assert any(day is not None and day >= ahead.round_from for day in seen), item


@given(plans())
def test_days_without_room_get_none_while_there_is_another(plan: Plan) -> None:
    found, ahead = review_plan(plan, TODAY), horizon(plan, TODAY)
    nights = replace(plan.profile, shift_pattern="N", rest_days=None)
    no_room = review_plan(replace(plan, profile=nights, study_days=()), TODAY)
    assert len(no_room.on) == len(found.on)  # no day has room, and yet the exam comes
    zero = {row.day for row in plan.study_days if row.capacity == 0.0}
    if ahead.last_day is None or ahead.last_day < TODAY + 45 * DAY or plan.profile.shift_pattern == "N":
        return
    assert not zero & set(found.on.values())


@given(plans(), st.integers(0, 200))
def test_moving_the_exam_plans_anew_and_touches_no_history(plan: Plan, days: int) -> None:
    moved = replace(plan, profile=replace(plan.profile, step2_date=TODAY + days * DAY))
    assert moved.reviews == plan.reviews
    assert memories_of(moved, TODAY) == memories_of(plan, TODAY)
    back = replace(moved, profile=plan.profile)
    assert review_plan(back, TODAY) == review_plan(plan, TODAY)
    assert all(day < TODAY + days * DAY for day in planned_days(review_plan(moved, TODAY)))


@settings(max_examples=20)
@given(st.data())
def test_who_follows_the_plan_sees_everything_in_the_last_round(data: st.DataObject) -> None:
    """Forty days up to the exam, with days skipped at random until the last two weeks."""
    items = [f"item-{number}" for number in range(12)]
    exam_day = TODAY + 40 * DAY
    plan = Plan(profile=exam_in(40, rest_days="sun"), item_states=begun(*items))
    day = TODAY
    while day < exam_day:
        due = review_plan(plan, day).today
        if exam_day - day < 15 * DAY or data.draw(st.booleans()):
            for item in due:
                grade = data.draw(st.integers(1, 4))
                plan = replace(plan, reviews=(*plan.reviews, review_of(plan, item, grade, day)))
            again = set(review_plan(plan, day).today) & set(due)
            assert not again, "an item graded today is not due today again"
        day += DAY
    seen = {row.item for row in plan.reviews if exam_day - row.reviewed_on <= RULES.last_round_days * DAY}
    assert seen == set(items)
    assert max(row.reviewed_on for row in plan.reviews) < exam_day - RULES.free_days * DAY


def test_without_exam_day_the_days_are_those_of_memory() -> None:
    plan = Plan(item_states=begun("a", "b", "c"), reviews=(reviewed("a", 10, -2), reviewed("b", 1, 30)))
    assert review_plan(plan, TODAY).on == {"a": TODAY, "b": TODAY + 30 * DAY, "c": TODAY}
    assert review_plan(plan, TODAY).today == ("a", "c")


@pytest.mark.parametrize("profile", [exam_in(-1), exam_in(40, step2_score=251), Profile(step2_score=251)])
def test_after_the_exam_nothing_is_due(profile: Profile) -> None:
    plan = Plan(profile=profile, item_states=begun("a"), reviews=(reviewed("a", 10, -2),))
    assert review_plan(plan, TODAY).on == {}


def test_the_weakest_comes_first_and_the_new_last() -> None:
    plan = Plan(
        profile=exam_in(60),
        item_states=begun("new", "weak", "fair"),
        reviews=(reviewed("weak", 20, -10, 2.0), reviewed("fair", 20, -1, 18.0)),
    )
    assert review_plan(plan, TODAY).today == ("weak", "fair", "new")


def test_more_than_a_day_takes_spills_over_to_the_next_and_grading_brings_no_more() -> None:
    items = [f"item-{number}" for number in range(100)]
    plan = Plan(profile=exam_in(60), item_states=begun(*items))
    found = review_plan(plan, TODAY)
    assert found.load[TODAY] == RULES.most_reviews
    assert found.load[TODAY + DAY] == 100 - RULES.most_reviews
    done = tuple(review_of(plan, item, 4, TODAY) for item in found.today)
    after = review_plan(replace(plan, reviews=done), TODAY)
    assert after.today == ()
    assert after.done_today == RULES.most_reviews


def test_a_review_on_a_night_shift_moves_to_the_day_before() -> None:
    plan = Plan(
        profile=exam_in(60, shift_pattern="DDNNPOO"), item_states=begun("a"), reviews=(reviewed("a", 3, 3),)
    )
    assert review_plan(plan, TODAY).on["a"] == TODAY + 1 * DAY


def test_a_day_with_half_the_room_takes_half_as_many() -> None:
    items = [f"item-{number}" for number in range(100)]
    plan = Plan(profile=exam_in(60, shift_pattern="D"), item_states=begun(*items))
    assert review_plan(plan, TODAY).load[TODAY] == RULES.most_reviews / 2


def test_where_too_little_time_is_left_days_take_more_than_they_should() -> None:
    items = [f"item-{number}" for number in range(250)]
    plan = Plan(profile=exam_in(5), item_states=begun(*items))
    assert review_plan(plan, TODAY).load == {TODAY: 125, TODAY + DAY: 125}


def test_an_item_known_already_waits_for_the_last_round() -> None:
    known = begun("a", progress=Progress.DONE, on=TODAY - 2 * DAY)
    assert review_plan(Plan(profile=exam_in(100), item_states=known), TODAY).on["a"] == TODAY + 19 * DAY
    assert review_plan(Plan(profile=exam_in(30), item_states=known), TODAY).on["a"] >= TODAY + 9 * DAY


def test_hidden_items_and_items_put_back_are_not_planned_and_keep_their_history() -> None:
    states = (
        ItemState(item="hidden", progress=Progress.STARTED, started_on=TODAY, hidden=True),
        ItemState(item="back", progress=Progress.UNTOUCHED, notes="later"),
        ItemState(item="own-1", progress=Progress.STARTED, started_on=TODAY),
        ItemState(item="own-2", progress=Progress.STARTED, started_on=TODAY),
    )
    own = (OwnItem(id=1, section="shock", title="Mine", know="x"),)
    plan = Plan(item_states=states, own_items=own, reviews=(reviewed("back", 3, 0),))
    assert review_plan(plan, TODAY).on == {"own-1": TODAY}
    assert review_plan(plan, TODAY).memories["back"].seen == 1


def test_a_review_dated_ahead_is_left_out_of_the_reckoning() -> None:
    plan = Plan(item_states=begun("a"), reviews=(reviewed("a", 2, -1), reviewed("a", -4, 9)))
    assert review_plan(plan, TODAY).memories["a"].last == TODAY - 2 * DAY


def test_in_the_last_days_everything_is_left_alone() -> None:
    plan = Plan(profile=exam_in(3), item_states=begun("a", "b"))
    assert review_plan(plan, TODAY).on == {}


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


@given(st.floats(0.1, 300), st.integers(0, 400))
def test_the_chance_to_recall_is_that_of_fsrs(stability: float, days: int) -> None:
    memory = Memory(stability, 5.0, TODAY, TODAY, 1)
    card = Card(
        card_id=1,
        state=State.Review,
        stability=stability,
        difficulty=5.0,
        due=noon(TODAY),
        last_review=noon(TODAY),
    )
    expected = Scheduler().get_card_retrievability(card, noon(TODAY + days * DAY))
    assert memory.recall(TODAY + days * DAY) == pytest.approx(expected)


def test_grades_are_those_of_fsrs_from_day_to_day() -> None:
    plan = Plan(profile=exam_in(300), item_states=begun("a"))
    first = review_of(plan, "a", 3, TODAY)
    assert first.stability == pytest.approx(2.3065)
    assert first.due == TODAY + 2 * DAY
    scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    card, _ = scheduler.review_card(Card(card_id=1, due=noon(TODAY)), 3, noon(TODAY))  # type: ignore[arg-type]
    plan = replace(plan, reviews=(first,))
    for grade in (1, 2, 3, 4):
        later = first.due + DAY
        expected, _ = scheduler.review_card(card, grade, noon(later))  # type: ignore[arg-type]
        found = review_of(plan, "a", grade, later)
        assert (found.stability, found.difficulty) == pytest.approx((expected.stability, expected.difficulty))
        assert found.due == expected.due.date()


def test_a_card_shows_where_each_grade_leads_and_when_the_exam_is_in_the_way() -> None:
    plan = Plan(profile=exam_in(40), item_states=begun("a"), reviews=(reviewed("a", 20, 0, 20.0),))
    again, hard, good, easy = outcomes(plan, "a", TODAY)
    assert [row.grade for row in (again, hard, good, easy)] == [1, 2, 3, 4]
    assert again.on is not None
    assert good.on is not None
    assert TODAY < again.on < good.on
    assert not again.capped
    assert easy.review.due > TODAY + 40 * DAY
    assert easy.capped
    assert easy.on is not None
    assert TODAY + 19 * DAY <= easy.on <= TODAY + 36 * DAY
    late = outcomes(plan, "a", TODAY + 25 * DAY)
    assert late[3].on is None
    assert late[3].capped
