"""The tables of a plan file as SQLModel classes: columns, constraints, and the check of each write.

Importing this costs some 400 ms (SQLModel), so only a write does; reading goes through `store.read`.
"""

from emtui.records.columns import Units, known_units
from emtui.records.tables import (
    RECORDS,
    OwnInstrumentRecord,
    PracticeTestRecord,
    ProfileRecord,
    QuestionBlockRecord,
    Record,
    record_of,
    validated,
)

__all__ = [
    "RECORDS",
    "OwnInstrumentRecord",
    "PracticeTestRecord",
    "ProfileRecord",
    "QuestionBlockRecord",
    "Record",
    "Units",
    "known_units",
    "record_of",
    "validated",
]
