"""The field's own words, as enumerations; their values are what is stored, printed and typed."""

from enum import StrEnum


class Step1(StrEnum):
    """State of USMLE Step 1."""

    NOT_TAKEN = "not-taken"
    PASS = "pass"
    PASS_AFTER_FAILURE = "pass-after-failure"
    FAILED = "failed"


class Exam(StrEnum):
    """State of Step 3 or of the OET."""

    NOT_TAKEN = "not-taken"
    PASS = "pass"
    FAILED = "failed"


class Ecfmg(StrEnum):
    """How far ECFMG certification has come."""

    NOT_STARTED = "not-started"
    PATHWAY_SUBMITTED = "pathway-submitted"
    PATHWAY_ACCEPTED = "pathway-accepted"
    CERTIFIED = "certified"


class Visa(StrEnum):
    """The visa an applicant means to train on."""

    J1 = "j1"
    H1B = "h1b"
    NONE = "none"
    UNDECIDED = "undecided"


class PetitionFrom(StrEnum):
    """Where an H-1B petition would be filed from."""

    ABROAD = "abroad"
    IN_US = "in-us"
    UNKNOWN = "unknown"


class Answer(StrEnum):
    """Yes, no, or an honest unknown."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class DualSpecialty(StrEnum):
    """The specialty applied to beside emergency medicine."""

    NONE = "none"
    IM = "im"
    FM = "fm"
    PEDS = "peds"
    PSYCH = "psych"
    OTHER = "other"


class Unit(StrEnum):
    """What the score of a practice test is counted in."""

    POINTS = "points"
    PERCENT = "percent"


class Intensity(StrEnum):
    """How much a stretch of days is given to Step 2 CK; its growth priors are in guide/readiness.toml."""

    DEDICATED = "dedicated"
    BESIDE_ROTATIONS = "beside-rotations"
    NONE = "none"
    UNKNOWN = "unknown"


class Band(StrEnum):
    """The guide's target bands, worst first; their edges are in guide/bands.toml."""

    HIGH_RISK = "high-risk"
    RISK = "risk"
    VIABLE = "viable"
    STRONG = "strong"


class ProjectionState(StrEnum):
    """Whether a projection can be made and how far to trust it."""

    OK = "ok"
    NEED_MORE_DATA = "need-more-data"
    STALE = "stale"
    NO_EXAM_DAY = "no-exam-day"
    TAKEN = "taken"


class Progress(StrEnum):
    """How far a checklist item has come."""

    UNTOUCHED = "todo"
    STARTED = "started"
    DONE = "done"


class MistakeReason(StrEnum):
    """Why a question was got wrong."""

    KNOWLEDGE = "knowledge"
    MISREAD = "misread"
    REASONING = "reasoning"
    TIMING = "timing"
    SECOND_GUESSED = "second-guessed"


class Missed(StrEnum):
    """What becomes of the questions of a missed day: over all days left, to the next ones, or nothing."""

    SPREAD = "spread"
    MOVE = "move"
    DROP = "drop"


class Trend(StrEnum):
    """Which way an area's accuracy goes; with few questions it cannot be told."""

    UP = "up"
    DOWN = "down"
    LEVEL = "level"
    TOO_FEW = "too-few"


class Lane(StrEnum):
    """The calendar's lanes, in the order of the screen; the lane's letter is the first of its name."""

    STUDY = "study"
    ECFMG = "ecfmg"
    ROTATIONS = "rotations"
    APPLICATIONS = "applications"
    MATCH = "match"
    VISA = "visa"


class Service(StrEnum):
    """The services that carry applications to programs."""

    RESIDENCYCAS = "residencycas"
    ERAS = "eras"


class DateBasis(StrEnum):
    """What a date of the calendar rests on."""

    OFFICIAL = "official"
    REPORTED = "reported"
    RULE = "rule"
    YOURS = "yours"


