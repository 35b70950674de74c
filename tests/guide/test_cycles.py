"""The guide's cycle file: whole, in order, and every day in it within what its own rules allow."""

from datetime import date, time

import pytest

from emtui import guide
from emtui.guide import DateRule, DayOfYear, DaysFrom, MilestoneKind
from emtui.guide.files import load
from emtui.vocabulary import Lane, Service

TABLE = load("cycles.toml")
KINDS = tuple(guide.milestone_kinds().values())


def rules_of(kind: MilestoneKind) -> tuple[DateRule, ...]:
    return (kind.rule, *kind.otherwise)


@pytest.mark.parametrize("table", ["milestone", "lead", "phase"])
def test_no_id_is_taken_twice(table: str) -> None:
    ids = [row["id"] for row in TABLE[table]]
    assert len(ids) == len(set(ids))


def test_a_published_day_belongs_to_a_milestone_and_is_given_once() -> None:
    days = [(season["match_year"], name) for season in TABLE["published"] for name in season["dates"]]
    assert {name for _, name in days} <= guide.milestone_kinds().keys()
    assert len(days) == len(set(days))


def test_a_published_day_is_in_its_season() -> None:
    for kind in KINDS:
        for year, day in kind.published.items():
            assert year - 2 <= day.on.year <= year, kind.id


def test_milestones_count_from_milestones_that_exist_and_never_from_themselves() -> None:
    def starts(kind: MilestoneKind, seen: tuple[str, ...] = ()) -> None:
        assert kind.id not in seen, seen
        for rule in rules_of(kind):
            if isinstance(rule, DaysFrom):
                starts(guide.milestone_kinds()[rule.milestone], (*seen, kind.id))

    for kind in KINDS:
        starts(kind)
        assert kind.until is None or kind.until in guide.milestone_kinds()


def test_what_a_milestone_needs_is_a_milestone_or_a_thing_the_calendar_knows() -> None:
    known = {f"milestone:{kind.id}" for kind in KINDS} | {
        "exam",
        "score",
        "oet",
        "rotations",
        "sloes",
        "interviews",
    }
    for kind in KINDS:
        assert set(kind.needs) <= known, kind.id


def test_what_is_for_one_visa_or_until_certification_is_in_its_lane() -> None:
    assert {kind.id for kind in KINDS if kind.visa} == {"j1-papers", "h1b-step3"}
    assert {kind.lane for kind in KINDS if kind.until_certified} == {Lane.ECFMG}


def test_titles_fit_a_line_of_today_and_notes_are_no_sentences() -> None:
    for kind in KINDS:
        assert len(kind.title) <= 23, kind.id
        assert kind.note is None or not kind.note.endswith("."), kind.id


def test_a_day_that_moves_off_the_weekend_is_no_set_weekday() -> None:
    for kind in KINDS:
        for rule in rules_of(kind):
            if isinstance(rule, DayOfYear) and rule.weekday is not None:
                assert rule.move is not None, kind.id


def test_hours_are_eastern_time() -> None:
    timed = {kind.id: kind.time for kind in KINDS if kind.time is not None}
    assert timed["nrmp-rol-deadline"] == time(21, 0)
    assert timed["residencycas-deadline"] == time(23, 59)
    assert timed["nrmp-match-day"] == time(12, 0)
    assert {kind.zone for kind in KINDS if kind.time} == {"America/New_York"}
    assert {kind.zone for kind in KINDS if not kind.time} == {None}


def test_every_lane_but_study_has_milestones() -> None:
    assert {kind.lane for kind in KINDS} == set(Lane) - {Lane.STUDY}


def test_em_moved_to_residencycas_with_the_match_of_2026() -> None:
    assert guide.em_service().of(2025) is Service.ERAS
    assert guide.em_service().of(2026) is Service.RESIDENCYCAS


def test_lead_times_are_safer_than_typical() -> None:
    leads = guide.lead_times()
    assert (leads["score-back"].typical, leads["score-back"].safe) == (28, 56)
    assert (leads["j1"].typical, leads["j1"].safe) == (28, 42)
    assert all(0 < lead.typical < lead.safe for lead in leads.values())


def test_the_guide_s_timeline_says_what_belongs_into_each_part() -> None:
    titles = [phase.title for phase in guide.phase_kinds()]
    assert titles[:4] == ["Year -1", "January to June", "July to September", "September to January"]
    assert all(phase.items for phase in guide.phase_kinds())


def test_facts_were_checked_and_seasons_say_how_sure_they_are() -> None:
    for kind in KINDS:
        for day in kind.published.values():
            assert day.source.sure in {"official", "reported"}, kind.id
            assert day.source.checked_on >= date(2026, 11, 23), kind.id
