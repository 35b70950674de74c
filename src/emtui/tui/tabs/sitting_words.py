"""What the sit-or-delay view says: the verdict, its reasons, the candidate days, what would change it."""

from collections.abc import Callable, Sequence
from datetime import date

from textual.content import Content

from emtui import guide
from emtui.dates import show_date
from emtui.fields import Value
from emtui.guide.sitting import sitting_rules
from emtui.planner.scores import Scores
from emtui.planner.sitting import Option, Reason, Sitting
from emtui.planner.what_if import Outcome
from emtui.show import numbers
from emtui.tui.masks import without_scores
from emtui.tui.signs import sign
from emtui.tui.tabs.exam_day_words import (
    CHIPS,
    SCORE_BACK,
    apart,
    clash_in_short,
    clash_mark,
    day_in_words,
    is_outside,
    short_day,
    verdict_words,
)
from emtui.tui.tabs.guidance import wrapped
from emtui.tui.text import (
    Text,
    accent,
    chip,
    faint,
    line,
    lines,
    look,
    mark,
    masked,
    plain,
    quiet,
    spread,
    strong,
)
from emtui.tui.widgets.rail import rail, rail_ends
from emtui.tui.widgets.row_table import Column, Row
from emtui.vocabulary import ProjectionState, Verdict, Visible

NO_OPTIONS = (
    "No days to compare yet",
    "the planned exam day and one practice test bring them",
)
GAP = "   "


# -- the verdict


def verdict(view: Sitting, scores: Scores, *, hidden: bool, narrow: bool) -> Content:
    """The verdict in one sentence, then the figures of the day it names."""
    rows = [line(chip(CHIPS[view.verdict]), "  ", _sentence(view, scores))]
    if narrow and scores.exam_day is not None and scores.exam_day >= scores.today:
        rows[0] = line(strong(numbers.days((scores.exam_day - scores.today).days)), "  ", rows[0])
    if view.verdict is not Verdict.NOT_ENOUGH_DATA:
        figures = _figures(view, scores, hidden=hidden)
        rows += [line(*figures)] if narrow else figures
    elif sum(test.counted for test in scores.tests) == 1:
        rows.append(quiet("one test says too little to tell anyone to sit, or to wait"))
    return lines(rows)


def _sentence(view: Sitting, scores: Scores) -> Content:
    day = "" if view.on is None else day_in_words(view.on, scores.today)
    match view.verdict:
        case Verdict.SIT:
            return line(strong(day), quiet(", as planned"))
        case Verdict.DELAY:
            return line(quiet("to "), strong(day), quiet(f", {apart(view.on, scores.exam_day)}"))
        case Verdict.CHANGE_TARGET:
            return line(strong("no day in time brings it near"), quiet(f"; {day} stays planned"))
        case Verdict.NOT_ENOUGH_DATA:
            things = numbers.many(len(view.missing), "thing is", "things are")
            return line(strong(f"{things} missing"), quiet(" before there is a verdict"))


def _figures(view: Sitting, scores: Scores, *, hidden: bool) -> list[Content]:
    """Range and chances on the day of the verdict; a delay shows them against the planned day's."""
    figures = scores.figures
    planned = next(option for option in view.options if option.planned)
    chosen = next((option for option in view.options if option.on == view.on), planned)
    gain = chosen.mean - planned.mean
    if figures.low80 is None or figures.high80 is None:
        return []
    spread_80 = numbers.spread(figures.low80 + gain, figures.high80 + gain)
    ranged = line(
        quiet("projected "),
        _moved(numbers.score(planned.mean), numbers.score(chosen.mean), hidden),
        quiet("   80% "),
        strong(masked(spread_80) if hidden else spread_80),
    )
    if figures.state is ProjectionState.STALE and figures.last_test_days is not None:
        ranged = line(ranged, "  ", mark("look"), look(f" {numbers.days(figures.last_test_days)} old"))
    name, word = SCORE_BACK[chosen.visible]
    chances = line(
        quiet(f"{sign('at-least')} {masked('245') if hidden else scores.target} "),
        _moved(_share(planned.p_target), _share(chosen.p_target), hidden),
        quiet("   pass "),
        _moved(_share(planned.p_pass), _share(chosen.p_pass), hidden),
        quiet("   score back "),
        mark(name),
        f" {word}",
    )
    return [line(ranged, GAP), chances]


def _moved(before: str, after: str, hidden: bool) -> Content:
    """`35% → 40%`, or the one value where both are the same."""
    if hidden:
        return strong(masked(after))
    if before == after:
        return strong(after)
    return line(quiet(before), " ", accent(sign("leads")), " ", strong(after))


def _share(share: float | None) -> str:
    return sign("unknown") if share is None else numbers.percent(share)


