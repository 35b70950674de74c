"""Bring in the dates of another calendar: what the file would do is said before anything is stored."""

from pathlib import Path
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from emtui.dates import say_date
from emtui.errors import EmtuiError
from emtui.show.numbers import many
from emtui.tui.access import planner_of
from emtui.tui.dialogs.dialog import Dialog
from emtui.tui.text import Text, line, lines, look, mark, plain, quiet, strong

if TYPE_CHECKING:
    from emtui.exchange.ics_reading import CalendarPreview

HINT = "the path of an .ics file, as another calendar exports it"
LISTED = 6


class CalendarFileDialog(Dialog[None]):
    """Asks for an ICS file and stores its dates as one step; the file is read off the screen's thread."""

    HEADING = "Import a calendar"
    HINT = "enter stores · esc leaves"

    DEFAULT_CSS = """
    CalendarFileDialog {
        & Input { background: $background; padding: 0 1; }
        & Input:focus { background: $block-cursor-background; }
        & #preview { margin-top: 1; height: auto; min-height: 10; }
    }
    """

    _preview: "CalendarPreview | None" = None

    def compose_body(self) -> ComposeResult:
        yield Input(compact=True, id="path")
        yield Static(quiet(HINT), id="preview")

    @property
    def _path(self) -> Path:
        return Path(self.query_one(Input).value.strip()).expanduser()

    def _say(self, words: Content) -> None:
        self.query_one("#preview", Static).update(words)

    @on(Input.Changed)
    def _look(self, event: Input.Changed) -> None:
        """Read what is typed as soon as there is such a file."""
        self._preview = None
        if not event.value.strip():
            self._say(quiet(HINT))
        elif not self._path.is_file():
            self._say(line(mark("no"), quiet(" no such file yet")))
        else:
            self._say(quiet("reading …"))
            self._read(self._path)

    @work(thread=True, exclusive=True)
    def _read(self, path: Path) -> None:
        from emtui.exchange.ics_reading import read_calendar  # the library behind it takes its time

        planner = planner_of(self)
        try:
            preview = read_calendar(path, plan=planner.plan, today=planner.today)
        except EmtuiError as error:
            self.app.call_from_thread(self._show, path, None, str(error))
        else:
            self.app.call_from_thread(self._show, path, preview, "")

    def _show(self, path: Path, preview: "CalendarPreview | None", refusal: str) -> None:
        if not self.is_attached or path != self._path:
            return  # something else was typed meanwhile
        self._preview = preview
        self._say(line(mark("no"), " ", plain(refusal)) if preview is None else self._told(preview))

    def _told(self, preview: "CalendarPreview") -> Content:
        today = planner_of(self).today
        rows: list[Text] = [line(strong(many(len(preview.new), "new date")), quiet(_beside(preview)))]
        rows += [
            line(quiet(f"  {say_date(found.entry.starts_on, today)}  "), plain(found.entry.title))
            for found in preview.new[:LISTED]
        ]
        if len(preview.new) > LISTED:
            rows.append(quiet(f"  and {len(preview.new) - LISTED} more"))
        rows += [line(mark("look"), " ", look(plain(str(bad)))) for bad in preview.refused[:LISTED]]
        rows += [line(mark("look"), " ", plain(remark)) for remark in preview.remarks[:LISTED]]
        stores = line(mark("ok"), quiet(" enter stores them")) if preview.edits else quiet("nothing to store")
        return lines([*rows, "", stores])

    @on(Input.Submitted)
    def _submit(self) -> None:
        if self._preview is not None and self._preview.edits:
            self._store(self._preview, self._path.name)

    @work(exclusive=True, group="store")
    async def _store(self, preview: "CalendarPreview", name: str) -> None:
        title = f"import {many(len(preview.edits), 'date')} from {name}"
        if await planner_of(self).save(lambda store: store.edit(preview.edits, title)).wait():
            self.dismiss(None)


def _beside(preview: "CalendarPreview") -> str:
    """What else is in the file, in numbers."""
    parts = (
        (len(preview.changed), "changed"),
        (len(preview.already), "already there"),
        (preview.ours, "of emtui's own"),
        (len(preview.refused), "refused"),
        (len(preview.skipped), "left out"),
    )
    said = [f"{number} {what}" for number, what in parts if number]
    return f", {', '.join(said)}" if said else ""
