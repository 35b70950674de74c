"""The guide's rules in words: what applies, why it does to this plan, and the rule's id."""

from collections.abc import Iterable, Sequence
from textwrap import wrap

from textual.content import Content

from emtui import guide
from emtui.planner.strategy import Guidance
from emtui.show import numbers
from emtui.tui.signs import sign
from emtui.tui.text import Text, accent, faint, line, plain, quiet, spread
from emtui.vocabulary import Tab

# What can be done this week comes before what the season asks, and that before where one stands.
_URGENCY = (
    *(Tab.SCORES, Tab.STUDY, Tab.TODAY, Tab.CALENDAR, Tab.ROTATIONS),
    *(Tab.PROFILE, Tab.PROGRAMS, Tab.STRATEGY),
)


def most_urgent(rules: Iterable[Guidance]) -> list[Guidance]:
    """The rules in the order in which something can be done about them."""
    return sorted(rules, key=lambda rule: _URGENCY.index(rule.tab))


def rule_lines(
    rule: Guidance,
    width: int,
    *,
    bullet: Text | None = None,
    gone: bool = False,
    personal: bool = False,
    longer: bool = False,
) -> list[Content]:
    """A rule in lines of `width`, its id faint at the end of the first one with room; quiet where `gone`.

    `personal` adds why it applies to this plan, `longer` what the guide says of it at length.
    """
    tone = quiet if gone else plain
    text = f"no longer: {rule.text}" if gone else rule.text
    rows = [tone(part) for part in wrapped(text, width - 2)]
    if personal and rule.personal:
        rows += [quiet(part) for part in wrapped(rule.personal, width - 2)]
    place = next((at for at, row in enumerate(rows) if row.cell_length + len(rule.id) < width - 2), None)
    if place is None:
        place = len(rows)
        rows.append(Content(""))
    rows[place] = spread(rows[place], faint(rule.id), width - 2)
    if longer:
        rows += [quiet(part) for part in wrapped(guide.rules()[rule.id].longer, width - 2)]
    first, *more = rows
    mark = accent(sign("bullet")) if bullet is None else bullet
    return [line(mark, " ", first), *(line("  ", row) for row in more)]


def as_many_as_fit(blocks: Sequence[Sequence[Content]], height: int, *, gap: int = 0) -> list[Content]:
    """Whole blocks from the first on in at most `height` rows, then how many are left."""
    rows: list[Content] = []
    for index, block in enumerate(blocks):
        left = len(blocks) - index
        before = gap if rows else 0
        if len(rows) + before + len(block) > height - (left > 1):
            return [*rows, quiet(f"and {numbers.many(left, 'more', 'more')}")] if height > 0 else []
        rows += [Content("")] * before
        rows += block
    return rows


def wrapped(text: str, width: int) -> list[str]:
    """`text` broken to `width`; one empty line where there is none."""
    return wrap(text, max(width, 8)) or [""]
