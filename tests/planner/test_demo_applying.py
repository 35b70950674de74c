"""The demo plans' rotations, letters and programs: possible, invented, and with something to do in each."""

from datetime import date

import pytest

from emtui.exchange.backup import from_json, to_json
from emtui.planner.demo import demo_plan
from emtui.planner.programs import programs_view
from emtui.planner.rotations import rotations_view
from emtui.vocabulary import DualSpecialty, LetterState

DAYS = [date(2026, 11, 23), date(2027, 2, 28), date(2027, 7, 10), date(2028, 2, 29)]


@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize("today", DAYS)
def test_the_rows_are_ones_the_store_takes(number: int, today: date) -> None:
    plan = demo_plan(number, today)
    assert from_json(to_json(plan)) == plan
    assert all(fact.checked_on is None or fact.checked_on <= today for fact in plan.program_facts)
    for letter in plan.letters:
        assert (letter.state is LetterState.UPLOADED) == (letter.uploaded_on is not None)
        assert letter.uploaded_on is None or letter.uploaded_on <= today


@pytest.mark.parametrize("number", [1, 2, 3])
def test_what_is_entered_agrees_with_the_profile(number: int) -> None:
    plan = demo_plan(number, DAYS[1])
    view = rotations_view(plan, DAYS[1])
    assert (view.done, view.sloes_in) == (plan.profile.us_em_rotations, plan.profile.em_sloes)
    dual = plan.profile.dual_specialty
    others = {program.specialty.value for program in plan.programs} - {"em"}
    assert others == (set() if dual in (None, DualSpecialty.NONE) else {dual.value})


@pytest.mark.parametrize("number", [1, 2, 3])
def test_there_is_something_to_see_in_every_pane(number: int) -> None:
    plan = demo_plan(number, DAYS[1])
    view = programs_view(plan, DAYS[1])
    assert view.balance.listed >= 40
    assert view.stale
    assert view.unchecked == ()
    assert 0 < view.signals.used < view.signals.most
    assert view.fees.total > 600
    assert {row.fit for row in view.rows} >= {-1, 0, 1, 2, 3}
    assert all(saved.matching is not None for saved in view.saved)
    rotations = rotations_view(plan, DAYS[1])
    assert rotations.rotations
    assert rotations.letters
    assert rotations.programs


def test_no_name_is_that_of_a_person() -> None:
    letters = [letter for number in (1, 2, 3) for letter in demo_plan(number, DAYS[0]).letters]
    assert {letter.writer for letter in letters if letter.writer.startswith("Dr.")} == {"Dr. A"}
