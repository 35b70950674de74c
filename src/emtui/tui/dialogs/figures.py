"""The figures of one practice test, or of the test-day shift: type your own, see the projection move."""

from dataclasses import replace
from functools import partial
from typing import Any

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from emtui import fields
from emtui.errors import Refused
from emtui.planner.instruments import Assumed, own_of, with_figures
from emtui.planner.scores import scores
from emtui.store import Step, Store
from emtui.tui.access import planner_of
from emtui.tui.dialogs.dialog import Dialog
from emtui.tui.tabs import instruments_words as words
from emtui.tui.text import line, mark, plain, quiet

Values = dict[str, Any]  # numbers, None for the guide's


def store_figures(row: Assumed, values: Values, store: Store) -> Step:
    """Store the user's figures of `row` as one step; a test of the guide without any is the guide's again."""
    if row.instrument is None:
        return store.set_assumptions(**values)
    if row.own is None:
        return store.add(replace(own_of(row.instrument), **values))
    if row.listed and not any(value is not None for value in values.values()):
        return store.remove(row.own)
    return store.change(row.own, **values)


class FiguresDialog(Dialog[None]):
    """Asks for the figures of `row`, each with what the guide says; an empty field is the guide's."""

    HINT = "enter stores · tab next · empty is the guide's · esc leaves"
    BINDINGS = [
        Binding("enter", "store", "store", id="figures.store", tooltip="store these figures"),
        Binding("down", "app.focus_next", "next field", show=False, id="figures.next"),
        Binding("up", "app.focus_previous", "field before", show=False, id="figures.previous"),
    ]

    DEFAULT_CSS = """
    FiguresDialog {
        & Horizontal { height: 1; margin-bottom: 1; }
        & .label { width: 9; color: $foreground-muted; }
        & Input { width: 10; background: $background; }
        & Input:focus { background: $block-cursor-background; }
        & .meaning { width: 1fr; padding-left: 2; }
        & #effect { height: auto; margin-bottom: 1; }
        & #verdict { height: 2; }
    }
    """

    def __init__(self, row: Assumed) -> None:
        super().__init__()
        self.HEADING = f"Figures of {row.name}" if row.instrument else "Test-day shift"
        self._row = row

    def compose_body(self) -> ComposeResult:
        for key in self._row.figures:
            with Horizontal():
                yield Static(words.label(key), classes="label")
                begun = f"{self._row.figures[key]:g}" if key in self._row.yours else ""
                yield Input(begun, compact=True, id=key, placeholder=f"{self._row.guides[key]:g}")
                yield Static(classes="meaning", id=f"{key}-meaning")
        yield Static(id="effect")
        yield Static(id="verdict")

    @on(Input.Changed)
    def _understand(self) -> None:
        """Say beside each field what it means, and below where the projection would go."""
        refused: list[str] = []
        for key in self._row.figures:
            try:
                said = line(mark("ok"), " ", words.understood(self._row, key, self._typed(key)))
            except Refused as refusal:
                said = line(mark("no"), " ", quiet("see below"))
                refused.append(str(refusal))
            self.query_one(f"#{key}-meaning", Static).update(said)
        effect = self.query_one("#effect", Static)
        effect.display = not refused
        if refused:
            self._say(line(mark("no"), " ", plain(refused[0])))
            return
        effect.update(self._effect(self._values()))
        self._say(line(mark("ok"), quiet(" enter stores them")))

    def on_mount(self) -> None:
        self._understand()

    def _typed(self, key: str) -> float | None:
        """The figure in a field; None where it is the guide's. Raise Refused with what is accepted."""
        typed = self.query_one(f"#{key}", Input).value
        try:
            value = fields.FIGURES[key].parse(typed, today=planner_of(self).today)
        except Refused as refusal:
            raise Refused(str(refusal).replace(key, words.label(key), 1)) from None
        assert value is None or isinstance(value, float)
        return value

    def _values(self) -> Values:
        return self._row.own_values({key: self._typed(key) for key in self._row.figures})

    def _effect(self, values: Values) -> Content:
        app = planner_of(self)
        before = scores(app.plan, app.today).figures
        after = scores(with_figures(app.plan, self._row, values), app.today).figures
        return words.effect(before, after, hidden=app.masked)

    def _say(self, said: Content) -> None:
        self.query_one("#verdict", Static).update(said)

    @on(Input.Submitted)
    def action_store(self) -> None:
        """Store what is typed, or say why it cannot be."""
        try:
            values = self._values()
        except Refused as refusal:
            self._say(line(mark("no"), " ", plain(str(refusal))))
            return
        now = {key: self._row.figures[key] if key in self._row.yours else None for key in values}
        if values == now:
            self.dismiss(None)
        else:
            self._store(values)

    @work(exclusive=True)
    async def _store(self, values: Values) -> None:
        if await planner_of(self).save(partial(store_figures, self._row, values)).wait():
            self.dismiss(None)
