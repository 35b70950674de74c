"""What if the profile were another: copies with answers changed, or an example of the guide, side by side."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from emtui import fields
from emtui.dates import Order
from emtui.errors import Refused
from emtui.fields import Value
from emtui.plain import plain_line, quoted
from emtui.plan import Plan, Profile, ProfileWhatIf, Program
from emtui.planner.counted import ON_THE_LIST
from emtui.planner.demo import example_profile
from emtui.planner.fees import fees
from emtui.planner.fit import sponsors
from emtui.planner.rules import facts_of
from emtui.planner.strategy.examples import UNKNOWN
from emtui.planner.strategy.view import StrategyView, strategy
from emtui.vocabulary import Specialty, Visa

MOST_SAVED = 4
NO_LIST = "no list yet"
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

    `rows` are what the side by side says of it. `begins` and `ends` are the rules that apply there and not
    now, and the other way round.
    """

    name: str
    view: StrategyView
    profile: Profile
    rows: Mapping[str, str]
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
    now = _as_it_is(plan, today)
    counted = facts_of(plan, today, now.view.scores).profile  # "one more" is one more than are entered
    found = [now]
    for row in what_ifs:
        try:
            changes = read_changes(row.changes, counted, today=today, order=order)
        except Refused as error:
            found.append(replace(now, name=row.name, what_if=row, refused=str(error)))
            continue
        other = imagined(plan, changes)
        same = None if _PROJECTED_FROM & changes.keys() else now.view.scores  # the costly part
        found.append(_beside(now, row.name, other, strategy(other, today, same), row))
    return tuple(found)


def compare_examples(plan: Plan, today: date) -> tuple[Compared, ...]:
    """The plan as it is beside the guide's three examples, each with its score known and nothing invented."""
    now = _as_it_is(plan, today)
    found = [now]
    for example in now.view.examples:
        known = {"step2_score": example.scenario.score, "step2_attempts": 1, "step2_date": today}
        profile = example_profile(example.scenario, today)
        other = Plan(profile=fields.with_values(profile, known))
        name = f"example {example.scenario.number}"
        found.append(_beside(now, name, other, strategy(other, today), None))
    return tuple(found)


def _as_it_is(plan: Plan, today: date) -> Compared:
    view = strategy(plan, today)
    return Compared(name="now", view=view, profile=plan.profile, rows=_rows(plan, view))


def _beside(
    now: Compared, name: str, plan: Plan, view: StrategyView, what_if: ProfileWhatIf | None
) -> Compared:
    before, after = [rule.id for rule in now.view.rules], [rule.id for rule in view.rules]
    return Compared(
        name=name,
        view=view,
        profile=plan.profile,
        rows=_rows(plan, view),
        what_if=what_if,
        begins=tuple(rule for rule in after if rule not in before),
        ends=tuple(rule for rule in before if rule not in after),
    )


def differences(now: Compared, then: Compared) -> tuple[Difference, ...]:
    """The rows of the side by side: what each says now and then; alike where nothing changes."""
    return tuple(Difference(what, said, then.rows[what]) for what, said in now.rows.items())


def _rows(plan: Plan, view: StrategyView) -> Mapping[str, str]:
    rules = {rule.id for rule in view.rules}
    advice = next((rule.text for rule in view.rules if rule.id.startswith("list-")), None)
    advised = {True: "advised", False: "not asked", None: UNKNOWN}
    listed = [
        program
        for program in plan.programs
        if program.specialty is Specialty.EM and program.application in ON_THE_LIST
    ]
    return {
        "score": UNKNOWN if view.score is None else f"{view.score}{_projected(view)}",
        "band by score": view.band.name if view.band else UNKNOWN,
        "band by rule": view.band_by_rule.value if view.band_by_rule else UNKNOWN,
        "list band": _list_band(view.list_band),
        "list advice": advice or (UNKNOWN if view.score is None else "none of its own"),
        "visa weighs": _visa(view, rules),
        "visa sponsored": _sponsored(listed, plan.profile.visa),
        "cutoff passed": _passed(listed, view.score),
        "list costs": _cost(plan),
        "second specialty": advised[view.dual.advised],
        "rules that apply": str(len(rules)),
        "moves left": str(len(view.moves)),
    }


def _projected(view: StrategyView) -> str:
    return "" if view.basis == "real" else " projected"


def _sponsored(listed: Sequence[Program], visa: Visa | None) -> str:
    """How many programs of the list say that they sponsor the visa; without one to sponsor all are open."""
    if not listed:
        return NO_LIST
    match visa:
        case Visa.NONE:
            return f"all {len(listed)}"
        case Visa.J1 | Visa.H1B:
            return f"{sum(sponsors(row, visa) is True for row in listed)} of {len(listed)}"
        case _:
            return UNKNOWN


def _passed(listed: Sequence[Program], score: int | None) -> str:
    """How many of the programs whose cutoff is known let the score through."""
    known = [row.cutoff for row in listed if row.cutoff is not None]
    if not known:
        return "none known" if listed else NO_LIST
    return UNKNOWN if score is None else f"{sum(score >= cutoff for cutoff in known)} of {len(known)}"


def _cost(plan: Plan) -> str:
    """What the programs that are planned or applied to cost with all that belongs to it."""
    bill = fees(plan)
    return f"${bill.total:,.0f}" if bill.em or bill.others else NO_LIST


def _list_band(band: str | None) -> str:
    edges = {"245": "245+", "235": "235–244", "225": "225–234", "below": "< 225"}
    return UNKNOWN if band is None else edges[band]


def _visa(view: StrategyView, rules: set[str]) -> str:
    if "visa-amplifies" in rules:
        return "yes"
    if "visa-decide-early" in rules:
        return "undecided"
    return UNKNOWN if any(question.key == "visa" for question in view.questions) else "no"
