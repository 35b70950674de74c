"""Percentages by area, assumptions, figures of ones own and what-ifs: stored, undone, and refused."""

import dataclasses
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from tests.store.conftest import nbme

from emtui.errors import Refused
from emtui.plan import Assumptions, OwnInstrument, Plan, PracticeTest, SystemScore, WhatIf
from emtui.store import Store

UWSA_2 = OwnInstrument(instrument="uwsa-2", name="UWSA 2", offset=3.0)
LATER = WhatIf(
    name="Later",
    exam_day=date(2027, 7, 1),
    tests=(PracticeTest(taken_on=date(2027, 6, 1), instrument="nbme-14", score=250.0),),
)


def areas(plan: Plan) -> dict[str, float]:
    return {row.system: row.percent for row in plan.system_scores}


def test_a_test_and_its_percentages_are_one_step(store: Store) -> None:
    step = store.add_test(nbme(), {"cardiovascular": 62.0, "respiratory": 70.5})
    assert (step.title, step.entry_ids) == ("log NBME 13, 241", (1,))
    stored = store.read()
    assert stored.system_scores == (
        SystemScore(id=1, practice_test_id=1, system="cardiovascular", percent=62.0),
        SystemScore(id=2, practice_test_id=1, system="respiratory", percent=70.5),
    )
    store.undo()
    assert store.read() == Plan()
    store.redo()
    assert store.read() == stored


def test_percentages_go_with_their_test_and_come_back_with_it(store: Store) -> None:
    store.add_test(nbme(), {"cardiovascular": 62.0})
    before = store.read()
    store.remove(before.practice_tests[0])
    assert store.read() == Plan()
    store.undo()
    assert store.read() == before
    store.redo()
    assert store.read() == Plan()


def test_percentages_can_be_set_later_and_taken_out(store: Store) -> None:
    store.add_test(nbme(), {"cardiovascular": 62.0, "respiratory": 70.0})
    test, before = store.read().practice_tests[0], store.read()
    step = store.set_systems(test, {"respiratory": 72.0, "endocrine": 50.0, "cardiovascular": None})
    assert step.title == "set NBME 13, 241: Respiratory 72%, Endocrine 50%, Cardiovascular ?"
    assert areas(store.read()) == {"respiratory": 72.0, "endocrine": 50.0}
    store.undo()
    assert store.read() == before
    with pytest.raises(Refused, match="nothing to change"):
        store.set_systems(test, {"respiratory": 70.0})


def test_a_test_and_its_percentages_are_changed_as_one_step(store: Store) -> None:
    store.add_test(nbme(), {"cardiovascular": 62.0, "respiratory": 70.5})
    before = store.read()
    (test,) = before.practice_tests
    step = store.change_test(test, {"score": 243.0}, {"cardiovascular": None, "endocrine": 50.0})
    assert step.title == "change NBME 13, 241: score 241 → 243, areas"
    after = store.read()
    assert (after.practice_tests[0].score, areas(after)) == (243, {"respiratory": 70.5, "endocrine": 50.0})
    store.undo()
    assert store.read() == before
    assert store.change_test(test, {}, {"endocrine": 50.0}).title == "set NBME 13, 241: Endocrine 50%"
    assert store.change_test(test, {"score": 245.0}, {}).title == "change NBME 13, 241: score 241 → 245"


def test_assumptions_are_set_and_reset_to_the_guides(store: Store) -> None:
    assert store.set_assumptions(shift=0.0).title == "assume test-day shift 0"
    store.set_assumptions(shift_sd=6.0)
    assert store.read().assumptions == Assumptions(shift=0.0, shift_sd=6.0)
    step = store.set_assumptions(shift=None, shift_sd=None)
    assert step.title == "assume test-day shift as the guide does, its doubt as the guide does"
    assert step.entry_ids == ()
    assert store.read().assumptions == Assumptions()
    store.undo()
    assert store.read().assumptions == Assumptions(shift=0.0, shift_sd=6.0)


