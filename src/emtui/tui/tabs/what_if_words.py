"""What the what-if says: its dials, the figures before and after, the saved ones beside each other."""

from collections.abc import Sequence
from datetime import date

from textual.content import Content

from emtui.dates import show_date
from emtui.plan import Plan, PracticeTest, WhatIf
from emtui.planner.assumptions import instruments_of
from emtui.planner.scores import Figures
from emtui.planner.what_if import Outcome
from emtui.show import numbers
from emtui.tui.signs import sign
from emtui.tui.tabs.exam_day_words import (
    CHIPS,
    SCORE_BACK,
    apart,
    clash_mark,
    day_in_words,
    short_day,
    verdict_words,
)
from emtui.tui.text import (
    Text,
    accent,
    chip,
    faint,
    fit,
    line,
    lines,
    mark,
    masked,
    quiet,
    strong,
)
from emtui.tui.widgets.row_table import Column, Row
from emtui.vocabulary import Band, Verdict

LABEL = 12  # cells of a dial's name
LONGEST_FIGURE = 16  # cells of a figure's name
COLUMNS = (
    Column("name", "", least=10),
    Column("day", "exam day"),
    Column("target", "target", align="right"),
    Column("tests", "imagined", align="right", drop=3),
    Column("mean", "projected", align="right"),
    Column("range", "80%", drop=1),
    Column("share", "target or more", align="right"),
    Column("pass", "pass", align="right", drop=2),
    Column("back", "score back", drop=4),
    Column("verdict", "verdict", grow=True),
)
AS_PLANNED_KEY = "as planned"
NOTHING_TO_APPLY = "nothing to apply: imagined tests are never stored"
TAKEN = "Step 2 CK is taken: there is nothing left to try"
ADD_HINT = "a form, its score and its day, such as nbme 15 244 on 29 may"
NAME_HINT = "a few words, such as a week later; four stand beside each other"


# -- the dials


def dials(plan: Plan, planned: Outcome, tried: Outcome, *, add_key: str, hidden: bool) -> Content:
    """Exam day, target and imagined tests as they are tried, each with how far it is from the plan."""
    tests = [test_words(plan, test, hidden=hidden) for test in tried.what_if.tests]
    none_yet = line(quiet("no test; "), accent(add_key), quiet(" adds one"))
    return lines(
        [
            _dial("exam day", _exam_day(planned, tried)),
            _dial("target", _target(planned, tried, hidden=hidden)),
            _dial("imagined", Content(", ").join(tests) if tests else none_yet),
            _dial("sit or delay", _verdict(planned, tried)),
        ]
    )


def _dial(name: str, value: Text) -> Content:
    return line(fit(quiet(name), LABEL), "  ", value)


def _exam_day(planned: Outcome, tried: Outcome) -> Content:
    day, before = tried.scores.exam_day, planned.scores.exam_day
    if day is None:
        return line(mark("unknown"), " not set  ", quiet("the first key tries a day"))
    today = planned.scores.today
    clashes = [] if tried.planned is None else tried.planned.clashes
    said = [
        quiet(numbers.days_in_words((day - today).days)),
        *([quiet(apart(day, before))] if before is not None and day != before else []),
        *(line(clash_mark(clash), " ", " ".join(clash.split())) for clash in clashes),
    ]
    return line(_turned(show_date(day, today), "before", "after"), "  ", Content(", ").join(said))


def _target(planned: Outcome, tried: Outcome, *, hidden: bool) -> Content:
    target, before = tried.scores.target, planned.scores.target
    if target is None:
        return line(mark("unknown"), " not set  ", quiet("the first key tries one"))
    shown = masked(str(target)) if hidden else str(target)
    if before is None:
        said = "the plan has none"
    elif target == before or hidden:
        said = "as planned" if target == before else "not as planned"
    else:
        said = f"{target - before:+d} on the plan's"
    return line(_turned(shown, "worse", "better"), "  ", quiet(said))


def _turned(value: str, less: str, more: str) -> Content:
    """A value between the signs of the keys that turn it."""
    return line(accent(sign(less)), " ", strong(value), " ", accent(sign(more)))


def test_words(plan: Plan, test: PracticeTest, *, hidden: bool) -> Content:
    """An imagined test, such as `NBME 15 244 on 29 May`."""
    instrument = instruments_of(plan).get(test.instrument)
    name = test.instrument if instrument is None else instrument.name
    score = f"{test.score:g}" if instrument is None else numbers.own_score(test.score, instrument.unit)
    return line(
        name, " ", strong(masked(score) if hidden else score), quiet(f" on {short_day(test.taken_on)}")
    )


def _verdict(planned: Outcome, tried: Outcome) -> Content:
    if tried.verdict is None or planned.verdict is None:
        return quiet(TAKEN)
    now = chip(CHIPS[tried.verdict])
    if tried.verdict is Verdict.DELAY and tried.on is not None:
        now = line(now, " to ", strong(day_in_words(tried.on, planned.seen_on)))
    same_day = tried.on == planned.on or tried.verdict is not Verdict.DELAY
    if tried.verdict is planned.verdict and same_day:
        return now
    before = verdict_words(planned.verdict, planned.on, planned.seen_on)
    return line(quiet(before), " ", accent(sign("leads")), " ", now)


# -- before and after


