"""An entry as the calendar's pictures draw it, and how they paint the lanes."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from emtui.tui.widgets.paint import Roles
from emtui.vocabulary import Lane

LANE_NAMES: Mapping[Lane, str] = {
    Lane.STUDY: "Study, Step 2",
    Lane.ECFMG: "ECFMG, OET",
    Lane.ROTATIONS: "Rotations",
    Lane.APPLICATIONS: "Applications",
    Lane.MATCH: "Match",
    Lane.VISA: "Visa",
}
SIGN_INKS = {"no": "bad", "look": "look", "estimate": "look", "moved": "accent", "unknown": "quiet"}

LANE_ROLES: Roles = {
    "strip": ("panel", 1.0, 1.0),
    "selection": ("block-cursor-background", 1.0, 1.0),
    "selection-blurred": ("block-cursor-blurred-background", 1.0, 1.0),
    **{
        f"{lane}-{share}": (f"lane-{lane}", share / 100, share / 100)
        for lane in Lane
        for share in (13, 17, 30, 45, 85, 100)
    },
}
"""Each lane's colour, mixed into the ground by so many percent."""


class Drawn(NamedTuple):
    """An entry as the calendar's pictures draw it; `first` and `last` are days, both included.

    `sign` is the name of the one beside its lane letter, empty for none. `solid` is exam day. `known` tells a
    day that is published or the user's own from an estimate, which lies from `earliest` to `latest`.
    `booked` is False where it is only planned, `headline` for what is worth seeing from afar.
    """

    id: str
    title: str
    lane: Lane
    first: date
    last: date
    sign: str = ""
    solid: bool = False
    known: bool = True
    booked: bool = True
    headline: bool = False
    earliest: date | None = None
    latest: date | None = None

    @property
    def letter(self) -> str:
        """The letter of its lane."""
        return letter_of(self.lane)


def letter_of(lane: Lane) -> str:
    """The letter that stands for a lane, so that it is never told by colour alone."""
    return lane.value[0].upper()
