"""The Study tab by its keys: sections, items, notes, own items, search, blocks and mistakes."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.tui.conftest import OpenPlanner, ScreenText, Settled
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from emtui.config import Config
from emtui.guide.checklist import checklist
from emtui.plan import (
    ItemState,
    Mistake,
    OwnItem,
    OwnSection,
    Plan,
    Profile,
    QuestionBlock,
    Review,
)
from emtui.store.store import Store
from emtui.tui.access import planner_of
from emtui.tui.app import EmtuiApp
from emtui.tui.dialogs.mistake import MistakeDialog
from emtui.tui.dialogs.notes import NotesDialog
from emtui.tui.dialogs.own_item import OwnItemDialog
from emtui.tui.tabs.study import ItemsTable, StudyTab
from emtui.tui.widgets.big_number import BigNumber
from emtui.tui.widgets.row_table import RowTable
from emtui.vocabulary import MistakeReason, Progress

TODAY = date(2027, 5, 20)
PROFILE = Profile(
    step2_date=date(2027, 6, 15),
    target=245,
    match_year=2028,
    question_bank="UWorld",
    question_bank_size=2000,
)
FIRST = checklist()[0]
STARTED = tuple(item.id for item in FIRST.items[:3])


def _review(item: str, days_ago: int, grade: int = 3) -> Review:
    on = TODAY - timedelta(days=days_ago)
    return Review(
        item=item, reviewed_on=on, grade=grade, stability=4, difficulty=5, due=on + timedelta(days=4)
    )


STUDIES = Plan(
    profile=PROFILE,
    question_blocks=tuple(
        QuestionBlock(done_on=TODAY - timedelta(days=back), questions=40, correct=correct, system=system)
        for back, correct, system in (
            (40, 20, "cardiovascular"),
            (12, 33, "cardiovascular"),
            (3, 22, "endocrine"),
            (2, 30, None),
            (1, 28, "respiratory"),
        )
    ),
    item_states=tuple(
        ItemState(item=item, progress=Progress.STARTED, started_on=TODAY - timedelta(days=9))
        for item in STARTED
    ),
    reviews=(_review(STARTED[0], 9), _review(STARTED[1], 9), _review(STARTED[0], 5)),
    mistakes=(
        Mistake(
            made_on=TODAY - timedelta(days=4),
            topic="cocaine [chest] pain",
            reason=MistakeReason.KNOWLEDGE,
            revisit_on=TODAY - timedelta(days=1),
            system="cardiovascular",
        ),
        Mistake(made_on=TODAY - timedelta(days=2), topic="read 'except' late", reason=MistakeReason.MISREAD),
    ),
)


def plan_of(pilot: Pilot[Any]) -> Plan:
    return planner_of(pilot.app).plan


def items(pilot: Pilot[Any]) -> RowTable:
    return pilot.app.query_one(ItemsTable)


def selected(pilot: Pilot[Any]) -> str | int | None:
    row = items(pilot).cursor_row
    return None if row is None else row.key


def state_of(pilot: Pilot[Any], item: str) -> ItemState | None:
    return next((row for row in plan_of(pilot).item_states if row.item == item), None)


async def fill(pilot: Pilot[Any], **values: str) -> None:
    for key, text in values.items():
        field = pilot.app.screen.query_one(f"#{key}")
        if isinstance(field, TextArea):
            field.text = text
        else:
            assert isinstance(field, Input)
            field.value = text
    await pilot.pause()


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_reviews_due_questions_and_mistakes_are_seen_at_any_size(
    open_planner: OpenPlanner, screen_text: ScreenText, size: tuple[int, int]
) -> None:
    async with open_planner(STUDIES, size=size) as pilot:
        await pilot.press("4")
        await pilot.pause()
        text = screen_text(pilot.app)
        assert pilot.app.query_one(BigNumber).value == "3"
        assert "reviews due" in text
        assert "questions to do today" in text
        assert "to look at again" in text
        assert FIRST.title[:12] in text


async def test_a_new_plan_says_how_to_begin(open_planner: OpenPlanner, screen_text: ScreenText) -> None:
    async with open_planner(Plan()) as pilot:
        await pilot.press("4")
        await pilot.pause()
        text = screen_text(pilot.app)
        assert "No item begun yet: r begins the first ones." in text
        assert "the size of your bank makes a pace; p sets it" in text
        assert "Mistakes belong here" in text
        assert "m log the first one" in text


async def test_after_the_exam_nothing_is_pressed_on_anyone(
    open_planner: OpenPlanner, screen_text: ScreenText
) -> None:
    past = replace(STUDIES, profile=replace(PROFILE, step2_date=TODAY - timedelta(days=2)))
    async with open_planner(past) as pilot:
        await pilot.press("4")
        await pilot.pause()
        assert pilot.app.query_one(BigNumber).value == "0"
        assert "after the exam" in screen_text(pilot.app)


async def test_the_items_follow_the_section_and_the_words_to_know_follow_the_item(
    open_planner: OpenPlanner, screen_text: ScreenText
) -> None:
    async with open_planner(STUDIES) as pilot:
        await pilot.press("4", "down")
        await pilot.pause()
        second = checklist()[1]
        assert [row.key for row in items(pilot).rows] == [item.id for item in second.items]
        await pilot.press("enter", "down")
        await pilot.pause()
        text = screen_text(pilot.app)
        assert second.items[1].know[0][:20] in text
        assert "reviewed by: nobody yet" in text or "goes on" in text
        assert text.count("For study, not patient care.") == 1


async def test_on_a_narrow_screen_enter_goes_deeper_and_escape_comes_back(
    open_planner: OpenPlanner, screen_text: ScreenText
) -> None:
    async with open_planner(STUDIES, size=(80, 24)) as pilot:
        await pilot.press("4", "enter")
        await pilot.pause()
        assert FIRST.items[1].title in screen_text(pilot.app)
        assert "ACS and MI" not in screen_text(pilot.app)
        await pilot.press("enter")
        await pilot.pause()
        assert FIRST.items[0].know[0][:30] in screen_text(pilot.app)
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert "ACS and MI" in screen_text(pilot.app)


async def test_space_goes_from_not_yet_to_started_to_done(
    open_planner: OpenPlanner, settled: Settled
) -> None:
    async with open_planner(STUDIES) as pilot:
        untouched = FIRST.items[3].id
        await pilot.press("4", "enter", "down", "down", "down")
        for progress in (Progress.STARTED, Progress.DONE):
            await pilot.press("space")
            await settled(pilot)
            found = state_of(pilot, untouched)
            assert found is not None
            assert (found.progress, found.started_on) == (progress, TODAY)
        await pilot.press("u", "u")
        await settled(pilot)
        assert state_of(pilot, untouched) is None


async def test_c_says_how_sure_one_is_and_begins_at_0_after_4(
    open_planner: OpenPlanner, settled: Settled, screen_text: ScreenText
) -> None:
    async with open_planner(STUDIES) as pilot:
        await pilot.press("4", "enter")
        for sure in (0, 1, 2, 3, 4, 0):
            await pilot.press("c")
            await settled(pilot)
            found = state_of(pilot, STARTED[0])
            assert found is not None
            assert found.confidence == sure
        await pilot.press("c", "c", "c")  # quickly: each goes on from the one before
        await settled(pilot)
        found = state_of(pilot, STARTED[0])
        assert found is not None
        assert found.confidence == 3
        assert "▪▪▪·" in screen_text(pilot.app)


async def test_space_on_a_section_changes_nothing(open_planner: OpenPlanner, settled: Settled) -> None:
    async with open_planner(STUDIES) as pilot:
        before = plan_of(pilot)
        await pilot.press("4", "space", "c")
        await settled(pilot)
        assert plan_of(pilot) == before


async def test_notes_are_kept_as_typed_and_never_markup(
    open_planner: OpenPlanner, settled: Settled, screen_text: ScreenText
) -> None:
    async with open_planner(STUDIES, size=(200, 60)) as pilot:
        await pilot.press("4", "enter", "n")
        await pilot.pause()
        assert isinstance(pilot.app.screen, NotesDialog)
        await pilot.press(*"**[b]** ", "enter", *"two")
        await pilot.press("escape")
        await settled(pilot)
        found = state_of(pilot, STARTED[0])
        assert found is not None
        assert found.notes == "**[b]**\ntwo"
        assert "**[b]**" in screen_text(pilot.app)


async def test_notes_left_alone_are_no_step(open_planner: OpenPlanner, settled: Settled) -> None:
    async with open_planner(STUDIES) as pilot:
        before = plan_of(pilot)
        await pilot.press("4", "enter", "n", "escape")
        await settled(pilot)
        assert not isinstance(pilot.app.screen, NotesDialog)
        assert plan_of(pilot) == before


async def test_notes_that_cannot_be_stored_stay_on_the_sheet(
    open_planner: OpenPlanner, settled: Settled
) -> None:
    async with open_planner(STUDIES) as pilot:
        await pilot.press("4", "enter", "n")
        await pilot.pause()
        pilot.app.screen.query_one(TextArea).text = "x" * 20_001
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(pilot.app.screen, NotesDialog)
        await pilot.press("escape")
        await settled(pilot)
        assert not isinstance(pilot.app.screen, NotesDialog)
        assert state_of(pilot, STARTED[0]) == replace(plan_of(pilot).item_states[0])


async def test_an_own_item_comes_with_its_new_section_as_one_step(
    open_planner: OpenPlanner, settled: Settled, screen_text: ScreenText
) -> None:
    async with open_planner(STUDIES) as pilot:
        await pilot.press("4", "a")
        await pilot.pause()
        await fill(
            pilot, title="LAST", know="- lipid 20%\n\n- stop the drug", section="My cases", system="cardio"
        )
        assert "a new section, My cases" in screen_text(pilot.app)
        pilot.app.screen.query_one("#title").focus()
        await pilot.press("enter")
        await settled(pilot)
        (section,), (item,) = plan_of(pilot).own_sections, plan_of(pilot).own_items
        assert (section.title, item.section) == ("My cases", f"own-{section.id}")
        assert (item.know, item.system) == ("lipid 20%\nstop the drug", "cardiovascular")
        assert selected(pilot) == f"own-{item.id}"
        assert "• lipid 20%" in screen_text(pilot.app)
        await pilot.press("u")
        await settled(pilot)
        assert not plan_of(pilot).own_sections
        assert not plan_of(pilot).own_items


async def test_an_own_item_is_edited_and_removed_with_its_notes_and_u_brings_all_back(
    open_planner: OpenPlanner, settled: Settled
) -> None:
    own = replace(
        STUDIES,
        own_items=(OwnItem(id=3, section=FIRST.id, title="ECMO in arrest", know="when"),),
        item_states=(*STUDIES.item_states, ItemState(item="own-3", notes="ask Dr. A")),
    )
    async with open_planner(own) as pilot:
        await pilot.press("4", "enter", "end", "e")
        await pilot.pause()
        assert isinstance(pilot.app.screen, OwnItemDialog)
        await fill(pilot, title="ECPR")
        pilot.app.screen.query_one("#title").focus()
        await pilot.press("enter")
        await settled(pilot)
        assert plan_of(pilot).own_items[0].title == "ECPR"
        await pilot.press("x")
        await settled(pilot)
        assert plan_of(pilot).own_items == ()
        assert state_of(pilot, "own-3") is None
        await pilot.press("u")
        await settled(pilot)
        assert plan_of(pilot).own_items[0].title == "ECPR"
        assert state_of(pilot, "own-3") is not None


async def test_an_own_section_is_renamed_and_removed(open_planner: OpenPlanner, settled: Settled) -> None:
    async with open_planner(replace(STUDIES, own_sections=(OwnSection(id=1, title="My cases"),))) as pilot:
        await pilot.press("4", "end", "e")
        await pilot.pause()
        pilot.app.screen.query_one(Input).value = "Night cases"
        await pilot.press("enter")
        await settled(pilot)
        assert plan_of(pilot).own_sections[0].title == "Night cases"
        await pilot.press("x")
        await settled(pilot)
        assert plan_of(pilot).own_sections == ()


async def test_an_item_of_the_guide_is_hidden_shown_again_and_never_edited(
    open_planner: OpenPlanner, settled: Settled, screen_text: ScreenText
) -> None:
    async with open_planner(STUDIES) as pilot:
        await pilot.press("4", "enter", "e", "x")
        await settled(pilot)
        found = state_of(pilot, STARTED[0])
        assert found is not None
        assert found.hidden
        assert pilot.app.query_one(BigNumber).value == "2"
        assert items(pilot).rows[-1].key == STARTED[0]
        await pilot.press("x")
        await settled(pilot)
        assert pilot.app.query_one(BigNumber).value == "3"


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_search_looks_through_all_sections_and_notes(
    open_planner: OpenPlanner, screen_text: ScreenText, size: tuple[int, int]
) -> None:
    noted = replace(
        STUDIES, item_states=(*STUDIES.item_states[:2], replace(STUDIES.item_states[2], notes="zebra"))
    )
    async with open_planner(noted, size=size) as pilot:
        await pilot.press("4", "slash", *"zebra")
        await pilot.pause()
        assert [row.key for row in items(pilot).rows] == [STARTED[2]]
        assert "All sections" in screen_text(pilot.app)
        await pilot.press("backspace", "backspace", "backspace", "backspace", "backspace", *"naloxone")
        await pilot.pause()
        assert len({row.value.section for row in items(pilot).rows}) > 1
        await pilot.press("enter", "escape")
        await pilot.pause()
        assert [row.key for row in items(pilot).rows] == [item.id for item in FIRST.items]


async def test_a_search_without_a_find_says_so(open_planner: OpenPlanner, screen_text: ScreenText) -> None:
    async with open_planner(STUDIES) as pilot:
        await pilot.press("4", "slash", *"qqqq")
        await pilot.pause()
        assert "No item has these words" in screen_text(pilot.app)


async def test_a_block_is_logged_with_the_size_of_the_last_one(
    open_planner: OpenPlanner, settled: Settled
) -> None:
    async with open_planner(STUDIES) as pilot:
        await pilot.press("4", "b", *"31 cardio", "enter")
        await settled(pilot)
        block = plan_of(pilot).question_blocks[-1]
        assert (block.questions, block.correct, block.system) == (40, 31, "cardiovascular")
        await pilot.press(*"28 resp", "enter")  # the line begins again as it did
        await settled(pilot)
        block = plan_of(pilot).question_blocks[-1]
        assert (block.questions, block.correct, block.system) == (40, 28, "respiratory")


async def test_a_mistake_needs_a_topic_and_takes_the_first_letters_of_why(
    open_planner: OpenPlanner, settled: Settled
) -> None:
    async with open_planner(STUDIES) as pilot:
        await pilot.press("4", "m", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, MistakeDialog)
        assert pilot.app.focused is pilot.app.screen.query_one("#topic")
        await pilot.press(*"thyroid storm", "tab", *"sec")
        await fill(pilot, revisit="+3", system="endo")
        await pilot.press("enter")
        await settled(pilot)
        made = plan_of(pilot).mistakes[-1]
        assert (made.topic, made.reason) == ("thyroid storm", MistakeReason.SECOND_GUESSED)
        assert (made.revisit_on, made.system) == (TODAY + timedelta(days=3), "endocrine")


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"topic": "a", "why": "tired"}, "'tired' is not a reason"),
        ({"topic": "a", "system": "spleen"}, "'spleen' is not an area"),
        ({"topic": "a", "day": "tomorrow"}, "still to come"),
        ({"topic": "a", "revisit": "soon"}, "soon"),
    ],
)
async def test_a_mistake_that_is_refused_keeps_its_text(
    open_planner: OpenPlanner, settled: Settled, screen_text: ScreenText, values: dict[str, str], reason: str
) -> None:
    async with open_planner(STUDIES) as pilot:
        await pilot.press("4", "m")
        await pilot.pause()
        await fill(pilot, **values)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, MistakeDialog)
        assert reason in screen_text(pilot.app)
        assert len(plan_of(pilot).mistakes) == 2


async def test_a_mistake_beside_the_checklist_is_ticked_off_with_space(
    open_planner: OpenPlanner, settled: Settled, screen_text: ScreenText
) -> None:
    async with open_planner(STUDIES) as pilot:
        await pilot.press("4")
        await pilot.pause()
        assert "cocaine [chest]" in screen_text(pilot.app)
        pilot.app.query_one("#mistakes").focus()
        await pilot.press("space")
        await settled(pilot)
        assert plan_of(pilot).mistakes[0].revisited_on == TODAY


async def test_today_leads_straight_into_the_cards(
    open_planner: OpenPlanner, screen_text: ScreenText
) -> None:
    async with open_planner(STUDIES) as pilot:
        due = pilot.app.query_one("#due", RowTable)
        due.move_to(next(row.key for row in due.rows if row.value.kind == "reviews"))
        await pilot.press("enter")
        await pilot.pause()
        await pilot.pause()
        assert "Study › Review" in screen_text(pilot.app)


async def test_the_tab_keeps_its_focus_when_one_comes_back(open_planner: OpenPlanner) -> None:
    async with open_planner(STUDIES) as pilot:
        await pilot.press("4", "enter", "1", "4")
        await pilot.pause()
        assert isinstance(planner_of(pilot.app).visible_tab, StudyTab)
        assert items(pilot).has_focus


@pytest.mark.parametrize(
    ("size", "theme"),
    [
        ((80, 24), "emtui-night"),
        ((120, 36), "emtui-night"),
        ((120, 36), "emtui-day"),
        ((200, 60), "emtui-night"),
    ],
    ids=["80x24", "120x36", "120x36-day", "200x60"],
)
def test_study_looks(snap_compare: Any, plan_file: Path, size: tuple[int, int], theme: str) -> None:
    store = Store.open(plan_file, create=True)
    store.replace(STUDIES, "set up the test")
    app = EmtuiApp(store, config=Config(theme=theme))
    assert snap_compare(app, terminal_size=size, press=["4", "enter"])


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_a_day_of_rest_is_not_called_done(
    open_planner: OpenPlanner, screen_text: ScreenText, size: tuple[int, int]
) -> None:
    plan = replace(STUDIES, profile=replace(PROFILE, rest_days="thu"))  # today
    async with open_planner(plan, size=size) as pilot:
        await pilot.press("4")
        await pilot.pause()
        text = screen_text(pilot.app)
        assert "no room for questions today" in text
        assert "questions are done" not in text
