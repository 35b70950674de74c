"""Today: what to do now, how exam day looks from here, and what needs mending."""

from datetime import date
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from emtui.dates import show_date
from emtui.plan import Plan
from emtui.planner.needs import Warning_
from emtui.planner.today import Due, TodayView, today_view
from emtui.show import numbers
from emtui.tui.tabs import today_panes as panes
from emtui.tui.tabs import today_week as week
from emtui.tui.tabs.base import TabView
from emtui.tui.tabs.guidance import most_urgent
from emtui.tui.widgets.big_number import BigNumber
from emtui.tui.widgets.distribution import ExamDayCurve
from emtui.tui.widgets.fitted import Fitted
from emtui.tui.widgets.pane import Pane
from emtui.tui.widgets.row_table import Column, RowTable
from emtui.vocabulary import Tab

QUESTIONS_BEGUN = "40q "


class TaskTable(RowTable):
    """A list whose arrows go on into the next list of the tab."""

    BINDINGS = [
        Binding("enter", "select", "open", id="today.open", tooltip="open the tab that does or mends it")
    ]

    def action_move(self, step: int) -> None:
        before = self.cursor
        super().action_move(step)
        if self.cursor != before:
            return
        tables = list(self.screen.query(TaskTable))
        place = tables.index(self) + (1 if step > 0 else -1)
        if 0 <= place < len(tables) and tables[place].rows:
            tables[place].focus()
            tables[place].cursor = 0 if step > 0 else len(tables[place].rows) - 1


