"""What a step is called: the words of the toast, of the history and of `emtui undo`."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from emtui import fields, guide
from emtui.plan import (
    CalendarEntry,
    Entry,
    FactorScore,
    Interview,
    ItemState,
    Letter,
    LetterAssignment,
    Mistake,
    OverruledDate,
    OwnFee,
    OwnInstrument,
    OwnItem,
    OwnSection,
    PracticeTest,
    ProfileWhatIf,
    Program,
    ProgramFact,
    QuestionBlock,
    RankFactor,
    Review,
    Rotation,
    SavedFilter,
    StoryAnswer,
    StudyDay,
    WhatIf,
)
from emtui.vocabulary import Unit

_NAMED_AT_MOST = 3


class Known(NamedTuple):
    """What an instrument is called and its scores are counted in."""

    name: str
    unit: Unit


Instruments = Mapping[str, Known]
"""Every instrument of the guide and of the user, by id."""


def name_of(entry: Entry, known: Instruments) -> str:
    """An entry in a few words: `NBME 13, 241`, `40 questions, 31 correct`, `NBME 17`, `what-if later`."""
    match entry:
        case PracticeTest():
            instrument = known[entry.instrument]
            return f"{instrument.name}, {entry.score:g}{'%' if instrument.unit is Unit.PERCENT else ''}"
        case QuestionBlock():
            return f"{entry.questions} questions, {entry.correct} correct"
        case WhatIf() | ProfileWhatIf():
            return f"what-if {entry.name}"
        case Mistake():
            return f"mistake {entry.topic}"
        case OwnSection():
            return f"section {entry.title}"
        case OwnItem() | CalendarEntry():
            return entry.title
        case ItemState() | Review():
            return f"{'review of ' if isinstance(entry, Review) else ''}{entry.item}"
        case StudyDay():
            return f"study day {entry.day}"
        case OverruledDate():
            kind = guide.milestone_kinds().get(entry.milestone)
            return f"own date of {kind.title if kind else entry.milestone}"
        case Rotation():
            return f"rotation {entry.site}"
        case Letter():
            return f"letter of {entry.writer}"
        case OwnInstrument() | Program():
            return entry.name
        case ProgramFact():
            return f"source of {entry.field}"
        case LetterAssignment():
            return "letter to a program"
        case Interview():
            return f"interview {entry.day or ''}".strip()
        case RankFactor():
            return f"factor {entry.name}"
        case FactorScore():
            return f"score {entry.score} of a factor"
        case SavedFilter():
            return f"filter {entry.name}"
        case OwnFee():
            return f"own fee {entry.fee}"
        case StoryAnswer():
            return f"answer to {entry.prompt}"


def added(entry: Entry, known: Instruments) -> str:
    """`log NBME 13, 241`; an instrument is added, a what-if too."""
    if _is_the_guides(entry):
        return f"use figures of your own for {name_of(entry, known)}"
    verb = "log" if isinstance(entry, PracticeTest | QuestionBlock | Mistake | Review) else "add"
    return f"{verb} {name_of(entry, known)}"


def changed(entry: Entry, changes: Mapping[str, Any], known: Instruments) -> str:
    """`change NBME 13, 241: score 241 → 243`; what is long is only named."""
    parts = [
        key
        if key in ("notes", "tests", "know", "answer")
        else f"{key.replace('_', ' ')} {_shown(getattr(entry, key))} → {_shown(changes[key])}"
        for key in changes
    ]
    return f"change {name_of(entry, known)}: {', '.join(parts)}"


def removed(entry: Entry, known: Instruments) -> str:
    """`remove NBME 13, 241`."""
    if _is_the_guides(entry):
        return f"use the guide's figures for {name_of(entry, known)}"
    return f"remove {name_of(entry, known)}"


def profile_set(values: Mapping[str, Any]) -> str:
    """`set Target score: 245`, `clear Visa`, or the names alone where there are several."""
    labels = [fields.field(key).label for key in values]
    if len(values) > _NAMED_AT_MOST:
        return f"set {len(values)} answers of the profile"
    if len(values) > 1:
        return f"set {', '.join(labels)}"
    ((key, value),) = values.items()
    shown = fields.field(key).show(value)
    return f"set {labels[0]}: {shown}" if shown else f"clear {labels[0]}"


def assumptions_set(values: Mapping[str, float | None]) -> str:
    """`assume test-day shift 0`, or back to the guide's."""
    names = {"shift": "test-day shift", "shift_sd": "its doubt"}
    return "assume " + ", ".join(
        f"{names[key]} {'as the guide does' if value is None else _shown(value)}"
        for key, value in values.items()
    )


def systems_set(test: PracticeTest, systems: Mapping[str, float | None], known: Instruments) -> str:
    """`set NBME 13, 241: Cardiovascular 62%`; ? where one was taken out."""
    outline = guide.systems()
    names = {system: outline[system].name if system in outline else system for system in systems}
    parts = [f"{names[key]} {'?' if share is None else f'{share:g}%'}" for key, share in systems.items()]
    return f"set {name_of(test, known)}: {', '.join(parts)}"


def _is_the_guides(entry: Entry) -> bool:
    return isinstance(entry, OwnInstrument) and entry.instrument in guide.instruments()


def _shown(value: object) -> str:
    if value is None:
        return "?"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:g}" if isinstance(value, float) else str(value)
