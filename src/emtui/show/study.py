"""The Study tab in plain text and JSON."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from emtui.dates import show_date
from emtui.planner.areas import AreaRow
from emtui.planner.mistakes import MistakeRow, MistakesView
from emtui.planner.pacing import MissedDays, Pace
from emtui.planner.study import DayAhead, ItemView, SectionView, StudyView
from emtui.show import SCHEMA
from emtui.show.layout import columns, labelled, page, section
from emtui.show.numbers import count, many, percent
from emtui.vocabulary import Trend

MOST_DUE, MOST_MISTAKES, MOST_AREAS = 20, 10, 20
TREND_WORDS = {
    Trend.UP: "better",
    Trend.DOWN: "worse",
    Trend.LEVEL: "no clear change",
    Trend.TOO_FEW: "too few to tell",
}


def json(view: StudyView) -> dict[str, Any]:
    """The keys of `emtui show study --json`; every one is always there, unknown is None."""
    return {
        "schema": SCHEMA,
        "sections": [_section(row) for row in view.sections],
        "due": [_due(item) for item in view.coming],
        "due_today": len(view.due),
        "systems": [_area(row) for row in view.areas],
        "pace": _pace(view.pace),
        "missed": None if view.missed is None else _missed(view.missed),
        "mistakes": [_mistake(row) for row in view.mistakes.rows],
        "streak": {
            "days": view.streak.days,
            "excused": view.streak.excused,
            "today": view.streak.today,
            "best": view.streak.best,
        },
        "days": [_day(row) for row in view.days],
    }


def text(view: StudyView) -> str:
    """The page `emtui show study` prints."""
    return page(
        f"Study  {show_date(view.today, view.today)}",
        section("Reviews", _reviews(view)),
        section("Questions", labelled(_questions(view))),
        section(
            "By area, the costliest first; after the exam's areas what cuts across them",
            _areas(view.areas),
            empty="no questions logged yet",
        ),
        section("Mistakes", _mistakes(view.mistakes, view.today), empty="none logged; : mistake …"),
        section("Coming days", _coming(view.days, view.today)),
        section("Checklist", _sections(view.sections)),
        view.notice,
    )


def _section(row: SectionView) -> dict[str, Any]:
    return {
        "id": row.id,
        "title": row.title,
        "items": row.total,
        "started": row.started,
        "confident": row.confident,
        "due": row.due,
    }


def _due(item: ItemView) -> dict[str, Any]:
    return {
        "item": item.id,
        "section": item.section,
        "on": item.on.isoformat() if item.on else None,
        "title": item.title,
        "recall": item.recall,
    }


def _area(row: AreaRow) -> dict[str, Any]:
    return {
        "system": row.system,
        "name": row.name,
        "questions": row.questions,
        "correct": row.correct,
        "accuracy": row.accuracy,
        "low": row.low,
        "high": row.high,
        "recent": row.recent,
        "before": row.before,
        "change": None if row.change is None else {"low": row.change.low, "high": row.change.high},
        "trend": row.trend.value,
        "share": row.share,
        "cost": row.cost,
    }


def _pace(pace: Pace) -> dict[str, Any]:
    return {
        "bank": pace.bank,
        "size": pace.size,
        "done": pace.done,
        "dropped": pace.dropped,
        "left": pace.left,
        "days": pace.days,
        "full_days": pace.full_days,
        "per_day": pace.per_day,
        "hours": pace.hours,
        "today": {"target": pace.target, "done": pace.done_today, "to_do": pace.to_do},
        "fits": pace.fits,
        "missing": pace.missing,
    }


def _missed(missed: MissedDays) -> dict[str, Any]:
    return {
        "days": [day.isoformat() for day in missed.days],
        "questions": missed.questions,
        "choices": [
            {"choice": choice.missed.value, "today": choice.today, "left": choice.left}
            for choice in missed.choices
        ],
    }


def _mistake(row: MistakeRow) -> dict[str, Any]:
    mistake = row.mistake
    return {
        "id": mistake.id,
        "date": mistake.made_on.isoformat(),
        "topic": mistake.topic,
        "why": mistake.reason.value if mistake.reason else None,
        "next": mistake.next_step,
        "revisit": mistake.revisit_on.isoformat() if mistake.revisit_on else None,
        "revisited": mistake.revisited_on.isoformat() if mistake.revisited_on else None,
        "system": mistake.system,
        "due": row.due,
    }


def _day(row: DayAhead) -> dict[str, Any]:
    return {
        "date": row.day.isoformat(),
        "capacity": row.capacity,
        "shift": row.letter,
        "reviews": row.reviews,
        "questions": row.questions,
        "free": row.free,
    }


def _reviews(view: StudyView) -> list[str]:
    if not view.due:
        return [_no_reviews(view)]
    lines = [f"{many(len(view.due), 'review')} due, about {view.minutes} min; {view.done_today} done today"]
    rows = [
        (item.title, item.section_title, "new" if item.recall is None else percent(item.recall))
        for item in view.due[:MOST_DUE]
    ]
    lines += ["", *columns(("item", "section", "recall"), rows)]
    if len(view.due) > MOST_DUE:
        lines.append(f"and {len(view.due) - MOST_DUE} more")
    return lines


def _no_reviews(view: StudyView) -> str:
    if view.over:
        return "the exam is over: nothing is due"
    done = f"{many(view.done_today, 'review')} done today; " if view.done_today else ""
    if view.next_due is not None:
        return f"{done}nothing more is due; next {_spoken(view.next_due, view.today)}"
    if view.last_day is not None and view.last_day < view.today:
        return f"{done}the last days before the exam are kept free"
    return f"{done}nothing is due; {many(view.new.left, 'item')} not begun, {view.new.today} fit today"


def _questions(view: StudyView) -> list[tuple[str, str]]:
    pace, streak = view.pace, view.streak
    rows = []
    if pace.sentence:
        rows.append(("Pace", pace.sentence))
    if pace.no_room:
        rows.append(("Today", "no room for questions"))
    elif pace.target is not None:
        moved = f", {pace.moved_today} of them moved here" if pace.moved_today else ""
        rows.append(("Today", f"{count(pace.done_today)} of {count(pace.target)} done{moved}"))
    elif pace.done_today:
        rows.append(("Today", f"{many(pace.done_today, 'question')} done"))
    if pace.size is not None:
        dropped = f", {count(pace.dropped)} dropped" if pace.dropped else ""
        name = pace.bank or "the bank"
        rows.append(("Done", f"{count(pace.done)} of {count(pace.size)} of {name}{dropped}"))
    if view.missed is not None:
        rows.append(("Missed", view.missed.sentence))
        rows.extend((f"  {choice.missed}", choice.sentence) for choice in view.missed.choices[1:])
    excused = f", {streak.excused} without room or excused between" if streak.excused else ""
    rows.append(("Streak", f"{many(streak.days, 'day')}{excused}; the longest {many(streak.best, 'day')}"))
    return rows


def _areas(areas: Sequence[AreaRow]) -> list[str]:
    rows = [
        (
            row.name,
            count(row.questions),
            percent(row.accuracy),
            f"{_whole(row.low)}–{_whole(row.high)}",
            percent(row.share),
            TREND_WORDS[row.trend],
        )
        for row in areas[:MOST_AREAS]
        if row.accuracy is not None and row.low is not None and row.high is not None
    ]
    if not rows:
        return []
    return columns(("area", "questions", "right", "95%", "of exam", "last 4 weeks"), rows, right=(1, 2, 3, 4))


def _mistakes(view: MistakesView, today: date) -> list[str]:
    if not view.rows:
        return []
    why = ", ".join(f"{reason_word(row.reason)} {row.mistakes}" for row in view.reasons)
    lines = [*labelled([("Now", f"{view.due} of {len(view.rows)} to look at again"), ("Why", why)]), ""]
    rows = [
        (
            row.mistake.made_on.isoformat(),
            reason_word(row.mistake.reason),
            "now" if row.due else _again(row, today),
            f"{row.mistake.topic}{f'; {row.mistake.next_step}' if row.mistake.next_step else ''}",
        )
        for row in view.rows[:MOST_MISTAKES]
    ]
    lines += columns(("made", "why", "again", "what"), rows)
    if len(view.rows) > MOST_MISTAKES:
        lines.append(f"and {len(view.rows) - MOST_MISTAKES} more")
    return lines


def reason_word(reason: object) -> str:
    """Why a mistake was made, as it is said: `second guessed`, and `?` where it was not."""
    return "?" if reason is None else str(reason).replace("-", " ")


def _again(row: MistakeRow, today: date) -> str:
    if row.mistake.revisited_on is not None:
        return "done"
    return "-" if row.mistake.revisit_on is None else _spoken(row.mistake.revisit_on, today)


def _coming(days: Sequence[DayAhead], today: date) -> list[str]:
    rows = [
        (
            show_date(row.day, today),
            row.letter or "-",
            f"{row.capacity:g}" if row.capacity in (0, 1) else f"{row.capacity:.2f}",
            str(row.reviews or "-"),
            "?" if row.questions is None else count(row.questions) if row.questions else "-",
            "kept free" if row.free else "rest" if row.rest else "",
        )
        for row in days
    ]
    return columns(("day", "shift", "room", "reviews", "questions", ""), rows, right=(2, 3, 4))


def _sections(sections: Sequence[SectionView]) -> list[str]:
    rows = [
        (row.title, str(row.total), str(row.started), str(row.confident), str(row.due or "-"))
        for row in sections
    ]
    lines = columns(("section", "items", "begun", "known", "due"), rows, right=(1, 2, 3, 4))
    total, known = sum(row.total for row in sections), sum(row.confident for row in sections)
    begun = sum(row.started for row in sections)
    return [*lines, "", f"known {known} of {total}, begun {begun}"]


def _spoken(day: date, today: date) -> str:
    return " ".join(show_date(day, today).split())


def _whole(share: float) -> str:
    return f"{round(share * 100)}%"
