"""Add or edit a date of the user's own: beside every field stands how it was understood."""

from dataclasses import fields
from datetime import date, time, timedelta
from enum import StrEnum
from typing import Any, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static

from emtui.dates import parse_date, say_date
from emtui.errors import Refused
from emtui.hours import parse_days, parse_time
from emtui.plain import plain_line, quoted
from emtui.plan import CalendarEntry
from emtui.show import numbers
from emtui.tui.access import planner_of
from emtui.tui.dialogs.dialog import Dialog
from emtui.tui.text import line, mark, plain, quiet
from emtui.tui.widgets.drawn import LANE_NAMES, letter_of
from emtui.vocabulary import EntryKind, Lane

KIND_NAMES = {
    EntryKind.OTHER: "other",
    EntryKind.STUDY: "study",
    EntryKind.PRACTICE_TEST: "practice test",
    EntryKind.NIGHTS: "nights",
    EntryKind.TRAVEL: "travel",
}
LANE_OF_KIND = {
    EntryKind.STUDY: Lane.STUDY,
    EntryKind.PRACTICE_TEST: Lane.STUDY,
    EntryKind.TRAVEL: Lane.ROTATIONS,
    EntryKind.NIGHTS: Lane.STUDY,
    EntryKind.OTHER: Lane.STUDY,
}
FIELDS = ("title", "from", "to", "time", "kind", "lane", "notes")
HINTS = {
    "title": "what it is",
    "from": "today, fri, +7, 23 nov …",
    "to": "empty: one day; or a date, 5 d, 2 w",
    "time": "empty: all day; or 9:30, 2 pm",
    "kind": ", ".join(KIND_NAMES.values()),
    "lane": ", ".join(f"{letter_of(lane)} {lane}" for lane in Lane),
    "notes": "",
}
NEEDED = ("title", "from")

Word = TypeVar("Word", bound=StrEnum)


