"""What is applied with and to: rotations, letters, programs, interviews and the rank list."""

from dataclasses import dataclass
from datetime import date, time

from emtui.vocabulary import (
    ApplicationState,
    CutoffKind,
    InterviewState,
    LetterKind,
    LetterState,
    RotationKind,
    RotationState,
    Setting,
    Specialty,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rotation:
    """A US rotation, both days included; `deadline` is the host's for applying to it."""

    id: int | None = None
    site: str
    kind: RotationKind
    state: RotationState = RotationState.IDEA
    starts_on: date | None = None
    ends_on: date | None = None
    deadline: date | None = None
    cost_usd: int | None = None
    place: str | None = None
    notes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter of recommendation on its way; `due_on` is the day it is expected to be uploaded by."""

    id: int | None = None
    kind: LetterKind
    writer: str
    rotation_id: int | None = None
    state: LetterState = LetterState.PLANNED
    asked_on: date | None = None
    due_on: date | None = None
    uploaded_on: date | None = None
    notes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A residency program; None is unknown.

    `code` is its NRMP code, `img_percent` the share of IMGs among residents, `graduation_limit` in years
    since graduation, `attempts_allowed` per exam, `tie` a geographic connection in the user's words. `rank`
    is its place on the rank order list, ties share one.
    """

    id: int | None = None
    code: str | None = None
    name: str
    specialty: Specialty = Specialty.EM
    city: str | None = None
    state: str | None = None
    setting: Setting | None = None
    length_years: int | None = None
    j1: bool | None = None
    h1b: bool | None = None
    has_imgs: bool | None = None
    img_percent: float | None = None
    cutoff: int | None = None
    cutoff_kind: CutoffKind | None = None
    graduation_limit: int | None = None
    attempts_allowed: int | None = None
    sloes_wanted: int | None = None
    signal: bool = False
    tie: str | None = None
    application: ApplicationState = ApplicationState.CONSIDERING
    applied_on: date | None = None
    rank: int | None = None
    do_not_rank: bool = False
    notes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramFact:
    """Where the value of one field of a program comes from; `stale` where the user distrusts it."""

    id: int | None = None
    program_id: int
    field: str
    source: str | None = None
    checked_on: date | None = None
    stale: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterAssignment:
    """A letter assigned to a program in the application service, which is done there by hand."""

    id: int | None = None
    letter_id: int
    program_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """An interview at a program; `at` is its hour in `zone`, `thanked_on` the day the thanks went out."""

    id: int | None = None
    program_id: int
    state: InterviewState = InterviewState.INVITED
    day: date | None = None
    at: time | None = None
    zone: str | None = None
    thanked_on: date | None = None
    notes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RankFactor:
    """Something that programs are compared by, with its weight, 0 to 10."""

    id: int | None = None
    name: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FactorScore:
    """How a program does on one factor, 1 to 5: the score sheet after an interview."""

    id: int | None = None
    program_id: int
    factor_id: int
    score: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedFilter:
    """A filter line of the programs, under a name."""

    id: int | None = None
    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFee:
    """The user's own amount for a fee of the guide in one season (its match year)."""

    id: int | None = None
    match_year: int
    fee: str
    usd: float
