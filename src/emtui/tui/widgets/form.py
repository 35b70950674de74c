"""A form edited in place: move to a field, enter, type; the line below says how it was understood."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from emtui.dates import Order
from emtui.errors import Refused
from emtui.fields import Field, Value
from emtui.tui.text import lines
from emtui.tui.widgets import form_note
from emtui.tui.widgets.form_sheet import FieldSheet

# An answer that says "unknown" and a field left open are one thing to a user: the list offers it once.
UNKNOWN = "unknown"


class FieldInput(Input):
    """The field being typed into."""

    BINDINGS = [
        Binding("enter", "submit", "store", id="form.store", tooltip="store what is typed"),
        Binding("tab", "go_on", "store, next", id="form.store-next", tooltip="store it, edit the next field"),
    ]

    class GoneOn(Message):
        """The text is to be stored and the next field edited."""

    def action_go_on(self) -> None:
        """Store the text and go on to the next field."""
        self.post_message(self.GoneOn())


class Form(Vertical):
    """Fields in groups; the one under the cursor is edited in its own place.

    A choice field lists its words: arrows or the first letters pick one. Every other field is typed; `?` or
    nothing means unknown. `check(key, value)` returns why a well-formed value cannot be, or None. A refused
    value keeps its text. The form stores nothing: it posts `Stored`, and the values it shows come from
    `show`, which never touches what is being typed.
    """

    DEFAULT_CSS = """
    Form {
        & > #form-scroll { height: 1fr; overflow-y: auto; scrollbar-size-vertical: 1; }
        & > #form-note { height: 3; border-top: solid $border-blurred; }
        & > #form-jump { display: none; height: 1; border: none; padding: 0; background: $background; }
        &.-jumping > #form-note { height: 2; }
        &.-jumping > #form-jump { display: block; }
        & #form-input {
            position: absolute; display: none; height: 1; border: none; padding: 0 1;
            background: $block-cursor-background;
            &:focus { border: none; background-tint: $foreground 0%; }
        }
        & #form-words {
            position: absolute; display: none; height: auto; max-height: 12; padding: 0;
            border: round $border; background: $surface;
            & > .option-list--option-highlighted { background: $block-cursor-background; }
        }
        &.-typing #form-input { display: block; }
        &.-choosing #form-words { display: block; }
    }
    .-ascii #form-words {
        border: ascii $border;
        & > .option-list--option-highlighted { text-style: reverse; }
    }
    """
    SCOPED_CSS = False  # so that it can name the class of the whole screen

    BINDINGS = [
        Binding("enter,e", "edit", "edit", id="form.edit", tooltip="Edit the field in its place"),
        Binding("x", "clear", "unknown", id="form.clear", tooltip="Make the field unknown"),
        Binding("slash,ctrl+f", "jump", "find", id="form.jump", tooltip="Jump to a field by its name"),
        Binding("escape", "leave", "leave field", id="form.leave", tooltip="Leave the field as it was"),
        Binding("up,k", "move(-1)", "Previous field", show=False, id="form.previous"),
        Binding("down,j", "move(1)", "Next field", show=False, id="form.next"),
        Binding("left,h", "across(-1)", "Column to the left", show=False, id="form.left"),
        Binding("right,l", "across(1)", "Column to the right", show=False, id="form.right"),
        Binding("tab", "next_field(1)", "Next field", show=False, id="form.tab"),
        Binding(
            "shift+tab", "next_field(-1)", "Store it and edit the one before", show=False, id="form.back"
        ),
        Binding("home", "move(-999)", "First field", show=False, id="form.first"),
        Binding("end", "move(999)", "Last field", show=False, id="form.last"),
        Binding("pageup", "move(-10)", "Ten fields up", show=False, id="form.page-up"),
        Binding("pagedown", "move(10)", "Ten fields down", show=False, id="form.page-down"),
    ]

    @dataclass
    class Stored(Message):
        """A value was accepted and is to be stored; None clears the field. `text` is what was typed."""

        key: str
        value: Value
        text: str = ""

    @dataclass
    class Imagined(Message):
        """What the values would be if what is typed were stored now; empty when nothing would change."""

        values: Mapping[str, Value]

    def __init__(
        self,
        fields: Sequence[Field],
        *,
        check: Callable[[str, Value], str | None] = lambda key, value: None,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self.sheet = FieldSheet(fields)
        self.input = FieldInput(id="form-input", compact=True, select_on_focus=False)
        self.words = OptionList(id="form-words", compact=False)
        self.words.can_focus = False
        self._check = check
        self._order: Order | None = None
        self._words: list[Value] = []
        self._origin = self.sheet.cursor
        self._change: Mapping[str, Value] = {}

    def compose(self) -> ComposeResult:
        with Vertical(id="form-scroll"), self.sheet:
            yield self.input
            yield self.words
        yield Static(id="form-note")
        yield Input(id="form-jump", compact=True, placeholder="jump to the field called …")

    def show(
        self,
        values: Mapping[str, Value],
        today: date,
        *,
        order: Order | None = None,
        hidden: frozenset[str] = frozenset(),
    ) -> None:
        """Show `values` by key, dots for `hidden` ones; text half typed stays as it is."""
        self._order = order
        self.sheet.show(values, today, hidden)
        self.input.password = self.editing and self.cursor in hidden
        self._note()

    @property
    def editing(self) -> bool:
        """Whether a field is being typed into."""
        return self.has_class("-typing")

    @property
    def cursor(self) -> str:
        """The key of the field under the cursor."""
        return self.sheet.cursor

    @cursor.setter
    def cursor(self, key: str) -> None:
        self.sheet.cursor = key

    # -- moving

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        busy = self.editing or self.has_class("-jumping")
        if action in ("edit", "clear", "jump", "across"):
            return not busy
        return busy if action == "leave" else True

    def action_move(self, step: int) -> None:
        if self.has_class("-choosing"):
            self._pick(step)
        elif self.editing:
            self.action_next_field(step)
        else:
            self.sheet.move(step)

    def action_across(self, step: int) -> None:
        self.sheet.move_across(step)

    def action_next_field(self, step: int) -> None:
        if not self.editing:
            self.sheet.move(step)
        elif self._accept():
            self.sheet.move(step)
            self.action_edit()

    @on(FieldInput.GoneOn)
    def _gone_on(self) -> None:
        self.action_next_field(1)

    def on_resize(self) -> None:
        self.call_after_refresh(self._note)  # its two ends stand as far apart as there is room

    @on(FieldSheet.Moved)
    def _moved(self) -> None:
        self._note()

    @on(FieldSheet.Clicked)
    def _clicked(self, event: FieldSheet.Clicked) -> None:
        if self.editing and not self._accept():
            return
        if event.key == self.cursor:
            self.action_edit()
        else:
            self.cursor = event.key

    # -- typing

    def action_edit(self) -> None:
        """Put the field under the cursor into edit."""
        field = self.sheet.field
        self._origin = field.key
        stored = self.sheet.values.get(field.key)
        region = self.sheet.region_of(field.key)
        self.input.styles.offset = region.offset
        self.input.styles.width = region.width
        self.input.password = field.key in self.sheet.hidden
        self.add_class("-typing")
        self.sheet.keep_in_view()
        with self.prevent(Input.Changed):
            self.input.value = "" if field.choices else field.show(stored)
        if field.choices:
            self._open_words(field, stored)
        self.input.focus(scroll_visible=False)
        self.input.action_select_all()
        self._note()

    def action_clear(self) -> None:
        """Make the field under the cursor unknown."""
        key = self.cursor
        if self.sheet.values.get(key) is None:
            return
        reason = self._check(key, None)
        if reason is None:
            self.post_message(self.Stored(key, None))
        else:
            self._note(refused=reason)

    def action_leave(self) -> None:
        """Leave the field, or the search for one, as it was."""
        if self.has_class("-jumping"):
            self.cursor = self._origin
        self._close()

    @on(Input.Submitted, "#form-input")
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._accept()

    @on(Input.Changed, "#form-input")
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        if not self.editing:
            return
        if self.has_class("-choosing"):
            self.words.highlighted = self._word_for(event.value)
        self._note()

    def _typed(self) -> Value:
        """The value that stands in the field now; raise Refused where it cannot be."""
        field, text = self.sheet.field, self.input.value
        if self.has_class("-choosing") and self.words.highlighted is not None:
            value = self._words[self.words.highlighted]
        else:
            value = field.parse(text, today=self.sheet.today, order=self._order)
        reason = None if value == self.sheet.values.get(field.key) else self._check(field.key, value)
        if reason is not None:
            raise Refused(reason)
        return value

    def _accept(self) -> bool:
        """Hand on what is typed; False where it is refused, and the text stays."""
        try:
            value = self._typed()
        except Refused:
            return False
        key = self.cursor
        changed = value != self.sheet.values.get(key)
        if changed:  # shown at once; the plan itself comes back through `show`
            self.sheet.values = {**self.sheet.values, key: value}
            self.post_message(self.Stored(key, value, self.input.value))
        self._close()
        return True

    def reopen(self, key: str, text: str) -> None:
        """Bring back a text that could not be stored, unless another field is being typed into."""
        if not self.editing:
            self.cursor = key
            self.action_edit()
            self.input.value = text

    def _close(self) -> None:
        self.remove_class("-typing", "-choosing", "-jumping")
        self.sheet.focus(scroll_visible=False)
        self.sheet.refresh()
        self._note()

    # -- the words of a choice field

    def _open_words(self, field: Field, stored: Value) -> None:
        self._words = [*(field.kind(word) for word in field.choices if word != UNKNOWN), None]
        prompts = [form_note.word(field, word, self.sheet.today) for word in self._words]
        with self.prevent(OptionList.OptionHighlighted):
            self.words.clear_options()
            self.words.add_options(Option(prompt) for prompt in prompts)
            self.words.highlighted = (
                self._words.index(stored) if stored in self._words else len(self._words) - 1
            )
        region, height = self.sheet.region_of(field.key), len(self._words) + 2
        below = region.bottom + height <= self.sheet.size.height
        widest = max(prompt.cell_length for prompt in prompts)
        width = max(region.width, widest + 3)
        left = region.right - width  # over the label's end rather than over the next column
        self.words.styles.offset = (left, region.bottom if below else region.y - height)
        self.words.styles.width = width
        self.add_class("-choosing")
        self.sheet.keep_in_view(height if below else 0)

    def _word_for(self, text: str) -> int | None:
        """The word that `text` means or begins; None where it is none of them."""
        field = self.sheet.field
        try:
            meant = field.parse(text, today=self.sheet.today)
            return self._words.index(meant if meant in self._words else None)
        except Refused:
            begun = text.strip().lower()
            for index, word in enumerate(self._words):
                if word is not None and field.say(word, self.sheet.today).lower().startswith(begun):
                    return index
            return None

    def _pick(self, step: int) -> None:
        """Move to the next word, forgetting the letters typed to find one."""
        with self.prevent(Input.Changed):
            self.input.value = ""
        last = len(self._words) - 1
        at = self.words.highlighted
        self.words.highlighted = 0 if at is None else min(max(at + step, 0), last)
        self._note()

    @on(OptionList.OptionSelected)
    def _word_clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._accept()

    # -- finding a field

    def action_jump(self) -> None:
        """Ask for a field by its name."""
        self._origin = self.cursor
        self.add_class("-jumping")
        jump = self.query_one("#form-jump", Input)
        jump.value = ""
        jump.focus()
        self._note()

    @on(Input.Changed, "#form-jump")
    def _jumped(self, event: Input.Changed) -> None:
        event.stop()
        wanted = event.value.strip().lower()
        names = {key: f"{field.label} {key}".lower() for key, field in self.sheet.fields.items()}
        begun = [key for key, name in names.items() if name.startswith(wanted)]
        inside = [key for key, name in names.items() if wanted in name]
        self.cursor = (*begun, *inside, self._origin)[0] if wanted else self._origin

    @on(Input.Submitted, "#form-jump")
    def _jump_done(self, event: Input.Submitted) -> None:
        event.stop()
        self._close()

    # -- the lines that say how it was understood

    def _note(self, *, refused: str | None = None) -> None:
        """Say what the field asks for and how what stands in it is understood."""
        note, field = self.query_one("#form-note", Static), self.sheet.field
        self._change = {}
        said = form_note.refused(refused) if refused is not None else self._reading(field)
        note.update(lines([form_note.about(field, note.content_size.width), said]))
        self.post_message(self.Imagined(self._change))

    def _reading(self, field: Field) -> Content:
        today, stored = self.sheet.today, self.sheet.values.get(field.key)
        hidden = field.key in self.sheet.hidden
        if not self.editing:
            wrong = self._check(field.key, stored)
            return form_note.contradicted(wrong) if wrong else form_note.hint(field, today)
        try:
            value = self._typed()
        except Refused as error:
            reason = str(error).removeprefix(f"{field.key}: ")
            return form_note.refused(f"accepted: {field.accepts}" if hidden else reason)
        if value != stored:
            self._change = {field.key: value}
        return form_note.understood(field, value, self.input.value, today, hidden=hidden)
