"""Scorekeeping: the projection of each day, kept as it was, held against the real score."""

from datetime import date

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from emtui.plan import Plan
from emtui.planner.scorecard import outcomes, scorecard
from emtui.tui.tabs import scorecard_words as words
from emtui.tui.tabs.base import BACK, FullView
from emtui.tui.widgets.pane import Pane
from emtui.tui.widgets.row_table import RowTable
from emtui.vocabulary import Tab


class ScorecardView(FullView):
    """What they were worth, and below it each stored projection, the newest first."""

    TAB = Tab.SCORES
    TITLE = "Scorekeeping"

    SCOPED_CSS = False
    DEFAULT_CSS = """
    ScorecardView {
        & #worth { height: 11; }
        & #worth-words { width: 1fr; height: auto; }
        & #spans { width: 45; height: auto; margin-left: 3; }
    }
    .-narrow ScorecardView {
        & #worth { height: 8; }
        & #spans { display: none; }
    }
    .-narrow.-tall ScorecardView {
        & #worth { height: 14; }
        & #worth Horizontal { layout: vertical; }
        & #spans { display: block; width: 1fr; margin: 1 0 0 0; }
    }
    """

    BINDINGS = [BACK]

    def compose(self) -> ComposeResult:
        with Pane("How the projections did", id="worth"), Horizontal():
            yield Static(id="worth-words")
            yield Static(id="spans")
        with Pane("Projections", flush=True, id="projections"):
            yield RowTable(words.COLUMNS)

    def draw(self, plan: Plan, today: date) -> None:
        hidden, kept = self.planner.masked, outcomes(plan)
        card = scorecard(plan)
        self.query_one("#worth-words", Static).update(words.summary(card, hidden=hidden))
        self.query_one("#spans", Static).update(words.spans(card, hidden=hidden))
        table = self.query_one(RowTable)
        table.set_empty(*words.NONE_YET)
        table.set_rows([words.row(outcome, hidden=hidden) for outcome in reversed(kept)])
        self.query_one("#projections", Pane).remark = str(len(kept) or "")
