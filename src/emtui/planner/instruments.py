"""What the projection assumes, row by row: the guide's figures beside the user's."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from emtui import guide
from emtui.guide import Instrument, Source
from emtui.plan import Assumptions, OwnInstrument, Plan
from emtui.planner.assumptions import base_of, instruments_of, priors_of

SHIFT = "shift"
SHIFT_FIGURES = ("shift", "shift_sd")
TEST_FIGURES = ("offset", "offset_sd", "noise_sd")


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumed:
    """One practice test, or the test-day shift, where `instrument` is None.

    `figures` are those the projection takes, `guides` the guide's (of a test it does not list, those of an
    unlisted one), both by key of `fields.FIGURES`, in points. `taken`: the days it was sat, oldest first.
    """

    key: str
    name: str
    figures: Mapping[str, float]
    guides: Mapping[str, float]
    source: Source
    instrument: Instrument | None = None
    listed: bool = True
    own: OwnInstrument | None = None
    taken: tuple[date, ...] = ()

    @property
    def yours(self) -> tuple[str, ...]:
        """The figures that are the user's and not the guide's."""
        return tuple(key for key, value in self.figures.items() if value != self.guides[key])

    def own_values(self, values: Mapping[str, float | None]) -> dict[str, float | None]:
        """`values` as they are stored: None where they are unknown or say what the guide does."""
        return {key: None if value == self.guides[key] else value for key, value in values.items()}


def assumed(plan: Plan, today: date) -> tuple[Assumed, ...]:
    """The test-day shift, the guide's practice tests in its order, then the user's own."""
    return (_shift(plan), *_tests(plan, today))


def with_figures(plan: Plan, row: Assumed, values: Mapping[str, Any]) -> Plan:
    """`plan` as it would be with these figures of `row`; None is the guide's."""
    if row.instrument is None:
        return replace(plan, assumptions=replace(plan.assumptions, **values))
    own = replace(row.own or own_of(row.instrument), **values)
    others = (other for other in plan.own_instruments if other.instrument != row.key)
    return replace(plan, own_instruments=(*others, own))


def as_the_guide_has_it(plan: Plan) -> Plan:
    """`plan` without the user's own figures; forms of their own stay, as unlisted ones."""
    nothing: dict[str, Any] = dict.fromkeys(TEST_FIGURES)
    own = tuple(replace(instrument, **nothing) for instrument in plan.own_instruments)
    return replace(plan, assumptions=Assumptions(), own_instruments=own)


def own_of(instrument: Instrument) -> OwnInstrument:
    """A row for the user's figures of `instrument`, none of them set."""
    return OwnInstrument(instrument=instrument.id, name=instrument.name, unit=instrument.unit)


def _shift(plan: Plan) -> Assumed:
    now, guides = priors_of(plan), guide.readiness_priors()
    return Assumed(
        key=SHIFT,
        name="test-day shift",
        figures={"shift": now.shift, "shift_sd": now.shift_sd},
        guides={"shift": guides.shift, "shift_sd": guides.shift_sd},
        source=guides.shift_source,
    )


def _tests(plan: Plan, today: date) -> Iterator[Assumed]:
    own = {row.instrument: row for row in plan.own_instruments}
    for key, instrument in instruments_of(plan).items():
        base = base_of(own[key]) if key in own else instrument
        days = (test.taken_on for test in plan.practice_tests if test.instrument == key)
        yield Assumed(
            key=key,
            name=instrument.name,
            figures=_figures(instrument),
            guides=_figures(base),
            source=base.source,
            instrument=instrument,
            listed=key in guide.instruments(),
            own=own.get(key),
            taken=tuple(sorted(day for day in days if day <= today)),
        )


def _figures(instrument: Instrument) -> dict[str, float]:
    return {key: getattr(instrument, key) for key in TEST_FIGURES}
