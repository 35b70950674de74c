"""What stands beside the rules on Strategy: figures of a Match, back-ups, questions and story prompts."""

from functools import cache
from typing import Any, NamedTuple

from emtui.guide.files import Source, load, source

FILE = "strategy.toml"


class Quartiles(NamedTuple):
    """A Step 2 CK distribution in points, of `number` people."""

    least: int
    low: int
    median: int
    high: int
    most: int
    number: int


class Charting(NamedTuple):
    """Step 2 CK of those who ranked EM first in the Match of `year`, with a match and without one."""

    year: int
    matched: Quartiles
    unmatched: Quartiles
    source: Source


class Figure(NamedTuple):
    """A figure with what it counts and, in `limits`, what it does not say."""

    id: str
    figure: str
    text: str
    limits: str
    source: Source


class BackUp(NamedTuple):
    """A specialty in one Match: `rate` in percent, `score` and `ranks` medians, matched then not."""

    id: str
    name: str
    matched: int
    unmatched: int
    rate: float
    score: tuple[int, int]
    ranks: tuple[int, int]
    text: str
    source: Source


class DualNotes(NamedTuple):
    """What holds for every back-up: the limits of its figures, and what a second application means."""

    limits: str
    services: str
    source: Source


class FaqEntry(NamedTuple):
    """One of the guide's questions with its answer in our words."""

    id: str
    question: str
    answer: str
    source: Source


class Prompt(NamedTuple):
    """A prompt of the story worksheet, with what an answer may hold."""

    id: str
    group: str
    question: str
    hint: str
    source: Source


@cache
def charting() -> Charting:
    """The Step 2 CK scores of the latest Match known."""
    row = load(FILE)["charting"]
    table = row["score"]
    return Charting(
        year=row["year"],
        matched=_quartiles(table["matched"], table["number_matched"]),
        unmatched=_quartiles(table["unmatched"], table["number_unmatched"]),
        source=source(row),
    )


@cache
def figures() -> tuple[Figure, ...]:
    """The figures, the most telling first."""
    return tuple(
        Figure(row["id"], row["figure"], row["text"], row["limits"], source(row)) for row in _rows("figure")
    )


@cache
def back_ups() -> tuple[BackUp, ...]:
    """EM, for comparison, then the specialties to apply to beside it."""
    return tuple(
        BackUp(
            id=row["id"],
            name=row["name"],
            matched=row["matched"],
            unmatched=row["unmatched"],
            rate=row["rate"],
            score=(row["score"][0], row["score"][1]),
            ranks=(row["ranks"][0], row["ranks"][1]),
            text=row["text"],
            source=source(row),
        )
        for row in _rows("specialty")
    )


@cache
def dual_notes() -> DualNotes:
    """What is to be known of every second application."""
    row = load(FILE)["dual"]
    return DualNotes(row["limits"], row["services"], source(row))


@cache
def faq() -> tuple[FaqEntry, ...]:
    """The guide's questions, in its order."""
    return tuple(FaqEntry(row["id"], row["question"], row["answer"], source(row)) for row in _rows("faq"))


@cache
def prompts() -> tuple[Prompt, ...]:
    """The prompts of the story worksheet, in their order."""
    return tuple(
        Prompt(row["id"], row["group"], row["question"], row["hint"], source(row)) for row in _rows("prompt")
    )


def _quartiles(points: list[int], number: int) -> Quartiles:
    least, low, median, high, most = points
    return Quartiles(least, low, median, high, most, number)


def _rows(table: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = load(FILE)[table]
    return rows
