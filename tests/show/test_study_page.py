"""`emtui show study`: every key of the contract always there, and a page to read aloud."""

import json as plain_json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from emtui.plan import ItemState, Mistake, OwnItem, Plan, Profile, QuestionBlock, Review
from emtui.planner.demo import demo_plan
from emtui.planner.study import study
from emtui.show import study as shown
from emtui.vocabulary import MistakeReason, Progress

TODAY = date(2027, 5, 20)
DAY = timedelta(days=1)

KEYS = {"schema", "sections", "due", "due_today", "systems", "pace", "missed", "mistakes", "streak", "days"}
SECTION = {"id", "title", "items", "started", "confident", "due"}
DUE = {"item", "section", "on", "title", "recall"}
SYSTEM = {
    "system", "name", "questions", "correct", "accuracy", "low", "high", "recent", "before", "change",
    "trend", "share", "cost",
}  # fmt: skip
PACE = {
    "bank", "size", "done", "dropped", "left", "days", "full_days", "per_day", "hours", "today", "fits",
    "missing",
}  # fmt: skip
MISTAKE = {"id", "date", "topic", "why", "next", "revisit", "revisited", "system", "due"}

BUSY = Plan(
    profile=Profile(step2_date=TODAY + 26 * DAY, question_bank="UWorld", question_bank_size=3600),
    item_states=(
        ItemState(item="airway-rsi-doses", progress=Progress.STARTED, started_on=TODAY - 9 * DAY),
        ItemState(item="own-1", progress=Progress.STARTED, started_on=TODAY),
    ),
    own_items=(OwnItem(id=1, section="airway", title="Mine\x1b[31m", know="x"),),
    reviews=(
        Review(
            item="airway-rsi-doses",
            reviewed_on=TODAY - 9 * DAY,
            grade=3,
            stability=2.3,
            difficulty=2.1,
            due=TODAY - 7 * DAY,
        ),
    ),
    question_blocks=(
        QuestionBlock(done_on=TODAY - 60 * DAY, questions=200, correct=100, system="cardiovascular"),
        QuestionBlock(done_on=TODAY - 3 * DAY, questions=40, correct=31, system="cardiovascular"),
    ),
    mistakes=(
        Mistake(
            id=4,
            made_on=TODAY - 3 * DAY,
            topic="cocaine chest pain",
            reason=MistakeReason.SECOND_GUESSED,
            next_step="read the stem twice",
            revisit_on=TODAY,
        ),
    ),
)
PLANS = {
    "empty": Plan(),
    "busy": BUSY,
    "no exam day": replace(BUSY, profile=replace(BUSY.profile, step2_date=None)),
    "no bank": replace(BUSY, profile=replace(BUSY.profile, question_bank_size=None)),
    "exam tomorrow": replace(BUSY, profile=replace(BUSY.profile, step2_date=TODAY + DAY)),
    "taken": replace(BUSY, profile=replace(BUSY.profile, step2_score=251)),
    "demo": demo_plan(1, TODAY),
}


@pytest.fixture(params=PLANS)
def plan(request: pytest.FixtureRequest) -> Plan:
    """Plans from nothing known to the exam behind one."""
    return PLANS[request.param]


def encoded(plan: Plan) -> dict[str, Any]:
    """The object as a reader of the JSON gets it."""
    read: dict[str, Any] = plain_json.loads(plain_json.dumps(shown.json(study(plan, TODAY)), allow_nan=False))
    return read


def test_every_key_is_always_there(plan: Plan) -> None:
    found = encoded(plan)
    assert found.keys() == KEYS
    assert found["schema"] == 1
    assert found["pace"].keys() == PACE
    assert found["pace"]["today"].keys() == {"target", "done", "to_do"}
    assert found["streak"].keys() == {"days", "excused", "today", "best"}
    assert all(row.keys() == SECTION for row in found["sections"])
    assert all(row.keys() == DUE for row in found["due"])
    assert all(row.keys() == SYSTEM for row in found["systems"])
    assert all(row.keys() == MISTAKE for row in found["mistakes"])


def test_the_page_is_plain_text_for_a_terminal(plan: Plan) -> None:
    page = shown.text(study(plan, TODAY))
    assert all(len(line) <= 90 for line in page.splitlines())
    assert all(character.isprintable() or character == "\n" for character in page)
    assert page.endswith("For study, not patient care.")


def test_the_json_says_what_was_done() -> None:
    found = encoded(BUSY)
    assert [(row["item"], row["on"]) for row in found["due"]] == [
        ("airway-rsi-doses", "2027-05-20"),
        ("own-1", "2027-05-20"),
    ]
    assert found["due_today"] == 2
    assert found["pace"]["left"] == 3360
    assert found["pace"]["days"] == 23
    assert found["pace"]["per_day"] == pytest.approx(3360 / 23)
    first = found["systems"][0]
    assert (first["system"], first["questions"], first["correct"]) == ("cardiovascular", 240, 131)
    assert first["low"] < first["accuracy"] < first["high"]
    assert first["trend"] == "up"
    assert found["mistakes"] == [
        {
            "id": 4,
            "date": "2027-05-17",
            "topic": "cocaine chest pain",
            "why": "second-guessed",
            "next": "read the stem twice",
            "revisit": "2027-05-20",
            "revisited": None,
            "system": None,
            "due": True,
        }
    ]


def test_the_page_says_it_in_words() -> None:
    page = shown.text(study(BUSY, TODAY))
    assert "2 reviews due, about 3 min; 0 done today" in page
    assert "3,360 questions in 23 days: 147 on a full day." in page
    assert "Cardiovascular        240    55%  48%–61%       9%  better" in page
    assert "1 of 1 to look at again" in page
    assert "Why  second guessed 1" in page
    assert "known 0 of 261, begun 2" in page


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("empty", "nothing is due; 260 items not begun, 20 fit today"),
        ("no bank", "How many questions has your bank?"),
        ("no exam day", "no exam day, so no pace"),
        ("exam tomorrow", "the last days before the exam are kept free"),
        ("taken", "the exam is over: nothing is due"),
    ],
)
def test_what_is_missing_is_said(name: str, says: str) -> None:
    assert says in shown.text(study(PLANS[name], TODAY))
