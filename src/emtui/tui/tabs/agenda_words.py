"""The agenda: every entry in one list by date, with what its day rests on."""

from datetime import date
from functools import cache, lru_cache

from emtui.dates import show_date
from emtui.planner.calendar import CalendarView, DatedEntry
from emtui.show import numbers
from emtui.tui.signs import sign
from emtui.tui.tabs.calendar_drawn import sign_of, title_of
from emtui.tui.tabs.calendar_words import BASES, letter
from emtui.tui.tabs.exam_day_words import short_day
from emtui.tui.text import Text, faint, line, mark, quiet, strong
from emtui.tui.widgets.row_table import Column, Row
from emtui.vocabulary import Lane

LONGEST = 200  # characters of a note
DATE_WIDTH = 15  # cells: `Thu 11 Nov 2028`
COLUMNS = (
    Column("date", "date", width=DATE_WIDTH),
    Column("away", "in", align="right", width=7),
    Column("lane", "", width=1),
    Column("sign", "", width=1, gap=0),
    Column("title", "what", width=34, least=16, gap=1, grow=True),
    Column("until", "until", width=6, drop=1),
    Column("basis", "basis", width=8, drop=2),
    Column("how", "rule or source", width=40, least=24, drop=3),
)
_LETTERS = {lane: letter(lane) for lane in Lane}


def rows(view: CalendarView, *, hidden: bool) -> list[Row]:
    """Every entry by date, then what the user took off the calendar."""
    shown = [_row(entry, view, hidden=hidden) for entry in view.entries]
    return [*shown, *(_taken_off(entry, view.today) for entry in view.hidden)]


def _row(entry: DatedEntry, view: CalendarView, *, hidden: bool) -> Row:
    today = view.today
    found = sign_of(entry, view)
    title = title_of(entry, hidden=hidden)
    cells: dict[str, Text] = {
        "date": _day(entry.on, today, entry.last < today),
        "away": _away((entry.on - today).days, entry.last < today),
        "lane": _LETTERS[entry.lane],
        "title": strong(title) if entry.headline else title,
        "basis": "yours" if entry.overruled else BASES[entry.basis],
        "how": "" if hidden else _how(entry),
    }
    if found:
        cells["sign"] = _mark(found)
    if entry.until:
        cells["until"] = short_day(entry.until)
    return Row(entry.id, cells, entry)


# A full plan has thousands of rows and far fewer different days: the same piece of text serves them all.


@lru_cache(4096)
def _day(day: date, today: date, past: bool) -> Text:
    return faint(show_date(day, today)) if past else show_date(day, today)


@lru_cache(4096)
def _away(days: int, past: bool) -> Text:
    return "" if past else quiet("today" if days == 0 else "now" if days < 0 else numbers.days(days))


@cache
def _mark(name: str) -> Text:
    return mark(name)


def _how(entry: DatedEntry) -> str:
    if entry.guides_day is not None:
        return f"the guide has {short_day(entry.guides_day)} {entry.guides_day.year}"
    if entry.rule is None:
        return " ".join((entry.source or entry.note or "")[:LONGEST].split())
    return f"{entry.rule} {sign('dot')} {entry.held}" if entry.held else entry.rule


def _taken_off(entry: DatedEntry, today: date) -> Row:
    cells: dict[str, Text] = {
        "date": faint(show_date(entry.on, today)),
        "lane": _LETTERS[entry.lane],
        "title": faint(entry.title),
        "basis": faint("hidden"),
        "how": line(quiet("r brings it back")),
    }
    return Row(entry.id, cells, entry)
