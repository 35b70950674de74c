"""What F9 hides on a shared screen: name, scores and visa, and what gives them away."""

import re

from emtui.tui.text import masked

MASKED_FIELDS = frozenset(
    {
        *("name", "school", "step1_score", "step2_score", "target"),
        *("citizenship", "visa", "petition_from", "waiver_open"),
    }
)

_SCORE = re.compile(r"\b\d{3}\b|\b\d{1,2}%")


def without_scores(text: str) -> str:
    """`text` with dots for whatever could be a score or a share."""
    return _SCORE.sub(lambda found: masked(found[0]), text)
