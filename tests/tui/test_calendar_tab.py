"""The Calendar tab by its keys: look around, try a move, keep it, take it back, overrule, add, delete."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input

from emtui import config
from emtui.config import Config
from emtui.plan import CalendarEntry, Interview, Letter, Plan, PracticeTest, Profile, Program, Rotation
from emtui.store import Store
from emtui.tui.access import planner_of
from emtui.tui.app import EmtuiApp
from emtui.tui.tabs.calendar import CalendarTab
from emtui.tui.tabs.calendar_views import View
from emtui.tui.tabs.chains import ChainsView
from emtui.tui.widgets.month_grid import MonthGrid
from emtui.tui.widgets.row_table import RowTable
from emtui.tui.widgets.timeline import TimelineView
from emtui.vocabulary import (
    ApplicationState,
    Ecfmg,
    EntryKind,
    Exam,
    InterviewState,
    Lane,
    LetterKind,
    RotationKind,
    RotationState,
    Step1,
    Tab,
    Visa,
)

Text = Callable[[App[Any]], str]
Settle = Callable[[Pilot[Any]], Any]
Open = Callable[..., Any]

EXAM = date(2027, 6, 15)
PLAN = Plan(
    profile=Profile(
        step2_date=EXAM,
        target=245,
        match_year=2028,
        step1=Step1.PASS,
        visa=Visa.J1,
        dedicated_from=date(2027, 5, 10),
        shift_pattern="DDNNPOO",
        shift_anchor=date(2027, 5, 17),
        local_zone="Asia/Kolkata",
        oet_date=date(2027, 9, 4),
        oet_result=Exam.NOT_TAKEN,
        ecfmg=Ecfmg.NOT_STARTED,
        pathway=6,
    ),
    practice_tests=(PracticeTest(taken_on=date(2027, 4, 10), instrument="nbme-13", score=236),),
    calendar_entries=(
        CalendarEntry(id=1, title="EPIC papers", lane=Lane.ECFMG, starts_on=date(2027, 5, 21)),
        CalendarEntry(
            id=2,
            title="Ask the [SLOE] writer",
            lane=Lane.ROTATIONS,
            starts_on=date(2027, 5, 22),
            notes="two\nlines",
        ),
        CalendarEntry(
            id=3, title="NBME 15", lane=Lane.STUDY, kind=EntryKind.PRACTICE_TEST, starts_on=date(2027, 5, 29)
        ),
        CalendarEntry(
            id=4,
            title="Embassy",
            lane=Lane.VISA,
            starts_on=date(2027, 6, 4),
            at=time(9),
            zone="America/New_York",
        ),
        CalendarEntry(
            id=5, title="Rest", lane=Lane.STUDY, starts_on=date(2027, 6, 16), ends_on=date(2027, 6, 18)
        ),
        CalendarEntry(id=6, title="CV and story", lane=Lane.APPLICATIONS, starts_on=date(2027, 6, 23)),
        CalendarEntry(
            id=7,
            title="Travel to US",
            lane=Lane.ROTATIONS,
            kind=EntryKind.TRAVEL,
            starts_on=date(2027, 6, 19),
            ends_on=date(2027, 6, 20),
        ),
    ),
    rotations=(
        Rotation(
            id=1,
            site="Community EM",
            kind=RotationKind.COMMUNITY_EM,
            state=RotationState.ACCEPTED,
            starts_on=date(2027, 6, 21),
            ends_on=date(2027, 7, 16),
        ),
        Rotation(
            id=2,
            site="Away EM",
            kind=RotationKind.AWAY_EM,
            state=RotationState.APPLIED,
            starts_on=date(2027, 8, 2),
            ends_on=date(2027, 8, 27),
        ),
    ),
    letters=(Letter(id=1, kind=LetterKind.ESLOE, writer="Dr. A", rotation_id=1),),
    programs=(Program(id=1, name="County Hospital", application=ApplicationState.INVITED),),
    interviews=(
        Interview(
            id=1,
            program_id=1,
            state=InterviewState.SCHEDULED,
            day=date(2027, 11, 4),
            at=time(8),
            zone="America/New_York",
        ),
    ),
)
SIZES = [(80, 24), (100, 30), (120, 36), (200, 60)]


def tab(pilot: Pilot[Any]) -> CalendarTab:
    found = planner_of(pilot.app).visible_tab
    assert isinstance(found, CalendarTab)
    return found


def profile(pilot: Pilot[Any]) -> Profile:
    return planner_of(pilot.app).plan.profile


def own(pilot: Pilot[Any], name: str) -> CalendarEntry:
    return next(entry for entry in planner_of(pilot.app).plan.calendar_entries if entry.title == name)


def said(pilot: Pilot[Any]) -> str:
    return " ".join(notice.message for notice in pilot.app._notifications)


async def open_calendar(pilot: Pilot[Any], *keys: str) -> None:
    await pilot.press("5", *keys)
    await pilot.pause()


async def at(pilot: Pilot[Any], day: date, entry: str | None = None) -> None:
    tab(pilot).go(day, entry)
    await pilot.pause()


async def fill(pilot: Pilot[Any], **values: str) -> None:
    for field, text in values.items():
        pilot.app.screen.query_one(f"#{field}", Input).value = text
    await pilot.pause()


# -- looking around


@pytest.mark.parametrize("size", SIZES)
async def test_the_weeks_begin_with_today_and_show_exam_day(
    open_planner: Open, screen_text: Text, size: tuple[int, int]
) -> None:
    async with open_planner(PLAN, size=size) as pilot:
        await open_calendar(pilot)
        text = screen_text(pilot.app)
        assert "Calendar  17 May to" in text
        assert "▸20" in text
        assert "S Step" in text
        assert "R Ask " in text  # as typed, never as markup
        assert "conflict" in text


async def test_arrows_move_the_day_and_the_side_says_what_is_on_it(
    open_planner: Open, screen_text: Text
) -> None:
    async with open_planner(PLAN) as pilot:
        await open_calendar(pilot, "right", "right")
        text = screen_text(pilot.app)
        assert "Sat 22 May  2 d" in text
        assert "Ask the [SLOE] writer" in text
        assert "two lines" in text
        await pilot.press("j", "h")
        assert tab(pilot).cursor == date(2027, 5, 28)


async def test_the_weeks_scroll_with_the_cursor_and_t_comes_back(
    open_planner: Open, screen_text: Text
) -> None:
    async with open_planner(PLAN) as pilot:
        await open_calendar(pilot, "pagedown", "pagedown", "pagedown")
        assert tab(pilot).cursor == date(2027, 8, 20)
        assert "20 today" not in screen_text(pilot.app)
        await pilot.press("t")
        await pilot.pause()
        assert "Calendar  17 May to 4 Jul 2027" in screen_text(pilot.app)


async def test_tab_goes_through_the_entries_of_a_day_then_on(open_planner: Open) -> None:
    async with open_planner(PLAN) as pilot:
        await open_calendar(pilot)
        await at(pilot, date(2027, 5, 22))
        assert tab(pilot).selected == "entry:2"
        await pilot.press("shift+tab")
        assert tab(pilot).selected == "profile:dedicated_from"
        await pilot.press("tab")
        assert tab(pilot).selected == "entry:2"
        await pilot.press("tab")
        assert not isinstance(pilot.app.focused, MonthGrid)


async def test_n_and_p_go_from_entry_to_entry_over_empty_days(open_planner: Open) -> None:
    async with open_planner(PLAN) as pilot:
        await open_calendar(pilot)
        passed = []
        for key in ("n", "n", "n", "p"):
            await pilot.press(key)
            passed.append(tab(pilot).selected)
        assert passed == ["entry:1", "entry:2", "entry:3", "entry:2"]
        assert tab(pilot).cursor == date(2027, 5, 22)


async def test_a_click_selects_the_entry_under_it(open_planner: Open, screen_text: Text) -> None:
    async with open_planner(PLAN) as pilot:
        await open_calendar(pilot)
        row = next(y for y, line in enumerate(screen_text(pilot.app).splitlines()) if "NBME 15" in line)
        column = screen_text(pilot.app).splitlines()[row].index("NBME 15")
        await pilot.click(offset=(column, row))
        await pilot.pause()
        assert (tab(pilot).cursor, tab(pilot).selected) == (date(2027, 5, 29), "entry:3")


async def test_the_three_views_keep_the_cursor(open_planner: Open, screen_text: Text) -> None:
    async with open_planner(PLAN) as pilot:
        await open_calendar(pilot)
        await at(pilot, date(2027, 6, 4), "entry:4")
        for view in (View.AGENDA, View.TIMELINE, View.MONTH):
            await pilot.press("v")
            await pilot.pause()
            assert tab(pilot).look is view
            assert (tab(pilot).cursor, tab(pilot).selected) == (date(2027, 6, 4), "entry:4")
            assert view.value in screen_text(pilot.app)
            assert "09:00 New York" in screen_text(pilot.app)


async def test_the_agenda_lists_every_date_with_what_it_rests_on(
    open_planner: Open, screen_text: Text
) -> None:
    async with open_planner(PLAN, size=(200, 60)) as pilot:
        await open_calendar(pilot, "v")
        text = screen_text(pilot.app)
        (registration,) = [line for line in text.splitlines() if "M≈ NRMP registration" in line]
        assert "by rule" in registration
        await pilot.press("j")
        assert tab(pilot).selected == "entry:1"


async def test_the_filter_opens_the_agenda_and_escape_comes_back(
    open_planner: Open, screen_text: Text
) -> None:
    async with open_planner(PLAN) as pilot:
        await open_calendar(pilot, "slash", *"rotation")
        await pilot.pause()
        text = screen_text(pilot.app)
        assert "Rotations end in time" in text
        assert "NRMP registration" not in text
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert "NRMP registration" in screen_text(pilot.app)


async def test_the_timeline_goes_from_entry_to_entry_and_zooms(open_planner: Open, screen_text: Text) -> None:
    async with open_planner(PLAN) as pilot:
        await open_calendar(pilot)
        await at(pilot, EXAM, "exam")
        await pilot.press("v", "v", "right")
        await pilot.pause()
        assert tab(pilot).selected == "entry:5"
        await pilot.press("down", "down")
        assert tab(pilot).selected == "entry:7"  # the rotation lane's nearest, though the ECFMG one was far
        await pilot.press("z")
        await pilot.pause()
        assert "Timeline  26 weeks" in screen_text(pilot.app)
        assert pilot.app.query_one(TimelineView).has_focus


# -- trying a move


async def test_an_exam_tried_a_week_later_says_what_breaks_and_enter_keeps_it(
    open_planner: Open, screen_text: Text, settled: Settle
) -> None:
    async with open_planner(PLAN) as pilot:
        await open_calendar(pilot)
        await at(pilot, EXAM, "exam")
        await pilot.press("greater_than_sign")
        await pilot.pause()
        text = screen_text(pilot.app)
        assert "Tue 15 Jun → Tue 22 Jun" in text
        assert "Exam during Community EM" in text
        assert "13 Jul → 20 Jul  Score back" in text
        assert "enter keeps the move" in text
        assert profile(pilot).step2_date == EXAM  # nothing is stored yet
        await pilot.press("enter")
        await settled(pilot)
        assert profile(pilot).step2_date == EXAM + timedelta(days=7)
        assert tab(pilot).pending is None
        assert (tab(pilot).cursor, tab(pilot).selected) == (EXAM + timedelta(days=7), "exam")
        await pilot.press("u")
        await settled(pilot)
        assert profile(pilot).step2_date == EXAM


async def test_moves_add_up_and_escape_drops_them(open_planner: Open, screen_text: Text) -> None:
    async with open_planner(PLAN) as pilot:
        await open_calendar(pilot)
        await at(pilot, EXAM, "exam")
        await pilot.press("full_stop", "full_stop", "greater_than_sign", "comma")
        await pilot.pause()
        assert "Tue 15 Jun → Wed 23 Jun" in screen_text(pilot.app)
        await pilot.press("escape")
        await pilot.pause()
        assert tab(pilot).pending is None
        assert (tab(pilot).cursor, tab(pilot).selected) == (EXAM, "exam")
        assert profile(pilot).step2_date == EXAM


async def test_a_move_back_to_where_it_was_is_none(open_planner: Open) -> None:
    async with open_planner(PLAN) as pilot:
        await open_calendar(pilot)
        await at(pilot, EXAM, "exam")
        await pilot.press("full_stop", "comma")
        assert tab(pilot).pending is None


async def test_a_month_later_is_the_same_day_of_the_next_month(open_planner: Open, settled: Settle) -> None:
    async with open_planner(PLAN) as pilot:
        await open_calendar(pilot)
        await at(pilot, date(2027, 6, 23), "entry:6")
        await pilot.press("right_curly_bracket", "enter")
        await settled(pilot)
        assert own(pilot, "CV and story").starts_on == date(2027, 7, 23)


async def test_an_end_is_stretched_and_a_stretch_moves_as_a_whole(
    open_planner: Open, settled: Settle
) -> None:
    async with open_planner(PLAN) as pilot:
        await open_calendar(pilot)
        await at(pilot, date(2027, 6, 16), "entry:5")
        await pilot.press(
            "right_square_bracket", "right_parenthesis", "left_square_bracket", "full_stop", "enter"
        )
        await settled(pilot)
        rest = own(pilot, "Rest")
        assert (rest.starts_on, rest.ends_on) == (date(2027, 6, 17), date(2027, 6, 26))


async def test_what_cannot_move_says_why(open_planner: Open) -> None:
    async with open_planner(PLAN) as pilot:
        await open_calendar(pilot)
        await at(pilot, EXAM, "exam")
        await pilot.press("right_square_bracket")
        await pilot.pause()
        assert "has no last day of its own" in said(pilot)
        await at(pilot, date(2027, 7, 13), "score")
        await pilot.press("full_stop")
        await pilot.pause()
        assert "follows from other dates" in said(pilot)
        assert tab(pilot).pending is None


async def test_a_rotation_moved_here_is_moved_in_its_own_record(open_planner: Open, settled: Settle) -> None:
    async with open_planner(PLAN) as pilot:
        await open_calendar(pilot)
        await at(pilot, date(2027, 8, 2), "rotation:2")
        await pilot.press("less_than_sign", "enter")
        await settled(pilot)
        moved = planner_of(pilot.app).plan.rotations[1]
        assert (moved.starts_on, moved.ends_on) == (date(2027, 7, 26), date(2027, 8, 20))


async def test_a_move_that_is_tried_stays_while_one_looks_around(
    open_planner: Open, screen_text: Text
) -> None:
    async with open_planner(PLAN) as pilot:
        await open_calendar(pilot)
        await at(pilot, EXAM, "exam")
        await pilot.press("greater_than_sign", "down", "down", "v")
        await pilot.pause()
        assert tab(pilot).pending is not None
        assert "Tue 15 Jun → Tue 22 Jun" in screen_text(pilot.app)


async def test_another_plan_tries_the_move_anew(open_planner: Open, settled: Settle) -> None:
    async with open_planner(PLAN) as pilot:
        await open_calendar(pilot)
        await at(pilot, EXAM, "exam")
        await pilot.press("greater_than_sign")
        planner_of(pilot.app).save(lambda store: store.set_profile(step2_date=EXAM + timedelta(days=1)))
        await settled(pilot)
        preview = tab(pilot).preview
        assert preview is not None
        assert preview.after is not None
        assert preview.after.on == EXAM + timedelta(days=8)


# -- overruling and reverting


async def test_a_date_of_the_season_is_overruled_and_reverted(
    open_planner: Open, screen_text: Text, settled: Settle
) -> None:
    async with open_planner(PLAN) as pilot:
        await open_calendar(pilot)
        name = "milestone:residencycas-programs-read"
        tab(pilot).go_to(name)
        before = tab(pilot).cursor
        await pilot.press("o", *"1 oct 2027")
        await pilot.pause()
        assert "Fri 1 Oct" in screen_text(pilot.app)
        await pilot.press("enter")
        await settled(pilot)
        assert (tab(pilot).cursor, tab(pilot).selected) == (date(2027, 10, 1), name)
        text = " ".join(screen_text(pilot.app).replace("│", " ").split())
        assert "yours, the guide has" in text
        await pilot.press("r")
        await settled(pilot)
        assert planner_of(pilot.app).plan.overruled_dates == ()
        assert (tab(pilot).cursor, tab(pilot).selected) == (before, name)


async def test_a_hidden_date_of_the_season_comes_back_from_the_agenda(
    open_planner: Open, screen_text: Text, settled: Settle
) -> None:
    async with open_planner(PLAN, size=(200, 60)) as pilot:
        await open_calendar(pilot)
        name = "milestone:residencycas-transcripts"
        tab(pilot).go_to(name)
        await pilot.press("x")
        await settled(pilot)
        assert tab(pilot).selected != name
        await pilot.press("v", "G")
        await pilot.pause()
        assert tab(pilot).selected == name
        assert "r brings it back" in screen_text(pilot.app)
        await pilot.press("r")
        await settled(pilot)
        assert planner_of(pilot.app).plan.overruled_dates == ()


# -- the user's own entries


async def test_an_entry_is_added_on_the_day_of_the_cursor(
    open_planner: Open, screen_text: Text, settled: Settle
) -> None:
    async with open_planner(PLAN) as pilot:
        await open_calendar(pilot)
        await at(pilot, date(2027, 6, 1))
        await pilot.press("a", *"Flight to Boston")
        await fill(pilot, to="2 d", time="2 pm", kind="trav")
        text = screen_text(pilot.app)
        assert "Wed 2 Jun, 2 days" in text
        assert "14:00" in text
        assert "R Rotations, by its kind" in text
        await pilot.press("enter")
        await settled(pilot)
        flight = own(pilot, "Flight to Boston")
        assert (flight.starts_on, flight.ends_on) == (date(2027, 6, 1), date(2027, 6, 2))
        assert (flight.at, flight.kind, flight.lane) == (time(14), EntryKind.TRAVEL, Lane.ROTATIONS)
        assert tab(pilot).selected == f"entry:{flight.id}"


async def test_an_edited_entry_keeps_what_was_not_touched(open_planner: Open, settled: Settle) -> None:
    async with open_planner(PLAN) as pilot:
        await open_calendar(pilot)
        await at(pilot, date(2027, 5, 22), "entry:2")
        await pilot.press("e")
        await pilot.pause()
        await fill(pilot, **{"from": "24 may 2027"})
        await pilot.press("enter")
        await settled(pilot)
        assert own(pilot, "Ask the [SLOE] writer") == replace(
            PLAN.calendar_entries[1], starts_on=date(2027, 5, 24)
        )


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"title": "x", "from": "someday"}, "is not a date"),
        ({"title": "x", "from": "11/03"}, "dmy"),
        ({"title": "x", "to": "1 may 2027"}, "before it begins"),
        ({"title": "x", "time": "9"}, "is not an hour"),
        ({"title": "x", "kind": "holiday"}, "is no kind"),
        ({"title": "x", "lane": "z"}, "is no lane"),
    ],
)
async def test_what_is_refused_says_why_and_keeps_its_text(
    open_planner: Open, screen_text: Text, settled: Settle, values: dict[str, str], reason: str
) -> None:
    async with open_planner(PLAN) as pilot:
        await open_calendar(pilot, "a")
        await pilot.pause()
        await fill(pilot, **values)
        assert reason in " ".join(screen_text(pilot.app).split())
        await pilot.press("enter")
        await settled(pilot)
        assert all(
            pilot.app.screen.query_one(f"#{name}", Input).value == typed for name, typed in values.items()
        )
        assert len(planner_of(pilot.app).plan.calendar_entries) == len(PLAN.calendar_entries)


async def test_a_deleted_entry_comes_back(open_planner: Open, settled: Settle) -> None:
    async with open_planner(PLAN) as pilot:
        await open_calendar(pilot)
        await at(pilot, date(2027, 5, 21), "entry:1")
        await pilot.press("x")
        await settled(pilot)
        assert "EPIC papers" not in [entry.title for entry in planner_of(pilot.app).plan.calendar_entries]
        await pilot.press("u")
        await settled(pilot)
        assert own(pilot, "EPIC papers").starts_on == date(2027, 5, 21)


async def test_what_is_kept_elsewhere_is_edited_there(open_planner: Open) -> None:
    async with open_planner(PLAN) as pilot:
        await open_calendar(pilot)
        await at(pilot, EXAM, "exam")
        await pilot.press("e")
        await pilot.pause()
        assert planner_of(pilot.app).tab is Tab.PROFILE


FILE = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//EN
BEGIN:VEVENT
UID:1@example
DTSTART;VALUE=DATE:20270709
SUMMARY:Visa [photo]
END:VEVENT
BEGIN:VEVENT
UID:2@example
DTSTART:nonsense
SUMMARY:Broken
END:VEVENT
END:VCALENDAR
"""


