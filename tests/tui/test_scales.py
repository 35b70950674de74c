"""Where scores and days fall on a chart."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from emtui.tui.widgets.scales import ScoreScale, TimeScale

points = st.integers(1, 300).map(float)


@given(st.lists(points, max_size=30), st.integers(4, 60), st.none() | st.integers(150, 300))
@settings(max_examples=150)
def test_every_value_and_the_target_are_shown(values: list[float], rows: int, target: int | None) -> None:
    scale = ScoreScale.around(values, rows, target)
    assert all(scale.shows(value) for value in values)
    assert target is None or scale.shows(target)


@given(st.lists(points, min_size=2, max_size=30), st.integers(4, 60), st.integers(150, 300))
@settings(max_examples=150)
def test_a_higher_score_never_stands_lower(values: list[float], rows: int, target: int) -> None:
    scale = ScoreScale.around(values, rows, target)
    placed = [scale.marker_row(value, target) for value in sorted(values)]
    assert all(higher <= lower for lower, higher in pairwise(placed))


@given(st.lists(points, min_size=1, max_size=30), st.integers(4, 60), st.integers(150, 300))
@settings(max_examples=150)
def test_a_test_below_the_target_stands_below_its_line(values: list[float], rows: int, target: int) -> None:
    scale = ScoreScale.around(values, rows, target)
    for value in values:
        row = scale.marker_row(value, target)
        assert 0 <= row < rows
        assert (row <= scale.row(target)) == (value >= target)


@given(st.lists(points, min_size=1, max_size=9), st.integers(4, 60))
@settings(max_examples=100)
def test_numbers_on_the_axis_never_share_a_row(values: list[float], rows: int) -> None:
    scale = ScoreScale.around(values, rows, 245)
    written = [scale.row(tick) for tick in scale.ticks([245.0, 225.0, 238.0])]
    assert written == sorted(set(written))
    assert all(0 <= row < rows for row in written)


def test_ten_rows_of_twelve_weeks_tell_241_from_243() -> None:
    scale = ScoreScale.around([232.0, 236.0, 241.0, 243.0, 253.0, 233.0], 10, 245)
    assert scale.row(241) != scale.row(243)


@given(st.integers(1, 2000), st.integers(8, 200))
@settings(max_examples=150)
def test_dates_under_the_chart_do_not_touch(days: int, width: int) -> None:
    start = date(2026, 11, 14)
    time = TimeScale(start, start + timedelta(days=days), width)
    placed = [(time.column(day), text) for day, text in time.ticks()]
    assert all(
        right - left > (len(text) + len(after)) / 2 for (left, text), (right, after) in pairwise(placed)
    )
    assert all(0 <= column < width for column, _ in placed)


def test_a_year_is_named_once_it_begins() -> None:
    time = TimeScale(date(2026, 11, 14), date(2027, 6, 15), 90)
    assert [text for _, text in time.ticks()] == ["Dec", "Jan 2027", "Feb", "Mar", "Apr", "May", "Jun"]


def test_a_few_weeks_are_marked_by_their_mondays() -> None:
    time = TimeScale(date(2027, 5, 1), date(2027, 6, 15), 90)
    assert [text for _, text in time.ticks()][:3] == ["3 May", "10 May", "17 May"]
