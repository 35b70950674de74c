"""Columns that hold only what makes sense: a description for people, limits for pydantic, a CHECK for SQLite.

SQLModel's tables turn neither `ge` nor `max_length` into a constraint, so each column here carries its own.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, String
from sqlmodel import Field

from emtui import fields, guide
from emtui.dates import FIRST_YEAR, LAST_YEAR
from emtui.plan import OwnInstrument
from emtui.vocabulary import Unit

FIRST_DAY, LAST_DAY = f"{FIRST_YEAR}-01-01", f"{LAST_YEAR}-12-31"

Units = Mapping[str, Unit]
"""What the score of each known instrument is counted in, by instrument id."""


def known_units(own: Iterable[OwnInstrument] = ()) -> Units:
    """The units of the guide's instruments and of the user's `own`."""
    listed = {instrument.id: instrument.unit for instrument in guide.instruments().values()}
    return listed | {instrument.instrument: instrument.unit for instrument in own}


def row_id() -> Any:
    """The number of an entry, given by SQLite and never used twice."""
    return Field(default=None, description="a whole number from 1", ge=1, le=2**53, primary_key=True)


def only_row() -> Any:
    """The number of a table's single row: 1."""
    return Field(
        default=1, description="1", ge=1, le=1, primary_key=True, sa_column_args=[CheckConstraint("id = 1")]
    )


def day(name: str, *, required: bool = True) -> Any:
    """A calendar day."""
    column: dict[str, Any] = {
        "description": f"a date from {FIRST_DAY} to {LAST_DAY}",
        "sa_column_args": [CheckConstraint(_is_day(name))],
    }
    return Field(**column) if required else Field(default=None, **column)


def line(name: str, longest: int, *, required: bool = False) -> Any:
    """One line of text of 1 to `longest` characters; optional unless `required`."""
    column: dict[str, Any] = {
        "description": f"text of 1 to {longest} characters",
        "min_length": 1,
        "max_length": longest,
        "sa_type": String,
        "sa_column_args": [CheckConstraint(f"length({name}) BETWEEN 1 AND {longest}")],
    }
    return Field(**column) if required else Field(default=None, **column)


def text(name: str, longest: int, *, required: bool = False) -> Any:
    """Lines of text of 1 to `longest` characters together; optional unless `required`."""
    return line(name, longest, required=required)


def number(name: str, low: float, high: float, *, unit: str = "", required: bool = True) -> Any:
    """A number from `low` to `high`, both included."""
    column: dict[str, Any] = {
        "description": f"{low:g} to {high:g} {unit}".strip(),
        "ge": low,
        "le": high,
        "sa_column_args": [CheckConstraint(f"{name} BETWEEN {low:g} AND {high:g}")],
    }
    return Field(**column) if required else Field(default=None, **column)


def yes_or_no(name: str, *, default: bool | None) -> Any:
    """A truth value; unknown is possible where `default` is None."""
    return Field(
        default=default, description="yes or no", sa_column_args=[CheckConstraint(f"{name} IN (0, 1)")]
    )


def one_of(name: str, kind: type[StrEnum], *, default: StrEnum | None = None, required: bool = False) -> Any:
    """One word of `kind`, stored as its value: SQLModel alone would store the member's name."""
    column: dict[str, Any] = {
        "description": ", ".join(kind),
        "sa_type": String,
        "sa_column_args": [CheckConstraint(_is_one_of(name, kind))],
    }
    return Field(**column) if required else Field(default=default, **column)


def hour(name: str) -> Any:
    """An hour of the day."""
    return Field(
        default=None,
        description="a time such as 09:30",
        sa_column_args=[CheckConstraint(f"{name} GLOB '[0-2][0-9]:[0-5][0-9]:[0-5][0-9]*'")],
    )


def reference(to: str, *, required: bool = True) -> Any:
    """The number of a row of the table `to`: gone with it, or empty where not `required`."""
    column: dict[str, Any] = {
        "description": f"the number of a row of {to}",
        "foreign_key": f"{to}.id",
        "ondelete": "CASCADE" if required else "SET NULL",
    }
    return Field(**column) if required else Field(default=None, **column)


def asked(key: str) -> Any:
    """The profile's answer to the question `key` of fields.py, which says what is accepted."""
    field = fields.BY_KEY[key]
    column: dict[str, Any] = {
        "description": field.accepts,
        "sa_column_args": [CheckConstraint(_is_answer(field))],
    }
    if issubclass(field.kind, str):  # choices too: SQLModel alone would store the member's name
        column["sa_type"] = String
    return Field(default=None, **column)


def assumed(key: str) -> Any:
    """The user's own figure `key` of fields.FIGURES, which says what is accepted."""
    figure = fields.FIGURES[key]
    return number(key, figure.low or 0, figure.high or 0, unit=figure.unit, required=False)


def _is_answer(field: fields.Field) -> str:
    if issubclass(field.kind, StrEnum):
        return _is_one_of(field.key, field.kind)
    if field.kind is str:
        return f"length({field.key}) BETWEEN 1 AND {fields.LONGEST_TEXT}"
    if field.low is not None and field.high is not None:
        return f"{field.key} BETWEEN {field.low:.0f} AND {field.high:.0f}"
    return _is_day(field.key)


def _is_day(name: str) -> str:
    # Adding no days rolls 2026-02-30 over to 2 March: a day that comes back unchanged is a real one.
    return f"{name} IS date({name}, '+0 days') AND {name} BETWEEN '{FIRST_DAY}' AND '{LAST_DAY}'"


def _is_one_of(name: str, kind: type[StrEnum]) -> str:
    return f"{name} IN ({', '.join(repr(str(member)) for member in kind)})"
