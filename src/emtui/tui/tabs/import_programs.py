"""Import a list of programs: which column is which, what every row would do, then all of it as one step."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Static
from textual.worker import Worker, get_current_worker

from emtui.dates import Order
from emtui.errors import EmtuiError
from emtui.exchange.program_cells import Reader
from emtui.exchange.program_columns import Columns, find_columns
from emtui.exchange.programs import ProgramsPreview, merge
from emtui.exchange.sheets import read_table
from emtui.plan import Plan
from emtui.show import numbers
from emtui.store.edits import Add, Change, Edit
from emtui.tui.dialogs.pick import PickDialog
from emtui.tui.tabs import import_words as words
from emtui.tui.tabs.base import BACK, FullView
from emtui.tui.text import line, plain, quiet
from emtui.tui.widgets.fitted import Fitted
from emtui.tui.widgets.pane import Pane
from emtui.tui.widgets.row_table import Column, Key, Row, RowTable
from emtui.vocabulary import Tab


@dataclass
class Reading:
    """A file that is being read: its columns as they are matched now, and what importing it would do."""

    path: Path
    columns: Columns | None = None
    preview: ProgramsPreview | None = None
    overwrite: bool = False
    known_only: bool = False
    done: int = 0
    total: int = 0
    failed: str = ""
    mapped: dict[str, str] = field(default_factory=dict)


class ImportView(FullView):
    """The file's columns at the left, what becomes of its rows at the right; nothing is stored before s."""

    TAB = Tab.PROGRAMS
    TITLE = "Import"
    SCOPED_CSS = False

    DEFAULT_CSS = """
    ImportView {
        layout: horizontal;
        & #columns-pane { width: 50; }
        & #rows-side { width: 1fr; margin-left: 1; }
        & #summary-pane { height: 7; }
        & #rows-pane { height: 1fr; }
        & #row-detail { height: 3; padding: 0 1; border-top: solid $border-blurred; }
    }
    .-wide ImportView #columns-pane { width: 70; }
    .-narrow ImportView {
        layout: vertical;
        & #columns-pane { width: 100%; height: 9; }
        & #rows-side { width: 100%; margin-left: 0; }
        & #summary-pane { height: 5; }
    }
    """

    BINDINGS = [
        BACK,
        Binding("s", "store", "import", id="import.store", tooltip="import it, as one step"),
        Binding("e", "match", "column", id="import.match", tooltip="what the selected column of the file is"),
        Binding(
            "o", "overwrite", "overwrite", id="import.overwrite", tooltip="the file's values before your own"
        ),
        Binding("k", "known_only", "known only", id="import.known", tooltip="add no program, only facts"),
        Binding(
            "d",
            "dates",
            "11/03",
            show=False,
            id="import.dates",
            tooltip="11/03 the other way: day or month first",
        ),
        Binding("tab", "app.focus_next", "pane", id="import.pane", tooltip="to the other table"),
    ]

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._reading = Reading(path)
        self._worker: Worker[None] | None = None

    def compose(self) -> ComposeResult:
        with Pane("Columns", flush=True, id="columns-pane"):
            yield RowTable(words.COLUMNS, id="file-columns")
        with Vertical(id="rows-side"):
            with Pane("What it would do", id="summary-pane"):
                yield Static(id="import-summary")
            with Pane("Rows", flush=True, id="rows-pane"):
                yield RowTable(words.ROWS, id="file-rows")
                yield Fitted(id="row-detail")

    def draw(self, plan: Plan, today: date) -> None:
        """Read the file against the plan as it now is."""
        self._read()

    def on_unmount(self) -> None:
        if self._worker is not None:
            self._worker.cancel()

    # -- reading, off the screen's thread

    def _read(self) -> None:
        self._worker = self._work()

    @work(thread=True, exclusive=True, group="import", exit_on_error=False)
    def _work(self) -> None:
        """Read the file and lay it over the plan; a newer reading, or leaving, stops it."""
        worker, planner, reading = get_current_worker(), self.planner, self._reading

        def progress(done: int, total: int) -> bool:
            if not worker.is_cancelled:
                self.app.call_from_thread(self._progressed, done, total)
            return not worker.is_cancelled

        try:
            if reading.columns is None:
                remembered = planner.config.import_columns
                reading.columns = find_columns(read_table(reading.path), {}, remembered)
            columns, plan = reading.columns, planner.plan
            preview = merge(
                columns,
                Reader(columns, planner.config.dates, planner.today),
                plan,
                overwrite=reading.overwrite,
                known_only=reading.known_only,
                progress=progress,
            )
        except EmtuiError as error:
            if not worker.is_cancelled:
                self.app.call_from_thread(self._failed, str(error))
            return
        if not worker.is_cancelled:
            self.app.call_from_thread(self._finished, preview)

    def _progressed(self, done: int, total: int) -> None:
        self._reading.done, self._reading.total = done, total
        if done < total:
            self.query_one("#import-summary", Static).update(
                quiet(f"reading {numbers.count(done)} of {numbers.many(total, 'row')}; esc stops")
            )

    def _failed(self, why: str) -> None:
        self._reading.failed = why
        self._reading.preview = None
        self.query_one("#import-summary", Static).update(words.failed(why))
        self.refresh_bindings()

    def _finished(self, preview: ProgramsPreview) -> None:
        self._reading.preview = preview
        self._draw_columns()
        self._draw_preview(preview)
        self.refresh_bindings()

    # -- drawing

    def _table(self, name: str) -> RowTable:
        return self.query_one(f"#{name}", RowTable)

    def _draw_columns(self) -> None:
        columns = self._reading.columns
        if columns is None:
            return
        rows = words.column_rows(columns)
        self._table("file-columns").set_rows(rows)
        pane = self.query_one("#columns-pane", Pane)
        pane.remark = self._reading.path.name
        left = sum(row.value is None for row in rows)
        pane.state = quiet(f"{left} left out") if left else ""

    def _draw_preview(self, preview: ProgramsPreview) -> None:
        reading = self._reading
        self.query_one("#import-summary", Static).update(
            words.summary(preview, overwrite=reading.overwrite, known_only=reading.known_only)
        )
        self._table("file-rows").set_empty("Nothing new in this file", "every row says what the plan has")
        self._table("file-rows").set_rows(words.preview_rows(preview))
        self.query_one("#rows-pane", Pane).remark = str(len(self._table("file-rows").rows) or "")

        self._draw_row()

    def _draw_row(self) -> None:
        """The row under the cursor in full."""
        row = self._table("file-rows").cursor_row
        told = plain("") if row is None else line(row.cells["what"])
        self.query_one("#row-detail", Fitted).show(lambda width, height: words.in_full(told, width, height))

    @on(RowTable.Moved)
    def _moved(self, event: RowTable.Moved) -> None:
        event.stop()
        if event.table.id == "file-rows":
            self._draw_row()

    @on(RowTable.Selected)
    def _chosen(self, event: RowTable.Selected) -> None:
        event.stop()
        if event.table.id == "file-columns":
            self.action_match()

    # -- what the keys do

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing can be imported before it is read."""
        if action == "store":
            return self._reading.preview is not None
        return action not in ("match", "overwrite", "known_only") or self._reading.columns is not None

    def action_match(self) -> None:
        """Ask which of our columns the selected one of the file is."""
        row, columns = self._table("file-columns").cursor_row, self._reading.columns
        if row is None or columns is None:
            return
        place = int(row.key)

        def take(ours: Key | None) -> None:
            if ours is not None:
                self._reading.columns = words.matched(columns, place, str(ours))
                if ours:
                    self._reading.mapped[str(ours)] = columns.names[place]
                self._read()

        rows = [Row(name, {"name": plain(shown)}) for name, shown in words.choices(columns, place)]
        heading = f"What is {columns.names[place]}?"
        self.app.push_screen(
            PickDialog(heading, (Column("name", least=20, grow=True),), rows, begun=row.value), take
        )

    def action_overwrite(self) -> None:
        """Let the file's values go before one's own, or not."""
        self._reading.overwrite = not self._reading.overwrite
        self._read()

    def action_known_only(self) -> None:
        """Add no program, or all."""
        self._reading.known_only = not self._reading.known_only
        self._read()

    def action_dates(self) -> None:
        """Read 11/03 the other way round."""
        dmy = self.planner.config.dates is not Order.DMY
        self.planner.set_dates(Order.DMY if dmy else Order.MDY)
        self.planner.say(f"11/03 is {'11 March' if dmy else '3 November'} from now on")
        self._read()

    async def action_store(self) -> None:
        """Import what is shown as one step, remember the columns, and go back to the list."""
        preview = self._reading.preview
        if preview is None:
            return
        parts = _parts(preview)
        if not parts:
            self.planner.say("there is nothing new in this file")
            return
        title = f"import {words.counted(preview)} from {self._reading.path.name}"
        self.query_one("#import-summary", Static).update(quiet("storing …"))
        step = await self.planner.save(lambda store: store.edit(parts, title)).wait()
        if step is None:
            self._draw_preview(preview)
            return
        if self._reading.mapped:
            known = self.planner.config.import_columns
            self.planner.remember_import_columns({**known, **self._reading.mapped})
        await self.planner.close_view()


def _parts(preview: ProgramsPreview) -> list[Edit]:
    """What the preview stores, programs before their facts."""
    changes: list[tuple[Any, Mapping[str, Any]]] = list(preview.changes)
    return [*map(Add, preview.additions), *(Change(row, new) for row, new in changes)]
