"""The Calendar tab: one set of dates as month grid, agenda and timeline; what breaks if one moves."""

from datetime import date, timedelta

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widget import Widget

from emtui.dates import weekday_of
from emtui.plan import Plan
from emtui.planner.calendar import CalendarView, Conflict, DatedEntry, calendar
from emtui.tui.tabs import agenda_words
from emtui.tui.tabs import calendar_words as words
from emtui.tui.tabs.calendar_drawn import drawn
from emtui.tui.tabs.calendar_edits import CalendarEdits
from emtui.tui.tabs.calendar_side import CalendarSide
from emtui.tui.tabs.calendar_views import AgendaTable, ConflictTable, View
from emtui.tui.widgets.drawn import Drawn
from emtui.tui.widgets.fitted import Fitted
from emtui.tui.widgets.month_grid import MonthGrid
from emtui.tui.widgets.month_picture import Month
from emtui.tui.widgets.pane import Pane
from emtui.tui.widgets.row_table import RowTable
from emtui.tui.widgets.timeline import TimelineView
from emtui.tui.widgets.timeline_picture import Timeline
from emtui.tui.widgets.week_slots import foremost, in_order
from emtui.vocabulary import Tab

ONE_DAY = timedelta(days=1)
MOVES = (
    ("full_stop", "shift(1)", "day-later", "a day later"),
    ("greater_than_sign", "shift(7)", "week-later", "a week later"),
    ("left_curly_bracket", "shift_month(-1)", "month-earlier", "a month earlier"),
    ("right_curly_bracket", "shift_month(1)", "month-later", "a month later"),
    ("left_square_bracket", "stretch(-1)", "shorter", "its end a day earlier"),
    ("right_square_bracket", "stretch(1)", "longer", "its end a day later"),
    ("left_parenthesis", "stretch(-7)", "week-shorter", "its end a week earlier"),
    ("right_parenthesis", "stretch(7)", "week-longer", "its end a week later"),
)


