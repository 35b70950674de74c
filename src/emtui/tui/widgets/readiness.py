"""The readiness panel: where exam day lands and how sure that is, in figures and plain sentences.

The range and the pace lead; the reading with practice taken at its word stands beside the projection,
equally large.
"""

from collections.abc import Sequence
from functools import partial
from math import ceil
from textwrap import wrap

from textual.app import ComposeResult
from textual.containers import Container, Horizontal
from textual.content import Content
from textual.widgets import Static

from emtui.dates import show_date
from emtui.planner.scorecard import Scorecard
from emtui.planner.scores import Figures, Scores
from emtui.planner.systems import SystemStanding
from emtui.show import numbers
from emtui.tui.signs import sign
from emtui.tui.text import fit, good, line, lines, look, mark, masked, plain, quiet, strong
from emtui.tui.widgets.big_number import BigNumber
from emtui.tui.widgets.fitted import Fitted
from emtui.tui.widgets.pane import Pane
from emtui.vocabulary import ProjectionState, Unit

Fact = tuple[Content, Content]  # a value, and how it stands
LABEL, VALUE = 20, 16  # cells of a fact's name and value


class Reading(Horizontal):
    """A score in large digits and its words on the same three rows; blank where the score is unknown."""

    DEFAULT_CSS = """
    Reading {
        width: auto;
        height: 3;
        & > BigNumber { margin-right: 1; }
        & > Static { width: auto; }
        &.-plain > BigNumber { color: $foreground; }
    }
    """

    def compose(self) -> ComposeResult:
        yield BigNumber("")
        yield Static()

    def show(self, score: str, words: Content) -> None:
        """Show `score` as digits beside `words`."""
        number = self.query_one(BigNumber)
        number.update(score)
        number.display = bool(score)
        self.query_one(Static).update(words)


