"""What stands on a terminal that is too small for a plan."""

from textual.content import Content
from textual.widget import Widget

from emtui.tui.text import lines, quiet, strong

LEAST_WIDTH, LEAST_HEIGHT = 60, 20


class TooSmall(Widget):
    """A plain sentence in place of a broken screen; nothing is lost, larger brings it back."""

    DEFAULT_CSS = """
    TooSmall {
        display: none;
        height: 1fr;
        content-align: center middle;
        text-align: center;
    }
    """

    def render(self) -> Content:
        size = self.app.size
        return lines(
            [
                strong("emtui needs more room"),
                quiet(f"{LEAST_WIDTH} x {LEAST_HEIGHT} at least, this is {size.width} x {size.height}"),
                quiet("q quits"),
            ]
        )
