"""Lists of programs as people keep them: read right, merged with care, and back without loss."""

import zipfile
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from emtui.dates import Order
from emtui.errors import Refused
from emtui.exchange import sheets
from emtui.exchange.program_cells import Reader
from emtui.exchange.program_columns import COLUMNS, find_columns
from emtui.exchange.programs import ProgramsPreview, Stopped, merge, read_programs
from emtui.exchange.tables import read_csv, table_csv
from emtui.plan import Plan, Program, ProgramFact
from emtui.vocabulary import ApplicationState, CutoffKind, Setting, Specialty

TODAY = date(2027, 5, 20)


def read(text: str, plan: Plan | None = None, **options: Any) -> ProgramsPreview:
    """The preview of a CSV text."""
    columns = find_columns(read_csv(text), options.pop("mapping", {}), options.pop("remembered", None))
    reader = Reader(columns, options.pop("order", None), TODAY)
    choices: dict[str, Any] = {"overwrite": False, "known_only": False, "progress": lambda *_: True}
    return merge(columns, reader, plan or Plan(), **(choices | options))


def only(text: str, **options: Any) -> Program:
    """The one program of a CSV text."""
    preview = read(text, **options)
    assert preview.refused == ()
    (row,) = preview.new
    return row.program


def stored(preview: ProgramsPreview, plan: Plan | None = None) -> Plan:
    """The plan after the import, with ids as the store gives them."""
    plan = plan or Plan()
    changes = {id(row): new for row, new in preview.changes}
    programs = [replace(row, **changes.get(id(row), {})) for row in plan.programs]
    facts = [replace(row, **changes.get(id(row), {})) for row in plan.program_facts]
    first = max((row.id or 0 for row in programs), default=0)
    for number, new in enumerate(preview.new, start=first + 1):
        programs.append(replace(new.program, id=number))
        facts += [replace(fact, program_id=number) for fact in new.facts]
    facts += [fact for row in preview.changed for fact in row.add]
    numbered = tuple(replace(fact, id=number) for number, fact in enumerate(facts, start=1))
    return replace(plan, programs=tuple(programs), program_facts=numbered)


# -- columns


