"""The tables of what is known: the columns of `plan.py` in its order, and what a row has to keep to."""

import re
from datetime import date
from typing import Any, Self

from pydantic import ValidationInfo, field_validator, model_validator
from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from emtui import fields, guide
from emtui.errors import Refused
from emtui.plain import quoted
from emtui.plan import Profile
from emtui.records.columns import asked, assumed, day, line, number, one_of, only_row, row_id, yes_or_no
from emtui.records.record import Day, Line, MaybeLine, Record, clean, known_system, units_of
from emtui.vocabulary import Answer, DualSpecialty, Ecfmg, Exam, PetitionFrom, Step1, Unit, Visa

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SCORES = {Unit.POINTS: (1, 300), Unit.PERCENT: (0, 100)}


class ProfileRecord(Record, table=True):
    """Who is applying: a single row, each field held to its entry in fields.py."""

    __tablename__ = "profile"

    id: int = only_row()
    name: str | None = asked("name")
    school: str | None = asked("school")
    country: str | None = asked("country")
    citizenship: str | None = asked("citizenship")
    graduation_year: int | None = asked("graduation_year")
    in_us_until: date | None = asked("in_us_until")
    local_zone: str | None = asked("local_zone")
    step1: Step1 | None = asked("step1")
    step1_attempts: int | None = asked("step1_attempts")
    step1_score: int | None = asked("step1_score")
    weak_step1: Answer | None = asked("weak_step1")
    step2_date: date | None = asked("step2_date")
    step2_score: int | None = asked("step2_score")
    step2_attempts: int | None = asked("step2_attempts")
    eligibility_from: date | None = asked("eligibility_from")
    eligibility_until: date | None = asked("eligibility_until")
    dedicated_from: date | None = asked("dedicated_from")
    fixable_weakness: Answer | None = asked("fixable_weakness")
    weak_clinical_exams: Answer | None = asked("weak_clinical_exams")
    step3: Exam | None = asked("step3")
    step3_date: date | None = asked("step3_date")
    oet_date: date | None = asked("oet_date")
    oet_result: Exam | None = asked("oet_result")
    ecfmg: Ecfmg | None = asked("ecfmg")
    pathway: int | None = asked("pathway")
    target: int | None = asked("target")
    match_year: int | None = asked("match_year")
    visa: Visa | None = asked("visa")
    petition_from: PetitionFrom | None = asked("petition_from")
    waiver_open: Answer | None = asked("waiver_open")
    us_em_rotations: int | None = asked("us_em_rotations")
    em_sloes: int | None = asked("em_sloes")
    research_items: int | None = asked("research_items")
    ed_years: float | None = asked("ed_years")
    ems_volunteer: Answer | None = asked("ems_volunteer")
    leadership: Answer | None = asked("leadership")
    dual_specialty: DualSpecialty | None = asked("dual_specialty")
    regions: str | None = asked("regions")
    budget_usd: int | None = asked("budget_usd")
    study_hours: float | None = asked("study_hours")
    shift_pattern: str | None = asked("shift_pattern")
    shift_anchor: date | None = asked("shift_anchor")
    rest_days: str | None = asked("rest_days")
    question_bank: str | None = asked("question_bank")
    question_bank_size: int | None = asked("question_bank_size")

    @field_validator("*", mode="before")
    @classmethod
    def _answer_is_possible(cls, value: Any, info: ValidationInfo) -> Any:
        key = str(info.field_name)
        return value if key == "id" else fields.field(key).check(clean(value))  # type: ignore[arg-type]

    @model_validator(mode="after")
    def _answers_fit_together(self) -> Self:
        columns = type(self).model_fields.keys() - {"id"}
        found = fields.contradictions(Profile(**{key: getattr(self, key) for key in columns}))
        if found:
            raise Refused(found[0][1])
        return self


class PracticeTestRecord(Record, table=True):
    """One practice test sat on one day; of one instrument at most one a day."""

    __tablename__ = "practice_tests"
    __table_args__ = (UniqueConstraint("taken_on", "instrument"), {"sqlite_autoincrement": True})

    id: int | None = row_id()
    taken_on: Day = day("taken_on")
    instrument: Line = line("instrument", 40, required=True)
    score: float = Field(
        description="1 to 300 points, or 0 to 100 percent",
        sa_column_args=[CheckConstraint("score BETWEEN 0 AND 300")],
    )
    timed: bool = yes_or_no("timed", default=True)
    complete: bool = yes_or_no("complete", default=True)
    retake: bool = yes_or_no("retake", default=False)
    notes: MaybeLine = line("notes", 2000)

    @field_validator("instrument")
    @classmethod
    def _instrument_is_known(cls, instrument: str, info: ValidationInfo) -> str:
        if instrument not in units_of(info):
            raise Refused(
                f"instrument: {quoted(instrument)} is not known; add it with: "
                f"emtui log form {instrument.replace('-', ' ')}"
            )
        return instrument

    @field_validator("score")
    @classmethod
    def _score_is_possible(cls, score: float, info: ValidationInfo) -> float:
        unit = units_of(info)[info.data["instrument"]] if "instrument" in info.data else Unit.POINTS
        low, high = _SCORES[unit]
        if not low <= score <= high:
            raise Refused(f"score: {score:g} is not possible; accepted: {low} to {high} {unit}")
        return score


class SystemScoreRecord(Record, table=True):
    """A practice test's percentage in one area; gone with its test."""

    __tablename__ = "system_scores"
    __table_args__ = (UniqueConstraint("practice_test_id", "system"), {"sqlite_autoincrement": True})

    id: int | None = row_id()
    practice_test_id: int = Field(
        description="the number of a practice test", foreign_key="practice_tests.id", ondelete="CASCADE"
    )
    system: Line = line("system", 40, required=True)
    percent: float = number("percent", 0, 100)

    @field_validator("system")
    @classmethod
    def _system_is_known(cls, system: str) -> str:
        return known_system(system)


class OwnInstrumentRecord(Record, table=True):
    """The user's own figures of a practice test, in Step 2 CK points."""

    __tablename__ = "own_instruments"
    __table_args__ = (UniqueConstraint("instrument"), {"sqlite_autoincrement": True})

    id: int | None = row_id()
    instrument: Line = line("instrument", 40, required=True)
    name: Line = line("name", 60, required=True)
    unit: Unit = one_of("unit", Unit, default=Unit.POINTS)
    offset: float | None = assumed("offset")
    offset_sd: float | None = assumed("offset_sd")
    noise_sd: float | None = assumed("noise_sd")
    notes: MaybeLine = line("notes", 2000)

    @field_validator("instrument")
    @classmethod
    def _instrument_is_an_id(cls, instrument: str) -> str:
        if not _ID.fullmatch(instrument):
            raise Refused(
                f"instrument: {quoted(instrument)} is not possible; accepted: small letters, digits "
                "and hyphens, such as nbme-17"
            )
        return instrument

    @field_validator("unit")
    @classmethod
    def _unit_is_the_guides(cls, unit: Unit, info: ValidationInfo) -> Unit:
        listed = guide.instruments().get(info.data.get("instrument", ""))
        if listed is not None and unit is not listed.unit:
            raise Refused(f"unit: {unit} is not possible; {listed.name} is scored in {listed.unit}")
        return unit