class CalendarTab(CalendarEdits):
    """Month grid, agenda or timeline over one cursor; beside it the conflicts and the selected entry."""

    TAB = Tab.CALENDAR

    SCOPED_CSS = False
    DEFAULT_CSS = """
    CalendarTab {
        layout: horizontal;
        & #calendar-main { width: 1fr; }
        & #calendar-legend { height: 1; padding: 0 1; }
    }
    CalendarTab.-timeline {
        layout: vertical;
        & #calendar-main { width: 100%; height: 1fr; }
    }
    .-narrow CalendarTab {
        layout: vertical;
        & #calendar-main { width: 100%; height: 1fr; }
    }
    .-narrow CalendarTab.-conflicts #calendar-main { display: none; }
    """

    BINDINGS = [
        Binding("enter", "keep", "keep it", id="calendar.keep", tooltip="keep the move that is tried"),
        Binding("escape", "drop", "back", id="calendar.drop", tooltip="drop the move that is tried"),
        Binding("a", "add", "add", id="calendar.add", tooltip="add an entry of your own"),
        Binding(
            "comma", "shift(-1)", "try a day", key_display=", .", id="calendar.day-earlier",
            tooltip="try it a day earlier",
        ),
        Binding(
            "less_than_sign", "shift(-7)", "week", key_display="< >", id="calendar.week-earlier",
            tooltip="try it a week earlier",
        ),
        Binding("v", "view", "view", id="calendar.view", tooltip="month grid, agenda, timeline"),
        Binding("z", "zoom", "zoom", id="calendar.zoom", tooltip="timeline: all, 26 weeks, 12 weeks"),
        Binding("c", "conflicts", "conflicts", id="calendar.conflicts", tooltip="go to the conflicts"),
        Binding("t", "today", "today", id="calendar.today", tooltip="go to today"),
        Binding("o,m", "place", "set date", id="calendar.place", tooltip="type its date"),
        Binding("w", "chains", "what first", id="calendar.chains", tooltip="what comes first"),
        Binding("e", "edit", "edit", id="calendar.edit", tooltip="edit it, or go where its day is kept"),
        Binding("x", "delete", "delete", id="calendar.delete", tooltip="delete or hide it"),
        Binding("r", "revert", "revert", id="calendar.revert", tooltip="the guide's own date again"),
        Binding("n", "follow(1)", "next entry", show=False, id="calendar.next", tooltip="next entry"),
        Binding("p", "follow(-1)", "entry before", show=False, id="calendar.before", tooltip="entry before"),
        Binding("i", "bring_in", "import", show=False, id="calendar.import", tooltip="import an .ics file"),
        *(
            Binding(key, action, name, show=False, id=f"calendar.{id_}", tooltip=f"try it: {name}")
            for key, action, id_, name in MOVES
        ),
    ]  # fmt: skip

    look: View = View.MONTH
    _reckoned_for: tuple[Plan, date] | None = None
    _drawn: list[Drawn]

    def compose(self) -> ComposeResult:
        with Pane(flush=True, id="calendar-main"):
            yield MonthGrid()
            yield AgendaTable(agenda_words.COLUMNS, id="agenda")
            yield TimelineView()
            yield Fitted(id="calendar-legend")
        yield CalendarSide()

    def on_mount(self) -> None:
        self.cursor = self.planner.today
        self._choose_look(View.MONTH)
        super().on_mount()

    # -- drawing

    def draw(self, plan: Plan, today: date) -> None:
        if self._reckoned_for != (plan, today):
            self._reckoned_for = (plan, today)
            self.view = calendar(plan, today)
            self.kept_or_tried_anew()
        self.show_all()

    @property
    def _shown(self) -> CalendarView:
        """The calendar on screen: as it is, or as a tried move would make it."""
        assert self.view is not None
        return self.view if self.preview is None else self.preview.view

    def show_all(self) -> None:
        """Draw the entries, the conflicts and the selected entry."""
        if self.view is None:
            return
        hidden = self.planner.masked
        self._drawn = drawn(self.view, self.preview, hidden=hidden)
        self._settle()
        if self.look is View.AGENDA:
            agenda = self.query_one("#agenda", AgendaTable)
            agenda.set_empty(*words.NO_ENTRIES)
            agenda.set_rows(agenda_words.rows(self._shown, hidden=hidden))
            self._point_in_agenda()
        for table in self.query(AgendaTable):
            table.holding = self.pending is not None
        for picture in (self.query_one(MonthGrid), self.query_one(TimelineView)):
            picture.holding = self.pending is not None
        self._side.show_conflicts(self._shown, trying=self.pending is not None)
        self._draw_cursor()

    def _settle(self) -> None:
        """Select an entry of the day where what was selected is not one of it any more."""
        ids = [entry.id for entry in in_order(self._drawn, self.cursor)]
        taken_off = {entry.id for entry in self._shown.hidden} if self.look is View.AGENDA else set()
        if self.selected not in (*ids, *taken_off):
            first = foremost(self._drawn, self.cursor)
            self.selected = None if first is None else first.id

    def _draw_cursor(self) -> None:
        """Show where the cursor stands, and what is selected."""
        self._draw_picture()
        self._draw_day()
        self._label()

    def _draw_picture(self) -> None:
        view = self._shown
        if self.look is View.MONTH:
            month = Month(
                entries=self._drawn,
                today=view.today,
                cursor=self.cursor,
                top=view.today,
                selected=self.selected,
                exam_day=view.exam_day,
                shift_on=view.shift_on,
                first_weekday=weekday_of(self.planner.config.first_weekday or "mon") or 0,
            )
            self.query_one(MonthGrid).show(month)
        elif self.look is View.TIMELINE:
            timeline = Timeline(
                entries=self._drawn,
                today=view.today,
                cursor=self.cursor,
                phases=view.phases,
                selected=self.selected,
                exam_day=view.exam_day,
            )
            self.query_one(TimelineView).show(timeline)

    def _label(self) -> None:
        """Say in the frame what is in sight, and whether a move is only tried."""
        pane, grid, timeline = (
            self.query_one("#calendar-main", Pane),
            self.query_one(MonthGrid),
            self.query_one(TimelineView),
        )
        pane.heading = self.look.value
        pane.remark = words.remark(self.look, self._shown, grid.in_sight, timeline.zoom)
        pane.state = words.TRIED if self.pending is not None else words.state(self._shown, self.look)
        legend = self.query_one("#calendar-legend", Fitted)
        legend.display = self.look is not View.TIMELINE or self.narrow
        legend.show(lambda width, height: words.legend(width, bool(self._shown.profile.shift_pattern)))

    def _draw_day(self) -> None:
        ids = [entry.id for entry in in_order(self._drawn, self.cursor)]
        place = f"{ids.index(self.selected) + 1} of {len(ids)}" if self.selected in ids else ""
        self._side.show_day(
            self._shown,
            self.cursor,
            self._shown.by_id.get(self.selected or "") or self.entry,
            place=place if len(ids) > 1 else "",
            preview=self.preview,
            conflicts_key=self._key_of("calendar.conflicts"),
        )

    @property
    def _side(self) -> CalendarSide:
        return self.query_one(CalendarSide)

    # -- the cursor

    def go(self, day: date, entry: str | None) -> None:
        """Put the cursor on a day, and on an entry of it."""
        self.cursor, self.selected = day, entry
        self._settle()
        self._draw_cursor()
        if self.look is View.AGENDA:
            self._point_in_agenda()

    def go_to(self, place: str) -> None:
        """Put the cursor on the entry with the id `place`."""
        entry = None if self.view is None else self.view.by_id.get(place)
        if entry is not None:
            self.go(entry.on, entry.id)

    @on(MonthGrid.Moved)
    def _moved(self, event: MonthGrid.Moved) -> None:
        event.stop()
        self.go(event.day, event.entry)

    @on(MonthGrid.Scrolled)
    def _scrolled(self, event: MonthGrid.Scrolled) -> None:
        event.stop()
        self._label()

    @on(MonthGrid.Chosen)
    def _chosen(self, event: MonthGrid.Chosen) -> None:
        event.stop()
        self._open_day()

    @on(RowTable.Moved, "#agenda")
    def _pointed(self, event: RowTable.Moved) -> None:
        event.stop()
        entry: DatedEntry = event.row.value
        if self.look is View.AGENDA and entry.id != self.selected:
            self.cursor, self.selected = entry.on, entry.id
            self._draw_cursor()

    @on(RowTable.Selected, "#agenda")
    def _opened(self, event: RowTable.Selected) -> None:
        event.stop()
        self._open_day()

    @on(RowTable.Selected, "#conflicts")
    def _go_to_conflict(self, event: RowTable.Selected) -> None:
        event.stop()
        conflict: Conflict = event.row.value
        concerned = [name for name in conflict.entries if name in self._shown.by_id]
        if concerned and concerned[0] != self.selected:
            self._open_conflicts(False)
            self.go_to(concerned[0])
            self.screen.set_focus(self._looking())
        elif conflict.tab is not self.TAB:
            self.planner.open_tab(conflict.tab, conflict.field or (concerned[0] if concerned else None))

    def _point_in_agenda(self) -> None:
        """Put the agenda's cursor on what is selected, else on the next entry from the cursor's day on."""
        agenda = self.query_one("#agenda", AgendaTable)
        if self.selected is None:
            following = next((entry for entry in self._shown.entries if entry.on >= self.cursor), None)
            if following is not None:
                agenda.move_to(following.id)
        else:
            agenda.move_to(self.selected)

    def _open_day(self) -> None:
        """Show the day in full, and do with an entry what is chosen there."""
        from emtui.tui.dialogs.day import DayDialog  # not needed to look at dates

        ids = [entry.id for entry in in_order(self._drawn, self.cursor)]
        if not ids or self.selected not in ids:
            self.action_add() if not ids else None
            return
        self.app.push_screen(DayDialog(self._shown, self.cursor, self.selected, ids), self._do)

    async def action_chains(self) -> None:
        """Open what has to happen before what."""
        from emtui.tui.tabs.chains import ChainsView

        await self.planner.open_view(ChainsView())

    async def _do(self, answer: tuple[str, str] | None) -> None:
        if answer is not None:
            what, self.selected = answer
            self._draw_cursor()
            await self.run_action(what)

    # -- views

    def _looking(self) -> Widget:
        """The widget of the view that is open."""
        if self.look is View.AGENDA:
            return self.query_one("#agenda")
        return self.query_one(MonthGrid if self.look is View.MONTH else TimelineView)

    def hold_focus(self) -> None:
        """Back to the dates: letters and arrows are keys there."""
        self.screen.set_focus(self._looking())

    async def open_filter(self) -> None:
        """Filter the agenda, which is opened for it."""
        if self.look is not View.AGENDA:
            self._look_at(View.AGENDA)
        await self.query_one("#agenda", AgendaTable).open_filter()

    def action_view(self) -> None:
        """Show the same dates another way."""
        self._look_at(self.look.next)

    def _look_at(self, look: View) -> None:
        self._open_conflicts(False)
        self._choose_look(look)
        self.show_all()
        self.screen.set_focus(self._looking())
        self.refresh_bindings()

    def _choose_look(self, look: View) -> None:
        self.look = look
        self.query_one(MonthGrid).display = look is View.MONTH
        self.query_one("#agenda").display = look is View.AGENDA
        self.query_one(TimelineView).display = look is View.TIMELINE
        for part in (self, self._side):
            part.set_class(look is View.TIMELINE, "-timeline")

    def action_zoom(self) -> None:
        """Show another stretch of time."""
        self.query_one(TimelineView).zoom_on()
        self._label()

    def action_today(self) -> None:
        """Go to today, with its week on top."""
        self.query_one(MonthGrid).go_home()
        self.go(self.planner.today, None)

    def action_follow(self, step: int) -> None:
        """Go to the next entry by its first day, however far that is."""
        entries = self._shown.entries
        ids = [entry.id for entry in entries]
        if self.selected in ids and self._shown.by_id[self.selected or ""].on == self.cursor:
            place = ids.index(self.selected or "") + step
        else:
            later = sum(entry.on < self.cursor + (step > 0) * ONE_DAY for entry in entries)
            place = later if step > 0 else later - 1
        if 0 <= place < len(entries):
            self.go(entries[place].on, entries[place].id)

    def action_conflicts(self) -> None:
        """Go to the conflicts; on a small screen they take the place of the dates until escape."""
        table = self.query_one(ConflictTable)
        if not table.rows:
            self.planner.say(f"there is no conflict: {self._shown.calm}", sign=words.calm_sign(self._shown))
            return
        self._open_conflicts(self.narrow)
        table.focus()
        self.refresh_bindings()

    def _open_conflicts(self, alone: bool) -> None:
        for part in (self, self._side):
            part.set_class(alone, "-conflicts")

    def action_drop(self) -> None:
        """Drop the move that is tried; else go back from the conflicts to the dates."""
        if self.pending is not None:
            super().action_drop()
            return
        self._open_conflicts(False)
        self.screen.set_focus(self._looking())
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keeping and dropping want a move that is tried, zooming the timeline."""
        if action == "keep":
            return self.pending is not None
        if action == "drop":
            return self.pending is not None or self.query_one(ConflictTable).has_focus
        return action != "zoom" or self.look is View.TIMELINE

    def _key_of(self, command: str) -> str:
        found = self.planner.commands_of(self.TAB)
        return next(known.keys[0] for known in found if known.id == command)
