"""The score on exam day as a distribution: heavy in the tails, in two camps where tests disagree."""

from dataclasses import dataclass
from math import erfc, hypot, sqrt

from emtui.errors import Refused

LOWEST, HIGHEST = 1.0, 300.0  # the ends of the Step 2 CK scale
_HALVINGS = 60


@dataclass(frozen=True, slots=True)
class Spread:
    """Half of it around `centre + apart`, half around `centre - apart`, in points.

    Each half is normal with SD `core`; the share `heavy_share` of it is `heavy_factor` times wider.
    """

    centre: float
    core: float
    apart: float
    heavy_share: float
    heavy_factor: float

    @property
    def mean(self) -> float:
        """The centre, kept on the scale."""
        return _on_scale(self.centre)

    @property
    def sd(self) -> float:
        """The SD without the heavier tails."""
        return hypot(self.core, self.apart)

    @property
    def effective_sd(self) -> float:
        """The SD of the whole."""
        tails = 1 - self.heavy_share + self.heavy_share * self.heavy_factor**2
        return hypot(self.core * sqrt(tails), self.apart)

    def at_least(self, score: float) -> float:
        """The probability of `score` or more, with everything outside the scale heaped on its ends."""
        if score <= LOWEST:
            return 1.0
        if score > HIGHEST:
            return 0.0
        return self._above(score - self.centre)

    def interval(self, share: float) -> tuple[float, float]:
        """The central range holding `share` of it, as (low, high), kept on the scale."""
        if not 0 < share < 1:
            raise Refused(f"a range holds a share between 0 and 1, not {share}")
        half = self._half_width((1 - share) / 2)
        return _on_scale(self.centre - half), _on_scale(self.centre + half)

    def _above(self, distance: float) -> float:
        return sum(
            part * erfc((distance + side) / (sd * sqrt(2))) / 4
            for side in (-self.apart, self.apart)
            for part, sd in (
                (1 - self.heavy_share, self.core),
                (self.heavy_share, self.core * self.heavy_factor),
            )
        )

    def _half_width(self, tail: float) -> float:
        low, high = 0.0, self.apart + 40 * self.core
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            low, high = (middle, high) if self._above(middle) > tail else (low, middle)
        return (low + high) / 2


def _on_scale(score: float) -> float:
    return min(HIGHEST, max(LOWEST, score))
