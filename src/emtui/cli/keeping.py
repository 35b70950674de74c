"""Looking after the plan file: `undo`, `redo`, `backup`, `restore`, `forget-history`, `where`, `doctor`."""

import shutil
import sys
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from emtui import __version__, clock, locations
from emtui.cli.changes import plan_change
from emtui.cli.options import plan_of
from emtui.cli.outcome import DONE, REFUSED, agreed, complain, say
from emtui.cli.plans import changing, read_plan, read_plan_if_any
from emtui.errors import NoPlan, PlanUnreadable, Refused
from emtui.show.layout import columns, labelled
from emtui.show.numbers import count, many
from emtui.store import backup as backups
from emtui.store.backup import Backup
from emtui.store.check import Examination, examine

MOST_STEPS = 10_000  # more than the journal ever keeps


def undo(context: typer.Context) -> None:
    """Take back the last change."""
    with changing(plan_of(context)) as store:
        say(f"taken back: {store.undo().title}")


def redo(context: typer.Context) -> None:
    """Bring back what undo took."""
    with changing(plan_of(context)) as store:
        say(f"brought back: {store.redo().title}")


def backup(context: typer.Context) -> None:
    """Make a copy of the plan beside it."""
    made = backups.make_backup(plan_of(context), clock.now())
    say(f"backup: {made.path}")


def restore(
    context: typer.Context,
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", show_default=False)] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """List the backups, or go back to one.

    It says what would change, and asks first.
    """
    plan = plan_of(context)
    known = backups.list_backups(plan)
    if not known and not plan.exists():
        raise NoPlan(f"no plan at {plan}, and no backup of one")
    if name is None:
        say("\n".join(_listed(known)) if known else "no backups yet; emtui backup makes one")
        return
    chosen = _chosen(name, known)
    say("\n".join([f"going back to {chosen.path.name} would change:", *_differences(plan, chosen.path)]))
    if not yes and not agreed("Go back to it?"):
        raise Refused("nothing was changed; --yes goes back without asking")
    before = backups.restore(plan, chosen.path)
    say("restored" + (f"; what was there before: {before.path}" if before else ""))


def _listed(known: tuple[Backup, ...]) -> list[str]:
    """The backups, newest first, in the user's own time."""
    rows = [
        (backup.path.name, f"{backup.made_at.astimezone():%Y-%m-%d %H:%M}", backup.reason.value)
        for backup in known
    ]
    return [*columns(("name", "made", "reason"), rows), "emtui restore NAME goes back to one"]


def _chosen(name: str, known: tuple[Backup, ...]) -> Backup:
    """The one backup called `name`, or whose name holds it."""
    exact = [backup for backup in known if backup.path.name == Path(name).name]
    found = exact or [backup for backup in known if name in backup.path.name]
    if len(found) == 1:
        return found[0]
    raise Refused(
        f"{name}: {'several backups are' if found else 'no backup is'} called so; emtui restore lists them"
    )


def _differences(plan: Path, backup: Path) -> list[str]:
    """What going back would change; a plan that cannot be read is replaced whole."""
    with TemporaryDirectory(prefix="emtui-") as folder:
        copy = Path(folder) / backup.name
        shutil.copyfile(backup, copy)  # opening an old format brings it to the current one
        after = read_plan(copy)
    try:
        lines = plan_change(read_plan_if_any(plan), after)
    except PlanUnreadable as error:
        return [f"everything: {error}"]
    return lines or ["nothing: the plan is the same"]


def forget_history(
    context: typer.Context,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Empty the list of changes and delete every backup, for good.

    The plan stays as it is; what was changed so far cannot be undone any more.
    """
    plan = plan_of(context)
    with changing(plan) as store:
        steps, copies = len(store.history(limit=MOST_STEPS)), len(backups.list_backups(plan))
        say(f"this would forget {many(steps, 'step')} and delete {many(copies, 'backup')}; undo ends here")
        if not yes and not agreed("Forget them?"):
            raise Refused("nothing was forgotten; --yes forgets without asking")
        store.forget_history()
    say("forgotten; the plan is as it was")


def where(context: typer.Context) -> None:
    """Print where emtui keeps its files."""
    plan = plan_of(context).absolute()
    places = (
        ("plan", plan),
        ("backups", locations.backup_folder(plan)),
        ("settings", locations.config_folder()),
        ("errors", locations.error_log()),
    )
    say(
        "\n".join(
            f"{name:<10}{place}{'' if place.exists() else '  (not there yet)'}" for name, place in places
        )
    )


def doctor(context: typer.Context) -> int:
    """Examine the plan file and the versions in use."""
    found = examine(plan_of(context))
    say("\n".join(labelled([*_versions(found), *_findings(found)])))
    for problem in found.problems:
        complain(f"emtui: {problem}")
    return REFUSED if found.problems else DONE


def _versions(found: Examination) -> list[tuple[str, str]]:
    libraries = ("textual", "sqlmodel", "typer", "platformdirs")
    return [
        ("emtui", __version__),
        ("Python", f"{sys.version.split()[0]} on {sys.platform}"),
        ("SQLite", found.sqlite_version),
        *((library, version(library)) for library in libraries),
    ]


def _findings(found: Examination) -> list[tuple[str, str]]:
    """What was found of the file, as far as it could be told."""
    rows = [
        ("plan", str(found.path)),
        ("size", None if found.size is None else f"{count(found.size)} bytes"),
        ("mode", None if found.mode is None else f"{found.mode:o}"),
        (
            "format",
            None if found.schema_version is None else f"{found.schema_version} of {found.newest_schema}",
        ),
        ("practice tests", _counted(found.practice_tests)),
        ("question blocks", _counted(found.question_blocks)),
        ("steps", _counted(found.steps)),
        ("newest backup", found.newest_backup.path.name if found.newest_backup else None),
        ("problems", "none" if not found.problems else str(len(found.problems))),
    ]
    return [(label, value) for label, value in rows if value is not None]


def _counted(number: int | None) -> str | None:
    return None if number is None else count(number)
