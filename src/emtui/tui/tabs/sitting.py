"""Sit or delay: the verdict with its reasons, and every exam day in reach beside the planned one."""

from datetime import date
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from emtui import fields
from emtui.dates import show_date
from emtui.errors import Refused
from emtui.guide.sitting import sitting_rules
from emtui.plan import Plan, WhatIf
from emtui.planner.scores import Scores, scores
from emtui.planner.sitting import Option, Sitting, sitting
from emtui.planner.what_if import imagine, outcome
from emtui.tui.dialogs.ask import AskDialog
from emtui.tui.dialogs.practice_test import PracticeTestDialog
from emtui.tui.tabs import sitting_words as words
from emtui.tui.tabs.base import BACK, FullView
from emtui.tui.tabs.exam_day_words import apart, day_in_words
from emtui.tui.text import lines, masked, quiet, strong
from emtui.tui.widgets.big_number import BigNumber
from emtui.tui.widgets.fan_chart import FanChart
from emtui.tui.widgets.fitted import Flowing
from emtui.tui.widgets.pane import Pane
from emtui.tui.widgets.row_table import RowTable
from emtui.tui.widgets.way_to_opening import ROWS as WAY_ROWS
from emtui.tui.widgets.way_to_opening import Way, WayToOpening
from emtui.vocabulary import Tab, Verdict

RAILS = {"narrow": 10, "normal": 14, "wide": 48}  # cells
FRAME, HEAD = 2, 1  # rows
SHELL_ROWS = 3  # header and footer
VERDICT_ROWS = TEXT_ROWS = 3
ROOMY = 4  # reasons: up to so many stand apart


