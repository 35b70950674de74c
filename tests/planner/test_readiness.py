"""What a projection promises, whatever the tests: its guards and its refusals."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emtui import guide
from emtui.errors import Refused
from emtui.planner.readiness import PracticeReading, Projection, StudySpan, project
from emtui.vocabulary import Intensity, Unit

EXAM_DAY = date(2027, 6, 15)
TODAY = date(2027, 5, 20)
IN_POINTS = tuple(name for name, row in guide.instruments().items() if row.unit is Unit.POINTS)
ALL = tuple(guide.instruments())
TARGETS = (180, 205, 218, 225, 238, 245, 260, 285)


def sat(days_before: int, instrument: str, score: float, **how: Any) -> PracticeReading:
    """A practice test sat so many days before exam day."""
    return PracticeReading(EXAM_DAY - timedelta(days_before), instrument, score, **how)


def projected(*readings: PracticeReading, **how: Any) -> Projection:
    """Their projection to the usual exam day, seen on the usual today."""
    return project(readings, **{"exam_day": EXAM_DAY, "today": TODAY, **how})


USUAL = (
    sat(90, "nbme-10", 226.0),
    sat(70, "nbme-11", 231.0),
    sat(52, "uwsa-1", 233.0),
    sat(36, "nbme-12", 238.0),
)


def readings_of(names: Sequence[str] = ALL, least: int = 1) -> st.SearchStrategy[list[PracticeReading]]:
    """Some practice tests in the ten months up to the exam, no two of one instrument on one day."""

    def reading(
        name: str, days_before: int, position: float, how: tuple[bool, bool, bool]
    ) -> PracticeReading:
        percent = guide.instruments()[name].unit is Unit.PERCENT
        score = round(40 + 55 * position) if percent else round(195 + 75 * position)
        timed, complete, retake = how
        return sat(days_before, name, float(score), timed=timed, complete=complete, retake=retake)

    one = st.builds(
        reading,
        st.sampled_from(names),
        st.integers(0, 300) | st.integers(26, 40),
        st.floats(0, 1),
        st.sampled_from([(True, True, False)] * 3 + [(False, True, False), (True, False, True)]),
    )
    return st.lists(
        one, min_size=least, max_size=9, unique_by=lambda reading: (reading.taken_on, reading.instrument)
    )


TODAYS = st.integers(0, 200).map(lambda days: EXAM_DAY - timedelta(days))


@given(readings_of(least=2), TODAYS)
def test_one_more_test_says_the_same_whether_known_before_or_added(
    readings: list[PracticeReading], today: date
) -> None:
    *before, last = sorted(readings, key=lambda reading: reading.taken_on)
    for first, added in ((before, last), ([*before[1:], last], before[0])):
        whole = projected(*first, added, today=today)
        grown = projected(*first, today=today).with_test(added, guide.instruments())
        assert (grown.mean, grown.sd, grown.pace) == (whole.mean, whole.sd, whole.pace)
        assert grown.disagreements == whole.disagreements
        assert grown.path == whole.path


def test_adding_a_test_leaves_the_projection_it_was_added_to_as_it_was() -> None:
    known = projected(*USUAL)
    before = (known.mean, known.disagreements, known.path)
    known.with_test(sat(20, "nbme-13", 280.0), guide.instruments())
    assert (known.mean, known.disagreements, projected(*USUAL).path) == before


@given(readings_of(), TODAYS)
def test_the_range_is_never_narrower_than_the_exams_own_scatter(
    readings: list[PracticeReading], today: date
) -> None:
    found = projected(*readings, today=today)
    assert 7 <= found.sd <= found.effective_sd
    assert found.sd < 70
    low, high = found.interval(0.80)
    assert 1 <= low < high <= 300


@settings(max_examples=200)
@given(readings_of(), TODAYS, st.floats(0.5, 30), st.data())
def test_a_higher_score_on_the_last_day_lowers_neither_the_projection_nor_any_probability(
    readings: list[PracticeReading], today: date, rise: float, data: st.DataObject
) -> None:
    last_day = max(reading.taken_on for reading in readings)
    index = data.draw(st.sampled_from([i for i, row in enumerate(readings) if row.taken_on == last_day]))
    better = list(readings)
    better[index] = replace(better[index], score=better[index].score + rise)
    if guide.instruments()[better[index].instrument].unit is Unit.PERCENT and better[index].score > 100:
        return
    before, after = projected(*readings, today=today), projected(*better, today=today)
    assert after.mean >= before.mean - 1e-9
    for target in TARGETS:
        assert after.probability_at_least(target) >= before.probability_at_least(target) - 1e-9
    for share in (0.5, 0.8, 0.95):
        assert all(b >= a - 1e-6 for a, b in zip(before.interval(share), after.interval(share), strict=True))


@settings(max_examples=200)
@given(readings_of(), TODAYS, st.integers(0, 60), st.sampled_from(IN_POINTS))
def test_one_more_agreeing_test_never_widens_the_range(
    readings: list[PracticeReading], today: date, days_later: int, name: str
) -> None:
    last_day = max(reading.taken_on for reading in readings)
    day = min(EXAM_DAY, last_day + timedelta(days_later))
    before = projected(*readings, today=today)
    expected = before.on(day).conservative.mean + guide.instruments()[name].offset
    agreeing = PracticeReading(day, name, min(300.0, max(1.0, expected)))
    assert projected(*readings, agreeing, today=today).sd <= before.sd + 1e-6


@given(readings_of(), st.randoms(use_true_random=False))
def test_the_order_of_the_tests_does_not_matter(readings: list[PracticeReading], rng: Any) -> None:
    shuffled = list(readings)
    rng.shuffle(shuffled)
    a, b = projected(*readings), projected(*shuffled)
    assert (a.mean, a.sd, a.path, a.disagreements) == (b.mean, b.sd, b.path, b.disagreements)


@given(readings_of(), st.lists(st.integers(-10, 320), min_size=2, max_size=6))
def test_a_higher_target_is_never_likelier(readings: list[PracticeReading], targets: list[int]) -> None:
    found = projected(*readings)
    chances = [found.probability_at_least(target) for target in sorted(targets)]
    assert all(a >= b for a, b in pairwise(chances))
    assert all(0 <= chance <= 1 for chance in chances)


@given(readings_of(), TODAYS)
def test_the_path_begins_with_the_first_test_and_ends_in_the_projection(
    readings: list[PracticeReading], today: date
) -> None:
    found = projected(*readings, today=today)
    path = found.path
    assert path[0].on == min(reading.taken_on for reading in readings)
    assert path[-1].on == EXAM_DAY
    assert [point.on for point in path] == sorted({point.on for point in path})
    assert path[-1].mean == pytest.approx(found.mean)
    assert path[-1].sd == pytest.approx(found.sd)
    assert all((point.mean is None) == (point.on < today) for point in path)


def test_the_example_of_the_document_runs() -> None:
    document = (Path(__file__).parents[2] / "docs" / "readiness.md").read_text("utf-8")
    example = re.search(r"```python\n(.*?)```", document, re.DOTALL)
    assert example is not None
    names: dict[str, Any] = {}
    exec(example[1], names)
    found = names["projection"]
    low, high = found.interval(0.80)
    assert low < found.conservative.mean < found.mean < high
    assert 0 < found.probability_at_least(245) < 1
    assert found.on(date(2027, 7, 1)).sd > found.sd
    assert found.model_version == 1


def test_one_test_is_wide_and_more_agreeing_ones_are_narrower_but_never_certain() -> None:
    one = projected(sat(30, "nbme-12", 238.0))
    two = projected(sat(30, "nbme-12", 238.0), sat(29, "nbme-13", 238.0))
    many = projected(
        *(sat(26 + n, name, 238.0) for n, name in enumerate(guide.instruments()) if name in IN_POINTS)
    )
    assert one.sd > 11
    assert one.sd > two.sd > many.sd >= 7


def test_the_older_the_last_test_the_wider_the_range() -> None:
    widths = []
    for days in (5, 20, 45, 90, 200):
        exam_day = date(2027, 4, 1) + timedelta(days)
        found = projected(
            PracticeReading(date(2027, 3, 20), "nbme-11", 236.0),
            PracticeReading(date(2027, 4, 1), "nbme-12", 238.0),
            exam_day=exam_day,
            today=exam_day - timedelta(3),
        )
        widths.append(found.sd)
    assert all(after > before for before, after in pairwise(widths))


def test_a_years_delay_does_not_promise_sixty_points() -> None:
    found = projected(*USUAL)
    in_a_year = found.on(EXAM_DAY + timedelta(365))
    assert 0 < in_a_year.mean - found.mean < 15
    further = found.on(EXAM_DAY + timedelta(730))
    assert further.mean - in_a_year.mean < 0.1


def test_rising_scores_project_higher_than_falling_ones_of_the_same_mean() -> None:
    days = (80, 65, 50, 35)
    rising = projected(
        *(sat(day, "nbme-12", score) for day, score in zip(days, (224, 230, 236, 242), strict=True))
    )
    falling = projected(
        *(sat(day, "nbme-12", score) for day, score in zip(days, (242, 236, 230, 224), strict=True))
    )
    assert rising.mean > falling.mean + 8
    assert rising.pace > guide.readiness_priors().growth[Intensity.UNKNOWN][0] > falling.pace


def test_practice_equal_to_the_exam_stands_beside_the_projection() -> None:
    found = projected(*USUAL)
    assert found.mean - found.conservative.mean == pytest.approx(guide.readiness_priors().shift)
    assert found.conservative.sd == found.sd
    assert projected(*USUAL, shift=9.0).mean == pytest.approx(found.conservative.mean + 9)


@pytest.mark.parametrize("how", [{"timed": False}, {"complete": False}, {"retake": True}])
def test_a_test_sat_out_of_the_ordinary_weighs_less(how: dict[str, bool]) -> None:
    usual, odd = (
        projected(*USUAL, sat(30, "nbme-13", 262.0)),
        projected(*USUAL, sat(30, "nbme-13", 262.0, **how)),
    )
    assert projected(*USUAL).mean < odd.mean < usual.mean


def test_an_offset_is_taken_off_before_a_score_is_believed() -> None:
    on_scale, high, low = (projected(sat(30, name, 240.0)).mean for name in ("nbme-12", "uwsa-2", "nbme-9"))
    assert high < on_scale - 3
    assert low > on_scale + 3


def test_a_percentage_moves_a_projection_less_than_an_official_form() -> None:
    before = projected(*USUAL).mean
    by_form = projected(*USUAL, sat(30, "nbme-13", 262.0)).mean - before
    by_percent = projected(*USUAL, sat(30, "free-120", 82.2)).mean - before
    assert 0 < by_percent < by_form / 1.5


def test_tests_that_disagree_are_named_and_widen_the_range() -> None:
    agreeing = projected(*USUAL, sat(33, "nbme-13", 240.0))
    apart = projected(*USUAL, sat(33, "nbme-13", 270.0))
    assert agreeing.disagreements == ()
    (pair,) = apart.disagreements
    assert (pair.reading.instrument, pair.before.instrument) == ("nbme-13", "nbme-12")
    assert pair.z > 2
    assert 20 < pair.gap < 45
    assert apart.sd > agreeing.sd + 0.5
    later = projected(*USUAL, sat(33, "nbme-13", 270.0), sat(30, "nbme-14", 252.0), sat(28, "nbme-15", 252.0))
    assert later.sd < apart.sd


def test_two_tests_of_one_day_that_contradict_each_other_widen_the_range() -> None:
    alike = projected(sat(30, "nbme-12", 240.0), sat(30, "nbme-13", 241.0))
    unlike = projected(sat(30, "nbme-12", 222.0), sat(30, "nbme-13", 259.0))
    assert unlike.mean == pytest.approx(alike.mean, abs=3)
    assert unlike.sd > alike.sd
    assert len(unlike.disagreements) == 1


def test_an_imagined_test_ahead_counts_like_any_other() -> None:
    before = projected(*USUAL)
    imagined = projected(*USUAL, sat(7, "nbme-16", 255.0))
    assert imagined.mean > before.mean
    assert imagined.sd < before.sd


def test_dedicated_study_promises_more_than_study_beside_rotations() -> None:
    def with_intensity(intensity: Intensity) -> Projection:
        return projected(*USUAL, intensity=[StudySpan(date(2027, 1, 1), intensity)]).on(date(2027, 7, 20))

    dedicated, beside, none = map(
        with_intensity, (Intensity.DEDICATED, Intensity.BESIDE_ROTATIONS, Intensity.NONE)
    )
    assert dedicated.mean > beside.mean > none.mean
    assert dedicated.sd > beside.sd > none.sd


def test_intensity_begun_lately_counts_from_its_own_day() -> None:
    begun = [StudySpan(date.min, Intensity.NONE), StudySpan(TODAY, Intensity.DEDICATED)]
    idle = [StudySpan(date.min, Intensity.NONE)]
    last = [sat(30, "nbme-12", 238.0)]
    assert projected(*last, intensity=begun).mean > projected(*last, intensity=idle).mean + 2
    assert projected(*last, intensity=begun).pace == projected(*last, intensity=idle).pace


def test_the_ends_of_the_scale_hold() -> None:
    for score, target in ((300.0, 301), (1.0, 1)):
        found = projected(
            *(sat(40 - n, "nbme-12", score) for n in range(6)), shift=30.0 if score > 1 else -30.0
        )
        assert found.mean == score
        assert all(1 <= end <= 300 for share in (0.5, 0.8, 0.95) for end in found.interval(share))
        assert found.probability_at_least(target) == (0.0 if score > 1 else 1.0)


def test_the_fitted_level_runs_smoothly_through_the_tests() -> None:
    path = {point.on: point for point in projected(*USUAL).path}
    steps = [abs(b.level - a.level) for a, b in pairwise(path.values())]
    assert max(steps) < 0.6
    after_last_test = [point.level_sd for day, point in path.items() if day >= EXAM_DAY - timedelta(36)]
    assert after_last_test == sorted(after_last_test)
    assert path[TODAY].mean is not None
    assert path[TODAY - timedelta(1)].mean is None


def test_a_path_over_years_stays_short_enough_to_draw() -> None:
    found = projected(PracticeReading(date(2020, 1, 1), "nbme-9", 220.0))
    assert len(found.path) < 410
    assert found.path[-1].on == EXAM_DAY


@pytest.mark.parametrize(
    ("reading", "said"),
    [
        (PracticeReading(None, "nbme-12", 238.0), "without a date"),  # type: ignore[arg-type]
        (PracticeReading(datetime(2027, 3, 1, 9), "nbme-12", 238.0), "without a date"),  # noqa: DTZ001
        (sat(30, "nbme-99", 238.0), "no such practice test"),
        (sat(30, "nbme-\x1b[31m", 238.0), "no such practice test"),
        (sat(30, "nbme-12", float("nan")), "no score"),
        (sat(30, "nbme-12", 301.0), "1 to 300"),
        (sat(30, "free-120", 249.0), "0 to 100"),
        (sat(-1, "nbme-12", 238.0), "before the last practice test"),
    ],
)
def test_what_cannot_be_projected_is_refused_in_plain_words(reading: PracticeReading, said: str) -> None:
    with pytest.raises(Refused, match=said) as refusal:
        projected(reading)
    assert "\x1b" not in str(refusal.value)


def test_no_test_at_all_is_refused() -> None:
    with pytest.raises(Refused, match="at least one practice test"):
        projected()


def test_a_day_before_the_last_test_is_no_exam_day() -> None:
    with pytest.raises(Refused, match="2027-05-16"):
        projected(sat(30, "nbme-12", 238.0)).on(date(2027, 5, 15))


@pytest.mark.parametrize("share", [0.0, 1.0, 80.0])
def test_a_range_holds_a_share_of_the_whole(share: float) -> None:
    with pytest.raises(Refused, match="between 0 and 1"):
        projected(*USUAL).interval(share)
