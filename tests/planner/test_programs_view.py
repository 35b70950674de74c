"""Programs: fit as a sum of reasons, facts that age, the list against the guide, and its budgets."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emtui.guide.applying import fit_weights, list_advice, signals
from emtui.plan import (
    FactorScore,
    Interview,
    Letter,
    OwnFee,
    Plan,
    PracticeTest,
    Profile,
    Program,
    ProgramFact,
    RankFactor,
    Rotation,
    SavedFilter,
)
from emtui.planner.programs import ProgramRow, ProgramsView, programs_view
from emtui.planner.provenance import checked, marked_stale
from emtui.vocabulary import (
    ApplicationState,
    CutoffKind,
    InterviewState,
    LetterKind,
    LetterState,
    RotationKind,
    RotationState,
    Setting,
    Specialty,
    Step1,
    Visa,
)

TODAY = date(2027, 5, 20)
WEIGHTS = fit_weights()
J1 = Profile(
    match_year=2028,
    visa=Visa.J1,
    step2_score=238,
    step1=Step1.PASS,
    graduation_year=2024,
    em_sloes=1,
    regions="TX, New York",
)


def shown(*programs: Program, profile: Profile = J1, **rows: Any) -> ProgramsView:
    return programs_view(Plan(profile=profile, programs=programs, **rows), TODAY)


def program(id_: int = 1, name: str = "Lakeview", **values: Any) -> Program:
    return Program(id=id_, name=name, **values)


def row_of(profile: Profile = J1, rows: Any = None, **values: Any) -> ProgramRow:
    return shown(program(**values), profile=profile, **(rows or {})).rows[0]


def points(row: ProgramRow) -> dict[str, int | None]:
    return {reason.id: reason.points for reason in row.reasons}


# -- fit


def test_fit_is_the_sum_of_its_reasons() -> None:
    row = row_of(
        j1=True, cutoff=235, cutoff_kind=CutoffKind.STRICT, img_percent=34.0, state="TX", signal=True
    )
    assert row.fit == sum(reason.points or 0 for reason in row.reasons) == 1 + 1 + 2 + 1 + 1
    assert points(row) == {"visa": 1, "cutoff": 1, "img": 2, "region": 1, "signal": 1}


def test_a_program_of_which_nothing_is_known_is_neither_good_nor_bad() -> None:
    row = row_of()
    assert row.fit == 0
    assert {reason.id for reason in row.asks} == {"visa", "cutoff", "img"}


@pytest.mark.parametrize(
    ("visa", "j1", "h1b", "expected"),
    [
        (Visa.J1, True, None, WEIGHTS.visa_yes),
        (Visa.J1, False, True, WEIGHTS.visa_no),
        (Visa.H1B, True, None, None),
        (Visa.H1B, True, False, WEIGHTS.visa_no),
        (Visa.UNDECIDED, False, True, WEIGHTS.visa_yes),
        (Visa.UNDECIDED, False, None, None),
        (Visa.UNDECIDED, False, False, WEIGHTS.visa_no),
        (None, True, True, None),
    ],
)
def test_the_visa_wanted_decides(
    visa: Visa | None, j1: bool | None, h1b: bool | None, expected: int | None
) -> None:
    row = row_of(replace(J1, visa=visa), j1=j1, h1b=h1b)
    assert points(row)["visa"] == expected


def test_who_needs_no_visa_is_not_asked_about_it() -> None:
    assert "visa" not in points(row_of(replace(J1, visa=Visa.NONE), j1=False))


@pytest.mark.parametrize(
    ("cutoff", "kind", "expected"),
    [
        (238, CutoffKind.STRICT, WEIGHTS.cutoff_reached),
        (239, CutoffKind.STRICT, WEIGHTS.cutoff_missed),
        (239, CutoffKind.PREFERRED, WEIGHTS.cutoff_missed_preferred),
        (239, None, WEIGHTS.cutoff_missed_preferred),
        (None, CutoffKind.NONE, WEIGHTS.cutoff_none),
        (None, None, None),
    ],
)
def test_a_real_score_reaches_a_cutoff_or_not(
    cutoff: int | None, kind: CutoffKind | None, expected: int | None
) -> None:
    assert points(row_of(cutoff=cutoff, cutoff_kind=kind))["cutoff"] == expected


def test_a_projected_score_reaches_a_cutoff_with_a_doubt_that_is_said() -> None:
    tests = tuple(
        PracticeTest(id=n, taken_on=TODAY - timedelta(20 - 5 * n), instrument=f"nbme-{9 + n}", score=238.0)
        for n in range(1, 4)
    )
    profile = replace(J1, step2_score=None, step2_date=TODAY + timedelta(20))

    def judged(cutoff: int) -> Any:
        row = row_of(profile, {"practice_tests": tests}, cutoff=cutoff, cutoff_kind=CutoffKind.STRICT)
        return next(reason for reason in row.reasons if reason.id == "cutoff")

    assert judged(225).points == WEIGHTS.cutoff_near
    assert judged(248).points == WEIGHTS.cutoff_doubtful
    assert judged(280).points == WEIGHTS.cutoff_missed
    assert "% to reach it" in judged(240).text
    assert "projected" in judged(240).text


def test_without_score_or_projection_a_cutoff_asks() -> None:
    assert points(row_of(replace(J1, step2_score=None), cutoff=235))["cutoff"] is None


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"img_percent": 0.0}, WEIGHTS.img_none),
        ({"img_percent": 9.0}, 0),
        ({"img_percent": 10.0}, WEIGHTS.img_some),
        ({"img_percent": 30.0}, WEIGHTS.img_many),
        ({"has_imgs": True}, WEIGHTS.img_some),
        ({"has_imgs": False}, WEIGHTS.img_none),
        ({}, None),
    ],
)
def test_imgs_among_the_residents(values: dict[str, Any], expected: int | None) -> None:
    assert points(row_of(**values))["img"] == expected


def test_limits_on_graduation_and_attempts_count_only_against() -> None:
    assert points(row_of(graduation_limit=4))["graduation"] == 0
    assert points(row_of(graduation_limit=3))["graduation"] == WEIGHTS.graduation_over
    assert points(row_of(replace(J1, graduation_year=None), graduation_limit=3))["graduation"] is None
    failed = replace(J1, step1=Step1.PASS_AFTER_FAILURE)
    assert points(row_of(attempts_allowed=1))["attempts"] == 0
    assert points(row_of(failed, attempts_allowed=1))["attempts"] == WEIGHTS.attempts_over
    assert points(row_of(replace(J1, step1=None), attempts_allowed=1))["attempts"] is None


def test_sloes_wanted_are_held_against_those_in_time() -> None:
    assert points(row_of(sloes_wanted=2))["sloes"] == WEIGHTS.sloes_short
    assert points(row_of(sloes_wanted=1))["sloes"] == 0
    letters = tuple(
        Letter(id=n, kind=LetterKind.ESLOE, writer="Dr. A", state=LetterState.UPLOADED) for n in (1, 2)
    )
    counted = row_of(replace(J1, em_sloes=None), {"letters": letters}, sloes_wanted=2)
    assert points(counted)["sloes"] == 0
    assert points(row_of(sloes_wanted=1, specialty=Specialty.FM)).get("sloes") is None


def test_a_rotation_at_the_place_counts_for_it() -> None:
    done = Rotation(
        id=1, site="Lakeview Medical Ctr", kind=RotationKind.AWAY_EM, state=RotationState.ACCEPTED
    )
    rows = {"rotations": (done,)}
    assert points(row_of(rows=rows, name="Lakeview Medical Center"))["rotation"] == WEIGHTS.rotation_there
    assert "rotation" not in points(row_of(rows=rows, name="Harbor Medical Center"))
    declined = {"rotations": (replace(done, state=RotationState.DECLINED),)}
    assert "rotation" not in points(row_of(rows=declined, name="Lakeview"))


KNOWN = st.fixed_dictionaries(
    {},
    optional={
        "j1": st.booleans(),
        "cutoff": st.integers(200, 280),
        "img_percent": st.integers(0, 100).map(float),
        "graduation_limit": st.integers(0, 10),
        "attempts_allowed": st.integers(0, 3),
        "sloes_wanted": st.integers(0, 3),
    },
)


@given(KNOWN, st.integers(200, 280), st.integers(0, 20))
def test_a_better_score_never_fits_worse(values: dict[str, Any], score: int, more: int) -> None:
    lower, higher = (row_of(replace(J1, step2_score=known), **values).fit for known in (score, score + more))
    assert lower <= higher


@given(KNOWN)
def test_a_profile_of_which_nothing_is_known_only_counts_what_is_the_programs_own(
    values: dict[str, Any],
) -> None:
    row = row_of(Profile(), **values)
    assert {reason.id for reason in row.reasons if reason.points} <= {"img"}


def test_the_best_fit_comes_first() -> None:
    view = shown(program(1, "A", j1=False), program(2, "B", j1=True), program(3, "C"))
    assert [row.id for row in view.rows] == [2, 3, 1]
    assert view.matching == (2, 3, 1)


# -- facts that age


def fact(days: int | None, field: str = "j1", **values: Any) -> ProgramFact:
    checked_on = None if days is None else TODAY - timedelta(days)
    return ProgramFact(id=1, program_id=1, field=field, checked_on=checked_on, **values)


@pytest.mark.parametrize(
    ("known", "age", "stale"),
    [
        (fact(90), 90, False),
        (fact(91), 91, True),
        (fact(5, stale=True), 5, True),
        (fact(None), None, False),
        (fact(400, "sloes_wanted"), 400, False),
    ],
)
def test_a_fact_is_stale_over_ninety_days_or_when_distrusted(
    known: ProgramFact, age: int | None, stale: bool
) -> None:
    (row,) = shown(program(j1=True), program_facts=(known,)).rows
    assert row.facts[known.field].age == age
    assert bool(row.stale) is stale


def test_a_value_nobody_dated_is_unchecked_and_an_unknown_one_is_not() -> None:
    row = row_of(j1=True, has_imgs=False, cutoff_kind=CutoffKind.NONE)
    assert row.unchecked == ("j1", "img", "cutoff")
    assert row_of().unchecked == ()


def test_stale_facts_are_counted_for_the_programs_on_the_list_alone() -> None:
    old = (fact(100),)
    listed = program(j1=True, application=ApplicationState.PLANNED)
    assert shown(listed, program_facts=old).stale == ((1, "j1"),)
    for other in (ApplicationState.CONSIDERING, ApplicationState.REJECTED):
        assert shown(program(j1=True, application=other), program_facts=old).stale == ()


def test_checking_adds_what_is_missing_and_renews_the_rest() -> None:
    plan = Plan(programs=(program(1), program(2)), program_facts=(fact(100, source="page"),))
    found = checked(plan, [1, 2], ["j1"], TODAY)
    assert [(row.program_id, row.checked_on) for row in found.add] == [(2, TODAY)]
    assert found.change == ((plan.program_facts[0], {"checked_on": TODAY, "stale": False}),)
    assert checked(replace(plan, program_facts=(fact(0),)), [1], ["j1"], TODAY) == ((), ())


def test_a_policy_day_marks_everything_stale_once() -> None:
    plan = Plan(programs=(program(1), program(2)), program_facts=(fact(1),))
    found = marked_stale(plan, [1, 2], ["j1", "h1b"])
    assert [(row.program_id, row.field) for row in found.add] == [(1, "h1b"), (2, "j1"), (2, "h1b")]
    assert len(found.change) == 1


# -- the list as a whole


def listed(academic: int, community: int, hybrid: int = 0, unknown: int = 0) -> tuple[Program, ...]:
    kinds = [Setting.ACADEMIC] * academic + [Setting.COMMUNITY] * community + [Setting.HYBRID] * hybrid
    settings = [*kinds, *[None] * unknown]
    return tuple(
        program(n, f"P{n}", setting=setting, application=ApplicationState.PLANNED, j1=True)
        for n, setting in enumerate(settings, start=1)
    )


def test_the_list_is_held_against_the_guides_number_for_the_score() -> None:
    balance = shown(*listed(11, 39, 14)).balance
    assert (balance.listed, balance.low, balance.high, balance.fits) == (64, 60, 80, True)
    assert balance.rule == "list-235"
    assert balance.advice == "60 to 80 programs that take IMGs: 64 on the list"
    assert [(line.setting, line.number) for line in balance.settings] == [
        (Setting.ACADEMIC, 11),
        (Setting.COMMUNITY, 39),
        (Setting.HYBRID, 14),
        (None, 0),
    ]
    assert balance.visa_stated == 64


def test_too_short_a_list_and_too_many_academic_ones_are_said() -> None:
    balance = shown(*listed(20, 10)).balance
    assert balance.fits is False
    assert balance.advice is not None
    assert "30 short of 60" in balance.advice
    assert "20 of 30 academic" in balance.advice


def test_without_a_score_the_guide_gives_no_advice() -> None:
    balance = shown(*listed(1, 1), profile=Profile()).balance
    assert (balance.advice, balance.fits, balance.low, balance.visa_stated) == (None, None, None, None)


@pytest.mark.parametrize("score", [200, 224, 225, 234, 235, 244, 245, 280])
def test_every_score_has_a_row_of_list_advice(score: int) -> None:
    assert shown(profile=replace(J1, step2_score=score)).balance.band in list_advice()


def test_signals_and_ties_are_budgets() -> None:
    programs = [program(n, f"P{n}", signal=n <= 6, tie="aunt", state="TX") for n in range(1, 9)]
    view = shown(*programs, program(9, "FM", signal=True, specialty=Specialty.FM))
    assert (view.signals.used, view.signals.most, view.signals.over) == (6, 5, True)
    assert (view.ties.used, view.ties.most) == (1, 3)  # one place, one tie
    own = OwnFee(id=1, match_year=2028, fee="em-signals", usd=7.0)
    assert shown(*programs, own_fees=(own,)).signals.most == 7


@pytest.mark.parametrize(("year", "limit"), [(2024, 5), (2025, 7), (2026, 5), (2030, 5), (None, 5)])
def test_the_signals_of_a_season(year: int | None, limit: int) -> None:
    assert signals(year).limit == limit


def test_the_pipeline_counts_every_state() -> None:
    view = shown(program(1), program(2, "B", application=ApplicationState.INVITED))
    assert dict(view.pipeline) == {ApplicationState.CONSIDERING: 1, ApplicationState.INVITED: 1}


def test_saved_filters_say_how_many_they_let_through() -> None:
    saved = (SavedFilter(id=1, name="J", text="j1"), SavedFilter(id=2, name="bad", text="cutof<2"))
    counts = [(row.saved.name, row.matching) for row in shown(program(j1=True), saved_filters=saved).saved]
    assert counts == [("J", 1), ("bad", None)]


def test_an_interview_that_is_done_asks_for_thanks_and_a_score_sheet() -> None:
    done = Interview(id=1, program_id=1, state=InterviewState.DONE, day=TODAY - timedelta(1))
    ahead = Interview(id=2, program_id=1, state=InterviewState.SCHEDULED, day=TODAY + timedelta(3))
    view = shown(
        program(),
        interviews=(ahead, done),
        rank_factors=(RankFactor(id=1, name="People", weight=3),),
        factor_scores=(FactorScore(id=1, program_id=1, factor_id=1, score=4),),
    )
    first, second = view.interviews
    assert (first.interview.id, first.days, first.to_thank, first.scored) == (1, -1, True, 1)
    assert (second.days, second.to_thank) == (3, False)


def test_a_program_is_found_by_its_id() -> None:
    view = shown(program(7))
    assert view.row(7).program.id == 7
    with pytest.raises(KeyError):
        view.row(8)
