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

from emtui import guide
from emtui.errors import Refused
from emtui.exchange import backup
from emtui.exchange.backup import from_json, read_backup, to_json
from emtui.plain import plain_line
from emtui.plan import OwnInstrument, Plan, PracticeTest, Profile, QuestionBlock
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


def numbered(rows: list[Any]) -> tuple[Any, ...]:
    return tuple(dataclasses.replace(row, id=place + 1) for place, row in enumerate(rows))


_PLANS = st.builds(
    Plan,
    profile=_PROFILES,
    practice_tests=st.lists(_TESTS, max_size=4, unique_by=lambda t: (t.taken_on, t.instrument)).map(numbered),
    question_blocks=st.lists(_BLOCKS, max_size=3).map(numbered),
    own_instruments=st.builds(
        OwnInstrument, instrument=st.just("sim-1"), name=st.just("Sim 1"), unit=st.sampled_from(Unit)
    ).map(lambda row: numbered([row])),
)


@given(_PLANS)
def test_a_plan_comes_back_the_same_byte_for_byte(plan: Plan) -> None:
    text = to_json(plan)
    assert from_json(text) == plan
    assert to_json(from_json(text)) == text


def test_the_shape_is_the_one_the_contract_names() -> None:
    content = json.loads(to_json(PLAN))
    assert content["schema"] == 1
    assert list(content["tables"]) == ["own_instruments", "practice_tests", "profile", "question_blocks"]
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
        (changed(lambda c: c["tables"].update(letters=[])), "'letters': there is no such table"),
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
            changed(
                lambda c: c["tables"]["practice_tests"].append(dict(c["tables"]["practice_tests"][0], id=7))
            ),
            "practice_tests: the test nbme-17 of 2026-11-20 is there 2 times",
        ),
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


@given(table=st.sampled_from(["profile", "practice_tests", "question_blocks"]), data=st.data())
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
