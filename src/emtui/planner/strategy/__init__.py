"""The guide's advice for one plan: the rules that apply, and the unknowns that hold others back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from emtui import fields, guide
from emtui.plan import Plan
from emtui.planner.rules import PRACTICE_TESTS, Asks, Facts, Fires, Outcome, facts_of, outcomes
from emtui.planner.scores import scores
from emtui.vocabulary import Tab

Outcomes = Mapping[str, Outcome]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guidance:
    """A rule that applies: `text` in one line, `personal` why it does to this plan, `tab` where it is done.

    What the rule says at length: `guide.rules()[id]`; the evidence beside it: `guide.evidence()`.
    """

    id: str
    text: str
    tab: Tab
    source: str
    personal: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """An unknown that holds back `rules`: a profile key, or practice tests; `label` names it on screen."""

    key: str
    label: str
    rules: tuple[str, ...]


def applying(plan: Plan, today: date) -> tuple[Guidance, ...]:
    """The rules that apply to `plan` on `today`, in the guide's order."""
    return guidance(facts_of(plan, today, scores(plan, today)))


def guidance(facts: Facts, said: Outcomes | None = None) -> tuple[Guidance, ...]:
    """The rules that apply to `facts`, in the guide's order; `said` are their outcomes, where known."""
    known = guide.rules()
    return tuple(
        Guidance(
            id=name,
            text=known[name].text,
            tab=known[name].tab,
            source=known[name].source.text,
            personal=outcome.personal,
        )
        for name, outcome in (said or outcomes(facts)).items()
        if isinstance(outcome, Fires)
    )


def questions(facts: Facts, said: Outcomes | None = None) -> tuple[Question, ...]:
    """The unknowns that hold rules back, the one that holds back most first; `said` as for `guidance`."""
    held: dict[str, list[str]] = {}
    for name, outcome in (said or outcomes(facts)).items():
        if isinstance(outcome, Asks):
            for key in outcome.keys:
                held.setdefault(key, []).append(name)
    return tuple(
        Question(key=key, label=_label(key), rules=tuple(names))
        for key, names in sorted(held.items(), key=lambda item: -len(item[1]))
    )


def _label(key: str) -> str:
    return "Practice tests" if key == PRACTICE_TESTS else fields.BY_KEY[key].label
