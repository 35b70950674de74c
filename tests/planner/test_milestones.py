"""The dates of a match year: every known season reproduced, every later one in order and within its range."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from emtui import guide
from emtui.plan import Profile
from emtui.planner.milestones import (
    Milestone,
    OwnDay,
    milestone,
    milestones,
    opening_day,
    phases,
    services_of,
)
from emtui.vocabulary import DateBasis, DualSpecialty, Service

MON, WED, THU, FRI = 0, 2, 3, 4
DAY = timedelta(days=1)
BOTH = (Service.RESIDENCYCAS, Service.ERAS)
YEARS = range(2024, 2041)

# Seasons as collected from their sources; the days of the year before the Match first.
KNOWN = {
    2022: {"eras-opens": "2021-06-09", "eras-tokens": "2021-06-24", "eras-submit": "2021-09-01",
           "eras-programs-read": "2021-09-29"},
    2023: {"eras-opens": "2022-06-08", "eras-submit": "2022-09-07", "eras-programs-read": "2022-09-28",
           "nrmp-registration-opens": "2022-09-15", "interview-offers": "2022-10-19",
           "ecfmg-pathways-close": "2023-01-31", "nrmp-registration-deadline": "2023-01-31",
           "nrmp-ranking-opens": "2023-02-01", "nrmp-rol-deadline": "2023-03-01",
           "ecfmg-confirmed": "2023-03-01", "nrmp-match-week": "2023-03-13",
           "nrmp-soap-rounds": "2023-03-16", "nrmp-match-day": "2023-03-17"},
    2024: {"eras-opens": "2023-06-07", "eras-tokens": "2023-06-28", "eras-submit": "2023-09-06",
           "nrmp-registration-opens": "2023-09-15", "eras-programs-read": "2023-09-27",
           "ecfmg-pathways-close": "2023-12-31", "nrmp-registration-deadline": "2024-01-31",
           "nrmp-ranking-opens": "2024-02-01", "nrmp-rol-deadline": "2024-02-28",
           "nrmp-match-week": "2024-03-11", "nrmp-soap-rounds": "2024-03-14",
           "nrmp-match-day": "2024-03-15"},
    2025: {"eras-opens": "2024-06-05", "eras-submit": "2024-09-04", "nrmp-registration-opens": "2024-09-16",
           "eras-programs-read": "2024-09-25", "nrmp-registration-deadline": "2025-01-31",
           "nrmp-ranking-opens": "2025-02-03", "nrmp-rol-deadline": "2025-03-05",
           "nrmp-match-week": "2025-03-17", "nrmp-match-day": "2025-03-21"},
    2026: {"eras-opens": "2025-06-04", "residencycas-opens": "2025-06-04",
           "residencycas-transcripts": "2025-08-25", "eras-submit": "2025-09-03",
           "residencycas-submit": "2025-09-03", "nrmp-registration-opens": "2025-09-15",
           "eras-programs-read": "2025-09-24", "residencycas-deadline": "2025-09-24",
           "residencycas-programs-read": "2025-10-01", "nrmp-registration-deadline": "2026-01-30",
           "ecfmg-pathways-close": "2026-01-31", "nrmp-ranking-opens": "2026-02-02",
           "ecfmg-attestation": "2026-02-15", "nrmp-rol-deadline": "2026-03-04",
           "nrmp-match-week": "2026-03-16", "nrmp-soap-rounds": "2026-03-19",
           "nrmp-match-day": "2026-03-20", "oet-counts-from": "2024-01-01"},
    2027: {"eras-opens": "2026-06-03", "eras-submit": "2026-09-02", "nrmp-registration-opens": "2026-09-15",
           "eras-programs-read": "2026-09-23", "nrmp-registration-deadline": "2027-01-29",
           "nrmp-ranking-opens": "2027-02-01", "nrmp-rol-deadline": "2027-03-03",
           "nrmp-match-week": "2027-03-15", "nrmp-soap-rounds": "2027-03-18",
           "nrmp-match-day": "2027-03-19"},
}  # fmt: skip
CELLS = [(name, year, date.fromisoformat(on)) for year, days in KNOWN.items() for name, on in days.items()]
UNLIKE_THE_RULE = {
    ("eras-opens", 2022), ("eras-opens", 2023), ("eras-programs-read", 2022), ("eras-tokens", 2022),
    ("ecfmg-pathways-close", 2024),
}  # fmt: skip

ESTIMATED = {
    2027: {"residencycas-opens": "2026-06-03", "residencycas-transcripts": "2026-08-24",
           "residencycas-submit": "2026-09-02", "residencycas-deadline": "2026-09-23",
           "residencycas-programs-read": "2026-09-30", "ecfmg-pathways-close": "2027-01-31"},
    2028: {"eras-opens": "2027-06-02", "eras-submit": "2027-09-01", "nrmp-registration-opens": "2027-09-15",
           "eras-programs-read": "2027-09-22", "residencycas-programs-read": "2027-09-29",
           "nrmp-registration-deadline": "2028-01-31", "nrmp-ranking-opens": "2028-02-01",
           "nrmp-rol-deadline": "2028-03-01", "nrmp-match-week": "2028-03-13",
           "nrmp-soap-rounds": "2028-03-16", "nrmp-match-day": "2028-03-17", "oet-counts-from": "2026-01-01"},
    2029: {"nrmp-registration-opens": "2028-09-15", "nrmp-registration-deadline": "2029-01-31",
           "nrmp-ranking-opens": "2029-02-01", "nrmp-rol-deadline": "2029-02-28",
           "nrmp-match-week": "2029-03-12", "nrmp-soap-rounds": "2029-03-15",
           "nrmp-match-day": "2029-03-16"},
}  # fmt: skip


@pytest.fixture
def nothing_published(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The guide as if no day had ever been published, so that every milestone goes by its rule."""
    bare = {name: replace(kind, published={}) for name, kind in guide.milestone_kinds().items()}
    monkeypatch.setattr(guide, "milestone_kinds", lambda: bare)
    milestone.cache_clear()
    yield
    milestone.cache_clear()


