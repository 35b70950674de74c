"""The keys of this tab, those of every screen, the signs and the words."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from emtui import locations
from emtui.tui.access import planner_of
from emtui.tui.commands import Command, commands, joined_keys
from emtui.tui.dialogs.dialog import Dialog
from emtui.tui.signs import sign
from emtui.tui.text import Text, accent, fit, line, lines, mark, plain, quiet, strong

if TYPE_CHECKING:
    from emtui.tui.app import EmtuiApp

MEANINGS: tuple[tuple[str, str], ...] = (
    ("ok", "fine"),
    ("look", "look at this"),
    ("no", "conflict, or no"),
    ("unknown", "unknown"),
    ("estimate", "estimate"),
    ("nothing", "nothing there"),
    ("selected", "selected"),
    ("leads", "leads to"),
    ("nbme", "NBME"),
    ("uwsa", "UWSA"),
    ("free120", "Free 120"),
    ("todo", "not yet, to do"),
    ("started", "started"),
    ("sure", "how sure you are, 0 to 4"),
)

WORDS: tuple[tuple[str, str], ...] = (
    ("projection", "where exam day lands, with its range"),
    ("80% range", "eight of ten land inside it"),
    ("level", "a score put on the Step 2 CK scale"),
    ("pace", "points a week, seen and needed"),
    ("target", "the score you aim for"),
    ("stale", "too old to be trusted; sit a test"),
    ("known", "done, sure of it, or remembered"),
    ("room", "of a normal study day"),
)

MOVES: tuple[tuple[str, str], ...] = (
    ("arrows, hjkl", "move"),
    ("tab", "next pane"),
    ("mouse", "drag selects, ctrl+c copies"),
)


class HelpDialog(Dialog[None]):
    """`?`: what can be done here and everywhere, under the user's own keys."""

    HEADING = "Keys"
    HINT = "↑↓ scroll · esc closes"
    BINDINGS = [
        Binding("question_mark,f10,q", "close", "close", show=False, id="help.close"),
        Binding("down,j", "scroll_sheet(1)", "down", show=False, id="help.down"),
        Binding("up,k", "scroll_sheet(-1)", "up", show=False, id="help.up"),
        Binding("pagedown,space", "scroll_sheet(10)", "page down", show=False, id="help.page-down"),
        Binding("pageup", "scroll_sheet(-10)", "page up", show=False, id="help.page-up"),
    ]

    DEFAULT_CSS = """
    HelpDialog > #sheet { width: 106; }
    HelpDialog #columns { layout: grid; grid-size: 2; grid-gutter: 1 4; grid-rows: auto; height: auto; }
    HelpDialog.-narrow #columns { grid-size: 1; }
    HelpDialog #columns > Static { height: auto; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    def compose_body(self) -> ComposeResult:
        app = planner_of(self)
        everywhere = [command for command in commands(type(app), app.config.keys) if not _opens_tab(command)]
        numbers = [tab.number for tab in app.tabs]
        tabs = (f"{numbers[0]}-{numbers[-1]}  F{numbers[0]}-F{numbers[-1]}", "tabs; F-keys also in a field")
        keys = [
            _table(f"On {_place(app)}", _rows(app.commands_here())),
            _table("Everywhere", [tabs, *_rows(everywhere), *MOVES]),
        ]
        meanings = [
            *_explained(app),
            _table("Signs", [(mark(name), quiet(meaning)) for name, meaning in MEANINGS]),
            _table("Words", [(strong(word), quiet(meaning)) for word, meaning in WORDS]),
            _table("Other keys", [("[keys]", quiet(f"in {_short(locations.config_folder())}/config.toml"))]),
        ]
        with Container(id="columns"):
            yield Static(Content("\n\n").join(keys))
            yield Static(Content("\n\n").join(meanings))

    def action_scroll_sheet(self, rows: int) -> None:
        """Scroll by `rows`."""
        self.query_one("#sheet").scroll_relative(y=rows, animate=False)


def _explained(app: "EmtuiApp") -> list[Content]:
    """What the tab in sight has to explain beside its keys."""
    found = {} if app.visible_tab is None else app.visible_tab.explained()
    return [
        _table(heading, [(strong(name), quiet(meaning)) for name, meaning in rows])
        for heading, rows in found.items()
    ]


def _short(folder: Path) -> str:
    """`folder` with ~ for the home folder."""
    home = Path.home()
    return f"~/{folder.relative_to(home)}" if folder.is_relative_to(home) else str(folder)


def _place(app: "EmtuiApp") -> str:
    """The tab in sight, or the path to the full view over it."""
    return (
        f" {sign('after')} ".join([app.tab.label, *app.stage.path]) if app.stage.path else app.tab.reference
    )


def _opens_tab(command: Command) -> bool:
    return command.action.startswith(("open_tab", "type_tab"))


def _rows(found: list[Command]) -> list[tuple[Text, Text]]:
    return [(accent(joined_keys(command.keys)), command.help) for command in found]


def _table(heading: str, rows: Sequence[tuple[Text, Text]]) -> Content:
    """A heading over rows of a name and what it means."""
    width = max((plain(name).cell_length for name, _ in rows), default=0)
    body = [
        line(fit(accent(name) if isinstance(name, str) else name, width + 2), meaning)
        for name, meaning in rows
    ]
    return lines([strong(heading), *body])
