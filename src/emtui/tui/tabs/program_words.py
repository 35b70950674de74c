"""What is said of one program: why it fits as it does, and where each fact comes from."""

from collections.abc import Iterator, Mapping
from datetime import date

from textual.content import Content

from emtui.dates import show_date
from emtui.guide.aging import aging
from emtui.plan import Program
from emtui.planner.programs import ProgramRow, Reason
from emtui.tui.dialogs.applying_fields import PROGRAM_BY_KEY
from emtui.tui.masks import without_scores
from emtui.tui.signs import sign
from emtui.tui.tabs.guidance import wrapped
from emtui.tui.tabs.programs_words import age, points, yes_or_no
from emtui.tui.text import bad, fit, good, line, lines, mark, masked, plain, quiet, strong

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


def detail(row: ProgramRow | None, today: date, width: int, *, hidden: bool, roomy: bool = False) -> Content:
    """One program in full: why it fits as it does, and where each fact comes from."""
    if row is None:
        return quiet("no program is selected")
    gap = [plain("")]
    return lines(
        [
            heading(row.program),
            *(gap if roomy else []),
            *(fit_in_full(row, width, hidden=hidden) if roomy else fit_lines(row, width, hidden=hidden)),
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


def fit_in_full(row: ProgramRow, width: int, *, hidden: bool) -> list[Content]:
    """The sum, and its reasons below each other."""
    return [line(quiet("fit "), strong(points(row.fit))), *reason_lines(row, width, hidden=hidden)]


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
            return mark("unknown") if value is None else line(yes_or_no(value), " yes" if value else " no")
        case "img":
            if program.img_percent is not None:
                return plain(f"{program.img_percent:g}%")
            return yes_or_no(program.has_imgs)
        case "cutoff":
            kind = program.cutoff_kind
            if kind == "none":
                return plain("none")
            if program.cutoff is None:
                return mark("unknown")
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
