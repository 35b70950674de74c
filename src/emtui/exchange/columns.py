"""Which column of a file is which of ours: by its name, by `--map ours=theirs`, else by what is in it."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from emtui.dates import NotADate, parse_date
from emtui.errors import Refused
from emtui.exchange.rows import Row
from emtui.plain import plain_line, quoted

DATE = ("date", frozenset({"date", "day", "when"}))
NOTES = ("notes", frozenset({"note", "notes", "comment", "comments", "remark", "remarks"}))

_NOT_MEASURED = frozenset(
    {"target", "goal", "change", "difference", "delta", "average", "mean", "percentile"}
)
_SAMPLE = 50  # rows looked at to tell a column by what is in it


class Wanted(NamedTuple):
    """The columns of one kind of table: all of `ours`, and those that are `needed`.

    A header belongs to the first of `names` that has one of its words: "Test date" is a date, "Test taken" a
    test. `looks` tells a needed column without a name by a cell in it.
    """

    ours: tuple[str, ...]
    needed: tuple[str, ...]
    names: Sequence[tuple[str, frozenset[str]]]
    looks: Mapping[str, Callable[[str], bool]]


def find_columns(
    rows: Sequence[Row], wanted: Wanted, mapping: Mapping[str, str]
) -> tuple[dict[str, list[int]], list[str], Sequence[Row]]:
    """Where each of our columns is, what the file calls its columns, and the rows below its header.

    A value may lie in several columns (`Score` for one test, `%` for another). Raise Refused where a
    needed column cannot be told.
    """
    if not rows:
        raise Refused("the file holds no rows")
    header, body = _split_header(rows, wanted, bool(mapping))
    names = [plain_line(cell) for cell in header.cells] if header else []
    places = _mapped(mapping, wanted, names)
    for place, name in enumerate(names):
        ours = _ours(name, wanted)
        if ours is not None and ours not in mapping and place not in _taken(places):
            places.setdefault(ours, []).append(place)
    width = len(names) if header else max(len(row.cells) for row in rows)
    names += [f"column {place + 1}" for place in range(len(names), width)]
    _tell_by_content(places, body[:_SAMPLE], width, wanted)
    missing = [ours for ours in wanted.needed if ours not in places]
    if missing:
        raise Refused(
            f"no column for {' and '.join(missing)} was found; name it with --map {missing[0]}=…; "
            f"the file's columns are {', '.join(map(quoted, names))}"
        )
    if header is None and "notes" not in places and (left := _untaken(places, width)):
        places["notes"] = left[:1]
    return places, names, body


def _split_header(rows: Sequence[Row], wanted: Wanted, mapped: bool) -> tuple[Row | None, Sequence[Row]]:
    """The first row where it is a header: it names what we need, or holds no digit at all."""
    cells = [plain_line(cell) for cell in rows[0].cells]
    named = {ours for cell in cells if (ours := _ours(cell, wanted)) in wanted.needed}
    if mapped or len(named) >= 2 or not any(re.search(r"\d", cell) for cell in cells):
        return rows[0], rows[1:]
    return None, rows


def _ours(name: str, wanted: Wanted) -> str | None:
    words = set(re.findall(r"[a-z]+|%", unicodedata.normalize("NFKC", name).lower()))
    if words & _NOT_MEASURED:
        return None
    return next((ours for ours, its in wanted.names if words & its), None)


def _mapped(mapping: Mapping[str, str], wanted: Wanted, names: Sequence[str]) -> dict[str, list[int]]:
    lower = [name.lower() for name in names]
    places = {}
    for ours, theirs in mapping.items():
        if ours not in wanted.ours:
            raise Refused(f"--map {ours}=…: there is no such column here; ours are {', '.join(wanted.ours)}")
        if plain_line(theirs).lower() not in lower:
            raise Refused(
                f"--map {ours}={theirs}: the file has no such column, only {', '.join(map(quoted, names))}"
            )
        places[ours] = [lower.index(plain_line(theirs).lower())]
    return places


def _taken(places: Mapping[str, Sequence[int]]) -> set[int]:
    return {place for found in places.values() for place in found}


def _untaken(places: Mapping[str, Sequence[int]], width: int) -> list[int]:
    return [place for place in range(width) if place not in _taken(places)]


def _tell_by_content(places: dict[str, list[int]], rows: Sequence[Row], width: int, wanted: Wanted) -> None:
    """Give each needed column that has no name the unnamed column where most cells look like it."""
    for ours in wanted.needed:
        if ours in places or ours not in wanted.looks:
            continue
        cells = {
            place: [row.cells[place].strip() for row in rows if place < len(row.cells)]
            for place in _untaken(places, width)
        }
        hits = {place: sum(map(wanted.looks[ours], column)) for place, column in cells.items()}
        best = max(hits, key=lambda place: hits[place], default=None)
        if best is not None and hits[best]:
            places[ours] = [best]


def looks_like_date(cell: str, today: date) -> bool:
    if not re.search(r"\d", cell):
        return False
    try:
        parse_date(cell, today=today)
    except NotADate:
        return False
    except Refused:  # a date, if one that is ambiguous or impossible
        return True
    return True
