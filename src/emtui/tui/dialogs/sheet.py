"""Ask for several lines at once: beside each stands how it was understood, enter stores them."""

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import fields
from typing import Any, NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.suggester import SuggestFromList
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from emtui.errors import EmtuiError
from emtui.plain import plain_line
from emtui.plan import Entry
from emtui.store import Step
from emtui.tui.access import planner_of
from emtui.tui.desk import Change
from emtui.tui.dialogs.dialog import Dialog
from emtui.tui.text import Text, line, mark, plain, quiet

Typed = Mapping[str, str]


class Line(NamedTuple):
    """One field of a sheet: `begun` stands in it at first, `hint` beside it while it is empty.

    A `needed` one is asked for before anything is stored; a field of `rows` > 1 takes several lines;
    `names` are offered while one types.
    """

    key: str
    hint: str
    begun: str = ""
    needed: bool = False
    rows: int = 1
    names: tuple[str, ...] = ()


class SheetDialog(Dialog[int]):
    """Asks for the fields of one entry; answers with the id of what was stored.

    A subclass sets HEADING, yields its fields from `lines`, says in `meaning` what each means (or raises
    EmtuiError with what is accepted) and makes of all of them the `change` to store. What is refused keeps
    its text; escape leaves everything as it was.
    """

    HINT = "enter stores · tab next · esc leaves"
    BINDINGS = [
        Binding("enter", "store", "store", id="sheet.store", tooltip="store what is typed"),
        Binding("down", "app.focus_next", "next field", show=False, id="sheet.next"),
        Binding("up", "app.focus_previous", "field before", show=False, id="sheet.previous"),
    ]

    DEFAULT_CSS = """
    SheetDialog {
        & Horizontal { height: auto; margin-bottom: 1; }
        & .label { width: 11; color: $foreground-muted; }
        & .field { width: 1fr; background: $background; }
        & .field:focus { background: $block-cursor-background; }
        & TextArea { border: none; padding: 0; }
        & .meaning { padding-left: 11; height: 1; margin-bottom: 1; }
        & .-asked { margin-bottom: 0; }
        & #verdict { height: 2; }
    }
    .-short SheetDialog .meaning { margin-bottom: 0; }
    """

    @abstractmethod
    def lines(self) -> tuple[Line, ...]:
        """The fields, from the top."""

    @abstractmethod
    def meaning(self, key: str, typed: str) -> Text:
        """How `typed`, which is not empty, is understood as the field `key`; raise EmtuiError."""

    @abstractmethod
    def change(self, typed: Typed) -> Change | None:
        """What to store of all fields, None where nothing would change; raise EmtuiError."""

    def compose_body(self) -> ComposeResult:
        self._lines = self.lines()
        for field in self._lines:
            with Horizontal(classes="-asked"):
                yield Static(field.key, classes="label")
                yield _field(field)
            yield Static(quiet(field.hint), classes="meaning", id=f"{field.key}-meaning")
        yield Static(id="verdict")

    def on_mount(self) -> None:
        self._understand()

    def typed(self, key: str) -> str:
        """What stands in a field."""
        field = self.query_one(f"#{key}", Widget)
        if isinstance(field, TextArea):
            return field.text.strip()
        assert isinstance(field, Input)
        return plain_line(field.value)

    @property
    def _all(self) -> dict[str, str]:
        return {field.key: self.typed(field.key) for field in self._lines}

    @property
    def _missing(self) -> list[str]:
        return [field.key for field in self._lines if field.needed and not self.typed(field.key)]

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _understand(self) -> None:
        """Say under each field what it means, and below what enter will do or why it cannot."""
        refused = [reason for field in self._lines if (reason := self._explain(field))]
        missing = self._missing
        if refused:
            self.say(line(mark("no"), " ", plain(refused[0])))
        elif missing:
            self.say(quiet(f"still needed: {', '.join(missing)}"))
        else:
            self.say(self._would_store())

    def _would_store(self) -> Text:
        try:
            self.change(self._all)
        except EmtuiError as error:
            return line(mark("no"), " ", plain(str(error)))
        return line(mark("ok"), quiet(" enter stores it"))

    def _explain(self, field: Line) -> str:
        """Say what one field means; return why it is refused where it is."""
        said, typed = self.query_one(f"#{field.key}-meaning", Static), self.typed(field.key)
        if not typed:
            said.update(quiet(field.hint))
            return ""
        try:
            meaning = self.meaning(field.key, typed)
        except EmtuiError as error:
            said.update(line(mark("no"), " ", quiet("see below")))
            return str(error)
        said.update(line(mark("ok"), " ", meaning) if meaning else quiet(field.hint))
        return ""

    def say(self, words: Text) -> None:
        """Write below the fields."""
        self.query_one("#verdict", Static).update(plain(words))

    @on(Input.Submitted)
    def action_store(self) -> None:
        """Store what is typed, or go to what is missing, or say why it cannot be."""
        if missing := self._missing:
            self.query_one(f"#{missing[0]}", Widget).focus()
            return
        try:
            for field in self._lines:
                if typed := self.typed(field.key):
                    self.meaning(field.key, typed)
            change = self.change(self._all)
        except EmtuiError as error:
            self.say(line(mark("no"), " ", plain(str(error))))
            return
        if change is None:
            self.dismiss(None)
        else:
            self._store(change)

    @work(exclusive=True)
    async def _store(self, change: Change) -> None:
        step: Step | None = await planner_of(self).save(change).wait()
        if step is not None:
            self.dismiss(step.entry_ids[0] if step.entry_ids else None)


def differing(before: Entry, after: Entry) -> dict[str, Any]:
    """The columns of `after` that are not as they were, for `Store.change`."""
    return {
        field.name: getattr(after, field.name)
        for field in fields(after)
        if getattr(after, field.name) != getattr(before, field.name)
    }


def _field(line: Line) -> Widget:
    if line.rows > 1:
        area = TextArea(line.begun, id=line.key, classes="field", soft_wrap=True, tab_behavior="focus")
        area.styles.height = line.rows
        return area
    offered = SuggestFromList(line.names, case_sensitive=False) if line.names else None
    return Input(line.begun, compact=True, id=line.key, classes="field", suggester=offered)
