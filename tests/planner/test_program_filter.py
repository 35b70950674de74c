"""The filter of the programs: what each word lets through, and what it says of words it does not know."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emtui.plan import Interview, Plan, Program, ProgramFact
from emtui.planner.filter_words import GRAMMAR, SORT_KEYS, WORDS
from emtui.planner.program_filter import LONGEST, parse_filter
from emtui.planner.programs import ProgramRow, filtered, programs_view
from emtui.vocabulary import ApplicationState, CutoffKind, Setting

TODAY = date(2027, 5, 20)


def program(id_: int, name: str, **values: Any) -> Program:
    return Program(id=id_, name=name, **values)


PROGRAMS = (
    program(
        1, "Lakeview", city="Houston", state="TX", j1=True, img_percent=22.0, cutoff=235,
        setting=Setting.ACADEMIC, application=ApplicationState.APPLIED,
    ),
    program(
        2, "Harbor Community", city="Tampa", state="FL", j1=True, img_percent=34.0, cutoff=230,
        setting=Setting.COMMUNITY, application=ApplicationState.PLANNED, signal=True,
    ),
    program(
        3, "Cedar Valley", city="San Antonio", state="TX", j1=False, has_imgs=True,
        cutoff_kind=CutoffKind.NONE, setting=Setting.HYBRID, application=ApplicationState.INTERVIEWED, rank=1,
    ),
    program(4, "St. Mary", tie="my aunt"),
)  # fmt: skip
FACTS = (
    ProgramFact(id=1, program_id=1, field="j1", checked_on=TODAY - timedelta(12)),
    ProgramFact(id=2, program_id=1, field="img", checked_on=TODAY - timedelta(20)),
    ProgramFact(id=3, program_id=1, field="cutoff", checked_on=TODAY - timedelta(12)),
    ProgramFact(id=4, program_id=2, field="j1", checked_on=TODAY - timedelta(131)),
    ProgramFact(id=5, program_id=2, field="img", checked_on=TODAY - timedelta(1)),
    ProgramFact(id=6, program_id=2, field="cutoff", checked_on=TODAY - timedelta(1)),
    ProgramFact(id=7, program_id=3, field="j1", checked_on=TODAY, stale=True),
)
PLAN = Plan(programs=PROGRAMS, program_facts=FACTS, interviews=(Interview(id=1, program_id=3),))
VIEW = programs_view(PLAN, TODAY)
ROWS = {row.id: row for row in VIEW.rows}


def found(text: str) -> set[int]:
    view = filtered(VIEW, text)
    assert view.filter_errors == ()
    return set(view.matching)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("", {1, 2, 3, 4}),
        ("j1", {1, 2}),
        ("!j1", {3}),
        ("j1?", {4}),
        ("!j1?", {1, 2, 3}),
        ("h1b", set()),
        ("!h1b", set()),
        ("h1b?", {1, 2, 3, 4}),
        ("img", {1, 2, 3}),
        ("img>22", {2}),
        ("img>=22%", {1, 2}),
        ("cutoff<=230", {2, 3}),
        ("cutoff?", {4}),
        ("kind:none", {3}),
        ("state:TX", {1, 3}),
        ("state:tx,fl", {1, 2, 3}),
        ("state!=TX", {2}),
        ("!state:TX", {2}),
        ('city:"san antonio"', {3}),
        ("city:san", {3}),
        ("setting:comm", {2}),
        ("setting:academic,hybrid", {1, 3}),
        ("valley", {3}),
        ('"st. mary"', {4}),
        ("aunt", {4}),
        ("community", {2}),
        ("applied", {1, 3}),
        ("!applied", {2, 4}),
        ("application:applied", {1}),
        ("invited", {3}),
        ("listed", {1, 2, 3}),
        ("considering", {4}),
        ("signal", {2}),
        ("tie", {4}),
        ("ranked rank=1", {3}),
        ("interview", {3}),
        ("stale", {2, 3}),
        ("unchecked", {3}),
        ("verified<90d", {1}),
        ("verified>90", {2}),
        ("verified?", {3, 4}),
        ("j1 cutoff<=235 state:TX,FL img>10 !applied", {2}),
        ("state:FL or valley", {2, 3}),
        ("j1 state:TX or signal | tie", {1, 2, 4}),
    ],
)
def test_what_is_let_through(text: str, ids: set[int]) -> None:
    assert found(text) == ids


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("sort:img", (1, 2, 3, 4)),
        ("sort:-img", (2, 1, 3, 4)),
        ("sort:cutoff", (2, 1, 3, 4)),
        ("sort:state,-name", (2, 1, 3, 4)),
        ("sort:-name", (4, 1, 2, 3)),
        ("j1 sort:name", (2, 1)),
    ],
)
def test_the_order_asked_for_with_unknown_last(text: str, ids: tuple[int, ...]) -> None:
    assert filtered(VIEW, text).matching == ids


@pytest.mark.parametrize(
    ("text", "word", "start", "says"),
    [
        ("j1 cutof<=235", "cutof<=235", 3, "did you mean cutoff?"),
        ("colour:red", "colour:red", 0, "fields are"),
        ("cutoff<=", "cutoff<=", 0, "a value is missing"),
        ("cutoff<=high", "cutoff<=high", 0, "'high' is not a number"),
        ("cutoff", "cutoff", 0, "cutoff with <, <=, =, >= or > and a number"),
        ("state<TX", "state<TX", 0, "state: and text"),
        ("setting:rural", "setting:rural", 0, "'rural' is none of academic, community, hybrid"),
        ("setting:", "setting:", 0, "academic, community, hybrid"),
        ("j1 !", "!", 3, "stands before a word"),
        ('j1 "st. mary', '"st. mary', 3, "no end"),
        ("or j1", "or", 0, "between two words"),
        ("j1 or", "or", 3, "between two words"),
        ("sort:colour", "sort:colour", 0, "nothing to sort by"),
        ("sort:", "sort:", 0, "a key is missing"),
        ("verified<soon", "verified<soon", 0, "verified<90d"),
    ],
)
def test_a_word_not_understood_is_named_in_its_place(text: str, word: str, start: int, says: str) -> None:
    (error,) = parse_filter(text).errors
    assert (error.word, error.start, error.end) == (word, start, start + len(word))
    assert says in error.message


def test_the_words_understood_still_hold_while_one_is_typed() -> None:
    view = filtered(VIEW, "state:TX cutoff<=")
    assert set(view.matching) == {1, 3}
    assert [error.word for error in view.filter_errors] == ["cutoff<="]


@pytest.mark.parametrize("word", WORDS.values(), ids=list(WORDS))
def test_every_example_of_the_help_is_understood(word: Any) -> None:
    assert parse_filter(word.example).errors == ()
    assert parse_filter(f"{word.name}?").errors == ()


def test_every_line_of_the_grammar_and_every_sort_key_is_understood() -> None:
    for example, _ in GRAMMAR:
        assert parse_filter(example).errors == ()
    for key in SORT_KEYS:
        assert parse_filter(f"sort:-{key}").errors == ()


PARTS = st.sampled_from([*(word.example for word in WORDS.values()), "valley", '"st. mary"'])
TRUE_OR_FALSE = [word.name for word in WORDS.values() if word.flag is not None]


@given(PARTS)
def test_a_word_its_opposite_and_its_unknown_share_out_the_rows(part: str) -> None:
    yes, no = found(part.lstrip("!")), found(f"!{part.lstrip('!')}")
    assert yes.isdisjoint(no)
    if part in TRUE_OR_FALSE:
        assert yes | no | found(f"{part}?") == set(ROWS)


@given(st.lists(PARTS, max_size=5), PARTS)
def test_a_further_word_never_lets_more_through(parts: list[str], further: str) -> None:
    assert found(" ".join([*parts, further])) <= found(" ".join(parts))


@given(PARTS, PARTS)
def test_or_lets_either_through(one: str, other: str) -> None:
    assert found(f"{one} or {other}") == found(one) | found(other)


@given(st.text(max_size=LONGEST + 50))
def test_any_text_is_read_or_named(text: str) -> None:
    view = filtered(VIEW, text)
    assert set(view.matching) <= set(ROWS)
    for error in view.filter_errors:
        assert text[error.start : error.end] == error.word
        assert error.message


@given(st.text(alphabet='!?:<=>"|,- jabcsort125', max_size=40))
def test_signs_in_any_order_are_read_or_named(text: str) -> None:
    rows: list[ProgramRow] = parse_filter(text).apply(VIEW.rows)
    assert {row.id for row in rows} <= set(ROWS)
