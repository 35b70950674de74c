"""What of rotations and letters counts for the guide's two to three months and two EM SLOEs.

Apart from `letters`, because the rules ask it before the first screen is drawn.
"""

from collections.abc import Iterable

from emtui.guide.letters import letter_kinds, rotation_kinds
from emtui.plan import Letter, Plan, Rotation
from emtui.vocabulary import LetterState, RotationState


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
