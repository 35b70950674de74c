"""Who is applying, and what is assumed otherwise than the guide does: the two tables of a single row."""

from dataclasses import dataclass
from datetime import date

from emtui.vocabulary import Answer, DualSpecialty, Ecfmg, Exam, PetitionFrom, Step1, Visa


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
class Assumptions:
    """What the user assumes otherwise than the guide: one row, None is the guide's figure.

    `shift` is how many points higher exam day reads than practice tests do, `shift_sd` the doubt in it.
    """

    shift: float | None = None
    shift_sd: float | None = None
