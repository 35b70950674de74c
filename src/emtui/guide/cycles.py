"""The cycle of a Match: milestones with their rules and published days, lead times, phases."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from emtui.guide.files import Source, load, source
from emtui.vocabulary import Lane, Service, Visa

FILE = "cycles.toml"
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class NthWeekday(NamedTuple):
    """The `nth` `weekday` (Monday is 0) of a month, -1 the last; `year` counts from the match year."""

    nth: int
    weekday: int
    month: int
    year: int


class DayOfYear(NamedTuple):
    """A day of the year; `year` counts from the match year.

    With `move` it gives way to the nearest day, later or earlier, that is a `weekday`, or where that is None
    one from Monday to Friday.
    """

    day: int
    month: int
    year: int
    move: Literal["later", "earlier"] | None
    weekday: int | None


class DaysFrom(NamedTuple):
    """So many days after another milestone, or before it where negative."""

    days: int
    milestone: str


DateRule = NthWeekday | DayOfYear | DaysFrom


class Published(NamedTuple):
    """A milestone's day in one season, as published."""

    on: date
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneKind:
    """A milestone of every cycle.

    `rule` gives its day where none is published (`published`: match year → day); `otherwise` are rules that
    the past or a source also allows. `until` names the milestone at which it ends, `time` is its hour in
    `zone`. `service` is set where it concerns those who use that service only. A `headline` is worth
    showing months ahead.
    """

    id: str
    title: str
    lane: Lane
    service: Service | None
    rule: DateRule
    otherwise: tuple[DateRule, ...]
    until: str | None
    time: time | None
    zone: str | None
    headline: bool
    note: str | None
    visa: Visa | None
    until_certified: bool
    needs: tuple[str, ...]
    published: Mapping[int, Published]
    source: Source


class EmService(NamedTuple):
    """The application service of EM from a match year on, and the one before it."""

    service: Service
    first_match_year: int
    before: Service
    source: Source

    def of(self, match_year: int) -> Service:
        """The service EM programs use for that Match."""
        return self.service if match_year >= self.first_match_year else self.before


class LeadTime(NamedTuple):
    """How many days something takes, typically and to be safe."""

    id: str
    title: str
    typical: int
    safe: int
    source: Source


class PhaseKind(NamedTuple):
    """A stretch of the guide's timeline, from `on` to the end of `until`, and what belongs into it."""

    id: str
    title: str
    on: DateRule
    until: DateRule
    items: tuple[str, ...]
    source: Source


@cache
def milestone_kinds() -> Mapping[str, MilestoneKind]:
    """The milestones by id, in the order of the file."""
    table, published = load(FILE), _published()
    return MappingProxyType(
        {
            row["id"]: MilestoneKind(
                id=row["id"],
                title=row["title"],
                lane=Lane(row["lane"]),
                service=Service(row["service"]) if "service" in row else None,
                rule=_rule(row["rule"]),
                otherwise=tuple(map(_rule, row.get("otherwise", ()))),
                until=row.get("until"),
                time=row.get("time"),
                zone=table["zone"] if "time" in row else None,
                headline=row.get("headline", False),
                note=row.get("note"),
                visa=Visa(row["visa"]) if "visa" in row else None,
                until_certified=row.get("until_certified", False),
                needs=tuple(f"milestone:{name}" if "-" in name else name for name in row.get("needs", ())),
                published=MappingProxyType(published.get(row["id"], {})),
                source=source(row),
            )
            for row in table["milestone"]
        }
    )


@cache
def em_service() -> EmService:
    """The application service of EM."""
    row = load(FILE)["em_service"]
    return EmService(
        service=Service(row["id"]),
        first_match_year=row["first_match_year"],
        before=Service(row["before"]),
        source=source(row),
    )


@cache
def lead_times() -> Mapping[str, LeadTime]:
    """Lead times by id: score-back, sloe, pathway, j1."""
    return MappingProxyType(
        {
            row["id"]: LeadTime(
                id=row["id"],
                title=row["title"],
                typical=row["typical"],
                safe=row["safe"],
                source=source(row),
            )
            for row in load(FILE)["lead"]
        }
    )


@cache
def phase_kinds() -> tuple[PhaseKind, ...]:
    """The guide's timeline, earliest phase first."""
    return tuple(
        PhaseKind(
            id=row["id"],
            title=row["title"],
            on=_rule(row["on"]),
            until=_rule(row["until"]),
            items=tuple(row["items"]),
            source=source(row),
        )
        for row in load(FILE)["phase"]
    )


def _published() -> dict[str, dict[int, Published]]:
    """Milestone id → match year → its published day."""
    days: dict[str, dict[int, Published]] = {}
    for season in load(FILE)["published"]:
        read_in = source(season)
        for milestone, on in season["dates"].items():
            days.setdefault(milestone, {})[season["match_year"]] = Published(on=on, source=read_in)
    return days


def _rule(table: Mapping[str, Any]) -> DateRule:
    if "lead" in table:
        lead = lead_times()[table["lead"]]
        days = lead.safe if table["pace"] == "safe" else lead.typical
        return DaysFrom(days=-days, milestone=table["before"])
    if "from" in table:
        return DaysFrom(days=table["days"], milestone=table["from"])
    weekday = WEEKDAYS.index(table["weekday"]) if "weekday" in table else None
    year = table.get("year", 0)
    if "nth" in table:
        assert weekday is not None
        return NthWeekday(nth=table["nth"], weekday=weekday, month=table["month"], year=year)
    return DayOfYear(
        day=table["day"], month=table["month"], year=year, move=table.get("move"), weekday=weekday
    )
