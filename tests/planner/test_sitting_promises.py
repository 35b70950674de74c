"""Sit or delay over whole plans: what holds of every verdict, whatever the plan."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from emtui import guide
from emtui.fields import FIELDS, Field
from emtui.plan import Assumptions, OwnInstrument, Plan, PracticeTest, Profile
from emtui.planner.readiness import possible_scores
from emtui.planner.scores import scores
from emtui.planner.sitting import Sitting, sitting
from emtui.planner.sitting.case import case_of
from emtui.planner.sitting.verdict import decide, sits
from emtui.show import sitting as shown
from emtui.vocabulary import Answer, Intensity, Unit, Verdict, Visible

TODAY = date(2027, 5, 20)
INSTRUMENTS = guide.instruments()

days_around = st.integers(-400, 400).map(lambda days: TODAY + timedelta(days=days))


def values(field: Field) -> st.SearchStrategy[Any]:
    """What a plan may hold in a field of the profile, unknown included."""
    if field.choices:
        known: st.SearchStrategy[Any] = st.sampled_from(list(field.kind))  # type: ignore[call-overload]
    elif field.kind is date:
        known = days_around | st.dates(date(2000, 1, 1), date(2045, 12, 31))
    elif field.kind in (int, float):
        assert field.low is not None
        assert field.high is not None
        whole = st.integers(int(field.low), int(field.high))
        known = whole if field.kind is int else whole.map(float)
    elif field.key == "shift_pattern":
        known = st.text("DNPO", min_size=1, max_size=14)
    else:
        known = st.just("mon")
    return st.none() | known


any_profile = st.fixed_dictionaries({field.key: values(field) for field in FIELDS}).map(
    lambda known: Profile(**{**known, "step2_score": None})
)


@st.composite
def any_test(draw: st.DrawFn) -> PracticeTest:
    """A practice test as a plan may hold it: of any kind, any day, possible or not."""
    return PracticeTest(
        taken_on=TODAY - timedelta(days=draw(st.integers(-20, 120))),
        instrument=draw(st.sampled_from([*INSTRUMENTS, "nbme-17", "mock-1"])),
        score=draw(st.floats(1, 300)),
        timed=draw(st.booleans()),
        complete=draw(st.booleans()),
        retake=draw(st.booleans()),
    )


own_instruments = st.builds(
    OwnInstrument,
    instrument=st.sampled_from(["nbme-17", *INSTRUMENTS]),
    name=st.just("Mine"),
    unit=st.sampled_from(Unit),
    offset=st.none() | st.floats(-40, 40),
    offset_sd=st.none() | st.floats(0, 20),
    noise_sd=st.none() | st.floats(0, 30),
)

any_plan = st.builds(
    Plan,
    profile=any_profile,
    practice_tests=st.lists(any_test(), max_size=6).map(tuple),
    own_instruments=st.lists(own_instruments, max_size=2, unique_by=lambda own: own.instrument).map(tuple),
    assumptions=st.builds(
        Assumptions, shift=st.none() | st.floats(-30, 30), shift_sd=st.none() | st.floats(0, 20)
    ),
)


@st.composite
def judged_plan(draw: st.DrawFn) -> Plan:
    """A plan with all that a verdict needs, near enough to the edges for every verdict to come up."""
    target = draw(st.integers(225, 265))
    level = target + draw(st.integers(-35, 5))
    tests = draw(
        st.lists(
            st.tuples(
                st.integers(0, 60), st.sampled_from(list(INSTRUMENTS)), st.floats(-12, 12, allow_nan=False)
            ),
            min_size=1,
            max_size=5,
            unique_by=lambda test: test[:2],
        )
    )
    form = (draw(st.integers(0, 50)), "nbme-16", draw(st.floats(-12, 12)))
    return Plan(
        profile=Profile(
            step2_date=TODAY + timedelta(days=draw(st.integers(0, 120))),
            target=target,
            match_year=draw(st.sampled_from([2028, 2028, 2029, None])),
            dedicated_from=draw(st.none() | days_around),
            eligibility_until=draw(st.none() | days_around),
            fixable_weakness=draw(st.sampled_from([None, None, None, Answer.YES])),
        ),
        assumptions=Assumptions(shift=draw(st.none() | st.floats(-5, 15))),
        practice_tests=tuple(
            PracticeTest(
                taken_on=TODAY - timedelta(days=ago), instrument=name, score=in_unit(name, level + off)
            )
            for ago, name, off in [*(test for test in tests if test[1] != "nbme-16"), form]
        ),
    )


def in_unit(name: str, level: float) -> float:
    """The score of an instrument at a level."""
    known = INSTRUMENTS[name]
    if known.unit is Unit.PERCENT:
        return min(100.0, max(0.0, 77 + (level - 249) / 2.5))
    return level + known.offset


def asked(plan: Plan) -> Sitting:
    answer = sitting(plan, TODAY)
    assert answer is not None
    return answer


def verdict_of(plan: Plan) -> Verdict:
    """The verdict alone, which is quicker."""
    return decide(case_of(plan, TODAY)).verdict


# -- never a crash, always a reason


@settings(max_examples=150)
@given(any_plan)
def test_every_plan_gets_an_answer_with_reasons_and_a_way_to_change_it(plan: Plan) -> None:
    answer = asked(plan)
    assert answer.reasons
    assert answer.would_change
    assert all(text for text in (*answer.would_change, *(reason.text for reason in answer.reasons)))
    assert (answer.verdict is Verdict.NOT_ENOUGH_DATA) == bool(answer.missing) == (answer.on is None)
    assert all(0 <= option.p_pass <= 1 for option in answer.options)
    assert all(0 <= option.p_target <= 1 for option in answer.options if option.p_target is not None)
    assert max(map(len, shown.text(answer).splitlines())) <= 80
    counted = [row for row in scores(plan, TODAY).tests if row.counted]
    if len(counted) < 2 or not any(row.family == "nbme" for row in counted):
        assert answer.verdict is Verdict.NOT_ENOUGH_DATA


@settings(max_examples=100)
@given(judged_plan())
def test_a_day_to_sit_is_the_planned_one_or_one_a_delay_may_go_to(plan: Plan) -> None:
    assume(len(plan.practice_tests) > 1)
    answer = asked(plan)
    assert answer.planned is not None
    assert answer.on is not None
    if answer.verdict is not Verdict.DELAY:
        assert answer.on == answer.planned
        return
    assert timedelta(0) < answer.on - answer.planned <= timedelta(weeks=8)
    assert answer.on <= (plan.profile.eligibility_until or date.max)
    (option,) = [option for option in answer.options if option.on == answer.on]
    assert option.visible is not Visible.NO
    assert any(not reason.fine for reason in answer.reasons)


@settings(max_examples=100)
@given(judged_plan())
def test_the_short_way_to_ask_whether_to_sit_agrees(plan: Plan) -> None:
    case = case_of(plan, TODAY)
    assume(not case.missing)
    assert sits(case) == (decide(case).verdict is Verdict.SIT)


# -- a better score never costs the planned day


@settings(max_examples=300)
@given(judged_plan(), st.data())
def test_a_higher_score_of_any_test_never_turns_sit_into_delay(plan: Plan, data: st.DataObject) -> None:
    assume(verdict_of(plan) is Verdict.SIT)
    index = data.draw(st.integers(0, len(plan.practice_tests) - 1))
    test = plan.practice_tests[index]
    _, highest = possible_scores(INSTRUMENTS[test.instrument].unit)
    higher = replace(test, score=data.draw(st.floats(test.score, highest)))
    tests = (*plan.practice_tests[:index], higher, *plan.practice_tests[index + 1 :])
    assert verdict_of(replace(plan, practice_tests=tests)) is not Verdict.DELAY


def test_a_better_first_form_that_flattens_the_trend_does_not_cost_the_day() -> None:
    """The last forms 16 below, one before them near: here the projection would decide, and falls."""
    steep, flat = far_below_but_once_near(205.0), far_below_but_once_near(240.0)
    before, after = scores(steep, TODAY).figures.mean, scores(flat, TODAY).figures.mean
    assert before is not None
    assert after is not None
    assert before > 240 > after  # five points below the target, where the guide's delay-gap begins to hold
    assert verdict_of(steep) is verdict_of(flat) is Verdict.SIT


def far_below_but_once_near(first: float) -> Plan:
    forms = ((60, first), (42, 241.0), (6, 229.0), (3, 229.0), (0, 229.0))
    return Plan(
        profile=Profile(
            step2_date=TODAY + timedelta(days=60),
            target=245,
            match_year=2029,
            dedicated_from=TODAY - timedelta(days=150),
        ),
        assumptions=Assumptions(shift=5.0),
        practice_tests=tuple(
            PracticeTest(taken_on=TODAY - timedelta(days=ago), instrument=f"nbme-{10 + n}", score=score)
            for n, (ago, score) in enumerate(forms)
        ),
    )


# -- more doubt alone never advises a delay


@settings(max_examples=150)
@given(judged_plan(), st.floats(1, 4), st.floats(0, 15), st.sampled_from(["tests", "exam day", "both"]))
def test_more_doubt_never_turns_sit_into_delay(plan: Plan, times: float, more: float, where: str) -> None:
    """Noisier tests, a less sure shift, or both: the forms still read what they read."""
    assume(verdict_of(plan) is Verdict.SIT)
    assert verdict_of(doubting(plan, times, more, where)) is not Verdict.DELAY


@settings(max_examples=150)
@given(judged_plan(), st.floats(0, 15))
def test_a_delay_does_not_hang_on_how_sure_exam_day_is(plan: Plan, more: float) -> None:
    """The same means in more doubt: only whether the target is called out of reach may change."""
    sure, unsure = (decide(case_of(other, TODAY)) for other in (plan, doubting(plan, 1.0, more, "exam day")))
    assert sure.concerns == unsure.concerns
    assume(Verdict.CHANGE_TARGET not in (sure.verdict, unsure.verdict))
    assert (sure.verdict, sure.on) == (unsure.verdict, unsure.on)


@settings(max_examples=150)
@given(judged_plan())
def test_a_day_with_no_higher_mean_has_no_higher_chance(plan: Plan) -> None:
    """A later day is in more doubt, which alone would lift a small chance; here it does not."""
    options = sorted(case_of(plan, TODAY).options, key=lambda option: option.mean)
    chances = [option.p_target for option in options if option.p_target is not None]
    assert chances == pytest.approx(sorted(chances), abs=1e-12)


def doubting(plan: Plan, times: float, more: float, where: str) -> Plan:
    """The plan with noisier instruments, a less sure test-day shift, or both; every mean prior as it was."""
    if where != "exam day":
        noisier = tuple(
            OwnInstrument(
                instrument=known.id,
                name=known.name,
                unit=known.unit,
                noise_sd=known.noise_sd * times,
                offset_sd=known.offset_sd * times,
            )
            for known in INSTRUMENTS.values()
        )
        plan = replace(plan, own_instruments=noisier)
    if where != "tests":
        unsure = replace(plan.assumptions, shift_sd=guide.readiness_priors().shift_sd + more)
        plan = replace(plan, assumptions=unsure)
    return plan


# -- a year of delay


@settings(max_examples=150)
@given(judged_plan())
def test_a_year_of_delay_adds_no_more_than_the_growth_that_is_left(plan: Plan) -> None:
    """9 points at the usual pace of full-time study, 5.1 more for each SD above it (docs/readiness.md)."""
    longest = replace(plan.profile, eligibility_until=TODAY + timedelta(days=800), eligibility_from=None)
    plan = replace(plan, profile=longest)
    projection = scores(plan, TODAY).projection
    options = case_of(plan, TODAY).options
    assert projection is not None
    assert options[-1].on - options[0].on >= timedelta(weeks=52)
    (planned,) = [option for option in options if option.planned]
    most = most_points(projection.pace, plan)
    for option in options:
        assert option.mean <= planned.mean + most
        assert option.p_target is not None
        assert plan.profile.target is not None
        assert option.p_target <= projection.probability_at_least(plan.profile.target - most) + 1e-12


def most_points(pace: float, plan: Plan) -> float:
    """What growth can still add from today on, however long one waits."""
    usual, for_each_sd = growth_left()
    begun, last = plan.profile.dedicated_from, max(test.taken_on for test in plan.practice_tests)
    if begun is None:
        now = Intensity.UNKNOWN
    else:
        now = Intensity.DEDICATED if begun <= last else Intensity.BESIDE_ROTATIONS
    mean, sd = guide.readiness_priors().growth[now]
    return usual + for_each_sd * max(0.0, (pace - mean) / sd)


def growth_left() -> tuple[float, float]:
    """Points of full-time study until growth has faded: at the usual pace, and for each SD above it."""
    priors = guide.readiness_priors()
    mean, sd = priors.growth[Intensity.DEDICATED]
    return mean / 7 * priors.fade_days, sd / 7 / (1 / priors.fade_days + 1 / priors.forget_days)


def test_the_document_names_the_bound() -> None:
    usual, for_each_sd = growth_left()
    text = (Path(__file__).parents[2] / "docs" / "readiness.md").read_text("utf-8")
    assert f"at most {usual:.1f} points at the usual pace" in text
    assert f"and {for_each_sd:.1f} more" in text


def test_a_year_of_delay_does_not_make_a_far_target_likely() -> None:
    """At about the usual pace 9 points are all there is: from 24 below, it stays under one in ten."""
    plan = Plan(
        profile=Profile(
            step2_date=TODAY + timedelta(days=7),
            target=250,
            match_year=2029,
            dedicated_from=TODAY - timedelta(days=60),
            eligibility_until=TODAY + timedelta(days=400),
        ),
        practice_tests=tuple(
            PracticeTest(taken_on=TODAY - timedelta(days=ago), instrument=form, score=score)
            for ago, form, score in ((30, "nbme-11", 216.0), (16, "nbme-12", 219.0), (2, "nbme-13", 222.0))
        ),
    )
    answer = asked(plan)
    first, last = answer.options[0], answer.options[-1]
    assert last.on - first.on == timedelta(weeks=53)
    assert last.mean - first.mean < 9
    assert max(option.p_target or 0.0 for option in answer.options) < 0.10


# -- the order of tests


@settings(max_examples=100)
@given(judged_plan(), st.randoms(use_true_random=False))
def test_the_order_of_tests_of_one_day_changes_nothing(plan: Plan, random: Random) -> None:
    same_day = [replace(test, taken_on=TODAY - timedelta(days=5)) for test in plan.practice_tests]
    older = [
        PracticeTest(taken_on=TODAY - timedelta(days=30), instrument=f"nbme-{n}", score=224.0 + n)
        for n in (9, 10, 11, 12)
    ]
    ids = list(range(1, len(same_day) + len(older) + 1))
    tests = [*same_day, *older]
    one = asked(numbered(plan, tests, ids))
    random.shuffle(ids)
    random.shuffle(tests)
    other = asked(numbered(plan, tests, ids))
    assert (one.verdict, one.on, one.reasons, one.would_change) == (
        other.verdict,
        other.on,
        other.reasons,
        other.would_change,
    )


def numbered(plan: Plan, tests: list[PracticeTest], ids: list[int]) -> Plan:
    """The plan with `tests` in that order, stored under `ids`."""
    stored = tuple(replace(test, id=number) for test, number in zip(tests, ids, strict=True))
    return replace(plan, practice_tests=stored)
