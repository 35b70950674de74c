"""Add or edit an entry of several fields: beside every field stands how it was understood."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from emtui.dates import show_date
from emtui.errors import EmtuiError, Refused
from emtui.fields import Field, Value, said
from emtui.show import numbers
from emtui.tui.access import planner_of
from emtui.tui.desk import Change
from emtui.tui.dialogs.dialog import Dialog
from emtui.tui.text import Text, line, lines, mark, plain, quiet
from emtui.tui.widgets.choice import Choice, Option

Values = dict[str, Value]
ROOM_A_FIELD = 2  # rows: below that the fields stand without gaps
FRAME_ROWS = 10


class EntryDialog(Dialog[int]):
    """Asks for `fields`, begun with `begun`; answers with the id of what was stored.

    `change(values)` returns the change of the store, None where nothing is to be done, and may raise Refused
    with what cannot be. `options` are the words of a field that refers to something; the words of a kind or
    a state are known. `remark(values)` stands below. What is refused keeps its text.
    """

    HINT = "enter stores · tab next · esc leaves"
    BINDINGS = [
        Binding("enter", "store", "store", id="entry.store", tooltip="store it"),
        Binding("down", "app.focus_next", "next field", show=False, id="entry.next"),
        Binding("up", "app.focus_previous", "field before", show=False, id="entry.previous"),
    ]

    DEFAULT_CSS = """
    EntryDialog {
        & Horizontal { height: 1; }
        & .label { width: 10; color: $foreground-muted; }
        & Input.field { width: 26; background: $background; }
        & Input.field:focus { background: $block-cursor-background; }
        & Choice.field { width: 26; }
        & Input.-long { width: 1fr; }
        & .meaning { width: 1fr; padding-left: 2; text-wrap: nowrap; text-overflow: ellipsis; }
        & #remark { height: auto; min-height: 2; margin-top: 1; }
        & #verdict { height: 2; margin-top: 1; }
        & #sheet.-airy Horizontal { margin-bottom: 1; }
    }
    """

    def __init__(
        self,
        heading: str,
        fields: Sequence[Field],
        begun: Mapping[str, Value],
        change: Callable[[Values], Change | None],
        *,
        needed: Sequence[str] = (),
        options: Mapping[str, Sequence[Option]] | None = None,
        remark: Callable[[Values], Text] = lambda values: "",
    ) -> None:
        super().__init__()
        self.HEADING = heading
        self._fields = {field.key: field for field in fields}
        self._begun, self._change, self._needed = begun, change, tuple(needed)
        self._options = dict(options or {})
        self._remark = remark

    def compose_body(self) -> ComposeResult:
        for key, field in self._fields.items():
            with Horizontal():
                yield Static(field.label, classes="label")
                options = self._words_of(field)
                if options:
                    yield Choice(options, self._begun.get(key), id=key, classes="field")
                else:
                    classes = "field -long" if field.longest > 120 else "field"
                    yield Input(field.show(self._begun.get(key)), compact=True, id=key, classes=classes)
                if field.longest <= 120:
                    yield Static(classes="meaning", id=f"{key}-meaning")
        yield Static(id="remark")
        yield Static(id="verdict")

    def on_mount(self) -> None:
        rows = len(self._fields) * ROOM_A_FIELD + FRAME_ROWS
        self.query_one("#sheet").set_class(self.app.size.height >= rows, "-airy")
        self._understand()

    def _words_of(self, field: Field) -> Sequence[Option]:
        """The words of a field that is chosen, not typed."""
        if field.key in self._options:
            return self._options[field.key]
        if not field.choices:
            return ()
        open_ = () if field.key in self._needed or self._begun.get(field.key) else (Option(None, "unknown"),)
        return [*open_, *(Option(word, said(word)) for word in map(field.kind, field.choices))]

    # -- understanding

    @on(Input.Changed)
    @on(Choice.Turned)
    def _understand(self) -> None:
        """Say beside each field what it means, and below what enter will store or why it cannot."""
        refusals: list[str] = []
        values: Values = {}
        for key, field in self._fields.items():
            meaning = self.query_one_optional(f"#{key}-meaning", Static)
            try:
                values[key] = self._read(field)
                words = self._meaning(field, values[key])
            except Refused as refusal:
                refusals.append(str(refusal))
                words = line(mark("no"), " ", quiet("see below"))
            if meaning is not None:
                meaning.update(words)
        complete = len(values) == len(self._fields)
        self.query_one("#remark", Static).update(plain(self._remark(values)) if complete else "")
        self._say(self._verdict(refusals, values))

    def _read(self, field: Field) -> Value:
        """What stands in a field; raise Refused with what is accepted."""
        widget = self.query_one(f"#{field.key}")
        if isinstance(widget, Choice):
            chosen: Value = widget.value
            return chosen
        assert isinstance(widget, Input)
        planner = planner_of(self)
        return field.parse(widget.value, today=planner.today, order=planner.config.dates)

    def _meaning(self, field: Field, value: Value) -> Content:
        if value is None or field.kind is str:
            return quiet(field.why)
        today = planner_of(self).today
        if isinstance(value, date):
            day = " ".join(show_date(value, today).split())
            return line(mark("ok"), f" {day}, {numbers.days_in_words((value - today).days)}")
        if field.key in self._options or field.choices:
            return quiet(field.why)
        return line(mark("ok"), f" {field.say(value, today)} ", quiet(field.unit))

    def _verdict(self, refusals: list[str], values: Values) -> Content:
        if refusals:
            return line(mark("no"), " ", plain(refusals[0]))
        missing = [self._fields[key].label for key in self._needed if values.get(key) is None]
        if missing:
            return quiet(f"still needed: {', '.join(missing)}")
        try:
            self._change(values)
        except EmtuiError as refusal:
            return line(mark("no"), " ", plain(str(refusal)))
        return line(mark("ok"), quiet(" enter stores it"))

    def _say(self, words: Content) -> None:
        self.query_one("#verdict", Static).update(words)

    # -- storing

    @on(Input.Submitted)
    def action_store(self) -> None:
        """Store what is typed, or say why it cannot be."""
        try:
            values = {key: self._read(field) for key, field in self._fields.items()}
            missing = [key for key in self._needed if values[key] is None]
            if missing:
                self.query_one(f"#{missing[0]}").focus()
                return
            change = self._change(values)
        except EmtuiError as refusal:
            self._say(line(mark("no"), " ", plain(str(refusal))))
            return
        if change is None:
            self.dismiss(None)
        else:
            self._store(change)

    @work(exclusive=True)
    async def _store(self, change: Change) -> None:
        step = await planner_of(self).save(change).wait()
        if step is not None:
            self.dismiss(step.entry_ids[0] if step.entry_ids else None)


def sentences(*texts: Text) -> Content:
    """Remarks below each other, the empty ones left out."""
    return lines([text for text in texts if text])
