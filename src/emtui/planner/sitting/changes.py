"""What would turn the verdict: an imagined form, a weakness named or mended, another target."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from emtui import guide
from emtui.guide import Instrument
from emtui.planner.readiness import possible_scores
from emtui.planner.scores import next_form
from emtui.planner.sitting.case import Case
from emtui.planner.sitting.reasons import chance_words, no_later_day
from emtui.planner.sitting.verdict import Decision, decide, sits
from emtui.vocabulary import Answer, Verdict

FAR = 60  # points; a form further from the target is not imagined


def would_change(case: Case, decision: Decision) -> tuple[str, ...]:
    """What would turn `decision`, each with where it would lead; at least one."""
    if decision.verdict is Verdict.NOT_ENOUGH_DATA:
        return tuple(f"{what[0].upper()}{what[1:]}" for _, what in case.missing)
    found = _from_sit(case) if decision.verdict is Verdict.SIT else _to_sit(case, decision)
    return tuple(found) or (_otherwise(case, decision),)


def _otherwise(case: Case, decision: Decision) -> str:
    """What is left to say where no single change turns the verdict."""
    if decision.verdict is Verdict.SIT and not case.later:
        return f"Nothing but an earlier exam day or a later match year: {no_later_day(case)}"
    return "Weeks of study that show in new forms"


def _from_sit(case: Case) -> Iterator[str]:
    form = _form(case)
    scores, first = _scores_that_sit(case, form)
    if first > 0:
        turned = decide(case.with_form(form, scores[first - 1]))
        yield f"{form.name} at {scores[first - 1]} or less → {_said(case, turned)}"
    if case.facts.profile.fixable_weakness is not Answer.YES and case.later:
        turned = decide(case.with_profile(fixable_weakness=Answer.YES))
        yield f"A clear weakness that can be mended (timing, coverage) → {_said(case, turned)}"


def _to_sit(case: Case, decision: Decision) -> Iterator[str]:
    named = case.facts.profile.fixable_weakness is Answer.YES
    mended = case.with_profile(fixable_weakness=Answer.NO) if named else case
    other = decide(mended)
    if other[:2] != decision[:2]:
        yield f"The weakness mended → {_said(case, other)}"
    if other.verdict is not Verdict.SIT:
        form = _form(case)
        scores, first = _scores_that_sit(mended, form)
        if first < len(scores):
            beside = " and the weakness mended" if named else ""
            yield f"{form.name} at {scores[first]} or more{beside} → sit on {case.said(case.planned)}"
    yield from _lower_target(case, decision)


def _scores_that_sit(case: Case, form: Instrument) -> tuple[Sequence[int], int]:
    """Scores of `form` not too far from the target, and the place of the first with which one would sit."""
    low, high = possible_scores(form.unit)
    near = [
        score for score in range(int(low), int(high) + 1) if abs(form.on_scale(score) - case.target) <= FAR
    ]
    return near, bisect_left(near, True, key=lambda score: sits(case.with_form(form, score)))


def _lower_target(case: Case, decision: Decision) -> Iterator[str]:
    """The highest band edge under the target at which one would sit, or at which the verdict is another."""
    edges = [band.low for band in guide.bands() if band.low is not None and band.low < case.target]
    others = [(edge, decide(case.with_profile(target=edge))) for edge in reversed(edges)]
    turned = [(edge, other) for edge, other in others if other[:2] != decision[:2]]
    if turned:
        edge, other = next((pair for pair in turned if pair[1].verdict is Verdict.SIT), turned[0])
        chance = chance_words(case.chance(edge, other.on or case.planned))
        yield f"Target {edge} → {_said(case, other)}, {chance} for it"


def _form(case: Case) -> Instrument:
    """The official form to sit next; one sat before where none is left."""
    counted = [row for row in case.facts.scores.tests if row.counted]
    unused = next_form(counted, case.instruments)
    return unused or next(form for form in case.instruments.values() if form.official)


def _said(case: Case, decision: Decision) -> str:
    """Where a decision leads, such as "delay to Tue 13 Jul"."""
    if decision.verdict is Verdict.CHANGE_TARGET or decision.on is None:
        return "change the target"
    return f"{'sit on' if decision.verdict is Verdict.SIT else 'delay to'} {case.said(decision.on)}"
