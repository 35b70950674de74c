"""The words of the profile's what-ifs: the list, the columns side by side, the rules that come and go."""

from collections.abc import Sequence

from textual.content import Content

from emtui import guide
from emtui.plan import ProfileWhatIf
from emtui.planner.strategy.what_ifs import Compared, differences
from emtui.show import numbers
from emtui.tui.signs import sign
from emtui.tui.tabs.guidance import wrapped
from emtui.tui.text import Text, accent, faint, fit, line, lines, mark, plain, quiet, strong, title
from emtui.tui.text import masked as dots
from emtui.tui.widgets.row_table import Column, Row

COLUMNS = (
    Column("name", least=12),
    Column("changes", least=16, grow=True),
    Column("brings", align="right", drop=1),
)
NONE_SAVED = (
    "Nothing is imagined yet",
    "another score, another visa, one more letter: what would the guide say then?",
    "a",
    "imagine, such as step2_score=246 or visa=none em_sloes=+1",
)
HINT = "step2_score=246 visa=none em_sloes=+1; a name may come first: green card: visa=none"
LABEL, LEAST = 17, 15
TRIES = (
    ("step2_score=246", "where would a strong score put you?"),
    ("visa=none", "what does the visa cost?"),
    ("us_em_rotations=+1 em_sloes=+1", "what does one more month with its letter change?"),
    ("match_year=2029", "and a year later?"),
)


def rows(columns: Sequence[Compared], *, hidden: bool) -> list[Row]:
    """One row a what-if: its name, what it changes, how the moves come out."""
    now, *others = columns
    return [
        Row(
            column.what_if.id or 0,
            {
                "name": strong(dots("") if hidden else column.name),
                "changes": quiet(
                    "" if hidden or column.name == column.what_if.changes else column.what_if.changes
                ),
                "brings": _brings(now, column, hidden=hidden),
            },
            value=column,
        )
        for column in others
        if column.what_if is not None
    ]


def _brings(now: Compared, then: Compared, *, hidden: bool) -> Text:
    if hidden:
        return ""
    if then.refused is not None:
        return line(mark("no"), " ", then.refused)
    left = len(then.view.moves)
    return quiet(f"{numbers.many(left, 'move')} left, now {len(now.view.moves)}")


def as_typed(row: ProfileWhatIf) -> str:
    """The what-if as it would be typed again."""
    return row.changes if row.name == row.changes else f"{row.name}: {row.changes}"


def split_name(typed: str) -> tuple[str, str]:
    """The name before a colon, where there is one, and the changes."""
    name, colon, changes = typed.partition(":")
    return (name.strip(), changes.strip()) if colon and "=" not in name else ("", typed)


def meaning(now: Compared, then: Compared, *, hidden: bool) -> Content:
    """What the changes would bring, in one or two lines: only what becomes another."""
    if hidden:
        return quiet("understood; what it would bring is masked")
    changed = [
        line(quiet(f"{row.what} "), plain(row.now), " ", mark("leads"), " ", strong(row.then))
        for row in differences(now, then)
        if row.now != row.then and row.what != "rules that apply"
    ]
    if not changed:
        return quiet("understood; nothing the guide looks at would change")
    return Content(f"  {sign('dot')}  ").join(changed)


def side_by_side(columns: Sequence[Compared], chosen: Compared | None, width: int) -> Content:
    """The plan as it is and the others in columns, what differs from now bold; the chosen one marked.

    Where not all fit, the plan and the chosen one and as many as there is room for.
    """
    now, *others = columns
    room = max((width - LABEL) // (LEAST + 2), 2)
    shown = [now, *_near(others, chosen, room - 1)]
    each = (width - LABEL) // len(shown) - 2
    heads = [_head(column, chosen, each) for column in shown]
    rows: list[Text] = [line(" " * LABEL, *(line("  ", head) for head in heads))]
    for place, first in enumerate(differences(now, now)):
        cells = [fit(first.now, each)]
        for column in shown[1:]:
            row = differences(now, column)[place]
            same = row.now == row.then
            cells.append(fit(quiet(row.then) if same else line(mark("leads"), " ", strong(row.then)), each))
        rows.append(line(quiet(fit(first.what, LABEL)), *(line("  ", cell) for cell in cells)))
    return lines(rows)


def _near(others: Sequence[Compared], chosen: Compared | None, room: int) -> Sequence[Compared]:
    at = others.index(chosen) if chosen in others else 0
    first = max(0, min(at - room + 1, len(others) - room))
    return others[first : first + room]


def _head(column: Compared, chosen: Compared | None, width: int) -> Content:
    return fit(accent(column.name) if column is chosen else quiet(column.name), width)


def comes_and_goes(chosen: Compared | None, width: int) -> Content:
    """The rules that begin and end with the chosen what-if, each with its text."""
    if chosen is None:
        return lines(["Worth a try", *(line(accent(change), "  ", quiet(why)) for change, why in TRIES)])
    if chosen.refused is not None:
        return line(mark("no"), " ", chosen.refused)
    rows: list[Text] = []
    for what, names, bullet in (("Begins", chosen.begins, "known"), ("Falls away", chosen.ends, "nothing")):
        if not names:
            continue
        rows += ["", title(what)] if rows else [title(what)]
        for name in names:
            head, *more = wrapped(guide.rules()[name].text, width - 2 - len(name) - 2)
            rows.append(line(sign(bullet), " ", plain(head), "  ", faint(name)))
            rows += [line("  ", part) for part in more]
    return lines(rows) if rows else quiet("no rule begins or ends with it")