def test_the_guides_figures_can_be_overruled_and_reset_while_tests_hang_on_them(store: Store) -> None:
    store.add(PracticeTest(taken_on=date(2026, 11, 3), instrument="uwsa-2", score=250.0))
    assert store.add(UWSA_2).title == "use figures of your own for UWSA 2"
    own = store.read().own_instruments[0]
    assert store.change(own, noise_sd=10.0).title == "change UWSA 2: noise sd ? → 10"
    assert store.remove(own).title == "use the guide's figures for UWSA 2"
    assert store.read().own_instruments == ()
    store.undo()
    assert store.read().own_instruments == (dataclasses.replace(own, noise_sd=10.0),)


def test_a_what_if_comes_back_exactly_and_can_be_changed_and_undone(
    path: Path, open_store: Callable[..., Store]
) -> None:
    store = open_store(path)
    assert store.add(LATER).title == "add what-if Later"
    store.close()
    (stored,) = open_store(path).read().what_ifs
    assert stored == dataclasses.replace(LATER, id=1)
    store = open_store(path)
    assert (
        store.change(stored, name="Sooner", tests=()).title
        == "change what-if Later: name Later → Sooner, tests"
    )
    assert store.read().what_ifs == (dataclasses.replace(stored, name="Sooner", tests=()),)
    store.undo()
    assert store.remove(stored).title == "remove what-if Later"
    assert store.read() == Plan()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda s: s.add_test(nbme(12), {"humours": 62.0}), "system: 'humours' is not in the outline"),
        (lambda s: s.add_test(nbme(12), {"endocrine": 162.0}), "percent: 162.0 is not possible"),
        (lambda s: s.add_test(nbme(12, day=28), {}), "it is after today"),
        (lambda s: s.add_test(nbme(13), {"endocrine": 62.0}), "NBME 13, 241 on 2026-11-01 is already there"),
        (lambda s: s.set_systems(s.read().practice_tests[0], {}), "nothing to set"),
        (lambda s: s.set_systems(s.read().practice_tests[0], {"humours": None}), "nothing to change"),
        (lambda s: s.set_systems(nbme(12), {"endocrine": 62.0}), "not in the plan any more"),
        (lambda s: s.set_assumptions(shift=31.0), "shift: 31.0 is not possible; accepted: -30 to 30 points"),
        (lambda s: s.set_assumptions(shift=0.0), "nothing to change"),
        (lambda s: s.set_assumptions(), "nothing to set"),
        (lambda s: s.add(LATER), "what-if Later is already there"),
        (lambda s: s.add_all([WhatIf(name="A"), WhatIf(name="A")]), "what-if A is already there"),
        (lambda s: s.change(s.read().what_ifs[1], name="Later"), "what-if Later is already there"),
        (lambda s: s.add(WhatIf(name="B", tests=(nbme(99),))), "tests: instrument: 'nbme-99' is not known"),
        (lambda s: s.add(UWSA_2), "UWSA 2 is already there"),
        (lambda s: s.change(s.read().own_instruments[0], unit="percent"), "UWSA 2 is scored in points"),
        (lambda s: s.remove(s.read().own_instruments[1]), "NBME 17 is in the what-if With 17"),
    ],
)
def test_what_is_refused_says_why_and_changes_nothing(
    change: Callable[[Store], object], why: str, store: Store
) -> None:
    store.add(nbme())
    store.set_assumptions(shift=0.0)
    store.add_all([UWSA_2, OwnInstrument(instrument="nbme-17", name="NBME 17")])
    store.add_all([LATER, WhatIf(name="With 17", tests=(nbme(17),))])
    before, steps = store.read(), store.history()
    with pytest.raises(Refused) as caught:
        change(store)
    assert why in str(caught.value)
    assert store.read() == before
    assert store.history() == steps