async def test_a_calendar_file_is_shown_before_it_is_stored(
    open_planner: Open, screen_text: Text, settled: Settle, tmp_path: Path
) -> None:
    path = tmp_path / "other.ics"
    path.write_text(FILE, encoding="utf-8")
    async with open_planner(PLAN) as pilot:
        await open_calendar(pilot, "i")
        await fill(pilot, path=str(tmp_path / "nothing.ics"))
        assert "no such file yet" in screen_text(pilot.app)
        await fill(pilot, path=str(path))
        await settled(pilot)
        text = screen_text(pilot.app)
        assert "1 new date, 1 refused" in text
        assert "Fri 9 Jul  Visa [photo]" in text
        assert len(planner_of(pilot.app).plan.calendar_entries) == len(PLAN.calendar_entries)
        await pilot.press("enter")
        await settled(pilot)
        assert own(pilot, "Visa [photo]").starts_on == date(2027, 7, 9)
        await pilot.press("i")
        await fill(pilot, path=str(path))
        await settled(pilot)
        assert "nothing to store" in screen_text(pilot.app)


# -- the day and the conflicts


async def test_enter_opens_the_day_with_all_its_entries(open_planner: Open, screen_text: Text) -> None:
    async with open_planner(PLAN, size=(80, 24)) as pilot:
        await open_calendar(pilot)
        await at(pilot, date(2027, 5, 22), "entry:2")
        await pilot.press("enter")
        await pilot.pause()
        text = screen_text(pilot.app)
        assert "Sat 22 May, 2 d" in text
        assert "Dedicated study" in text
        assert "▸ R Ask the [SLOE] writer" in text
        await pilot.press("up")
        await pilot.pause()
        assert "▸ S Dedicated study" in screen_text(pilot.app)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.focused, MonthGrid)


