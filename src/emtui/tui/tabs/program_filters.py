"""The dialogs of the filter line: save what is typed, choose what was saved, choose the columns."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from emtui.errors import Refused
from emtui.plain import plain_line
from emtui.plan import Plan, SavedFilter
from emtui.planner.filter_words import SORT_KEYS
from emtui.planner.programs import SavedCount
from emtui.tui.dialogs.ask import AskDialog
from emtui.tui.dialogs.pick import PickDialog
from emtui.tui.tabs import programs_words as words
from emtui.tui.text import Text, quiet, strong
from emtui.tui.widgets.row_table import Column, Key, Row

if TYPE_CHECKING:
    from emtui.tui.app import EmtuiApp

LONGEST_NAME = 30
BEST_FIRST = ("fit", "j1", "h1b", "img")
"""What is sorted by with the most first."""


def sorted_by_next(text: str) -> str:
    """A filter with the next thing there is to sort by in the place of the one it names."""
    others = [word for word in text.split() if not word.startswith("sort:")]
    named = [word for word in text.split() if word.startswith("sort:")]
    keys = list(SORT_KEYS)
    now = named[-1].removeprefix("sort:").lstrip("-") if named else keys[0]
    after = keys[(keys.index(now) + 1) % len(keys)] if now in keys else keys[0]
    return " ".join([*others, f"sort:{'-' if after in BEST_FIRST else ''}{after}"])


def save_filter(planner: "EmtuiApp", text: str) -> None:
    """Ask for a name and save `text` under it, in the place of one that is called so."""

    def keep(name: str | None) -> None:
        if name is None:
            return
        same = next((kept for kept in planner.plan.saved_filters if kept.name == name), None)
        if same is None:
            planner.save(lambda store: store.add(SavedFilter(name=name, text=text)))
        elif same.text != text:
            planner.save(lambda store: store.change(same, text=text))

    def read(typed: str) -> tuple[str, Text]:
        return _name(typed, planner.plan)

    planner.push_screen(AskDialog("Save this filter as", f"a name for: {text}", read), keep)


def _name(typed: str, plan: Plan) -> tuple[str, Text]:
    name = plain_line(typed)
    if not 1 <= len(name) <= LONGEST_NAME:
        raise Refused(f"type a name of 1 to {LONGEST_NAME} characters")
    there = any(kept.name == name for kept in plan.saved_filters)
    return name, quiet("in the place of the one called so") if there else strong(name)


def pick_filter(planner: "EmtuiApp", saved: Sequence[SavedCount], take: Callable[[str], None]) -> None:
    """Choose one of the saved filters; x deletes one."""
    kept = {row.saved.id or 0: row for row in saved}

    def remove(key: Key) -> None:
        gone = kept[int(key)].saved
        planner.save(lambda store: store.remove(gone))

    def picked(key: Key | None) -> None:
        if key is not None:
            take(kept[int(key)].saved.text)

    columns = (Column("name"), Column("text", least=20, grow=True), Column("count", align="right"))
    rows = [_row(key, row) for key, row in kept.items()]
    planner.push_screen(PickDialog("Saved filters", columns, rows, remove=remove), picked)


def _row(key: int, row: SavedCount) -> Row:
    count = "?" if row.matching is None else str(row.matching)
    return Row(key, {"name": strong(row.saved.name), "text": row.saved.text, "count": quiet(count)})


def choose_columns(planner: "EmtuiApp") -> None:
    """Ask which columns to show, and remember it."""

    def keep(answer: tuple[str, ...] | None) -> None:
        if answer is not None:
            planner.choose(program_columns=answer)

    chosen = " ".join(planner.config.program_columns or words.CHOSEN)
    hint = f"of {', '.join(words.OPTIONAL)}"
    planner.push_screen(AskDialog("Columns of the programs", hint, _columns, begun=chosen), keep)


def _columns(typed: str) -> tuple[tuple[str, ...], Content]:
    """The columns named in `typed`."""
    wanted = typed.lower().replace(",", " ").replace("-", "").split()
    unknown = [word for word in wanted if word not in words.OPTIONAL]
    if unknown:
        raise Refused(f"{unknown[0]} is no column; accepted: {', '.join(words.OPTIONAL)}")
    chosen = tuple(key for key in words.OPTIONAL if key in wanted)
    return chosen, quiet(f"program, {', '.join(chosen)}, fit, state")