def test_a_list_with_a_mark_semicolons_and_invisible_marks_is_read(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes(
        "\ufeffProgram name;NRMP Code;City;State;J-1 visa;H-1B\r\n"
        "Lakeview;\u200b1101110C0\u2060;Houston;TX;Yes;x\r\n".encode()
    )
    (row,) = read_programs(file, plan=Plan(), today=TODAY).new
    assert row.program == Program(
        id=-1, name="Lakeview", code="1101110C0", city="Houston", state="TX", j1=True, h1b=True
    )


@pytest.mark.parametrize(
    ("header", "ours"),
    [
        ("Institution", "name"),
        ("Accepts J-1?", "j1"),
        ("H1B visa", "h1b"),
        ("Visa sponsorship", "visa"),
        ("J-1/H-1B visas", "visa"),
        ("% of residents who are IMGs", "img"),
        ("IMG %", "img_percent"),
        ("Step 2 CK minimum score", "cutoff"),
        ("SLOEs required", "sloes_wanted"),
        ("Years since graduation", "graduation_limit"),
        ("Community/Academic", "setting"),
        ("Application status", "application"),
        ("Last verified", "checked"),
        ("Website", "source"),
        ("Do not rank", "do_not_rank"),
    ],
)
def test_headers_are_told_loosely(header: str, ours: str) -> None:
    named = "" if ours == "name" else ",Program"
    assert find_columns(read_csv(f"{header}{named}\n1,A\n"), {}).understood[ours] == header


@pytest.mark.parametrize(
    ("header", "fact"),
    [
        ("J-1 source", ("j1", "source")),
        ("j1 checked on", ("j1", "checked")),
        ("Cutoff verified", ("cutoff", "checked")),
        ("IMG % source", ("img", "source")),
    ],
)
def test_each_field_may_have_a_source_and_a_day(header: str, fact: tuple[str, str]) -> None:
    assert fact in find_columns(read_csv(f"Program,{header}\nA,x\n"), {}).facts


def test_a_title_above_the_header_is_passed_over() -> None:
    text = "My list for 2028,,\nmade in May,,\nProgram,City,J-1\nLakeview,Houston,yes\n"
    assert only(text) == Program(id=-1, name="Lakeview", city="Houston", j1=True)


def test_a_column_can_be_named_and_is_remembered_where_it_fits() -> None:
    text = "What,Where\nLakeview,Houston\n"
    with pytest.raises(Refused, match=r"--map name=….*'What', 'Where'"):
        read(text)
    assert only(text, mapping={"name": "What", "city": "where"}).city == "Houston"
    assert only(text, remembered={"name": "What", "j1": "gone"}).name == "Lakeview"
    with pytest.raises(Refused, match="the file has no such column"):
        read(text, mapping={"name": "Whatever"})
    with pytest.raises(Refused, match="there is no such column here"):
        read(text, mapping={"colour": "What"})


def test_what_is_not_read_is_said() -> None:
    assert read("Program,Director,Parking\nA,x,y\n").unread == ("Director", "Parking")


# -- cells


@pytest.mark.parametrize("yes", ["TRUE", "Yes", "x", "y", "1", "✓", "sponsored"])
@pytest.mark.parametrize("no", ["FALSE", "No", "n", "0", "×"])
def test_yes_and_no_in_their_forms(yes: str, no: str) -> None:
    program = only(f"Program,J-1,H-1B\nA,{yes},{no}\n")
    assert (program.j1, program.h1b) == (True, False)


@pytest.mark.parametrize("unknown", ["", "?", "n/a", "-", "unknown", "TBD"])
def test_what_nobody_knows_stays_unknown(unknown: str) -> None:
    assert only(f"Program,J-1,Cutoff,IMG,Setting\nA,{unknown},{unknown},{unknown},{unknown}\n") == Program(
        id=-1, name="A"
    )


@pytest.mark.parametrize(
    ("cell", "j1", "h1b"),
    [
        ("J-1", True, None),
        ("J1 and H1B", True, True),
        ("J-1 only", True, False),
        ("H-1B", None, True),
        ("none", False, False),
    ],
)
def test_visas_in_one_column(cell: str, j1: bool | None, h1b: bool | None) -> None:
    program = only(f"Program,Visa\nA,{cell}\n")
    assert (program.j1, program.h1b) == (j1, h1b)


@pytest.mark.parametrize(
    ("cell", "cutoff", "kind"),
    [
        ("235", 235, None),
        ("≥235", 235, None),
        ("235+", 235, None),
        ("235 preferred", 235, CutoffKind.PREFERRED),
        ("240 strict", 240, CutoffKind.STRICT),
        ("none", None, CutoffKind.NONE),
        ("No minimum", None, CutoffKind.NONE),
    ],
)
def test_cutoffs_in_their_forms(cell: str, cutoff: int | None, kind: CutoffKind | None) -> None:
    program = only(f"Program,Cutoff\nA,{cell}\n")
    assert (program.cutoff, program.cutoff_kind) == (cutoff, kind)


@pytest.mark.parametrize(
    ("cell", "setting"),
    [
        ("University-based", Setting.ACADEMIC),
        ("Community", Setting.COMMUNITY),
        ("Community-based, university affiliated", Setting.HYBRID),
        ("hybrid", Setting.HYBRID),
    ],
)
def test_settings_in_their_forms(cell: str, setting: Setting) -> None:
    assert only(f'Program,Setting\nA,"{cell}"\n').setting is setting


def test_imgs_as_a_share_a_yes_or_a_part_of_one() -> None:
    assert only("Program,IMG\nA,22%\n").img_percent == 22
    assert only("Program,IMG\nA,yes\n").has_imgs is True
    parts = read("Program,IMG\nA,0.22\nB,0.5\nC,0\n")
    assert [row.program.img_percent for row in parts.new] == [22, 50, 0]
    assert only("Program,IMG\nA,1\n").img_percent == 1


def test_city_and_state_in_one() -> None:
    program = only('Program,Location\nA,"San Antonio, TX"\n')
    assert (program.city, program.state) == ("San Antonio", "TX")


@pytest.mark.parametrize(
    ("cell", "state"),
    [
        ("Applied", ApplicationState.APPLIED),
        ("Interview offered", ApplicationState.INVITED),
        ("to apply", ApplicationState.PLANNED),
    ],
)
def test_states_of_an_application(cell: str, state: ApplicationState) -> None:
    assert only(f"Program,Status\nA,{cell}\n").application is state


@pytest.mark.parametrize("cell", ["5/20/2026", "2026-05-20", "20 May 2026", "46162", "2026-05-20 09:30"])
def test_days_in_their_forms(cell: str) -> None:
    (row,) = read(f"Program,J-1,J-1 checked\nA,yes,{cell}\n").new
    assert row.facts[0].checked_on == date(2026, 5, 20)


def test_a_row_that_can_only_be_one_order_settles_the_others() -> None:
    rows = read("Program,J-1,Checked\nA,yes,03/04/2027\nB,yes,13/04/2027\n")
    assert [row.facts[0].checked_on for row in rows.new] == [date(2027, 4, 3), date(2027, 4, 13)]
    unsettled = read("Program,J-1,Checked\nA,yes,03/04/2027\n")
    assert "can be" in unsettled.refused[0].why
    settled = read("Program,J-1,Checked\nA,yes,03/04/2027\n", order=Order.MDY)
    assert settled.new[0].facts[0].checked_on == date(2027, 3, 4)


@pytest.mark.parametrize(
    ("text", "column", "says"),
    [
        ("Program,J-1\nA,maybe\n", "j1", "'maybe' is not yes or no"),
        ("Program,Cutoff\nA,900\n", "cutoff", "not a number from 150 to 300"),
        ("Program,Cutoff\nA,235.5\n", "cutoff", "not a whole number"),
        ("Program,City\n,Austin\n", "name", "the cell is empty"),
        ("Program,IMG %\nA,120\n", "img_percent", "from 0 to 100"),
        ("Program,J-1 checked\nA,2030-01-01\n", "j1 checked", "still to come"),
        ("Program,J-1 checked\nA,soon\n", "j1 checked", "not a day of the calendar"),
        ("Program,Status\nA,asleep\n", "application", "none of considering"),
        ("Program,City\nA,Austin,TX\n", "column 3", "one cell too many"),
        (f"Program,City\n{'A' * 201},Austin\n", "name", "longer than 200"),
    ],
)
def test_a_bad_row_is_named_and_the_others_go_in(text: str, column: str, says: str) -> None:
    preview = read(text + "Good\n")
    assert [row.program.name for row in preview.new] == ["Good"]
    (bad,) = preview.refused
    assert (bad.line, bad.column) == (2, column)
    assert says in bad.why


@given(st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=5), min_size=1, max_size=6))
def test_any_cells_are_read_or_named(cells: list[list[str]]) -> None:
    from emtui.exchange.tables import write_csv

    names = ["Program", "J-1", "Cutoff", "J-1 checked", "Setting"]
    preview = read(write_csv(names, cells))
    for row in preview.new:
        assert row.program.name
    for bad in preview.refused:
        assert bad.why


