"""From colour roles to Textual strips: the only place where a chart meets the theme."""

from collections.abc import Mapping
from functools import lru_cache
from itertools import groupby
from types import MappingProxyType
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.geometry import Size
from textual.strip import Strip
from textual.theme import Theme
from textual.widget import Widget

from emtui.tui.widgets.canvas import Canvas, Cell

Roles = Mapping[str, tuple[str, float, float]]

# role: (theme variable, share mixed into the ground on a dark theme, share on a light one)
ROLES: Roles = {
    "ground": ("background", 1.0, 1.0),
    "text": ("foreground", 1.0, 1.0),
    "quiet": ("foreground-muted", 1.0, 1.0),
    "faint": ("text-disabled", 1.0, 1.0),
    "edge": ("foreground-muted", 0.45, 0.45),
    "line": ("border-blurred", 1.0, 1.0),
    "accent": ("primary", 1.0, 1.0),
    "good": ("success", 1.0, 1.0),
    "look": ("warning", 1.0, 1.0),
    "bad": ("error", 1.0, 1.0),
    "doubt-95": ("primary", 0.10, 0.10),
    "doubt-80": ("primary", 0.20, 0.20),
    "doubt-50": ("primary", 0.36, 0.36),
    "strong": ("success", 0.85, 0.60),
    "viable": ("primary", 0.85, 0.60),
    "risk": ("warning", 0.85, 0.60),
    "high-risk": ("error", 0.85, 0.60),
}

Palette = Mapping[str, Color]


def palette(app: App[object], more: Roles = MappingProxyType({})) -> Palette:
    """The colours of every role, and of the roles in `more`, in the theme the app shows."""
    variables = app.theme_variables
    ground = Color.parse(variables["background"])
    dark = app.current_theme.dark
    colors = {}
    for role, (variable, share_dark, share_light) in (*ROLES.items(), *more.items()):
        # Textual's own themes have "auto 38%": the colour of text, and how much of it there is
        name, _, percent = variables[variable].partition(" ")
        color = Color.parse(variables["foreground"] if name == "auto" else name)
        share = float(percent.rstrip("%")) / 100 if percent else 1.0
        colors[role] = ground.blend(color, share * (share_dark if dark else share_light))
    # Figures written on a filled area: the darker of the two ends of the theme.
    colors["on-area"] = colors["ground"] if dark else colors["text"]
    return colors


@lru_cache(maxsize=512)
def _style(ink: Color, ground: Color, bold: bool) -> Style:
    return Style(color=ink.rich_color, bgcolor=ground.rich_color, bold=bold)


def strips(canvas: Canvas, colors: Palette) -> list[Strip]:
    """One strip a row of `canvas`, neighbours of the same look joined."""

    def look(cell: Cell) -> tuple[str, str, bool]:
        return cell.ink, cell.ground, cell.bold

    painted = []
    for row in canvas.rows:
        segments = [
            Segment("".join(cell.char for cell in cells), _style(colors[ink], colors[ground], bold))
            for (ink, ground, bold), cells in groupby(row, look)
        ]
        painted.append(Strip(segments, canvas.width))
    return painted


class Picture(Widget):
    """A widget that paints one canvas and keeps its strips until it, its size or the theme changes."""

    ROLES: ClassVar[Roles] = MappingProxyType({})  # what it paints with beside those of every chart

    _strips: list[Strip] | None = None
    _painted_for: Size | None = None

    def picture(self, width: int, height: int) -> Canvas:
        """What to show in `width` by `height` cells."""
        return Canvas(width, height)

    def forget(self) -> None:
        """Paint anew at the next chance."""
        self._strips = None
        self.refresh()

    def on_mount(self) -> None:
        self.app.theme_changed_signal.subscribe(self, self._repaint)

    def render_line(self, y: int) -> Strip:
        """Paint everything at the first line asked for, then hand out its rows."""
        if self._strips is None or self._painted_for != self.size:
            self._painted_for = self.size
            self._strips = strips(self.picture(*self.size), palette(self.app, self.ROLES))
        return self._strips[y] if y < len(self._strips) else Strip.blank(self.size.width)

    def _repaint(self, _theme: Theme) -> None:
        self.forget()
