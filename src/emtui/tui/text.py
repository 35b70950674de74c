"""Pieces of text in the roles of the design: build lines from these, never from markup or colours.

Every helper takes plain text (data is never markup) and returns a `Content` whose style names theme
variables, so that a change of theme needs no redraw. Put pieces together with `line`, lines with `lines`.
"""

from collections.abc import Iterable

from rich.cells import cell_len
from textual.content import Content

from emtui.tui.signs import sign

Text = str | Content

FAINT = "$text-disabled"

_CONTROLS = dict.fromkeys({*range(0x20), *range(0x7F, 0xA0)} - {ord("\n")})


def plain(text: Text) -> Content:
    """Text as it is; control characters, which could speak to the terminal, are dropped."""
    if isinstance(text, Content):
        return text
    return Content(text if text.isprintable() else text.translate(_CONTROLS))


def styled(text: Text, style: str) -> Content:
    """Text in a Textual style such as "bold $primary"."""
    return plain(text).stylize_before(style)


def quiet(text: Text) -> Content:
    """A label, a unit, a column head, a note."""
    return styled(text, "$foreground-muted")


def faint(text: Text) -> Content:
    """A rule id, a past day: never the only carrier of a fact."""
    return styled(text, FAINT)


def strong(text: Text) -> Content:
    """The value that answers the label: one a row."""
    return styled(text, "bold")


def title(text: Text) -> Content:
    """A heading inside a pane."""
    return styled(text, "bold $secondary")


def accent(text: Text) -> Content:
    """A key, today, exam day, what is active."""
    return styled(text, "bold $primary")


def good(text: Text) -> Content:
    """Fine; with ✓ or a word."""
    return styled(text, "$success")


def look(text: Text) -> Content:
    """Look at this; with !, ≈ or a word."""
    return styled(text, "$warning")


def bad(text: Text) -> Content:
    """A conflict or a no; with × or a word."""
    return styled(text, "$error")


def chip(text: Text) -> Content:
    """One word on the accent ground: a verdict, or today."""
    return styled(line(" ", text, " "), "bold $background on $primary")


_SIGN_ROLES = {
    "ok": good,
    "look": look,
    "estimate": look,
    "no": bad,
    "unknown": quiet,
    "nothing": quiet,
    "leads": accent,
    "selected": accent,
    "better": good,
}


def mark(name: str) -> Content:
    """The sign called `name` in the colour of its meaning: mark("ok") is a green ✓."""
    return _SIGN_ROLES.get(name, plain)(sign(name))


def line(*parts: Text) -> Content:
    """Pieces side by side."""
    return Content("").join(map(plain, parts))


def lines(rows: Iterable[Text]) -> Content:
    """Rows below each other."""
    return Content("\n").join(map(plain, rows))


def fit(text: Text, width: int, align: str = "left") -> Content:
    """Text in exactly `width` cells: cut with … where longer, padded on the side that `align` leaves."""
    content = plain(text)
    length = content.cell_length
    if length > width:
        return content.truncate(max(width, 0), ellipsis=True)
    if align == "right":
        return content.pad_left(width - length)
    return content.pad_right(width - length)


def spread(left: Text, right: Text, width: int) -> Content:
    """`left` and `right` at the two ends of a line of `width` cells; left is cut where both do not fit."""
    end = plain(right)
    if not end:
        return fit(left, width)
    return line(fit(left, max(width - end.cell_length - 1, 0)), " ", end)


def masked(text: str) -> str:
    """Dots as wide as `text`, for a shared screen."""
    return sign("masked") * max(cell_len(text), 3)
