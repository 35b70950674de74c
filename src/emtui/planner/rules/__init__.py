"""The guide's rules: one function a rule, named after it, saying whether it applies to a plan today.

Texts, sources and thresholds are in guide/rules.toml. A rule never fires on what is unknown: it asks.
"""

from collections.abc import Mapping
from types import MappingProxyType

from emtui.planner.rules import applying, examples, exams, experience, score, study, timing
from emtui.planner.rules.facts import (
    PRACTICE_TESTS,
    SENT,
    Asks,
    Basis,
    Condition,
    Facts,
    Fires,
    Outcome,
    facts_of,
)

__all__ = [
    "CONDITIONS",
    "PRACTICE_TESTS",
    "SENT",
    "Asks",
    "Basis",
    "Condition",
    "Facts",
    "Fires",
    "Outcome",
    "facts_of",
    "outcomes",
]

CONDITIONS: Mapping[str, Condition] = MappingProxyType(
    {
        condition.__name__.replace("_", "-"): condition
        for condition in (
            score.band_strong,
            score.band_viable,
            score.band_risk,
            score.band_high_risk,
            score.cutoff_screen,
            score.list_245,
            score.list_235,
            score.list_225,
            score.score_forward,
            applying.visa_amplifies,
            applying.visa_decide_early,
            applying.waiver_plan,
            exams.step1_pass,
            exams.step1_offset,
            exams.step1_highlight,
            exams.attempt_story,
            exams.no_rush,
            exams.no_retake,
            timing.start_early,
            timing.sit_by,
            timing.nbme_near,
            timing.nbme_target,
            timing.delay_gap,
            timing.delay_fixable,
            study.two_nbme,
            study.qbank,
            study.review_book,
            study.em_focus,
            study.em_notebook,
            experience.usce,
            experience.sloe_two,
            experience.research_qi,
            experience.em_story,
            experience.us_time,
            applying.program_research,
            applying.program_tools,
            applying.dual,
            applying.oet_certification,
            applying.ecfmg_ready,
            applying.apply_early,
            applying.interview_story,
            applying.interview_english,
            applying.papers_ready,
            applying.rank_balance,
            applying.soap,
            examples.scenario_1,
            examples.scenario_2,
            examples.scenario_3,
        )
    }
)
"""Rule id → its function, in the order of guide/rules.toml."""


def outcomes(facts: Facts) -> dict[str, Outcome]:
    """What each rule says of `facts`, by id, in the guide's order."""
    return {name: condition(facts) for name, condition in CONDITIONS.items()}
