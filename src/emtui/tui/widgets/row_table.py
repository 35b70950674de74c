"""The one table of every tab: rows drawn line by line, so that 500 rows filter between two key strokes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from emtui.tui.signs import sign
from emtui.tui.text import FAINT, Text, accent, fit, line, lines, plain, quiet, strong

if TYPE_CHECKING:
    from emtui.tui.widgets.filter_line import FilterLine

Key = str | int


@dataclass(frozen=True, slots=True)
class Column:
    """One column. Widths are in cells; without `width` it is as wide as its widest cell.

    `least` is how far it may be cut (0: never, as for numbers); `drop` > 0 lets the column go where the
    table is too narrow, the highest first; `grow` gives it the spare room; `gap` stands before it.
    """

    key: str
    title: str = ""
    align: str = "left"
    width: int | None = None
    least: int = 0
    drop: int = 0
    grow: bool = False
    gap: int = 2


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `key` names it to the tab, `cells` by column key (a missing one is blank).

    `value` is what the tab wants back with it, and what filter predicates look at.
    """

    key: Key
    cells: Mapping[str, Text]
    value: Any = None
    plain: str = field(init=False, default="", repr=False)

    def __post_init__(self) -> None:
        words = " ".join(cell if isinstance(cell, str) else cell.plain for cell in self.cells.values())
        object.__setattr__(self, "plain", words.casefold())


Predicate = Callable[[Row], bool]


def having_words(typed: str) -> Predicate:
    """Rows in which every word typed is found somewhere."""
    words = typed.casefold().split()
    return lambda row: all(word in row.plain for word in words)


