"""`emtui import`: practice tests from CSV, or a whole plan from its JSON."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from emtui import clock, config
from emtui.cli.changes import plan_change
from emtui.cli.options import Dates, DryRun, File, Named, Strict, plan_of
from emtui.cli.outcome import DONE, REFUSED, Usage, complain, say
from emtui.cli.plans import changing, read_plan_if_any
from emtui.errors import Refused
from emtui.exchange.backup import from_json
from emtui.exchange.scores import GoodRow, ImportPreview, read_scores
from emtui.plan import Plan
from emtui.show.layout import columns
from emtui.show.numbers import many


def import_scores(
    context: typer.Context,
    file: File,
    dry_run: DryRun = False,
    dates: Dates = None,
    mapping: Named = None,
    strict: Strict = False,
) -> int:
    """Bring in practice tests from a CSV file with date, instrument and score.

    Bad rows are named and left out; the same file twice adds nothing.
    """
    plan = plan_of(context)
    preview = read_scores(
        file,
        plan=read_plan_if_any(plan),
        today=clock.today(),
        order=dates or config.load().dates,
        mapping=mapping_of(mapping or ()),
    )
    for bad in preview.refused:
        complain(f"{file.name} {bad}")
    stopped = strict and bool(preview.refused)
    if dry_run:
        say("\n".join(_rows(preview)))
    elif preview.tests and not stopped:
        with changing(plan, create=True) as store:
            store.add_all(preview.tests, f"import {many(len(preview.tests), 'test')} from {file.name}")
    say(_summary(preview, stored=not dry_run and not stopped))
    return REFUSED if preview.refused else DONE


def mapping_of(pairs: Sequence[str]) -> dict[str, str]:
    """`ours=theirs` pairs as a mapping."""
    for pair in pairs:
        if not all(pair.partition("=")[:2]):
            raise Usage(f"--map {pair}: write it as ours=theirs, such as score=Result")
    return {
        ours.strip().lower(): theirs.strip() for ours, _, theirs in (pair.partition("=") for pair in pairs)
    }


def _rows(preview: ImportPreview) -> list[str]:
    """The rows that can be read, in the order of the file, and what becomes of each."""
    ends = [(row, "new") for row in preview.rows] + [(row, "already there") for row in preview.already]
    table = [_cells(row, end) for row, end in sorted(ends, key=lambda pair: pair[0].line)]
    return columns(("line", "date", "test", "score", ""), table, right=(0, 3))


def _cells(row: GoodRow, end: str) -> tuple[str, ...]:
    return str(row.line), row.test.taken_on.isoformat(), row.test.instrument, f"{row.test.score:g}", end


def _summary(preview: ImportPreview, *, stored: bool) -> str:
    new = many(len(preview.rows), "test")
    said = f"{new} stored" if stored else f"nothing stored; {new} would be"
    said += f", {len(preview.already)} already there, {len(preview.refused)} refused"
    return f"{said}\nemtui undo takes it back" if stored and preview.rows else said


def import_backup(
    context: typer.Context,
    file: File,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace what the plan holds; a backup is made first.")
    ] = False,
    dry_run: DryRun = False,
) -> None:
    """Bring in a whole plan from the JSON that `emtui export json` writes."""
    plan = plan_of(context)
    before, after = read_plan_if_any(plan), from_json(_text(file))
    if before != Plan() and not replace:
        raise Refused(f"{plan} is not empty; --replace puts {file} in its place, after a backup")
    if dry_run:
        say("\n".join(["nothing stored; this would change:", *plan_change(before, after)]))
        return
    with changing(plan, create=True) as store:
        store.replace(after, f"import {file.name}")
    say("\n".join([*plan_change(before, after), "emtui undo takes it back"]))


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise Refused(f"{file} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError:
        raise Refused(f"{file} is not UTF-8 text; a backup is what emtui export json writes") from None
