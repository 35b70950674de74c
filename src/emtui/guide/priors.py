"""What the readiness model believes before any practice test."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from emtui.guide.files import Source, load, source
from emtui.guide.scales import Instrument
from emtui.vocabulary import Intensity, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadinessPriors:
    """The figures of guide/readiness.toml, each with its source there; points on the Step 2 CK scale.

    `growth` is (mean, sd) in points a week for each study intensity; `wander` is the level's own random
    walk in points per square root of a week; `unlisted` stands for a test the guide does not list.
    """

    model_version: int
    level: float
    level_sd: float
    growth: Mapping[Intensity, tuple[float, float]]
    wander: float
    forget_days: float
    fade_days: float
    sem: float
    shift: float
    shift_sd: float
    shift_source: Source
    least_sd: float
    heavy_share: float
    heavy_factor: float
    disagree_beyond: float
    disagree_at_most: float
    retake: float
    untimed: float
    partial: float
    stale_days: int
    unlisted: Mapping[Unit, Instrument]


@cache
def readiness_priors() -> ReadinessPriors:
    """The priors of the readiness model."""
    table = load("readiness.toml")
    growth, spread, weight = table["growth"], table["spread"], table["weight"]
    return ReadinessPriors(
        model_version=table["model_version"],
        level=table["level"]["mean"],
        level_sd=table["level"]["sd"],
        growth=MappingProxyType(
            {Intensity(name): (row["mean"], row["sd"]) for name, row in growth["a_week"].items()}
        ),
        wander=growth["wander"],
        forget_days=growth["forget_days"],
        fade_days=growth["fade_days"],
        sem=table["exam"]["sem"],
        shift=table["shift"]["mean"],
        shift_sd=table["shift"]["sd"],
        shift_source=source(table["shift"]),
        least_sd=spread["least_sd"],
        heavy_share=spread["heavy_share"],
        heavy_factor=spread["heavy_factor"],
        disagree_beyond=spread["disagree_beyond"],
        disagree_at_most=spread["disagree_at_most"],
        retake=weight["retake"],
        untimed=weight["untimed"],
        partial=weight["partial"],
        stale_days=table["stale"]["days"],
        unlisted=MappingProxyType(
            {Unit(unit): _unlisted(unit, row) for unit, row in table["unlisted"].items()}
        ),
    )


def _unlisted(unit: str, row: Mapping[str, Any]) -> Instrument:
    return Instrument(
        id="unlisted",
        name="unlisted",
        family="other",
        unit=Unit(unit),
        official=False,
        offset=row["offset"],
        offset_sd=row["offset_sd"],
        noise_sd=row["noise_sd"],
        anchor_percent=row.get("anchor_percent"),
        points_at_anchor=row.get("points_at_anchor"),
        points_a_percent=row.get("points_a_percent"),
        source=source(row),
    )
