"""Arguments and options that several commands share."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from emtui.dates import Order

File = Annotated[Path, typer.Argument(metavar="FILE", show_default=False)]
Output = Annotated[Path | None, typer.Option(metavar="FILE", help="Write to FILE instead of the screen.")]
Dates = Annotated[Order | None, typer.Option(help="How 11/03 is read: month first or day first.")]
Named = Annotated[
    list[str] | None,
    typer.Option("--map", metavar="OURS=THEIRS", help="Name a column of the file, such as score=Result."),
]
Strict = Annotated[bool, typer.Option("--strict", help="Store nothing where a row is refused.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would happen; store nothing.")]


@dataclass(frozen=True, slots=True)
class Call:
    """What every command is given: the plan's place, and the way to start the screens on a plan."""

    plan: Path
    open_screens: Callable[..., int]


def plan_of(context: typer.Context) -> Path:
    """The plan file the command is about."""
    call: Call = context.obj
    return call.plan
