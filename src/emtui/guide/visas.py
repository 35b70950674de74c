"""Dated notes on visa law, each to be checked again before it is relied on."""

from functools import cache
from typing import NamedTuple

from emtui.guide.files import Source, load, source
from emtui.vocabulary import PetitionFrom, Visa


class VisaFact(NamedTuple):
    """One note: the visas it is about, and for whom alone, where it is not for all who need one."""

    id: str
    text: str
    visas: frozenset[Visa]
    petition_from: PetitionFrom | None
    citizenships: tuple[str, ...]
    source: Source


@cache
def visa_facts() -> tuple[VisaFact, ...]:
    """The notes, those that close a way first."""
    return tuple(
        VisaFact(
            id=row["id"],
            text=row["text"],
            visas=frozenset(map(Visa, row["visas"])),
            petition_from=PetitionFrom(row["petition_from"]) if "petition_from" in row else None,
            citizenships=tuple(row.get("citizenships", ())),
            source=source(row),
        )
        for row in load("visas.toml")["note"]
    )
