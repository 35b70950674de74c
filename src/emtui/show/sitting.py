"""Sit or delay in plain text and JSON."""

from collections.abc import Iterator
from datetime import date
from textwrap import wrap
from typing import Any

from emtui.dates import show_date
from emtui.guide.sitting import sitting_rules
from emtui.planner.sitting import Option, Sitting
from emtui.show.layout import columns, labelled, page, section, sentences
from emtui.show.numbers import days, many, percent, score
from emtui.vocabulary import Verdict, Visible

WIDTH = 78  # and a margin of two: whole in a terminal of 80 columns

_SCORE_BACK = {Visible.SAFE: "safe", Visible.TYPICAL: "typical", Visible.NO: "too late"}


def json(view: Sitting | None) -> dict[str, Any] | None:
    """The object `sitting` of `emtui show scores --json`; None once the real score is known."""
    if view is None:
        return None
    return {
        "verdict": view.verdict.value,
        "date": _iso(view.on),
        "missing": list(view.missing),
        "reasons": [
            {"rule": reason.rule, "text": reason.text, "fine": reason.fine} for reason in view.reasons
        ],
        "would_change": list(view.would_change),
        "latest_visible": {"typical": _iso(view.latest_typical), "safe": _iso(view.latest_safe)},
        "season_assumed": view.season_assumed,
        "free_to_move_until": _iso(view.free_to_move_until),
        "options": [
            {
                "date": option.on.isoformat(),
                "mean": option.mean,
                "p_target": option.p_target,
                "p_pass": option.p_pass,
                "visible": option.visible.value,
                "clashes": list(option.clashes),
            }
            for option in view.options
        ],
    }


def text(view: Sitting | None) -> str:
    """The page `emtui sit` prints."""
    if view is None:
        return "The real score is known: there is nothing to decide, and a pass is not retaken."
    why = [("fine" if reason.fine else "look", reason.rule, reason.text) for reason in view.reasons]
    changes = (change.replace(" → ", ": ") for change in view.would_change)
    return page(
        "\n".join(wrap(headline(view), WIDTH + 2)),
        section("Why", columns(("", "rule", "what it says"), why, width=WIDTH)),
        section("What would change it", sentences(changes, width=WIDTH)),
        section("Opening day", labelled(_season(view), width=WIDTH)),
        section("Candidate days", _options(view), empty="none: they need an exam day and a practice test"),
    )


def headline(view: Sitting) -> str:
    """The verdict in one sentence."""
    match view.verdict:
        case Verdict.SIT:
            return f"Sit on {_verdict_day(view)}, as planned{_chances(view)}."
        case Verdict.DELAY:
            return f"Delay to {_verdict_day(view)}, {_later(view)}{_chances(view)}."
        case Verdict.CHANGE_TARGET:
            return f"Change the target: no day of the season brings it near{_chances(view)}."
        case Verdict.NOT_ENOUGH_DATA:
            return f"Not enough data to say; missing: {', '.join(view.missing)}."


def _verdict_day(view: Sitting) -> str:
    assert view.on is not None
    return _day(view.on, view.today)


def _later(view: Sitting) -> str:
    assert view.on is not None
    assert view.planned is not None
    return f"{many((view.on - view.planned).days // 7, 'week')} later"


def _chances(view: Sitting) -> str:
    """The chances on the day of the verdict."""
    on = next((option for option in view.options if option.on == view.on), None)
    if on is None or on.p_target is None:
        return ""
    return f": {view.target} or more {percent(on.p_target)}, pass {percent(on.p_pass)}"


def _season(view: Sitting) -> Iterator[tuple[str, str]]:
    """When programs read, and what that and the fee make of the exam day."""
    if view.opening is None or view.latest_safe is None or view.latest_typical is None:
        yield "programs read", "unknown: no match year is set"
    else:
        opening = view.opening
        said = f"from {_day(opening.earliest, view.today)}"
        if opening.latest != opening.earliest:
            said += f", estimated; at the latest {_day(opening.latest, view.today)}"
        yield "programs read", said
        safe, usual = (
            many(lead // 7, "week") for lead in (sitting_rules().safe_days, sitting_rules().typical_days)
        )
        yield "latest exam day", f"{_day(view.latest_safe, view.today)} to be safe (score back in {safe})"
        yield "", f"{_day(view.latest_typical, view.today)} at the usual pace ({usual})"
    if view.season_assumed:
        yield "season", "taken from the exam day: no match year is set"
    if view.free_to_move_until is not None:
        until = _day(view.free_to_move_until, view.today)
        free = view.today <= view.free_to_move_until
        yield "moving the exam", f"free until {until}" if free else f"costs a fee: it was free until {until}"


def _options(view: Sitting) -> list[str]:
    if not view.options:
        return []
    chance = "target" if view.target is None else f"{view.target}+"
    rows = [
        (
            show_date(option.on, view.today),
            days((option.on - view.today).days),
            score(option.mean),
            "-" if option.p_target is None else percent(option.p_target),
            percent(option.p_pass),
            _SCORE_BACK[option.visible],
            _remarks(option, view),
        )
        for option in view.options
    ]
    heads = ("date", "in", "score", chance, "pass", "back", "remarks")
    return columns(heads, rows, right=(1, 2, 3, 4), width=WIDTH)


def _remarks(option: Option, view: Sitting) -> str:
    advised = view.verdict is Verdict.DELAY and option.on == view.on
    return ", ".join([*["planned"] * option.planned, *["advised"] * advised, *option.clashes])


def _day(day: date, today: date) -> str:
    """`day` inside a sentence."""
    return " ".join(show_date(day, today).split())


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
