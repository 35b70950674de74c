"""Strategy: where you stand, what to do next and why, the evidence beside it, and what lies deeper."""

from datetime import date
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Static

from emtui.plan import Plan
from emtui.planner.strategy.moves import DUAL, STORY, Move
from emtui.planner.strategy.view import StrategyView, strategy
from emtui.tui.commands import commands
from emtui.tui.tabs import strategy_words as words
from emtui.tui.tabs.base import FullView, TabView
from emtui.tui.widgets.big_number import BigNumber
from emtui.tui.widgets.fitted import Fitted, Flowing
from emtui.tui.widgets.pane import Pane
from emtui.tui.widgets.row_table import RowTable
from emtui.vocabulary import Tab

MORE = ("what_if", "examples", "dual", "story", "faq", "rules", "report")


class MovesTable(RowTable):
    """The moves; enter goes where the selected one is done."""

    BINDINGS = [Binding("enter", "select", "go there", id="strategy.go", tooltip="go where the move is done")]

    def validate_cursor(self, index: int) -> int:
        """The cursor never stands on the title of a stage: it goes on the way it came, else back."""
        index = super().validate_cursor(index)
        before, after = reversed(range(index)), range(index + 1, len(self.rows))
        order = (index, *after, *before) if index >= self.cursor else (index, *before, *after)
        return next((at for at in order if at < len(self.rows) and self.rows[at].value is not None), index)


class MoreTable(RowTable):
    """The views behind keys; enter opens the selected one."""

    BINDINGS = [Binding("enter", "select", "open", id="strategy.open", tooltip="open the selected view")]


