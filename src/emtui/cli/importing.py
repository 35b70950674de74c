"""`emtui import`: practice tests and question blocks from CSV, or a whole plan from its JSON."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from emtui import clock, config
from emtui.cli.changes import plan_change
from emtui.cli.options import Dates, DryRun, File, Named, Strict, plan_of
from emtui.cli.outcome import DONE, REFUSED, Usage, complain, say
from emtui.cli.plans import changing, read_plan_if_any
from emtui.dates import Order
from emtui.errors import Refused
from emtui.exchange.backup import from_json
from emtui.exchange.questions import read_questions
from emtui.exchange.reader import Preview
from emtui.exchange.scores import read_scores
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
    preview = read_scores(file, **_reading(context, dates, mapping))
    return _bring_in(context, file, preview, _TESTS, dry_run=dry_run, strict=strict)


def import_questions(
    context: typer.Context,
    file: File,
    dry_run: DryRun = False,
    dates: Dates = None,
    mapping: Named = None,
    strict: Strict = False,
) -> int:
    """Bring in question blocks from a CSV file with date, questions and correct.

    Also system, bank, timed and notes. Bad rows are named and left out; the same file twice adds nothing.
    """
    preview = read_questions(file, **_reading(context, dates, mapping))
    return _bring_in(context, file, preview, _BLOCKS, dry_run=dry_run, strict=strict)


class _Kind(NamedTuple):
    """What is brought in: one of it in a word, and how its rows are listed."""

    word: str
    heads: tuple[str, ...]
    cells: Callable[[Any], tuple[str, ...]]
    right: tuple[int, ...]


_TESTS = _Kind(
    "test",
    ("date", "test", "score"),
    lambda test: (test.taken_on.isoformat(), test.instrument, f"{test.score:g}"),
    (0, 3),
)
_BLOCKS = _Kind(
    "block",
    ("date", "questions", "right", "area"),
    lambda block: (
        block.done_on.isoformat(),
        str(block.questions),
        str(block.correct),
        block.system or "mixed",
    ),
    (0, 2, 3),
)


def _reading(context: typer.Context, dates: Order | None, mapping: Sequence[str] | None) -> dict[str, Any]:
    """What the reader of a file is told beside the file."""
    return {
        "plan": read_plan_if_any(plan_of(context)),
        "today": clock.today(),
        "order": dates or config.load().dates,
        "mapping": mapping_of(mapping or ()),
    }


def _bring_in(
    context: typer.Context, file: Path, preview: Preview[Any], kind: _Kind, *, dry_run: bool, strict: bool
) -> int:
    """Store what can be stored, name what cannot, and return the exit code."""
    for bad in preview.refused:
        complain(f"{file.name} {bad}")
    stopped = strict and bool(preview.refused)
    if dry_run:
        say("\n".join(_rows(preview, kind)))
    elif preview.entries and not stopped:
        with changing(plan_of(context), create=True) as store:
            store.add_all(preview.entries, f"import {many(len(preview.entries), kind.word)} from {file.name}")
    say(_summary(preview, kind, stored=not dry_run and not stopped))
    return REFUSED if preview.refused else DONE


def mapping_of(pairs: Sequence[str]) -> dict[str, str]:
    """`ours=theirs` pairs as a mapping."""
    for pair in pairs:
        if not all(pair.partition("=")):
            raise Usage(f"--map {pair}: write it as ours=theirs, such as score=Result")
    return {
        ours.strip().lower(): theirs.strip() for ours, _, theirs in (pair.partition("=") for pair in pairs)
    }


def _rows(preview: Preview[Any], kind: _Kind) -> list[str]:
    """The rows that can be read, in the order of the file, and what becomes of each."""
    ends = [(row, "new") for row in preview.rows] + [(row, "already there") for row in preview.already]
    table = [
        (str(row.line), *kind.cells(row.entry), end)
        for row, end in sorted(ends, key=lambda pair: pair[0].line)
    ]
    return columns(("line", *kind.heads, ""), table, right=kind.right)


def _summary(preview: Preview[Any], kind: _Kind, *, stored: bool) -> str:
    new = many(len(preview.rows), kind.word)
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
