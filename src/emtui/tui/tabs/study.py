"""The Study tab: what is due, the checklist by section with what to know, questions, and mistakes."""

from datetime import date
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from emtui.plan import Plan
from emtui.planner.mistakes import MistakeRow
from emtui.planner.study import ItemView, SectionView, StudyView, study
from emtui.tui.tabs import mistakes_words, study_items
from emtui.tui.tabs import study_changes as changes
from emtui.tui.tabs.base import TabView
from emtui.tui.tabs.study_top import StudyTop
from emtui.tui.widgets.fitted import Fitted
from emtui.tui.widgets.pane import Pane
from emtui.tui.widgets.reader import Reader
from emtui.tui.widgets.row_table import RowTable
from emtui.vocabulary import Tab

PLACES = ("sections", "items", "detail")


class ItemsTable(RowTable):
    """The items of a section; while a filter is typed, those of all sections."""

    async def open_filter(self) -> None:
        self.query_ancestor(StudyTab).search(True)
        await super().open_filter()

    def close_filter(self) -> None:
        super().close_filter()
        self.query_ancestor(StudyTab).search(False)


class StudyTab(TabView):
    """Reviews and questions above; below them sections, items and what to know, from left to right.

    On a narrow screen only one of the three is there: enter goes deeper, escape comes back.
    """

    TAB = Tab.STUDY

    SCOPED_CSS = False
    DEFAULT_CSS = """
    StudyTab {
        & #study-main { height: 1fr; }
        & #left { width: 41; }
        & #middle { width: 1fr; margin-left: 1; }
        & #right { width: 38; margin-left: 1; }
        & #items-pane { height: 3fr; }
        & #mistakes-pane { height: 2fr; }
        & #reasons-pane, & #coming-pane { display: none; }
    }
    .-wide StudyTab {
        & #left { width: 52; }
        & #right { width: 82; }
    }
    .-wide.-tall StudyTab {
        & #reasons-pane, & #coming-pane { display: block; }
        & #reasons-pane { height: 9; }
        & #coming-pane { height: 16; }
    }
    .-narrow StudyTab {
        & #mistakes-pane { display: none; }
        & #left, & #middle, & #right { display: none; width: 100%; margin-left: 0; }
        &.-at-sections #left, &.-at-items #middle, &.-at-detail #right { display: block; }
    }
    """

    BINDINGS = [
        Binding("r", "review", "review", id="study.review", tooltip="review what is due, or begin new items"),
        Binding("space", "next", "state", id="study.next", tooltip="not yet, started, done; a mistake: seen"),
        Binding("c", "confidence", "how sure", id="study.confidence", tooltip="how sure you are, 0 to 4"),
        Binding("n", "notes", "notes", id="study.notes", tooltip="your own notes on the item"),
        Binding("b", "block", "log block", id="study.block", tooltip="log a question block: 31 cardio"),
        Binding("m", "mistake", "log mistake", id="study.mistake", tooltip="log a question you got wrong"),
        Binding("p", "pace", "pace", id="study.pace", tooltip="pace: the coming days, missed days"),
        Binding("s", "areas", "areas", id="study.areas", tooltip="areas of the exam, question blocks"),
        Binding("w", "mistakes", "mistakes", id="study.mistakes", tooltip="all mistakes, why they happened"),
        Binding("a", "add", "add own", id="study.add", tooltip="add an item or section of your own"),
        Binding("e", "edit", "edit", id="study.edit", tooltip="edit what is your own; a mistake"),
        Binding("x", "remove", "hide", id="study.remove", tooltip="hide an item; delete your own"),
        Binding("right,l", "deeper", "open", show=False, id="study.deeper", tooltip="one level deeper"),
        Binding("left,h,escape", "back", "back", show=False, id="study.back", tooltip="one level back"),
    ]

    view: StudyView | None = None
    _place = 0  # which of PLACES has the focus, or is in sight on a narrow screen
    _searching = False
    _texts: dict[str, str]

    def compose(self) -> ComposeResult:
        yield StudyTop()
        with Horizontal(id="study-main"):
            with Vertical(id="left"):
                with Pane("Sections", flush=True, id="sections-pane"):
                    yield RowTable(study_items.SECTION_COLUMNS, id="sections")
                with Pane("Why mistakes happened", id="reasons-pane"):
                    yield Fitted(id="reasons")
            with Vertical(id="middle"):
                with Pane(flush=True, id="items-pane"):
                    read = study_items.having(self._text_of)
                    yield ItemsTable(study_items.ITEM_COLUMNS, read_filter=read, id="items")
                with Pane("Mistakes", flush=True, id="mistakes-pane"):
                    yield RowTable(mistakes_words.SHORT_COLUMNS, head=False, id="mistakes")
            with Vertical(id="right"):
                with Pane("What to know", id="detail-pane"):
                    yield Reader(id="detail")
                with Pane("Coming up", id="coming-pane"):
                    yield Fitted(id="coming")

    @property
    def _sections(self) -> RowTable:
        return self.query_one("#sections", RowTable)

    @property
    def _items(self) -> ItemsTable:
        return self.query_one(ItemsTable)

    @property
    def _mistakes(self) -> RowTable:
        return self.query_one("#mistakes", RowTable)

    # -- drawing

    def draw(self, plan: Plan, today: date) -> None:
        view = self.view = study(plan, today)
        self._texts = {}
        self._enter(self._place)
        keys = {name: self.key_of(f"study.{name}") for name in ("review", "block", "pace")}
        self.query_one(StudyTop).show(view, narrow=self.narrow, keys=keys)
        self._sections.set_rows([study_items.section_row(section) for section in view.sections])
        pane = self.query_one("#sections-pane", Pane)
        pane.remark = str(len(view.sections))
        pane.state = study_items.known_in_all(view)
        self._draw_mistakes(view)
        self.query_one("#coming", Fitted).show(partial(study_items.coming, view))
        self._draw_items()

    def _draw_mistakes(self, view: StudyView) -> None:
        pane, found = self.query_one("#mistakes-pane", Pane), view.mistakes
        pane.remark = str(len(found.rows) or "")
        pane.state = mistakes_words.due_in_words(found.due)
        self._mistakes.set_empty(*mistakes_words.NONE_YET, self.key_of("study.mistake"), "log the first one")
        self.query_one("#reasons", Fitted).show(lambda width, height: mistakes_words.reasons(found, width))
        shown = found.rows[: mistakes_words.SHORT_ROWS]
        self._mistakes.set_rows([mistakes_words.short_row(row, view.today) for row in shown])

    def _draw_items(self) -> None:
        """The items of the selected section, or all while a filter is typed."""
        view = self.view
        if view is None:
            return
        section, pane = self._section, self.query_one("#items-pane", Pane)
        found = [section] if section is not None else []
        if self._searching:
            found = list(view.sections)
            self._items.set_empty(*study_items.NOTHING_FOUND)
        else:
            self._items.set_empty(*study_items.NO_ITEMS)
        items = [item for known in found for item in known.items]
        self._items.set_rows(
            [study_items.item_row(item, view.today, searched=self._searching) for item in items]
        )
        pane.heading = "All sections" if self._searching or section is None else section.title
        pane.remark = "" if section is None or self._searching else f"{section.confident}/{section.total}"
        pane.state = study_items.legend()
        self._draw_detail()

    def _draw_detail(self) -> None:
        view, item = self.view, self._item
        if view is None:
            return
        pane = self.query_one("#detail-pane", Pane)
        pane.heading = item.section_title if self.narrow and item is not None else "What to know"
        pane.state = view.notice
        layout = partial(
            study_items.item_in_full,
            item,
            view.today,
            view.sure,
            view.unreviewed,
            key=self.key_of("study.notes"),
        )
        self.query_one(Reader).show(layout)

    @on(RowTable.Moved, "#sections")
    def _section_moved(self, event: RowTable.Moved) -> None:
        event.stop()
        if not self._searching:
            self._items.cursor = 0
            self._draw_items()

    @on(RowTable.Moved)
    def _moved(self, event: RowTable.Moved) -> None:
        event.stop()
        if event.table is self._items:
            self._draw_detail()

    @on(RowTable.Selected)
    def _chosen(self, event: RowTable.Selected) -> None:
        event.stop()
        if event.table is self._mistakes:
            self.action_edit()
        else:
            self.action_deeper()

    # -- what is selected

    @property
    def _section(self) -> SectionView | None:
        row = self._sections.cursor_row
        return None if row is None else row.value

    @property
    def _item(self) -> ItemView | None:
        row = self._items.cursor_row
        return None if row is None else row.value

    @property
    def _mistake(self) -> MistakeRow | None:
        """The mistake under the cursor, while their pane has the focus."""
        row = self._mistakes.cursor_row
        return row.value if row is not None and self._mistakes.has_focus else None

    def _go(self, place: int) -> None:
        """Put the focus on one of PLACES and, on a narrow screen, that in sight."""
        self._enter(place)
        self.screen.set_focus(self.query_one(f"#{PLACES[place]}", Widget))

    def _enter(self, place: int) -> None:
        self._place = place
        for at, name in enumerate(PLACES if self.narrow else ()):
            self.set_class(at == place, f"-at-{name}")
        self.refresh_bindings()

    def on_descendant_focus(self) -> None:
        focused = self.screen.focused
        if focused is not None and focused.id in PLACES:
            self._enter(PLACES.index(focused.id))
        self.refresh_bindings()

    def first_focus(self) -> Widget:
        """Where the focus was, else the sections."""
        last = self._last_focus
        if last is not None and last.is_attached and last.focusable:
            return last
        return self.query_one(f"#{PLACES[self._place]}", Widget)

    def hold_focus(self) -> None:
        """From the field of the filter to the rows it found."""
        self._go(1)

    def action_deeper(self) -> None:
        """From the sections to the items, from there to what to know."""
        if not self._mistakes.has_focus:
            self._go(min(self._place + 1, len(PLACES) - 1))

    def action_back(self) -> None:
        """From what to know to the items, from there to the sections."""
        self._go(max(self._place - 1, 0) if not self._mistakes.has_focus else 1)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done with what has the focus."""
        if action == "back":
            return self._place > 0 or self._mistakes.has_focus
        if action in ("confidence", "notes"):
            return self._place > 0 and self._item is not None and not self._mistakes.has_focus
        if action == "next":
            return self._place > 0 or self._mistakes.has_focus
        return True

    # -- search

    async def open_filter(self) -> None:
        """Look for words in all items and notes."""
        if self.narrow:
            self._go(1)
        await self._items.open_filter()

    def search(self, on: bool) -> None:
        """Show the items of all sections, or again those of the selected one."""
        if self._searching != on:
            self._searching = on
            self._draw_items()

    def _text_of(self, item: ItemView) -> str:
        """What a search looks through, put together once."""
        if item.id not in self._texts:
            self._texts[item.id] = study_items.text_of(item)
        return self._texts[item.id]

    # -- items, sections and mistakes

    def action_next(self) -> None:
        """Put the item into its next state; note that a mistake was looked at again."""
        if (row := self._mistake) is not None:
            changes.looked_again(self.planner, row)
        elif self._item is not None:
            changes.next_state(self.planner, self._item)

    def action_confidence(self) -> None:
        """One step surer of the item."""
        if self._item is not None:
            changes.surer(self.planner, self._item)

    def action_notes(self) -> None:
        """Edit the notes on the item."""
        if self._item is not None:
            changes.edit_notes(self.planner, self._item)

    def action_add(self) -> None:
        """Ask for an item of one's own, in this section, another, or a new one."""
        if self.view is not None:
            changes.ask_item(self.planner, self.view, self._section, None, self._show_own)

    def _show_own(self, number: int | None) -> None:
        """Put the cursors on the own item that was stored."""
        item = None if self.view is None or number is None else self.view.item(f"own-{number}")
        if item is not None:
            self._sections.move_to(item.section)
            self._draw_items()
            self._items.move_to(item.id)

    def action_edit(self) -> None:
        """Edit the mistake, the item or the section that is selected, where it is the user's own."""
        section, item = self._section, self._item
        if (row := self._mistake) is not None:
            changes.ask_mistake(self.planner, row.mistake)
        elif self._place == 0 and section is not None and section.own is not None:
            changes.rename(self.planner, section)
        elif self._place > 0 and self.view is not None and item is not None and item.own is not None:
            changes.ask_item(self.planner, self.view, section, item, self._show_own)
        else:
            self.planner.say(f"this is the guide's; {self.key_of('study.notes')} writes your notes beside it")

    def action_remove(self) -> None:
        """Take out what is the user's own; hide an item of the guide, or show it again."""
        section, item = self._section, self._item
        if (row := self._mistake) is not None:
            changes.take_out_mistake(self.planner, row.mistake)
        elif self._place > 0 and item is not None:
            changes.take_out_item(self.planner, item)
        elif self._place == 0 and section is not None:
            changes.take_out_section(self.planner, section)

    # -- what else there is

    def go_to(self, place: str) -> None:
        """`reviews` begins them, `mistakes` and `missed` open what they are about."""
        places = {
            "reviews": self.action_review,
            "mistakes": self.action_mistakes,
            "missed": self.action_pace,
        }
        if place in places:
            self.app.call_next(places[place])

    async def action_review(self) -> None:
        """Review what is due; without that, begin new items of the selected section."""
        from emtui.tui.tabs.review import ReviewView

        section = self._section
        await self.planner.open_view(ReviewView(section.id if section is not None else None))

    async def action_block(self) -> None:
        """Open the log line for a question block."""
        await changes.log_block(self.planner)

    def action_mistake(self) -> None:
        """Ask for a mistake and store it."""
        changes.ask_mistake(self.planner, None)

    async def action_pace(self) -> None:
        """Open the coming days."""
        from emtui.tui.tabs.pace import PaceView

        await self.planner.open_view(PaceView())

    async def action_areas(self) -> None:
        """Open the areas of the exam."""
        from emtui.tui.tabs.areas import AreasView

        await self.planner.open_view(AreasView())

    async def action_mistakes(self) -> None:
        """Open all mistakes."""
        from emtui.tui.tabs.mistakes import MistakesTableView

        await self.planner.open_view(MistakesTableView())
