"""What of rotations and letters counts for the guide, and when a letter will be there.

Apart from `letters`, because the rules ask it before the first screen is drawn.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from emtui import guide
from emtui.guide.letters import letter_kinds, rotation_kinds
from emtui.plan import Letter, Plan, Rotation
from emtui.vocabulary import ApplicationState, LetterState, RotationState

ON_THE_LIST = (
    ApplicationState.PLANNED,
    ApplicationState.APPLIED,
    ApplicationState.INVITED,
    ApplicationState.INTERVIEWED,
)
"""The states in which a program still wants letters."""


def months_done(rotations: Iterable[Rotation]) -> int:
    """The US EM rotations that are done; an observership or a sub-specialty month is none."""
    kinds = rotation_kinds()
    return sum(rotation.state is RotationState.DONE and kinds[rotation.kind].counts for rotation in rotations)


def sloes_in(plan: Plan) -> int:
    """The EM SLOEs that are in."""
    rotations = {rotation.id: rotation for rotation in plan.rotations}
    return sum(
        letter.state is LetterState.UPLOADED and is_em_sloe(letter, rotations.get(letter.rotation_id))
        for letter in plan.letters
    )


def is_em_sloe(letter: Letter, rotation: Rotation | None) -> bool:
    """Whether `letter` is an EM SLOE, and one that its rotation can give."""
    return letter_kinds()[letter.kind].em_sloe and suits(letter, rotation)


def suits(letter: Letter, rotation: Rotation | None) -> bool:
    """Whether `rotation` can give a letter of this kind; one from elsewhere always suits."""
    return rotation is None or rotation.kind in letter_kinds()[letter.kind].from_rotations


def expected(letter: Letter, rotation: Rotation | None, today: date) -> tuple[date | None, str | None]:
    """The day the letter is in or will be, and how that is known."""
    if letter.state is LetterState.UPLOADED:
        return letter.uploaded_on or letter.due_on or today, None
    lead = guide.lead_times()["sloe"]
    after = None
    if rotation is not None and rotation.state is RotationState.DECLINED:
        return None, "its rotation was declined"
    if rotation is not None and rotation.ends_on is not None:
        after = rotation.ends_on + timedelta(days=lead.typical)
    if letter.due_on is not None:
        if letter.due_on < today:
            return today, f"expected {(today - letter.due_on).days} days ago and not in yet"
        return letter.due_on, None
    if after is None:
        return None, "no day is expected yet"
    weeks = lead.typical // 7
    return max(after, today), f"{weeks} weeks after the rotation"


def letter_name(place: int) -> str:
    """A, B … Z, AA, AB …"""
    name = ""
    place += 1
    while place:
        place, letter = divmod(place - 1, 26)
        name = chr(ord("A") + letter) + name
    return name
