"""What the Calendar tab says of an entry: its day and what that rests on, what hangs on it, what breaks."""

from collections.abc import Iterable, Sequence
from datetime import date

from textual.content import Content

from emtui.planner.calendar import CalendarView, Conflict, DatedEntry, Preview
from emtui.planner.calendar.entry import CONFLICT
from emtui.show import numbers
from emtui.show.calendar import hour_of
from emtui.tui.masks import MASKED_FIELDS
from emtui.tui.signs import sign
from emtui.tui.tabs.calendar_drawn import is_booked, title_of
from emtui.tui.tabs.calendar_views import View
from emtui.tui.tabs.exam_day_words import apart, day_in_words, short_day
from emtui.tui.tabs.guidance import wrapped
from emtui.tui.text import (
    Text,
    accent,
    fit,
    line,
    lines,
    mark,
    masked,
    plain,
    quiet,
    spread,
    strong,
    styled,
    title,
)
from emtui.tui.widgets.drawn import LANE_NAMES, letter_of
from emtui.tui.widgets.row_table import Row
from emtui.tui.widgets.timeline_picture import Zoom
from emtui.vocabulary import DateBasis, Lane

BASES = {
    DateBasis.OFFICIAL: "official",
    DateBasis.REPORTED: "reported",
    DateBasis.RULE: "by rule",
    DateBasis.YOURS: "yours",
}
NOTHING_HERE = "nothing on this day"
NO_ENTRIES = (
    "Dates belong here",
    "the season's come with the match year in 2 Profile, your own with a key",
    "a",
    "add an entry of your own",
)
LONGEST_NOTE = 4  # rows
MOST_LINKS = 6
INDENT = "  "
TRIED = line(accent("enter"), quiet(" keeps the move  "), accent("esc"), quiet(" drops it"))


def letter(lane: Lane) -> Content:
    """The lane's letter in its colour."""
    return styled(letter_of(lane), f"bold $lane-{lane}")


def legend(width: int, shifts: bool) -> Content:
    """The lanes by letter, and what the letters of the shifts mean where there is room."""
    parts = [line(letter(lane), " ", quiet(name)) for lane, name in LANE_NAMES.items()]
    words = Content("   ").join(parts)
    if words.cell_length > width:
        words = Content("  ").join(
            line(letter(lane), " ", quiet(name.split(",")[0])) for lane, name in LANE_NAMES.items()
        )
    meaning = quiet("D day  N night  O off")
    if shifts and words.cell_length + meaning.cell_length + 3 <= width:
        return spread(words, meaning, width)
    return words


def remark(look: View, view: CalendarView, in_sight: tuple[date, date] | None, zoom: Zoom) -> str:
    """What of the time is in sight."""
    if look is View.TIMELINE:
        year = f"to the Match of {view.match_year}" if view.match_year else ""
        return year if zoom is Zoom.ALL else zoom.value
    if look is View.AGENDA:
        return numbers.many(len(view.entries), "date")
    return heading(*in_sight) if in_sight else ""


def state(view: CalendarView, look: View) -> Content:
    """What the frame says at its bottom: that some dates are estimates."""
    if not any(entry.estimate for entry in view.entries):
        return Content("")
    if look is View.TIMELINE:
        known, derived = quiet(f"{sign('fixed')} known   "), quiet(f"{sign('milestone')} estimate")
        return line(known, derived)
    return line(mark("estimate"), quiet(" estimate"))


def day_heading(day: date, today: date) -> str:
    """The day the cursor stands on."""
    return day_in_words(day, today)


def heading(first: date, last: date) -> str:
    """What is in sight, such as `17 May to 4 Jul 2027`."""
    begin = short_day(first) if first.year == last.year else f"{short_day(first)} {first.year}"
    return f"{begin} to {short_day(last)} {last.year}"


def away(day: date, today: date) -> str:
    """How far a day is, such as `26 d`, `today` or `3 d ago`."""
    days = (day - today).days
    return "today" if days == 0 else numbers.days(days) if days > 0 else f"{numbers.days(-days)} ago"


def span(entry: DatedEntry, today: date) -> str:
    """The days of an entry, such as `Mon 28 Jun to Fri 23 Jul, 26 days`."""
    first = day_in_words(entry.on, today)
    if entry.until is None:
        return first
    days = (entry.until - entry.on).days + 1
    return f"{first} to {day_in_words(entry.until, today)}, {numbers.many(days, 'day')}"


