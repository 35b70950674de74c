"""What needs mending in rotations, letters and programs, for Today."""

from collections.abc import Iterator
from datetime import timedelta

from emtui.dates import show_date
from emtui.guide.aging import aging
from emtui.plan import Plan
from emtui.planner.counted import ON_THE_LIST, expected, letter_name
from emtui.planner.milestones import opening_day
from emtui.planner.rules import Facts
from emtui.vocabulary import InterviewState, LetterState, RotationState, Tab

DEADLINE_DAYS = 14


Need = tuple[str, str, str, str, Tab]
"""A warning's id, sign, subject and text, and the tab where it is mended."""


def applying_needs(plan: Plan, facts: Facts) -> Iterator[Need]:
    """Late letters, hosts' deadlines, thanks still to send, and facts to look up again."""
    yield from _letters(plan, facts)
    yield from _deadlines(plan, facts)
    yield from _thanks(plan)
    yield from _stale(plan, facts)


def _letters(plan: Plan, facts: Facts) -> Iterator[Need]:
    if plan.profile.match_year is None:
        return
    reads = opening_day(plan.profile.match_year).earliest
    rotations = {rotation.id: rotation for rotation in plan.rotations}
    for place, letter in enumerate(plan.letters):
        arrives, _ = expected(letter, rotations.get(letter.rotation_id), facts.today)
        late = 0 if arrives is None else (arrives - reads).days
        if late > 0 and letter.state is not LetterState.UPLOADED:
            said = f"Letter {letter_name(place)} comes {'1 day' if late == 1 else f'{late} days'} late"
            yield ("letter-late", "×", said, f"from {letter.writer}", Tab.ROTATIONS)


def _deadlines(plan: Plan, facts: Facts) -> Iterator[Need]:
    last = facts.today + timedelta(days=DEADLINE_DAYS)
    for rotation in plan.rotations:
        open_ = rotation.state in (RotationState.IDEA, RotationState.APPLIED)
        if open_ and rotation.deadline is not None and facts.today <= rotation.deadline <= last:
            day = " ".join(show_date(rotation.deadline, facts.today).split())
            yield ("host-deadline", "!", rotation.site, f"the host's deadline is {day}", Tab.ROTATIONS)


def _thanks(plan: Plan) -> Iterator[Need]:
    waiting = {
        interview.program_id
        for interview in plan.interviews
        if interview.state is InterviewState.DONE and interview.thanked_on is None
    }
    names = [program.name for program in plan.programs if program.id in waiting]
    if names:
        more = f" and {len(names) - 1} more" if len(names) > 1 else ""
        yield ("thanks", "!", "Thanks not sent", f"to {names[0]}{more}", Tab.PROGRAMS)


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
        yield ("facts-stale", "!", said, f"over {limits.stale_days} days, or distrusted", Tab.PROGRAMS)
