"""What applying costs: fees.toml, by season."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from emtui.guide.files import Source, load, source
from emtui.vocabulary import Service

FILE = "fees.toml"


class Fee(NamedTuple):
    """One figure of a season in US dollars; None where the amount is not known."""

    id: str
    title: str
    usd: float | None
    source: Source


class SeasonFees(NamedTuple):
    """The fees of the season that ends with the Match of `match_year`."""

    match_year: int
    title: str
    fees: Mapping[str, Fee]


class Step(NamedTuple):
    """Each program up to the `up_to`th, or every further one, costs the fee with this id."""

    up_to: int | None
    fee: str


class Scale(NamedTuple):
    """How a service charges: one `flat` fee for the first `flat_up_to` programs, then the steps."""

    flat: str | None
    flat_up_to: int
    steps: tuple[Step, ...]


@cache
def season_fees(match_year: int | None) -> SeasonFees:
    """The fees of a season: its own, else the newest before it, else the oldest known."""
    known = _seasons()
    before = [year for year in known if match_year is None or year <= match_year]
    return known[max(before) if before else min(known)]


@cache
def scales() -> Mapping[Service, Scale]:
    """How each application service charges per program."""
    return MappingProxyType(
        {
            Service(row["service"]): Scale(
                flat=row.get("flat"),
                flat_up_to=row.get("flat_up_to", 0),
                steps=tuple(Step(step.get("up_to"), step["fee"]) for step in row["steps"]),
            )
            for row in load(FILE)["scale"]
        }
    )


def ranks_included() -> int:
    """The ranks that the registration with NRMP pays for."""
    number: int = load(FILE)["nrmp"]["ranks_included"]
    return number


@cache
def _seasons() -> Mapping[int, SeasonFees]:
    return MappingProxyType(
        {
            row["match_year"]: SeasonFees(
                match_year=row["match_year"],
                title=row["title"],
                fees=MappingProxyType(
                    {
                        fee["id"]: Fee(fee["id"], fee["title"], fee.get("usd"), source(fee))
                        for fee in row["fee"]
                    }
                ),
            )
            for row in load(FILE)["season"]
        }
    )