# -- one entry in full


def detail(
    entry: DatedEntry | None,
    view: CalendarView,
    width: int,
    *,
    hidden: bool = False,
    brief: bool = False,
) -> Content:
    """One entry in full: its days, what they rest on, what it needs and what hangs on it.

    `brief` leaves the way out of conflicts to where they stand.
    """
    if entry is None:
        what = [quiet(NOTHING_HERE)] if view.entries else [strong(NO_ENTRIES[0])]
        why = [] if view.entries else [quiet(part) for part in wrapped(NO_ENTRIES[1], width)]
        return lines([*what, *why, "", line(accent("a"), " ", quiet("adds an entry of your own"))])
    today = view.today
    first, *more = wrapped(title_of(entry, hidden=hidden), width - len(INDENT))
    rows: list[Text] = [line(letter(entry.lane), " ", strong(first))]
    rows += [line(INDENT, strong(part)) for part in more]
    when = [] if entry.until is None else [span(entry, today)]
    when += [hour_of(entry, view)] if entry.at is not None else []
    rows += _quiet_rows(when, width)
    for conflict in view.conflicts_of.get(entry.id, ()):
        in_full = conflict_rows(conflict, width, hidden=hidden)
        rows += [fit(in_full[0], width)] if brief else in_full
    rows += _basis(entry, today, width, brief=hidden and entry.lane is Lane.VISA)
    if entry.note:
        rows += _quiet_rows([_bounded(entry.note) if not hidden else "a note, masked"], width)[:LONGEST_NOTE]
    rows += _links("Needs", entry.needs, view, width, hidden=hidden)
    rows += _links("Hangs on it", entry.hanging, view, width, hidden=hidden)
    return lines(rows)


def _bounded(text: str) -> str:
    return " ".join(text[:600].split())


def _quiet_rows(sentences: Iterable[str], width: int) -> list[Content]:
    return [line(INDENT, quiet(part)) for said in sentences for part in wrapped(said, width - len(INDENT))]


def _basis(entry: DatedEntry, today: date, width: int, *, brief: bool) -> list[Content]:
    """What the day rests on, in what range it may fall and, unless `brief`, where that was read."""
    rows: list[Content] = []
    if entry.guides_day is not None:
        rows.append(
            line(INDENT, accent("yours"), quiet(f", the guide has {day_in_words(entry.guides_day, today)}"))
        )
    elif entry.estimate:
        between = f"{short_day(entry.earliest)} to {short_day(entry.latest)}"
        ranged = "" if entry.earliest == entry.latest else between
        rows.append(line(mark("estimate"), " ", strong(ranged) if ranged else quiet("an estimate")))
    else:
        booked = "" if is_booked(entry) else f" {sign('dot')} not booked yet"
        rows.append(line(INDENT, quiet(f"{BASES[entry.basis]}{booked}")))
    if brief:
        return rows
    said = [
        part for part in (entry.rule and f"rule: {entry.rule}", entry.held and f"held {entry.held}") if part
    ]
    if entry.source is not None and entry.basis is not DateBasis.YOURS:
        checked = f", checked {entry.checked_on}" if entry.checked_on else ""
        said.append(f"{entry.source}{checked}")
    return [*rows, *_quiet_rows(said, width)]


def as_shown(conflict: Conflict, *, hidden: bool) -> Conflict:
    """A conflict as it may be read: hidden, dots where it tells what F9 hides in the profile."""
    if not hidden or conflict.field not in MASKED_FIELDS:
        return conflict
    return conflict._replace(
        subject=masked(conflict.subject), text=masked(conflict.text), way_out=masked(conflict.way_out)
    )


def conflict_rows(
    conflict: Conflict, width: int, *, subject: bool = True, hidden: bool = False
) -> list[Content]:
    """A conflict in full: what (unless that stands above), why, and the way out."""
    conflict = as_shown(conflict, hidden=hidden)
    first, *more = wrapped(conflict.subject, width - 2)
    rows = [
        line(sign_of_conflict(conflict), " ", strong(first)),
        *(line(INDENT, strong(part)) for part in more),
    ]
    if not subject:
        rows = []
    rows += _quiet_rows([conflict.text], width)
    arrow = line(INDENT, mark("leads"), " ")
    begin, *rest = wrapped(conflict.way_out, width - len(arrow))
    rows.append(line(arrow, plain(begin)))
    return [*rows, *(line(" " * len(arrow), plain(part)) for part in rest)]