def by_id(match_year: int) -> dict[str, Milestone]:
    return {found.id: found for found in milestones(match_year, BOTH)}


@pytest.mark.parametrize(("name", "year", "on"), CELLS)
def test_known_days_are_given_as_they_were(name: str, year: int, on: date) -> None:
    found = milestone(name, year)
    assert (found.on, found.earliest, found.latest) == (on, on, on)


def test_the_file_holds_the_known_days_and_no_others() -> None:
    held = {
        (kind.id, year, day.on)
        for kind in guide.milestone_kinds().values()
        for year, day in kind.published.items()
    }
    assert held == {cell for cell in CELLS if cell[0] != "ecfmg-confirmed"}


@pytest.mark.usefixtures("nothing_published")
@pytest.mark.parametrize(("name", "year", "on"), CELLS)
def test_the_rules_alone_give_the_known_days_or_a_range_round_them(name: str, year: int, on: date) -> None:
    found = milestone(name, year)
    assert (found.on != on) == ((name, year) in UNLIKE_THE_RULE)
    assert found.earliest <= on <= found.latest


@pytest.mark.parametrize(
    ("name", "year", "on"),
    [(name, year, date.fromisoformat(on)) for year, days in ESTIMATED.items() for name, on in days.items()],
)
def test_days_nobody_published_are_worked_out_and_say_so(name: str, year: int, on: date) -> None:
    found = milestone(name, year)
    assert found.on == on
    assert found.basis is DateBasis.RULE
    assert found.tentative


