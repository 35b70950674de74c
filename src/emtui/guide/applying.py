"""What the list of programs, its facts and the rank list are held against: applying.toml."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from emtui.guide.files import Source, load, source
from emtui.vocabulary import Setting

FILE = "applying.toml"


class Limit(NamedTuple):
    """How many there are to give in a season; `match_year` is the season it was known for."""

    limit: int
    match_year: int | None
    source: Source


class ListAdvice(NamedTuple):
    """What the guide says of a list for one row of its list table; sizes None where it names none."""

    band: str
    rule: str
    low: int | None
    high: int | None
    academic: float
    words: Mapping[Setting, str]
    source: Source


class FitWeights(NamedTuple):
    """The points of each reason; a judgement, see the file."""

    visa_yes: int
    visa_no: int
    img_some: int
    img_many: int
    img_none: int
    cutoff_none: int
    cutoff_reached: int
    cutoff_near: int
    cutoff_doubtful: int
    cutoff_missed: int
    cutoff_missed_preferred: int
    graduation_over: int
    attempts_over: int
    sloes_short: int
    rotation_there: int
    tie: int
    signal: int
    region: int
    source: Source


class FitLimits(NamedTuple):
    """Where a reason begins: shares in percent, probabilities 0 to 1."""

    img_share: float
    img_many_share: float
    cutoff_probable: float
    cutoff_hopeless: float


class RankFacts(NamedTuple):
    """How long the rank lists of others were: contiguous ranks in the preferred specialty."""

    advised: int
    advice: str
    advice_limits: str
    advice_source: Source
    matched_median: int
    unmatched_median: int
    matched_upper: int
    matched_people: int
    unmatched_people: int
    year: int
    limits: str
    source: Source


@cache
def signals(match_year: int | None) -> Limit:
    """The program signals of a season; that of the newest known one where it is not known itself."""
    rows = load(FILE)["signals"]
    row = _of_season(rows, match_year)
    return Limit(row["limit"], row["match_year"], source(row))


@cache
def ties() -> Limit:
    """The geographic connections of a season."""
    row = load(FILE)["ties"]
    return Limit(row["limit"], None, source(row))


@cache
def list_advice() -> Mapping[str, ListAdvice]:
    """What the guide says of a list, by list band: 245, 235, 225, below."""
    return MappingProxyType(
        {
            row["band"]: ListAdvice(
                band=row["band"],
                rule=row["rule"],
                low=row.get("low"),
                high=row.get("high"),
                academic=row["academic"],
                words=MappingProxyType({Setting(name): word for name, word in row["words"].items()}),
                source=source(row),
            )
            for row in load(FILE)["list"]
        }
    )


@cache
def fit_weights() -> FitWeights:
    """The points of each reason for or against a program."""
    return FitWeights(**_figures("fit", FitWeights), source=source(load(FILE)["fit"]))


@cache
def fit_limits() -> FitLimits:
    """Where those reasons begin."""
    return FitLimits(**_figures("fit_limits", FitLimits))


@cache
def rank_facts() -> RankFacts:
    """How long the rank lists of others were."""
    row = load(FILE)["ranks"]
    advice = row["advice"]
    figures = {name: row[name] for name in RankFacts._fields if isinstance(row.get(name), int)}
    return RankFacts(
        **figures,
        advice=advice["text"],
        advice_limits=advice["limits"],
        advice_source=source(advice),
        limits=row["limits"],
        source=source(row),
    )


def _figures(table: str, kind: Any) -> dict[str, Any]:
    row = load(FILE)[table]
    return {name: row[name] for name in kind._fields if name != "source"}


def _of_season(rows: list[Mapping[str, Any]], match_year: int | None) -> Mapping[str, Any]:
    """The row of `match_year`, else of the newest season before it, else of the oldest."""
    known = [row for row in rows if match_year is None or row["match_year"] <= match_year]
    return max(known, key=_season_of) if known else min(rows, key=_season_of)


def _season_of(row: Mapping[str, Any]) -> int:
    year: int = row["match_year"]
    return year
