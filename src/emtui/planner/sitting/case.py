"""One plan on one day as the verdict sees it: the candidate exam days, and what each would bring."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any, NamedTuple

from emtui import guide
from emtui.dates import say_date
from emtui.guide import Instrument
from emtui.guide.sitting import sitting_rules
from emtui.plan import Plan
from emtui.planner.assumptions import instruments_of
from emtui.planner.milestones import Milestone, opening_day
from emtui.planner.readiness import PracticeReading, Projection
from emtui.planner.rules import Facts, facts_of
from emtui.planner.scores import ENOUGH, scores
from emtui.planner.shifts import Nights, night_near, nights_of
from emtui.vocabulary import Exam, Visible

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)


class Missing(NamedTuple):
    """What has to be known before there is a verdict, and the rule that asks for it."""

    rule: str
    what: str


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


@dataclass(frozen=True, kw_only=True)
class Case:
    """One plan on one day; what is asked of it is worked out when it is asked.

    `opening` is the day programs begin to read; without a match year `facts` have that of the season the
    exam day can reach. `nights` are stretches of night shifts on the calendar. `imagined` is
    an official form not sat, as if it were sat today.
    """

    facts: Facts
    instruments: Mapping[str, Instrument]
    opening: Milestone | None
    nights: Nights = ()
    imagined: PracticeReading | None = None

    # -- what is known

    @property
    def today(self) -> date:
        """The day the question is asked."""
        return self.facts.today

    @property
    def planned(self) -> date:
        """The planned exam day; only asked where it is ahead."""
        assert self.facts.exam_day is not None
        return self.facts.exam_day

    @property
    def target(self) -> int:
        """The score to reach: the user's target, or the pass mark where that is higher."""
        assert self.facts.profile.target is not None
        return max(self.facts.profile.target, guide.pass_mark_on(self.planned).mark)

    @cached_property
    def missing(self) -> tuple[Missing, ...]:
        """What a verdict needs and this plan does not have."""
        return tuple(_missing(self.facts))

    @cached_property
    def levels(self) -> tuple[float, ...]:
        """The levels of the counted forms, newest first, of one day the best first."""
        forms = [(row.taken_on, row.level) for row in self.facts.counted_forms]
        if self.imagined is not None:
            instrument = self.instruments[self.imagined.instrument]
            forms.append((self.today, instrument.on_scale(self.imagined.score)))
        return tuple(level for _, level in sorted(forms, reverse=True))

    @cached_property
    def projection(self) -> Projection | None:
        """The projection to the planned day; None where that is not ahead or there is nothing to project."""
        known = None if self.facts.exam_day is None else self.facts.scores.projection
        if known is None or self.imagined is None:
            return known
        return known.with_test(self.imagined, self.instruments)

    # -- other plans

    def with_profile(self, **changes: Any) -> "Case":
        """The same with other answers in the profile; not for the exam day or the season."""
        return replace(self, facts=replace(self.facts, profile=replace(self.facts.profile, **changes)))

    def with_form(self, form: Instrument, score: float) -> "Case":
        """The same had `form` been sat today with `score`."""
        return replace(self, imagined=PracticeReading(self.today, form.id, score))

    # -- days

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The planned day and the days whole weeks from it, from today to the end of the period."""
        if self.facts.exam_day is None or self.facts.scores.projection is None:
            return ()
        rules, profile, planned = sitting_rules(), self.facts.profile, self.planned
        start = max(self.today, profile.eligibility_from or self.today)
        end = profile.eligibility_until or planned + rules.weeks_past_planned * WEEK
        before, after = (
            min(rules.farthest_weeks, max(0, days // 7))
            for days in ((planned - start).days, (end - planned).days)
        )
        return tuple(planned + weeks * WEEK for weeks in range(-before, after + 1))

    @cached_property
    def later(self) -> tuple[date, ...]:
        """The days a delay may go to: in the eligibility period, back by opening day, not too far off."""
        latest = self.planned + sitting_rules().longest_delay_weeks * WEEK
        return tuple(
            day
            for day in self.days
            if self.planned < day <= latest and self.eligible(day) and self.visible(day) is not Visible.NO
        )

    @cached_property
    def in_season(self) -> tuple[date, ...]:
        """The planned day and every candidate up to the guide's outer date."""
        assert self.opening is not None
        outer = guide.thresholds().sit_by_outer.of(self.opening.earliest.year)
        return (self.planned, *(day for day in self.days if day <= outer and day != self.planned))

    def eligible(self, day: date) -> bool:
        """Whether the eligibility period, as far as it is known, holds `day`."""
        start, end = self.facts.profile.eligibility_from, self.facts.profile.eligibility_until
        return (start or date.min) <= day <= (end or date.max)

    def visible(self, day: date) -> Visible:
        """Whether the score of an exam on `day` is there when programs begin to read."""
        typical, safe = latest_days(self.opening)
        if typical is None or safe is None or day > typical:
            return Visible.NO
        return Visible.SAFE if day <= safe else Visible.TYPICAL

    def clashes(self, day: date) -> Iterator[str]:
        """What else is on `day`, in words."""
        profile = self.facts.profile
        if not self.eligible(day):
            yield "outside the eligibility period"
        oet = profile.oet_date
        if oet and profile.oet_result is not Exam.PASS and abs(oet - day) <= sitting_rules().oet_days * DAY:
            yield f"OET {self.said(oet)}"
        if night_near(self.facts.profile, self.nights, day, self.today):
            yield "night shift"

    def said(self, day: date) -> str:
        """`day` inside a sentence."""
        return say_date(day, self.today)

    # -- what a day would bring

    def usual_growth(self, day: date) -> float:
        """Points usual study brings from today to `day`, whatever this learner's own pace."""
        without_imagined = self.facts.scores.projection  # no test changes it, and this one is there already
        assert without_imagined is not None
        return without_imagined.usual_growth(day)

    @property
    def _planned_projection(self) -> Projection:
        assert self.projection is not None
        return self.projection

    def gain(self, day: date) -> float:
        """Points the projection moves up from the planned day to `day`."""
        return self._planned_projection.on(day).mean - self._planned_projection.mean

    def chance(self, target: float, day: date) -> float:
        """P(≥ `target`) on `day`, at the planned day's spread: only the gain in the mean counts."""
        return self._chance(target, self.gain(day))

    def chance_to_pass(self, day: date) -> float:
        """P(pass) on `day`, without the shift, at the planned day's spread."""
        return self._chance_to_pass(day, self.gain(day))

    def _chance(self, target: float, gain: float) -> float:
        return self._planned_projection.probability_at_least(target - gain)

    def _chance_to_pass(self, day: date, gain: float) -> float:
        mark = guide.pass_mark_on(day).mark
        return self._planned_projection.conservative.probability_at_least(mark - gain)

    @cached_property
    def options(self) -> tuple[Option, ...]:
        """Every candidate day with all that is shown of it."""
        return tuple(map(self._option, self.days))

    def _option(self, day: date) -> Option:
        mean = self._planned_projection.on(day).mean
        target, gain = self.facts.profile.target, mean - self._planned_projection.mean
        return Option(
            on=day,
            mean=mean,
            p_target=None if target is None else self._chance(target, gain),
            p_pass=self._chance_to_pass(day, gain),
            visible=self.visible(day),
            clashes=tuple(self.clashes(day)),
            planned=day == self.planned,
        )