class StrategyTab(TabView):
    """Standing and moves at the left; the selected move in full, evidence and deeper views at the right."""

    TAB = Tab.STRATEGY
    SCOPED_CSS = False

    DEFAULT_CSS = """
    StrategyTab {
        layout: horizontal;
        & #strategy-main { width: 1fr; }
        & #strategy-side { width: 44%; max-width: 52; margin-left: 1; }
        & #stand-pane { height: auto; }
        & #stand-head { height: 4; padding-top: 1; }
        & #stand-head BigNumber { margin-right: 2; }
        & #stand-words { width: 1fr; }
        & #stand-rows { height: auto; margin-top: 1; }
        & #stand-short { display: none; height: 3; }
        & #move-pane { height: 1fr; }
        & #evidence-pane { height: 1.2fr; max-height: 13; }
        & #more-pane { height: 9; }
        & VerticalScroll { scrollbar-size-vertical: 1; }
    }
    .-wide StrategyTab {
        & #strategy-side { width: 96; max-width: 96; }
        & #evidence-pane { max-height: 17; }
    }
    .-short StrategyTab {
        & #stand-head { height: 3; padding-top: 0; }
        & #stand-rows { margin-top: 0; }
        & #evidence-pane { display: none; }
    }
    .-narrow StrategyTab {
        layout: vertical;
        & #strategy-main { width: 100%; height: 1fr; }
        & #strategy-side { width: 100%; max-width: 100%; height: 6; margin-left: 0; }
        & #stand-head, & #stand-rows { display: none; }
        & #stand-short { display: block; }
        & #evidence-pane, & #more-pane { display: none; }
    }
    .-narrow.-tall StrategyTab #strategy-side { height: 14; }
    """

    BINDINGS = [
        Binding(
            "w", "what_if", "what if", id="strategy.what-if", tooltip="what if: other answers, side by side"
        ),
        Binding(
            "c",
            "examples",
            "examples",
            id="strategy.examples",
            tooltip="the guide's three examples beside your plan",
        ),
        Binding(
            "d", "dual", "second specialty", id="strategy.dual", tooltip="a second specialty: when and which"
        ),
        Binding(
            "y", "story", "story", id="strategy.story", tooltip="your story: prompts to answer in writing"
        ),
        Binding("f", "faq", "questions", id="strategy.faq", tooltip="the guide's four questions, answered"),
        Binding("v", "rules", "rules", id="strategy.rules", tooltip="all rules with their evidence"),
        Binding(
            "r", "report", "report", id="strategy.report", tooltip="write report: for an advisor, into a file"
        ),
    ]

    _view: StrategyView | None = None

    def compose(self) -> ComposeResult:
        with Vertical(id="strategy-main"):
            with Pane("Where you stand", id="stand-pane"):
                with Horizontal(id="stand-head"):
                    yield BigNumber("")
                    yield Static(id="stand-words")
                yield Flowing(id="stand-rows")
                yield Flowing(id="stand-short")
            with Pane("What to do next", flush=True, id="moves-pane"):
                yield MovesTable(words.MOVE_COLUMNS, head=False, id="moves")
        with Vertical(id="strategy-side"):
            with Pane("Why this", id="move-pane"), VerticalScroll():
                yield Flowing(id="move")
            with Pane("Evidence", id="evidence-pane"):
                yield Fitted(id="evidence")
            with Pane("More", flush=True, id="more-pane"):
                yield MoreTable(words.MORE_COLUMNS, head=False, id="more")

    @property
    def _moves(self) -> RowTable:
        return self.query_one("#moves", RowTable)

    def draw(self, plan: Plan, today: date) -> None:
        view, hidden = strategy(plan, today), self.planner.masked
        self._view = view
        self._draw_standing(view, hidden=hidden)
        self._moves.set_rows(words.move_rows(view, hidden=hidden, headed=not self.short))
        self._moves.set_empty(*words.NOTHING_TO_DO)
        pane = self.query_one("#moves-pane", Pane)
        pane.remark = "" if self.narrow else str(len(view.moves) or "")
        self._draw_evidence(view, hidden=hidden)
        rows = words.more_rows(view, len(plan.profile_what_ifs), self._keys(), hidden=hidden)
        self.query_one("#more", RowTable).set_rows(rows)
        self._draw_selected()

    def _draw_standing(self, view: StrategyView, *, hidden: bool) -> None:
        self.query_one(BigNumber).update(str(len(view.moves)))
        self.query_one("#stand-words", Static).update(words.beside_the_number(view, hidden=hidden))
        self.query_one("#stand-rows", Flowing).show(partial(words.standing, view, hidden=hidden))
        self.query_one("#stand-short", Flowing).show(partial(words.in_short, view, hidden=hidden))
        self.query_one("#stand-pane", Pane).state = words.basis(view)

    def _draw_evidence(self, view: StrategyView, *, hidden: bool) -> None:
        pane = self.query_one("#evidence-pane", Pane)
        pane.remark = f"NRMP {view.charting.year}, Step 2 CK"
        pane.state = words.evidence_state(view)
        self.query_one("#evidence", Fitted).show(partial(words.evidence, view, hidden=hidden))

    def _draw_selected(self) -> None:
        view, row = self._view, self._moves.cursor_row
        if view is None:
            return
        move = None if row is None else row.value
        hidden = self.planner.masked
        self.query_one("#move", Flowing).show(partial(words.move_detail, move, view, hidden=hidden))
        self.query_one("#move-pane VerticalScroll").scroll_home(animate=False)

    def _keys(self) -> dict[str, str]:
        """The key of each deeper view, as the user has set it."""
        return {known.action: known.keys[0] for known in commands(type(self), self.planner.config.keys)}

    def go_to(self, place: str) -> None:
        """Open the part of the tab called `place`: the story or the second specialty."""
        if place in (STORY, DUAL):
            self.planner.call_next(self.action_story if place == STORY else self.action_dual)

    @on(RowTable.Moved)
    def _moved(self, event: RowTable.Moved) -> None:
        event.stop()
        if event.table is self._moves:
            self._draw_selected()

    @on(RowTable.Selected, "#moves")
    def _go(self, event: RowTable.Selected) -> None:
        event.stop()
        move: Move = event.row.value
        if move.tab is self.TAB:
            self.go_to(move.place or "")
        else:
            self.planner.open_tab(move.tab, move.place)

    @on(RowTable.Selected, "#more")
    async def _open(self, event: RowTable.Selected) -> None:
        event.stop()
        await self.run_action(str(event.row.key))

    # -- the views behind keys

    async def _lay(self, view: FullView) -> None:
        await self.planner.open_view(view)

    async def action_what_if(self) -> None:
        """Open the what-ifs of the profile."""
        from emtui.tui.tabs.profile_what_ifs import ProfileWhatIfsView

        await self._lay(ProfileWhatIfsView())

    async def action_examples(self) -> None:
        """Open the guide's examples."""
        from emtui.tui.tabs.strategy_reading import ExamplesView

        await self._lay(ExamplesView())

    async def action_dual(self) -> None:
        """Open the second specialty."""
        from emtui.tui.tabs.strategy_reading import DualView

        await self._lay(DualView())

    async def action_story(self) -> None:
        """Open the story worksheet."""
        from emtui.tui.tabs.story import StoryView

        await self._lay(StoryView())

    async def action_faq(self) -> None:
        """Open the guide's questions."""
        from emtui.tui.tabs.strategy_reading import FaqView

        await self._lay(FaqView())

    async def action_rules(self) -> None:
        """Open the rules with their evidence."""
        from emtui.tui.tabs.strategy_reading import RulesView

        await self._lay(RulesView())

    def action_report(self) -> None:
        """Ask where the report goes and what it leaves out, and write it."""
        from emtui.tui.dialogs.report import ask_for_report

        ask_for_report(self.planner)
