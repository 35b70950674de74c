"""What cron is told: what is near, the soonest first, and nothing that is over."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from emtui.plan import CalendarEntry, Plan, Profile
from emtui.planner.reminders import reminders
from emtui.vocabulary import EntryKind, Exam, Lane

TODAY = date(2027, 5, 20)
DAY = timedelta(days=1)
PROFILE = Profile(match_year=2028, step2_date=TODAY + 5 * DAY)


def due(
    today: date = TODAY, days: int = 7, *, profile: dict[str, Any] | None = None, **tables: Any
) -> list[str]:
    """What is due, as days and title."""
    plan = Plan(profile=replace(PROFILE, **(profile or {})), **tables)
    return [
        f"{found.days} {found.entry.title if found.entry else found.conflict.id if found.conflict else ''}"
        for found in reminders(plan, today, days)
    ]


def own(number: int, day: date, kind: EntryKind = EntryKind.OTHER) -> CalendarEntry:
    return CalendarEntry(id=number, title=f"own {number}", lane=Lane.STUDY, kind=kind, starts_on=day)


def test_what_is_near_comes_soonest_first() -> None:
    rows = (own(1, TODAY + 7 * DAY), own(2, TODAY), own(3, TODAY + 8 * DAY), own(4, TODAY - DAY))
    assert due(calendar_entries=rows) == ["0 own 2", "5 Step 2 CK", "7 own 1"]


def test_how_far_to_look_is_the_users() -> None:
    assert due(days=4) == []
    assert "13 ResidencyCAS opens" in due(days=13)


def test_study_needs_no_reminder_and_a_planned_test_does() -> None:
    rows = (own(1, TODAY, EntryKind.STUDY), own(2, TODAY, EntryKind.PRACTICE_TEST))
    assert due(days=0, calendar_entries=rows) == ["0 own 2"]


def test_what_is_over_is_not_due() -> None:
    assert due(profile={"step2_score": 245}) == []
    passed = {"step2_date": None, "oet_date": TODAY + DAY, "oet_result": Exam.PASS}
    assert due(profile=passed) == []


def test_a_conflict_is_told_when_it_comes_near() -> None:
    late = {"oet_date": date(2028, 1, 8), "oet_result": Exam.NOT_TAKEN, "step2_score": 245}
    assert due(profile=late) == []
    assert due(date(2027, 12, 1), profile=late) == ["30 oet-late"]


def test_an_empty_plan_is_due_nothing() -> None:
    assert reminders(Plan(), TODAY) == ()
