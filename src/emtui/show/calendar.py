"""The Calendar in plain text and JSON."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from emtui.dates import say_date, show_date
from emtui.planner.calendar import CalendarView, Chain, DatedEntry
from emtui.planner.milestones import Phase
from emtui.show import SCHEMA
from emtui.show.layout import columns, page, section, sentences
from emtui.show.numbers import days, many
from emtui.vocabulary import DateBasis, Lane

LANES = {
    Lane.STUDY: "Study",
    Lane.ECFMG: "ECFMG",
    Lane.ROTATIONS: "Rotations",
    Lane.APPLICATIONS: "Applications",
    Lane.MATCH: "Match",
    Lane.VISA: "Visa",
}


def json(view: CalendarView) -> dict[str, Any]:
    """The keys of `emtui show calendar --json`; every one is always there, unknown is None."""
    return {
        "schema": SCHEMA,
        "match_year": view.match_year,
        "services": [service.value for service in view.services],
        "entries": [_entry(entry, view) for entry in view.entries],
        "conflicts": [
            {
                "id": conflict.id,
                "text": f"{conflict.subject}; {conflict.text}",
                "entries": list(conflict.entries),
                "way_out": conflict.way_out,
            }
            for conflict in view.conflicts
        ],
        "phases": [_phase(phase) for phase in view.phases],
        "chains": [_chain(chain) for chain in view.chains],
        "notes": [
            {
                "id": note.id,
                "text": note.text,
                "why": note.why,
                "source": note.source,
                "checked_on": note.checked_on.isoformat(),
                "sure": note.sure,
            }
            for note in view.notes
        ],
    }


def text(view: CalendarView) -> str:
    """The page `emtui show calendar` prints: what breaks, what is ahead, what hangs on what."""
    today = view.today
    title = f"Calendar  {say_date(today, today)} {today.year}"
    if view.match_year is not None:
        title += f", Match of March {view.match_year}"
    return page(
        title,
        section("Conflicts", _conflicts(view), empty=f"none: {view.calm}"),
        section("Ahead", _ahead(view), empty=_no_dates(view)),
        *_chain_page(view),
        section("Why these days", sentences(_reasons(view)), empty="no estimates"),
        section("Visa, to be checked again", sentences(_notes(view))) if view.notes else "",
    )


def hour_of(entry: DatedEntry, view: CalendarView) -> str:
    """The hour of an entry where it is, and here: `21:00 New York, here Thu 2 Mar 07:30`; else empty."""
    if entry.at is None:
        return ""
    said = f"{entry.at:%H:%M}"
    if entry.zone is None:
        return said
    said += f" {entry.zone.rpartition('/')[2].replace('_', ' ')}"
    here = entry.local(view.profile.local_zone)
    if here is None or (here.date(), here.time()) == (entry.on, entry.at):
        return said
    day = "" if here.date() == entry.on else f"{say_date(here.date(), view.today)} "
    return f"{said}, here {day}{here:%H:%M}"


def basis_of(entry: DatedEntry, today: date) -> str:
    """What the day rests on: `estimate, 22 Sep to 6 Oct; 7 days after ERAS review; held 1 of 1 season`."""
    if entry.overruled:
        assert entry.guides_day is not None
        return f"yours, the guide has {say_date(entry.guides_day, today)}"
    if not entry.estimate:
        return entry.basis.value
    parts = [entry.rule or ""]
    if entry.earliest != entry.latest:
        parts.insert(0, f"{say_date(entry.earliest, today)} to {say_date(entry.latest, today)}")
    if entry.held:
        parts.append(f"held in {entry.held}")
    return "estimate: " + "; ".join(filter(None, parts))


def _conflicts(view: CalendarView) -> list[str]:
    return sentences(
        f"{conflict.subject}; {conflict.text}. Way out: {conflict.way_out} ({conflict.tab.reference})"
        for conflict in view.conflicts
    )


def _ahead(view: CalendarView) -> list[str]:
    rows = [
        (
            show_date(entry.on, view.today),
            days((entry.on - view.today).days) if entry.on >= view.today else "now",
            LANES[entry.lane],
            _what(entry, view),
        )
        for entry in view.entries
        if entry.last >= view.today
    ]
    return columns(("date", "in", "lane", "what"), rows, right=(1,)) if rows else []


def _no_dates(view: CalendarView) -> str:
    """No dates ahead, and what brings the season's where there is no season."""
    if view.match_year is not None:
        return "no dates ahead"
    return "no dates ahead; emtui profile set match_year=… brings the season's"