def case_of(plan: Plan, today: date) -> Case:
    """What the verdict looks at, for `plan` on `today`."""
    facts = facts_of(plan, today, scores(plan, today))
    year = facts.profile.match_year or _season_of(facts.exam_day)
    return Case(
        facts=replace(facts, profile=replace(facts.profile, match_year=year)),
        instruments=instruments_of(plan),
        opening=None if year is None else opening_day(year, facts.own_days),
        nights=nights_of(plan),
    )


def latest_days(opening: Milestone | None) -> tuple[date | None, date | None]:
    """The last exam days whose score is back by opening day: typically, and to be safe."""
    if opening is None:
        return None, None
    rules = sitting_rules()
    return opening.earliest - rules.typical_days * DAY, opening.earliest - rules.safe_days * DAY


def _season_of(exam_day: date | None) -> int | None:
    """The match year of the first season whose opening day a score of `exam_day` can reach."""
    if exam_day is None:
        return None
    typical, _ = latest_days(opening_day(exam_day.year + 1))
    assert typical is not None
    return exam_day.year + (1 if exam_day <= typical else 2)


def _missing(facts: Facts) -> Iterator[Missing]:
    if facts.profile.step2_date is None:
        yield Missing("sit-by", "an exam day")
    elif facts.exam_day is None:
        yield Missing("sit-by", "the real score, or a new exam day: the planned one is past")
    if facts.profile.target is None:
        yield Missing("nbme-target", "a target")
    tests = sum(row.counted for row in facts.scores.tests)
    if tests < ENOUGH:
        yield Missing("two-nbme", f"{ENOUGH} practice tests" if tests == 0 else "a second practice test")
    if not facts.forms:
        yield Missing("nbme-near", "an official NBME form")
