"""What if, for the whole profile: other answers beside the plan's own, and what the guide makes of each."""

from datetime import date
from functools import partial

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content

from emtui import fields
from emtui.errors import Refused
from emtui.plain import plain_line
from emtui.plan import Plan, ProfileWhatIf
from emtui.planner.strategy.what_ifs import MOST_SAVED, Compared, compare
from emtui.tui.dialogs.ask import AskDialog
from emtui.tui.tabs import profile_what_ifs_words as words
from emtui.tui.tabs.base import BACK, FullView
from emtui.tui.tabs.strategy_words import MASKED
from emtui.tui.widgets.fitted import Flowing
from emtui.tui.widgets.pane import Pane
from emtui.tui.widgets.row_table import RowTable
from emtui.vocabulary import Tab

LONGEST_NAME = 60  # as the plan file has it


class WhatIfsTable(RowTable):
    """The saved what-ifs; enter changes the selected one."""

    BINDINGS = [
        Binding(
            "enter", "select", "change", id="profile-what-ifs.change", tooltip="change the selected what-if"
        )
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a what-if there is none to change."""
        return super().check_action(action, parameters) and (action != "select" or bool(self.rows))


class ProfileWhatIfsView(FullView):
    """The plan and up to four others side by side; below them the rules that come and go."""

    TAB = Tab.STRATEGY
    TITLE = "What if"

    SCOPED_CSS = False
    DEFAULT_CSS = """
    ProfileWhatIfsView {
        & #compared { height: 1fr; }
        & #sides-pane { height: 16; }
        & #rules-pane { height: 1fr; }
        & VerticalScroll { scrollbar-size-vertical: 1; }
    }
    .-short ProfileWhatIfsView #sides-pane { height: 13; }
    """

    BINDINGS = [
        BACK,
        Binding("a", "add", "add", id="profile-what-ifs.add", tooltip="imagine other answers"),
        Binding("e", "edit", "change", show=False, id="profile-what-ifs.edit", tooltip="change the selected"),
        Binding("x", "remove", "take away", id="profile-what-ifs.remove", tooltip="take the selected away"),
    ]

    columns: tuple[Compared, ...] = ()

    def compose(self) -> ComposeResult:
        with Pane("What if", flush=True, id="names-pane"):
            yield WhatIfsTable(words.COLUMNS, head=False)
        with Vertical(id="compared"):
            with Pane("Side by side", id="sides-pane"), VerticalScroll():
                yield Flowing(id="sides")
            with Pane("What comes and goes", id="rules-pane"), VerticalScroll():
                yield Flowing(id="begins")

    @property
    def _table(self) -> RowTable:
        return self.query_one(RowTable)

    def draw(self, plan: Plan, today: date) -> None:
        hidden = self.planner.masked
        self.columns = compare(plan, plan.profile_what_ifs, today, order=self.planner.config.dates)
        self._table.set_rows(words.rows(self.columns, hidden=hidden))
        self._table.set_empty(*words.NONE_SAVED)
        pane, saved = self.query_one("#names-pane", Pane), len(self.columns) - 1
        pane.remark = f"{saved} of {MOST_SAVED}"
        pane.styles.height = saved + (1 if self.narrow else 2) if saved else 6 if self.narrow else 8
        self._draw_sides()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a what-if there is none to take away."""
        return action != "remove" or len(self.columns) > 1

    def _draw_sides(self) -> None:
        chosen, hidden = self._selected, self.planner.masked
        sides, begins = self.query_one("#sides", Flowing), self.query_one("#begins", Flowing)
        if hidden:
            sides.show(lambda width: MASKED)
            begins.show(lambda width: Content(""))
            return
        sides.show(partial(words.side_by_side, self.columns, chosen))
        begins.show(partial(words.comes_and_goes, chosen))

    @property
    def _selected(self) -> Compared | None:
        row = self._table.cursor_row
        return None if row is None else row.value

    @on(RowTable.Moved)
    def _moved(self, event: RowTable.Moved) -> None:
        event.stop()
        self._draw_sides()

    @on(RowTable.Selected)
    def _chosen(self, event: RowTable.Selected) -> None:
        event.stop()
        self.action_edit()

    # -- imagining

    def action_add(self) -> None:
        """Ask for other answers and keep them beside the plan."""
        if len(self.columns) > MOST_SAVED:
            self.planner.say(f"{MOST_SAVED} are kept already; x takes the selected one away", sign="look")
            return
        self._ask(None)

    def action_edit(self) -> None:
        """Change the answers of the selected what-if."""
        if self._selected is not None:
            self._ask(self._selected.what_if)

    def action_remove(self) -> None:
        """Take the selected what-if away."""
        row = None if self._selected is None else self._selected.what_if
        if row is not None:
            self.planner.save(lambda store: store.remove(row))

    def _ask(self, known: ProfileWhatIf | None) -> None:
        begun = "" if known is None else words.as_typed(known)
        ask = AskDialog("What if", words.HINT, partial(self._read, known), begun=begun)
        self.app.push_screen(ask, partial(self._keep, known))

    def _read(self, known: ProfileWhatIf | None, typed: str) -> tuple[ProfileWhatIf, Content]:
        """The what-if typed, and what it would bring; raise Refused with what is accepted."""
        planner = self.planner
        name, changes = words.split_name(plain_line(typed))
        if len(changes) > 500:
            raise Refused("that is longer than a what-if can be")
        wanted = ProfileWhatIf(name=(name or changes)[:LONGEST_NAME], changes=changes)
        now, then = compare(planner.plan, [wanted], planner.today, order=planner.config.dates)
        if then.refused is not None:
            raise Refused(then.refused)
        there_already = fields.contradictions(now.profile)
        for clash in fields.contradictions(then.profile):
            if clash not in there_already:
                raise Refused(clash[1])
        others = (row for row in planner.plan.profile_what_ifs if known is None or row.id != known.id)
        if any(row.name == wanted.name for row in others):
            raise Refused(
                f"there is a what-if {wanted.name!r} already; another name may come first, before a colon"
            )
        return wanted, words.meaning(now, then, hidden=planner.masked)

    def _keep(self, known: ProfileWhatIf | None, wanted: ProfileWhatIf | None) -> None:
        if wanted is not None:
            self._store(known, wanted)

    @work
    async def _store(self, known: ProfileWhatIf | None, wanted: ProfileWhatIf) -> None:
        if known is None:
            step = await self.planner.save(lambda store: store.add(wanted)).wait()
            if step is not None:
                self._table.move_to(step.entry_ids[0])
            return
        changes = {"name": wanted.name, "changes": wanted.changes}
        await self.planner.save(lambda store: store.change(known, **changes)).wait()
