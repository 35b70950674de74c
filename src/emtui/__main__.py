"""The way in: without a command the screens at once, else the command; typer only where it has to parse."""

import gc
import sys
from collections.abc import Sequence
from pathlib import Path

from emtui import __version__, clock, locations
from emtui.cli.outcome import DONE, REFUSED, Usage, agreed, complain, exit_code, say


def main(argv: Sequence[str] | None = None) -> int:
    """Run emtui with the arguments `argv`, else those of the process, and return the exit code."""
    arguments = sys.argv[1:] if argv is None else argv
    return exit_code(lambda: _run(arguments))


def _run(arguments: Sequence[str]) -> int:
    clock.today()  # a bad EMTUI_TODAY is said before anything is done
    named, rest = take_plan(arguments)
    plan = locations.plan_file(named)
    match rest:
        case []:
            return open_screens(plan)
        case ["--mask"]:
            return open_screens(plan, mask=True)
        case ["--version"]:
            say(f"emtui {__version__}")
            return DONE
        case ["log", *words] if "--help" not in words:
            from emtui.cli import log

            return log.run(words, plan)
        case ["status", *options] if "--help" not in options:
            from emtui.cli import status

            return status.run(options, plan)
    from emtui.cli.commands import run
    from emtui.cli.options import Call

    return run(rest, Call(plan, open_screens))


def take_plan(arguments: Sequence[str]) -> tuple[str | None, list[str]]:
    """The FILE of `--db FILE` or `--db=FILE` anywhere before `--`, and the arguments without it."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    before, named, rest = iter(arguments[:end]), None, []
    for argument in before:
        if argument == "--db":
            named = next(before, "")
        elif argument.startswith("--db="):
            named = argument.removeprefix("--db=")
        else:
            rest.append(argument)
            continue
        if not named or named.startswith("--"):
            raise Usage("--db needs a file, such as --db ~/plan.db")
    return named, [*rest, *arguments[end:]]


def open_screens(plan: Path, *, mask: bool = False, throw_away: bool = False) -> int:
    """Start the full-screen planner on `plan`; a new plan where the user named it is asked for first."""
    if not on_terminal():
        raise Usage(
            "the screens need a terminal; emtui show today prints the same, emtui --help lists the rest"
        )
    new = not plan.exists()
    if new and not locations.is_default(plan) and not agreed(f"There is no plan at {plan}. Make one there?"):
        return REFUSED
    gc.disable()  # a tenth of the start otherwise; the app enables it again once the first frame stands
    from emtui.tui.app import run

    code = run(plan, mask=mask, throw_away=throw_away)
    if new and plan.exists():
        complain(f"made a new plan: {plan}")
    return code


def on_terminal() -> bool:
    """Whether somebody sits at both ends; a stream closed from outside is None."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


if __name__ == "__main__":
    sys.exit(main())
