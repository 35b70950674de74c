"""The guide's four questions, answered for one plan: its own answer first, then what it means here."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from emtui import guide
from emtui.dates import show_date
from emtui.guide.strategy import FaqEntry, faq
from emtui.planner.rules import Facts, Fires, exams, timing
from emtui.vocabulary import Step1


class Answered(NamedTuple):
    """A question with `yours`, the answer for this plan, and in `entry` the guide's own."""

    entry: FaqEntry
    yours: str


def answered(facts: Facts, *, dual_why: Sequence[str], dual_advised: bool | None) -> tuple[Answered, ...]:
    """The guide's questions in its order; what is unknown is asked for in the answer."""
    answers: Mapping[str, Callable[[], str]] = {
        "score": lambda: _score(facts),
        "offset": lambda: _offset(facts),
        "delay": lambda: _delay(facts),
        "dual": lambda: _dual(dual_why, dual_advised),
    }
    return tuple(Answered(entry, answers[entry.id]()) for entry in faq())


def _score(facts: Facts) -> str:
    strong, solid, _ = guide.thresholds().list_bands
    target = facts.profile.target
    aim = "" if target is None or facts.taken else f" Your target is {target}."
    if facts.score is None:
        return f"No score is known or projected yet: an exam day and practice tests give one.{aim}"
    if facts.score >= strong:
        place = (
            f"above the {strong} that the guide calls strong"
            if facts.score > strong
            else "what the guide calls strong"
        )
    elif facts.score >= solid:
        place = f"{strong - facts.score} short of strong, and within what it calls solidly viable"
    else:
        place = f"{solid - facts.score} short of solidly viable: record and list have to carry more"
    return f"{facts.said.capitalize()} is {place}.{aim}"


def _offset(facts: Facts) -> str:
    failures, enough = facts.step1_failures, guide.thresholds().offset_from
    if facts.profile.step1 is Step1.FAILED:
        return "Step 1 has to be passed first; a failed one without a pass weighs more than any score."
    outcome = exams.step1_offset(facts)
    if isinstance(outcome, Fires):
        return f"Yes, in part: {outcome.personal}. Some filters stay shut."
    if failures is not None and failures > 1:
        return f"{failures} failures are more than the guide speaks of: it counts on one at most."
    if failures == 0 and exams.is_weak_step1(facts) is False:
        return "There is nothing to make up for: Step 1 is passed at the first attempt."
    if exams.is_weak_step1(facts) is None:
        return "Not known: answer Step 1, and whether it was weak."
    if facts.score is None:
        return f"It would from {enough} on; no score is known or projected yet."
    return f"Not from {facts.score}: the guide speaks of {enough} and more."


def _delay(facts: Facts) -> str:
    if facts.taken:
        return "Step 2 CK is behind you, and a pass is not taken again."
    gap, fixable, late = timing.delay_gap(facts), timing.delay_fixable(facts), timing.sit_by(facts)
    reasons = [found.personal for found in (gap, fixable) if isinstance(found, Fires)]
    if facts.exam_day is None:
        return "No exam day is set; with one and two official forms Sit or delay has an answer."
    day = " ".join(show_date(facts.exam_day, facts.today).split())
    if reasons:
        said = f"There is a reason to: {'; '.join(reasons)}. The exam is on {day}."
    elif not facts.counted_forms:
        said = f"Not known: no official form of the last weeks. The exam is on {day}."
    else:
        said = f"No reason is seen to move {day}."
    if isinstance(late, Fires):
        said += f" It is {late.personal} already."
    return f"{said} Scores has Sit or delay for each day."


def _dual(why: Sequence[str], advised: bool | None) -> str:
    if advised:
        return f"It is worth serious thought: {'; '.join(why)}."
    if advised is None:
        return "It cannot be told yet: score, Step 1 or US rotations are unknown."
    return (
        f"The guide does not ask for it: no red flag, and a score of {guide.thresholds().dual_below} or more."
    )
