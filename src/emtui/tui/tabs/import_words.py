"""What the import of programs says: the file's columns, what becomes of each row, and the sum of it."""

from collections.abc import Iterator
from typing import Any

from textual.content import Content

from emtui.exchange.program_columns import COLUMNS as OURS
from emtui.exchange.program_columns import LOOSE, Columns
from emtui.exchange.programs import CellChange, KnownProgram, ProgramsPreview
from emtui.show import numbers
from emtui.tui.signs import sign
from emtui.tui.tabs.guidance import wrapped
from emtui.tui.text import Text, accent, line, lines, mark, plain, quiet, strong
from emtui.tui.widgets.row_table import Column, Row

LEFT_OUT = ""
LONGEST_EXAMPLE = 24

COLUMNS = (
    Column("theirs", "in the file", least=16),
    Column("example", "such as", least=6, grow=True),
    Column("ours", "is", least=8),
)
ROWS = (
    Column("sign", "", width=2),
    Column("line", "line", align="right", gap=1),
    Column("name", "program", least=12),
    Column("what", "", least=16, grow=True),
)


def _matches(columns: Columns) -> dict[int, str]:
    """What each of the file's columns is, by its place."""
    found = {place: ours for ours, place in columns.places.items()}
    return found | {place: f"{name} {fact}" for (name, fact), place in columns.facts.items()}


def column_rows(columns: Columns) -> list[Row]:
    """A row for every column of the file; its value is ours, None where it is left out."""
    ours = _matches(columns)
    return [
        Row(
            place,
            {
                "theirs": strong(name) if place in ours else quiet(name),
                "example": quiet(_example(columns, place)),
                "ours": accent(_shown(ours[place])) if place in ours else quiet("left out"),
            },
            ours.get(place),
        )
        for place, name in enumerate(columns.names)
        if name
    ]


def _example(columns: Columns, place: int) -> str:
    cells = (row.cells[place] for row in columns.body[:50] if place < len(row.cells))
    return " ".join(next((cell for cell in cells if cell.strip()), "").split())[:LONGEST_EXAMPLE]


def _shown(ours: str) -> str:
    return ours.replace("_", " ")


def choices(columns: Columns, place: int) -> Iterator[tuple[str, str]]:
    """What a column may be: nothing, ours by name, each with the file's column that is taken for it now."""
    taken = {ours: columns.names[at] for at, ours in _matches(columns).items() if at != place}
    yield LEFT_OUT, "leave it out"
    facts = [f"{name} {fact}" for name in ("j1", "h1b", "img", "cutoff") for fact in ("source", "checked")]
    for ours in (*OURS[1:], *LOOSE, *facts):
        yield ours, f"{_shown(ours)}, in the place of {taken[ours]}" if ours in taken else _shown(ours)


def matched(columns: Columns, place: int, ours: str) -> Columns:
    """The columns with one of the file's taken for `ours`, or left out."""
    places = {name: at for name, at in columns.places.items() if at != place and name != ours}
    name, _, fact = ours.rpartition(" ")
    facts = {key: at for key, at in columns.facts.items() if at != place and key != (name, fact)}
    if name:
        facts[name, fact] = place
    elif ours:
        places[ours] = place
    return columns._replace(places=places, facts=facts)


def failed(why: str) -> Content:
    """Why the file cannot be read."""
    return line(mark("no"), " ", plain(why))


def counted(preview: ProgramsPreview) -> str:
    """What would be stored, in words: `34 programs and changes to 12`."""
    new = numbers.many(len(preview.new), "program")
    updated = len(preview.updated)
    if not updated:
        return new
    changes = numbers.many(updated, "changed program")
    return f"{new}, {changes}" if preview.new else changes


def summary(preview: ProgramsPreview, *, overwrite: bool, known_only: bool) -> Content:
    """How many rows are new, changed, the same and refused, and by which rules."""
    refused = len(preview.refused)
    kept = sum(len(row.kept) for row in preview.changed)
    first = Content("   ").join(
        [
            line(strong(numbers.count(len(preview.new))), quiet(" new")),
            line(strong(numbers.count(len(preview.updated))), quiet(" changed")),
            line(strong(numbers.count(preview.same)), quiet(" the same")),
            line(strong(numbers.count(refused)), quiet(" refused "), mark("look") if refused else mark("ok")),
        ]
    )
    second = (
        line(mark("look"), " the file's values go before yours")
        if overwrite
        else quiet(f"{numbers.many(kept, 'value')} of yours kept: the file's are not newer")
        if kept
        else quiet("yours stay, unless the file's were checked later")
    )
    third = (
        quiet(f"only known programs: {preview.unmatched} left out")
        if known_only
        else quiet("programs are told by code, else by name and city")
    )
    return lines(
        [first, second, third, line(accent("s"), " imports it, as one step; ", accent("u"), " takes it back")]
    )


def preview_rows(preview: ProgramsPreview) -> list[Row]:
    """What becomes of each row: refused ones first, then changed, then new."""
    rows = [
        Row(
            f"refused-{bad.line}",
            {
                "sign": mark("no"),
                "line": str(bad.line),
                "name": quiet(bad.column),
                "what": plain(bad.why),
            },
        )
        for bad in preview.refused
    ]
    rows += [
        Row(
            f"changed-{known.line}",
            {
                "sign": mark("leads") if known.change or known.add else quiet(sign("nothing")),
                "line": str(known.line),
                "name": plain(known.program.name),
                "what": _changes(known),
            },
        )
        for known in preview.changed
    ]
    rows += [
        Row(
            f"new-{new.line}",
            {
                "sign": mark("ok"),
                "line": str(new.line),
                "name": plain(new.program.name),
                "what": quiet(_place(new.program.city, new.program.state) + "new"),
            },
        )
        for new in preview.new
    ]
    return rows


def in_full(told: Content, width: int, height: int) -> Content:
    """What becomes of a row, broken to the room there is."""
    return lines(map(plain, wrapped(told.plain, width)[:height]))


def _place(city: str | None, state: str | None) -> str:
    place = " ".join(filter(None, (city, state)))
    return f"{place}, " if place else ""


def _changes(known: KnownProgram) -> Content:
    pieces = [_change(cell) for cell in (*known.taken, *known.kept)]
    if not pieces:
        pieces = [quiet("sources and dates only")]
    return Content(f" {sign('dot')} ").join(pieces)


def _change(cell: CellChange) -> Content:
    name = quiet(f"{_shown(cell.field)} ")
    if cell.taken:
        return line(name, _value(cell.before), " ", accent(sign("leads")), " ", strong(_value(cell.after)))
    return line(name, strong(_value(cell.before)), quiet(f", not {_plain(cell.after)}: {cell.why}"))


def _plain(value: Any) -> str:
    if value is None:
        return sign("unknown")
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _value(value: Any) -> Text:
    return plain(_plain(value))
