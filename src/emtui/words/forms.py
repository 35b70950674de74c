"""The practice tests that can be logged, found by the names people give them."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from emtui import guide
from emtui.errors import Refused
from emtui.plain import plain_line, quoted
from emtui.plan import OwnInstrument, Plan
from emtui.vocabulary import Unit

LOWEST_POINTS, HIGHEST_POINTS = 1, 300
LONGEST_NAME = 40
COMMANDS = ("exam", "real", "form", "mistake", "done")

# What "NBME Form 12", "UW SA 2", "New Free 120" and "AMBOSS Self-Assessment" say beyond the name.
_FILLERS = frozenset({"form", "new", "old", "official", "self", "assessment", "sa", "test", "the"})
_SYNONYMS = {"ccssa": "nbme", "uw": "uwsa", "uworld": "uwsa", "f": "free"}
_NUMBER = r"\d{1,4}(?:[.,]\d{1,4})?"
_SCORE = re.compile(rf"({_NUMBER})(%|percent|points|pts)?")
_FRACTION = re.compile(r"(\d{1,3})/(\d{1,3})")
_UNITS = {"%": Unit.PERCENT, "percent": Unit.PERCENT, "points": Unit.POINTS, "pts": Unit.POINTS}


@dataclass(frozen=True, slots=True)
class Form:
    """One practice test that can be sat: an instrument of the guide or of the plan."""

    instrument: str
    name: str
    unit: Unit

    @property
    def example(self) -> str:
        """A log line for it, such as `nbme 13 241`."""
        return f"{self.name.lower()} {'76%' if self.unit is Unit.PERCENT else '241'}"

    def write(self, score: float) -> str:
        """`score` with its unit, such as `241 points` or `76%`."""
        return f"{score:g}%" if self.unit is Unit.PERCENT else f"{score:g} points"


def name_key(text: str) -> tuple[str, ...]:
    """The words of a practice test's name that tell it from others: `NBME Form 09` is ("nbme", "9")."""
    plain = re.sub(r"\bstep ?2(?: ?ck)?\b", " ", unicodedata.normalize("NFKC", text).lower())
    words = [word.lstrip("0") or word for word in re.findall(r"[^\W\d_]+|\d+", plain)]
    telling = [_SYNONYMS.get(word, word) for word in words if word not in _FILLERS] or words
    return tuple(word for place, word in enumerate(telling) if place == 0 or word != telling[place - 1])


def forms(plan: Plan) -> dict[tuple[str, ...], Form]:
    """Every practice test by each of its names (`name_key`); the plan's own come after the guide's."""
    found = dict(_guide_forms())
    for row in plan.own_instruments:
        for name in (row.instrument, row.name):
            found.setdefault(name_key(name), Form(row.instrument, row.name, row.unit))
    return found


@cache
def _guide_forms() -> Mapping[tuple[str, ...], Form]:
    return {
        name_key(name): Form(row.id, row.name, row.unit)
        for row in guide.instruments().values()
        for name in (row.id, row.name, *row.aliases)
    }


def forms_by_id(plan: Plan) -> dict[str, Form]:
    """Every practice test by its instrument's id, in the order of `forms`."""
    return {form.instrument: form for form in forms(plan).values()}


def find_form(text: str, plan: Plan) -> Form | None:
    """The practice test called `text`, however loosely; None where there is none."""
    return forms(plan).get(name_key(text))


def refuse_unknown(text: str, plan: Plan) -> Refused:
    """The refusal of a practice test nobody knows: the nearest ones, and how to add it."""
    key = name_key(text)
    known = forms(plan)
    family = list(dict.fromkeys(form.name for form_key, form in known.items() if key[:1] == form_key[:1]))
    if not key:
        return Refused(f"{quoted(text)} is not the name of a practice test")
    if len(key) == 1 and len(family) > 1:
        return Refused(f"which {plain_line(text)} was it? known: {', '.join(family)}")
    add = _how_to_add(text, plan)
    if family:
        return Refused(f"{quoted(text)} is not known, only {', '.join(family)}{add}")
    import difflib  # only on a mistake: not worth its place at start

    near = difflib.get_close_matches(" ".join(key), [" ".join(form_key) for form_key in known], n=1)
    hint = f"; did you mean {known[tuple(near[0].split())].name}?" if near else ""
    return Refused(f"{quoted(text)} is not a practice test known here{hint}{add}")


def _how_to_add(text: str, plan: Plan) -> str:
    """How a refusal ends where `text` could be added as an own instrument."""
    try:
        return f"; type `form {new_form(text, plan).name.lower()}` to add it"
    except Refused:
        return ""


def read_score(text: str, form: Form) -> float:
    """The score `text` stands for in `form`'s unit; raise Refused with what is accepted.

    Percent may also be right answers of all (`91/120`) or a share (spreadsheets save 76% as `0.76`).
    """
    plain = "".join(unicodedata.normalize("NFKC", text[:LONGEST_NAME]).lower().split())
    fraction, number = _FRACTION.fullmatch(plain), _SCORE.fullmatch(plain)
    if form.unit is Unit.PERCENT:
        accepted = f"{form.name} is scored in percent, 1 to 100, such as {form.example}"
        if fraction and 0 < int(fraction[1]) <= int(fraction[2]):
            return round(100 * int(fraction[1]) / int(fraction[2]), 1)
    else:
        accepted = f"a Step 2 CK scale score is {LOWEST_POINTS} to {HIGHEST_POINTS}, such as {form.example}"
    if number is None:
        raise Refused(f"{quoted(text)} is not a score; {accepted}")
    score = float(number[1].replace(",", "."))
    unit = _UNITS.get(number[2] or "", form.unit)
    if unit is not form.unit:
        raise Refused(f"{quoted(text)} is in the wrong unit; {accepted}")
    if form.unit is Unit.PERCENT:
        if 0 < score < 1 and number[2] is None:
            score = round(100 * score, 2)
        if 1 <= score <= 100:
            return score
    elif LOWEST_POINTS <= score <= HIGHEST_POINTS and score.is_integer():
        return score
    raise Refused(f"{quoted(text)} is not possible; {accepted}")


def new_form(text: str, plan: Plan) -> OwnInstrument:
    """The own instrument that `form {text}` adds, in points unless `text` ends in percent."""
    name = plain_line(text)
    unit = Unit.POINTS
    *first, last = name.split() or [""]
    if first and last.lower() in _UNITS:
        name, unit = " ".join(first), _UNITS[last.lower()]
    known = find_form(name, plan)
    if known is not None:
        raise Refused(f"{known.name} is known already; type {known.example}")
    key = name_key(name)
    instrument = "-".join(key)
    if not re.fullmatch(r"[a-z][a-z0-9-]*", instrument) or key[0] in COMMANDS or len(name) > LONGEST_NAME:
        raise Refused(
            f"{quoted(text)} cannot be the name of a practice test; type a word and a number, "
            f"up to {LONGEST_NAME} characters, such as `form nbme 17`"
        )
    family = next((form.name.split()[0] for row, form in forms(plan).items() if row[0] == key[0]), None)
    if family is not None and len(key) == 2 and key[1].isdigit():
        name = f"{family} {key[1]}"
    return OwnInstrument(instrument=instrument, name=name, unit=unit)
