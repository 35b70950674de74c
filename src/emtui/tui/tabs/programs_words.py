"""What the Programs tab says of the table: its columns and cells, the selected program, the filter line."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from textual.content import Content

from emtui.dates import show_date
from emtui.fields import said
from emtui.planner.programs import FactAge, FilterError, InterviewRow, ProgramRow, ProgramsView, title_of
from emtui.tui.signs import sign
from emtui.tui.tabs.guidance import wrapped
from emtui.tui.text import (
    Text,
    accent,
    bad,
    faint,
    fit,
    line,
    lines,
    look,
    mark,
    plain,
    quiet,
    strong,
)
from emtui.tui.widgets.row_table import Column
from emtui.vocabulary import ApplicationState, CutoffKind, Setting

EMPTY = (
    "The programs you may apply to belong here",
    "with visa, cutoff and IMGs, each with its source and the day it was checked",
    "a",
    "add a program, or i import a list",
)
NOTHING_FITS = (
    "No program is let through by the filter",
    "what is unknown is let through by ? only",
    "esc",
    "all",
)

SETTINGS = {Setting.ACADEMIC: "acad", Setting.COMMUNITY: "comm", Setting.HYBRID: "hyb"}
KINDS = {CutoffKind.STRICT: "", CutoffKind.PREFERRED: "p", CutoffKind.UNKNOWN: "?", None: "?"}

Cell = Callable[[ProgramRow], Text]


# -- the table


def columns(view: ProgramsView, chosen: Iterable[str]) -> tuple[Column, ...]:
    """The columns of the table, those of `chosen` between name and fit; each as wide as it has to be."""
    names = [row.program for row in view.rows]
    widths = {
        "name": max((len(title_of(program)) for program in names), default=7),
        "city": max((len(program.city or "") for program in names), default=4),
        "tie": max((len(program.tie or "") for program in names), default=3),
        "j1": (visa := len(sign("ok")) + len(" 131d!")),
        "h1b": visa,
    }
    wanted = set(chosen)
    return (
        Column("name", "program", width=widths["name"], least=15, grow=True),
        *(
            Column(
                key,
                head,
                align,
                width=min(widths.get(key, width), 24),
                least=8 if key in ("city", "tie") else 0,
                drop=drop,
                gap=gap,
            )
            for key, (head, align, width, drop, gap) in OPTIONAL.items()
            if key in wanted
        ),
        Column("fit", "fit", "right", width=3, gap=2),
        Column("application", "state", width=13, gap=1),
    )


OPTIONAL: Mapping[str, tuple[str, str, int, int, int]] = {
    "code": ("code", "left", 10, 9, 2),
    "city": ("city", "left", 12, 3, 1),
    "state": ("", "left", 2, 0, 1),
    "setting": ("kind", "left", 4, 6, 1),
    "length": ("yrs", "right", 3, 8, 1),
    "j1": ("J-1", "left", 7, 0, 1),
    "h1b": ("H-1B", "left", 7, 7, 1),
    "img": ("IMG", "right", 4, 0, 1),
    "cutoff": ("cutoff", "left", 10, 0, 1),
    "graduation": ("grad", "right", 4, 8, 1),
    "sloes": ("SLOEs", "right", 5, 8, 1),
    "rank": ("rank", "right", 4, 8, 1),
    "tie": ("tie", "left", 12, 8, 2),
}
"""The columns that may be chosen: head, alignment, width, which goes first, and the gap before it."""

CHOSEN = ("city", "state", "setting", "j1", "h1b", "img", "cutoff")
"""Those shown until others are chosen."""


def cells(row: ProgramRow) -> dict[str, Text]:
    """The cells of a program."""
    return {key: cell(row) for key, cell in _CELLS.items()}


def yes_or_no(value: bool | None) -> Content:
    """✓, × or ?."""
    return mark("unknown") if value is None else mark("ok") if value else quiet(sign("no"))


def _aged(value: Text, row: ProgramRow, field: str) -> Content:
    """A value with the age of what it rests on: `✓ 45d`, `131d!` where that is too old."""
    fact = row.facts.get(field)
    if fact is None or fact.age is None:
        return line(value, " ", look("!")) if fact is not None and fact.stale else plain(value)
    return line(value, " ", age(fact))


def age(fact: FactAge) -> Content:
    """The age of a fact, such as `45d`; with a bang where it is stale."""
    if fact.age is None:
        return look("stale!") if fact.stale else quiet("no date")
    return look(f"{fact.age}d!") if fact.stale else quiet(f"{fact.age}d")


def _j1(row: ProgramRow) -> Content:
    return _aged(yes_or_no(row.program.j1), row, "j1")


def _h1b(row: ProgramRow) -> Content:
    return _aged(yes_or_no(row.program.h1b), row, "h1b")


def _img(row: ProgramRow) -> Content:
    program = row.program
    if program.img_percent is not None:
        shown = plain(f"{program.img_percent:.0f}%")
    elif program.has_imgs is None:
        return mark("unknown")
    else:
        shown = plain("yes" if program.has_imgs else "no")
    fact = row.facts.get("img")
    return look(shown) if fact is not None and fact.stale else shown


def _cutoff(row: ProgramRow) -> Content:
    program = row.program
    if program.cutoff_kind is CutoffKind.NONE:
        return _aged(fit(plain("none"), 4), row, "cutoff")
    if program.cutoff is None:
        return mark("unknown")
    return _aged(fit(line(str(program.cutoff), quiet(KINDS[program.cutoff_kind])), 4), row, "cutoff")


def _fit(row: ProgramRow) -> Content:
    return strong(points(row.fit))


def points(number: int) -> str:
    """Points with their sign, such as `+5`; 0 has none."""
    return f"{number:+d}" if number else "0"


def _state(row: ProgramRow) -> Content:
    state = row.program.application
    signal = line(accent(sign("signal")), " ") if row.program.signal else plain("")
    return line(signal, application(state))


def application(state: ApplicationState) -> Content:
    """The state of an application, in the colour and with the sign of what it means."""
    match state:
        case ApplicationState.CONSIDERING:
            return quiet(state)
        case ApplicationState.INVITED:
            return line(mark("better"), " ", state)
        case ApplicationState.INTERVIEWED:
            return line(mark("ok"), " ", state)
        case ApplicationState.REJECTED:
            return faint(line(sign("no"), " ", state))
        case ApplicationState.WITHDRAWN:
            return faint(line(sign("nothing"), " ", state))
        case _:
            return plain(state)


def _number(value: float | None) -> Text:
    return mark("unknown") if value is None else f"{value:g}"


_CELLS: Mapping[str, Cell] = {
    "name": lambda row: title_of(row.program),
    "code": lambda row: quiet(row.program.code or sign("nothing")),
    "city": lambda row: quiet(row.program.city or sign("unknown")),
    "state": lambda row: quiet((row.program.state or sign("unknown"))[:2]),
    "setting": lambda row: quiet(SETTINGS[row.program.setting] if row.program.setting else sign("unknown")),
    "length": lambda row: _number(row.program.length_years),
    "j1": _j1,
    "h1b": _h1b,
    "img": _img,
    "cutoff": _cutoff,
    "graduation": lambda row: _number(row.program.graduation_limit),
    "sloes": lambda row: _number(row.program.sloes_wanted),
    "rank": lambda row: str(row.program.rank or sign("nothing")),
    "tie": lambda row: row.program.tie or quiet(sign("nothing")),
    "fit": _fit,
    "application": _state,
}


def table_state(view: ProgramsView, *, narrow: bool) -> Content:
    """What the ages and signs of the table mean."""
    if not view.rows:
        return plain("")
    parts = [
        quiet("12d since checked"),
        *([] if narrow else [line(look("131d!"), quiet(f" over {view.stale_days}"))]),
        quiet("? unknown"),
        quiet("p preferred"),
    ]
    return Content("  ").join(parts)


# -- the filter line


def filter_note(text: str, cursor: int, errors: Iterable[FilterError], width: int) -> Content:
    """What of the filter is not understood: a mark under the word, and the reason below.

    A word still being typed is no mistake yet: its reason stands there quietly, as a hint.
    """
    first = next(iter(errors), None)
    if first is None:
        return plain("")
    begun = first.end == len(text) and cursor == len(text)
    start, length = min(first.start, width - 1), max(min(first.end, width) - first.start, 1)
    under = sign("up") * length if not begun else sign("dot") * length
    tone = quiet if begun else bad
    head = line(mark("unknown" if begun else "no"), " ")
    reason = [tone(part) if begun else plain(part) for part in wrapped(first.message, width - 2)]
    return lines(
        [line(" " * start, tone(under)), line(head, reason[0]), *(line("  ", part) for part in reason[1:])]
    )


def saved(view: ProgramsView, *, width: int) -> Content:
    """The saved filters with how many programs each lets through, as many as fit."""
    shown: list[Content] = []
    for number, (kept, matching) in enumerate(view.saved):
        piece = line(kept.name, " ", mark("no") if matching is None else quiet(str(matching)))
        rest = len(view.saved) - number - 1
        if sum(part.cell_length + 2 for part in (*shown, piece)) + (4 if rest else 0) > width:
            shown.append(quiet(f"+{rest + 1}"))
            break
        shown.append(piece)
    return line(quiet("saved: "), Content("  ").join(shown)) if shown else plain("")


# -- beside the table


def next_interviews(rows: Iterable[InterviewRow], today: date, most: int) -> list[Content]:
    """The interviews that are coming or want something, the nearest first."""
    open_ = [row for row in rows if row.interview.state in ("invited", "scheduled") or row.to_thank]
    shown = []
    for row in open_[:most]:
        when = (
            look("to thank")
            if row.to_thank
            else quiet("no day yet")
            if row.interview.day is None
            else plain(" ".join(show_date(row.interview.day, today).split()))
        )
        shown.append(line(fit(plain(row.program.name), 16), " ", when))
    if len(open_) > most:
        shown.append(quiet(f"+{len(open_) - most} more"))
    return shown


def setting_word(setting: Setting | None) -> str:
    """A setting as the balance names it."""
    return said(setting) if setting else "unknown"
