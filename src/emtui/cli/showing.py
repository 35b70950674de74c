"""`emtui show`: a tab's content, from the same planner functions the screens draw."""

import json
from types import ModuleType
from typing import Annotated, Literal

import typer

from emtui import clock
from emtui.cli.options import plan_of
from emtui.cli.outcome import Usage, say
from emtui.cli.plans import read_plan
from emtui.errors import Refused
from emtui.planner.calendar import calendar
from emtui.planner.profile import profile_view
from emtui.planner.programs import programs_view
from emtui.planner.rotations import rotations_view
from emtui.planner.scores import scores
from emtui.planner.sitting import sitting
from emtui.planner.study import study
from emtui.planner.today import today_view
from emtui.show import calendar as shown_calendar
from emtui.show import profile as shown_profile
from emtui.show import programs as shown_programs
from emtui.show import rotations as shown_rotations
from emtui.show import scores as shown_scores
from emtui.show import study as shown_study
from emtui.show import today as shown_today


def show(
    context: typer.Context,
    tab: Annotated[
        Literal["today", "profile", "scores", "study", "calendar", "rotations", "programs", "strategy"],
        typer.Argument(metavar="TAB", show_default=False),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    line: Annotated[
        str | None,
        typer.Option("--filter", metavar="WORDS", help="Which programs; --filter help says what it takes."),
    ] = None,
) -> None:
    """Print a tab as plain text or as JSON."""
    if line is not None and tab != "programs":
        raise Usage(f"--filter belongs to programs, not to {tab}")
    if line is not None and line.strip() == "help":
        say(shown_programs.filter_help())
        return
    content, day = read_plan(plan_of(context)), clock.today()
    match tab:
        case "today":
            _print(shown_today, today_view(content, day), as_json=as_json)
        case "profile":
            _print(shown_profile, profile_view(content, day), as_json=as_json)
        case "strategy":
            from emtui.planner.strategy.view import strategy  # with figures and questions of its own
            from emtui.show import strategy as shown_strategy

            _print(shown_strategy, strategy(content, day), as_json=as_json)
        case "scores":
            _print(shown_scores, scores(content, day), sitting(content, day), as_json=as_json)
        case "study":
            _print(shown_study, study(content, day), as_json=as_json)
        case "calendar":
            _print(shown_calendar, calendar(content, day), as_json=as_json)
        case "rotations":
            _print(shown_rotations, rotations_view(content, day), as_json=as_json)
        case "programs":
            programs = programs_view(content, day, line or "")
            if programs.filter_errors:
                raise Refused(f"--filter {programs.filter_errors[0]}")
            _print(shown_programs, programs, as_json=as_json)


def _print(shown: ModuleType, *views: object, as_json: bool) -> None:
    say(json.dumps(shown.json(*views), indent=2, allow_nan=False) if as_json else shown.text(*views))
