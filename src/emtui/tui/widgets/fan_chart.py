"""The projection chart of the Scores tab: one widget that paints the fan picture in the theme's colours."""

from textual.message import Message

from emtui.planner.scores import Scores
from emtui.tui.signs import in_ascii
from emtui.tui.widgets.canvas import Canvas
from emtui.tui.widgets.fan_picture import Zoom, draw_fan
from emtui.tui.widgets.paint import Picture


class FanChart(Picture):
    """Tests, level and fan to exam day, as large as it is given; blank while masked or without a test.

    `zoom` is None for the widest stretch with a readable fan; `shown_zoom` is what is on screen.
    """

    DEFAULT_CSS = "FanChart { height: 1fr; min-height: 3; }"

    class Zoomed(Message):
        """Another stretch of time is on screen."""

    scores: Scores | None = None
    real: int | None = None
    masked = False
    beside: Scores | None = None
    zoom: Zoom | None = None
    shown_zoom: Zoom = Zoom.ALL
    selected: int | None = None

    def show(
        self,
        scores: Scores,
        *,
        real: int | None = None,
        masked: bool = False,
        beside: Scores | None = None,
    ) -> None:
        """Draw `scores`; `real` is the real score once it is known, `beside` what they are a change of."""
        self.scores, self.real, self.masked, self.beside = scores, real, masked, beside
        self.forget()

    def zoom_on(self) -> None:
        """Go on to the next stretch of time: all, 12 weeks, 4 weeks, all."""
        self.zoom = self.shown_zoom.next
        self.forget()

    def select(self, test: int | None) -> None:
        """Point out the test with this id."""
        if test != self.selected:
            self.selected = test
            self.forget()

    def picture(self, width: int, height: int) -> Canvas:
        """The chart for this size; blank where there is nothing to draw."""
        if self.scores is None or self.masked or not self.scores.tests:
            return Canvas(width, height)
        drawn = draw_fan(
            self.scores,
            width,
            height,
            real=self.real,
            zoom=self.zoom,
            selected=self.selected,
            letters=in_ascii(),
            beside=self.beside,
        )
        if drawn.zoom is not self.shown_zoom:
            self.shown_zoom = drawn.zoom
            self.post_message(self.Zoomed())
        return drawn.canvas
