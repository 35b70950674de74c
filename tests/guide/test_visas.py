"""The notes on visa law: dated, sourced, and about somebody."""

from datetime import date

from emtui.guide.visas import visa_facts
from emtui.vocabulary import PetitionFrom, Visa


def test_every_note_is_dated_and_about_a_visa_one_has_to_get() -> None:
    facts = visa_facts()
    assert len({fact.id for fact in facts}) == len(facts)
    for fact in facts:
        assert fact.visas
        assert fact.visas <= {Visa.J1, Visa.H1B}
        assert fact.source.checked_on >= date(2026, 11, 23)
        assert fact.source.sure in {"official", "reported", "unsure"}
        assert not fact.text.endswith(".")


def test_the_two_lists_of_the_proclamation_name_nobody_twice() -> None:
    full, partial = (
        next(fact for fact in visa_facts() if fact.id == name) for name in ("full-ban", "partial-ban")
    )
    assert not set(full.citizenships) & set(partial.citizenships)
    assert "Nigeria" in partial.citizenships
    assert partial.visas == {Visa.J1}


def test_the_fee_is_for_petitions_from_abroad() -> None:
    fee = next(fact for fact in visa_facts() if fact.id == "h1b-fee")
    assert (fee.petition_from, fee.source.sure) == (PetitionFrom.ABROAD, "unsure")
