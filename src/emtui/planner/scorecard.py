"""After the real score: how the projection of each day did."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from emtui.plan import Plan, Profile, StoredProjection

FEW = 5  # projections; with fewer there is no pattern to see
_SPANS = ((7, "the last week"), (28, "1 to 4 weeks out"), (56, "4 to 8 weeks out"), (None, "earlier"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One stored projection beside the real score; None where there is no score yet.

    `days_out` is from its day to the exam; `error` in points, positive where it was too high; `held` whether
    the score lay in the range. `moved`: it was made for another exam day than the one that was sat.
    """

    stored: StoredProjection
    days_out: int
    moved: bool
    error: float | None
    held50: bool | None
    held80: bool | None
    held95: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The projections of one stretch of days before the exam: mean error, mean miss, how many ranges held."""

    name: str
    projections: int
    error: float
    miss: float
    held50: int
    held80: int
    held95: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorecard:
    """Each projection before the exam, oldest first, and by how far out; `words` say what that is worth.

    `spans` leave out what was made for another exam day.
    """

    score: int
    exam_day: date | None
    outcomes: tuple[Outcome, ...]
    spans: tuple[Span, ...]
    words: tuple[str, ...]


def scorecard(plan: Plan) -> Scorecard | None:
    """How the projections of `plan` did; None until the real score is known."""
    profile = plan.profile
    if profile.step2_score is None:
        return None
    before = tuple(outcome for outcome in outcomes(plan) if outcome.days_out >= 0)
    counted = [outcome for outcome in before if not outcome.moved]
    return Scorecard(
        score=profile.step2_score,
        exam_day=profile.step2_date,
        outcomes=before,
        spans=tuple(_spans(counted)),
        words=tuple(_words(before, counted)),
    )


def outcomes(plan: Plan) -> tuple[Outcome, ...]:
    """Every stored projection, oldest first, beside the real score where it is known."""
    return tuple(_outcome(stored, plan.profile) for stored in plan.projections)


def _outcome(stored: StoredProjection, profile: Profile) -> Outcome:
    score = profile.step2_score
    sat_on = stored.exam_day if profile.step2_date is None or score is None else profile.step2_date
    held50, held80, held95 = (
        None if score is None else low <= score <= high
        for low, high in (
            (stored.low50, stored.high50),
            (stored.low80, stored.high80),
            (stored.low95, stored.high95),
        )
    )
    return Outcome(
        stored=stored,
        days_out=(sat_on - stored.day).days,
        moved=stored.exam_day != sat_on,
        error=None if score is None else stored.mean - score,
        held50=held50,
        held80=held80,
        held95=held95,
    )


def _spans(counted: Sequence[Outcome]) -> Iterator[Span]:
    """The stretches before the exam that have projections, the last one first."""
    nearest = -1
    for farthest, name in _SPANS:
        found = [
            row for row in counted if nearest < row.days_out and (not farthest or row.days_out <= farthest)
        ]
        nearest = farthest or nearest
        errors = [row.error for row in found if row.error is not None]
        if errors:
            yield Span(
                name=name,
                projections=len(found),
                error=sum(errors) / len(errors),
                miss=sum(map(abs, errors)) / len(errors),
                held50=sum(bool(row.held50) for row in found),
                held80=sum(bool(row.held80) for row in found),
                held95=sum(bool(row.held95) for row in found),
            )


def _words(before: Sequence[Outcome], counted: Sequence[Outcome]) -> Iterator[str]:
    """What the figures are worth, in plain words."""
    if not before:
        yield "No projection was stored before the exam: there is nothing to compare."
        return
    if counted:
        yield from _how_near(counted)
    moved = len(before) - len(counted)
    if moved:
        made = "1 projection was" if moved == 1 else f"{moved} projections were"
        yield f"{made} made for another exam day: listed, not summed up."
    if not counted:
        return
    if len(counted) == 1:
        yield "One projection of one exam: no pattern to see, and no proof of the model."
        return
    if len(counted) < FEW:
        yield f"{len(counted)} projections are too few to see a pattern."
    yield "They all look at one exam, so they are right or wrong together: this is no proof of the model."


def _how_near(counted: Sequence[Outcome]) -> Iterator[str]:
    """How far off the last one was, and how many ranges held."""
    last, held = counted[-1], sum(bool(row.held80) for row in counted)
    assert last.error is not None
    yield f"The last projection, {_out(last.days_out)}, was {_off(last.error)}."
    yield f"The 80% range held the score in {held} of {len(counted)}."


def _out(days: int) -> str:
    return {0: "on exam day", 1: "the day before"}.get(days, f"{days} days before")


def _off(error: float) -> str:
    points = round(abs(error))
    if not points:
        return "right to the point"
    return f"{points} point{'s' if points > 1 else ''} too {'high' if error > 0 else 'low'}"
