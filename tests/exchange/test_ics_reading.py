"""Dates from other calendars: what can be read is, what cannot is named, and nothing comes in twice."""

from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emtui.errors import Refused
from emtui.exchange import ics_split
from emtui.exchange.ics_reading import CalendarPreview, read_calendar, read_events
from emtui.plan import CalendarEntry, Plan, Profile
from emtui.vocabulary import EntryKind, Lane

TODAY = date(2027, 5, 20)
INDIA = Plan(profile=Profile(local_zone="Asia/Kolkata"))


def file(*bodies: str) -> str:
    """A calendar of events with these lines."""
    events = "".join(f"BEGIN:VEVENT\n{body.strip()}\nEND:VEVENT\n" for body in bodies)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{events}END:VCALENDAR\n"


def read(text: str, plan: Plan | None = None, lane: Lane | None = None) -> CalendarPreview:
    return read_events(text, plan=plan or Plan(), today=TODAY, lane=lane)


def one(body: str, plan: Plan | None = None) -> CalendarEntry:
    """The one entry that an event makes."""
    preview = read(file(body), plan)
    assert preview.refused == ()
    (found,) = preview.new
    return found.entry


def with_rows(preview: CalendarPreview) -> Plan:
    """A plan that holds what was new."""
    return Plan(
        calendar_entries=tuple(
            replace(found.entry, id=number) for number, found in enumerate(preview.new, start=1)
        )
    )


def test_a_day_is_a_day_and_an_end_is_the_day_before() -> None:
    entry = one("UID:1\nDTSTART;VALUE=DATE:20270701\nDTEND;VALUE=DATE:20270702\nSUMMARY:Flight\\, home")
    assert (entry.starts_on, entry.ends_on, entry.title) == (date(2027, 7, 1), None, "Flight, home")
    assert entry.kind is EntryKind.TRAVEL
    long = one("UID:1\nDTSTART;VALUE=DATE:20280228\nDTEND;VALUE=DATE:20280302")
    assert (long.ends_on, long.title) == (date(2028, 3, 1), "Untitled")
    assert one("UID:1\nDTSTART;VALUE=DATE:20270701\nDURATION:P3D").ends_on == date(2027, 7, 3)


@pytest.mark.parametrize(
    ("line", "day", "hour", "zone"),
    [
        ("DTSTART:20270701T083000", date(2027, 7, 1), time(8, 30), None),
        (
            "DTSTART;TZID=America/New_York:20280301T210000",
            date(2028, 3, 1),
            time(21),
            "America/New_York",
        ),
        (
            "DTSTART;TZID=Eastern Standard Time:20280301T210000",
            date(2028, 3, 1),
            time(21),
            "America/New_York",
        ),
        ("DTSTART:20271231T200000Z", date(2028, 1, 1), time(1, 30), "Asia/Kolkata"),
        ("DTSTART;TZID=Nowhere/Known:20270701T083000", date(2027, 7, 1), time(8, 30), None),
    ],
)
def test_hours_come_floating_zoned_and_in_utc(line: str, day: date, hour: time, zone: str | None) -> None:
    entry = one(f"UID:1\n{line}\nSUMMARY:x", INDIA)
    assert (entry.starts_on, entry.at, entry.zone) == (day, hour, zone)


def test_utc_stays_utc_where_the_own_zone_is_unknown() -> None:
    assert one("UID:1\nDTSTART:20270701T200000Z").zone == "UTC"


def test_an_event_that_ends_at_midnight_ends_the_day_before() -> None:
    assert one("UID:1\nDTSTART:20270701T200000\nDTEND:20270702T000000").ends_on is None
    assert one("UID:1\nDTSTART:20270701T200000\nDTEND:20270703T080000").ends_on == date(2027, 7, 3)


