"""The checklist in words: a row for each section and item, and an item in full."""

from collections.abc import Callable, Mapping
from datetime import date

from textual.content import Content

from emtui.dates import show_date
from emtui.planner.study import ItemView, SectionView, StudyView
from emtui.show import numbers
from emtui.tui.signs import sign
from emtui.tui.tabs.exam_day_words import day_in_words
from emtui.tui.tabs.guidance import wrapped
from emtui.tui.tabs.study_changes import MOST_CONFIDENT
from emtui.tui.tabs.study_words import progress_bar
from emtui.tui.text import (
    Text,
    accent,
    faint,
    fit,
    good,
    line,
    lines,
    look,
    mark,
    plain,
    quiet,
    spread,
    strong,
    styled,
    title,
)
from emtui.tui.widgets.row_table import Column, Predicate, Row
from emtui.vocabulary import Progress

SECTION_BAR = 6

SECTION_COLUMNS = (
    Column("title", least=14, grow=True),
    Column("bar", width=SECTION_BAR, drop=1),
    Column("known", "known", align="right", gap=1),
    Column("due", "due", align="right", gap=1),
)
ITEM_COLUMNS = (
    Column("title", least=16, grow=True),
    Column("section", least=8, drop=1),
    Column("sure", "sure", width=MOST_CONFIDENT, gap=1),
    Column("on", "due", align="right", gap=1),
)
NO_ITEMS = ("An empty section", "your own items go here", "a", "add the first one")
NOTHING_FOUND = ("No item has these words", "titles, what to know and your notes were looked through")


def section_row(section: SectionView) -> Row:
    """The row of a section: how much of it is known, and what is due in it."""
    known = line(strong(str(section.confident)), quiet(f"/{section.total}"))
    cells: dict[str, Text] = {
        "title": section.title,
        "bar": progress_bar(section.confident, section.total, SECTION_BAR, section.started),
        "known": known if section.total else quiet(sign("nothing")),
        "due": look(str(section.due)) if section.due else "",
    }
    return Row(section.id, cells, section)


def known_in_all(view: StudyView) -> str:
    """`known 75 of 260, started 109`."""
    total = sum(section.total for section in view.sections)
    confident = sum(section.confident for section in view.sections)
    started = sum(section.started for section in view.sections)
    return f"known {confident} of {total}, started {started}"


def item_row(item: ItemView, today: date, *, searched: bool = False) -> Row:
    """The row of an item: state, title, confidence, and when it comes round."""
    cells: dict[str, Text] = {
        "title": line(
            state(item), item.title if item.progress is not Progress.UNTOUCHED else quiet(item.title)
        ),
        "sure": confidence(item.confidence),
        "on": comes_round(item, today),
    }
    if searched:
        cells["section"] = quiet(item.section_title)
    if item.hidden:
        cells["title"] = faint(line(fit(sign("nothing"), state_width()), item.title))
    return Row(item.id, cells, item)


def state(item: ItemView) -> Content:
    """○ not yet, ◐ started, ✓ done, and a blank behind it."""
    match item.progress:
        case Progress.UNTOUCHED:
            shown = quiet(sign("todo"))
        case Progress.STARTED:
            shown = styled(sign("started"), "$primary")
        case Progress.DONE:
            shown = good(sign("ok"))
    return fit(shown, state_width())


def state_width() -> int:
    """The cells of a state with the blank behind it."""
    return len(sign("ok")) + 1


def confidence(rated: int | None) -> Content:
    """▪▪▪· for three of four; blank where it was never said."""
    if rated is None:
        return Content("")
    return line(sign("sure") * rated, faint(sign("dot") * (MOST_CONFIDENT - rated)))


def comes_round(item: ItemView, today: date) -> Content:
    """`due`, the day it comes round next, or nothing."""
    if item.hidden:
        return faint("hidden")
    if item.due:
        return look("due")
    if item.on is None:
        return Content("")
    if (item.on - today).days < 365:
        return quiet(show_date(item.on, today)[4:10])
    return quiet(str(item.on.year))


def legend() -> Content:
    """The three states with their words."""
    return quiet(f"{sign('todo')} not yet  {sign('started')} started  {sign('ok')} done")


def having(text_of: Callable[[ItemView], str]) -> Callable[[str], Predicate]:
    """What makes of typed words a predicate: every one is found somewhere in the item or its notes."""

    def read(typed: str) -> Predicate:
        words = typed.casefold().split()
        return lambda row: all(word in text_of(row.value) for word in words)

    return read


