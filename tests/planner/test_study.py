"""The Study tab's answer: the guide's checklist and the user's own beside what was done with it."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

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
    StudyDay,
)
from emtui.planner.study import ItemView, StudyView, study
from emtui.planner.study_due import study_due
from emtui.planner.today import today_view
from emtui.vocabulary import MistakeReason, Progress, Tab

TODAY = date(2027, 5, 3)  # a Monday
DAY = timedelta(days=1)
RSI = "airway-rsi-doses"


def seen(**rows: Any) -> StudyView:
    return study(Plan(**rows), TODAY)


def item(view: StudyView, name: str = RSI) -> ItemView:
    found = view.item(name)
    assert found is not None
    return found


def grade(item: str, days_ago: int, stability: float, due_in: int = 1) -> Review:
    return Review(
        item=item,
        reviewed_on=TODAY - days_ago * DAY,
        grade=3,
        stability=stability,
        difficulty=5.0,
        due=TODAY + due_in * DAY,
    )


def test_an_empty_plan_has_the_whole_checklist_and_nothing_due() -> None:
    view = seen()
    assert [section.id for section in view.sections] == [section.id for section in checklist()]
    assert sum(section.total for section in view.sections) == view.new.left == 260
    assert (view.due, view.coming, view.next_due, view.missed) == ((), (), None, None)
    assert {(section.started, section.confident) for section in view.sections} == {(0, 0)}
    assert view.notice == "For study, not patient care."


def test_an_item_shows_what_the_guide_says_and_what_the_user_did() -> None:
    state = ItemState(
        item=RSI, progress=Progress.STARTED, started_on=TODAY - 9 * DAY, confidence=2, notes="my words"
    )
    found = item(seen(item_states=(state,), reviews=(grade(RSI, 9, 3.0), grade(RSI, 3, 6.0, 0))))
    assert (found.title, found.section_title) == ("RSI doses", "Airway, intubation")
    assert found.know
    assert found.source is not None
    assert (found.progress, found.confidence, found.notes) == (Progress.STARTED, 2, "my words")
    assert (found.seen, found.last_seen, found.on, found.due) == (2, TODAY - 3 * DAY, TODAY, True)
    assert found.recall == pytest.approx(0.94, abs=0.01)


def test_own_items_stand_in_their_section_and_own_sections_at_the_end() -> None:
    view = seen(
        own_sections=(OwnSection(id=2, title="Night float"),),
        own_items=(
            OwnItem(id=3, section="own-2", title="Handover", know="who is sick\nwho may become so"),
            OwnItem(id=4, section="airway", title="My tube sizes", question="Which?", know="7.5"),
            OwnItem(id=5, section="gone", title="Left over", know="x"),
        ),
    )
    assert [section.title for section in view.sections[-2:]] == ["Night float", "Other items of yours"]
    handover = item(view, "own-3")
    assert (handover.question, handover.know) == ("Handover", ("who is sick", "who may become so"))
    assert (handover.source, handover.guideline) == (None, None)
    assert handover.own is not None
    airway = next(section for section in view.sections if section.id == "airway")
    assert airway.items[-1].id == "own-4"
    assert airway.total == 9


def test_hidden_items_are_last_in_no_count_and_never_due() -> None:
    state = ItemState(item=RSI, progress=Progress.STARTED, started_on=TODAY, hidden=True)
    view = seen(item_states=(state,))
    airway = next(section for section in view.sections if section.id == "airway")
    assert airway.items[-1].id == RSI
    assert (airway.total, airway.started, airway.due, view.due) == (7, 0, 0, ())


@pytest.mark.parametrize(
    ("state", "stability", "confident"),
    [
        (ItemState(item=RSI, progress=Progress.DONE), None, True),
        (ItemState(item=RSI, progress=Progress.STARTED, confidence=3), None, True),
        (ItemState(item=RSI, progress=Progress.STARTED, confidence=2), 90.0, False),
        (ItemState(item=RSI, progress=Progress.STARTED), 21.0, True),
        (ItemState(item=RSI, progress=Progress.STARTED), 20.0, False),
        (ItemState(item=RSI, progress=Progress.STARTED), None, False),
        (ItemState(item=RSI, progress=Progress.UNTOUCHED, confidence=4), None, False),
    ],
)
def test_an_item_is_known_by_ones_own_word_else_by_what_the_grades_say(
    state: ItemState, stability: float | None, confident: bool
) -> None:
    reviews = () if stability is None else (grade(RSI, 1, stability),)
    assert item(seen(item_states=(state,), reviews=reviews)).confident is confident


def test_new_items_are_spread_over_the_days_before_the_last_round() -> None:
    assert seen().new.today == 20  # as many as a normal day takes
    far = seen(profile=Profile(step2_date=TODAY + 151 * DAY))
    assert far.new.today == 2  # 260 items in 130 days
    assert far.new.next[0] == checklist()[0].items[0].id
    begun = tuple(
        ItemState(item=name, progress=Progress.STARTED, started_on=TODAY) for name in far.new.next[:2]
    )
    assert seen(profile=Profile(step2_date=TODAY + 151 * DAY), item_states=begun).new.today == 0
    assert seen(profile=Profile(step2_date=TODAY + 2 * DAY)).new.today == 0
    assert seen(profile=Profile(step2_score=251)).new.today == 0


def test_the_days_ahead_end_with_the_exam_and_say_which_are_kept_free() -> None:
    view = seen(profile=Profile(step2_date=TODAY + 6 * DAY, question_bank_size=90, rest_days="tue"))
    assert [(day.questions, day.free, day.rest) for day in view.days] == [
        (45, False, False),
        (0, False, True),
        (45, False, False),
        (0, True, False),
        (0, True, False),
        (0, True, False),
    ]
    assert len(seen().days) == 15
    assert {day.questions for day in seen().days} == {None}


def test_a_day_with_room_of_its_own_says_so() -> None:
    view = seen(study_days=(StudyDay(day=TODAY, capacity=0.25),))
    assert (view.days[0].capacity, view.days[0].own) == (0.25, True)


def test_mistakes_due_come_first_and_reasons_by_number() -> None:
    rows = (
        Mistake(id=1, made_on=TODAY - 9 * DAY, topic="old", reason=MistakeReason.MISREAD, revisit_on=TODAY),
        Mistake(id=2, made_on=TODAY - 2 * DAY, topic="new", reason=MistakeReason.MISREAD),
        Mistake(
            id=3, made_on=TODAY - 5 * DAY, topic="older", revisit_on=TODAY - DAY, system="cardiovascular"
        ),
        Mistake(id=4, made_on=TODAY - 5 * DAY, topic="done", revisit_on=TODAY - DAY, revisited_on=TODAY),
        Mistake(id=5, made_on=TODAY - DAY, topic="ahead", revisit_on=TODAY + DAY),
    )
    view = seen(mistakes=rows).mistakes
    assert [row.mistake.topic for row in view.rows] == ["older", "old", "ahead", "new", "done"]
    assert view.due == 2
    assert [(row.reason, row.mistakes, row.waiting) for row in view.reasons] == [
        (None, 3, 2),
        (MistakeReason.MISREAD, 2, 1),
    ]
    assert view.rows[0].system_name == "Cardiovascular"


# What of it is on Today


def busy() -> Plan:
    return Plan(
        profile=Profile(step2_date=TODAY + 33 * DAY, question_bank_size=1000, target=245),
        item_states=(ItemState(item=RSI, progress=Progress.STARTED, started_on=TODAY),),
        question_blocks=(QuestionBlock(done_on=TODAY - 3 * DAY, questions=40, correct=30),),
        mistakes=(Mistake(id=1, made_on=TODAY - 3 * DAY, topic="PE", revisit_on=TODAY),),
    )


def test_today_names_reviews_the_day_s_questions_and_mistakes_to_look_at() -> None:
    view = today_view(busy(), TODAY)
    assert [(due.kind, due.title, due.detail) for due in view.due if due.tab is Tab.STUDY] == [
        ("reviews", "1 review", "about 1 min"),
        ("questions", "Questions", "32 to do today"),
        ("mistakes", "1 mistake", "to look at again"),
    ]
    assert view.study.missed is not None


def test_what_today_counts_is_what_study_lists() -> None:
    plan, view = busy(), study(busy(), TODAY)
    found = study_due(plan, TODAY)
    assert (found.reviews, found.minutes, found.mistakes) == (len(view.due), view.minutes, view.mistakes.due)
    assert (found.pace, found.missed, found.streak) == (view.pace, view.missed, view.streak)


def test_a_day_of_rest_and_a_day_done_ask_for_no_questions() -> None:
    resting = replace(busy(), profile=replace(busy().profile, rest_days="mon"))
    assert "questions" not in {due.kind for due in today_view(resting, TODAY).due}
    done = replace(
        busy(),
        question_blocks=(
            *busy().question_blocks,
            QuestionBlock(done_on=TODAY, questions=40, correct=30),
        ),
    )
    assert "questions" not in {due.kind for due in today_view(done, TODAY).due}


def test_after_the_exam_studying_asks_for_nothing() -> None:
    over = replace(busy(), profile=replace(busy().profile, step2_date=TODAY - DAY))
    assert not {"reviews", "questions", "mistakes"} & {due.kind for due in today_view(over, TODAY).due}