def _links(name: str, ids: Sequence[str], view: CalendarView, width: int, *, hidden: bool) -> list[Content]:
    found = [view.by_id[link] for link in ids if link in view.by_id]
    if not found:
        return []
    rows = [Content(""), title(name)]
    rows += [_link(entry, view.today, width, hidden=hidden) for entry in found[:MOST_LINKS]]
    if len(found) > MOST_LINKS:
        rows.append(quiet(f"and {len(found) - MOST_LINKS} more"))
    return rows


def _link(entry: DatedEntry, today: date, width: int, *, hidden: bool) -> Content:
    year = f" {entry.on.year}" if abs((entry.on - today).days) > 330 and width > 40 else ""
    day = fit(f"{short_day(entry.on):>6}{year}", 6 + len(year))
    signed = mark("estimate") if entry.estimate else Content(" ")
    return fit(line(quiet(day), " ", signed, " ", title_of(entry, hidden=hidden)), width)


# -- a move that is tried


def moving(preview: Preview, width: int, *, hidden: bool = False) -> Content:
    """What a tried move would do, and the keys that make or drop it."""
    before, after, today = preview.entry, preview.after, preview.view.today
    rows: list[Text] = [line(letter(before.lane), " ", strong(title_of(before, hidden=hidden)))]
    if after is not None:
        rows += _from_to(before, after, today, width)
    rows += ["", *_consequences(preview, width, hidden=hidden), ""]
    rows.append(line(accent("enter"), quiet(" keeps it  "), accent("esc"), quiet(" drops it")))
    return lines(rows)


def _from_to(before: DatedEntry, after: DatedEntry, today: date, width: int) -> list[Content]:
    rows = []
    if before.on != after.on:
        then = line(quiet(f"{day_in_words(before.on, today)} "), accent(sign("leads")), " ")
        rows.append(line(INDENT, then, strong(day_in_words(after.on, today))))
        rows.append(line(INDENT, quiet(apart(after.on, before.on))))
    if after.last != before.last and (after.last - after.on) != (before.last - before.on):
        days = (after.last - after.on).days + 1
        ends = line(quiet("ends "), strong(day_in_words(after.last, today)))
        rows.append(line(INDENT, ends, quiet(f", {numbers.many(days, 'day')}")))
    return [fit(row, width) for row in rows]


def _consequences(preview: Preview, width: int, *, hidden: bool) -> list[Content]:
    rows: list[Content] = []
    for conflict in preview.new:
        rows += conflict_rows(conflict, width, hidden=hidden)
    if preview.gone:
        gone = [as_shown(found, hidden=hidden).subject for found in preview.gone]
        rows += [line(mark("ok"), " ", fit(f"no more: {subject}", width - 2)) for subject in gone]
    if not preview.new:
        rows.append(
            line(mark("ok"), quiet(" nothing else breaks" if preview.view.conflicts else " nothing breaks"))
        )
    if preview.shifted:
        rows += [Content(""), title("Goes along")]
    for moved in preview.shifted[:MOST_LINKS]:
        to = line(quiet(f"{short_day(moved.before)} "), accent(sign("leads")), f" {short_day(moved.after)}  ")
        rows.append(fit(line(to, title_of(moved.entry, hidden=hidden)), width))
    if len(preview.shifted) > MOST_LINKS:
        rows.append(quiet(f"and {len(preview.shifted) - MOST_LINKS} more"))
    return rows


def in_short(preview: Preview) -> Content:
    """What a move would do in a few words: what comes up, else what ends, else that nothing breaks."""
    if preview.new:
        more = f" and {len(preview.new) - 1} more" if len(preview.new) > 1 else ""
        signed = mark("no" if any(found.sign == CONFLICT for found in preview.new) else "look")
        return line(signed, " ", plain(preview.new[0].subject), quiet(more))
    if preview.gone:
        return line(mark("ok"), " ", quiet(f"no more: {preview.gone[0].subject}"))
    return line(mark("ok"), " ", quiet("nothing new breaks" if preview.view.conflicts else "nothing breaks"))


