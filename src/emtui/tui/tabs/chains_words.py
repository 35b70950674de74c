"""What has to happen before what, step by step with the days to spare, and visa facts to be checked again."""

from collections.abc import Iterable, Sequence
from datetime import date

from textual.content import Content

from emtui.dates import show_date
from emtui.planner.calendar import CalendarView, Chain, ChainStep, DatedEntry, VisaNote
from emtui.tui.signs import sign
from emtui.tui.tabs.exam_day_words import short_day
from emtui.tui.tabs.guidance import wrapped
from emtui.tui.text import Text, bad, line, lines, look, mark, plain, quiet, spread, strong, title
from emtui.tui.widgets.row_table import Column, Row

COLUMNS = (
    Column("sign", width=1),
    Column("step", "step", least=18, gap=1, grow=True),
    Column("planned", "planned", width=18),
    Column("safe", "to be safe", width=15, drop=1),
    Column("latest", "at the latest", width=15, drop=2),
    Column("slack", "to spare", align="right", width=10),
)
NO_CHAINS = (
    "No season to count back from",
    "the match year in 2 Profile brings opening day and the rank list",
)


def rows(view: CalendarView) -> list[Row]:
    """Each chain with its goal, then its steps; the tightest chain of a goal first."""
    found: list[Row] = []
    for number, chain in enumerate(view.chains):
        if number:
            found.append(Row(f"gap:{chain.id}", {}))
        found.append(_head(chain, view))
        found += [_step(step, chain, place, view.today) for place, step in enumerate(chain.steps)]
    return found


def _head(chain: Chain, view: CalendarView) -> Row:
    goal = view.by_id.get(chain.goal)
    cells: dict[str, Text] = {
        "step": strong(chain.title),
        "planned": quiet(_goal(chain, goal)),
        "safe": strong(show_date(chain.day, view.today)),
        "slack": spare(chain.slack),
    }
    return Row(chain.id, cells, chain.goal)


def _goal(chain: Chain, goal: DatedEntry | None) -> str:
    """What a chain leads to; `from` where its day is the earliest that may be."""
    if goal is None:
        return "by"
    name = f"{goal.title[:1].lower()}{goal.title[1:]}"
    return f"by {name}" if goal.on == chain.day else f"{name} from"


def _step(step: ChainStep, chain: Chain, place: int, today: date) -> Row:
    cells: dict[str, Text] = {
        "sign": mark(sign_of(step)),
        "step": f"  {step.title}",
        "planned": show_date(step.on, today) if step.on else quiet(sign("unknown")),
        "safe": quiet(show_date(step.safe, today)),
        "latest": quiet(show_date(step.latest, today)),
        "slack": "" if step.done else quiet(f"{step.slack} d"),
    }
    return Row(f"{chain.id}:{place}", cells, step.entry)


def sign_of(step: ChainStep) -> str:
    """Done, too late, tight, or fine so far."""
    if step.done:
        return "ok"
    if step.too_late:
        return "no"
    return "look" if step.slack < 0 else "todo"


def spare(slack: int | None) -> Content:
    """The days a chain has to spare; below none it is late."""
    if slack is None:
        return line(mark("ok"), quiet(" done"))
    return bad(f"{slack} d") if slack < 0 else look("0 d") if slack == 0 else strong(f"{slack} d")


def tightest(view: CalendarView, width: int) -> Content:
    """The tightest chain to each goal, for a side pane."""
    found: list[Text] = []
    for chain in view.chains:
        if chain.critical:
            goal = view.by_id.get(chain.goal)
            named = title(f"To {goal.title.lower() if goal else chain.title}")
            found += [*([""] if found else []), spread(named, spare(chain.slack), width)]
            found += [_short(step, width) for step in chain.steps]
    return lines(found or [quiet(part) for part in wrapped(NO_CHAINS[1], width)])


def _short(step: ChainStep, width: int) -> Content:
    day = quiet(short_day(step.on) if step.on else f"by {short_day(step.safe)}")
    return spread(line(mark(sign_of(step)), " ", step.title), day, width)


def notes(found: Sequence[VisaNote], width: int, *, hidden: bool) -> Content:
    """Dated facts on visas; masked they would tell which visa it is."""
    if hidden:
        return quiet("masked")
    if not found:
        return line(mark("ok"), quiet(" nothing to check again"))
    said: list[Text] = []
    for note in found:
        first, *more = wrapped(note.text, width - 2)
        said += [line(mark("look"), " ", plain(first)), *(plain(f"  {part}") for part in more)]
        origin = f"{note.why}; {note.sure}, checked {note.checked_on}; {note.source}"
        said += [*_indented(wrapped(origin, width - 2)), ""]
    return lines(said)


def _indented(parts: Iterable[str]) -> list[Content]:
    return [quiet(f"  {part}") for part in parts]
