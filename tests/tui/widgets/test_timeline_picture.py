"""The timeline: labels never run into each other, estimates show their range, every zoom holds the cursor."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emtui.tui.widgets.drawn import Drawn
from emtui.tui.widgets.lane_rows import lay_lane, lay_lanes
from emtui.tui.widgets.timeline_picture import Axis, Timeline, Zoom, draw_timeline, lay_timeline
from emtui.vocabulary import Lane

TODAY = date(2027, 5, 20)


def entry(name: str, after: int, days: int = 1, lane: Lane = Lane.STUDY, **more: object) -> Drawn:
    """An entry so many days after today."""
    first = TODAY + timedelta(days=after)
    last = first + timedelta(days=days - 1)
    return Drawn(name, name, lane, first, last, earliest=first, latest=last, **more)  # type: ignore[arg-type]


def text(timeline: Timeline, width: int = 116, height: int = 23) -> str:
    return "\n".join(draw_timeline(timeline, lay_timeline(timeline, width, height), width, height).lines())


entries = st.lists(
    st.builds(
        lambda name, after, days, lane: entry(name, after, days, lane),
        st.text("abc 日é", min_size=1, max_size=30),
        st.integers(-40, 400),
        st.integers(1, 60),
        st.sampled_from(Lane),
    ),
    max_size=40,
)


@given(entries, st.integers(20, 180), st.integers(1, 5))
def test_what_one_row_of_a_lane_holds_never_overlaps(found: list[Drawn], width: int, rows: int) -> None:
    axis = Axis.of(TODAY - timedelta(days=50), TODAY + timedelta(days=460), width)
    laid = lay_lane(found, axis.column, width, rows)
    for row in range(rows):
        spots = sorted((spot for spot in laid.spots if spot.row == row), key=lambda spot: spot.first)
        for left, right in pairwise(spots):
            assert left.end <= right.first
    assert all(spot.first >= 0 and spot.end <= width for spot in laid.spots)
    assert len(laid.spots) + laid.hidden == len(found)


@given(entries, st.integers(6, 40))
def test_the_lanes_share_the_rows_there_are(found: list[Drawn], rows: int) -> None:
    axis = Axis.of(TODAY - timedelta(days=50), TODAY + timedelta(days=460), 100)
    lanes = lay_lanes(found, axis.column, 100, rows, axis.first, axis.last)
    assert list(lanes) == list(Lane)
    assert sum(lane.rows for lane in lanes.values()) <= rows


@given(
    st.dates(date(2024, 1, 1), date(2030, 1, 1)),
    st.integers(2, 900),
    st.integers(10, 200),
    st.none() | st.integers(1, 1000),
)
def test_later_days_are_never_further_left(first: date, days: int, width: int, near: int | None) -> None:
    last = first + timedelta(days=days)
    axis = Axis.of(first, last, width, None if near is None else first + timedelta(days=near))
    columns = [axis.column(first + timedelta(days=day)) for day in range(days)]
    assert columns == sorted(columns)
    assert columns[0] == 0
    assert columns[-1] < width


def test_the_near_weeks_are_wider_than_the_far_ones() -> None:
    axis = Axis.of(TODAY, TODAY + timedelta(days=400), 100, TODAY + timedelta(days=91))
    near = axis.column(TODAY + timedelta(days=90)) - axis.column(TODAY + timedelta(days=60))
    far = axis.column(TODAY + timedelta(days=390)) - axis.column(TODAY + timedelta(days=360))
    assert near == pytest.approx(2 * far, abs=1)


def test_an_estimate_shows_its_range_and_a_known_day_only_itself() -> None:
    day = TODAY + timedelta(days=60)
    estimate = Drawn(
        "read", "Programs read", Lane.APPLICATIONS, day, day,
        known=False, earliest=day - timedelta(days=20), latest=day + timedelta(days=20),
    )  # fmt: skip
    shown = text(Timeline(entries=[estimate, entry("OET", 60, lane=Lane.ECFMG)], today=TODAY, cursor=TODAY))
    assert "┄▲┄" in shown
    assert "◆ OET" in shown
    assert "┄◆" not in shown


@pytest.mark.parametrize("zoom", list(Zoom))
@pytest.mark.parametrize("width", [80, 116, 190])
def test_the_selected_entry_is_in_sight_at_every_zoom(zoom: Zoom, width: int) -> None:
    far = entry("Match Day", 300, lane=Lane.MATCH)
    timeline = Timeline(
        entries=[entry("Step 2 CK", 26, solid=True), far],
        today=TODAY,
        cursor=far.first,
        selected="Match Day",
        zoom=zoom,
    )
    assert "Match Day" in text(timeline, width)


def test_a_click_on_sign_or_label_finds_the_entry() -> None:
    timeline = Timeline(entries=[entry("Step 2 CK", 26)], today=TODAY, cursor=TODAY)
    laid = lay_timeline(timeline, 116, 23)
    rows = draw_timeline(timeline, laid, 116, 23).lines()
    y = next(number for number, row in enumerate(rows) if "Step 2 CK" in row)
    x = rows[y].index("Step 2 CK")
    assert laid.at(x, y) == laid.at(x - 2, y) == "Step 2 CK"
    assert laid.at(x + 40, y) is None


def test_without_colours_a_stretch_still_has_a_length() -> None:
    timeline = Timeline(entries=[entry("Rest", 10, 30)], today=TODAY, cursor=TODAY, plain=True)
    assert "═══" in text(timeline)
