"""`emtui export`: tables as CSV, the whole plan as JSON, the strategy as a report."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from emtui import clock
from emtui.cli.options import Output, plan_of
from emtui.cli.outcome import say
from emtui.cli.plans import read_plan
from emtui.errors import Refused
from emtui.exchange.backup import to_json
from emtui.exchange.tables import table_csv


def export_csv(
    context: typer.Context,
    table: Annotated[str, typer.Argument(metavar="TABLE", show_default=False)],
    output: Output = None,
) -> None:
    """Write one table as CSV: tests, questions or projections."""
    _write(table_csv(table, read_plan(plan_of(context))), output, plan_of(context))


def export_json(context: typer.Context, output: Output = None) -> None:
    """Write the whole plan as JSON, which `emtui import backup` takes."""
    _write(to_json(read_plan(plan_of(context))), output, plan_of(context))


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
