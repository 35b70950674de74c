"""What the Programs tab says of the table: its columns and cells, the selected program, the filter line."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from textual.content import Content

from emtui.dates import show_date
from emtui.fields import said
from emtui.guide.aging import aging
from emtui.plan import Program
from emtui.planner.programs import FactAge, FilterError, InterviewRow, ProgramRow, ProgramsView, Reason
from emtui.tui.dialogs.applying_fields import PROGRAM_BY_KEY
from emtui.tui.masks import without_scores
from emtui.tui.signs import sign
from emtui.tui.tabs.guidance import wrapped
from emtui.tui.text import (
    Text,
    accent,
    bad,
    faint,
    fit,
    good,
    line,
    lines,
    look,
    mark,
    masked,
    plain,
    quiet,
    strong,
)
from emtui.tui.widgets.row_table import Column
from emtui.vocabulary import ApplicationState, CutoffKind, Setting

EMPTY = (
    "The programs you may apply to belong here",
    "with their visa, cutoff and IMGs, each with its source and the day you checked it",
    "a",
    "add a program, or i import a list",
)
NOTHING_FITS = (
    "No program is let through by the filter",
    "what is unknown is let through by ? only",
    "esc",
    "all",
)
FACT_OF: Mapping[str, str] = {
    "j1": "j1",
    "h1b": "h1b",
    "has_imgs": "img",
    "img_percent": "img",
    "cutoff": "cutoff",
    "cutoff_kind": "cutoff",
    "graduation_limit": "graduation_limit",
    "attempts_allowed": "attempts_allowed",
    "sloes_wanted": "sloes_wanted",
}
"""Which fact each field of a program is part of."""

FACT_NAMES: Mapping[str, str] = {
    "j1": "J-1",
    "h1b": "H-1B",
    "img": "IMGs",
    "cutoff": "cutoff",
    "graduation_limit": "graduated",
    "attempts_allowed": "attempts",
    "sloes_wanted": "SLOEs",
}
SETTINGS = {Setting.ACADEMIC: "acad", Setting.COMMUNITY: "comm", Setting.HYBRID: "hyb"}
KINDS = {CutoffKind.STRICT: "", CutoffKind.PREFERRED: "p", CutoffKind.UNKNOWN: "?", None: "?"}

Cell = Callable[[ProgramRow], Text]


# -- the table


def columns(view: ProgramsView, chosen: Iterable[str]) -> tuple[Column, ...]:
    """The columns of the table, those of `chosen` between name and fit; each as wide as it has to be."""
    names = [row.program for row in view.rows]
    widths = {
        "name": max((len(program.name) for program in names), default=7),
        "city": max((len(program.city or "") for program in names), default=4),
        "tie": max((len(program.tie or "") for program in names), default=3),
    }
    wanted = set(chosen)
    return (
        Column("name", "program", width=widths["name"], least=14, grow=True),
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


def _yes_or_no(value: bool | None) -> Content:
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
    return _aged(_yes_or_no(row.program.j1), row, "j1")


def _h1b(row: ProgramRow) -> Content:
    return _aged(_yes_or_no(row.program.h1b), row, "h1b")


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
    "name": lambda row: row.program.name,
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


# -- the selected program


def detail(row: ProgramRow | None, today: date, width: int, *, hidden: bool, roomy: bool = False) -> Content:
    """One program in full: why it fits as it does, and where each fact comes from."""
    if row is None:
        return quiet("no program is selected")
    gap = [plain("")]
    return lines(
        [
            heading(row.program),
            *(gap if roomy else []),
            *fit_lines(row, width, hidden=hidden),
            *(gap if roomy else []),
            *fact_lines(row, today, width),
            *_more(row, today, width),
        ]
    )


def heading(program: Program) -> Content:
    """Name, place, code, length and setting in one line."""
    place = " ".join(filter(None, (program.city, program.state)))
    length = f"{program.length_years} years" if program.length_years else ""
    parts = filter(None, (place, program.code, length, program.setting))
    return line(strong(program.name), "  ", quiet(f" {sign('dot')} ".join(parts)))


def fit_lines(row: ProgramRow, width: int, *, hidden: bool) -> list[Content]:
    """The sum and its reasons, those that count first, then what is not known."""
    head = line(quiet("fit "), strong(points(row.fit)))
    counted = [_reason(reason, hidden=hidden) for reason in row.reasons if reason.points is not None]
    asked = [line(quiet("? "), quiet(_told(reason, hidden=hidden))) for reason in row.asks]
    return _flowing(fit(head, 9), [*counted, *asked], width)


def reason_lines(row: ProgramRow, width: int, *, hidden: bool) -> list[Content]:
    """The reasons below each other, what is not known last."""
    rows: list[Content] = []
    for reason in row.reasons:
        number = quiet("  ?") if reason.points is None else fit(_points(reason.points), 3, "right")
        first, *more = wrapped(_told(reason, hidden=hidden), width - 5)
        tone = quiet if reason.points is None else plain
        rows += [line(number, "  ", tone(first)), *(line("     ", tone(part)) for part in more)]
    return rows or [quiet("nothing speaks for or against it yet")]


def _points(number: int) -> Content:
    tone = good if number > 0 else bad if number < 0 else quiet
    return tone(points(number))


def _reason(reason: Reason, *, hidden: bool) -> Content:
    return line(_points(reason.points or 0), " ", _told(reason, hidden=hidden))


def _told(reason: Reason, *, hidden: bool) -> str:
    if not hidden:
        return reason.text
    return masked("visa") if reason.id == "visa" else without_scores(reason.text)


def _flowing(head: Content, pieces: list[Content], width: int) -> list[Content]:
    """Pieces side by side as far as they fit, on as many lines as they need, set in under `head`."""
    indent, rows = head.cell_length, [head]
    for piece in pieces:
        begun = rows[-1].cell_length > indent
        if begun and rows[-1].cell_length + 3 + piece.cell_length > width:
            rows.append(plain(" " * indent))
            begun = False
        rows[-1] = line(rows[-1], "   " if begun else "", piece)
    return rows


def fact_lines(row: ProgramRow, today: date, width: int) -> list[Content]:
    """Every fact that is known or has a source: its value, where from, and how old."""
    known = dict.fromkeys((*aging().fields, *row.facts))
    return [_fact_line(row, field, today, width) for field in known]


def _fact_line(row: ProgramRow, field: str, today: date, width: int) -> Content:
    fact, short = row.facts.get(field), width < 60
    name = fit(quiet(FACT_NAMES.get(field, field.replace("_", " "))), 10 if short else 13)
    value = fit(fact_value(row.program, field), 11 if short else 15)
    head = line(name, value, " ")
    if fact is None:
        unknown = fact_value(row.program, field).plain == sign("unknown")
        return line(head, "" if unknown else quiet("no source"))
    when = fact.fact.checked_on
    checked = age(fact) if when is None or short else line(quiet(f"{show_date(when, today)}, "), age(fact))
    source = fact.fact.source or "no source"
    room = max(width - head.cell_length - checked.cell_length - 2, 6)
    return line(head, fit(plain(source), min(room, len(source))), "  ", checked)


def fact_value(program: Program, field: str) -> Content:
    """What is known of one fact, in words."""
    match field:
        case "j1" | "h1b":
            value: bool | None = getattr(program, field)
            return mark("unknown") if value is None else line(_yes_or_no(value), " yes" if value else " no")
        case "img":
            if program.img_percent is not None:
                return plain(f"{program.img_percent:g}%")
            return _yes_or_no(program.has_imgs)
        case "cutoff":
            if program.cutoff is None:
                return mark("unknown")
            kind = program.cutoff_kind
            return line(str(program.cutoff), " ", quiet(kind if kind and kind != "unknown" else "kind ?"))
        case _ if field in PROGRAM_BY_KEY:
            value = getattr(program, field)
            shown = PROGRAM_BY_KEY[field].show(value)
            return plain(shown) if shown else mark("unknown")
        case _:
            return plain("")


def _more(row: ProgramRow, today: date, width: int) -> Iterator[Content]:
    program = row.program
    if program.tie:
        yield line(fit(quiet("tie"), 13), plain(program.tie))
    for interview in row.interviews:
        yield line(fit(quiet("interview"), 13), interview_words(interview.day, interview.state, today))
    if program.notes:
        first, *more = wrapped(" ".join(program.notes.split()), width - 13)
        yield line(fit(quiet("notes"), 13), plain(first))
        yield from (line(" " * 13, plain(part)) for part in more)


def interview_words(day: date | None, state: str, today: date) -> Content:
    """`Wed 3 Nov, scheduled`."""
    when = quiet("no day yet") if day is None else plain(" ".join(show_date(day, today).split()))
    return line(when, quiet(f", {state}"))


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
