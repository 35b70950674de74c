"""`emtui demo`: one of the guide's three scenarios as a plan to look around in."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from emtui import clock
from emtui.cli.options import Call, Output
from emtui.cli.outcome import DONE, say
from emtui.errors import Refused
from emtui.planner.demo import demo_plan
from emtui.store import Store


def demo(
    context: typer.Context,
    number: Annotated[int, typer.Argument(metavar="1|2|3", min=1, max=3, show_default=False)],
    output: Output = None,
    mask: Annotated[bool, typer.Option("--mask", help="Hide name, scores and visa.")] = False,
) -> int:
    """Look around in one of the guide's three scenarios, on a throw-away plan."""
    call: Call = context.obj
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
