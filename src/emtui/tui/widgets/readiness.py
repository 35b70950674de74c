"""The readiness panel: where exam day lands and how sure that is, in figures and plain sentences.

The range and the pace lead; the reading with practice taken at its word stands beside the projection,
equally large.
"""

from textual.app import ComposeResult
from textual.containers import Container, Horizontal
from textual.content import Content
from textual.widgets import Static

from emtui.dates import show_date
from emtui.planner.scores import Figures, Scores
from emtui.show import numbers
from emtui.tui.signs import sign
from emtui.tui.text import fit, line, lines, look, mark, masked, plain, quiet, strong
from emtui.tui.widgets.big_number import BigNumber
from emtui.tui.widgets.pane import Pane
from emtui.vocabulary import ProjectionState

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
        & > #to-know { height: auto; margin-top: 1; }
    }
    .-narrow ReadinessPane {
        & > #figures { layout: horizontal; }
        & #facts { margin-top: 0; margin-left: 2; width: 1fr; }
        & > #to-know { margin-top: 0; max-height: 2; }
    }
    """

    def compose_body(self) -> ComposeResult:
        with Container(id="figures"):
            with Horizontal(id="readings"):
                yield Reading(id="projected")
                yield Reading(id="conservative", classes="-plain")
            yield Static(id="facts")
        yield Static(id="to-know")

    def show(self, scores: Scores, *, real: int | None, hidden: bool, narrow: bool) -> None:
        """Show the readiness of `scores`; `real` is the real score once known, `hidden` shows dots."""
        figures = scores.figures
        self.heading = "Readiness"
        self.remark = "" if scores.exam_day is None else show_date(scores.exam_day, scores.today)
        self.state = _stand(scores, narrow=narrow)
        conservative = self.query_one("#conservative", Reading)
        self.query_one("#projected", Reading).show(*_projected(scores, real, hidden))
        conservative.show(*_conservative(scores, hidden))
        conservative.display = figures.conservative_mean is not None
        facts = _short_facts(scores, hidden) if narrow else _facts(scores, hidden)
        self.query_one("#facts", Static).update(facts)
        to_know = self.query_one("#to-know", Static)
        # On a narrow screen the chart needs the rows, unless the figures cannot be taken at face value.
        notes = scores.notes[:1] if narrow else scores.notes
        spoken = not hidden and not (narrow and figures.state is ProjectionState.OK)
        to_know.update(lines(quiet(note) for note in notes))
        to_know.display = spoken and bool(notes)


def _stand(scores: Scores, *, narrow: bool) -> str:
    """What the figures rest on, for the frame."""
    counted = sum(not test.future for test in scores.tests)
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
        return "", lines(
            [strong(_missing(figures)), quiet("the range comes with"), quiet("the first dated tests")]
        )
    caption = "projected"
    if figures.state is ProjectionState.NEED_MORE_DATA:
        caption = "need more data"
    return _digits(figures.mean, hidden), _range_words(
        caption, figures.low80, figures.high80, figures.target, figures.p_target, hidden
    )


def _missing(figures: Figures) -> str:
    return "no exam day yet" if figures.state is ProjectionState.NO_EXAM_DAY else "need more data"


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


def _facts(scores: Scores, hidden: bool) -> Content:
    """One row a fact: what it is, its value, and how it stands."""
    rows = [
        (_pass_label(scores.figures, " in force"), *_pass(scores.figures, hidden)),
        ("pace a week", *_pace(scores.figures, hidden)),
        ("last test", *_last_test(scores.figures)),
        (
            "nearest form" if hidden or scores.target is None else f"form nearest to {scores.target}",
            *_nearest(scores, hidden),
        ),
        ("tests disagree", *_disagreements(scores.figures, hidden)),
    ]
    return lines(
        line(fit(quiet(label), LABEL), fit(value, VALUE), " ", verdict) for label, value, verdict in rows
    )


def _short_facts(scores: Scores, hidden: bool) -> Content:
    """The three facts for a narrow screen, each with its sign only."""
    rows = [
        (_pass_label(scores.figures, ""), *_pass(scores.figures, hidden)),
        ("pace", *_pace(scores.figures, hidden)),
        ("last", *_last_test(scores.figures)),
    ]
    return lines(line(fit(quiet(label), 10), fit(value, 13), verdict[:2]) for label, value, verdict in rows)


def _pass_label(figures: Figures, ending: str) -> str:
    return "pass" if figures.pass_mark is None else f"pass, {figures.pass_mark}{ending}"


def _pass(figures: Figures, hidden: bool) -> tuple[Content, Content]:
    if figures.p_pass is None:
        return _unknown(), plain("")
    return strong(_figure(numbers.percent(figures.p_pass), hidden)), plain("")


def _pace(figures: Figures, hidden: bool) -> tuple[Content, Content]:
    """The pace seen against the pace needed, in points a week."""
    seen, needed = figures.pace_seen, figures.pace_needed
    if seen is None:
        return _unknown(), plain("")
    value = strong(_figure(numbers.pace(seen), hidden))
    if needed is None:
        return value, plain("")
    if hidden:
        return value, plain("")
    if needed <= 0:
        return value, line(mark("ok"), " none needed")
    value = line(value, quiet(f" of {numbers.pace(needed)}"))
    short = needed - seen
    if short < 0.05:
        return value, line(mark("ok"), " enough")
    return value, line(mark("look"), look(f" short by {numbers.pace(short)}"))


def _last_test(figures: Figures) -> tuple[Content, Content]:
    days = figures.last_test_days
    if days is None:
        return _unknown(), plain("")
    value = strong(numbers.days_in_words(-days))
    if figures.state is ProjectionState.STALE:
        return value, line(mark("look"), look(" stale"))
    return value, line(mark("ok"), " fresh") if figures.state is ProjectionState.OK else plain("")


def _nearest(scores: Scores, hidden: bool) -> tuple[Content, Content]:
    """The counted form nearest the target, and how far below it is."""
    nearest, target = scores.nearest, scores.target
    if nearest is None:
        return _unknown(), plain("")
    level = numbers.score(nearest.level)
    value = line(strong(_figure(level, hidden)), " ", quiet(nearest.name))
    if target is None or hidden:
        return value, plain("")
    gap = target - int(level)
    if gap <= 0:
        return value, line(mark("ok"), " in range")
    return value, line(mark("look"), look(f" {gap} below"))


def _disagreements(figures: Figures, hidden: bool) -> tuple[Content, Content]:
    if not figures.disagreements:
        return strong("none"), mark("ok")
    first = figures.disagreements[0]
    value = strong(f"{first.a}, {first.b}")
    if hidden:
        return value, mark("look")
    return value, line(mark("look"), look(f" {numbers.score(abs(first.gap))} apart"))


def _unknown() -> Content:
    return line(mark("unknown"), " ", quiet("not known yet"))
