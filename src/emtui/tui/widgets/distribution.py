"""The exam-day distribution: bars beside the chart, and the small curve of Today. Pure but for the widget.

Both take their colours from the target bands; the name and the share stand beside every colour.
"""

from collections.abc import Mapping
from itertools import pairwise
from math import ceil, floor

from emtui import guide
from emtui.guide import BandRange
from emtui.planner.readiness import Projection
from emtui.planner.scores import Figures, Scores
from emtui.show import numbers
from emtui.tui.signs import in_ascii
from emtui.tui.widgets.canvas import EIGHTHS_ACROSS, EIGHTHS_UP, Canvas, spread
from emtui.tui.widgets.paint import Picture
from emtui.tui.widgets.scales import ScoreScale
from emtui.vocabulary import Band

INK: Mapping[Band, str] = {
    Band.HIGH_RISK: "bad",
    Band.RISK: "look",
    Band.VIABLE: "accent",
    Band.STRONG: "good",
}
ASCII_FILL: Mapping[Band, str] = {Band.HIGH_RISK: "-", Band.RISK: "+", Band.VIABLE: "=", Band.STRONG: "#"}

WORDS_WIDTH = 16  # " > 99% high-risk" and a column before it
CURVE_REACH = 3.0  # standard deviations shown on either side of the mean


def range_text(band: BandRange) -> str:
    """The scores of a band, such as `238–244`, `≥ 245` or `< 225`."""
    if band.low is None:
        return "all" if band.high is None else f"< {band.high + 1}"
    return f"≥ {band.low}" if band.high is None else f"{band.low}–{band.high}"


def draw_bars(
    canvas: Canvas, left: int, width: int, scale: ScoreScale, scores: Scores, *, letters: bool
) -> None:
    """Bars to the right of column `left`, one a row: how much of exam day falls on that row's scores."""
    projection, figures = scores.projection, scores.figures
    if projection is None or width < 2:
        return
    edges = [projection.probability_at_least(scale.top - scale.step * row) for row in range(scale.rows + 1)]
    shares = [below - above for above, below in pairwise(edges)]
    most = max(shares, default=0.0)
    if most <= 0:
        return
    lengths = [share / most * width for share in shares]
    for row, length in enumerate(lengths):
        _bar(canvas, left, row, length, guide.band_of(scale.middle(row)).band, letters=letters)
    for value in (figures.high80, figures.mean, figures.low80):
        if value is None or not scale.shows(value):
            continue
        row = scale.row(value)
        _write_on_bar(
            canvas, left, row, numbers.score(value), lengths[row], bold=value == figures.mean, letters=letters
        )


def _bar(canvas: Canvas, left: int, row: int, length: float, band: Band, *, letters: bool) -> None:
    if letters:
        canvas.write(left, row, ASCII_FILL[band] * round(length), "text")
        return
    full, eighths = divmod(round(length * 8), 8)
    for x in range(left, left + full):
        canvas.put(x, row, " ", "text", ground=band.value)
    if eighths:
        canvas.put(left + full, row, EIGHTHS_ACROSS[eighths], band.value)


def _write_on_bar(
    canvas: Canvas, left: int, row: int, text: str, length: float, *, bold: bool, letters: bool
) -> None:
    inside = length >= len(text) + 1 and not letters
    start = left + 1 if inside else left + ceil(length) + 1
    canvas.write(start, row, text, "on-area" if inside else "text", bold=bold)


def draw_words(canvas: Canvas, left: int, scale: ScoreScale, figures: Figures) -> None:
    """The share and the name of every band from column `left` on, near the band's rows."""
    if figures.bands is None:
        return
    ranges = list(reversed(guide.bands()))
    with_ranges = scale.rows >= 3 * len(ranges)
    size = 2 if with_ranges else 1
    if scale.rows < size * len(ranges):
        return
    wanted = [_middle_row(scale, band, figures) for band in ranges]
    rows = spread(
        wanted, [size] * len(ranges), scale.rows, gap=1 if scale.rows >= (size + 1) * len(ranges) else 0
    )
    for band, row in zip(ranges, rows, strict=True):
        share = numbers.percent(figures.bands[band.band])
        canvas.write(left, row, f"{share:>5}", INK[band.band], bold=True)
        canvas.write(left + 6, row, band.name, "text")
        if with_ranges:
            canvas.write(left + 6, row + 1, range_text(band), "quiet")


def _middle_row(scale: ScoreScale, band: BandRange, figures: Figures) -> int:
    """The row in the middle of what is seen of a band's share of exam day."""
    high = min(scale.top, figures.high95 or scale.top, (band.high or scale.top) + 1)
    low = max(scale.bottom, figures.low95 or scale.bottom, band.low or scale.bottom)
    return max(0, min(scale.rows - 1, scale.row((low + high) / 2)))


