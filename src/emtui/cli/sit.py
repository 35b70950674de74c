"""`emtui sit`: whether to sit on the planned day or to delay, and why."""

import typer

from emtui import clock
from emtui.cli.options import plan_of
from emtui.cli.outcome import say
from emtui.cli.plans import read_plan
from emtui.planner.sitting import sitting
from emtui.show.sitting import text


def sit(context: typer.Context) -> None:
    """Say whether to sit Step 2 CK on the planned day or to delay.

    The verdict comes first, then why, what would change it, and every candidate day.
    """
    say(text(sitting(read_plan(plan_of(context)), clock.today())))
