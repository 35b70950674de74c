"""The projection of each day is kept as it stood: when it is stored, and that nothing rewrites it later."""

import dataclasses
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from tests.store.conftest import TODAY, nbme

from emtui import guide
from emtui.plan import OwnInstrument, Plan, QuestionBlock, StoredProjection, WhatIf
from emtui.planner.readiness import PracticeReading, project
from emtui.store import Step, Store

EXAM_DAY = date(2027, 6, 15)
BLOCK = QuestionBlock(done_on=date(2026, 11, 2), questions=40, correct=31)


@pytest.fixture
def move_to(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Let it be another day of November 2026."""
    return lambda day: monkeypatch.setenv("EMTUI_TODAY", f"2026-11-{day:02}")


@pytest.fixture
def begun(store: Store) -> Store:
    """A plan with two tests and an exam day, made today."""
    store.set_profile(step2_date=EXAM_DAY, target=245)
    store.add_all([nbme(12), nbme(13, 9)], "two tests")
    return store


def stored(store: Store) -> tuple[StoredProjection, ...]:
    return store.read().projections


def test_what_is_stored_is_the_projection_with_its_inputs(begun: Store) -> None:
    (kept,) = stored(begun)
    tests = begun.read().practice_tests
    readings = [PracticeReading(test.taken_on, test.instrument, test.score) for test in tests]
    projection = project(readings, EXAM_DAY, TODAY)
    assert (kept.day, kept.exam_day, kept.tests, kept.model_version) == (
        TODAY,
        EXAM_DAY,
        2,
        guide.readiness_priors().model_version,
    )
    assert (kept.mean, kept.sd) == (projection.mean, projection.sd)
    assert (kept.low50, kept.high50) == projection.interval(0.50)
    assert (kept.low80, kept.high80) == projection.interval(0.80)
    assert (kept.low95, kept.high95) == projection.interval(0.95)
    assert (kept.target, kept.p_target) == (245, projection.probability_at_least(245))
    assert kept.p_pass == projection.conservative.probability_at_least(218)


def remove_the_last_test(store: Store) -> Step:
    return store.remove(store.read().practice_tests[-1])


@pytest.mark.parametrize(
    "change",
    [
        lambda s: s.add(nbme(11, 20)),
        lambda s: s.add_test(nbme(11, 20), {"endocrine": 50.0}),
        lambda s: s.change(s.read().practice_tests[0], score=250.0),
        lambda s: s.change(s.read().practice_tests[0], timed=False),
        remove_the_last_test,
        lambda s: s.set_profile(target=250),
        lambda s: s.set_profile(step2_date=date(2027, 7, 1)),
        lambda s: s.set_profile(dedicated_from=date(2026, 11, 1)),
        lambda s: s.add(OwnInstrument(instrument="nbme-13", name="NBME 13", offset=4.0)),
        lambda s: s.set_assumptions(shift=0.0),
        lambda s: s.set_assumptions(shift_sd=8.0),
        lambda s: s.undo(),
    ],
)
def test_a_change_that_alters_the_projection_stores_it_and_the_last_of_a_day_wins(
    change: Callable[[Store], object], begun: Store, move_to: Callable[[int], None]
) -> None:
    (yesterdays,) = stored(begun)
    move_to(24)
    begun.set_profile(target=230)
    begun.set_profile(target=245)
    first = stored(begun)[1]
    assert first.day == date(2026, 11, 24)
    change(begun)
    kept = stored(begun)
    assert kept[0] == yesterdays
    assert [row.day for row in kept] == [TODAY, first.day]
    assert dataclasses.replace(kept[1], id=0) != dataclasses.replace(first, id=0)


@pytest.mark.parametrize(
    "change",
    [
        lambda s: s.add(BLOCK),
        lambda s: s.add(WhatIf(name="Later", exam_day=date(2027, 7, 1))),
        lambda s: s.set_systems(s.read().practice_tests[0], {"endocrine": 50.0}),
        lambda s: s.set_profile(name="Asha", visa="j1"),
        lambda s: (s.read(), s.history(), s.last_step(), s.changed_elsewhere()),
    ],
)
def test_whatever_leaves_the_projection_alone_stores_nothing(
    change: Callable[[Store], object], begun: Store, move_to: Callable[[int], None]
) -> None:
    before = stored(begun)
    move_to(24)
    change(begun)
    assert stored(begun) == before


def test_an_undo_takes_the_days_projection_anew_and_is_not_undone_by_it(
    begun: Store, move_to: Callable[[int], None]
) -> None:
    (yesterdays,) = stored(begun)
    move_to(24)
    begun.add(nbme(11, 20, 260.0))
    higher = stored(begun)[1]
    begun.undo()
    back = stored(begun)[1]
    assert back.tests == 2
    assert back.mean < higher.mean
    assert begun.redo().title == "log NBME 11, 260"
    assert dataclasses.replace(stored(begun)[1], id=0) == dataclasses.replace(higher, id=0)
    assert [step.title for step in begun.history()][:2] == ["log NBME 11, 260", "two tests"]
    assert stored(begun)[0] == yesterdays


@pytest.mark.parametrize(
    "change",
    [
        lambda s: s.set_profile(step2_date=None),
        lambda s: s.replace(dataclasses.replace(s.read(), practice_tests=(), projections=()), "empty"),
        lambda s: (remove_the_last_test(s), remove_the_last_test(s)),
        lambda s: (s.undo(), s.undo()),
    ],
)
def test_a_day_that_ends_without_a_projection_keeps_none(
    change: Callable[[Store], object], begun: Store
) -> None:
    change(begun)
    assert stored(begun) == ()


def test_one_test_is_kept_with_its_count(store: Store) -> None:
    store.add(nbme())
    assert stored(store) == ()
    store.set_profile(step2_date=EXAM_DAY)
    (kept,) = stored(store)
    assert (kept.tests, kept.target, kept.p_target) == (1, None, None)


def test_once_the_real_score_is_known_what_was_foretold_stands(
    begun: Store, move_to: Callable[[int], None]
) -> None:
    kept = stored(begun)
    begun.set_profile(step2_score=251)
    assert stored(begun) == kept
    begun.add(nbme(11, 20))
    remove_the_last_test(begun)
    assert stored(begun) == kept
    move_to(24)
    begun.set_profile(step2_score=None)
    assert [row.day.day for row in stored(begun)] == [23, 24]


def test_nothing_is_foretold_after_exam_day(begun: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = stored(begun)
    monkeypatch.setenv("EMTUI_TODAY", "2027-06-16")
    begun.add(nbme(11, 20))
    assert stored(begun) == kept
    monkeypatch.setenv("EMTUI_TODAY", "2027-06-15")
    begun.add(nbme(10, 20))
    assert [row.day for row in stored(begun)] == [TODAY, EXAM_DAY]


def test_another_version_of_the_model_has_a_projection_of_its_own(
    begun: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    (kept,) = stored(begun)
    newer = dataclasses.replace(guide.readiness_priors(), model_version=2, shift=4.0)
    monkeypatch.setattr(guide, "readiness_priors", lambda: newer)
    begun.set_profile(target=246)
    assert stored(begun)[0] == kept
    assert [row.model_version for row in stored(begun)] == [1, 2]


def test_an_import_brings_its_own_and_undoing_it_brings_back_what_was_there(
    begun: Store, path: Path, open_store: Callable[..., Store], move_to: Callable[[int], None]
) -> None:
    before = begun.read()
    other = open_store(path.with_name("other.db"))
    move_to(20)
    other.set_profile(step2_date=EXAM_DAY, target=230)
    other.add(nbme(9))
    move_to(23)
    other.set_profile(target=231)
    wanted = other.read()
    begun.replace(wanted, "import backup")
    assert begun.read() == wanted
    begun.set_profile(step2_date=None)  # takes the day's projection out, in no step
    begun.undo()
    begun.undo()
    assert without_numbers(begun.read()) == without_numbers(before)
    begun.redo()
    assert {row.day.day for row in stored(begun)} == {20, 23}
    begun.undo()
    assert without_numbers(begun.read()) == without_numbers(before)


def without_numbers(plan: Plan) -> Plan:
    kept = tuple(dataclasses.replace(row, id=None) for row in plan.projections)
    return dataclasses.replace(plan, projections=kept)
