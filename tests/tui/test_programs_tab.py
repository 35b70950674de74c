"""The Programs tab by its keys: the list under a filter, one program with its facts, signals and states."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.tui.applying_plan import PLAN, TODAY, plan_of, program
from textual.app import App
from textual.pilot import Pilot

from emtui.config import Config
from emtui.plan import OwnFee, Plan, Profile, Program, ProgramFact, SavedFilter
from emtui.store import Store
from emtui.tui.app import EmtuiApp
from emtui.tui.tabs.programs import ProgramsTab
from emtui.tui.widgets.program_filter import ProgramFilter
from emtui.tui.widgets.row_table import RowTable
from emtui.vocabulary import ApplicationState, CutoffKind, Setting, Specialty, Visa

Text = Callable[[App[Any]], str]
Settle = Callable[[Pilot[Any]], Awaitable[None]]
Open = Callable[..., AbstractAsyncContextManager[Pilot[Any]]]


def shown(pilot: Pilot[Any]) -> list[str]:
    rows = pilot.app.query_one(ProgramsTab).query_one(RowTable).rows
    return [row.value.program.name for row in rows]


async def type_filter(pilot: Pilot[Any], text: str) -> None:
    pilot.app.query_one(ProgramFilter).text = text
    await pilot.pause()


# -- the table


async def test_a_fact_stands_with_its_age_and_says_when_it_is_too_old(
    open_planner: Open, screen_text: Text
) -> None:
    async with open_planner(PLAN) as pilot:
        await pilot.press("7")
        await pilot.pause()
        text = screen_text(pilot.app)
        assert "✓ 12d" in text
        assert "235  131d!" in text
        assert "program page" in text  # the source, of the selected program
        assert "Palm [Coast]" in text


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_the_number_on_the_list_and_what_it_costs_are_seen_at_every_size(
    open_planner: Open, screen_text: Text, size: tuple[int, int]
) -> None:
    async with open_planner(PLAN, size=size) as pilot:
        await pilot.press("7")
        await pilot.pause()
        text = screen_text(pilot.app)
        assert "on the list" in text
        assert "$249" in text
        assert "235  131d!" in text


async def test_two_programs_of_one_hospital_are_told_apart(open_planner: Open, screen_text: Text) -> None:
    twin = replace(PLAN.programs[2], id=4, specialty=Specialty.FM)
    async with open_planner(replace(PLAN, programs=(*PLAN.programs, twin))) as pilot:
        await pilot.press("7")
        await pilot.pause()
        assert "FM: Twin Rivers" in screen_text(pilot.app)
        await pilot.press("n", "a")
        await pilot.pause()
        assert "FM: Twin Rivers" in screen_text(pilot.app)


async def test_without_programs_it_says_what_belongs_here(open_planner: Open, screen_text: Text) -> None:
    async with open_planner(Plan()) as pilot:
        await pilot.press("7")
        await pilot.pause()
        assert "The programs you may apply to belong here" in screen_text(pilot.app)


async def test_a_masked_screen_gives_away_neither_score_nor_visa(
    open_planner: Open, screen_text: Text
) -> None:
    async with open_planner(PLAN, mask=True) as pilot:
        await pilot.press("7")
        await pilot.pause()
        text = screen_text(pilot.app)
        assert "243" not in text
        assert "sponsors J-1" not in text
        assert "list-235" not in text


async def test_the_columns_chosen_are_shown_and_remembered(open_planner: Open, screen_text: Text) -> None:
    async with open_planner(PLAN) as pilot:
        await pilot.press("7", "v")
        await pilot.pause()
        pilot.app.screen.query_one("Input").value = "code, tie"  # type: ignore[attr-defined]
        await pilot.press("enter")
        await pilot.pause()
        head, first, *_ = screen_text(pilot.app).splitlines()[6:]
        assert "code" in head
        assert "H-1B" not in head
        assert "1101110C0" in first
    from emtui import config

    assert config.load().program_columns == ("code", "tie")
    async with open_planner(None, config=Config(program_columns=("j1",))) as pilot:
        await pilot.press("7")
        await pilot.pause()
        head = screen_text(pilot.app).splitlines()[6]
        assert "J-1" in head
        assert "cutoff" not in head


# -- the filter


async def test_a_filter_narrows_the_table_as_it_is_typed_and_escape_shows_all(
    open_planner: Open, screen_text: Text
) -> None:
    async with open_planner(PLAN) as pilot:
        await pilot.press("7", "slash", *"state:tx")
        await pilot.pause()
        assert set(shown(pilot)) == {"Cedar Valley", "Twin Rivers"}
        assert "2 of 3" in screen_text(pilot.app)
        await pilot.press("space", "exclamation_mark", *"applied", "enter")
        await pilot.pause()
        assert shown(pilot) == ["Cedar Valley"]
        assert isinstance(pilot.app.focused, RowTable)
        await pilot.press("escape")
        await pilot.pause()
        assert len(shown(pilot)) == 3


async def test_what_a_filter_does_not_understand_is_marked_under_the_word(
    open_planner: Open, screen_text: Text
) -> None:
    async with open_planner(PLAN) as pilot:
        await pilot.press("7", "slash")
        await type_filter(pilot, "j1 cutof<=235 img>10")
        lines = screen_text(pilot.app).splitlines()
        at = next(index for index, line in enumerate(lines) if "cutof<=235" in line)
        assert lines[at + 1].index("↑") == lines[at].index("cutof")
        assert lines[at + 1].count("↑") == len("cutof<=235")
        assert "did you mean cutoff?" in lines[at + 2]
        assert shown(pilot) == ["Cedar Valley"]  # the words understood still filter


async def test_a_word_still_being_typed_is_a_hint_and_no_mistake(
    open_planner: Open, screen_text: Text
) -> None:
    async with open_planner(PLAN) as pilot:
        await pilot.press("7", "slash", *"cutoff", "less_than_sign")
        await pilot.pause()
        text = screen_text(pilot.app)
        assert "? a value is missing" in text
        assert "×" not in text.splitlines()[4]


async def test_a_filter_is_saved_under_a_name_and_chosen_again(
    open_planner: Open, screen_text: Text, settled: Settle
) -> None:
    async with open_planner(PLAN) as pilot:
        await pilot.press("7")
        await type_filter(pilot, "state:TX")
        await pilot.press("S", *"Texas", "enter")
        await settled(pilot)
        assert [(kept.name, kept.text) for kept in plan_of(pilot).saved_filters] == [("Texas", "state:TX")]
        assert "saved: Texas 2" in screen_text(pilot.app)
        await pilot.press("escape", "s", "enter")
        await pilot.pause()
        assert set(shown(pilot)) == {"Cedar Valley", "Twin Rivers"}


async def test_a_saved_filter_of_the_same_name_is_replaced_and_x_deletes_it(
    open_planner: Open, settled: Settle
) -> None:
    plan = replace(PLAN, saved_filters=(SavedFilter(id=1, name="Texas", text="state:TX"),))
    async with open_planner(plan) as pilot:
        await pilot.press("7")
        await type_filter(pilot, "state:TX !applied")
        await pilot.press("S", *"Texas", "enter")
        await settled(pilot)
        assert [kept.text for kept in plan_of(pilot).saved_filters] == ["state:TX !applied"]
        await pilot.press("s", "x")
        await settled(pilot)
        assert plan_of(pilot).saved_filters == ()


async def test_a_filter_that_is_not_understood_is_not_saved(open_planner: Open, settled: Settle) -> None:
    async with open_planner(PLAN) as pilot:
        await pilot.press("7")
        await type_filter(pilot, "cutof<=235 j1")
        await pilot.press("S", *"bad", "enter")
        await settled(pilot)
        assert plan_of(pilot).saved_filters == ()


async def test_the_help_names_the_words_of_the_filter(open_planner: Open, screen_text: Text) -> None:
    async with open_planner(PLAN) as pilot:
        await pilot.press("7", "question_mark")
        await pilot.pause()
        text = screen_text(pilot.app)
        assert "state:TX,FL" in text
        assert "it is not known" in text


async def test_sorting_stands_in_the_filter_line(open_planner: Open) -> None:
    async with open_planner(PLAN) as pilot:
        await pilot.press("7", "o")
        await pilot.pause()
        assert pilot.app.query_one(ProgramFilter).text == "sort:name"
        assert shown(pilot) == ["Cedar Valley", "Palm [Coast]", "Twin Rivers"]


# -- states, signals, facts in bulk


async def test_space_takes_an_application_on_and_an_invitation_brings_its_interview(
    open_planner: Open, settled: Settle
) -> None:
    async with open_planner(PLAN) as pilot:
        await pilot.press("7")
        pilot.app.query_one(ProgramsTab).query_one(RowTable).move_to(1)
        await pilot.press("space")
        await settled(pilot)
        assert (program(pilot, 1).application, program(pilot, 1).applied_on) == ("applied", TODAY)
        await pilot.press("space")
        await settled(pilot)
        assert program(pilot, 1).application is ApplicationState.INVITED
        assert [row.program_id for row in plan_of(pilot).interviews] == [1]
        await pilot.press("u")
        await settled(pilot)
        assert plan_of(pilot).interviews == ()
        assert program(pilot, 1).application is ApplicationState.APPLIED


async def test_w_closes_an_application_and_opens_it_again(open_planner: Open, settled: Settle) -> None:
    async with open_planner(PLAN) as pilot:
        await pilot.press("7")
        pilot.app.query_one(ProgramsTab).query_one(RowTable).move_to(3)
        for state in (ApplicationState.REJECTED, ApplicationState.WITHDRAWN, ApplicationState.CONSIDERING):
            await pilot.press("w")
            await settled(pilot)
            assert program(pilot, 3).application is state


async def test_a_signal_more_than_there_are_is_said_and_not_refused(
    open_planner: Open, screen_text: Text, settled: Settle
) -> None:
    plan = replace(PLAN, own_fees=(OwnFee(id=1, match_year=2028, fee="em-signals", usd=1),))
    async with open_planner(plan) as pilot:
        await pilot.press("7", "g")
        await settled(pilot)
        assert "1 of 1" in screen_text(pilot.app)
        assert "× over" not in screen_text(pilot.app)
        await pilot.press("down", "g")
        await settled(pilot)
        assert sum(row.signal for row in plan_of(pilot).programs) == 2
        assert "2 of 1 × over" in " ".join(screen_text(pilot.app).split())


async def test_c_says_that_every_known_fact_was_checked_today(open_planner: Open, settled: Settle) -> None:
    async with open_planner(PLAN) as pilot:
        await pilot.press("7")
        pilot.app.query_one(ProgramsTab).query_one(RowTable).move_to(1)
        await pilot.press("c")
        await settled(pilot)
        facts = {fact.field: fact for fact in plan_of(pilot).program_facts}
        assert set(facts) == {"j1", "img", "cutoff"}  # H-1B is not known: there was nothing to check
        assert {fact.checked_on for fact in facts.values()} == {TODAY}
        assert facts["j1"].source == "program page"


async def test_a_fact_is_distrusted_for_all_programs_shown_in_one_step(
    open_planner: Open, screen_text: Text, settled: Settle
) -> None:
    async with open_planner(PLAN) as pilot:
        await pilot.press("7")
        await type_filter(pilot, "j1 or !j1")
        await pilot.press("m", *"j1")
        await pilot.pause()
        assert "J-1 of 2 programs" in screen_text(pilot.app)
        await pilot.press("enter")
        await settled(pilot)
        stale = {(fact.program_id, fact.field) for fact in plan_of(pilot).program_facts if fact.stale}
        assert stale == {(1, "j1"), (2, "j1")}
        await pilot.press("u")
        await settled(pilot)
        assert not any(fact.stale for fact in plan_of(pilot).program_facts)


async def test_a_deleted_program_comes_back_with_its_facts(open_planner: Open, settled: Settle) -> None:
    async with open_planner(PLAN) as pilot:
        await pilot.press("7")
        pilot.app.query_one(ProgramsTab).query_one(RowTable).move_to(1)
        await pilot.press("x")
        await settled(pilot)
        assert [row.id for row in plan_of(pilot).programs] == [2, 3]
        assert plan_of(pilot).program_facts == ()
        await pilot.press("u")
        await settled(pilot)
        assert plan_of(pilot).programs == PLAN.programs
        assert plan_of(pilot).program_facts == PLAN.program_facts


# -- fees


async def test_an_amount_of_ones_own_goes_before_the_guides_and_x_takes_it_back(
    open_planner: Open, screen_text: Text, settled: Settle
) -> None:
    async with open_planner(PLAN) as pilot:
        await pilot.press("7", "f")
        await pilot.pause()
        assert "$99" in screen_text(pilot.app)
        await pilot.press("e", *"120", "enter")
        await settled(pilot)
        assert [(fee.match_year, fee.usd) for fee in plan_of(pilot).own_fees] == [(2028, 120)]
        assert "$270" in screen_text(pilot.app)  # 120 + transcript 80 + NRMP 70
        await pilot.press("x")
        await settled(pilot)
        assert plan_of(pilot).own_fees == ()


# -- looks

LOOKS = Plan(
    profile=Profile(match_year=2028, visa=Visa.J1, step2_score=243, budget_usd=3000, regions="TX"),
    programs=(
        *PLAN.programs,
        Program(
            id=4,
            name="Bayfront University",
            city="Miami",
            state="FL",
            setting=Setting.ACADEMIC,
            j1=True,
            h1b=True,
            img_percent=19,
            cutoff=230,
            cutoff_kind=CutoffKind.PREFERRED,
            application=ApplicationState.INVITED,
            signal=True,
        ),
    ),
    program_facts=(
        *PLAN.program_facts,
        ProgramFact(id=3, program_id=4, field="h1b", checked_on=TODAY - timedelta(days=45)),
    ),
    saved_filters=(SavedFilter(id=1, name="Texas", text="state:TX"),),
)


@pytest.mark.parametrize(
    ("size", "theme"),
    [((80, 24), ""), ((120, 36), ""), ((120, 36), "emtui-day")],
    ids=["80x24", "120x36", "120x36-day"],
)
def test_programs_looks(snap_compare: Any, plan_file: Path, size: tuple[int, int], theme: str) -> None:
    store = Store.open(plan_file, create=True)
    store.replace(LOOKS, "set up the test")
    app = EmtuiApp(store, config=Config(theme=theme or None))
    assert snap_compare(app, terminal_size=size, press=["7"])
