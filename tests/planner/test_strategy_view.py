"""The Strategy tab's answer: bands, standing, evidence, back-ups, examples, questions, story, what-ifs."""

import json as plain_json
from dataclasses import fields as columns
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from tests.planner.test_strategy import PLANS

from emtui import fields, guide
from emtui.errors import Refused
from emtui.plan import Letter, Plan, PracticeTest, Profile, ProfileWhatIf, Program, StoryAnswer
from emtui.planner.demo import demo_plan
from emtui.planner.fees import fees
from emtui.planner.rules import facts_of
from emtui.planner.scores import scores
from emtui.planner.strategy.standing import Standing
from emtui.planner.strategy.view import StrategyView, strategy
from emtui.planner.strategy.what_ifs import compare, compare_examples, differences, read_changes
from emtui.show.strategy import json, text
from emtui.vocabulary import (
    Answer,
    ApplicationState,
    Band,
    DualSpecialty,
    LetterKind,
    LetterState,
    Step1,
    Visa,
)

TODAY = date(2027, 5, 20)


def scored(score: int, **more: object) -> StrategyView:
    values = {"step2_score": score, "step1": Step1.PASS, "step1_attempts": 1, "us_em_rotations": 2} | more
    return strategy(Plan(profile=fields.with_values(Profile(), values)), TODAY)


# -- bands


@pytest.mark.parametrize(
    ("score", "band", "list_band"),
    [
        (224, Band.HIGH_RISK, "below"),
        (225, Band.RISK, "225"),
        (234, Band.RISK, "225"),
        (235, Band.RISK, "235"),
        (237, Band.RISK, "235"),
        (238, Band.VIABLE, "235"),
        (244, Band.VIABLE, "235"),
        (245, Band.STRONG, "245"),
    ],
)
def test_both_tables_at_every_border(score: int, band: Band, list_band: str) -> None:
    view = scored(score)
    assert view.band is not None
    assert (view.band.band, view.band_by_rule, view.list_band) == (band, band, list_band)


@pytest.mark.parametrize(("score", "differ"), [(234, False), (235, True), (237, True), (238, False)])
def test_between_235_and_237_both_tables_and_the_faq_are_shown(score: int, differ: bool) -> None:
    said = scored(score).bands_differ
    assert (said is not None) is differ
    if said is not None:
        assert "238" in said
        assert "235" in said
        assert "FAQ" in said
        assert "solidly viable" in said


def test_where_the_rule_weighs_more_than_the_score_it_says_why() -> None:
    view = scored(251, step1=Step1.PASS_AFTER_FAILURE, step1_attempts=2)
    assert view.band is not None
    assert (view.band.band, view.band_by_rule) == (Band.STRONG, Band.VIABLE)
    assert view.bands_differ == "a score of 251 alone is strong; one Step 1 failure weighs more"


def test_a_projected_score_between_whole_points_counts_by_the_points_reached() -> None:
    plan = demo_plan(1, TODAY)
    view = strategy(plan, TODAY)
    mean = view.scores.figures.mean
    assert mean is not None
    assert view.score == int(mean)
    assert view.basis == "projected"


# -- where you stand: unknown is never good or bad


def standing_of(view: StrategyView, label: str) -> Standing:
    return next(row for row in view.standing if row.label == label)


def test_on_an_empty_plan_everything_is_unknown_and_names_its_field() -> None:
    view = strategy(Plan(), TODAY)
    assert {row.sign for row in view.standing} == {"unknown"}
    assert all(row.field in fields.BY_KEY and row.rule is None for row in view.standing)
    assert view.dual.advised is None
    assert not any(example.near for example in view.examples)


@pytest.mark.parametrize(
    ("label", "values", "sign"),
    [
        ("Step 1", {"step1": Step1.PASS}, "ok"),
        ("Step 1", {"step1": Step1.FAILED}, "look"),
        ("Step 1", {"step1": Step1.NOT_TAKEN}, "unknown"),
        ("Visa", {"visa": Visa.NONE}, "ok"),
        ("Visa", {"visa": Visa.UNDECIDED}, "look"),
        ("EM months", {"us_em_rotations": 1}, "look"),
        ("EM months", {"us_em_rotations": 2}, "ok"),
        ("EM SLOEs", {"em_sloes": 2}, "ok"),
        ("ECFMG", {"ecfmg": "certified"}, "ok"),
    ],
)
def test_each_line_is_judged_by_the_guide(label: str, values: dict[str, object], sign: str) -> None:
    view = strategy(Plan(profile=fields.with_values(Profile(), values)), TODAY)
    assert standing_of(view, label).sign == sign


