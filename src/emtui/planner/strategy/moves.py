"""What to do next: the moves that the guide's rules ask of a plan, in an order that can be explained.

Stages come in the order of guide/rules.toml, within one what is due first. What is done is not listed, and
an unknown that holds rules back is a move of its own: answer it.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from emtui import guide
from emtui.guide import Rule
from emtui.plan import Plan, Program
from emtui.planner.assumptions import instruments_of
from emtui.planner.milestones import milestone
from emtui.planner.rules import PRACTICE_TESTS, SENT, Facts, Fires, outcomes
from emtui.planner.scores import next_form
from emtui.planner.strategy import Outcomes, Question, questions
from emtui.vocabulary import (
    Ecfmg,
    LetterKind,
    LetterState,
    RotationKind,
    RotationState,
    Specialty,
    Tab,
    Visa,
)

ASKED_ALONE = 4  # unknowns that are moves of their own, each of them holding back so many rules:
HOLDS_BACK = 3  # the rest is one move, and the last
FORM_BEFORE = timedelta(weeks=1)  # the last official form, before the exam

STORY = "story"
"""The place of the Strategy tab that holds the worksheet; `DUAL` that of the second specialty."""
DUAL = "dual"


class Move(NamedTuple):
    """Something to do: `text` says what, `why` why of this plan, `by` the last day that is in time.

    `rules` ask for it, the first one gives `why`. `tab` is where it is done, and `place` where in it: a
    profile key, or a part of Strategy.
    """

    rules: tuple[str, ...]
    text: str
    why: str
    tab: Tab
    stage: str
    by: date | None = None
    place: str | None = None


def moves(plan: Plan, facts: Facts, said: Outcomes | None = None) -> tuple[Move, ...]:
    """What to do next, the first thing first; `said` are the outcomes of the rules, where they are known."""
    said = said or outcomes(facts)
    found: dict[str, Move] = {}
    for name, outcome in said.items():
        rule = guide.rules()[name]
        if rule.move is None or not isinstance(outcome, Fires) or _is_done(rule, plan, facts):
            continue
        move = _move(rule, outcome.personal, plan, facts)
        known = found.get(move.text)
        found[move.text] = move if known is None else known._replace(rules=(*known.rules, name))
    order = [stage.id for stage in guide.stages()]
    listed = [*found.values(), *_answers(questions(facts, said), order)]
    return tuple(sorted(listed, key=lambda move: (order.index(move.stage), move.by or date.max)))


def _move(rule: Rule, personal: str, plan: Plan, facts: Facts) -> Move:
    assert rule.move is not None
    assert rule.stage is not None
    text = _next_form(rule.move, plan, facts) if rule.id in _FORMS else rule.move
    says = _WHY.get(rule.id)
    if rule.story and rule.tab is Tab.STRATEGY:
        personal = f"{_written(rule, plan)}; {personal}"
    due = _BY.get(rule.id)
    return Move(
        rules=(rule.id,),
        text=text,
        why=says(plan, facts) if says else personal,
        tab=rule.tab,
        stage=rule.stage,
        by=due(facts) if due else None,
        place=_PLACES.get(rule.id),
    )


def _answers(asked: tuple[Question, ...], order: list[str]) -> list[Move]:
    """The unknowns that hold back most, each a move of the first stage, and the rest as one of the last."""
    heavy = [question for question in asked if len(question.rules) >= HOLDS_BACK][:ASKED_ALONE]
    light = [question for question in asked if question not in heavy]
    found = [_answer(question, order[0]) for question in heavy]
    if len(light) == 1:
        found.append(_answer(light[0], order[-1]))
    elif light:
        keys = [question.key for question in light if question.key != PRACTICE_TESTS]
        found.append(
            Move(
                rules=tuple(dict.fromkeys(rule for question in light for rule in question.rules)),
                text=f"Answer {len(light)} {'more ' if heavy else ''}questions",
                why=", ".join(question.label for question in light),
                tab=Tab.PROFILE,
                stage=order[-1],
                place=keys[0],
            )
        )
    return found


_ANSWERS = {
    PRACTICE_TESTS: "Log a practice test",
    "step2_date": "Set an exam day",
    "target": "Set a target",
    "match_year": "Choose the match year",
}


def _answer(question: Question, stage: str) -> Move:
    held = len(question.rules)
    tests = question.key == PRACTICE_TESTS
    return Move(
        rules=question.rules,
        text=_ANSWERS.get(question.key, f"Answer: {question.label}"),
        why=f"{held} {'rule waits' if held == 1 else 'rules wait'} for it",
        tab=Tab.SCORES if tests else Tab.PROFILE,
        stage=stage,
        place=None if tests else question.key,
    )


# -- what is done already


def _is_done(rule: Rule, plan: Plan, facts: Facts) -> bool:
    done = _DONE.get(rule.id)
    if done is not None:
        return done(plan, facts)
    return bool(rule.story) and rule.tab is Tab.STRATEGY and not _unwritten(rule, plan)


def _unwritten(rule: Rule, plan: Plan) -> set[str]:
    return set(rule.story) - {row.prompt for row in plan.story_answers}


def _listed(plan: Plan) -> list[Program]:
    """The EM programs on the list: planned, applied to, or further."""
    if not plan.programs:
        return []
    from emtui.planner.counted import ON_THE_LIST  # many plans have no programs at first

    return [
        program
        for program in plan.programs
        if program.specialty is Specialty.EM and program.application in ON_THE_LIST
    ]


def _list_least(facts: Facts) -> int:
    return guide.thresholds().list_least.get(facts.list_band or "", 0)


def _unchecked(plan: Plan, facts: Facts) -> int:
    """EM programs on the list of which IMGs, or the visa that is needed, are not known."""
    visa = facts.profile.visa
    return sum(
        (program.has_imgs is None and program.img_percent is None)
        or (visa is Visa.J1 and program.j1 is None)
        or (visa is Visa.H1B and program.h1b is None)
        for program in _listed(plan)
    )


def _rotations_arranged(plan: Plan) -> int:
    return sum(
        row.state is RotationState.ACCEPTED and row.kind is not RotationKind.OBSERVERSHIP
        for row in plan.rotations
    )


def _letters_promised(plan: Plan) -> int:
    return sum(
        row.state is LetterState.PROMISED and row.kind not in (LetterKind.O_SLOE, LetterKind.LETTER)
        for row in plan.letters
    )


_DONE: Mapping[str, Callable[[Plan, Facts], bool]] = {
    **dict.fromkeys(
        ("list-245", "list-235", "list-225"),
        lambda plan, facts: len(_listed(plan)) >= _list_least(facts),
    ),
    "program-research": lambda plan, facts: not _unchecked(plan, facts),
    "dual": lambda plan, facts: facts.profile.dual_specialty is not None,
    "usce": lambda plan, facts: (
        (facts.profile.us_em_rotations or 0) + _rotations_arranged(plan) >= guide.thresholds().rotations
    ),
    "ecfmg-ready": lambda plan, facts: facts.profile.ecfmg in (Ecfmg.PATHWAY_ACCEPTED, Ecfmg.CERTIFIED, None),
    "start-early": lambda plan, facts: any(row.counted for row in facts.scores.tests),
    "apply-early": lambda plan, facts: any(row.application in SENT for row in _listed(plan)),
}
"""When a move is done though its rule still applies."""


# -- in words, and by when


def _next_form(text: str, plan: Plan, facts: Facts) -> str:
    counted = [row for row in facts.scores.tests if row.counted]
    form = next_form(counted, instruments_of(plan))
    return text if form is None else f"Take {form.name}"


def _written(rule: Rule, plan: Plan) -> str:
    left, prompts = len(_unwritten(rule, plan)), len(rule.story)
    return "1 prompt to answer" if prompts == 1 else f"{left} of {prompts} prompts to answer"


def _list_so_far(plan: Plan, facts: Facts) -> str:
    return f"{len(_listed(plan))} of {_list_least(facts)} on it; {facts.said}"


def _letters_so_far(plan: Plan, facts: Facts) -> str:
    promised = _letters_promised(plan)
    said = f"{facts.profile.em_sloes} of {guide.thresholds().sloes} in"
    return f"{said}, {promised} promised" if promised else said


def _rotations_so_far(plan: Plan, facts: Facts) -> str:
    arranged = _rotations_arranged(plan)
    wanted = guide.thresholds().rotations
    said = f"{facts.profile.us_em_rotations} of {wanted} to {wanted + 1} done"
    return f"{said}, {arranged} accepted" if arranged else said


_WHY: Mapping[str, Callable[[Plan, Facts], str]] = {
    **dict.fromkeys(("list-245", "list-235", "list-225"), _list_so_far),
    "sloe-two": _letters_so_far,
    "usce": _rotations_so_far,
    "ecfmg-ready": lambda plan, facts: f"ECFMG {str(facts.profile.ecfmg).replace('-', ' ')}",
    "program-research": lambda plan, facts: f"{_unchecked(plan, facts)} of {len(_listed(plan))} not known",
}


def _of_season(name: str) -> Callable[[Facts], date | None]:
    """The first day that the milestone called `name` may fall on; `{em}` is the service of EM."""

    def on(facts: Facts) -> date | None:
        year = facts.profile.match_year
        if year is None:
            return None
        return milestone(name.format(em=guide.em_service().of(year)), year, facts.own_days).earliest

    return on


def _form_by(facts: Facts) -> date | None:
    return None if facts.exam_day is None else max(facts.today, facts.exam_day - FORM_BEFORE)


def _exam_day(facts: Facts) -> date | None:
    return facts.exam_day


_SUBMIT = _of_season("{em}-submit")

_BY: Mapping[str, Callable[[Facts], date | None]] = {
    "nbme-near": _form_by,
    "nbme-target": _form_by,
    "two-nbme": _form_by,
    "qbank": _exam_day,
    "usce": _of_season("rotations-end"),
    "sloe-two": _of_season("{em}-programs-read"),
    "oet-certification": lambda facts: facts.last_oet,
    "ecfmg-ready": _SUBMIT,
    "list-245": _SUBMIT,
    "list-235": _SUBMIT,
    "list-225": _SUBMIT,
    "program-research": _SUBMIT,
    "dual": _SUBMIT,
    "score-forward": _SUBMIT,
    "attempt-story": _SUBMIT,
    "step1-highlight": _SUBMIT,
    "apply-early": _SUBMIT,
    "rank-balance": _of_season("nrmp-rol-deadline"),
    "us-time": lambda facts: facts.profile.in_us_until,
}
"""By when: what a rule asks for is late after that day."""

_FORMS = {"nbme-near", "nbme-target", "two-nbme"}
_PLACES = {
    "visa-decide-early": "visa",
    "step1-pass": "step1",
    "research-qi": "research_items",
    "em-story": "ems_volunteer",
    "dual": DUAL,
    **dict.fromkeys(("attempt-story", "step1-highlight", "score-forward", "interview-story"), STORY),
}
