"""A sitting of reviews, read off the plan: what is left, what comes again, what taking back brings."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from emtui.plan import Plan, Review
from emtui.planner.session import AGAIN, GOOD, newest_review, session

TODAY = date(2027, 5, 20)
QUEUE = ("a", "b", "c")


def graded(*grades: tuple[str, int], on: date = TODAY, first: int = 1) -> Plan:
    return Plan(
        reviews=tuple(
            Review(
                id=first + number,
                item=item,
                reviewed_on=on,
                grade=grade,
                stability=3,
                difficulty=5,
                due=on + timedelta(days=3),
            )
            for number, (item, grade) in enumerate(grades)
        )
    )


def test_at_the_beginning_all_cards_wait_in_their_order() -> None:
    found = session(Plan(), QUEUE, 0, TODAY)
    assert (found.waiting, found.done, found.last) == (QUEUE, (), None)


def test_a_card_graded_again_comes_once_more_at_the_end() -> None:
    found = session(graded(("a", AGAIN), ("b", GOOD)), QUEUE, 0, TODAY)
    assert found.waiting == ("c", "a")
    assert found.done == ("b",)
    known = session(graded(("a", AGAIN), ("b", GOOD), ("c", GOOD), ("a", GOOD)), QUEUE, 0, TODAY)
    assert (known.waiting, known.grades) == ((), {AGAIN: 1, GOOD: 3})


def test_a_grade_taken_back_brings_its_card_back() -> None:
    plan = graded(("a", GOOD), ("b", GOOD))
    back = replace(plan, reviews=plan.reviews[:-1])
    assert session(back, QUEUE, 0, TODAY).waiting == ("b", "c")


def test_reviews_of_before_are_not_of_this_session() -> None:
    plan = graded(("a", GOOD), on=TODAY, first=7)
    assert newest_review(plan) == 7
    assert session(plan, QUEUE, newest_review(plan), TODAY).waiting == QUEUE


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.integers(1, 4)), max_size=12))
def test_every_card_waits_or_is_done(grades: list[tuple[str, int]]) -> None:
    found = session(graded(*grades), QUEUE, 0, TODAY)
    assert sorted([*found.waiting, *found.done]) == sorted(QUEUE)
