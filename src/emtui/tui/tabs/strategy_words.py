"""What the Strategy tab says: standing, moves, the selected move in full, evidence, what lies deeper."""

from collections.abc import Iterator
from datetime import date

from textual.content import Content

from emtui import guide
from emtui.dates import show_date
from emtui.guide.strategy import Figure, Quartiles
from emtui.planner.strategy.moves import Move
from emtui.planner.strategy.standing import Standing
from emtui.planner.strategy.view import StrategyView
from emtui.show import numbers
from emtui.show.strategy import LISTS
from emtui.tui.masks import MASKED_FIELDS, without_scores
from emtui.tui.signs import in_ascii, sign
from emtui.tui.tabs.guidance import wrapped
from emtui.tui.text import (
    Text,
    accent,
    faint,
    fit,
    line,
    lines,
    look,
    mark,
    masked,
    plain,
    quiet,
    spread,
    strong,
    styled,
    title,
)
from emtui.tui.widgets.row_table import Column, Row
from emtui.vocabulary import Tab

LABEL_WIDTH = 11
SPAN_LABEL = 14
STEP = 10  # points between the marks under the spans

MOVE_COLUMNS = (
    Column("place", align="right"),
    Column("text", least=24, grow=True),
    Column("why", least=14, drop=1, grow=True),
    Column("by", align="right"),
    Column("tab", align="right"),
)
NOTHING_TO_DO = (
    "Nothing the guide knows of is left to do",
    "what it says of your plan stands under v, all rules",
)
MORE_COLUMNS = (Column("key"), Column("what"), Column("now", least=10, grow=True))
MASKED = quiet("name, scores and visa are masked; F9 shows them again")

_SIGNS = {"ok": "ok", "look": "look", "unknown": "unknown"}


def secret(text: str, hidden: bool) -> str:
    """`text`, or dots as wide where scores are masked."""
    return masked(text) if hidden else text


# -- where you stand


def beside_the_number(view: StrategyView, *, hidden: bool) -> Content:
    """The three rows beside the moves left: what the number is, the score, its bands."""
    left = len(view.moves)
    return lines(
        [
            quiet(f"{'move' if left == 1 else 'moves'} left, in this order"),
            _score(view, hidden=hidden),
            _bands(view, hidden=hidden),
        ]
    )


def _score(view: StrategyView, *, hidden: bool) -> Content:
    if view.score is None:
        return line(mark("unknown"), quiet(" no score yet, none projected"))
    said = strong(secret(str(view.score), hidden))
    if view.basis == "real":
        return line(said, quiet("  real score"))
    figures = view.scores.figures
    if figures.low80 is None or figures.high80 is None:
        return line(said, quiet("  projected"))
    return line(
        said,
        quiet("  projected, 80% "),
        quiet(secret(numbers.tight_spread(figures.low80, figures.high80), hidden)),
    )


def _bands(view: StrategyView, *, hidden: bool) -> Content:
    by_rule = view.band_by_rule
    if by_rule is None:
        return quiet("bands follow from a score")
    name = strong(secret(by_rule.value, hidden))
    if view.list_band is None or hidden:
        return line(name, quiet("  by the record alone" if view.list_band is None else "  target band"))
    return line(name, quiet(f"  list band {LISTS[view.list_band]}"))


def standing(view: StrategyView, width: int, *, hidden: bool) -> Content:
    """The record line by line, each with the rule it is judged by; first why the bands differ, if they do."""
    rows = [_standing(row, width, hidden=hidden) for row in view.standing]
    if view.bands_differ is not None and not hidden:
        first, *more = wrapped(view.bands_differ, width - LABEL_WIDTH - 2)
        rows = [
            line(quiet(fit("Bands", LABEL_WIDTH)), mark("look"), " ", first),
            *(line(" " * (LABEL_WIDTH + 2), part) for part in more),
            *rows,
        ]
    return lines(rows)


