"""Question blocks from the files people keep: right answers as numbers or shares, areas by any name."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emtui import guide
from emtui.errors import Refused
from emtui.exchange.questions import read_questions, read_rows
from emtui.exchange.reader import Preview
from emtui.exchange.tables import read_csv, table_csv
from emtui.plan import Plan, QuestionBlock

TODAY = date(2026, 11, 23)
SAMPLE = Path(__file__).parents[2] / "assets" / "question-blocks.csv"
AREAS = tuple(guide.systems())


def read(
    text: str, *, plan: Plan | None = None, mapping: dict[str, str] | None = None
) -> Preview[QuestionBlock]:
    return read_rows(read_csv(text), plan=plan or Plan(), today=TODAY, order=None, mapping=mapping or {})


def why(text: str) -> list[str]:
    return [str(bad) for bad in read(text).refused]


def test_a_file_as_people_keep_it_comes_in() -> None:
    text = (
        "Date;# Questions;% Correct;Subject;QBank;Mode;Comment\n"
        "2026-11-03;40;78%;Cardiology;uworld;tutor;after nights\n"
        "03.11.2026;20;0.65;;Rosh Review;timed;\n"
    )
    assert read(text).entries == (
        QuestionBlock(
            done_on=date(2026, 11, 3),
            questions=40,
            correct=31,
            system="cardiovascular",
            bank="UWorld",
            timed=False,
            notes="after nights",
        ),
        QuestionBlock(done_on=date(2026, 11, 3), questions=20, correct=13, bank="Rosh Review", timed=True),
    )


@pytest.mark.parametrize(
    ("header", "cell", "correct"),
    [
        ("correct", "31", 31),
        ("Correct answers", "31/40", 31),
        ("right", "78 %", 31),
        ("Percent", "78", 31),
        ("% correct", "77,5", 31),
        ("Score", "0.775", 31),
        ("accuracy", "100", 40),
        ("correct", "0", 0),
    ],
)
def test_right_answers_are_a_number_or_a_share(header: str, cell: str, correct: int) -> None:
    (block,) = read(f"date;questions;{header}\n2026-11-03;40;{cell}\n").entries
    assert block.correct == correct


def test_the_number_goes_before_its_share_where_a_file_has_both() -> None:
    (block,) = read("date,% correct,questions,correct\n2026-11-03,77%,40,31\n").entries
    assert block.correct == 31


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("2026-11-03,40,41,", "line 2, correct: '41' is not possible; accepted: 0 to 40"),
        ("2026-11-03,40,30/50,", "line 2, correct: '30/50' is not of 40 questions"),
        ("2026-11-03,0,0,", "line 2, questions: '0' is not possible; a block has 1 to 500"),
        ("2026-11-03,,31,", "line 2, questions: the cell is empty"),
        ("2026-11-24,40,31,", "only blocks that were done go in"),
        ("yesterday,40,31,", "is not a day of the calendar"),
        ("2026-11-03,40,31,Zebra", "'Zebra' is no area of the exam"),
        ("2026-11-03,40,31,cardio,x", "one cell too many"),
    ],
)
def test_a_bad_row_is_named_and_the_good_one_goes_in(row: str, says: str) -> None:
    text = f"date,questions,correct,system\n{row}\n2026-11-02,40,30,\n"
    assert says in why(text)[0]
    assert [block.correct for block in read(text).entries] == [30]


def test_a_table_without_right_answers_says_what_is_missing() -> None:
    with pytest.raises(Refused, match="no column for correct was found; name it with --map correct="):
        read("date,questions\n2026-11-03,40\n")


def test_a_column_can_be_named() -> None:
    (block,) = read(
        "date,asked,good\n2026-11-03,40,31\n", mapping={"questions": "asked", "correct": "good"}
    ).entries
    assert (block.questions, block.correct) == (40, 31)


def test_two_blocks_alike_are_two_and_the_same_file_twice_adds_nothing() -> None:
    text = "date,questions,correct\n2026-11-03,40,31\n2026-11-03,40,31\n"
    first = read(text)
    assert len(first.rows) == 2
    again = read(text, plan=Plan(question_blocks=first.entries))
    assert (again.rows, len(again.already)) == ((), 2)
    one_there = read(text, plan=Plan(question_blocks=first.entries[:1]))
    assert (len(one_there.rows), len(one_there.already)) == (1, 1)


BLOCKS = st.builds(
    lambda done_on, questions, share, system, bank, timed: QuestionBlock(
        done_on=done_on,
        questions=questions,
        correct=round(questions * share),
        system=system,
        bank=bank,
        timed=timed,
    ),
    st.dates(date(2026, 1, 1), TODAY),
    st.integers(1, 500),
    st.floats(0, 1),
    st.sampled_from((None, *AREAS)),
    st.sampled_from((None, "UWorld", "a bank; of mine", "=cmd()")),
    st.sampled_from((None, True, False)),
)


@given(st.lists(BLOCKS, max_size=12))
def test_the_plans_own_table_comes_back_as_it_was(blocks: list[QuestionBlock]) -> None:
    text = table_csv("questions", Plan(question_blocks=tuple(blocks)))
    if blocks:
        assert read(text).entries == tuple(blocks)
        assert not read(text).refused


def test_the_sample_comes_in_with_its_bad_rows_named() -> None:
    preview = read_questions(SAMPLE, plan=Plan(), today=TODAY)
    assert len(preview.rows) == 9
    assert [(bad.line, bad.column) for bad in preview.refused] == [(9, "correct"), (12, "system")]