def test_the_lane_is_the_events_own_word_else_the_users_else_study() -> None:
    text = file("UID:1\nDTSTART:20270701T200000\nCATEGORIES:visa", "UID:2\nDTSTART:20270702T200000")
    lanes = [found.entry.lane for found in read(text, lane=Lane.ROTATIONS).new]
    assert lanes == [Lane.VISA, Lane.ROTATIONS]
    assert read(text).new[1].entry.lane is Lane.STUDY


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("UID:1\nSUMMARY:Call", "it has no DTSTART"),
        ("UID:1\nDTSTART:garbage\nSUMMARY:Call", "Expected"),
        ("UID:1\nDTSTART;VALUE=DATE:20271301\nSUMMARY:Call", "Wrong date format"),
        ("UID:1\nDTSTART;VALUE=DATE:19010101\nSUMMARY:Call", "outside the years"),
        ("UID:1\nDTSTART;VALUE=DATE:20270701\nDTEND;VALUE=DATE:20270601\nSUMMARY:Call", "before it begins"),
        ("UID:1\nDTSTART;VALUE=DATE:20270701\nDTEND;VALUE=DATE:20410601\nSUMMARY:Call", "three years"),
        ("UID:1\nDTSTART;VALUE=DATE:20270701\nDTEND:20270703T100000\nSUMMARY:Call", "not of one kind"),
        ("UID:1\nDTSTART:20270701T080000\nRRULE:FREQ=HOURLY\nSUMMARY:Call", "within the day"),
        ("UID:1\nDTSTART:20270701T080000\nRRULE:FREQ=DAILY;INTERVAL=0\nSUMMARY:Call", "interval below 1"),
        ("UID:1\nDTSTART:20270701T080000\nRRULE:FREQ=SOMETIMES\nSUMMARY:Call", "frequency"),
    ],
)
def test_a_bad_event_is_named_and_does_not_stop_the_good_ones(body: str, why: str) -> None:
    preview = read(file(body, "UID:good\nDTSTART:20270701T080000\nSUMMARY:Good"))
    assert [found.entry.title for found in preview.new] == ["Good"]
    (bad,) = preview.refused
    assert bad.line == 3
    assert "Call" in str(bad)
    assert why in bad.why


@pytest.mark.parametrize(
    "text",
    [
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:open\n"
        "BEGIN:VEVENT\nUID:2\nDTSTART:20270701T080000\nSUMMARY:Good\nEND:VEVENT\nEND:VCALENDAR\n",
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:2\nDTSTART:20270701T080000\nSUMMARY:Good\nEND:VEVENT\n"
        "BEGIN:VEVENT\nUID:1\nDTSTART:20270701T080000\n",
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nBEGIN:VALARM\nEND:VEVENT\n"
        "BEGIN:VEVENT\nUID:2\nDTSTART:20270701T080000\nSUMMARY:Good\nEND:VEVENT\nEND:VCALENDAR\n",
    ],
)
def test_an_unclosed_event_does_not_take_the_file_with_it(text: str) -> None:
    preview = read(text)
    assert [found.entry.title for found in preview.new] == ["Good"]
    assert [bad.why for bad in preview.refused] == ["it has no END:VEVENT"]


def test_a_folded_line_that_looks_like_an_end_is_none() -> None:
    entry = one("UID:1\nDTSTART:20270701T080000\nSUMMARY:Ends with\n END:VEVENT")
    assert entry.title == "Ends withEND:VEVENT"


def test_a_property_nobody_needs_may_be_broken() -> None:
    assert one("UID:1\nDTSTART:20270701T080000\nSUMMARY:Good\nCREATED:yesterday").title == "Good"


def test_what_is_no_calendar_is_refused_whole(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no calendar"):
        read("date,what\n2027-07-01,Flight\n")
    path = tmp_path / "big.ics"
    path.write_bytes(b"BEGIN:VCALENDAR\n" + b"X" * 5_000_001)
    with pytest.raises(Refused, match="larger than 5 MB"):
        read_calendar(path, plan=Plan(), today=TODAY)


def test_a_file_of_too_many_events_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ics_split, "MOST_COMPONENTS", 2)
    with pytest.raises(Refused, match="more than 2 events"):
        read(file("UID:1", "UID:2", "UID:3"))


def test_to_dos_and_cancelled_events_are_left_out_and_said() -> None:
    text = file("UID:1\nDTSTART:20270701T080000\nSTATUS:CANCELLED").replace(
        "END:VCALENDAR", "BEGIN:VTODO\nUID:t\nEND:VTODO\nEND:VCALENDAR"
    )
    assert read(text).skipped == ("cancelled event", "to-do")


