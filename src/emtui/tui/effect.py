"""What storing a line of the log would change: the projection before and after, in one line."""

from dataclasses import replace
from datetime import date

from textual.content import Content

from emtui.fields import with_values
from emtui.plan import Plan
from emtui.planner.scores import Figures, scores
from emtui.show import numbers
from emtui.tui.signs import sign
from emtui.tui.text import accent, line, quiet, strong
from emtui.words import (
    AddInstrument,
    LogBlock,
    LogDone,
    LogMistake,
    LogSystems,
    LogTest,
    SetFields,
    Understood,
)

GAP = "    "


def effect_of(understood: Understood, plan: Plan, today: date) -> Content | None:
    """How the projection moves where it does; None where the line does not touch it."""
    imagined = imagine(understood, plan)
    if imagined is None:
        return None
    before, after = scores(plan, today).figures, scores(imagined, today).figures
    changes = [
        _change("projected ", _score(before.mean), _score(after.mean)),
        _change(_chance(after), _percent(before.p_target), _percent(after.p_target)),
    ]
    shown = [change for change in changes if change is not None]
    return Content(GAP).join(shown) if shown else None


def imagine(understood: Understood, plan: Plan) -> Plan | None:
    """`plan` as it would be with the line stored; None where no figure depends on it."""
    match understood:
        case LogTest(test=test):
            tests = sorted([*plan.practice_tests, test], key=lambda known: known.taken_on)
            return replace(plan, practice_tests=tuple(tests))
        case SetFields(values=values):
            return replace(plan, profile=with_values(plan.profile, values))
        case LogSystems() | LogBlock() | LogMistake() | LogDone() | AddInstrument():
            return None


def _chance(figures: Figures) -> str:
    return f"{figures.target} or more " if figures.target is not None else ""


def _score(mean: float | None) -> str | None:
    return None if mean is None else numbers.score(mean)


def _percent(chance: float | None) -> str | None:
    return None if chance is None else numbers.percent(chance)


def _change(what: str, before: str | None, after: str | None) -> Content | None:
    """`projected 243 → 244`; None where there is nothing to say."""
    if after is None or before == after:
        return None
    return line(quiet(what), quiet(before or sign("unknown")), " ", accent(sign("leads")), " ", strong(after))