class EntryKind(StrEnum):
    """What a date of the user's own is."""

    STUDY = "study"
    PRACTICE_TEST = "practice-test"
    NIGHTS = "nights"
    TRAVEL = "travel"
    OTHER = "other"


class RotationKind(StrEnum):
    """What a rotation is; only one with an EM residency gives an eSLOE, an observership gives none."""

    HOME_EM = "home-em"
    AWAY_EM = "away-em"
    COMMUNITY_EM = "community-em"
    SUB_SPECIALTY = "sub-specialty"
    OBSERVERSHIP = "observership"


class RotationState(StrEnum):
    """How far a rotation has come."""

    IDEA = "idea"
    APPLIED = "applied"
    ACCEPTED = "accepted"
    DONE = "done"
    DECLINED = "declined"


class LetterKind(StrEnum):
    """The kinds of SLOE, and a letter that is none."""

    ESLOE = "esloe"
    NON_RESIDENCY = "non-residency-sloe"
    SUB_SPECIALTY = "sub-specialty-sloe"
    O_SLOE = "o-sloe"
    LETTER = "letter"


class LetterState(StrEnum):
    """How far a letter has come; assigning it to programs follows."""

    PLANNED = "planned"
    ASKED = "asked"
    PROMISED = "promised"
    UPLOADED = "uploaded"


class Specialty(StrEnum):
    """What a program trains in."""

    EM = "em"
    IM = "im"
    FM = "fm"
    PEDS = "peds"
    PSYCH = "psych"
    OTHER = "other"


class Setting(StrEnum):
    """What kind of hospital a program is at."""

    ACADEMIC = "academic"
    COMMUNITY = "community"
    HYBRID = "hybrid"


class CutoffKind(StrEnum):
    """Whether a program's score cutoff screens or is a preference; none where it says that it has none."""

    STRICT = "strict"
    PREFERRED = "preferred"
    NONE = "none"
    UNKNOWN = "unknown"


class ApplicationState(StrEnum):
    """How far the application to a program has come; from planned on it costs a fee."""

    CONSIDERING = "considering"
    PLANNED = "planned"
    APPLIED = "applied"
    INVITED = "invited"
    INTERVIEWED = "interviewed"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class InterviewState(StrEnum):
    """How far an interview has come."""

    INVITED = "invited"
    SCHEDULED = "scheduled"
    DONE = "done"
    DECLINED = "declined"


class Verdict(StrEnum):
    """What sit-or-delay says."""

    SIT = "sit"
    DELAY = "delay"
    CHANGE_TARGET = "change-target"
    NOT_ENOUGH_DATA = "not-enough-data"


class Visible(StrEnum):
    """Whether a score is back when programs begin to read: at the typical pace, safely, or not."""

    TYPICAL = "typical"
    SAFE = "safe"
    NO = "no"


class Tab(StrEnum):
    """The tabs, in the order of their number keys."""

    TODAY = "today"
    PROFILE = "profile"
    SCORES = "scores"
    STUDY = "study"
    CALENDAR = "calendar"
    ROTATIONS = "rotations"
    PROGRAMS = "programs"
    STRATEGY = "strategy"

    @property
    def number(self) -> int:
        """The number key that opens the tab, 1 to 8."""
        return list(Tab).index(self) + 1

    @property
    def label(self) -> str:
        """The tab's name on screen, such as "Today"."""
        return self.value.capitalize()

    @property
    def short(self) -> str:
        """The label where there is little room, such as "Cal"."""
        cut = {
            Tab.PROFILE: 4,
            Tab.SCORES: 5,
            Tab.CALENDAR: 3,
            Tab.ROTATIONS: 3,
            Tab.PROGRAMS: 4,
            Tab.STRATEGY: 5,
        }
        return self.label[: cut.get(self)]

    @property
    def reference(self) -> str:
        """How a warning points at the tab, such as "3 Scores"."""
        return f"{self.number} {self.label}"
