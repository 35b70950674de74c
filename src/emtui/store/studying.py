"""The changes that studying makes, as parts of one step: for the screen, the log line and the shell alike.

Each function returns what `Store.edit` takes; an empty list where there is nothing to change.
"""

from collections.abc import Iterable
from datetime import date

from emtui.plan import Mistake, Plan
from emtui.store.edits import Edit
from emtui.vocabulary import Missed, Progress


def start(plan: Plan, items: Iterable[str], today: date) -> list[Edit]:
    """Begin `items` that were not begun: they come up for review from `today` on."""
    return set_progress(plan, items, Progress.STARTED, today)


def set_progress(plan: Plan, items: Iterable[str], progress: Progress, today: date) -> list[Edit]:
    """Put `items` at `progress`; the day they were begun on is kept, and set where there is none."""
    raise NotImplementedError


def next_progress(progress: Progress) -> Progress:
    """What follows `progress`: todo, started, done, and todo again."""
    order = list(Progress)
    return order[(order.index(progress) + 1) % len(order)]


def set_confidence(plan: Plan, item: str, confidence: int | None) -> list[Edit]:
    """Say how sure one is of `item`, 0 to 4; None takes it back."""
    raise NotImplementedError


def set_notes(plan: Plan, item: str, notes: str | None) -> list[Edit]:
    """Put `notes` (Markdown) beside `item`; empty or None takes them away."""
    raise NotImplementedError


def set_hidden(plan: Plan, item: str, hidden: bool) -> list[Edit]:
    """Hide `item` everywhere, or show it again."""
    raise NotImplementedError


def grade(plan: Plan, item: str, given: int, today: date) -> list[Edit]:
    """Grade a review of `item`: 1 again, 2 hard, 3 good, 4 easy. An item not begun is begun by it."""
    raise NotImplementedError


def remove_item(plan: Plan, item: str) -> list[Edit]:
    """Take an own item out with its notes and reviews; one of the guide is hidden."""
    raise NotImplementedError


def remove_section(plan: Plan, section: str) -> list[Edit]:
    """Take an own section out, with its items and all they hold; nothing for one of the guide."""
    raise NotImplementedError


def revisited(mistake: Mistake, today: date) -> list[Edit]:
    """Note that `mistake` was looked at again."""
    raise NotImplementedError


def decide_missed(plan: Plan, choice: Missed, today: date) -> list[Edit]:
    """Spread, move or drop the questions of the missed days that are not decided on yet."""
    raise NotImplementedError


def excuse(plan: Plan, day: date, excused: bool = True) -> list[Edit]:
    """Excuse `day`, so that it does not break the streak, or take that back."""
    raise NotImplementedError


def set_capacity(plan: Plan, day: date, capacity: float | None) -> list[Edit]:
    """Say how much study `day` has room for, in normal study days; None goes back to shifts and rest days."""
    raise NotImplementedError
