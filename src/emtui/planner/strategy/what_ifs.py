"""What if the profile were another: copies with answers changed, or an example of the guide, side by side."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from emtui import fields
from emtui.dates import Order
from emtui.errors import Refused
from emtui.fields import Value
from emtui.plain import plain_line, quoted
from emtui.plan import Plan, Profile, ProfileWhatIf
from emtui.planner.demo import demo_plan
from emtui.planner.strategy.view import StrategyView, strategy

MOST_SAVED = 4
ACCEPTED = "pairs such as step2_score=246 visa=none em_sloes=+1"

_PROJECTED_FROM = frozenset({"step2_date", "step2_score", "target", "dedicated_from"})
"""The answers that `planner.scores` looks at; a test holds it to that."""

_PAIR = re.compile(r"([A-Za-z0-9_-]+)=")


class Difference(NamedTuple):
    """What one row of the comparison says of the plan as it is and of one imagined."""

    what: str
    now: str
    then: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One column of the comparison: the plan as it is, one imagined, or an example of the guide.

    `begins` and `ends` are the rules that apply there and not now, and the other way round.
    """

    name: str
    view: StrategyView
    profile: Profile
    what_if: ProfileWhatIf | None = None
    refused: str | None = None
    begins: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()


def read_changes(text: str, profile: Profile, *, today: date, order: Order | None = None) -> dict[str, Value]:
    """The answers that `text` changes in `profile`, by key; raise Refused with what is accepted.

    A number may be a step: `em_sloes=+1` is one more than now, where nothing is known one more than none.
    """
    text = plain_line(text)
    starts = list(_PAIR.finditer(text))
    if not starts or starts[0].start() != 0:
        raise Refused(f"{quoted(text)} changes nothing; accepted: {ACCEPTED}")
    ends = [found.start() for found in starts[1:]] + [len(text)]
    changes: dict[str, Value] = {}
    for found, end in zip(starts, ends, strict=True):
        asked = fields.field(found[1])
        typed = text[found.end() : end].strip()
        step = re.fullmatch(r"([+-])(\d+(?:\.\d+)?)", typed)
        if step is not None and asked.kind in (int, float):
            known = getattr(profile, asked.key) or 0
            typed = f"{known + float(step[1] + step[2]):g}"
        changes[asked.key] = asked.parse(typed, today=today, order=order)
    return changes


def imagined(plan: Plan, changes: Mapping[str, Value]) -> Plan:
    """`plan` with the answers changed; counts that an answer makes untrue are unknown, as in the form."""
    values: dict[str, Value] = {}
    for key, value in changes.items():
        values |= fields.answered(plan.profile, key, value)
    return replace(plan, profile=fields.with_values(plan.profile, values | dict(changes)))


def compare(
    plan: Plan, what_ifs: Iterable[ProfileWhatIf], today: date, *, order: Order | None = None
) -> tuple[Compared, ...]:
    """The plan as it is, then each of `what_ifs`; one that cannot be read any more says why."""
    now = strategy(plan, today)
    found = [Compared(name="now", view=now, profile=plan.profile)]
    for row in what_ifs:
        try:
            changes = read_changes(row.changes, plan.profile, today=today, order=order)
        except Refused as error:
            found.append(
                Compared(name=row.name, view=now, profile=plan.profile, what_if=row, refused=str(error))
            )
            continue
        other = imagined(plan, changes)
        same = None if _PROJECTED_FROM & changes.keys() else now.scores  # the costly part
        found.append(_beside(now, row.name, strategy(other, today, same), other.profile, row))
    return tuple(found)


def compare_examples(plan: Plan, today: date) -> tuple[Compared, ...]:
    """The plan as it is beside the guide's three examples, each as the plan it is shown with."""
    now = strategy(plan, today)
    found = [Compared(name="now", view=now, profile=plan.profile)]
    for example in now.examples:
        other = demo_plan(example.scenario.number, today)
        score = fields.with_values(
            other.profile, {"step2_score": example.scenario.score, "step2_attempts": 1, "step2_date": today}
        )
        view = strategy(replace(other, profile=score), today)
        found.append(_beside(now, f"example {example.scenario.number}", view, score, None))
    return tuple(found)


def _beside(
    now: StrategyView, name: str, view: StrategyView, profile: Profile, what_if: ProfileWhatIf | None
) -> Compared:
    before, after = [rule.id for rule in now.rules], [rule.id for rule in view.rules]
    return Compared(
        name=name,
        view=view,
        profile=profile,
        what_if=what_if,
        begins=tuple(rule for rule in after if rule not in before),
        ends=tuple(rule for rule in before if rule not in after),
    )


def differences(now: Compared, then: Compared) -> tuple[Difference, ...]:
    """The rows of the side by side: what each says now and then; alike where nothing changes."""
    before, after = _row_values(now.view), _row_values(then.view)
    return tuple(Difference(what, before[what], after[what]) for what in before)


def _row_values(view: StrategyView) -> dict[str, str]:
    rules = {rule.id for rule in view.rules}
    lists = next((rule.text for rule in view.rules if rule.id.startswith("list-")), None)
    advised = {True: "advised", False: "not asked", None: "?"}
    return {
        "score": "?" if view.score is None else f"{view.score}{'' if view.basis == 'real' else ' projected'}",
        "band by score": view.band.name if view.band else "?",
        "band by rule": view.band_by_rule.value if view.band_by_rule else "?",
        "list band": _list_band(view.list_band),
        "list advice": lists or ("?" if view.score is None else "none of its own"),
        "visa weighs": _visa(view, rules),
        "second specialty": advised[view.dual.advised],
        "rules that apply": str(len(rules)),
        "moves left": str(len(view.moves)),
    }


def _list_band(band: str | None) -> str:
    edges = {"245": "245+", "235": "235–244", "225": "225–234", "below": "< 225"}
    return "?" if band is None else edges[band]


def _visa(view: StrategyView, rules: set[str]) -> str:
    if "visa-amplifies" in rules:
        return "yes"
    if "visa-decide-early" in rules:
        return "undecided"
    return "?" if any(question.key == "visa" for question in view.questions) else "no"
