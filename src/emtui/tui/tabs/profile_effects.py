"""What a profile changes, in words: the band, the figures before and after, the rules that now apply."""

from collections.abc import Iterator

from textual.content import Content

from emtui.planner.profile import ProfileView
from emtui.planner.scores import Figures
from emtui.show import numbers
from emtui.tui.signs import sign
from emtui.tui.tabs.guidance import as_many_as_fit, rule_lines, wrapped
from emtui.tui.text import (
    accent,
    faint,
    fit,
    line,
    lines,
    mark,
    quiet,
    strong,
    title,
)
from emtui.tui.text import masked as dots

LABEL_WIDTH = 12


def big_number(view: ProfileView, *, masked: bool) -> str:
    """The score in large digits; nothing while there is none to show."""
    return "" if masked or view.score is None else numbers.score(view.score)


def band_words(view: ProfileView, *, masked: bool) -> Content:
    """What stands beside the big number: the band and its scores."""
    if masked:
        return lines([strong(dots("243")), quiet("score and band"), quiet("are masked")])
    if view.score is None or view.band is None:
        return lines(
            [strong("no score yet"), quiet("an exam day and practice tests"), quiet("give a projection")]
        )
    basis = "real score" if view.basis == "real" else "projected"
    return lines([strong(view.band.name), quiet(f"target band, {basis}"), quiet(_range(view))])


def _range(view: ProfileView) -> str:
    assert view.band is not None
    if view.band.low is None:
        return f"below {(view.band.high or 0) + 1}"
    if view.band.high is None:
        return f"{view.band.low} and above"
    return f"{view.band.low} to {view.band.high}"


def panel(now: ProfileView, then: ProfileView, width: int, height: int, *, masked: bool) -> Content:
    """The side pane under the big number: figures, rules, and the unknowns that hold rules back."""
    if masked:
        return quiet(numbers.many(len(then.effects), "rule applies", "rules apply"))
    figures = [
        line(quiet(fit(label, LABEL_WIDTH)), value if before == value else _changed(before, value))
        for label, before, value in _figures(now.scores.figures, then.scores.figures)
    ]
    head = line(title("Rules that now apply"), quiet(f"  {len(then.effects)}"))
    above = [*figures, Content(""), head] if figures else [head]
    questions = _questions(then, width)
    below = [Content(""), *questions] if questions else []
    return lines([*above, *_rules(now, then, width, height - len(above) - len(below)), *below])


def strip(now: ProfileView, then: ProfileView, *, masked: bool) -> Content:
    """All of it in one line, for a narrow screen."""
    rules = quiet(numbers.many(len(then.effects), "rule"))
    if masked:
        return rules
    parts = []
    if then.score is not None and then.band is not None:
        parts.append(line(accent(numbers.score(then.score)), " ", then.band.name))
    parts += [
        line(quiet(f"{label} "), value if before == value else _changed(before, value))
        for label, before, value in _figures(now.scores.figures, then.scores.figures)
        if label in ("80%", f"P({sign('at-least')}target)")
    ]
    return Content(f"  {sign('dot')}  ").stylize("$foreground-muted").join([*parts, rules])


def _changed(before: str, after: str) -> Content:
    return line(quiet(before), " ", mark("leads"), " ", strong(after))


def _figures(now: Figures, then: Figures) -> Iterator[tuple[str, str, str]]:
    """Label, value now and value then of each figure that is known now or then."""
    before, after = _shown(now), _shown(then)
    for label in dict.fromkeys((*after, *before)):
        yield label, before.get(label, sign("nothing")), after.get(label, sign("nothing"))


def _shown(figures: Figures) -> dict[str, str]:
    known = {}
    if figures.mean is not None:
        known["projection"] = numbers.score(figures.mean)
    if figures.low80 is not None and figures.high80 is not None:
        known["80%"] = numbers.tight_spread(figures.low80, figures.high80)
    if figures.p_target is not None:
        known[f"P({sign('at-least')}target)"] = numbers.percent(figures.p_target)
    if figures.p_pass is not None:
        known["P(pass)"] = numbers.percent(figures.p_pass)
    if figures.pace_needed is not None:
        known["pace needed"] = numbers.pace(max(figures.pace_needed, 0.0))
    return known


def _rules(now: ProfileView, then: ProfileView, width: int, room: int) -> list[Content]:
    """The rules in at most `room` rows: those that begin or end with the change first."""
    held = {rule.id for rule in now.effects}
    kept = {rule.id for rule in then.effects}
    begun = [rule for rule in then.effects if rule.id not in held]
    ended = [rule for rule in now.effects if rule.id not in kept]
    lasting = [rule for rule in then.effects if rule.id in held]
    if not (begun or ended or lasting):
        return [quiet("none yet: they follow from the answers")]
    blocks = [
        *(rule_lines(rule, width, bullet=mark("better")) for rule in begun),
        *(rule_lines(rule, width, bullet=faint(sign("nothing")), gone=True) for rule in ended),
    ]
    for personal in (True, False):
        rest = [rule_lines(rule, width, personal=personal) for rule in lasting]
        if sum(map(len, (*blocks, *rest))) <= room:
            break
    return as_many_as_fit([*blocks, *rest], room)


def _questions(view: ProfileView, width: int) -> list[Content]:
    if not view.questions:
        return []
    labels = ", ".join(question.label for question in view.questions[:3])
    more = len(view.questions) - 3
    rules = {rule for question in view.questions for rule in question.rules}
    text = f"{numbers.many(len(rules), 'rule waits', 'rules wait')} for {labels}" + (
        f" and {more} more" if more > 0 else ""
    )
    first, *rest = wrapped(text, width - 2)
    return [line(mark("unknown"), " ", quiet(first)), *(line("  ", quiet(part)) for part in rest)]
