"""The verdict and its reasons: the first that holds, in the guide's order."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from emtui import guide
from emtui.dates import show_date
from emtui.guide.sitting import sitting_rules
from emtui.planner.rules import Fires, timing
from emtui.planner.rules.study import two_nbme
from emtui.planner.sitting.case import WEEK, Case, Option
from emtui.vocabulary import Verdict, Visible


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why, with the id of the guide's rule; `fine` is True where the rule was looked at and is content."""

    rule: str
    text: str
    fine: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Concern:
    """A reason not to sit on the planned day, and whether it is gone by an option."""

    reason: Reason
    gone_by: Callable[[Option], bool]


def decide(case: Case) -> tuple[Verdict, date | None, tuple[Reason, ...]]:
    """The first verdict that holds, in the guide's order."""
    if case.missing:
        return Verdict.NOT_ENOUGH_DATA, None, (Reason(rule="two-nbme", text=_needs(case), fine=False),)
    if _out_of_reach(case):
        return Verdict.CHANGE_TARGET, case.planned, (_out_of_reach_reason(case), *_season_reasons(case))
    concerns = tuple(_concerns(case))
    later = tuple(later_options(case))
    if concerns and later:
        chosen = next((o for o in later if all(c.gone_by(o) for c in concerns)), later[-1])
        stays = [c for c in concerns if not c.gone_by(chosen)]
        return Verdict.DELAY, chosen.on, (*(c.reason for c in concerns), *_gain_reason(case, chosen, stays))
    held = tuple(c.reason for c in concerns)
    return Verdict.SIT, case.planned, (*held, *_content(case, held), *_season_reasons(case))


def _needs(case: Case) -> str:
    return f"a verdict needs {_listed(case.missing)}"


