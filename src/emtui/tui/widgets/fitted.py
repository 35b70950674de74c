"""Words laid out for the room they get."""

from collections.abc import Callable

from textual.content import Content
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
