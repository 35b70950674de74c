"""What needs mending: contradictions, late dates, tests that cannot be used, unknowns in the way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from emtui import fields, guide
from emtui.plan import Plan
from emtui.planner.assumptions import instruments_of
from emtui.planner.calendar import CONFLICT, LOOK, Conflict
from emtui.planner.rules import Facts, Fires, timing
from emtui.vocabulary import Exam, ProjectionState, Tab, Visa

UNKNOWN = "?"
_ORDER = (CONFLICT, LOOK, UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Warning_:  # noqa: N801 - Warning is Python's own
    """Something to look at: `subject` and `text` make one sentence with "; " between.

    `tab` is where it is mended, and `field` the profile's key for it, where it is one; `place` is where else
    its cursor is to stand.
    """

    id: str
    sign: str
    subject: str
    text: str
    tab: Tab
    field: str | None = None
    place: str | None = None


def warnings(plan: Plan, facts: Facts, conflicts: Sequence[Conflict]) -> tuple[Warning_, ...]:
    """What needs the user in `plan`: conflicts first, those of the calendar and others, then what to look
    at, then unknowns.
    """
    found = [
        *_contradictions(facts),
        *map(_conflict, conflicts),
        *_exam(facts),
        *_target(facts),
        *_tests(plan, facts),
        *_papers(facts),
    ]
    if plan.letters or plan.rotations or plan.programs:
        from emtui.planner.needs_applying import applying_needs  # not before there is something to apply with

        found += [_warn(*need[:5], place=need[5]) for need in applying_needs(plan, facts)]
    return tuple(sorted(found, key=lambda warning: _ORDER.index(warning.sign)))


def _warn(
    name: str, sign: str, subject: str, text: str, mended: Tab | str, place: str | None = None
) -> Warning_:
    """A warning that is `mended` in a tab, or in the field of the profile with that key."""
    if isinstance(mended, Tab):
        return Warning_(id=name, sign=sign, subject=subject, text=text, tab=mended, place=place)
    return Warning_(id=name, sign=sign, subject=subject, text=text, tab=Tab.PROFILE, field=mended)


def _contradictions(facts: Facts) -> Iterator[Warning_]:
    for key, sentence in fields.contradictions(facts.profile):
        if key != "step2_date":  # the calendar says that one
            yield _warn("contradiction", CONFLICT, fields.BY_KEY[key].label, sentence, key)


def _conflict(conflict: Conflict) -> Warning_:
    return Warning_(
        id=conflict.id,
        sign=conflict.sign,
        subject=conflict.subject,
        text=conflict.text,
        tab=conflict.tab,
        field=conflict.field,
        place=conflict.entries[0] if conflict.entries else None,
    )


def _exam(facts: Facts) -> Iterator[Warning_]:
    if facts.taken:
        return
    if facts.profile.step2_date is None:
        yield _warn("no-exam-day", UNKNOWN, "No exam day", "nothing can be projected to it", "step2_date")
    elif facts.exam_day is None:
        yield _warn("exam-past", LOOK, "Exam day is over", "enter the score, or the new day", "step2_score")
    late = timing.sit_by(facts)
    if isinstance(late, Fires):
        yield _warn("sit-by", LOOK, "Exam day is late", late.personal, "step2_date")


def _target(facts: Facts) -> Iterator[Warning_]:
    if facts.taken:
        return
    target = facts.profile.target
    mark = guide.pass_mark_on(facts.profile.step2_date or facts.today).mark
    if target is None:
        yield _warn(
            "no-target", UNKNOWN, "No target", "the projection has no line to be held against", "target"
        )
    elif target < mark:
        yield _warn(
            "target-below-pass", LOOK, f"Target {target} does not pass", f"the pass mark is {mark}", "target"
        )


def _tests(plan: Plan, facts: Facts) -> Iterator[Warning_]:
    rows, figures = facts.scores.tests, facts.scores.figures
    future = sum(row.future for row in rows)
    if future:
        said = f"{future} {_tests_word(future)} dated after today"
        yield _warn("future-tests", LOOK, said, "left out of the projection", Tab.SCORES)
    strange = sorted({row.instrument for row in rows} - instruments_of(plan).keys())
    if strange:
        said = ", ".join(strange)
        yield _warn("unknown-instrument", UNKNOWN, f"Form {said} is not known", "type : form …", Tab.SCORES)
    if facts.taken:
        return
    for pair in figures.disagreements:
        said = f"{pair.a} and {pair.b} disagree"
        yield _warn("disagreement", LOOK, said, f"by {abs(pair.gap):.0f} points", Tab.SCORES)
    if figures.state is ProjectionState.STALE:
        said = f"The last test is {figures.last_test_days} days old"
        yield _warn("stale-test", LOOK, said, "the range is wider for it", Tab.SCORES)
    near = timing.nbme_near(facts)
    if isinstance(near, Fires):
        yield _warn("nbme-near", LOOK, f"No NBME near {facts.profile.target} yet", near.personal, Tab.SCORES)
    if figures.state is ProjectionState.NEED_MORE_DATA:
        counted = sum(row.counted for row in rows)
        said = f"{counted or 'No'} practice {_tests_word(counted)}"
        yield _warn("few-tests", UNKNOWN, said, "two make a projection", Tab.SCORES)
    elif figures.mean is not None and facts.profile.dedicated_from is None:
        yield _warn(
            "no-dedicated", UNKNOWN, "Dedicated study not dated", "so growth is a guess", "dedicated_from"
        )


def _papers(facts: Facts) -> Iterator[Warning_]:
    profile, last = facts.profile, facts.last_oet
    if last is None:
        yield _warn(
            "no-match-year", UNKNOWN, "Match year unknown", "the season's limits hang on it", "match_year"
        )
    if profile.oet_result is None:
        yield _warn("oet-unknown", UNKNOWN, "OET unknown", "certification needs a pass", "oet_result")
    elif (
        profile.oet_result is not Exam.PASS
        and last is not None
        and (profile.oet_date is None or profile.oet_date < facts.today)
        and facts.today.year >= last.year
    ):
        yield _warn(
            "oet-not-booked", LOOK, "OET not booked", "the last sitting that counts: December", "oet_date"
        )
    if profile.visa is None:
        yield _warn(
            "visa-unknown", UNKNOWN, "Visa unknown", "programs sponsor one kind, both or none", "visa"
        )
    elif profile.visa is Visa.UNDECIDED:
        yield _warn(
            "visa-undecided", LOOK, "Visa undecided", "J-1 or H-1B decides which programs are open", "visa"
        )


def _tests_word(number: int) -> str:
    return "test" if number == 1 else "tests"
