"""The tables of applying: rotations, letters, programs, interviews and the rank list."""

from datetime import time
from typing import Self

from pydantic import field_validator, model_validator
from sqlalchemy import UniqueConstraint

from emtui.records import columns
from emtui.records.calendar import in_order, known_zone
from emtui.records.columns import day, hour, line, number, one_of, reference, row_id, text, yes_or_no
from emtui.records.record import Line, MaybeDay, MaybeLine, MaybeLines, Record
from emtui.vocabulary import (
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

_NUMBERED = {"sqlite_autoincrement": True}


class RotationRecord(Record, table=True):
    """A US rotation."""

    __tablename__ = "rotations"
    __table_args__ = (_NUMBERED,)

    id: int | None = row_id()
    site: Line = line("site", 120, required=True)
    kind: RotationKind = one_of("kind", RotationKind, required=True)
    state: RotationState = one_of("state", RotationState, default=RotationState.IDEA)
    starts_on: MaybeDay = day("starts_on", required=False)
    ends_on: MaybeDay = day("ends_on", required=False)
    deadline: MaybeDay = day("deadline", required=False)
    cost_usd: int | None = number("cost_usd", 0, 1_000_000, unit="US dollars", required=False)
    place: MaybeLine = line("place", 120)
    notes: MaybeLines = text("notes", 4000)

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        in_order(self.starts_on, self.ends_on)
        return self


class LetterRecord(Record, table=True):
    """A letter of recommendation on its way."""

    __tablename__ = "letters"
    __table_args__ = (_NUMBERED,)

    id: int | None = row_id()
    kind: LetterKind = one_of("kind", LetterKind, required=True)
    writer: Line = line("writer", 120, required=True)
    rotation_id: int | None = reference("rotations", required=False)
    state: LetterState = one_of("state", LetterState, default=LetterState.PLANNED)
    asked_on: MaybeDay = day("asked_on", required=False)
    due_on: MaybeDay = day("due_on", required=False)
    uploaded_on: MaybeDay = day("uploaded_on", required=False)
    notes: MaybeLines = text("notes", 4000)


class ProgramRecord(Record, table=True):
    """A residency program."""

    __tablename__ = "programs"
    __table_args__ = (_NUMBERED,)

    id: int | None = row_id()
    code: MaybeLine = line("code", 20)
    name: Line = line("name", 200, required=True)
    specialty: Specialty = one_of("specialty", Specialty, default=Specialty.EM)
    city: MaybeLine = line("city", 80)
    state: MaybeLine = line("state", 40)
    setting: Setting | None = one_of("setting", Setting)
    length_years: int | None = number("length_years", 1, 8, unit="years", required=False)
    j1: bool | None = yes_or_no("j1", default=None)
    h1b: bool | None = yes_or_no("h1b", default=None)
    has_imgs: bool | None = yes_or_no("has_imgs", default=None)
    img_percent: float | None = number("img_percent", 0, 100, unit="percent", required=False)
    cutoff: int | None = number("cutoff", 150, 300, unit="points", required=False)
    cutoff_kind: CutoffKind | None = one_of("cutoff_kind", CutoffKind)
    graduation_limit: int | None = number("graduation_limit", 0, 50, unit="years", required=False)
    attempts_allowed: int | None = number("attempts_allowed", 0, 6, required=False)
    sloes_wanted: int | None = number("sloes_wanted", 0, 6, required=False)
    signal: bool = yes_or_no("signal", default=False)
    tie: MaybeLine = line("tie", 200)
    application: ApplicationState = one_of(
        "application", ApplicationState, default=ApplicationState.CONSIDERING
    )
    applied_on: MaybeDay = day("applied_on", required=False)
    rank: int | None = number("rank", 1, 300, required=False)
    do_not_rank: bool = yes_or_no("do_not_rank", default=False)
    notes: MaybeLines = text("notes", 4000)


class ProgramFactRecord(Record, table=True):
    """Where the value of one field of a program comes from."""

    __tablename__ = "program_facts"
    __table_args__ = (UniqueConstraint("program_id", "field"), _NUMBERED)

    id: int | None = row_id()
    program_id: int = reference("programs")
    field: Line = line("field", 40, required=True)
    source: MaybeLine = line("source", 300)
    checked_on: MaybeDay = day("checked_on", required=False)
    stale: bool = yes_or_no("stale", default=False)


class LetterAssignmentRecord(Record, table=True):
    """A letter assigned to a program."""

    __tablename__ = "letter_assignments"
    __table_args__ = (UniqueConstraint("letter_id", "program_id"), _NUMBERED)

    id: int | None = row_id()
    letter_id: int = reference("letters")
    program_id: int = reference("programs")


class InterviewRecord(Record, table=True):
    """An interview at a program."""

    __tablename__ = "interviews"
    __table_args__ = (_NUMBERED,)

    id: int | None = row_id()
    program_id: int = reference("programs")
    state: InterviewState = one_of("state", InterviewState, default=InterviewState.INVITED)
    day: MaybeDay = columns.day("day", required=False)
    at: time | None = hour("at")
    zone: MaybeLine = line("zone", 60)
    thanked_on: MaybeDay = columns.day("thanked_on", required=False)
    notes: MaybeLines = text("notes", 4000)

    @field_validator("zone")
    @classmethod
    def _zone_is_known(cls, zone: str | None) -> str | None:
        return known_zone(zone)


class RankFactorRecord(Record, table=True):
    """Something that programs are compared by."""

    __tablename__ = "rank_factors"
    __table_args__ = (UniqueConstraint("name"), _NUMBERED)

    id: int | None = row_id()
    name: Line = line("name", 60, required=True)
    weight: float = number("weight", 0, 10)


class FactorScoreRecord(Record, table=True):
    """How a program does on one factor."""

    __tablename__ = "factor_scores"
    __table_args__ = (UniqueConstraint("program_id", "factor_id"), _NUMBERED)

    id: int | None = row_id()
    program_id: int = reference("programs")
    factor_id: int = reference("rank_factors")
    score: int = number("score", 1, 5)


class SavedFilterRecord(Record, table=True):
    """A filter line of the programs, under a name."""

    __tablename__ = "saved_filters"
    __table_args__ = (UniqueConstraint("name"), _NUMBERED)

    id: int | None = row_id()
    name: Line = line("name", 60, required=True)
    text: Line = line("text", 500, required=True)


class OwnFeeRecord(Record, table=True):
    """The user's own amount for a fee in one season."""

    __tablename__ = "own_fees"
    __table_args__ = (UniqueConstraint("match_year", "fee"), _NUMBERED)

    id: int | None = row_id()
    match_year: int = number("match_year", 2024, 2045)
    fee: Line = line("fee", 60, required=True)
    usd: float = number("usd", 0, 100_000, unit="US dollars")
