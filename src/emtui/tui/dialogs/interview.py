"""The dialogs of an interview, of the score sheet after it, and of what programs are compared by."""

from datetime import time
from typing import Any

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.widgets import Static

from emtui.errors import Refused
from emtui.fields import Value
from emtui.plain import plain_line
from emtui.plan import FactorScore, Interview, Plan, Program, RankFactor
from emtui.store.edits import Add, Change, Edit, Remove
from emtui.tui.access import planner_of
from emtui.tui.desk import Change as StoreChange
from emtui.tui.dialogs import applying_fields as asked
from emtui.tui.dialogs.dialog import Dialog
from emtui.tui.dialogs.entry import EntryDialog, Values
from emtui.tui.tabs.program_steps import to_interview_state
from emtui.tui.text import Text, line, quiet, strong
from emtui.tui.widgets.choice import Choice, Option
from emtui.vocabulary import InterviewState

EASTERN = "America/New_York"
WORDS = {1: "poor", 2: "fair", 3: "good", 4: "very good", 5: "best"}


def interview_dialog(interview: Interview | None, program: Program, plan: Plan) -> EntryDialog:
    """Ask for an interview at `program`, or for changes to `interview`."""
    begun: dict[str, Value] = {"state": InterviewState.INVITED, "zone": plan.profile.local_zone or EASTERN}
    if interview is not None:
        begun = asked.from_columns(asked.INTERVIEW, interview) | (
            {} if interview.zone else {"zone": begun["zone"]}
        )
    return EntryDialog(
        f"Interview at {program.name}",
        asked.INTERVIEW,
        begun,
        lambda values: _store(interview, program, plan, values),
        needed=("state",),
        remark=_remark,
    )


def _store(before: Interview | None, program: Program, plan: Plan, values: Values) -> StoreChange | None:
    row: dict[str, Any] = {field.key: asked.to_column(field, values[field.key]) for field in asked.INTERVIEW}
    if row["day"] is not None and row["state"] is InterviewState.INVITED:
        row["state"] = InterviewState.SCHEDULED
    if row["state"] is InterviewState.SCHEDULED and row["day"] is None:
        raise Refused("a scheduled interview needs its day")
    if row["at"] is None:
        row["zone"] = None
    title = f"interview at {program.name}: {row['state']}"
    if before is None:
        new = Interview(program_id=program.id or 0, **row)
        return lambda store: store.edit([Add(new)], title)
    changes = {key: value for key, value in row.items() if getattr(before, key) != value}
    if not changes:
        return None
    state = changes.pop("state", None)
    parts: list[Edit] = [Change(before, changes)] if changes else []
    if state is not None:
        parts += to_interview_state(plan, before, state)
    return lambda store: store.edit(parts, title)


def _remark(values: Values) -> Text:
    day, at, zone = values.get("day"), values.get("at"), values.get("zone")
    if day is None:
        return quiet("with a day it is scheduled, and stands in the calendar")
    if at is None:
        return quiet("the whole day; an hour makes it exact")
    return line(quiet("in the calendar at "), str(at), quiet(f", {zone or 'in no zone'}"))


