"""The changes the keys of Programs make, each as the parts of one undo step. Nothing here stores anything."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from emtui.errors import Refused
from emtui.plain import plain_line
from emtui.plan import Interview, Plan, Program
from emtui.planner.provenance import Checked, checked
from emtui.planner.ranking import NewRank
from emtui.store.edits import Add, Change, Edit
from emtui.tui.tabs.programs_words import FACT_OF
from emtui.vocabulary import ApplicationState, InterviewState

ONWARD = (
    ApplicationState.CONSIDERING,
    ApplicationState.PLANNED,
    ApplicationState.APPLIED,
    ApplicationState.INVITED,
    ApplicationState.INTERVIEWED,
)
"""The way of an application; rejected and withdrawn lead off it."""

NEXT_INTERVIEW = {
    InterviewState.INVITED: InterviewState.SCHEDULED,
    InterviewState.SCHEDULED: InterviewState.DONE,
    InterviewState.DECLINED: InterviewState.INVITED,
}


def onward(state: ApplicationState) -> ApplicationState | None:
    """The next state of an application; None at the end. One that was closed is considered anew."""
    if state not in ONWARD:
        return ApplicationState.CONSIDERING
    place = ONWARD.index(state) + 1
    return ONWARD[place] if place < len(ONWARD) else None


def closed(state: ApplicationState) -> ApplicationState:
    """The next way to close an application: rejected, withdrawn, and back to considering."""
    if state is ApplicationState.REJECTED:
        return ApplicationState.WITHDRAWN
    return ApplicationState.CONSIDERING if state is ApplicationState.WITHDRAWN else ApplicationState.REJECTED


def to_state(plan: Plan, program: Program, state: ApplicationState, today: date) -> list[Edit]:
    """Bring an application to `state`: applied with its day, invited with an interview to schedule."""
    changes: dict[str, Any] = {"application": state}
    if state is ApplicationState.APPLIED and program.applied_on is None:
        changes["applied_on"] = today
    parts: list[Edit] = [Change(program, changes)]
    has_one = any(interview.program_id == program.id for interview in plan.interviews)
    if state is ApplicationState.INVITED and not has_one and program.id is not None:
        parts.append(Add(Interview(program_id=program.id)))
    return parts


def to_value(plan: Plan, program: Program, changes: Mapping[str, Any], today: date) -> list[Edit]:
    """Set fields of a program; the facts among them that are known count as checked today."""
    parts: list[Edit] = []
    state = changes.get("application")
    if isinstance(state, ApplicationState):
        parts = to_state(plan, program, state, today)
        changes = {key: value for key, value in changes.items() if key != "application"}
    if changes:
        parts.insert(0, Change(program, changes))
    facts = {FACT_OF[key] for key, value in changes.items() if key in FACT_OF and value is not None}
    if facts and program.id is not None:
        parts += edits_of(checked(plan, [program.id], sorted(facts), today))
    return parts


def to_interview_state(plan: Plan, interview: Interview, state: InterviewState) -> list[Edit]:
    """Bring an interview to `state`; where it is done, the application is interviewed."""
    parts: list[Edit] = [Change(interview, {"state": state})]
    program = next((program for program in plan.programs if program.id == interview.program_id), None)
    on_the_way = (ApplicationState.PLANNED, ApplicationState.APPLIED, ApplicationState.INVITED)
    if state is InterviewState.DONE and program is not None and program.application in on_the_way:
        parts.append(Change(program, {"application": ApplicationState.INTERVIEWED}))
    return parts


def edits_of(found: Checked) -> list[Edit]:
    """The facts to add and to change, as parts of a step."""
    return [*map(Add, found.add), *(Change(fact, new) for fact, new in found.change)]


def rank_edits(ranks: Sequence[NewRank]) -> list[Edit]:
    """New places on the rank list, as parts of a step."""
    return [Change(new.program, {"rank": new.rank}) for new in ranks]


def new_program(typed: str, plan: Plan) -> Program:
    """The program named in `name, city ST`; raise Refused where it is there already."""
    name, _, place = (part.strip() for part in plain_line(typed).partition(","))
    if not name:
        raise Refused("type a name, then a comma and where it is: Cedar Valley, San Antonio TX")
    city, state = place, ""
    *words, last = place.split() or [""]
    if len(last) == 2 and last.isalpha():
        city, state = " ".join(words), last.upper()
    for other in plan.programs:
        same_place = not city or not other.city or other.city.casefold() == city.casefold()
        if other.name.casefold() == name.casefold() and same_place:
            raise Refused(f"{other.name} is there already")
    if len(name) > 200 or len(city) > 80:
        raise Refused("the name or the city is too long: at most 200 and 80 characters")
    return Program(name=name, city=city or None, state=state or None)
