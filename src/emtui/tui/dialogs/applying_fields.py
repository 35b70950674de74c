"""What the dialogs of rotations, letters, programs and interviews ask: each field, why, and what it accepts.

A yes-or-no column is asked as an `Answer`, an hour as text: `to_columns` and `from_columns` go between the
two. The limits are those of the tables.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any

from emtui.fields import BY_KEY, Field, Value
from emtui.vocabulary import (
    Answer,
    ApplicationState,
    CutoffKind,
    InterviewState,
    LetterKind,
    LetterState,
    RotationKind,
    RotationState,
    Setting,
    Specialty,
)

NOTES = 4000  # characters


def _hour(text: str) -> str:
    """An hour such as 9:30, 14:00 or 2pm."""
    found = re.fullmatch(r"(\d{1,2})(?:[:.h](\d{2}))? ?([ap]m?)?", text.strip().lower())
    if found is None:
        raise ValueError(text)
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        if not 1 <= hour <= 12:
            raise ValueError(text)
        hour = hour % 12 + (12 if found[3].startswith("p") else 0)
    return time(hour, minute).isoformat("minutes")


def _field(
    group: str,
    key: str,
    label: str,
    kind: type,
    why: str,
    unit: str = "",
    low: float | None = None,
    high: float | None = None,
    *,
    longest: int = 120,
    tidy: Callable[[str], str] | None = None,
) -> Field:
    return Field(
        key=key,
        group=group,
        label=label,
        kind=kind,
        why=why,
        unit=unit,
        low=low,
        high=high,
        longest=longest,
        tidy=tidy,
    )


ROTATION: tuple[Field, ...] = (
    _field("Rotation", "site", "site", str, "the hospital"),
    _field("Rotation", "kind", "kind", RotationKind, "what letter it can give"),
    _field("Rotation", "state", "state", RotationState, "how far it has come"),
    _field("Rotation", "starts_on", "from", date, "its first day"),
    _field("Rotation", "ends_on", "until", date, "its last day"),
    _field("Rotation", "deadline", "apply by", date, "the host's deadline"),
    _field("Rotation", "cost_usd", "cost", int, "fees, deposit and stay", "USD", 0, 1_000_000),
    _field("Rotation", "place", "place", str, "city and state"),
    _field("Rotation", "notes", "notes", str, "whatever you need to know again", longest=NOTES),
)

LETTER: tuple[Field, ...] = (
    _field("Letter", "writer", "from", str, "who writes it"),
    _field("Letter", "kind", "kind", LetterKind, "which SLOE, or a letter that is none"),
    _field("Letter", "rotation_id", "rotation", int, "the rotation it is about", "", 1, 2**53),
    _field("Letter", "state", "state", LetterState, "how far it has come"),
    _field("Letter", "asked_on", "asked", date, "the day you asked"),
    _field("Letter", "due_on", "due", date, "empty: reckoned from the rotation's end"),
    _field("Letter", "uploaded_on", "uploaded", date, "the day it was in"),
    _field("Letter", "notes", "notes", str, "letter ID, reminders", longest=NOTES),
)

INTERVIEW: tuple[Field, ...] = (
    _field("Interview", "state", "state", InterviewState, "how far it has come"),
    _field("Interview", "day", "day", date, "stands in the calendar too"),
    _field("Interview", "at", "hour", str, "in the zone below", tidy=_hour),
    _field("Interview", "zone", "zone", str, "where the hour holds", tidy=BY_KEY["local_zone"].tidy),
    _field("Interview", "thanked_on", "thanked", date, "the day the thanks went out"),
    _field("Interview", "notes", "notes", str, "people, questions, impressions", longest=NOTES),
)

PROGRAM: tuple[Field, ...] = (
    _field("Program", "name", "Name", str, "as the program calls itself", longest=200),
    _field("Program", "code", "NRMP code", str, "lists are merged by it", longest=20),
    _field("Program", "specialty", "Specialty", Specialty, "fees and signals count EM apart"),
    _field("Program", "city", "City", str, "", longest=80),
    _field("Program", "state", "State", str, "two letters filter best", longest=40),
    _field("Program", "setting", "Setting", Setting, "the guide's mix goes by it"),
    _field("Program", "length_years", "Length", int, "", "years", 1, 8),
    _field("Facts", "j1", "J-1", Answer, "sponsors or accepts a J-1 visa"),
    _field("Facts", "h1b", "H-1B", Answer, "sponsors an H-1B visa"),
    _field("Facts", "has_imgs", "IMGs there", Answer, "any among its residents"),
    _field("Facts", "img_percent", "IMG share", float, "of its residents", "%", 0, 100),
    _field("Facts", "cutoff", "Cutoff", int, "lowest Step 2 CK it reads", "points", 150, 300),
    _field("Facts", "cutoff_kind", "Cutoff is", CutoffKind, "a screen, or a preference"),
    _field("Facts", "graduation_limit", "Graduated", int, "at most so long ago", "years", 0, 50),
    _field("Facts", "attempts_allowed", "Attempts", int, "allowed at each exam", "", 0, 6),
    _field("Facts", "sloes_wanted", "SLOEs wanted", int, "", "", 0, 6),
    _field("Applying", "application", "State", ApplicationState, "from planned on it costs a fee"),
    _field("Applying", "applied_on", "Applied on", date, ""),
    _field("Applying", "signal", "Signal", Answer, "a budget: spend it where it counts"),
    _field("Applying", "tie", "Tie", str, "what binds you to the place", longest=200),
    _field("Applying", "notes", "Notes", str, "", longest=NOTES),
)

PROGRAM_BY_KEY: Mapping[str, Field] = {field.key: field for field in PROGRAM}


def from_columns(asked: tuple[Field, ...], row: Any) -> dict[str, Value]:
    """The values of `row` as its fields ask for them."""
    return {field.key: _from_column(field, getattr(row, field.key)) for field in asked}


def _from_column(field: Field, value: Any) -> Value:
    if field.kind is Answer and isinstance(value, bool):
        return Answer.YES if value else Answer.NO
    if isinstance(value, time):
        return value.isoformat("minutes")
    kept: Value = value
    return kept


def to_column(field: Field, value: Value) -> Any:
    """`value` as its table stores it; a signal nobody answered for is none."""
    if field.kind is Answer:
        known = None if value in (None, Answer.UNKNOWN) else value == Answer.YES
        return bool(known) if field.key == "signal" else known
    if field.tidy is _hour and value is not None:
        return time.fromisoformat(str(value))
    return value
