"""What needs mending in rotations and programs, for Today; late letters are the calendar's."""

from collections.abc import Iterator
from datetime import timedelta

from emtui.dates import show_date
from emtui.guide.aging import aging
from emtui.plan import Plan
from emtui.planner.counted import ON_THE_LIST
from emtui.planner.rules import Facts
from emtui.vocabulary import InterviewState, RotationState, Tab

DEADLINE_DAYS = 14
STALE = "stale"
"""The place of the Programs tab that shows the programs on the list with a fact to look up again."""


Need = tuple[str, str, str, str, Tab, str]
"""A warning's id, sign, subject and text, the tab where it is mended, and the place in it."""


def applying_needs(plan: Plan, facts: Facts) -> Iterator[Need]:
    """Hosts' deadlines, thanks still to send, and facts to look up again."""
    yield from _deadlines(plan, facts)
    yield from _thanks(plan)
    yield from _stale(plan, facts)


def _deadlines(plan: Plan, facts: Facts) -> Iterator[Need]:
    last = facts.today + timedelta(days=DEADLINE_DAYS)
    for rotation in plan.rotations:
        open_ = rotation.state in (RotationState.IDEA, RotationState.APPLIED)
        if open_ and rotation.deadline is not None and facts.today <= rotation.deadline <= last:
            day = " ".join(show_date(rotation.deadline, facts.today).split())
            said, place = f"the host's deadline is {day}", f"rotation:{rotation.id}"
            yield ("host-deadline", "!", rotation.site, said, Tab.ROTATIONS, place)


def _thanks(plan: Plan) -> Iterator[Need]:
    waiting = {
        interview.program_id: interview.id
        for interview in plan.interviews
        if interview.state is InterviewState.DONE and interview.thanked_on is None
    }
    owed = [(program.name, waiting[program.id]) for program in plan.programs if program.id in waiting]
    if owed:
        name, interview_id = owed[0]
        more = f" and {len(owed) - 1} more" if len(owed) > 1 else ""
        place = f"interview:{interview_id}"
        yield ("thanks", "!", "Thanks not sent", f"to {name}{more}", Tab.PROGRAMS, place)


def _stale(plan: Plan, facts: Facts) -> Iterator[Need]:
    listed = {program.id for program in plan.programs if program.application in ON_THE_LIST}
    if not listed:
        return
    limits = aging()
    oldest = facts.today - timedelta(days=limits.stale_days)
    number = sum(
        fact.program_id in listed
        and (
            fact.stale
            or (fact.field in limits.fields and fact.checked_on is not None and fact.checked_on < oldest)
        )
        for fact in plan.program_facts
    )
    if number:
        said = "1 fact of a program is old" if number == 1 else f"{number} facts of programs are old"
        why = f"over {limits.stale_days} days, or distrusted"
        yield ("facts-stale", "!", said, why, Tab.PROGRAMS, STALE)
