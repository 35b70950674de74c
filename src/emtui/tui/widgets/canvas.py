"""A grid of character cells in colour roles: what a chart draws on before a theme gives it colours.

Pure: a picture can be read as text in a test. `paint` turns the roles into Textual strips.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len

EIGHTHS_UP = " ▁▂▃▄▅▆▇█"
EIGHTHS_ACROSS = " ▏▎▍▌▋▊▉█"


class Cell(NamedTuple):
    """One character with the roles of its ink and of its ground (see `paint.ROLES`)."""

    char: str = " "
    ink: str = "text"
    ground: str = "ground"
    bold: bool = False


BLANK = Cell()


class Canvas:
    """`width` by `height` cells, row 0 on top; whatever is put outside is dropped."""

    def __init__(self, width: int, height: int) -> None:
        self.width = max(0, width)
        self.height = max(0, height)
        self.rows = [[BLANK] * self.width for _ in range(self.height)]
        self._beneath: dict[tuple[int, int], str] = {}

    def put(
        self, x: int, y: int, char: str, ink: str, *, ground: str | None = None, bold: bool = False
    ) -> None:
        """Set one cell; without `ground` it stands on the colour that is there."""
        if 0 <= x < self.width and 0 <= y < self.height:
            below = self._beneath.get((x, y), self.rows[y][x].ground) if ground is None else ground
            self.rows[y][x] = Cell(char, ink, below, bold)

    def split(self, x: int, y: int, eighths: int, lower: str, upper: str) -> None:
        """Fill the lower `eighths` of a cell with one role and the rest with another."""
        if eighths <= 0 or eighths >= 8 or lower == upper:
            self.put(x, y, " ", "text", ground=lower if eighths > 0 else upper)
            return
        self.put(x, y, EIGHTHS_UP[eighths], lower, ground=upper)
        # A glyph drawn here later takes the colour that has more of the cell.
        self._beneath[x, y] = lower if eighths >= 4 else upper

    def write(
        self, x: int, y: int, text: str, ink: str, *, ground: str | None = None, bold: bool = False
    ) -> None:
        """Put `text` from column `x` on."""
        for offset, char in enumerate(in_cells(text)):
            self.put(x + offset, y, char, ink, ground=ground, bold=bold)

    def char(self, x: int, y: int) -> str:
        """The character at a place, a space outside."""
        return self.rows[y][x].char if 0 <= x < self.width and 0 <= y < self.height else " "

    def taken(self, x: int, y: int, width: int) -> bool:
        """Whether anything is written on the `width` cells from `x` on."""
        return any(self.char(x + offset, y) != " " for offset in range(width))

    def lines(self) -> list[str]:
        """The picture as plain text, without colours."""
        return ["".join(cell.char for cell in row) for row in self.rows]


@lru_cache(4096)
def in_cells(text: str, width: int | None = None) -> tuple[str, ...]:
    """`text` cell by cell, cut with … where it is longer than `width` cells.

    A wide character is followed by an empty cell, an accent stands with its letter.
    """
    if text.isascii():
        found = list(text)
    else:
        found = []
        for char in text:
            size = cell_len(char)
            if size == 0 and found:
                found[-1 if found[-1] else -2] += char
            elif size:
                found += [char, *[""] * (size - 1)]
    if width is not None and len(found) > width:
        found = found[: max(width - 1, 0)]
        if found and cell_len(found[-1]) > 1:  # half of a wide character
            found[-1] = " "
        found += ["…"] * (width > 0)
    return tuple(found)


def spread(wanted: Sequence[int], sizes: Sequence[int], limit: int, gap: int = 0) -> list[int]:
    """Places for labels of `sizes` cells in 0..`limit`, in order, apart by `gap`, near where they are wanted.

    What does not fit at all runs over the end.
    """
    places: list[int] = []
    free = 0
    for place, size in zip(wanted, sizes, strict=True):
        places.append(max(place, free))
        free = places[-1] + size + gap
    end = limit
    for index in reversed(range(len(places))):
        places[index] = max(0, min(places[index], end - sizes[index]))
        end = places[index] - gap
    return places
