"""A row of a table from outside, as its readers pass it on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file: the line it begins on, counted from 1, and its cells."""

    line: int
    cells: tuple[str, ...]
