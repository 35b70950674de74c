"""The last row: the keys that work here and now."""

from textual.binding import ActiveBinding, Binding
from textual.content import Content
from textual.keys import key_to_character
from textual.screen import Screen
from textual.widget import Widget

from emtui.tui.commands import key_name
from emtui.tui.text import accent, line, quiet, spread

ALWAYS = ("app.log", "app.undo", "log", "undo")
AT_THE_END = {
    "app.help": "keys",
    "help": "keys",
    "command_palette": "palette",
    "app.command_palette": "palette",
}
GAP = 2


class Footer(Widget):
    """Keys of the place that has the focus, then `: log` and `u undo`; at the right end help and palette.

    Where there is no room, the later ones of the place go first: a tab names its keys by importance.
    """

    DEFAULT_CSS = "Footer { dock: bottom; height: 1; padding: 0 1; }"

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed)

    def _bindings_changed(self, screen: Screen[object]) -> None:
        self.refresh()

    def render(self) -> Content:
        here, always, end = self._keys()
        width = self.content_size.width
        right = _listed(end)
        room = width - right.cell_length - GAP
        shown = [*here, *always]
        while here and _listed(shown).cell_length > room:
            here.pop()
            shown = [*here, *always]
        return spread(_listed(shown), right, width)

    def _in_order(self) -> list[tuple[str, ActiveBinding]]:
        """The keys that work, from the focus outwards, and of one place in the order it names them."""
        active = self.screen.active_bindings
        nodes = list(dict.fromkeys(found.node for found in active.values()))

        named = [[key.id for key in type(node).BINDINGS if isinstance(key, Binding)] for node in nodes]

        def place(item: tuple[str, ActiveBinding]) -> tuple[int, int]:
            where, name = nodes.index(item[1].node), item[1].binding.id
            ids = named[where]
            return where, ids.index(name) if name in ids else len(ids)

        return sorted(active.items(), key=place)

    def _keys(self) -> tuple[list[Content], list[Content], list[Content]]:
        """What stands for each key: of this place, everywhere, and at the right end."""
        here: dict[str, Content] = {}
        always: dict[str, Content] = {}
        end: dict[str, Content] = {}
        focused = self.screen.focused
        for key, (_, binding, enabled, _) in self._in_order():
            action = binding.action
            typed = focused is not None and focused.check_consume_key(key, key_to_character(key))
            if not enabled or typed:
                continue
            name = accent(binding.key_display or key_name(key, short=True))
            if action in AT_THE_END:
                end.setdefault(action, line(name, " ", quiet(AT_THE_END[action])))
            elif binding.show:
                place = always if action in ALWAYS else here
                place.setdefault(action, line(name, " ", quiet(binding.description)))
        return list(here.values()), list(always.values()), list(end.values())


def _listed(keys: list[Content]) -> Content:
    return Content(" " * GAP).join(keys)
