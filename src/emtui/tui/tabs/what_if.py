"""What if: turn exam day and target by keys, imagine tests, and see projection and verdict move."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from emtui import fields, guide
from emtui.errors import Refused
from emtui.fields import Value
from emtui.plain import plain_line
from emtui.plan import Plan, PracticeTest, WhatIf
from emtui.planner.what_if import AS_PLANNED, Outcome, compare, outcome
from emtui.tui.dialogs.ask import AskDialog
from emtui.tui.signs import sign
from emtui.tui.tabs import what_if_words as words
from emtui.tui.tabs.base import BACK, FullView
from emtui.tui.tabs.exam_day_words import day_in_words
from emtui.tui.tabs.scores_words import MASKED_CHART
from emtui.tui.tabs.sitting_words import reasons
from emtui.tui.widgets.fan_chart import FanChart
from emtui.tui.widgets.fan_picture import Zoom
from emtui.tui.widgets.fitted import Fitted, Flowing
from emtui.tui.widgets.pane import Pane
from emtui.tui.widgets.readiness import Reading
from emtui.tui.widgets.row_table import RowTable
from emtui.vocabulary import Tab
from emtui.words.imagined import read_imagined

FIRST_TRY = timedelta(weeks=4)  # from today, where the plan has no exam day
FARTHEST = timedelta(days=365)
MOST_SAVED = 4


class Dials(Static, can_focus=True):
    """Exam day, target and imagined tests; the keys of the view turn them."""

    DEFAULT_CSS = "Dials { text-wrap: nowrap; text-overflow: ellipsis; }"


class SavedTable(RowTable):
    """The saved what-ifs; enter takes one up."""

    BINDINGS = [
        Binding("enter", "select", "take it up", id="what-if.saved.take", tooltip="take up the selected")
    ]


def _turn(keys: str, action: str, name: str, does: str) -> Binding:
    """A key that turns a dial; the footer names the arrows once."""
    return Binding(keys, action, name, show=False, id=f"what-if.{name}", tooltip=does)


class WhatIfView(FullView):
    """Dials and chart at the left, figures and reasons at the right, saved what-ifs below."""

    TAB = Tab.SCORES
    TITLE = "What if"

    SCOPED_CSS = False
    DEFAULT_CSS = """
    WhatIfView {
        & #try { height: 1fr; }
        & #try-main { width: 1fr; }
        & #try-side { width: 46; margin-left: 1; }
        & #dials-pane { height: 6; }
        & #no-fan { height: 1fr; content-align: center middle; text-align: center; }
        & #figures-pane { height: 17; }
        & #figures { margin-top: 1; }
        & #why-pane { height: 1fr; }
        & VerticalScroll { scrollbar-size-vertical: 1; }
        & #saved-pane { height: auto; }
        & SavedTable { height: auto; max-height: 6; }
    }
    .-short WhatIfView {
        & #why-pane { display: none; }
        & #figures-pane { height: 1fr; }
        & #figures { margin-top: 0; }
    }
    .-wide WhatIfView #try-side { width: 60; }
    .-narrow WhatIfView {
        & #try { layout: vertical; }
        & #try-main { width: 100%; height: 1fr; }
        & #try-side { width: 100%; height: 6; margin-left: 0; }
        & #dials-pane { height: 5; }
        & Reading { display: none; }
        & #figures-pane { height: 6; }
        & #figures { margin-top: 0; }
        & #why-pane { display: none; }
    }
    .-narrow.-short WhatIfView SavedTable {
        max-height: 3;
        &:focus { max-height: 6; }
    }
    .-short WhatIfView.-none-saved #saved-pane { display: none; }
    """

    BINDINGS = [
        BACK,
        Binding("enter", "apply", "apply", id="what-if.apply", tooltip="apply day and target to the plan"),
        Binding(
            "right,l",
            "day(1)",
            "day, target",
            key_display="arrows",
            id="what-if.later",
            tooltip="exam a day later",
        ),
        Binding("a", "add", "add test", id="what-if.add", tooltip="imagine a practice test"),
        Binding("s", "save", "save", id="what-if.save", tooltip="save this what-if under a name"),
        Binding(
            "x",
            "take_away",
            "take away",
            id="what-if.take-away",
            tooltip="take away the last imagined test, or the selected what-if",
        ),
        Binding("r", "reset", "reset", id="what-if.reset", tooltip="back to the plan as it stands"),
        _turn("left,h", "day(-1)", "earlier", "exam a day earlier"),
        _turn("up,k", "target(1)", "higher", "target a point higher"),
        _turn("down,j", "target(-1)", "lower", "target a point lower"),
        _turn("shift+right,greater_than_sign", "day(7)", "week-later", "exam a week later"),
        _turn("shift+left,less_than_sign", "day(-7)", "week-earlier", "exam a week earlier"),
        _turn("shift+up", "target(5)", "much-higher", "target 5 points higher"),
        _turn("shift+down", "target(-5)", "much-lower", "target 5 points lower"),
    ]

    def __init__(self, exam_day: date | None = None) -> None:
        super().__init__()
        self.what_if = replace(AS_PLANNED, exam_day=exam_day)
        self._planned: Outcome | None = None

    def compose(self) -> ComposeResult:
        with Horizontal(id="try"):
            with Vertical(id="try-main"):
                with Pane("What if", id="dials-pane"):
                    yield Dials()
                with Pane("Projection", id="fan-pane"):
                    yield FanChart()
                    yield Static(MASKED_CHART, id="no-fan")
            with Vertical(id="try-side"):
                with Pane(f"As planned {sign('leads')} what if", id="figures-pane"):
                    yield Reading()
                    yield Fitted(id="figures")
                with Pane("Why", id="why-pane"), VerticalScroll():
                    yield Flowing(id="why")
        with Pane("Side by side", flush=True, id="saved-pane"):
            yield SavedTable(words.COLUMNS)

    def draw(self, plan: Plan, today: date) -> None:
        self._planned, *saved = compare(plan, plan.what_ifs, today)
        hidden = self.planner.masked
        self.query_one(RowTable).set_rows(words.rows([self._planned, *saved], today, hidden=hidden))
        near = today - timedelta(weeks=12)
        tested = any(near <= test.taken_on <= today for test in plan.practice_tests)
        self.query_one(FanChart).zoom = Zoom.TWELVE if tested else Zoom.ALL  # else it would turn with the day
        self.query_one("#saved-pane", Pane).remark = f"{len(saved)} saved" if saved else ""
        self.set_class(not saved, "-none-saved")
        self._try(self.what_if)

    def _try(self, what_if: WhatIf) -> None:
        """Show what `what_if` would bring."""
        plan, today, hidden = self.planner.plan, self.planner.today, self.planner.masked
        self.what_if = _without_the_same(what_if, plan)
        planned, tried = self._planned, outcome(plan, self.what_if, today)
        assert planned is not None
        dials = words.dials(plan, planned, tried, add_key=self.key_of("what-if.add"), hidden=hidden)
        self.query_one(Dials).update(dials)
        self._draw_chart(planned, tried, hidden=hidden)
        self.query_one(Reading).show(*words.projected(tried, hidden=hidden))
        layout = words.figures_in_short if self.narrow else words.figures
        why = partial(reasons, tried.reasons, hidden=hidden, gap=int(self.wide), longer=self.wide)
        self.query_one("#figures", Fitted).show(partial(layout, planned, tried, hidden=hidden))
        self.query_one("#why", Flowing).show(why)
        self.query_one("#dials-pane", Pane).remark = what_if.name

    def _draw_chart(self, planned: Outcome, tried: Outcome, *, hidden: bool) -> None:
        chart, instead = self.query_one(FanChart), self.query_one("#no-fan")
        chart.display, instead.display = not hidden, hidden
        chart.show(tried.scores, masked=hidden, beside=planned.scores)
        seen = "" if tried.seen_on == self.planner.today else day_in_words(tried.seen_on, self.planner.today)
        self.query_one("#fan-pane", Pane).remark = f"as seen on {seen}" if seen else ""

    # -- turning

    def action_day(self, days: int) -> None:
        """Try an exam day so many days later, within a year from today."""
        today, planned = self.planner.today, self.planner.plan.profile.step2_date
        day = self.what_if.exam_day or planned
        tried = today + FIRST_TRY if day is None else day + timedelta(days=days)
        self._try(replace(self.what_if, exam_day=max(today, min(today + FARTHEST, tried))))

    def action_target(self, points: int) -> None:
        """Try a target so many points higher."""
        asked = fields.field("target")
        assert asked.low is not None
        assert asked.high is not None
        target = self.what_if.target or self.planner.plan.profile.target
        tried = max(band.low or 0 for band in guide.bands()) if target is None else target + points
        self._try(replace(self.what_if, target=int(max(asked.low, min(asked.high, tried)))))

    def action_reset(self) -> None:
        """Go back to the plan as it stands."""
        self._try(AS_PLANNED)

    def action_add(self) -> None:
        """Ask for an imagined test."""
        self.app.push_screen(AskDialog("Imagine a practice test", words.ADD_HINT, self._read_test), self._add)

    def _read_test(self, typed: str) -> tuple[PracticeTest, Content]:
        planner = self.planner
        until = self.what_if.exam_day or planner.plan.profile.step2_date or planner.today + FARTHEST
        test = read_imagined(
            typed, plan=planner.plan, today=planner.today, until=until, order=planner.config.dates
        )
        would = outcome(planner.plan, self._with(test), planner.today)
        return test, words.test_meaning(planner.plan, test, would, planner.today, hidden=planner.masked)

    def _with(self, test: PracticeTest) -> WhatIf:
        same = (test.taken_on, test.instrument)
        others = (known for known in self.what_if.tests if (known.taken_on, known.instrument) != same)
        return replace(self.what_if, tests=(*others, test))

    def _add(self, test: PracticeTest | None) -> None:
        if test is not None:
            self._try(self._with(test))

    def action_take_away(self) -> None:
        """Take away the last imagined test or, with the focus on it, the selected what-if."""
        table = self.query_one(SavedTable)
        if not table.has_focus:
            self._try(replace(self.what_if, tests=self.what_if.tests[:-1]))
            return
        saved = table.cursor_row.value if table.cursor_row else AS_PLANNED
        if saved.id is not None:
            self.planner.save(lambda store: store.remove(saved))

    # -- keeping

    @on(RowTable.Selected)
    def _take_up(self, event: RowTable.Selected) -> None:
        event.stop()
        self._try(replace(event.row.value, id=None))
        self.query_one(Dials).focus()

    def action_save(self) -> None:
        """Ask for a name and save the what-if under it; one of the same name is replaced."""
        ask = AskDialog("Name this what-if", words.NAME_HINT, self._read_name, begun=self.what_if.name)
        self.app.push_screen(ask, self._keep)

    def _read_name(self, typed: str) -> tuple[str, Content]:
        name, saved = plain_line(typed), self.planner.plan.what_ifs
        if not name or len(name) > fields.LONGEST_TEXT:
            raise Refused(f"a name of 1 to {fields.LONGEST_TEXT} characters is needed")
        known = words.named(replace(self.what_if, name=name), self.planner.plan)
        if known is None and len(saved) >= MOST_SAVED:
            raise Refused(f"{MOST_SAVED} are saved already; x takes the selected one away")
        return name, words.name_meaning(name, known)

    def _keep(self, name: str | None) -> None:
        if name is not None:
            self._save(replace(self.what_if, name=name))

    @work
    async def _save(self, wanted: WhatIf) -> None:
        known = words.named(wanted, self.planner.plan)
        if known is None:
            step = await self.planner.save(lambda store: store.add(wanted)).wait()
        else:
            changes = {"exam_day": wanted.exam_day, "target": wanted.target, "tests": wanted.tests}
            step = await self.planner.save(lambda store: store.change(known, **changes)).wait()
        if step is not None:
            self._try(wanted)

    @work
    async def action_apply(self) -> None:
        """Put exam day and target into the plan, as one step, and go back."""
        values: dict[str, Value] = {"step2_date": self.what_if.exam_day, "target": self.what_if.target}
        changes = {key: value for key, value in values.items() if value is not None}
        if self.planner.plan.profile.step2_score is not None:
            self.planner.say(words.TAKEN, sign="look")
        elif not changes:
            self.planner.say(words.NOTHING_TO_APPLY, sign="look")
        elif await self.planner.save(lambda store: store.set_profile(**changes)).wait():
            self.planner.call_next(self.planner.close_view)  # not awaited: it ends this worker's own view


def _without_the_same(what_if: WhatIf, plan: Plan) -> WhatIf:
    """`what_if` without what the plan has already."""
    profile = plan.profile
    return replace(
        what_if,
        exam_day=None if what_if.exam_day == profile.step2_date else what_if.exam_day,
        target=None if what_if.target == profile.target else what_if.target,
    )
