"""Which table holds what of `plan`, and the way from one to the other."""

from functools import cache

from sqlalchemy import UniqueConstraint

from emtui import plan
from emtui.plan import Assumptions, Profile, Row
from emtui.records import applying, calendar, outlook, strategy, study, tables
from emtui.records.columns import Units
from emtui.records.record import Record, columns_of, validated

RECORDS: dict[type[Row | Profile | Assumptions], type[Record]] = {
    Profile: tables.ProfileRecord,
    Assumptions: outlook.AssumptionsRecord,
    plan.PracticeTest: tables.PracticeTestRecord,
    plan.SystemScore: tables.SystemScoreRecord,
    plan.OwnInstrument: tables.OwnInstrumentRecord,
    plan.WhatIf: outlook.WhatIfRecord,
    plan.StoredProjection: outlook.StoredProjectionRecord,
    plan.QuestionBlock: study.QuestionBlockRecord,
    plan.Mistake: study.MistakeRecord,
    plan.OwnSection: study.OwnSectionRecord,
    plan.OwnItem: study.OwnItemRecord,
    plan.ItemState: study.ItemStateRecord,
    plan.Review: study.ReviewRecord,
    plan.StudyDay: study.StudyDayRecord,
    plan.CalendarEntry: calendar.CalendarEntryRecord,
    plan.OverruledDate: calendar.OverruledDateRecord,
    plan.Rotation: applying.RotationRecord,
    plan.Letter: applying.LetterRecord,
    plan.Program: applying.ProgramRecord,
    plan.ProgramFact: applying.ProgramFactRecord,
    plan.LetterAssignment: applying.LetterAssignmentRecord,
    plan.Interview: applying.InterviewRecord,
    plan.RankFactor: applying.RankFactorRecord,
    plan.FactorScore: applying.FactorScoreRecord,
    plan.SavedFilter: applying.SavedFilterRecord,
    plan.OwnFee: applying.OwnFeeRecord,
    plan.StoryAnswer: strategy.StoryAnswerRecord,
    plan.ProfileWhatIf: strategy.ProfileWhatIfRecord,
}
"""The table of each dataclass of the plan."""


def record_of(row: Row | Profile | Assumptions, units: Units) -> Record:
    """`row` as a new row of its table; raise Refused with what is accepted."""
    return validated(RECORDS[type(row)], columns_of(row), units)


def unique_columns(table: type[Record]) -> list[tuple[str, ...]]:
    """The columns of `table` that no two of its rows share, once for each such set."""
    constraints = table.metadata.tables[str(table.__tablename__)].constraints
    unique = [constraint for constraint in constraints if isinstance(constraint, UniqueConstraint)]
    return [tuple(column.name for column in constraint.columns) for constraint in unique]


@cache
def references() -> tuple[tuple[str, str, str], ...]:
    """Each column that holds the number of a row: its table, its name, and the table it refers to."""
    return tuple(
        (table.name, key.parent.name, key.column.table.name)
        for table in Record.metadata.sorted_tables
        for key in sorted(table.foreign_keys, key=lambda key: key.parent.name)
    )
