"""What the keys of the Study tab change: each asks or stores, as one step with a title of its own."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from emtui.errors import Refused
from emtui.plain import plain_line
from emtui.plan import ItemState, Mistake, Plan
from emtui.planner.mistakes import MistakeRow
from emtui.planner.study import ItemView, SectionView, StudyView
from emtui.store import studying
from emtui.store.edits import Change, Edit
from emtui.tui.text import Text, plain
from emtui.vocabulary import Progress

if TYPE_CHECKING:
    from emtui.tui.app import EmtuiApp

MOST_CONFIDENT = 4
USUAL_BLOCK = 40  # questions, until one was logged
PROGRESS_WORDS = {Progress.UNTOUCHED: "not yet", Progress.STARTED: "started", Progress.DONE: "done"}


def store(planner: "EmtuiApp", parts: Sequence[Edit], title: str) -> None:
    """Store `parts` as one step, where there are any."""
    if parts:
        planner.save(lambda store: store.edit(parts, title))


def step_on(planner: "EmtuiApp", make: Callable[[Plan], tuple[list[Edit], str]]) -> None:
    """Store what `make` makes of the plan as it then is: a second quick key goes on from the first."""
    shown = None if planner.saving else planner.plan  # the same, without reading it again
    planner.save(lambda store: store.edit(*make(store.read() if shown is None else shown)))


def next_state(planner: "EmtuiApp", item: ItemView) -> None:
    """Not yet, started, done, and not yet again."""
    today = planner.today

    def make(plan: Plan) -> tuple[list[Edit], str]:
        stored = _state(plan, item)
        progress = studying.next_progress(stored.progress if stored else Progress.UNTOUCHED)
        parts = studying.set_progress(plan, [item.id], progress, today)
        return parts, f"{item.title}: {PROGRESS_WORDS[progress]}"

    step_on(planner, make)


def surer(planner: "EmtuiApp", item: ItemView) -> None:
    """One step surer of the item; after 4 it begins at 0 again."""

    def make(plan: Plan) -> tuple[list[Edit], str]:
        stored = _state(plan, item)
        known = stored.confidence if stored else None
        sure = 0 if known is None or known >= MOST_CONFIDENT else known + 1
        parts = studying.set_confidence(plan, item.id, sure)
        return parts, f"{item.title}: sure {sure} of {MOST_CONFIDENT}"

    step_on(planner, make)


def _state(plan: Plan, item: ItemView) -> ItemState | None:
    return next((row for row in plan.item_states if row.item == item.id), None)


def looked_again(planner: "EmtuiApp", row: MistakeRow) -> None:
    """Note that a mistake was looked at again."""
    mistake = row.mistake
    if mistake.revisited_on is not None:
        planner.say("looked at again already")
    store(planner, studying.revisited(mistake, planner.today), f"looked again at {mistake.topic}")


def ask_mistake(planner: "EmtuiApp", mistake: Mistake | None) -> None:
    """Ask for a mistake, or for changes to `mistake`."""
    from emtui.tui.dialogs.mistake import MistakeDialog

    planner.push_screen(MistakeDialog(mistake))


async def log_block(planner: "EmtuiApp") -> None:
    """Open the log line for question blocks, as long as the last one was."""
    blocks = planner.plan.question_blocks
    await planner.action_log(f"{blocks[-1].questions if blocks else USUAL_BLOCK}q ", series=True)


def take_out_mistake(planner: "EmtuiApp", mistake: Mistake) -> None:
    """Delete a mistake."""
    planner.save(lambda store: store.remove(mistake))


def take_out_item(planner: "EmtuiApp", item: ItemView) -> None:
    """Remove an own item; hide one of the guide, or show it again."""
    if item.hidden:
        store(planner, studying.set_hidden(planner.plan, item.id, hidden=False), f"show {item.title}")
        return
    verb = "remove" if item.own is not None else "hide"
    store(planner, studying.remove_item(planner.plan, item.id), f"{verb} {item.title}")


def take_out_section(planner: "EmtuiApp", section: SectionView) -> None:
    """Remove an own section with its items; one of the guide stays."""
    if section.own is None:
        planner.say("the guide's sections stay; single items can be hidden")
        return
    parts = studying.remove_section(planner.plan, section.id)
    store(planner, parts, f"remove section {section.title}")


def edit_notes(planner: "EmtuiApp", item: ItemView) -> None:
    """Open the notes on an item."""
    from emtui.tui.dialogs.notes import NotesDialog

    def keep(notes: str | None) -> list[Edit]:
        return studying.set_notes(planner.plan, item.id, notes)

    planner.push_screen(
        NotesDialog(f"My notes  {item.title}", item.notes or "", keep, f"notes on {item.title}")
    )


def ask_item(
    planner: "EmtuiApp",
    view: StudyView,
    section: SectionView | None,
    item: ItemView | None,
    then: Callable[[int | None], None],
) -> None:
    """Ask for an own item, or for changes to `item`; `then` gets the number of what was stored."""
    from emtui.tui.dialogs.own_item import OwnItemDialog

    sections = [(known.id, known.title) for known in view.sections]
    here = None if section is None else section.id
    planner.push_screen(OwnItemDialog(sections, here, None if item is None else item.own), then)


def rename(planner: "EmtuiApp", section: SectionView) -> None:
    """Ask for another name of an own section."""
    from emtui.tui.dialogs.ask import AskDialog

    own = section.own
    if own is None:
        return

    def keep(title: str | None) -> None:
        if title is not None and title != section.title:
            store(planner, [Change(own, {"title": title})], f"call a section {title}")

    asked = AskDialog("Rename the section", "its new name", _read_title, begun=section.title)
    planner.push_screen(asked, keep)


def _read_title(typed: str) -> tuple[str, Text]:
    title = plain_line(typed)
    if not title:
        raise Refused("a section needs a name")
    return title, plain(title)
