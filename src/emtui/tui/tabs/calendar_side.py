"""What stands beside the dates: the conflicts, what comes first, and the selected entry with its day."""

from datetime import date
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from emtui.planner.calendar import CalendarView, Conflict, DatedEntry, Preview
from emtui.tui.access import planner_of
from emtui.tui.tabs import calendar_words as words
from emtui.tui.tabs.calendar_moving import a_week_off
from emtui.tui.tabs.calendar_views import ConflictTable
from emtui.tui.tabs.chains_words import tightest
from emtui.tui.text import accent, line, lines, quiet
from emtui.tui.widgets.big_number import BigNumber
from emtui.tui.widgets.fitted import Fitted, Flowing
from emtui.tui.widgets.pane import Pane
from emtui.tui.widgets.row_table import Column, RowTable

FEW = 300  # entries up to which trying a move on each key is not felt
REST = 0.2  # seconds
ROOMY = 40  # cells from which conflicts are told in full beside the entry too
MOST_LISTED = 6  # conflicts before the list scrolls


class CalendarSide(Vertical):
    """Conflicts over the selected entry; below a timeline side by side, on a small screen two lines.

    `-timeline` and `-conflicts` are set by the tab: which view is open, and that a small screen shows the
    conflicts instead of the dates.
    """

    SCOPED_CSS = False
    DEFAULT_CSS = """
    CalendarSide {
        width: 32;
        margin-left: 1;
        & #conflict-column { height: auto; max-height: 60%; }
        & #conflicts-pane { height: auto; }
        & #conflict-count { height: 4; padding: 0 1; margin-top: 1; }
        & #conflict-count BigNumber { margin-right: 2; }
        & #conflict-words { width: 1fr; }
        & ConflictTable { height: auto; }
        & #conflict-detail { height: auto; padding: 0 1; margin-top: 1; }
        & #conflict-detail.-off { display: none; }
        & #chains-pane { display: none; height: auto; }
        & #day-pane { height: 1fr; }
        & #day-narrow { display: none; }
        & VerticalScroll { scrollbar-size-vertical: 1; }
    }
    .-normal.-tall CalendarSide.-calm #chains-pane { display: block; }
    .-normal.-tall CalendarSide.-timeline #chains-pane { display: none; }
    CalendarSide.-timeline {
        width: 100%;
        height: 10;
        margin-left: 0;
        layout: horizontal;
        & #day-pane { width: 1fr; height: 100%; }
        & #conflict-column { width: 38; height: 100%; max-height: 100%; margin-left: 1; dock: right; }
        & #conflicts-pane { height: 100%; }
        & #conflict-detail { display: none; }
    }
    .-wide CalendarSide {
        width: 86;
        layout: horizontal;
        & #conflict-column { width: 42; height: 100%; max-height: 100%; margin-right: 1; }
        & #chains-pane { display: block; height: 1fr; }
        & #day-pane { width: 1fr; height: 100%; }
    }
    .-wide CalendarSide.-timeline {
        width: 100%;
        height: 16;
        & #conflict-column { margin: 0 0 0 1; }
        & #chains-pane { display: none; }
    }
    .-narrow CalendarSide {
        width: 100%;
        height: 3;
        margin-left: 0;
        & #conflict-column { display: none; }
        & #day-pane { height: 3; width: 100%; }
        & #day-full { display: none; }
        & #day-narrow { display: block; height: 2; }
    }
    .-narrow CalendarSide.-conflicts {
        height: 1fr;
        layout: vertical;
        & #conflict-column { display: block; width: 100%; height: 1fr; max-height: 100%; margin: 0; }
        & #conflicts-pane { height: 1fr; }
        & #conflict-detail { display: block; }
        & #day-pane { display: none; }
    }
    """

    _resting: Timer | None = None

    def compose(self) -> ComposeResult:
        with Vertical(id="conflict-column"):
            with Pane("Conflicts", flush=True, id="conflicts-pane"):
                with Horizontal(id="conflict-count"):
                    yield BigNumber("")
                    yield Static(id="conflict-words")
                yield ConflictTable(
                    [Column("sign", width=1), Column("text", least=10, grow=True, gap=1)],
                    head=False,
                    id="conflicts",
                )
                yield Flowing(id="conflict-detail")
            with Pane("What comes first", id="chains-pane"):
                yield Flowing(id="chains")
        with Pane(id="day-pane"):
            with VerticalScroll(id="day-full", can_focus=False):
                yield Flowing(id="day")
            yield Fitted(id="day-narrow")

    # -- conflicts

    def show_conflicts(self, view: CalendarView, *, trying: bool) -> None:
        """Show how many there are, which, and the one under the cursor in full, unless a move is tried."""
        found = view.conflicts
        self.query_one(BigNumber).update(str(len(found)))
        self.query_one("#conflict-words", Static).update(words.conflict_word(view))
        table = self.query_one(ConflictTable)
        table.set_rows([words.conflict_row(conflict, hidden=planner_of(self).masked) for conflict in found])
        table.display = bool(found)
        table.styles.height = min(len(found), MOST_LISTED)
        # what breaks is said with the move while one is tried
        self.query_one("#conflict-detail").set_class(trying or not found, "-off")
        self._show_conflict()
        self.set_class(not found, "-calm")  # else the column has no room for what comes first too
        self.query_one("#chains", Flowing).show(partial(tightest, view))

    def _show_conflict(self) -> None:
        row = self.query_one(ConflictTable).cursor_row
        if row is not None:
            conflict: Conflict = row.value
            detail = self.query_one("#conflict-detail", Flowing)
            hidden = planner_of(self).masked
            detail.show(
                lambda width: lines(words.conflict_rows(conflict, width, subject=False, hidden=hidden))
            )

    @on(RowTable.Moved, "#conflicts")
    def _another_conflict(self) -> None:
        self._show_conflict()

    # -- the selected entry

    def show_day(
        self,
        view: CalendarView,
        day: date,
        entry: DatedEntry | None,
        *,
        place: str,
        preview: Preview | None,
        conflicts_key: str,
    ) -> None:
        """Show `entry` of `day` (`place` says which of how many), or what a tried move would do."""
        hidden, narrow = planner_of(self).masked, self.screen.has_class("-narrow")
        pane = self.query_one("#day-pane", Pane)
        pane.heading = words.day_heading(day, view.today)
        pane.remark = words.away(day, view.today)
        pane.state = "" if narrow or not place else line(accent("tab"), quiet(f" {place}"))
        if narrow:
            said = partial(words.narrow, entry, view, place, key=conflicts_key, hidden=hidden)
            if preview is not None:
                said = partial(words.moving_narrow, preview, hidden=hidden)
            self.query_one("#day-narrow", Fitted).show(lambda width, height: said(width))
        elif preview is not None:
            self.query_one("#day", Flowing).show(partial(words.moving, preview, hidden=hidden))
        else:
            self._show_entry(entry, view, hidden=hidden)

    def _show_entry(self, entry: DatedEntry | None, view: CalendarView, *, hidden: bool) -> None:
        """One entry in full; in a very full plan moves are tried once the cursor rests."""
        show = self.query_one("#day", Flowing).show
        if self._resting is not None:
            self._resting.stop()
        if entry is None or not entry.moves or entry.id not in view.by_id:
            show(partial(_detail, entry, view, [], hidden=hidden))
        elif len(view.entries) <= FEW:
            show(partial(_detail, entry, view, a_week_off(view, entry), hidden=hidden))
        else:
            show(partial(_detail, entry, view, [], hidden=hidden))

            def tell(found: DatedEntry = entry) -> None:
                show(partial(_detail, found, view, a_week_off(view, found), hidden=hidden))

            self._resting = self.set_timer(REST, tell)


def _detail(
    entry: DatedEntry | None,
    view: CalendarView,
    tried: list[Preview | None],
    width: int,
    *,
    hidden: bool,
) -> Content:
    """The selected entry in full, and what a week earlier or later would do."""
    full = words.detail(entry, view, width, hidden=hidden, brief=width < ROOMY)
    keys = list(zip(("<", ">"), tried, strict=False))
    return lines([full, *words.what_if(keys, width)]) if tried else full