class ReadinessPane(Pane):
    """The projection, the conservative reading beside it, the facts they rest on, and what to know."""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    ReadinessPane {
        & > #figures { height: auto; }
        & #readings { width: auto; height: 3; }
        & #conservative { margin-left: 2; }
        & #facts { margin-top: 1; }
        & > #to-know { margin-top: 1; }
    }
    .-narrow ReadinessPane {
        & > #figures { layout: horizontal; }
        & #facts { margin-top: 0; margin-left: 2; width: 1fr; }
        & > #to-know { margin-top: 0; height: 1; }
    }
    """

    def compose_body(self) -> ComposeResult:
        with Container(id="figures"):
            with Horizontal(id="readings"):
                yield Reading(id="projected")
                yield Reading(id="conservative", classes="-plain")
            yield Static(id="facts")
        yield Fitted(id="to-know")

    def show(
        self, scores: Scores, *, real: int | None, yours: Sequence[str], hidden: bool, narrow: bool
    ) -> None:
        """Show the readiness of `scores`; `real` is the real score once known, `hidden` shows dots.

        `yours` names what is assumed otherwise than the guide.
        """
        figures = scores.figures
        self.heading = "Readiness"
        self.remark = "" if scores.exam_day is None else show_date(scores.exam_day, scores.today)
        self.state = _stand(scores, narrow=narrow)
        conservative = self.query_one("#conservative", Reading)
        self.query_one("#projected", Reading).show(*_projected(scores, real, hidden))
        conservative.show(*_conservative(scores, hidden))
        conservative.display = figures.conservative_mean is not None
        facts = (_short_facts if narrow else _facts)(scores, real, hidden)
        self.query_one("#facts", Static).update(facts)
        # On a narrow screen the chart needs the rows, unless the figures cannot be taken at face value.
        plain_reading = figures.state is ProjectionState.OK and not yours
        sentences = _sentences(scores, yours)
        to_know = self.query_one("#to-know", Fitted)
        to_know.display = bool(sentences or scores.systems) and not hidden and not (narrow and plain_reading)
        rows = [] if narrow else [*_spans(scores.scorecard), *_weakest(scores.systems)]
        to_know.show(partial(_to_know, sentences, rows))


def _sentences(scores: Scores, yours: Sequence[str]) -> list[str]:
    """What to know, the most telling first: whose figures, how past projections did, what limits this one."""
    assumed = [f"Yours, not the guide's: {', '.join(yours)}."] if yours else []
    return [*assumed, *(scores.scorecard.words if scores.scorecard else ()), *scores.notes]


def _to_know(sentences: Sequence[str], rows: Sequence[Content], width: int, height: int) -> Content:
    """As many of the first sentences as fit, none of them cut, then as many of the rows."""
    said: list[str] = []
    for sentence in sentences:
        wrapped = wrap(sentence, width) if width else []
        if len(said) + len(wrapped) > height:
            break
        said += wrapped
    return lines([*map(quiet, said), *rows[: max(0, height - len(said))]])


def _spans(card: Scorecard | None) -> list[Content]:
    """How far off the projections were by how far out they were, the last ones first."""
    if card is None:
        return []
    return [
        _fact(
            span.name,
            strong(numbers.many(round(span.miss), "point") + " off"),
            quiet(f"{span.held80} of {span.projections} in 80%"),
        )
        for span in card.spans
    ]


def _weakest(systems: Sequence[SystemStanding]) -> list[Content]:
    """The weakest areas, a row each, and which way each goes."""
    return [
        _fact(
            "" if place else "weakest areas",
            line(strong(numbers.own_score(row.percent, Unit.PERCENT)), " ", quiet(row.name)),
            trend(row),
        )
        for place, row in enumerate(systems)
    ]


def trend(row: SystemStanding) -> Content:
    """Which way an area goes: `▼ 13`, as against the reports before."""
    if row.change is None or not round(row.change):
        return quiet("first report" if row.change is None else "as before")
    sign_of, tone = ("better", good) if row.change > 0 else ("worse", look)
    points = f"{sign(sign_of)} {abs(round(row.change))}"
    return quiet(f"{points} chance?") if row.by_chance else tone(points)


def _stand(scores: Scores, *, narrow: bool) -> str:
    """What the figures rest on, for the frame."""
    counted = sum(test.counted for test in scores.tests)
    tests = numbers.many(counted, "test")
    version = f"model {scores.figures.model_version}"
    return f"{tests} · {version}" if narrow else version


def _figure(text: str, hidden: bool) -> str:
    return masked(text) if hidden else text


def _projected(scores: Scores, real: int | None, hidden: bool) -> tuple[str, Content]:
    """Digits and words of the first reading: the real score, the projection, or why there is none."""
    figures = scores.figures
    if real is not None:
        against = _against_target(scores.target, real, hidden)
        return _digits(real, hidden), lines([_caption("real score", hidden), "", against])
    if figures.mean is None or figures.low80 is None or figures.high80 is None:
        return "", _missing(figures)
    caption = "projected"
    if figures.state is ProjectionState.NEED_MORE_DATA:
        caption = "need more data"
    return _digits(figures.mean, hidden), _range_words(
        caption, figures.low80, figures.high80, figures.target, figures.p_target, hidden
    )


def _missing(figures: Figures) -> Content:
    """Why there is no projection, and what makes one."""
    if figures.state is ProjectionState.NO_EXAM_DAY:
        what, mends = "no exam day yet", ("type : exam 15 jun,", "or set it on 2 Profile")
    else:
        what, mends = "need more data", ("two dated tests", "make a projection")
    return lines([strong(what), *map(quiet, mends)])


def _digits(score: float, hidden: bool) -> str:
    """A score for the large digits, which know no dots."""
    return "" if hidden else numbers.score(score)


def _caption(words: str, hidden: bool) -> Content:
    """What the digits are, or dots in their place with what they are."""
    return line(strong(masked("243")), " ", quiet(words)) if hidden else quiet(words)


def _against_target(target: int | None, real: int, hidden: bool) -> Content:
    if target is None or hidden:
        return plain("")
    gap = real - target
    return line(quiet(f"{target} "), strong("reached" if gap >= 0 else f"{-gap} short"))


def _conservative(scores: Scores, hidden: bool) -> tuple[str, Content]:
    figures, projection = scores.figures, scores.projection
    if figures.conservative_mean is None or projection is None:
        return "", plain("")
    low, high = projection.conservative.interval(0.80)
    return _digits(figures.conservative_mean, hidden), _range_words(
        "practice = exam", low, high, figures.target, figures.conservative_p_target, hidden
    )


def _range_words(
    caption: str, low: float, high: float, target: int | None, chance: float | None, hidden: bool
) -> Content:
    """What the digits are, the range eight of ten land in, and only then the chance of the target."""
    rows = [
        _caption(caption, hidden),
        line(quiet("80% "), strong(_figure(numbers.spread(low, high), hidden))),
    ]
    if target is not None and chance is not None and not hidden:
        rows.append(line(quiet(f"{sign('at-least')} {target} "), strong(numbers.percent(chance))))
    return lines(rows)


def _facts(scores: Scores, real: int | None, hidden: bool) -> Content:
    """One row a fact: what it is, its value, and how it stands."""
    figures = scores.figures
    aim = "" if hidden or scores.target is None else str(scores.target)
    rows = [(_pass_label(figures, " in force"), *_pass(figures, real, hidden))]
    if real is None:
        rows += [
            ("pace a week", *_pace(figures, hidden)),
            ("last test", *_last_test(figures)),
            (f"form nearest to {aim}" if aim else "nearest form", *_nearest(scores, hidden)),
            ("tests disagree", *_disagreements(scores, hidden)),
        ]
    return lines(_fact(*row) for row in rows)


def _fact(label: str, value: Content, verdict: Content) -> Content:
    return line(fit(quiet(label), LABEL), fit(value, VALUE), " ", verdict)


def _short_facts(scores: Scores, real: int | None, hidden: bool) -> Content:
    """Up to three facts for a narrow screen, each with its sign only."""
    figures = scores.figures
    rows = [(_pass_label(figures, ""), *_pass(figures, real, hidden))]
    if real is None:
        rows += [("pace", *_pace(figures, hidden)), ("last", *_last_test(figures))]
    return lines(line(fit(quiet(label), 10), fit(value, 13), verdict[:2]) for label, value, verdict in rows)


def _pass_label(figures: Figures, ending: str) -> str:
    return "pass" if figures.pass_mark is None else f"pass, {figures.pass_mark}{ending}"


def _pass(figures: Figures, real: int | None, hidden: bool) -> Fact:
    if real is not None and figures.pass_mark is not None and not hidden:
        passed = real >= figures.pass_mark
        return strong("passed" if passed else "not passed"), mark("ok" if passed else "no")
    if figures.p_pass is None:
        return _unknown()
    return strong(_figure(numbers.percent(figures.p_pass), hidden)), plain("")


def _pace(figures: Figures, hidden: bool) -> Fact:
    """The pace seen against the pace needed, in points a week."""
    seen, needed = figures.pace_seen, figures.pace_needed
    if seen is None:
        return _unknown()
    value = strong(_figure(numbers.pace(seen), hidden))
    if needed is None or hidden:
        return value, plain("")
    if needed <= 0:
        return value, line(mark("ok"), " none needed")
    value = line(value, quiet(f" of {numbers.pace(needed)}"))
    short = needed - seen
    if short < 0.05:
        return value, line(mark("ok"), " enough")
    return value, line(mark("look"), look(f" short by {numbers.pace(short)}"))


def _last_test(figures: Figures) -> Fact:
    days = figures.last_test_days
    if days is None:
        return _unknown()
    value = strong(numbers.days_in_words(-days))
    if figures.state is ProjectionState.STALE:
        return value, line(mark("look"), look(" stale"))
    return value, line(mark("ok"), " fresh") if figures.state is ProjectionState.OK else plain("")


def _nearest(scores: Scores, hidden: bool) -> Fact:
    """The counted form nearest the target, and how far below it is."""
    nearest, target = scores.nearest, scores.target
    if nearest is None:
        return _unknown()
    level = numbers.score(nearest.level)
    value = line(strong(_figure(level, hidden)), " ", quiet(nearest.name))
    if target is None or hidden:
        return value, plain("")
    gap = target - nearest.level
    if gap <= 0:
        return value, line(mark("ok"), " in range")
    return value, line(mark("look"), look(f" {ceil(gap)} below"))


def _disagreements(scores: Scores, hidden: bool) -> Fact:
    found = scores.figures.disagreements
    if not found:
        compared = sum(test.counted for test in scores.tests) > 1
        return (strong("none"), mark("ok")) if compared else _unknown()
    value = strong(f"{found[0].a}, {found[0].b}")
    if hidden:
        return value, mark("look")
    return value, line(mark("look"), look(f" {numbers.score(abs(found[0].gap))} apart"))


def _unknown() -> Fact:
    return line(mark("unknown"), " ", quiet("unknown")), plain("")
