"""`emtui log`: one line of words, stored. Loads no more than it needs, so that it answers at once."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from emtui import clock, config
from emtui.cli.outcome import DONE, Usage, say
from emtui.cli.plans import changing, read_plan_if_any
from emtui.dates import Order
from emtui.store.understood import store_understood
from emtui.words import read_words

HINT = "log needs words, such as: emtui log nbme 13 241\nemtui log --help shows more of them"


def run(arguments: Sequence[str], plan: Path) -> int:
    """Parse `arguments` without typer and store their words; return the exit code."""
    words, order = _split(arguments)
    if not words:
        raise Usage(HINT)
    store_words(words, order, plan)
    return DONE


def store_words(words: Sequence[str], order: Order | None, plan: Path) -> None:
    """Understand `words` and store what they mean in the plan, which is made where there is none."""
    understood = read_words(
        " ".join(words),
        plan=read_plan_if_any(plan),
        today=clock.today(),
        order=order or config.load().dates,
    )
    with _without_collector(), changing(plan, create=True) as store:
        store_understood(understood, store)
    say(f"stored: {understood.summary}\nemtui undo takes it back")


@contextmanager
def _without_collector() -> Iterator[None]:
    """Spare the import of SQLModel the collector's rounds, a seventh of it; the process ends in a moment."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _split(arguments: Sequence[str]) -> tuple[list[str], Order | None]:
    """The words, and the order `--dates` gives; words such as -3 are dates, not options."""
    words: list[str] = []
    order = None
    remaining = iter(arguments)
    for argument in remaining:
        if argument == "--":
            return [*words, *remaining], order
        if argument == "--dates" or argument.startswith("--dates="):
            order = _order(argument.partition("=")[2] or next(remaining, ""))
        elif argument.startswith("--"):
            raise Usage(f"log has no option {argument}; it has --dates mdy|dmy")
        else:
            words.append(argument)
    return words, order


def _order(text: str) -> Order:
    try:
        return Order(text)
    except ValueError:
        raise Usage("--dates is mdy (11/23) or dmy (23/11)") from None
