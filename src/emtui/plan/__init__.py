"""The plan as every reader gets it: one frozen dataclass a table, unknown is None.

`records` holds the same columns as tables; a test keeps the two lists equal.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from emtui.plan.applying import (
    FactorScore,
    Interview,
    Letter,
    LetterAssignment,
    OwnFee,
    Program,
    ProgramFact,
    RankFactor,
    Rotation,
    SavedFilter,
)
from emtui.plan.calendar import CalendarEntry, OverruledDate
from emtui.plan.profile import Assumptions, Profile
from emtui.plan.scores import (
    OwnInstrument,
    PracticeTest,
    StoredProjection,
    SystemScore,
    WhatIf,
    tests_from_text,
    tests_to_text,
)
from emtui.plan.strategy import ProfileWhatIf, StoryAnswer
from emtui.plan.study import ItemState, Mistake, OwnItem, OwnSection, QuestionBlock, Review, StudyDay

__all__ = [
    "TABLES",
    "Assumptions",
    "CalendarEntry",
    "Entry",
    "FactorScore",
    "Interview",
    "ItemState",
    "Letter",
    "LetterAssignment",
    "Mistake",
    "OverruledDate",
    "OwnFee",
    "OwnInstrument",
    "OwnItem",
    "OwnSection",
    "Plan",
    "PracticeTest",
    "Profile",
    "ProfileWhatIf",
    "Program",
    "ProgramFact",
    "QuestionBlock",
    "RankFactor",
    "Review",
    "Rotation",
    "Row",
    "SavedFilter",
    "StoredProjection",
    "StoryAnswer",
    "StudyDay",
    "SystemScore",
    "WhatIf",
    "tests_from_text",
    "tests_to_text",
]

Entry = (
    PracticeTest
    | OwnInstrument
    | WhatIf
    | QuestionBlock
    | Mistake
    | OwnSection
    | OwnItem
    | ItemState
    | Review
    | StudyDay
    | CalendarEntry
    | OverruledDate
    | Rotation
    | Letter
    | Program
    | ProgramFact
    | LetterAssignment
    | Interview
    | RankFactor
    | FactorScore
    | SavedFilter
    | OwnFee
    | StoryAnswer
    | ProfileWhatIf
)
"""What the user adds, changes and removes one by one."""

Row = Entry | SystemScore | StoredProjection
"""A row with an id: an entry, or what is stored along with one."""

TABLES: Mapping[str, type[Row]] = {
    "practice_tests": PracticeTest,
    "system_scores": SystemScore,
    "own_instruments": OwnInstrument,
    "what_ifs": WhatIf,
    "projections": StoredProjection,
    "question_blocks": QuestionBlock,
    "mistakes": Mistake,
    "own_sections": OwnSection,
    "own_items": OwnItem,
    "item_states": ItemState,
    "reviews": Review,
    "study_days": StudyDay,
    "calendar_entries": CalendarEntry,
    "overruled_dates": OverruledDate,
    "rotations": Rotation,
    "letters": Letter,
    "programs": Program,
    "program_facts": ProgramFact,
    "letter_assignments": LetterAssignment,
    "interviews": Interview,
    "rank_factors": RankFactor,
    "factor_scores": FactorScore,
    "saved_filters": SavedFilter,
    "own_fees": OwnFee,
    "story_answers": StoryAnswer,
    "profile_what_ifs": ProfileWhatIf,
}
"""What each table of rows holds, after those it refers to; its name is also the field of `Plan`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything in one plan file; what has a day of its own oldest first."""

    profile: Profile = field(default_factory=Profile)
    assumptions: Assumptions = field(default_factory=Assumptions)
    practice_tests: tuple[PracticeTest, ...] = ()
    system_scores: tuple[SystemScore, ...] = ()
    own_instruments: tuple[OwnInstrument, ...] = ()
    what_ifs: tuple[WhatIf, ...] = ()
    projections: tuple[StoredProjection, ...] = ()
    question_blocks: tuple[QuestionBlock, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    own_sections: tuple[OwnSection, ...] = ()
    own_items: tuple[OwnItem, ...] = ()
    item_states: tuple[ItemState, ...] = ()
    reviews: tuple[Review, ...] = ()
    study_days: tuple[StudyDay, ...] = ()
    calendar_entries: tuple[CalendarEntry, ...] = ()
    overruled_dates: tuple[OverruledDate, ...] = ()
    rotations: tuple[Rotation, ...] = ()
    letters: tuple[Letter, ...] = ()
    programs: tuple[Program, ...] = ()
    program_facts: tuple[ProgramFact, ...] = ()
    letter_assignments: tuple[LetterAssignment, ...] = ()
    interviews: tuple[Interview, ...] = ()
    rank_factors: tuple[RankFactor, ...] = ()
    factor_scores: tuple[FactorScore, ...] = ()
    saved_filters: tuple[SavedFilter, ...] = ()
    own_fees: tuple[OwnFee, ...] = ()
    story_answers: tuple[StoryAnswer, ...] = ()
    profile_what_ifs: tuple[ProfileWhatIf, ...] = ()
