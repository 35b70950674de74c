"""What the Scores tab says of practice tests: rows, details, legend, and what stands where nothing is."""

from textual.content import Content

from emtui import guide
from emtui.dates import WEEKDAYS
from emtui.planner.scores import Scores, TestRow
from emtui.show import numbers
from emtui.tui.text import Text, faint, line, lines, masked, plain, quiet, strong
from emtui.tui.widgets.fan_layers import family_sign
from emtui.tui.widgets.row_table import Column, Row
from emtui.vocabulary import Unit

COLUMNS = (
    Column("date", "date"),
    Column("test", "test", least=8),
    Column("score", "score", align="right"),
    Column("level", "level", align="right", gap=1),
    Column("timed", "timed", drop=1),
    Column("notes", "notes", least=6, drop=2, grow=True),
)
TABLE_NOTE = "level = on the Step 2 CK scale"
NO_TESTS = (
    "Practice tests belong here",
    "NBME forms, UWSA, Free 120, AMBOSS, each with its date",
    "a",
    "add the first practice test",
)
NO_CHART = lines(
    [strong("The way to exam day begins with a practice test"), quiet("two dated ones make a projection")]
)
MASKED_CHART = quiet("the chart shows scores and is masked")

_FAMILIES = {"nbme": "NBME", "uwsa": "UWSA", "free-120": "Free 120", "other": "other"}
_BANDS_ASCII = "# 50% : 80% . 95%  * level + ahead"


def row(test: TestRow, *, hidden: bool) -> Row:
    """The row of one test; one that does not count, or not yet, is faint."""
    score, level = numbers.own_score(test.score, test.unit), numbers.score(test.level)
    same = test.unit is Unit.POINTS and level == score
    cells: dict[str, Text] = {
        "date": line(test.taken_on.isoformat(), " ", quiet(WEEKDAYS[test.taken_on.weekday()].capitalize())),
        "test": test.name,
        "score": strong(masked(score) if hidden else score),
        "level": quiet(level) if same else level,
        "timed": "yes" if test.timed else "no",
        "notes": _notes(test, hidden=hidden),
    }
    if hidden:
        cells["level"] = masked(level)
    if not test.counted:
        cells = {key: faint(cell if isinstance(cell, str) else cell.plain) for key, cell in cells.items()}
    return Row(test.id or 0, cells, test)


def _notes(test: TestRow, *, hidden: bool) -> Content:
    """What is special about a test, then its reader's own words."""
    remarks = [*_remarks(test), *([] if hidden or not (reads := _reads(test)) else [reads])]
    own = [plain(test.notes)] if test.notes else []
    return Content(", ").join([*map(quiet, remarks), *own])


def _remarks(test: TestRow) -> list[str]:
    marks = (
        ("not counted yet", test.future),
        ("not counted", not test.future and not test.counted),
        ("partial", not test.complete),
        ("retake", test.retake),
    )
    return [word for word, holds in marks if holds]


def _reads(test: TestRow) -> str:
    """How far a test in points reads off the Step 2 CK scale, such as `reads 5 high`; empty on scale."""
    off = round(test.score - test.level) if test.unit is Unit.POINTS else 0
    return f"reads {abs(off)} {'high' if off > 0 else 'low'}" if off else ""


def detail(test: TestRow | None, *, hidden: bool) -> Content:
    """One test in full, with where its conversion comes from."""
    if test is None:
        return quiet("no test is selected")
    score, level = numbers.own_score(test.score, test.unit), numbers.score(test.level)
    rows: list[Text] = [
        line(
            strong(test.name),
            "  ",
            quiet(f"{WEEKDAYS[test.taken_on.weekday()].capitalize()} {test.taken_on}"),
        ),
        "",
        line(quiet("score   "), strong(masked(score) if hidden else score)),
        line(quiet("level   "), masked(level) if hidden else level, quiet("  on the Step 2 CK scale")),
        line(quiet("sat     "), _how(test)),
    ]
    if test.notes:
        rows.append(line(quiet("notes   "), plain(test.notes)))
    for place, (system, share) in enumerate(sorted(test.systems.items(), key=lambda area: area[1])):
        percent = numbers.own_score(share, Unit.PERCENT)
        name = guide.systems()[system].name
        rows.append(
            line(
                quiet("        " if place else "areas   "),
                masked(percent) if hidden else percent,
                " ",
                quiet(name),
            )
        )
    instrument = guide.instruments().get(test.instrument)
    if instrument is not None:
        rows += ["", quiet(f"{instrument.source.text} ({instrument.source.sure})")]
    return lines(rows)


def _how(test: TestRow) -> str:
    how = ["timed" if test.timed else "not timed", "full length" if test.complete else "partial"]
    return ", ".join([*how, *(["retake"] if test.retake else [])])


def legend(view: Scores, *, letters: bool, brief: bool) -> Content:
    """The signs on the chart with their names, then, unless `brief`, what the fan's shades hold."""
    families = {test.family for test in view.tests}
    parts = [
        line(strong(family_sign(family, letters=letters)), " ", name)
        for family, name in _FAMILIES.items()
        if family in families
    ]
    if view.figures.bands is not None and not brief:
        parts.append(plain(_BANDS_ASCII if letters else "bands 50, 80, 95%"))
    return Content(" " if brief else "  ").join(parts)
