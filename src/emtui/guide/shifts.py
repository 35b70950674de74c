"""How much study a shift leaves room for, and the figures study is planned by."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from emtui.guide.files import Source, load, source


class Shift(NamedTuple):
    """One letter of a shift pattern; `capacity` is the share of a normal study day it leaves."""

    letter: str
    name: str
    capacity: float
    source: Source


class StudyRules(NamedTuple):
    """The figures of guide/shifts.toml, explained there: days, counts, minutes and shares."""

    free_days: int
    last_round_days: int
    most_reviews: int
    review_minutes: float
    question_minutes: float
    new_items: int
    days_ahead: int
    missed_back: int
    catch_up_days: int
    retention: float
    decay: float
    longest_interval: int
    confident_from: int
    known_stability: float
    recent_days: int
    few_questions: int
    prior_questions: int
    confidence: float


@cache
def shifts() -> Mapping[str, Shift]:
    """The kinds of shift by their letter, in the order of the file."""
    return MappingProxyType(
        {
            row["letter"]: Shift(row["letter"], row["name"], row["capacity"], source(row))
            for row in load("shifts.toml")["shift"]
        }
    )


@cache
def study_rules() -> StudyRules:
    """The figures study is planned by."""
    tables = load("shifts.toml")
    found = {**tables["plan"], **tables["memory"], **tables["areas"]}
    return StudyRules(**{name: found[name] for name in StudyRules._fields})
