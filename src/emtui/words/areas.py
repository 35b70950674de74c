"""Areas of the exam within a line: `cardio`, and `cardio 62%` from the report of a practice test."""

import re
from collections.abc import Mapping
from typing import Any

from emtui import guide
from emtui.errors import Refused
from emtui.guide import System
from emtui.plain import quoted
from emtui.words.line import Line

_LONGEST = 4  # words
_SHORTEST_BEGINNING = 3  # letters: "on" is not the beginning of "onc"
_PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d{1,2})?)(?:%|percent)?")


def area_ahead(words: Line) -> tuple[System, int] | None:
    """The area the line goes on with, and how many words name it; raise Refused where it can be several."""
    for count in range(min(_LONGEST, words.left), 0, -1):
        typed = words.peek(count)
        found = guide.find_system(typed)
        if len(typed) < _SHORTEST_BEGINNING:
            found = [system for system in found if typed.lower() in system.words]
        if len(found) > 1:
            names = ", ".join(system.name for system in found)
            raise Refused(f"{quoted(typed)} can be {names}; type more of it")
        if found:
            return found[0], count
    return None


def take_percentage(words: Line, said: dict[str, Any]) -> bool:
    """Read `cardio 62%` into `said["systems"]`; False where no area comes next."""
    ahead = area_ahead(words)
    if ahead is None:
        return False
    system, count = ahead
    typed = words.take(count, system.name)
    systems = said.setdefault("systems", {})
    if system.id in systems:
        raise Refused(f"{quoted(typed)} says {system.name} again; say it once")
    number = _PERCENT.fullmatch(words.word)
    percent = float(number[1].replace(",", ".")) if number else None
    if percent is None or percent > 100:
        raise Refused(f"how much of {system.name} was right? type {typed.lower()} and 0 to 100%")
    words.take(1, f"{percent:g}% of {system.name} right")
    words.skip("%", "percent")
    systems[system.id] = percent
    return True


def read_areas(text: str) -> dict[str, float]:
    """The percentages that `text` says, such as `cardio 62% resp 70%`, by area; raise Refused."""
    words, said = Line(text), dict[str, Any]()
    while words.left:
        if not take_percentage(words, said):
            raise words.refuse_word("an area and how much of it was right, such as cardio 62% resp 70%")
    systems: dict[str, float] = said.get("systems", {})
    return systems


def write_areas(systems: Mapping[str, float]) -> str:
    """`systems` as they are typed, such as `cardio 62% resp 70%`."""
    outline = guide.systems()
    return " ".join(f"{(*outline[area].aliases, area)[0]} {share:g}%" for area, share in systems.items())


def percentages(systems: Mapping[str, float]) -> list[str]:
    """`Cardiovascular 62%` for each."""
    return [f"{guide.systems()[system].name} {percent:g}%" for system, percent in systems.items()]
