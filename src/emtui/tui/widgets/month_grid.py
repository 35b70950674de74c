"""The month grid: weeks of the plan with a cursor on a day and, where there is one, on an entry of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from textual import events
from textual.binding import Binding
from textual.message import Message

from emtui.dates import FIRST_YEAR, LAST_YEAR
from emtui.tui.widgets.canvas import Canvas
from emtui.tui.widgets.drawn import LANE_ROLES
from emtui.tui.widgets.month_picture import Frame, Month, draw_month, lay_month
from emtui.tui.widgets.paint import Picture
from emtui.tui.widgets.week_slots import DAYS, Week, in_order, week_start


class MonthGrid(Picture, can_focus=True):
    """Shows a `Month`; the arrows move its cursor, the mouse points at days and entries.

    The owner keeps the cursor: it gets `Moved` with the new day (and the entry pointed at) and answers with
    `show`. `Chosen` comes with enter and with a click on what is selected already.
    """

    ROLES = LANE_ROLES

    DEFAULT_CSS = "MonthGrid { height: 1fr; }"

    BINDINGS = [
        Binding("left,h", "move(-1)", "day before", show=False, id="month.left"),
        Binding("right,l", "move(1)", "next day", show=False, id="month.right"),
        Binding("up,k", "move(-7)", "week before", show=False, id="month.up"),
        Binding("down,j", "move(7)", "next week", show=False, id="month.down"),
        Binding("pageup", "page(-1)", "month before", show=False, id="month.page-up"),
        Binding("pagedown", "page(1)", "next month", show=False, id="month.page-down"),
        Binding("tab", "entry(1)", "next entry", show=False, id="month.next-entry"),
        Binding("shift+tab", "entry(-1)", "entry before", show=False, id="month.entry-before"),
        Binding("enter", "choose", "open", show=False, id="month.open", tooltip="open the selected entry"),
    ]

    class Moved(Message):
        """The cursor is to stand on `day`, and on the entry with the id `entry` where one is pointed at."""

        def __init__(self, day: date, entry: str | None = None) -> None:
            super().__init__()
            self.day = day
            self.entry = entry

    class Scrolled(Message):
        """Other weeks are in sight."""

    class Chosen(Message):
        """What is selected is to be opened."""

    holding = False
    month: Month | None = None
    weeks: Sequence[Week] = ()
    _top: date | None = None
    _frame: Frame | None = None

    def show(self, month: Month) -> None:
        """Show `month`; its `top` counts the first time, from then on the weeks scroll with the cursor."""
        self.month = month
        if self._top is None:
            self._top = month.top
        self.forget()

    def go_home(self) -> None:
        """Begin with the week of today again."""
        if self.month is not None:
            self._top = self.month.today

    @property
    def in_sight(self) -> tuple[date, date] | None:
        """The first and the last day on screen; None before the first paint."""
        if self._frame is None or self._top is None:
            return None
        return self._top, self._top + timedelta(days=self._frame.days - 1)

    def picture(self, width: int, height: int) -> Canvas:
        """The weeks around the cursor that fit."""
        month = self.month
        if month is None or width < 2 * DAYS or height < 2:
            return Canvas(width, height)
        before, self._frame = self.in_sight, Frame.of(width, height)
        frame = self._frame
        self._top = self._scrolled(month, frame)
        if self.in_sight != before:
            self.post_message(self.Scrolled())
        plain = self.app.has_class("-ascii")
        month = replace(month, top=self._top, focused=self.has_focus, plain=plain)
        self.weeks = lay_month(month, frame)
        return draw_month(month, self.weeks, frame)

    def _scrolled(self, month: Month, frame: Frame) -> date:
        """The first day of the weeks in sight, as near to where it was as the cursor allows."""
        top = week_start(self._top or month.top, month.first_weekday)
        here = week_start(month.cursor, month.first_weekday)
        last = here - timedelta(days=DAYS * (frame.weeks - 1))
        return here if here < top else max(top, last)

    # -- keys and mouse

    def on_focus(self) -> None:
        self.forget()

    def on_blur(self) -> None:
        self.forget()

    def action_move(self, days: int) -> None:
        """Move the cursor by `days`."""
        if self.month is not None:
            self._go(self.month.cursor + timedelta(days=days))

    def action_page(self, months: int) -> None:
        """Move the cursor by `months`, and the weeks in sight with it."""
        if self.month is None or self._top is None:
            return
        before = week_start(self.month.cursor, self.month.first_weekday)
        day = self.month.cursor + relativedelta(months=months)
        if self._go(day):
            self._top += week_start(day, self.month.first_weekday) - before

    def _go(self, day: date, entry: str | None = None) -> bool:
        allowed = FIRST_YEAR < day.year < LAST_YEAR
        if allowed:
            self.post_message(self.Moved(day, entry))
        return allowed

    def action_entry(self, step: int) -> None:
        """Select the next entry of the day; after the last one the focus goes on."""
        month = self.month
        ids = [] if month is None else [entry.id for entry in in_order(month.entries, month.cursor)]
        place = ids.index(month.selected) + step if month and month.selected in ids else step - 1
        if month is not None and 0 <= place < len(ids):
            self._go(month.cursor, ids[place])
        elif step > 0:
            self.screen.focus_next()
        else:
            self.screen.focus_previous()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While a move is tried, enter is left to the owner, who keeps it."""
        return not (action == "choose" and self.holding)

    def action_choose(self) -> None:
        """Open what is selected."""
        self.post_message(self.Chosen())

    def on_click(self, event: events.Click) -> None:
        month, frame = self.month, self._frame
        place = None if frame is None else frame.place(event.x, event.y)
        if month is None or place is None:
            return
        number, column, row = place
        slot = self.weeks[number].at(column, row) if row >= 0 else None
        entry = None if slot is None else slot.entry.id
        day = self.weeks[number].start + timedelta(days=column)
        if entry is not None and (day, entry) == (month.cursor, month.selected):
            self.action_choose()
        else:
            self._go(day, entry)

    def on_mouse_scroll_down(self) -> None:
        self.action_move(DAYS)

    def on_mouse_scroll_up(self) -> None:
        self.action_move(-DAYS)
