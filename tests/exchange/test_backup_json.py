"""The whole plan as JSON and back: byte for byte, and refused plainly where it cannot be a plan."""

import dataclasses
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rows import SEASON

from emtui import guide
from emtui.errors import Refused
from emtui.exchange import backup
from emtui.exchange.backup import from_json, read_backup, to_json
from emtui.plain import plain_line
from emtui.plan import (
    TABLES,
    Assumptions,
    OwnInstrument,
    Plan,
    PracticeTest,
    Profile,
    QuestionBlock,
    StoredProjection,
    SystemScore,
    WhatIf,
)
from emtui.vocabulary import Step1, Unit, Visa

PLAN = Plan(
    profile=Profile(name="", step1=Step1.PASS, step2_date=date(2027, 6, 15), visa=Visa.J1, ed_years=1.5),
    practice_tests=(
        PracticeTest(id=2, taken_on=date(2026, 11, 20), instrument="nbme-17", score=241.0, notes="café"),
        PracticeTest(id=9, taken_on=date(2027, 5, 1), instrument="free-120", score=75.8, timed=False),
    ),
    question_blocks=(
        QuestionBlock(id=1, done_on=date(2026, 11, 21), questions=40, correct=31, system="cardiovascular"),
    ),
    own_instruments=(OwnInstrument(id=1, instrument="nbme-17", name="NBME 17", offset=1.0, noise_sd=8.0),),
    assumptions=Assumptions(shift=0.0),
    system_scores=(SystemScore(id=4, practice_test_id=2, system="cardiovascular", percent=62.5),),
    what_ifs=(
        WhatIf(
            id=1,
            name="Later",
            exam_day=date(2027, 7, 1),
            tests=(PracticeTest(taken_on=date(2027, 6, 1), instrument="nbme-17", score=250.0),),
        ),
    ),
    projections=(
        StoredProjection(
            id=3,
            day=date(2026, 11, 20),
            model_version=1,
            exam_day=date(2027, 6, 15),
            tests=1,
            mean=240.0,
            sd=14.5,
            low50=230.0,
            high50=250.0,
            low80=221.0,
            high80=259.0,
            low95=210.0,
            high95=270.0,
            p_pass=0.9,
        ),
    ),
    **{table: (row,) for table, row in SEASON.items()},  # type: ignore[arg-type]
)

_DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2045, 12, 31))
_LINES = st.none() | st.text(max_size=60).map(plain_line).map(lambda line: line or None)
_PROFILES = st.builds(
    Profile,
    name=_LINES,
    school=_LINES,
    step1=st.none() | st.sampled_from(Step1),
    step2_date=st.none() | _DAYS,
    target=st.none() | st.integers(150, 300),
    study_hours=st.none() | st.floats(0, 18),
)
_TESTS = st.builds(
    PracticeTest,
    taken_on=_DAYS,
    instrument=st.sampled_from(list(guide.instruments())),
    score=st.floats(1, 100),
    timed=st.booleans(),
    complete=st.booleans(),
    retake=st.booleans(),
    notes=_LINES,
)
_BLOCKS = st.builds(
    QuestionBlock,
    done_on=_DAYS,
    questions=st.integers(40, 500),
    correct=st.integers(0, 40),
    system=st.none() | st.sampled_from(list(guide.systems())),
    timed=st.none() | st.booleans(),
    notes=_LINES,
)


_ASSUMPTIONS = st.builds(
    Assumptions, shift=st.none() | st.floats(-30, 30), shift_sd=st.none() | st.floats(0, 20)
)
_WHAT_IFS = st.builds(
    WhatIf,
    name=st.text(min_size=1, max_size=60).map(plain_line).filter(bool),
    exam_day=st.none() | _DAYS,
    target=st.none() | st.integers(150, 300),
    tests=st.lists(_TESTS, max_size=3).map(tuple),
)


@st.composite
def _projections(draw: st.DrawFn) -> StoredProjection:
    low95, low80, low50, mean, high50, high80, high95 = sorted(
        draw(st.lists(st.floats(1, 300), min_size=7, max_size=7))
    )
    return StoredProjection(
        day=draw(_DAYS),
        model_version=draw(st.integers(1, 3)),
        exam_day=draw(_DAYS),
        tests=draw(st.integers(1, 99)),
        mean=mean,
        sd=draw(st.floats(0, 99)),
        low50=low50,
        high50=high50,
        low80=low80,
        high80=high80,
        low95=low95,
        high95=high95,
        target=draw(st.none() | st.integers(150, 300)),
        p_target=draw(st.none() | st.floats(0, 1)),
        p_pass=draw(st.floats(0, 1)),
    )


