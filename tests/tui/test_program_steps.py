"""What the keys of Programs change, and how a program and the factors are typed in one line."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emtui.errors import Refused
from emtui.plan import Interview, Plan, Program, ProgramFact, RankFactor
from emtui.store.edits import Add, Change, Remove
from emtui.tui.dialogs.applying_fields import INTERVIEW, PROGRAM, PROGRAM_BY_KEY, from_columns, to_column
from emtui.tui.dialogs.interview import read_factors, write_factors
from emtui.tui.tabs.program_steps import closed, new_program, onward, to_interview_state, to_state, to_value
from emtui.vocabulary import Answer, ApplicationState, InterviewState

TODAY = date(2027, 5, 20)
CEDAR = Program(id=1, name="Cedar Valley", city="San Antonio", state="TX")


@pytest.mark.parametrize(
    ("typed", "name", "city", "state"),
    [
        ("Mesa Verde, El Paso TX", "Mesa Verde", "El Paso", "TX"),
        ("Mesa Verde,tx", "Mesa Verde", None, "TX"),
        ("  Mesa   Verde ", "Mesa Verde", None, None),
        ("St. Mary, Port St. Lucie", "St. Mary", "Port St. Lucie", None),
        ("Cedar Valley, Waco TX", "Cedar Valley", "Waco", "TX"),  # of the same name, elsewhere
    ],
)
def test_a_program_in_one_line(typed: str, name: str, city: str | None, state: str | None) -> None:
    found = new_program(typed, Plan(programs=(CEDAR,)))
    assert (found.name, found.city, found.state) == (name, city, state)


@pytest.mark.parametrize("typed", ["", ", TX", "cedar valley", "CEDAR VALLEY, san antonio tx", "x" * 201])
def test_what_is_no_new_program_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        new_program(typed, Plan(programs=(CEDAR,)))


@given(st.text(max_size=300))
def test_whatever_is_typed_makes_a_program_that_can_be_stored_or_is_refused(typed: str) -> None:
    try:
        found = new_program(typed, Plan())
    except Refused:
        return
    assert 1 <= len(found.name) <= 200
    assert found.name == " ".join(found.name.split())
    assert found.city is None or 1 <= len(found.city) <= 80


def test_the_way_of_an_application_ends_and_begins_anew() -> None:
    state: ApplicationState | None = ApplicationState.CONSIDERING
    way = []
    while state is not None:
        way.append(state)
        state = onward(state)
    assert way[-1] is ApplicationState.INTERVIEWED
    assert len(way) == 5
    assert onward(ApplicationState.REJECTED) is ApplicationState.CONSIDERING
    assert closed(closed(closed(ApplicationState.APPLIED))) is ApplicationState.CONSIDERING


def test_a_second_invitation_brings_no_second_interview() -> None:
    plan = Plan(programs=(CEDAR,), interviews=(Interview(id=1, program_id=1),))
    assert to_state(plan, CEDAR, ApplicationState.INVITED, TODAY) == [
        Change(CEDAR, {"application": ApplicationState.INVITED})
    ]


def test_a_fact_made_unknown_is_not_checked_today() -> None:
    plan = Plan(programs=(CEDAR,), program_facts=(ProgramFact(id=1, program_id=1, field="j1"),))
    assert to_value(plan, CEDAR, {"j1": None}, TODAY) == [Change(CEDAR, {"j1": None})]


def test_an_interview_that_is_done_does_not_bring_back_a_rejected_application() -> None:
    rejected = Program(id=1, name="Cedar Valley", application=ApplicationState.REJECTED)
    interview = Interview(id=1, program_id=1)
    parts = to_interview_state(Plan(programs=(rejected,)), interview, InterviewState.DONE)
    assert parts == [Change(interview, {"state": InterviewState.DONE})]


def test_what_a_form_asks_goes_to_the_columns_and_back() -> None:
    program = Program(id=1, name="Cedar Valley", j1=True, h1b=None, has_imgs=False, signal=True)
    values = from_columns(PROGRAM, program)
    assert (values["j1"], values["h1b"], values["has_imgs"]) == (Answer.YES, None, Answer.NO)
    back = {key: to_column(PROGRAM_BY_KEY[key], value) for key, value in values.items()}
    assert all(getattr(program, key) == value for key, value in back.items())
    assert to_column(PROGRAM_BY_KEY["signal"], None) is False


@pytest.mark.parametrize(
    ("typed", "hour"),
    [
        ("9:30", "09:30"),
        ("14:00", "14:00"),
        ("2pm", "14:00"),
        ("12 am", "00:00"),
        ("9", "09:00"),
        ("8h15", "08:15"),
    ],
)
def test_an_hour_as_people_type_it(typed: str, hour: str) -> None:
    at = next(field for field in INTERVIEW if field.key == "at")
    assert at.parse(typed, today=TODAY) == hour
    assert to_column(at, hour).isoformat("minutes") == hour


@pytest.mark.parametrize("typed", ["25:00", "9:75", "13pm", "noonish", "0am"])
def test_an_hour_that_is_none_is_refused(typed: str) -> None:
    at = next(field for field in INTERVIEW if field.key == "at")
    with pytest.raises(Refused, match="9:30"):
        at.parse(typed, today=TODAY)


def test_factors_are_added_changed_and_taken_out_in_one_line() -> None:
    training, place = RankFactor(id=1, name="training", weight=8), RankFactor(id=2, name="place", weight=2)
    plan = Plan(rank_factors=(training, place))
    assert write_factors(plan) == "training 8, place 2"
    parts, _ = read_factors("Training 9, place 0, visa history 10", plan)
    assert parts == [
        Change(training, {"weight": 9.0}),
        Remove(place),
        Add(RankFactor(name="visa history", weight=10)),
    ]
    assert read_factors(write_factors(plan), plan)[0] == []


@pytest.mark.parametrize("typed", ["", "training", "training eleven", "training 11", "8", "training -1"])
def test_factors_without_a_weight_are_refused(typed: str) -> None:
    with pytest.raises(Refused):
        read_factors(typed, Plan())
