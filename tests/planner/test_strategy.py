"""The guide's advice for a whole plan."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emtui import fields, guide
from emtui.plan import OwnInstrument, Plan, PracticeTest, Profile, QuestionBlock
from emtui.planner.demo import demo_plan
from emtui.planner.profile import profile_view
from emtui.planner.rules import facts_of
from emtui.planner.scores import scores
from emtui.planner.strategy import applying, questions
from emtui.planner.today import today_view
from emtui.vocabulary import Step1, Visa

TODAY = date(2027, 5, 20)


@pytest.mark.parametrize(
    ("number", "expected", "absent"),
    [
        (1, {"band-strong", "list-245", "usce", "sloe-two", "research-qi", "scenario-1"}, {"attempt-story"}),
        (
            2,
            {"band-risk", "list-225", "attempt-story", "no-rush", "dual", "visa-decide-early", "scenario-2"},
            {"research-qi", "em-story"},
        ),
        (3, {"band-risk", "list-225", "delay-fixable", "dual", "scenario-3"}, {"usce", "sloe-two"}),
    ],
)
def test_each_scenario_gets_the_advice_the_guide_gives_it(
    number: int, expected: set[str], absent: set[str]
) -> None:
    fired = {item.id for item in applying(demo_plan(number, TODAY), TODAY)}
    assert expected <= fired
    assert not absent & fired


def test_advice_comes_in_the_guide_s_order_with_text_tab_and_source() -> None:
    advice = applying(demo_plan(2, TODAY), TODAY)
    known = guide.rules()
    assert [item.id for item in advice] == [rule for rule in known if rule in {item.id for item in advice}]
    for item in advice:
        assert (item.text, item.tab) == (known[item.id].text, known[item.id].tab)
        assert item.source.startswith("the guide: ")
        assert item.personal


def test_an_empty_plan_gets_no_advice_but_questions() -> None:
    assert applying(Plan(), TODAY) == ()
    asked = questions(facts_of(Plan(), TODAY, scores(Plan(), TODAY)))
    assert {"step2_date", "practice_tests", "match_year", "visa"} <= {question.key for question in asked}
    assert [len(question.rules) for question in asked] == sorted(
        (len(question.rules) for question in asked), reverse=True
    )
    assert all(question.label for question in asked)


def test_a_visa_adds_its_rule_and_a_green_card_takes_it_away() -> None:
    needs = applying(Plan(profile=Profile(visa=Visa.J1)), TODAY)
    free = applying(Plan(profile=Profile(visa=Visa.NONE)), TODAY)
    assert [item.id for item in needs] == ["visa-amplifies"]
    assert free == ()


def test_a_failed_step_1_is_high_risk_before_there_is_any_score() -> None:
    fired = [item.id for item in applying(Plan(profile=Profile(step1=Step1.FAILED)), TODAY)]
    assert "band-high-risk" in fired
    assert "dual" in fired


def _value(field: fields.Field) -> st.SearchStrategy[object]:
    if field.choices:
        return st.sampled_from([field.kind(choice) for choice in field.choices])
    if field.kind is date:
        return st.dates(date(2025, 1, 1), date(2030, 12, 31))
    if field.kind is str:
        return st.sampled_from(["UWorld", "DDNNPOO", "2"])
    assert field.low is not None
    assert field.high is not None
    numbers = st.integers(int(field.low), int(field.high))
    return numbers if field.kind is int else numbers.map(float)


PROFILES = st.fixed_dictionaries({field.key: st.none() | _value(field) for field in fields.FIELDS}).map(
    lambda values: Profile(**values)  # type: ignore[arg-type]  # each value is of its field's kind
)
TESTS = st.builds(
    PracticeTest,
    taken_on=st.dates(TODAY - timedelta(days=400), TODAY + timedelta(days=30)),
    instrument=st.sampled_from(
        ["nbme-9", "nbme-13", "nbme-14", "uwsa-2", "free-120", "nbme-99", "other-form"]
    ),
    score=st.integers(1, 300).map(float),
)
OWN = OwnInstrument(instrument="nbme-99", name="NBME 99")
BLOCKS = st.builds(
    QuestionBlock,
    done_on=st.dates(TODAY - timedelta(days=60), TODAY),
    questions=st.integers(1, 200),
    correct=st.just(1),
    timed=st.none() | st.booleans(),
    bank=st.sampled_from([None, "uworld", "another"]),
)
PLANS = st.builds(
    Plan,
    profile=PROFILES,
    practice_tests=st.lists(TESTS, max_size=6).map(
        lambda rows: tuple(sorted(rows, key=lambda row: row.taken_on))
    ),
    question_blocks=st.lists(BLOCKS, max_size=4).map(tuple),
    own_instruments=st.sampled_from([(), (OWN,)]),
)


@settings(max_examples=60, deadline=None)
@given(plan=PLANS, today=st.dates(date(2025, 1, 1), date(2030, 12, 31)))
def test_whatever_the_plan_holds_every_view_answers(plan: Plan, today: date) -> None:
    view = profile_view(plan, today)
    assert 0 <= view.known <= view.asked <= len(fields.FIELDS)
    assert sum(item.id.startswith("band-") for item in view.effects) <= 1
    if view.basis != "none":
        assert sum(item.id.startswith("band-") for item in view.effects) == 1
    shown = today_view(plan, today)
    assert len(shown.week) == 7
    assert all(entry.days >= 0 for entry in shown.next)
    assert "None" not in " ".join(warning.subject + warning.text for warning in shown.warnings)