class TodayTab(TabView):
    """Exam day, what is due, what needs you; beside them the next dates and the last seven days."""

    TAB = Tab.TODAY
    SCOPED_CSS = False

    DEFAULT_CSS = """
    TodayTab {
        layout: horizontal;
        & #today-main { width: 1fr; }
        & #today-side { width: 44; margin-left: 1; }
        & #exam-pane { height: 9; }
        & #exam-left { width: 28; padding-top: 1; }
        & #exam-number { height: 4; }
        & #exam-number BigNumber { margin-right: 2; }
        & #exam-words { width: 1fr; }
        & #exam-curve { width: 1fr; height: 7; }
        & #exam-empty { display: none; height: 1fr; content-align: center middle; text-align: center; }
        & .-unknown #exam-empty { display: block; }
        & .-unknown #exam-figures { display: none; }
        & .-no-curve #exam-left { width: 1fr; }
        & .-no-curve #exam-curve { display: none; }
        & #due-pane { height: 1fr; }
        & #guide-pane { height: 1fr; }
        & #next-pane { max-height: 60%; }
        & #week-pane { height: 1fr; }
        & #week-strip { display: none; height: 1; padding: 0 1; }
    }
    .-wide TodayTab {
        & #today-side { width: 46; }
        & #guide-pane { dock: right; width: 62; height: 100%; margin-left: 1; }
        & #needs-pane { height: 1fr; }
    }
    .-narrow TodayTab {
        layout: vertical;
        & #next-pane { max-height: 100%; }
        & #today-main { height: 1fr; width: 100%; }
        & #today-side { height: 4; width: 100%; margin-left: 0; }
        & #exam-pane { height: 6; }
        & #exam-left { width: 32; padding-top: 0; }
        & #exam-number { height: 3; }
        & #exam-curve { height: 5; }
        & #guide-pane { display: none; }
        & #needs-pane { height: 1fr; }
        & #week-pane { display: none; }
        & #week-strip { display: block; }
    }
    """

    def compose(self) -> ComposeResult:
        with Vertical(id="today-main"):
            with Pane("Exam day", id="exam-pane"):
                with Horizontal(id="exam-figures"):
                    with Vertical(id="exam-left"):
                        with Horizontal(id="exam-number"):
                            yield BigNumber("")
                            yield Static(id="exam-words")
                        yield Static(id="exam-range")
                    yield ExamDayCurve(id="exam-curve")
                yield Static(id="exam-empty")
            with Pane("Today", id="due-pane", flush=True):
                yield TaskTable(
                    [Column("title"), Column("detail", least=12, grow=True), Column("tab", align="right")],
                    head=False,
                    id="due",
                )
            with Pane("Needs you", id="needs-pane", flush=True):
                yield TaskTable(
                    [Column("text", least=20, grow=True), Column("tab", align="right")],
                    head=False,
                    id="needs",
                )
            with Pane("From the guide", id="guide-pane"):
                yield Fitted(id="guide")
        with Vertical(id="today-side"):
            with Pane("Next dates", id="next-pane"):
                yield Fitted(id="next")
            with Pane("Last 7 days", id="week-pane"):
                yield Fitted(id="week")
        yield Static(id="week-strip")

    def draw(self, plan: Plan, today: date) -> None:
        view = today_view(plan, today)
        narrow, masked = self.narrow, self.planner.masked
        self._draw_exam_day(view, narrow=narrow, masked=masked)
        self._draw_lists(view, narrow=narrow, masked=masked)
        self._draw_guide(view, masked=masked)
        self._draw_side(view, narrow=narrow, masked=masked)

    def _draw_exam_day(self, view: TodayView, *, narrow: bool, masked: bool) -> None:
        pane, number = self.query_one("#exam-pane", Pane), self.query_one(BigNumber)
        unknown = panes.exam_unknown(view)
        pane.set_class(unknown is not None, "-unknown")
        pane.set_class(masked or view.scores.projection is None, "-no-curve")
        pane.remark = show_date(view.exam_day, view.today) if view.exam_day else ""
        pane.state = panes.exam_state(view, narrow=narrow, masked=masked)
        self.query_one("#exam-empty", Static).update(unknown or "")
        number.update(panes.exam_number(view, masked=masked))
        number.display = bool(number.value)
        words = self.query_one("#exam-words", Static)
        words.update(panes.exam_words(view, narrow=narrow, masked=masked))
        below = panes.exam_range(view, narrow=narrow, masked=masked)
        self.query_one("#exam-range", Static).update(below)
        self.query_one(ExamDayCurve).show(view.scores, masked=masked)

    def _draw_lists(self, view: TodayView, *, narrow: bool, masked: bool) -> None:
        due, needs = self.query_one("#due", RowTable), self.query_one("#needs", RowTable)
        pane = self.query_one("#due-pane", Pane)
        pane.remark = show_date(view.today, view.today)
        rows = panes.due_rows(view, masked=masked, log=self.planner.key_of("log"))
        due.set_rows(rows)
        due.set_empty("Nothing is due", "log what you do, when you have done it", ":", "40q 31 cardio")
        needs.set_rows(panes.warning_rows(view, masked=masked))
        needs.set_empty("Nothing needs you", "no date clashes, nothing is stale or missing")
        needs_pane = self.query_one("#needs-pane", Pane)
        needs_pane.state = panes.warning_count(view.warnings)
        frame = 1 if narrow else 2
        pane.styles.height = frame + max(len(rows), 1 if rows else 4)
        if not narrow and not self.wide:
            needs_pane.styles.height = frame + max(len(view.warnings), 2)
        else:
            needs_pane.styles.height = "1fr"

    def _draw_guide(self, view: TodayView, *, masked: bool) -> None:
        rules = most_urgent(view.effects)
        state = numbers.many(len(rules), "rule applies", "rules apply") if rules else ""
        self.query_one("#guide-pane", Pane).state = state
        self.query_one("#guide", Fitted).show(partial(panes.guide_now, view.moves, rules, masked=masked))

    def _draw_side(self, view: TodayView, *, narrow: bool, masked: bool) -> None:
        layout = panes.next_dates_narrow if narrow else panes.next_dates
        self.query_one("#next", Fitted).show(partial(layout, view, masked=masked))
        pane = self.query_one("#next-pane", Pane)
        pane.state = panes.next_state(view)
        pane.styles.height = "1fr" if narrow else panes.next_height(view) + 2
        self.query_one("#week", Fitted).show(partial(week.week, view, masked=masked))
        self.query_one("#week-strip", Static).update(week.week_strip(view))

    def hold_focus(self) -> None:
        """Back to what is due: letters and digits are keys there."""
        self.screen.set_focus(self.first_focus())

    @on(RowTable.Selected)
    async def _open(self, event: RowTable.Selected) -> None:
        event.stop()
        entry: Due | Warning_ = event.row.value
        if isinstance(entry, Due) and entry.kind == "questions":
            await self.planner.action_log(QUESTIONS_BEGUN)
        else:
            place = entry.kind if isinstance(entry, Due) and entry.tab is Tab.STUDY else entry.field
            if isinstance(entry, Warning_) and place is None:
                place = entry.place
            self.planner.open_tab(entry.tab, place)
