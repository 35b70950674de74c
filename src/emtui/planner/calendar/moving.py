"""What a change of an entry's days would do, before it is made: its edits, what goes along, what breaks."""

from datetime import date, timedelta
from typing import Any, NamedTuple

from emtui.dates import FIRST_YEAR, LAST_YEAR, say_date
from emtui.errors import Refused
from emtui.fields import contradictions, with_values
from emtui.plan import OverruledDate
from emtui.plan.edits import Add, Change, Edit, Remove, SetProfile, edited
from emtui.planner.calendar.entry import Conflict, DatedEntry, What
from emtui.planner.calendar.view import CalendarView, calendar


class Shifted(NamedTuple):
    """An entry that goes along with another: its days before and after."""

    entry: DatedEntry
    before: date
    after: date


class Preview(NamedTuple):
    """What a change would do: `edits` make it as one undo step called `title`.

    `after` is the entry as it would stand (None: off the calendar), `view` the whole calendar then. `shifted`
    are the other entries that go along; `new` and `gone` are conflicts that come up and that end.
    """

    entry: DatedEntry
    after: DatedEntry | None
    edits: tuple[Edit, ...]
    title: str
    view: CalendarView
    shifted: tuple[Shifted, ...]
    new: tuple[Conflict, ...]
    gone: tuple[Conflict, ...]


def move(view: CalendarView, name: str, days: int) -> Preview:
    """The entry called `name` moved by `days`, a stretch as a whole; raise Refused where it cannot move."""
    entry = _movable(view, name)
    whole = _moves_whole(entry)
    until = None if entry.until is None or not whole else _later(entry.until, days)
    return place(view, name, _later(entry.on, days), until)


def stretch(view: CalendarView, name: str, days: int) -> Preview:
    """The last day of the entry called `name` moved by `days`; raise Refused."""
    entry = _movable(view, name)
    if not _moves_whole(entry):
        raise Refused(f"{entry.title}: it has one day only, which can be moved")
    until = _later(entry.last, days)
    if until < entry.on:
        raise Refused(f"{entry.title}: it cannot end before it begins")
    return place(view, name, entry.on, until)


def place(view: CalendarView, name: str, on: date, until: date | None = None) -> Preview:
    """The entry called `name` put on `on`, to the end of `until`; raise Refused."""
    entry = _movable(view, name)
    if until is not None and until < on:
        raise Refused(f"{entry.title}: it cannot end before it begins")
    edits = (_placed(entry, view, on, until if until != on else None),)
    said = say_date(on, view.today)
    if until is not None and until != on and _moves_whole(entry):
        said += f" to {say_date(until, view.today)}"
    return _preview(view, entry, edits, f"{entry.title} on {said}")


def revert(view: CalendarView, name: str) -> Preview:
    """The guide's own day again for an overruled or hidden milestone; raise Refused."""
    entry = _entry(view, name)
    if entry.what is not What.MILESTONE or not isinstance(entry.row, OverruledDate):
        raise Refused(f"{entry.title}: this is not a date of the season that you changed")
    return _preview(view, entry, (Remove(entry.row),), f"{entry.title} as the guide has it")


def hide(view: CalendarView, name: str) -> Preview:
    """A milestone off the calendar; raise Refused for anything else. `revert` brings it back."""
    entry = _entry(view, name)
    if entry.what is not What.MILESTONE:
        raise Refused(f"{entry.title}: only dates of the season are hidden; others are removed")
    return _preview(view, entry, (_overrule(entry, view, hidden=True),), f"hide {entry.title}")


# -- which record holds the day


def _placed(entry: DatedEntry, view: CalendarView, on: date, until: date | None) -> Edit:
    """The change of the record that holds the entry's days."""
    match entry.what:
        case What.PROFILE:
            assert entry.field is not None
            return _answer(view, entry.field, on)
        case What.MILESTONE:
            return _overrule(entry, view, day=on, until=until, hidden=False)
        case What.ROTATION | What.OWN:
            assert entry.row is not None
            return Change(entry.row, {"starts_on": on, "ends_on": until})
        case What.HOST_DEADLINE:
            assert entry.row is not None
            return Change(entry.row, {"deadline": on})
        case What.LETTER:
            assert entry.row is not None
            return Change(entry.row, {"due_on": on})
        case What.INTERVIEW:
            assert entry.row is not None
            return Change(entry.row, {"day": on})
        case What.EXPECTED:
            raise _fixed(entry)


def _answer(view: CalendarView, field: str, on: date) -> Edit:
    """An answer of the profile; raise Refused where it contradicts another one."""
    there = {sentence for _, sentence in contradictions(view.profile)}
    wanted = with_values(view.profile, {field: on})
    for _, sentence in contradictions(wanted):
        if sentence not in there:
            raise Refused(sentence)
    return SetProfile({field: on})


def _overrule(entry: DatedEntry, view: CalendarView, **word: Any) -> Edit:
    """The user's word on a milestone: a new row, or a change of the one there is."""
    assert view.match_year is not None
    if isinstance(entry.row, OverruledDate):
        return Change(entry.row, word)
    milestone = entry.id.removeprefix("milestone:")
    return Add(OverruledDate(match_year=view.match_year, milestone=milestone, **word))


def _moves_whole(entry: DatedEntry) -> bool:
    """Whether the last day is kept in the same record as the first."""
    return entry.what in (What.MILESTONE, What.ROTATION, What.OWN)


def _entry(view: CalendarView, name: str) -> DatedEntry:
    found = view.by_id.get(name) or next((entry for entry in view.hidden if entry.id == name), None)
    if found is None:
        raise Refused("this date is no longer in the calendar")
    return found


def _movable(view: CalendarView, name: str) -> DatedEntry:
    entry = _entry(view, name)
    if not entry.moves:
        raise _fixed(entry)
    return entry


def _fixed(entry: DatedEntry) -> Refused:
    return Refused(f"{entry.title} follows from other dates ({entry.rule}); move those")


def _later(day: date, days: int) -> date:
    try:
        found = day + timedelta(days=days)
    except OverflowError:
        found = date.min
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise Refused(f"that is outside the years {FIRST_YEAR} to {LAST_YEAR}")
    return found


# -- what it would do


def _preview(view: CalendarView, entry: DatedEntry, edits: tuple[Edit, ...], title: str) -> Preview:
    then = calendar(edited(view.plan, edits), view.today)
    before = {found.key: found for found in view.conflicts}
    now = {found.key: found for found in then.conflicts}
    return Preview(
        entry=entry,
        after=then.by_id.get(entry.id),
        edits=edits,
        title=title,
        view=then,
        shifted=tuple(
            Shifted(found, view.by_id[found.id].on, found.on)
            for found in then.entries
            if found.id != entry.id and found.id in view.by_id and view.by_id[found.id].on != found.on
        ),
        new=tuple(found for key, found in now.items() if key not in before),
        gone=tuple(found for key, found in before.items() if key not in now),
    )
