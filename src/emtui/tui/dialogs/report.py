"""Write the report from the screen: one line says where it goes and what it leaves out."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from emtui.errors import EmtuiError, Refused
from emtui.plan import Plan
from emtui.show.report import Format, report
from emtui.show.report.redaction import Hidden, Part, read_hidden
from emtui.tui.dialogs.ask import AskDialog
from emtui.tui.text import line, quiet, strong

if TYPE_CHECKING:
    from emtui.tui.app import EmtuiApp

BEGUN = "~/strategy-report.html"
HINT = "a file ending in .html or .md; then without name, scores, visa, attempts, or without all"
WITHOUT = " without "
KINDS: dict[str, Format] = {".html": "html", ".htm": "html", ".md": "md"}


class Wanted(NamedTuple):
    """A report as asked for."""

    path: Path
    kind: Format
    hidden: Hidden


def ask_for_report(planner: "EmtuiApp") -> None:
    """Ask where the report of the plan goes, then write it and say so."""

    def write(wanted: Wanted | None) -> None:
        if wanted is not None:
            planner.run_worker(partial(_write, planner, planner.plan, wanted), thread=True)

    begun = BEGUN + (f"{WITHOUT}all" if planner.masked else "")
    planner.push_screen(AskDialog("Write the report", HINT, read_wanted, begun=begun), write)


def read_wanted(typed: str) -> tuple[Wanted, Content]:
    """What is asked for by a line such as `~/report.html without name, scores`, and what that means."""
    name, _, parts = typed.partition(WITHOUT)
    hidden = read_hidden(parts)
    path = Path(name.strip()).expanduser()
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        raise Refused(f"{path.name or 'the name'} does not end in .html or .md")
    if not path.parent.is_dir():
        raise Refused(f"{path.parent} is not there; name a folder that is")
    if path.is_dir():
        raise Refused(f"{path} is a folder; name a file in it")
    left_out = ", ".join(part.value for part in Part if part in hidden)
    meaning = line(
        strong("a page for the browser" if kind == "html" else "Markdown"),
        quiet(
            f", leaves out {left_out} and free text"
            if left_out
            else ", complete: name, scores, visa, attempts"
        ),
        quiet("; replaces the file there" if path.exists() else ""),
    )
    return Wanted(path, kind, hidden), meaning


def _write(planner: "EmtuiApp", plan: Plan, wanted: Wanted) -> None:
    try:
        text = report(plan, planner.today, wanted.kind, wanted.hidden)
        wanted.path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        refusal = EmtuiError(f"{wanted.path} cannot be written: {error.strerror or error}")
        planner.call_from_thread(planner.report, refusal)
        return
    planner.call_from_thread(partial(planner.say, f"wrote {wanted.path}", sign="ok"))
