"""What comes first: the steps to opening day and to the rank list, each with the days it has to spare."""

from datetime import date
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll

from emtui.plan import Plan
from emtui.planner.calendar import calendar
from emtui.tui.tabs import chains_words as words
from emtui.tui.tabs.base import BACK, FullView
from emtui.tui.widgets.fitted import Flowing
from emtui.tui.widgets.pane import Pane
from emtui.tui.widgets.row_table import RowTable
from emtui.vocabulary import Tab


class ChainsView(FullView):
    """The chains at the left, the tightest first; at the right what is known of visas, to be checked."""

    TAB = Tab.CALENDAR
    TITLE = "What comes first"

    SCOPED_CSS = False
    DEFAULT_CSS = """
    ChainsView {
        layout: horizontal;
        & #chains-pane { width: 1fr; }
        & #notes-pane { width: 40; margin-left: 1; }
        & VerticalScroll { scrollbar-size-vertical: 1; }
    }
    .-wide ChainsView #notes-pane { width: 76; }
    .-narrow ChainsView {
        layout: vertical;
        & #notes-pane { width: 100%; height: 7; margin-left: 0; }
    }
    """

    BINDINGS = [
        BACK,
        Binding("enter", "go", "show it", id="chains.go", tooltip="show the step in the calendar"),
    ]

    def compose(self) -> ComposeResult:
        with Pane("Steps", flush=True, id="chains-pane"):
            yield RowTable(words.COLUMNS)
        with Pane("Visa facts to check again", id="notes-pane"), VerticalScroll():
            yield Flowing(id="notes")

    def draw(self, plan: Plan, today: date) -> None:
        view = calendar(plan, today)
        table = self.query_one(RowTable)
        table.set_empty(*words.NO_CHAINS)
        table.set_rows(words.rows(view))
        self.query_one("#chains-pane", Pane).state = "to spare = before the day that is safe"
        self.query_one("#notes-pane", Pane).remark = str(len(view.notes) or "")
        layout = partial(words.notes, view.notes, hidden=self.planner.masked)
        self.query_one("#notes", Flowing).show(layout)

    @on(RowTable.Selected)
    async def action_go(self) -> None:
        """Go back to the calendar, to the entry of the step."""
        row = self.query_one(RowTable).cursor_row
        if row is not None and row.value is not None:
            planner = self.planner
            await planner.close_view()
            await planner.show_tab(Tab.CALENDAR, row.value)
