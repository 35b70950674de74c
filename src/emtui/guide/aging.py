"""The facts about programs that are looked up again: aging.toml.

Apart from `applying`, because Today asks it before the first screen is drawn.
"""

from functools import cache
from typing import NamedTuple

from emtui.guide.files import Source, load, source

FILE = "aging.toml"


class Aging(NamedTuple):
    """The fields of a program that are read again after `stale_days` days."""

    fields: tuple[str, ...]
    stale_days: int
    source: Source


@cache
def aging() -> Aging:
    """The fields of a program that age."""
    row = load(FILE)["aging"]
    return Aging(tuple(row["fields"]), row["stale_days"], source(row))
