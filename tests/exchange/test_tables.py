"""CSV tables: safe in a spreadsheet, and the same cells when read back."""

import dataclasses
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emtui.errors import Refused
from emtui.exchange.files import decode
from emtui.exchange.rows import Row
from emtui.exchange.tables import (
    MOST_BYTES,
    MOST_ROWS,
    read_csv,
    read_file,
    table_csv,
    tell_delimiter,
    write_csv,
)
from emtui.plan import Plan, PracticeTest, Profile, QuestionBlock, StoredProjection

_CELLS = st.one_of(
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])),
    st.text(alphabet="=+-@'\t\r\n\";, 1.a"),
    st.sampled_from(
        ["=1+1", "+1", "-3.5", "@SUM", "'tis", "''", '"', '""', "a\nb", "a\r\nb", "\r", "a;b\tc,d"]
    ),
)


def read_cells(text: str) -> list[tuple[str, ...]]:
    return [row.cells for row in read_csv(text)]


@given(st.lists(st.lists(_CELLS, min_size=2, max_size=4), min_size=1, max_size=5))
def test_cells_come_back_as_they_were_written(rows: list[list[str]]) -> None:
    width = max(map(len, rows))
    header = [f"column {place}" for place in range(width)]
    full = [tuple(row + [""] * (width - len(row))) for row in rows]
    kept = [row for row in full if any(cell.strip() for cell in row)]
    assert read_cells(write_csv(header, full)) == [tuple(header), *kept]


@given(_CELLS)
def test_no_written_cell_is_a_formula(cell: str) -> None:
    written = write_csv(["a", "b"], [[cell, "x"]]).split("\n", 1)[1].removeprefix('"')
    assert not written.startswith(("=", "@", "\t", "\r"))
    if written.startswith(("+", "-")):
        float(cell)


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("-1", "-1"),
        ("+1.5", "+1.5"),
        ("-1+2", "'-1+2"),
        ("'tis", "''tis"),
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (241.0, "241"),
        (75.8, "75.8"),
        (date(2026, 11, 23), "2026-11-23"),
    ],
)
def test_a_value_is_written_for_people_and_spreadsheets(value: object, cell: str) -> None:
    assert write_csv(["a", "b"], [[value, 1]]) == f"a,b\n{cell},1\n"


def test_the_tables_of_a_plan_have_the_columns_import_reads() -> None:
    plan = Plan(
        practice_tests=(
            PracticeTest(
                id=3, taken_on=date(2026, 11, 20), instrument="nbme-13", score=241.0, notes="=tired"
            ),
        ),
        question_blocks=(
            QuestionBlock(
                id=1, done_on=date(2026, 11, 21), questions=40, correct=31, system="cardiovascular"
            ),
        ),
    )
    assert table_csv("tests", plan) == (
        "date,instrument,score,timed,complete,retake,notes\n2026-11-20,nbme-13,241,yes,yes,no,'=tired\n"
    )
    assert table_csv("questions", plan) == (
        "date,questions,correct,system,bank,timed,notes\n2026-11-21,40,31,cardiovascular,,,\n"
    )
    with pytest.raises(Refused, match="the tables are tests, questions"):
        table_csv("goals", plan)


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("date,test,score\n2026-11-20,NBME 12,238\n", ","),
        ("date;test;score\n2026-11-20;Free 120;76,5%\n", ";"),
        ("date;test;score\nNov 20, 2026;NBME 12;238\n", ";"),
        ("Fri, Nov 20, 2026;NBME 12;238\n", ";"),
        ("date\ttest\tscore\tnotes\n2026-11-20\tNBME 12\t238\ta, b; c\n", "\t"),
        ('date,test,score,notes\n2026-11-20,NBME 12,238,"a; b; c; d; e"\n', ","),
        ("date,test,score,notes\n2026-11-20,NBME 12,238,slow; tired\n", ","),
    ],
)
def test_the_delimiter_is_the_one_that_most_lines_hold(text: str, delimiter: str) -> None:
    assert tell_delimiter(text) == delimiter


