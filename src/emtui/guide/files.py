"""How the guide's data files are read, and what every fact in them carries."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

FOLDER = Path(__file__).parent


class Source(NamedTuple):
    """Where a fact comes from, when it was checked, and how sure it is."""

    text: str
    checked_on: date
    sure: str  # "official", "reported", "derived", "memory", "unsure", or "advice": the guide's opinion


@cache
def load(name: str) -> Mapping[str, Any]:
    """The data file `name` of the guide, parsed once."""
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def source(table: Mapping[str, Any]) -> Source:
    """The source a fact's table names."""
    return Source(text=table["source"], checked_on=table["checked_on"], sure=table["sure"])
