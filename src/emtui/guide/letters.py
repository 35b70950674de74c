"""Kinds of rotations and of letters, and which can give which: letters.toml."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from emtui.guide.files import Source, load, source
from emtui.vocabulary import LetterKind, RotationKind

FILE = "letters.toml"


class RotationKindFacts(NamedTuple):
    """A kind of rotation: whether it counts as a US EM month, and the SLOE it can give."""

    kind: RotationKind
    title: str
    counts: bool
    gives: LetterKind | None
    source: Source


class LetterKindFacts(NamedTuple):
    """A kind of letter: whether it is an EM SLOE, and the rotations that can give it."""

    kind: LetterKind
    title: str
    article: str
    em_sloe: bool
    from_rotations: frozenset[RotationKind]
    text: str
    source: Source

    @property
    def title_with_article(self) -> str:
        """Such as `an eSLOE`; in a sentence, so without a capital of its own."""
        title = self.title if self.title[1:2].isupper() or self.title[:2] == "O-" else self.title.lower()
        return f"{self.article} {title.replace('sloe', 'SLOE')}"


@cache
def rotation_kinds() -> Mapping[RotationKind, RotationKindFacts]:
    """Every kind of rotation."""
    table = load(FILE)
    read_in = source(table["rotation_source"])
    return MappingProxyType(
        {
            (kind := RotationKind(row["kind"])): RotationKindFacts(
                kind=kind,
                title=row["title"],
                counts=row["counts"],
                gives=LetterKind(row["gives"]) if "gives" in row else None,
                source=read_in,
            )
            for row in table["rotation"]
        }
    )


@cache
def letter_kinds() -> Mapping[LetterKind, LetterKindFacts]:
    """Every kind of letter, the most telling first."""
    table = load(FILE)
    read_in = source(table["letter_source"])
    return MappingProxyType(
        {
            (kind := LetterKind(row["kind"])): LetterKindFacts(
                kind=kind,
                title=row["title"],
                article=row["article"],
                em_sloe=row["em_sloe"],
                from_rotations=frozenset(map(RotationKind, row["from"])),
                text=row["text"],
                source=read_in,
            )
            for row in table["letter"]
        }
    )
