"""Fees: what applying costs line by line, and the figures behind it, the user's own before the guide's."""

from datetime import date
from functools import partial
from typing import NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content

from emtui.errors import Refused
from emtui.guide.applying import signals
from emtui.guide.fees import season_fees
from emtui.guide.files import Source
from emtui.plain import quoted
from emtui.plan import OwnFee, Plan
from emtui.planner.fees import fees
from emtui.planner.programs import SIGNALS_FEE
from emtui.show import numbers
from emtui.tui.dialogs.ask import AskDialog
from emtui.tui.signs import sign
from emtui.tui.tabs import programs_side as side
from emtui.tui.tabs.base import BACK, FullView
from emtui.tui.tabs.guidance import wrapped
from emtui.tui.text import Text, accent, line, lines, mark, quiet, strong
from emtui.tui.widgets.fitted import Flowing
from emtui.tui.widgets.pane import Pane
from emtui.tui.widgets.row_table import Column, Row, RowTable
from emtui.vocabulary import Tab

MOST = 100_000
COLUMNS = (
    Column("title", "figure", least=16, grow=True),
    Column("guide", "guide", align="right"),
    Column("yours", "yours", align="right"),
    Column("sure", "sure", drop=1),
)


class Figure(NamedTuple):
    """One figure of the season: the guide's, and the user's own where there is one."""

    id: str
    title: str
    guide: float | None
    own: OwnFee | None
    source: Source
    in_dollars: bool


class FeesView(FullView):
    """The figures at the left, the bill they make at the right."""

    TAB = Tab.PROGRAMS
    TITLE = "Fees"
    SCOPED_CSS = False

    DEFAULT_CSS = """
    FeesView {
        layout: horizontal;
        & #figures { width: 1fr; }
        & #bill-pane { width: 48; margin-left: 1; }
        & VerticalScroll { scrollbar-size-vertical: 1; }
    }
    .-wide FeesView #bill-pane { width: 74; }
    .-narrow FeesView {
        layout: vertical;
        & #figures { width: 100%; }
        & #bill-pane { width: 100%; height: 11; margin-left: 0; }
    }
    """

    BINDINGS = [
        BACK,
        Binding("e", "edit", "your amount", id="fees.edit", tooltip="an amount of your own"),
        Binding("x", "reset", "guide's", id="fees.reset", tooltip="back to the guide's amount"),
    ]

    def compose(self) -> ComposeResult:
        with Pane("Figures", flush=True, id="figures"):
            yield RowTable(COLUMNS)
        with Pane("What the list costs", id="bill-pane"), VerticalScroll(can_focus=False):
            yield Flowing(id="whole-bill")

    @property
    def _table(self) -> RowTable:
        return self.query_one(RowTable)

    def draw(self, plan: Plan, today: date) -> None:
        found = figures(plan)
        self._table.set_rows([_row(figure) for figure in found])
        pane, bill = self.query_one("#figures", Pane), fees(plan)
        pane.remark = bill.season
        own = sum(figure.own is not None for figure in found)
        pane.state = quiet(f"{own} of your own") if own else ""
        self.query_one("#bill-pane", Pane).state = side.season(bill)
        self._draw_bill()

    def _draw_bill(self) -> None:
        self.query_one("#whole-bill", Flowing).show(partial(_bill, self.planner.plan, self._selected))

    @property
    def _selected(self) -> Figure | None:
        row = self._table.cursor_row
        return None if row is None else row.value

    @on(RowTable.Moved)
    def _moved(self, event: RowTable.Moved) -> None:
        event.stop()
        self._draw_bill()

    @on(RowTable.Selected)
    def _chosen(self, event: RowTable.Selected) -> None:
        event.stop()
        self.action_edit()

    def action_edit(self) -> None:
        """Ask for an amount of one's own for the selected figure."""
        figure, year = self._selected, self.planner.plan.profile.match_year
        if figure is None:
            return
        if year is None:
            self.planner.say("amounts belong to a season: set the match year in 2 Profile first", sign="look")
            return

        def keep(usd: float | None) -> None:
            if usd is None:
                return
            own = figure.own
            if own is not None:
                self.planner.save(lambda store: store.change(own, usd=usd))
            else:
                new = OwnFee(match_year=year, fee=figure.id, usd=usd)
                self.planner.save(
                    lambda store: store.add(new), said=f"{figure.title}: {_amount(figure, usd)}"
                )

        hint = "an amount in US dollars" if figure.in_dollars else "how many there are this season"
        begun = f"{figure.own.usd:g}" if figure.own else ""
        self.app.push_screen(AskDialog(figure.title, hint, partial(_read, figure), begun=begun), keep)

    def action_reset(self) -> None:
        """Go back to the guide's amount."""
        own = None if self._selected is None else self._selected.own
        if own is not None:
            self.planner.save(lambda store: store.remove(own))
        else:
            self.planner.say("it is the guide's already")


def figures(plan: Plan) -> list[Figure]:
    """Every figure of the plan's season, and the number of signals."""
    year = plan.profile.match_year
    own = {fee.fee: fee for fee in plan.own_fees if fee.match_year == year}
    known = season_fees(year).fees.values()
    limit = signals(year)
    return [
        *(Figure(fee.id, fee.title, fee.usd, own.get(fee.id), fee.source, in_dollars=True) for fee in known),
        Figure(
            SIGNALS_FEE, "signals in EM", limit.limit, own.get(SIGNALS_FEE), limit.source, in_dollars=False
        ),
    ]


def _row(figure: Figure) -> Row:
    known: Text = mark("unknown") if figure.guide is None else _amount(figure, figure.guide)
    yours = strong(_amount(figure, figure.own.usd)) if figure.own else quiet(sign("nothing"))
    return Row(
        figure.id,
        {
            "title": figure.title,
            "guide": quiet(known) if figure.own else known,
            "yours": yours,
            "sure": quiet(figure.source.sure),
        },
        figure,
    )


def _amount(figure: Figure, usd: float) -> str:
    return numbers.money(usd) if figure.in_dollars else f"{usd:g}"


def _read(figure: Figure, typed: str) -> tuple[float, Text]:
    try:
        usd = float(typed.replace("$", "").replace(",", "").strip())
    except ValueError:
        raise Refused(f"{quoted(typed)} is not a number; type one such as 99") from None
    if not 0 <= usd <= MOST:
        raise Refused(f"type a number from 0 to {MOST:,}")
    return usd, _amount(figure, usd)


def _bill(plan: Plan, figure: Figure | None, width: int) -> Content:
    """The whole bill, and where the selected figure comes from."""
    rows: list[Text] = [side.bill(fees(plan), min(width, 60), brief=False)]
    if figure is not None:
        told = f"{figure.source.text} ({figure.source.sure}, checked {figure.source.checked_on})"
        rows += ["", strong(figure.title), *map(quiet, wrapped(told, width))]
        if figure.own is not None:
            rows.append(line(accent("yours"), quiet(" goes before it; x takes it back")))
    return lines(rows)