def _standing(row: Standing, width: int, *, hidden: bool) -> Content:
    dotted = hidden and row.label == "Visa"
    said = masked(row.text) if dotted else row.text
    left = line(
        quiet(fit(row.label, LABEL_WIDTH)), mark("unknown" if dotted else _SIGNS[row.sign]), " ", said
    )
    return spread(left, faint(row.rule if row.rule and not dotted else ""), width)


def in_short(view: StrategyView, width: int, *, hidden: bool) -> Content:
    """Where you stand in three rows, for a narrow screen."""
    left = len(view.moves)
    rows = [
        line(
            accent(str(left)),
            quiet(f" {'move' if left == 1 else 'moves'} left   "),
            _score(view, hidden=hidden),
        ),
        _bands(view, hidden=hidden),
    ]
    marks = [
        line(
            mark("unknown" if hidden and row.label == "Visa" else _SIGNS[row.sign]),
            " ",
            quiet(f"{row.label} "),
            plain(secret(row.text, hidden and row.label == "Visa")),
        )
        for row in view.standing[:2]
    ]
    counts = [line(mark(_SIGNS[row.sign]), " ", quiet(row.label)) for row in view.standing[2:]]
    rows[1] = fit(line(rows[1], "   ", Content("  ").join(counts)), width)
    rows.append(fit(Content("   ").join(marks), width))
    return lines(rows)


# -- the moves


def move_rows(view: StrategyView, *, hidden: bool, headed: bool) -> list[Row]:
    """One row a move, numbered by its place in the order; with `headed` under the title of its stage."""
    stages = {stage.id: stage for stage in guide.stages()}
    rows, begun = [], ""
    for place, move in enumerate(view.moves, 1):
        if headed and move.stage != begun:
            begun = move.stage
            cells: dict[str, Text] = {"text": title(stages[begun].title), "why": quiet(stages[begun].why)}
            rows.append(Row(begun, cells))
        rows.append(_move_row(place, move, view.today, hidden=hidden))
    return rows


def move_key(move: Move) -> str:
    """The name of a move's row: it stays while others come and go."""
    return f"{move.stage} {move.rules[0]} {move.place or ''}"


def _move_row(place: int, move: Move, today: date, *, hidden: bool) -> Row:
    cells: dict[str, Text] = {
        "place": accent(str(place)),
        "text": strong(masked("") if _is_secret(move, hidden) else move.text),
        "why": quiet(_why(move, hidden=hidden)),
        "by": _by(move.by, today),
        "tab": quiet(move.tab.reference),
    }
    return Row(move_key(move), cells, value=move)


def _is_secret(move: Move, hidden: bool) -> bool:
    return hidden and move.place in MASKED_FIELDS and "visa-decide-early" in move.rules


def _why(move: Move, *, hidden: bool) -> str:
    if not hidden:
        return move.why
    return masked("") if _is_secret(move, hidden) else without_scores(move.why)


def _by(by: date | None, today: date) -> Content:
    if by is None:
        return Content("")
    said = " ".join(show_date(by, today).split()[1:])  # the days are few: no need of the weekday
    return look(f"{said}{sign('look')}") if by < today else quiet(said)


def move_detail(move: Move | None, view: StrategyView, width: int, *, hidden: bool) -> Content:
    """A move in full: why of this plan, why in this place, what the guide says, the evidence beside it."""
    if move is None:
        return quiet("no move is selected")
    stage = next(stage for stage in guide.stages() if stage.id == move.stage)
    rows: list[Text] = [
        strong(part) for part in wrapped("" if _is_secret(move, hidden) else move.text, width)
    ]
    rows += [plain(part) for part in wrapped(_why(move, hidden=hidden), width)]
    if move.by is not None:
        left = (move.by - view.today).days
        day = " ".join(show_date(move.by, view.today).split())
        said = "in time until " if left >= 0 else "was in time until "
        rows.append(line(quiet(said), day, quiet(f", {numbers.days_in_words(left)}")))
    rows += [quiet(part) for part in wrapped(f"here because: {stage.why}", width)]
    if not hidden or move.tab not in (Tab.PROFILE, Tab.PROGRAMS, Tab.STRATEGY):  # they tell band and visa
        rows += ["", *_rules_in_full(move, width, hidden=hidden)]
    return lines(rows)


