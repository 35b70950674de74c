"""What the review card says: the question, the answer, the four grades, and how the session went."""

from collections.abc import Mapping, Sequence
from datetime import date

from textual.content import Content

from emtui.planner.grading import Outcome
from emtui.planner.session import AGAIN, EASY, GOOD, HARD, Session
from emtui.planner.study import ItemView, StudyView
from emtui.show import numbers
from emtui.tui.tabs.exam_day_words import day_in_words
from emtui.tui.tabs.guidance import wrapped
from emtui.tui.tabs.study_items import know_lines, note_lines, source_lines
from emtui.tui.tabs.study_words import count_bar, progress_bar
from emtui.tui.text import Text, accent, fit, line, lines, mark, plain, quiet, spread, strong, styled, title

GRADES = {AGAIN: "Again", HARD: "Hard", GOOD: "Good", EASY: "Easy"}
CARD = 74  # cells of its widest line
RULE = "─"


def progress(session: Session, minutes_each: float, width: int) -> Content:
    """`6 of 18 ━━━━──── about 17 min left`."""
    done, whole = len(session.done), len(session.done) + len(session.waiting)
    at = min(done + 1, whole)
    left = line(strong(str(at)), quiet(f" of {whole}  "))
    right = (
        quiet(f"  about {max(1, round(minutes_each * len(session.waiting)))} min left")
        if session.waiting
        else ""
    )
    bar = progress_bar(done, whole, max(width - left.cell_length - plain(right).cell_length, 4))
    return line(left, bar, right)


def card(
    item: ItemView, view: StudyView, width: int, *, shown: bool, key: str, tight: bool = False
) -> Content:
    """The card: item and section, the question, and below a rule the answer once it is `shown`."""
    room = min(width, CARD)
    margin = " " * ((width - room) // 2)
    where = line(quiet(item.title), quiet("  ·  "), quiet(item.section_title))
    gap = [] if tight else [Content("")]
    rows: list[Content] = [*gap, *_centred([where], width), *gap]
    rows += _centred([strong(part) for part in wrapped(item.question, min(width - 4, 60))], width)
    rows += [*gap, styled(RULE * width, "$border-blurred"), *gap]
    if not shown:
        return lines([*rows, *_centred([line(accent(key), quiet(" shows the answer"))], width)])
    answer = [
        *know_lines(item, room),
        Content(""),
        *source_lines(item, view.sure, view.unreviewed, room, brief=True),
    ]
    if item.notes:
        answer += [Content(""), title("My notes"), *note_lines(item.notes, room)]
    return lines([*rows, *(line(margin, row) for row in answer)])


def _centred(rows: Sequence[Content], width: int) -> list[Content]:
    return [line(" " * max((width - row.cell_length) // 2, 0), row) for row in rows]


def memory(item: ItemView, today: date) -> str:
    """What the frame says of the card's memory: `seen 3 times · last 9 May · recall 84%`."""
    if not item.seen:
        return "new"
    parts = [f"seen {numbers.many(item.seen, 'time')}"]
    if item.last_seen is not None:
        parts.append(f"last {day_in_words(item.last_seen, today)}")
    if item.recall is not None:
        parts.append(f"recall {numbers.percent(item.recall)}")
    return " · ".join(parts)


def grades(outcomes: Sequence[Outcome], keys: Mapping[int, str], today: date, width: int) -> Content:
    """The four grades with their keys, below each when the item comes round after it."""
    column = width // len(outcomes)
    names, days = [], []
    for outcome in outcomes:
        name = line(accent(keys[outcome.grade]), "  ", strong(GRADES[outcome.grade]))
        names.append(fit(line(" " * max((column - 8) // 2, 0), name), column))
        day = quiet(_comes_round(outcome, today))
        days.append(fit(line(" " * max((column - day.cell_length) // 2, 0), day), column))
    return lines([line(*names), line(*days)])


def _comes_round(outcome: Outcome, today: date) -> str:
    if outcome.on is None:
        return "not before the exam"
    return day_in_words(outcome.on, today) if outcome.on != today else "today"


def cap_note(outcomes: Sequence[Outcome], view: StudyView) -> str:
    """Why the days are nearer than memory alone would have them."""
    capped = [GRADES[outcome.grade] for outcome in outcomes if outcome.capped]
    if not capped or view.exam_day is None:
        return ""
    verb = "comes" if len(capped) == 1 else "come"
    day = day_in_words(view.exam_day, view.today)
    return f"{', '.join(capped)} {verb} round sooner than memory asks: the exam is on {day}."


def last_grade(session: Session, view: StudyView, key: str) -> Content:
    """What was just graded, and the key that takes it back."""
    if session.last is None:
        return Content("")
    item = view.item(session.last.item)
    name = session.last.item if item is None else item.title
    day = None if item is None else item.on
    after = "" if day is None else f", comes again on {day_in_words(day, view.today)}"
    if session.last.grade == AGAIN:
        after = ", comes again at the end"
    said = quiet(f" {name}: {GRADES[session.last.grade]}{after}; ")
    return line(mark("ok"), said, accent(key), quiet(" takes it back"))


# -- before and after


def summary(session: Session, view: StudyView, width: int, *, keys: Mapping[str, str], more: int) -> Content:
    """How the session went, what comes next, and what can be done now."""
    rows: list[Text] = [""]
    if session.done:
        rows += [line(mark("ok"), " ", strong(numbers.many(len(session.done), "review") + " done")), ""]
        most = max(session.grades.values())
        for grade, name in GRADES.items():
            count = session.grades.get(grade, 0)
            rows.append(line(fit(quiet(name), 8), count_bar(count, most, 20), strong(f"{count:>4}")))
        rows += [""]
    else:
        rows += [strong("No review is due"), ""]
    rows += [quiet(part) for part in wrapped(_what_comes(view), width)]
    if more:
        begin = line(accent(keys["new"]), f" begins {numbers.many(more, 'new item')}")
        rows += ["", spread(begin, "", width), *map(quiet, wrapped(_next_items(view, more), width))]
    rows += ["", line(accent(keys["back"]), quiet(" goes back to Study"))]
    return lines(rows)


def _what_comes(view: StudyView) -> str:
    if view.over:
        return "The exam is over: no review is planned any more."
    if view.due:
        return f"{numbers.many(len(view.due), 'review')} more for today."
    if view.next_due is not None:
        count = next((day.reviews for day in view.days if day.day == view.next_due), None)
        reviews = "the next reviews are" if count is None else f"{numbers.many(count, 'review')} due"
        return f"Next: {reviews} on {day_in_words(view.next_due, view.today)}."
    return "Nothing is planned: items come round once they are begun."


def _next_items(view: StudyView, more: int) -> str:
    return f"{numbers.many(view.new.left, 'item')} not begun; {view.new.today} more fit today."


def note(capped: str, last: Content, width: int) -> Content:
    """The one line below the card: why the exam bends the days, else what was graded last."""
    return fit(quiet(capped) if capped else last, width)
