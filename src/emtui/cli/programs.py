"""`emtui import programs`: a list of programs from CSV or XLSX, merged into the plan."""

import sys
from typing import Annotated, Any

import typer

from emtui import clock, config
from emtui.cli.importing import mapping_of
from emtui.cli.options import Dates, DryRun, File, Named, Strict, plan_of
from emtui.cli.outcome import DONE, REFUSED, complain, say
from emtui.cli.plans import changing, read_plan_if_any
from emtui.exchange.programs import CellChange, ProgramsPreview, read_programs
from emtui.show.layout import columns
from emtui.show.numbers import count, many
from emtui.store.edits import parts_of


def import_programs(
    context: typer.Context,
    file: File,
    dry_run: DryRun = False,
    dates: Dates = None,
    mapping: Named = None,
    strict: Strict = False,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Take the file's value where both have one.")
    ] = False,
    known_only: Annotated[
        bool, typer.Option("--known-only", help="Add no program; only complete those in the plan.")
    ] = False,
) -> int:
    """Bring in a list of programs from a CSV or XLSX file.

    A row is merged by code, else by name and city. A value of yours gives way only to one checked later.
    """
    plan, settings, named = plan_of(context), config.load(), mapping_of(mapping or ())
    preview = read_programs(
        file,
        plan=read_plan_if_any(plan),
        today=clock.today(),
        order=dates or settings.dates,
        mapping=named,
        remembered=settings.import_columns,
        overwrite=overwrite,
        known_only=known_only,
        progress=_progress,
    )
    for bad in preview.refused:
        complain(f"{file.name} {bad}")
    stopped = strict and bool(preview.refused)
    if dry_run:
        say("\n".join(_rows(preview)))
    parts = parts_of(preview.additions, preview.changes)
    if parts and not dry_run and not stopped:
        with changing(plan, create=True) as store:
            store.edit(parts, f"import {_what(preview)} from {file.name}")
        if named:
            config.remember(import_columns=dict(settings.import_columns) | named)
    say(_summary(preview, stored=not dry_run and not stopped))
    return REFUSED if preview.refused else DONE


def _progress(done: int, total: int) -> bool:
    """Say how far it is, on a terminal and where there is time to read it."""
    if total >= 500 and sys.stderr.isatty():
        print(f"\r{count(done)} of {count(total)} rows", end="\n" if done == total else "", file=sys.stderr)
    return True


def _rows(preview: ProgramsPreview) -> list[str]:
    """What becomes of each row that says something new, in the order of the file."""
    found = [(row.line, row.program.name, "new") for row in preview.new]
    for row in preview.changed:
        found += [(row.line, row.program.name, said) for said in map(_change, row.cells)]
        facts = len(row.add) + sum(kept is not row.program for kept, _ in row.change)
        if facts:
            found.append((row.line, row.program.name, f"{many(facts, 'source')} or date newer"))
    used = ", ".join(f"{ours} from {theirs}" for ours, theirs in preview.columns.items())
    lines = [f"columns: {used}"]
    if preview.unread:
        lines.append(f"not read: {', '.join(preview.unread)}")
    table = [(str(line), name, said) for line, name, said in sorted(found, key=lambda row: row[0])]
    return lines + (columns(("line", "program", ""), table, right=(0,)) if table else [])


def _change(cell: CellChange) -> str:
    name = cell.field.replace("_", " ")
    if cell.taken:
        return f"{name}: {_shown(cell.before)} -> {_shown(cell.after)}; {cell.why}"
    return f"{name}: stays {_shown(cell.before)}, not {_shown(cell.after)}; {cell.why}"


def _shown(value: Any) -> str:
    if value is None:
        return "?"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _what(preview: ProgramsPreview) -> str:
    """`12 programs`, `3 programs and changes to 4`."""
    new, updated = len(preview.new), len(preview.updated)
    if not updated:
        return many(new, "program")
    changed = f"changes to {many(updated, 'program')}"
    return f"{many(new, 'program')} and {changed}" if new else changed


def _summary(preview: ProgramsPreview, *, stored: bool) -> str:
    new, updated = many(len(preview.new), "program"), len(preview.updated)
    said = f"{new} added" if stored else f"nothing stored; {new} would be added"
    said += f", {updated} changed, {preview.same} the same, {len(preview.refused)} refused"
    if preview.unmatched:
        said += f", {preview.unmatched} not in the plan"
    kept = sum(len(row.kept) for row in preview.changed)
    if kept:
        said += f"\n{many(kept, 'value')} of yours kept where the file differs; --overwrite takes the file's"
    return f"{said}\nemtui undo takes it back" if stored and (preview.new or updated) else said
