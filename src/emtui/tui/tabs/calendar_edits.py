"""What can be done to the entries of the calendar: try a move, keep it, overrule, revert, add, delete."""

from collections.abc import Callable
from datetime import date
from functools import partial

from dateutil.relativedelta import relativedelta
from textual import work
from textual.content import Content

from emtui.dates import parse_date, say_date
from emtui.errors import Refused
from emtui.plan import CalendarEntry
from emtui.planner.calendar import CalendarView, DatedEntry, Preview, What, hide, place, revert
from emtui.tui.dialogs.ask import AskDialog
from emtui.tui.tabs.base import TabView
from emtui.tui.tabs.calendar_moving import Pending
from emtui.tui.tabs.calendar_words import in_short
from emtui.tui.tabs.exam_day_words import apart
from emtui.tui.text import line, quiet, strong
from emtui.vocabulary import Tab

NO_ENTRY = "no entry is selected"


class CalendarEdits(TabView):
    """The edits of the calendar over one cursor; a subclass shows them in `show_all`.

    `cursor` is a day, `selected` the id of an entry of it. A move is only tried until enter: `pending` says
    what of, `preview` what it would do.
    """

    view: CalendarView | None = None
    cursor: date
    selected: str | None = None
    pending: Pending | None = None
    preview: Preview | None = None
    keeping = False

    def show_all(self) -> None:
        """Draw everything anew; a subclass does."""

    def go(self, day: date, entry: str | None) -> None:
        """Put the cursor on a day, and on an entry of it; a subclass does."""

    @property
    def entry(self) -> DatedEntry | None:
        """The selected entry as it is stored; one that is hidden counts too."""
        if self.view is None or self.selected is None:
            return None
        hidden = (entry for entry in self.view.hidden if entry.id == self.selected)
        return self.view.by_id.get(self.selected) or next(hidden, None)

    def refuse(self, refusal: Refused) -> None:
        """Say why something cannot be done."""
        self.planner.say(str(refusal), sign="no")

    def keep(self, change: Preview) -> None:
        """Store what a preview would do."""
        self.planner.save(lambda store: store.edit(change.edits, change.title))

    # -- trying a move

    def action_shift(self, days: int) -> None:
        """Try the selected entry so many days later."""
        self._try(lambda pending: pending.moved(days))

    def action_shift_month(self, months: int) -> None:
        """Try the selected entry so many months later, on the same day of the month where there is one."""
        shown = self.view if self.preview is None else self.preview.view
        name = self.selected if self.pending is None else self.pending.entry
        entry = None if shown is None or name is None else shown.by_id.get(name)
        if entry is not None:
            self.action_shift((entry.on + relativedelta(months=months) - entry.on).days)

    def action_stretch(self, days: int) -> None:
        """Try another last day of the selected entry."""
        self._try(lambda pending: pending.stretched(days))

    def _try(self, further: Callable[[Pending], Pending]) -> None:
        if self.view is None:
            return
        if self.pending is None and self.selected is None:
            self.planner.say(NO_ENTRY, sign="look")
            return
        pending = further(self.pending or Pending(self.selected or ""))
        try:
            preview = pending.preview(self.view)
        except Refused as refusal:
            self.refuse(refusal)
            return
        if pending.nowhere:
            self._drop()
        else:
            self.pending, self.preview = pending, preview
        self._follow(pending.entry)

    def _follow(self, name: str) -> None:
        """Put the cursor where a moved entry now stands."""
        shown = self.preview.view if self.preview is not None else self.view
        entry = None if shown is None else shown.by_id.get(name)
        if entry is not None:
            day = self.cursor if entry.on <= self.cursor <= entry.last else entry.on
            self.cursor, self.selected = day, name
        self.show_all()
        self.refresh_bindings()

    def _drop(self) -> None:
        self.pending = self.preview = None

    def action_keep(self) -> None:
        """Store the move that is tried."""
        if self.preview is not None:
            self._keep_tried(self.preview)

    @work(exclusive=True, group="keep")
    async def _keep_tried(self, change: Preview) -> None:
        self.keeping = True  # until the plan has it, it stands where it was tried
        await self.planner.save(lambda store: store.edit(change.edits, change.title)).wait()
        self.keeping = False

    def kept_or_tried_anew(self) -> None:
        """With another plan a move is either stored, or tried on that one; where it cannot be, dropped."""
        if self.keeping:
            self._drop()
            self.refresh_bindings()
        else:
            self._try_anew()

    def action_drop(self) -> None:
        """Leave the entry where it was."""
        if self.pending is not None:
            name = self.pending.entry
            self._drop()
            self._follow(name)

    def _try_anew(self) -> None:
        if self.view is None or self.pending is None:
            return
        try:
            self.preview = self.pending.preview(self.view)
        except (Refused, KeyError):
            self._drop()
            self.refresh_bindings()

    # -- one change at a time

    def action_place(self) -> None:
        """Ask for the day of the selected entry; a date of the season is overruled with it."""
        entry = self.entry
        if entry is None or self.view is None:
            self.planner.say(NO_ENTRY, sign="look")
            return
        if not entry.moves:
            self.refuse(Refused(f"{entry.title} follows from other dates ({entry.rule}); move those"))
            return

        def kept(change: Preview | None) -> None:
            if change is not None:
                self.keep(change)
                self.cursor, self.selected = _day(change) or self.cursor, entry.id

        heading = f"{'Which day is it really:' if entry.what is What.MILESTONE else 'Move'} {entry.title}"
        hint = f"now {say_date(entry.on, self.view.today)}; a date such as 15 jun, fri, or in weeks: +14"
        self.action_drop()
        self.app.push_screen(AskDialog(heading, hint, partial(self._placed, entry)), kept)

    def _placed(self, entry: DatedEntry, typed: str) -> tuple[Preview, Content]:
        """What the day typed would do; raise Refused."""
        planner = self.planner
        assert self.view is not None
        day = parse_date(typed, today=planner.today, order=planner.config.dates)
        until = None if entry.until is None else day + (entry.until - entry.on)
        change = place(self.view, entry.id, day, until)
        said = line(
            strong(say_date(day, planner.today)), quiet(f", {_apart(day, entry.on)}   "), in_short(change)
        )
        return change, said

    def action_revert(self) -> None:
        """Go back to the guide's own day of the selected entry."""
        self._change(revert)

    def action_delete(self) -> None:
        """Delete the user's own entry, or hide a date of the season; others are removed in their tab."""
        entry = self.entry
        if entry is None:
            self.planner.say(NO_ENTRY, sign="look")
        elif isinstance(entry.row, CalendarEntry):
            row = entry.row
            self.planner.save(lambda store: store.remove(row))
        elif entry.what is What.MILESTONE:
            self._change(hide)
        elif not entry.moves:
            self.refuse(Refused(f"{entry.title} follows from other dates and goes with them"))
        else:
            self.refuse(Refused(f"{entry.title} is removed in {entry.tab.reference}; e goes there"))

    def _change(self, make: Callable[[CalendarView, str], Preview]) -> None:
        if self.view is None or self.selected is None:
            self.planner.say(NO_ENTRY, sign="look")
            return
        try:
            change = make(self.view, self.selected)
        except Refused as refusal:
            self.refuse(refusal)
            return
        self.keep(change)
        self.cursor = _day(change) or self.cursor

    def action_add(self) -> None:
        """Ask for an entry of the user's own and store it."""
        from emtui.tui.dialogs.calendar_entry import CalendarEntryDialog  # not needed to look at dates

        self.app.push_screen(CalendarEntryDialog(self.cursor), self._stored)

    def action_bring_in(self) -> None:
        """Ask for a file of another calendar and store its dates."""
        from emtui.tui.dialogs.calendar_file import CalendarFileDialog

        self.app.push_screen(CalendarFileDialog())

    def _stored(self, row_id: int | None) -> None:
        entry = None if row_id is None or self.view is None else self.view.by_id.get(f"entry:{row_id}")
        if entry is not None:
            self.go(entry.on, entry.id)

    def action_edit(self) -> None:
        """Edit the selected entry: here, or in the tab where its day is kept."""
        entry = self.entry
        if entry is None:
            self.planner.say(NO_ENTRY, sign="look")
        elif isinstance(entry.row, CalendarEntry):
            from emtui.tui.dialogs.calendar_entry import CalendarEntryDialog

            self.app.push_screen(CalendarEntryDialog(entry.row.starts_on, entry.row), self._stored)
        elif entry.tab is Tab.CALENDAR:
            self.action_place()
        elif entry.tab not in self.planner.tabs:
            self.planner.say(f"{entry.title}: {entry.tab.reference} is not there yet", sign="look")
        else:
            self.planner.open_tab(entry.tab, entry.field or entry.id)


def _day(change: Preview) -> date | None:
    """The day of an entry after a change; None where it is gone."""
    return None if change.after is None else change.after.on


def _apart(day: date, before: date) -> str:
    return "as it is" if day == before else apart(day, before)
