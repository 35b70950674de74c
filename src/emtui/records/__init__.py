"""The tables of a plan file as SQLModel classes: columns, constraints, and the check of each write.

Importing this costs some 400 ms (SQLModel), so only a write does; reading goes through `store.read`.
"""

from emtui.records.columns import Units, known_units
from emtui.records.outlook import AssumptionsRecord, StoredProjectionRecord, WhatIfRecord
from emtui.records.record import Record, columns_of, validated
from emtui.records.rows import RECORDS, record_of, references, unique_columns
from emtui.records.tables import (
    OwnInstrumentRecord,
    PracticeTestRecord,
    ProfileRecord,
    SystemScoreRecord,
)

__all__ = [
    "RECORDS",
    "AssumptionsRecord",
    "OwnInstrumentRecord",
    "PracticeTestRecord",
    "ProfileRecord",
    "Record",
    "StoredProjectionRecord",
    "SystemScoreRecord",
    "Units",
    "WhatIfRecord",
    "columns_of",
    "known_units",
    "record_of",
    "references",
    "unique_columns",
    "validated",
]