def test_excels_own_first_line_names_the_delimiter() -> None:
    assert read_csv("sep=;\na;b,c\n1;2\n") == [Row(2, ("a", "b,c")), Row(3, ("1", "2"))]


def test_rows_know_their_line_past_blank_ones_and_cells_of_several_lines() -> None:
    assert [row.line for row in read_csv('a,b\n\n"x\ny",2\n , \n3,4\n')] == [1, 3, 6]


def test_a_quotation_mark_that_never_closes_costs_no_other_row() -> None:
    rows = read_cells('a,b\n1,"12 inch\n2,fine\n3,"so" too\n')
    assert rows == [("a", "b"), ("1", "12 inch"), ("2", "fine"), ("3", 'so" too')]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_files_of_any_office_program_are_decoded(encoding: str) -> None:
    assert decode("Prüfung;café\r\n".encode(encoding)) == "Prüfung;café\r\n"


@pytest.mark.parametrize("data", [b"a\0b", b"\xff\xfea", b"\x81\x8d", b"", "a".encode("utf-16-le")])
def test_any_bytes_are_decoded_without_nul(data: bytes) -> None:
    assert "\0" not in decode(data)


@given(st.binary(max_size=300))
def test_no_bytes_stop_the_reader(data: bytes) -> None:
    assert all(any(cell.strip() for cell in row.cells) or row.cells for row in read_csv(decode(data)))


def test_a_file_that_cannot_be_read_is_refused_plainly(tmp_path: Path) -> None:
    workbook = tmp_path / "scores.xlsx"
    workbook.write_bytes(b"PK\x03\x04rest")
    plan = tmp_path / "plan.db"
    plan.write_bytes(b"SQLite format 3\0")
    for path, says in (
        (tmp_path / "none.csv", "none.csv cannot be read: No such file"),
        (tmp_path, "cannot be read"),
        (Path("a\0b"), "not the name of a file"),
        (workbook, "save it as CSV first"),
        (plan, "to open a plan use --db"),
    ):
        with pytest.raises(Refused, match=says):
            read_file(path)


def test_too_much_is_refused(tmp_path: Path) -> None:
    large = tmp_path / "large.csv"
    large.write_bytes(b"a,b\n" * (MOST_BYTES // 4 + 1))
    with pytest.raises(Refused, match="larger than 10 MB"):
        read_file(large)
    with pytest.raises(Refused, match="more than 100,000 rows"):
        read_csv("1,2\n" * (MOST_ROWS + 1))


def test_projections_are_written_beside_the_score_without_saying_whose_they_are() -> None:
    stored = StoredProjection(
        id=9,
        day=date(2027, 6, 5),
        model_version=1,
        exam_day=date(2027, 6, 15),
        tests=4,
        mean=243.5,
        sd=9.0,
        low50=237.0,
        high50=250.0,
        low80=231.0,
        high80=256.0,
        low95=224.0,
        high95=263.0,
        target=245,
        p_target=0.4,
        p_pass=0.99,
    )
    profile = Profile(name="Asha", school="Somewhere", step2_date=date(2027, 6, 15), step1_attempts=2)
    header = (
        "days_out,model_version,tests,mean,sd,low50,high50,low80,high80,low95,high95,target,p_target,p_pass,"
        "score,moved,error,held50,held80,held95"
    )
    row = "10,1,4,243.5,9,237,250,231,256,224,263,245,0.4,0.99"
    before = Plan(profile=profile, projections=(stored,))
    assert table_csv("projections", before).splitlines() == [header, f"{row},,no,,,,"]
    after = dataclasses.replace(before, profile=dataclasses.replace(profile, step2_score=251))
    assert table_csv("projections", after).splitlines() == [header, f"{row},251,no,-7.5,no,yes,yes"]
    assert table_csv("projections", Plan()) == f"{header}\n"
