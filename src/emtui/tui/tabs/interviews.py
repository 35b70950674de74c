"""Interviews: invited, scheduled, done; the score sheet right after, and the thanks."""

from datetime import date
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll

from emtui.plan import Interview, Plan, Program
from emtui.planner.programs import InterviewRow, programs_view, title_of
from emtui.store.edits import Edit
from emtui.tui.dialogs.ask import AskDialog
from emtui.tui.dialogs.interview import (
    ScoreSheet,
    interview_dialog,
    read_factors,
    write_factors,
)
from emtui.tui.dialogs.pick import PickDialog
from emtui.tui.tabs import interviews_words as words
from emtui.tui.tabs import program_steps as steps
from emtui.tui.tabs.base import BACK, FullView
from emtui.tui.text import line, mark, quiet
from emtui.tui.widgets.fitted import Flowing
from emtui.tui.widgets.pane import Pane
from emtui.tui.widgets.row_table import Column, Key, Row, RowTable
from emtui.vocabulary import ApplicationState, InterviewState, Tab

FACTORS_HINT = "names with weights 0 to 10: training 8, visa history 10, place 4; weight 0 takes one out"


class InterviewsView(FullView):
    """The interviews by day, and what the selected one wants next."""

    TAB = Tab.PROGRAMS
    TITLE = "Interviews"
    SCOPED_CSS = False

    DEFAULT_CSS = """
    InterviewsView {
        layout: horizontal;
        & #interviews { width: 1fr; }
        & #interview { width: 48; margin-left: 1; }
        & VerticalScroll { scrollbar-size-vertical: 1; }
    }
    .-wide InterviewsView #interview { width: 70; }
    .-narrow InterviewsView {
        layout: vertical;
        & #interviews { width: 100%; }
        & #interview { width: 100%; height: 7; margin-left: 0; }
    }
    """

    BINDINGS = [
        BACK,
        Binding("e", "edit", "day, hour", id="interviews.edit", tooltip="its day, hour, zone and notes"),
        Binding("space", "advance", "next state", id="interviews.advance", tooltip="scheduled, then done"),
        Binding("s", "score", "score sheet", id="interviews.score", tooltip="how it was, factor by factor"),
        Binding("t", "thank", "thanked", id="interviews.thank", tooltip="the thanks went out today"),
        Binding("a", "add", "add", id="interviews.add", tooltip="an interview at a program of the list"),
        Binding("f", "factors", "factors", id="interviews.factors", tooltip="what programs are compared by"),
        Binding("x", "delete", "delete", id="interviews.delete", tooltip="delete it; undo brings it back"),
    ]

    def compose(self) -> ComposeResult:
        with Pane("Interviews", flush=True, id="interviews"):
            yield RowTable(words.COLUMNS)
        with Pane("Selected", id="interview"), VerticalScroll(can_focus=False):
            yield Flowing(id="about-interview")

    @property
    def _table(self) -> RowTable:
        return self.query_one(RowTable)

    def draw(self, plan: Plan, today: date) -> None:
        view = programs_view(plan, today)
        self._table.set_empty(*words.EMPTY)
        self._table.set_rows([words.row_of(row, plan, today) for row in view.interviews])
        pane, found = self.query_one("#interviews", Pane), view.interviews
        pane.remark = str(len(found) or "")
        to_thank = sum(row.to_thank for row in found)
        pane.state = line(mark("look"), f" {to_thank} to thank") if to_thank else ""
        self._draw_selected()

    def _draw_selected(self) -> None:
        row, plan, today = self._selected, self.planner.plan, self.planner.today
        self.query_one("#about-interview", Flowing).show(partial(words.about, row, plan, today))

    @property
    def _selected(self) -> InterviewRow | None:
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

    # -- what the keys do

    def action_edit(self) -> None:
        """Ask for its day, hour, zone and notes."""
        row = self._selected
        if row is not None:
            self._ask(row.interview, row.program)

    def _ask(self, interview: Interview | None, program: Program) -> None:
        was_done = interview is not None and interview.state is InterviewState.DONE

        def stored(interview_id: int | None) -> None:
            if interview_id is None:
                return
            self._table.move_to(interview_id)
            row = self._selected
            if row is not None and row.interview.state is InterviewState.DONE and not was_done:
                self.action_score()

        self.app.push_screen(interview_dialog(interview, program, self.planner.plan), stored)

    async def action_advance(self) -> None:
        """Scheduled needs its day; done asks right away how it was."""
        row = self._selected
        if row is None:
            return
        after = steps.NEXT_INTERVIEW.get(row.interview.state)
        if after is None:
            self.planner.say("it is done; s opens its score sheet, t notes the thanks")
            return
        if after is InterviewState.SCHEDULED and row.interview.day is None:
            self.action_edit()
            return
        parts = steps.to_interview_state(self.planner.plan, row.interview, after)
        title = f"interview at {row.program.name}: {after}"
        step = await self.planner.save(lambda store: store.edit(parts, title)).wait()
        if step is not None and after is InterviewState.DONE:
            self.action_score()

    def action_score(self) -> None:
        """Ask how it was, factor by factor."""
        row, plan = self._selected, self.planner.plan
        if row is None:
            return
        if not plan.rank_factors:
            self.action_factors()
            return
        self.app.push_screen(ScoreSheet(row.program, plan))

    def action_thank(self) -> None:
        """The thanks went out today, or did not."""
        row = self._selected
        if row is None:
            return
        day = None if row.interview.thanked_on else self.planner.today
        said = f"{row.program.name}: {'thanked' if day else 'not thanked'}"
        self.planner.save(lambda store: store.change(row.interview, thanked_on=day), said=said)

    def action_factors(self) -> None:
        """Ask what programs are compared by."""
        ask_factors(self)

    def action_add(self) -> None:
        """Pick a program and ask for its interview."""
        plan = self.planner.plan
        open_ = (ApplicationState.PLANNED, ApplicationState.APPLIED, ApplicationState.INVITED)
        programs = {row.id or 0: row for row in plan.programs if row.application in open_}
        if not programs:
            self.planner.say("no program is planned or applied to yet; choose them on 7 Programs")
            return
        rows = [
            Row(key, {"name": title_of(row), "state": quiet(row.application)})
            for key, row in programs.items()
        ]

        def take(key: Key | None) -> None:
            if key is not None:
                self._ask(None, programs[int(key)])

        columns = (Column("name", least=20, grow=True), Column("state"))
        self.app.push_screen(PickDialog("An interview at", columns, rows), take)

    def action_delete(self) -> None:
        """Delete the interview under the cursor."""
        row = self._selected
        if row is not None:
            self.planner.save(lambda store: store.remove(row.interview))


def ask_factors(view: FullView) -> None:
    """Ask what programs are compared by, and store it as one step."""
    planner = view.planner

    def keep(parts: list[Edit] | None) -> None:
        if parts:
            planner.save(lambda store: store.edit(parts, "what programs are compared by"))

    view.app.push_screen(
        AskDialog(
            "What programs are compared by",
            FACTORS_HINT,
            lambda typed: read_factors(typed, planner.plan),
            begun=write_factors(planner.plan),
        ),
        keep,
    )
