"""What the Study tab says above the checklist: reviews due and their load, questions, and missed days."""

from collections.abc import Sequence
from datetime import date

from textual.content import Content

from emtui.dates import WEEKDAYS
from emtui.planner.areas import AreaRow
from emtui.planner.pacing import Pace
from emtui.planner.study import DayAhead, StudyView
from emtui.show import numbers
from emtui.tui.signs import in_ascii, sign
from emtui.tui.tabs.exam_day_words import day_in_words
from emtui.tui.tabs.guidance import wrapped
from emtui.tui.text import (
    Text,
    accent,
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
)
from emtui.vocabulary import Trend, Unit

DAY_WIDTH = 5
EIGHTHS = " ▁▂▃▄▅▆▇█"
BAR_WIDTH = 24
AREA_NAME, AREA_LEAST = 26, 14


# -- reviews


def review_number(view: StudyView) -> str:
    """The large digits: how many reviews are due."""
    return str(len(view.due))


def review_words(view: StudyView, *, narrow: bool, key: str) -> Content:
    """The three rows beside the big number: what it counts, and on a narrow screen the rest of the day."""
    due = "review due" if len(view.due) == 1 else "reviews due"
    if narrow:
        return lines([_reviews_narrow(view, due, key), _questions_in_short(view.pace), _mistakes(view)])
    if view.over:
        return lines([strong("no reviews"), quiet("after the exam"), ""])
    if view.due:
        return lines([strong(due), quiet(f"about {view.minutes} min"), line(accent(key), quiet(" begins"))])
    what = quiet("all done today") if view.done_today else quiet("nothing due")
    return lines([strong(due), what, line(accent(key), quiet(" new items")) if view.new.left else ""])


def _reviews_narrow(view: StudyView, due: str, key: str) -> Content:
    if view.over:
        return quiet("no reviews after the exam")
    if view.due:
        return line(strong(due), quiet(f", about {view.minutes} min; "), accent(key), quiet(" begins"))
    done = f", {view.done_today} done today" if view.done_today else ""
    return line(strong(due), quiet(f"{done}; "), accent(key), quiet(" begins new items"))


def _mistakes(view: StudyView) -> Content:
    due = view.mistakes.due
    if due:
        return line(strong(str(due)), quiet(f" {'mistake' if due == 1 else 'mistakes'} to look at again"))
    return quiet(f"{numbers.many(len(view.mistakes.rows), 'mistake')} logged")


