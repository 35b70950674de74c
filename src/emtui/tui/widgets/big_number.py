"""The one number of a tab that is larger than everything else."""

from textual.app import RenderResult
from textual.geometry import Size
from textual.widgets import Digits

from emtui.tui.signs import in_ascii
from emtui.tui.text import styled


class BigNumber(Digits):
    """Three rows of digits in the accent colour; in ASCII a reverse chip. Set it with `update("243")`."""

    DEFAULT_CSS = """
    BigNumber {
        width: auto;
        height: 3;
        color: $primary;
        text-style: bold;
    }
    """

    def render(self) -> RenderResult:
        return styled(f" {self.value} ", "bold reverse") if in_ascii() else super().render()

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """As wide as its digits, or as its chip."""
        return len(self.value) + 2 if in_ascii() else super().get_content_width(container, viewport)