# -- back-ups


def test_the_back_ups_say_what_the_figures_say_not_what_is_hoped() -> None:
    options = {option.specialty.id: option for option in scored(240).dual.options}
    assert options["im"].apart == -11  # internal medicine asks for more than EM
    assert options["em"].apart == -3
    assert options["fm"].apart == 10
    assert abs(options["fm"].specialty.score[0] - options["fm"].specialty.score[1]) <= 1


@pytest.mark.parametrize(
    ("values", "advised"),
    [
        ({"step2_score": 234}, True),
        ({"step2_score": 235}, False),
        ({"step2_score": 250, "step1": Step1.PASS_AFTER_FAILURE, "step1_attempts": 2}, True),
        ({"step2_score": 250, "us_em_rotations": 0}, True),
        ({"step2_score": 250, "us_em_rotations": None}, None),
    ],
)
def test_a_second_specialty_is_advised_by_the_guide_s_own_line(
    values: dict[str, object], advised: bool | None
) -> None:
    whole = {"step1": Step1.PASS, "step1_attempts": 1, "us_em_rotations": 2} | values
    view = strategy(Plan(profile=fields.with_values(Profile(), whole)), TODAY)
    assert view.dual.advised is advised
    assert bool(view.dual.why) is (advised is True)


# -- the guide's examples, item by item


ITEMS: dict[int, tuple[str, ...]] = {
    1: ("proof of clinical reasoning", "two EM SLOEs", "20 to 25 community", "15 to 20 academic",
        "fast department", "US emergency care"),
    2: ("repeat of Step 1 briefly", "as the rise it is", "years of emergency work", "60 to 80 programs",
        "internal or family medicine"),
    3: ("SLOEs and the US work lead", "adaptability, communication", "IMGs among the residents",
        "read the whole application", "balance the rank list", "SOAP or another specialty"),
}  # fmt: skip


@pytest.mark.parametrize("number", ITEMS)
def test_each_example_has_every_item_of_the_guide(number: int) -> None:
    view = strategy(demo_plan(number, TODAY), TODAY)
    example = view.examples[number - 1]
    assert len(example.items) == len(ITEMS[number])
    for part, item in zip(ITEMS[number], example.items, strict=True):
        assert part in item


@pytest.mark.parametrize("number", ITEMS)
def test_its_own_plan_is_nearest_to_each_example(number: int) -> None:
    view = strategy(demo_plan(number, TODAY), TODAY)
    assert [example.near for example in view.examples] == [at == number for at in (1, 2, 3)]
    assert all(trait.same for trait in view.examples[number - 1].traits[1:])


def test_the_examples_beside_a_plan_are_plans_with_their_score_known() -> None:
    now, *others = compare_examples(demo_plan(2, TODAY), TODAY)
    assert [other.view.score for other in others] == [248, 233, 226]
    assert [other.view.basis for other in others] == ["real"] * 3
    assert "band-strong" in others[0].begins
    assert now.view.basis == "projected"


# -- the four questions


@pytest.mark.parametrize(
    ("values", "answers"),
    [
        (
            {"step2_score": 251, "step1": Step1.PASS, "step1_attempts": 1, "weak_step1": Answer.NO},
            ("calls strong", "nothing to make up for", "behind you", "cannot be told"),
        ),
        (
            {"step2_score": 236, "step1": Step1.PASS_AFTER_FAILURE, "step1_attempts": 2},
            ("9 short of strong", "Not from 236", "behind you", "a failed Step 1"),
        ),
        (
            {"step2_score": 241, "step1": Step1.PASS_AFTER_FAILURE, "step1_attempts": 2},
            ("4 short of strong", "Yes, in part", "behind you", "a failed Step 1"),
        ),
        ({"step1": Step1.FAILED}, ("No score", "has to be passed first", "No exam day", "a failed Step 1")),
        ({}, ("No score", "Not known", "No exam day", "cannot be told")),
    ],
)
def test_the_questions_are_answered_for_the_plan(values: dict[str, object], answers: tuple[str, ...]) -> None:
    view = strategy(Plan(profile=fields.with_values(Profile(), values)), TODAY)
    for part, row in zip(answers, view.faq, strict=True):
        assert part in row.yours, row.yours


