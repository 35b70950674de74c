"""The Scores tab: the chart to exam day, the practice tests, and what they say of readiness."""

from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from emtui.plan import Plan, PracticeTest
from emtui.planner.instruments import assumed
from emtui.planner.scores import Scores, scores
from emtui.tui.dialogs.practice_test import PracticeTestDialog
from emtui.tui.signs import in_ascii
from emtui.tui.tabs import scores_words as words
from emtui.tui.tabs.base import TabView
from emtui.tui.widgets.fan_chart import FanChart
from emtui.tui.widgets.fan_picture import Zoom
from emtui.tui.widgets.pane import Pane
from emtui.tui.widgets.readiness import ReadinessPane
from emtui.tui.widgets.row_table import RowTable
from emtui.vocabulary import Tab


class ScoresTab(TabView):
    """Chart, practice tests and readiness; on a narrow screen one below the other, readiness first."""

    TAB = Tab.SCORES

    SCOPED_CSS = False
    DEFAULT_CSS = """
    ScoresTab {
        layout: grid;
        grid-size: 2 2;
        grid-columns: 1fr 55;
        grid-rows: 1fr 14;
        grid-gutter: 0 1;
        & #projection { column-span: 2; }
        & #no-chart { height: 1fr; content-align: center middle; text-align: center; }
        & #selected { display: none; }
    }
    .-short ScoresTab { grid-rows: 1fr 11; }
    .-tall ScoresTab.-more-to-know { grid-rows: 1fr 50%; }
    .-wide ScoresTab {
        grid-size: 3 2;
        grid-columns: 88 56 1fr;
        grid-rows: 1fr 1fr;
        & #projection { column-span: 3; max-height: 29; }
        & #selected { display: block; }
    }
    .-narrow ScoresTab {
        layout: vertical;
        & ReadinessPane { dock: top; height: auto; max-height: 6; }
        & #tests { height: 5; }
    }
    .-narrow.-tall ScoresTab #tests { height: 12; }
    """

    BINDINGS = [
        Binding("a", "add", "add test", id="scores.add", tooltip="add a practice test"),
        Binding("e", "edit", "edit", id="scores.edit", tooltip="edit the selected practice test"),
        Binding("x", "delete", "delete", id="scores.delete", tooltip="delete it; undo brings it back"),
        Binding(
            "s", "sit", "sit or delay", id="scores.sit", tooltip="sit or delay: the verdict and its reasons"
        ),
        Binding(
            "w", "what_if", "what if", id="scores.what-if", tooltip="what if: try another day, target or test"
        ),
        Binding(
            "i",
            "instruments",
            "instruments",
            id="scores.instruments",
            tooltip="instruments: how each practice test reads, yours to change",
        ),
        Binding("z", "zoom", "zoom", id="scores.zoom", tooltip="chart: all, 12 weeks, 4 weeks"),
        Binding("r", "app.log('real ')", "real score", id="scores.real", tooltip="enter the real score"),
        Binding(
            "c",
            "scorecard",
            "how it did",
            id="scores.scorecard",
            tooltip="how the projection of each day did",
        ),
    ]

    def compose(self) -> ComposeResult:
        with Pane("Projection to exam day", id="projection"):
            yield FanChart()
            yield Static(id="no-chart")
        with Pane("Practice tests", flush=True, id="tests"):
            yield RowTable(words.COLUMNS)
        yield ReadinessPane(id="readiness")
        with Pane("Selected test", id="selected"):
            yield Static(id="detail")

    @property
    def _table(self) -> RowTable:
        return self.query_one(RowTable)

    @property
    def _chart(self) -> FanChart:
        return self.query_one(FanChart)

    def draw(self, plan: Plan, today: date) -> None:
        view = scores(plan, today)
        hidden = self.planner.masked
        real = plan.profile.step2_score
        self._draw_chart(view, real, hidden=hidden)
        self._table.set_empty(*words.NO_TESTS)
        self._table.set_rows([words.row(test, hidden=hidden) for test in view.tests])
        yours = [row.name for row in assumed(plan, today) if row.yours]
        self.query_one(ReadinessPane).show(view, real=real, yours=yours, hidden=hidden, narrow=self.narrow)
        self.set_class(bool(yours or view.systems or view.scorecard), "-more-to-know")
        self._draw_selected()
        self._label_tests(view)

    def _draw_chart(self, view: Scores, real: int | None, *, hidden: bool) -> None:
        drawn = bool(view.tests) and not hidden
        chart, instead = self._chart, self.query_one("#no-chart", Static)
        chart.display, instead.display = drawn, not drawn
        instead.update(words.MASKED_CHART if hidden else words.NO_CHART)
        chart.show(view, real=real, masked=hidden)
        pane = self.query_one("#projection", Pane)
        pane.heading = "Projection" if self.narrow else "Projection to exam day"
        pane.state = words.legend(view, letters=in_ascii(), brief=self.narrow) if drawn else ""
        self._label_chart()

    def _label_chart(self) -> None:
        shown = self._chart.shown_zoom
        self.query_one("#projection", Pane).remark = "" if shown is Zoom.ALL else shown.value

    def _label_tests(self, view: Scores) -> None:
        pane, shown = self.query_one("#tests", Pane), len(self._table.rows)
        pane.remark = (
            f"{shown} of {len(view.tests)}" if shown != len(view.tests) else str(len(view.tests) or "")
        )
        pane.state = words.TABLE_NOTE if view.tests else ""

    def _draw_selected(self) -> None:
        row = self._table.cursor_row
        test = None if row is None else row.value
        self._chart.select(None if test is None else test.id)
        self.query_one("#detail", Static).update(words.detail(test, hidden=self.planner.masked))

    @on(FanChart.Zoomed)
    def _zoomed(self) -> None:
        self._label_chart()

    @on(RowTable.Moved)
    def _moved(self, event: RowTable.Moved) -> None:
        event.stop()
        self._draw_selected()

    @on(RowTable.Selected)
    def _chosen(self, event: RowTable.Selected) -> None:
        event.stop()
        self.action_edit()

    # -- practice tests

    @property
    def _selected(self) -> PracticeTest | None:
        row = self._table.cursor_row
        if row is None:
            return None
        return next((test for test in self.planner.plan.practice_tests if test.id == row.key), None)

    def action_add(self) -> None:
        """Ask for a practice test and store it."""
        self._ask(None)

    def action_edit(self) -> None:
        """Edit the practice test under the cursor."""
        if self._selected is not None:
            self._ask(self._selected)

    def _ask(self, test: PracticeTest | None) -> None:
        self.app.push_screen(PracticeTestDialog(test), self._stored)

    def _stored(self, test_id: int | None) -> None:
        if test_id is not None:
            self._table.move_to(test_id)

    def action_delete(self) -> None:
        """Delete the practice test under the cursor."""
        test = self._selected
        if test is not None:
            self.planner.save(lambda store: store.remove(test))

    def action_zoom(self) -> None:
        """Show another stretch of time."""
        self._chart.zoom_on()

    # -- full views

    async def action_sit(self) -> None:
        """Open sit or delay."""
        from emtui.tui.tabs.sitting import SittingView

        await self.planner.open_view(SittingView())

    async def action_what_if(self) -> None:
        """Open the what-if, unless the real score is known."""
        from emtui.tui.tabs.what_if import WhatIfView
        from emtui.tui.tabs.what_if_words import TAKEN

        if self.planner.plan.profile.step2_score is not None:
            self.planner.say(TAKEN, sign="look")
            return
        await self.planner.open_view(WhatIfView())

    async def action_instruments(self) -> None:
        """Open the instruments."""
        from emtui.tui.tabs.instruments import InstrumentsView

        await self.planner.open_view(InstrumentsView())

    async def action_scorecard(self) -> None:
        """Open the past projections."""
        from emtui.tui.tabs.scorecard import ScorecardView

        await self.planner.open_view(ScorecardView())
