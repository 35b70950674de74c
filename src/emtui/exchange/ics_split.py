"""An iCalendar file cut into its components first, so that a broken one does not take the others with it."""

from collections.abc import Iterator
from typing import NamedTuple

from emtui.errors import Refused

MOST_COMPONENTS = 5_000
MOST_LINES = 2_000  # of one event


class Component(NamedTuple):
    """A component of the calendar: its kind, the line it begins on, its text, and whether it ends."""

    kind: str
    line: int
    text: str
    closed: bool


def split(text: str) -> list[Component]:
    """The components of a calendar's text, time zones among them; raise Refused where it is no calendar."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not any(line.strip().upper() == "BEGIN:VCALENDAR" for line in lines):
        raise Refused("this is no calendar: a line BEGIN:VCALENDAR is missing")
    found: list[Component] = []
    for component in _components(lines):
        found.append(component)
        if len(found) > MOST_COMPONENTS:
            raise Refused(f"more than {MOST_COMPONENTS:,} events in one file; export fewer years")
    return found


def _components(lines: list[str]) -> Iterator[Component]:
    """Each component between the calendar's own lines; one that never ends stops where the next begins."""
    kind, start, depth = "", 0, 0
    held: list[str] = []
    for number, line in enumerate(lines, start=1):
        word, name = _mark(line)
        begins = word == "BEGIN" and name != "VCALENDAR"
        if kind and (name == "VCALENDAR" or (begins and name == kind)):
            yield _component(kind, start, held, closed=False)
            kind = ""
        if not kind:
            if begins:
                kind, start, depth, held = name, number, 0, [line]
            continue
        held.append(line)
        if word == "END" and name == kind:
            yield _component(kind, start, held, closed=depth == 0)
            kind = ""
        else:
            depth += {"BEGIN": 1, "END": -1}.get(word, 0)
    if kind:
        yield _component(kind, start, held, closed=False)


def _mark(line: str) -> tuple[str, str]:
    """BEGIN or END and what it is of; a line that goes on from the one before begins with a space."""
    word, _, name = line.rstrip().upper().partition(":")
    return (word, name) if word in ("BEGIN", "END") and name else ("", "")


def _component(kind: str, line: int, lines: list[str], *, closed: bool) -> Component:
    return Component(kind, line, "".join(f"{text}\r\n" for text in lines), closed)