async def test_an_official_or_derived_date_shows_source_and_how_often_it_held(
    open_planner: Open, screen_text: Text
) -> None:
    async with open_planner(PLAN) as pilot:
        await open_calendar(pilot)
        tab(pilot).go_to("milestone:nrmp-match-day")
        await pilot.press("enter")
        await pilot.pause()
        text = " ".join(screen_text(pilot.app).split())
        assert "3rd Fri of Mar" in text
        assert "seasons since" in text
        assert "checked 2026" in text


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_a_conflict_leads_to_the_entry_that_breaks(
    open_planner: Open, screen_text: Text, size: tuple[int, int]
) -> None:
    plan = replace(PLAN, profile=replace(PLAN.profile, step2_date=date(2027, 6, 29)))
    async with open_planner(plan, size=size) as pilot:
        await open_calendar(pilot)
        assert "Exam during Community EM" in screen_text(pilot.app)
        await pilot.press("c")
        await pilot.pause()
        assert "→ sit before" in screen_text(pilot.app)
        await pilot.press("enter")
        await pilot.pause()
        assert tab(pilot).selected == "exam"
        assert isinstance(pilot.app.focused, MonthGrid)


async def test_no_conflict_in_an_empty_calendar_is_not_called_good_news(
    open_planner: Open, screen_text: Text
) -> None:
    async with open_planner(Plan()) as pilot:
        await open_calendar(pilot)
        text = screen_text(pilot.app)
        assert "? no conflict" in text
        assert "nothing breaks" not in text


