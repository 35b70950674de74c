"""What the Programs tab shows: the list with its fit, facts and their age, and what the list comes to."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from emtui.guide.aging import aging
from emtui.guide.applying import Limit, signals, ties
from emtui.plan import Interview, Plan, Program, SavedFilter
from emtui.planner.counted import ON_THE_LIST
from emtui.planner.fees import Fees, fees
from emtui.planner.fit import FitCase, Reason, fit_case, reasons_for
from emtui.planner.list_balance import Balance, balance_of
from emtui.planner.program_filter import FilterError, parse_filter
from emtui.planner.provenance import FactAge, facts_by_program, is_known
from emtui.planner.ranking import Ranking, ranking
from emtui.planner.rules import facts_of
from emtui.planner.scores import scores
from emtui.vocabulary import ApplicationState, InterviewState, Specialty

__all__ = [
    "Balance",
    "Budget",
    "FactAge",
    "Fees",
    "FilterError",
    "InterviewRow",
    "ProgramRow",
    "ProgramsView",
    "Ranking",
    "Reason",
    "SavedCount",
    "filtered",
    "programs_view",
    "title_of",
]

SIGNALS_FEE = "em-signals"
"""The id under which an own fee holds the user's own number of signals."""


class ProgramRow(NamedTuple):
    """A program: `fit` is the sum of its `reasons`; one without points asks for something unknown.

    `facts` holds the age of every fact with a source, a date or a mark; `stale` names those over age or
    marked, `unchecked` the aging fields that have a value nobody dated. `interviews` are its own, oldest
    first. `search` is what free words of the filter look in.
    """

    program: Program
    fit: int
    reasons: tuple[Reason, ...]
    facts: Mapping[str, FactAge]
    stale: tuple[str, ...]
    unchecked: tuple[str, ...]
    interviews: tuple[Interview, ...]
    search: str

    @property
    def id(self) -> int:
        """The program's number in the plan."""
        return self.program.id or 0

    @property
    def asks(self) -> tuple[Reason, ...]:
        """The reasons that could not be judged, and what would have to be known."""
        return tuple(reason for reason in self.reasons if reason.points is None)


class Budget(NamedTuple):
    """Something there is a limited number of: signals, geographic ties. `over` where more are used."""

    used: int
    limit: Limit
    own_limit: int | None = None

    @property
    def most(self) -> int:
        """The limit in force: the user's own before the guide's."""
        return self.limit.limit if self.own_limit is None else self.own_limit

    @property
    def over(self) -> bool:
        """Whether more are used than there are."""
        return self.used > self.most


class InterviewRow(NamedTuple):
    """An interview with its program; `days` from today, `scored` factors of its score sheet filled in.

    `to_thank` where it is done and no thanks went out.
    """

    interview: Interview
    program: Program
    days: int | None
    scored: int
    to_thank: bool


class SavedCount(NamedTuple):
    """A saved filter and how many programs it lets through; None where it cannot be read."""

    saved: SavedFilter
    matching: int | None


class ProgramsView(NamedTuple):
    """Everything the Programs tab shows.

    `rows` hold every program, best fit first; `matching` the ids the filter lets through, in its order.
    `filter_errors` name the words of `filter` that were not understood, and left out. `pipeline` counts
    programs by the state of their application. `stale` are (id, field) pairs of the programs on the list.
    """

    today: date
    rows: tuple[ProgramRow, ...]
    filter: str
    matching: tuple[int, ...]
    filter_errors: tuple[FilterError, ...]
    saved: tuple[SavedCount, ...]
    fees: Fees
    balance: Balance
    signals: Budget
    ties: Budget
    pipeline: Mapping[ApplicationState, int]
    stale: tuple[tuple[int, str], ...]
    unchecked: tuple[tuple[int, str], ...]
    stale_days: int
    interviews: tuple[InterviewRow, ...]
    ranking: Ranking

    def row(self, id_: int) -> ProgramRow:
        """The row of the program with this id; raise KeyError where it is gone."""
        for row in self.rows:
            if row.id == id_:
                return row
        raise KeyError(id_)


def title_of(program: Program) -> str:
    """What a program is called in a list: its name, after what it trains in where that is not EM."""
    if program.specialty is Specialty.EM:
        return program.name
    what = program.specialty.value
    return f"{what.upper() if len(what) == 2 else what}: {program.name}"


