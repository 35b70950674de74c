"""Why: the guide's rules behind a verdict, those that are content beside those that are not."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from emtui import guide
from emtui.guide.sitting import sitting_rules
from emtui.planner.rules import Fires, exams, study, timing
from emtui.planner.sitting.case import WEEK, Case
from emtui.planner.sitting.verdict import Decision
from emtui.vocabulary import Verdict, Visible


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why, with the id of the guide's rule; `fine` is True where the rule was looked at and is content."""

    rule: str
    text: str
    fine: bool


def reasons(case: Case, decision: Decision, *, season_assumed: bool) -> Iterator[Reason]:
    """The reasons for `decision`, those that made it first."""
    verdict, on, concerns = decision
    if verdict is Verdict.NOT_ENOUGH_DATA or on is None:
        yield from (_look(rule, f"a verdict needs {what}") for rule, what in case.missing)
        return
    if verdict is Verdict.CHANGE_TARGET:
        best = max(case.chance(case.target, day) for day in case.in_season)
        yield _look("change-target", f"{case.target} or more is at best {chance_words(best)} this season")
    yield from (_look(concern.rule, concern.text) for concern in concerns)
    if verdict is Verdict.DELAY:
        yield from _delay(case, on, decision)
    elif verdict is Verdict.SIT:
        yield from _sit(case, {concern.rule for concern in concerns})
    yield from _season(case, on, season_assumed)
    yield from _care(case, on)


def chance_words(share: float) -> str:
    """A probability in a sentence; never written as certain."""
    if share < 0.01:
        return "under 1%"
    return "over 99%" if share > 0.99 else f"{share:.0%}"


def _look(rule: str, text: str) -> Reason:
    return Reason(rule=rule, text=text, fine=False)


def _fine(rule: str, text: str) -> Reason:
    return Reason(rule=rule, text=text, fine=True)


def _delay(case: Case, on: date, decision: Decision) -> Iterator[Reason]:
    """What the delay buys, and what it does not mend."""
    points = round(case.gain(on))
    text = f"{_wait(case, on, points)}; the score is {_back(case.visible(on))}"
    yield Reason(rule="growth", text=text, fine=points > 0)
    for concern in decision.concerns:
        if not concern.gone_by(on, case):
            too_soon = "no day in reach is late enough to mend it"
            too_far = "no day in reach mends this by itself: look at the target too"
            yield _look(concern.rule, too_soon if concern.weeks else too_far)


def _wait(case: Case, on: date, points: int) -> str:
    """What waiting from the planned day to `on` brings."""
    weeks = (on - case.planned) // WEEK
    wait = "1 week more brings" if weeks == 1 else f"{weeks} weeks more bring"
    gain = "no points" if points <= 0 else "about 1 point" if points == 1 else f"about {points} points"
    return f"{wait} {gain}"


def _back(visible: Visible) -> str:
    return {
        Visible.SAFE: "back in time, even if it takes long",
        Visible.TYPICAL: "back in time, if it takes no longer than usual",
        Visible.NO: "not back in time",
    }[visible]


def _sit(case: Case, against: set[str]) -> Iterator[Reason]:
    """What the forms say for sitting, and what is to be seen to before exam day."""
    if against:
        yield _look("sit-by", no_later_day(case))
    if "delay-gap" not in against:
        yield from _gap(case)
    yield from _nearness(case, against)
    few = study.two_nbme(case.facts)
    if isinstance(few, Fires):
        yield _look("two-nbme", f"{few.personal}; sit a second official form before exam day")
    if case.later:
        last = case.later[-1]
        yield _fine("growth", _wait(case, last, round(case.gain(last))))
    yield _fine("no-retake", "a pass is not retaken: this sitting gives the score that programs see")


def no_later_day(case: Case) -> str:
    """Why a delay has no day to go to."""
    if case.visible(case.planned + WEEK) is Visible.NO:
        return "a week later the score would not be back when programs begin to read"
    return "no later day lies in the eligibility period"


def _gap(case: Case) -> Iterator[Reason]:
    last = case.levels[: guide.thresholds().consistent_forms]
    if len(last) < 2:
        return
    nearest, farthest = (round(case.target - level) for level in (max(last), min(last)))
    if farthest <= 0:
        yield _fine("delay-gap", f"the last {len(last)} forms are at the target or above")
    elif case.target - max(last) > guide.thresholds().gap:
        text = (
            f"the last {len(last)} forms are {nearest} or more below {case.target}; exam day will be nearer"
        )
        yield _fine("delay-gap", text)
    else:
        below = f"{nearest} to {farthest}" if 0 < nearest < farthest else f"up to {farthest}"
        text = f"the last {len(last)} forms are {below} below {case.target}: not far enough to delay"
        yield _fine("delay-gap", text)


def _nearness(case: Case, against: set[str]) -> Iterator[Reason]:
    target, near = case.target, guide.thresholds().near
    best = max(case.facts.counted_forms, key=lambda row: (row.level, row.taken_on, row.name), default=None)
    if best is not None and best.level >= target:
        yield _fine("nbme-target", f"{best.name} reads {best.level:.0f}: in the target range")
        return
    if best is not None and best.level >= target - near:
        yield _fine("nbme-near", f"{best.name} reads {best.level:.0f}, near {target}")
    elif "nbme-near" not in against:
        yield _look("nbme-near", f"no form near {target} yet; one is due before {case.said(case.planned)}")
    if best is not None:
        yield _look("nbme-target", f"no form at {target} yet: the best reads {best.level:.0f}")


def _season(case: Case, on: date, assumed: bool) -> Iterator[Reason]:
    """Where the day to sit stands against the guide's limits and against opening day."""
    assert case.opening is not None
    late = timing.sit_by(case.with_profile(step2_date=on).facts)
    if isinstance(late, Fires):
        yield _look("sit-by", f"{case.said(on)} is {' '.join(late.personal.split())}")
    else:
        aim = guide.thresholds().sit_by_aim.of(case.opening.earliest.year)
        yield _fine("sit-by", f"early enough: the aim is {case.said(aim)}")
    visible = case.visible(on)
    if visible is not Visible.SAFE:
        opens = f"programs begin to read on {case.said(case.opening.earliest)}"
        yield _look("sit-by", f"{opens}: the score is {_back(visible)}")
    if assumed:
        yield _look("sit-by", "no match year is set: the season is taken from the exam day")


def _care(case: Case, on: date) -> Iterator[Reason]:
    """What to mind on the way, whatever the verdict."""
    rush = exams.no_rush(case.facts)
    if isinstance(rush, Fires):
        yield _look("no-rush", rush.personal)
    target, mark = case.facts.profile.target, guide.pass_mark_on(case.planned).mark
    if target is not None and target < mark:
        yield _look("target-below-pass", f"a target of {target} does not pass: {mark} is what is judged by")
    passing = case.chance_to_pass(on)
    if passing < sitting_rules().pass_doubtful_below:
        text = f"a pass is only {chance_words(passing)} likely, and a failed attempt stays on the record"
        yield _look("pass", text)
    clashes = ", ".join(case.clashes(on))
    if clashes:
        yield _look("clash", f"{case.said(on)}: {clashes}")
