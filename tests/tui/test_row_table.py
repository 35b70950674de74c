"""The table of every tab."""

from tests.tui.conftest import ScreenText
from textual.app import App, ComposeResult
from textual.widgets import Input

from emtui.tui.text import faint, line, strong
from emtui.tui.widgets.pane import Pane
from emtui.tui.widgets.row_table import Column, Row, RowTable, on_selection

COLUMNS = (
    Column("name", "program", least=6, grow=True),
    Column("city", "city", drop=2),
    Column("note", "note", least=4, drop=1),
    Column("score", "cutoff", align="right"),
)
ROWS = [
    Row("lake", {"name": "Lakeview Medical Center", "city": "Houston", "score": "235", "note": "first"}),
    Row("bay", {"name": "[bold]Bayfront", "city": "Miami", "score": strong("9"), "note": "second"}),
    Row("oak", {"name": "Live Oak", "city": "Austin", "score": "230"}),
]


class TableApp(App[None]):
    """A table in a pane."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[tuple[str, object]] = []

    def compose(self) -> ComposeResult:
        with Pane("Programs", flush=True):
            yield RowTable(COLUMNS)

    @property
    def table(self) -> RowTable:
        return self.query_one(RowTable)

    def on_row_table_selected(self, event: RowTable.Selected) -> None:
        self.heard.append(("selected", event.row.key))

    def on_row_table_moved(self, event: RowTable.Moved) -> None:
        self.heard.append(("moved", event.row.key))


async def test_rows_stand_in_columns_under_their_heads(screen_text: ScreenText) -> None:
    app = TableApp()
    async with app.run_test(size=(60, 8)) as pilot:
        app.table.set_rows(ROWS)
        await pilot.pause()
        lines = screen_text(app).splitlines()
    assert "program" in lines[1]
    assert lines[2].startswith("│▸Lakeview Medical Center")
    assert "[bold]Bayfront" in lines[3]
    ends = {
        line.rstrip(" │").rfind(text) + len(text)
        for line, text in zip(lines[2:5], ("235", "9", "230"), strict=True)
    }
    assert len(ends) == 1  # numbers are right-aligned


async def test_a_narrow_table_drops_columns_and_cuts_names_never_numbers(screen_text: ScreenText) -> None:
    app = TableApp()
    async with app.run_test(size=(26, 8)) as pilot:
        app.table.set_rows(ROWS)
        await pilot.pause()
        text = screen_text(app)
    assert "Houston" not in text
    assert "…" in text
    assert "235" in text
    assert "230" in text


async def test_the_cursor_follows_its_row_when_the_rows_change() -> None:
    app = TableApp()
    async with app.run_test(size=(60, 8)) as pilot:
        app.table.set_rows(ROWS)
        await pilot.press("j", "down", "k")
        assert app.table.cursor_row is ROWS[1]
        app.table.set_rows([ROWS[2], ROWS[1]])
        await pilot.pause()
        assert app.table.cursor_row is ROWS[1]
        app.table.set_rows([])
        assert app.table.cursor_row is None
        await pilot.press("enter", "down", "end")
        assert ("selected", None) not in app.heard


async def test_keys_and_mouse_choose_a_row() -> None:
    app = TableApp()
    async with app.run_test(size=(60, 8)) as pilot:
        app.table.set_rows(ROWS)
        await pilot.press("end", "enter")
        await pilot.click(RowTable, offset=(3, 1))
        await pilot.click(RowTable, offset=(3, 1))
        await pilot.pause()
    assert app.heard == [("moved", "oak"), ("selected", "oak"), ("moved", "lake"), ("selected", "lake")]


async def test_a_long_table_scrolls_with_its_cursor_and_keeps_its_head(screen_text: ScreenText) -> None:
    app = TableApp()
    async with app.run_test(size=(60, 10)) as pilot:
        app.table.set_rows([Row(n, {"name": f"row {n}"}) for n in range(500)])
        await pilot.press("end")
        await pilot.pause()
        text = screen_text(app)
        assert "program" in text
        assert "row 499" in text
        await pilot.press("pageup", "home")
        await pilot.pause()
        assert "▸row 0" in screen_text(app)


async def test_filter_narrows_as_one_types_and_escape_brings_all_back(screen_text: ScreenText) -> None:
    app = TableApp()
    async with app.run_test(size=(60, 10)) as pilot:
        app.table.set_rows(ROWS)
        await app.table.open_filter()
        await pilot.pause()
        await pilot.press(*"o mi")
        await pilot.pause()
        text = screen_text(app)
        assert "Bayfront" in text
        assert "Lakeview" not in text
        assert "1 of 3" in text
        app.table.set_rows(ROWS[:1])
        await pilot.pause()
        assert "0 of 1" in screen_text(app)
        app.table.set_rows(ROWS)
        await pilot.press("enter")
        assert app.focused is app.table
        assert len(app.table.rows) == 1
        await pilot.press("escape")
        await pilot.pause()
        assert len(app.table.rows) == 3
        assert not app.query(Input)


async def test_an_empty_table_says_what_belongs_there(screen_text: ScreenText) -> None:
    app = TableApp()
    async with app.run_test(size=(60, 10)) as pilot:
        app.table.set_empty(
            "No practice test yet.", "The projection starts with two.", "a", "add the first one"
        )
        await pilot.pause()
        text = screen_text(app)
    assert "No practice test yet." in text
    assert "a add the first one" in text


async def test_a_drag_selects_text_that_can_be_copied() -> None:
    app = TableApp()
    async with app.run_test(size=(60, 10)) as pilot:
        app.table.set_rows(ROWS)
        await pilot.pause()
        await pilot.mouse_down(RowTable, offset=(1, 1))
        await pilot.hover(RowTable, offset=(8, 1))
        await pilot.mouse_up(RowTable, offset=(8, 1))
        assert app.screen.get_selected_text() == "Lakeview"


def test_nothing_is_faint_on_the_selected_row() -> None:
    spans = on_selection(line(faint("id"), strong("id"))).spans
    assert [span.style for span in spans] == ["$foreground-muted", "bold"]