class ScoreSheet(Dialog[int]):
    """Asks how a program does on each factor, 1 to 5; answers with the program's id once stored."""

    HINT = "1 to 5 · up, down next · enter stores · esc leaves"
    BINDINGS = [
        Binding("enter", "store", "store", id="score-sheet.store", tooltip="store the scores"),
        Binding("down", "app.focus_next", "next factor", show=False, id="score-sheet.next"),
        Binding("up", "app.focus_previous", "factor before", show=False, id="score-sheet.previous"),
    ]
    DEFAULT_CSS = """
    ScoreSheet {
        & Horizontal { height: 1; }
        & .label { width: 28; color: $foreground-muted; text-wrap: nowrap; text-overflow: ellipsis; }
        & Choice { width: 20; }
        & .weight { width: 1fr; padding-left: 2; }
        & #sum { margin-top: 1; height: 1; }
    }
    """

    def __init__(self, program: Program, plan: Plan) -> None:
        super().__init__()
        self.HEADING = f"How was {program.name}?"
        self._program, self._factors = program, plan.rank_factors
        self._scores = {row.factor_id: row for row in plan.factor_scores if row.program_id == program.id}

    def compose_body(self) -> ComposeResult:
        options = [Option(None, "? not scored"), *(Option(n, f"{n} {word}") for n, word in WORDS.items())]
        for factor in self._factors:
            known = self._scores.get(factor.id or 0)
            with Horizontal():
                yield Static(factor.name, classes="label", markup=False)
                yield Choice(options, known.score if known else None, id=f"factor-{factor.id}")
                yield Static(quiet(f"weight {factor.weight:g}"), classes="weight")
        yield Static(id="sum")

    def on_mount(self) -> None:
        self._add_up()

    @on(Choice.Turned)
    def _add_up(self) -> None:
        """The weighted mean of what is scored so far."""
        known = [
            (factor.weight, score) for factor in self._factors if (score := self._score(factor)) is not None
        ]
        weights = sum(weight for weight, _ in known)
        told: Text = quiet("nothing is scored yet")
        if weights:
            mean = sum(weight * score for weight, score in known) / weights
            told = line(quiet("weighted mean "), strong(f"{mean:.1f}"), quiet(" of 5"))
        self.query_one("#sum", Static).update(told)

    def _score(self, factor: RankFactor) -> int | None:
        score: int | None = self.query_one(f"#factor-{factor.id}", Choice).value
        return score

    def action_store(self) -> None:
        """Store the scores."""
        parts: list[Edit] = []
        for factor in self._factors:
            score, known = self._score(factor), self._scores.get(factor.id or 0)
            if known is None and score is not None:
                parts.append(
                    Add(FactorScore(program_id=self._program.id or 0, factor_id=factor.id or 0, score=score))
                )
            elif known is not None and score is None:
                parts.append(Remove(known))
            elif known is not None and score != known.score:
                parts.append(Change(known, {"score": score}))
        if parts:
            self._store(parts)
        else:
            self.dismiss(None)

    @work(exclusive=True)
    async def _store(self, parts: list[Edit]) -> None:
        title = f"score sheet of {self._program.name}"
        if await planner_of(self).save(lambda store: store.edit(parts, title)).wait():
            self.dismiss(self._program.id)


def read_factors(typed: str, plan: Plan) -> tuple[list[Edit], Text]:
    """The changes that `training 8, visa history 10, place 0` asks for; 0 takes a factor out.

    Raise Refused with what is accepted.
    """
    known = {factor.name.casefold(): factor for factor in plan.rank_factors}
    parts: list[Edit] = []
    told: list[str] = []
    for piece in filter(None, (part.strip() for part in plain_line(typed).split(","))):
        name, _, number = piece.rpartition(" ")
        try:
            weight = float(number)
        except ValueError:
            raise Refused(f"{piece}: a name and its weight, 0 to 10, such as training 8") from None
        if not name or len(name) > 60 or not 0 <= weight <= 10:
            raise Refused(f"{piece}: a name of up to 60 characters and a weight from 0 to 10")
        factor = known.get(name.casefold())
        if factor is None and weight:
            parts.append(Add(RankFactor(name=name, weight=weight)))
        elif factor is not None and not weight:
            parts.append(Remove(factor))
        elif factor is not None and weight != factor.weight:
            parts.append(Change(factor, {"weight": weight}))
        told.append(f"{name} {weight:g}" if weight else f"no {name}")
    if not told:
        raise Refused("type names with weights, such as training 8, visa history 10")
    return parts, ", ".join(told)


def write_factors(plan: Plan) -> str:
    """The factors as `read_factors` takes them."""
    return ", ".join(f"{factor.name} {factor.weight:g}" for factor in plan.rank_factors)


def shown_hour(at: time | None) -> str:
    """An hour such as `09:30`; empty where unknown."""
    return "" if at is None else at.isoformat("minutes")
