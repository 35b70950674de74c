"""The guide's three worked examples as plans to look around in."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from emtui import fields, guide
from emtui.errors import Refused
from emtui.plan import Plan, PracticeTest, Profile, QuestionBlock
from emtui.planner.demo_applying import applying_rows
from emtui.planner.demo_calendar import demo_entries
from emtui.planner.demo_strategy import strategy_rows
from emtui.planner.demo_study import studied


def demo_plan(number: int, today: date) -> Plan:
    """The guide's scenario `number` some weeks before its exam, as of `today`; raise Refused for no such."""
    known = {example.number: example for example in guide.scenarios()}
    if number not in known:
        raise Refused(f"there is no scenario {number}; there are {', '.join(map(str, known))}")
    example = known[number]
    plan = Plan(
        profile=example_profile(example, today),
        practice_tests=tuple(
            PracticeTest(taken_on=today - timedelta(days=days), **row) for days, row in _by_age(example.tests)
        ),
        question_blocks=tuple(
            QuestionBlock(done_on=today - timedelta(days=days), **row)
            for days, row in _by_age(example.blocks)
        ),
        **strategy_rows(number),
        calendar_entries=demo_entries(number, today),
        **applying_rows(number, today),
    )
    return studied(plan, number, today)


def example_profile(example: guide.Scenario, today: date) -> Profile:
    """The profile of one of the guide's examples some weeks before its exam, as of `today`."""
    dates = {key: today + timedelta(days=days) for key, days in example.days.items()}
    exam_day = dates["step2_date"]
    # An exam after the guide's outer edge belongs to the next season.
    late = exam_day > guide.thresholds().sit_by_outer.of(exam_day.year)
    match_year = exam_day.year + (2 if late else 1)
    return fields.with_values(Profile(), {**example.profile, **dates, "match_year": match_year})


def _by_age(rows: tuple[Mapping[str, Any], ...]) -> list[tuple[int, dict[str, Any]]]:
    """The rows, oldest first, each with its `days_ago` taken out."""
    return [
        (row["days_ago"], {key: value for key, value in row.items() if key != "days_ago"})
        for row in sorted(rows, key=lambda row: -row["days_ago"])
    ]
