"""The calendar as an ICS file: read back whole by others, the same every time, private where asked."""

import shutil
import subprocess
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from emtui.exchange.ics import to_ics
from emtui.exchange.ics_reading import read_events
from emtui.plain import plain_line, plain_text
from emtui.plan import CalendarEntry, Interview, Letter, Plan, Profile, Program, Rotation
from emtui.planner.calendar import CalendarView, calendar
from emtui.vocabulary import EntryKind, Lane, LetterKind, RotationKind, Visa

TODAY = date(2027, 5, 20)
FULL = Plan(
    profile=Profile(
        name="Asha Rao",
        match_year=2028,
        step2_date=date(2027, 6, 15),
        dedicated_from=date(2027, 5, 24),
        oet_date=date(2027, 7, 27),
        in_us_until=date(2027, 9, 30),
        visa=Visa.J1,
    ),
    rotations=(
        Rotation(
            id=3,
            site="County Hospital",
            kind=RotationKind.AWAY_EM,
            starts_on=date(2027, 7, 5),
            ends_on=date(2027, 7, 30),
            deadline=date(2027, 6, 1),
        ),
    ),
    letters=(Letter(id=4, kind=LetterKind.ESLOE, writer="Dr. A", due_on=date(2027, 9, 1)),),
    programs=(Program(id=11, name="Lakeside EM"),),
    interviews=(
        Interview(id=2, program_id=11, day=date(2027, 11, 3), at=time(8), zone="America/Chicago"),
    ),
    calendar_entries=(
        CalendarEntry(
            id=7,
            title="Scored 251; on to visas",
            lane=Lane.STUDY,
            kind=EntryKind.TRAVEL,
            starts_on=date(2028, 2, 28),
            ends_on=date(2028, 3, 1),
            notes="secret, with a comma;\nand a second line",
        ),
        CalendarEntry(id=8, title="Mock", lane=Lane.STUDY, starts_on=date(2027, 6, 1), at=time(9, 30)),
        CalendarEntry(
            id=9, title="Call", lane=Lane.VISA, starts_on=date(2027, 12, 31), at=time(23, 30),
            zone="Asia/Kolkata",
        ),
    ),
)  # fmt: skip


def view(plan: Plan = FULL, today: date = TODAY) -> CalendarView:
    return calendar(plan, today)


def events(text: str) -> dict[str, Any]:
    """The events by id, read by the library that others use."""
    return {str(event["UID"]): event for event in Calendar.from_ical(text).walk("VEVENT")}


def test_every_component_is_read_back_without_an_error() -> None:
    read = Calendar.from_ical(to_ics(view()))
    components = list(read.walk())
    assert len(components) > 40
    assert [component.errors for component in components if component.errors] == []
    assert len(events(to_ics(view()))) == len(view().entries)


def test_days_are_whole_days_and_the_end_is_the_day_after() -> None:
    found = events(to_ics(view()))["rotation-3@emtui"]
    assert (found["DTSTART"].dt, found["DTEND"].dt) == (date(2027, 7, 5), date(2027, 7, 31))
    assert found["DTSTART"].params["VALUE"] == "DATE"
    leap = events(to_ics(view()))["entry-7@emtui"]
    assert leap["DTEND"].dt == date(2028, 3, 2)


def test_hours_with_a_zone_are_the_same_moment_and_those_without_stay_as_they_are() -> None:
    found = events(to_ics(view()))
    due = found["milestone-nrmp-rol-deadline-2028@emtui"]["DTSTART"].dt
    assert due == datetime.fromisoformat("2028-03-01T21:00:00-05:00")
    assert found["entry-9@emtui"]["DTSTART"].dt == datetime.fromisoformat("2027-12-31T23:30:00+05:30")
    assert found["entry-8@emtui"]["DTSTART"].dt == datetime.fromisoformat("2027-06-01T09:30:00")


def test_lines_end_in_cr_lf_and_are_no_longer_than_75_bytes() -> None:
    lines = to_ics(view()).split("\r\n")
    assert lines[-1] == ""
    assert not any("\n" in line or "\r" in line for line in lines)
    assert max(len(line.encode()) for line in lines) <= 75


def test_the_same_plan_on_the_same_day_is_the_same_file() -> None:
    assert to_ics(view()) == to_ics(view(replace(FULL)))


def test_an_event_keeps_its_id_when_it_moves() -> None:
    moved = replace(FULL, profile=replace(FULL.profile, step2_date=date(2027, 6, 22)))
    assert events(to_ics(view())).keys() == events(to_ics(view(moved))).keys()
    assert events(to_ics(view(moved)))["exam@emtui"]["DTSTART"].dt == date(2027, 6, 22)


def test_an_imported_event_goes_out_under_the_id_it_came_with() -> None:
    row = CalendarEntry(id=1, title="x", lane=Lane.STUDY, starts_on=TODAY, uid="abc@hospital")
    assert "abc@hospital" in events(to_ics(view(Plan(calendar_entries=(row,)))))


