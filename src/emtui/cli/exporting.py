"""`emtui export`: tables as CSV, the plan as JSON, the calendar as ICS, notebook and report to read."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from emtui import clock
from emtui.cli.options import Output, plan_of
from emtui.cli.outcome import Usage, say
from emtui.cli.plans import read_plan
from emtui.errors import Refused
from emtui.exchange.backup import to_json
from emtui.exchange.notebook import notebook
from emtui.exchange.tables import table_csv
from emtui.planner.calendar import calendar
from emtui.planner.study import study
from emtui.vocabulary import Lane

Lanes = Annotated[
    str | None, typer.Option("--lanes", metavar="LANES", help="Only these, such as study,match.")
]
Redact = Annotated[
    bool, typer.Option("--redact", help="Without names, notes and visa dates, to share with others.")
]


def export_csv(
    context: typer.Context,
    table: Annotated[str, typer.Argument(metavar="TABLE", show_default=False)],
    output: Output = None,
) -> None:
    """Write one table as CSV.

    tests, questions, mistakes, projections, programs, rotations, letters or interviews
    """
    _write(table_csv(table, read_plan(plan_of(context))), output, plan_of(context))


def export_json(context: typer.Context, output: Output = None) -> None:
    """Write the whole plan as JSON, which `emtui import backup` takes."""
    _write(to_json(read_plan(plan_of(context))), output, plan_of(context))


def export_notebook(context: typer.Context, output: Output = None) -> None:
    """Write your own notes and checklist items by section, as Markdown."""
    plan = read_plan(plan_of(context))
    _write(notebook(study(plan, clock.today())), output, plan_of(context))


def export_ics(
    context: typer.Context, lanes: Lanes = None, redact: Redact = False, output: Output = None
) -> None:
    """Write the calendar as an ICS file, which other calendars take in.

    An event keeps its id: importing a later file updates it instead of doubling it.
    """
    from emtui.exchange.ics import to_ics

    plan = plan_of(context)
    view = calendar(read_plan(plan), clock.today())
    _write(to_ics(view, lanes=_lanes(lanes), redact=redact), output, plan)


def _lanes(said: str | None) -> tuple[Lane, ...]:
    """The lanes of a list such as `study,match`."""
    known = {lane.value: lane for lane in Lane}
    names = list(known) if said is None else [name.strip().lower() for name in said.split(",")]
    if not set(names) <= set(known):
        raise Usage(f"--lanes {said}: the lanes are {', '.join(known)}")
    return tuple(known[name] for name in names)


def export_report(
    context: typer.Context,
    kind: Annotated[
        Literal["md", "html"], typer.Option("--format", help="Markdown, or one HTML page.")
    ] = "md",
    redact: Annotated[
        str, typer.Option(metavar="PARTS", help="What to leave out: name,scores,visa,attempts or all.")
    ] = "",
    output: Output = None,
) -> None:
    """Write the strategy report for an advisor.

    With anything left out, free text such as the story and notes is left out too.
    """
    from emtui.show.report import report
    from emtui.show.report.redaction import read_hidden

    hidden = read_hidden(redact)
    _write(report(read_plan(plan_of(context)), clock.today(), kind, hidden), output, plan_of(context))


def _write(text: str, output: Path | None, plan: Path) -> None:
    if output is None:
        say(text, end="")
        return
    if output.exists() and output.samefile(plan):
        raise Refused(f"{output} is the plan itself; name another file")
    try:
        output.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise Refused(f"{output} cannot be written: {error.strerror}") from error
    say(f"wrote {output}")
