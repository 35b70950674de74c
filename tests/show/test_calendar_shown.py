"""What the shell shows of the calendar: every key of the contract, and a page to read aloud."""

import json as plain_json
from datetime import date, time
from typing import Any

import pytest

from emtui.plan import CalendarEntry, OverruledDate, Plan, Profile, Rotation
from emtui.planner.calendar import calendar
from emtui.planner.demo import demo_plan
from emtui.show.calendar import json, text
from emtui.vocabulary import Lane, RotationKind

TODAY = date(2027, 5, 20)
KEYS = {"schema", "match_year", "services", "entries", "conflicts", "phases", "chains", "notes"}
ENTRY = {
    "id", "date", "until", "title", "lane", "basis", "rule", "held", "source", "checked_on", "earliest",
    "latest", "time", "zone", "local", "note", "guides_date", "needs",
}  # fmt: skip
STEP = {"title", "entry", "date", "earliest", "safe", "latest", "slack", "done"}

FULL = Plan(
    profile=Profile(match_year=2028, step2_date=date(2027, 8, 26), local_zone="Asia/Kolkata"),
    rotations=(
        Rotation(
            id=1,
            site="County",
            kind=RotationKind.HOME_EM,
            starts_on=date(2027, 8, 2),
            ends_on=date(2027, 8, 27),
        ),
    ),
    calendar_entries=(
        CalendarEntry(
            id=1, title="x" * 120, lane=Lane.VISA, starts_on=date(2027, 6, 1), ends_on=date(2028, 1, 1),
            at=time(9), zone="Europe/Berlin", notes="a note",
        ),
    ),
    overruled_dates=(
        OverruledDate(id=1, match_year=2028, milestone="residencycas-programs-read", day=date(2027, 9, 30)),
    ),
)  # fmt: skip
PLANS = {"empty": Plan(), "full": FULL, **{f"scenario {n}": demo_plan(n, TODAY) for n in (1, 2, 3)}}


@pytest.fixture(params=PLANS)
def plan(request: pytest.FixtureRequest) -> Plan:
    return PLANS[request.param]


def shown(plan: Plan) -> dict[str, Any]:
    read: dict[str, Any] = plain_json.loads(plain_json.dumps(json(calendar(plan, TODAY)), allow_nan=False))
    return read


def test_every_key_is_always_there(plan: Plan) -> None:
    found = shown(plan)
    assert found.keys() == KEYS
    assert found["services"]
    for entry in found["entries"]:
        assert entry.keys() == ENTRY
        assert entry["lane"] in ("study", "ecfmg", "rotations", "applications", "match", "visa")
        assert entry["basis"] in ("official", "reported", "rule", "yours")
        assert date.fromisoformat(entry["date"])
    for conflict in found["conflicts"]:
        assert conflict.keys() == {"id", "text", "entries", "way_out"}
    for chain in found["chains"]:
        assert chain.keys() == {"id", "title", "goal", "date", "slack", "critical", "steps"}
        assert all(step.keys() == STEP for step in chain["steps"])


def test_an_empty_plan_has_no_year_and_no_dates() -> None:
    found = shown(Plan())
    assert (found["match_year"], found["entries"], found["conflicts"]) == (None, [], [])


def test_an_overruled_date_shows_both_days() -> None:
    read = next(e for e in shown(FULL)["entries"] if e["id"] == "milestone:residencycas-programs-read")
    assert (read["basis"], read["date"], read["guides_date"]) == ("yours", "2027-09-30", "2027-09-29")


def test_a_deadline_has_its_hour_there_and_here() -> None:
    due = next(e for e in shown(FULL)["entries"] if e["id"] == "milestone:nrmp-rol-deadline")
    assert (due["time"], due["zone"], due["local"]) == (
        "21:00",
        "America/New_York",
        "2028-03-02T07:30:00+05:30",
    )
    assert "21:00 New York, here Thu 2 Mar 2028 07:30" in " ".join(text(calendar(FULL, TODAY)).split())


def test_the_page_is_plain_and_narrow(plan: Plan) -> None:
    page = text(calendar(plan, TODAY))
    assert max(map(len, page.splitlines())) <= 90
    assert "None" not in page
    assert all(line == line.rstrip() for line in page.splitlines())


def test_the_page_says_what_breaks_first_with_the_way_out() -> None:
    page = " ".join(text(calendar(FULL, TODAY)).split())
    assert page.index("Score may be late") < page.index("Ahead")
    assert "Way out: sit by" in page
    assert "Exam during County" in page


def test_a_page_without_anything_says_so() -> None:
    page = text(calendar(Plan(), TODAY))
    assert "no dates ahead" in page
    assert "Conflicts\n  none" in page


def test_no_conflict_is_good_news_only_where_there_was_something_to_check() -> None:
    assert "Conflicts\n  none: nothing to check yet" in text(calendar(Plan(), TODAY))
    dated = Plan(profile=Profile(step2_date=date(2027, 8, 26)))
    assert "Conflicts\n  none: the season is not known yet" in text(calendar(dated, TODAY))
    season = Plan(profile=Profile(match_year=2028))
    assert "Conflicts\n  none: nothing breaks" in text(calendar(season, TODAY))


def test_an_empty_page_says_what_brings_dates() -> None:
    assert "emtui profile set match_year=" in text(calendar(Plan(), TODAY))


def test_a_chain_to_the_earliest_day_programs_may_read_says_so() -> None:
    page = text(calendar(Plan(profile=Profile(match_year=2028)), TODAY))
    assert "by Wed 22 Sep (Programs read, at the earliest)" in page
    assert "by Wed 1 Mar 2028 (Rank list due)\n" in page
