"""The tables hold what plan.py says, and refuse what cannot be."""

import dataclasses
from datetime import date, datetime
from typing import Any, get_args, get_type_hints

import pytest
from tests.rows import SEASON

from emtui import fields, plan
from emtui.errors import Refused
from emtui.plan import (
    Assumptions,
    OwnInstrument,
    PracticeTest,
    Profile,
    QuestionBlock,
    StoredProjection,
    SystemScore,
    WhatIf,
)
from emtui.records import RECORDS, ProfileRecord, WhatIfRecord, known_units, record_of, validated
from emtui.vocabulary import Step1, Unit, Visa

TEST = PracticeTest(taken_on=date(2026, 11, 20), instrument="nbme-13", score=241.0)
BLOCK = QuestionBlock(done_on=date(2026, 11, 20), questions=40, correct=31)
OWN = OwnInstrument(instrument="nbme-17", name="NBME 17")
AREA = SystemScore(practice_test_id=1, system="cardiovascular", percent=62.0)
ASSUMED = Assumptions(shift=0.0, shift_sd=6.0)
WHAT_IF = WhatIf(name="Later", exam_day=date(2027, 7, 1), target=250, tests=(TEST,))
STORED = StoredProjection(
    day=date(2027, 5, 20),
    model_version=1,
    exam_day=date(2027, 6, 15),
    tests=4,
    mean=243.0,
    sd=9.0,
    low50=237.0,
    high50=249.0,
    low80=231.0,
    high80=255.0,
    low95=224.0,
    high95=262.0,
    target=245,
    p_target=0.4,
    p_pass=0.99,
)
ROWS = [TEST, BLOCK, OWN, AREA, WHAT_IF, STORED, *SEASON.values()]
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


def refusal(row: plan.Row | Assumptions, **changes: Any) -> str:
    with pytest.raises(Refused) as caught:
        record_of(dataclasses.replace(row, **changes), known_units())
    return str(caught.value)


@pytest.mark.parametrize("kind", RECORDS)
def test_a_table_has_the_fields_of_its_dataclass_in_the_same_order_and_of_the_same_type(kind: type) -> None:
    columns = {name: field.annotation for name, field in RECORDS[kind].model_fields.items()}
    if kind in (Profile, Assumptions):  # of a single row only the table has a number
        assert columns.pop("id") is int
    assert list(columns.items()) == list(get_type_hints(kind).items())


def test_everything_in_a_plan_has_a_table() -> None:
    named = {name: RECORDS[kind].__tablename__ for name, kind in plan.TABLES.items()}
    assert named == {name: name for name in named}
    assert (
        set(RECORDS)
        == {Profile, Assumptions, *plan.TABLES.values()}
        == {*get_args(plan.Row), Profile, Assumptions}
    )
    assert {field.name for field in dataclasses.fields(plan.Plan)} == {"profile", "assumptions", *plan.TABLES}


def test_the_profile_asks_what_the_fields_list_asks() -> None:
    assert set(fields.BY_KEY) == {field.name for field in dataclasses.fields(Profile)}


