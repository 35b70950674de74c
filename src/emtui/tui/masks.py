"""What F9 hides on a shared screen: name, scores and visa, and what gives them away."""

import re

from emtui.tui.text import masked
from emtui.vocabulary import Lane

MASKED_FIELDS = frozenset(
    {
        *("name", "school", "step1_score", "step2_score", "target"),
        *("citizenship", "visa", "petition_from", "waiver_open", "in_us_until"),
    }
)

_SCORE = re.compile(r"\b\d{3}\b|\b\d{1,2}%")


def without_scores(text: str) -> str:
    """`text` with dots for whatever could be a score or a share."""
    return _SCORE.sub(lambda found: masked(found[0]), text)


def date_title(title: str, lane: Lane, *, hidden: bool) -> str:
    """What a date is called; hidden, dots for what concerns the visa and for a score typed into it."""
    if not hidden:
        return title
    return masked(title) if lane is Lane.VISA else without_scores(title)
