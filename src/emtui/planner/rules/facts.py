"""What the rules look at, worked out once from plan and day, and what a rule can answer."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from math import floor
from typing import Literal

from emtui import guide
from emtui.plan import Plan, Profile, QuestionBlock
from emtui.planner.milestones import OwnDays, milestone, opening_day, own_days
from emtui.planner.scores import Scores, TestRow
from emtui.vocabulary import ApplicationState, InterviewState, Progress, ProjectionState, Specialty, Step1

Basis = Literal["real", "projected", "none"]

PRACTICE_TESTS = "practice_tests"
"""What a rule asks for where no practice tests are logged; all else it asks for are profile keys."""

SENT = frozenset(ApplicationState) - {ApplicationState.CONSIDERING, ApplicationState.PLANNED}
"""The states of an application that is out, or was."""

_TRUSTED = {ProjectionState.OK, ProjectionState.STALE, ProjectionState.NEED_MORE_DATA}


@dataclass(frozen=True, slots=True)
class Fires:
    """The rule applies; `personal` says why it does to this plan."""

    personal: str


@dataclass(frozen=True, slots=True)
class Asks:
    """The rule cannot tell: `keys` are the unknowns that hold it back."""

    keys: tuple[str, ...]


def asks(*keys: str) -> Asks:
    """The answer of a rule that needs `keys` first."""
    return Asks(keys)


Outcome = Fires | Asks | None
"""None: the rule does not apply."""

Condition = Callable[["Facts"], Outcome]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """One plan on one day, as the rules see it.

    `score` is the real Step 2 CK score, else the floor of the projected one, as `basis` says. `forms` are
    the official practice tests reckoned with and `counted_forms` those young enough for the rules, newest
    first, of one day the best first; `blocks` the question blocks up to today; `own_days` are days of the
    season the user overruled. Rotations and SLOEs are as the profile says, or as entered where that is
    more. `items_begun` and `notes` count what Study holds, `ranked` the programs with a rank. `interviews`
    is None until one is logged or an application is out, `outline_in_use` until a plan can hold it; None
    never makes a rule fire.
    """

    today: date
    profile: Profile
    scores: Scores
    basis: Basis
    score: int | None
    forms: tuple[TestRow, ...]
    counted_forms: tuple[TestRow, ...]
    blocks: tuple[QuestionBlock, ...]
    own_days: OwnDays = ()
    items_begun: int = 0
    notes: int = 0
    ranked: int = 0
    interviews: int | None = None
    outline_in_use: bool | None = None

    @property
    def band(self) -> guide.BandRange | None:
        """The target band by score alone."""
        return None if self.score is None else guide.band_of(self.score)

    @property
    def list_band(self) -> str | None:
        """The row of the guide's list table: "245", "235", "225" or "below"."""
        if self.score is None:
            return None
        return next((str(low) for low in guide.thresholds().list_bands if self.score >= low), "below")

    @property
    def said(self) -> str:
        """The score in a sentence, such as "a projected 243"."""
        return f"a projected {self.score}" if self.basis == "projected" else f"a score of {self.score}"

    @property
    def taken(self) -> bool:
        """Whether the real Step 2 CK score is known."""
        return self.profile.step2_score is not None

    @property
    def exam_day(self) -> date | None:
        """The planned exam day, where it is still ahead."""
        day = self.profile.step2_date
        return day if day is not None and day >= self.today and not self.taken else None

    @property
    def days_left(self) -> int:
        """Days to the exam that is ahead; 0 where none is."""
        return (self.exam_day - self.today).days if self.exam_day else 0

    @property
    def application_year(self) -> int | None:
        """The calendar year in which applications go out: the year before the Match."""
        return None if self.profile.match_year is None else self.profile.match_year - 1

    @property
    def programs_read(self) -> date | None:
        """The day EM programs begin to read this season's applications."""
        year = self.profile.match_year
        return None if year is None else opening_day(year, self.own_days).on

    @property
    def last_oet(self) -> date | None:
        """The last day of an OET that counts for this season."""
        year = self.profile.match_year
        return None if year is None else milestone("oet-last", year, self.own_days).on

    @property
    def step1_failures(self) -> int | None:
        """How many attempts at Step 1 failed, at least; None where nothing is known."""
        attempts = self.profile.step1_attempts or 0
        match self.profile.step1:
            case Step1.FAILED:
                return max(1, attempts)
            case Step1.PASS_AFTER_FAILURE:
                return max(1, attempts - 1)
            case None if attempts < 2:
                return None
            case _:
                return max(0, attempts - 1)

    @property
    def score_asks(self) -> Asks:
        """What has to be known before there is a score to judge by."""
        missing = []
        if self.profile.step2_date is None:
            missing.append("step2_date")
        if not any(row.counted for row in self.scores.tests):
            missing.append(PRACTICE_TESTS)
        return asks(*(missing or ["step2_score"]))


def facts_of(plan: Plan, today: date, known: Scores) -> Facts:
    """The facts of `plan` on `today`; `known` is what `planner.scores` made of them."""
    basis, score = _judged(plan.profile, known)
    forms = [row for row in known.tests if row.family == "nbme" and row.counted]
    forms.sort(key=lambda row: (row.taken_on, row.level), reverse=True)
    oldest = guide.thresholds().counted_form_days
    return Facts(
        today=today,
        profile=_with_counts(plan),
        scores=known,
        basis=basis,
        score=score,
        forms=tuple(forms),
        counted_forms=tuple(row for row in forms if (today - row.taken_on).days <= oldest),
        blocks=tuple(block for block in plan.question_blocks if block.done_on <= today),
        own_days=own_days(plan),
        items_begun=sum(state.progress is not Progress.UNTOUCHED for state in plan.item_states),
        notes=sum(bool(state.notes) for state in plan.item_states),
        ranked=sum(program.rank is not None for program in plan.programs),
        interviews=_interviews(plan),
    )


def _with_counts(plan: Plan) -> Profile:
    """The profile, with the rotations and SLOEs entered where it names none, or fewer."""
    if not (plan.rotations or plan.letters):
        return plan.profile
    from emtui.planner.counted import months_known, sloes_known  # many plans have neither at first

    return replace(plan.profile, us_em_rotations=months_known(plan), em_sloes=sloes_known(plan))


def _interviews(plan: Plan) -> int | None:
    """How many interviews there are at EM programs; None before any application is out."""
    em = {program.id for program in plan.programs if program.specialty is Specialty.EM}
    held = {row.program_id for row in plan.interviews if row.state is not InterviewState.DECLINED}
    sent = any(program.id in em and program.application in SENT for program in plan.programs)
    return len(em & held) if plan.interviews or sent else None


def _judged(profile: Profile, known: Scores) -> tuple[Basis, int | None]:
    if profile.step2_score is not None:
        return "real", profile.step2_score
    if known.figures.mean is not None and known.figures.state in _TRUSTED:
        return "projected", floor(known.figures.mean)
    return "none", None
