"""The projection chart, read as text: what stands where, at any size."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emtui.plan import Plan, PracticeTest, Profile
from emtui.planner.scores import Scores, scores
from emtui.tui.widgets.canvas import Canvas
from emtui.tui.widgets.fan_layers import GUTTER
from emtui.tui.widgets.fan_picture import Zoom, draw_fan

TODAY = date(2027, 5, 20)
EXAM = date(2027, 6, 15)
TESTS = (
    PracticeTest(id=1, taken_on=date(2026, 12, 12), instrument="nbme-10", score=224),
    PracticeTest(id=2, taken_on=date(2027, 2, 13), instrument="nbme-11", score=227),
    PracticeTest(id=3, taken_on=date(2027, 3, 13), instrument="nbme-12", score=232),
    PracticeTest(id=4, taken_on=date(2027, 4, 10), instrument="nbme-13", score=236),
    PracticeTest(id=5, taken_on=date(2027, 5, 1), instrument="uwsa-2", score=243),
    PracticeTest(id=6, taken_on=date(2027, 5, 15), instrument="nbme-14", score=241),
)


def view(
    tests: tuple[PracticeTest, ...] = TESTS,
    *,
    exam: date | None = EXAM,
    target: int | None = 245,
    real: int | None = None,
) -> Scores:
    profile = Profile(step2_date=exam, target=target, step2_score=real)
    return scores(Plan(profile=profile, practice_tests=tests), TODAY)


def places(canvas: Canvas, signs: str) -> list[tuple[int, int]]:
    """Columns and rows of the cells that hold one of `signs`, within the plot."""
    return [
        (x, y)
        for y, row in enumerate(canvas.rows)
        for x, cell in enumerate(row)
        if cell.char in signs and x >= GUTTER
    ]


def rows_of(canvas: Canvas, signs: str) -> set[int]:
    return {y for _, y in places(canvas, signs)}


def written(canvas: Canvas) -> str:
    return "\n".join(canvas.lines())


@pytest.mark.parametrize("height", [6, 8, 10, 18, 26])
def test_a_241_stands_below_the_line_of_a_245_target(height: int) -> None:
    canvas = draw_fan(view(), 78, height).canvas
    (line,) = rows_of(canvas, "╌")
    assert all(row > line for row in rows_of(canvas, "●"))


@pytest.mark.parametrize(("score", "below"), [(244, True), (245, False), (246, False)])
def test_only_a_test_below_the_target_stands_below_its_line(score: int, below: bool) -> None:
    test = replace(TESTS[-1], score=score)
    canvas = draw_fan(view((test,)), 40, 8).canvas
    (line,) = rows_of(canvas, "╌")
    ((_, row),) = places(canvas, "●")
    assert (row > line) is below


def test_the_target_is_written_on_the_axis_beside_its_line() -> None:
    canvas = draw_fan(view(), 100, 18).canvas
    (line,) = rows_of(canvas, "╌")
    assert canvas.lines()[line].startswith("245▸")


def test_80_columns_tell_241_from_238_and_name_them() -> None:
    canvas = draw_fan(view(), 78, 10, zoom=Zoom.TWELVE).canvas
    ((_, high),) = [place for place in places(canvas, "●") if "241" in written_near(canvas, place)]
    ((_, low),) = places(canvas, "◆")
    assert high < low
    assert "238" in written(canvas)


def written_near(canvas: Canvas, place: tuple[int, int]) -> str:
    x, y = place
    near = canvas.lines()[max(0, y - 1) : y + 2]
    return " ".join(line[max(0, x - 3) : x + 4] for line in near)


def test_exam_day_is_one_column_at_the_end_with_its_date_below() -> None:
    canvas = draw_fan(view(), 116, 18).canvas
    columns = {x for x, _ in places(canvas, "│")}
    assert len(columns) == 1
    (column,) = columns
    assert all(canvas.char(column, row) == "│" for row in range(16))
    label = canvas.lines()[-1]
    assert abs(label.index("exam 15 Jun") + len("exam 15 Jun") // 2 - column) <= 1


def test_today_stands_between_the_tests_and_exam_day() -> None:
    canvas = draw_fan(view(), 116, 18).canvas
    (today,) = {x for x, _ in places(canvas, "┊")}
    assert max(x for x, _ in places(canvas, "●◆")) < today < min(x for x, _ in places(canvas, "│"))


def test_the_fan_holds_the_ranges_of_exam_day_in_its_last_column() -> None:
    shown = view()
    assert shown.projection is not None
    canvas = draw_fan(shown, 116, 26).canvas
    exam = min(x for x, _ in places(canvas, "│"))
    target = next(y for y in rows_of(canvas, "╌"))
    step = _points_a_row(canvas)
    for share, roles in ((0.50, {"doubt-50"}), (0.80, {"doubt-50", "doubt-80"})):
        low, high = shown.projection.interval(share)
        rows = [y for y in range(24) if canvas.rows[y][exam - 1].ground in roles]
        assert 245 + (target - min(rows)) * step == pytest.approx(high, abs=1.6 * step)
        assert 245 + (target - max(rows)) * step == pytest.approx(low, abs=1.6 * step)


def _points_a_row(canvas: Canvas) -> float:
    """Points a row, read off the axis."""
    ticks = {int(line[:3]): y for y, line in enumerate(canvas.lines()) if line[:3].strip().isdigit()}
    top, bottom = max(ticks), min(ticks)
    return (top - bottom) / (ticks[bottom] - ticks[top])


def test_the_past_shows_the_doubt_in_the_level_only() -> None:
    canvas = draw_fan(view(), 116, 18).canvas
    today = min(x for x, _ in places(canvas, "┊"))
    grounds = {canvas.rows[y][x].ground for y in range(16) for x in range(GUTTER, today)}
    assert grounds == {"ground", "doubt-95"}


def test_a_sign_stands_on_the_colour_of_the_band_behind_it() -> None:
    canvas = draw_fan(view(), 116, 26).canvas
    level = places(canvas, "".join(map(chr, range(0x2800, 0x2900))))
    assert all(canvas.rows[y][x].ground != "ground" for x, y in level)


def test_each_family_has_its_own_sign() -> None:
    more = PracticeTest(id=9, taken_on=date(2027, 4, 24), instrument="free-120", score=70)
    other = PracticeTest(id=10, taken_on=date(2027, 2, 27), instrument="amboss-sa", score=230)
    canvas = draw_fan(view((*TESTS, more, other)), 116, 26).canvas
    assert {cell.char for row in canvas.rows for cell in row} >= {"●", "◆", "○", "◇"}


def test_the_selected_test_is_pointed_out_with_its_level() -> None:
    canvas = draw_fan(view(), 116, 18, selected=5).canvas
    ((x, y),) = places(canvas, "◆")
    assert canvas.rows[y][x].ink == "accent"
    assert "238" in written_near(canvas, (x, y))


def test_the_selected_test_is_on_top_of_one_in_the_same_place() -> None:
    twin = replace(TESTS[-1], id=7, instrument="uwsa-1")
    for selected, sign in ((6, "●"), (7, "◆")):
        canvas = draw_fan(view((TESTS[-1], twin)), 40, 8, selected=selected).canvas
        ((x, y),) = places(canvas, "●◆")
        assert (canvas.char(x, y), canvas.rows[y][x].ink) == (sign, "accent")


def test_today_is_named_even_close_to_exam_day() -> None:
    label = draw_fan(view(exam=TODAY + timedelta(days=15)), 78, 10, zoom=Zoom.ALL).canvas.lines()[-1]
    assert "today" in label
    assert "exam 4 Jun" in label


def test_bars_hold_the_range_and_every_band_has_its_share_and_name() -> None:
    shown = view()
    assert shown.figures.bands is not None
    text = written(draw_fan(shown, 116, 18).canvas)
    for band, share in shown.figures.bands.items():
        assert f"{share:.0%} {band.value}" in text or share < 0.01
    for figure in (shown.figures.low80, shown.figures.mean, shown.figures.high80):
        assert figure is not None
        assert f"{figure:.0f}" in text


def test_without_room_for_bars_the_words_stay_and_without_room_for_words_the_chart() -> None:
    middle, small = draw_fan(view(), 78, 10).canvas, draw_fan(view(), 50, 10).canvas
    assert "strong" in written(middle)
    assert "strong" not in written(small)
    assert rows_of(small, "●")


def test_letters_stand_for_everything_in_ascii() -> None:
    text = written(draw_fan(view(), 116, 18, letters=True).canvas)
    assert {"N", "U", "*", "+", "#", ":", ">"} <= set(text)
    assert text.replace("≥", "").replace("–", "").isascii()


def test_a_narrow_fan_brings_the_last_12_weeks_closer() -> None:
    early = PracticeTest(id=8, taken_on=date(2025, 3, 1), instrument="nbme-9", score=205)
    assert draw_fan(view(), 116, 18).zoom is Zoom.ALL
    assert draw_fan(view((early, *TESTS)), 78, 10).zoom is Zoom.TWELVE
    assert draw_fan(view((early, *TESTS)), 78, 10, zoom=Zoom.ALL).zoom is Zoom.ALL


def test_zooming_goes_round() -> None:
    assert [zoom.next for zoom in Zoom] == [Zoom.TWELVE, Zoom.FOUR, Zoom.ALL]


def test_four_weeks_show_no_older_test() -> None:
    canvas = draw_fan(view(), 78, 10, zoom=Zoom.FOUR).canvas
    assert len(places(canvas, "●◆")) == 2


def test_a_test_dated_after_today_is_faint_and_not_named() -> None:
    later = PracticeTest(id=7, taken_on=TODAY + timedelta(days=9), instrument="nbme-15", score=250)
    canvas = draw_fan(view((*TESTS, later)), 116, 26).canvas
    today = min(x for x, _ in places(canvas, "┊"))
    ((x, y),) = [place for place in places(canvas, "●") if place[0] > today]
    assert canvas.rows[y][x].ink == "faint"


def test_the_real_score_is_marked_on_exam_day() -> None:
    exam = TODAY - timedelta(days=20)
    shown = view(TESTS[:4], exam=exam, real=251)
    canvas = draw_fan(shown, 116, 18, real=251).canvas
    ((x, y),) = places(canvas, "■")
    assert canvas.rows[y][x].ink == "accent"
    assert "real 251" in canvas.lines()[y]


def test_a_test_after_exam_day_is_shown_behind_its_line() -> None:
    exam = TODAY - timedelta(days=20)
    canvas = draw_fan(view(exam=exam), 116, 18).canvas
    line = min(x for x, y in places(canvas, "│") if canvas.rows[y][x].ink == "accent")
    assert max(x for x, _ in places(canvas, "●")) > line


@pytest.mark.parametrize(
    "shown",
    [
        view(exam=None),
        view(target=None),
        view(exam=None, target=None),
        view(TESTS[:1]),
        view(TESTS[:1], exam=None),
        view(exam=TODAY),
        view(exam=TODAY + timedelta(days=330)),
        view(tuple(replace(test, taken_on=test.taken_on - timedelta(days=200)) for test in TESTS)),
        view(()),
    ],
    ids=["no exam", "no target", "neither", "one", "one, no exam", "exam today", "far", "stale", "none"],
)
def test_what_is_unknown_is_left_out_and_the_rest_drawn(shown: Scores) -> None:
    canvas = draw_fan(shown, 100, 18).canvas
    assert len(places(canvas, "●")) + len(places(canvas, "◆")) == len(shown.tests)
    assert bool(rows_of(canvas, "╌")) is (shown.target is not None)


def test_hundreds_of_tests_are_drawn_without_numbers() -> None:
    many = tuple(
        PracticeTest(
            id=n, taken_on=date(2026, 1, 1) + timedelta(days=n), instrument="nbme-12", score=220 + n % 20
        )
        for n in range(400)
    )
    canvas = draw_fan(view(many), 116, 18).canvas
    assert len(places(canvas, "●")) > 60
    assert not any(
        cell.ink == "quiet" and cell.char.isdigit() for row in canvas.rows[:16] for cell in row[GUTTER:80]
    )


instruments = st.sampled_from(["nbme-9", "nbme-12", "uwsa-2", "uwsa-3", "amboss-sa"])
readings = st.builds(
    PracticeTest,
    id=st.integers(1, 99),
    taken_on=st.dates(date(2024, 1, 1), date(2028, 1, 1)),
    instrument=instruments,
    score=st.integers(1, 300).map(float),
)


@given(
    tests=st.lists(readings, max_size=6, unique_by=lambda test: (test.taken_on, test.instrument)),
    exam=st.none() | st.dates(date(2026, 1, 1), date(2029, 1, 1)),
    target=st.none() | st.integers(150, 300),
    width=st.integers(20, 220),
    height=st.integers(6, 62),
    zoom=st.none() | st.sampled_from(list(Zoom)),
    letters=st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_any_plan_is_drawn_at_any_size(
    tests: list[PracticeTest],
    exam: date | None,
    target: int | None,
    width: int,
    height: int,
    zoom: Zoom | None,
    letters: bool,
) -> None:
    shown = view(tuple(tests), exam=exam, target=target)
    canvas = draw_fan(shown, width, height, zoom=zoom, letters=letters, real=240).canvas
    assert [len(line) for line in canvas.lines()] == [width] * height
