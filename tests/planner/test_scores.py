"""The figures of the Scores tab: every state, every figure, and what is left out."""

from datetime import date, timedelta
from typing import Any

import pytest

from emtui import guide
from emtui.plan import OwnInstrument, Plan, PracticeTest, Profile
from emtui.planner.readiness import PracticeReading, StudySpan, project
from emtui.planner.scores import Figures, scores
from emtui.vocabulary import Band, Intensity, ProjectionState, Unit

TODAY = date(2027, 5, 20)
EXAM_DAY = date(2027, 6, 15)


def sat(day: date | int, instrument: str = "nbme-12", score: float = 238.0, **how: Any) -> PracticeTest:
    """A practice test on a day, or so many days before today."""
    day = TODAY - timedelta(day) if isinstance(day, int) else day
    return PracticeTest(taken_on=day, instrument=instrument, score=score, **how)


USUAL = (
    sat(90, "nbme-10", 228.0),
    sat(60, "nbme-11", 231.0),
    sat(30, "uwsa-2", 241.0),
    sat(5, "nbme-13", 240.0),
)


def plan_of(*tests: PracticeTest, own: tuple[OwnInstrument, ...] = (), **profile: Any) -> Plan:
    """A plan with an exam day and a target unless `profile` says otherwise."""
    known = {"step2_date": EXAM_DAY, "target": 245, **profile}
    return Plan(profile=Profile(**known), practice_tests=tests, own_instruments=own)


def figures_of(*tests: PracticeTest, **profile: Any) -> Figures:
    """The figures of such a plan today."""
    return scores(plan_of(*tests, **profile), TODAY).figures


def test_every_figure_is_the_projections_own() -> None:
    figures = figures_of(*USUAL)
    readings = [PracticeReading(test.taken_on, test.instrument, test.score) for test in USUAL]
    projection = project(readings, EXAM_DAY, TODAY)
    assert figures.state is ProjectionState.OK
    assert (figures.mean, figures.sd) == (projection.mean, projection.sd)
    assert (figures.low50, figures.high50) == projection.interval(0.50)
    assert (figures.low80, figures.high80) == projection.interval(0.80)
    assert (figures.low95, figures.high95) == projection.interval(0.95)
    assert (figures.target, figures.p_target) == (245, projection.probability_at_least(245))
    assert figures.conservative_mean == projection.conservative.mean
    assert figures.conservative_p_target == projection.conservative.probability_at_least(245)
    assert figures.last_test_days == 5
    assert figures.model_version == 1


def test_the_chance_to_pass_is_taken_without_the_shift() -> None:
    figures = figures_of(*USUAL)
    assert figures.pass_mark == 218
    projection = scores(plan_of(*USUAL), TODAY).projection
    assert projection is not None
    assert figures.p_pass == projection.conservative.probability_at_least(218)
    assert figures.p_pass < projection.probability_at_least(218)


def test_the_pass_mark_is_the_one_in_force_on_exam_day() -> None:
    assert figures_of(step2_date=date(2025, 6, 30)).pass_mark == 214
    assert figures_of(step2_date=date(2025, 7, 1)).pass_mark == 218


def test_the_bands_share_out_one_whole() -> None:
    figures = figures_of(*USUAL)
    assert figures.bands is not None
    assert list(figures.bands) == [Band.HIGH_RISK, Band.RISK, Band.VIABLE, Band.STRONG]
    assert sum(figures.bands.values()) == pytest.approx(1)
    assert figures.bands[Band.STRONG] == figures.p_target


def test_without_an_exam_day_the_path_is_drawn_but_no_score_is_claimed() -> None:
    answer = scores(plan_of(*USUAL, step2_date=None), TODAY)
    assert answer.figures.state is ProjectionState.NO_EXAM_DAY
    assert answer.projection is not None
    assert answer.projection.path[-1].on == TODAY
    claimed = (answer.figures.mean, answer.figures.low80, answer.figures.p_target, answer.figures.bands)
    assert claimed == (None, None, None, None)
    assert answer.figures.pace_seen is not None
    assert answer.figures.pace_needed is None


