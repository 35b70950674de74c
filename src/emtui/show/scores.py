"""The Scores tab in plain text and JSON."""

from dataclasses import asdict
from datetime import date
from typing import Any

from emtui.dates import show_date
from emtui.planner.scorecard import Outcome, Scorecard, Span
from emtui.planner.scores import Figures, Scores, TestRow
from emtui.planner.sitting import Sitting
from emtui.planner.systems import SystemStanding
from emtui.show import SCHEMA, sitting
from emtui.show.layout import columns, labelled, page, section, sentences
from emtui.show.numbers import days_in_words, many, own_score, pace, percent, score, spread
from emtui.vocabulary import Band, ProjectionState, Unit


def json(view: Scores, sat: Sitting | None) -> dict[str, Any]:
    """The keys of `emtui show scores --json`; every one is always there, unknown is None."""
    return {
        "schema": SCHEMA,
        "tests": [_test(test) for test in view.tests],
        "projection": projection(view.figures),
        "sitting": sitting.json(sat),
        "systems": [_system(row) for row in view.systems],
        "assumptions": list(view.assumptions),
        "scorecard": None if view.scorecard is None else _scorecard(view.scorecard),
    }


def projection(figures: Figures) -> dict[str, Any]:
    """The object `projection` of Scores and Today."""
    return {
        "state": figures.state.value,
        "mean": figures.mean,
        "sd": figures.sd,
        "low50": figures.low50,
        "high50": figures.high50,
        "low80": figures.low80,
        "high80": figures.high80,
        "low95": figures.low95,
        "high95": figures.high95,
        "target": figures.target,
        "p_target": figures.p_target,
        "p_pass": figures.p_pass,
        "pass_mark": figures.pass_mark,
        "bands": {band.value: figures.bands[band] if figures.bands else None for band in Band},
        "conservative": {"mean": figures.conservative_mean, "p_target": figures.conservative_p_target},
        "pace_needed": figures.pace_needed,
        "pace_seen": figures.pace_seen,
        "last_test_days": figures.last_test_days,
        "disagreements": [{"a": pair.a, "b": pair.b, "gap": pair.gap} for pair in figures.disagreements],
        "model_version": figures.model_version,
    }


def text(view: Scores, sat: Sitting | None) -> str:
    """The page `emtui show scores` prints."""
    return page(
        f"Scores  {show_date(view.today, view.today)}",
        section("Readiness", labelled(readiness(view))),
        section("Sit or delay", sentences([f"{sitting.headline(sat)} emtui sit says why."])) if sat else "",
        section("Your own assumptions", sentences(view.assumptions)) if view.assumptions else "",
        section("How the projections did", _reckoning(view.scorecard)) if view.scorecard else "",
        section("To know", sentences(view.notes)) if view.notes else "",
        section("Weakest areas", _systems(view)) if view.systems else "",
        section(f"Practice tests  {len(view.tests)}", _table(view), empty="none yet: emtui log nbme 13 241"),
    )


def readiness(view: Scores) -> list[tuple[str, str]]:
    """The figures as (label, value), those that are known; Today prints the same."""
    figures = view.figures
    rows = [("Exam day", _exam_day(figures, view.today))]
    if view.step2_score is not None:
        rows.append(("Step 2 CK score", score(view.step2_score)))
    if figures.state is ProjectionState.NEED_MORE_DATA:
        rows.append(("Projection", "needs more data"))
    if figures.mean is not None:
        rows.append(("Projected score", score(figures.mean)))
    for share, low, high in (
        (50, figures.low50, figures.high50),
        (80, figures.low80, figures.high80),
        (95, figures.low95, figures.high95),
    ):
        if low is not None and high is not None:
            rows.append((f"{share} in 100 land in", spread(low, high)))
    if figures.p_target is not None:
        rows.append((f"{figures.target} or more", percent(figures.p_target)))
    if figures.p_pass is not None:
        rows.append((f"Pass, {figures.pass_mark} or more", percent(figures.p_pass)))
    if figures.conservative_mean is not None:
        rows.append(("If practice = exam", _conservative(figures)))
    if figures.bands:
        best_first = [f"{band.value} {percent(figures.bands[band])}" for band in reversed(Band)]
        rows.append(("Bands", ", ".join(best_first)))
    if figures.pace_needed is not None:
        rows.append(("Pace needed", f"{pace(figures.pace_needed)} points a week"))
    if figures.pace_seen is not None:
        rows.append(("Pace seen", f"{pace(figures.pace_seen)} points a week"))
    if figures.last_test_days is not None:
        rows.append(("Last test", _last_test(figures)))
    rows.extend(
        ("Tests disagree", f"{pair.a} and {pair.b}, by {many(round(abs(pair.gap)), 'point')}")
        for pair in figures.disagreements
    )
    return rows


