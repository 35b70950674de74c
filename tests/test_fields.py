"""The profile's questions: what each accepts, refuses and says."""

import dataclasses
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emtui.errors import Refused
from emtui.fields import BY_KEY, FIELDS, answered, contradictions, field, with_values
from emtui.plan import Profile
from emtui.vocabulary import Answer, Ecfmg, Step1, Visa

TODAY = date(2026, 11, 23)


def parse(key: str, text: str) -> Any:
    return field(key).parse(text, today=TODAY)


def test_every_column_of_the_profile_is_asked_once_and_says_why() -> None:
    assert [f.key for f in FIELDS] == list(BY_KEY)
    assert set(BY_KEY) == {column.name for column in dataclasses.fields(Profile)}
    assert all(f.why and f.label and f.accepts for f in FIELDS)


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("step1", "Pass After Failure", Step1.PASS_AFTER_FAILURE),
        ("visa", "J-1", Visa.J1),
        ("ecfmg", "pathway_accepted", Ecfmg.PATHWAY_ACCEPTED),
        ("leadership", "Y", Answer.YES),
        ("ems_volunteer", "120", Answer.YES),
        ("ems_volunteer", "0", Answer.NO),
        ("step2_date", "15 jun", date(2027, 6, 15)),
        ("budget_usd", "$1,097", 1097),
        ("study_hours", "2,5", 2.5),
        ("ed_years", "1.5", 1.5),
        ("target", "245.0", 245),
        ("shift_pattern", "dd nn poo", "DDNNPOO"),
        ("rest_days", "Sunday, fri", "fri sun"),
        ("rest_days", "2", "2"),
        ("local_zone", "asia/kolkata", "Asia/Kolkata"),
        ("school", "  School\u00a0of\x07 Medicine ", "School of Medicine"),
        ("country", "[red]Iran[/red]", "[red]Iran[/red]"),
        ("target", "", None),
        ("target", "?", None),
    ],
)
def test_what_is_typed_is_understood(key: str, text: str, value: Any) -> None:
    assert parse(key, text) == value


@pytest.mark.parametrize(
    ("key", "text", "says"),
    [
        ("target", "412", "150 to 300"),
        ("budget_usd", "1,040,000", "from 0 to 1000000 USD"),
        ("target", "240.5", "whole number"),
        ("target", "inf", "whole number"),
        ("target", "nan", "whole number"),
        ("study_hours", "nan", "0 to 18"),
        ("study_hours", "1e999", "0 to 18"),
        ("step1", "perhaps", "not-taken, pass, pass-after-failure, failed"),
        ("leadership", "sometimes", "yes, no, unknown"),
        ("step2_date", "11/03", "--dates"),
        ("step2_date", "2027-02-30", "no such day"),
        ("shift_pattern", "DXN", "such as DDNNPOO"),
        ("rest_days", "mon tue wed thu fri sat sun", "0 to 6"),
        ("rest_days", "friends", "Weekdays"),
        ("local_zone", "Mars", "Asia/Kolkata"),
        ("name", "x" * 121, "120 characters"),
    ],
)
def test_a_refusal_names_the_field_and_what_is_accepted(key: str, text: str, says: str) -> None:
    with pytest.raises(Refused) as refused:
        parse(key, text)
    assert str(refused.value).startswith(f"{key}: ")
    assert says in str(refused.value)


def test_a_mistyped_key_gets_the_nearest_one() -> None:
    assert field("Step2-Date").key == "step2_date"
    with pytest.raises(Refused, match="did you mean match_year"):
        field("matchyear")


@given(key=st.sampled_from(list(BY_KEY)), text=st.text(max_size=150))
def test_any_text_in_any_field_can_be_shown_and_typed_again_or_is_refused(key: str, text: str) -> None:
    try:
        value = parse(key, text)
        outcome = field(key).check(value) == value and parse(key, field(key).show(value)) == value
    except Refused as refused:
        outcome = str(refused).isprintable()
    assert outcome


@given(key=st.sampled_from(list(BY_KEY)), value=st.one_of(st.integers(), st.floats(), st.text(), st.dates()))
def test_a_checked_value_can_be_shown_and_typed_again(key: str, value: Any) -> None:
    try:
        checked = field(key).check(value)
    except ValueError:
        return
    assert parse(key, field(key).show(checked)) == checked


def test_a_date_the_parser_would_not_read_is_not_stored_either() -> None:
    with pytest.raises(Refused, match="step2_date"):
        with_values(Profile(), {"step2_date": date(1066, 10, 14)})


@pytest.mark.parametrize(
    ("profile", "key"),
    [
        (Profile(step1=Step1.PASS, step1_attempts=2), "step1_attempts"),
        (Profile(step1=Step1.PASS_AFTER_FAILURE, step1_attempts=1), "step1_attempts"),
        (Profile(step1=Step1.NOT_TAKEN, step1_score=230), "step1_score"),
        (Profile(step2_score=250, step2_attempts=0), "step2_attempts"),
        (Profile(eligibility_from=date(2027, 9, 1), eligibility_until=date(2027, 6, 1)), "eligibility_until"),
        (Profile(step2_date=date(2027, 10, 1), eligibility_until=date(2027, 9, 1)), "step2_date"),
        (Profile(dedicated_from=date(2027, 7, 1), step2_date=date(2027, 6, 15)), "dedicated_from"),
        (Profile(ecfmg=Ecfmg.CERTIFIED, step1=Step1.FAILED), "ecfmg"),
    ],
)
def test_answers_that_cannot_both_be_true_are_named(profile: Profile, key: str) -> None:
    assert [found[0] for found in contradictions(profile)] == [key]


def test_an_empty_profile_contradicts_nothing() -> None:
    assert contradictions(Profile()) == []


def test_an_answered_state_makes_a_count_it_denies_unknown_again() -> None:
    first_try = Profile(step1=Step1.PASS, step1_attempts=1)
    assert answered(first_try, "step1", Step1.PASS_AFTER_FAILURE) == {
        "step1": Step1.PASS_AFTER_FAILURE,
        "step1_attempts": None,
    }
    assert answered(first_try, "step1", Step1.PASS) == {"step1": Step1.PASS}


@given(
    st.builds(Profile, step1=st.none() | st.sampled_from(Step1), step1_attempts=st.none() | st.integers(0, 6))
)
def test_any_state_of_step_1_can_be_answered_whatever_was_known(before: Profile) -> None:
    if contradictions(before):
        return
    for state in Step1:
        assert not contradictions(with_values(before, answered(before, "step1", state)))
