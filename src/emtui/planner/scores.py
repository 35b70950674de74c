"""What the Scores tab shows: the practice tests, the figures of the projection, and what limits them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import Any

from emtui import guide
from emtui.dates import show_date
from emtui.guide import Instrument
from emtui.plan import Plan, PracticeTest, Profile, StoredProjection
from emtui.planner.assumptions import instruments_of, own_assumptions, priors_of
from emtui.planner.latest import keeps_latest
from emtui.planner.readiness import PracticeReading, Projection, StudySpan, possible_scores, project
from emtui.planner.scorecard import Scorecard, scorecard
from emtui.planner.systems import SystemStanding, systems_of
from emtui.vocabulary import Band, Intensity, ProjectionState, Unit

ENOUGH = 2  # dated tests; with fewer the range is mostly the prior, and the state says so


@dataclass(frozen=True, slots=True, kw_only=True)
class TestRow:
    """One practice test as listed, `score` in its own unit, `systems` the percentage of each area reported.

    `level` is the score on the Step 2 CK scale, or as it is where the instrument is not known. `future`
    tests are dated after today; only `counted` ones take part in the reckoning.
    """

    __test__ = False  # the name is the field's own; pytest need not collect it

    id: int | None
    taken_on: date
    instrument: str
    name: str
    family: str
    score: float
    unit: Unit
    level: float
    timed: bool
    complete: bool
    retake: bool
    notes: str | None
    systems: Mapping[str, float]
    future: bool
    counted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Test `a` lies `gap` points above (negative: below) what `b` and the tests before led to expect."""

    a: str
    b: str
    gap: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The figures of docs/contract.md's `projection`: points, probabilities 0..1, None where unknowable."""

    state: ProjectionState
    model_version: int
    exam_day: date | None = None
    mean: float | None = None
    sd: float | None = None
    low50: float | None = None
    high50: float | None = None
    low80: float | None = None
    high80: float | None = None
    low95: float | None = None
    high95: float | None = None
    target: int | None = None
    p_target: float | None = None
    p_pass: float | None = None
    pass_mark: int | None = None
    bands: Mapping[Band, float] | None = None
    conservative_mean: float | None = None
    conservative_p_target: float | None = None
    pace_needed: float | None = None
    pace_seen: float | None = None
    last_test_days: int | None = None
    disagreements: tuple[Disagreement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """The tab's answer: tests newest first, the figures, and the projection behind them, if there is one.

    `step2_score` is the real score, which ends the projecting and begins the `scorecard`. `systems` are the
    areas that tests report on, weakest first; `assumptions` what the user takes otherwise than the guide.
    """

    tests: tuple[TestRow, ...]
    figures: Figures
    projection: Projection | None
    nearest: TestRow | None
    notes: tuple[str, ...]
    systems: tuple[SystemStanding, ...]
    assumptions: tuple[str, ...]
    scorecard: Scorecard | None
    today: date
    exam_day: date | None
    target: int | None
    step2_score: int | None


@keeps_latest
def scores(plan: Plan, today: date) -> Scores:
    """The practice tests of `plan` and what they say of exam day, as seen on `today`."""
    profile, exam_day = plan.profile, plan.profile.step2_date
    rows, projection, figures = _reckoned(plan, today)
    instruments = instruments_of(plan)
    counted = [row for row in rows if row.counted]
    next_test = _next_test(counted, projection, instruments, exam_day, today)
    return Scores(
        tests=rows,
        figures=figures,
        projection=projection,
        nearest=_nearest(counted, profile.target, today),
        notes=(
            *_left_out(rows, instruments, exam_day),
            *_worth_knowing(figures, projection, next_test, today),
        ),
        systems=systems_of(plan, today),
        assumptions=own_assumptions(plan),
        scorecard=scorecard(plan),
        today=today,
        exam_day=exam_day,
        target=profile.target,
        step2_score=profile.step2_score,
    )


def snapshot(plan: Plan, today: date) -> StoredProjection | None:
    """What is to be kept of today's projection to exam day; None where there is none."""
    rows, _, figures = _reckoned(plan, today)
    if figures.mean is None:
        return None
    kept: dict[str, Any] = {
        field.name: getattr(figures, field.name)
        for field in fields(StoredProjection)
        if field.name not in ("id", "day", "tests")
    }
    return StoredProjection(day=today, tests=sum(row.counted for row in rows), **kept)


def _reckoned(plan: Plan, today: date) -> tuple[tuple[TestRow, ...], Projection | None, Figures]:
    """The practice tests, newest first, the projection of those that count, and its figures."""
    rows = tuple(_rows(plan, instruments_of(plan), today))
    counted = [row for row in rows if row.counted]
    projection = _projection(plan, counted, today)
    return rows, projection, _figures(counted, projection, plan.profile, today)


def _rows(plan: Plan, instruments: Mapping[str, Instrument], today: date) -> Iterator[TestRow]:
    """The practice tests, newest first."""
    systems: dict[int | None, dict[str, float]] = {}
    for row in plan.system_scores:
        systems.setdefault(row.practice_test_id, {})[row.system] = row.percent
    for test in sorted(plan.practice_tests, key=lambda test: (test.taken_on, test.id or 0), reverse=True):
        known, areas = instruments.get(test.instrument), systems.get(test.id, {})
        yield _row(test, known, areas, today, plan.profile.step2_date)


def _row(
    test: PracticeTest,
    instrument: Instrument | None,
    systems: Mapping[str, float],
    today: date,
    exam_day: date | None,
) -> TestRow:
    possible = False
    if instrument is not None:
        low, high = possible_scores(instrument.unit)
        possible = low <= test.score <= high
    return TestRow(
        id=test.id,
        taken_on=test.taken_on,
        instrument=test.instrument,
        name=instrument.name if instrument else test.instrument,
        family=instrument.family if instrument else "other",
        score=test.score,
        unit=instrument.unit if instrument else Unit.POINTS,
        level=instrument.on_scale(test.score) if instrument else test.score,
        timed=test.timed,
        complete=test.complete,
        retake=test.retake,
        notes=test.notes,
        systems=systems,
        future=test.taken_on > today,
        counted=possible and test.taken_on <= min(today, exam_day or today),
    )


def _projection(plan: Plan, counted: Sequence[TestRow], today: date) -> Projection | None:
    """What the tests that count say of exam day, or of today where none is set."""
    if not counted or plan.profile.step2_score is not None:
        return None
    return project(
        [
            PracticeReading(row.taken_on, row.instrument, row.score, row.timed, row.complete, row.retake)
            for row in counted
        ],
        plan.profile.step2_date or today,
        today,
        instruments=instruments_of(plan),
        intensity=_intensity(plan.profile),
        priors=priors_of(plan),
    )


def _intensity(profile: Profile) -> tuple[StudySpan, ...]:
    """Beside rotations until dedicated study begins; unknown where no beginning is given."""
    if profile.dedicated_from is None:
        return ()
    return (
        StudySpan(date.min, Intensity.BESIDE_ROTATIONS),
        StudySpan(profile.dedicated_from, Intensity.DEDICATED),
    )


def _figures(
    counted: Sequence[TestRow], projection: Projection | None, profile: Profile, today: date
) -> Figures:
    exam_day, target = profile.step2_date, profile.target
    last_test_days = (today - counted[0].taken_on).days if counted else None
    figures = Figures(
        state=_state(counted, profile, today),
        model_version=guide.readiness_priors().model_version,
        exam_day=exam_day,
        target=target,
        pass_mark=guide.pass_mark_on(exam_day or today).mark,
        last_test_days=last_test_days,
    )
    if projection is None:
        return figures
    names = {(row.taken_on, row.instrument): row.name for row in counted}
    figures = replace(
        figures,
        pace_seen=projection.pace if len(counted) >= ENOUGH else None,
        disagreements=tuple(
            Disagreement(
                a=names[pair.reading.taken_on, pair.reading.instrument],
                b=names[pair.before.taken_on, pair.before.instrument],
                gap=pair.gap,
            )
            for pair in projection.disagreements
        ),
    )
    if exam_day is None:
        return figures
    (low50, high50), (low80, high80), (low95, high95) = map(projection.interval, (0.50, 0.80, 0.95))
    conservative = projection.conservative
    assert figures.pass_mark is not None
    return replace(
        figures,
        mean=projection.mean,
        sd=projection.sd,
        low50=low50,
        high50=high50,
        low80=low80,
        high80=high80,
        low95=low95,
        high95=high95,
        p_target=None if target is None else projection.probability_at_least(target),
        p_pass=conservative.probability_at_least(figures.pass_mark),
        bands=_bands(projection),
        conservative_mean=conservative.mean,
        conservative_p_target=None if target is None else conservative.probability_at_least(target),
        pace_needed=_pace_needed(projection, exam_day, today, target),
    )


def _state(counted: Sequence[TestRow], profile: Profile, today: date) -> ProjectionState:
    if profile.step2_score is not None:
        return ProjectionState.TAKEN
    if profile.step2_date is None:
        return ProjectionState.NO_EXAM_DAY
    if len(counted) < ENOUGH:
        return ProjectionState.NEED_MORE_DATA
    age = min(today, profile.step2_date) - counted[0].taken_on
    stale = age.days > guide.readiness_priors().stale_days
    return ProjectionState.STALE if stale else ProjectionState.OK


def _bands(projection: Projection) -> dict[Band, float]:
    """The probability of each target band, worst first; together 1."""
    at_least = [1.0 if row.low is None else projection.probability_at_least(row.low) for row in guide.bands()]
    return {
        row.band: here - better
        for row, here, better in zip(guide.bands(), at_least, [*at_least[1:], 0.0], strict=True)
    }


def _pace_needed(projection: Projection, exam_day: date, today: date, target: int | None) -> float | None:
    """Points a week from today's level to the target, no shift counted on; None without days or target."""
    days = (exam_day - today).days
    if target is None or days <= 0:
        return None
    level = projection.on(today).conservative.mean
    return max(0.0, target - level) / days * 7


def _nearest(counted: Sequence[TestRow], target: int | None, today: date) -> TestRow | None:
    """The official form young enough to count whose level is nearest the target; the newest without one."""
    oldest = today - timedelta(guide.thresholds().counted_form_days)
    forms = [row for row in counted if row.family == "nbme" and row.taken_on >= oldest]
    if target is None:
        return forms[0] if forms else None
    return min(forms, key=lambda row: abs(row.level - target), default=None)


def _left_out(
    rows: Sequence[TestRow], instruments: Mapping[str, Instrument], exam_day: date | None
) -> Iterator[str]:
    """One sentence for each reason a test is listed but not counted."""
    future = sum(row.future for row in rows)
    if future:
        yield f"{_tests(future)} dated after today: not counted yet."
    late = sum(not row.future and exam_day is not None and row.taken_on > exam_day for row in rows)
    if late:
        yield f"{_tests(late)} dated after exam day: not counted."
    for name in sorted({row.name for row in rows if row.instrument not in instruments}):
        yield f"{name} is not a test this program knows: listed, not counted."


def _worth_knowing(
    figures: Figures, projection: Projection | None, next_test: str | None, today: date
) -> Iterator[str]:
    """What a reader of the figures should hear beside them."""
    if projection is None or figures.exam_day is None:
        return
    if figures.exam_day < today:
        yield "Exam day is past: enter the real score."
    elif figures.state is ProjectionState.NEED_MORE_DATA:
        yield "One dated test says little: the range is wide on purpose."
    if next_test is not None:
        yield next_test


def _next_test(
    counted: Sequence[TestRow],
    projection: Projection | None,
    instruments: Mapping[str, Instrument],
    exam_day: date | None,
    today: date,
) -> str | None:
    """What one more official form, a week before the exam, would take off the 80 % range; None if little."""
    form = next_form(counted, instruments)
    if projection is None or exam_day is None or form is None or exam_day - today < timedelta(2):
        return None
    day = max(today, exam_day - timedelta(7))
    expected = projection.on(day).conservative.mean + form.offset
    imagined = PracticeReading(day, form.id, min(300.0, max(1.0, expected)))
    narrower = projection.with_test(imagined, instruments)
    gained = round(_width(projection) - _width(narrower))
    if gained < 1:
        return None
    points = "1 point" if gained == 1 else f"{gained} points"
    when = " ".join(show_date(day, today).split())
    return f"{form.name} on {when} would narrow the range by {points}."


def next_form(counted: Sequence[TestRow], instruments: Mapping[str, Instrument]) -> Instrument | None:
    """The official form to sit next: the one after the last one sat, else any not sat yet."""
    used = {row.instrument for row in counted}
    forms = [form for form in instruments.values() if form.official and form.unit is Unit.POINTS]
    last = max((index for index, form in enumerate(forms) if form.id in used), default=-1)
    return next((form for form in (*forms[last + 1 :], *forms) if form.id not in used), None)


def _width(projection: Projection) -> float:
    low, high = projection.interval(0.80)
    return high - low


def _tests(number: int) -> str:
    return "1 test is" if number == 1 else f"{number} tests are"
