"""The tables of study: question blocks, mistakes, checklist items, their reviews, and single days."""

import re
from datetime import date
from typing import Self

from pydantic import ValidationInfo, field_validator, model_validator
from sqlalchemy import CheckConstraint, UniqueConstraint

from emtui.errors import Refused
from emtui.plain import quoted
from emtui.records.columns import (
    day,
    line,
    number,
    one_of,
    row_id,
    text,
    yes_or_no,
)
from emtui.records.record import (
    Day,
    Line,
    Lines,
    MaybeDay,
    MaybeLine,
    MaybeLines,
    Record,
    known_system,
)
from emtui.vocabulary import Missed, MistakeReason, Progress

_ITEM = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_NOTES = 20_000


class QuestionBlockRecord(Record, table=True):
    """One block of bank questions."""

    __tablename__ = "question_blocks"
    __table_args__ = (CheckConstraint("correct <= questions"), {"sqlite_autoincrement": True})

    id: int | None = row_id()
    done_on: Day = day("done_on")
    questions: int = number("questions", 1, 500)
    correct: int = number("correct", 0, 500)
    system: MaybeLine = line("system", 40)
    bank: MaybeLine = line("bank", 60)
    timed: bool | None = yes_or_no("timed", default=None)
    notes: MaybeLine = line("notes", 2000)

    @field_validator("correct")
    @classmethod
    def _not_more_than_asked(cls, correct: int, info: ValidationInfo) -> int:
        questions = info.data.get("questions", correct)
        if correct > questions:
            raise Refused(f"correct: {correct} of {questions} is not possible; accepted: 0 to {questions}")
        return correct

    @field_validator("system")
    @classmethod
    def _system_is_known(cls, system: str | None) -> str | None:
        return None if system is None else known_system(system)


class MistakeRecord(Record, table=True):
    """A question got wrong, and what follows from it."""

    __tablename__ = "mistakes"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: int | None = row_id()
    made_on: Day = day("made_on")
    topic: Line = line("topic", 200, required=True)
    reason: MistakeReason | None = one_of("reason", MistakeReason)
    next_step: MaybeLine = line("next_step", 500)
    revisit_on: MaybeDay = day("revisit_on", required=False)
    revisited_on: MaybeDay = day("revisited_on", required=False)
    system: MaybeLine = line("system", 40)

    @field_validator("system")
    @classmethod
    def _system_is_known(cls, system: str | None) -> str | None:
        return None if system is None else known_system(system)

    @model_validator(mode="after")
    def _revisited_after_it_was_made(self) -> Self:
        for name in ("revisit_on", "revisited_on"):
            later = getattr(self, name)
            if later is not None and later < self.made_on:
                raise Refused(f"{name}: {later} is before the mistake was made, {self.made_on}")
        return self


class OwnSectionRecord(Record, table=True):
    """A section of the checklist that the user added."""

    __tablename__ = "own_sections"
    __table_args__ = (UniqueConstraint("title"), {"sqlite_autoincrement": True})

    id: int | None = row_id()
    title: Line = line("title", 60, required=True)


class OwnItemRecord(Record, table=True):
    """A checklist item that the user added."""

    __tablename__ = "own_items"
    __table_args__ = (UniqueConstraint("section", "title"), {"sqlite_autoincrement": True})

    id: int | None = row_id()
    section: Line = line("section", 60, required=True)
    title: Line = line("title", 80, required=True)
    question: MaybeLine = line("question", 300)
    know: Lines = text("know", 2000, required=True)
    system: MaybeLine = line("system", 40)

    @field_validator("section")
    @classmethod
    def _section_is_an_id(cls, section: str) -> str:
        return item_id(section, "section")

    @field_validator("system")
    @classmethod
    def _system_is_known(cls, system: str | None) -> str | None:
        return None if system is None else known_system(system)


class ItemStateRecord(Record, table=True):
    """How far the user is with one checklist item."""

    __tablename__ = "item_states"
    __table_args__ = (UniqueConstraint("item"), {"sqlite_autoincrement": True})

    id: int | None = row_id()
    item: Line = line("item", 80, required=True)
    progress: Progress = one_of("progress", Progress, default=Progress.UNTOUCHED)
    started_on: MaybeDay = day("started_on", required=False)
    confidence: int | None = number("confidence", 0, 4, required=False)
    notes: MaybeLines = text("notes", LONGEST_NOTES)
    hidden: bool = yes_or_no("hidden", default=False)

    @field_validator("item")
    @classmethod
    def _item_is_an_id(cls, item: str) -> str:
        return item_id(item, "item")


class ReviewRecord(Record, table=True):
    """One grade given to a checklist item, and the memory after it."""

    __tablename__ = "reviews"
    __table_args__ = (
        CheckConstraint("due >= reviewed_on"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = row_id()
    item: Line = line("item", 80, required=True)
    reviewed_on: Day = day("reviewed_on")
    grade: int = number("grade", 1, 4)
    stability: float = number("stability", 0, 100_000, unit="days")
    difficulty: float = number("difficulty", 1, 10)
    due: Day = day("due")

    @field_validator("item")
    @classmethod
    def _item_is_an_id(cls, item: str) -> str:
        return item_id(item, "item")

    @field_validator("due")
    @classmethod
    def _due_later(cls, due: date, info: ValidationInfo) -> date:
        if due < info.data.get("reviewed_on", due):
            raise Refused(f"due: {due} is before the review itself")
        return due


a_day = day  # `day` is a column of its own below


class StudyDayRecord(Record, table=True):
    """What is special about one day of study."""

    __tablename__ = "study_days"
    __table_args__ = (UniqueConstraint("day"), {"sqlite_autoincrement": True})

    id: int | None = row_id()
    day: Day = day("day")
    capacity: float | None = number("capacity", 0, 3, unit="normal study days", required=False)
    missed: Missed | None = one_of("missed", Missed)
    missed_questions: int | None = number("missed_questions", 0, 5000, required=False)
    decided_on: MaybeDay = a_day("decided_on", required=False)
    excused: bool = yes_or_no("excused", default=False)


def item_id(value: str, column: str) -> str:
    """`value` where it can be the id of an item or section; raise Refused."""
    if not _ITEM.fullmatch(value):
        raise Refused(f"{column}: {quoted(value)} is not possible; accepted: small letters, digits, hyphens")
    return value