# -- merging

MINE = Plan(
    programs=(
        Program(id=1, code="1101110C0", name="Lakeview", city="Houston", state="TX", j1=True, signal=True),
        Program(id=2, name="Harbor", city="Tampa", application=ApplicationState.APPLIED, notes="mine"),
        Program(id=3, name="Harbor", city="Miami"),
    ),
    program_facts=(
        ProgramFact(id=1, program_id=1, field="j1", source="their page", checked_on=date(2027, 3, 1)),
    ),
)


def changes(preview: ProgramsPreview) -> dict[tuple[int | None, str], tuple[Any, bool]]:
    return {
        (row.program.id, cell.field): (cell.after, cell.taken)
        for row in preview.changed
        for cell in row.cells
    }


def test_a_row_is_merged_by_code_whatever_it_is_called() -> None:
    preview = read("Program,Code,Setting\nLakeview Medical,1101110c0,academic\n", MINE)
    assert preview.new == ()
    assert changes(preview)[1, "setting"] == (Setting.ACADEMIC, True)
    assert changes(preview)[1, "name"] == ("Lakeview Medical", False)


def test_a_row_without_a_code_is_merged_by_name_and_city() -> None:
    preview = read("Program,City,State\nharbor,TAMPA,FL\nHarbor,Ocala,FL\n", MINE)
    assert changes(preview) == {(2, "state"): ("FL", True)}
    assert [row.program.city for row in preview.new] == ["Ocala"]