def _rules_in_full(move: Move, width: int, *, hidden: bool) -> Iterator[Text]:
    if move.text.startswith("Answer") or len(move.rules) > 3:
        yield title("Waiting for it")
        for part in wrapped(", ".join(move.rules), width):
            yield quiet(part)
        return
    for place, name in enumerate(move.rules):
        if place:
            yield ""
        yield from rule_in_full(name, width, hidden=hidden)


def rule_in_full(name: str, width: int, *, hidden: bool, personal: str | None = None) -> Iterator[Text]:
    """A rule at length: why it applies, what the guide says, where, and the evidence with its limits."""
    rule = guide.rules()[name]
    yield spread(title("The guide"), faint("" if hidden else name), width)
    if personal and not hidden:
        for part in wrapped(personal, width):
            yield strong(part)
    for part in wrapped(rule.longer, width):
        yield plain(part)
    for part in wrapped(rule.source.text, width):
        yield quiet(part)
    for fact in guide.evidence().get(name, ()):
        yield ""
        yield title({"for": "Evidence for it", "against": "Evidence against it"}.get(fact.side, "Beside it"))
        for part in wrapped(fact.text, width):
            yield plain(part)
        for part in wrapped(f"but: {fact.limits}", width):
            yield quiet(part)
        for part in wrapped(
            f"{fact.source.text}; checked {fact.source.checked_on}, {fact.source.sure}", width
        ):
            yield faint(part)


# -- evidence


def evidence(view: StrategyView, width: int, height: int, *, hidden: bool) -> Content:
    """The score beside those with and without a match as spans on one scale, then the rate and its limits."""
    charting, figures = view.charting, view.scores.figures
    ends = _span_ends(view, hidden=hidden)
    room = max(width - SPAN_LABEL, 12)
    rows: list[Text] = [
        _spanned(f"matched, {charting.matched.number}", charting.matched, ends, room, "$success"),
        _spanned(f"not, {charting.unmatched.number}", charting.unmatched, ends, room, "$foreground-muted"),
    ]
    if view.score is not None and not hidden:
        low, high = (figures.low80, figures.high80) if view.basis == "projected" else (None, None)
        said = "you, 80%" if low is not None else "you"
        middle = float(view.score)
        span = _span(low or middle, middle, high or middle, ends, room, "$primary", sign("fixed"))
        rows.append(line(strong(fit(said, SPAN_LABEL)), span))
    rows.append(line(" " * SPAN_LABEL, _scale(ends, room)))
    rate, _, ranks, *_ = view.figures
    told: list[Text] = ["", *_figure(rate, width)]
    limits = [line(mark("look"), " ", quiet(part)) for part in wrapped(rate.limits, width - 2)[:1]]
    limits += [quiet(f"  {part}") for part in wrapped(rate.limits, width - 2)[1:]]
    more = [*_figure(ranks, width), *(quiet(part) for part in wrapped(f"but {ranks.limits}", width))]
    if len(rows) + len(told) + len(limits) + len(more) + 2 <= height:
        return lines([*rows, *told, *limits, "", *more])
    return lines([*rows, *told, *limits][:height])


def _figure(row: Figure, width: int) -> list[Content]:
    first, *more = wrapped(f"{row.figure} {row.text}", width)
    return [line(strong(row.figure), plain(first[len(row.figure) :])), *map(plain, more)]


def _span_ends(view: StrategyView, *, hidden: bool) -> tuple[float, float]:
    charting, figures = view.charting, view.scores.figures
    points = [charting.matched.low, charting.matched.high, charting.unmatched.low, charting.unmatched.high]
    mine = [] if hidden else [view.score, figures.low80, figures.high80]
    known = [*map(float, points), *(float(point) for point in mine if point is not None)]
    return min(known) // STEP * STEP, -(-max(known) // STEP) * STEP