def what_if(tried: Sequence[tuple[str, Preview | None]], width: int) -> list[Content]:
    """What a week earlier and a week later would do, each with its key."""
    rows: list[Content] = [Content(""), title("If you move it a week")] if tried else []
    for key, preview in tried:
        said = quiet("not possible") if preview is None else in_short(preview)
        rows.append(fit(line(accent(key), "  ", said), width))
    return rows


# -- conflicts


def sign_of_conflict(conflict: Conflict) -> Content:
    """Whether it breaks something, or may."""
    return mark("no" if conflict.sign == CONFLICT else "look")


def conflict_row(conflict: Conflict, *, hidden: bool) -> Row:
    """A conflict in the list."""
    subject = as_shown(conflict, hidden=hidden).subject
    return Row(conflict.key, {"sign": sign_of_conflict(conflict), "text": strong(subject)}, conflict)


def calm_sign(view: CalendarView) -> str:
    """The sign of no conflict: where nothing could break yet it is no good news."""
    return "ok" if view.match_year is not None and view.entries else "unknown"


def conflict_word(view: CalendarView) -> Content:
    """What stands beside the number of conflicts."""
    count = len(view.conflicts)
    if count == 0:
        return lines([line(mark(calm_sign(view)), " ", strong("no conflict")), quiet(view.calm)])
    return lines([strong("conflict" if count == 1 else "conflicts"), quiet("to settle")])


def narrow(
    entry: DatedEntry | None, view: CalendarView, place: str, width: int, *, key: str, hidden: bool
) -> Content:
    """Two lines for a small screen: the selected entry, and the first conflict."""
    return lines(
        [
            _entry_line(entry, view, place, width, hidden=hidden),
            _conflict_line(view, width, key, hidden=hidden),
        ]
    )


def _entry_line(
    entry: DatedEntry | None, view: CalendarView, place: str, width: int, *, hidden: bool
) -> Content:
    if entry is None:
        what = quiet(
            NOTHING_HERE if view.entries else "no dates yet: the match year in 2 Profile brings some"
        )
        return line(what, quiet("; "), accent("a"), quiet(" adds an entry"))
    said = [hour_of(entry, view)] if entry.at is not None else []
    said += [f"to {day_in_words(entry.until, view.today)}"] if entry.until else []
    said.append(_short_basis(entry, view.today))
    head = line(letter(entry.lane), " ", strong(title_of(entry, hidden=hidden)), "  ")
    return spread(line(head, quiet(f" {sign('dot')} ".join(said))), quiet(place), width)


def _short_basis(entry: DatedEntry, today: date) -> str:
    if entry.guides_day is not None:
        return f"yours, the guide has {day_in_words(entry.guides_day, today)}"
    if entry.estimate and entry.earliest != entry.latest:
        return f"{sign('estimate')} {short_day(entry.earliest)} to {short_day(entry.latest)}"
    if entry.estimate:
        return f"{sign('estimate')} by rule"
    return BASES[entry.basis] + ("" if is_booked(entry) else ", not booked yet")


def _conflict_line(view: CalendarView, width: int, key: str, *, hidden: bool) -> Content:
    if not view.conflicts:
        return line(mark(calm_sign(view)), " ", quiet(f"no conflict: {view.calm}"))
    first = as_shown(view.conflicts[0], hidden=hidden)
    signed = sign_of_conflict(first)
    count = line(quiet(f"{numbers.many(len(view.conflicts), 'conflict')} "), accent(key))
    return spread(line(signed, " ", strong(first.subject), "  ", quiet(first.way_out)), count, width)


def moving_narrow(preview: Preview, width: int, *, hidden: bool) -> Content:
    """A tried move in two lines."""
    before, after, today = preview.entry, preview.after, preview.view.today
    to = "" if after is None else day_in_words(after.on, today)
    if after is not None and after.on == before.on:
        to = f"ends {day_in_words(after.last, today)}"
    head = line(
        letter(before.lane),
        " ",
        strong(title_of(before, hidden=hidden)),
        " ",
        accent(sign("leads")),
        f" {to}",
    )
    along = f"  {len(preview.shifted)} more go along" if preview.shifted else ""
    keys = line(accent("enter"), quiet(" keeps it  "), accent("esc"), quiet(" drops it"))
    return lines([spread(line(head, quiet(along)), keys, width), fit(in_short(preview), width)])
