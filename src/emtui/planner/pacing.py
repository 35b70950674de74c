"""The pace through the question bank, what becomes of missed days, and the streak."""

from datetime import date
from typing import NamedTuple

from emtui.vocabulary import Missed


class Pace(NamedTuple):
    """How many questions a day finish the bank in time; None where that is unknown.

    `size` is the bank's, `done` and `dropped` what is off it, `left` the rest. `days` are the days left with
    capacity, today among them, `full_days` the same in normal study days; `per_day` is `left` over those.
    `target` is what is planned for today with moved questions among it, `done_today` what was done of it,
    `to_do` the rest. `fits` is false where questions are left and no day is. `missing` names the profile's key
    that has to be answered first; `sentence` says it all in words.
    """

    bank: str | None
    size: int | None
    done: int
    dropped: int
    left: int | None
    days: int | None
    full_days: float | None
    per_day: float | None
    target: int | None
    done_today: int
    to_do: int | None
    moved_today: int
    fits: bool
    missing: str | None
    sentence: str


class Choice(NamedTuple):
    """One thing that can become of missed days: what today asks then, and what is left, in a sentence."""

    missed: Missed
    today: int
    left: int
    sentence: str


class MissedDays(NamedTuple):
    """Days with room on which nothing was logged, lately and not decided on yet; spread until then.

    `questions` is what they would have brought, `amounts` by day; `choices` are spread, move and drop.
    """

    days: tuple[date, ...]
    amounts: tuple[int, ...]
    questions: int
    sentence: str
    choices: tuple[Choice, ...]


class Streak(NamedTuple):
    """How many days in a row something was logged; `excused` ones among them, and days without room, do not break it.

    `today` is whether today counts already; `best` is the longest there was.
    """

    days: int
    excused: int
    today: bool
    best: int