def numbered(rows: list[Any]) -> tuple[Any, ...]:
    return tuple(dataclasses.replace(row, id=place + 1) for place, row in enumerate(rows))


@st.composite
def _plans(draw: st.DrawFn) -> Plan:
    tests = draw(st.lists(_TESTS, max_size=4, unique_by=lambda t: (t.taken_on, t.instrument)).map(numbered))
    areas = [
        SystemScore(practice_test_id=test.id, system=system, percent=draw(st.floats(0, 100)))
        for test in tests
        for system in draw(st.lists(st.sampled_from(list(guide.systems())), max_size=2, unique=True))
    ]
    own = OwnInstrument(instrument="sim-1", name="Sim 1", unit=draw(st.sampled_from(Unit)))
    return Plan(
        profile=draw(_PROFILES),
        assumptions=draw(_ASSUMPTIONS),
        practice_tests=tests,
        system_scores=numbered(areas),
        question_blocks=draw(st.lists(_BLOCKS, max_size=3).map(numbered)),
        own_instruments=numbered([own]),
        what_ifs=draw(st.lists(_WHAT_IFS, max_size=2, unique_by=lambda row: row.name).map(numbered)),
        projections=draw(
            st.lists(_projections(), max_size=2, unique_by=lambda row: (row.day, row.model_version)).map(
                numbered
            )
        ),
    )


@given(_plans())
def test_a_plan_comes_back_the_same_byte_for_byte(plan: Plan) -> None:
    text = to_json(plan)
    assert from_json(text) == plan
    assert to_json(from_json(text)) == text


def test_the_shape_is_the_one_the_contract_names() -> None:
    content = json.loads(to_json(PLAN))
    assert content["schema"] == 1
    assert list(content["tables"]) == sorted(["profile", "assumptions", *TABLES])
    assert content["tables"]["practice_tests"][0] == {
        "id": 2,
        "taken_on": "2026-11-20",
        "instrument": "nbme-17",
        "score": 241.0,
        "timed": True,
        "complete": True,
        "retake": False,
        "notes": "café",
    }
    assert content["tables"]["profile"][0].keys() == {column.name for column in dataclasses.fields(Profile)}


def test_missing_tables_and_columns_are_empty() -> None:
    assert from_json('{"schema": 1, "tables": {}}') == Plan()
    bare = {"taken_on": "2026-11-20", "instrument": "nbme-13", "score": 241}
    plan = from_json(json.dumps({"schema": 1, "tables": {"practice_tests": [bare]}}))
    assert plan.practice_tests == (
        PracticeTest(taken_on=date(2026, 11, 20), instrument="nbme-13", score=241.0),
    )