def _listed(words: tuple[str, ...]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _out_of_reach(case: Case) -> bool:
    """Whether the target is unlikely on the planned day and on every option up to the outer date."""
    return all(
        option.p_target is not None and option.p_target < sitting_rules().hopeless_below
        for option in case.options
        if option.planned or option.on <= _outer(case)
    )


def _outer(case: Case) -> date:
    """The guide's outer date of the season; without a season, every option counts."""
    if case.opening is None:
        return date.max
    return guide.thresholds().sit_by_outer.of(case.opening.earliest.year)


def _out_of_reach_reason(case: Case) -> Reason:
    best = max(
        option.p_target or 0.0 for option in case.options if option.planned or option.on <= _outer(case)
    )
    until = (
        "every day in reach" if case.opening is None else f"every day up to {day_words(case, _outer(case))}"
    )
    text = f"{case.target} or more is at best {percent(best)} on {until}"
    return Reason(rule="change-target", text=text, fine=False)


def _concerns(case: Case) -> Iterator[_Concern]:
    """What speaks against the planned day, each with the test an option has to pass."""
    facts, limits, target = case.facts, guide.thresholds(), case.target
    gap = timing.delay_gap(facts)
    if isinstance(gap, Fires):
        levels = [row.level for row in facts.counted_forms[: limits.consistent_forms]]
        yield _Concern(
            reason=Reason(rule="delay-gap", text=gap.personal, fine=False),
            gone_by=lambda option: (
                not timing.gap_holds(
                    [level + case.growth_by(option) for level in levels], target, option.mean
                )
            ),
        )
    near = timing.nbme_near(facts)
    best = max((row.level for row in facts.counted_forms), default=None)
    if isinstance(near, Fires) and _is_due(case, best):
        yield _Concern(
            reason=Reason(rule="nbme-near", text=near.personal, fine=False),
            # Without a recent form, a week more makes room for one.
            gone_by=lambda option: best is None or best + case.growth_by(option) >= target - limits.near,
        )
    fixable = timing.delay_fixable(facts)
    if isinstance(fixable, Fires):
        first = case.planned + sitting_rules().fixable_weeks * WEEK
        yield _Concern(
            reason=Reason(rule="delay-fixable", text=fixable.personal, fine=False),
            gone_by=lambda option: option.on >= first,
        )


def _is_due(case: Case, best: float | None) -> bool:
    """Whether a form near the target is due: the exam is soon, or growth until then would not bring one."""
    if case.facts.days_left <= guide.thresholds().soon_days:
        return True
    return (
        best is not None
        and best + case.growth_by(case.planned_option) < case.target - guide.thresholds().near
    )


def later_options(case: Case) -> Iterator[Option]:
    """The options a delay may go to: visible on opening day, in the eligibility period, not too far off."""
    longest = sitting_rules().longest_delay_weeks * WEEK
    end = case.facts.profile.eligibility_until or date.max
    for option in case.options:
        if case.planned < option.on <= min(case.planned + longest, end) and option.visible is not Visible.NO:
            yield option


def _gain_reason(case: Case, chosen: Option, stays: list[_Concern]) -> Iterator[Reason]:
    """What the delay buys, and what it does not mend."""
    planned = case.planned_option
    weeks = (chosen.on - case.planned).days // 7
    text = (
        f"{weeks} weeks bring about {chosen.mean - planned.mean:+.0f} points; the score is still back in time"
    )
    yield Reason(rule="growth", text=text, fine=True)
    for concern in stays:
        text = "even the latest day in reach does not mend this alone; look at the target too"
        yield Reason(rule=concern.reason.rule, text=text, fine=False)


def _content(case: Case, held: tuple[Reason, ...]) -> Iterator[Reason]:
    """The guide's other points on sitting: those that are content, and those to see to before exam day."""
    facts, limits, target = case.facts, guide.thresholds(), case.target
    rules = {reason.rule for reason in held}
    last = [target - row.level for row in facts.counted_forms[: limits.consistent_forms]]
    if "delay-gap" not in rules and len(last) > 1:
        text = f"the last {len(last)} forms are {_gaps(last)}: not far enough to delay"
        yield Reason(rule="delay-gap", text=text, fine=True)
    best = max(facts.counted_forms, key=lambda row: row.level, default=None)
    if "nbme-near" not in rules:
        if best is not None and best.level >= target - limits.near:
            yield Reason(
                rule="nbme-near", text=f"{best.name} reads {best.level:.0f}, near {target}", fine=True
            )
        else:
            text = f"no form near {target} yet; one is due before {day_words(case, case.planned)}"
            yield Reason(rule="nbme-near", text=text, fine=False)
    if best is not None and best.level < target:
        yield Reason(
            rule="nbme-target", text=f"no form at {target} yet; the best is {best.level:.0f}", fine=False
        )
    if isinstance(few := two_nbme(facts), Fires):
        yield Reason(rule="two-nbme", text=f"{few.personal}; a second form before exam day", fine=False)


def _gaps(below: list[float]) -> str:
    low, high = min(below), max(below)
    if low <= 0 < high:
        return f"up to {high:.0f} below target"
    if high <= 0:
        return "at or above target"
    return f"{low:.0f} to {high:.0f} below target"


def _season_reasons(case: Case) -> Iterator[Reason]:
    """Where the planned day stands against the guide's limits and against opening day."""
    late = timing.sit_by(case.facts)
    if isinstance(late, Fires):
        yield Reason(rule="sit-by", text=late.personal, fine=False)
    elif case.facts.application_year is not None:
        aim = guide.thresholds().sit_by_aim.of(case.facts.application_year)
        yield Reason(rule="sit-by", text=f"early enough: before {day_words(case, aim)}, the aim", fine=True)
    planned = case.planned_option
    if planned.visible is Visible.NO and case.opening is not None:
        text = f"the score may not be back when programs read on {day_words(case, case.opening.earliest)}"
        yield Reason(rule="sit-by", text=text, fine=False)


def day_words(case: Case, day: date) -> str:
    return show_date(day, case.facts.today)


def percent(share: float) -> str:
    return f"{share:.0%}"
