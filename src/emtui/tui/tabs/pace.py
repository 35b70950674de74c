"""Pace: questions and reviews of the coming days, missed days, and how much room each day has."""

from datetime import date
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content

from emtui import fields
from emtui.errors import Refused
from emtui.plan import Plan
from emtui.planner.capacity import Capacity
from emtui.planner.study import DayAhead, StudyView, study
from emtui.store import studying
from emtui.store.edits import Edit
from emtui.tui.dialogs.ask import AskDialog
from emtui.tui.tabs import pace_words as words
from emtui.tui.tabs import study_changes as changes
from emtui.tui.tabs.base import BACK, FullView
from emtui.tui.text import plain
from emtui.tui.widgets.big_number import BigNumber
from emtui.tui.widgets.fitted import Fitted
from emtui.tui.widgets.pane import Pane
from emtui.tui.widgets.row_table import RowTable
from emtui.vocabulary import Missed, Tab

STEP, MOST_ROOM = 0.25, 2.0  # normal study days
FRAME = 2


class PaceView(FullView):
    """Today's questions, what became of missed days, and the days ahead; at the side the shifts."""

    TAB = Tab.STUDY
    TITLE = "Pace"

    SCOPED_CSS = False
    DEFAULT_CSS = """
    PaceView {
        layout: horizontal;
        & #pace-main { width: 1fr; }
        & #pace-side { width: 40; margin-left: 1; }
        & #pace-pane { height: 6; }
        & #pace-pane BigNumber { margin-right: 2; }
        & #pace-row { height: 3; }
        & #pace-words { width: 1fr; height: 3; }
        & #bank { height: 1; }
        & #days-pane { height: 1fr; }
        & #day-pane { height: 7; }
        & #shifts-pane { height: 1fr; }
    }
    .-narrow PaceView {
        & #pace-main { width: 100%; }
        & #pace-side { display: none; }
        & #pace-pane { height: 4; }
        & #bank { display: none; }
    }
    """

    BINDINGS = [
        BACK,
        Binding("s", "decide('spread')", "spread", id="pace.spread", tooltip="spread what was missed"),
        Binding("m", "decide('move')", "move", id="pace.move", tooltip="move it to the next days with room"),
        Binding("d", "decide('drop')", "drop", id="pace.drop", tooltip="drop what was missed"),
        Binding("o", "excuse", "excuse", id="pace.excuse", tooltip="excuse missed days: the streak goes on"),
        Binding(
            "right,l", "room(1)", "room", key_display="←→", id="pace.more", tooltip="more room on that day"
        ),
        Binding("left,h", "room(-1)", "less room", show=False, id="pace.less", tooltip="less room on it"),
        Binding("x", "revert", "as planned", id="pace.revert", tooltip="the day as shifts and rest have it"),
        Binding(
            "z", "ask('question_bank_size')", "bank size", id="pace.size", tooltip="questions in your bank"
        ),
        Binding("t", "ask('step2_date')", "exam day", id="pace.exam", tooltip="set or move the exam day"),
    ]

    view: StudyView | None = None

    def compose(self) -> ComposeResult:
        with Vertical(id="pace-main"):
            with Pane("Questions", id="pace-pane"):
                with Horizontal(id="pace-row"):
                    yield BigNumber("")
                    yield Fitted(id="pace-words")
                yield Fitted(id="bank")
            with Pane("Missed days", id="missed-pane"):
                yield Fitted(id="missed")
            with Pane("Days ahead", flush=True, id="days-pane"):
                yield RowTable(words.COLUMNS)
        with Vertical(id="pace-side"):
            with Pane("Selected day", id="day-pane"):
                yield Fitted(id="day")
            with Pane("Shifts", id="shifts-pane"):
                yield Fitted(id="shifts")

    @property
    def _day(self) -> DayAhead | None:
        row = self.query_one(RowTable).cursor_row
        return None if row is None else row.value

    @property
    def _keys(self) -> dict[str, str]:
        ids = (*words.CHOICES.values(), "pace.excuse", "pace.more", "pace.less", "pace.revert")
        return {known: self.key_of(known) for known in ids}

    def draw(self, plan: Plan, today: date) -> None:
        view = self.view = study(plan, today)
        self._draw_pace(view)
        self._draw_missed(view)
        table = self.query_one(RowTable)
        table.set_empty("No day is left before the exam", "its day is moved in 2 Profile")
        table.set_rows([words.day_row(day, view) for day in view.days])
        self.query_one("#shifts", Fitted).show(lambda width, height: words.shift_legend(width))
        self._draw_day()

    def _draw_pace(self, view: StudyView) -> None:
        self.query_one(BigNumber).update(words.today_number(view.pace))
        keys = {"size": self.key_of("pace.size"), "exam": self.key_of("pace.exam")}
        self.query_one("#pace-words", Fitted).show(
            lambda width, height: words.today_words(view, keys=keys, width=width)
        )
        self.query_one("#bank", Fitted).show(lambda width, height: words.bank_bar(view.pace, width))
        pane = self.query_one("#pace-pane", Pane)
        pane.state = words.unfit(view.pace) or ""
        pane.heading = f"Questions of {view.pace.bank}" if view.pace.bank else "Questions"

    def _draw_missed(self, view: StudyView) -> None:
        pane = self.query_one("#missed-pane", Pane)
        pane.display = view.missed is not None
        frame = 1 if self.narrow else FRAME
        width = self.app.size.width - (2 if self.narrow else 46)
        pane.styles.height = words.missed_rows(view, width) + frame
        layout = partial(words.missed, view, keys=self._keys)
        self.query_one("#missed", Fitted).show(lambda width, height: layout(width))

    def _draw_day(self) -> None:
        def layout(width: int, height: int) -> Content:
            return words.selected_day(self._day, self.planner.today, width, keys=self._keys)

        self.query_one("#day", Fitted).show(layout)

    @on(RowTable.Moved)
    def _moved(self, event: RowTable.Moved) -> None:
        event.stop()
        self._draw_day()

    # -- keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What was missed can be decided on only where something was."""
        match action:
            case "decide" | "excuse":
                return self.view is not None and self.view.missed is not None
            case "room":
                return self._day is not None
            case "revert":
                return self._day is not None and self._day.own
        return True

    def action_decide(self, choice: str) -> None:
        """Decide what becomes of the missed days."""
        missed = Missed(choice)
        parts = studying.decide_missed(self.planner.plan, missed, self.planner.today)
        changes.store(self.planner, parts, f"{missed} what was missed")

    def action_excuse(self) -> None:
        """Excuse the missed days."""
        if self.view is None or self.view.missed is None:
            return
        plan, days = self.planner.plan, self.view.missed.days
        parts = [part for day in days for part in studying.excuse(plan, day)]
        changes.store(self.planner, parts, f"excuse {len(days)} missed {'day' if len(days) == 1 else 'days'}")

    def action_room(self, direction: int) -> None:
        """A quarter of a study day more, or less, on the selected day."""
        row, today = self._day, self.planner.today
        if row is None or not 0 <= row.capacity + direction * STEP <= MOST_ROOM:
            return
        day = row.day

        def make(plan: Plan) -> tuple[list[Edit], str]:
            capacity = Capacity(plan, today).of(day) + direction * STEP
            capacity = max(0.0, min(MOST_ROOM, capacity))
            return studying.set_capacity(plan, day, capacity), f"room of {day}: {capacity:g}"

        changes.step_on(self.planner, make)

    def action_revert(self) -> None:
        """The selected day as shifts and rest days have it."""
        day = self._day
        if day is not None and day.own:
            parts = studying.set_capacity(self.planner.plan, day.day, None)
            changes.store(self.planner, parts, f"room of {day.day} as planned")

    def action_ask(self, key: str) -> None:
        """Ask for an answer of the profile that the pace needs."""
        known = fields.field(key)

        def read(typed: str) -> tuple[fields.Value, Content]:
            value = known.parse(typed, today=self.planner.today, order=self.planner.config.dates)
            if value is None:
                raise Refused(f"type {known.accepts}")
            return value, plain(known.show(value))

        def keep(value: fields.Value) -> None:
            if value is not None:
                self.planner.save(lambda store: store.set_profile(**{key: value}))

        self.app.push_screen(AskDialog(known.label, f"type {known.accepts}", read), keep)
