"""Areas of the exam: how much was practised, how well, which way it goes, and the blocks behind it."""

from datetime import date
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical

from emtui.plan import Plan, QuestionBlock
from emtui.planner.areas import AreaRow, areas
from emtui.tui.dialogs.block import BlockDialog
from emtui.tui.tabs import areas_words as words
from emtui.tui.tabs import study_changes as changes
from emtui.tui.tabs.base import BACK, FullView
from emtui.tui.widgets.fitted import Fitted
from emtui.tui.widgets.pane import Pane
from emtui.tui.widgets.row_table import RowTable
from emtui.vocabulary import Tab


class AreasView(FullView):
    """The areas, the costliest first; below them the blocks, of all areas or of the selected one."""

    TAB = Tab.STUDY
    TITLE = "Areas"

    SCOPED_CSS = False
    DEFAULT_CSS = """
    AreasView {
        layout: horizontal;
        & #areas-main { width: 1fr; }
        & #areas-pane { height: 19; }
        & #blocks-pane { height: 1fr; }
        & #area-pane { width: 38; margin-left: 1; }
    }
    .-wide AreasView #area-pane { width: 62; }
    .-narrow AreasView {
        & #areas-main { width: 100%; }
        & #areas-pane { height: 1fr; }
        & #area-pane { display: none; }
        & #blocks-pane { height: 7; }
    }
    """

    BINDINGS = [
        BACK,
        Binding("b", "block", "log block", id="areas.block", tooltip="log a question block: 31 cardio"),
        Binding(
            "o", "only", "only this area", id="areas.only", tooltip="blocks of the selected area, or all"
        ),
        Binding("e", "edit", "edit block", id="areas.edit", tooltip="edit the selected block"),
        Binding("x", "remove", "delete block", id="areas.remove", tooltip="delete it; undo brings it back"),
    ]

    _only: str | None = None

    def compose(self) -> ComposeResult:
        with Vertical(id="areas-main"):
            with Pane("Areas of the exam", flush=True, id="areas-pane"):
                yield RowTable(words.COLUMNS, id="areas")
            with Pane("Blocks", flush=True, id="blocks-pane"):
                yield RowTable(words.BLOCK_COLUMNS, id="blocks")
        with Pane("Selected", id="area-pane"):
            yield Fitted(id="area")

    @property
    def _areas(self) -> RowTable:
        return self.query_one("#areas", RowTable)

    @property
    def _blocks(self) -> RowTable:
        return self.query_one("#blocks", RowTable)

    @property
    def _area(self) -> AreaRow | None:
        row = self._areas.cursor_row
        return None if row is None else row.value

    @property
    def _block(self) -> QuestionBlock | None:
        row = self._blocks.cursor_row
        return None if row is None else row.value

    def draw(self, plan: Plan, today: date) -> None:
        self._areas.set_rows(words.rows(areas(plan.question_blocks, today)))
        self.query_one("#areas-pane", Pane).state = "costs = of 100 exam questions, likely lost"
        self._draw_blocks(plan, today)
        self._draw_area()

    def _draw_blocks(self, plan: Plan, today: date) -> None:
        self._blocks.set_empty(*words.NO_BLOCKS, self.key_of("areas.block"), "log the first one")
        self._blocks.set_rows(words.block_rows(plan.question_blocks, self._only, today))
        pane, area = self.query_one("#blocks-pane", Pane), self._area
        pane.heading = "Blocks" if self._only is None or area is None else f"Blocks, {area.name}"
        count = len(self._blocks.rows)
        pane.remark = f"newest {count}" if count == words.MOST_BLOCKS else str(count or "")
        pane.state = words.totals(plan.question_blocks)

    def _draw_area(self) -> None:
        layout = partial(words.in_full, self._area)
        self.query_one("#area", Fitted).show(lambda width, height: layout(width))

    @on(RowTable.Moved, "#areas")
    def _moved(self) -> None:
        self._draw_area()
        if self._only is not None and self._area is not None:
            self._only = self._area.system
            self._draw_blocks(self.planner.plan, self.planner.today)

    @on(RowTable.Selected, "#areas")
    def action_only(self) -> None:
        """Show the blocks of the selected area only, or of all again."""
        area = self._area
        if area is not None:
            self._only = area.system if self._only is None else None
            self._draw_blocks(self.planner.plan, self.planner.today)

    @on(RowTable.Selected, "#blocks")
    def action_edit(self) -> None:
        """Edit the selected block."""
        if self._block is not None:
            self.app.push_screen(BlockDialog(self._block))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a block there is none to edit."""
        return action not in ("edit", "remove") or self._block is not None

    async def action_block(self) -> None:
        """Open the log line for a question block."""
        await changes.log_block(self.planner)

    def action_remove(self) -> None:
        """Delete the selected block."""
        block = self._block
        if block is not None:
            self.planner.save(lambda store: store.remove(block))
