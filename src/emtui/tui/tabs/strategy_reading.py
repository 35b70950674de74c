"""What lies deeper on Strategy, to be read: rules with their evidence, questions, examples, back-ups."""

from abc import abstractmethod
from datetime import date
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content

from emtui.plan import Plan
from emtui.planner.strategy.view import StrategyView, strategy
from emtui.planner.strategy.what_ifs import Compared, compare_examples
from emtui.tui.tabs import strategy_reading_words as words
from emtui.tui.tabs.base import BACK, FullView
from emtui.tui.tabs.strategy_words import MASKED
from emtui.tui.widgets.fitted import Flowing
from emtui.tui.widgets.pane import Pane
from emtui.tui.widgets.row_table import Column, Row, RowTable
from emtui.vocabulary import DualSpecialty, Tab

FRAME = 2  # rows


class ReadingTable(RowTable):
    """What can be read; enter goes into the selected text, which then scrolls."""

    BINDINGS = [
        Binding("enter", "select", "read on", id="reading.on", tooltip="into the text, which scrolls")
    ]


class ReadingView(FullView):
    """A list at the left and the selected entry in full at the right.

    A subclass names TITLE, COLUMNS, its `rows` and the `detail` of one of them. With BESIDE, the heading of a
    pane under a short list, it says in `beside` what stands there.
    """

    TAB = Tab.STRATEGY
    COLUMNS: tuple[Column, ...]
    HEADED = False
    BESIDE = ""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    ReadingView {
        layout: horizontal;
        & #reading-main { width: 63; }
        & #list-pane { height: 1fr; }
        & #beside-pane { height: 1fr; }
        & #text-pane { width: 1fr; margin-left: 1; }
        & VerticalScroll { scrollbar-size-vertical: 1; }
    }
    .-wide ReadingView {
        & #reading-main { width: 100; }
        & #text-pane { max-width: 94; }
    }
    .-narrow ReadingView {
        layout: vertical;
        & #reading-main { width: 100%; height: 8; }
        & #beside-pane { display: none; }
        & #text-pane { width: 100%; height: 1fr; margin-left: 0; }
    }
    """

    BINDINGS = [BACK]

    view: StrategyView

    def compose(self) -> ComposeResult:
        with Vertical(id="reading-main"):
            with Pane(self.TITLE, flush=True, id="list-pane"):
                yield ReadingTable(self.COLUMNS, head=self.HEADED)
            if self.BESIDE:
                with Pane(self.BESIDE, id="beside-pane"), VerticalScroll():
                    yield Flowing(id="beside")
        with Pane("Selected", id="text-pane"), VerticalScroll():
            yield Flowing(id="text")

    def draw(self, plan: Plan, today: date) -> None:
        self.view = self.look(plan, today)
        hidden = self.planner.masked
        rows = self.rows(hidden=hidden)
        self.query_one(RowTable).set_rows(rows)
        if self.BESIDE:
            height = "1fr" if self.narrow else len(rows) + self.HEADED + FRAME
            self.query_one("#list-pane").styles.height = height
            self.query_one("#beside", Flowing).show(lambda width: MASKED if hidden else self.beside(width))
        self._draw_selected()

    def look(self, plan: Plan, today: date) -> StrategyView:
        """Ask the planner for what is shown."""
        return strategy(plan, today)

    @abstractmethod
    def rows(self, *, hidden: bool) -> list[Row]:
        """The entries of the list."""

    @abstractmethod
    def detail(self, row: Row, width: int) -> Content:
        """One entry in full, in lines of `width`."""

    def beside(self, width: int) -> Content:
        """What stands under the list, in lines of `width`."""
        return Content("")

    def _draw_selected(self) -> None:
        row, hidden = self.query_one(RowTable).cursor_row, self.planner.masked
        text = self.query_one("#text", Flowing)
        if row is None or hidden:
            text.show(lambda width: MASKED if hidden else Content(""))
        else:
            text.show(partial(self.detail, row))
        self.query_one("#text-pane VerticalScroll").scroll_home(animate=False)

    @on(RowTable.Moved)
    def _moved(self, event: RowTable.Moved) -> None:
        event.stop()
        self._draw_selected()

    @on(RowTable.Selected)
    def _read_on(self, event: RowTable.Selected) -> None:
        event.stop()
        self.query_one("#text-pane VerticalScroll").focus()


class RulesView(ReadingView):
    """Every rule of the guide: those that apply, those that wait for an answer, the others."""

    TITLE = "Rules, evidence"
    COLUMNS = words.RULE_COLUMNS
    BINDINGS = [BACK]

    def rows(self, *, hidden: bool) -> list[Row]:
        """One row a rule."""
        return words.rule_rows(self.view, hidden=hidden)

    def detail(self, row: Row, width: int) -> Content:
        """The rule at length with its evidence."""
        return words.rule(str(row.key), self.view, width)


class FaqView(FullView):
    """The guide's four questions with the answer for this plan first: short enough for one page."""

    TAB = Tab.STRATEGY
    TITLE = "Four questions"

    SCOPED_CSS = False
    DEFAULT_CSS = """
    FaqView {
        & #faq-pane { max-width: 118; }
        & VerticalScroll { scrollbar-size-vertical: 1; }
    }
    """

    BINDINGS = [BACK]

    def compose(self) -> ComposeResult:
        with Pane(self.TITLE, id="faq-pane"), VerticalScroll():
            yield Flowing(id="faq")

    def draw(self, plan: Plan, today: date) -> None:
        view, hidden = strategy(plan, today), self.planner.masked
        self.query_one("#faq", Flowing).show(lambda width: MASKED if hidden else words.faq(view, width))