def test_a_reason_to_delay_is_the_answer_to_the_third() -> None:
    view = strategy(demo_plan(3, TODAY), TODAY)
    assert "There is a reason to" in view.faq[2].yours


# -- the story


def test_prompts_asked_of_a_plan_come_first_and_no_word_is_put_into_it() -> None:
    plan = replace(
        demo_plan(2, TODAY), story_answers=(StoryAnswer(id=1, prompt="attempt-changed", answer="mine"),)
    )
    story = strategy(plan, TODAY).story
    asked = [told.asked for told in story]
    assert asked == sorted(asked, reverse=True)
    assert {told.prompt.group for told in story if told.asked} >= {"A failed attempt", "A weak Step 1"}
    assert [told.answer for told in story if told.answer] == ["mine"]


# -- what if


@pytest.mark.parametrize(
    ("typed", "changes"),
    [
        ("step2_score=246", {"step2_score": 246}),
        ("visa=none em_sloes=+1", {"visa": Visa.NONE, "em_sloes": 1}),
        ("ed_years=+0.5", {"ed_years": 4.5}),
        (
            "step1=pass after failure step1_attempts=2",
            {"step1": Step1.PASS_AFTER_FAILURE, "step1_attempts": 2},
        ),
        ("step2_date=22 jun", {"step2_date": date(2027, 6, 22)}),
        ("target=", {"target": None}),
    ],
)
def test_changes_are_read_as_profile_set_takes_them(typed: str, changes: dict[str, object]) -> None:
    assert read_changes(typed, demo_plan(2, TODAY).profile, today=TODAY) == changes


@pytest.mark.parametrize("typed", ["", "246", "score 246", "tagret=245", "visa=maybe", "em_sloes=+900"])
def test_what_cannot_be_a_change_is_refused_in_words(typed: str) -> None:
    with pytest.raises(Refused):
        read_changes(typed, Profile(), today=TODAY)


def test_a_higher_score_moves_band_list_and_rules() -> None:
    plan = demo_plan(2, TODAY)
    now, then = compare(plan, [ProfileWhatIf(name="246", changes="step2_score=246")], TODAY)
    rows = {row.what: (row.now, row.then) for row in differences(now, then)}
    assert rows["band by score"] == ("risk", "strong")
    assert rows["band by rule"] == ("risk", "viable")  # the failure stays
    assert rows["list band"] == ("225–234", "245+")
    assert "step1-offset" in then.begins
    assert "cutoff-screen" in then.ends
    assert plan.profile.step2_score is None


def test_without_a_visa_its_rules_fall_away_and_nothing_else() -> None:
    plan = demo_plan(1, TODAY)
    _, then = compare(plan, [ProfileWhatIf(name="green card", changes="visa=none")], TODAY)
    assert then.begins == ()
    assert set(then.ends) == {"visa-amplifies", "waiver-plan", "program-tools"}


@pytest.mark.parametrize("field", fields.FIELDS, ids=lambda field: field.key)
def test_a_what_if_projects_anew_only_where_the_projection_looks(field: fields.Field) -> None:
    """What an answer does not move need not be reckoned again for each what-if."""
    from emtui.planner.strategy.what_ifs import _PROJECTED_FROM

    plan = demo_plan(2, TODAY)
    other: Any = {int: 3, float: 3.0, str: None, date: date(2027, 7, 1)}.get(field.kind)
    if field.choices:
        other = next(choice for choice in field.choices if choice != getattr(plan.profile, field.key))
    values: dict[str, Any] = {field.key: field.kind(other) if field.choices else other}
    changed = replace(plan, profile=replace(plan.profile, **values))
    before, after = scores(plan, TODAY), scores(changed, TODAY)
    moved = (before.figures, before.tests, before.notes) != (after.figures, after.tests, after.notes)
    assert not moved or field.key in _PROJECTED_FROM


