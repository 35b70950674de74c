"""All mistakes: which are to be looked at again, and why they happened."""

from datetime import date
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from emtui.plan import Plan
from emtui.planner.mistakes import MistakeRow, mistakes
from emtui.tui.tabs import mistakes_words as words
from emtui.tui.tabs import study_changes as changes
from emtui.tui.tabs.base import BACK, FullView
from emtui.tui.widgets.big_number import BigNumber
from emtui.tui.widgets.fitted import Fitted
from emtui.tui.widgets.pane import Pane
from emtui.tui.widgets.row_table import RowTable
from emtui.vocabulary import Tab


class MistakesTableView(FullView):
    """The table of all mistakes; beside it the reasons, and the selected one in full."""

    TAB = Tab.STUDY
    TITLE = "Mistakes"

    SCOPED_CSS = False
    DEFAULT_CSS = """
    MistakesTableView {
        layout: horizontal;
        & #mistakes-main { width: 1fr; }
        & #mistakes-side { width: 42; margin-left: 1; }
        & #again-pane { height: 5; }
        & #again-pane BigNumber { margin-right: 2; }
        & #again-words { width: 1fr; }
        & #reasons-pane { height: 9; }
    }
    .-wide MistakesTableView #mistakes-side { width: 62; }
    .-narrow MistakesTableView {
        layout: vertical;
        & #mistakes-main { width: 100%; height: 1fr; }
        & #mistakes-side { width: 100%; height: 7; margin-left: 0; }
        & #again-pane { height: 4; }
        & #reasons-pane { height: 1fr; }
        & #selected-mistake { display: none; }
    }
    """

    BINDINGS = [
        BACK,
        Binding("space", "again", "seen again", id="mistakes.again", tooltip="you have looked at it again"),
        Binding("a,m", "add", "log mistake", id="mistakes.add", tooltip="log a question you got wrong"),
        Binding("e", "edit", "edit", id="mistakes.edit", tooltip="edit the selected mistake"),
        Binding("x", "remove", "delete", id="mistakes.remove", tooltip="delete it; undo brings it back"),
    ]

    def compose(self) -> ComposeResult:
        with Vertical(id="mistakes-main"):
            with Pane("Look again", id="again-pane"), Horizontal():
                yield BigNumber("")
                yield Static(id="again-words")
            with Pane("Mistakes", flush=True, id="all-mistakes"):
                yield RowTable(words.COLUMNS)
        with Vertical(id="mistakes-side"):
            with Pane("Why they happened", id="reasons-pane"):
                yield Fitted(id="reasons")
            with Pane("Selected", id="selected-mistake"):
                yield Fitted(id="in-full")

    @property
    def _table(self) -> RowTable:
        return self.query_one(RowTable)

    @property
    def _selected(self) -> MistakeRow | None:
        row = self._table.cursor_row
        return None if row is None else row.value

    def draw(self, plan: Plan, today: date) -> None:
        view = mistakes(plan.mistakes, today)
        self.query_one(BigNumber).update(str(view.due))
        self.query_one("#again-words", Static).update(words.headline(view, self.key_of("mistakes.again")))
        self._table.set_empty(*words.NONE_YET, self.key_of("mistakes.add"), "log the first one")
        self._table.set_rows([words.long_row(row, today) for row in view.rows])
        self.query_one("#all-mistakes", Pane).remark = str(len(view.rows) or "")
        self.query_one("#reasons", Fitted).show(lambda width, height: words.reasons(view, width))
        self._draw_selected()

    def _draw_selected(self) -> None:
        layout = partial(words.in_full, self._selected, self.planner.today)
        self.query_one("#in-full", Fitted).show(lambda width, height: layout(width))

    @on(RowTable.Moved)
    def _moved(self, event: RowTable.Moved) -> None:
        event.stop()
        self._draw_selected()

    @on(RowTable.Selected)
    def _chosen(self, event: RowTable.Selected) -> None:
        event.stop()
        self.action_edit()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without mistakes there is only one to add."""
        return self._selected is not None or action not in ("again", "edit", "remove")

    def action_again(self) -> None:
        """Note that the selected mistake was looked at again."""
        if self._selected is not None:
            changes.looked_again(self.planner, self._selected)

    def action_add(self) -> None:
        """Ask for a mistake and store it."""
        changes.ask_mistake(self.planner, None)

    def action_edit(self) -> None:
        """Edit the selected mistake."""
        if self._selected is not None:
            changes.ask_mistake(self.planner, self._selected.mistake)

    def action_remove(self) -> None:
        """Delete the selected mistake."""
        if self._selected is not None:
            changes.take_out_mistake(self.planner, self._selected.mistake)
