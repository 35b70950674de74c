"""What the keys do to a program, on the list and in its own view: each is one step of the plan."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from emtui.errors import Refused
from emtui.guide.aging import aging
from emtui.plan import Program
from emtui.planner.programs import Budget, ProgramRow
from emtui.planner.provenance import checked, marked_stale
from emtui.show import numbers
from emtui.store.edits import Change, Edit
from emtui.tui.dialogs.ask import AskDialog
from emtui.tui.tabs import program_steps as steps
from emtui.tui.tabs.program_words import FACT_NAMES, fact_value
from emtui.tui.text import Text
from emtui.vocabulary import ApplicationState

if TYPE_CHECKING:
    from emtui.tui.app import EmtuiApp

ALL_FACTS = "all"


def edit(planner: "EmtuiApp", parts: Sequence[Edit], title: str) -> None:
    """Store several changes as one step called `title`."""
    planner.save(lambda store: store.edit(parts, title))


def advance(planner: "EmtuiApp", program: Program) -> None:
    """Bring the application one state further."""
    after = steps.onward(program.application)
    if after is None:
        planner.say("that is the last state; w closes it, r ranks it")
    else:
        _to_state(planner, program, after)


def close(planner: "EmtuiApp", program: Program) -> None:
    """Rejected, then withdrawn, then considered again."""
    _to_state(planner, program, steps.closed(program.application))


def _to_state(planner: "EmtuiApp", program: Program, state: ApplicationState) -> None:
    edit(planner, steps.to_state(planner.plan, program, state, planner.today), f"{program.name}: {state}")


def signal(planner: "EmtuiApp", program: Program, budget: Budget) -> None:
    """Spend a signal, or take it back; more than there are is said, not refused."""
    used = budget.used + (-1 if program.signal else 1)
    over = ", too many" if used > budget.most else ""
    what = "no signal," if program.signal else "signal"
    title = f"{program.name}: {what} {used} of {budget.most}{over}"
    edit(planner, [Change(program, {"signal": not program.signal})], title)


def checked_today(planner: "EmtuiApp", program: Program) -> None:
    """Every known fact of the program was checked today."""
    fields = _known(program, aging().fields)
    if not fields:
        planner.say("nothing is known of it yet")
        return
    parts = steps.edits_of(checked(planner.plan, [program.id or 0], fields, planner.today))
    if parts:
        edit(planner, parts, f"{program.name}: {numbers.many(len(fields), 'fact')} checked today")
    else:
        planner.say("checked today already")


def ask_to_distrust(planner: "EmtuiApp", rows: Sequence[ProgramRow]) -> None:
    """Ask for a fact and mark it as stale for all of `rows`."""
    fields = aging().fields

    def read(typed: str) -> tuple[tuple[str, ...], Text]:
        word = typed.strip().lower().replace("-", "")
        found = fields if word == ALL_FACTS else tuple(field for field in fields if field == word)
        if not found:
            raise Refused(f"type one of {', '.join((*fields, ALL_FACTS))}")
        names = ", ".join(FACT_NAMES[field] for field in found)
        return found, f"{names} of {numbers.many(len(rows), 'program')}"

    def mark(found: tuple[str, ...] | None) -> None:
        if found is not None:
            distrust(planner, rows, found)

    hint = f"{', '.join((*fields, ALL_FACTS))}: of {numbers.many(len(rows), 'program')} shown"
    planner.push_screen(AskDialog("Mark a fact as stale", hint, read), mark)


def distrust(planner: "EmtuiApp", rows: Sequence[ProgramRow], fields: Sequence[str]) -> None:
    """Mark the known ones of `fields` as stale for all of `rows`."""
    parts: list[Edit] = []
    for field in fields:
        known = [row.id for row in rows if _known(row.program, [field])]
        parts += steps.edits_of(marked_stale(planner.plan, known, [field]))
    names = ", ".join(FACT_NAMES[field] for field in fields)
    if parts:
        where = rows[0].program.name if len(rows) == 1 else numbers.many(len(parts), "fact")
        edit(planner, parts, f"{names} stale: {where}")
    else:
        planner.say("none of it is known, or all is stale already; c says that it was checked today")


def _known(program: Program, fields: Sequence[str]) -> list[str]:
    return [field for field in fields if fact_value(program, field).plain != "?"]
