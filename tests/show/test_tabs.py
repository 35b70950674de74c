"""What the shell shows of each tab: every key of the contract always there, and plain text to read aloud."""

import json as plain_json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from emtui.plan import Plan, PracticeTest, Profile
from emtui.planner.demo import demo_plan
from emtui.planner.profile import profile_view
from emtui.planner.scores import scores
from emtui.planner.sitting import sitting
from emtui.planner.strategy.view import strategy
from emtui.planner.today import today_view
from emtui.show import profile, today
from emtui.show import scores as scores_tab
from emtui.show import sitting as sit_or_delay
from emtui.show import strategy as strategy_tab

TODAY = date(2027, 5, 20)

PROJECTION = {
    "mean", "sd", "low50", "high50", "low80", "high80", "low95", "high95", "target", "p_target", "p_pass",
    "pass_mark", "bands", "conservative", "pace_needed", "pace_seen", "last_test_days", "state",
    "disagreements", "model_version",
}  # fmt: skip
SCORES = {"schema", "tests", "projection", "sitting", "systems", "assumptions", "scorecard"}
SITTING = {
    "verdict", "date", "missing", "reasons", "would_change", "latest_visible", "season_assumed",
    "free_to_move_until", "options",
}  # fmt: skip
OPTION = {"date", "mean", "p_target", "p_pass", "visible", "clashes"}
TEST = {"id", "date", "instrument", "score", "unit", "timed", "complete", "retake", "notes", "systems"}
TODAY_KEYS = {
    "schema", "exam_day", "days_to_exam", "projection", "due", "next", "warnings", "missed", "moves",
}  # fmt: skip
PROFILE = {
    "schema", "effects", "name", "school", "country", "citizenship", "graduation_year", "in_us_until",
    "local_zone", "step1", "step1_attempts", "step1_score", "weak_step1", "step2_date", "step2_score",
    "step2_attempts", "eligibility_from", "eligibility_until", "dedicated_from", "fixable_weakness",
    "weak_clinical_exams", "step3", "step3_date", "oet_date", "oet_result", "ecfmg", "pathway", "target",
    "match_year", "visa", "petition_from", "waiver_open", "us_em_rotations", "em_sloes", "research_items",
    "ed_years", "ems_volunteer", "leadership", "dual_specialty", "regions", "budget_usd", "study_hours",
    "shift_pattern", "shift_anchor", "rest_days", "question_bank", "question_bank_size",
}  # fmt: skip

STRATEGY = {
    "schema", "basis", "score", "target_band", "band_by_rule", "bands_differ", "list_band", "standing",
    "rules", "moves", "evidence", "dual", "scenarios", "faq", "story",
}  # fmt: skip
MOVE = {"rule", "rules", "text", "why", "by", "stage", "tab"}

EMPTY = Plan()
TAKEN = replace(demo_plan(1, TODAY), profile=replace(demo_plan(1, TODAY).profile, step2_score=251))
PLANS = {
    "empty": EMPTY,
    "only a target": Plan(profile=Profile(target=245)),
    "one test": Plan(practice_tests=(PracticeTest(id=1, taken_on=TODAY, instrument="nbme-13", score=241.0),)),
    "an unknown form": Plan(
        practice_tests=(PracticeTest(id=1, taken_on=TODAY, instrument="mock-1", score=241.0),)
    ),
    "a long note": Plan(
        practice_tests=(
            PracticeTest(
                id=1,
                taken_on=TODAY,
                instrument="nbme-13",
                score=241.0,
                notes="after nights, " * 30 + "x" * 80,
            ),
        )
    ),
    "a past exam day": Plan(profile=Profile(step2_date=date(2027, 5, 1), target=245)),
    "scenario 1": demo_plan(1, TODAY),
    "scenario 2": demo_plan(2, TODAY),
    "scenario 3": demo_plan(3, TODAY),
    "taken": TAKEN,
}


@pytest.fixture(params=PLANS)
def plan(request: pytest.FixtureRequest) -> Plan:
    """Plans from nothing known to the real score known."""
    return PLANS[request.param]


def encoded(content: dict[str, Any]) -> dict[str, Any]:
    """The object as a reader of the JSON gets it."""
    read: dict[str, Any] = plain_json.loads(plain_json.dumps(content, allow_nan=False))
    return read


def scores_json(plan: Plan) -> dict[str, Any]:
    return encoded(scores_tab.json(scores(plan, TODAY), sitting(plan, TODAY)))


def scores_text(plan: Plan) -> str:
    return scores_tab.text(scores(plan, TODAY), sitting(plan, TODAY))


def test_scores_always_have_every_key(plan: Plan) -> None:
    shown = scores_json(plan)
    assert shown.keys() == SCORES
    assert shown["schema"] == 1
    assert (shown["sitting"] is None) == (shown["scorecard"] is not None) == (plan is TAKEN)
    assert shown["projection"].keys() == PROJECTION
    assert shown["projection"]["bands"].keys() == {"high-risk", "risk", "viable", "strong"}
    assert shown["projection"]["conservative"].keys() == {"mean", "p_target"}
    assert shown["projection"]["state"] in ("ok", "need-more-data", "stale", "no-exam-day", "taken")
    assert len(shown["tests"]) == len(plan.practice_tests)
    assert all(test.keys() == TEST for test in shown["tests"])


