"""What would turn the verdict: an imagined form, a named weakness, another target."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from emtui import guide
from emtui.guide.sitting import sitting_rules
from emtui.plan import Plan, PracticeTest
from emtui.planner.sitting.case import Case, case_of
from emtui.planner.sitting.verdict import day_words, decide, later_options, percent
from emtui.vocabulary import Answer, Verdict


def would_change(plan: Plan, case: Case, verdict: Verdict) -> Iterator[str]:
    """What would turn the verdict: an imagined form, a named weakness, another target."""
    if verdict is Verdict.NOT_ENOUGH_DATA:
        yield from (f"{what[0].upper()}{what[1:]}" for what in case.missing)
        return
    if verdict is Verdict.SIT:
        yield from _worse_form(plan, case)
        if case.facts.profile.fixable_weakness is not Answer.YES and any(later_options(case)):
            weeks = sitting_rules().fixable_weeks
            yield f"A clear weakness you can mend (timing, coverage) → delay by {weeks} weeks"
    else:
        yield from _better_form(plan, case)
        yield from _lower_target(plan, case)
        if verdict is Verdict.DELAY and case.facts.profile.fixable_weakness is Answer.YES:
            yield from _changed(
                replace(plan, profile=replace(plan.profile, fixable_weakness=Answer.NO)),
                case,
                "The weakness mended",
            )


def _worse_form(plan: Plan, case: Case) -> Iterator[str]:
    """The highest score of a new form that would turn sit into another verdict."""
    low, high = case.target - 60, case.target + 1  # at high the form is in range
    if _verdict_with(plan, case, low)[0] is Verdict.SIT:
        return
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if _verdict_with(plan, case, middle)[0] is Verdict.SIT else (middle, high)
    yield f"A new form at {low} or less → {_said(case, *_verdict_with(plan, case, low))}"


def _better_form(plan: Plan, case: Case) -> Iterator[str]:
    """The lowest score of a new form that would make it sit."""
    low, high = case.target - 60, case.target + 20
    if _verdict_with(plan, case, high)[0] is not Verdict.SIT:
        return
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if _verdict_with(plan, case, middle)[0] is Verdict.SIT else (middle, high)
    yield f"A new form at {high} or more → sit"


def _lower_target(plan: Plan, case: Case) -> Iterator[str]:
    """The highest band edge below the target at which the verdict is to sit."""
    for edge in sorted((band.low for band in guide.bands() if band.low is not None), reverse=True):
        if edge < case.target:
            other = case_of(replace(plan, profile=replace(plan.profile, target=edge)), case.facts.today)
            if decide(other)[0] is Verdict.SIT:
                likely = percent(other.planned_option.p_target or 0.0)
                yield f"Target {edge} → sit, {likely} for it"
                return


def _changed(plan: Plan, case: Case, what: str) -> Iterator[str]:
    verdict, on, _ = decide(case_of(plan, case.facts.today))
    if verdict is not Verdict.DELAY:
        yield f"{what} → {_said(case, verdict, on)}"


def _verdict_with(plan: Plan, case: Case, score: int) -> tuple[Verdict, date | None]:
    """The verdict had an official form not taken yet been taken today with `score`."""
    taken = {test.instrument for test in plan.practice_tests}
    forms = [known.id for known in guide.instruments().values() if known.official and known.offset == 0]
    form = next((name for name in reversed(forms) if name not in taken), forms[-1])
    imagined = PracticeTest(taken_on=case.facts.today, instrument=form, score=float(score))
    verdict, on, _ = decide(
        case_of(replace(plan, practice_tests=(*plan.practice_tests, imagined)), case.facts.today)
    )
    return verdict, on


def _said(case: Case, verdict: Verdict, on: date | None) -> str:
    if verdict is Verdict.DELAY and on is not None:
        return f"delay to {day_words(case, on)}"
    return {Verdict.SIT: "sit", Verdict.CHANGE_TARGET: "change the target"}.get(verdict, "not enough data")
