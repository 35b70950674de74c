"""The shift pattern laid over days."""

from datetime import date, timedelta

from emtui.plan import Profile

NIGHT = "N"


def shift_on(profile: Profile, day: date, today: date) -> str | None:
    """The letter of `day` (D, N, P after a night, O off); None without a pattern.

    Without an anchor the pattern starts on the Monday of the week of `today`.
    """
    if not profile.shift_pattern:
        return None
    anchor = profile.shift_anchor or today - timedelta(days=today.weekday())
    return profile.shift_pattern[(day - anchor).days % len(profile.shift_pattern)]
