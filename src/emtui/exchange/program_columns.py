"""Which column of a list of programs is which of ours, whoever made the list.

A list may have a title above its header, and a header in two rows with merged cells.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from emtui.errors import Refused
from emtui.exchange.rows import Row
from emtui.plain import plain_line, quoted

COLUMNS = (
    "id", "code", "name", "specialty", "city", "state", "setting", "length_years", "j1", "h1b", "has_imgs",
    "img_percent", "cutoff", "cutoff_kind", "graduation_limit", "attempts_allowed", "sloes_wanted", "signal",
    "tie", "application", "applied_on", "rank", "do_not_rank", "notes",
)  # fmt: skip
"""Our columns, as `export csv programs` writes them."""

LOOSE = ("location", "visa", "img", "source", "checked")
"""What lists of others have: city and state in one, visas in one, IMGs as share or yes; facts for all."""

FACTS = ("source", "checked", "stale")
"""The columns of one field's facts: `j1 source`, `j1 checked`, `j1 stale`."""

# A header is the first of these whose words it has all of.
_NAMES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("cutoff_kind", ("cutoff kind", "cutoff type", "strict", "cut off kind")),
    ("cutoff", ("cutoff", "cut off", "minimum score", "min score", "minimum step", "min step", "step 2")),
    ("j1", ("j1", "j 1")),
    ("h1b", ("h1b", "h 1b", "h1 b", "h 1 b")),
    ("visa", ("visa", "visas", "visa sponsorship", "sponsorship", "visa type", "visa types")),
    ("img_percent", ("img percent", "img %", "% img", "percent img", "img share", "imgs %", "% imgs")),
    ("has_imgs", ("has imgs", "img friendly", "takes imgs", "accepts imgs", "imgs accepted")),
    ("img", ("img", "imgs")),
    ("code", ("nrmp code", "program code", "code", "nrmp", "acgme", "program id", "acgme id")),
    ("specialty", ("specialty", "speciality", "field")),
    ("setting", ("setting", "program type", "type", "kind", "community academic", "affiliation")),
    ("length_years", ("length", "length years", "duration", "program length", "training years")),
    ("graduation_limit", ("graduation", "graduation limit", "grad", "yog", "years since graduation")),
    ("attempts_allowed", ("attempts", "attempts allowed", "usmle attempts")),
    ("sloes_wanted", ("sloe", "sloes", "sloes wanted", "sloes required")),
    ("signal", ("signal", "signaled", "signalled")),
    ("tie", ("tie", "ties", "geographic tie", "connection")),
    ("applied_on", ("applied on", "date applied", "application date")),
    ("application", ("application", "status", "application status", "application state")),
    ("do_not_rank", ("do not rank", "dnr")),
    ("rank", ("rank", "rol", "my rank")),
    ("notes", ("notes", "note", "comment", "comments", "remarks")),
    ("checked", ("checked", "checked on", "last checked", "verified", "last verified", "as of", "updated")),
    ("source", ("source", "sources", "url", "website", "link")),
    ("location", ("location", "city state", "place", "address")),
    ("city", ("city", "town")),
    ("state", ("state", "us state")),
    ("id", ("id",)),
    ("name", ("name", "program name", "program", "institution", "hospital", "residency", "program title")),
)
# Words that say so much that a longer header with them means the same.
_TELLING = frozenset(
    ("cutoff", "j1", "h1b", "visa", "img_percent", "has_imgs", "img", "graduation_limit", "attempts_allowed",
     "sloes_wanted")
)  # fmt: skip
_NAME_WORDS = frozenset(("program", "institution", "hospital", "residency"))
_SEARCHED = 15  # rows looked at for the header


class Columns(NamedTuple):
    """Where each of our columns is, and each (field, fact); `names` are the file's, `body` its rows.

    An `exported` file is one of ours: every cell means what it says, a question mark too.
    """

    places: Mapping[str, int]
    facts: Mapping[tuple[str, str], int]
    names: Sequence[str]
    body: Sequence[Row]
    exported: bool

    @property
    def understood(self) -> dict[str, str]:
        """Ours → theirs, as `--map` takes them."""
        named = {ours: self.names[place] for ours, place in self.places.items()}
        return named | {f"{field} {fact}": self.names[place] for (field, fact), place in self.facts.items()}

    @property
    def left_over(self) -> tuple[str, ...]:
        """The file's columns that nothing is taken from."""
        taken = {*self.places.values(), *self.facts.values()}
        return tuple(name for place, name in enumerate(self.names) if place not in taken and name)