def test_what_is_ahead_rings_and_what_is_over_does_not() -> None:
    found = events(to_ics(view()))
    rings = [alarm["TRIGGER"].dt for alarm in found["exam@emtui"].walk("VALARM")]
    assert rings == [timedelta(hours=-15), timedelta(weeks=-1)]
    over = found["milestone-oet-counts-from-2028@emtui"]
    assert list(over.walk("VALARM")) == []


def test_estimates_are_tentative_and_say_on_what_they_rest() -> None:
    found = events(to_ics(view()))["milestone-residencycas-programs-read-2028@emtui"]
    assert found["STATUS"] == "TENTATIVE"
    assert "7 days after ERAS review" in found["DESCRIPTION"]
    assert events(to_ics(view()))["exam@emtui"]["STATUS"] == "CONFIRMED"


def test_lanes_are_left_out_where_they_are_not_asked_for() -> None:
    found = events(to_ics(view(), lanes=(Lane.MATCH,)))
    assert found
    assert {str(event["CATEGORIES"].cats[0]) for event in found.values()} == {"match"}


def test_a_redacted_file_names_nobody_and_no_visa_and_keeps_the_days() -> None:
    text = to_ics(view(), redact=True).replace("\r\n ", "")
    for secret in ("County", "Lakeside", "Dr. A", "251", "secret", "J-1", "visa", "Last day", "Asha"):
        assert secret not in text, secret
    titles = {str(event["SUMMARY"]): event["DTSTART"].dt for event in events(text).values()}
    assert titles["Rotation"] == date(2027, 7, 5)
    assert titles["Travel"] == date(2028, 2, 28)
    assert "Step 2 CK" in titles


def test_a_redacted_file_can_never_change_the_plan_it_came_from() -> None:
    back = read_events(to_ics(view(), redact=True), plan=FULL, today=TODAY)
    assert back.edits == ()
    assert back.ours == len(events(to_ics(view(), redact=True)))


def test_our_own_file_brought_back_adds_nothing() -> None:
    back = read_events(to_ics(view()), plan=FULL, today=TODAY)
    assert (back.edits, back.refused) == ((), ())
    assert len(back.already) == 3


def test_own_entries_from_another_plan_come_in_once() -> None:
    back = read_events(to_ics(view()), plan=Plan(), today=TODAY)
    assert [found.entry.title for found in back.new] == ["Mock", "Call", "Scored 251; on to visas"]
    rows = tuple(replace(found.entry, id=number) for number, found in enumerate(back.new, 20))
    again = read_events(to_ics(view()), plan=Plan(calendar_entries=rows), today=TODAY)
    assert again.edits == ()


def test_an_entry_moved_in_another_calendar_is_moved_here() -> None:
    moved = to_ics(view()).replace("20280228", "20280301").replace("20280302", "20280304")
    back = read_events(moved, plan=FULL, today=TODAY)
    assert [(change.entry.id, change.changes) for change in back.changed] == [
        (7, {"starts_on": date(2028, 3, 1), "ends_on": date(2028, 3, 3)})
    ]


@pytest.mark.skipif(shutil.which("calcurse") is None, reason="the calcurse program is not installed")
def test_calcurse_takes_every_event(tmp_path: Path) -> None:
    file, home = tmp_path / "plan.ics", tmp_path / "calcurse"
    file.write_text(to_ics(view()), encoding="utf-8", newline="")
    home.mkdir()
    took = subprocess.run(
        ["calcurse", "-D", str(home), "-i", str(file)],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    kept = (home / "apts").read_text(encoding="utf-8").splitlines()
    assert "0 skipped" in took.stdout + took.stderr
    assert len(kept) == len(view().entries)
    assert any(line.startswith("06/15/2027") and "Step 2 CK" in line for line in kept)


text = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@given(
    title=text,
    notes=text,
    on=st.dates(date(2002, 1, 1), date(2043, 12, 31)),
    days=st.integers(0, 800),
    at=st.none() | st.times().map(lambda hour: hour.replace(microsecond=0)),
    zone=st.sampled_from([None, "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC"]),
)
def test_whatever_an_entry_holds_comes_back_unchanged(
    title: str, notes: str, on: date, days: int, at: time | None, zone: str | None
) -> None:
    row: dict[str, Any] = {"title": plain_line(title) or "x", "notes": plain_text(notes).strip() or None}
    until = on + timedelta(days=days) if days else None
    zone = zone if at is not None else None
    entry = CalendarEntry(id=1, lane=Lane.VISA, starts_on=on, ends_on=until, at=at, zone=zone, **row)
    plan = Plan(calendar_entries=(entry,))
    exported = to_ics(calendar(plan, TODAY))
    assert all(not component.errors for component in Calendar.from_ical(exported).walk())
    back = read_events(exported, plan=plan, today=TODAY)
    assert (back.edits, back.refused) == ((), ())
