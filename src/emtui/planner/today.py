"""The Today tab: the countdown, the projection, what to do now, what comes next, and what needs mending."""

from dataclasses import dataclass
from datetime import date, timedelta

from emtui import guide
from emtui.plan import Plan
from emtui.planner.milestones import milestones, services_of
from emtui.planner.needs import Warning_, warnings
from emtui.planner.rules import Facts, Fires, facts_of, timing
from emtui.planner.scores import Scores, TestRow, scores
from emtui.planner.strategy import Guidance, guidance
from emtui.planner.strategy.moves import Move, moves
from emtui.vocabulary import Exam, Lane, ProjectionState, Tab

MOST_DATES = 12  # the rows there are for them beside the other panes
SOON_DAYS = 14
FIRST_MOVES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Something to do now: `title` in two or three words, `detail` why or how, `tab` where it is done.

    `field` is the profile's key for it, where it is one.
    """

    kind: str  # "profile", "practice-test" or "questions"
    title: str
    detail: str
    tab: Tab
    field: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NextDate:
    """A date ahead, `days` from today, in one of the calendar's lanes; an `estimate` is not published yet."""

    date: date
    title: str
    lane: Lane
    days: int
    estimate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLogged:
    """What was logged for one day: questions done, how many were right, practice tests."""

    day: date
    questions: int
    correct: int
    tests: tuple[TestRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayView:
    """Everything the Today tab shows.

    `due` begins with the one thing to do now; `next` is soonest first; `effects` are the rules that apply,
    in the guide's order, `moves` the first of what Strategy says to do next; `week` holds the last seven
    days, oldest first; `days_to_exam` is negative once the exam day is past.
    """

    today: date
    exam_day: date | None
    days_to_exam: int | None
    scores: Scores
    due: tuple[Due, ...]
    next: tuple[NextDate, ...]
    warnings: tuple[Warning_, ...]
    effects: tuple[Guidance, ...]
    moves: tuple[Move, ...]
    week: tuple[DayLogged, ...]


def today_view(plan: Plan, today: date) -> TodayView:
    """What the Today tab shows of `plan` on `today`."""
    exam_day = plan.profile.step2_date
    known = scores(plan, today)
    facts = facts_of(plan, today, known)
    return TodayView(
        today=today,
        exam_day=exam_day,
        days_to_exam=None if exam_day is None else (exam_day - today).days,
        scores=known,
        due=_due(facts),
        next=_next_dates(facts),
        warnings=warnings(plan, facts),
        effects=guidance(facts),
        moves=moves(plan, facts)[:FIRST_MOVES],
        week=tuple(_logged(facts, today - timedelta(days=back)) for back in range(6, -1, -1)),
    )


def _due(facts: Facts) -> tuple[Due, ...]:
    """What to do now, the most useful first: what makes a projection possible, then what sharpens it."""
    profile = facts.profile
    if facts.taken:
        return ()
    due = []
    if profile.step2_date is None:
        due.append(_due_field("step2_date", "Set an exam day", "type : exam 15 jun"))
    elif facts.exam_day is None:
        due.append(_due_field("step2_score", "Enter the score", "type : real 245, or a new exam day"))
    if profile.target is None:
        due.append(_due_field("target", "Set a target", "the line the projection is held against"))
    test = _test_due(facts)
    if test is not None:
        due.append(Due(kind="practice-test", title="Practice test", detail=test, tab=Tab.SCORES))
    if not any(block.done_on == facts.today for block in facts.blocks):
        due.append(
            Due(kind="questions", title="Questions", detail="none logged today; : 40q 31", tab=Tab.TODAY)
        )
    return tuple(due)


def _due_field(field: str, title: str, detail: str) -> Due:
    return Due(kind="profile", title=title, detail=detail, tab=Tab.PROFILE, field=field)


def _test_due(facts: Facts) -> str | None:
    """Why a practice test is due now; None where it is not."""
    limits, age = guide.thresholds(), facts.scores.figures.last_test_days
    if age is None:
        return "none logged yet; type : nbme 13 241"
    if facts.scores.figures.state is ProjectionState.STALE:
        return f"the last one is {age} days old"
    if facts.scores.figures.state is ProjectionState.NEED_MORE_DATA:
        return "a second one makes the projection"
    if facts.exam_day is not None and len(facts.forms) < limits.official_forms:
        return f"{len(facts.forms)} of {limits.official_forms} official forms taken"
    if facts.days_left <= limits.soon_days and isinstance(timing.nbme_near(facts), Fires):
        return f"no form near {facts.profile.target} yet"
    return None


def _next_dates(facts: Facts) -> tuple[NextDate, ...]:
    """The user's own dates, and as many milestones of the season as there is room for beside them."""
    own = _own_dates(facts)
    season = _season_dates(facts)[: max(MOST_DATES - len(own), 0)]
    return tuple(sorted([*own, *season], key=lambda entry: entry.date))


def _own_dates(facts: Facts) -> list[NextDate]:
    profile = facts.profile
    dates = [
        (profile.dedicated_from, "Dedicated study", Lane.STUDY),
        (profile.step2_date if not facts.taken else None, "Step 2 CK", Lane.STUDY),
        (profile.eligibility_from, "Eligibility begins", Lane.STUDY),
        (profile.eligibility_until if not facts.taken else None, "Eligibility ends", Lane.STUDY),
        (profile.oet_date if profile.oet_result is not Exam.PASS else None, "OET", Lane.ECFMG),
        (profile.step3_date if profile.step3 is not Exam.PASS else None, "Step 3", Lane.VISA),
        (profile.in_us_until, "Last day in the US", Lane.VISA),
    ]
    return [
        NextDate(date=day, title=title, lane=lane, days=(day - facts.today).days)
        for day, title, lane in dates
        if day is not None and day >= facts.today
    ]


def _season_dates(facts: Facts) -> list[NextDate]:
    """Application and match milestones ahead, soonest first: the headlines, and whatever is near."""
    if facts.profile.match_year is None:
        return []
    return [
        NextDate(date=found.on, title=found.title, lane=found.lane, days=days, estimate=found.tentative)
        for found in milestones(facts.profile.match_year, services_of(facts.profile))
        if found.lane in (Lane.APPLICATIONS, Lane.MATCH)
        and (days := (found.on - facts.today).days) >= 0
        and (found.headline or days <= SOON_DAYS)
    ]


def _logged(facts: Facts, day: date) -> DayLogged:
    blocks = [block for block in facts.blocks if block.done_on == day]
    return DayLogged(
        day=day,
        questions=sum(block.questions for block in blocks),
        correct=sum(block.correct for block in blocks),
        tests=tuple(row for row in facts.scores.tests if row.taken_on == day and not row.future),
    )
