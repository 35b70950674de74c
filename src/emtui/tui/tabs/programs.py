"""The Programs tab: the list under a filter, the selected program, and what the list comes to."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from emtui.errors import Refused
from emtui.plan import Plan, Program
from emtui.planner.filter_words import GRAMMAR, SORT_KEYS, WORDS
from emtui.planner.needs_applying import STALE
from emtui.planner.programs import ProgramRow, ProgramsView, filtered, programs_view
from emtui.show import numbers
from emtui.tui.dialogs.ask import AskDialog
from emtui.tui.tabs import program_actions as actions
from emtui.tui.tabs import program_filters as filters
from emtui.tui.tabs import program_steps as steps
from emtui.tui.tabs import program_words as about
from emtui.tui.tabs import programs_side as side
from emtui.tui.tabs import programs_words as words
from emtui.tui.tabs.base import FullView, TabView
from emtui.tui.text import Text, line, quiet, strong
from emtui.tui.widgets.big_number import BigNumber
from emtui.tui.widgets.fitted import Fitted, Flowing
from emtui.tui.widgets.pane import Pane
from emtui.tui.widgets.program_filter import ProgramFilter
from emtui.tui.widgets.row_table import Row, RowTable
from emtui.vocabulary import Tab


class ProgramsTable(RowTable):
    """The programs; a row makes its cells when it comes into sight, so that 500 open as fast as 20."""

    BINDINGS = [Binding("g", "leave", show=False, id="programs.table.leave")]  # the tab's: signal

    def cells_of(self, row: Row) -> Mapping[str, Text]:
        shown: ProgramRow = row.value
        return words.cells(shown)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key that is left to the tab goes on to it."""
        return action != "leave" and super().check_action(action, parameters)


