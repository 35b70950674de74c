"""What if: another exam day or target, practice tests still to come, and what they would bring. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from emtui.plan import Plan, WhatIf
from emtui.planner.scores import Scores
from emtui.planner.sitting import Option, Reason
from emtui.planner.sitting.case import case_of
from emtui.planner.sitting.reasons import reasons
from emtui.planner.sitting.verdict import decide
from emtui.vocabulary import Verdict

AS_PLANNED = WhatIf(name="")
"""The plan as it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a what-if would bring, as seen on `seen_on`: today, or the day of its last imagined test.

    `verdict` is that of sit-or-delay with its `reasons`, `on` the day to sit; once the real score is known
    there is none. `planned` is the exam day as one of its candidates, where there is something to project.
    """

    what_if: WhatIf
    seen_on: date
    scores: Scores
    verdict: Verdict | None = None
    on: date | None = None
    reasons: tuple[Reason, ...] = ()
    planned: Option | None = None


def imagine(plan: Plan, what_if: WhatIf) -> Plan:
    """`plan` as `what_if` has it; an imagined test takes the place of a real one of its day."""
    profile = plan.profile
    if what_if.exam_day is not None:
        profile = replace(profile, step2_date=what_if.exam_day)
    if what_if.target is not None:
        profile = replace(profile, target=what_if.target)
    tests = {(test.taken_on, test.instrument): test for test in (*plan.practice_tests, *what_if.tests)}
    ordered = sorted(tests.values(), key=lambda test: test.taken_on)
    return replace(plan, profile=profile, practice_tests=tuple(ordered))


def outcome(plan: Plan, what_if: WhatIf, today: date) -> Outcome:
    """What `what_if` would bring to `plan`.

    A test still to come is looked at from its own day: that is when its score would be known, and the
    verdict asked for again.
    """
    imagined = imagine(plan, what_if)
    exam_day = imagined.profile.step2_date or date.max
    seen_on = max([today, *(test.taken_on for test in what_if.tests if test.taken_on <= exam_day)])
    case = case_of(imagined, seen_on)
    found = Outcome(what_if=what_if, seen_on=seen_on, scores=case.facts.scores)
    if imagined.profile.step2_score is not None:
        return found
    # Not `sitting`: what would change the verdict takes it several times over, and here each key asks anew.
    decision = decide(case)
    assumed = imagined.profile.match_year is None and case.opening is not None
    return replace(
        found,
        verdict=decision.verdict,
        on=decision.on,
        reasons=tuple(reasons(case, decision, season_assumed=assumed)),
        planned=next((option for option in case.options if option.planned), None),
    )


def compare(plan: Plan, what_ifs: Iterable[WhatIf], today: date) -> tuple[Outcome, ...]:
    """The plan as it stands, then each of `what_ifs`."""
    return tuple(outcome(plan, what_if, today) for what_if in (AS_PLANNED, *what_ifs))
