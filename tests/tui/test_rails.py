"""Rails: a dot where a share lies, and the way from an exam day to opening day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emtui.planner.milestones import opening_day
from emtui.tui.widgets.rail import FEWEST, STEP, rail, rail_ends
from emtui.tui.widgets.way_to_opening import ROWS, Way, draw_way

SHARES = st.lists(st.floats(0, 1), min_size=1, max_size=30)
WAY = Way(
    today=date(2027, 5, 20),
    exam_day=date(2027, 6, 15),
    last_option=date(2027, 9, 7),
    opening=opening_day(2028),
    typical_days=28,
    safe_days=56,
)


@given(SHARES)
def test_the_ends_hold_every_share_and_are_far_enough_apart(shares: list[float]) -> None:
    low, high = rail_ends(shares)
    assert 0 <= low <= min(shares) + 1e-9
    assert max(shares) - 1e-9 <= high <= 1
    assert high - low >= FEWEST * STEP - 1e-9


@given(SHARES, st.integers(2, 60))
def test_a_rail_has_one_dot_and_its_width(shares: list[float], width: int) -> None:
    ends = rail_ends(shares)
    drawn = [rail(share, ends, width, "$primary").plain for share in sorted(shares)]
    assert all(len(line) == width and line.count("●") == 1 for line in drawn)
    places = [line.index("●") for line in drawn]
    assert places == sorted(places)


def test_a_rail_without_a_share_is_empty() -> None:
    assert rail(None, (0.2, 0.6), 12, "$primary").plain == "─" * 12


def lines(way: Way, width: int = 70) -> list[str]:
    return draw_way(way, width, ROWS).lines()


def test_the_exam_stands_before_its_limits_and_its_score_before_opening() -> None:
    top, exam, latest, _, score, back = lines(WAY)
    assert top.index("15 Jun") < top.index("programs read ≈ 29 Sep")
    assert exam.index("●") < exam.index("┤")
    assert latest.index("safe 28 Jul") < latest.index("typical 25 Aug")
    assert score.index("└") == exam.index("●")
    assert back.index("usually 13 Jul") < back.index("by 10 Aug")


def test_a_day_past_the_limits_stands_behind_them() -> None:
    late = replace(WAY, exam_day=date(2027, 9, 1))
    exam = lines(late)[1]
    assert exam.rindex("┤") < exam.index("●")


@pytest.mark.parametrize("width", [0, 10, 39])
def test_without_room_for_its_words_it_is_blank(width: int) -> None:
    assert "".join(lines(WAY, width)).strip() == ""


@given(st.integers(0, 400), st.integers(0, 400), st.integers(2027, 2029), st.integers(40, 200))
def test_any_day_of_any_season_is_drawn(exam: int, later: int, match_year: int, width: int) -> None:
    way = replace(
        WAY,
        exam_day=WAY.today + timedelta(exam),
        last_option=WAY.today + timedelta(exam + later),
        opening=opening_day(match_year),
    )
    drawn = lines(way, width)
    assert drawn[1].count("●") + drawn[1].count("│") >= 1
    assert all(len(line) == width for line in drawn)
