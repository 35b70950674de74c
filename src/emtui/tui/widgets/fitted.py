"""Words laid out for the room they get."""

from collections.abc import Callable

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

Layout = Callable[[int, int], Content]


class Fitted(Widget):
    """Shows what a function makes of the width and height there is, again after each resize."""

    DEFAULT_CSS = "Fitted { height: 1fr; }"

    _layout: Layout | None = None

    def show(self, layout: Layout) -> None:
        """Show `layout(width, height)`."""
        self._layout = layout
        self.refresh()

    def render(self) -> Content:
        size = self.content_size
        return Content("") if self._layout is None else self._layout(size.width, size.height)


class Flowing(Widget):
    """Shows what a function makes of the width there is, as high as that is: for a scrolling container."""

    DEFAULT_CSS = "Flowing { height: auto; }"

    _layout: Callable[[int], Content] | None = None

    def show(self, layout: Callable[[int], Content]) -> None:
        """Show `layout(width)`."""
        self._layout = layout
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as there are lines in `width`."""
        return len(self._lay_out(width).split("\n", allow_blank=True))

    def render(self) -> Content:
        return self._lay_out(self.content_size.width)

    def _lay_out(self, width: int) -> Content:
        return Content("") if self._layout is None or width <= 0 else self._layout(width)