class ExamplesView(ReadingView):
    """The guide's three worked examples beside the plan."""

    TITLE = "Examples"
    COLUMNS = words.EXAMPLE_COLUMNS
    BESIDE = "Side by side"
    BINDINGS = [BACK]

    compared: tuple[Compared, ...]

    def look(self, plan: Plan, today: date) -> StrategyView:
        """The plan and the three examples, each as a plan with its score known."""
        self.compared = compare_examples(plan, today)
        return self.compared[0].view

    def rows(self, *, hidden: bool) -> list[Row]:
        """One row an example."""
        return words.example_rows(self.view, hidden=hidden)

    def detail(self, row: Row, width: int) -> Content:
        """What it has, what it does, and what the guide would say of it instead."""
        then = self.compared[row.value.scenario.number]
        return words.example(row.value, self.compared[0], then, width, whole=self.narrow)

    def beside(self, width: int) -> Content:
        """The plan and the three examples in columns."""
        return words.examples_side_by_side(self.compared, width)


class DualView(ReadingView):
    """The back-ups with their figures; one can be chosen for the profile."""

    TITLE = "Second specialty"
    COLUMNS = words.DUAL_COLUMNS
    HEADED = True
    BESIDE = "Whether"
    BINDINGS = [
        BACK,
        Binding(
            "s",
            "choose",
            "choose it",
            id="dual.choose",
            tooltip="choose the selected as second specialty; EM itself: none",
        ),
    ]

    def rows(self, *, hidden: bool) -> list[Row]:
        """One row a specialty, EM first."""
        return words.dual_rows(self.view, hidden=hidden)

    def detail(self, row: Row, width: int) -> Content:
        """What its figures say and do not say."""
        return words.dual(row.value, self.view, width, whole=self.narrow)

    def beside(self, width: int) -> Content:
        """Whether the guide advises one, and what holds for each."""
        return words.dual_whether(self.view, width)

    def action_choose(self) -> None:
        """Put the selected specialty into the profile."""
        row = self.query_one(RowTable).cursor_row
        if row is None:
            return
        chosen = DualSpecialty.NONE if row.key == "em" else DualSpecialty(str(row.key))
        self.planner.save(lambda store: store.set_profile(dual_specialty=chosen))