class DaysTable(RowTable):
    """The candidate days; enter tries one."""

    BINDINGS = [Binding("enter", "select", "try it", id="sitting.days.try", tooltip="try the selected day")]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a day there is none to try."""
        return super().check_action(action, parameters) and (action != "select" or bool(self.rows))


class SittingView(FullView):
    """Verdict and candidate days at the left, reasons and what would change it at the right."""

    TAB = Tab.SCORES
    TITLE = "Sit or delay"

    SCOPED_CSS = False
    DEFAULT_CSS = """
    SittingView {
        layout: horizontal;
        & #sit-main { width: 1fr; }
        & #sit-side { width: 41; margin-left: 1; }
        & #verdict-pane { height: 5; }
        & #verdict-pane Horizontal { height: 3; }
        & #verdict-pane BigNumber { margin-right: 1; }
        & #days-left { width: auto; margin-right: 3; color: $foreground-muted; }
        & #verdict { width: 1fr; }
        & #selected-pane { height: 1fr; }
        & #beside-the-way { margin-top: 1; height: auto; }
        & #fan-pane { display: none; }
        & #why-pane { height: 3fr; }
        & #changes-pane { height: 2fr; }
        & VerticalScroll { scrollbar-size-vertical: 1; }
        & #taken { width: 1fr; height: 1fr; content-align: center middle; text-align: center; }
    }
    .-short SittingView {
        & WayToOpening { display: none; }
        & #beside-the-way { margin-top: 0; }
    }
    .-wide SittingView {
        & #sit-side { width: 72; }
    }
    .-wide.-tall SittingView {
        & #selected-pane { height: 14; }
        & #fan-pane { display: block; max-height: 30; }
    }
    .-narrow SittingView {
        layout: vertical;
        & #sit-main { width: 100%; height: auto; }
        & #sit-side { width: 100%; height: 1fr; margin-left: 0; }
        & #verdict-pane { height: 3; }
        & #days-left { display: none; }
        & #selected-pane { height: auto; }
        & #selected-pane > PaneRule { display: none; }
        & WayToOpening { display: none; }
        & #beside-the-way { margin-top: 0; }
        & #why-pane { height: 1fr; }
        & #changes-pane { height: 3; }
    }
    .-narrow.-tall SittingView #changes-pane { height: 8; }
    """

    BINDINGS = [
        BACK,
        Binding("enter", "try_day", "try it", id="sitting.try", tooltip="try the selected day in a what-if"),
        Binding(
            "m", "move", "move exam here", id="sitting.move", tooltip="move the exam to the selected day"
        ),
        Binding("t", "target", "target", id="sitting.target", tooltip="change the target score"),
        Binding("a", "add", "add test", id="sitting.add", tooltip="add a practice test"),
        Binding(
            "r",
            "app.log('real ')",
            "real score",
            show=False,
            id="sitting.real",
            tooltip="enter the real score",
        ),
    ]

    view: Sitting | None = None
    _cursor_set_for: tuple[object, ...] = ()

    def compose(self) -> ComposeResult:
        with Vertical(id="sit-main"):
            with Pane("Verdict", id="verdict-pane"), Horizontal():
                yield BigNumber("")
                yield Static(id="days-left")
                yield Static(id="verdict")
            with Pane("Candidate days", flush=True, id="days-pane"):
                yield DaysTable(())
            with Pane(id="selected-pane"):
                yield WayToOpening()
                yield Static(id="beside-the-way")
            with Pane(id="fan-pane"):
                yield FanChart()
        with Vertical(id="sit-side"):
            with Pane("Why", id="why-pane"), VerticalScroll():
                yield Flowing(id="why")
            with Pane("What would change this", id="changes-pane"), VerticalScroll():
                yield Flowing(id="changes")
        yield Static(id="taken")

    @property
    def _table(self) -> RowTable:
        return self.query_one(RowTable)

    def draw(self, plan: Plan, today: date) -> None:
        view, hidden = sitting(plan, today), self.planner.masked
        self.view = view
        for pane in self.query_children():
            pane.display = (pane.id == "taken") is (view is None)
        self.refresh_bindings()
        if view is None:
            self._draw_taken(plan.profile.step2_score or 0, hidden=hidden)
            return
        known = scores(plan, today)
        self._draw_verdict(view, known, hidden=hidden)
        self._draw_days(view, known, hidden=hidden)
        self._draw_side(view, hidden=hidden)
        self._draw_selected()

    def _draw_taken(self, score: int, *, hidden: bool) -> None:
        what, why = words.taken(score, hidden=hidden)
        self.query_one("#taken", Static).update(lines([strong(what), quiet(why)]))

    def _draw_verdict(self, view: Sitting, known: Scores, *, hidden: bool) -> None:
        pane, number = self.query_one("#verdict-pane", Pane), self.query_one(BigNumber)
        left = None if known.exam_day is None else (known.exam_day - known.today).days
        number.update("" if left is None or left < 0 else str(left))
        number.display = bool(number.value) and not self.narrow
        days = self.query_one("#days-left", Static)
        days.update(lines(["day" if left == 1 else "days", "left"]))
        days.display = number.display
        self.query_one("#verdict", Static).update(
            words.verdict(view, known, hidden=hidden, narrow=self.narrow)
        )
        pane.state = words.asked(known)

    def _draw_days(self, view: Sitting, known: Scores, *, hidden: bool) -> None:
        table, pane = self._table, self.query_one("#days-pane", Pane)
        rail_width = RAILS["narrow" if self.narrow else "wide" if self.wide else "normal"]
        target = "" if known.target is None else masked("245") if hidden else str(known.target)
        table.columns = words.columns(view, target, rail_width, hidden=hidden)
        table.set_empty(*words.NO_OPTIONS)
        table.set_rows(words.rows(view, known.today, rail_width, hidden=hidden))
        pane.remark = str(len(view.options) or "")
        pane.styles.height = self._days_height(len(view.options))
        self.query_one("#selected-pane").display = bool(view.options)
        self._put_cursor(view, known)

    def _days_height(self, options: int) -> str | int:
        """As many rows as there are days, as long as what stands below keeps its own."""
        if not options:
            return 10 if self.narrow else "1fr"
        if self.narrow:
            return min(options + 2, max(7, self.app.size.height - 24))
        below = (TEXT_ROWS if self.short else TEXT_ROWS + 1 + WAY_ROWS) + FRAME
        most = self.app.size.height - SHELL_ROWS - (VERDICT_ROWS + FRAME) - below
        return min(options + FRAME + HEAD, max(6, most))

    def _put_cursor(self, view: Sitting, known: Scores) -> None:
        """On the day of the verdict, whenever that or the plan's day changes."""
        now = (view.verdict, view.on, known.exam_day)
        if now != self._cursor_set_for and view.options:
            self._cursor_set_for = now
            planned = next(option.on for option in view.options if option.planned)
            self._table.move_to((view.on or planned).isoformat())

    def _draw_side(self, view: Sitting, *, hidden: bool) -> None:
        why, changes = self.query_one("#why-pane", Pane), self.query_one("#changes-pane", Pane)
        incomplete = view.verdict is Verdict.NOT_ENOUGH_DATA
        why.heading = "What is missing" if incomplete else "Why"
        changes.display = not incomplete
        gap = int(self.wide or (not self.short and len(view.reasons) <= ROOMY))
        if incomplete:
            self.query_one("#why", Flowing).show(partial(words.missing, view, key_of=self.key_of))
            return
        why_layout = partial(words.reasons, view.reasons, hidden=hidden, gap=gap, longer=self.wide)
        self.query_one("#why", Flowing).show(why_layout)
        self.query_one("#changes", Flowing).show(partial(words.changes, view, hidden=hidden, gap=gap))

    def _draw_selected(self) -> None:
        option, view, today = self._selected, self.view, self.planner.today
        hidden = self.planner.masked
        if option is None or view is None:
            return
        pane = self.query_one("#selected-pane", Pane)
        pane.heading = show_date(option.on, today)
        pane.remark = apart(option.on, self.planner.plan.profile.step2_date)
        rules = sitting_rules()
        way = None
        if view.opening is not None:
            way = Way(
                today=today,
                exam_day=option.on,
                last_option=view.options[-1].on,
                opening=view.opening,
                typical_days=rules.typical_days,
                safe_days=rules.safe_days,
            )
        self.query_one(WayToOpening).show(way)
        self.query_one("#beside-the-way", Static).update(
            words.beside_the_way(view, option, today, hidden=hidden, brief=self.narrow)
        )
        if self.wide and not self.short:
            self._draw_fan(option, hidden=hidden)

    def _draw_fan(self, option: Option, *, hidden: bool) -> None:
        """The projection to the selected day."""
        pane, today = self.query_one("#fan-pane", Pane), self.planner.today
        pane.heading, pane.remark = "Projection", f"to {day_in_words(option.on, today)}"
        would = imagine(self.planner.plan, WhatIf(name="", exam_day=option.on))
        self.query_one(FanChart).show(scores(would, today), masked=hidden)

    @property
    def _selected(self) -> Option | None:
        row = self._table.cursor_row
        return None if row is None else row.value

    @on(RowTable.Moved)
    def _moved(self, event: RowTable.Moved) -> None:
        event.stop()
        self._draw_selected()

    @on(RowTable.Selected)
    async def _chosen(self, event: RowTable.Selected) -> None:
        event.stop()
        await self.action_try_day()

    # -- what can be done about it

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Once the real score is known there is nothing to do here; without a day there is none to try."""
        if action == "try_day":
            return self._selected is not None
        return self.view is not None or action not in ("move", "target", "add")

    async def action_try_day(self) -> None:
        """Open the selected day in the what-if."""
        from emtui.tui.tabs.what_if import WhatIfView

        option = self._selected
        if option is not None:
            await self.planner.open_view(WhatIfView(None if option.planned else option.on))

    def action_move(self) -> None:
        """Move the exam to the selected day; where there is none, ask for one."""
        option = self._selected
        if option is None:
            self._ask("step2_date", "a date such as 15 jun, or in weeks: +42")
        elif option.planned:
            self.planner.say("the exam is planned for that day already")
        else:
            self.planner.save(lambda store: store.set_profile(step2_date=option.on))

    def action_target(self) -> None:
        """Ask for another target."""
        self._ask("target", "the score you aim for, such as 245")

    def action_add(self) -> None:
        """Ask for a practice test and store it."""
        self.app.push_screen(PracticeTestDialog())

    def _ask(self, key: str, hint: str) -> None:
        def keep(value: fields.Value) -> None:
            if value is not None:
                self.planner.save(lambda store: store.set_profile(**{key: value}))

        heading = fields.field(key).label
        self.app.push_screen(AskDialog(heading, hint, partial(self._understand, key)), keep)

    def _understand(self, key: str, typed: str) -> tuple[fields.Value, Content]:
        """The value typed for a field of the profile, and the verdict it would bring."""
        planner = self.planner
        value = fields.field(key).parse(typed, today=planner.today, order=planner.config.dates)
        if value is None:
            raise Refused(f"type {fields.field(key).accepts}")
        if isinstance(value, date):
            tried = WhatIf(name="", exam_day=value)
        else:
            tried = WhatIf(name="", target=int(str(value)))
        would = outcome(planner.plan, tried, planner.today)
        return value, words.would_be(value, would, planner.today)
