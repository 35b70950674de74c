"""Add or edit a checklist item of one's own; a section that is not there yet comes with it."""

from collections.abc import Sequence

from emtui import guide
from emtui.plan import OwnItem, OwnSection
from emtui.show import numbers
from emtui.store.edits import Add
from emtui.store.edits import Change as Edit
from emtui.tui.desk import Change
from emtui.tui.dialogs.mistake import read_system, system_name
from emtui.tui.dialogs.sheet import Line, SheetDialog, Typed, differing
from emtui.tui.text import Text

NEW_SECTION = -1  # its name until it is stored


class OwnItemDialog(SheetDialog):
    """Asks for an item, or for changes to `item`, in one of `sections` (id and title) or a new one."""

    HINT = "enter stores · tab next · in the lines to know, enter begins another · esc leaves"
    DEFAULT_CSS = "OwnItemDialog > #sheet { width: 84; }"

    def __init__(
        self, sections: Sequence[tuple[str, str]], at: str | None, item: OwnItem | None = None
    ) -> None:
        super().__init__()
        self.HEADING = "Add an item of your own" if item is None else "Edit your item"
        self._sections, self._at, self._item = sections, at, item

    def lines(self) -> tuple[Line, ...]:
        item, titles = self._item, dict(self._sections)
        return (
            Line("title", "such as Local anesthetic toxicity", item.title if item else "", needed=True),
            Line(
                "question", "the front of its review card; empty: the title", (item and item.question) or ""
            ),
            Line("know", "what to know, a line each", item.know if item else "", needed=True, rows=5),
            Line(
                "section",
                "one that is there, or a new one",
                titles.get(item.section if item else self._at or "", ""),
                needed=True,
                names=tuple(titles.values()),
            ),
            Line(
                "system",
                "the area of the exam it counts for, such as cardio",
                system_name(item.system) if item else "",
                names=tuple(row.name for row in guide.systems().values()),
            ),
        )

    def meaning(self, key: str, typed: str) -> Text:
        match key:
            case "know":
                return numbers.many(len(_known_lines(typed)), "line")
            case "section":
                return typed if self._section(typed) else f"a new section, {typed}"
            case "system":
                return guide.systems()[read_system(typed)].name
        return ""

    def change(self, typed: Typed) -> Change | None:
        section, new = self._section(typed["section"]), []
        if section is None:
            new = [Add(OwnSection(id=NEW_SECTION, title=typed["section"]))]
            section = f"own-{NEW_SECTION}"
        item = OwnItem(
            id=None if self._item is None else self._item.id,
            section=section,
            title=typed["title"],
            question=typed["question"] or None,
            know="\n".join(_known_lines(typed["know"])),
            system=read_system(typed["system"]) if typed["system"] else None,
        )
        if self._item is None:
            return lambda store: store.edit([*new, Add(item)], f"your item {item.title}")
        before = self._item
        changed = differing(before, item)
        if not changed:
            return None
        return lambda store: store.edit([*new, Edit(before, changed)], f"your item {item.title}")

    def _section(self, typed: str) -> str | None:
        """The id of the section called `typed`, or beginning so where only one does."""
        wanted = typed.casefold()
        exact = [key for key, title in self._sections if title.casefold() == wanted]
        begun = [key for key, title in self._sections if title.casefold().startswith(wanted)]
        return next(iter(exact or (begun if len(begun) == 1 else [])), None)


def _known_lines(typed: str) -> list[str]:
    return [line for line in (line.strip(" -•\t") for line in typed.splitlines()) if line]