async def test_escape_goes_back_from_the_conflicts(open_planner: Open) -> None:
    plan = replace(PLAN, profile=replace(PLAN.profile, step2_date=date(2027, 6, 29)))
    async with open_planner(plan, size=(80, 24)) as pilot:
        await open_calendar(pilot, "c", "escape")
        assert isinstance(pilot.app.focused, MonthGrid)
        assert pilot.app.query_one(MonthGrid).is_on_screen


async def test_what_comes_first_leads_back_to_the_entry_of_a_step(
    open_planner: Open, screen_text: Text
) -> None:
    async with open_planner(PLAN) as pilot:
        await open_calendar(pilot, "w")
        text = screen_text(pilot.app)
        assert "Calendar › What comes first" in text
        assert "sit Step 2 CK" in text
        assert "Visa facts to check again" in text
        chains = planner_of(pilot.app).visible_tab
        assert isinstance(chains, ChainsView)
        table = chains.query_one(RowTable)
        table.move_to(next(row.key for row in table.rows if row.value == "exam"))
        await pilot.press("enter")
        await pilot.pause()
        assert (tab(pilot).cursor, tab(pilot).selected) == (EXAM, "exam")


async def test_weeks_begin_on_the_day_that_is_chosen_and_remembered(
    open_planner: Open, screen_text: Text
) -> None:
    async with open_planner(PLAN) as pilot:
        await open_calendar(pilot)
        planner_of(pilot.app).choose(first_weekday="sun")
        await pilot.pause()
        assert "Sun        Mon" in screen_text(pilot.app)
    assert config.load().first_weekday == "sun"


