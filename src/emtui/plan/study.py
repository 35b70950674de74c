"""What is studied: question blocks, mistakes, checklist items with their reviews, and single days."""

from dataclasses import dataclass
from datetime import date

from emtui.vocabulary import Missed, MistakeReason, Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionBlock:
    """One block of bank questions; `system` is an id of guide/systems.toml or None for mixed."""

    id: int | None = None
    done_on: date
    questions: int
    correct: int
    system: str | None = None
    bank: str | None = None
    timed: bool | None = None
    notes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """A question got wrong: why, what to do about it, and when to look at it again.

    `system` is an id of guide/systems.toml; `revisited_on` is None until it was looked at again.
    """

    id: int | None = None
    made_on: date
    topic: str
    reason: MistakeReason | None = None
    next_step: str | None = None
    revisit_on: date | None = None
    revisited_on: date | None = None
    system: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSection:
    """A section of the checklist that the user added; items name it `own-` and its id."""

    id: int | None = None
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnItem:
    """A checklist item that the user added, to a section of the guide or of their own.

    `section` is a section's id, `know` has one thing to know a line. What else is known of the item goes by
    the name `own-` and its id.
    """

    id: int | None = None
    section: str
    title: str
    question: str | None = None
    know: str
    system: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemState:
    """How far the user is with the checklist item called `item`; without a row it is untouched.

    `confidence` is 0 to 4, `notes` are Markdown; a `hidden` item is left out everywhere.
    """

    id: int | None = None
    item: str
    progress: Progress = Progress.UNTOUCHED
    started_on: date | None = None
    confidence: int | None = None
    notes: str | None = None
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One grade given to a checklist item: 1 again, 2 hard, 3 good, 4 easy.

    `stability` (days) and `difficulty` (1 to 10) are the memory after it, `due` the day it then suggests;
    when the item really comes round depends on exam day too and is worked out anew.
    """

    id: int | None = None
    item: str
    reviewed_on: date
    grade: int
    stability: float
    difficulty: float
    due: date


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyDay:
    """What is special about one day of study.

    `capacity` is in normal study days and goes before the shift pattern; `missed` is what becomes of the
    `missed_questions` not done that day, as chosen on `decided_on`; an `excused` day does not break the
    streak.
    """

    id: int | None = None
    day: date
    capacity: float | None = None
    missed: Missed | None = None
    missed_questions: int | None = None
    decided_on: date | None = None
    excused: bool = False
