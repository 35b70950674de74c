"""The exam's content outline: body systems, their share of Step 2 CK, and the words people use for them."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from emtui.guide.files import Source, load, source


class System(NamedTuple):
    """One area of the outline: `low` to `high` percent of the exam, `mid` between them.

    `kind` is "system" (a slice), "overlay" (tested through the slices) or "discipline" (cuts across them);
    only slices add up. `conflict` says where the transcriptions differ.
    """

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...]
    low: float
    high: float
    mid: float
    source: Source
    conflict: str | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """Every word that stands for this area, lower case: id, name, aliases."""
        return (self.id, self.name.lower(), *self.aliases)


@cache
def systems() -> Mapping[str, System]:
    """The areas of the outline by id, in the order of the file."""
    return MappingProxyType(
        {
            row["id"]: System(
                id=row["id"],
                name=row["name"],
                kind=row["kind"],
                aliases=tuple(row["aliases"]),
                low=row["low"],
                high=row["high"],
                mid=row["mid"],
                conflict=row.get("conflict"),
                source=source(row),
            )
            for row in load("systems.toml")["system"]
        }
    )


def form_questions() -> int:
    """How many questions an official form has."""
    questions: int = load("systems.toml")["form"]["questions"]
    return questions


def find_system(word: str) -> list[System]:
    """The areas `word` stands for: the one called so, else all with a word beginning so; maybe none."""
    wanted = " ".join(word.lower().split())
    if not wanted:
        return []
    exact = [system for system in systems().values() if wanted in system.words]
    if exact:
        return exact
    return [system for system in systems().values() if any(word.startswith(wanted) for word in system.words)]
