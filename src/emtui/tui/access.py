"""The app as widgets reach it, typed."""

from typing import TYPE_CHECKING

from textual.dom import DOMNode

if TYPE_CHECKING:
    from emtui.tui.app import EmtuiApp


def planner_of(node: DOMNode) -> "EmtuiApp":
    """The planner `node` belongs to."""
    from emtui.tui.app import EmtuiApp  # the app imports the widgets

    app = node.app
    assert isinstance(app, EmtuiApp)
    return app