def projected(tried: Outcome, *, hidden: bool) -> tuple[str, Content]:
    """The large digits of the what-if and their words."""
    figures, target = tried.scores.figures, tried.scores.target
    if figures.mean is None or figures.low80 is None or figures.high80 is None:
        return "", lines([strong("need more data"), quiet("two dated tests and an exam day"), ""])
    spread = numbers.spread(figures.low80, figures.high80)
    rows = [
        line(strong(masked("243")), " ", quiet("projected")) if hidden else quiet("projected"),
        line(quiet("80% "), strong(masked(spread) if hidden else spread)),
        *([] if hidden or target is None else [_at_least(target, figures.p_target)]),
    ]
    return "" if hidden else numbers.score(figures.mean), lines(rows)


def _at_least(target: int, share: float | None) -> Content:
    return line(quiet(f"{sign('at-least')} {target} "), strong(_percent(share)))


def figures(planned: Outcome, tried: Outcome, width: int, height: int, *, hidden: bool) -> Content:
    """One row a figure, before → after; what did not move stands alone."""
    rows = [_row(*row, width, hidden=hidden) for row in _pairs(planned, tried)]
    return lines(rows[:height])


def figures_in_short(planned: Outcome, tried: Outcome, width: int, height: int, *, hidden: bool) -> Content:
    """The same in two columns for a narrow screen."""
    pairs = [pair for pair in _pairs(planned, tried) if pair[0] != "score back"]
    half = (len(pairs) + 1) // 2
    column = width // 2 - 1
    rows = [
        line(*(fit(_row(*pair, column, hidden=hidden), column + 2) for pair in pairs[at::half]))
        for at in range(half)
    ]
    return lines(rows[:height])


def _row(label: str, before: str, after: str, width: int, *, hidden: bool) -> Content:
    if hidden and label != "score back":
        before, after = masked(before), masked(after)
    arrow = line(" ", accent(sign("leads")), " ")
    value = max(4, (width - LONGEST_FIGURE - arrow.cell_length) // 2)
    name = fit(quiet(label), width - 2 * value - arrow.cell_length)
    if before == after:
        return line(name, " " * (value + arrow.cell_length), fit(after, value))
    return line(name, fit(quiet(before), value, "right"), arrow, fit(strong(after), value))


def _pairs(planned: Outcome, tried: Outcome) -> list[tuple[str, str, str]]:
    """Every figure by name, as planned and as tried."""
    before, after = _facts(planned), _facts(tried)
    return [(name, before[name], value) for name, value in after.items() if name != "target"]


def _facts(outcome: Outcome) -> dict[str, str]:
    found, unknown = outcome.scores.figures, sign("unknown")
    target = outcome.scores.target
    bands = {
        band.value: _percent(None if found.bands is None else found.bands[band]) for band in reversed(Band)
    }
    return {
        "target": unknown if target is None else str(target),
        "projected": _score(found.mean),
        "80%": _range(found),
        "practice = exam": _score(found.conservative_mean),
        "target or more": _percent(found.p_target),
        "pass": _percent(found.p_pass),
        **bands,
        "pace needed": unknown if found.pace_needed is None else numbers.pace(found.pace_needed),
        "score back": unknown if outcome.planned is None else SCORE_BACK[outcome.planned.visible][1],
    }


def _score(points: float | None) -> str:
    return sign("unknown") if points is None else numbers.score(points)


def _percent(share: float | None) -> str:
    return sign("unknown") if share is None else numbers.percent(share)


def _range(found: Figures) -> str:
    if found.low80 is None or found.high80 is None:
        return sign("unknown")
    return numbers.tight_spread(found.low80, found.high80)


# -- side by side


def rows(outcomes: Sequence[Outcome], today: date, *, hidden: bool) -> list[Row]:
    """The plan as it stands, then one row a saved what-if."""
    return [_saved(outcome, today, hidden=hidden) for outcome in outcomes]


def _saved(outcome: Outcome, today: date, *, hidden: bool) -> Row:
    facts = _facts(outcome)

    def shown(name: str) -> str:
        return masked(facts[name]) if hidden else facts[name]

    what_if, exam_day = outcome.what_if, outcome.scores.exam_day
    return Row(
        what_if.name or AS_PLANNED_KEY,
        {
            "name": strong(what_if.name) if what_if.name else quiet(AS_PLANNED_KEY),
            "day": faint("not set") if exam_day is None else show_date(exam_day, today),
            "target": shown("target"),
            "tests": quiet(str(len(what_if.tests) or sign("nothing"))),
            "mean": shown("projected"),
            "range": quiet(shown("80%")),
            "share": strong(shown("target or more")),
            "pass": quiet(shown("pass")),
            "back": facts["score back"],
            "verdict": "" if outcome.verdict is None else verdict_words(outcome.verdict, outcome.on, today),
        },
        what_if,
    )


def named(what_if: WhatIf, plan: Plan) -> WhatIf | None:
    """The saved what-if of this name."""
    return next((saved for saved in plan.what_ifs if saved.name.casefold() == what_if.name.casefold()), None)


def test_meaning(plan: Plan, test: PracticeTest, would: Outcome, today: date, *, hidden: bool) -> Content:
    """An imagined test as it is typed, and where it would lead."""
    found = would.scores.figures
    led: list[Text] = []
    if found.mean is not None and not hidden:
        led = ["  ", quiet("projected "), strong(numbers.score(found.mean))]
        led += ["  ", quiet("target or more "), strong(_percent(found.p_target))]
    if would.verdict is not None:
        led += ["\n  ", accent(sign("leads")), " ", verdict_words(would.verdict, would.on, today)]
    return line(test_words(plan, test, hidden=hidden), *led)


def name_meaning(name: str, known: WhatIf | None) -> Content:
    """A name as it is typed: new, or that of a what-if it replaces."""
    return line(strong(name), quiet("" if known is None else ", in the place of the one saved under it"))
