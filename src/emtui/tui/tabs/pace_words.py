"""What the pace says: today's questions, missed days and what can become of them, and the days ahead."""

from collections.abc import Mapping
from datetime import date

from textual.content import Content

from emtui.dates import show_date
from emtui.guide.shifts import shifts
from emtui.planner.pacing import Pace, Streak
from emtui.planner.study import DayAhead, StudyView
from emtui.show import numbers
from emtui.tui.signs import in_ascii, sign
from emtui.tui.tabs.exam_day_words import day_in_words
from emtui.tui.tabs.guidance import wrapped
from emtui.tui.tabs.study_words import progress_bar
from emtui.tui.text import Text, accent, chip, fit, line, lines, look, mark, quiet, spread, strong, styled
from emtui.tui.widgets.row_table import Column, Row
from emtui.vocabulary import Missed

QUARTERS = 4  # cells of a normal study day
COLUMNS = (
    Column("day", "day"),
    Column("shift", "shift"),
    Column("room", "room", width=QUARTERS + 5),
    Column("questions", "questions", align="right"),
    Column("reviews", "reviews", align="right", gap=1),
    Column("note", least=8, drop=1, grow=True),
)
CHOICES = {Missed.SPREAD: "pace.spread", Missed.MOVE: "pace.move", Missed.DROP: "pace.drop"}


def today_number(pace: Pace) -> str:
    """The large digits: the questions left for today; those done where there is no pace."""
    return str(pace.done_today if pace.to_do is None else pace.to_do)


def today_words(view: StudyView, *, keys: Mapping[str, str], width: int) -> Content:
    """The three rows beside the big number."""
    pace = view.pace
    if pace.to_do is None:
        first = strong("questions done today")
        missing = {"question_bank_size": "size", "step2_date": "exam"}.get(pace.missing or "")
        word = {"size": " says how many questions your bank has", "exam": " sets the exam day"}
        ask = line(accent(keys[missing]), quiet(word[missing])) if missing else Content("")
        return lines([first, fit(quiet(pace.sentence), width), ask])
    done = quiet(f", {pace.done_today} of {pace.target} done") if pace.target else Content("")
    moved = quiet(f", {pace.moved_today} of them from missed days") if pace.moved_today else Content("")
    none = quiet(": no room") if pace.no_room else ""
    first = line(strong("questions to do today"), none, done, moved)
    return lines([first, fit(quiet(pace.sentence), width), _streak(view.streak)])


def _streak(found: Streak) -> Content:
    if not found.days:
        return quiet("no streak yet; anything logged begins one")
    excused = f", {found.excused} excused or without room" if found.excused else ""
    best = f", best {found.best}" if found.best > found.days else ""
    still = "" if found.today else "; nothing logged today yet"
    days = strong(numbers.many(found.days, "day"))
    return line(days, quiet(f" in a row{excused}{best}{still}"))


def missed(view: StudyView, width: int, *, keys: Mapping[str, str]) -> Content:
    """What was missed, in one sentence, and the three things that can become of it."""
    found = view.missed
    if found is None:
        return Content("")
    rows: list[Text] = [*map(quiet, wrapped(found.sentence, width)), ""]
    for choice in found.choices:
        as_it_is = quiet("  as it is now") if choice.missed is Missed.SPREAD else Content("")
        rows.append(line(accent(keys[CHOICES[choice.missed]]), "  ", choice.sentence, as_it_is))
    rows.append(line(accent(keys["pace.excuse"]), quiet("  excuse: a day off, the streak goes on")))
    return lines([fit(row, width) for row in rows])


def missed_rows(view: StudyView, width: int) -> int:
    """How many rows `missed` takes."""
    return 0 if view.missed is None else len(wrapped(view.missed.sentence, width)) + 5


def day_row(day: DayAhead, view: StudyView) -> Row:
    """One coming day: shift, room, questions and reviews planned."""
    today = day.day == view.today
    shown = day_in_words(day.day, view.today) if today else show_date(day.day, view.today)
    shift = shifts().get(day.letter or "")
    cells: dict[str, Text] = {
        "day": line(chip(shown)) if today else shown,
        "shift": quiet(f"{day.letter} {shift.name if shift else ''}") if day.letter else "",
        "room": room(day),
        "questions": _count(day.questions),
        "reviews": _count(day.reviews),
        "note": _note(day),
    }
    return Row(day.day.isoformat(), cells, day)


def room(day: DayAhead) -> Content:
    """The room of a day as a bar of quarters and a number."""
    filled = min(QUARTERS, round(day.capacity * QUARTERS))
    bar = line(
        styled(sign("bar") * filled, "$primary"),
        styled((" " if in_ascii() else sign("rail")) * (QUARTERS - filled), "$border-blurred"),
    )
    return line(bar, " ", f"{day.capacity:g}" if day.capacity else quiet("none"))


def _count(number: int | None) -> Content:
    if number is None:
        return quiet(sign("unknown"))
    return strong(numbers.count(number)) if number else quiet(sign("nothing"))


def _note(day: DayAhead) -> Content:
    parts = [
        "kept free before the exam" if day.free else "",
        "day of rest" if day.rest and not day.own else "",
        "yours" if day.own else "",
    ]
    return quiet(", ".join(part for part in parts if part))


def selected_day(day: DayAhead | None, today: date, width: int, *, keys: Mapping[str, str]) -> Content:
    """What can be done with the selected day."""
    if day is None:
        return quiet("the coming days stand here once there are any")
    more, less = accent(keys["pace.more"]), accent(keys["pace.less"])
    rows: list[Text] = [
        strong(day_in_words(day.day, today)),
        "",
        line(more, quiet(" more room   "), less, quiet(" less")),
    ]
    if day.own:
        rows.append(line(accent(keys["pace.revert"]), quiet(" as shifts and rest days have it")))
    return lines(rows)


def shift_legend(width: int) -> Content:
    """What each letter of a pattern leaves of a normal study day."""
    rows: list[Text] = [
        spread(line(strong(shift.letter), "  ", shift.name), f"{shift.capacity:g}", min(width, 24))
        for shift in shifts().values()
    ]
    rows += ["", *map(quiet, wrapped("Of a normal study day. The pattern is set in 2 Profile.", width))]
    return lines(rows)


def bank_bar(pace: Pace, width: int) -> Content:
    """How much of the bank is done."""
    if not pace.size:
        return Content("")
    said = f"{numbers.count(pace.done)} of {numbers.count(pace.size)} done"
    return line(progress_bar(pace.done, pace.size, max(width - len(said) - 2, 4)), "  ", quiet(said))


def unfit(pace: Pace) -> Content | None:
    """A warning where the questions left do not fit any day."""
    return None if pace.fits else line(mark("look"), " ", look("the questions left fit no day"))
