"""What lies deeper on Strategy: what-ifs kept, the story written, back-ups chosen, rules read."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from emtui.plan import Plan, ProfileWhatIf, StoryAnswer
from emtui.planner.demo import demo_plan
from emtui.tui.access import planner_of
from emtui.tui.tabs.profile_what_ifs_words import split_name
from emtui.tui.widgets.row_table import RowTable
from emtui.vocabulary import DualSpecialty

Text = Callable[[App[Any]], str]
Settle = Callable[[Pilot[Any]], Any]
Open = Callable[..., Any]

TODAY = date(2027, 5, 20)
WHOLE = demo_plan(2, TODAY)
SECOND = Plan(
    profile=WHOLE.profile,
    practice_tests=WHOLE.practice_tests,
    question_blocks=WHOLE.question_blocks,
)


def plan_of(pilot: Pilot[Any]) -> Plan:
    return planner_of(pilot.app).plan


async def typed(pilot: Pilot[Any], text: str) -> None:
    pilot.app.screen.query_one(Input).value = text
    await pilot.pause()


# -- what if


async def test_a_what_if_typed_says_what_it_brings_and_is_kept_beside_the_plan(
    open_planner: Open, screen_text: Text, settled: Settle
) -> None:
    async with open_planner(SECOND) as pilot:
        await pilot.press("8", "w", "a")
        await pilot.pause()
        await typed(pilot, "green card: visa=none step2_score=246")
        said = " ".join(screen_text(pilot.app).split())
        assert "band by score risk → strong" in said
        await pilot.press("enter")
        await settled(pilot)
        (kept,) = plan_of(pilot).profile_what_ifs
        assert (kept.name, kept.changes) == ("green card", "visa=none step2_score=246")
        text = screen_text(pilot.app)
        assert "→ strong" in text
        assert "Falls away" in text
        assert plan_of(pilot).profile.step2_score is None


async def test_a_kept_what_if_is_changed_taken_away_and_brought_back(
    open_planner: Open, settled: Settle
) -> None:
    plan = replace(SECOND, profile_what_ifs=(ProfileWhatIf(name="246", changes="step2_score=246"),))
    async with open_planner(plan) as pilot:
        await pilot.press("8", "w", "enter")
        await pilot.pause()
        assert pilot.app.screen.query_one(Input).value == "246: step2_score=246"
        await typed(pilot, "251: step2_score=251")
        await pilot.press("enter")
        await settled(pilot)
        assert [row.changes for row in plan_of(pilot).profile_what_ifs] == ["step2_score=251"]
        await pilot.press("x")
        await settled(pilot)
        assert plan_of(pilot).profile_what_ifs == ()
        await pilot.press("u")
        await settled(pilot)
        assert [row.name for row in plan_of(pilot).profile_what_ifs] == ["251"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("246", "changes nothing"),
        ("tagret=245", "did you mean target?"),
        ("visa=maybe", "accepted: j1, h1b, none, undecided"),
        ("246: step2_score=251", "there is a what-if '246' already"),
        ("step1=pass step1_attempts=3", "one attempt"),
    ],
)
async def test_what_cannot_be_imagined_is_refused_and_keeps_its_text(
    open_planner: Open, screen_text: Text, text: str, reason: str
) -> None:
    plan = replace(SECOND, profile_what_ifs=(ProfileWhatIf(name="246", changes="step2_score=246"),))
    async with open_planner(plan) as pilot:
        await pilot.press("8", "w", "a")
        await pilot.pause()
        await typed(pilot, text)
        await pilot.press("enter")
        await pilot.pause()
        said = " ".join(screen_text(pilot.app).replace("│", " ").split())
        assert reason in said
        assert pilot.app.screen.query_one(Input).value == text


async def test_four_what_ifs_are_the_most(open_planner: Open) -> None:
    rows = tuple(ProfileWhatIf(name=str(score), changes=f"step2_score={score}") for score in range(241, 245))
    async with open_planner(replace(SECOND, profile_what_ifs=rows)) as pilot:
        await pilot.press("8", "w", "a")
        await pilot.pause()
        assert any("4 are kept already" in said.message for said in pilot.app._notifications)
        assert len(pilot.app.screen_stack) == 1


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("visa=none", ("", "visa=none")),
        ("green card: visa=none", ("green card", "visa=none")),
        ("name=a:b", ("", "name=a:b")),
    ],
)
def test_a_name_comes_before_a_colon(text: str, parts: tuple[str, str]) -> None:
    assert split_name(text) == parts


# -- the story


async def test_an_answer_is_kept_on_escape_and_can_be_taken_back(
    open_planner: Open, screen_text: Text, settled: Settle
) -> None:
    async with open_planner(SECOND) as pilot:
        await pilot.press("8", "y", "enter", *"Ill", "space", *"then", "escape")
        await settled(pilot)
        assert [(row.prompt, row.answer) for row in plan_of(pilot).story_answers] == [
            ("attempt-what", "Ill then")
        ]
        assert "Prompts  1 of 7 written" in screen_text(pilot.app)
        await pilot.press("u")
        await settled(pilot)
        assert plan_of(pilot).story_answers == ()
        assert pilot.app.screen.query_one(TextArea).text == ""


async def test_leaving_for_another_tab_keeps_what_was_written(open_planner: Open, settled: Settle) -> None:
    async with open_planner(SECOND) as pilot:
        await pilot.press("8", "y", "enter", *"half", "f1")
        await settled(pilot)
        assert [row.answer for row in plan_of(pilot).story_answers] == ["half"]


async def test_letters_and_digits_are_text_in_an_answer(open_planner: Open, settled: Settle) -> None:
    async with open_planner(SECOND) as pilot:
        await pilot.press("8", "y", "enter", *"u3x/", "escape")
        await settled(pilot)
        assert [row.answer for row in plan_of(pilot).story_answers] == ["u3x/"]


async def test_an_emptied_answer_is_gone(open_planner: Open, settled: Settle) -> None:
    answers = (StoryAnswer(prompt="attempt-what", answer="old"),)
    async with open_planner(replace(SECOND, story_answers=answers)) as pilot:
        await pilot.press("8", "y", "enter")
        pilot.app.screen.query_one(TextArea).text = ""
        await pilot.press("escape")
        await settled(pilot)
        assert plan_of(pilot).story_answers == ()


async def test_each_prompt_shows_its_own_answer(open_planner: Open) -> None:
    answers = (
        StoryAnswer(prompt="attempt-what", answer="one [b]\n\ntwo"),
        StoryAnswer(prompt="attempt-changed", answer="three"),
    )
    async with open_planner(replace(SECOND, story_answers=answers)) as pilot:
        await pilot.press("8", "y")
        await pilot.pause()
        area = pilot.app.screen.query_one(TextArea)
        assert area.text == "one [b]\n\ntwo"
        await pilot.press("down")
        await pilot.pause()
        assert area.text == "three"
        await pilot.press("down")
        await pilot.pause()
        assert area.text == ""


# -- to be read


async def test_a_back_up_is_chosen_and_named(open_planner: Open, screen_text: Text, settled: Settle) -> None:
    async with open_planner(SECOND) as pilot:
        await pilot.press("8", "d", "down", "s")
        await settled(pilot)
        assert plan_of(pilot).profile.dual_specialty is DualSpecialty.FM
        assert "Family medicine  chosen" in screen_text(pilot.app)
        await pilot.press("up", "s")
        await settled(pilot)
        assert plan_of(pilot).profile.dual_specialty is DualSpecialty.NONE


async def test_the_rules_that_apply_come_first_and_each_has_its_evidence(
    open_planner: Open, screen_text: Text
) -> None:
    async with open_planner(SECOND) as pilot:
        await pilot.press("8", "v")
        await pilot.pause()
        view = planner_of(pilot.app).visible_tab
        assert view is not None
        table = view.query_one(RowTable)
        states = [row.value for row in table.rows]
        assert states == sorted(states, key=["applies", "waits", "silent"].index)
        table.move_to("cutoff-screen")
        await pilot.pause()
        text = screen_text(pilot.app)
        assert "a projected 233 clears 230, not 240" in text
        assert "Evidence against it" in text
        await pilot.press("/", *"waiver")
        await pilot.pause()
        assert [row.key for row in table.rows] == ["waiver-plan"]


async def test_the_examples_stand_beside_the_plan(open_planner: Open, screen_text: Text) -> None:
    async with open_planner(SECOND) as pilot:
        await pilot.press("8", "c")
        await pilot.pause()
        text = screen_text(pilot.app)
        assert "nearest" in text
        assert "two EM SLOEs" in text
        row = next(line for line in text.splitlines() if "Step 2 CK  " in line)
        assert [word for word in row.split() if word.isdigit()][1:5] == ["233", "248", "233", "226"]


async def test_all_four_questions_are_on_one_page(open_planner: Open, screen_text: Text) -> None:
    async with open_planner(SECOND) as pilot:
        await pilot.press("8", "f")
        await pilot.pause()
        text = screen_text(pilot.app)
        assert text.count("│ you ") == 4
        assert "Not from 233" in text


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
@pytest.mark.parametrize("plan", [Plan(), SECOND], ids=["empty", "second"])
async def test_every_view_is_whole_at_every_size(
    open_planner: Open, screen_text: Text, size: tuple[int, int], plan: Plan
) -> None:
    async with open_planner(plan, size=size) as pilot:
        await pilot.press("8")
        for key in "wcdyfv":
            await pilot.press(key)
            await pilot.pause()
            text = screen_text(pilot.app)
            assert "Strategy ›" in text
            assert max(map(len, text.splitlines())) <= size[0]
            assert len(text.split()) > 30
            await pilot.press("escape")