# -- repeated events


def days(body: str) -> list[date]:
    return [found.entry.starts_on for found in read(file(body)).new]


def test_a_counted_event_comes_as_often_without_what_is_left_out() -> None:
    weekly = "UID:1\nDTSTART;VALUE=DATE:20270705\nRRULE:FREQ=WEEKLY;COUNT=4\nEXDATE;VALUE=DATE:20270712"
    assert days(weekly) == [date(2027, 7, 5), date(2027, 7, 19), date(2027, 7, 26)]


def test_until_is_kept_and_the_fifth_monday_is_found() -> None:
    assert days("UID:1\nDTSTART:20270705T090000\nRRULE:FREQ=WEEKLY;UNTIL=20270720T000000Z") == [
        date(2027, 7, 5), date(2027, 7, 12), date(2027, 7, 19),
    ]  # fmt: skip
    monthly = "UID:1\nDTSTART;VALUE=DATE:20270830\nRRULE:FREQ=MONTHLY;BYDAY=5MO;COUNT=2"
    assert days(monthly) == [date(2027, 8, 30), date(2027, 11, 29)]


def test_a_leap_day_comes_round_in_leap_years_only() -> None:
    assert days("UID:1\nDTSTART;VALUE=DATE:20240229\nRRULE:FREQ=YEARLY") == [date(2028, 2, 29)]


def test_a_rule_without_an_end_is_cut_and_that_is_said() -> None:
    preview = read(file("UID:1\nDTSTART;VALUE=DATE:20200101\nRRULE:FREQ=DAILY\nSUMMARY:Pills"))
    assert len(preview.new) == 400
    assert preview.remarks == ("line 3, 'Pills': repeats on; 400 days taken",)
    assert preview.new[0].entry.starts_on == date(2026, 5, 19)


def test_a_rule_that_never_comes_true_ends() -> None:
    assert days("UID:1\nDTSTART;VALUE=DATE:20270101\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30") == [
        date(2027, 1, 1)
    ]


def test_the_hour_stays_the_same_through_the_change_of_clocks() -> None:
    text = "UID:1\nDTSTART;TZID=America/New_York:20271101T090000\nRRULE:FREQ=WEEKLY;COUNT=3"
    assert {found.entry.at for found in read(file(text)).new} == {time(9)}
    utc = "UID:1\nDTSTART:20271101T200000Z\nRRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=2"
    found = [entry.entry for entry in read(file(utc), INDIA).new]
    assert [(entry.starts_on, entry.at) for entry in found] == [
        (date(2027, 11, 2), time(1, 30)), (date(2027, 11, 9), time(1, 30)),
    ]  # fmt: skip


def test_a_moved_occurrence_stands_in_the_place_of_the_rules() -> None:
    text = file(
        "UID:1\nDTSTART;VALUE=DATE:20270705\nRRULE:FREQ=WEEKLY;COUNT=2\nSUMMARY:Clinic",
        "UID:1\nRECURRENCE-ID;VALUE=DATE:20270712\nDTSTART;VALUE=DATE:20270714\nSUMMARY:Clinic, late",
    )
    preview = read(text)
    assert [(found.entry.starts_on, found.entry.title) for found in preview.new] == [
        (date(2027, 7, 5), "Clinic"), (date(2027, 7, 14), "Clinic, late"),
    ]  # fmt: skip
    assert read(text, with_rows(preview)).edits == ()


def test_each_day_of_a_stretch_that_repeats_is_as_long() -> None:
    found = read(file("UID:1\nDTSTART;VALUE=DATE:20270705\nDURATION:P3D\nRRULE:FREQ=MONTHLY;COUNT=2")).new
    assert [entry.entry.ends_on for entry in found] == [date(2027, 7, 7), date(2027, 8, 7)]


# -- nothing twice

MANY = file(
    "UID:1\nDTSTART;VALUE=DATE:20270705\nRRULE:FREQ=WEEKLY;COUNT=3\nSUMMARY:Clinic",
    "UID:2\nDTSTART:20270701T080000Z\nDTEND:20270703T080000Z\nSUMMARY:Trip\nDESCRIPTION:two\\nlines",
    "DTSTART;TZID=Asia/Tokyo:20270901T083000\nSUMMARY:without an id",
)


