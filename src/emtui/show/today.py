"""The Today tab in plain text and JSON."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from emtui.dates import show_date
from emtui.planner.today import DayLogged, TodayView
from emtui.show import SCHEMA
from emtui.show.layout import columns, labelled, page, section, sentences
from emtui.show.numbers import days, own_score
from emtui.show.scores import projection, readiness


def json(view: TodayView) -> dict[str, Any]:
    """The keys of `emtui show today --json`; every one is always there, unknown is None."""
    return {
        "schema": SCHEMA,
        "exam_day": view.exam_day.isoformat() if view.exam_day else None,
        "days_to_exam": view.days_to_exam,
        "projection": projection(view.scores.figures),
        "due": [{"kind": due.kind, "title": due.title, "tab": due.tab.value} for due in view.due],
        "next": [
            {"date": coming.date.isoformat(), "title": coming.title, "lane": coming.lane.value}
            for coming in view.next
        ],
        "warnings": [
            {"id": warning.id, "text": f"{warning.subject}; {warning.text}", "tab": warning.tab.value}
            for warning in view.warnings
        ],
        "missed": view.study.missed.sentence if view.study.missed else None,
        "moves": [{"rule": move.rules[0], "text": move.text, "tab": move.tab.value} for move in view.moves],
    }


def text(view: TodayView) -> str:
    """The page `emtui show today` prints."""
    today = view.today
    return page(
        f"Today  {show_date(today, today)}",
        section("To do", _due(view), empty="nothing is due"),
        view.study.missed.sentence if view.study.missed else "",
        section("What to do next", _moves(view)) if view.moves else "",
        section("Projection", labelled(readiness(view.scores))),
        section("Next dates", _next(view), empty="none set"),
        section("Needs you", _warnings(view)),
        section("Last 7 days", _week(view.week, today)),
    )


def _due(view: TodayView) -> list[str]:
    return sentences(f"{due.title}: {due.detail} ({due.tab.reference})" for due in view.due)


def _moves(view: TodayView) -> list[str]:
    return sentences(f"{move.text}: {move.why} ({move.tab.reference})" for move in view.moves)


def _next(view: TodayView) -> list[str]:
    if not view.next:
        return []
    rows = [
        (
            show_date(ahead.date, view.today),
            days(ahead.days),
            f"{ahead.title}, estimate" if ahead.estimate else ahead.title,
        )
        for ahead in view.next
    ]
    return columns(("date", "in", "what"), rows, right=(1,))


def _warnings(view: TodayView) -> list[str]:
    return sentences(
        f"{warning.subject}; {warning.text} ({warning.tab.reference})" for warning in view.warnings
    )


def _week(week: Sequence[DayLogged], today: date) -> list[str]:
    rows = [
        (
            show_date(logged.day, today),
            str(logged.questions or "-"),
            str(logged.correct if logged.questions else "-"),
            ", ".join(f"{test.name} {own_score(test.score, test.unit)}" for test in logged.tests) or "-",
        )
        for logged in week
    ]
    return columns(("day", "questions", "right", "tests"), rows, right=(1, 2))
