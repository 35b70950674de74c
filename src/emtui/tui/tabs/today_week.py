"""The words of Today's last seven days: bars of questions, what was done below them, and the streak."""

from collections.abc import Sequence
from datetime import date

from textual.content import Content

from emtui.dates import WEEKDAYS
from emtui.planner.today import DayLogged, TodayView
from emtui.show import numbers
from emtui.tui.signs import in_ascii, sign
from emtui.tui.tabs.today_panes import secret
from emtui.tui.text import Text, accent, fit, line, lines, look, plain, quiet, strong, styled

DAY_WIDTH = 4
MIN_BAR_ROWS, MAX_BAR_ROWS = 3, 6
WEEK_WORDS = 9  # the rows of the last seven days beside the bars
NIGHT = "N"  # the shift nothing is planned beside
EIGHTHS = " ▁▂▃▄▅▆▇█"


def week(view: TodayView, width: int, height: int, *, masked: bool) -> Content:
    """Bars of questions by day, as tall as there is room, and below them what was done."""
    most = max((day.questions for day in view.week), default=0)
    margin = " " * max(width - DAY_WIDTH * len(view.week), 0)
    reviewed = any(day.reviews for day in view.week)
    on_shifts = any(day.letter for day in view.week)
    words = WEEK_WORDS + reviewed + on_shifts
    bar_rows = max(MIN_BAR_ROWS, min(MAX_BAR_ROWS, height - words)) if most else 1
    label = len(margin)
    rows: list[Content] = [
        Content(""),
        *(
            line(margin, *(_bar(day, most, row, bar_rows, view) for day in view.week))
            for row in reversed(range(bar_rows))
        ),
    ]
    rows += [
        line(margin, *(_day_name(day, view.today) for day in view.week)),
        _day_row("questions", label, [_count(day.questions) for day in view.week]),
        _day_row("right", label, [_share(day) for day in view.week]),
        *([_day_row("reviews", label, [_count(day.reviews) for day in view.week])] if reviewed else []),
        _day_row("test", label, [_tests(day, masked) for day in view.week]),
        *([_day_row("shift", label, [_shift(day) for day in view.week])] if on_shifts else []),
        Content(""),
    ]
    questions = sum(day.questions for day in view.week)
    if questions:
        share = numbers.percent(sum(day.correct for day in view.week) / questions)
        rows.append(line(strong(numbers.count(questions)), quiet(f" questions in 7 days, {share} right")))
    else:
        rows.append(quiet("no questions logged in these days"))
        rows.append(line(accent(":"), quiet(" then type  "), "40q 31 cardio"))
    rows.append(_streak(view))
    return lines(rows)


def _streak(view: TodayView) -> Content:
    """How many days in a row something was logged."""
    streak = view.study.streak
    if not streak.days:
        return Content("")
    excused = f", {streak.excused} excused" if streak.excused else ""
    return line(strong(numbers.many(streak.days, "day")), quiet(f" in a row{excused}"))


def _shift(day: DayLogged) -> Content:
    return look(day.letter) if day.letter == NIGHT else quiet(day.letter or "")


def _bar(day: DayLogged, most: int, row: int, rows: int, view: TodayView) -> Content:
    """One row (0 the lowest) of a day's bar."""
    if not day.questions:
        return quiet(f"{sign('dot') if row == 0 else '':>{DAY_WIDTH - 1}} ")
    eighths = max(1, round(day.questions / most * rows * 8))
    filled = min(8, max(0, eighths - 8 * row))
    glyph = ("#" if filled >= 4 else " ") if in_ascii() else EIGHTHS[filled]
    return styled(f"{glyph * 2:>{DAY_WIDTH}}", "$primary" if day.day == view.today else "$text-disabled")


def _day_name(day: DayLogged, today: date) -> Content:
    name = f"{WEEKDAYS[day.day.weekday()].capitalize():>{DAY_WIDTH}}"
    return accent(name) if day.day == today else quiet(name)


def _day_row(label: str, width: int, cells: Sequence[Text]) -> Content:
    return line(quiet(fit(label, width)), *(fit(cell, DAY_WIDTH, "right") for cell in cells))


def _count(number: int) -> Content:
    return plain(numbers.count(number)) if number else quiet(sign("nothing"))


def _share(day: DayLogged) -> Content:
    return quiet(numbers.percent(day.correct / day.questions) if day.questions else sign("nothing"))


def _tests(day: DayLogged, masked: bool) -> Content:
    if not day.tests:
        return Content("")
    return strong(secret(numbers.own_score(day.tests[0].score, day.tests[0].unit), masked))


def week_strip(view: TodayView) -> Content:
    """The seven days in one line, for a narrow screen."""
    most = max((day.questions for day in view.week), default=0)
    questions = sum(day.questions for day in view.week)
    if not most:
        return line(quiet("7 days  no questions; "), accent(":"), quiet(" then type  "), "40q 31 cardio")
    bars = []
    for day in view.week:
        tone = "$primary" if day.day == view.today else "$text-disabled"
        level = EIGHTHS[max(1, round(day.questions / most * 8))] if day.questions else sign("dot")
        bars.append(styled(f"{level * 2 if day.questions else f'{level} '} ", tone))
    share = numbers.percent(sum(day.correct for day in view.week) / questions)
    return line(
        quiet("7 days  "), *bars, "   ", strong(numbers.count(questions)), quiet(f" questions, {share} right")
    )