@pytest.mark.parametrize("row", ROWS)
def test_a_row_goes_into_its_table_unchanged(row: plan.Row) -> None:
    record = record_of(row, known_units())
    assert type(row)(**{key: getattr(record, key) for key in type(record).model_fields}) == row


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
        (AREA, "practice_test_id", None),
        (AREA, "practice_test_id", "1"),
        (AREA, "system", "astrology"),
        (AREA, "system", None),
        (AREA, "percent", 100.5),
        (AREA, "percent", -1.0),
        (AREA, "percent", None),
        (ASSUMED, "shift", 31.0),
        (ASSUMED, "shift", float("nan")),
        (ASSUMED, "shift_sd", -0.1),
        (ASSUMED, "shift_sd", "4"),
        (WHAT_IF, "name", " "),
        (WHAT_IF, "name", "x" * 61),
        (WHAT_IF, "exam_day", "soon"),
        (WHAT_IF, "exam_day", date(1999, 1, 1)),
        (WHAT_IF, "target", 149),
        (WHAT_IF, "tests", None),
        (WHAT_IF, "tests", [TEST]),
        (WHAT_IF, "tests", ("nbme 13 241",)),
        (WHAT_IF, "tests", (TEST,) * 21),
        (WHAT_IF, "tests", (dataclasses.replace(TEST, score=301.0),)),
        (WHAT_IF, "tests", (dataclasses.replace(TEST, instrument="nbme-99"),)),
        (STORED, "day", None),
        (STORED, "exam_day", date(2046, 1, 1)),
        (STORED, "model_version", 0),
        (STORED, "tests", 0),
        (STORED, "mean", 301.0),
        (STORED, "mean", 200.0),  # below its own ranges
        (STORED, "sd", float("inf")),
        (STORED, "low50", None),
        (STORED, "high95", 301.0),
        (STORED, "p_target", 1.1),
        (STORED, "p_pass", None),
        (SEASON["mistakes"], "reason", "bad luck"),
        (SEASON["mistakes"], "revisit_on", date(2026, 11, 19)),
        (SEASON["own_items"], "know", " \n "),
        (SEASON["item_states"], "item", "Not An Id"),
        (SEASON["item_states"], "confidence", 5),
        (SEASON["item_states"], "notes", "x" * 20_001),
        (SEASON["reviews"], "grade", 0),
        (SEASON["reviews"], "due", date(2026, 10, 31)),
        (SEASON["study_days"], "capacity", -0.5),
        (SEASON["calendar_entries"], "lane", "beach"),
        (SEASON["calendar_entries"], "ends_on", date(2027, 7, 31)),
        (SEASON["calendar_entries"], "zone", "Mars/Olympus"),
        (SEASON["calendar_entries"], "at", "09:30"),
        (SEASON["overruled_dates"], "milestone", "judgement-day"),
        (SEASON["rotations"], "site", None),
        (SEASON["letters"], "kind", "postcard"),
        (SEASON["programs"], "name", ""),
        (SEASON["programs"], "cutoff", 400),
        (SEASON["programs"], "img_percent", 101.0),
        (SEASON["interviews"], "zone", "x"),
        (SEASON["factor_scores"], "score", 6),
        (SEASON["own_fees"], "usd", -1.0),
    ],
)
def test_a_wrong_value_is_refused_by_the_name_of_its_column(
    entry: plan.Row | Assumptions, column: str, value: Any
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


def test_a_test_of_the_guide_may_get_figures_of_ones_own_but_keeps_its_unit() -> None:
    own = dataclasses.replace(OWN, instrument="uwsa-2", name="UWSA 2", offset=3.0, offset_sd=0.0)
    assert record_of(own, known_units())
    assert refusal(own, unit=Unit.PERCENT) == "unit: percent is not possible; UWSA 2 is scored in points"
    assert refusal(own, instrument="free-120").startswith("unit: points is not possible")
    assert refusal(own, offset=101.0).startswith(
        "offset: 101.0 is not possible; accepted: -100 to 100 points"
    )


def test_an_imagined_test_has_no_number_and_may_lie_ahead() -> None:
    ahead = dataclasses.replace(TEST, id=7, taken_on=date(2030, 1, 1), notes="\x1b[31mred")
    record = record_of(dataclasses.replace(WHAT_IF, tests=(ahead,)), known_units())
    assert isinstance(record, WhatIfRecord)
    assert record.tests == (dataclasses.replace(ahead, id=None, notes="red"),)


def test_imagined_tests_survive_their_text() -> None:
    tests = (TEST, dataclasses.replace(TEST, score=0.1 + 0.2, timed=False, notes='a "quoted" café'))
    assert plan.tests_from_text(plan.tests_to_text(tests)) == tests
    for broken in (
        "",
        "{",
        "3",
        "[3]",
        "[{}]",
        '[{"taken_on": 3}]',
        '[{"taken_on": "2026-11-20", "mood": 1}]',
    ):
        with pytest.raises(ValueError, match=r"."):
            plan.tests_from_text(broken)


def test_text_loses_control_characters_and_escapes_and_unknown_is_never_empty() -> None:
    row = record_of(dataclasses.replace(TEST, notes="long\x1b[31m red\n day\x07 "), known_units())
    assert getattr(row, "notes") == "long red day"  # noqa: B009
    assert getattr(record_of(dataclasses.replace(TEST, notes=" \n"), known_units()), "notes") is None  # noqa: B009