def test_a_row_without_a_city_is_merged_where_the_name_is_the_only_one() -> None:
    assert changes(read("Program,J-1\nLakeview,no\n", MINE))[1, "j1"] == (False, False)
    assert len(read("Program,J-1\nHarbor,no\n", MINE).new) == 1  # which Harbor, nobody knows


def test_another_code_is_another_program() -> None:
    preview = read("Program,City,Code\nLakeview,Houston,9999999C0\nHarbor,Tampa,5555555C0\n", MINE)
    assert [row.program.code for row in preview.new] == ["9999999C0"]
    assert changes(preview) == {(2, "code"): ("5555555C0", True)}


@pytest.mark.parametrize(
    ("checked", "taken", "says"),
    [
        ("2027-03-02", True, "checked 2027-03-02"),
        ("2027-03-01", False, "yours was checked 2027-03-01"),
        ("2026-12-01", False, "the file's 2026-12-01"),
        ("", False, "no date"),
    ],
)
def test_a_value_gives_way_only_to_one_checked_later(checked: str, taken: bool, says: str) -> None:
    preview = read(f"Program,Code,J-1,J-1 checked,J-1 source\nLakeview,1101110C0,no,{checked},list\n", MINE)
    (cell,) = preview.changed[0].cells
    assert (cell.field, cell.before, cell.after, cell.taken) == ("j1", True, False, taken)
    assert says in cell.why
    after = stored(preview, MINE)
    assert after.programs[0].j1 is not taken
    assert after.program_facts[0].source == ("list" if taken else "their page")


def test_a_later_look_at_the_same_value_renews_its_day() -> None:
    preview = read("Program,Code,J-1,J-1 checked\nLakeview,1101110C0,yes,2027-05-01\n", MINE)
    assert preview.changed[0].cells == ()
    assert stored(preview, MINE).program_facts[0].checked_on == date(2027, 5, 1)
    assert stored(preview, MINE).program_facts[0].source == "their page"


def test_what_is_your_own_stays_unless_you_say_so() -> None:
    text = "Program,City,Notes,Status\nHarbor,Tampa,theirs,considering\n"
    assert changes(read(text, MINE)) == {
        (2, "notes"): ("theirs", False),
        (2, "application"): (ApplicationState.CONSIDERING, False),
    }
    assert changes(read(text, MINE, overwrite=True))[2, "notes"] == ("theirs", True)


def test_an_empty_cell_takes_nothing_away() -> None:
    assert read("Program,Code,City,J-1\nLakeview,1101110C0,,\n", MINE).changed == ()


def test_the_same_row_twice_is_one_and_a_different_one_is_refused() -> None:
    preview = read("Program,City,J-1\nA,X,yes\nA,X,yes\nA,X,no\nA,Y,no\n")
    assert [row.line for row in preview.new] == [2, 5]
    assert preview.same == 1
    assert [(bad.line, bad.column) for bad in preview.refused] == [(4, "name and city")]
    assert "line 2 has the same name and city" in preview.refused[0].why


