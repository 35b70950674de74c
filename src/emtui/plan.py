"""The plan as every reader gets it: one frozen dataclass a table, unknown is None.

`records` holds the same columns as tables; a test keeps the two lists equal.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date

from emtui.vocabulary import (
    Answer,
    DualSpecialty,
    Ecfmg,
    Exam,
    PetitionFrom,
    Step1,
    Unit,
    Visa,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Who is applying: one row, every field optional; what each asks is in `fields.py`."""

    name: str | None = None
    school: str | None = None
    country: str | None = None
    citizenship: str | None = None
    graduation_year: int | None = None
    in_us_until: date | None = None
    local_zone: str | None = None
    step1: Step1 | None = None
    step1_attempts: int | None = None
    step1_score: int | None = None
    weak_step1: Answer | None = None
    step2_date: date | None = None
    step2_score: int | None = None
    step2_attempts: int | None = None
    eligibility_from: date | None = None
    eligibility_until: date | None = None
    dedicated_from: date | None = None
    fixable_weakness: Answer | None = None
    weak_clinical_exams: Answer | None = None
    step3: Exam | None = None
    step3_date: date | None = None
    oet_date: date | None = None
    oet_result: Exam | None = None
    ecfmg: Ecfmg | None = None
    pathway: int | None = None
    target: int | None = None
    match_year: int | None = None
    visa: Visa | None = None
    petition_from: PetitionFrom | None = None
    waiver_open: Answer | None = None
    us_em_rotations: int | None = None
    em_sloes: int | None = None
    research_items: int | None = None
    ed_years: float | None = None
    ems_volunteer: Answer | None = None
    leadership: Answer | None = None
    dual_specialty: DualSpecialty | None = None
    regions: str | None = None
    budget_usd: int | None = None
    study_hours: float | None = None
    shift_pattern: str | None = None
    shift_anchor: date | None = None
    rest_days: str | None = None
    question_bank: str | None = None
    question_bank_size: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeTest:
    """One practice test sat on one day; `score` is in the instrument's own unit."""

    id: int | None = None
    taken_on: date
    instrument: str
    score: float
    timed: bool = True
    complete: bool = True
    retake: bool = False
    notes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemScore:
    """How much of one area a practice test's report calls right; `system` is an id of guide/systems.toml."""

    id: int | None = None
    practice_test_id: int
    system: str
    percent: float


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
class OwnInstrument:
    """The user's own figures of a practice test, listed in the guide or not; in Step 2 CK points.

    `offset` is how much higher than the Step 2 CK scale it reads, `noise_sd` its scatter; None means the
    guide's figure, where it does not list the test that of an unlisted one.
    """

    id: int | None = None
    instrument: str
    name: str
    unit: Unit = Unit.POINTS
    offset: float | None = None
    offset_sd: float | None = None
    noise_sd: float | None = None
    notes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumptions:
    """What the user assumes otherwise than the guide: one row, None is the guide's figure.

    `shift` is how many points higher exam day reads than practice tests do, `shift_sd` the doubt in it.
    """

    shift: float | None = None
    shift_sd: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """A plan imagined, under a name of its own; None is as planned.

    `tests` are practice tests not taken, without id, on days that may lie ahead.
    """

    id: int | None = None
    name: str
    exam_day: date | None = None
    target: int | None = None
    tests: tuple[PracticeTest, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredProjection:
    """The projection as it stood at the end of `day`, kept as it was: never recomputed, one a model version.

    `tests` is how many practice tests it rests on; points, probabilities 0 to 1.
    """

    id: int | None = None
    day: date
    model_version: int
    exam_day: date
    tests: int
    mean: float
    sd: float
    low50: float
    high50: float
    low80: float
    high80: float
    low95: float
    high95: float
    target: int | None = None
    p_target: float | None = None
    p_pass: float


Entry = PracticeTest | QuestionBlock | OwnInstrument | WhatIf
"""What the user adds, changes and removes one by one."""

Row = Entry | SystemScore | StoredProjection
"""A row with an id: an entry, or what is stored along with one."""

TABLES: Mapping[str, type[Row]] = {
    "practice_tests": PracticeTest,
    "system_scores": SystemScore,
    "question_blocks": QuestionBlock,
    "own_instruments": OwnInstrument,
    "what_ifs": WhatIf,
    "projections": StoredProjection,
}
"""What each table of rows holds; its name is also the field of `Plan`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything in one plan file; tests, blocks and projections oldest first."""

    profile: Profile = field(default_factory=Profile)
    assumptions: Assumptions = field(default_factory=Assumptions)
    practice_tests: tuple[PracticeTest, ...] = ()
    system_scores: tuple[SystemScore, ...] = ()
    question_blocks: tuple[QuestionBlock, ...] = ()
    own_instruments: tuple[OwnInstrument, ...] = ()
    what_ifs: tuple[WhatIf, ...] = ()
    projections: tuple[StoredProjection, ...] = ()


def tests_to_text(tests: tuple[PracticeTest, ...]) -> str:
    """The tests of a what-if as the text that the plan file holds."""
    return json.dumps([asdict(test) for test in tests], default=str, ensure_ascii=False)


def tests_from_text(text: str) -> tuple[PracticeTest, ...]:
    """The tests of a what-if; raise ValueError where `text` is not what `tests_to_text` writes."""
    try:
        return tuple(
            PracticeTest(**{**row, "taken_on": date.fromisoformat(row["taken_on"])})
            for row in json.loads(text)
        )
    except (TypeError, KeyError) as error:
        raise ValueError(f"no imagined tests: {error}") from error