def test_a_backup_is_read_from_a_file_with_or_without_a_mark(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_text(to_json(PLAN), encoding="utf-8-sig")
    assert read_backup(path).practice_tests == PLAN.practice_tests


def changed(change: Callable[[dict[str, Any]], Any]) -> str:
    content = json.loads(to_json(PLAN))
    change(content)
    return json.dumps(content)


def with_value(table: str, column: str, value: Any) -> str:
    return changed(lambda content: content["tables"][table][0].update({column: value}))


def twice(table: str) -> str:
    """The backup with the first row of a table in it again, under another number."""
    return changed(lambda content: content["tables"][table].append(dict(content["tables"][table][0], id=7)))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "the backup is not JSON"),
        ("[1, 2]", "this is not a backup of emtui"),
        ('{"tables": []}', "this is not a backup of emtui"),
        ("[" * 100_000, "nested too deeply"),
        ("1" * 10_000, "the backup is not JSON"),
        (changed(lambda c: c.update(schema=2)), "schema 2, newer than this program's 1"),
        (changed(lambda c: c.update(schema=True)), "schema: 'True' is not possible"),
        (changed(lambda c: c.pop("schema")), "schema: 'None' is not possible"),
        (changed(lambda c: c["tables"].update(moods=[])), "'moods': there is no such table"),
        (changed(lambda c: c["tables"].update(profile={})), "profile: a list of rows was expected"),
        (changed(lambda c: c["tables"].update(profile=[3])), "profile, row 1: an object with columns"),
        (changed(lambda c: c["tables"]["profile"].append({})), "profile: a plan has one row"),
        (
            changed(lambda c: c["tables"]["practice_tests"][1].pop("score")),
            "practice_tests, row 2: score is missing",
        ),
        (with_value("practice_tests", "mood", "good"), "practice_tests, row 1: there is no column 'mood'"),
        (
            with_value("practice_tests", "score", "241"),
            "practice_tests, row 1, score: '\"241\"' is not a number",
        ),
        (with_value("practice_tests", "score", True), "score: 'true' is not a number"),
        (with_value("practice_tests", "score", float("nan")), "NaN is not a number"),
        (with_value("practice_tests", "score", float("inf")), "Infinity is not a number"),
        (to_json(PLAN).replace("241.0", "1e999"), "score: 'Infinity' is not a number"),
        (with_value("practice_tests", "score", 10**400), "score"),
        (with_value("practice_tests", "score", 412), "practice_tests, row 1, score: 412 is not possible"),
        (with_value("practice_tests", "taken_on", "20/11/2026"), "taken_on: '20/11/2026' is not a date"),
        (with_value("practice_tests", "taken_on", "1066-10-14"), "practice_tests, row 1, taken_on"),
        (with_value("practice_tests", "taken_on", None), "taken_on: 'null' is not a date"),
        (with_value("practice_tests", "timed", 1), "timed: '1' is not true or false"),
        (
            with_value("practice_tests", "instrument", "nbme-99"),
            "practice_tests, row 1, instrument: 'nbme-99'",
        ),
        (with_value("practice_tests", "id", 9), "practice_tests: the id 9 is there 2 times"),
        (with_value("practice_tests", "id", -1), "practice_tests, row 1, id: -1 is not possible"),
        (with_value("practice_tests", "notes", "x" * 2001), "practice_tests, row 1, notes"),
        (with_value("question_blocks", "correct", 41), "question_blocks, row 1, correct: 41 of 40"),
        (with_value("question_blocks", "system", "humours"), "question_blocks, row 1, system: 'humours'"),
        (
            with_value("own_instruments", "unit", "stars"),
            "unit: 'stars' is not possible; accepted: points, percent",
        ),
        (with_value("profile", "step1", "perhaps"), "profile, row 1, step1: 'perhaps' is not possible"),
        (with_value("profile", "target", 412), "profile, target"),
        (with_value("profile", "target", 240.5), "profile, row 1, target: '240.5' is not a whole number"),
        (
            with_value("system_scores", "practice_test_id", 3),
            "system_scores: there is no row 3 of practice_tests",
        ),
        (with_value("system_scores", "percent", 101), "system_scores, row 1, percent: 101"),
        (with_value("what_ifs", "tests", {}), "what_ifs, row 1, tests: a list of rows was expected"),
        (with_value("what_ifs", "tests", [{}]), "what_ifs, row 1, tests, row 1: instrument is missing"),
        (
            with_value("what_ifs", "tests", [{"taken_on": "2027-01-01", "instrument": "x", "score": 3}]),
            "what_ifs, row 1, tests: instrument: 'x' is not known",
        ),
        (with_value("projections", "mean", 300), "projections, row 1, mean: the ranges"),
        (with_value("letters", "rotation_id", 1), "letters: there is no row 1 of rotations"),
        (with_value("calendar_entries", "at", "noon"), "at: 'noon' is not a time such as 09:30:00"),
        (with_value("calendar_entries", "ends_on", "2027-07-31"), "ends_on: 2027-07-31 is before it starts"),
        (twice("story_answers"), "story_answers: the prompt attempt-changed is there 2 times"),
        (changed(lambda c: c["tables"]["assumptions"].append({})), "assumptions: a plan has one row"),
        (with_value("assumptions", "shift", 99), "assumptions, shift: 99"),
        (twice("system_scores"), "system_scores: the practice_test_id and system 2 cardiovascular is"),
        (twice("what_ifs"), "what_ifs: the name Later is there 2 times"),
        (twice("projections"), "projections: the day and model_version 2026-11-20 1 is there 2 times"),
        (twice("practice_tests"), "practice_tests: the taken_on and instrument 2026-11-20 nbme-17 is"),
    ],
)
def test_what_cannot_be_a_plan_is_refused_with_its_place(text: str, says: str) -> None:
    with pytest.raises(Refused) as refused:
        from_json(text)
    assert says in str(refused.value)
    assert len(str(refused.value).splitlines()) == 1


def test_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup, "MOST_BYTES", 1_000_000)
    with pytest.raises(Refused, match="larger than 1 MB"):
        from_json(" " * 1_000_001)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=8,
)


@given(table=st.sampled_from(["profile", "assumptions", *TABLES]), data=st.data())
def test_any_value_in_any_column_is_refused_or_read(table: str, data: st.DataObject) -> None:
    column = data.draw(st.sampled_from(sorted(json.loads(to_json(PLAN))["tables"][table][0])))
    text = with_value(table, column, data.draw(_JSON))
    try:
        plan = from_json(text)
    except Refused as refused:
        said = str(refused)
    else:
        said = to_json(plan)
    assert said