@pytest.mark.parametrize("year", YEARS)
def test_nrmp_keeps_its_weekdays(year: int) -> None:
    found = by_id(year)
    assert found["nrmp-match-day"].on.weekday() == FRI
    assert 15 <= found["nrmp-match-day"].on.day <= 21
    assert found["nrmp-soap-rounds"].on.weekday() == THU
    assert found["nrmp-match-week"].on.weekday() == MON
    assert found["nrmp-match-week"].until == found["nrmp-match-day"].on
    assert found["nrmp-rol-deadline"].on.weekday() == WED
    assert found["nrmp-rol-deadline"].on == found["nrmp-match-day"].on - 16 * DAY


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize(
    ("name", "month_day", "moves"),
    [
        ("nrmp-registration-opens", "09-15", {0, 1, 2}),
        ("nrmp-registration-deadline", "01-31", {0, -1, -2}),
        ("nrmp-ranking-opens", "02-01", {0, 1, 2}),
    ],
)
def test_registration_and_ranking_avoid_the_weekend(
    year: int, name: str, month_day: str, moves: set[int]
) -> None:
    found = milestone(name, year).on
    assert found.weekday() <= FRI
    assert (found - date.fromisoformat(f"{found.year}-{month_day}")).days in moves


@pytest.mark.parametrize("year", YEARS)
def test_services_keep_their_wednesdays(year: int) -> None:
    found = by_id(year)
    for name in ("eras-opens", "eras-submit", "eras-programs-read", "residencycas-programs-read"):
        for day in (found[name].earliest, found[name].on, found[name].latest):
            assert day.weekday() == WED, name


@pytest.mark.parametrize("year", YEARS)
def test_a_season_goes_in_order(year: int) -> None:
    found = by_id(year)
    order = [
        "eras-opens", "eras-tokens", "residencycas-transcripts", "residencycas-submit",
        "nrmp-registration-opens", "residencycas-deadline", "residencycas-programs-read",
        "interview-offers", "oet-last", "nrmp-registration-deadline", "nrmp-ranking-opens",
        "nrmp-rol-deadline", "nrmp-match-week", "nrmp-soap-rounds", "nrmp-match-day", "j1-papers",
        "residency-starts",
    ]  # fmt: skip
    assert all(found[before].on < found[after].on for before, after in pairwise(order))
    assert found["ecfmg-pathways-close"].latest < found["nrmp-rol-deadline"].on
    assert found["residencycas-submit"].until == found["residencycas-deadline"].on


@pytest.mark.parametrize("year", YEARS)
def test_ranges_hold_their_day_and_milestones_are_sorted_and_whole(year: int) -> None:
    found = milestones(year, BOTH)
    assert [entry.on for entry in found] == sorted(entry.on for entry in found)
    assert {entry.id for entry in found} == guide.milestone_kinds().keys()
    for entry in found:
        assert entry.earliest <= entry.on <= entry.latest, entry.id
        assert entry.until is None or entry.until > entry.on, entry.id
        assert (entry.rule is None) == (entry.basis is not DateBasis.RULE), entry.id
        assert entry.source
        assert date(year - 2, 1, 1) <= entry.on <= date(year, 7, 1), entry.id


@pytest.mark.parametrize("year", YEARS)
def test_the_guide_s_phases_follow_each_other_day_by_day(year: int) -> None:
    timeline = phases(year)
    assert timeline[0].on == date(year - 2, 1, 1)
    assert timeline[-1].until == milestone("nrmp-match-day", year).on
    assert all(phase.on < phase.until for phase in timeline)
    assert all(before.until + DAY == after.on for before, after in pairwise(timeline))


def test_opening_day_is_that_of_the_service_em_uses() -> None:
    assert (opening_day(2025).id, opening_day(2025).on) == ("eras-programs-read", date(2024, 9, 25))
    assert opening_day(2026).on == date(2025, 10, 1)
    assert opening_day(2027).on == date(2026, 9, 30)
    assert opening_day(2027).earliest == date(2026, 9, 23)


def test_opening_day_of_2028_stands_in_a_range_with_the_reasons() -> None:
    found = opening_day(2028)
    assert (found.earliest, found.on, found.latest) == (
        date(2027, 9, 22), date(2027, 9, 29), date(2027, 10, 6),
    )  # fmt: skip
    assert found.rule == "7 days after ERAS review; or same day as ERAS review"
    assert found.held == "1 of 1 season since 2026"