def curve(scores: Scores, width: int, height: int, *, letters: bool = False, masked: bool = False) -> Canvas:
    """The small curve: one column a point, its rule with the edges, then each band's share and name.

    Seven rows show all of it; fewer leave out the third row of the curve, then the edges, then the rule.
    """
    canvas = Canvas(width, height)
    projection, bands = scores.projection, scores.figures.bands
    if projection is None or bands is None or masked or width < 8 or height < 1:
        return canvas
    columns = min(width, 2 * ceil(CURVE_REACH * projection.sd) + 1)
    first = floor(projection.mean + 0.5) - columns // 2
    named = width >= sum(len(band.value) for band in Band) + 3 and height >= 4
    below = (2 if named else 0) + (1 if height >= 5 else 0) + (1 if height >= 6 else 0)
    rows = min(3, height - below)
    _draw_curve(canvas, projection, first, columns, rows, letters=letters)
    row = rows
    if height >= 5:
        _draw_rule(canvas, row, first, columns, scores.target)
        row += 1
    if height >= 6:
        _draw_edges(canvas, row, first, columns, scores.target)
        row += 1
    if named:
        _draw_shares(canvas, row, first, columns, bands)
    return canvas


def _draw_curve(
    canvas: Canvas, projection: Projection, first: int, columns: int, rows: int, *, letters: bool
) -> None:
    at_least = [projection.probability_at_least(first + x) for x in range(columns + 1)]
    shares = [above - below for above, below in pairwise(at_least)]
    most = max(shares)
    for x, share in enumerate(shares):
        band = guide.band_of(first + x).band
        eighths = max(1, round(share / most * rows * 8)) if most > 0 else 1
        for row in range(rows):
            filled = min(8, eighths - 8 * (rows - 1 - row))
            if letters and filled >= 4:
                canvas.put(x, row, ASCII_FILL[band], "text")
            elif filled == 8:
                canvas.put(x, row, " ", "text", ground=band.value)
            elif filled > 0 and not letters:
                canvas.put(x, row, EIGHTHS_UP[filled], band.value)


def _edges() -> list[int]:
    return [band.low for band in guide.bands() if band.low is not None]


def _draw_rule(canvas: Canvas, row: int, first: int, columns: int, target: int | None) -> None:
    canvas.write(0, row, "─" * columns, "line")
    for edge in _edges():
        if 0 <= edge - first < columns:
            canvas.put(edge - first, row, "┬", "quiet")
    if target is not None and 0 <= target - first < columns:
        canvas.put(target - first, row, "┬", "text", bold=True)


def _draw_edges(canvas: Canvas, row: int, first: int, columns: int, target: int | None) -> None:
    """The numbers under the rule; the target's comes first and keeps its place."""
    if target is not None and 0 <= target - first < columns:
        text = f"{target} target"
        start = min(target - first - 1, canvas.width - len(text))
        canvas.write(max(0, start), row, text, "text", bold=True)
    for edge in _edges():
        start = edge - first - 1
        if start >= 0 and start + 3 <= columns and not canvas.taken(start - 1, row, 5):
            canvas.write(start, row, str(edge), "quiet")


def _draw_shares(canvas: Canvas, row: int, first: int, columns: int, bands: Mapping[Band, float]) -> None:
    ranges = guide.bands()
    names = [band.name for band in ranges]
    middles = [_middle_column(band, first, columns) for band in ranges]
    starts = spread(
        [middle - len(name) // 2 for middle, name in zip(middles, names, strict=True)],
        [len(name) for name in names],
        canvas.width,
        gap=2 if canvas.width >= sum(map(len, names)) + 6 else 1,
    )
    for band, name, start in zip(ranges, names, starts, strict=True):
        share = numbers.percent(bands[band.band])
        canvas.write(start + (len(name) - len(share) + 1) // 2, row, share, INK[band.band], bold=True)
        canvas.write(start, row + 1, name, "quiet")


def _middle_column(band: BandRange, first: int, columns: int) -> int:
    low = max(first, band.low or first)
    high = min(first + columns - 1, band.high or first + columns - 1)
    return max(0, min(columns - 1, (low + high) // 2 - first))


class ExamDayCurve(Picture):
    """The small curve of exam day, as large as it is given; empty while there is no projection."""

    DEFAULT_CSS = "ExamDayCurve { height: 7; }"

    scores: Scores | None = None
    masked = False

    def show(self, scores: Scores, *, masked: bool = False) -> None:
        """Draw the exam day of `scores`."""
        self.scores, self.masked = scores, masked
        self.forget()

    def picture(self, width: int, height: int) -> Canvas:
        """The curve for this size."""
        if self.scores is None:
            return Canvas(width, height)
        return curve(self.scores, width, height, letters=in_ascii(), masked=self.masked)