def text_of(item: ItemView) -> str:
    """All that a search looks through, in small letters."""
    parts = (item.title, item.section_title, item.question, *item.know, item.trap or "", item.notes or "")
    return "\n".join(parts).casefold()


def coming(view: StudyView, width: int, height: int) -> Content:
    """What comes round next, soonest first, with its day and section; then how many more."""
    if not view.coming:
        return quiet("what you begin comes round here")
    room = height - 1 if len(view.coming) > height else height
    rows = [_coming(item, view.today, width) for item in view.coming[:room]]
    if len(view.coming) > room:
        rows.append(quiet(f"and {len(view.coming) - room} more"))
    return lines(rows)


def _coming(item: ItemView, today: date, width: int) -> Content:
    day = "today" if item.on == today else show_date(item.on, today) if item.on else ""
    return spread(line(quiet(fit(day, 12)), item.title), quiet(item.section_title), width)


# -- an item in full


def item_in_full(
    item: ItemView | None, today: date, sure: Mapping[str, str], unreviewed: str, width: int, *, key: str
) -> Content:
    """What to know of an item, where it comes from, the user's notes, and what its memory is like."""
    if item is None:
        return quiet("no item is selected")
    rows: list[Text] = [*map(strong, wrapped(item.title, width)), ""]
    rows += know_lines(item, width)
    rows += ["", *source_lines(item, sure, unreviewed, width), ""]
    rows += [title("My notes")]
    if item.notes:
        rows += note_lines(item.notes, width)
    else:
        rows += [line(quiet("none yet; "), accent(key), quiet(" writes them"))]
    rows += ["", *memory_lines(item, today)]
    return lines(rows)


def know_lines(item: ItemView, width: int) -> list[Content]:
    """The lines to know, then the trap."""
    rows: list[Content] = []
    for known in item.know:
        rows += _hanging(known, width, accent(sign("bullet")), plain)
    if item.trap:
        rows += [Content(""), *_hanging(item.trap, width, mark("look"), plain)]
    return rows


def source_lines(
    item: ItemView, sure: Mapping[str, str], unreviewed: str, width: int, *, brief: bool = False
) -> list[Content]:
    """Guideline and year, how sure that is (in one word where `brief`), and who has checked it."""
    if item.source is None:
        return [quiet("your own item")]
    named = f"{item.guideline} {item.year}" if item.guideline and item.year else item.guideline
    said = [named] if named else []
    meaning = sure.get(item.source.sure, item.source.text)
    said.append(item.source.sure if brief else f"{item.source.sure}: {meaning}")
    said.append(f"checked {item.source.checked_on}; {reviewed(item, unreviewed)}")
    sentences = ["; ".join(said)] if brief else said
    return [quiet(part) for sentence in sentences for part in wrapped(sentence, width)]


def reviewed(item: ItemView, unreviewed: str) -> str:
    """Which physician has checked an item, or that nobody has."""
    return f"reviewed by: {item.reviewed_by}" if item.reviewed_by else unreviewed


def note_lines(notes: str, width: int) -> list[Content]:
    """The user's notes as typed, long lines wrapped."""
    return [plain(part) for row in notes.splitlines() for part in wrapped(row, width)]


def memory_lines(item: ItemView, today: date) -> list[Content]:
    """How often it was seen, how likely it is known today, when it comes round."""
    if not item.seen:
        when = day_in_words(item.on, today) if item.on else ""
        begun = (
            f"started, first review {'today' if item.due else when}"
            if when or item.due
            else "not reviewed yet"
        )
        return [quiet(begun)]
    parts = [quiet("seen "), strong(numbers.many(item.seen, "time"))]
    if item.recall is not None:
        parts += [quiet("   recall "), strong(numbers.percent(item.recall))]
    rows = [line(*parts)]
    if item.due:
        rows.append(line(quiet("next "), look("today")))
    elif item.on is not None:
        rows.append(line(quiet("next "), day_in_words(item.on, today)))
    return rows


def _hanging(text: str, width: int, bullet: Text, tone: Callable[[Text], Content]) -> list[Content]:
    first, *rest = wrapped(text, width - 2)
    return [line(bullet, " ", tone(first)), *(line("  ", tone(part)) for part in rest)]
