"""What the guide's examples have on Strategy: a few what-ifs and a story begun, invented like the people."""

from collections.abc import Mapping
from typing import Any

from emtui.plan import ProfileWhatIf, StoryAnswer

_WHAT_IFS: Mapping[int, tuple[tuple[str, str], ...]] = {
    1: (("one month more", "us_em_rotations=+1 em_sloes=+1"), ("ten points less", "step2_score=238")),
    2: (("J-1 it is", "visa=j1 waiver_open=yes"), ("a strong score", "step2_score=246")),
    3: (("235 after all", "step2_score=235"), ("no visa needed", "visa=none")),
}

_STORY: Mapping[int, tuple[tuple[str, str], ...]] = {
    1: (),
    2: (
        ("attempt-what", "I sat Step 1 after six months of full-time night shifts and failed it."),
        (
            "attempt-changed",
            "I stopped rereading. Cases first, a timed block each week, and every explanation written\n"
            "out in one line of my own.",
        ),
    ),
    3: (
        (
            "em-cultures",
            "Three US departments in one summer: I asked for feedback after each shift and was the one\n"
            "called when a family spoke Russian.",
        ),
    ),
}


def strategy_rows(number: int) -> dict[str, Any]:
    """The rows that the example `number` has in the tables of Strategy, by the table's name."""
    return {
        "profile_what_ifs": tuple(
            ProfileWhatIf(name=name, changes=changes) for name, changes in _WHAT_IFS.get(number, ())
        ),
        "story_answers": tuple(
            StoryAnswer(prompt=prompt, answer=answer) for prompt, answer in _STORY.get(number, ())
        ),
    }
