"""The list of commands, and how typer parses them: plain text, no boxes, no traceback."""

from collections.abc import Sequence
from typing import Annotated

import typer

from emtui.cli import calendar, demo, exporting, importing, keeping, profile, programs, showing, sit
from emtui.cli.log import store_words
from emtui.cli.options import Call, Dates
from emtui.cli.outcome import DONE, Usage
from emtui.cli.status import print_status
from emtui.plain import plain_line

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


def run(arguments: Sequence[str], call: Call) -> int:
    """Parse `arguments`, run the command they name, and return its exit code."""
    command = typer.main.get_command(app)
    try:
        with command.make_context("emtui", list(arguments), obj=call) as context:
            return command.invoke(context) or DONE
    except typer.Exit as end:
        return end.exit_code
    except typer.TyperException as error:
        raise Usage(_two_lines(error)) from error


def _two_lines(error: typer.TyperException) -> str:
    """What was wrong, and where the accepted is listed."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "emtui"
    # pydantic, which typer checks values with, begins its messages with "Value error".
    message = plain_line(error.format_message()).replace("Value error, ", "")
    return f"{message}\n{path} --help lists what is accepted"


@app.callback()
def emtui() -> None:
    """A terminal planner for the road to a US emergency medicine residency.

    Without a command the full-screen planner starts; --mask hides name, scores and visa in it.
    --db FILE, anywhere in the line, chooses the plan; so does the variable EMTUI_DB.
    --version prints the version.
    """


@app.command(context_settings={"ignore_unknown_options": True})
def log(
    context: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="WORDS", show_default=False)],
    dates: Dates = None,
) -> None:
    """Store one line of words, as on the log line.

    \b
    a practice test    nbme 13 241, uwsa2 250 yesterday, free120 76% -3
      and about it     untimed, partial, retake, note and the rest of the line
    questions          40q 31 cardio, and tutor, timed or the bank
    a mistake          mistake cocaine chest pain: misread, next read twice, revisit fri
    known items        done rsi doses, done all airway
    the exam           exam 2027-06-15, real 251
    a new form         form nbme 17
    """
    store_words(words, dates, context.obj.plan)


app.command("show")(showing.show)
app.command()(sit.sit)


@app.command()
def status(
    context: typer.Context,
    short: Annotated[bool, typer.Option("--short", help="One line for a prompt.")] = False,
) -> None:
    """Say where things stand.

    --short prints nothing where there is no plan, so that a prompt stays quiet.
    """
    print_status(context.obj.plan, short=short)


_profile = typer.Typer(rich_markup_mode=None)
_profile.callback(invoke_without_command=True)(profile.show_profile)
_profile.command("set")(profile.set_profile)
app.add_typer(_profile, name="profile")

_import = typer.Typer(
    rich_markup_mode=None, help="Bring in practice tests, question blocks, programs, dates or a whole plan."
)
_import.command("scores")(importing.import_scores)
_import.command("questions")(importing.import_questions)
_import.command("programs")(programs.import_programs)
_import.command("calendar")(calendar.import_calendar)
_import.command("backup")(importing.import_backup)
app.add_typer(_import, name="import")

_export = typer.Typer(rich_markup_mode=None, help="Write the plan out.")
_export.command("csv")(exporting.export_csv)
_export.command("json")(exporting.export_json)
_export.command("notebook")(exporting.export_notebook)
_export.command("ics")(exporting.export_ics)
_export.command("report")(exporting.export_report)
app.add_typer(_export, name="export")

app.command()(calendar.remind)
app.command()(keeping.undo)
app.command()(keeping.redo)
app.command()(keeping.backup)
app.command()(keeping.restore)
app.command("forget-history")(keeping.forget_history)
app.command()(keeping.where)
app.command()(keeping.doctor)
app.command()(demo.demo)
