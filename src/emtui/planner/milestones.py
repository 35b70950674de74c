"""The milestones of a match year: published days, and where there are none what the guide's rules give."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cache
from typing import NamedTuple

from dateutil.relativedelta import relativedelta, weekday

from emtui import guide
from emtui.dates import MONTHS, WEEKDAYS
from emtui.guide import DateRule, DayOfYear, DaysFrom, MilestoneKind, NthWeekday
from emtui.plan import Plan, Profile
from emtui.vocabulary import DateBasis, DualSpecialty, Lane, Service

MONDAY_TO_FRIDAY = range(5)


class OwnDay(NamedTuple):
    """The user's own day for a milestone of the match year, and its last day where it is a stretch."""

    milestone: str
    on: date
    until: date | None


OwnDays = tuple[OwnDay, ...]


def own_days(plan: Plan) -> OwnDays:
    """Where the user overruled days of the plan's match year."""
    return tuple(
        OwnDay(own.milestone, own.day, own.until)
        for own in plan.overruled_dates
        if own.match_year == plan.profile.match_year and own.day is not None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """One dated step of a match year.

    `until` is the last day of a stretch, None for a single day. `earliest` and `latest` are both `on` where
    nothing disagrees. Where the day is worked out, `rule` says how and `held` how often that came true;
    `time` is the hour in `zone`. `guides_day` is the guide's day where the user set another.
    """

    id: str
    on: date
    until: date | None
    title: str
    lane: Lane
    service: Service | None
    basis: DateBasis
    rule: str | None
    held: str | None
    source: str
    checked_on: date
    earliest: date
    latest: date
    time: time | None
    zone: str | None
    headline: bool
    note: str | None
    guides_day: date | None = None

    @property
    def tentative(self) -> bool:
        """Whether the day is an estimate: worked out by a rule, not published."""
        return self.basis is DateBasis.RULE


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A stretch of the guide's timeline, both days included, and what belongs into it."""

    id: str
    title: str
    on: date
    until: date
    items: tuple[str, ...]
    source: str


def services_of(profile: Profile) -> tuple[Service, ...]:
    """The application services this applicant needs: that of EM, and ERAS for a second specialty."""
    year = profile.match_year
    em = guide.em_service().service if year is None else guide.em_service().of(year)
    dual = profile.dual_specialty not in (None, DualSpecialty.NONE)
    return (em, Service.ERAS) if dual and em is not Service.ERAS else (em,)


def milestones(match_year: int, services: Collection[Service], own: OwnDays = ()) -> tuple[Milestone, ...]:
    """Every milestone of `match_year` for one who applies through `services`, the earliest first."""
    concerned = (
        milestone(kind.id, match_year, own)
        for kind in guide.milestone_kinds().values()
        if kind.service is None or kind.service in services
    )
    return tuple(sorted(concerned, key=lambda found: found.on))


def opening_day(match_year: int, own: OwnDays = ()) -> Milestone:
    """The day EM programs begin to read applications; what has to be there by then counts from `earliest`."""
    return milestone(f"{guide.em_service().of(match_year)}-programs-read", match_year, own)


def phases(match_year: int) -> tuple[Phase, ...]:
    """The guide's timeline laid over `match_year`, without gap or overlap."""
    return tuple(
        Phase(
            id=kind.id,
            title=kind.title,
            on=_span(kind.on, match_year).on,
            until=_span(kind.until, match_year).on,
            items=kind.items,
            source=kind.source.text,
        )
        for kind in guide.phase_kinds()
    )


@cache
def milestone(name: str, match_year: int, own: OwnDays = ()) -> Milestone:
    """The milestone with the id `name` in `match_year`; what counts from a day of `own` moves with it."""
    kind = guide.milestone_kinds()[name]
    published = kind.published.get(match_year)
    if published is None:
        basis, source = DateBasis.RULE, kind.source
        span = _whole_span(kind, match_year, own)
    else:
        source = published.source
        basis = DateBasis.OFFICIAL if source.sure == "official" else DateBasis.REPORTED
        span = _Span(published.on, published.on, published.on)
    until = milestone(kind.until, match_year, own).on if kind.until else None
    guides_day = None
    yours = next((day for day in own if day.milestone == name), None)
    if yours is not None:
        basis, guides_day = DateBasis.YOURS, span.on
        span = _Span(yours.on, yours.on, yours.on)
        until = yours.until or until
    return Milestone(
        id=name,
        on=span.on,
        until=None if until is None else max(until, span.on),
        title=kind.title,
        lane=kind.lane,
        service=kind.service,
        basis=basis,
        rule=_rule_words(kind) if published is None else None,
        held=_held(kind) if published is None else None,
        source=source.text,
        checked_on=source.checked_on,
        earliest=span.earliest,
        latest=span.latest,
        time=kind.time,
        zone=kind.zone,
        headline=kind.headline,
        note=kind.note,
        guides_day=guides_day,
    )


# -- from rules to days


class _Span(NamedTuple):
    earliest: date
    on: date
    latest: date


def _whole_span(kind: MilestoneKind, match_year: int, own: OwnDays) -> _Span:
    """The rule's day, within all that its alternatives allow."""
    spans = [_span(rule, match_year, own) for rule in (kind.rule, *kind.otherwise)]
    return _Span(
        earliest=min(span.earliest for span in spans),
        on=spans[0].on,
        latest=max(span.latest for span in spans),
    )


def _span(rule: DateRule, match_year: int, own: OwnDays = ()) -> _Span:
    """What one rule gives: a day, or the range of the milestone it counts from, moved."""
    if isinstance(rule, DaysFrom):
        start, shift = milestone(rule.milestone, match_year, own), timedelta(days=rule.days)
        return _Span(start.earliest + shift, start.on + shift, start.latest + shift)
    day = _nth_weekday(rule, match_year) if isinstance(rule, NthWeekday) else _day_of_year(rule, match_year)
    return _Span(day, day, day)


def _nth_weekday(rule: NthWeekday, match_year: int) -> date:
    counted_from = 1 if rule.nth > 0 else 31  # relativedelta takes 31 for the last day of any month
    month = date(match_year + rule.year, rule.month, 1)
    return month + relativedelta(day=counted_from, weekday=weekday(rule.weekday, rule.nth))


def _day_of_year(rule: DayOfYear, match_year: int) -> date:
    day = date(match_year + rule.year, rule.month, rule.day)
    if rule.move is None:
        return day
    allowed = MONDAY_TO_FRIDAY if rule.weekday is None else (rule.weekday,)
    step = timedelta(days=1 if rule.move == "later" else -1)
    while day.weekday() not in allowed:
        day += step
    return day


# -- in words


def _held(kind: MilestoneKind) -> str | None:
    """How often the rule gave the published day, such as "5 of 6 seasons since 2022"."""
    if not kind.published:
        return None
    held = sum(_span(kind.rule, year).on == published.on for year, published in kind.published.items())
    known = len(kind.published)
    return f"{held} of {known} season{'' if known == 1 else 's'} since {min(kind.published)}"


def _rule_words(kind: MilestoneKind) -> str:
    return "; or ".join(map(_words, (kind.rule, *kind.otherwise)))


def _words(rule: DateRule) -> str:
    """The rule as people say it: "3rd Fri of Mar", "16 days before Match Day"."""
    if isinstance(rule, DaysFrom):
        title = guide.milestone_kinds()[rule.milestone].title
        if rule.days == 0:
            return f"same day as {title}"
        days = "1 day" if abs(rule.days) == 1 else f"{abs(rule.days)} days"
        return f"{days} {'after' if rule.days > 0 else 'before'} {title}"
    month = MONTHS[rule.month - 1].capitalize()
    if isinstance(rule, NthWeekday):
        return f"{_nth(rule.nth)} {WEEKDAYS[rule.weekday].capitalize()} of {month}"
    day = f"{rule.day} {month}"
    if rule.move is None:
        return day
    if rule.weekday is not None:
        side = "from {} on" if rule.move == "later" else "up to {}"
        nth = "1st" if rule.move == "later" else "last"
        return f"{nth} {WEEKDAYS[rule.weekday].capitalize()} {side.format(day)}"
    return f"{day}, or the {'Monday after' if rule.move == 'later' else 'Friday before'}"


def _nth(nth: int) -> str:
    return "last" if nth < 0 else ("1st", "2nd", "3rd", "4th")[nth - 1]
