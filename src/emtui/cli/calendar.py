"""The calendar in the shell: files of other calendars, and what is due for cron."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from emtui import clock
from emtui.cli.options import DryRun, File, plan_of
from emtui.cli.outcome import DONE, REFUSED, complain, say
from emtui.cli.plans import changing, read_plan, read_plan_if_any
from emtui.dates import say_date
from emtui.planner.calendar import CONFLICT
from emtui.planner.reminders import SOON_DAYS, Reminder, reminders
from emtui.show.layout import columns
from emtui.show.numbers import days_in_words, many
from emtui.vocabulary import Lane

if TYPE_CHECKING:
    from emtui.exchange.ics_reading import CalendarPreview

Strict = Annotated[bool, typer.Option("--strict", help="Store nothing where an event is refused.")]
InLane = Annotated[Lane | None, typer.Option("--lane", help="Where dates go that do not say it themselves.")]
Within = Annotated[int, typer.Option("--days", min=0, max=366, help="How far ahead to look.")]


def import_calendar(
    context: typer.Context, file: File, dry_run: DryRun = False, lane: InLane = None, strict: Strict = False
) -> int:
    """Bring in dates from an ICS file of another calendar.

    Bad events are named and left out; the same file twice adds nothing. Dates that emtui exported are
    updated where they are your own, and left alone where emtui keeps them elsewhere.
    """
    from emtui.exchange.ics_reading import read_calendar

    plan = plan_of(context)
    preview = read_calendar(file, plan=read_plan_if_any(plan), today=clock.today(), lane=lane)
    for bad in preview.refused:
        complain(f"{file.name} {bad}")
    stopped = strict and bool(preview.refused)
    if preview.edits and not stopped and not dry_run:
        with changing(plan, create=True) as store:
            store.edit(preview.edits, f"import {many(len(preview.edits), 'date')} from {file.name}")
    rows = _rows(preview) if dry_run else []
    say("\n".join([*rows, *preview.remarks, *_summary(preview, stored=not dry_run and not stopped)]))
    return REFUSED if preview.refused else DONE


def _rows(preview: "CalendarPreview") -> list[str]:
    """The dates that can be read, in the order of the file, and what becomes of each."""
    ends = [(found.line, found.entry, "new") for found in preview.new]
    ends += [(found.line, found.entry, "already there") for found in preview.already]
    ends += [(found.line, found.entry, _changes(found.changes)) for found in preview.changed]
    if not ends:
        return []
    ends.sort(key=lambda end: (end[0], end[1].starts_on))
    table = [
        (str(line), entry.starts_on.isoformat(), entry.lane.value, entry.title, end)
        for line, entry, end in ends
    ]
    return columns(("line", "date", "lane", "title", ""), table, right=(0,))


def _changes(changes: Mapping[str, Any]) -> str:
    names = {"starts_on": "date", "ends_on": "last day", "at": "hour"}
    return f"changes {', '.join(names.get(column, column) for column in changes)}"


def _summary(preview: "CalendarPreview", *, stored: bool) -> list[str]:
    new, changed = many(len(preview.new), "date"), len(preview.changed)
    said = f"{new} stored, {changed} changed" if stored else f"nothing stored; {new} new, {changed} changed"
    said += f", {len(preview.already)} already there, {len(preview.refused)} refused"
    lines = [said]
    if preview.ours:
        lines.append(f"{many(preview.ours, 'date')} of emtui's own left as the plan has them")
    if preview.skipped:
        counted = Counter(preview.skipped)
        lines.append(f"left out: {', '.join(many(number, what) for what, number in counted.items())}")
    return [*lines, "emtui undo takes it back"] if stored and preview.edits else lines


def remind(context: typer.Context, days: Within = SOON_DAYS) -> None:
    """Print what is due in the next days, and conflicts that are near: for cron or a login shell.

    Prints nothing where nothing is due.
    """
    today = clock.today()
    lines = [_due(reminder, today) for reminder in reminders(read_plan(plan_of(context)), today, days)]
    if lines:
        say("\n".join(lines))


def _due(reminder: Reminder, today: date) -> str:
    if reminder.conflict is not None:
        conflict = reminder.conflict
        sign = "conflict" if conflict.sign == CONFLICT else "look"
        return f"{sign}: {conflict.subject}; {conflict.text}; {conflict.way_out}"
    assert reminder.entry is not None
    entry = reminder.entry
    hour = f" {entry.at:%H:%M} {entry.zone or ''}".rstrip() if entry.at is not None else ""
    return f"{days_in_words(reminder.days)}, {say_date(entry.on, today)}{hour}: {entry.title}"
