"""Tab completion of the log line."""

from datetime import date

from emtui import guide
from emtui.dates import WEEKDAYS
from emtui.errors import EmtuiError
from emtui.plan import Plan
from emtui.vocabulary import MistakeReason
from emtui.words.forms import forms
from emtui.words.grammar import BANKS, LogBlock, LogSystems, LogTest, read_words
from emtui.words.studying import done_names

_DAYS = ("today", "yesterday", *WEEKDAYS)
_AFTER_TEST = ("untimed", "partial", "retake", *_DAYS, "note")
_AFTER_BLOCK = ("timed", "tutor", *BANKS, *_DAYS, "note")


def complete(line: str, plan: Plan, today: date) -> list[str]:
    """Every way to finish the last word of `line`, as whole lines, the likeliest first; empty for none."""
    start = line.rfind(" ") + 1
    head, begun = line[:start], line[start:].lower()
    finished = [head + word for word in _words_after(head, plan, today) if word.startswith(begun)]
    if not head.strip():
        return finished
    whole = line.lower().lstrip()
    if whole.startswith("done "):
        return [f"done {name}" for name in done_names(plan) if f"done {name}".startswith(whole)]
    names = [name for name in _first_words(plan) if name.startswith(whole) and " " in name]
    return [*names, *finished]


def _first_words(plan: Plan) -> list[str]:
    names = dict.fromkeys(form.name.lower() for form in forms(plan).values())
    return [*names, "40q", "mistake", "done", "exam", "real", "form"]


def _words_after(head: str, plan: Plan, today: date) -> list[str]:
    """What may follow `head`, which ends with a space or is empty."""
    said = head.lower().split()
    if not said:
        return _first_words(plan)
    if said[0] == "exam":
        return ["none", "tomorrow", *WEEKDAYS] if len(said) == 1 else []
    if said[0] == "real":
        return list(_DAYS) if len(said) == 2 else []
    if said[0] == "mistake":
        return _about_mistake(said)
    if "note" in said:
        return []
    try:
        understood = read_words(head, plan=plan, today=today, order=None)
    except EmtuiError:
        return []
    systems = [alias for system in guide.systems().values() for alias in system.aliases[:1]]
    follows: tuple[str, ...] = ()
    if isinstance(understood, LogTest):
        follows = (*_AFTER_TEST, *systems)
    elif isinstance(understood, LogSystems):
        follows = (*systems, *_DAYS)
    elif isinstance(understood, LogBlock):
        follows = (*systems, *_AFTER_BLOCK)
    return [word for word in follows if word not in said]


def _about_mistake(said: list[str]) -> list[str]:
    """What may follow the topic of a mistake."""
    if said[-1] in ("revisit", "again"):
        return ["tomorrow", *WEEKDAYS]
    if len(said) == 1 or "next" in said:
        return ["revisit"] if "next" in said else []
    return [word for word in (*MistakeReason, "next", "revisit") if word not in said]
