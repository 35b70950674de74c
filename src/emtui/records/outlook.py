"""The tables of what is assumed, imagined and foretold: as `tables.py`, for what lies ahead."""

from typing import Any, Self

from pydantic import ValidationInfo, field_validator, model_validator
from sqlalchemy import CheckConstraint, Dialect, String, TypeDecorator, UniqueConstraint
from sqlmodel import Field

from emtui import fields
from emtui.errors import Refused
from emtui.plan import PracticeTest, tests_from_text, tests_to_text
from emtui.records import columns
from emtui.records.columns import Units
from emtui.records.record import Day, Line, MaybeDay, Record, columns_of, units_of, validated
from emtui.records.tables import PracticeTestRecord

MOST_IMAGINED = 20  # tests; nobody sits more before one exam
_LONGEST_TEXT = 100_000  # of that many tests, notes included


class AssumptionsRecord(Record, table=True):
    """What the user assumes otherwise than the guide: a single row."""

    __tablename__ = "assumptions"

    id: int = columns.only_row()
    shift: float | None = columns.assumed("shift")
    shift_sd: float | None = columns.assumed("shift_sd")


class _TestsText(TypeDecorator[tuple[PracticeTest, ...]]):
    """Imagined tests in one column."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: tuple[PracticeTest, ...] | None, dialect: Dialect) -> str | None:
        return None if value is None else tests_to_text(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> tuple[PracticeTest, ...] | None:
        return None if value is None else tests_from_text(value)


class WhatIfRecord(Record, table=True):
    """A plan imagined under a name of its own."""

    __tablename__ = "what_ifs"
    __table_args__ = (UniqueConstraint("name"), {"sqlite_autoincrement": True})

    id: int | None = columns.row_id()
    name: Line = columns.line("name", 60, required=True)
    exam_day: MaybeDay = columns.day("exam_day", required=False)
    target: int | None = columns.number(
        "target",
        fields.BY_KEY["target"].low or 0,
        fields.BY_KEY["target"].high or 0,
        unit="points",
        required=False,
    )
    tests: tuple[PracticeTest, ...] = Field(
        default=(),
        description=f"up to {MOST_IMAGINED} practice tests",
        max_length=MOST_IMAGINED,
        sa_type=_TestsText,
        sa_column_args=[CheckConstraint(f"length(tests) BETWEEN 2 AND {_LONGEST_TEXT}")],
    )

    @field_validator("tests")
    @classmethod
    def _tests_are_possible(
        cls, tests: tuple[PracticeTest, ...], info: ValidationInfo
    ) -> tuple[PracticeTest, ...]:
        return tuple(_imagined(test, units_of(info)) for test in tests)


class StoredProjectionRecord(Record, table=True):
    """The projection of one day as one version of the model made it."""

    __tablename__ = "projections"
    __table_args__ = (UniqueConstraint("day", "model_version"), {"sqlite_autoincrement": True})

    id: int | None = columns.row_id()
    day: Day = columns.day("day")
    model_version: int = columns.number("model_version", 1, 10_000)
    exam_day: Day = columns.day("exam_day")
    tests: int = columns.number("tests", 1, 100_000)
    mean: float = columns.number("mean", 1, 300, unit="points")
    sd: float = columns.number("sd", 0, 300, unit="points")
    low50: float = columns.number("low50", 1, 300, unit="points")
    high50: float = columns.number("high50", 1, 300, unit="points")
    low80: float = columns.number("low80", 1, 300, unit="points")
    high80: float = columns.number("high80", 1, 300, unit="points")
    low95: float = columns.number("low95", 1, 300, unit="points")
    high95: float = columns.number("high95", 1, 300, unit="points")
    target: int | None = columns.number("target", 1, 300, unit="points", required=False)
    p_target: float | None = columns.number("p_target", 0, 1, required=False)
    p_pass: float = columns.number("p_pass", 0, 1)

    @model_validator(mode="after")
    def _ranges_lie_in_each_other(self) -> Self:
        rising = [self.low95, self.low80, self.low50, self.mean, self.high50, self.high80, self.high95]
        if rising != sorted(rising):
            raise Refused("mean: the ranges of a projection lie in each other and around the mean")
        return self


def _imagined(test: PracticeTest, units: Units) -> PracticeTest:
    """`test` held to what a practice test keeps to, without an id; raise Refused."""
    try:
        row = validated(PracticeTestRecord, columns_of(test) | {"id": None}, units)
    except Refused as error:
        raise Refused(f"tests: {error}") from None
    return PracticeTest(**{key: getattr(row, key) for key in PracticeTestRecord.model_fields})
