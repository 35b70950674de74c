"""The EM high-yield checklist: what to know for Step 2 CK, by section, each item with its source.

One file a section in the folder beside this module; read when first asked for, not at start.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from emtui.guide.files import FOLDER, Source, load, source

SECTIONS = "checklist"
ABOUT = "about.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing to know: `question` is the front of its review card, `know` the back, one to six lines.

    `trap` is what an older book or the reflex gets wrong. `source.sure` speaks of the `know` lines and is
    "official", "reported", "memory" or "unsure"; knowledge from memory may name no `guideline` and `year`.
    `system` is the exam outline's slice it counts for; `reviewed_by` is the physician who checked it.
    """

    id: str
    section: str
    title: str
    question: str
    know: tuple[str, ...]
    trap: str | None
    guideline: str | None
    year: int | None
    system: str
    source: Source
    reviewed_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A chapter of the checklist; `systems` are the slices of the exam outline its items count for."""

    id: str
    title: str
    order: int
    systems: tuple[str, ...]
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What has to be said beside the checklist: `notice`, and what each word of `sure` means."""

    notice: str
    unreviewed: str
    sure: Mapping[str, str]


@cache
def checklist() -> tuple[Section, ...]:
    """The checklist's sections in their order."""
    names = [file.name for file in (FOLDER / SECTIONS).glob("*.toml") if file.name != ABOUT]
    return tuple(sorted(map(_section, names), key=lambda section: section.order))


@cache
def about_checklist() -> About:
    """What the checklist says of itself."""
    table = load(f"{SECTIONS}/{ABOUT}")
    return About(notice=table["notice"], unreviewed=table["unreviewed"], sure=MappingProxyType(table["sure"]))


def _section(name: str) -> Section:
    table = load(f"{SECTIONS}/{name}")
    section = name.removesuffix(".toml")
    return Section(
        id=section,
        title=table["title"],
        order=table["order"],
        systems=tuple(table["systems"]),
        items=tuple(_item(section, row) for row in table["item"]),
    )


def _item(section: str, row: Mapping[str, Any]) -> Item:
    reviewed_by = row["reviewed_by"]
    return Item(
        id=row["id"],
        section=section,
        title=row["title"],
        question=row["question"],
        know=tuple(row["know"]),
        trap=row.get("trap"),
        guideline=row.get("guideline"),
        year=row.get("year"),
        system=row["system"],
        source=source(row),
        reviewed_by=None if reviewed_by == "none" else reviewed_by,
    )
