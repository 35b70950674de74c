"""What emtui knows about the world: data files with a source and a checked-on date, and their loader.

Each function reads one file beside this module, once. Nothing here decides anything: that is the planner's.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from emtui.vocabulary import Band, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a fact comes from, when it was checked, and how sure it is."""

    text: str
    checked_on: date
    sure: str  # "official", "reported", "derived" or "unsure"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class PassMark:
    """The Step 2 CK pass mark in force from a day on, in points."""

    valid_from: date
    mark: int
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class BandRange:
    """One target band: `low` is its lowest score in points, `high` its highest, None at the open ends."""

    band: Band
    low: int | None
    high: int | None
    text: str

    @property
    def name(self) -> str:
        """The band's name as printed."""
        return self.band.value


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files(__name__).joinpath(name).read_text(encoding="utf-8"))


def _source(table: Mapping[str, Any]) -> Source:
    return Source(text=table["source"], checked_on=table["checked_on"], sure=table["sure"])


@cache
def instruments() -> Mapping[str, Instrument]:
    """Practice tests by id (`nbme-13`, `uwsa-2`, `free-120`, `amboss-sa`), in the order of the file."""
    rows = _load("instruments.toml")["instrument"]
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
                source=_source(row),
            )
            for row in rows
        }
    )


@cache
def pass_marks() -> tuple[PassMark, ...]:
    """Step 2 CK pass marks, oldest first."""
    return tuple(
        PassMark(valid_from=row["valid_from"], mark=row["mark"], source=_source(row))
        for row in _load("pass_marks.toml")["pass_mark"]
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
        for row in _load("bands.toml")["band"]
    )


def band_of(score: float) -> BandRange:
    """The target band of `score` by score alone; a score between integers counts by its floor."""
    return next(row for row in reversed(bands()) if row.low is None or score >= row.low)