def asked(scores: Scores) -> str:
    """What the verdict rests on, for the frame."""
    counted = numbers.many(sum(test.counted for test in scores.tests), "test")
    asked_on = day_in_words(scores.today, scores.today)
    return f" {sign('dot')} ".join((f"model {scores.figures.model_version}", counted, f"asked {asked_on}"))


# -- reasons


def reasons(
    found: Sequence[Reason], width: int, *, hidden: bool, gap: int = 0, longer: bool = False
) -> Content:
    """Each reason with its sign and, faint at the end of its line, the rule's id; `gap` rows apart.

    `longer` adds what the guide says of the rule at length, once a rule.
    """
    blocks = [_reason(reason, width, hidden=hidden) for reason in found]
    if longer:
        _add_guidance(found, blocks, width)
    return _blocks(blocks, gap)


def _blocks(blocks: Sequence[Sequence[Content]], gap: int) -> Content:
    rows: list[Content] = []
    for block in blocks:
        rows += [*([Content("")] * gap if rows else []), *block]
    return lines(rows)


def _reason(reason: Reason, width: int, *, hidden: bool) -> list[Content]:
    text = without_scores(reason.text) if hidden else reason.text
    first, *more = wrapped(" ".join(text.split()), width - 3)
    rows = [plain(first), *map(plain, more)]
    fits = next((at for at, row in enumerate(rows) if row.cell_length + len(reason.rule) < width - 3), None)
    if fits is None:
        fits = len(rows)
        rows.append(Content(""))
    rows[fits] = spread(rows[fits], faint(reason.rule), width - 3)
    sign_of = mark("ok" if reason.fine else "look")
    return [line(sign_of, " " * (3 - sign_of.cell_length), rows[0]), *(line("   ", row) for row in rows[1:])]


def _add_guidance(found: Sequence[Reason], blocks: list[list[Content]], width: int) -> None:
    told: set[str] = set()
    for reason, block in zip(found, blocks, strict=True):
        rule = guide.rules().get(reason.rule)
        if rule is not None and rule.id not in told:
            block += [line("   ", quiet(part)) for part in wrapped(rule.longer, width - 3)]
            told.add(rule.id)


def missing(view: Sitting, width: int, *, key_of: Callable[[str], str]) -> Content:
    """What a verdict needs and the plan does not have, each with the key that brings it.

    `key_of` knows the key of a command of the view by its id.
    """
    rows: list[Text] = []
    for what in view.missing:
        keys = quiet(" or ").join(accent(key_of(command)) for command in _mends(what))
        first, *more = wrapped(what, width - 10)
        rows.append(spread(line(mark("unknown"), "  ", strong(first)), keys, width))
        rows += [*(line("   ", strong(part)) for part in more), ""]
    rows += map(quiet, wrapped("a verdict rests on two dated tests, one of them an official form", width))
    return lines(rows)


def _mends(what: str) -> tuple[str, ...]:
    """The commands that bring what is missing."""
    if what.startswith("the real"):
        return "sitting.real", "sitting.move"
    return ({"an exam day": "sitting.move", "a target": "sitting.target"}.get(what, "sitting.add"),)


# -- what would change it


def changes(view: Sitting, width: int, *, hidden: bool, gap: int) -> Content:
    """What would turn the verdict, each with where it would lead, `gap` rows apart."""
    return _blocks([_change(text, width, hidden=hidden) for text in view.would_change], gap)


def _change(text: str, width: int, *, hidden: bool) -> list[Content]:
    """`A new form at 228 or more → sit`: the condition bold, where it leads on the same line or the next."""
    what, arrow, leads = (without_scores(text) if hidden else text).partition(" → ")
    result = line(accent(sign("leads")), " ", " ".join(leads.split())) if arrow else plain("")
    if len(what) + result.cell_length + 2 <= width:
        return [line(strong(what), "  ", result)]
    rows = [strong(part) for part in wrapped(what, width)]
    return [*rows, *([line("  ", result)] if arrow else [])]


# -- candidate days


def columns(view: Sitting, target: str, rail_width: int, *, hidden: bool) -> tuple[Column, ...]:
    """The columns of the candidate days; the head of the rail is its scale."""
    left, right = ("", "") if hidden else (f"{end:.0%}" for end in _ends(view))
    scale = f"{left}{' ' * max(1, rail_width - len(left) - len(right))}{right}"
    chances = (
        Column("rail", scale, width=rail_width),
        Column("share", f"{sign('at-least')} {target}", align="right", gap=1),
    )
    return (
        Column("date", "date"),
        Column("in", "in", align="right", gap=1, drop=1),
        *(chances if _shares(view) else ()),
        Column("pass", "pass", align="right"),
        Column("score", "score back"),
        Column("note", "", least=21, grow=True),
    )


