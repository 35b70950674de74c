"""One program: every field edited in its place, why it fits as it does, and where each fact comes from."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content

from emtui.errors import Refused
from emtui.fields import Value
from emtui.guide.aging import aging
from emtui.plain import plain_line
from emtui.plan import Plan, Program
from emtui.planner.programs import ProgramRow, programs_view
from emtui.planner.provenance import checked, marked_stale
from emtui.show import numbers
from emtui.store.edits import Edit
from emtui.tui.dialogs.applying_fields import PROGRAM, PROGRAM_BY_KEY, from_columns, to_column
from emtui.tui.dialogs.ask import AskDialog
from emtui.tui.tabs import program_steps as steps
from emtui.tui.tabs import programs_words as words
from emtui.tui.tabs.base import BACK, FullView
from emtui.tui.text import Text, line, lines, quiet, strong
from emtui.tui.widgets.fitted import Flowing
from emtui.tui.widgets.form import Form
from emtui.tui.widgets.pane import Pane
from emtui.vocabulary import Tab

LONGEST_SOURCE = 300


class ProgramView(FullView):
    """The form at the left, fit and sources at the right; a fact that is typed counts as checked today."""

    TAB = Tab.PROGRAMS
    TITLE = "Program"
    SCOPED_CSS = False

    DEFAULT_CSS = """
    ProgramView {
        layout: horizontal;
        & #program-pane { width: 1fr; }
        & #program-side { width: 50; margin-left: 1; }
        & #program-fit { height: 1fr; }
        & #program-facts { height: 1fr; }
        & VerticalScroll { scrollbar-size-vertical: 1; }
    }
    .-tall ProgramView Form { padding-top: 1; }
    .-wide ProgramView #program-side { width: 74; }
    .-narrow ProgramView {
        layout: vertical;
        & #program-pane { width: 100%; }
        & #program-side { width: 100%; height: 5; margin-left: 0; }
        & #program-fit { display: none; }
    }
    """

    BINDINGS = [
        BACK,
        Binding("s", "source", "source", id="program.source", tooltip="where the fact comes from"),
        Binding(
            "c", "checked", "checked today", id="program.checked", tooltip="its facts were checked today"
        ),
        Binding("m", "stale", "stale", id="program.stale", tooltip="distrust the fact under the cursor"),
        Binding(
            "space", "advance", "next state", id="program.advance", tooltip="the application one state on"
        ),
        Binding("g", "signal", "signal", id="program.signal", tooltip="spend a signal, or take it back"),
        Binding("n", "interview", "interview", id="program.interview", tooltip="its interview, or a new one"),
    ]

    _row: ProgramRow | None = None

    def __init__(self, program_id: int) -> None:
        super().__init__()
        self._program_id = program_id

    def compose(self) -> ComposeResult:
        with Pane("Program", state="? unknown is allowed", id="program-pane"):
            yield Form(PROGRAM, check=self._check, id="program-form")
        with Vertical(id="program-side"):
            with Pane("Fit", id="program-fit"), VerticalScroll(can_focus=False):
                yield Flowing(id="program-reasons")
            with Pane("Where it comes from", id="program-facts"), VerticalScroll(can_focus=False):
                yield Flowing(id="program-sources")

    @property
    def _form(self) -> Form:
        return self.query_one(Form)

    @property
    def _program(self) -> Program | None:
        return next((row for row in self.planner.plan.programs if row.id == self._program_id), None)

    def hold_focus(self) -> None:
        """Back to the form: letters and digits are keys there."""
        self._form.sheet.focus()

    async def open_filter(self) -> None:
        """Jump to a field by its name."""
        self._form.action_jump()

    def draw(self, plan: Plan, today: date) -> None:
        program = self._program
        if program is None:  # taken back with u, or deleted elsewhere
            self.call_later(self.action_close)
            return
        alone = programs_view(replace(plan, programs=(program,)), today)
        self._row = row = alone.rows[0]
        self._form.show(from_columns(PROGRAM, program), today, order=self.planner.config.dates)
        pane = self.query_one("#program-pane", Pane)
        pane.heading, pane.remark = program.name, " ".join(filter(None, (program.city, program.state)))
        hidden = self.planner.masked
        self.query_one("#program-reasons", Flowing).show(partial(_reasons, row, hidden=hidden))
        self.query_one("#program-sources", Flowing).show(
            lambda width: lines(words.fact_lines(row, today, width))
        )
        fit = self.query_one("#program-fit", Pane)
        fit.remark = words.points(row.fit)
        stale = len(row.stale)
        self.query_one("#program-facts", Pane).state = quiet(f"{stale} too old") if stale else ""

    # -- what is typed

    def _check(self, key: str, value: Value) -> str | None:
        """Why a well-formed value cannot stand there."""
        if key in ("name", "application", "specialty") and value is None:
            return f"every program has a {PROGRAM_BY_KEY[key].label.lower()}"
        return None

    @on(Form.Stored)
    def _store(self, event: Form.Stored) -> None:
        event.stop()
        self.run_worker(self._save(event), group="program")

    async def _save(self, event: Form.Stored) -> None:
        program, field = self._program, PROGRAM_BY_KEY[event.key]
        if program is None:
            return
        changes = {event.key: to_column(field, event.value)}
        parts = steps.to_value(self.planner.plan, program, changes, self.planner.today)
        shown = field.say(event.value, self.planner.today) or "unknown"
        title = f"{program.name}: {field.label} {shown}"
        if await self.planner.save(lambda store: store.edit(parts, title)).wait() is None:
            self.redraw()
            self._form.reopen(event.key, event.text)

    # -- where it comes from

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A source belongs to a fact."""
        return action not in ("source", "stale") or self._fact is not None

    @property
    def _fact(self) -> str | None:
        """The fact under the cursor."""
        return words.FACT_OF.get(self._form.cursor) if self._is_composed else None

    @on(Form.Imagined)
    def _moved(self, event: Form.Imagined) -> None:
        event.stop()
        self.refresh_bindings()

    def action_source(self) -> None:
        """Ask where the fact under the cursor comes from."""
        field, program = self._fact, self._program
        if field is None or program is None or self._row is None:
            return
        known = self._row.facts.get(field)
        begun = (known.fact.source or "") if known else ""
        name = words.FACT_NAMES[field]

        def keep(source: str | None) -> None:
            if source is not None:
                self._edit(
                    steps.edits_of(
                        checked(self.planner.plan, [self._program_id], [field], self.planner.today, source)
                    ),
                    f"{program.name}: {name} from {source}",
                )

        hint = "the program's page, an email, a resident; it counts as checked today"
        self.app.push_screen(AskDialog(f"Source of {name}", hint, _source, begun=begun), keep)

    def action_checked(self) -> None:
        """Every known fact was checked today."""
        program = self._program
        if program is None:
            return
        fields = [field for field in aging().fields if words.fact_value(program, field).plain != "?"]
        parts = steps.edits_of(checked(self.planner.plan, [self._program_id], fields, self.planner.today))
        if parts:
            self._edit(parts, f"{program.name}: {numbers.many(len(fields), 'fact')} checked today")
        else:
            self.planner.say("nothing is known of it yet" if not fields else "checked today already")

    def action_stale(self) -> None:
        """Distrust the fact under the cursor."""
        field, program = self._fact, self._program
        if field is None or program is None:
            return
        parts = steps.edits_of(marked_stale(self.planner.plan, [self._program_id], [field]))
        if parts:
            self._edit(parts, f"{program.name}: {words.FACT_NAMES[field]} stale")
        else:
            self.planner.say("it is stale already; c says that all was checked today")

    # -- the application

    def action_advance(self) -> None:
        """Bring the application one state further."""
        program = self._program
        after = None if program is None else steps.onward(program.application)
        if program is None or after is None:
            self.planner.say("that is the last state")
            return
        parts = steps.to_state(self.planner.plan, program, after, self.planner.today)
        self._edit(parts, f"{program.name}: {after}")

    def action_signal(self) -> None:
        """Spend a signal, or take it back."""
        program = self._program
        if program is not None:
            changes: Mapping[str, object] = {"signal": not program.signal}
            parts = steps.to_value(self.planner.plan, program, changes, self.planner.today)
            self._edit(parts, f"{program.name}: {'no signal' if program.signal else 'signal'}")

    def action_interview(self) -> None:
        """Open its interview, or a new one."""
        from emtui.tui.dialogs.interview import interview_dialog

        program = self._program
        if program is not None:
            there = [row for row in self.planner.plan.interviews if row.program_id == program.id]
            self.app.push_screen(interview_dialog(there[-1] if there else None, program, self.planner.plan))

    def _edit(self, parts: list[Edit], title: str) -> None:
        self.planner.save(lambda store: store.edit(parts, title))


def _reasons(row: ProgramRow, width: int, *, hidden: bool) -> Content:
    """The reasons, one below the other."""
    return lines(words.reason_lines(row, width, hidden=hidden))


def _source(typed: str) -> tuple[str, Text]:
    source = plain_line(typed)
    if not 1 <= len(source) <= LONGEST_SOURCE:
        raise Refused(f"type where it comes from, in at most {LONGEST_SOURCE} characters")
    return source, line(strong(source), quiet(", checked today"))
