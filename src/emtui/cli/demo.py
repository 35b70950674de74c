"""`emtui demo`: one of the guide's three scenarios as a plan to look around in."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Literal

import typer

from emtui import clock
from emtui.cli.options import Call, Output
from emtui.cli.outcome import DONE, say
from emtui.errors import Refused
from emtui.planner.demo import demo_plan
from emtui.store import Store


def demo(
    context: typer.Context,
    scenario: Annotated[Literal["1", "2", "3"], typer.Argument(metavar="SCENARIO", show_default=False)],
    output: Output = None,
    mask: Annotated[bool, typer.Option("--mask", help="Hide name, scores and visa.")] = False,
) -> int:
    """Look around in one of the guide's three scenarios.

    The plan is thrown away at the end; --output keeps it in a new file instead.
    """
    call: Call = context.obj
    number = int(scenario)
    if output is not None:
        if output.exists():
            raise Refused(f"{output} exists already; name a file that does not")
        _write(number, output)
        say(f"made {output}; emtui --db {output} opens it")
        return DONE
    with TemporaryDirectory(prefix="emtui-demo-") as folder:
        plan = Path(folder) / f"scenario-{number}.db"
        _write(number, plan)
        return call.open_screens(plan, mask=mask, throw_away=True)


def _write(number: int, path: Path) -> None:
    store = Store.open(path, create=True)
    try:
        store.replace(demo_plan(number, clock.today()), f"scenario {number} of the guide")
    finally:
        store.close()