def test_sit_or_delay_always_has_every_key_until_the_score_is_known(plan: Plan) -> None:
    known = scores_json(plan)["sitting"]
    assert (known is None) is (plan is TAKEN)
    if known is None:
        return
    assert known.keys() == SITTING
    assert known["verdict"] in ("sit", "delay", "change-target", "not-enough-data")
    assert (known["date"] is None) is (known["verdict"] == "not-enough-data")
    assert known["latest_visible"].keys() == {"typical", "safe"}
    assert known["reasons"]
    assert all(reason.keys() == {"rule", "text", "fine"} for reason in known["reasons"])
    assert known["would_change"]
    assert all(option.keys() == OPTION for option in known["options"])
    assert all(option["visible"] in ("safe", "typical", "no") for option in known["options"])


def test_today_always_has_every_key(plan: Plan) -> None:
    shown = encoded(today.json(today_view(plan, TODAY)))
    assert shown.keys() == TODAY_KEYS
    assert shown["projection"] == scores_json(plan)["projection"]
    assert all(due.keys() == {"kind", "title", "tab"} for due in shown["due"])
    assert all(coming.keys() == {"date", "title", "lane"} for coming in shown["next"])
    assert all(warning.keys() == {"id", "text", "tab"} for warning in shown["warnings"])


def test_the_profile_always_has_every_key(plan: Plan) -> None:
    shown = encoded(profile.json(profile_view(plan, TODAY)))
    assert shown.keys() == PROFILE
    assert all(effect.keys() == {"rule", "text"} for effect in shown["effects"])


def test_strategy_always_has_every_key(plan: Plan) -> None:
    shown = encoded(strategy_tab.json(strategy(plan, TODAY)))
    assert shown.keys() == STRATEGY
    assert shown["basis"] in ("real", "projected", "none")
    assert all(rule.keys() == {"id", "text", "source", "personal"} for rule in shown["rules"])
    assert all(move.keys() == MOVE for move in shown["moves"])
    assert shown["moves"][:3] == [] or encoded(today.json(today_view(plan, TODAY)))["moves"] == [
        {key: move[key] for key in ("rule", "text", "tab")} for move in shown["moves"][:3]
    ]
    assert all(row.keys() == {"figure", "text", "source", "limits"} for row in shown["evidence"])
    assert shown["dual"].keys() == {"advised", "why", "options"}
    assert [row["id"] for row in shown["scenarios"]] == [1, 2, 3]
    assert all(row.keys() == {"id", "near", "why", "items"} for row in shown["scenarios"])
    assert all(row.keys() == {"question", "answer", "guide"} for row in shown["faq"])
    assert all(row.keys() == {"prompt", "question", "asked", "answer"} for row in shown["story"])


def test_dates_are_iso_scores_numbers_and_chances_shares() -> None:
    shown = scores_json(demo_plan(1, TODAY))
    figures = shown["projection"]
    assert all(date.fromisoformat(test["date"]) for test in shown["tests"])
    assert all(isinstance(test["score"], int | float) for test in shown["tests"])
    assert all(0 <= share <= 1 for share in figures["bands"].values())
    assert sum(figures["bands"].values()) == pytest.approx(1)
    assert figures["low95"] < figures["low80"] < figures["low50"] < figures["mean"]
    assert figures["mean"] < figures["high50"] < figures["high80"] < figures["high95"]
    assert figures["bands"]["strong"] == pytest.approx(figures["p_target"]) or figures["target"] != 245


def pages(plan: Plan) -> list[str]:
    return [
        today.text(today_view(plan, TODAY)),
        profile.text(profile_view(plan, TODAY)),
        scores_text(plan),
        sit_or_delay.text(sitting(plan, TODAY)),
        strategy_tab.text(strategy(plan, TODAY)),
    ]


def test_pages_are_plain_and_narrow(plan: Plan) -> None:
    for page in pages(plan):
        assert max(map(len, page.splitlines())) <= 90
        assert not [character for character in page if 0x2500 <= ord(character) <= 0x28FF]
        assert "None" not in page
        assert all(line == line.rstrip() for line in page.splitlines())


def test_what_was_stored_is_never_a_terminal_escape() -> None:
    nasty = "a\x1b[31mred\x07\nsecond"
    plan = Plan(
        profile=Profile(name=nasty, question_bank=nasty),
        practice_tests=(PracticeTest(id=1, taken_on=TODAY, instrument="nbme-13", score=241.0, notes=nasty),),
    )
    for page in pages(plan):
        assert "\x1b" not in page
        assert "\x07" not in page


def test_a_test_dated_after_today_is_said_to_be_left_out() -> None:
    plan = Plan(
        practice_tests=(PracticeTest(id=1, taken_on=date(2027, 6, 1), instrument="nbme-13", score=241.0),)
    )
    assert "dated after today, not counted" in scores_text(plan)


def test_the_real_score_replaces_the_projection() -> None:
    assert "251" in scores_text(TAKEN)


def test_the_verdict_stands_first_and_on_the_scores_page_too() -> None:
    plan = demo_plan(1, TODAY)
    sentence = "Sit on Tue 15 Jun, as planned: 245 or more "
    assert sit_or_delay.text(sitting(plan, TODAY)).startswith(sentence)
    assert sentence in scores_text(plan)


def test_sit_or_delay_fits_a_terminal_of_80_columns(plan: Plan) -> None:
    assert max(map(len, sit_or_delay.text(sitting(plan, TODAY)).splitlines())) <= 80
