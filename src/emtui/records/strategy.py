"""The tables of what the user wrote and tried on Strategy."""

from sqlalchemy import UniqueConstraint

from emtui.records.columns import line, row_id, text
from emtui.records.record import Line, Lines, Record


class StoryAnswerRecord(Record, table=True):
    """The user's answer to one prompt of the application story."""

    __tablename__ = "story_answers"
    __table_args__ = (UniqueConstraint("prompt"), {"sqlite_autoincrement": True})

    id: int | None = row_id()
    prompt: Line = line("prompt", 60, required=True)
    answer: Lines = text("answer", 10_000, required=True)


class ProfileWhatIfRecord(Record, table=True):
    """A profile imagined, under a name."""

    __tablename__ = "profile_what_ifs"
    __table_args__ = (UniqueConstraint("name"), {"sqlite_autoincrement": True})

    id: int | None = row_id()
    name: Line = line("name", 60, required=True)
    changes: Line = line("changes", 500, required=True)