def test_the_same_file_again_adds_nothing() -> None:
    preview = read(MANY, INDIA)
    assert len(preview.new) == 5
    again = read(MANY, replace(with_rows(preview), profile=INDIA.profile))
    assert (again.edits, len(again.already)) == ((), 5)


def test_a_later_version_changes_what_it_says_otherwise_and_no_more() -> None:
    plan = with_rows(read(MANY))
    later = read(MANY.replace("SUMMARY:Trip", "SUMMARY:Trip, booked"), plan)
    assert [(change.entry.title, change.changes) for change in later.changed] == [
        ("Trip", {"title": "Trip, booked"})
    ]
    assert later.new == ()


def test_what_was_typed_by_hand_is_known_by_title_and_day() -> None:
    typed = CalendarEntry(id=1, title="Trip", lane=Lane.VISA, starts_on=date(2027, 7, 1))
    text = file("UID:2\nDTSTART;VALUE=DATE:20270701\nSUMMARY:Trip")
    assert read(text, Plan(calendar_entries=(typed,))).edits == ()


def test_a_file_that_says_it_twice_adds_it_once() -> None:
    body = "UID:2\nDTSTART;VALUE=DATE:20270701\nSUMMARY:Trip"
    assert len(read(file(body, body)).new) == 1


def test_the_sample_file_comes_in_whole() -> None:
    path = Path(__file__).parents[2] / "assets" / "dates.ics"
    preview = read_calendar(path, plan=INDIA, today=TODAY)
    assert preview.refused == ()
    kinds = [found.entry.kind for found in preview.new if found.entry.title != "Teaching"]
    assert kinds == [EntryKind.NIGHTS, EntryKind.TRAVEL, EntryKind.PRACTICE_TEST]
    assert len(preview.new) == 10


# -- whatever comes


def test_what_terminals_act_on_is_not_taken_in() -> None:
    entry = one("UID:1\nDTSTART:20270701T080000\nSUMMARY:a\x1b[31mb\u202ec\nDESCRIPTION:x\x1b]0;t\x07y")
    assert (entry.title, entry.notes) == ("abc", "xy")


def test_long_texts_are_cut() -> None:
    entry = one(f"UID:{'u' * 900}\nDTSTART:20270701T080000\nSUMMARY:{'t' * 500}\nDESCRIPTION:{'n' * 9000}")
    assert (len(entry.title), len(entry.notes or "")) == (120, 4000)
    assert len(entry.uid or "") <= 300


lines = st.sampled_from(
    [
        "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VALARM", "END:VALARM", "BEGIN:VTODO", "END:VTODO",
        "BEGIN:VCALENDAR", "END:VCALENDAR", "UID:1", "UID:2", "DTSTART:20270701T080000",
        "DTSTART;VALUE=DATE:20270701", "DTEND:20270701T090000", "DURATION:P1D", "DURATION:-P9D",
        "RRULE:FREQ=DAILY;COUNT=3", "RRULE:FREQ=MONTHLY;BYDAY=-1FR", "EXDATE:20270702T080000",
        "RDATE;VALUE=PERIOD:20270705T080000Z/PT1H", "RECURRENCE-ID:20270702T080000", "SUMMARY:x",
        "SUMMARY", ";;;:", "DTSTART;TZID=:1", "RRULE:COUNT=x", "RRULE:FREQ=WEEKLY;UNTIL=20990101",
        "DTSTART:00010101T000000Z", "DTEND;VALUE=DATE:99991231",
    ]
)  # fmt: skip


@given(st.lists(lines, max_size=25))
def test_no_file_brings_it_down(found: list[str]) -> None:
    preview = read("BEGIN:VCALENDAR\n" + "\n".join(found))
    assert all(2000 <= new.entry.starts_on.year <= 2045 for new in preview.new)


@given(st.text(max_size=300))
def test_no_text_brings_it_down(text: str) -> None:
    read("BEGIN:VCALENDAR\nBEGIN:VEVENT\n" + text + "\nEND:VEVENT\nEND:VCALENDAR")
