"""What is said of mistakes: a row for each, in full, and how many had which reason."""

from datetime import date

from textual.content import Content

from emtui.planner.mistakes import MistakeRow, MistakesView, ReasonCount
from emtui.show import numbers
from emtui.tui.signs import sign
from emtui.tui.tabs.exam_day_words import day_in_words
from emtui.tui.tabs.guidance import wrapped
from emtui.tui.tabs.study_words import count_bar
from emtui.tui.text import Text, accent, fit, line, lines, look, mark, plain, quiet, strong
from emtui.tui.widgets.row_table import Column, Row

SHORT_ROWS = 40  # of the newest, beside the checklist
SHORT_COLUMNS = (
    Column("topic", least=16, grow=True),
    Column("why", drop=1),
    Column("again", align="right"),
)
COLUMNS = (
    Column("day", "made on"),
    Column("topic", "topic", least=24, grow=True),
    Column("why", "why"),
    Column("area", "area", least=8, drop=2),
    Column("next", "next step", least=24, drop=1),
    Column("again", "look again", align="right"),
)
NONE_YET = ("Mistakes belong here", "topic, why, when to look again")
REASON_WIDTH, BAR_WIDTH = 16, 10


def short_row(row: MistakeRow, today: date) -> Row:
    """A mistake beside the checklist: topic, why, and when to look again."""
    mistake = row.mistake
    cells: dict[str, Text] = {
        "topic": plain(mistake.topic) if row.due else quiet(mistake.topic),
        "why": quiet(mistake.reason or ""),
        "again": look_again(row, today),
    }
    return Row(mistake.id or 0, cells, row)


def long_row(row: MistakeRow, today: date) -> Row:
    """A mistake in the table of all."""
    mistake = row.mistake
    cells: dict[str, Text] = {
        "day": mistake.made_on.isoformat(),
        "topic": strong(mistake.topic),
        "why": quiet(mistake.reason or sign("unknown")),
        "area": quiet(row.system_name or ""),
        "next": mistake.next_step or "",
        "again": look_again(row, today),
    }
    return Row(mistake.id or 0, cells, row)


def look_again(row: MistakeRow, today: date) -> Content:
    """`due`, the day to look again, or that it was."""
    mistake = row.mistake
    if mistake.revisited_on is not None:
        return mark("ok").append(" seen again")
    if row.due:
        return look("due")
    if mistake.revisit_on is None:
        return quiet(sign("nothing"))
    return quiet(day_in_words(mistake.revisit_on, today))


def due_in_words(due: int) -> Content | str:
    """What the frame says: how many are to be looked at again."""
    return look(f"{due} to look at again") if due else ""


def in_full(row: MistakeRow | None, today: date, width: int) -> Content:
    """One mistake with all that was said of it."""
    if row is None:
        return quiet("no mistake is selected")
    mistake = row.mistake
    facts = [
        ("made on", day_in_words(mistake.made_on, today)),
        ("why", mistake.reason or f"{sign('unknown')} not said"),
        ("area", row.system_name or f"{sign('unknown')} not said"),
        ("look again", day_in_words(mistake.revisit_on, today) if mistake.revisit_on else "no day set"),
    ]
    if mistake.revisited_on is not None:
        facts.append(("looked again", day_in_words(mistake.revisited_on, today)))
    rows: list[Text] = [*map(strong, wrapped(mistake.topic, width)), ""]
    rows += [line(quiet(fit(label, 14)), value) for label, value in facts]
    if mistake.next_step:
        rows += ["", quiet("next step"), *wrapped(mistake.next_step, width)]
    return lines(rows)


def reasons(view: MistakesView, width: int) -> Content:
    """Why they happened, the commonest first, each with a bar."""
    if not view.rows:
        return quiet("why they happened shows here")
    most = max(reason.mistakes for reason in view.reasons)
    return lines([_reason(reason, most, width) for reason in view.reasons])


def _reason(reason: ReasonCount, most: int, width: int) -> Content:
    waiting = f"{reason.waiting} waiting" if reason.waiting and width > 40 else ""
    return line(
        fit(reason.reason or quiet("not said"), REASON_WIDTH),
        count_bar(reason.mistakes, most, BAR_WIDTH),
        strong(f"{reason.mistakes:>4}"),
        quiet(f"  {waiting}"),
    )


def headline(view: MistakesView, key: str) -> Content:
    """The two rows beside the big number."""
    due = "mistake to look at again" if view.due == 1 else "mistakes to look at again"
    ends = line(accent(key), quiet(" once you have")) if view.due else quiet("none is waiting today")
    return lines([strong(due), ends, quiet(f"{numbers.many(len(view.rows), 'mistake')} in all")])