def test_blank_codes_do_not_make_programs_the_same() -> None:
    assert len(read("Program,City,Code\nA,X,\nB,X,\nC,X,  \n").new) == 3


def test_854_institutions_complete_the_286_programs_and_add_none() -> None:
    plan = Plan(programs=tuple(Program(id=n, name=f"Hospital {n}", city="X") for n in range(1, 287)))
    lines = [f"hospital {n},X,{'yes' if n % 2 else 'no'}" for n in range(1, 855)]
    text = "\n".join(["Institution,City,Has IMGs", *lines])
    preview = read(text, plan, known_only=True)
    assert (len(preview.new), len(preview.updated), preview.unmatched) == (0, 286, 568)
    assert len(read(text, plan).new) == 568


def test_the_same_file_twice_adds_nothing() -> None:
    text = "Program,City,Code,J-1,J-1 checked\nA,X,1,yes,2027-05-01\nB,Y,,no,\nB,Z,,,\n"
    first = stored(read(text))
    again = read(text, first)
    assert (again.new, again.changed, again.same) == ((), (), 3)


def test_an_import_can_be_stopped_and_says_how_far_it_is() -> None:
    text = "Program\n" + "\n".join(f"P{n}" for n in range(100))
    seen: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> bool:
        seen.append((done, total))
        return done < 40

    with pytest.raises(Stopped, match="nothing was stored"):
        read(text, progress=progress)
    assert seen == [(0, 100), (20, 100), (40, 100)]


# -- spreadsheets


def sheet(tmp_path: Path, rows: Sequence[Sequence[Any]], merged: Sequence[str] = ()) -> Path:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in rows:
        page.append(list(row))
    for cells in merged:
        page.merge_cells(cells)
    path = tmp_path / "list.xlsx"
    book.save(path)
    return path


def test_a_spreadsheet_with_a_merged_header_is_read(tmp_path: Path) -> None:
    path = sheet(
        tmp_path,
        [
            ["Program", "City", "J-1", None, None, "H-1B"],
            [None, None, "Sponsors J-1", "Source", "Checked", None],
            ["Lakeview", "Houston", True, "page", date(2027, 5, 1), False],
            [None, None, None, None, None, None],
            ["Harbor", "Tampa", "Yes", None, None, "x"],
        ],
        ["A1:A2", "B1:B2", "C1:E1", "F1:F2"],
    )
    first, second = read_programs(path, plan=Plan(), today=TODAY).new
    assert first.program == Program(id=-1, name="Lakeview", city="Houston", j1=True, h1b=False)
    assert first.facts == (
        ProgramFact(program_id=-1, field="j1", source="page", checked_on=date(2027, 5, 1)),
    )
    assert (second.line, second.program.h1b) == (5, True)


def test_numbers_of_a_spreadsheet_stay_whole_and_days_are_days(tmp_path: Path) -> None:
    path = sheet(
        tmp_path,
        [["Program", "Code", "Cutoff", "Checked", "IMG %"], ["A", 1100512345, 235.0, 46162, 0.22]],
    )
    (row,) = read_programs(path, plan=Plan(), today=TODAY).new
    assert (row.program.code, row.program.cutoff, row.program.img_percent) == ("1100512345", 235, 22)
    assert {fact.checked_on for fact in row.facts} == {date(2026, 5, 20)}


def test_a_first_sheet_without_rows_is_passed_over(tmp_path: Path) -> None:
    path = sheet(tmp_path, [])
    book = openpyxl.load_workbook(path)
    book.create_sheet("List").append(["Program"])
    book["List"].append(["A"])
    book.save(path)
    assert len(read_programs(path, plan=Plan(), today=TODAY).new) == 1


def test_a_file_that_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = sheet(tmp_path, [["Program"], ["A"]])
    monkeypatch.setattr(sheets, "MOST_UNPACKED", 1000)
    with pytest.raises(Refused, match="unpacks to"):
        read_programs(path, plan=Plan(), today=TODAY)


