"""What every table has in common: a row takes only values of the right kind, and says what it accepts.

SQLModel's table classes validate nothing when called; `validated` goes through `model_validate`, which does.
"""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, TypeVar, get_args

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from sqlmodel import SQLModel

from emtui import guide
from emtui.dates import FIRST_YEAR, LAST_YEAR
from emtui.errors import Refused
from emtui.plain import plain_line, plain_text, quoted
from emtui.plan import Assumptions, Profile, Row
from emtui.records.columns import Units, known_units


def clean(value: object) -> object:
    """Text without control characters and terminal escapes; unknown is None, never empty."""
    return plain_line(value) or None if isinstance(value, str) else value


def clean_text(value: object) -> object:
    """The same for text of several lines."""
    return plain_text(value) or None if isinstance(value, str) else value


def _sane(value: date | None) -> date | None:
    """A misread year is not a day in anybody's plan."""
    if value is not None and not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise ValueError(value)
    return value


Day = Annotated[date, AfterValidator(_sane)]
MaybeDay = Annotated[date | None, AfterValidator(_sane)]
Line = Annotated[str, BeforeValidator(clean)]
MaybeLine = Annotated[str | None, BeforeValidator(clean)]
Lines = Annotated[str, BeforeValidator(clean_text)]
MaybeLines = Annotated[str | None, BeforeValidator(clean_text)]


class Record(SQLModel):
    """A row of one table; a value of the wrong type is refused, never converted."""

    # The checks are built when first used: most writes touch one table of many, and somebody waits.
    model_config = ConfigDict(strict=True, allow_inf_nan=False, defer_build=True)  # type: ignore[assignment]

    @field_validator("*", mode="before")
    @classmethod
    def _word_is_of_its_kind(cls, value: Any, info: ValidationInfo) -> Any:
        """A stored row comes back with words where the plan has members of an enumeration."""
        if type(value) is str and (kind := _kind_of(cls, str(info.field_name))) and value in list(kind):
            return kind(value)
        return value


@cache
def _kind_of(table: type[Record], column: str) -> type[StrEnum] | None:
    """The enumeration that a column takes its words from."""
    hint = table.model_fields[column].annotation
    kinds = (part for part in (*get_args(hint), hint) if isinstance(part, type) and issubclass(part, StrEnum))
    return next(kinds, None)


RecordT = TypeVar("RecordT", bound=Record)


def columns_of(row: Row | Profile | Assumptions) -> dict[str, Any]:
    """The columns of a row of the plan with their values."""
    return {field.name: getattr(row, field.name) for field in fields(row)}


def validated(table: type[RecordT], values: Mapping[str, Any], units: Units) -> RecordT:
    """A new row of `table` with `values`; raise Refused naming the column and what it accepts.

    `units` holds every instrument a practice test may name, see `known_units`.
    """
    try:
        return table.model_validate(dict(values), context=dict(units))
    except ValidationError as error:
        key = str(error.errors()[0]["loc"][0])
        accepts = table.model_fields[key].description
        raise Refused(f"{key}: {_shown(values.get(key))} is not possible; accepted: {accepts}") from None


def units_of(info: ValidationInfo) -> Units:
    """The instruments that the row being checked may name."""
    units: Units = info.context or known_units()
    return units


def known_system(system: str) -> str:
    """`system` where it is an area of the outline; raise Refused with those there are."""
    if system not in guide.systems():
        known = ", ".join(guide.systems())
        raise Refused(f"system: {quoted(system)} is not in the outline; accepted: {known}")
    return system


def _shown(value: object) -> str:
    if value is None or value == "":
        return "nothing"
    return quoted(value) if isinstance(value, str) else str(value)
