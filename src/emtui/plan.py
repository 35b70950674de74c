"""The plan as every reader gets it: one frozen dataclass a table, unknown is None.

`records` holds the same columns as tables; a test keeps the two lists equal.
"""

from dataclasses import dataclass, field
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
    """A practice test the guide does not list, added by the user; figures in Step 2 CK points.

    `offset` is how much higher than the Step 2 CK scale it reads, `noise_sd` its scatter; None means
    the guide's prior for an unlisted official form.
    """

    id: int | None = None
    instrument: str
    name: str
    unit: Unit = Unit.POINTS
    offset: float | None = None
    offset_sd: float | None = None
    noise_sd: float | None = None
    notes: str | None = None


Entry = PracticeTest | QuestionBlock | OwnInstrument


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything in one plan file; tests and blocks oldest first."""

    profile: Profile = field(default_factory=Profile)
    practice_tests: tuple[PracticeTest, ...] = ()
    question_blocks: tuple[QuestionBlock, ...] = ()
    own_instruments: tuple[OwnInstrument, ...] = ()
