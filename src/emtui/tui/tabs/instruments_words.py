"""What the instruments view says: each practice test's figures, where they come from, what yours change."""

from collections.abc import Sequence
from datetime import date

from textual.content import Content

from emtui.dates import show_date
from emtui.guide import Instrument
from emtui.planner.assumptions import reads
from emtui.planner.instruments import Assumed
from emtui.planner.scores import Figures
from emtui.show import numbers
from emtui.tui.signs import sign
from emtui.tui.text import Text, accent, fit, line, lines, look, masked, quiet, strong
from emtui.tui.widgets.row_table import Column, Row
from emtui.vocabulary import Unit

COLUMNS = (
    Column("name", "practice test", least=12),
    Column("reads", "reads"),
    Column("doubt", "doubt", align="right"),
    Column("scatter", "scatter", align="right"),
    Column("taken", "taken", align="right", drop=1),
    Column("whose", "", grow=True),
)
ADD_HINT = "its name, such as nbme 17, or kaplan percent where it is scored in percent"
AS_THE_GUIDE = "its figures are the guide's already"
NOT_PROJECTED = "nothing is projected yet"

_FRESH_DAYS = 90
_LABEL, _VALUE = 16, 9  # cells
_LABELS = {
    "offset": "reads",
    "offset_sd": "doubt",
    "noise_sd": "scatter",
    "shift": "shift",
    "shift_sd": "doubt",
}
_ABOUT = {
    "offset": "on the Step 2 CK scale",
    "offset_sd": "points, how sure that is",
    "noise_sd": "points, one sitting to the next",
    "shift": "on exam day",
    "shift_sd": "points, how sure that is",
}


def label(key: str) -> str:
    """What a figure is called."""
    return _LABELS[key]


def figure(key: str, value: float) -> str:
    """A figure as it is said: `5 high`, `2.5 higher`, `3`."""
    if key == "offset":
        return reads(value)
    if key == "shift":
        return f"{abs(value):g} {'higher' if value > 0 else 'lower'}" if value else "none"
    return f"{value:g}"


def row(assumed: Assumed) -> Row:
    """One row of the table; what is the user's is bold."""
    first, *rest = [
        strong(figure(key, value)) if key in assumed.yours else Content(figure(key, value))
        for key, value in assumed.figures.items()
    ]
    cells: dict[str, Text] = {
        "name": strong(assumed.name),
        "reads": first,
        "whose": _whose(assumed),
        **dict(zip(("doubt", "scatter"), rest, strict=False)),
    }
    if assumed.instrument is not None:
        cells["taken"] = str(len(assumed.taken)) if assumed.taken else quiet(sign("nothing"))
    return Row(assumed.key, cells, assumed)


def _whose(assumed: Assumed) -> Content:
    if assumed.yours:
        return accent("yours")
    return quiet("" if assumed.listed else "your form")


def detail(assumed: Assumed, today: date, *, brief: bool) -> Content:
    """What it is, what is the user's of it, and where the rest comes from; `brief` for a narrow screen."""
    rows: list[Text] = [line(strong(assumed.name), "  ", quiet(_kind(assumed)))]
    if not brief:
        rows += ["", *(_figure_row(assumed, key) for key in assumed.figures)]
    elif assumed.yours:
        rows.append(Content("   ").join(_figure_row(assumed, key) for key in assumed.yours))
    if assumed.taken:
        last = " ".join(show_date(assumed.taken[-1], today).split())
        rows += [*([] if brief else [""]), quiet(f"taken {_times(len(assumed.taken))}, last on {last}")]
    source = assumed.source
    age = (today - source.checked_on).days
    rows += [
        *([] if brief else [""]),
        quiet(source.text),
        line(
            quiet(f"checked {source.checked_on}, "),
            quiet(f"{age} d ago") if age <= _FRESH_DAYS else look(f"{age} d ago!"),
            quiet(f", {source.sure}"),
        ),
    ]
    return lines(rows)


