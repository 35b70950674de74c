"""The changes that studying makes, as parts of one step: for the screen, the log line and the shell alike.

Each function returns what `Store.edit` takes; an empty list where there is nothing to change.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from emtui.plan import ItemState, Mistake, Plan, StudyDay
from emtui.planner.capacity import Capacity
from emtui.planner.grading import review_of
from emtui.planner.pacing import Bank, missed_days
from emtui.planner.reviews import OWN
from emtui.store.edits import Add, Change, Edit, Remove
from emtui.vocabulary import Missed, Progress

_Stored = TypeVar("_Stored", ItemState, StudyDay)


def start(plan: Plan, items: Iterable[str], today: date) -> list[Edit]:
    """Begin those of `items` that were not begun: they come up for review from `today` on."""
    begun = {row.item for row in plan.item_states if row.progress is not Progress.UNTOUCHED}
    return set_progress(plan, [item for item in items if item not in begun], Progress.STARTED, today)


def set_progress(plan: Plan, items: Iterable[str], progress: Progress, today: date) -> list[Edit]:
    """Put `items` at `progress`; the day they were begun on is kept, and set where there is none."""
    edits: list[Edit] = []
    for item in items:
        stored = _state(plan, item)
        begun = (stored.started_on if stored else None) or today
        edits += _with(
            plan, item, progress=progress, started_on=None if progress is Progress.UNTOUCHED else begun
        )
    return edits


def next_progress(progress: Progress) -> Progress:
    """What follows `progress`: todo, started, done, and todo again."""
    order = list(Progress)
    return order[(order.index(progress) + 1) % len(order)]


def set_confidence(plan: Plan, item: str, confidence: int | None) -> list[Edit]:
    """Say how sure one is of `item`, 0 to 4; None takes it back."""
    return _with(plan, item, confidence=confidence)


def set_notes(plan: Plan, item: str, notes: str | None) -> list[Edit]:
    """Put `notes` (Markdown) beside `item`; empty or None takes them away."""
    return _with(plan, item, notes=notes if notes and notes.strip() else None)


def set_hidden(plan: Plan, item: str, hidden: bool) -> list[Edit]:
    """Hide `item` everywhere, or show it again."""
    return _with(plan, item, hidden=hidden)


def grade(plan: Plan, item: str, given: int, today: date) -> list[Edit]:
    """Grade a review of `item`: 1 again, 2 hard, 3 good, 4 easy. An item not begun is begun by it."""
    return [*start(plan, [item], today), Add(review_of(plan, item, given, today))]


def remove_item(plan: Plan, item: str) -> list[Edit]:
    """Take an own item out with its notes and reviews; one of the guide is hidden."""
    own = next((row for row in plan.own_items if f"{OWN}{row.id}" == item), None)
    if own is None:
        return set_hidden(plan, item, True)
    states = [Remove(row) for row in plan.item_states if row.item == item]
    reviews = [Remove(row) for row in plan.reviews if row.item == item]
    return [*states, *reviews, Remove(own)]


def remove_section(plan: Plan, section: str) -> list[Edit]:
    """Take an own section out, with its items and all they hold; nothing for one of the guide."""
    own = next((row for row in plan.own_sections if f"{OWN}{row.id}" == section), None)
    if own is None:
        return []
    items = [f"{OWN}{row.id}" for row in plan.own_items if row.section == section]
    return [*(edit for item in items for edit in remove_item(plan, item)), Remove(own)]


def revisited(mistake: Mistake, today: date) -> list[Edit]:
    """Note that `mistake` was looked at again."""
    return [] if mistake.revisited_on == today else [Change(mistake, {"revisited_on": today})]


def decide_missed(plan: Plan, choice: Missed, today: date) -> list[Edit]:
    """Spread, move or drop the questions of the missed days that are not decided on yet."""
    missed = missed_days(Bank(plan, today, Capacity(plan, today)))
    if missed is None:
        return []
    return [
        edit
        for day, questions in zip(missed.days, missed.amounts, strict=True)
        for edit in _with_day(plan, day, missed=choice, missed_questions=questions, decided_on=today)
    ]


def excuse(plan: Plan, day: date, excused: bool = True) -> list[Edit]:
    """Excuse `day`, so that it does not break the streak, or take that back."""
    return _with_day(plan, day, excused=excused)


def set_capacity(plan: Plan, day: date, capacity: float | None) -> list[Edit]:
    """Say how much study `day` has room for, in normal study days; None goes back to shifts and rest days."""
    return _with_day(plan, day, capacity=capacity)


def _state(plan: Plan, item: str) -> ItemState | None:
    return next((row for row in plan.item_states if row.item == item), None)


def _with(plan: Plan, item: str, **values: Any) -> list[Edit]:
    """The row of `item` with `values`; one without any is not kept."""
    return _kept(_state(plan, item), ItemState(item=item), values)


def _with_day(plan: Plan, day: date, **values: Any) -> list[Edit]:
    return _kept(next((row for row in plan.study_days if row.day == day), None), StudyDay(day=day), values)


def _kept(stored: _Stored | None, blank: _Stored, values: dict[str, Any]) -> list[Edit]:
    """What brings `stored` to `values`: a row that says no more than `blank` goes, an unchanged one stays."""
    wanted = replace(stored or blank, **values)
    if wanted == (stored or blank):
        return []
    if stored is None:
        return [Add(wanted)]
    if replace(wanted, id=None) == blank:
        return [Remove(stored)]
    changes = {key: value for key, value in values.items() if getattr(stored, key) != value}
    return [Change(stored, changes)]