def _what(entry: DatedEntry, view: CalendarView) -> str:
    parts = (entry.title, _until(entry, view), hour_of(entry, view), _brief(entry, view.today))
    return "; ".join(filter(None, parts))


def _brief(entry: DatedEntry, today: date) -> str:
    """What the day rests on in a few words; nothing where it is simply the user's own."""
    if entry.estimate and entry.earliest != entry.latest:
        return f"estimate, {say_date(entry.earliest, today)} to {say_date(entry.latest, today)}"
    if entry.estimate or entry.overruled:
        return basis_of(entry, today).partition(":")[0]
    return "" if entry.basis is DateBasis.YOURS else entry.basis.value


def _reasons(view: CalendarView) -> Iterator[str]:
    """How each estimate ahead is made, and how often that came true."""
    for entry in view.entries:
        if entry.estimate and entry.last >= view.today:
            held = f"; held in {entry.held}" if entry.held else ""
            yield f"{entry.title}: {entry.rule}{held}"


def _until(entry: DatedEntry, view: CalendarView) -> str:
    return "" if entry.until is None else f"to {say_date(entry.until, view.today)}"


def _chain_page(view: CalendarView) -> list[str]:
    return [
        section(_chain_heading(chain, view), [_standing(chain), *_steps(chain, view.today)])
        for chain in view.chains
    ]


def _chain_heading(chain: Chain, view: CalendarView) -> str:
    goal = view.by_id.get(chain.goal)
    soonest = ", at the earliest" if goal and goal.on != chain.day else ""
    name = f" ({goal.title}{soonest})" if goal else ""
    return f"{chain.title} by {say_date(chain.day, view.today)}{name}"


def _standing(chain: Chain) -> str:
    """The days to spare; of the chains in which something can be done now the tightest comes first."""
    slack = "done" if chain.slack is None else _slack(chain.slack)
    return f"{slack}; the first to see to" if chain.critical else slack


def _steps(chain: Chain, today: date) -> list[str]:
    rows = [
        (
            step.title,
            "done" if step.done else show_date(step.on, today) if step.on else "not set",
            show_date(step.safe, today),
            show_date(step.latest, today),
        )
        for step in chain.steps
    ]
    return columns(("step", "planned", "to be safe", "at the latest"), rows)


def _slack(slack: int) -> str:
    return f"{many(slack, 'day')} to spare" if slack >= 0 else f"{many(-slack, 'day')} too late to be safe"


def _notes(view: CalendarView) -> Iterator[str]:
    for note in view.notes:
        yield f"{note.text} ({note.why}; {note.sure}, checked {note.checked_on}; {note.source})"


# -- JSON


def _entry(entry: DatedEntry, view: CalendarView) -> dict[str, Any]:
    local = entry.local(view.profile.local_zone)
    return {
        "id": entry.id,
        "date": entry.on.isoformat(),
        "until": _iso(entry.until),
        "title": entry.title,
        "lane": entry.lane.value,
        "basis": entry.basis.value,
        "rule": entry.rule,
        "held": entry.held,
        "source": entry.source,
        "checked_on": _iso(entry.checked_on),
        "earliest": entry.earliest.isoformat(),
        "latest": entry.latest.isoformat(),
        "time": None if entry.at is None else f"{entry.at:%H:%M}",
        "zone": entry.zone,
        "local": None if local is None else local.isoformat(),
        "note": entry.note,
        "guides_date": _iso(entry.guides_day),
        "needs": list(entry.needs),
    }


def _phase(phase: Phase) -> dict[str, Any]:
    return {
        "id": phase.id,
        "title": phase.title,
        "date": phase.on.isoformat(),
        "until": phase.until.isoformat(),
        "items": list(phase.items),
    }


def _chain(chain: Chain) -> dict[str, Any]:
    return {
        "id": chain.id,
        "title": chain.title,
        "goal": chain.goal,
        "date": chain.day.isoformat(),
        "slack": chain.slack,
        "critical": chain.critical,
        "steps": [
            {
                "title": step.title,
                "entry": step.entry,
                "date": _iso(step.on),
                "earliest": step.earliest.isoformat(),
                "safe": step.safe.isoformat(),
                "latest": step.latest.isoformat(),
                "slack": step.slack,
                "done": step.done,
            }
            for step in chain.steps
        ],
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
