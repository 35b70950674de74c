"""What the two lines below a form say of the field under the cursor. Pure words."""

from datetime import date

from textual.content import Content

from emtui.fields import Field, Value
from emtui.show import numbers
from emtui.tui.signs import sign
from emtui.tui.text import faint, line, mark, masked, quiet, spread, strong


def about(field: Field, width: int) -> Content:
    """The field's name, why it is asked, and its key for the shell at the right end."""
    return spread(line(strong(field.label), "  ", quiet(field.why)), faint(field.key), width)


def hint(field: Field, today: date) -> Content:
    """What may stand in the field."""
    if not field.choices:
        return quiet(field.accepts)
    return quiet(f" {sign('dot')} ".join(field.say(field.kind(word), today) for word in field.choices))


def word(field: Field, value: Value, today: date) -> Content:
    """One of the words of a choice field, as its list shows it."""
    said = quiet(f"{sign('unknown')} unknown") if value is None else Content(field.say(value, today))
    return line(" ", said)


def understood(field: Field, value: Value, typed: str, today: date, *, hidden: bool) -> Content:
    """How the text in the field is understood; a choice needs no repeating."""
    if value is None:
        return line(mark("unknown"), quiet(" unknown is allowed; enter leaves it open"))
    said = field.say(value, today)
    if hidden:
        return line(mark("ok"), " ", masked(said))
    repeated = "" if field.choices else line(quiet("typed "), typed.strip(), quiet("  understood as "))
    unit = f" {field.unit}" if field.unit and field.unit != "year" else ""
    distance = ""
    if isinstance(value, date):
        said = said if value.year != today.year else f"{said} {value.year}"
        distance = f", {numbers.days_in_words((value - today).days)}"
    return line(mark("ok"), " ", repeated, strong(said), quiet(unit + distance))


def refused(reason: str) -> Content:
    """Why what is typed cannot be."""
    return line(mark("no"), " ", reason)


def contradicted(reason: str) -> Content:
    """What in the stored values cannot be true together."""
    return line(mark("look"), " ", reason)
