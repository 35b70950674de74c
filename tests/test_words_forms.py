"""Practice tests found by the names people give them, and scores as they write them."""

import pytest

from emtui import guide
from emtui.errors import Refused
from emtui.plan import OwnInstrument, Plan
from emtui.vocabulary import Unit
from emtui.words import find_form, forms_by_id, read_score

KAPLAN = OwnInstrument(instrument="kaplan-sim-1", name="Kaplan Sim 1", unit=Unit.PERCENT)
PLAN = Plan(own_instruments=(KAPLAN,))


@pytest.mark.parametrize(
    ("name", "instrument"),
    [
        ("NBME 12", "nbme-12"),
        ("nbme12", "nbme-12"),
        ("NBME Form 12", "nbme-12"),
        ("NBME_12", "nbme-12"),
        ("nbme-09", "nbme-9"),
        ("NBME CCSSA 12", "nbme-12"),
        ("CCSSA Form 12", "nbme-12"),
        ("Step 2 CK NBME 12", "nbme-12"),
        ("UWSA2", "uwsa-2"),
        ("UW SA 2", "uwsa-2"),
        ("UWorld SA2", "uwsa-2"),
        ("UWorld Self-Assessment 2", "uwsa-2"),
        ("Free 120", "free-120"),
        ("New Free 120", "free-120"),
        ("free120", "free-120"),
        ("F120", "free-120"),
        ("AMBOSS SA", "amboss-sa"),
        ("Amboss self-assessment", "amboss-sa"),
        ("kaplan sim 1", "kaplan-sim-1"),
        ("NBME 1 2", None),
        ("NBME", None),
        ("NBME 17", None),
        ("UWorld block 12", None),
        ("", None),
    ],
)
def test_a_test_is_found_by_its_loose_name(name: str, instrument: str | None) -> None:
    found = find_form(name, PLAN)
    assert (found.instrument if found else None) == instrument


def test_every_instrument_is_found_by_its_own_id_and_name() -> None:
    for row in guide.instruments().values():
        for name in (row.id, row.name, *row.aliases):
            found = find_form(name, PLAN)
            assert found is not None
            assert found.instrument == row.id


@pytest.mark.parametrize(
    ("instrument", "text", "score"),
    [
        ("nbme-12", "238", 238),
        ("nbme-12", " 238.0 ", 238),
        ("nbme-12", "238 pts", 238),
        ("free-120", "76%", 76),
        ("free-120", "76.5 %", 76.5),
        ("free-120", "0.76", 76),  # how a spreadsheet saves 76%
        ("free-120", "0,765", 76.5),
        ("free-120", "91/120", 75.8),
        ("kaplan-sim-1", "70", 70),
        ("nbme-12", "", None),
        ("nbme-12", "~238", None),
        ("nbme-12", "301", None),
        ("nbme-12", "76%", None),
        ("nbme-12", "91/120", None),
        ("free-120", "0.76%", None),
        ("free-120", "0", None),
        ("free-120", "101", None),
        ("free-120", "5/0", None),
        ("free-120", "238 points", None),
        ("free-120", "9" * 5000, None),
    ],
)
def test_a_score_is_read_in_the_unit_of_its_test(instrument: str, text: str, score: float | None) -> None:
    form = forms_by_id(PLAN)[instrument]
    if score is None:
        with pytest.raises(Refused, match="1 to"):
            read_score(text, form)
    else:
        assert read_score(text, form) == score