# -- whatever the screen


async def test_an_empty_plan_says_what_belongs_here(open_planner: Open, screen_text: Text) -> None:
    async with open_planner(Plan()) as pilot:
        await open_calendar(pilot)
        text = screen_text(pilot.app)
        assert "Dates belong here" in text
        assert "a adds an entry of your own" in text
        await pilot.press("v")
        await pilot.pause()
        text = screen_text(pilot.app)
        assert "Dates belong here" in text
        assert "a add an entry of your own" in text


async def test_masked_no_visa_entry_and_no_note_is_on_the_screen(
    open_planner: Open, screen_text: Text
) -> None:
    async with open_planner(PLAN, size=(200, 60), mask=True) as pilot:
        await open_calendar(pilot)
        assert "Embassy" not in screen_text(pilot.app)
        await pilot.press("v")
        await pilot.pause()
        text = screen_text(pilot.app)
        assert "Embassy" not in text
        assert "J-1" not in text


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_masked_no_conflict_tells_the_last_day_in_the_us(
    open_planner: Open, screen_text: Text, size: tuple[int, int]
) -> None:
    plan = replace(PLAN, profile=replace(PLAN.profile, in_us_until=date(2027, 6, 25)))
    for mask in (False, True):
        async with open_planner(plan, size=size, mask=mask) as pilot:
            await open_calendar(pilot)
            await pilot.press("c")
            await pilot.pause()
            assert ("after you" in screen_text(pilot.app)) is not mask


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_in_ascii_every_view_is_readable(
    open_planner: Open, screen_text: Text, size: tuple[int, int]
) -> None:
    async with open_planner(PLAN, size=size, config=Config(ascii=True)) as pilot:
        await open_calendar(pilot)
        await at(pilot, EXAM, "exam")
        for words in (">15", "S Rest--", "A~"):
            assert words in screen_text(pilot.app)
        for _ in View:
            await pilot.press("v")
            await pilot.pause()
            assert screen_text(pilot.app).isascii()


@pytest.mark.parametrize(
    ("size", "theme", "keys"),
    [
        ((80, 24), "emtui-night", ""),
        ((120, 36), "emtui-night", ""),
        ((120, 36), "emtui-night", "v v"),
        ((120, 36), "emtui-day", "v"),
        ((200, 60), "emtui-night", ""),
    ],
    ids=["80x24", "120x36", "120x36-timeline", "120x36-agenda-day", "200x60"],
)
def test_calendar_looks(
    snap_compare: Any, plan_file: Path, size: tuple[int, int], theme: str, keys: str
) -> None:
    store = Store.open(plan_file, create=True)
    store.replace(PLAN, "set up the test")
    app = EmtuiApp(store, config=Config(theme=theme))
    keys = f"5 {keys} j j j j h h"
    assert snap_compare(app, terminal_size=size, press=keys.split())
