"""`emtui show`: a tab's content, from the same planner functions the screens draw."""

import json
from types import ModuleType
from typing import Annotated, Literal

import typer

from emtui import clock
from emtui.cli.options import plan_of
from emtui.cli.outcome import say
from emtui.cli.plans import read_plan
from emtui.planner.profile import profile_view
from emtui.planner.scores import scores
from emtui.planner.sitting import sitting
from emtui.planner.today import today_view
from emtui.show import profile as shown_profile
from emtui.show import scores as shown_scores
from emtui.show import today as shown_today


def show(
    context: typer.Context,
    tab: Annotated[
        Literal["today", "profile", "scores", "strategy"],
        typer.Argument(metavar="TAB", show_default=False),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Print a tab as plain text or as JSON."""
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


def _print(shown: ModuleType, *views: object, as_json: bool) -> None:
    say(json.dumps(shown.json(*views), indent=2, allow_nan=False) if as_json else shown.text(*views))