def test_a_list_shows_what_visa_and_score_open_and_what_it_costs() -> None:
    rows = (
        Program(id=1, name="A", j1=True, cutoff=240, application=ApplicationState.PLANNED),
        Program(id=2, name="B", j1=False, cutoff=230, application=ApplicationState.PLANNED),
        Program(id=3, name="C", h1b=True, application=ApplicationState.PLANNED),
        Program(id=4, name="only considered", j1=True, cutoff=220),
    )
    plan = Plan(profile=Profile(visa=Visa.J1, step2_score=236, match_year=2028), programs=rows)
    what_ifs = [
        ProfileWhatIf(name="card", changes="visa=none"),
        ProfileWhatIf(name="241", changes="step2_score=241"),
    ]
    now, card, better = compare(plan, what_ifs, TODAY)
    assert (now.rows["visa sponsored"], card.rows["visa sponsored"]) == ("1 of 3", "all 3")
    assert (now.rows["cutoff passed"], better.rows["cutoff passed"]) == ("1 of 2", "2 of 2")
    assert now.rows["list costs"] == f"${fees(plan).total:,.0f}"
    assert compare(Plan(), [], TODAY)[0].rows["list costs"] == "no list yet"


def test_one_more_is_one_more_than_are_entered() -> None:
    letter = Letter(id=1, kind=LetterKind.ESLOE, writer="Dr. A", state=LetterState.UPLOADED)
    plan = Plan(profile=Profile(step2_score=240), letters=(letter, replace(letter, id=2, writer="Dr. B")))
    _, then = compare(plan, [ProfileWhatIf(name="one", changes="em_sloes=+1")], TODAY)
    counted = facts_of(plan, TODAY, scores(plan, TODAY)).profile.em_sloes
    assert counted
    assert then.profile.em_sloes == counted + 1


def test_a_kept_what_if_that_cannot_be_read_any_more_says_so() -> None:
    _, then = compare(Plan(), [ProfileWhatIf(name="old", changes="gone=1")], TODAY)
    assert then.refused is not None
    assert "gone" in then.refused


# -- always an answer


@settings(max_examples=50, deadline=None)
@given(plan=PLANS)
def test_whatever_the_plan_holds_the_tab_answers_and_prints(plan: Plan) -> None:
    view = strategy(plan, TODAY)
    assert (view.band_by_rule is None) is not any(rule.id.startswith("band-") for rule in view.rules)
    shown = text(view)
    assert "None" not in shown
    assert max(map(len, shown.splitlines())) <= 90
    assert plain_json.dumps(json(view), allow_nan=False)
    for row in view.standing:
        assert row.sign != "unknown" or row.rule is None


def test_no_practice_test_counts_as_a_good_or_a_bad_one() -> None:
    bare = strategy(Plan(profile=Profile(step2_date=date(2027, 6, 15), target=245)), TODAY)
    assert bare.band is None
    assert bare.band_by_rule is None
    assert {"nbme-near", "delay-gap"}.isdisjoint(rule.id for rule in bare.rules)
    tested = strategy(
        Plan(
            profile=Profile(step2_date=date(2027, 6, 15), target=245),
            practice_tests=(PracticeTest(taken_on=TODAY, instrument="nbme-13", score=230),),
        ),
        TODAY,
    )
    assert "nbme-near" in {rule.id for rule in tested.rules}


def test_a_chosen_second_specialty_is_told() -> None:
    plan = replace(Plan(), profile=replace(Profile(), dual_specialty=DualSpecialty.FM))
    assert strategy(plan, TODAY).dual.chosen is DualSpecialty.FM
    assert {column.name for column in columns(StrategyView)} >= {"moves", "dual", "faq", "story"}


def test_figures_say_what_they_do_not_say() -> None:
    for figure in strategy(Plan(), TODAY).figures:
        assert figure.limits
        assert figure.source.text
    assert guide.evidence()["dual"][0].side == "against"