def rows(view: Sitting, today: date, rail_width: int, *, hidden: bool) -> list[Row]:
    """One row a candidate day; those that are too late or not allowed are quiet."""
    ends = _ends(view)
    return [_row(option, view, today, ends, rail_width, hidden=hidden) for option in view.options]


def _row(
    option: Option, view: Sitting, today: date, ends: tuple[float, float], rail_width: int, *, hidden: bool
) -> Row:
    open_to_it = option.visible is not Visible.NO and not is_outside(option)
    ink = "$primary" if option.planned else "$foreground" if open_to_it else "$text-disabled"
    name, word = SCORE_BACK[option.visible]
    share, passed = _share(option.p_target), numbers.percent(option.p_pass)
    day = show_date(option.on, today)
    return Row(
        option.on.isoformat(),
        {
            "date": strong(day) if option.planned else day if open_to_it else quiet(day),
            "in": quiet(numbers.days((option.on - today).days)),
            "rail": rail(None if hidden else option.p_target, ends, rail_width, ink),
            "share": strong(masked(share) if hidden else share),
            "pass": quiet(masked(passed) if hidden else passed),
            "score": line(mark(name), " ", word),
            "note": _note(option, view),
        },
        option,
    )


def _note(option: Option, view: Sitting) -> Content:
    """Planned, advised, and what the day clashes with."""
    notes = [accent("planned")] if option.planned else []
    if view.verdict is Verdict.DELAY and option.on == view.on:
        notes.append(accent("advised"))
    notes += [line(clash_mark(clash), " ", clash_in_short(clash)) for clash in option.clashes]
    return Content("  ").join(notes)


def _shares(view: Sitting) -> list[float]:
    return [option.p_target for option in view.options if option.p_target is not None]


def _ends(view: Sitting) -> tuple[float, float]:
    shares = _shares(view)
    return rail_ends(shares) if shares else (0.0, 1.0)


# -- the selected day


def beside_the_way(view: Sitting, option: Option, today: date, *, hidden: bool, brief: bool) -> Content:
    """What the two rails leave unsaid: the day's figures, the latest days, the fee, the clashes."""
    rows: list[Text] = [_latest(view), *_fee(view, today)]
    if not brief:
        clashes = [line(clash_mark(clash), " ", " ".join(clash.split())) for clash in option.clashes]
        rows = [_day_figures(view, option, hidden=hidden), *rows, *clashes]
    return lines(rows)


def _day_figures(view: Sitting, option: Option, *, hidden: bool) -> Content:
    """The score to expect on a day, and what it gains on the planned one."""
    planned = next(other for other in view.options if other.planned)
    mean, gain = numbers.score(option.mean), round(option.mean - planned.mean)
    if hidden:
        return line(quiet("projected "), strong(masked(mean)))
    compared = f", {gain:+d} on the planned day" if gain else ""
    return line(quiet("projected "), strong(mean), quiet(compared))


def _latest(view: Sitting) -> Content:
    """The latest exam days whose score is there when programs begin to read."""
    if view.opening is None or view.latest_safe is None or view.latest_typical is None:
        return line(mark("unknown"), quiet(" no match year: the day programs read is not known"))
    opening = view.opening
    about = line(look(sign("estimate")), " ") if opening.tentative else plain("")
    return line(
        quiet("latest for programs reading from "),
        about,
        quiet(f"{short_day(opening.earliest)}: safe "),
        strong(short_day(view.latest_safe)),
        quiet(", typical "),
        strong(short_day(view.latest_typical)),
        quiet(", season from the exam day" if view.season_assumed else ""),
    )


def _fee(view: Sitting, today: date) -> list[Content]:
    """Whether moving the appointment costs a fee."""
    until = view.free_to_move_until
    if until is None:
        return []
    if today <= until:
        return [line(quiet("moving the appointment is free until "), strong(day_in_words(until, today)))]
    return [
        line(
            mark("look"),
            quiet(f" moving it costs a fee now: free until {sitting_rules().free_days} days before"),
        )
    ]


def taken(score: int, *, hidden: bool) -> tuple[str, str]:
    """What stands in the view once the real score is known, and why."""
    shown = masked(str(score)) if hidden else str(score)
    return (
        f"Step 2 CK is taken: {shown}",
        f"there is nothing left to decide; {guide.rules()['no-retake'].text}",
    )


def would_be(value: Value, would: Outcome, today: date) -> Content:
    """A value typed for the exam day or the target, and the verdict it would bring."""
    said = day_in_words(value, today) if isinstance(value, date) else str(value)
    if would.verdict is None:
        return strong(said)
    led = verdict_words(would.verdict, would.on, today)
    return line(strong(said), "  ", accent(sign("leads")), " ", led)
