"""Instruments: how each practice test reads and scatters, whose figures these are, and what yours change."""

from datetime import date
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from emtui.plan import OwnInstrument, Plan
from emtui.planner.instruments import Assumed, as_the_guide_has_it, assumed
from emtui.planner.scores import scores
from emtui.tui.dialogs.ask import AskDialog
from emtui.tui.dialogs.figures import FiguresDialog, store_figures
from emtui.tui.tabs import instruments_words as words
from emtui.tui.tabs.base import BACK, FullView
from emtui.tui.text import line, quiet, strong
from emtui.tui.widgets.fitted import Fitted
from emtui.tui.widgets.pane import Pane
from emtui.tui.widgets.row_table import RowTable
from emtui.vocabulary import Tab
from emtui.words import new_form


class InstrumentsView(FullView):
    """Every practice test known at the left, the selected one and the projection at the right."""

    TAB = Tab.SCORES
    TITLE = "Instruments"

    SCOPED_CSS = False
    DEFAULT_CSS = """
    InstrumentsView {
        layout: horizontal;
        & #assumed-pane { width: 1fr; }
        & #assumed-side { width: 48; margin-left: 1; }
        & #assumed-detail { height: 1fr; }
        & #assumed-effect { height: 7; }
        & VerticalScroll { scrollbar-size-vertical: 1; }
    }
    .-wide InstrumentsView #assumed-side { width: 80; }
    .-narrow InstrumentsView {
        layout: vertical;
        & #assumed-pane { width: 100%; }
        & #assumed-side { width: 100%; height: 10; margin-left: 0; }
        & #assumed-effect { height: 4; }
    }
    """

    BINDINGS = [
        BACK,
        Binding("e", "edit", "edit", id="instruments.edit", tooltip="figures of your own for the selected"),
        Binding(
            "x",
            "reset",
            "guide's",
            id="instruments.reset",
            tooltip="back to the guide's figures; a form of your own goes",
        ),
        Binding("a", "add", "add form", id="instruments.add", tooltip="add a form the guide does not list"),
    ]

    def compose(self) -> ComposeResult:
        with Pane("Practice tests", flush=True, id="assumed-pane"):
            yield RowTable(words.COLUMNS)
        with Vertical(id="assumed-side"):
            with Pane("Selected", id="assumed-detail"), VerticalScroll(can_focus=False):
                yield Static(id="about")
            with Pane(id="assumed-effect"):
                yield Fitted(id="effect")

    @property
    def _table(self) -> RowTable:
        return self.query_one(RowTable)

    def draw(self, plan: Plan, today: date) -> None:
        rows = assumed(plan, today)
        self._table.set_rows([words.row(row) for row in rows])
        pane = self.query_one("#assumed-pane", Pane)
        pane.remark = str(len(rows) - 1)
        pane.state = words.summary(rows)
        self._draw_selected()
        self._draw_effect(plan, today, changed=any(row.yours for row in rows))

    def _draw_effect(self, plan: Plan, today: date, *, changed: bool) -> None:
        after = scores(plan, today).figures
        before = scores(as_the_guide_has_it(plan), today).figures if changed else after
        pane, hidden = self.query_one("#assumed-effect", Pane), self.planner.masked
        pane.heading = words.effect_heading(changed=changed)
        self.query_one("#effect", Fitted).show(
            lambda width, height: words.effect(
                before, after, hidden=hidden, columns=2 if self.narrow else 1, width=width
            )
        )

    def _draw_selected(self) -> None:
        row = self._selected
        if row is not None:
            self.query_one("#about", Static).update(words.detail(row, self.planner.today, brief=self.narrow))

    @property
    def _selected(self) -> Assumed | None:
        row = self._table.cursor_row
        return None if row is None else row.value

    @on(RowTable.Moved)
    def _moved(self, event: RowTable.Moved) -> None:
        event.stop()
        self._draw_selected()

    @on(RowTable.Selected)
    def _chosen(self, event: RowTable.Selected) -> None:
        event.stop()
        self.action_edit()

    # -- figures of one's own

    def action_edit(self) -> None:
        """Ask for the figures of the selected row."""
        if self._selected is not None:
            self.app.push_screen(FiguresDialog(self._selected))

    def action_reset(self) -> None:
        """Go back to the guide's figures; a form it does not list goes, unless tests were sat on it."""
        row = self._selected
        if row is None:
            return
        if row.yours:
            self.planner.save(partial(store_figures, row, dict.fromkeys(row.figures)))
        elif row.own is not None:
            own = row.own
            self.planner.save(lambda store: store.remove(own))
        else:
            self.planner.say(words.AS_THE_GUIDE)

    def action_add(self) -> None:
        """Ask for a form the guide does not list."""
        self.app.push_screen(AskDialog("Add a practice test form", words.ADD_HINT, self._read), self._add)

    def _read(self, typed: str) -> tuple[OwnInstrument, Content]:
        form = new_form(typed, self.planner.plan)
        return form, line(strong(form.name), quiet(f", in {form.unit}, read as any test not in the guide"))

    async def _add(self, form: OwnInstrument | None) -> None:
        if form is not None and await self.planner.save(lambda store: store.add(form)).wait():
            self._table.move_to(form.instrument)
