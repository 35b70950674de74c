"""How much study a day has room for: rest days, shifts, and what the user says of single days."""

from datetime import date, timedelta
from typing import NamedTuple

from emtui.dates import WEEKDAYS
from emtui.guide.shifts import shifts
from emtui.plan import Plan, StudyDay

WEEK = 7


class DayRoom(NamedTuple):
    """One day: its `capacity` in normal study days, its shift letter, and whether it is a day of rest."""

    day: date
    capacity: float
    letter: str | None
    rest: bool
    own: bool


class Capacity:
    """The capacity of every day, past and ahead, as `plan` has it on `today`.

    A day's own capacity goes before everything; a named rest day has none; then the shift pattern counts,
    from its anchor or from this week's Monday. So many rest days a week without their names take their part
    off every day. Travel and rotations are not counted in.
    """

    def __init__(self, plan: Plan, today: date) -> None:
        profile = plan.profile
        self.days = {row.day: row for row in plan.study_days}
        self._pattern = profile.shift_pattern or ""
        self._anchor = profile.shift_anchor or today - timedelta(days=today.weekday())
        words = (profile.rest_days or "").split()
        self._rest = frozenset(WEEKDAYS.index(word) for word in words if word in WEEKDAYS)
        resting = int(words[0]) if len(words) == 1 and words[0].isdigit() else 0
        self._share = (WEEK - min(resting, WEEK)) / WEEK
        self._shifts = {letter: shift.capacity for letter, shift in shifts().items()} if self._pattern else {}

    def of(self, day: date) -> float:
        """The capacity of `day` in normal study days."""
        row = self.days.get(day)
        if row is not None and row.capacity is not None:
            return row.capacity
        if day.weekday() in self._rest:
            return 0.0
        letter = self.letter(day)
        return self._share * (1.0 if letter is None else self._shifts.get(letter, 1.0))

    def letter(self, day: date) -> str | None:
        """The shift of `day`; None without a pattern."""
        if not self._pattern:
            return None
        return self._pattern[(day - self._anchor).days % len(self._pattern)]

    def room(self, day: date) -> DayRoom:
        """What there is to say of `day`."""
        row = self.days.get(day)
        return DayRoom(
            day=day,
            capacity=self.of(day),
            letter=self.letter(day),
            rest=day.weekday() in self._rest,
            own=row is not None and row.capacity is not None,
        )

    def excused(self, day: date) -> bool:
        """Whether the user excused `day`."""
        row: StudyDay | None = self.days.get(day)
        return row is not None and row.excused
