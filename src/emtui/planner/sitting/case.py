"""Candidate exam days: one plan on one day, and what each day would bring."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from emtui import guide
from emtui.dates import show_date
from emtui.guide.sitting import sitting_rules
from emtui.plan import Plan, Profile
from emtui.planner.milestones import Milestone, opening_day
from emtui.planner.readiness import Projection
from emtui.planner.rules import Facts, facts_of
from emtui.planner.scores import scores
from emtui.vocabulary import Exam, Visible

DAY, WEEK, YEAR = timedelta(days=1), timedelta(days=7), timedelta(days=365)


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One candidate exam day: points, probabilities 0..1, and what it clashes with in words."""

    on: date
    mean: float
    p_target: float | None
    p_pass: float
    visible: Visible
    clashes: tuple[str, ...]
    planned: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What the verdict looks at; `projection` is to the planned day, while that is ahead."""

    facts: Facts
    projection: Projection | None
    opening: Milestone | None
    options: tuple[Option, ...]
    missing: tuple[str, ...]

    @property
    def planned(self) -> date:
        assert self.facts.exam_day is not None
        return self.facts.exam_day

    @property
    def target(self) -> int:
        assert self.facts.profile.target is not None
        return self.facts.profile.target

    @property
    def planned_option(self) -> Option:
        """The option on the planned day; there is one wherever there is a projection."""
        return next(option for option in self.options if option.planned)

    def growth_by(self, option: Option) -> float:
        """Points the level is expected to gain from today to `option`."""
        assert self.projection is not None
        return option.mean - self.projection.on(self.facts.today).mean


def case_of(plan: Plan, today: date) -> Case:
    """What the verdict looks at, for `plan` on `today`."""
    known = scores(plan, today)
    facts = facts_of(plan, today, known)
    opening = _opening(facts)
    projection = known.projection if facts.exam_day else None
    return Case(
        facts=facts,
        projection=projection,
        opening=opening,
        options=tuple(_options(facts, projection, opening)) if projection else (),
        missing=tuple(_missing(facts)),
    )


def _missing(facts: Facts) -> Iterator[str]:
    """What a verdict needs and this plan does not have."""
    if facts.profile.step2_date is None:
        yield "an exam day"
    elif facts.exam_day is None:
        yield "the real score, or a new exam day: the planned one is past"
    if facts.profile.target is None:
        yield "a target"
    dated = sum(row.counted for row in facts.scores.tests)
    if dated < 2:
        yield f"{2 - dated} more practice test{'s' if dated == 0 else ''}"
    if not facts.forms:
        yield "an official NBME form"


def _opening(facts: Facts) -> Milestone | None:
    """The day programs begin to read; without a match year, of the first season the planned day can reach."""
    if facts.profile.match_year is not None:
        return opening_day(facts.profile.match_year)
    if facts.exam_day is None:
        return None
    season = opening_day(facts.exam_day.year + 1)
    back = facts.exam_day + timedelta(days=sitting_rules().typical_days)
    return season if back <= season.earliest else opening_day(facts.exam_day.year + 2)


def latest_before(opening: Milestone | None, days: int) -> date | None:
    """The last exam day whose score, back after `days`, is there on opening day."""
    return None if opening is None else opening.earliest - timedelta(days=days)


def _visible(day: date, opening: Milestone | None) -> Visible:
    rules = sitting_rules()
    if opening is None or day + timedelta(days=rules.typical_days) > opening.earliest:
        return Visible.NO
    return Visible.SAFE if day + timedelta(days=rules.safe_days) <= opening.earliest else Visible.TYPICAL


def _days(facts: Facts, planned: date) -> Iterator[date]:
    """The planned day and the days whole weeks from it, from today to the end of the eligibility period."""
    profile = facts.profile
    start = max(facts.today, profile.eligibility_from or facts.today)
    end = profile.eligibility_until or planned + sitting_rules().weeks_past_planned * WEEK
    day = planned - max(0, (planned - start).days // 7) * WEEK
    while day <= max(planned, min(end, facts.today + YEAR)):
        yield day
        day += WEEK


def _options(facts: Facts, planned: Projection, opening: Milestone | None) -> Iterator[Option]:
    target = facts.profile.target
    cautious = planned.conservative
    for day in _days(facts, planned.exam_day):
        mean = planned.on(day).mean
        gain = mean - planned.mean  # at the planned day's spread, a gain moves the whole distribution
        yield Option(
            on=day,
            mean=mean,
            p_target=None if target is None else planned.probability_at_least(target - gain),
            p_pass=cautious.probability_at_least(guide.pass_mark_on(day).mark - gain),
            visible=_visible(day, opening),
            clashes=tuple(_clashes(facts.profile, day, facts.today)),
            planned=day == planned.exam_day,
        )


def _clashes(profile: Profile, day: date, today: date) -> Iterator[str]:
    start, end = profile.eligibility_from, profile.eligibility_until
    if (start and day < start) or (end and day > end):
        yield "outside the eligibility period"
    oet = profile.oet_date
    if oet and profile.oet_result is not Exam.PASS and abs((oet - day).days) <= sitting_rules().oet_days:
        yield f"OET {show_date(oet, today)}"
    if "N" in _shifts(profile, today, day - DAY, day):
        yield "night shift"


def _shifts(profile: Profile, today: date, *days: date) -> str:
    """The shift letters of `days`; without an anchor the pattern starts on this week's Monday."""
    pattern = profile.shift_pattern
    if not pattern:
        return ""
    anchor = profile.shift_anchor or today - timedelta(days=today.weekday())
    return "".join(pattern[(day - anchor).days % len(pattern)] for day in days)
