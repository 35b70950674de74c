"""Undo and redo bring the plan back exactly, whatever was done in whatever order."""

import dataclasses
import shutil
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from tests.store.conftest import TODAY, nbme, sql

from emtui.errors import AlreadyThere, NothingToUndo, Refused
from emtui.plan import Assumptions, Entry, Plan, PracticeTest, QuestionBlock, WhatIf
from emtui.planner.scores import snapshot
from emtui.store import Step, Store, journal
from emtui.store.backup import list_backups
from emtui.vocabulary import Visa

days = st.integers(0, 3).map(lambda back: TODAY - timedelta(days=back))
forms = st.sampled_from(["nbme-12", "nbme-13", "uwsa-2"])
scores = st.floats(1, 300, allow_nan=False)
notes = st.none() | st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1, max_size=9
)
which = st.integers(0, 10)
EXAM_DAY = date(2027, 6, 15)
shares = st.dictionaries(st.sampled_from(["cardiovascular", "endocrine"]), st.none() | st.floats(0, 100))


class UndoAgainstAModel(RuleBasedStateMachine):
    """Random changes through two stores on one file; the model is a list of plans."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="emtui-"))
        self.stores: list[Store] = []
        self.plan = Plan()
        self.past: list[Plan] = []
        self.future: list[Plan] = []
        self.highest_id = {"practice_tests": 0, "question_blocks": 0, "what_ifs": 0}
        self.is_snapped = True  # false from a replacement until the projection is altered: it brings its own

    @initialize()
    def open_twice(self) -> None:
        self.stores = [Store.open(self.folder / "plan.db", create=True) for _ in range(2)]

    def teardown(self) -> None:
        for store in self.stores:
            store.close()
        shutil.rmtree(self.folder)

    @rule(first=st.booleans(), day=days, form=forms, score=scores, words=notes)
    def add_test(self, first: bool, day: date, form: str, score: float, words: str | None) -> None:
        test = PracticeTest(taken_on=day, instrument=form, score=score, notes=words)
        if any((old.taken_on, old.instrument) == (day, form) for old in self.plan.practice_tests):
            with pytest.raises(AlreadyThere):
                self.store(first).add(test)
        else:
            self.added("practice_tests", test, self.store(first).add(test))
            self.is_snapped = True

    @rule(first=st.booleans(), day=days, questions=st.integers(1, 40), timed=st.none() | st.booleans())
    def add_block(self, first: bool, day: date, questions: int, timed: bool | None) -> None:
        block = QuestionBlock(done_on=day, questions=questions, correct=questions // 2, timed=timed)
        self.added("question_blocks", block, self.store(first).add(block))

    @precondition(lambda self: self.plan.practice_tests)
    @rule(first=st.booleans(), place=which, score=scores, words=notes)
    def change_test(self, first: bool, place: int, score: float, words: str | None) -> None:
        test = self.plan.practice_tests[place % len(self.plan.practice_tests)]
        wanted = dataclasses.replace(test, score=score, notes=words)
        if wanted == test:
            with pytest.raises(AlreadyThere):
                self.store(first).change(test, score=score, notes=words)
        else:
            self.store(first).change(test, score=score, notes=words)
            tests = [wanted if old == test else old for old in self.plan.practice_tests]
            self.step(practice_tests=tuple(tests))
            self.is_snapped = True

    @precondition(lambda self: self.plan.practice_tests)
    @rule(first=st.booleans(), place=which)
    def remove_test(self, first: bool, place: int) -> None:
        test = self.plan.practice_tests[place % len(self.plan.practice_tests)]
        self.store(first).remove(test)
        self.step(
            practice_tests=tuple(old for old in self.plan.practice_tests if old != test),
            system_scores=tuple(row for row in self.plan.system_scores if row.practice_test_id != test.id),
        )
        self.is_snapped = True

    @precondition(lambda self: self.plan.practice_tests)
    @rule(first=st.booleans(), place=which, systems=shares)
    def set_systems(self, first: bool, place: int, systems: dict[str, float | None]) -> None:
        test = self.plan.practice_tests[place % len(self.plan.practice_tests)]
        rows = {(row.practice_test_id, row.system): row.percent for row in self.plan.system_scores}
        changes = {(test.id, system): percent for system, percent in systems.items()}
        wanted = {key: percent for key, percent in (rows | changes).items() if percent is not None}
        if wanted == rows:
            with pytest.raises(Refused, match="nothing to"):
                self.store(first).set_systems(test, systems)
        else:
            self.store(first).set_systems(test, systems)
            stored = self.store(first).read().system_scores
            assert {(row.practice_test_id, row.system): row.percent for row in stored} == wanted
            self.step(system_scores=stored)

    @rule(first=st.booleans(), shift=st.none() | st.floats(-5, 5))
    def assume(self, first: bool, shift: float | None) -> None:
        if shift == self.plan.assumptions.shift:
            with pytest.raises(AlreadyThere):
                self.store(first).set_assumptions(shift=shift)
        else:
            self.store(first).set_assumptions(shift=shift)
            self.step(assumptions=Assumptions(shift=shift))
            self.is_snapped = True

    @rule(first=st.booleans(), name=st.sampled_from("ABC"), day=days, form=forms, score=scores)
    def add_what_if(self, first: bool, name: str, day: date, form: str, score: float) -> None:
        what_if = WhatIf(name=name, tests=(PracticeTest(taken_on=day, instrument=form, score=score),))
        if any(old.name == name for old in self.plan.what_ifs):
            with pytest.raises(AlreadyThere):
                self.store(first).add(what_if)
        else:
            self.added("what_ifs", what_if, self.store(first).add(what_if))

    @rule(
        first=st.booleans(),
        wish=st.none() | st.integers(230, 260),
        visa=st.none() | st.sampled_from(Visa),
        exam_day=st.none() | st.just(EXAM_DAY),
    )
    def set_profile(self, first: bool, wish: int | None, visa: Visa | None, exam_day: date | None) -> None:
        answers: dict[str, Any] = {"target": wish, "visa": visa, "step2_date": exam_day}
        wanted = dataclasses.replace(self.plan.profile, **answers)
        if wanted == self.plan.profile:
            with pytest.raises(AlreadyThere):
                self.store(first).set_profile(**answers)
        else:
            self.store(first).set_profile(**answers)
            self.step(profile=wanted)

    @precondition(lambda self: self.past)
    @rule(first=st.booleans(), place=which)
    def replace_by_an_earlier_plan(self, first: bool, place: int) -> None:
        wanted = self.past[place % len(self.past)]
        with_snapshots = dataclasses.replace(wanted, projections=self.store(first).read().projections)
        if wanted == self.plan:
            with pytest.raises(AlreadyThere):
                self.store(first).replace(with_snapshots, "back")
        else:
            self.store(first).replace(with_snapshots, "back")
            self.step(**{field.name: getattr(wanted, field.name) for field in dataclasses.fields(wanted)})
            self.is_snapped = False

    @rule(first=st.booleans())
    def undo(self, first: bool) -> None:
        if self.past:
            assert self.store(first).undo().undone
            self.future.append(self.plan)
            self.plan = self.past.pop()
        else:
            with pytest.raises(NothingToUndo):
                self.store(first).undo()

    @rule(first=st.booleans())
    def redo(self, first: bool) -> None:
        if self.future:
            assert not self.store(first).redo().undone
            self.past.append(self.plan)
            self.plan = self.future.pop()
        else:
            with pytest.raises(NothingToUndo):
                self.store(first).redo()

    @rule()
    def reopen(self) -> None:
        self.stores[0].close()
        self.stores[0] = Store.open(self.folder / "plan.db")

    @invariant()
    def both_read_what_the_model_says(self) -> None:
        for store in self.stores:
            assert dataclasses.replace(store.read(), projections=()) == self.plan
            assert not store.changed_elsewhere()

    @invariant()
    def the_day_has_one_projection_and_it_is_that_of_the_plan_as_it_stands(self) -> None:
        for store in self.stores:
            stored = [dataclasses.replace(row, id=None) for row in store.read().projections]
            assert len(stored) <= 1
            if self.is_snapped:
                wanted = snapshot(self.plan, TODAY)
                assert stored == ([] if wanted is None else [wanted])

    def store(self, first: bool) -> Store:
        return self.stores[0 if first else 1]

    def added(self, table: str, entry: Entry, step: Step) -> None:
        (number,) = step.entry_ids
        assert number > self.highest_id[table]  # never given twice, not even after an undo
        self.highest_id[table] = number
        self.step(**{table: (*getattr(self.plan, table), dataclasses.replace(entry, id=number))})

    def step(self, **changes: Any) -> None:
        self.past.append(self.plan)
        self.future.clear()
        plan = dataclasses.replace(self.plan, **changes)
        self.plan = dataclasses.replace(
            plan,
            practice_tests=tuple(sorted(plan.practice_tests, key=lambda test: (test.taken_on, test.id))),
            question_blocks=tuple(sorted(plan.question_blocks, key=lambda block: (block.done_on, block.id))),
        )


TestUndoAgainstAModel = UndoAgainstAModel.TestCase
TestUndoAgainstAModel.settings = settings(max_examples=12, stateful_step_count=20, deadline=None)


def test_undo_reaches_over_a_restart_and_over_stores(path: Path, open_store: Callable[..., Store]) -> None:
    open_store(path).add(nbme(13))
    open_store(path).add(nbme(12))
    assert open_store(path).undo().title == "log NBME 12, 241"
    assert open_store(path).undo().title == "log NBME 13, 241"
    assert open_store(path).redo().title == "log NBME 13, 241"
    assert [test.instrument for test in open_store(path).read().practice_tests] == ["nbme-13"]


def test_a_new_step_drops_what_was_undone_but_history_still_tells(store: Store) -> None:
    store.add(nbme(13))
    store.add(nbme(12))
    store.undo()
    store.add(nbme(11))
    store.undo()
    assert store.redo().title == "log NBME 11, 241"
    with pytest.raises(NothingToUndo, match="nothing to redo"):
        store.redo()
    assert [(step.title, step.undone) for step in store.history()] == [
        ("log NBME 11, 241", False),
        ("log NBME 12, 241", True),
        ("log NBME 13, 241", False),
    ]
    assert [step.title for step in store.history(limit=1)] == ["log NBME 11, 241"]


def test_last_step_is_what_undo_takes_back(store: Store) -> None:
    assert store.last_step() is None
    store.add(nbme(13))
    store.set_profile(target=245)
    store.undo()
    last = store.last_step()
    assert last is not None
    assert (last.title, last.entry_ids) == ("log NBME 13, 241", (1,))
    assert store.undo() == dataclasses.replace(last, undone=True)


def test_the_newest_500_steps_are_kept(store: Store, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert journal.KEPT == 500
    monkeypatch.setattr(journal, "KEPT", 5)
    for target in range(200, 208):
        store.set_profile(target=target)
    assert len(store.history()) == 5
    for _ in range(5):
        store.undo()
    assert store.read().profile.target == 202
    with pytest.raises(NothingToUndo):
        store.undo()


def test_undo_that_no_longer_fits_is_refused_whole(store: Store, path: Path) -> None:
    store.add_all([nbme(12), nbme(13)], "two tests")
    sql(path, "DELETE FROM practice_tests WHERE id = 1")
    before = store.read()
    with pytest.raises(Refused, match="changed outside emtui"):
        store.undo()
    assert store.read() == before


def test_a_change_in_bulk_is_undone_row_by_row(store: Store) -> None:
    store.add_all([nbme(form) for form in (10, 11, 12, 13)], "four tests")
    before = store.read()
    step = store.replace(Plan(), "empty the plan")
    assert step.entry_ids == (1, 2, 3, 4)
    assert store.read() == Plan()
    store.undo()
    assert store.read() == before


def test_undo_and_redo_are_backed_up_for_like_any_change(
    path: Path, open_store: Callable[..., Store]
) -> None:
    open_store(path).add(nbme())
    open_store(path).undo()
    assert len(list_backups(path)) == 1
