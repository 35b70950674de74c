"""A dot on a rail: how values compare on a scale that need not start at zero."""

from collections.abc import Iterable
from math import ceil, floor

from textual.content import Content

from emtui.tui.signs import in_ascii, sign
from emtui.tui.text import line, styled

STEP = 0.05  # shares: a rail begins and ends on whole steps
FEWEST, MOST = 4, 20  # steps: shorter, a difference of a point would look like a leap; and all there are


def dot() -> str:
    """What stands on a rail; the twin of the filled dot names a test, so ASCII takes the open one's."""
    return sign("todo") if in_ascii() else sign("known")


def rail_ends(shares: Iterable[float]) -> tuple[float, float]:
    """The least and the greatest share of a rail for `shares`: round, and far enough apart."""
    known = list(shares)
    low, high = floor(min(known) / STEP), ceil(max(known) / STEP)
    low = max(0, low - max(0, FEWEST - (high - low)) // 2)
    high = min(MOST, max(high, low + FEWEST))
    return min(low, high - FEWEST) * STEP, high * STEP


def rail(share: float | None, ends: tuple[float, float], width: int, ink: str) -> Content:
    """A rail of `width` cells with a dot of colour `ink` at `share`; without a share it is empty."""
    stroke = sign("rail")
    if share is None:
        return styled(stroke * width, "$border-blurred")
    low, high = ends
    place = round((share - low) / (high - low) * (width - 1))
    return line(
        styled(stroke * place, "$border-blurred"),
        styled(dot(), ink),
        styled(stroke * (width - 1 - place), "$border-blurred"),
    )