def test_no_test_gives_no_figure_and_one_gives_a_wide_range_that_says_so() -> None:
    none = scores(plan_of(), TODAY)
    assert none.figures.state is ProjectionState.NEED_MORE_DATA
    assert (none.projection, none.figures.mean, none.figures.last_test_days) == (None, None, None)
    one = scores(plan_of(sat(10)), TODAY)
    assert one.figures.state is ProjectionState.NEED_MORE_DATA
    assert one.figures.mean is not None
    assert one.figures.sd is not None
    assert one.figures.sd > 11
    assert one.figures.pace_seen is None
    assert "One dated test says little: the range is wide on purpose." in one.notes


@pytest.mark.parametrize(("days", "state"), [(42, ProjectionState.OK), (43, ProjectionState.STALE)])
def test_a_last_test_older_than_six_weeks_is_stale(days: int, state: ProjectionState) -> None:
    assert figures_of(sat(70, "nbme-11"), sat(days)).state is state


def test_a_known_score_ends_the_projection() -> None:
    answer = scores(plan_of(*USUAL, step2_score=251), TODAY)
    assert answer.figures.state is ProjectionState.TAKEN
    assert answer.projection is None
    assert (answer.figures.mean, answer.figures.p_pass) == (None, None)
    assert len(answer.tests) == 4


def test_an_exam_day_gone_by_asks_for_the_score() -> None:
    answer = scores(plan_of(*USUAL, sat(2, "nbme-14"), step2_date=TODAY - timedelta(4)), TODAY)
    assert answer.figures.mean is not None
    assert answer.figures.pace_needed is None
    assert answer.notes == (
        "1 test is dated after exam day: not counted.",
        "Exam day is past: enter the real score.",
    )


def test_tests_after_today_are_listed_first_and_left_out() -> None:
    answer = scores(plan_of(*USUAL, sat(date(2027, 6, 1), "nbme-14", 260.0)), TODAY)
    assert [row.future for row in answer.tests] == [True, False, False, False, False]
    assert [row.taken_on for row in answer.tests] == sorted(
        (row.taken_on for row in answer.tests), reverse=True
    )
    assert answer.figures == figures_of(*USUAL)
    assert "1 test is dated after today: not counted yet." in answer.notes


def test_a_test_of_an_unknown_kind_or_with_an_impossible_score_is_listed_and_left_out() -> None:
    answer = scores(plan_of(*USUAL, sat(3, "nbme-40", 240.0), sat(4, "free-120", 249.0)), TODAY)
    assert [(row.name, row.counted) for row in answer.tests[:2]] == [("nbme-40", False), ("Free 120", False)]
    assert answer.figures == figures_of(*USUAL)
    assert "nbme-40 is not a test this program knows: listed, not counted." in answer.notes


def test_a_row_shows_its_score_and_its_level() -> None:
    rows = {row.instrument: row for row in scores(plan_of(*USUAL, sat(2, "free-120", 75.0)), TODAY).tests}
    assert (rows["uwsa-2"].score, rows["uwsa-2"].level) == (241.0, 236.0)
    assert (rows["free-120"].unit, rows["free-120"].level) == (Unit.PERCENT, 244.0)
    assert (rows["nbme-13"].name, rows["nbme-13"].family) == ("NBME 13", "nbme")


def test_a_form_of_ones_own_counts_with_the_guides_figures_for_an_unlisted_one() -> None:
    own = OwnInstrument(instrument="nbme-17", name="NBME 17")
    counted = scores(plan_of(*USUAL, sat(1, "nbme-17", 262.0), own=(own,)), TODAY)
    assert (counted.tests[0].name, counted.tests[0].family, counted.tests[0].level) == (
        "NBME 17",
        "nbme",
        262.0,
    )
    before, listed = figures_of(*USUAL).mean, figures_of(*USUAL, sat(1, "nbme-16", 262.0)).mean
    assert before is not None
    assert listed is not None
    assert counted.figures.mean is not None
    assert before < counted.figures.mean < listed


