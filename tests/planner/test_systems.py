"""The weakest areas of the reports, which way they go, and when that may be chance."""

from datetime import date

import pytest

from emtui.plan import Plan, PracticeTest, SystemScore
from emtui.planner.scores import scores
from emtui.planner.systems import SystemStanding, systems_of

TODAY = date(2027, 5, 20)


def plan_of(*reports: tuple[date, dict[str, float]]) -> Plan:
    """A plan with one NBME form a report."""
    tests, rows = [], []
    for number, (day, systems) in enumerate(reports, start=1):
        tests.append(PracticeTest(id=number, taken_on=day, instrument=f"nbme-{number + 8}", score=240.0))
        rows += [
            SystemScore(practice_test_id=number, system=system, percent=percent)
            for system, percent in systems.items()
        ]
    return Plan(practice_tests=tuple(tests), system_scores=tuple(rows))


def standing(*percents: float, system: str = "cardiovascular") -> SystemStanding:
    """The standing of an area after reports a week apart, oldest first."""
    (row,) = systems_of(
        plan_of(*((date(2027, 4, 1 + 7 * week), {system: share}) for week, share in enumerate(percents))),
        TODAY,
    )
    return row


def test_the_weakest_area_of_the_newest_report_that_names_it_comes_first() -> None:
    plan = plan_of(
        (date(2027, 4, 1), {"cardiovascular": 40.0, "endocrine": 55.0}),
        (date(2027, 5, 1), {"cardiovascular": 70.0, "respiratory": 60.0}),
    )
    rows = systems_of(plan, TODAY)
    assert [(row.name, row.percent, row.on.month, row.reports) for row in rows] == [
        ("Endocrine", 55.0, 4, 1),
        ("Respiratory", 60.0, 5, 1),
        ("Cardiovascular", 70.0, 5, 2),
    ]
    assert scores(plan, TODAY).systems == rows
    newest, oldest = scores(plan, TODAY).tests
    assert newest.systems == {"cardiovascular": 70.0, "respiratory": 60.0}
    assert oldest.systems == {"cardiovascular": 40.0, "endocrine": 55.0}


def test_of_two_equally_weak_areas_the_larger_part_of_the_exam_comes_first() -> None:
    plan = plan_of((date(2027, 5, 1), {"endocrine": 60.0, "cardiovascular": 60.0}))
    assert [row.system for row in systems_of(plan, TODAY)] == ["cardiovascular", "endocrine"]


def test_the_change_is_against_the_mean_of_the_reports_before() -> None:
    assert standing(60.0).change is None
    assert standing(60.0, 70.0).change == 10.0
    assert standing(50.0, 70.0, 75.0).change == 15.0
    assert standing(70.0, 60.0).change == -10.0


@pytest.mark.parametrize(
    ("percents", "system", "by_chance"),
    [
        ((60.0, 75.0), "cardiovascular", True),  # 18 questions: two in three
        ((40.0, 80.0), "cardiovascular", False),
        ((80.0, 40.0), "cardiovascular", False),
        ((60.0, 75.0), "medicine", False),  # 120 questions
        ((60.0, 60.0), "medicine", True),
        ((0.0, 100.0), "human-development", False),
        ((100.0, 100.0), "human-development", True),
    ],
)
def test_a_change_that_so_few_questions_make_by_themselves_is_called_so(
    percents: tuple[float, ...], system: str, by_chance: bool
) -> None:
    assert standing(*percents, system=system).by_chance is by_chance


def test_tests_to_come_and_areas_nobody_knows_are_left_out() -> None:
    plan = plan_of(
        (date(2027, 5, 1), {"humours": 20.0, "endocrine": 60.0}), (date(2027, 6, 1), {"endocrine": 90.0})
    )
    assert [(row.system, row.percent) for row in systems_of(plan, TODAY)] == [("endocrine", 60.0)]
    assert systems_of(Plan(), TODAY) == ()