class CalendarEntryDialog(Dialog[int]):
    """Asks for an entry that begins on `day`, or for changes to `entry`; answers with the id stored.

    What is refused keeps its text. Escape leaves everything as it was.
    """

    HINT = "enter stores · tab next · esc leaves"
    BINDINGS = [
        Binding("enter", "store", "store", id="calendar-entry.store", tooltip="store the entry"),
        Binding("down", "app.focus_next", "next field", show=False, id="calendar-entry.next"),
        Binding("up", "app.focus_previous", "field before", show=False, id="calendar-entry.previous"),
    ]

    DEFAULT_CSS = """
    CalendarEntryDialog {
        & Horizontal { height: 1; margin-bottom: 1; }
        & .label { width: 7; color: $foreground-muted; }
        & Input.field { width: 22; background: $background; }
        & Input.field:focus { background: $block-cursor-background; }
        & Input#title, & Input#notes { width: 1fr; }
        & .meaning { width: 1fr; padding-left: 2; text-wrap: nowrap; text-overflow: ellipsis; }
        & #verdict { height: 2; }
    }
    """

    def __init__(self, day: date, entry: CalendarEntry | None = None) -> None:
        super().__init__()
        self.HEADING = "Add an entry" if entry is None else "Edit an entry"
        self._entry = entry
        self._begun = _begun(day, entry)

    def compose_body(self) -> ComposeResult:
        kinds, lanes = list(KIND_NAMES.values()), [lane.value for lane in Lane]
        for name in FIELDS:
            words = {"kind": kinds, "lane": lanes}.get(name)
            suggester = SuggestFromList(words, case_sensitive=False) if words else None
            with Horizontal():
                yield Static(name, classes="label")
                yield Input(self._begun[name], compact=True, id=name, classes="field", suggester=suggester)
                if name not in ("title", "notes"):
                    yield Static(classes="meaning", id=f"{name}-meaning")
        yield Static(id="verdict")

    def on_mount(self) -> None:
        self._understand()

    def _typed(self, name: str) -> str:
        return self.query_one(f"#{name}", Input).value.strip()

    # -- understanding

    @on(Input.Changed)
    def _understand(self) -> None:
        """Say beside each field what it means, and below what enter will store or why it cannot."""
        refusals: list[str] = []
        for name in FIELDS:
            meanings = self.query(f"#{name}-meaning").results(Static)
            try:
                said = self._meaning(name)
            except Refused as refusal:
                said = line(mark("no"), " ", quiet("see below"))
                refusals.append(str(refusal))
            for meaning in meanings:
                meaning.update(said)
        missing = [name for name in NEEDED if not self._typed(name)]
        if refusals:
            self._say(line(mark("no"), " ", plain(refusals[0])))
        elif missing:
            self._say(quiet(f"still needed: {', '.join(missing)}"))
        else:
            self._say(line(mark("ok"), quiet(" enter stores it")))

    def _meaning(self, name: str) -> Content:
        if name == "lane":
            lane = self._lane()
            said = f"{letter_of(lane)} {LANE_NAMES[lane]}"
            return line(mark("ok"), " ", said) if self._typed(name) else quiet(f"{said}, by its kind")
        if not self._typed(name):
            return quiet(HINTS[name])
        return line(mark("ok"), " ", self._understood(name))

    def _understood(self, name: str) -> str:
        today = planner_of(self).today
        match name:
            case "from":
                first = self._first()
                return f"{say_date(first, today)}, {numbers.days_in_words((first - today).days)}"
            case "to":
                first, last = self._first(), self._last()
                return (
                    ""
                    if last is None
                    else f"{say_date(last, today)}, {numbers.many((last - first).days + 1, 'day')}"
                )
            case "time":
                at = self._at()
                return "" if at is None else f"{at:%H:%M}"
            case "kind":
                return KIND_NAMES[self._kind()]
            case _:
                return self._typed(name)

    def _say(self, words: Content) -> None:
        self.query_one("#verdict", Static).update(words)

    # -- reading

    def _first(self) -> date:
        planner = planner_of(self)
        return parse_date(self._typed("from"), today=planner.today, order=planner.config.dates)

    def _last(self) -> date | None:
        """The last day; None for a single day."""
        typed, first = self._typed("to"), self._first()
        if not typed:
            return None
        planner, length = planner_of(self), parse_days(typed)
        if length is None:
            last = parse_date(typed, today=first, order=planner.config.dates)
        else:
            last = first + timedelta(days=max(length, 1) - 1)
        if last < first:
            raise Refused(f"{last} is before it begins, {first}")
        return None if last == first else last

    def _at(self) -> time | None:
        typed = self._typed("time")
        return parse_time(typed) if typed else None

    def _kind(self) -> EntryKind:
        typed = self._typed("kind")
        return _named(typed, KIND_NAMES, "kind") if typed else EntryKind.OTHER

    def _lane(self) -> Lane:
        typed = self._typed("lane")
        return _named(typed, LANE_NAMES, "lane") if typed else LANE_OF_KIND[self._kind()]

    def _read(self) -> CalendarEntry:
        """The entry as typed; raise Refused with the reason."""
        before, at = self._entry, self._at()
        return CalendarEntry(
            id=None if before is None else before.id,
            title=plain_line(self._typed("title")),
            lane=self._lane(),
            kind=self._kind(),
            starts_on=self._first(),
            ends_on=self._last(),
            at=at,
            zone=before.zone if before is not None and at is not None else None,
            notes=self._notes(),
            uid=None if before is None else before.uid,
        )

    def _notes(self) -> str | None:
        """The notes as typed; several lines that were not touched stay as they are."""
        typed, before = self._typed("notes"), self._entry
        if before is not None and before.notes and typed == plain_line(before.notes):
            return before.notes
        return plain_line(typed) or None

    # -- storing

    @on(Input.Submitted)
    def action_store(self) -> None:
        """Store what is typed, or say why it cannot be."""
        missing = [name for name in NEEDED if not self._typed(name)]
        if missing:
            self.query_one(f"#{missing[0]}", Input).focus()
            return
        try:
            self._store(self._read())
        except Refused as refusal:
            self._say(line(mark("no"), " ", plain(str(refusal))))

    @work(exclusive=True)
    async def _store(self, entry: CalendarEntry) -> None:
        planner, before = planner_of(self), self._entry
        if before is None:
            step = await planner.save(lambda store: store.add(entry)).wait()
            if step is not None:
                self.dismiss(step.entry_ids[0])
            return
        changes = _changes(before, entry)
        if not changes or await planner.save(lambda store: store.change(before, **changes)).wait():
            self.dismiss(before.id)


def _begun(day: date, entry: CalendarEntry | None) -> dict[str, str]:
    """What stands in the fields at first."""
    if entry is None:
        return dict.fromkeys(FIELDS, "") | {"from": day.isoformat()}
    return {
        "title": entry.title,
        "from": entry.starts_on.isoformat(),
        "to": entry.ends_on.isoformat() if entry.ends_on else "",
        "time": f"{entry.at:%H:%M}" if entry.at else "",
        "kind": KIND_NAMES[entry.kind],
        "lane": entry.lane.value,
        "notes": plain_line(entry.notes or ""),
    }


def _named(typed: str, names: "dict[Word, str] | Any", what: str) -> Any:
    """The one of `names` that is meant by its name or by how that begins; raise Refused with all of them."""
    begun = typed.casefold()
    found = [word for word, name in names.items() if _begins(word, name, begun)]
    exact = [word for word, name in names.items() if begun in (word.value, name.casefold())]
    if len(exact or found) != 1:
        raise Refused(f"{quoted(typed)} is no {what}; accepted: {', '.join(word.value for word in names)}")
    return (exact or found)[0]


def _begins(word: StrEnum, name: str, begun: str) -> bool:
    return word.value.startswith(begun) or name.casefold().startswith(begun)


def _changes(before: CalendarEntry, after: CalendarEntry) -> dict[str, Any]:
    """The columns that differ."""
    return {
        column.name: getattr(after, column.name)
        for column in fields(CalendarEntry)
        if getattr(after, column.name) != getattr(before, column.name)
    }
