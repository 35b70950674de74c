"""Scores: practice tests as measurements, pass marks, target bands, and the norm table."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from emtui.guide.files import Source, load, source
from emtui.vocabulary import Band, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """One kind of practice test as a measurement of the Step 2 CK level.

    `offset` is how many points higher than the Step 2 CK scale it reads, `offset_sd` the doubt in that,
    `noise_sd` the scatter of one reading, all in Step 2 CK points. Percent instruments convert by
    `points_at_anchor + points_a_percent * (score - anchor_percent)` first.
    """

    id: str
    name: str
    family: str  # "nbme", "uwsa", "free-120" or "other": its sign on the chart
    unit: Unit
    official: bool  # an NBME self-assessment: counts for the guide's "form" rules
    offset: float
    offset_sd: float
    noise_sd: float
    source: Source
    aliases: tuple[str, ...] = ()
    anchor_percent: float | None = None
    points_at_anchor: float | None = None
    points_a_percent: float | None = None

    def on_scale(self, score: float) -> float:
        """The Step 2 CK scale value of `score` (in the instrument's unit), offset taken off."""
        if self.unit is Unit.PERCENT:
            assert self.anchor_percent is not None
            assert self.points_at_anchor is not None
            assert self.points_a_percent is not None
            score = self.points_at_anchor + self.points_a_percent * (score - self.anchor_percent)
        return score - self.offset


class PassMark(NamedTuple):
    """The Step 2 CK pass mark in force from a day on, in points."""

    valid_from: date
    mark: int
    source: Source


class BandRange(NamedTuple):
    """One target band: `low` is its lowest score in points, `high` its highest, None at the open ends."""

    band: Band
    low: int | None
    high: int | None
    text: str

    @property
    def name(self) -> str:
        """The band's name as printed."""
        return self.band.value


class Norms(NamedTuple):
    """How Step 2 CK scores of the reference group lie, in points.

    `percentiles` maps a score to the share of the group below it, in percent, in steps of five points;
    `limits` says what the table does not tell, `not_affiliated` whose figures these are.
    """

    group: str
    people: int
    mean: float
    sd: float
    measurement_error: float
    percentiles: Mapping[int, int]
    limits: str
    not_affiliated: str
    source: Source


@cache
def instruments() -> Mapping[str, Instrument]:
    """Practice tests by id (`nbme-13`, `uwsa-2`, `free-120`, `amboss-sa`), in the order of the file."""
    rows = load("instruments.toml")["instrument"]
    return MappingProxyType(
        {
            row["id"]: Instrument(
                id=row["id"],
                name=row["name"],
                family=row["family"],
                unit=Unit(row.get("unit", "points")),
                official=row["family"] == "nbme",
                offset=float(row["offset"]),
                offset_sd=float(row["offset_sd"]),
                noise_sd=float(row["noise_sd"]),
                aliases=tuple(row.get("aliases", ())),
                anchor_percent=row.get("anchor_percent"),
                points_at_anchor=row.get("points_at_anchor"),
                points_a_percent=row.get("points_a_percent"),
                source=source(row),
            )
            for row in rows
        }
    )


@cache
def pass_marks() -> tuple[PassMark, ...]:
    """Step 2 CK pass marks, oldest first."""
    return tuple(
        PassMark(valid_from=row["valid_from"], mark=row["mark"], source=source(row))
        for row in load("pass_marks.toml")["pass_mark"]
    )


def pass_mark_on(day: date) -> PassMark:
    """The pass mark in force on `day`; before the first known one, the first."""
    known = pass_marks()
    return next((mark for mark in reversed(known) if mark.valid_from <= day), known[0])


@cache
def bands() -> tuple[BandRange, ...]:
    """The target bands, worst first, without gap or overlap."""
    return tuple(
        BandRange(band=Band(row["id"]), low=row.get("low"), high=row.get("high"), text=row["text"])
        for row in load("bands.toml")["band"]
    )


def band_of(score: float) -> BandRange:
    """The target band of `score` by score alone; a score between integers counts by its floor."""
    return next(row for row in reversed(bands()) if row.low is None or score >= row.low)


@cache
def norms() -> Norms:
    """The published Step 2 CK norms."""
    table = load("percentiles.toml")
    row = table["norms"]
    return Norms(
        group=row["group"],
        people=row["people"],
        mean=row["mean"],
        sd=row["sd"],
        measurement_error=row["measurement_error"],
        percentiles=MappingProxyType({int(score): share for score, share in table["percentiles"].items()}),
        limits=row["limits"],
        not_affiliated=table["not_affiliated"],
        source=source(row),
    )


def percentile(score: float) -> int:
    """The share of the norm group below `score`, in percent: a straight line between published steps."""
    table = norms().percentiles
    lowest, highest = min(table), max(table)
    if score <= lowest:
        return table[lowest]
    for low, high in pairwise(sorted(table)):
        if score <= high:
            return round(table[low] + (table[high] - table[low]) * (score - low) / (high - low))
    return table[highest]
