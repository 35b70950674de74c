"""What of rotations and letters counts for the guide, and when a letter will be there.

Apart from `letters`, because the rules ask it before the first screen is drawn.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

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


def months_known(plan: Plan) -> int | None:
    """The US EM rotations that are done: as the profile says, or more where more are entered as done.

    None where the profile leaves it open and no rotation is entered.
    """
    said = plan.profile.us_em_rotations
    return _more(said, months_done(plan.rotations)) if plan.rotations else said


def sloes_known(plan: Plan) -> int | None:
    """The EM SLOEs that are in: as the profile says, or more where more letters are; None like months."""
    said = plan.profile.em_sloes
    return _more(said, sloes_in(plan)) if plan.letters else said


def _more(said: int | None, counted: int) -> int:
    return counted if said is None else max(said, counted)


def is_em_sloe(letter: Letter, rotation: Rotation | None) -> bool:
    """Whether `letter` is an EM SLOE, and one that its rotation can give."""
    return letter_kinds()[letter.kind].em_sloe and suits(letter, rotation)


def suits(letter: Letter, rotation: Rotation | None) -> bool:
    """Whether `rotation` can give a letter of this kind; one from elsewhere always suits."""
    return rotation is None or rotation.kind in letter_kinds()[letter.kind].from_rotations


class Arrival(NamedTuple):
    """The day a letter is in or will be (None: not known), the `latest` it may be, and how that is known."""

    on: date | None
    latest: date | None
    how: str | None

    def late(self, read: date | None) -> bool | None:
        """Whether it comes after the day programs may begin to read; None where either is not known."""
        return None if self.on is None or read is None else self.on > read

    def may_be_late(self, read: date | None) -> bool:
        """Whether it usually is there by then, and need not be."""
        return (
            self.late(read) is False and self.latest is not None and read is not None and self.latest > read
        )


def expected(letter: Letter, rotation: Rotation | None, today: date) -> Arrival:
    """When the letter is in or will be: the one reckoning of calendar and letters."""
    if letter.state is LetterState.UPLOADED:
        return _on(letter.uploaded_on or letter.due_on or today)
    if rotation is not None and rotation.state is RotationState.DECLINED:
        return Arrival(None, None, "its rotation was declined")
    if letter.due_on is not None:
        if letter.due_on < today:
            return _on(today, f"expected {(today - letter.due_on).days} days ago and not in yet")
        return _on(letter.due_on)
    if rotation is None or rotation.ends_on is None:
        return Arrival(None, None, "no day is expected yet")
    lead = guide.lead_times()["sloe"]
    usual, latest = (rotation.ends_on + timedelta(days=days) for days in (lead.typical, lead.safe))
    if usual < today:
        return Arrival(today, max(latest, today), "could be in by now")
    return Arrival(usual, latest, f"{lead.typical // 7} weeks after the rotation")


def _on(day: date, how: str | None = None) -> Arrival:
    return Arrival(day, day, how)


def letter_name(place: int) -> str:
    """A, B … Z, AA, AB …"""
    name = ""
    place += 1
    while place:
        place, letter = divmod(place - 1, 26)
        name = chr(ord("A") + letter) + name
    return name
