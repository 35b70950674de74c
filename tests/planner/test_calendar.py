"""One calendar from many records: every date once, with what it rests on, and what hangs on what."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emtui.plan import (
    CalendarEntry,
    Interview,
    Letter,
    OverruledDate,
    Plan,
    Profile,
    Program,
    Rotation,
)
from emtui.planner.calendar import CalendarView, calendar
from emtui.planner.sitting import sitting
from emtui.planner.today import today_view
from emtui.vocabulary import (
    DateBasis,
    DualSpecialty,
    Ecfmg,
    EntryKind,
    InterviewState,
    Lane,
    LetterKind,
    LetterState,
    RotationKind,
    RotationState,
    Tab,
    Visa,
)

TODAY = date(2027, 5, 20)
DAY = timedelta(days=1)

PROFILE = Profile(
    match_year=2028,
    step2_date=date(2027, 6, 15),
    dedicated_from=date(2027, 5, 24),
    eligibility_from=date(2027, 4, 10),
    eligibility_until=date(2027, 7, 10),
    oet_date=date(2027, 7, 27),
    in_us_until=date(2027, 9, 30),
    local_zone="Asia/Kolkata",
)
ROTATION = Rotation(
    id=3,
    site="County",
    kind=RotationKind.AWAY_EM,
    state=RotationState.ACCEPTED,
    starts_on=date(2027, 7, 5),
    ends_on=date(2027, 7, 30),
)


def seen(today: date = TODAY, *, profile: dict[str, Any] | None = None, **tables: Any) -> CalendarView:
    """The calendar of a plan with `tables`, and `profile` changes."""
    return calendar(Plan(profile=replace(PROFILE, **(profile or {})), **tables), today)


def overruled(milestone: str, **word: Any) -> OverruledDate:
    return OverruledDate(id=1, match_year=2028, milestone=milestone, **word)


def test_an_empty_plan_has_an_empty_calendar() -> None:
    view = calendar(Plan(), TODAY)
    assert (view.entries, view.conflicts, view.chains, view.phases) == ((), (), (), ())
    assert view.match_year is None


def test_answers_of_the_profile_are_dates_that_are_edited_there() -> None:
    found = seen().by_id
    assert found["exam"].on == date(2027, 6, 15)
    assert found["profile:dedicated_from"].until == date(2027, 6, 14)
    assert {found[name].field for name in ("exam", "profile:oet_date", "profile:in_us_until")} == {
        "step2_date", "oet_date", "in_us_until",
    }  # fmt: skip
    assert all(found[name].tab is Tab.PROFILE for name in ("exam", "profile:oet_date"))


def test_the_score_is_expected_four_weeks_after_the_exam_until_it_is_there() -> None:
    score = seen().by_id["score"]
    assert (score.on, score.latest) == (date(2027, 7, 13), date(2027, 8, 10))
    assert score.rule == "28 days after Step 2 CK, 56 to be safe"
    assert (score.basis, score.moves) == (DateBasis.RULE, False)
    assert "score" not in seen(profile={"step2_score": 245}).by_id


def test_the_last_exam_day_in_time_is_the_one_that_sit_or_delay_gives() -> None:
    plan = Plan(profile=PROFILE)
    entry, answer = calendar(plan, TODAY).by_id["latest-exam"], sitting(plan, TODAY)
    assert answer is not None
    assert (entry.on, entry.latest) == (answer.latest_safe, answer.latest_typical)


def test_a_rotation_brings_its_sloe_and_an_observership_none() -> None:
    found = seen(rotations=(ROTATION,)).by_id
    assert (found["rotation:3"].on, found["rotation:3"].until) == (date(2027, 7, 5), date(2027, 7, 30))
    assert (found["sloe:3"].on, found["sloe:3"].latest) == (date(2027, 8, 13), date(2027, 8, 27))
    watching = replace(ROTATION, kind=RotationKind.OBSERVERSHIP)
    assert "sloe:3" not in seen(rotations=(watching,)).by_id
    assert "rotation:3" not in seen(rotations=(replace(ROTATION, state=RotationState.DECLINED),)).by_id


def test_a_letter_takes_the_place_of_the_sloe_it_is_until_it_is_uploaded() -> None:
    letter = Letter(id=4, kind=LetterKind.ESLOE, writer="Dr. A", rotation_id=3)
    found = seen(rotations=(ROTATION,), letters=(letter,)).by_id
    assert "sloe:3" not in found
    assert (found["letter:4"].on, found["letter:4"].estimate) == (date(2027, 8, 13), True)
    due = replace(letter, due_on=date(2027, 9, 1))
    found = seen(rotations=(ROTATION,), letters=(due,)).by_id
    assert (found["letter:4"].on, found["letter:4"].estimate) == (date(2027, 9, 1), False)
    there = replace(due, state=LetterState.UPLOADED)
    assert "letter:4" not in seen(rotations=(ROTATION,), letters=(there,)).by_id


def test_a_hosts_deadline_is_a_date_until_one_has_applied() -> None:
    idea = replace(ROTATION, state=RotationState.IDEA, deadline=date(2027, 6, 1))
    assert seen(rotations=(idea,)).by_id["host:3"].on == date(2027, 6, 1)
    assert "host:3" not in seen(rotations=(replace(idea, state=RotationState.APPLIED),)).by_id


def test_interviews_carry_the_programs_name_and_their_own_hour() -> None:
    program = Program(id=11, name="County EM")
    interview = Interview(
        id=2, program_id=11, day=date(2027, 11, 3), at=time(8), zone="America/Chicago",
        state=InterviewState.SCHEDULED,
    )  # fmt: skip
    found = seen(programs=(program,), interviews=(interview,)).by_id["interview:2"]
    assert (found.title, found.lane, found.tab) == ("Interview County EM", Lane.APPLICATIONS, Tab.PROGRAMS)
    assert found.local("Asia/Kolkata") == datetime.fromisoformat("2027-11-03T18:30:00+05:30")
    declined = replace(interview, state=InterviewState.DECLINED)
    assert "interview:2" not in seen(programs=(program,), interviews=(declined,)).by_id


def test_only_dates_that_concern_the_applicant_are_there() -> None:
    assert "milestone:eras-submit" not in seen().by_id
    assert "milestone:eras-submit" in seen(profile={"dual_specialty": DualSpecialty.IM}).by_id
    assert "milestone:ecfmg-pathways-close" not in seen(profile={"ecfmg": Ecfmg.CERTIFIED}).by_id
    assert "milestone:j1-papers" not in seen(profile={"visa": Visa.H1B}).by_id
    assert "milestone:h1b-step3" not in seen(profile={"visa": Visa.J1}).by_id
    assert {"milestone:j1-papers", "milestone:h1b-step3"} <= seen(profile={"visa": None}).by_id.keys()


def test_a_dual_applicant_has_both_services() -> None:
    view = seen(profile={"dual_specialty": DualSpecialty.FM})
    assert [service.value for service in view.services] == ["residencycas", "eras"]


# -- the user's word against the guide's


def test_an_overruled_date_holds_and_the_guides_day_stays_known() -> None:
    day = date(2027, 9, 22)
    found = seen(overruled_dates=(overruled("residencycas-programs-read", day=day),)).by_id
    read = found["milestone:residencycas-programs-read"]
    assert (read.on, read.earliest, read.latest) == (day, day, day)
    assert (read.basis, read.guides_day) == (DateBasis.YOURS, date(2027, 9, 29))
    assert read.overruled
    assert not read.estimate


def test_what_counts_from_an_overruled_date_moves_with_it() -> None:
    later = seen(overruled_dates=(overruled("nrmp-match-day", day=date(2028, 3, 24)),)).by_id
    usual = seen().by_id
    for name in ("nrmp-rol-deadline", "nrmp-match-week", "nrmp-soap-rounds", "ecfmg-confirmed"):
        assert later[f"milestone:{name}"].on == usual[f"milestone:{name}"].on + 7 * DAY, name
    assert later["milestone:nrmp-match-week"].until == date(2028, 3, 24)


def test_sit_or_delay_and_today_follow_an_overruled_opening_day() -> None:
    plan = Plan(
        profile=PROFILE,
        overruled_dates=(overruled("residencycas-programs-read", day=date(2027, 8, 30)),),
    )
    answer = sitting(plan, TODAY)
    assert answer is not None
    assert answer.latest_safe == date(2027, 7, 5)
    read = next(entry for entry in today_view(plan, TODAY).next if entry.title == "Programs read")
    assert (read.date, read.estimate) == (date(2027, 8, 30), False)


def test_an_overruled_date_of_another_match_year_changes_nothing() -> None:
    other = replace(overruled("nrmp-match-day", day=date(2029, 3, 1)), match_year=2029)
    assert seen(overruled_dates=(other,)).by_id == seen().by_id


def test_a_stretch_overruled_past_its_own_end_ends_with_its_beginning() -> None:
    late = overruled("residencycas-submit", day=date(2027, 10, 30))
    found = seen(overruled_dates=(late,)).by_id["milestone:residencycas-submit"]
    assert (found.on, found.until) == (date(2027, 10, 30), date(2027, 10, 30))


def test_a_hidden_date_is_off_the_calendar_and_can_be_found_again() -> None:
    view = seen(overruled_dates=(overruled("oet-counts-from", hidden=True),))
    assert "milestone:oet-counts-from" not in view.by_id
    assert [entry.id for entry in view.hidden] == ["milestone:oet-counts-from"]


# -- what hangs on what


def test_each_need_is_known_from_both_ends() -> None:
    view = seen(rotations=(ROTATION,))
    assert view.by_id["exam"].hanging == ("score",)
    assert set(view.by_id["score"].hanging) == {
        "milestone:residencycas-programs-read", "milestone:ecfmg-confirmed",
    }  # fmt: skip
    assert view.by_id["sloe:3"].needs == ("rotation:3",)
    assert "sloe:3" in view.by_id["milestone:sloes-due"].needs
    for entry in view.entries:
        for name in entry.needs:
            assert entry.id in view.by_id[name].hanging, (entry.id, name)


def test_needs_never_go_round_in_a_circle() -> None:
    view = seen(rotations=(ROTATION,), profile={"dual_specialty": DualSpecialty.IM})

    def walk(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, path
        for need in view.by_id[name].needs:
            walk(need, (*path, name))

    for entry in view.entries:
        walk(entry.id, ())


# -- days, hours, years


def test_entries_come_earliest_first_and_the_longest_of_a_day_first() -> None:
    rows = tuple(
        CalendarEntry(
            id=number, title=str(number), lane=Lane.STUDY, starts_on=TODAY, ends_on=TODAY + days * DAY
        )
        for number, days in ((1, 0), (2, 9), (3, 4))
    )
    here = [entry.id for entry in seen(calendar_entries=rows).entries if entry.on == TODAY]
    assert here == ["entry:2", "entry:3", "entry:1"]


def test_a_window_holds_whatever_reaches_into_it() -> None:
    view = seen(rotations=(ROTATION,))
    assert "rotation:3" in {entry.id for entry in view.between(date(2027, 7, 30), date(2027, 8, 1))}
    assert "rotation:3" not in {entry.id for entry in view.between(date(2027, 7, 31), date(2027, 8, 31))}


def test_a_deadline_at_night_in_new_york_is_the_next_morning_in_india() -> None:
    due = seen().by_id["milestone:nrmp-rol-deadline"]
    assert due.local("Asia/Kolkata") == datetime.fromisoformat("2028-03-02T07:30:00+05:30")
    assert seen().by_id["exam"].local("Asia/Kolkata") is None


@pytest.mark.parametrize(
    ("day", "utc"),
    [
        (date(2028, 3, 10), "2028-03-11T02:00:00+00:00"),  # the Friday before clocks go forward
        (date(2028, 3, 13), "2028-03-14T01:00:00+00:00"),
        (date(2028, 2, 29), "2028-03-01T02:00:00+00:00"),
        (date(2027, 12, 31), "2028-01-01T02:00:00+00:00"),
    ],
)
def test_hours_follow_the_clock_change_leap_days_and_the_turn_of_the_year(day: date, utc: str) -> None:
    due = seen(overruled_dates=(overruled("nrmp-rol-deadline", day=day),)).by_id[
        "milestone:nrmp-rol-deadline"
    ]
    assert due.local("UTC") == datetime.fromisoformat(utc)


def test_an_entry_in_a_zone_nobody_knows_has_no_local_hour() -> None:
    row = CalendarEntry(id=1, title="x", lane=Lane.STUDY, starts_on=TODAY, at=time(9), zone="Mars/Base")
    assert seen(calendar_entries=(row,)).by_id["entry:1"].local("UTC") is None


def test_a_plan_of_two_years_keeps_dates_of_both() -> None:
    rows = (
        CalendarEntry(id=1, title="now", lane=Lane.STUDY, starts_on=date(2026, 11, 28)),
        CalendarEntry(
            id=2, title="far", lane=Lane.VISA, starts_on=date(2028, 11, 28), ends_on=date(2029, 1, 3)
        ),
    )
    view = seen(date(2026, 11, 28), calendar_entries=rows)
    assert view.by_id["entry:2"].last == date(2029, 1, 3)
    assert (view.entries[-1].on - view.entries[0].on).days > 730


def test_the_shift_letter_of_a_day_comes_from_the_pattern() -> None:
    view = seen(profile={"shift_pattern": "DDNNPOO", "shift_anchor": date(2027, 5, 17)})
    letters = [view.shift_on(date(2027, 5, 17) + number * DAY) for number in range(8)]
    assert letters == ["D", "D", "N", "N", "P", "O", "O", "D"]
    assert seen().shift_on(TODAY) is None


@given(year=st.integers(2024, 2040), back=st.integers(-400, 700))
def test_every_season_and_day_has_a_calendar_in_order(year: int, back: int) -> None:
    match = date(year, 3, 15)
    exam = match - 270 * DAY
    plan = Plan(profile=Profile(match_year=year, step2_date=exam), rotations=(ROTATION,))
    view = calendar(plan, match - back * DAY)
    assert [entry.on for entry in view.entries] == sorted(entry.on for entry in view.entries)
    assert len(view.by_id) == len(view.entries)
    for entry in view.entries:
        assert entry.earliest <= entry.on <= entry.latest, entry.id
        assert entry.until is None or entry.until >= entry.on, entry.id
    for chain in view.chains:
        assert chain.day == view.by_id[chain.goal].earliest


# -- visas


def test_visa_notes_are_dated_and_say_why_they_may_concern_one() -> None:
    notes = {
        note.id: note for note in seen(profile={"visa": Visa.J1, "citizenship": "Nigerian (Nigeria)"}).notes
    }
    assert notes["partial-ban"].why == "Nigeria"
    assert "full-ban" not in notes
    assert "h1b-fee" not in notes
    assert all(note.source and note.checked_on.year >= 2026 for note in notes.values())


def test_without_a_visa_to_get_there_are_no_notes_and_unknowns_leave_them_in() -> None:
    assert seen(profile={"visa": Visa.NONE}).notes == ()
    why = {note.id: note.why for note in seen(profile={"visa": None}).notes}
    assert why["full-ban"] == "citizenship unknown"
    assert why["j1-papers"] == "visa undecided"


def test_a_country_is_named_in_whole_words_only() -> None:
    assert "full-ban" not in {
        note.id for note in seen(profile={"visa": Visa.J1, "citizenship": "Somaliland"}).notes
    }
    named = {note.id: note.why for note in seen(profile={"visa": Visa.J1, "citizenship": "niger"}).notes}
    assert named.get("full-ban") == "Niger"
    assert "partial-ban" not in named


def test_nights_are_a_kind_of_their_own() -> None:
    row = CalendarEntry(
        id=1,
        title="Nights",
        lane=Lane.ROTATIONS,
        kind=EntryKind.NIGHTS,
        starts_on=TODAY,
        ends_on=TODAY + 6 * DAY,
    )
    assert seen(calendar_entries=(row,)).by_id["entry:1"].row == row
