"""Practice tests from the files people keep: good rows in, bad rows named, nothing guessed."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emtui.dates import Order
from emtui.errors import Refused
from emtui.exchange.scores import ImportPreview, read_rows, read_scores
from emtui.exchange.tables import read_csv, table_csv
from emtui.plan import OwnInstrument, Plan, PracticeTest

TODAY = date(2026, 11, 23)
ASSETS = Path(__file__).parents[2] / "assets"


def read(
    text: str, *, plan: Plan | None = None, order: Order | None = None, mapping: dict[str, str] | None = None
) -> ImportPreview:
    return read_rows(read_csv(text), plan=plan or Plan(), today=TODAY, order=order, mapping=mapping or {})


def rows(preview: ImportPreview) -> list[tuple[str, str, float]]:
    return [(str(test.taken_on), test.instrument, test.score) for test in preview.entries]


def test_the_loose_sample_comes_in_with_every_bad_row_named() -> None:
    path = ASSETS / "practice-tests-loose.csv"
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\n") == 40
    preview = read_scores(path, plan=Plan(), today=TODAY)
    assert (len(preview.rows), [row.line for row in preview.already]) == (23, [7, 34])
    assert [(bad.line, bad.column, bad.value) for bad in preview.refused] == [
        (10, "score", "412"),
        (16, "score", ""),
        (18, "date", "31/02/2026"),
        (20, "instrument", "NBME 17"),
        (21, "score", "76%"),
        (23, "date", "yesterday"),
        (25, "timed", "maybe"),
        (28, "instrument", ""),
        (30, "date", ""),
        (31, "date", "15/06/2027"),
        (36, "score", "n/a"),
        (38, "date", "17 11 2026"),
        (40, "column 6", "cell"),
    ]
    assert all(re.fullmatch(r"line \d+, [a-z0-9 ]+: .+", str(bad)) for bad in preview.refused)


def test_the_clean_sample_comes_in_whole() -> None:
    preview = read_scores(ASSETS / "practice-tests.csv", plan=Plan(), today=TODAY)
    assert (len(preview.rows), preview.already, preview.refused) == (10, (), ())


def test_the_same_file_twice_adds_nothing() -> None:
    path = ASSETS / "practice-tests-loose.csv"
    first = read_scores(path, plan=Plan(), today=TODAY)
    again = read_scores(path, plan=Plan(practice_tests=first.entries), today=TODAY)
    assert (again.rows, len(again.already)) == ((), len(first.rows) + len(first.already))


def test_the_plans_own_table_comes_back_as_it_was() -> None:
    tests = (
        PracticeTest(taken_on=date(2026, 8, 1), instrument="nbme-17", score=231.0, notes="=1+1; 'a', \"b\""),
        PracticeTest(taken_on=date(2026, 9, 1), instrument="free-120", score=75.8, timed=False, retake=True),
        PracticeTest(taken_on=date(2026, 11, 3), instrument="uwsa-1", score=240.0, complete=False),
    )
    own = (OwnInstrument(instrument="nbme-17", name="NBME 17"),)
    text = table_csv("tests", Plan(practice_tests=tests, own_instruments=own))
    assert read(text, plan=Plan(own_instruments=own)).entries == tests


@pytest.mark.parametrize(
    "text",
    [
        "NBME 12,2026-11-03,238\nUWSA2,2026-11-10,240\n",
        "2026-11-03\tNBME 12\t238\n2026-11-10\tUWSA2\t240\n",
        "238;3.11.2026;nbme12\n240;10.11.2026;UW SA 2\n",
        "When;Which;What came out\n2026-11-03;NBME 12;238\n2026-11-10;UWSA2;240\n",
        "#,Test date,Practice test,Goal,3-digit score\n1,2026-11-03,NBME 12,,238\n2,2026-11-10,UWSA2,,240\n",
        "Test taken,Exam date,Target score,Score\nNBME 12,2026-11-03,250,238\nUWSA2,2026-11-10,250,240\n",
    ],
)
def test_columns_are_told_by_name_and_else_by_what_is_in_them(text: str) -> None:
    assert rows(read(text)) == [("2026-11-03", "nbme-12", 238), ("2026-11-10", "uwsa-2", 240)]


def test_a_column_without_a_name_beside_a_bare_table_is_the_note() -> None:
    assert read("2026-11-03,NBME 12,238,tired\n").entries[0].notes == "tired"


def test_a_percentage_may_stand_in_a_column_of_its_own() -> None:
    text = "date,test,score,%\n2026-11-03,NBME 12,238,\n2026-11-10,Free 120,,76\n"
    assert rows(read(text)) == [("2026-11-03", "nbme-12", 238), ("2026-11-10", "free-120", 76)]


def test_map_names_a_column_and_wins_over_its_look() -> None:
    text = "Score,Corrected,Exam,Sat\n500,238,NBME 12,2026-11-03\n"
    preview = read(text, mapping={"score": "corrected", "date": "Sat"})
    assert rows(preview) == [("2026-11-03", "nbme-12", 238)]
    assert preview.columns["score"] == "Corrected"


@pytest.mark.parametrize(
    ("text", "mapping", "says"),
    [
        ("", {}, "the file holds no rows"),
        ("\n ; ;\n", {}, "the file holds no rows"),
        ("date,test\n2026-11-03,NBME 12\n", {}, "no column for score was found; name it with --map score=…"),
        ("just words\nand more\n", {}, "no column for date and instrument and score"),
        ("date,test,score\n", {"scroe": "score"}, "ours are date, instrument, score"),
        ("date,test,score\n", {"score": "points"}, "only 'date', 'test', 'score'"),
    ],
)
def test_a_file_that_is_no_table_of_scores_is_refused(text: str, mapping: dict[str, str], says: str) -> None:
    with pytest.raises(Refused) as refused:
        read(text, mapping=mapping)
    assert says in str(refused.value)


AMBIGUOUS = "date,test,score\n11/03/2026,NBME 12,238\n"


def test_an_ambiguous_date_is_refused_until_the_order_is_known() -> None:
    (bad,) = read(AMBIGUOUS).refused
    assert (bad.line, bad.column, bad.value) == (2, "date", "11/03/2026")
    assert "--dates mdy" in bad.why
    assert rows(read(AMBIGUOUS, order=Order.MDY)) == [("2026-11-03", "nbme-12", 238)]
    assert rows(read(AMBIGUOUS, order=Order.DMY)) == [("2026-03-11", "nbme-12", 238)]


def test_a_row_that_can_only_be_one_order_settles_the_others() -> None:
    assert rows(read(f"{AMBIGUOUS}15/03/2026,NBME 13,240\n"))[0][0] == "2026-03-11"
    assert rows(read(f"{AMBIGUOUS}03/15/2026,NBME 13,240\n"))[0][0] == "2026-11-03"


def test_an_order_that_the_rest_of_the_file_denies_reads_nothing_wrongly() -> None:
    preview = read(f"{AMBIGUOUS}15/03/2026,NBME 13,240\n", order=Order.MDY)
    assert rows(preview) == [("2026-03-15", "nbme-13", 240)]
    assert "given as mdy, but other rows of this file can only be dmy" in preview.refused[0].why


def test_a_file_in_both_orders_follows_the_one_that_was_given() -> None:
    both = f"{AMBIGUOUS}15/03/2026,NBME 13,240\n03/16/2026,NBME 14,241\n"
    assert [bad.line for bad in read(both).refused] == [2]
    assert rows(read(both, order=Order.MDY))[0][0] == "2026-11-03"


@pytest.mark.parametrize(
    "typed", ["today", "fri", "-3", "+7", "someday", "2026-02-30", "2027-01-01", "1066-10-14"]
)
def test_a_day_that_is_no_fixed_day_of_the_past_is_refused(typed: str) -> None:
    (bad,) = read(f"date,test,score\n{typed},NBME 12,238\n").refused
    assert (bad.column, bad.value) == ("date", typed)
    assert "yesterday" not in bad.why


def test_a_time_of_day_behind_a_date_is_passed_over() -> None:
    for typed in ("2026-11-03 00:00:00", "2026-11-03T07:30", "Nov 3 2026 7:30 PM"):
        assert rows(read(f"date;test;score\n{typed};NBME 12;238\n"))[0][0] == "2026-11-03"


@pytest.mark.parametrize(
    ("cell", "timed", "complete", "retake"),
    [
        ("NBME 12", True, True, False),
        ("NBME 12 (untimed)", False, True, False),
        ("NBME 12 retake", True, True, True),
        ("Partial NBME 12, untimed", False, False, False),
    ],
)
def test_a_name_may_say_how_the_test_was_sat(cell: str, timed: bool, complete: bool, retake: bool) -> None:
    (test,) = read(f'date;test;score\n2026-11-03;"{cell}";238\n').entries
    assert (test.timed, test.complete, test.retake) == (timed, complete, retake)


def test_flags_are_yes_or_no_in_many_words() -> None:
    text = "date,test,score,timed,full length,retake\n2026-11-03,NBME 12,238,Untimed,half,x\n"
    (test,) = read(text).entries
    assert (test.timed, test.complete, test.retake) == (False, False, True)


def test_escapes_and_markup_in_cells_are_only_text() -> None:
    text = (
        "date,test,score,notes\n2026-11-03,\x1b[31mNBME 12,238,[b]\x1b]0;x\x07hm\n2026-11-04,\x1b[2J,238,\n"
    )
    preview = read(text)
    assert preview.entries[0].notes == "[b]hm"
    assert preview.refused[0].why == "the cell is empty"


_CELL = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["NBME 12", "UWSA2", "Free 120", "238", "76%", "412", "2026-11-03", "11/03/2026", "", "yes"]
    ),
)


@given(st.lists(st.lists(_CELL, max_size=5).map(",".join), max_size=6).map("\n".join))
def test_any_file_is_refused_or_every_row_of_it_is_accounted_for(text: str) -> None:
    found = read_csv(text)
    try:
        preview = read_rows(found, plan=Plan(), today=TODAY, order=None, mapping={})
    except Refused as refused:
        assert_one_line(str(refused))
        return
    told = len(preview.rows) + len(preview.already) + len(preview.refused)
    assert told in (len(found), len(found) - 1)  # less a header
    assert len({(test.taken_on, test.instrument) for test in preview.entries}) == len(preview.entries)
    assert all(test.taken_on <= TODAY and 1 <= test.score <= 300 for test in preview.entries)
    for bad in preview.refused:
        assert_one_line(str(bad))


def assert_one_line(text: str) -> None:
    assert len(text.splitlines()) == 1
    assert "\x1b" not in text
