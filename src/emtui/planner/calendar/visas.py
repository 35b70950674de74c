"""Dated facts on visas that may concern a plan, each to be checked again; never law."""

import re

from emtui.guide.visas import VisaFact, visa_facts
from emtui.plan import Profile
from emtui.planner.calendar.entry import VisaNote
from emtui.vocabulary import PetitionFrom, Visa


def visa_notes(profile: Profile) -> tuple[VisaNote, ...]:
    """The notes on visas that may concern `profile`; an unknown answer leaves a note in."""
    if profile.visa is Visa.NONE:
        return ()
    return tuple(
        VisaNote(
            id=fact.id,
            text=fact.text,
            why=why,
            source=fact.source.text,
            checked_on=fact.source.checked_on,
            sure=fact.source.sure,
        )
        for fact in visa_facts()
        if (why := _why(fact, profile)) is not None
    )


def _why(fact: VisaFact, profile: Profile) -> str | None:
    """Why a fact may concern `profile`; None where it does not."""
    undecided = profile.visa in (None, Visa.UNDECIDED)
    if not undecided and profile.visa not in fact.visas:
        return None
    if fact.petition_from is not None and profile.petition_from not in (
        fact.petition_from, PetitionFrom.UNKNOWN, None,
    ):  # fmt: skip
        return None
    if fact.citizenships:
        if profile.citizenship is None:
            return "citizenship unknown"
        return _named(profile.citizenship, fact.citizenships)
    return "visa undecided" if undecided else "your visa"


def _named(citizenship: str, countries: tuple[str, ...]) -> str | None:
    """The country of `countries` that `citizenship` names in whole words; None where none is."""
    said = citizenship.casefold()
    return next(
        (country for country in countries if re.search(rf"\b{re.escape(country.casefold())}\b", said)), None
    )
