"""The sheet of a form: every field with its label and value, one of them under the cursor."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from textual import events
from textual.content import Content
from textual.geometry import Region, Size, Spacing
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from emtui.fields import Field, Value
from emtui.tui.signs import sign
from emtui.tui.text import accent, faint, fit, line, lines, masked, quiet, strong, styled, title
from emtui.tui.widgets.form_layout import GUTTER, LABEL_WIDTH, Layout, lay_out


class FieldSheet(Widget, can_focus=True):
    """Draws the fields and moves the cursor among them; what is typed into one is the form's business."""

    DEFAULT_CSS = """
    FieldSheet { height: auto; min-height: 100%; }
    """

    cursor: reactive[str] = reactive("", init=False)
    """The key of the field under the cursor."""

    class Moved(Message):
        """The cursor stands on another field."""

    @dataclass
    class Clicked(Message):
        """A field was clicked."""

        key: str

    def __init__(self, fields: Sequence[Field], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.fields = {field.key: field for field in fields}
        self.values: Mapping[str, Value] = {}
        self.today = date.min
        self.hidden: frozenset[str] = frozenset()
        self.set_reactive(FieldSheet.cursor, fields[0].key)
        titles = dict.fromkeys(field.group for field in fields)
        self._groups = tuple(
            (name, tuple(field.key for field in fields if field.group == name)) for name in titles
        )

    def show(self, values: Mapping[str, Value], today: date, hidden: frozenset[str]) -> None:
        """Draw `values` by field key; those of `hidden` fields as dots."""
        self.values, self.today, self.hidden = values, today, hidden
        self.refresh()

    @property
    def field(self) -> Field:
        """The field under the cursor."""
        return self.fields[self.cursor]

    @property
    def arrangement(self) -> Layout:
        """Where everything stands at the present size."""
        return self._lay_out(self.size.width)

    def _lay_out(self, width: int) -> Layout:
        room = self.parent.size.height if isinstance(self.parent, Widget) else self.size.height
        return lay_out(self._groups, width, room)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return self._lay_out(width).height

    def region_of(self, key: str) -> Region:
        """The cells of a field's value, relative to the sheet."""
        layout = self.arrangement
        place = layout.fields[key]
        return Region(place.x + LABEL_WIDTH, place.y, layout.field_width, 1)

    # -- the cursor

    def move(self, step: int) -> None:
        """Put the cursor so many fields further on, at most to the first or last."""
        keys = list(self.fields)
        self.cursor = keys[min(max(keys.index(self.cursor) + step, 0), len(keys) - 1)]

    def move_across(self, step: int) -> None:
        """Put the cursor on the field beside it, in the next or previous column."""
        self.cursor = self.arrangement.beside(self.cursor, step)

    def watch_cursor(self) -> None:
        self.refresh()
        self.keep_in_view()
        self.post_message(self.Moved())

    def keep_in_view(self, below: int = 0) -> None:
        """Scroll so that the field under the cursor, its group's head and `below` rows can be seen."""
        if isinstance(self.parent, Widget):
            region = self.region_of(self.cursor)
            self.parent.scroll_to_region(
                Region(0, region.y, self.size.width, 1 + below),
                spacing=Spacing(top=1, bottom=1),
                animate=False,
                x_axis=False,
            )

    def on_resize(self) -> None:
        self.call_after_refresh(self.keep_in_view)

    def on_click(self, event: events.Click) -> None:
        key = self.arrangement.at(event.x, event.y) if event.widget is self else None
        if key is not None:
            self.post_message(self.Clicked(key))

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    # -- drawing

    def render(self) -> Content:
        layout = self.arrangement
        rows: dict[int, dict[int, Content]] = {}
        for name, place in layout.heads.items():
            rows.setdefault(place.y, {})[place.x] = fit(title(name), layout.column_width)
        for key, place in layout.fields.items():
            rows.setdefault(place.y, {})[place.x] = self._row(self.fields[key], layout)
            if layout.reasons == "below":
                reason = faint(f" {self.fields[key].why}")
                rows.setdefault(place.y + 1, {})[place.x] = fit(reason, layout.column_width)
        step = layout.column_width + GUTTER
        columns = range(0, self.size.width - layout.column_width + 1, step)
        blank = Content(" " * layout.column_width)
        return lines(
            Content(" " * GUTTER).join(rows.get(y, {}).get(x, blank) for x in columns)
            for y in range(layout.height)
        )

    def _row(self, field: Field, layout: Layout) -> Content:
        selected = field.key == self.cursor
        label = fit(field.label, LABEL_WIDTH - 2)
        head = line(
            accent(sign("selected")) if selected else " ", strong(label) if selected else quiet(label)
        )
        row = line(head, " ", self._value(field, layout.field_width, selected))
        if layout.reasons == "beside":
            row = line(row, "  ", faint(field.why))
        return fit(row, layout.column_width)

    def _value(self, field: Field, width: int, selected: bool) -> Content:
        value = self.values.get(field.key)
        said = field.say(value, self.today)
        unit = quiet(field.unit) if field.unit != "year" else Content("")
        if value is None:
            text, unit = quiet(f"{sign('unknown')} unknown"), Content("")
        else:
            text = Content(masked(said) if field.key in self.hidden else said)
        room = width - 2 - (unit.cell_length + 1 if unit else 0)
        body = line(fit(text, room), " ", unit) if unit else fit(text, room)
        ground = "$surface"
        if selected:
            focused = isinstance(self.parent, Widget) and self.parent.has_focus_within
            ground = "$block-cursor-background" if focused else "$block-cursor-blurred-background"
        return styled(line(" ", body, " "), f"on {ground}")
