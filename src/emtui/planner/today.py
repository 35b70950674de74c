"""The Today tab: the countdown, the projection, what to do now, what comes next, and what needs mending."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from emtui import guide
from emtui.plan import Plan
from emtui.planner.calendar import CalendarView, DatedEntry, What, calendar
from emtui.planner.capacity import Capacity
from emtui.planner.needs import Warning_, warnings
from emtui.planner.rules import Facts, Fires, facts_of, outcomes, timing
from emtui.planner.scores import Scores, TestRow, scores
from emtui.planner.strategy import Guidance, guidance
from emtui.planner.strategy.moves import Move, moves
from emtui.planner.study_due import StudyDue, study_due
from emtui.vocabulary import Exam, Lane, ProjectionState, Tab

MOST_DATES = 12  # the rows there are for them beside the other panes
SOON_DAYS = 14
FIRST_MOVES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Something to do now: `title` in two or three words, `detail` why or how, `tab` where it is done.

    `field` is the profile's key for it, where it is one.
    """

    kind: str  # "profile", "practice-test", "reviews", "questions" or "mistakes"
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
    """What was logged for one day: questions done, how many were right, practice tests, reviews.

    `letter` is the day's shift, None without a pattern.
    """

    day: date
    questions: int
    correct: int
    tests: tuple[TestRow, ...]
    reviews: int
    letter: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayView:
    """Everything the Today tab shows.

    `due` begins with the one thing to do now; `next` is soonest first; `effects` are the rules that apply,
    in the guide's order, `moves` the first of what Strategy says to do next; `week` holds the last seven
    days, oldest first; `days_to_exam` is negative once the exam day is past. `study` is the pace, missed days
    to decide on, and the streak.
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
    study: StudyDue


def today_view(plan: Plan, today: date) -> TodayView:
    """What the Today tab shows of `plan` on `today`."""
    exam_day = plan.profile.step2_date
    known = scores(plan, today)
    facts = facts_of(plan, today, known)
    said = outcomes(facts)
    study = study_due(plan, today)
    season = calendar(plan, today)
    return TodayView(
        today=today,
        exam_day=exam_day,
        days_to_exam=None if exam_day is None else (exam_day - today).days,
        scores=known,
        due=_due(facts, study),
        next=_next_dates(season, today),
        warnings=warnings(plan, facts, season.conflicts),
        effects=guidance(facts, said),
        moves=moves(plan, facts, said)[:FIRST_MOVES],
        week=_week(plan, facts),
        study=study,
    )


def _due(facts: Facts, study: StudyDue) -> tuple[Due, ...]:
    """What to do now, the most useful first: what makes a projection possible, what sharpens it, study."""
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
    return (*due, *_study_due(facts, study))


def _study_due(facts: Facts, study: StudyDue) -> Iterator[Due]:
    """Reviews, then questions as the pace has them (any, where there is no pace), then mistakes."""
    if study.over:
        return
    if study.reviews:
        title = "1 review" if study.reviews == 1 else f"{study.reviews} reviews"
        yield Due(kind="reviews", title=title, detail=f"about {study.minutes} min", tab=Tab.STUDY)
    pace = study.pace
    if pace.to_do:
        more = f"{pace.to_do} more to do today" if pace.done_today else f"{pace.to_do} to do today"
        yield Due(kind="questions", title="Questions", detail=more, tab=Tab.STUDY)
    elif pace.target is None and not any(block.done_on == facts.today for block in facts.blocks):
        yield Due(kind="questions", title="Questions", detail="none logged today; : 40q 31", tab=Tab.STUDY)
    if study.mistakes:
        title = "1 mistake" if study.mistakes == 1 else f"{study.mistakes} mistakes"
        yield Due(kind="mistakes", title=title, detail="to look at again", tab=Tab.STUDY)


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


def _next_dates(season: CalendarView, today: date) -> tuple[NextDate, ...]:
    """As many dates as there is room for, the soonest first."""
    ahead = [entry for entry in season.entries if entry.on >= today and _worth_a_row(entry, season)]
    # Answers of the profile and what is near are never pushed out, then come the season's dates.
    ahead.sort(key=lambda entry: _claim(entry, today))
    answers = sum(entry.what is What.PROFILE for entry in ahead)
    shown = ahead[: max(MOST_DATES, answers)]
    return tuple(
        NextDate(
            date=entry.on,
            title=entry.title,
            lane=entry.lane,
            days=(entry.on - today).days,
            estimate=entry.estimate,
        )
        for entry in sorted(shown, key=lambda entry: entry.on)
    )


def _claim(entry: DatedEntry, today: date) -> int:
    """Whose turn an entry is where there is not room for all: 0 goes first."""
    if entry.what is What.PROFILE:
        return 0
    if (entry.on - today).days <= SOON_DAYS:
        return 1
    return 2 if entry.what is What.MILESTONE else 3


def _worth_a_row(entry: DatedEntry, season: CalendarView) -> bool:
    """Whether it is still open: of milestones the headlines and whatever is near, of one's own dates all."""
    profile = season.profile
    if entry.what is What.PROFILE:
        over = {
            "step2_date": profile.step2_score is not None,
            "oet_date": profile.oet_result is Exam.PASS,
            "step3_date": profile.step3 is Exam.PASS,
        }
        return not over.get(entry.field or "", False)
    if entry.what is not What.MILESTONE:
        return entry.what is not What.EXPECTED
    return entry.lane in (Lane.APPLICATIONS, Lane.MATCH) and (
        entry.headline or (entry.on - season.today).days <= SOON_DAYS
    )


def _week(plan: Plan, facts: Facts) -> tuple[DayLogged, ...]:
    """The last seven days, oldest first."""
    room, reviews = Capacity(plan, facts.today), Counter(row.reviewed_on for row in plan.reviews)
    days = (facts.today - timedelta(days=back) for back in range(6, -1, -1))
    return tuple(_logged(facts, day, reviews[day], room.letter(day)) for day in days)


def _logged(facts: Facts, day: date, reviews: int, letter: str | None) -> DayLogged:
    blocks = [block for block in facts.blocks if block.done_on == day]
    return DayLogged(
        day=day,
        questions=sum(block.questions for block in blocks),
        correct=sum(block.correct for block in blocks),
        tests=tuple(row for row in facts.scores.tests if row.taken_on == day and not row.future),
        reviews=reviews,
        letter=letter,
    )
