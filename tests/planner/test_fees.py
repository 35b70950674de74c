"""What a list costs: the published examples, the steps of the scales, and whose figures are used."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emtui.guide.fees import season_fees
from emtui.plan import OwnFee, Plan, Profile, Program
from emtui.planner.fees import charge, fees
from emtui.vocabulary import ApplicationState, Service, Specialty

AMOUNTS = {id_: fee.usd for id_, fee in season_fees(2026).fees.items() if fee.usd is not None}


def plan_of(em: int, fm: int = 0, **profile: object) -> Plan:
    kinds = [Specialty.EM] * em + [Specialty.FM] * fm
    return Plan(
        profile=Profile(match_year=2028, **profile),  # type: ignore[arg-type]
        programs=tuple(
            Program(id=number, name=f"P{number}", specialty=kind, application=ApplicationState.PLANNED)
            for number, kind in enumerate(kinds, start=1)
        ),
    )


@pytest.mark.parametrize(
    ("programs", "usd"),
    [(0, 0), (1, 99), (18, 99), (19, 117), (30, 315), (31, 338), (46, 683), (60, 1005), (80, 1465)],
)
def test_residencycas_costs_what_its_overview_says(programs: int, usd: float) -> None:
    assert charge(Service.RESIDENCYCAS, programs, AMOUNTS) == usd
    assert fees(plan_of(programs)).residencycas == usd


def test_46_programs_cost_683_dollars_and_the_transcript() -> None:
    bill = fees(plan_of(46))
    assert (bill.residencycas, bill.transcript, bill.nrmp, bill.eras) == (683, 80, 70, 0)
    assert bill.total == 683 + 80 + 70
    assert bill.season == "2025-26"
    assert not bill.of_season  # the Match of 2028 has no published fees


@pytest.mark.parametrize(("programs", "usd"), [(1, 11), (20, 220), (30, 330), (31, 360)])
def test_eras_charges_each_program_of_a_specialty(programs: int, usd: float) -> None:
    bill = fees(plan_of(0, programs))
    assert bill.eras == usd
    assert (bill.transcript, bill.ecfmg) == (80, 165)


def test_two_specialties_are_charged_apart() -> None:
    plan = plan_of(0, 31)
    other = Program(id=99, name="IM", specialty=Specialty.IM, application=ApplicationState.APPLIED)
    assert fees(replace(plan, programs=(*plan.programs, other))).eras == 360 + 11


def test_what_is_not_known_is_named_and_not_counted_as_nothing() -> None:
    bill = fees(plan_of(20))
    assert bill.unknown == ("ECFMG support for ResidencyCAS",)
    assert bill.ecfmg == 0


@given(st.integers(0, 300))
def test_one_program_more_never_costs_less(programs: int) -> None:
    for service in Service:
        fewer, more = (charge(service, number, AMOUNTS) for number in (programs, programs + 1))
        assert fewer <= more


@pytest.mark.parametrize(
    ("state", "costs"),
    [
        (ApplicationState.CONSIDERING, False),
        (ApplicationState.PLANNED, True),
        (ApplicationState.REJECTED, True),
        (ApplicationState.WITHDRAWN, False),
    ],
)
def test_only_what_is_applied_to_costs(state: ApplicationState, costs: bool) -> None:
    plan = Plan(programs=(Program(id=1, name="P", application=state),))
    assert (fees(plan).total > 0) is costs


def test_ranks_above_twenty_cost_extra_and_those_left_out_do_not() -> None:
    ranked = [
        Program(id=n, name=f"P{n}", application=ApplicationState.INTERVIEWED, rank=n) for n in range(1, 24)
    ]
    assert fees(Plan(programs=tuple(ranked))).nrmp == 70 + 3 * 30
    ranked[0] = replace(ranked[0], do_not_rank=True)
    assert fees(Plan(programs=tuple(ranked))).nrmp == 70 + 2 * 30


def test_a_figure_of_ones_own_goes_before_the_guides_in_its_season_only() -> None:
    plan = replace(plan_of(19), own_fees=(OwnFee(id=1, match_year=2028, fee="residencycas-19", usd=25.0),))
    line = fees(plan).lines[0]
    assert (line.usd, line.own) == (99 + 25, True)
    other_year = replace(plan, profile=Profile(match_year=2027))
    assert fees(other_year).residencycas == 117


def test_the_budget_says_what_is_left() -> None:
    assert fees(plan_of(46, budget_usd=1000)).left == 1000 - 833
    assert fees(plan_of(46)).left is None


def test_a_season_without_fees_of_its_own_takes_the_newest_before_it() -> None:
    known = [season_fees(year).match_year for year in range(2020, 2040)]
    assert all(earlier <= later for earlier, later in pairwise(known))
    assert season_fees(2040).match_year == max(known)
