"""The keys of this tab, those of every screen, the signs and the words."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Grid
from textual.content import Content
from textual.widgets import Static

from emtui import locations
from emtui.tui.access import planner_of
from emtui.tui.commands import Command, commands, joined_keys
from emtui.tui.dialogs.dialog import Dialog
from emtui.tui.text import Text, accent, fit, line, lines, mark, plain, quiet, strong
from emtui.vocabulary import Tab

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
)

WORDS: tuple[tuple[str, str], ...] = (
    ("projection", "where exam day lands, with its range"),
    ("80% range", "eight of ten land inside it"),
    ("level", "a score put on the Step 2 CK scale"),
    ("pace", "points a week, seen and needed"),
    ("target", "the score you aim for"),
    ("stale", "too old to be trusted; sit a test"),
)

MOVES: tuple[tuple[str, str], ...] = (
    ("arrows, hjkl", "move"),
    ("tab", "next pane"),
    ("esc", "one level back"),
    ("mouse", "works, never needed; drag selects, ctrl+c copies"),
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
    HelpDialog Grid { grid-size: 2; grid-gutter: 1 4; grid-rows: auto; height: auto; }
    HelpDialog Grid > Static { height: auto; }
    HelpDialog.-narrow Grid { grid-size: 1; }
    HelpDialog #note { margin-top: 1; }
    """

    def __init__(self, tab: Tab) -> None:
        super().__init__()
        self.tab = tab

    def compose_body(self) -> ComposeResult:
        app = planner_of(self)
        everywhere = [command for command in commands(type(app), app.config.keys) if not _opens_tab(command)]
        numbers = [tab.number for tab in app.tabs]
        tabs = (f"{numbers[0]}-{numbers[-1]}  F{numbers[0]}-F{numbers[-1]}", "tabs; F-keys also in a field")
        with Grid():
            yield Static(_table(f"On {self.tab.reference}", _rows(app.commands_of(self.tab))))
            yield Static(_table("Everywhere", [tabs, *_rows(everywhere), *MOVES]))
            yield Static(_table("Signs", [(mark(name), meaning) for name, meaning in MEANINGS]))
            yield Static(_table("Words", [(strong(word), quiet(meaning)) for word, meaning in WORDS]))
        config = locations.config_folder() / "config.toml"
        yield Static(quiet(f"Every key can be changed, under [keys] in {config}"), id="note")

    def action_scroll_sheet(self, rows: int) -> None:
        """Scroll by `rows`."""
        self.query_one("#sheet").scroll_relative(y=rows, animate=False)


def _opens_tab(command: Command) -> bool:
    return command.action.startswith("open_tab")


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
