"""What a list of programs costs: the scales of each service, the transcripts, NRMP and ECFMG."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from emtui import guide
from emtui.guide.fees import SeasonFees, ranks_included, scales, season_fees
from emtui.plan import Plan
from emtui.vocabulary import ApplicationState, Service, Specialty

PAID = (
    ApplicationState.PLANNED,
    ApplicationState.APPLIED,
    ApplicationState.INVITED,
    ApplicationState.INTERVIEWED,
    ApplicationState.REJECTED,
)
"""The states that cost a fee; one withdrawn from does too, where it had been applied to."""


class FeeLine(NamedTuple):
    """One line of the bill: `part` is the sum it goes into, `usd` None where the amount is not known.

    `fees` are the ids of the figures behind it, which an own fee may name; `own` where one does.
    """

    part: str  # "residencycas", "eras", "transcript", "nrmp" or "ecfmg"
    title: str
    detail: str
    usd: float | None
    fees: tuple[str, ...]
    own: bool = False


class Fees(NamedTuple):
    """What the list costs in US dollars, line by line; `total` adds up what is known.

    `season` names the scales used, `of_season` is False where they are those of another season. `left` is
    what remains of the budget, None without one. `em` and `others` count the programs that cost.
    """

    lines: tuple[FeeLine, ...]
    residencycas: float
    eras: float
    transcript: float
    nrmp: float
    ecfmg: float
    total: float
    unknown: tuple[str, ...]
    season: str
    of_season: bool
    em: int
    others: int
    budget: int | None
    left: float | None


def fees(plan: Plan) -> Fees:
    """What the programs of `plan` that are planned, applied to or further cost."""
    year = plan.profile.match_year
    season = season_fees(year)
    bill = _Bill(season, {own.fee: own.usd for own in plan.own_fees if own.match_year == year})
    counted = Counter(
        program.specialty
        for program in plan.programs
        if program.application in PAID
        or (program.application is ApplicationState.WITHDRAWN and program.applied_on is not None)
    )
    ranked = sum(program.rank is not None and not program.do_not_rank for program in plan.programs)
    em_service = guide.em_service().service if year is None else guide.em_service().of(year)
    lines = tuple(_lines(bill, counted, em_service, ranked))
    parts = {part: _sum(lines, part) for part in ("residencycas", "eras", "transcript", "nrmp", "ecfmg")}
    total = sum(parts.values())
    budget = plan.profile.budget_usd
    return Fees(
        lines=lines,
        **parts,
        total=total,
        unknown=tuple(line.title for line in lines if line.usd is None),
        season=season.title,
        of_season=year is None or season.match_year == year,
        em=counted[Specialty.EM],
        others=sum(number for specialty, number in counted.items() if specialty is not Specialty.EM),
        budget=budget,
        left=None if budget is None else budget - total,
    )


def charge(service: Service, programs: int, amount: Mapping[str, float]) -> float:
    """What `service` takes for so many programs of one specialty; `amount` holds its figures by id."""
    scale = scales()[service]
    cost, done = 0.0, 0
    if scale.flat is not None and programs:
        cost, done = amount[scale.flat], min(programs, scale.flat_up_to)
    for step in scale.steps:
        end = programs if step.up_to is None else min(programs, step.up_to)
        if end > done:
            cost += (end - done) * amount[step.fee]
            done = end
    return cost


class _Bill:
    """The figures of a season, the user's own before the guide's."""

    def __init__(self, season: SeasonFees, own: Mapping[str, float]) -> None:
        self.season, self.own = season, own
        self.amount = {id_: fee.usd for id_, fee in season.fees.items() if fee.usd is not None} | dict(own)

    def line(self, fee: str, part: str, detail: str, times: int = 1) -> FeeLine:
        """`times` one figure."""
        usd = self.amount.get(fee)
        cost = None if usd is None else usd * times
        return FeeLine(part, self.season.fees[fee].title, detail, cost, (fee,), fee in self.own)

    def scale(self, service: Service, specialty: Specialty, programs: int) -> FeeLine:
        """What a service takes for the programs of one specialty."""
        scale = scales()[service]
        figures = (*([scale.flat] if scale.flat else []), *(step.fee for step in scale.steps))
        name = "ResidencyCAS" if service is Service.RESIDENCYCAS else f"ERAS, {_name(specialty)}"
        usd = charge(service, programs, self.amount)
        own = not self.own.keys().isdisjoint(figures)
        return FeeLine(service.value, name, str(programs), usd, figures, own)


def _lines(bill: _Bill, counted: Counter[Specialty], em_service: Service, ranked: int) -> Iterator[FeeLine]:
    """The bill, in the order it is paid."""
    services: dict[Service, list[tuple[Specialty, int]]] = {}
    for specialty, number in sorted(counted.items()):
        service = em_service if specialty is Specialty.EM else Service.ERAS
        services.setdefault(service, []).append((specialty, number))
    for service in (Service.RESIDENCYCAS, Service.ERAS):
        for specialty, number in services.get(service, []):
            yield bill.scale(service, specialty, number)
        if service in services:
            yield bill.line(f"{service}-transcript", "transcript", "once")
            ecfmg = "residencycas-ecfmg" if service is Service.RESIDENCYCAS else "eras-token"
            yield bill.line(ecfmg, "ecfmg", "once")
    if counted:
        yield bill.line("nrmp-base", "nrmp", f"{ranks_included()} ranks")
        extra = ranked - ranks_included()
        if extra > 0:
            yield bill.line("nrmp-rank", "nrmp", f"{extra} more", extra)


def _sum(lines: tuple[FeeLine, ...], part: str) -> float:
    return sum(line.usd or 0.0 for line in lines if line.part == part)


def _name(specialty: Specialty) -> str:
    return specialty.upper() if len(specialty) == 2 else specialty.capitalize()
