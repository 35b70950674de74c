"""Which table holds what of `plan.py`, and the way from one to the other."""

from emtui.plan import (
    Assumptions,
    OwnInstrument,
    PracticeTest,
    Profile,
    QuestionBlock,
    Row,
    StoredProjection,
    SystemScore,
    WhatIf,
)
from emtui.records.columns import Units
from emtui.records.outlook import AssumptionsRecord, StoredProjectionRecord, WhatIfRecord
from emtui.records.record import Record, columns_of, validated
from emtui.records.tables import (
    OwnInstrumentRecord,
    PracticeTestRecord,
    ProfileRecord,
    QuestionBlockRecord,
    SystemScoreRecord,
)

RECORDS: dict[type[Row | Profile | Assumptions], type[Record]] = {
    Profile: ProfileRecord,
    Assumptions: AssumptionsRecord,
    PracticeTest: PracticeTestRecord,
    SystemScore: SystemScoreRecord,
    QuestionBlock: QuestionBlockRecord,
    OwnInstrument: OwnInstrumentRecord,
    WhatIf: WhatIfRecord,
    StoredProjection: StoredProjectionRecord,
}
"""The table of each dataclass of the plan."""


def record_of(row: Row | Profile | Assumptions, units: Units) -> Record:
    """`row` as a new row of its table; raise Refused with what is accepted."""
    return validated(RECORDS[type(row)], columns_of(row), units)
