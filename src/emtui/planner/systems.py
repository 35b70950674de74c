"""What the reports of practice tests say of each area: the weakest first, and which way it goes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt

from emtui import guide
from emtui.plan import Plan, PracticeTest

_BEYOND_CHANCE = 2.0  # standard deviations


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemStanding:
    """One area as the newest report that names it has it; percentages of right answers.

    `change` is against the mean of the `reports` before, None where this is the first. `by_chance`: so few
    questions scatter as much by themselves, so the change says little.
    """

    system: str
    name: str
    percent: float
    on: date
    reports: int
    change: float | None
    by_chance: bool


def systems_of(plan: Plan, today: date) -> tuple[SystemStanding, ...]:
    """Every area a practice test up to `today` reports on, the weakest first, the larger first where even."""
    if not plan.system_scores:
        return ()  # without reading the outline
    outline = guide.systems()
    tests = {test.id: test for test in plan.practice_tests if test.taken_on <= today}
    reports: dict[str, list[tuple[PracticeTest, float]]] = {}
    for row in plan.system_scores:
        if row.practice_test_id in tests and row.system in outline:
            reports.setdefault(row.system, []).append((tests[row.practice_test_id], row.percent))
    standings = [_standing(outline[system], found) for system, found in reports.items()]
    return tuple(sorted(standings, key=lambda row: (row.percent, -outline[row.system].mid, row.name)))


def _standing(system: guide.System, reports: Sequence[tuple[PracticeTest, float]]) -> SystemStanding:
    *earlier, (test, percent) = sorted(reports, key=lambda report: (report[0].taken_on, report[0].id or 0))
    before = [share for _, share in earlier]
    change = percent - sum(before) / len(before) if before else None
    return SystemStanding(
        system=system.id,
        name=system.name,
        percent=percent,
        on=test.taken_on,
        reports=len(reports),
        change=change,
        by_chance=change is not None and abs(change) < _BEYOND_CHANCE * _scatter(system, [*before, percent]),
    )


def _scatter(system: guide.System, percents: Sequence[float]) -> float:
    """The SD of a change by chance alone, in percent: the area has that many of a form's questions."""
    questions = guide.form_questions() * system.mid / 100
    share = min(0.95, max(0.05, sum(percents) / len(percents) / 100))
    return 100 * sqrt(share * (1 - share) / questions * (1 + 1 / (len(percents) - 1)))