class RowTable(ScrollView, can_focus=True):
    """Rows in columns with a cursor, a filter and a head.

    Fill it with `set_rows`; the cursor stays on its key where that is still there. `cursor_row` is the Row
    under it (None when empty), `move_to(key)` puts it there. Messages: `Moved` (cursor), `Selected` (enter,
    click on the row under the cursor, double click). `set_filter(predicate)` narrows what is shown, at once.
    `open_filter()` (the app's `/`) lets the user type one; `read_filter` makes a predicate of what is typed.
    `set_empty(what, why, key_line)` says what stands there while there are no rows.
    It draws its own padding column on both sides (`▸` stands in the left one): put it in a flush Pane.
    """

    BINDINGS = [
        Binding("up,k", "move(-1)", "Up", show=False, id="table.up"),
        Binding("down,j", "move(1)", "Down", show=False, id="table.down"),
        Binding("pageup,ctrl+b", "page(-1)", "Page up", show=False, id="table.page-up"),
        Binding("pagedown,ctrl+d", "page(1)", "Page down", show=False, id="table.page-down"),
        Binding("home,g", "end(-1)", "First row", show=False, id="table.first"),
        Binding("end,G", "end(1)", "Last row", show=False, id="table.last"),
        Binding("enter", "select", "open", show=False, id="table.open", tooltip="open the selected row"),
        Binding("escape", "back", "all rows", show=False, id="table.all-rows"),
    ]

    COMPONENT_CLASSES = {"row-table--cursor", "row-table--head"}

    SCOPED_CSS = False
    DEFAULT_CSS = """
    RowTable {
        height: 1fr;
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
        & > .row-table--cursor { background: $block-cursor-blurred-background; }
        &:focus > .row-table--cursor { background: $block-cursor-background; }
        & > .row-table--head { color: $foreground-muted; }
    }
    """

    cursor: reactive[int] = reactive(0, repaint=False)

    class Moved(Message):
        """The cursor stands on another row."""

        def __init__(self, table: "RowTable", row: Row) -> None:
            super().__init__()
            self.table = table
            self.row = row

        @property
        def control(self) -> "RowTable":
            return self.table

    class Selected(Moved):
        """A row was chosen: enter or the mouse."""

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        head: bool = True,
        read_filter: Callable[[str], Predicate] = having_words,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.columns = tuple(columns)
        self.head = head
        self.read_filter = read_filter
        self.all_rows: tuple[Row, ...] = ()
        self.rows: tuple[Row, ...] = ()
        self._widths: dict[str, int] = {}
        self._layout: tuple[tuple[Column, int], ...] = ()
        self._laid_out_for = -1
        self._filter: Predicate | None = None
        self._filter_line: FilterLine | None = None
        self._empty = Content()

    @property
    def cursor_row(self) -> Row | None:
        """The row under the cursor."""
        return self.rows[self.cursor] if self.cursor < len(self.rows) else None

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show `rows`; the cursor follows its key."""
        self.all_rows = tuple(rows)
        self._widths = {column.key: self._natural_width(column) for column in self.columns}
        self._refilter()
        if self._filter_line is not None:
            self._filter_line.show_count()

    def set_filter(self, predicate: Predicate | None) -> None:
        """Show only the rows for which `predicate` holds; None shows all."""
        self._filter = predicate
        self._refilter()

    async def open_filter(self) -> None:
        """Let the user type a filter, in a line above the table."""
        from emtui.tui.widgets.filter_line import FilterLine  # its field is not needed for the first frame

        if self._filter_line is None:
            assert isinstance(self.parent, Widget)
            self._filter_line = FilterLine(self)
            await self.parent.mount(self._filter_line, before=self)
        self.screen.set_focus(self._filter_line.query_one("Input", Widget))

    def close_filter(self) -> None:
        """Show all rows again."""
        if self._filter_line is not None:
            self.set_filter(None)
            self._filter_line.remove()
            self._filter_line = None
            self.focus()

    def set_empty(self, what: str, why: str = "", key: str = "", does: str = "") -> None:
        """What stands in the middle without rows: what belongs here, why, and the key that starts it."""
        rows: list[Text] = [strong(what), quiet(why)]
        if key:
            rows += ["", line(accent(key), " ", does)]
        self._empty = lines(rows)
        self.refresh()

    def move_to(self, key: Key) -> None:
        """Put the cursor on the row called `key`, where there is one."""
        for index, row in enumerate(self.rows):
            if row.key == key:
                self.cursor = index
                return

    def point_at(self, key: Key) -> bool:
        """Put cursor and focus on the row called `key`, out of a filter that hides it; False without one."""
        if not any(row.key == key for row in self.all_rows):
            return False
        if not any(row.key == key for row in self.rows):
            self.close_filter()
        self.move_to(key)
        self.screen.set_focus(self)
        return True

    def _refilter(self) -> None:
        stood_on = self.cursor_row
        self.rows = tuple(filter(self._filter, self.all_rows)) if self._filter else self.all_rows
        self.virtual_size = Size(self.size.width, len(self.rows) + self.head)
        index = next(
            (i for i, row in enumerate(self.rows) if stood_on and row.key == stood_on.key), self.cursor
        )
        self.cursor = max(0, min(index, len(self.rows) - 1))
        self._laid_out_for = -1
        self.refresh()

    def validate_cursor(self, index: int) -> int:
        return max(0, min(index, len(self.rows) - 1))

    def watch_cursor(self, before: int, now: int) -> None:
        for index in (before, now):  # the two rows only; a table that scrolls paints itself anew
            self.refresh_line(index + self.head)
        row = self.cursor_row
        if row is not None:
            self.scroll_to_region(Region(0, now, 1, 1 + self.head), animate=False, force=True)
            self.post_message(self.Moved(self, row))

    def action_move(self, step: int) -> None:
        """Move the cursor by `step` rows."""
        self.cursor += step

    def action_page(self, pages: int) -> None:
        """Move the cursor by `pages` screens."""
        self.cursor += pages * max(1, self.size.height - self.head - 1)

    def action_end(self, direction: int) -> None:
        """Move the cursor to the first or the last row."""
        self.cursor = 0 if direction < 0 else len(self.rows) - 1

    def action_select(self) -> None:
        """Choose the row under the cursor."""
        if self.cursor_row is not None:
            self.post_message(self.Selected(self, self.cursor_row))

    def action_back(self) -> None:
        """Close the filter."""
        self.close_filter()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a filter, escape is not the table's: it goes on, and is not listed as its key."""
        return action != "back" or self._filter_line is not None

    def on_click(self, event: events.Click) -> None:
        index = event.y + int(self.scroll_y) - self.head
        if event.y < self.head or not 0 <= index < len(self.rows):
            return
        if index == self.cursor:
            self.action_select()
        self.cursor = index

    def _natural_width(self, column: Column) -> int:
        if column.width is not None:
            return column.width
        cells = (plain(row.cells.get(column.key, "")).cell_length for row in self.all_rows)
        return max(cells, default=0)

    def _lay_out(self, width: int) -> None:
        """Choose which columns fit `width` cells, and how wide each is."""
        self._laid_out_for = width
        room = width - 2
        kept = list(self.columns)
        widths = {column.key: max(self._widths.get(column.key, 0), len(column.title)) for column in kept}

        def needed(least: bool) -> int:
            return sum(
                (min(column.least or widths[column.key], widths[column.key]) if least else widths[column.key])
                + (column.gap if index else 0)
                for index, column in enumerate(kept)
            )

        while needed(least=True) > room and any(column.drop for column in kept):
            kept.remove(max(kept, key=lambda column: column.drop))
        over = needed(least=False) - room
        for column in sorted((c for c in kept if c.least), key=lambda c: -widths[c.key]):
            cut = max(0, min(over, widths[column.key] - column.least))
            widths[column.key] -= cut
            over -= cut
        growing = [column for column in kept if column.grow]
        if growing and over < 0:
            widths[growing[-1].key] -= over
        self._layout = tuple((column, widths[column.key]) for column in kept)

    def render_line(self, y: int) -> Strip:
        """Draw one line: the head, a row, or nothing."""
        width = self.size.width
        if width != self._laid_out_for:
            self._lay_out(width)
        row = y if y < self.head else y + int(self.scroll_y)
        content, style = self._line(row)
        selection = self.text_selection
        span = selection.get_span(row) if selection is not None else None
        if span is not None:
            start, end = span
            marked = self.screen.get_visual_style("screen--selection")
            content = content.stylize(marked, start, len(content) if end == -1 else end)
        strip = Strip(content.render_segments(style)).adjust_cell_length(width, style.rich_style)
        return strip.apply_offsets(0, row)

    def _line(self, y: int) -> tuple[Content, Style]:
        """Line `y` of the whole table, the head being the first, and the style under it."""
        if not self.rows:
            return self._empty_line(y), self.visual_style
        if self.head and y == 0:
            head = self._assemble(self.heads(), " ")
            return head, self.get_visual_style("row-table--head")
        index = y - self.head
        if index >= len(self.rows):
            return Content(), self.visual_style
        cells = self.cells_of(self.rows[index])
        if index != self.cursor:
            return self._assemble(cells, " "), self.visual_style
        content = self._assemble(cells, accent(sign("selected")) if self.has_focus else " ")
        if self.has_focus and self.app.has_class("-ascii"):  # the tint cannot be seen: reversed instead
            return content.without_spans, self.visual_style + Style(reverse=True)
        return on_selection(content), self.get_visual_style("row-table--cursor")

    def heads(self) -> Mapping[str, Text]:
        """The head of each column, by its key."""
        return {column.key: column.title for column in self.columns}

    def cells_of(self, row: Row) -> Mapping[str, Text]:
        """What a row in sight shows, for a table that makes its cells only when they are drawn."""
        return row.cells

    def _assemble(self, cells: Mapping[str, Text], margin: Text) -> Content:
        pieces: list[Text] = [margin]
        for index, (column, width) in enumerate(self._layout):
            if index:
                pieces.append(" " * column.gap)
            pieces.append(fit(cells.get(column.key, ""), width, column.align))
        return line(*pieces)

    def _empty_line(self, y: int) -> Content:
        rows = self._empty.split("\n")
        index = y - max(0, (self.size.height - len(rows)) // 2)
        return rows[index].center(self.size.width) if 0 <= index < len(rows) else Content()

    def get_selection(self, selection: Selection) -> tuple[str, str]:
        """The text under the mouse's selection, and what ends it."""
        text = "\n".join(self._line(y)[0].plain for y in range(len(self.rows) + self.head))
        return selection.extract(text), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Show what is selected."""
        self.refresh()


ON_TINT = {FAINT: "$foreground-muted", "$border-blurred": FAINT}
"""What is used on the tint in the place of colours too near to it."""


def on_selection(content: Content) -> Content:
    """`content` as it reads on the tint: what was faint is quiet, what was a line is faint."""
    spans = [span._replace(style=ON_TINT.get(str(span.style), span.style)) for span in content.spans]
    return Content(content.plain, spans)
