"""The guide's advice: its rules with the evidence for and against, their thresholds, and its scenarios."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from emtui.guide.files import Source, load, source
from emtui.vocabulary import Tab


class Evidence(NamedTuple):
    """A dated fact beside a rule; `side` is "for", "against" or "beside", `limits` what it does not say."""

    side: str
    text: str
    limits: str
    source: Source


class Stage(NamedTuple):
    """A stretch of what is to be done; `why` says why it stands where it does among the others."""

    id: str
    title: str
    why: str


class Rule(NamedTuple):
    """One piece of advice: `text` one line for panels, `longer` all of it, `tab` where it is done.

    Where something is to be done about it, `move` says what and `stage` when; `story` are the prompts of the
    worksheet that it is done by answering.
    """

    id: str
    text: str
    longer: str
    tab: Tab
    source: Source
    stage: str | None = None
    move: str | None = None
    story: tuple[str, ...] = ()


class MonthDay(NamedTuple):
    """A day of any year."""

    month: int
    day: int

    def of(self, year: int) -> date:
        """That day in `year`."""
        return date(year, self.month, self.day)


class Thresholds(NamedTuple):
    """The numbers the rules compare with: points, days, counts and days of the year, as in rules.toml."""

    counted_form_days: int
    near: int
    consistent_forms: int
    gap_far: int
    gap: int
    gap_projection: int
    official_forms: int
    soon_days: int
    cutoff: int
    friendly_cutoff: int
    list_bands: tuple[int, ...]
    dual_below: int
    offset_from: int
    better_from: int
    attempts_high_risk: int
    step2_attempts_high_risk: int
    rotations: int
    sloes: int
    interviews: int
    timed_share: float
    timed_days: int
    sit_by_aim: MonthDay
    sit_by_guideline: MonthDay
    sit_by_outer: MonthDay
    applying_from: MonthDay
    interviews_until: MonthDay
    soap_from: MonthDay
    ranking_from: MonthDay
    list_least: Mapping[str, int]


class Scenario(NamedTuple):
    """One of the guide's worked examples as a plan on the days before its exam.

    `score` is its Step 2 CK score; `profile` holds profile keys and values, those ending in `_in` a number
    of days from today; `tests` and `blocks` are rows with `days_ago`; `items` its strategy in our words.
    """

    number: int
    title: str
    score: int
    items: tuple[str, ...]
    profile: Mapping[str, Any]
    days: Mapping[str, int]
    tests: tuple[Mapping[str, Any], ...]
    blocks: tuple[Mapping[str, Any], ...]
    source: Source


@cache
def rules() -> Mapping[str, Rule]:
    """The guide's rules by id, in the order of the file."""
    return MappingProxyType(
        {
            row["id"]: Rule(
                id=row["id"],
                text=row["text"],
                longer=row["longer"],
                tab=Tab(row["tab"]),
                source=source(row),
                stage=row.get("stage"),
                move=row.get("move"),
                story=tuple(row.get("story", ())),
            )
            for row in load("rules.toml")["rule"]
        }
    )


@cache
def evidence() -> Mapping[str, tuple[Evidence, ...]]:
    """The evidence beside each rule that has some, by the rule's id; read only when asked for."""
    found: dict[str, tuple[Evidence, ...]] = {}
    for row in load("evidence.toml")["evidence"]:
        fact = Evidence(side=row["side"], text=row["text"], limits=row["limits"], source=source(row))
        found[row["rule"]] = (*found.get(row["rule"], ()), fact)
    return MappingProxyType(found)


@cache
def stages() -> tuple[Stage, ...]:
    """The stages of what is to be done, the first one first."""
    return tuple(
        Stage(id=row["id"], title=row["title"], why=row["why"]) for row in load("rules.toml")["stage"]
    )


@cache
def thresholds() -> Thresholds:
    """The numbers behind the rules, from the table of that name in rules.toml."""
    table = load("rules.toml")["thresholds"]
    return Thresholds(**{name: _threshold(value) for name, value in table.items()})


@cache
def scenarios() -> tuple[Scenario, ...]:
    """The guide's worked examples, in its order."""
    return tuple(
        Scenario(
            number=row["number"],
            title=row["title"],
            score=row["score"],
            items=tuple(row["items"]),
            profile=MappingProxyType(row["profile"]),
            days=MappingProxyType(row["days"]),
            tests=tuple(row["tests"]),
            blocks=tuple(row["blocks"]),
            source=source(row),
        )
        for row in load("scenarios.toml")["scenario"]
    )


def _threshold(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, str):  # TOML has no day of the year: "07-31"
        month, day = value.split("-")
        return MonthDay(month=int(month), day=int(day))
    return value
