"""What the Scores page says beside the figures: weakest areas, own assumptions, how the projections did."""

import json
from dataclasses import replace
from datetime import date, timedelta

from emtui.plan import Assumptions, Plan, StoredProjection, SystemScore
from emtui.planner.demo import demo_plan
from emtui.planner.scores import scores
from emtui.planner.scores import snapshot as project_today
from emtui.show import scores as tab

TODAY = date(2027, 5, 20)
DEMO = demo_plan(1, TODAY)


def numbered() -> Plan:
    tests = tuple(replace(test, id=number) for number, test in enumerate(DEMO.practice_tests, start=1))
    return replace(DEMO, practice_tests=tests)


def with_areas() -> Plan:
    first, second = numbered().practice_tests[:2]
    rows = ((first.id, "endocrine", 50.0), (second.id, "endocrine", 55.0), (second.id, "respiratory", 45.5))
    return replace(
        numbered(),
        system_scores=tuple(
            SystemScore(practice_test_id=test or 0, system=system, percent=percent)
            for test, system, percent in rows
        ),
    )


def foretold() -> StoredProjection:
    stored = project_today(DEMO, TODAY)
    assert stored is not None
    return stored


def taken() -> Plan:
    return replace(DEMO, profile=replace(DEMO.profile, step2_score=251), projections=(foretold(),))


def text(plan: Plan) -> str:
    page = tab.text(scores(plan, TODAY), None)
    assert max(map(len, page.splitlines())) <= 90
    assert "None" not in page
    return page


def test_areas_are_listed_weakest_first_with_their_change() -> None:
    page = text(with_areas())
    assert page.index("Respiratory") < page.index("Endocrine")
    assert "the first one" in page
    assert "+5, may be chance" in page
    shown = json.loads(json.dumps(tab.json(scores(with_areas(), TODAY), None)))
    assert [row["system"] for row in shown["systems"]] == ["respiratory", "endocrine"]
    assert shown["systems"][1] == {
        "system": "endocrine",
        "name": "Endocrine",
        "percent": 55.0,
        "date": numbered().practice_tests[1].taken_on.isoformat(),
        "reports": 2,
        "change": 5.0,
        "by_chance": True,
    }
    assert [row["systems"] for row in shown["tests"]][-1] == {"endocrine": 50.0}
    assert "Weakest areas" not in text(DEMO)


def test_assumptions_of_ones_own_are_said_and_none_where_there_are_none() -> None:
    plan = replace(DEMO, assumptions=Assumptions(shift=0.0))
    assert "test-day shift 0 (yours; the guide says 2.5)" in text(plan)
    assert tab.json(scores(plan, TODAY), None)["assumptions"] == [
        "test-day shift 0 (yours; the guide says 2.5)"
    ]
    assert "assumptions" not in text(DEMO)
    assert tab.json(scores(DEMO, TODAY), None)["assumptions"] == []


def test_after_the_real_score_the_page_says_how_the_projections_did() -> None:
    page = text(taken())
    assert "How the projections did" in page
    assert "One projection of one exam: no pattern to see" in page
    assert "emtui export csv projections" in page
    card = json.loads(json.dumps(tab.json(scores(taken(), TODAY), None)))["scorecard"]
    assert card.keys() == {"score", "exam_day", "projections", "spans", "words"}
    assert card["score"] == 251
    (row,) = card["projections"]
    assert row["date"] == TODAY.isoformat()
    assert TODAY + timedelta(row["days_out"]) == DEMO.profile.step2_date
    assert row["error"] == foretold().mean - 251
    assert tab.json(scores(DEMO, TODAY), None)["scorecard"] is None
    assert "How the projections did" not in text(DEMO)
