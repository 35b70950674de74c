"""Every rule of the guide: a plan that makes it fire, one that does not, and unknowns that only ask."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from emtui import guide
from emtui.plan import Interview, ItemState, Plan, PracticeTest, Profile, Program, QuestionBlock
from emtui.planner.rules import CONDITIONS, Asks, Facts, Fires, facts_of, outcomes
from emtui.planner.scores import scores
from emtui.vocabulary import (
    Answer,
    ApplicationState,
    Band,
    Ecfmg,
    Exam,
    InterviewState,
    Progress,
    ProjectionState,
    Step1,
    Visa,
)

TODAY = date(2027, 5, 20)

# Nothing is amiss here: an applicant to whom only the band, the list and the nearest example apply.
IN_ORDER: dict[str, Any] = {
    "step1": Step1.PASS,
    "step1_attempts": 1,
    "weak_step1": Answer.NO,
    "step2_date": date(2027, 6, 15),
    "fixable_weakness": Answer.NO,
    "weak_clinical_exams": Answer.NO,
    "oet_result": Exam.PASS,
    "ecfmg": Ecfmg.CERTIFIED,
    "target": 245,
    "match_year": 2028,
    "visa": Visa.NONE,
    "us_em_rotations": 3,
    "em_sloes": 3,
    "research_items": 2,
    "ed_years": 1.0,
    "ems_volunteer": Answer.YES,
    "leadership": Answer.YES,
    "question_bank_size": 40,
}


def form(days_ago: int, score: float, instrument: str = "nbme-13") -> PracticeTest:
    return PracticeTest(taken_on=TODAY - timedelta(days=days_ago), instrument=instrument, score=score)


FORMS = (form(30, 246, "nbme-12"), form(16, 247), form(4, 248, "nbme-14"))
STUDIED = (ItemState(item="shock-kinds", progress=Progress.STARTED, notes="four kinds"),)
BLOCK = QuestionBlock(done_on=TODAY, questions=40, correct=30, timed=True)


def facts(
    *,
    mean: float | None = 246.0,
    tests: tuple[PracticeTest, ...] = FORMS,
    blocks: tuple[QuestionBlock, ...] = (BLOCK,),
    studied: tuple[ItemState, ...] = STUDIED,
    today: date = TODAY,
    beside: dict[str, Any] | None = None,
    **changes: Any,
) -> Facts:
    """The facts of the plan in order with `changes` to its profile, projected to `mean`."""
    profile = Profile(**{**IN_ORDER, **changes})
    plan = Plan(profile=profile, practice_tests=tests, question_blocks=blocks, item_states=studied)
    known = scores(plan, today)
    state = ProjectionState.OK if mean is not None else ProjectionState.NO_EXAM_DAY
    known = replace(known, figures=replace(known.figures, mean=mean, state=state))
    return replace(facts_of(plan, today, known), **(beside or {}))


NO_SCORE: dict[str, Any] = {"mean": None, "step2_date": None, "tests": ()}
FAILED_ONCE: dict[str, Any] = {"step1": Step1.PASS_AFTER_FAILURE, "step1_attempts": 2}
NOT_NEAR: dict[str, Any] = {"tests": (form(30, 231, "nbme-12"), form(16, 233), form(4, 234, "nbme-14"))}

# rule → (fires, stays silent), each as changes to the plan in order.
TABLE: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "band-strong": ({"mean": 245}, {"mean": 244.9}),
    "band-viable": ({"mean": 244}, {"mean": 237.9}),
    "band-risk": ({"mean": 237.9}, {"mean": 238}),
    "band-high-risk": ({"mean": 224.9}, {"mean": 225}),
    "cutoff-screen": ({"mean": 239.9}, {"mean": 240}),
    "list-245": ({"step2_score": 245}, {"step2_score": 244}),
    "list-235": ({"step2_score": 235}, {"step2_score": 234}),
    "list-225": ({"step2_score": 225}, {"step2_score": 224}),
    "score-forward": ({"mean": 245}, {"mean": 244.9}),
    "visa-amplifies": ({"visa": Visa.J1}, {"visa": Visa.NONE}),
    "visa-decide-early": ({"visa": Visa.UNDECIDED}, {"visa": Visa.H1B}),
    "waiver-plan": (
        {"visa": Visa.J1, "waiver_open": Answer.YES},
        {"visa": Visa.J1, "waiver_open": Answer.NO},
    ),
    "step1-pass": ({"step1": Step1.FAILED}, FAILED_ONCE),
    "step1-offset": (FAILED_ONCE | {"mean": 240}, FAILED_ONCE | {"mean": 239.9}),
    "step1-highlight": (
        {"weak_step1": Answer.YES, "step1_score": 231, "mean": 232},
        {"weak_step1": Answer.YES, "step1_score": 231, "mean": 231},
    ),
    "attempt-story": (FAILED_ONCE, {}),
    "no-rush": (FAILED_ONCE, FAILED_ONCE | {"step2_score": 240}),
    "no-retake": ({"step2_score": 218, "step2_date": date(2027, 5, 1)}, {"step2_score": 217}),
    "start-early": ({"match_year": 2029}, {"match_year": 2028}),
    "sit-by": ({"step2_date": date(2027, 7, 8)}, {"step2_date": date(2027, 7, 7)}),
    "nbme-near": ({"tests": (form(4, 239),)}, {"tests": (form(4, 240),)}),
    "nbme-target": ({"tests": (form(4, 244),)}, {"tests": (form(4, 245),)}),
    "delay-gap": (
        {"tests": (form(16, 224), form(4, 224))},
        {"tests": (form(16, 224), form(4, 225)), "mean": 240},
    ),
    "delay-fixable": ({"fixable_weakness": Answer.YES}, {}),
    "two-nbme": ({"tests": (form(4, 246),)}, {}),
    "qbank": ({"question_bank_size": 41}, {}),
    "review-book": ({"beside": {"outline_in_use": False}}, {"beside": {"outline_in_use": True}}),
    "em-focus": ({"studied": ()}, {}),
    "em-notebook": ({"studied": (ItemState(item="shock-kinds", progress=Progress.STARTED),)}, {}),
    "usce": ({"us_em_rotations": 1}, {"us_em_rotations": 2}),
    "sloe-two": ({"em_sloes": 1}, {"em_sloes": 2}),
    "research-qi": ({"research_items": 0}, {"research_items": 1}),
    "em-story": (
        {"ed_years": 0.0, "ems_volunteer": Answer.NO, "leadership": Answer.NO},
        {"ed_years": 0.0, "ems_volunteer": Answer.NO},
    ),
    "us-time": (
        {"in_us_until": date(2027, 8, 1), "us_em_rotations": 1},
        {"in_us_until": date(2027, 8, 1)},
    ),
    "program-research": ({"today": date(2027, 9, 29)}, {"today": date(2027, 9, 30)}),
    "program-tools": ({"visa": Visa.J1}, {"visa": Visa.NONE}),
    "dual": ({"mean": 234.9}, {"mean": 235}),
    "oet-certification": ({"oet_result": Exam.NOT_TAKEN, "ecfmg": Ecfmg.NOT_STARTED}, {}),
    "ecfmg-ready": ({"ecfmg": Ecfmg.NOT_STARTED}, {"step2_score": 246}),
    "apply-early": ({"today": date(2027, 6, 1)}, {"today": date(2027, 5, 31)}),
    "interview-story": ({"today": date(2027, 9, 30)}, {"today": date(2027, 9, 29)}),
    "interview-english": ({"mean": 237.9}, {"mean": 238}),
    "papers-ready": (
        {"today": date(2027, 9, 30), "visa": Visa.H1B},
        {"today": date(2027, 9, 30), "visa": Visa.NONE},
    ),
    "rank-balance": (
        {"today": date(2028, 2, 1), "beside": {"interviews": 3}},
        {"today": date(2027, 12, 31), "beside": {"interviews": 3}},
    ),
    "soap": (
        {"today": date(2027, 12, 15), "beside": {"interviews": 3}},
        {"today": date(2027, 12, 15), "beside": {"interviews": 4}},
    ),
    "scenario-1": ({"step2_score": 248, "us_em_rotations": 1}, {"step2_score": 226}),
    "scenario-2": ({"step2_score": 233, "us_em_rotations": 1} | FAILED_ONCE, {"step2_score": 248}),
    "scenario-3": ({"step2_score": 226}, {"step2_score": 248, "us_em_rotations": 1}),
}


def test_every_rule_has_a_text_a_function_and_a_row_here() -> None:
    assert list(guide.rules()) == list(CONDITIONS)
    assert set(TABLE) == set(CONDITIONS)


@pytest.mark.parametrize("rule", TABLE)
def test_it_fires_where_it_should_and_says_why(rule: str) -> None:
    outcome = CONDITIONS[rule](facts(**TABLE[rule][0]))
    assert isinstance(outcome, Fires)
    assert outcome.personal
    assert "None" not in outcome.personal


@pytest.mark.parametrize("rule", TABLE)
def test_it_stays_silent_where_it_should(rule: str) -> None:
    assert CONDITIONS[rule](facts(**TABLE[rule][1])) is None


@pytest.mark.parametrize("rule", TABLE)
def test_on_an_empty_plan_it_asks_or_is_silent(rule: str) -> None:
    empty = facts_of(Plan(), TODAY, scores(Plan(), TODAY))
    outcome = CONDITIONS[rule](empty)
    assert not isinstance(outcome, Fires)
    if isinstance(outcome, Asks):
        assert outcome.keys


@pytest.mark.parametrize(
    ("rule", "change", "key"),
    [
        ("band-viable", NO_SCORE, "step2_date"),
        ("band-viable", NO_SCORE, "practice_tests"),
        ("dual", NO_SCORE, "step2_date"),
        ("dual", {"us_em_rotations": None}, "us_em_rotations"),
        ("usce", {"us_em_rotations": None}, "us_em_rotations"),
        ("sloe-two", {"em_sloes": None}, "em_sloes"),
        ("visa-amplifies", {"visa": None}, "visa"),
        ("nbme-near", {"target": None}, "target"),
        ("nbme-near", {"tests": (form(4, 250, "uwsa-2"),)}, "practice_tests"),
        ("delay-gap", {"step2_date": None}, "step2_date"),
        ("delay-fixable", {"fixable_weakness": None}, "fixable_weakness"),
        ("step1-offset", {"step1": None, "step1_attempts": None, "weak_step1": None}, "step1"),
        ("sit-by", {"match_year": None}, "match_year"),
        ("oet-certification", {"oet_result": None, "ecfmg": None}, "oet_result"),
        ("no-rush", {"weak_clinical_exams": Answer.UNKNOWN}, "weak_clinical_exams"),
        ("em-story", {"ed_years": 0.0, "ems_volunteer": None, "leadership": Answer.NO}, "ems_volunteer"),
        ("ecfmg-ready", {"ecfmg": None, "step2_score": 246}, "ecfmg"),
        ("qbank", {"question_bank_size": None}, "question_bank_size"),
        ("step1-pass", {"step1": None, "step1_attempts": None}, "step1"),
        ("score-forward", {"step1": None, "step1_attempts": None}, "step1"),
        ("waiver-plan", {"visa": Visa.J1, "waiver_open": Answer.UNKNOWN}, "waiver_open"),
        ("program-tools", {"visa": None}, "visa"),
        ("us-time", {"in_us_until": date(2027, 8, 1), "us_em_rotations": None}, "us_em_rotations"),
        ("interview-english", NO_SCORE, "practice_tests"),
        ("papers-ready", {"visa": None, "today": date(2027, 9, 30)}, "visa"),
        ("em-notebook", {"step2_date": None}, "step2_date"),
        ("rank-balance", {"match_year": None}, "match_year"),
    ],
)
def test_what_is_unknown_is_asked_for_by_name(rule: str, change: dict[str, Any], key: str) -> None:
    outcome = CONDITIONS[rule](facts(**change))
    assert isinstance(outcome, Asks)
    assert key in outcome.keys


@pytest.mark.parametrize(
    ("change", "band"),
    [
        ({"step2_score": 224}, Band.HIGH_RISK),
        ({"step2_score": 225}, Band.RISK),
        ({"step2_score": 237}, Band.RISK),
        ({"mean": 237.9}, Band.RISK),
        ({"step2_score": 238}, Band.VIABLE),
        ({"step2_score": 244}, Band.VIABLE),
        ({"step2_score": 245}, Band.STRONG),
        ({"step2_score": 260} | FAILED_ONCE, Band.VIABLE),
        ({"step2_score": 260, "step1": Step1.PASS_AFTER_FAILURE, "step1_attempts": None}, Band.VIABLE),
        ({"step2_score": 237} | FAILED_ONCE, Band.RISK),
        ({"step2_score": 260, "step1": Step1.PASS_AFTER_FAILURE, "step1_attempts": 3}, Band.HIGH_RISK),
        ({"step2_score": 260, "step1": Step1.FAILED, "step1_attempts": 1}, Band.HIGH_RISK),
        ({"step2_score": 260, "step2_attempts": 2}, Band.HIGH_RISK),
        ({"step2_score": 260, "step2_attempts": 1}, Band.STRONG),
        (NO_SCORE | {"step1": Step1.FAILED}, Band.HIGH_RISK),
    ],
)
def test_exactly_one_band_rule_fires(change: dict[str, Any], band: Band) -> None:
    fired = [rule for rule, outcome in outcomes(facts(**change)).items() if isinstance(outcome, Fires)]
    assert [rule for rule in fired if rule.startswith("band-")] == [f"band-{band.value}"]


@pytest.mark.parametrize("score", range(200, 291))
def test_one_band_and_at_most_one_list_and_one_example_at_any_score(score: int) -> None:
    fired = [
        rule for rule, outcome in outcomes(facts(mean=score + 0.5)).items() if isinstance(outcome, Fires)
    ]
    assert sum(rule.startswith("band-") for rule in fired) == 1
    assert sum(rule.startswith("list-") for rule in fired) == (score >= 225)
    assert sum(rule.startswith("scenario-") for rule in fired) == 1


@pytest.mark.parametrize(
    ("score", "row"),
    [(245, "245"), (244, "235"), (237, "235"), (235, "235"), (234, "225"), (225, "225"), (224, "below")],
)
def test_the_list_table_has_its_own_edges(score: int, row: str) -> None:
    assert facts(step2_score=score).list_band == row


def test_where_band_and_score_differ_it_says_why() -> None:
    outcome = CONDITIONS["band-high-risk"](facts(step2_score=251, step2_attempts=2))
    assert outcome == Fires("a score of 251 alone is strong; a record of 2 attempts at Step 2 CK weighs more")


@pytest.mark.parametrize(("score", "said"), [(234, False), (235, True), (237, True)])
def test_at_235_to_237_the_guide_s_second_opinion_is_shown(score: int, said: bool) -> None:
    outcome = CONDITIONS["band-risk"](facts(step2_score=score))
    assert isinstance(outcome, Fires)
    assert ("viable by its own FAQ" in outcome.personal) is said


@pytest.mark.parametrize(
    ("day", "limit"),
    [
        (date(2027, 7, 8), "the aim"),
        (date(2027, 7, 31), "the aim"),
        (date(2027, 8, 1), "the guideline"),
        (date(2027, 8, 7), "the guideline"),
        (date(2027, 8, 8), "the outer edge"),
    ],
)
def test_sit_by_names_the_limit_that_is_passed(day: date, limit: str) -> None:
    outcome = CONDITIONS["sit-by"](facts(step2_date=day))
    assert isinstance(outcome, Fires)
    assert outcome.personal.endswith(limit)


@pytest.mark.parametrize(
    ("tests", "mean", "fires"),
    [
        ((form(16, 224), form(4, 224)), 245, True),  # all more than 20 below
        ((form(16, 225), form(4, 224)), 240, False),  # 20 is not more than 20, and the projection is near
        ((form(16, 229), form(4, 229)), 239.9, True),  # more than 15, and the projection more than 5 below
        ((form(16, 229), form(4, 229)), 240, False),
        ((form(16, 230), form(4, 229)), 230, False),  # 15 is not more than 15
        ((form(4, 215),), 225, False),  # one form is not consistent
        ((form(30, 250), form(20, 220), form(10, 220), form(4, 220)), 230, True),  # the last three count
        ((form(30, 220), form(20, 220), form(10, 250), form(4, 220)), 230, False),
        ((form(60, 220), form(43, 220), form(4, 220)), 230, False),  # older than 42 days do not count
        ((form(42, 220), form(4, 220)), 230, True),
        ((form(16, 219, "uwsa-1"), form(4, 219, "uwsa-2")), 230, False),  # no official forms
        ((form(16, 219, "nbme-9"), form(4, 219, "nbme-9")), 240, False),  # NBME 9 reads 6 low: 225
    ],
)
def test_delay_gap_needs_all_counted_forms_far_below(
    tests: tuple[PracticeTest, ...], mean: float, fires: bool
) -> None:
    assert isinstance(CONDITIONS["delay-gap"](facts(tests=tests, mean=mean)), Fires) is fires


def test_an_old_form_near_the_target_does_not_count() -> None:
    outcome = CONDITIONS["nbme-near"](facts(tests=(form(43, 250), form(4, 250, "uwsa-1"))))
    assert isinstance(outcome, Fires)
    assert "42 days" in outcome.personal


def test_once_the_score_is_known_nothing_is_said_of_sitting() -> None:
    changes = NOT_NEAR | {"fixable_weakness": Answer.YES, "step2_score": 240, "step2_date": date(2027, 5, 1)}
    fired = {rule for rule, outcome in outcomes(facts(**changes)).items() if isinstance(outcome, Fires)}
    assert not fired & {
        "sit-by",
        "nbme-near",
        "nbme-target",
        "delay-gap",
        "delay-fixable",
        "two-nbme",
        "qbank",
    }


@pytest.mark.parametrize("state", [ProjectionState.NO_EXAM_DAY, ProjectionState.TAKEN])
def test_only_a_projection_that_can_be_trusted_is_a_basis(state: ProjectionState) -> None:
    known = facts().scores
    known = replace(known, figures=replace(known.figures, state=state, mean=246.0))
    assert facts_of(Plan(), TODAY, known).basis == "none"


def test_untimed_blocks_call_for_time() -> None:
    slow = replace(BLOCK, timed=False)
    outcome = CONDITIONS["qbank"](facts(blocks=(BLOCK, slow, slow), question_bank_size=120))
    assert outcome == Fires("33% of the last weeks' questions were timed")


def test_a_second_bank_is_not_counted_into_the_first() -> None:
    other = replace(BLOCK, bank="another")
    outcome = CONDITIONS["qbank"](facts(blocks=(BLOCK, other), question_bank="Mine", question_bank_size=80))
    assert outcome == Fires("40 of 80 questions left")


def test_oet_after_december_is_said() -> None:
    outcome = CONDITIONS["oet-certification"](
        facts(oet_result=Exam.NOT_TAKEN, oet_date=date(2028, 1, 8), ecfmg=Ecfmg.NOT_STARTED)
    )
    assert isinstance(outcome, Fires)
    assert "after the last December date" in outcome.personal


@pytest.mark.parametrize(
    ("interviews", "application", "counted"),
    [
        ((), ApplicationState.PLANNED, None),
        ((), ApplicationState.APPLIED, 0),
        ((InterviewState.INVITED,), ApplicationState.INVITED, 1),
        ((InterviewState.DECLINED,), ApplicationState.INVITED, 0),
    ],
)
def test_interviews_are_counted_once_an_application_is_out(
    interviews: tuple[InterviewState, ...], application: ApplicationState, counted: int | None
) -> None:
    plan = Plan(
        programs=(Program(id=1, name="County", application=application),),
        interviews=tuple(Interview(id=at, program_id=1, state=state) for at, state in enumerate(interviews)),
    )
    assert facts_of(plan, TODAY, scores(plan, TODAY)).interviews == counted
