"""The timeline: lanes over months, with a cursor that goes from entry to entry."""

from dataclasses import replace
from datetime import date, timedelta

from textual import events
from textual.binding import Binding

from emtui.tui.widgets.canvas import Canvas
from emtui.tui.widgets.drawn import LANE_ROLES, Drawn
from emtui.tui.widgets.month_grid import MonthGrid
from emtui.tui.widgets.paint import Picture
from emtui.tui.widgets.timeline_picture import Laid, Timeline, Zoom, axis_of, draw_timeline, lay_timeline
from emtui.vocabulary import Lane

MONTH_DAYS = 30


class TimelineView(Picture, can_focus=True):
    """Shows a `Timeline`; left and right go along a lane, up and down to the next one.

    It tells its owner by the messages of the month grid, so that both move the same cursor.
    """

    ROLES = LANE_ROLES

    DEFAULT_CSS = "TimelineView { height: 1fr; }"

    BINDINGS = [
        Binding("left,h", "along(-1)", "entry before", show=False, id="timeline.left"),
        Binding("right,l", "along(1)", "next entry", show=False, id="timeline.right"),
        Binding("up,k", "across(-1)", "lane above", show=False, id="timeline.up"),
        Binding("down,j", "across(1)", "lane below", show=False, id="timeline.down"),
        Binding("pageup", "page(-1)", "month before", show=False, id="timeline.page-up"),
        Binding("pagedown", "page(1)", "next month", show=False, id="timeline.page-down"),
        Binding("enter", "choose", "open", show=False, id="timeline.open", tooltip="open the selected entry"),
    ]

    holding = False
    timeline: Timeline | None = None
    zoom: Zoom = Zoom.ALL
    _laid: Laid | None = None
    _laid_for: tuple[object, ...] = ()
    _goal: date | None = None  # where the cursor came from, while it goes from lane to lane

    def show(self, timeline: Timeline) -> None:
        """Show `timeline`, at the zoom that was chosen last."""
        self.timeline = replace(timeline, zoom=self.zoom)
        self.forget()

    def zoom_on(self) -> None:
        """Go on to the next stretch of time: all, 26 weeks, 12 weeks, all."""
        self.zoom = self.zoom.next
        if self.timeline is not None:
            self.show(self.timeline)

    def picture(self, width: int, height: int) -> Canvas:
        """The lanes at this size."""
        if self.timeline is None or height < len(Lane):
            return Canvas(width, height)
        plain = self.app.has_class("-ascii")
        timeline = replace(self.timeline, focused=self.has_focus, plain=plain)
        axis = axis_of(timeline, width)
        now = (id(timeline.entries), axis, width, height)
        if self._laid is None or now != self._laid_for:  # a cursor that moves leaves the lanes as they are
            self._laid, self._laid_for = lay_timeline(timeline, width, height, axis), now
        return draw_timeline(timeline, self._laid, width, height)

    # -- keys and mouse

    def on_focus(self) -> None:
        self.forget()

    def on_blur(self) -> None:
        self.forget()

    def action_along(self, step: int) -> None:
        """Select the next entry of the lane, by its day."""
        self._goal = None
        lane = self._lane(self._selected.lane if self._selected else None)
        ids = [entry.id for entry in lane]
        if self._selected is not None and self._selected.id in ids:
            place = ids.index(self._selected.id) + step
            if 0 <= place < len(lane):
                self._go(lane[place])
        elif lane:
            self._go(self._nearest(lane))

    def action_across(self, step: int) -> None:
        """Select the entry of the next lane that is nearest in time."""
        lanes = [lane for lane in Lane if self._lane(lane)]
        if not lanes:
            return
        selected = self._selected
        if self._goal is None and self.timeline is not None:
            self._goal = self.timeline.cursor
        if selected is None:
            self._go(self._nearest(self._lane(lanes[0])))
            return
        place = lanes.index(selected.lane) + step
        if 0 <= place < len(lanes):
            self._go(self._nearest(self._lane(lanes[place])))

    def action_page(self, months: int) -> None:
        """Select the entry nearest to a month away, whatever its lane."""
        if self.timeline is None or not self.timeline.entries:
            return
        day = self.timeline.cursor + timedelta(days=MONTH_DAYS * months)
        further = [
            entry for entry in self._lane(None) if (entry.first - self.timeline.cursor).days * months > 0
        ]
        if further:
            self._go(min(further, key=lambda entry: abs((entry.first - day).days)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While a move is tried, enter is left to the owner, who keeps it."""
        return not (action == "choose" and self.holding)

    def action_choose(self) -> None:
        """Open what is selected."""
        self.post_message(MonthGrid.Chosen())

    def on_click(self, event: events.Click) -> None:
        if self._laid is None or self.timeline is None:
            return
        found = self._laid.at(event.x, event.y)
        entry = next((entry for entry in self.timeline.entries if entry.id == found), None)
        if entry is None:
            return
        if entry.id == self.timeline.selected:
            self.action_choose()
        else:
            self._go(entry)

    def on_mouse_scroll_down(self) -> None:
        self.action_along(1)

    def on_mouse_scroll_up(self) -> None:
        self.action_along(-1)

    @property
    def _selected(self) -> Drawn | None:
        timeline = self.timeline
        if timeline is None:
            return None
        return next((entry for entry in timeline.entries if entry.id == timeline.selected), None)

    def _lane(self, lane: Lane | None) -> list[Drawn]:
        """The entries of a lane (None: of all) by day."""
        entries = () if self.timeline is None else self.timeline.entries
        return sorted(
            (entry for entry in entries if lane is None or entry.lane is lane),
            key=lambda entry: (entry.first, entry.last, entry.id),
        )

    def _nearest(self, entries: list[Drawn]) -> Drawn:
        assert self.timeline is not None
        cursor = self._goal or self.timeline.cursor
        return min(entries, key=lambda entry: abs((entry.first - cursor).days))

    def _go(self, entry: Drawn) -> None:
        self.post_message(MonthGrid.Moved(_day_of(entry, self.timeline), entry.id))


def _day_of(entry: Drawn, timeline: Timeline | None) -> date:
    """The day of an entry on which the cursor stands: where it was, within a stretch, else the first."""
    if timeline is not None and entry.first <= timeline.cursor <= entry.last:
        return timeline.cursor
    return entry.first
