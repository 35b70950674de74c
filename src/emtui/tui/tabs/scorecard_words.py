"""What the scorekeeping says: each stored projection beside the real score, and how far off they were."""

from collections.abc import Iterable

from textual.content import Content

from emtui.planner.scorecard import Outcome, Scorecard, Span
from emtui.show import numbers
from emtui.tui.text import Text, fit, line, lines, mark, masked, plain, quiet, strong
from emtui.tui.widgets.row_table import Column, Row

COLUMNS = (
    Column("day", "made on"),
    Column("out", "days before", align="right"),
    Column("tests", "tests", align="right", drop=2),
    Column("mean", "projected", align="right"),
    Column("range", "80% range", drop=1),
    Column("error", "off by", align="right"),
    Column("held50", "50%", gap=3),
    Column("held80", "80%"),
    Column("held95", "95%"),
    Column("note", "", least=6, drop=3, grow=True),
)
NONE_YET = (
    "Past projections belong here",
    "each day's last one is kept, as it was",
    "",
    "",
)
NO_SCORE_YET = "How they did shows once the real score is entered."
NOT_RECOMPUTED = "Each is kept as it stood at the end of its day."


def row(outcome: Outcome, *, hidden: bool) -> Row:
    """One stored projection; until the real score is known nothing is held against it."""
    stored = outcome.stored
    mean, spread = numbers.score(stored.mean), numbers.tight_spread(stored.low80, stored.high80)
    cells: dict[str, Text] = {
        "day": stored.day.isoformat(),
        "out": str(outcome.days_out),
        "tests": quiet(str(stored.tests)),
        "mean": masked(mean) if hidden else strong(mean),
        "range": quiet(masked(spread) if hidden else spread),
        "error": _error(outcome.error, hidden=hidden),
        "held50": _held(outcome.held50),
        "held80": _held(outcome.held80),
        "held95": _held(outcome.held95),
        "note": quiet(f"for an exam on {stored.exam_day}" if outcome.moved else ""),
    }
    return Row(stored.id or 0, cells, outcome)


def _error(error: float | None, *, hidden: bool) -> Content:
    if error is None:
        return mark("unknown")
    return plain(masked(f"{round(error):+d}") if hidden else f"{round(error):+d}")


def _held(held: bool | None) -> Content:
    return mark("unknown" if held is None else "ok" if held else "no")


def summary(card: Scorecard | None, *, hidden: bool) -> Content:
    """What they are worth, in plain words."""
    if card is None:
        return lines([strong("No real score yet"), quiet(NO_SCORE_YET), quiet(NOT_RECOMPUTED)])
    if hidden:
        return quiet("masked: how far off they were gives the score away")
    return lines([line(quiet("real score "), strong(str(card.score))), *map(quiet, card.words)])


def spans(card: Scorecard | None, *, hidden: bool) -> Content:
    """How far off they were, and how many ranges held, by how far out they were made."""
    return lines([] if card is None or hidden else _spans(card.spans))


def _spans(spans: Iterable[Span]) -> list[Content]:
    rows = [
        line(
            fit(span.name, 17),
            fit(strong(numbers.many(round(span.miss), "point")), 10),
            quiet(f"{span.held50}, {span.held80}, {span.held95} of {span.projections}"),
        )
        for span in spans
    ]
    return [quiet(f"{'':17}{'off by':10}held 50, 80, 95%"), *rows] if rows else []