def test_a_form_of_ones_own_counts_with_its_own_figures_where_they_are_known() -> None:
    kaplan = OwnInstrument(instrument="kaplan-1", name="Kaplan 1", offset=10.0, offset_sd=1.0, noise_sd=0.0)
    answer = scores(plan_of(sat(20), sat(1, "kaplan-1", 250.0), own=(kaplan,)), TODAY)
    assert (answer.tests[0].family, answer.tests[0].level) == ("other", 240.0)
    percent = OwnInstrument(instrument="bank", name="Bank", unit=Unit.PERCENT)
    assert scores(plan_of(sat(1, "bank", 77.0), own=(percent,)), TODAY).tests[0].level == 249.0


def test_the_pace_needed_is_from_todays_level_to_the_target() -> None:
    answer = scores(plan_of(*USUAL), TODAY)
    assert answer.projection is not None
    level_today = next(point.level for point in answer.projection.path if point.on == TODAY)
    assert answer.figures.pace_needed == pytest.approx((245 - level_today) / 26 * 7)
    assert answer.figures.pace_seen == pytest.approx(answer.projection.pace)
    assert figures_of(*USUAL, target=None).pace_needed is None
    assert figures_of(*USUAL, target=220).pace_needed == 0
    assert figures_of(*USUAL, step2_date=TODAY).pace_needed is None


def test_dedicated_study_is_read_from_the_profile() -> None:
    begun = TODAY - timedelta(14)
    spans = [StudySpan(date.min, Intensity.BESIDE_ROTATIONS), StudySpan(begun, Intensity.DEDICATED)]
    readings = [PracticeReading(test.taken_on, test.instrument, test.score) for test in USUAL]
    expected = project(readings, EXAM_DAY, TODAY, intensity=spans)
    assert figures_of(*USUAL, dedicated_from=begun).mean == expected.mean
    assert expected.mean != figures_of(*USUAL).mean


def test_disagreeing_tests_are_named_with_their_gap() -> None:
    figures = figures_of(*USUAL, sat(2, "uwsa-1", 275.0))
    (pair,) = figures.disagreements
    assert (pair.a, pair.b) == ("UWSA 1", "NBME 13")
    assert 25 < pair.gap < 45


def test_the_nearest_form_is_official_young_and_nearest_to_the_target() -> None:
    tests = (*USUAL, sat(50, "nbme-12", 245.0), sat(20, "nbme-14", 233.0), sat(1, "uwsa-1", 245.0))
    nearest = scores(plan_of(*tests), TODAY).nearest
    assert nearest is not None
    assert nearest.name == "NBME 13"
    without_target = scores(plan_of(*tests, target=None), TODAY).nearest
    assert without_target is not None
    assert without_target.name == "NBME 13"
    assert scores(plan_of(sat(50), sat(2, "uwsa-1")), TODAY).nearest is None


def test_the_next_form_is_named_with_what_it_would_narrow() -> None:
    (note,) = scores(plan_of(*USUAL), TODAY).notes
    assert note.startswith("NBME 14 on Tue 8 Jun would narrow the range by ")
    used_up = tuple(
        sat(20 + n, name) for n, name in enumerate(guide.instruments()) if name.startswith("nbme")
    )
    assert scores(plan_of(*used_up), TODAY).notes == ()
    assert scores(plan_of(*USUAL, step2_date=TODAY + timedelta(1)), TODAY).notes == ()


def test_a_form_in_percent_is_not_the_next_one() -> None:
    own = tuple(
        OwnInstrument(instrument=name, name=name, unit=Unit.PERCENT)
        for name in guide.instruments()
        if name.startswith("nbme")
    )
    assert scores(plan_of(sat(9, "uwsa-1"), sat(2, "uwsa-2"), own=own), TODAY).notes == ()
