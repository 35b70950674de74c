"""What sit-or-delay weighs beside the rules' thresholds."""

from dataclasses import dataclass
from functools import cache

from emtui.guide.cycles import lead_times
from emtui.guide.files import load


@dataclass(frozen=True, slots=True, kw_only=True)
class SittingRules:
    """The figures of guide/sitting.toml in days, weeks and shares; how long a score takes, of cycles.toml."""

    typical_days: int
    safe_days: int
    free_days: int
    weeks_past_planned: int
    farthest_weeks: int
    longest_delay_weeks: int
    hopeless_below: float
    pass_doubtful_below: float
    fixable_weeks: int
    oet_days: int


@cache
def sitting_rules() -> SittingRules:
    """The figures of sit-or-delay."""
    table = load("sitting.toml")
    score_back = lead_times()["score-back"]
    verdict = {key: value for key, value in table["verdict"].items() if key in SittingRules.__slots__}
    return SittingRules(
        typical_days=score_back.typical,
        safe_days=score_back.safe,
        free_days=table["moving_fee"]["free_days"],
        **verdict,
    )