def _spanned(label: str, row: Quartiles, ends: tuple[float, float], width: int, ink: str) -> Content:
    glyph = sign("todo") if in_ascii() else sign("known")
    return line(quiet(fit(label, SPAN_LABEL)), _span(row.low, row.median, row.high, ends, width, ink, glyph))


def _span(
    low: float, middle: float, high: float, ends: tuple[float, float], width: int, ink: str, glyph: str
) -> Content:
    """A bar from `low` to `high` with `glyph` at `middle`, on a scale of `width` cells."""
    first, here, last = (_place(point, ends, width) for point in (low, middle, high))
    bar = sign("bar")
    return line(
        " " * first,
        styled(bar * (here - first), ink),
        styled(glyph, ink),
        styled(bar * (last - here), ink),
    )


def _place(point: float, ends: tuple[float, float], width: int) -> int:
    low, high = ends
    return round((point - low) / (high - low) * (width - 1))


def _scale(ends: tuple[float, float], width: int) -> Content:
    """The tens under the spans, as many as there is room for."""
    cells = [" "] * width
    every = STEP if width >= (ends[1] - ends[0]) / STEP * 6 else 2 * STEP
    for point in range(int(ends[0]), int(ends[1]) + 1, every):
        at = min(max(_place(point, ends, width) - 1, 0), width - 3)
        cells[at : at + 3] = str(point)
    return quiet("".join(cells))


def basis(view: StrategyView) -> str:
    """What all of it rests on, for the frame."""
    said = {"real": "on the real score", "projected": "on the projection", "none": "without a score"}
    return said[view.basis]


def evidence_state(view: StrategyView) -> Content:
    """The legend of the spans, and when the figures were read."""
    dot = sign("todo") if in_ascii() else sign("known")
    return quiet(
        f"{dot} median {sign('bar')} middle half {sign('dot')} checked {view.charting.source.checked_on}"
    )


# -- what lies deeper


def more_rows(view: StrategyView, saved: int, keys: dict[str, str], *, hidden: bool) -> list[Row]:
    """One row for each view behind a key, with what it says now."""
    said = {
        "what_if": f"{saved} kept beside the plan" if saved else "another score, another visa",
        "examples": _nearest(view, hidden=hidden),
        "dual": _dual(view),
        "story": _story(view),
        "faq": "answered for this plan",
        "rules": _rules(view),
        "report": "for an advisor, or in part",
    }
    names = {
        "what_if": "What if",
        "examples": "Examples",
        "dual": "Second specialty",
        "story": "Your story",
        "faq": "Four questions",
        "rules": "Rules, evidence",
        "report": "Report",
    }
    return [
        Row(action, {"key": accent(keys[action]), "what": strong(names[action]), "now": quiet(said[action])})
        for action in said
    ]


def _nearest(view: StrategyView, *, hidden: bool) -> str:
    near = next((row for row in view.examples if row.near), None)
    if near is None or hidden:
        return "three, beside your plan"
    alike = sum(trait.same for trait in near.traits)
    return f"{near.scenario.number} is nearest, {alike} of {len(near.traits)} alike"


def _rules(view: StrategyView) -> str:
    waiting = f"; {numbers.many(len(view.questions), 'answer')} missing" if view.questions else ""
    return f"{len(view.rules)} apply{waiting}"


def _dual(view: StrategyView) -> str:
    if view.dual.advised is None:
        return "cannot be told yet"
    return "worth serious thought" if view.dual.advised else "not asked for by the guide"


def _story(view: StrategyView) -> str:
    told = [row for row in view.story if row.asked or row.answer]
    written = sum(row.answer is not None for row in told)
    return f"{written} of {len(told)} prompts written" if told else "no prompt is asked yet"
