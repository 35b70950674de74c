"""The Strategy tab: where the plan stands, what to do next, and the evidence beside the guide's advice."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from emtui import guide
from emtui.guide import BandRange
from emtui.guide import strategy as known
from emtui.plan import Plan
from emtui.planner.rules import Basis, Facts, Fires, Outcome, facts_of, outcomes
from emtui.planner.scores import Scores, scores
from emtui.planner.strategy import Guidance, Question, guidance, questions
from emtui.planner.strategy.examples import Example, examples
from emtui.planner.strategy.faq import Answered, answered
from emtui.planner.strategy.moves import Move, moves
from emtui.planner.strategy.standing import Standing, standing
from emtui.vocabulary import Band, DualSpecialty


class Option(NamedTuple):
    """A back-up beside this plan: `apart` is how far the score is above its matched median, or below."""

    specialty: known.BackUp
    apart: int | None


class Dual(NamedTuple):
    """Whether the guide advises a second specialty (None: cannot be told), why, and what there is.

    The first option is EM itself, for comparison; `chosen` is what the profile says.
    """

    advised: bool | None
    why: tuple[str, ...]
    chosen: DualSpecialty | None
    options: tuple[Option, ...]
    limits: str
    services: str


class Told(NamedTuple):
    """A prompt of the worksheet: `asked` where a rule that applies asks for it; `answer` is the user's."""

    prompt: known.Prompt
    asked: bool
    answer: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StrategyView:
    """Everything the Strategy tab shows.

    `score` is the real or the projected one, as `basis` says, cut to the points reached in full; `band` is
    the target band by it alone and `band_by_rule` that of the rule that applies, which weighs the record too.
    `bands_differ` says why they differ, or how the guide disagrees with itself; None where neither is so.
    """

    today: date
    basis: Basis
    score: int | None
    scores: Scores
    band: BandRange | None
    band_by_rule: Band | None
    list_band: str | None
    bands_differ: str | None
    standing: tuple[Standing, ...]
    rules: tuple[Guidance, ...]
    questions: tuple[Question, ...]
    moves: tuple[Move, ...]
    figures: tuple[known.Figure, ...]
    charting: known.Charting
    dual: Dual
    examples: tuple[Example, ...]
    faq: tuple[Answered, ...]
    story: tuple[Told, ...]


def strategy(plan: Plan, today: date, known_scores: Scores | None = None) -> StrategyView:
    """Where `plan` stands on `today`, and what the guide makes of it.

    `known_scores` is what `planner.scores` says of it, where that is known already.
    """
    facts = facts_of(plan, today, known_scores or scores(plan, today))
    said = outcomes(facts)
    fired = {name: outcome.personal for name, outcome in said.items() if isinstance(outcome, Fires)}
    by_rule = next((band for band in Band if f"band-{band.value}" in fired), None)
    dual = _dual(facts, said["dual"])
    return StrategyView(
        today=today,
        basis=facts.basis,
        score=facts.score,
        scores=facts.scores,
        band=facts.band,
        band_by_rule=by_rule,
        list_band=facts.list_band,
        bands_differ=_bands_differ(facts, by_rule, fired),
        standing=standing(facts, fired),
        rules=guidance(facts, said),
        questions=questions(facts, said),
        moves=moves(plan, facts, said),
        figures=known.figures(),
        charting=known.charting(),
        dual=dual,
        examples=examples(facts, said),
        faq=answered(facts, dual_why=dual.why, dual_advised=dual.advised),
        story=_story(plan, fired),
    )


def _bands_differ(facts: Facts, by_rule: Band | None, fired: Mapping[str, str]) -> str | None:
    """Why the band of the rule is not that of the score, or where the guide's two tables part."""
    if by_rule is None or facts.band is None:
        return None
    if by_rule is not facts.band.band:
        return fired[f"band-{by_rule.value}"]
    middle = guide.thresholds().list_bands[1]
    if facts.list_band == str(middle) and by_rule is Band.RISK:
        viable = next(row.low for row in guide.bands() if row.band is Band.VIABLE)
        return (
            f"the guide's bands begin viable at {viable}, its list table at {middle}, and its FAQ "
            f"calls {middle} and above solidly viable"
        )
    return None


def _dual(facts: Facts, outcome: Outcome) -> Dual:
    notes = known.dual_notes()
    why = tuple(outcome.personal.split("; ")) if isinstance(outcome, Fires) else ()
    return Dual(
        advised=True if why else None if outcome is not None else False,
        why=why,
        chosen=facts.profile.dual_specialty,
        options=tuple(
            Option(row, None if facts.score is None else facts.score - row.score[0])
            for row in known.back_ups()
        ),
        limits=notes.limits,
        services=notes.services,
    )


def _story(plan: Plan, fired: Mapping[str, str]) -> tuple[Told, ...]:
    """The prompts, those that a rule asks for first."""
    answers = {row.prompt: row.answer for row in plan.story_answers}
    wanted = {prompt for name in fired for prompt in guide.rules()[name].story}
    told = [Told(prompt, prompt.id in wanted, answers.get(prompt.id)) for prompt in known.prompts()]
    return tuple(sorted(told, key=lambda row: not row.asked))
