"""The log line on studying: mistakes as people put them, and checklist items that are known."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emtui.errors import AlreadyThere, Refused
from emtui.guide.checklist import checklist
from emtui.plan import ItemState, Mistake, OwnItem, OwnSection, Plan
from emtui.vocabulary import MistakeReason, Progress
from emtui.words import LogDone, LogMistake, complete, read_words

TODAY = date(2026, 11, 23)  # a Monday
PLAN = Plan(
    own_sections=(OwnSection(id=2, title="Night float"),),
    own_items=(OwnItem(id=3, section="own-2", title="Handover sheet", know="who is sick"),),
)


def mistake(line: str) -> Mistake:
    understood = read_words(line, plan=PLAN, today=TODAY, order=None)
    assert isinstance(understood, LogMistake)
    return understood.mistake


def done(line: str, plan: Plan = PLAN) -> tuple[str, ...]:
    understood = read_words(line, plan=plan, today=TODAY, order=None)
    assert isinstance(understood, LogDone)
    assert understood.on == TODAY
    return understood.items


def refusal(line: str, plan: Plan = PLAN) -> str:
    with pytest.raises(Refused) as refused:
        read_words(line, plan=plan, today=TODAY, order=None)
    return str(refused.value)


def test_a_mistake_is_said_in_one_sentence() -> None:
    assert mistake("mistake cocaine chest pain: misread, next read the stem twice, revisit fri") == Mistake(
        made_on=TODAY,
        topic="cocaine chest pain",
        reason=MistakeReason.MISREAD,
        next_step="read the stem twice",
        revisit_on=date(2026, 11, 27),
    )


@pytest.mark.parametrize(
    "line",
    [
        "mistake PE in pregnancy: second guessed, cardio, yesterday, again +7",
        "mistake PE in pregnancy, again +7, yesterday, second-guessed cardio",
        "mistake PE in pregnancy second guessed because cardio on sun revisit 30 nov",
        "MISTAKE PE in pregnancy; cardio; second-guessed; revisit mon 30 nov; -1",
    ],
)
def test_the_rest_of_a_mistake_comes_in_any_order(line: str) -> None:
    assert mistake(line) == Mistake(
        made_on=date(2026, 11, 22),
        topic="PE in pregnancy",
        reason=MistakeReason.SECOND_GUESSED,
        revisit_on=date(2026, 11, 30),
        system="cardiovascular",
    )


def test_again_is_a_word_like_any_other_where_no_day_follows() -> None:
    """Only after a comma does it begin something new."""
    found = mistake("mistake missed PE again: timing, next do it again, again +3")
    assert (found.topic, found.next_step, found.revisit_on) == (
        "missed PE again",
        "do it again",
        date(2026, 11, 26),
    )


def test_a_topic_alone_is_a_mistake_too() -> None:
    assert mistake("mistake hyponatremia 118") == Mistake(made_on=TODAY, topic="hyponatremia 118")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("mistake", "what was it about?"),
        ("mistake : misread", "what was it about?"),
        ("mistake sepsis: misread knowledge", "says again"),
        ("mistake sepsis: revisit", "revisit fri"),
        ("mistake sepsis: revisit yesterday", "is past"),
        ("mistake sepsis: tomorrow", "still to come"),
        ("mistake sepsis: because of the night", "knowledge, misread"),
        ("mistake sepsis: next", "next step"),
        (f"mistake {'x' * 300}", "longer than 200"),
        ("done", "what is done?"),
        ("done all", "no item of the checklist"),
        ("done zebra", "no item of the checklist"),
        ("done all zebra", "Toxicology, antidotes; "),
    ],
)
def test_a_refusal_says_what_is_accepted(line: str, says: str) -> None:
    assert says in refusal(line)


def test_an_item_is_found_by_a_word_of_its_title_or_its_id() -> None:
    assert done("done ketamine") == ("airway-induction-agent",)
    assert done("done tox acetaminophen") == ("tox-acetaminophen",)
    assert done("done airway-rsi-doses") == ("airway-rsi-doses",)
    assert done("done handover") == ("own-3",)


def test_several_items_are_listed_and_none_is_taken() -> None:
    said = refusal("done airway")
    assert "Indications for intubation" in said
    assert "done all airway" in said


def test_a_whole_section_is_done_with_all_before_it() -> None:
    airway = next(section for section in checklist() if section.id == "airway")
    assert done("done all airway") == tuple(item.id for item in airway.items)
    assert done("done all night float") == ("own-3",)
    known = Plan(item_states=(ItemState(item=airway.items[0].id, progress=Progress.DONE),))
    assert done("done all airway", known) == tuple(item.id for item in airway.items[1:])


def test_what_is_done_is_said_to_be_and_what_is_hidden_is_not_there() -> None:
    known = Plan(item_states=(ItemState(item="airway-induction-agent", progress=Progress.DONE),))
    with pytest.raises(AlreadyThere, match="done already"):
        read_words("done ketamine", plan=known, today=TODAY, order=None)
    hidden = Plan(item_states=(ItemState(item="airway-induction-agent", hidden=True),))
    assert "no item of the checklist" in refusal("done ketamine or etomidate", hidden)


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("mist", ["mistake"]),
        ("mistake sepsis: mis", ["mistake sepsis: misread"]),
        ("mistake sepsis: misread rev", ["mistake sepsis: misread revisit"]),
        ("mistake sepsis: misread revisit f", ["mistake sepsis: misread revisit fri"]),
        ("done ketam", ["done ketamine or etomidate"]),
    ],
)
def test_tab_finishes_the_word(line: str, offered: list[str]) -> None:
    assert complete(line, PLAN, TODAY) == offered


def test_every_item_offered_after_done_is_one_item() -> None:
    for line in complete("done ", PLAN, TODAY):
        assert len(done(line)) == 1, line


@given(st.text(max_size=80))
def test_whatever_follows_is_understood_or_refused_in_one_line(rest: str) -> None:
    for word in ("mistake", "done"):
        try:
            said = read_words(f"{word} {rest}", plan=PLAN, today=TODAY, order=None).summary
        except Refused as error:
            said = str(error)
        assert len(said.splitlines()) == 1