def _figure_row(assumed: Assumed, key: str) -> Content:
    """A figure and whose it is, such as `reads  3 high  yours, the guide's 6 low`."""
    value = figure(key, assumed.figures[key])
    said = (
        _own_words(assumed, key, value)
        if key in assumed.yours
        else line(strong(value), quiet(f"  {_ABOUT[key]}"))
    )
    return line(quiet(f"{label(key):8}"), " ", said)


def _own_words(assumed: Assumed, key: str, value: str) -> Content:
    """A figure of the user's, with the one it stands for."""
    guides = figure(key, assumed.guides[key])
    return line(strong(value), "  ", accent("yours"), quiet(f", {_whose_else(assumed)} {guides}"))


def _whose_else(assumed: Assumed) -> str:
    return "the guide's" if assumed.listed else "of an unlisted test"


def _kind(assumed: Assumed) -> str:
    instrument = assumed.instrument
    if instrument is None:
        return "how much higher exam day reads than practice"
    kind = "official form" if instrument.official else "practice test"
    return f"{kind}, in {instrument.unit}{_conversion(instrument)}"


def _conversion(instrument: Instrument) -> str:
    """How a percentage becomes points."""
    if instrument.unit is not Unit.PERCENT:
        return ""
    return (
        f": {instrument.anchor_percent:g}% is {instrument.points_at_anchor:g},"
        f" {instrument.points_a_percent:g} points a percent"
    )


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


# -- what figures of one's own change


def understood(assumed: Assumed, key: str, value: float | None) -> Content:
    """What a typed figure means, beside its field; None is the guide's."""
    guides = assumed.guides[key]
    if value is not None and value != guides:
        return _own_words(assumed, key, figure(key, value))
    return line(strong(figure(key, guides)), quiet(f"  {_whose_else(assumed)}; {_ABOUT[key]}"))


def effect(before: Figures, after: Figures, *, hidden: bool, columns: int = 1, width: int = 0) -> Content:
    """The projection before → after, one row a figure, or in two columns of a screen `width` wide."""
    if after.mean is None or before.mean is None:
        return quiet(NOT_PROJECTED)
    then, now = _facts(before), _facts(after)
    rows = [_moved(name, then[name], value, hidden=hidden) for name, value in now.items()]
    if columns == 1:
        return lines(rows)
    half = (len(rows) + 1) // 2
    return lines(line(*(fit(cell, width // 2) for cell in rows[at::half])) for at in range(half))


def _moved(name: str, before: str, after: str, *, hidden: bool) -> Content:
    if hidden:
        return line(fit(quiet(name), _LABEL), masked(after))
    if before == after:
        return line(fit(quiet(name), _LABEL), after)
    return line(
        fit(quiet(name), _LABEL),
        fit(quiet(before), _VALUE - 2),
        " ",
        accent(sign("leads")),
        " ",
        strong(after),
    )


def _facts(found: Figures) -> dict[str, str]:
    """The figures of a projection to an exam day, by name."""
    assert found.mean is not None
    assert found.low80 is not None
    assert found.high80 is not None
    assert found.conservative_mean is not None
    assert found.p_pass is not None
    facts = {
        "projected": numbers.score(found.mean),
        "80%": numbers.tight_spread(found.low80, found.high80),
        "practice = exam": numbers.score(found.conservative_mean),
    }
    if found.p_target is not None:
        facts["target or more"] = numbers.percent(found.p_target)
    return {**facts, "pass": numbers.percent(found.p_pass)}


def effect_heading(*, changed: bool) -> str:
    """What the pane with the projection compares."""
    return f"Projection: the guide's {sign('leads')} yours" if changed else "Projection"


def summary(rows: Sequence[Assumed]) -> str:
    """Whose figures these are, for the frame."""
    changed = sum(len(row.yours) for row in rows)
    return f"{numbers.many(changed, 'figure')} yours" if changed else "all the guide's"
