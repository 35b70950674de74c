"""What studying changes: one step each, history kept, nothing left over."""

from collections.abc import Callable
from datetime import date

import pytest
from tests.store.conftest import TODAY

from emtui.plan import ItemState, Mistake, OwnItem, OwnSection, Plan, Profile, QuestionBlock
from emtui.planner.study import study
from emtui.store import Store, studying
from emtui.store.edits import Edit
from emtui.vocabulary import Missed, Progress

RSI = "airway-rsi-doses"


def do(store: Store, change: Callable[[Plan], list[Edit]]) -> Plan:
    """Store what `change` makes of the plan, and read it back."""
    edits = change(store.read())
    if edits:
        store.edit(edits, "study")
    return store.read()


def state(plan: Plan, item: str = RSI) -> ItemState | None:
    return next((row for row in plan.item_states if row.item == item), None)


def test_items_are_begun_at_once_and_only_those_not_begun(store: Store) -> None:
    do(store, lambda plan: studying.set_progress(plan, [RSI], Progress.DONE, TODAY))
    plan = do(store, lambda plan: studying.start(plan, [RSI, "shock-classes"], TODAY))
    assert [(row.item, row.progress) for row in plan.item_states] == [
        (RSI, Progress.DONE),
        ("shock-classes", Progress.STARTED),
    ]
    store.undo()
    assert len(store.read().item_states) == 1


def test_progress_goes_round_and_leaves_nothing_behind(store: Store) -> None:
    def press() -> ItemState | None:
        """Take the item to its next state."""
        before = state(store.read())
        then = studying.next_progress(before.progress if before else Progress.UNTOUCHED)
        return state(do(store, lambda plan: studying.set_progress(plan, [RSI], then, TODAY)))

    for expected in (Progress.STARTED, Progress.DONE):
        found = press()
        assert found is not None
        assert (found.progress, found.started_on) == (expected, TODAY)
    assert press() is None


def test_notes_confidence_and_hiding_stand_beside_each_other(store: Store) -> None:
    do(store, lambda plan: studying.set_notes(plan, RSI, "# mine\n\n- [x] *as typed*"))
    do(store, lambda plan: studying.set_confidence(plan, RSI, 3))
    found = state(do(store, lambda plan: studying.set_hidden(plan, RSI, True)))
    assert found is not None
    assert (found.notes, found.confidence, found.hidden) == ("# mine\n\n- [x] *as typed*", 3, True)
    do(store, lambda plan: studying.set_notes(plan, RSI, "  "))
    do(store, lambda plan: studying.set_confidence(plan, RSI, None))
    assert state(do(store, lambda plan: studying.set_hidden(plan, RSI, False))) is None


def test_a_grade_begins_the_item_and_undo_takes_both_back(store: Store) -> None:
    plan = do(store, lambda plan: studying.grade(plan, RSI, 3, TODAY))
    assert [(row.item, row.grade, row.reviewed_on) for row in plan.reviews] == [(RSI, 3, TODAY)]
    found = state(plan)
    assert found is not None
    assert found.progress is Progress.STARTED
    store.undo()
    assert (store.read().reviews, store.read().item_states) == ((), ())


@pytest.mark.parametrize("grade", [1, 2, 3, 4])
def test_every_grade_can_be_stored_twice_a_day(store: Store, grade: int) -> None:
    for number in (1, 2):
        plan = do(store, lambda plan: studying.grade(plan, RSI, grade, TODAY))
        assert len(plan.reviews) == number
        assert plan.reviews[-1].due > TODAY


def test_an_own_item_goes_with_all_that_hangs_on_it_and_comes_back(store: Store) -> None:
    store.add(OwnSection(title="Nights"))
    store.add(OwnItem(section="own-1", title="Handover", know="who is sick"))
    do(store, lambda plan: studying.grade(plan, "own-1", 4, TODAY))
    before = store.read()
    plan = do(store, lambda plan: studying.remove_section(plan, "own-1"))
    assert (plan.own_sections, plan.own_items, plan.item_states, plan.reviews) == ((), (), (), ())
    store.undo()
    assert store.read() == before
    plan = do(store, lambda plan: studying.remove_item(plan, "own-1"))
    assert (len(plan.own_sections), plan.own_items, plan.reviews) == (1, (), ())


def test_an_item_of_the_guide_is_hidden_and_its_section_stays(store: Store) -> None:
    found = state(do(store, lambda plan: studying.remove_item(plan, RSI)))
    assert found is not None
    assert found.hidden
    assert studying.remove_section(store.read(), "airway") == []


def test_a_mistake_is_looked_at_again_once(store: Store) -> None:
    store.add(Mistake(made_on=TODAY, topic="PE", revisit_on=TODAY))
    (mistake,) = do(store, lambda plan: studying.revisited(plan.mistakes[0], TODAY)).mistakes
    assert mistake.revisited_on == TODAY
    assert studying.revisited(mistake, TODAY) == []


def test_a_choice_on_missed_days_is_one_step(store: Store) -> None:
    store.set_profile(step2_date=date.fromordinal(TODAY.toordinal() + 40), question_bank_size=1000)
    store.add(QuestionBlock(done_on=date.fromordinal(TODAY.toordinal() - 3), questions=40, correct=30))
    before = store.read()
    plan = do(store, lambda plan: studying.decide_missed(plan, Missed.DROP, TODAY))
    assert [row.missed for row in plan.study_days] == [Missed.DROP] * 2
    assert study(plan, TODAY).missed is None
    store.undo()
    assert store.read() == before


def test_a_day_is_excused_or_given_room_and_put_back(store: Store) -> None:
    do(store, lambda plan: studying.excuse(plan, TODAY))
    (day,) = do(store, lambda plan: studying.set_capacity(plan, TODAY, 0.5)).study_days
    assert (day.excused, day.capacity) == (True, 0.5)
    do(store, lambda plan: studying.excuse(plan, TODAY, False))
    assert do(store, lambda plan: studying.set_capacity(plan, TODAY, None)).study_days == ()


def test_what_is_so_already_is_no_step(store: Store) -> None:
    do(store, lambda plan: studying.start(plan, [RSI], TODAY))
    plan = store.read()
    assert studying.start(plan, [RSI], TODAY) == []
    assert studying.set_confidence(plan, RSI, None) == []
    assert studying.set_capacity(plan, TODAY, None) == []
    assert studying.decide_missed(plan, Missed.SPREAD, TODAY) == []


def test_a_profile_of_shifts_takes_every_letter(store: Store) -> None:
    store.set_profile(shift_pattern="DELNPO")
    assert store.read().profile == Profile(shift_pattern="DELNPO")