def find_columns(
    rows: Sequence[Row], mapping: Mapping[str, str], remembered: Mapping[str, str] | None = None
) -> Columns:
    """Our columns in the rows of a file; raise Refused where no column holds the name.

    `mapping` (ours → theirs) has to fit; `remembered` is taken where it does.
    """
    if not rows:
        raise Refused("the file holds no rows")
    at, names = _header(rows)
    _refuse_unknown(mapping, names)
    lower = [name.casefold() for name in names]
    fitting = {ours: theirs for ours, theirs in (remembered or {}).items() if theirs.casefold() in lower}
    places: dict[str, int] = {}
    facts: dict[tuple[str, str], int] = {}
    for ours, theirs in (fitting | dict(mapping)).items():
        place = lower.index(plain_line(theirs).casefold())
        fact = _as_fact(ours)
        if fact is not None:
            facts[fact] = place
        else:
            places[ours] = place
    taken = {*places.values(), *facts.values()}
    exported = set(COLUMNS) <= set(lower)
    for place, name in enumerate(names):
        if place in taken:
            continue
        fact = _as_written(name) if exported else _as_fact(name)
        if fact is not None:
            facts.setdefault(fact, place)
        elif (known := _ours(name)) is not None:
            places.setdefault(known, place)
    if "name" not in places:
        places |= _likeliest_name(names, {*places.values(), *facts.values()})
    if "name" not in places:
        listed = ", ".join(quoted(name) for name in names if name)
        raise Refused(
            f"no column for the name was found; name it with --map name=…; the columns are {listed}"
        )
    return Columns(places, facts, names, rows[at + 1 :], exported)


def _refuse_unknown(mapping: Mapping[str, str], names: Sequence[str]) -> None:
    lower = [name.casefold() for name in names]
    for ours, theirs in mapping.items():
        if ours not in COLUMNS and ours not in LOOSE and _as_fact(ours) is None:
            raise Refused(
                f"--map {ours}=…: there is no such column here; ours are "
                f"{', '.join((*COLUMNS[1:], *LOOSE))}, and such as j1 source, j1 checked"
            )
        if plain_line(theirs).casefold() not in lower:
            listed = ", ".join(quoted(name) for name in names if name)
            raise Refused(f"--map {ours}={theirs}: the file has no such column, only {listed}")


def _header(rows: Sequence[Row]) -> tuple[int, list[str]]:
    """The row that names most of our columns, and the names, completed from a merged row above it."""
    best, found, names = 0, 0, list(map(plain_line, rows[0].cells))
    for place, row in enumerate(rows[:_SEARCHED]):
        for above in (None, rows[place - 1]) if place else (None,):
            tried = _names(row, above)
            known = len({ours for name in tried if (ours := _as_fact(name) or _ours(name)) is not None})
            if known > found:
                best, found, names = place, known, tried
    return best, names


def _names(row: Row, above: Row | None) -> list[str]:
    names = [plain_line(cell) for cell in row.cells]
    if above is None:
        return names
    groups, group = [], ""
    for cell in above.cells:
        group = plain_line(cell) or group
        groups.append(group)
    whole = []
    for place, name in enumerate(names):
        over = groups[place] if place < len(groups) else ""
        if not name:
            whole.append(plain_line(above.cells[place]) if place < len(above.cells) else "")
        elif over and _folded(name) in _FACT_WORDS:
            whole.append(f"{over} {name}")
        else:
            whole.append(name)
    return whole


_FACT_WORDS: Mapping[str, str] = {
    "source": "source",
    "url": "source",
    "checked": "checked",
    "checked on": "checked",
    "verified": "checked",
    "stale": "stale",
}


def _as_written(name: str) -> tuple[str, str] | None:
    """The column of a field's facts as `export csv programs` writes it, whatever the field is called."""
    field, _, fact = name.rpartition(" ")
    return (field, fact) if field and fact in FACTS else None


def _likeliest_name(names: Sequence[str], taken: set[int]) -> dict[str, int]:
    """The first column left that speaks of a program or a hospital."""
    for place, name in enumerate(names):
        if place not in taken and not _NAME_WORDS.isdisjoint(_folded(name).split()):
            return {"name": place}
    return {}


def _as_fact(name: str) -> tuple[str, str] | None:
    """`J-1 source` as ("j1", "source"); None where it is no column of a field's facts."""
    folded = _folded(name)
    for words, fact in _FACT_WORDS.items():
        if not folded.endswith(f" {words}"):
            continue
        field = plain_line(name).casefold()[: -len(words) - 1].strip()
        if field in COLUMNS:
            return field, fact
        known = _ours(field)
        if known in ("img_percent", "has_imgs", "img"):
            return "img", fact
        if known is not None and known not in LOOSE:
            return known, fact
    return None


def _ours(name: str) -> str | None:
    """Our column that a header names: all its words, or most of a longer header's."""
    plain = plain_line(name).casefold()
    if plain in COLUMNS or plain in LOOSE:
        return plain
    folded = _folded(name)
    for ours, wordings in _NAMES:
        if folded in wordings:
            return ours
    padded = f" {folded} "
    found = [
        ours
        for ours, wordings in _NAMES
        if ours in _TELLING and any(f" {wording} " in padded for wording in wordings)
    ]
    return "visa" if {"j1", "h1b"} <= set(found) else next(iter(found), None)


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKC", plain_line(name)).casefold()
    return " ".join(re.findall(r"[a-z0-9]+|%", plain))
