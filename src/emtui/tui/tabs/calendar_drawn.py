"""From the calendar's entries to what its pictures draw, with the sign each one carries."""

from emtui.plan import Interview, Rotation
from emtui.planner.calendar import CalendarView, DatedEntry, Preview
from emtui.planner.calendar.entry import CONFLICT
from emtui.tui.masks import date_title
from emtui.tui.widgets.drawn import Drawn
from emtui.vocabulary import InterviewState, RotationState

EXAM = "exam"


def drawn(view: CalendarView, preview: Preview | None = None, *, hidden: bool = False) -> list[Drawn]:
    """Every entry of `view`, or of what `preview` would make of it, as the pictures show it."""
    shown = view if preview is None else preview.view
    moved = set() if preview is None else {preview.entry.id, *(found.entry.id for found in preview.shifted)}
    return [
        Drawn(
            id=entry.id,
            title=title_of(entry, hidden=hidden),
            lane=entry.lane,
            first=entry.on,
            last=entry.last,
            sign="moved" if entry.id in moved else sign_of(entry, shown),
            solid=entry.id == EXAM,
            known=not entry.estimate,
            booked=is_booked(entry),
            headline=entry.headline,
            earliest=entry.earliest,
            latest=entry.latest,
        )
        for entry in shown.entries
    ]


def title_of(entry: DatedEntry, *, hidden: bool) -> str:
    """What an entry is called; dots where it would give away a visa, or a score typed into a title."""
    return date_title(entry.title, entry.lane, hidden=hidden)


def sign_of(entry: DatedEntry, view: CalendarView) -> str:
    """The name of its sign: what breaks, what may, what is not booked, an estimate; empty for none."""
    clashes = view.conflicts_of.get(entry.id, ())
    if clashes:
        return "no" if any(clash.sign == CONFLICT for clash in clashes) else "look"
    if not is_booked(entry):
        return "unknown"
    return "estimate" if entry.estimate else ""


def is_booked(entry: DatedEntry) -> bool:
    """Whether it is more than an idea."""
    if isinstance(entry.row, Rotation):
        return entry.row.state not in (RotationState.IDEA, RotationState.APPLIED)
    return not (isinstance(entry.row, Interview) and entry.row.state is InterviewState.INVITED)
