"""The tables hold what plan.py says, and refuse what cannot be."""

import dataclasses
from datetime import date, datetime
from typing import Any, get_args, get_type_hints

import pytest

from emtui import fields, plan
from emtui.errors import AlreadyThere, Refused
from emtui.plan import OwnInstrument, PracticeTest, Profile, QuestionBlock
from emtui.records import RECORDS, ProfileRecord, Record, known_units, record_of, validated
from emtui.vocabulary import Step1, Unit, Visa

TEST = PracticeTest(taken_on=date(2026, 11, 20), instrument="nbme-13", score=241.0)
BLOCK = QuestionBlock(done_on=date(2026, 11, 20), questions=40, correct=31)
OWN = OwnInstrument(instrument="nbme-17", name="NBME 17")
FULL_PROFILE = Profile(
    name="Asha",
    graduation_year=2025,
    in_us_until=date(2027, 9, 1),
    local_zone="Asia/Kolkata",
    step1=Step1.PASS,
    step1_attempts=1,
    visa=Visa.J1,
    ed_years=1.5,
    shift_pattern="DDNNPOO",
    rest_days="fri sat",
)


def refusal(entry: plan.Entry, **changes: Any) -> str:
    with pytest.raises(Refused) as caught:
        record_of(dataclasses.replace(entry, **changes), known_units())
    return str(caught.value)


@pytest.mark.parametrize("kind", [*RECORDS, Profile])
def test_a_table_has_the_fields_of_its_dataclass_in_the_same_order_and_of_the_same_type(kind: type) -> None:
    table: type[Record] = ProfileRecord if kind is Profile else RECORDS[kind]
    columns = {name: field.annotation for name, field in table.model_fields.items()}
    if kind is Profile:
        assert columns.pop("id") is int
    assert list(columns.items()) == list(get_type_hints(kind).items())


def test_every_kind_of_entry_has_a_table() -> None:
    assert set(RECORDS) == set(get_args(plan.Entry))


def test_the_profile_asks_what_the_fields_list_asks() -> None:
    assert set(fields.BY_KEY) == {field.name for field in dataclasses.fields(Profile)}


@pytest.mark.parametrize("entry", [TEST, BLOCK, OWN])
def test_an_entry_becomes_a_row_unchanged(entry: plan.Entry) -> None:
    row = record_of(entry, known_units())
    assert {key: getattr(row, key) for key in type(row).model_fields} == dataclasses.asdict(entry)


def test_a_full_profile_becomes_a_row_unchanged() -> None:
    row = validated(ProfileRecord, dataclasses.asdict(FULL_PROFILE), {})
    assert row.model_dump(exclude={"id"}) == dataclasses.asdict(FULL_PROFILE)


@pytest.mark.parametrize(
    ("entry", "column", "value"),
    [
        (TEST, "id", 0),
        (TEST, "id", 2**70),
        (TEST, "taken_on", "2026-11-20"),
        (TEST, "taken_on", datetime(2026, 11, 20, 12)),  # noqa: DTZ001
        (TEST, "taken_on", None),
        (TEST, "taken_on", date(1999, 12, 31)),
        (TEST, "taken_on", date(2046, 1, 1)),
        (TEST, "instrument", ""),
        (TEST, "instrument", 13),
        (TEST, "instrument", "nbme-99"),
        (TEST, "instrument", "x" * 41),
        (TEST, "score", 0.0),
        (TEST, "score", 300.5),
        (TEST, "score", float("nan")),
        (TEST, "score", float("inf")),
        (TEST, "score", "241"),
        (TEST, "score", True),
        (TEST, "score", None),
        (TEST, "timed", 1),
        (TEST, "complete", "yes"),
        (TEST, "retake", None),
        (TEST, "notes", 5),
        (TEST, "notes", "x" * 2001),
        (BLOCK, "done_on", "yesterday"),
        (BLOCK, "questions", 0),
        (BLOCK, "questions", 501),
        (BLOCK, "questions", 40.0),
        (BLOCK, "correct", -1),
        (BLOCK, "correct", 41),
        (BLOCK, "correct", True),
        (BLOCK, "system", "astrology"),
        (BLOCK, "bank", "x" * 61),
        (BLOCK, "timed", "no"),
        (BLOCK, "notes", b"x"),
        (OWN, "instrument", "NBME 17"),
        (OWN, "instrument", "-"),
        (OWN, "name", ""),
        (OWN, "name", "\x1b[31m"),
        (OWN, "name", "x" * 61),
        (OWN, "unit", "pints"),
        (OWN, "unit", None),
        (OWN, "offset", 101.0),
        (OWN, "offset_sd", -0.1),
        (OWN, "noise_sd", 0.0),
        (OWN, "notes", 5),
    ],
)
def test_a_wrong_value_is_refused_by_the_name_of_its_column(
    entry: plan.Entry, column: str, value: Any
) -> None:
    assert refusal(entry, **{column: value}).startswith(f"{column}: ")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        (field.key, value)
        for field in fields.FIELDS
        for value in (["list"], object(), "x" * 121, 10**9, date(1999, 1, 1))
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 30 else type(value).__name__,
)
def test_a_wrong_answer_is_refused_by_the_name_of_its_field(key: str, value: Any) -> None:
    with pytest.raises(Refused, match=f"^{key}: .* accepted: "):
        validated(ProfileRecord, {key: value}, {})


def test_answers_that_cannot_both_be_true_are_refused_by_naming_both() -> None:
    with pytest.raises(Refused, match=r"step1=pass .*step1_attempts=2"):
        validated(ProfileRecord, {"step1": Step1.PASS, "step1_attempts": 2}, {})


@pytest.mark.parametrize(
    ("instrument", "score", "possible"),
    [
        ("free-120", 100.0, True),
        ("free-120", 0.0, True),
        ("free-120", 101.0, False),
        ("nbme-13", 1.0, True),
        ("nbme-13", 0.5, False),
        ("nbme-13", 300.0, True),
    ],
)
def test_a_score_is_held_to_the_range_of_its_instruments_unit(
    instrument: str, score: float, possible: bool
) -> None:
    if possible:
        assert record_of(dataclasses.replace(TEST, instrument=instrument, score=score), known_units())
    else:
        assert "accepted: " in refusal(TEST, instrument=instrument, score=score)


def test_a_score_of_an_own_instrument_is_held_to_its_unit() -> None:
    units = known_units([dataclasses.replace(OWN, unit=Unit.PERCENT)])
    assert record_of(dataclasses.replace(TEST, instrument="nbme-17", score=80.0), units)
    with pytest.raises(Refused, match="0 to 100 percent"):
        record_of(dataclasses.replace(TEST, instrument="nbme-17", score=241.0), units)


def test_an_unknown_form_is_refused_with_how_to_add_it() -> None:
    assert refusal(TEST, instrument="nbme-17").endswith("add it with: emtui log form nbme 17")


def test_a_form_of_the_guide_cannot_be_added_again() -> None:
    with pytest.raises(AlreadyThere, match="NBME 13 is already there"):
        record_of(dataclasses.replace(OWN, instrument="nbme-13"), known_units())


def test_text_loses_control_characters_and_escapes_and_unknown_is_never_empty() -> None:
    row = record_of(dataclasses.replace(TEST, notes="long\x1b[31m red\n day\x07 "), known_units())
    assert getattr(row, "notes") == "long red day"  # noqa: B009
    assert getattr(record_of(dataclasses.replace(TEST, notes=" \n"), known_units()), "notes") is None  # noqa: B009