@pytest.mark.parametrize(
    ("name", "rule", "held"),
    [
        ("nrmp-match-day", "3rd Fri of Mar", "5 of 5 seasons since 2023"),
        ("nrmp-rol-deadline", "16 days before Match Day", "5 of 5 seasons since 2023"),
        ("nrmp-soap-rounds", "1 day before Match Day", "4 of 4 seasons since 2023"),
        ("nrmp-registration-opens", "15 Sep, or the Monday after", "5 of 5 seasons since 2023"),
        ("nrmp-registration-deadline", "31 Jan, or the Friday before", "5 of 5 seasons since 2023"),
        ("eras-submit", "1st Wed of Sep", "6 of 6 seasons since 2022"),
        ("eras-programs-read", "4th Wed of Sep; or 1st Wed from 23 Sep on", "5 of 6 seasons since 2022"),
        ("eras-tokens", "4th Wed of Jun; or last Wed of Jun", "1 of 2 seasons since 2022"),
        ("residencycas-opens", "same day as ERAS opens", "1 of 1 season since 2026"),
        ("ecfmg-pathways-close", "31 Jan; or 31 Dec; or 15 Feb", "2 of 3 seasons since 2023"),
        ("residency-starts", "1 Jul", None),
    ],
)
def test_a_rule_is_said_with_how_often_it_held(name: str, rule: str, held: str | None) -> None:
    found = milestone(name, 2028)
    assert (found.rule, found.held) == (rule, held)


def test_official_and_reported_days_are_told_apart_and_need_no_rule() -> None:
    official, reported = milestone("nrmp-match-day", 2026), milestone("nrmp-match-day", 2027)
    assert (official.basis, reported.basis) == (DateBasis.OFFICIAL, DateBasis.REPORTED)
    assert official.source.startswith("NRMP")
    assert official.held is None
    assert not reported.tentative


def test_a_day_of_ones_own_takes_along_what_counts_from_it_and_nothing_else() -> None:
    own = (OwnDay("nrmp-match-day", date(2028, 3, 24), None),)
    moved = {found.id: found for found in milestones(2028, BOTH, own)}
    usual = by_id(2028)
    shifted = {name for name, found in moved.items() if found.on != usual[name].on}
    assert shifted == {
        "nrmp-match-day", "nrmp-rol-deadline", "nrmp-match-week", "nrmp-soap-rounds", "ecfmg-confirmed",
        "h1b-step3",
    }  # fmt: skip
    assert {moved[name].on - usual[name].on for name in shifted} == {7 * DAY}
    assert moved["nrmp-match-day"].guides_day == usual["nrmp-match-day"].on


def test_a_day_of_ones_own_stands_without_range_and_keeps_the_guides_rule() -> None:
    own = (OwnDay("residencycas-programs-read", date(2027, 9, 24), None),)
    found = opening_day(2028, own)
    assert (found.earliest, found.on, found.latest) == (date(2027, 9, 24),) * 3
    assert found.basis is DateBasis.YOURS
    assert found.rule == "7 days after ERAS review; or same day as ERAS review"


def test_eras_dates_are_for_those_who_apply_twice() -> None:
    em_only = {found.id for found in milestones(2028, (Service.RESIDENCYCAS,))}
    assert not any(name.startswith("eras-") for name in em_only)
    assert {"residencycas-opens", "nrmp-match-day", "oet-last"} <= em_only


@pytest.mark.parametrize(
    ("year", "dual", "services"),
    [
        (2028, None, (Service.RESIDENCYCAS,)),
        (2028, DualSpecialty.NONE, (Service.RESIDENCYCAS,)),
        (2028, DualSpecialty.IM, BOTH),
        (None, DualSpecialty.FM, BOTH),
        (2025, None, (Service.ERAS,)),
        (2025, DualSpecialty.IM, (Service.ERAS,)),
    ],
)
def test_services_follow_the_second_specialty(
    year: int | None, dual: DualSpecialty | None, services: tuple[Service, ...]
) -> None:
    assert services_of(Profile(match_year=year, dual_specialty=dual)) == services