def review_load(days: Sequence[DayAhead], today: date, width: int, height: int) -> Content:
    """Bars of the reviews of the coming days, as many as there is room for, with day and number below."""
    shown = days[: max(width // DAY_WIDTH, 0)]
    most = max((day.reviews for day in shown), default=0)
    if height < 4 or not most:
        return Content("")
    margin = " " * max(width - DAY_WIDTH * len(shown), 0)
    bars = height - 2
    rows = [
        line(margin, *(_bar(day, most, row, bars, today) for day in shown)) for row in reversed(range(bars))
    ]
    names = [_day_name(day, today) for day in shown]
    counts = [fit(_load(day), DAY_WIDTH, "right") for day in shown]
    return lines([*rows, line(margin, *names), line(margin, *counts)])


def _bar(day: DayAhead, most: int, row: int, rows: int, today: date) -> Content:
    """One row (0 the lowest) of a day's bar."""
    eighths = max(1, round(day.reviews / most * rows * 8)) if day.reviews else 0
    filled = min(8, max(0, eighths - 8 * row))
    glyph = ("#" if filled >= 4 else " ") if in_ascii() else EIGHTHS[filled]
    return styled(f"{glyph * 2:>{DAY_WIDTH}}", "$primary" if day.day == today else "$text-disabled")


def _day_name(day: DayAhead, today: date) -> Content:
    name = f"{WEEKDAYS[day.day.weekday()].capitalize():>{DAY_WIDTH}}"
    return accent(name) if day.day == today else quiet(name)


def _load(day: DayAhead) -> Content:
    return plain(str(day.reviews)) if day.reviews else quiet(sign("nothing"))


def review_note(view: StudyView, *, key: str) -> Content:
    """One line below the load: how the exam bends it, or what comes when nothing is due."""
    if view.over:
        return quiet("your notes and items stay here to read and to export")
    if not any(section.started for section in view.sections):
        return line(quiet("No item begun yet: "), accent(key), quiet(" begins the first ones."))
    if view.round_from is not None and view.today < view.round_from:
        return quiet(f"Each item comes round once more from {day_in_words(view.round_from, view.today)} on.")
    if view.last_day is not None:
        return quiet(f"Nothing is planned after {day_in_words(view.last_day, view.today)}.")
    return quiet("Without an exam day, memory alone sets the days.")


# -- questions


def questions(view: StudyView, width: int, height: int, *, block: str, pace: str) -> Content:
    """Today's questions with their bar, the pace in a sentence, then the costliest areas and missed days."""
    rows: list[Text] = [_today(view.pace, block, width), _sentence(view.pace, pace, width)]
    missed = missed_line(view, width, pace)
    below = [missed] if missed is not None else []
    room = height - len(rows) - len(below)
    known = [area for area in view.areas if area.questions]
    if known and room >= 2:
        rows += [_area_head(width), *(area_row(area, width) for area in known[: room - 1])]
    elif room >= 2:
        rows += [
            "",
            *map(quiet, wrapped("The areas that cost most stand here once blocks name theirs.", width)),
        ]
    rows += [""] * (height - len(rows) - len(below))
    return lines([*rows[: height - len(below)], *below])


def _sentence(pace: Pace, key: str, width: int) -> Content:
    """The pace in words, or what is missing for one and where it is given."""
    if pace.missing is None:
        return fit(quiet(pace.sentence), width)
    what = "the size of your bank" if pace.missing == "question_bank_size" else "an exam day"
    return line(quiet(f"{what} makes a pace; "), accent(key), quiet(" sets it"))


def _today(pace: Pace, block: str, width: int) -> Content:
    """`28 to do today ━━━━──── 12 of 40`, or what is known of today without a pace."""
    if pace.target is None or pace.to_do is None:
        done = line(strong(str(pace.done_today)), quiet(" questions done today"))
        return spread(done, line(accent(block), quiet(" logs a block")), width)
    if pace.to_do:
        left = line(strong(str(pace.to_do)), quiet(" questions to do today"))
    elif pace.no_room:
        left = quiet("no room for questions today")
    else:
        left = line(mark("ok"), " ", strong("today's questions are done"))
    part = f"{pace.done_today} of {pace.target}"
    bar = progress_bar(pace.done_today, pace.target, BAR_WIDTH if width > 60 else 12)
    return spread(left, line(bar, "  ", part) if pace.target else "", width)


def _questions_in_short(pace: Pace) -> Content:
    if pace.to_do is None:
        return line(strong(str(pace.done_today)), quiet(" questions done today"))
    left = "" if pace.left is None else f", {numbers.count(pace.left)} left"
    if pace.no_room:
        return quiet(f"no room for questions today{left}")
    if not pace.to_do and pace.target:
        return line(mark("ok"), quiet(f" today's {pace.target} questions are done{left}"))
    return line(strong(str(pace.to_do)), quiet(f" questions to do today{left}"))


def question_state(pace: Pace) -> str:
    """What the frame says: how much of the bank is done."""
    if pace.size is None:
        return numbers.many(pace.done, "question") + " done" if pace.done else ""
    return f"{numbers.count(pace.done)} of {numbers.count(pace.size)} done"


def missed_line(view: StudyView, width: int, key: str) -> Content | None:
    """What became of missed days, with the key that decides otherwise; None where none were."""
    if view.missed is None:
        return None
    end = line(accent(key), quiet(" move or drop"))
    return spread(quiet(view.missed.sentence), end, width)


def _area_head(width: int) -> Content:
    return quiet(
        line(fit("costs most first", _area_width(width)), f"{'questions':>10}{'right':>7}{'95%':>8}")
    )


def _area_width(width: int) -> int:
    return max(AREA_LEAST, min(AREA_NAME, width - 33))


def area_row(area: AreaRow, width: int) -> Content:
    """One area: name, questions, share right with its interval, trend."""
    return line(
        fit(area.name, _area_width(width)),
        quiet(f"{numbers.count(area.questions):>10}"),
        fit(strong(share(area.accuracy)), 7, "right"),
        quiet(f"{interval(area):>8}"),
        " ",
        trend(area),
    )


def share(part: float | None) -> str:
    """A share right, such as `68%`."""
    return sign("unknown") if part is None else numbers.own_score(part * 100, Unit.PERCENT)


def interval(area: AreaRow) -> str:
    """The 95 % interval of an area's accuracy, such as `63–72`."""
    if area.low is None or area.high is None:
        return ""
    return numbers.tight_spread(area.low * 100, area.high * 100)


def trend(area: AreaRow) -> Content:
    """Which way an area goes, by sign and word."""
    match area.trend:
        case Trend.UP:
            return good(f"{sign('up')} up")
        case Trend.DOWN:
            return look(f"{sign('down')} down")
        case Trend.LEVEL:
            return quiet(f"{sign('leads')} level")
        case Trend.TOO_FEW:
            return quiet("too few")


# -- shared


def progress_bar(part: int, whole: int, width: int, begun: int | None = None) -> Content:
    """A bar of `width` cells: `part` of `whole` heavy, and where `begun` is told that much of it thin."""
    filled = _cells(part, whole, width) if whole > 0 else 0
    thin = max(0, _cells(begun, whole, width) - filled) if begun is not None and whole > 0 else 0
    rest = sign("rail") if begun is None else sign("dot")
    return line(
        styled(sign("bar") * filled, "$success" if part >= whole else "$primary"),
        quiet(sign("rail") * thin),
        styled(rest * (width - filled - thin), "$border-blurred"),
    )


def count_bar(part: int, most: int, width: int) -> Content:
    """A grey bar: `part` beside the `most` there is."""
    filled = _cells(part, most, width) if most > 0 else 0
    return line(styled(sign("bar") * filled, "$text-disabled"), " " * (width - filled))


def _cells(part: int, whole: int, width: int) -> int:
    """How many cells `part` fills: at least one where there is any, all only where it is complete."""
    if part <= 0:
        return 0
    return width if part >= whole else max(1, min(width - 1, round(part / whole * width)))
