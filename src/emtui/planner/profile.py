"""The Profile tab: what is known, and what that changes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from emtui import fields
from emtui.guide import BandRange
from emtui.plan import Plan, Profile
from emtui.planner.rules import Basis, facts_of
from emtui.planner.scores import Scores, scores
from emtui.planner.strategy import Guidance, Question, guidance, questions
from emtui.vocabulary import Step1, Visa


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileView:
    """Everything the Profile tab shows.

    `effects` are the rules that apply now, `questions` the unknowns that hold others back. `score` is the
    real Step 2 CK score or the projected one, as `basis` says, and `band` its target band; `scores` has the
    figures behind it. `known` of
    `asked` fields are filled in; fields that do not concern this applicant are not asked.
    `contradictions` are pairs of the key to mend and a sentence.
    """

    values: Profile
    effects: tuple[Guidance, ...]
    questions: tuple[Question, ...]
    known: int
    asked: int
    score: float | None
    basis: Basis
    band: BandRange | None
    scores: Scores
    contradictions: tuple[tuple[str, str], ...]


_ASKED_ONLY: Mapping[str, Callable[[Profile], bool]] = {
    "name": lambda profile: False,
    "step1_attempts": lambda profile: profile.step1 in (Step1.PASS_AFTER_FAILURE, Step1.FAILED),
    "step1_score": lambda profile: False,
    "step2_attempts": lambda profile: profile.step2_score is not None,
    "step2_score": lambda profile: profile.step2_attempts is not None,
    "in_us_until": lambda profile: False,
    "petition_from": lambda profile: profile.visa is Visa.H1B,
    "shift_anchor": lambda profile: profile.shift_pattern is not None,
    "step3_date": lambda profile: profile.visa is Visa.H1B,
    "waiver_open": lambda profile: profile.visa is Visa.J1,
}
"""Fields that are asked of some applicants only; a value given unasked counts as asked and known."""


def profile_view(plan: Plan, today: date) -> ProfileView:
    """What the Profile tab shows of `plan` on `today`."""
    profile = plan.profile
    known_scores = scores(plan, today)
    facts = facts_of(plan, today, known_scores)
    known = {field.key for field in fields.FIELDS if getattr(profile, field.key) is not None}
    asked = {
        field.key
        for field in fields.FIELDS
        if field.key in known or field.key not in _ASKED_ONLY or _ASKED_ONLY[field.key](profile)
    }
    return ProfileView(
        values=profile,
        effects=guidance(facts),
        questions=questions(facts),
        known=len(known),
        asked=len(asked),
        score=known_scores.figures.mean if facts.basis == "projected" else facts.score,
        basis=facts.basis,
        band=facts.band,
        scores=known_scores,
        contradictions=tuple(fields.contradictions(profile)),
    )
