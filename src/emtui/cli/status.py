"""`emtui status`: where things stand, in some lines or in one for a prompt, which has to be quick."""

from collections.abc import Sequence
from pathlib import Path

from emtui import clock
from emtui.cli.outcome import DONE, Usage, say
from emtui.cli.plans import read_plan
from emtui.planner.scores import Scores, scores
from emtui.show.layout import labelled
from emtui.show.numbers import days, days_in_words, percent, score, spread
from emtui.show.scores import readiness
from emtui.vocabulary import ProjectionState


def run(options: Sequence[str], plan: Path) -> int:
    """Parse `options` without typer and print the status; return the exit code."""
    if any(option != "--short" for option in options):
        raise Usage("status has one option: --short")
    print_status(plan, short=bool(options))
    return DONE


def print_status(plan: Path, *, short: bool) -> None:
    """Print where things stand; raise NoPlan where there is no plan, but with `short` print nothing."""
    if short and not plan.exists():
        return
    view = scores(read_plan(plan), clock.today())
    say(one_line(view) if short else "\n".join(labelled(readiness(view))))


def one_line(view: Scores) -> str:
    """The line for a prompt, such as `26 d, 243 (233 to 253), 42% for 245`."""
    figures = view.figures
    if view.step2_score is not None:
        return f"Step 2 CK {view.step2_score}"
    if view.exam_day is None:
        return "no exam day"
    left = (view.exam_day - view.today).days
    parts = [days(left) if left >= 0 else f"exam {days_in_words(left)}"]
    if figures.mean is not None and figures.low80 is not None and figures.high80 is not None:
        parts.append(f"{score(figures.mean)} ({spread(figures.low80, figures.high80)})")
    if figures.p_target is not None:
        parts.append(f"{percent(figures.p_target)} for {figures.target}")
    if figures.state in (ProjectionState.NEED_MORE_DATA, ProjectionState.STALE):
        parts.append(figures.state.value.replace("-", " "))
    return ", ".join(parts)
