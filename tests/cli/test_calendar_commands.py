"""The calendar from the shell: dates in, dates out, and what is due."""

import json
from pathlib import Path

from .conftest import Emtui

FILE = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:one@hospital
DTSTART;VALUE=DATE:20270524
DTEND;VALUE=DATE:20270529
SUMMARY:Night block
CATEGORIES:rotations
END:VEVENT
BEGIN:VEVENT
UID:two@hospital
SUMMARY:no day
END:VEVENT
END:VCALENDAR
"""


def written(home: Path, text: str = FILE) -> str:
    path = home / "shifts.ics"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_dates_come_in_once_and_the_bad_one_is_named(emtui: Emtui, home: Path) -> None:
    done = emtui("import", "calendar", written(home))
    assert done.code == 1
    assert "shifts.ics line 10, 'no day': it has no DTSTART" in done.err
    assert done.out.splitlines() == [
        "1 date stored, 0 changed, 0 already there, 1 refused", "emtui undo takes it back",
    ]  # fmt: skip
    again = emtui("import", "calendar", written(home))
    assert again.out.splitlines() == ["0 dates stored, 0 changed, 1 already there, 1 refused"]
    entries = json.loads(emtui("show", "calendar", "--json").out)["entries"]
    assert [(entry["title"], entry["date"], entry["until"]) for entry in entries] == [
        ("Night block", "2027-05-24", "2027-05-28")
    ]
    emtui("undo")
    assert json.loads(emtui("show", "calendar", "--json").out)["entries"] == []


def test_a_dry_run_shows_each_date_and_stores_nothing(emtui: Emtui, home: Path, plan_path: Path) -> None:
    done = emtui("import", "calendar", written(home), "--dry-run")
    assert "2027-05-24  rotations  Night block  new" in done.out
    assert "nothing stored; 1 date new" in done.out
    assert not plan_path.exists()


def test_strict_stores_nothing_where_an_event_is_bad(emtui: Emtui, home: Path) -> None:
    emtui("profile", "set", "target=245")
    done = emtui("import", "calendar", written(home), "--strict")
    assert (done.code, "nothing stored" in done.out) == (1, True)
    assert emtui("export", "ics").out.count("BEGIN:VEVENT") == 0


def test_a_file_that_is_no_calendar_is_refused_in_one_line(emtui: Emtui, home: Path) -> None:
    done = emtui("import", "calendar", written(home, "hello"))
    assert (done.code, done.out) == (1, "")
    assert done.err == "emtui: this is no calendar: a line BEGIN:VCALENDAR is missing\n"
    assert emtui("import", "calendar", str(home / "nowhere.ics")).code == 1


def test_the_calendar_goes_out_as_it_is_to_stdout_and_to_a_file(emtui: Emtui, home: Path) -> None:
    emtui("profile", "set", "match_year=2028", "step2_date=2027-06-15")
    printed = emtui("export", "ics").out
    assert printed.startswith("BEGIN:VCALENDAR\r\n")
    emtui("export", "ics", "--output", str(home / "out.ics"))
    assert (home / "out.ics").read_bytes().decode() == printed
    back = emtui("import", "calendar", str(home / "out.ics"))
    assert back.code == 0
    assert "0 dates stored, 0 changed" in back.out
    assert "emtui's own left as the plan has them" in back.out


def test_lanes_are_chosen_by_name_and_a_wrong_one_is_named(emtui: Emtui) -> None:
    emtui("profile", "set", "match_year=2028", "step2_date=2027-06-15")
    assert "SUMMARY:Match Day" in emtui("export", "ics", "--lanes", "study,match").out
    assert "SUMMARY:Match Day" not in emtui("export", "ics", "--lanes", "study").out
    wrong = emtui("export", "ics", "--lanes", "studies")
    assert (wrong.code, len(wrong.err.splitlines())) == (2, 1)
    assert "the lanes are study, ecfmg" in wrong.err


def test_a_redacted_export_has_no_visa_lane(emtui: Emtui) -> None:
    emtui("profile", "set", "match_year=2028", "in_us_until=2027-09-01")
    assert "Last day in the US" in emtui("export", "ics").out
    assert "Last day in the US" not in emtui("export", "ics", "--redact").out


def test_remind_says_what_is_due_and_nothing_else(emtui: Emtui) -> None:
    emtui("profile", "set", "match_year=2028", "step2_date=2027-05-25", "oet_date=2028-01-08")
    done = emtui("remind")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == ["in 5 days, Tue 25 May: Step 2 CK"]
    emtui("profile", "set", "step2_date=2027-07-01")
    assert emtui("remind").out == ""
    assert "in 42 days, Thu 1 Jul: Step 2 CK" in emtui("remind", "--days", "60").out


def test_remind_without_a_plan_says_where_it_looked(emtui: Emtui) -> None:
    done = emtui("remind")
    assert (done.code, done.out) == (1, "")
    assert "no plan at" in done.err
