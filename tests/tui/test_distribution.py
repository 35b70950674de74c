"""The exam-day distribution: the small curve of Today and the words beside the bars."""

from datetime import date

import pytest

from emtui import guide
from emtui.plan import Plan, PracticeTest, Profile
from emtui.planner.scores import Scores, scores
from emtui.tui.widgets.distribution import curve, range_text
from emtui.vocabulary import Band

TODAY = date(2027, 5, 20)


@pytest.fixture
def shown() -> Scores:
    tests = tuple(
        PracticeTest(taken_on=day, instrument=instrument, score=score)
        for day, instrument, score in (
            (date(2027, 4, 10), "nbme-13", 236),
            (date(2027, 5, 15), "nbme-14", 241),
        )
    )
    return scores(
        Plan(profile=Profile(step2_date=date(2027, 6, 15), target=240), practice_tests=tests), TODAY
    )


def test_seven_rows_hold_the_curve_its_edges_and_the_shares(shown: Scores) -> None:
    lines = curve(shown, 60, 7).lines()
    assert "240 target" in lines[4]
    assert "225" in lines[4]
    assert all(band.value in lines[6] for band in Band)
    assert lines[5].count("%") == len(Band)


@pytest.mark.parametrize("height", [4, 5, 6])
def test_with_fewer_rows_the_names_stay(shown: Scores, height: int) -> None:
    assert all(band.value in curve(shown, 47, height).lines()[-1] for band in Band)


def test_the_colour_changes_at_the_edge_of_a_band(shown: Scores) -> None:
    canvas = curve(shown, 61, 7)
    tick = canvas.lines()[3].index("┬", canvas.lines()[3].index("┬") + 1)  # the second edge: 238
    colours = [cell.ground if cell.char == " " else cell.ink for cell in canvas.rows[2]]
    assert (colours[tick - 1], colours[tick]) == ("risk", "viable")


def test_a_score_is_one_column(shown: Scores) -> None:
    ticks = [x for x, char in enumerate(curve(shown, 61, 7).lines()[3]) if char == "┬"]
    assert ticks[0] + 13 in ticks  # 225 and 238
    assert ticks[0] + 15 in ticks  # 225 and the target, 240


def test_ascii_draws_each_band_with_its_own_letter(shown: Scores) -> None:
    rows = "".join(curve(shown, 60, 7, letters=True).lines()[:3])
    assert set(rows) >= {"#", "=", "+"}
    assert rows.isascii()


@pytest.mark.parametrize("size", [(0, 0), (5, 2), (12, 1), (30, 3), (300, 40)])
def test_any_size_is_filled_exactly(shown: Scores, size: tuple[int, int]) -> None:
    assert [len(line) for line in curve(shown, *size).lines()] == [size[0]] * size[1]


def test_nothing_is_drawn_while_masked_or_without_a_projection(shown: Scores) -> None:
    empty = scores(Plan(), TODAY)
    assert not any(line.strip() for line in curve(empty, 60, 7).lines())
    assert not any(line.strip() for line in curve(shown, 60, 7, masked=True).lines())


def test_ranges_are_written_as_they_are_read() -> None:
    assert [range_text(band) for band in guide.bands()] == ["< 225", "225–237", "238–244", "≥ 245"]