def programs_view(plan: Plan, today: date, filter: str = "") -> ProgramsView:  # noqa: A002 - its name
    """What the Programs tab shows of `plan` on `today` under `filter`."""
    facts = facts_of(plan, today, scores(plan, today))
    rows = _rows(plan, today, fit_case(plan, facts))
    view = ProgramsView(
        today=today,
        rows=rows,
        filter="",
        matching=tuple(row.id for row in rows),
        filter_errors=(),
        saved=tuple(_saved(saved, rows) for saved in plan.saved_filters),
        fees=fees(plan),
        balance=balance_of(plan, facts),
        signals=_signals(plan),
        ties=_ties(plan),
        pipeline=Counter(program.application for program in plan.programs),
        stale=tuple((row.id, field) for row in rows if _on_list(row.program) for field in row.stale),
        unchecked=tuple((row.id, field) for row in rows if _on_list(row.program) for field in row.unchecked),
        stale_days=aging().stale_days,
        interviews=_interviews(plan, today),
        ranking=ranking(plan),
    )
    return filtered(view, filter) if filter.strip() else view


def filtered(view: ProgramsView, text: str) -> ProgramsView:
    """The same view under another filter: what a key in the filter line changes, and nothing else."""
    found = parse_filter(text)
    return view._replace(
        filter=text,
        matching=tuple(row.id for row in found.apply(view.rows)),
        filter_errors=found.errors,
    )


def _rows(plan: Plan, today: date, case: FitCase) -> tuple[ProgramRow, ...]:
    """Every program with what is known of it, the best fit first."""
    facts, aged = facts_by_program(plan, today), aging().fields
    interviews: dict[int, list[Interview]] = {}
    for interview in plan.interviews:
        interviews.setdefault(interview.program_id, []).append(interview)
    rows = []
    for program in plan.programs:
        known = facts.get(program.id or 0, {})
        reasons = reasons_for(program, case)
        stale = tuple(field for field, fact in known.items() if fact.stale)
        unchecked = tuple(
            field
            for field in aged
            if is_known(program, field) and (field not in known or known[field].age is None)
        )
        rows.append(
            ProgramRow(
                program,
                sum([reason.points or 0 for reason in reasons]),
                reasons,
                known,
                stale,
                unchecked,
                tuple(interviews.get(program.id or 0, ())),
                _search(program),
            )
        )
    rows.sort(key=lambda row: (-row.fit, row.program.name.casefold()))
    return tuple(rows)


def _search(program: Program) -> str:
    words = (program.name, program.city, program.state, program.code, program.setting, program.tie)
    return " ".join(filter(None, (*words, program.notes))).casefold()


def _on_list(program: Program) -> bool:
    return program.application in ON_THE_LIST


def _saved(saved: SavedFilter, rows: tuple[ProgramRow, ...]) -> SavedCount:
    found = parse_filter(saved.text)
    return SavedCount(saved, None if found.errors else len(found.apply(rows)))


def _signals(plan: Plan) -> Budget:
    year = plan.profile.match_year
    own = {fee.fee: round(fee.usd) for fee in plan.own_fees if fee.match_year == year}
    used = sum(program.signal and program.specialty is Specialty.EM for program in plan.programs)
    return Budget(used, signals(year), own.get(SIGNALS_FEE))


def _ties(plan: Plan) -> Budget:
    """Ties are to places: several programs of one state share one."""
    used = {
        (program.state or program.name).casefold()
        for program in plan.programs
        if program.tie is not None and program.specialty is Specialty.EM
    }
    return Budget(len(used), ties())


def _interviews(plan: Plan, today: date) -> tuple[InterviewRow, ...]:
    """The interviews by day, those without one last."""
    programs = {program.id: program for program in plan.programs}
    sheets = Counter(score.program_id for score in plan.factor_scores)
    rows = [
        InterviewRow(
            interview=interview,
            program=programs[interview.program_id],
            days=None if interview.day is None else (interview.day - today).days,
            scored=sheets[interview.program_id],
            to_thank=interview.state is InterviewState.DONE and interview.thanked_on is None,
        )
        for interview in plan.interviews
        if interview.program_id in programs
    ]
    return tuple(sorted(rows, key=lambda row: row.interview.day or date.max))