class ProgramsTab(TabView):
    """Filter, table and the selected program at the left; list, fees and interviews at the right."""

    TAB = Tab.PROGRAMS
    SCOPED_CSS = False

    DEFAULT_CSS = """
    ProgramsTab {
        layout: horizontal;
        & #prog-main { width: 1fr; }
        & #prog-side { width: 30; margin-left: 1; }
        & #filter-pane { height: auto; }
        & #selected-pane { height: 11; }
        & #list-pane { height: auto; max-height: 17; }
        & #list-pane Horizontal { height: 4; padding-top: 1; }
        & #list-pane BigNumber { margin-right: 2; }
        & #beside-number { width: 1fr; }
        & #balance { height: auto; margin-top: 1; }
        & #fees-pane { height: 1fr; }
        & #interviews-pane { height: 5; }
        & #prog-strip-pane { display: none; height: 4; }
    }
    .-short ProgramsTab #interviews-pane { display: none; }
    .-wide ProgramsTab {
        & #prog-side { width: 36; }
        & #selected-pane { dock: right; width: 62; height: 100%; margin-left: 1; }
        & #interviews-pane { height: 9; }
        & #list-pane { max-height: 24; }
    }
    .-narrow ProgramsTab {
        layout: vertical;
        & #prog-main { width: 100%; }
        & #prog-side { display: none; }
        & #selected-pane { display: none; }
        & #prog-strip-pane { display: block; }
    }
    """

    BINDINGS = [
        Binding("e", "open", "open", id="programs.open", tooltip="open it: every field"),
        Binding(
            "space", "advance", "next state", id="programs.advance", tooltip="its application one state on"
        ),
        Binding("g", "signal", "signal", id="programs.signal", tooltip="spend a signal, or take it back"),
        Binding(
            "c", "checked", "checked today", id="programs.checked", tooltip="its facts were checked today"
        ),
        Binding("a", "add", "add", id="programs.add", tooltip="add a program"),
        Binding("n", "interviews", "interviews", id="programs.interviews", tooltip="interviews and thanks"),
        Binding("r", "rank", "rank list", id="programs.rank", tooltip="the rank list"),
        Binding("f", "fees", "fees", id="programs.fees", tooltip="what it costs; your own amounts"),
        Binding("o", "sort", "sort", id="programs.sort", tooltip="sort by the next column"),
        Binding("S", "save_filter", "save filter", id="programs.save-filter", tooltip="save this filter"),
        Binding("s", "pick_filter", "saved", id="programs.pick-filter", tooltip="the saved filters"),
        Binding(
            "m",
            "mark_stale",
            "mark stale",
            id="programs.mark-stale",
            tooltip="distrust a fact of all those shown",
        ),
        Binding("i", "import", "import", id="programs.import", tooltip="bring in a list: CSV or XLSX"),
        Binding("v", "columns", "columns", id="programs.columns", tooltip="choose the columns"),
        Binding("w", "close", "close", id="programs.close", tooltip="rejected, withdrawn, or open again"),
        Binding("x", "delete", "delete", id="programs.delete", tooltip="delete it; undo brings it back"),
        Binding("escape", "all_rows", "all rows", show=False, id="programs.all-rows"),
    ]

    _view: ProgramsView
    _rows: Mapping[int, Row]

    def compose(self) -> ComposeResult:
        with Vertical(id="prog-main"):
            with Pane("Filter", id="filter-pane"):
                yield ProgramFilter()
            with Pane("Programs", flush=True, id="programs-pane"):
                yield ProgramsTable(())
            with Pane("Selected", id="selected-pane"):
                yield Fitted(id="detail")
        with Vertical(id="prog-side"):
            with Pane("List", id="list-pane"):
                with Horizontal():
                    yield BigNumber("")
                    yield Static(id="beside-number")
                yield Flowing(id="balance")
            with Pane("Fees", id="fees-pane"):
                yield Fitted(id="bill")
            with Pane("Interviews", id="interviews-pane"):
                yield Fitted(id="next-interviews")
        with Pane("List", id="prog-strip-pane"):
            yield Fitted(id="prog-strip")

    @property
    def _table(self) -> ProgramsTable:
        return self.query_one(ProgramsTable)

    @property
    def _filter(self) -> ProgramFilter:
        return self.query_one(ProgramFilter)

    def first_focus(self) -> ProgramsTable:
        """The rows: a filter is asked for."""
        return self._table

    async def open_filter(self) -> None:
        """Go to the filter line."""
        self._filter.field.focus()

    def hold_focus(self) -> None:
        """Back to the rows: letters and digits are keys there."""
        self._table.focus()

    def explained(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        """The words of the filter."""
        words_of_it = [(word.example, word.says) for word in WORDS.values()]
        return {
            "The filter": GRAMMAR,
            "Its words": words_of_it,
            "It sorts by": [("sort:", ", ".join(SORT_KEYS))],
        }

    def go_to(self, place: str) -> None:
        """Show `program:7`, `interview:2` in its view, or under a filter what is `stale` on the list."""
        kind, _, number = place.partition(":")
        if place == STALE:
            self._filter.text = f"listed {STALE}"
            self._table.focus()
        elif kind == "program" and number.isdigit():
            self.action_all_rows()
            self._view = filtered(self._view, "")
            self._show_rows()
            self._table.point_at(int(number))
        elif kind == "interview" and number.isdigit():
            self.app.call_next(self.action_interviews, int(number))

    # -- drawing

    def draw(self, plan: Plan, today: date) -> None:
        self._view = view = programs_view(plan, today, self._filter.text)
        table = self._table
        table.columns = words.columns(view, self.planner.config.program_columns or words.CHOSEN)
        self._rows = {row.id: Row(row.id, {}, row) for row in view.rows}
        self._show_rows()
        self._draw_side()

    def _show_rows(self) -> None:
        """Put the rows the filter lets through into the table."""
        view, table = self._view, self._table
        table.set_empty(*(words.NOTHING_FITS if view.rows else words.EMPTY))
        table.set_rows([self._rows[row_id] for row_id in view.matching])
        shown, known = len(view.matching), len(view.rows)
        field = self._filter.field
        self._filter.show(
            line(strong(str(shown)), quiet(f" of {known}")),
            words.filter_note(field.value, field.cursor_position, view.filter_errors, self._width - 6),
        )
        pane = self.query_one("#programs-pane", Pane)
        pane.remark = self._order()
        pane.state = words.table_state(view, narrow=self.narrow)
        self.query_one("#filter-pane", Pane).state = words.saved(view, width=self._width - 24)
        self._draw_selected()

    @property
    def _width(self) -> int:
        """How wide the column of filter and table is."""
        return self.app.size.width - (0 if self.narrow else 100 if self.wide else 33)

    def _order(self) -> str:
        """How the table is sorted, as the filter says."""
        key = next((word for word in self._view.filter.split() if word.startswith("sort:")), "sort:fit")
        return f"by {key.removeprefix('sort:').replace('-', '')}"

    def _draw_side(self) -> None:
        view, hidden = self._view, self.planner.masked
        self.query_one(BigNumber).update(str(view.balance.listed))
        self.query_one("#beside-number", Static).update(side.beside_number(view, hidden=hidden))
        self.query_one("#balance", Flowing).show(partial(side.balance, view, hidden=hidden, advice=self.wide))
        self.query_one("#bill", Fitted).show(
            lambda width, height: side.bill(
                view.fees, width, brief=width < 40 or height < len(view.fees.lines) + 3
            )
        )
        self.query_one("#fees-pane", Pane).state = side.season(view.fees)
        self.query_one("#next-interviews", Fitted).show(partial(side.interviews, view))
        done = sum(row.interview.state == "done" for row in view.interviews)
        pane = self.query_one("#interviews-pane", Pane)
        pane.remark = str(len(view.interviews) or "")
        pane.state = quiet(f"{done} done") if view.interviews else ""
        self.query_one("#prog-strip-pane", Pane).state = side.total(view.fees)

    def _draw_selected(self) -> None:
        row, view, hidden = self._selected, self._view, self.planner.masked
        roomy = self.wide
        self.query_one("#detail", Fitted).show(
            lambda width, height: about.detail(row, view.today, width, hidden=hidden, roomy=roomy)
        )
        self.query_one("#prog-strip", Fitted).show(
            lambda width, height: side.strip(view, row, width, hidden=hidden)
        )

    @property
    def _selected(self) -> ProgramRow | None:
        row = self._table.cursor_row
        return None if row is None else row.value

    @property
    def _program(self) -> Program | None:
        row = self._selected
        return None if row is None else row.program

    @on(RowTable.Moved)
    def _moved(self, event: RowTable.Moved) -> None:
        event.stop()
        self._draw_selected()

    @on(RowTable.Selected)
    async def _chosen(self, event: RowTable.Selected) -> None:
        event.stop()
        await self.action_open()

    # -- the filter

    @on(ProgramFilter.Changed)
    def _filtered(self, event: ProgramFilter.Changed) -> None:
        event.stop()
        self._view = filtered(self._view, event.text)
        self._show_rows()

    @on(ProgramFilter.Kept)
    def _kept(self, event: ProgramFilter.Kept) -> None:
        event.stop()
        self._table.focus()

    def action_all_rows(self) -> None:
        """Show all rows again."""
        self._filter.text = ""

    def action_sort(self) -> None:
        """Sort by the next thing there is to sort by; the filter line says which."""
        self._filter.text = filters.sorted_by_next(self._filter.text)

    def action_save_filter(self) -> None:
        """Ask for a name and save what is typed under it."""
        text = " ".join(self._filter.text.split())
        if not text:
            self.planner.say("type a filter first; / begins one")
        elif self._view.filter_errors:
            self.planner.say(str(self._view.filter_errors[0]), sign="look")
        else:
            filters.save_filter(self.planner, text)

    def action_pick_filter(self) -> None:
        """Choose one of the saved filters."""
        if self._view.saved:
            filters.pick_filter(self.planner, self._view.saved, self._take_filter)
        else:
            self.planner.say("no filter is saved yet; S saves the one that is typed")

    def _take_filter(self, text: str) -> None:
        self._filter.text = text

    def action_columns(self) -> None:
        """Ask which columns to show, and remember it."""
        filters.choose_columns(self.planner)

    # -- one program

    async def action_open(self) -> None:
        """Open the selected program."""
        if self._program is not None:
            await self._open(self._program.id or 0)

    async def _open(self, program_id: int) -> None:
        from emtui.tui.tabs.program import ProgramView

        await self.planner.open_view(ProgramView(program_id))

    def action_add(self) -> None:
        """Ask for a program's name and place, store it, and open it."""
        self.app.push_screen(
            AskDialog(
                "Add a program", "its name, then where it is: Cedar Valley, San Antonio TX", self._read
            ),
            self._add,
        )

    def _read(self, typed: str) -> tuple[Program, Text]:
        program = steps.new_program(typed, self.planner.plan)
        place = " ".join(filter(None, (program.city, program.state)))
        return program, line(strong(program.name), "  ", quiet(place or "place not known"))

    async def _add(self, program: Program | None) -> None:
        if program is None:
            return
        step = await self.planner.save(lambda store: store.add(program)).wait()
        if step is not None:
            self.action_all_rows()
            self._table.move_to(step.entry_ids[0])
            await self._open(step.entry_ids[0])

    def action_delete(self) -> None:
        """Delete the program under the cursor."""
        program = self._program
        if program is not None:
            self.planner.save(lambda store: store.remove(program))

    def action_advance(self) -> None:
        """Bring the application one state further."""
        if self._program is not None:
            actions.advance(self.planner, self._program)

    def action_close(self) -> None:
        """Rejected, then withdrawn, then considered again."""
        if self._program is not None:
            actions.close(self.planner, self._program)

    def action_signal(self) -> None:
        """Spend a signal on the program, or take it back."""
        if self._program is not None:
            actions.signal(self.planner, self._program, self._view.signals)

    def action_checked(self) -> None:
        """Its known facts were checked today."""
        if self._program is not None:
            actions.checked_today(self.planner, self._program)

    def action_mark_stale(self) -> None:
        """Ask for a fact and distrust it for every program shown: the day a policy changes."""
        rows = [self._view.row(row_id) for row_id in self._view.matching]
        if rows:
            actions.ask_to_distrust(self.planner, rows)
        else:
            self.planner.say("no program is shown")

    # -- full views

    async def action_interviews(self, interview_id: int | None = None) -> None:
        """Open the interviews, on one of them where it is named."""
        from emtui.tui.tabs.interviews import InterviewsView

        view = InterviewsView()
        await self._lay(view)
        if interview_id is not None:
            view.query_one(RowTable).point_at(interview_id)

    async def action_rank(self) -> None:
        """Open the rank list."""
        from emtui.tui.tabs.rank_list import RankListView

        await self._lay(RankListView())

    async def action_fees(self) -> None:
        """Open the fees."""
        from emtui.tui.tabs.fees import FeesView

        await self._lay(FeesView())

    def action_import(self) -> None:
        """Ask for a file, then show its columns and what it would do."""
        hint = "the path of a CSV or XLSX file, such as ~/Downloads/programs.xlsx"
        self.app.push_screen(AskDialog("Import programs from", hint, _file), self._import)

    async def _import(self, path: Path | None) -> None:
        from emtui.tui.tabs.import_programs import ImportView

        if path is not None:
            await self._lay(ImportView(path))

    async def _lay(self, view: FullView) -> None:
        await self.planner.open_view(view)


def _file(typed: str) -> tuple[Path, Content]:
    """The file typed; raise Refused where there is none."""
    path = Path(typed.strip().strip("'\"")).expanduser()
    if not path.is_file():
        raise Refused("there is no such file" if typed.strip() else "type the path of a file")
    return path, line(strong(path.name), quiet(f", {numbers.count(max(path.stat().st_size // 1024, 1))} kB"))