def _exam_day(figures: Figures, today: date) -> str:
    if figures.exam_day is None:
        return "not set: emtui profile set step2_date=2027-06-15"
    return f"{show_date(figures.exam_day, today)}, {days_in_words((figures.exam_day - today).days)}"


def _conservative(figures: Figures) -> str:
    assert figures.conservative_mean is not None
    said = score(figures.conservative_mean)
    if figures.conservative_p_target is None:
        return said
    return f"{said}; {figures.target} or more {percent(figures.conservative_p_target)}"


def _last_test(figures: Figures) -> str:
    assert figures.last_test_days is not None
    said = days_in_words(-figures.last_test_days)
    return f"{said}, stale" if figures.state is ProjectionState.STALE else said


def _test(test: TestRow) -> dict[str, Any]:
    return {
        "id": test.id,
        "date": test.taken_on.isoformat(),
        "instrument": test.instrument,
        "score": int(test.score) if test.score.is_integer() else test.score,  # 241, as it was typed
        "unit": test.unit.value,
        "timed": test.timed,
        "complete": test.complete,
        "retake": test.retake,
        "notes": test.notes,
        "systems": dict(test.systems),
    }


def _system(row: SystemStanding) -> dict[str, Any]:
    return {
        "system": row.system,
        "name": row.name,
        "percent": row.percent,
        "date": row.on.isoformat(),
        "reports": row.reports,
        "change": row.change,
        "by_chance": row.by_chance,
    }


def _scorecard(card: Scorecard) -> dict[str, Any]:
    return {
        "score": card.score,
        "exam_day": None if card.exam_day is None else card.exam_day.isoformat(),
        "projections": [_outcome(row) for row in card.outcomes],
        "spans": [asdict(row) for row in card.spans],
        "words": list(card.words),
    }


def _outcome(row: Outcome) -> dict[str, Any]:
    return {
        "date": row.stored.day.isoformat(),
        "days_out": row.days_out,
        "tests": row.stored.tests,
        "model_version": row.stored.model_version,
        "mean": row.stored.mean,
        "error": row.error,
        "held50": row.held50,
        "held80": row.held80,
        "held95": row.held95,
        "moved": row.moved,
    }


def _reckoning(card: Scorecard) -> list[str]:
    """What the scorecard says, and the stretches before the exam."""
    lines = sentences(card.words)
    if card.spans:
        heads = ("projections of", "number", "error", "miss", "ranges that held")
        lines += ["", *columns(heads, map(_span, card.spans), right=(1, 2, 3))]
        lines += ["", "error: above 0 was too high. Each of them: emtui export csv projections"]
    return lines


def _span(row: Span) -> tuple[str, ...]:
    held = f"50%: {row.held50}, 80%: {row.held80}, 95%: {row.held95}"
    return (row.name, str(row.projections), f"{round(row.error):+d}", str(round(row.miss)), held)


def _systems(view: Scores) -> list[str]:
    rows = [
        (row.name, own_score(row.percent, Unit.PERCENT), show_date(row.on, view.today), _change(row))
        for row in view.systems
    ]
    return columns(("area", "right", "on", "against earlier reports"), rows, right=(1,))


def _change(row: SystemStanding) -> str:
    if row.change is None:
        return "the first one"
    return f"{round(row.change):+d}{', may be chance' if row.by_chance else ''}"


def _table(view: Scores) -> list[str]:
    if not view.tests:
        return []
    rows = [
        (
            test.taken_on.isoformat(),
            test.name,
            own_score(test.score, test.unit),
            score(test.level),
            _remarks(test),
        )
        for test in view.tests
    ]
    return columns(("date", "test", "score", "level", "notes"), rows, right=(2, 3))


def _remarks(test: TestRow) -> str:
    marks = (
        ("dated after today, not counted", test.future),
        ("form unknown, not counted", not test.counted and not test.future),
        ("untimed", not test.timed),
        ("partial", not test.complete),
        ("retake", test.retake),
        (test.notes or "", bool(test.notes)),
    )
    return ", ".join(text for text, holds in marks if holds)
