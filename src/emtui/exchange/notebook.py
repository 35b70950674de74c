"""The EM high-yield notebook: one's own notes and items by section, as Markdown."""

from collections.abc import Iterator

from emtui.planner.study import ItemView, SectionView, StudyView
from emtui.vocabulary import Progress

_SIGNS = {Progress.UNTOUCHED: "not begun", Progress.STARTED: "begun", Progress.DONE: "done"}


def notebook(view: StudyView) -> str:
    """Own notes and own items by section, each with how far one is; notes stay the Markdown they are.

    What stands under a heading of the notes goes one level further down than the item's.
    """
    parts = ["# EM high-yield notebook", "", view.notice, ""]
    written = [part for section in view.sections for part in _section(section)]
    parts += written or ["Nothing of your own yet: n on the Study tab writes a note beside an item.", ""]
    return "\n".join(parts)


def _section(section: SectionView) -> Iterator[str]:
    items = [item for item in section.items if not item.hidden and (item.notes or item.own)]
    if not items:
        return
    yield from (f"## {_line(section.title)}", "", f"{section.confident} of {section.total} known", "")
    for item in items:
        yield from _item(item)


def _item(item: ItemView) -> Iterator[str]:
    yield from (f"### {_line(item.title)}", "", f"*{_state(item)}*", "")
    if item.own:
        if item.question != item.title:
            yield from (f"**{_line(item.question)}**", "")
        yield from (f"- {_line(know)}" for know in item.know if know.strip())
        yield ""
    if item.notes:
        yield from (*_deeper(item.notes), "")


def _state(item: ItemView) -> str:
    said = [_SIGNS[item.progress]]
    if item.confidence is not None:
        said.append(f"confidence {item.confidence} of 4")
    if item.seen:
        said.append(f"reviewed {item.seen} times" if item.seen > 1 else "reviewed once")
    if item.on is not None:
        said.append(f"next {item.on.isoformat()}")
    return ", ".join(said)


def _deeper(notes: str) -> Iterator[str]:
    """The notes with their headings below the item's, code blocks left alone."""
    fenced = False
    for line in notes.splitlines():
        fenced ^= line.lstrip().startswith(("```", "~~~"))
        heading = not fenced and line.startswith("#") and line.lstrip("#").startswith(" ")
        level = len(line) - len(line.lstrip("#"))
        yield f"{'#' * min(6, level + 3)}{line.lstrip('#')}" if heading else line


def _line(text: str) -> str:
    """One line that Markdown takes as plain words."""
    return "".join(f"\\{character}" if character in "\\`*_[]<>#|" else character for character in text)