@pytest.mark.parametrize("content", [b"PK\x03\x04 not a zip", b""])
def test_a_broken_file_is_said_to_be_one(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.xlsx"
    path.write_bytes(content)
    with pytest.raises(Refused, match=r"no spreadsheet that can be read|holds no rows"):
        read_programs(path, plan=Plan(), today=TODAY)


def test_an_archive_that_is_no_spreadsheet_is_said_to_be_none(tmp_path: Path) -> None:
    path = tmp_path / "other.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "hello")
    with pytest.raises(Refused, match="no spreadsheet that can be read"):
        read_programs(path, plan=Plan(), today=TODAY)


# -- out and back

LINE = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Zs", "Zl", "Zp")),
    min_size=1,
    max_size=15,
)
PERCENT = st.floats(0, 100, allow_nan=False)
PROGRAM = st.builds(
    Program,
    code=st.none() | LINE,
    name=LINE,
    specialty=st.sampled_from(Specialty),
    city=st.none() | LINE,
    state=st.none() | LINE,
    setting=st.none() | st.sampled_from(Setting),
    length_years=st.none() | st.integers(1, 8),
    j1=st.none() | st.booleans(),
    h1b=st.none() | st.booleans(),
    has_imgs=st.none() | st.booleans(),
    img_percent=st.none() | PERCENT,
    cutoff=st.none() | st.integers(150, 300),
    cutoff_kind=st.none() | st.sampled_from(CutoffKind),
    graduation_limit=st.none() | st.integers(0, 50),
    attempts_allowed=st.none() | st.integers(0, 6),
    sloes_wanted=st.none() | st.integers(0, 6),
    signal=st.booleans(),
    tie=st.none() | LINE,
    application=st.sampled_from(ApplicationState),
    applied_on=st.none() | st.dates(date(2000, 1, 1), date(2045, 12, 31)),
    rank=st.none() | st.integers(1, 300),
    do_not_rank=st.booleans(),
    notes=st.none() | st.lists(LINE, min_size=1, max_size=3).map("\n".join),
)
FACT = st.tuples(
    st.sampled_from(["j1", "h1b", "img", "cutoff", "notes", "their page"]),
    st.none() | LINE,
    st.none() | st.dates(date(2000, 1, 1), date(2045, 12, 31)),
    st.booleans(),
)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    programs = draw(st.lists(PROGRAM, max_size=4))
    facts: list[ProgramFact] = []
    for number in range(1, len(programs) + 1):
        for field, source, day, stale in draw(st.lists(FACT, max_size=3, unique_by=lambda fact: fact[0])):
            facts.append(
                ProgramFact(
                    id=len(facts) + 1,
                    program_id=number,
                    field=field,
                    source=source,
                    checked_on=day,
                    stale=stale,
                )
            )
    numbered = tuple(replace(row, id=number) for number, row in enumerate(programs, start=1))
    return Plan(programs=numbered, program_facts=tuple(facts))


def known_facts(plan: Plan) -> set[tuple[Any, ...]]:
    return {(row.program_id, row.field, row.source, row.checked_on, row.stale) for row in plan.program_facts}


@given(plans())
def test_an_export_comes_back_without_loss(plan: Plan) -> None:
    written = table_csv("programs", plan)
    preview = read(written) if plan.programs else ProgramsPreview()
    assert preview.refused == ()
    back = stored(preview)
    assert back.programs == plan.programs
    assert known_facts(back) == known_facts(plan)


@given(plans())
def test_an_export_brought_in_again_changes_nothing(plan: Plan) -> None:
    if plan.programs:
        again = read(table_csv("programs", plan), plan)
        assert (again.new, again.changed, again.refused) == ((), (), ())
        assert again.same == len(plan.programs)


def test_every_column_of_a_program_is_written() -> None:
    assert set(COLUMNS) == {column.name for column in fields(Program)}
