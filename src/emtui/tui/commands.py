"""Every command once, from the bindings of the app and the tabs, for the footer, the palette and help."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module

from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.keys import format_key

from emtui.tui.tabs.base import TabView
from emtui.vocabulary import Tab

TABS: Mapping[Tab, str] = {
    Tab.TODAY: "emtui.tui.tabs.today:TodayTab",
    Tab.PROFILE: "emtui.tui.tabs.profile:ProfileTab",
    Tab.SCORES: "emtui.tui.tabs.scores:ScoresTab",
    Tab.STUDY: "emtui.tui.tabs.study:StudyTab",
    Tab.CALENDAR: "emtui.tui.tabs.calendar:CalendarTab",
    Tab.ROTATIONS: "emtui.tui.tabs.rotations:RotationsTab",
    Tab.PROGRAMS: "emtui.tui.tabs.programs:ProgramsTab",
    Tab.STRATEGY: "emtui.tui.tabs.strategy:StrategyTab",
}
"""Where each tab is found; imported on its first visit."""


def _unlisted(key: str, action: str, name: str, id: str, help: str, *, first: bool = False) -> Binding:  # noqa: A002
    """A binding the footer does not list; `first`: it is asked before what has the focus."""
    return Binding(key, action, name, show=False, priority=first, id=id, tooltip=help)


SHELL_BINDINGS: list[BindingType] = [
    # Keys behind which one types on have priority: what is typed before the field is there must not reach
    # the tab. `EmtuiApp.check_action` leaves them to a field that has the focus.
    *(
        _unlisted(
            str(tab.number), f"type_tab('{tab}')", tab.label, f"tab.{tab}", f"open {tab.label}", first=True
        )
        for tab in TABS
    ),
    *(
        _unlisted(
            f"f{tab.number}",
            f"open_tab('{tab}')",
            tab.label,
            f"tab.{tab}.anywhere",
            f"open {tab.label}",
            first=True,
        )
        for tab in TABS
    ),
    Binding("colon", "log", "log", priority=True, id="log", tooltip="log line: what you did, in words"),
    _unlisted("slash,ctrl+f", "filter", "filter", "filter", "filter the table", first=True),
    Binding("u", "undo", "undo", id="undo", tooltip="undo the last change"),
    _unlisted("ctrl+r", "redo", "redo", "redo", "redo what was undone"),
    _unlisted("f9", "mask", "mask", "mask", "mask name, scores, visa", first=True),
    _unlisted("question_mark,f10", "help", "keys", "help", "the keys of this tab"),
    _unlisted("ctrl+p", "command_palette", "palette", "palette", "palette: every action", first=True),
    _unlisted("escape", "leave_field", "back", "back", "one level back"),
    _unlisted("q", "quit", "quit", "quit", "quit; everything is stored"),
]

_NAMES = {"enter": "enter", "backspace": "backspace", "left": "←", "right": "→", "f10": "F10"}


def tab_class(tab: Tab) -> type[TabView]:
    """The class of a tab, imported now if it was not yet."""
    module, name = TABS[tab].split(":")
    found: type[TabView] = getattr(import_module(module), name)
    return found


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that can be done: its `keys` as one reads them, its action, a word and a line for it."""

    id: str
    keys: tuple[str, ...]
    action: str
    name: str
    help: str
    tab: Tab | None = None


def commands(owner: type[DOMNode], keymap: Mapping[str, str], tab: Tab | None = None) -> list[Command]:
    """The commands bound in `owner`, under the user's own keys; bindings of one action are one command."""
    found: dict[str, Command] = {}
    for binding in owner.__dict__.get("BINDINGS", ()):
        if not isinstance(binding, Binding) or not binding.description:
            continue
        keys = tuple(key_name(key) for key in keymap.get(binding.id or "", binding.key).split(","))
        known = found.get(binding.action)
        if known is not None:
            keys = (*known.keys, *keys)
        found[binding.action] = Command(
            id=binding.id or binding.action,
            keys=keys,
            action=binding.action,
            name=binding.description,
            help=binding.tooltip or binding.description,
            tab=tab,
        )
    return list(found.values())


def key_name(key: str, *, short: bool = False) -> str:
    """A key as people read it: `question_mark` is ?, `ctrl+p` stays or is ^p where `short`, `f9` is F9."""
    *modifiers, last = key.strip().split("+")
    name = _NAMES.get(last) or (last.upper() if _is_function_key(last) else format_key(last))
    if modifiers == ["ctrl"] and short:
        return f"^{name}"
    return "+".join([*modifiers, name])


def _is_function_key(key: str) -> bool:
    return key[:1] == "f" and key[1:].isdigit()


def joined_keys(keys: Iterable[str]) -> str:
    """Several keys for one thing, side by side."""
    return "  ".join(keys)
