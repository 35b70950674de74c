"""What the projection takes for granted: the guide's figures, and the user's own where there are any."""

from collections.abc import Iterator
from dataclasses import replace

from emtui import guide
from emtui.guide import Instrument, ReadinessPriors
from emtui.plan import OwnInstrument, Plan


def instruments_of(plan: Plan) -> dict[str, Instrument]:
    """The guide's practice tests and the plan's own by id; where both know one, the plan's figures hold."""
    return {**guide.instruments(), **{own.instrument: _own(own) for own in plan.own_instruments}}


def priors_of(plan: Plan) -> ReadinessPriors:
    """What the model believes beforehand, the test-day shift as the user has it."""
    priors, own = guide.readiness_priors(), plan.assumptions
    return replace(
        priors,
        shift=priors.shift if own.shift is None else own.shift,
        shift_sd=priors.shift_sd if own.shift_sd is None else own.shift_sd,
    )


def own_assumptions(plan: Plan) -> tuple[str, ...]:
    """What the user assumes otherwise than the guide, each with the guide's figure."""
    return (*_shifts(plan), *(said for own in plan.own_instruments for said in _figures(own)))


def _own(own: OwnInstrument) -> Instrument:
    """An instrument with the user's figures, what is unknown of them taken from the guide."""
    known = base_of(own)
    return replace(
        known,
        id=own.instrument,
        name=own.name,
        offset=known.offset if own.offset is None else own.offset,
        offset_sd=known.offset_sd if own.offset_sd is None else own.offset_sd,
        noise_sd=known.noise_sd if own.noise_sd is None else own.noise_sd,
    )


def base_of(own: OwnInstrument) -> Instrument:
    """What the guide knows of it: of a test it does not list, the figures of an unlisted one."""
    known = guide.instruments().get(own.instrument)
    if known is not None and known.unit is own.unit:
        return known
    family = own.instrument.split("-")[0]
    return replace(
        guide.readiness_priors().unlisted[own.unit],
        family=family if family in ("nbme", "uwsa") else "other",
        official=family == "nbme",
    )


def _shifts(plan: Plan) -> Iterator[str]:
    priors, own = guide.readiness_priors(), plan.assumptions
    if own.shift not in (None, priors.shift):
        yield f"test-day shift {own.shift:g} (yours; the guide says {priors.shift:g})"
    if own.shift_sd not in (None, priors.shift_sd):
        yield f"test-day shift in doubt by {own.shift_sd:g} (yours; the guide says {priors.shift_sd:g})"


def _figures(own: OwnInstrument) -> Iterator[str]:
    known = base_of(own)
    if own.offset is not None and own.offset != known.offset:
        yield f"{own.name} reads {reads(own.offset)} {_against(own, reads(known.offset))}"
    if own.offset_sd not in (None, known.offset_sd):
        yield f"{own.name} in doubt by {own.offset_sd:g} {_against(own, f'{known.offset_sd:g}')}"
    if own.noise_sd not in (None, known.noise_sd):
        yield f"{own.name} scatters by {own.noise_sd:g} {_against(own, f'{known.noise_sd:g}')}"


def _against(own: OwnInstrument, figure: str) -> str:
    listed = own.instrument in guide.instruments()
    return f"(yours; {f'the guide says {figure}' if listed else f'{figure} for a test not in the guide'})"


def reads(points: float) -> str:
    """How an offset is said: `5 high`, `7 low`, `on scale`."""
    if points == 0:
        return "on scale"
    return f"{abs(points):g} {'high' if points > 0 else 'low'}"
