"""The shift pattern laid over days, and the nights it brings."""

from datetime import date, timedelta

from emtui.plan import Plan, Profile
from emtui.vocabulary import EntryKind

NIGHT = "N"
DAY = timedelta(days=1)

Nights = tuple[tuple[date, date], ...]
"""Stretches of night shifts: first and last night."""


def shift_on(profile: Profile, day: date, today: date) -> str | None:
    """The letter of `day` (D, N, P after a night, O off); None without a pattern.

    Without an anchor the pattern starts on the Monday of the week of `today`.
    """
    if not profile.shift_pattern:
        return None
    anchor = profile.shift_anchor or today - today.weekday() * DAY
    return profile.shift_pattern[(day - anchor).days % len(profile.shift_pattern)]


def nights_of(plan: Plan) -> Nights:
    """The stretches of nights that are on the user's own calendar."""
    return tuple(
        (own.starts_on, own.ends_on or own.starts_on)
        for own in plan.calendar_entries
        if own.kind is EntryKind.NIGHTS
    )


def night_near(profile: Profile, nights: Nights, day: date, today: date) -> date | None:
    """The night shift on `day` or the night before, the later one; None where there is none."""
    for night in (day, day - DAY):
        if shift_on(profile, night, today) == NIGHT or any(first <= night <= last for first, last in nights):
            return night
    return None
