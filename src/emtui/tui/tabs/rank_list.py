"""The rank list: in one's own order, with ties, beside what was scored and what the numbers say."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Static

from emtui.plan import Plan
from emtui.planner.ranking import NewRank, Ranking, RankRow, by_score, moved, ranking, taken_off, tied
from emtui.store.edits import Change, Edit
from emtui.tui.dialogs.interview import ScoreSheet
from emtui.tui.tabs import program_steps as steps
from emtui.tui.tabs import rank_list_words as words
from emtui.tui.tabs.base import BACK, FullView
from emtui.tui.tabs.interviews import ask_factors
from emtui.tui.widgets.big_number import BigNumber
from emtui.tui.widgets.fitted import Flowing
from emtui.tui.widgets.pane import Pane
from emtui.tui.widgets.row_table import Row, RowTable
from emtui.vocabulary import Tab

FAR = 5  # places


class RankListView(FullView):
    """The programs in order at the left; factors and what the length means at the right."""

    TAB = Tab.PROGRAMS
    TITLE = "Rank list"
    SCOPED_CSS = False

    DEFAULT_CSS = """
    RankListView {
        layout: horizontal;
        & #ranks { width: 1fr; }
        & #rank-side { width: 46; margin-left: 1; }
        & #length-pane Horizontal { height: 4; padding-top: 1; }
        & #length-pane BigNumber { margin-right: 2; }
        & #beside-ranked { width: 1fr; }
        & #length-pane { height: 2fr; }
        & #factors-pane { height: 1fr; }
        & VerticalScroll { scrollbar-size-vertical: 1; }
    }
    .-wide RankListView #rank-side { width: 74; }
    .-narrow RankListView {
        layout: vertical;
        & #ranks { width: 100%; }
        & #rank-side { width: 100%; height: 6; margin-left: 0; }
        & #length-pane Horizontal { display: none; }
        & #factors-pane { display: none; }
    }
    """

    BINDINGS = [
        BACK,
        Binding("K,shift+up", "move(-1)", "up", id="ranks.up", tooltip="one place up"),
        Binding("J,shift+down", "move(1)", "down", id="ranks.down", tooltip="one place down; ranks it"),
        Binding(
            "left_curly_bracket",
            f"move(-{FAR})",
            "5 up",
            show=False,
            id="ranks.far-up",
            tooltip="5 places up",
        ),
        Binding(
            "right_curly_bracket",
            f"move({FAR})",
            "5 down",
            show=False,
            id="ranks.far-down",
            tooltip="5 places down",
        ),
        Binding("t", "tie", "tie", id="ranks.tie", tooltip="share the place above, or leave it"),
        Binding("x", "take_off", "take off", id="ranks.take-off", tooltip="take it off the list"),
        Binding(
            "d", "leave_out", "do not rank", id="ranks.leave-out", tooltip="never rank it, or do after all"
        ),
        Binding("s", "score", "score sheet", id="ranks.score", tooltip="how it was, factor by factor"),
        Binding("o", "by_score", "by score", id="ranks.by-score", tooltip="order the list by the scores"),
        Binding("f", "factors", "factors", id="ranks.factors", tooltip="what programs are compared by"),
    ]

    def compose(self) -> ComposeResult:
        with Pane("Rank list", flush=True, id="ranks"):
            yield RowTable(words.COLUMNS)
        with Vertical(id="rank-side"):
            with Pane("What its length says", id="length-pane"):
                with Horizontal():
                    yield BigNumber("")
                    yield Static(id="beside-ranked")
                with VerticalScroll(can_focus=False):
                    yield Flowing(id="length")
            with Pane("Compared by", id="factors-pane"), VerticalScroll(can_focus=False):
                yield Flowing(id="factors")

    @property
    def _table(self) -> RowTable:
        return self.query_one(RowTable)

    def draw(self, plan: Plan, today: date) -> None:
        found = ranking(plan)
        self._table.set_empty(*words.EMPTY)
        self._table.set_rows([*self._rows(found)])
        pane = self.query_one("#ranks", Pane)
        pane.remark = str(len(found.ranked) or "")
        pane.state = words.state(found)
        self.query_one(BigNumber).update(str(found.length.contiguous))
        self.query_one("#beside-ranked", Static).update(words.beside_number(found))
        self.query_one("#length", Flowing).show(partial(words.length, found))
        self._draw_factors()

    def _rows(self, found: Ranking) -> list[Row]:
        return [
            *(words.row(row) for row in found.ranked),
            *(words.row(row, waiting=True) for row in found.unranked),
            *(words.row(row, left_out=True) for row in found.left_out),
        ]

    def _draw_factors(self) -> None:
        row, plan = self._selected, self.planner.plan
        self.query_one("#factors", Flowing).show(partial(words.factors, row, plan))

    @property
    def _selected(self) -> RankRow | None:
        row = self._table.cursor_row
        return None if row is None else row.value

    @on(RowTable.Moved)
    def _moved(self, event: RowTable.Moved) -> None:
        event.stop()
        self._draw_factors()

    @on(RowTable.Selected)
    def _chosen(self, event: RowTable.Selected) -> None:
        """Enter puts a program that waits at the end of the list."""
        event.stop()
        row = self._selected
        if row is not None and row.place is None:
            self.action_move(1)
        else:
            self.action_score()

    # -- the order

    def _store(self, ranks: Sequence[NewRank], title: str) -> None:
        if ranks:
            parts = steps.rank_edits(ranks)
            self.planner.save(lambda store: store.edit(parts, title))

    def action_move(self, by: int) -> None:
        """Move the program by so many places; one that waits goes to the end of the list."""
        row = self._selected
        if row is None:
            return
        if row.program.do_not_rank:
            self.planner.say("it is not to be ranked; d takes that back")
            return
        verb = "ranked" if row.place is None else "up" if by < 0 else "down"
        self._store(moved(self.planner.plan, row.program, by), f"{row.program.name}: {verb}")

    def action_tie(self) -> None:
        """Share the place above, or leave a shared one."""
        row = self._selected
        if row is not None and row.place is not None:
            title = f"{row.program.name}: {'no longer tied' if row.tied else 'tied with the one above'}"
            self._store(tied(self.planner.plan, row.program), title)

    def action_take_off(self) -> None:
        """Take the program off the list."""
        row = self._selected
        if row is not None:
            self._store(taken_off(self.planner.plan, row.program), f"{row.program.name}: off the rank list")

    def action_leave_out(self) -> None:
        """Never rank it, or do after all."""
        row = self._selected
        if row is None:
            return
        program, out = row.program, not row.program.do_not_rank
        parts: list[Edit] = steps.rank_edits(
            [new for new in taken_off(self.planner.plan, program) if new.program.id != program.id]
        )
        parts.append(Change(program, {"do_not_rank": out, "rank": None}))
        title = f"{program.name}: {'do not rank' if out else 'may be ranked'}"
        self.planner.save(lambda store: store.edit(parts, title))

    def action_by_score(self) -> None:
        """Order the list by the weighted scores."""
        ranks = by_score(self.planner.plan)
        if ranks:
            self._store(ranks, "the rank list by score")
        else:
            self.planner.say("the list follows the scores already")

    # -- what it rests on

    def action_score(self) -> None:
        """Ask how it was, factor by factor."""
        row, plan = self._selected, self.planner.plan
        if row is None:
            return
        if plan.rank_factors:
            self.app.push_screen(ScoreSheet(row.program, plan))
        else:
            self.action_factors()

    def action_factors(self) -> None:
        """Ask what programs are compared by."""
        ask_factors(self)
