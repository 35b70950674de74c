"""What the profile asks: every field with its unit, its range and why it is asked.

One list for the shell (`emtui profile set`), the form, and the validation of every write. The keys are
those of `plan.Profile` and of docs/contract.md.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from emtui import dates
from emtui.errors import Refused
from emtui.plain import plain_line, quoted
from emtui.plan import Profile
from emtui.vocabulary import (
    Answer,
    DualSpecialty,
    Ecfmg,
    Exam,
    LetterKind,
    PetitionFrom,
    RotationKind,
    Specialty,
    Step1,
    Visa,
)

Value = str | int | float | date | StrEnum | None

LONGEST_TEXT = 120
LONGEST_NOTE = 2000

# What the short words that are stored and typed mean, where a hyphen taken out is not enough.
_SAID: dict[StrEnum, str] = {
    Visa.J1: "J-1",
    Visa.H1B: "H-1B",
    PetitionFrom.IN_US: "in the US",
    DualSpecialty.IM: "internal medicine",
    DualSpecialty.FM: "family medicine",
    DualSpecialty.PEDS: "pediatrics",
    DualSpecialty.PSYCH: "psychiatry",
    Specialty.EM: "emergency medicine",
    RotationKind.HOME_EM: "home EM",
    RotationKind.AWAY_EM: "away EM",
    RotationKind.COMMUNITY_EM: "community EM",
    RotationKind.SUB_SPECIALTY: "sub-specialty",
    LetterKind.ESLOE: "eSLOE",
    LetterKind.NON_RESIDENCY: "non-residency SLOE",
    LetterKind.SUB_SPECIALTY: "sub-specialty SLOE",
    LetterKind.O_SLOE: "O-SLOE",
}


def said(word: StrEnum) -> str:
    """A stored word as a screen says it."""
    return _SAID.get(word, word.replace("-", " "))


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One question of the profile.

    `kind` is the Python type of a known value; `low` and `high` bound numbers (inclusive) in `unit`;
    `longest` bounds text; `tidy` checks and normalises it, raising ValueError with what is accepted.
    """

    key: str
    group: str
    label: str
    kind: type
    why: str
    unit: str = ""
    low: float | None = None
    high: float | None = None
    tidy: Callable[[str], str] | None = None
    longest: int = LONGEST_TEXT

    @property
    def choices(self) -> tuple[str, ...]:
        """The accepted words of a choice field, empty for other kinds."""
        return tuple(member.value for member in self.kind) if issubclass(self.kind, StrEnum) else ()

    @property
    def accepts(self) -> str:
        """What may be typed here, for messages and hints."""
        if self.choices:
            return ", ".join(self.choices)
        if self.kind is date:
            return "a date such as 2027-06-15, 15 jun or +7"
        if self.kind in (int, float):
            number = "a whole number" if self.kind is int else "a number"
            return f"{number} from {self.low:.9g} to {self.high:.9g}" + (f" {self.unit}" if self.unit else "")
        if self.tidy is not None:
            return (self.tidy.__doc__ or "").strip().rstrip(".")
        return f"text of up to {self.longest:,} characters"

    def parse(self, text: str, *, today: date, order: dates.Order | None = None) -> Value:
        """Return the value `text` stands for, None where it is empty; raise Refused with what is accepted."""
        text = plain_line(text)
        if not text or text == "?":
            return None
        try:
            return self.check(self._read(text, today, order))
        except Refused as error:
            raise Refused(f"{self.key}: {error}") from None
        except ValueError:
            raise Refused(f"{self.key}: {quoted(text)} is not possible; accepted: {self.accepts}") from None

    def check(self, value: Value) -> Value:
        """Return `value` where it is of this field's kind and in range; raise ValueError where not."""
        if value is None or value == "":
            return None
        if self.choices:
            choice: StrEnum = self.kind(value)
            return choice
        if self.kind is str:
            if not isinstance(value, str) or len(value) > self.longest or value != plain_line(value):
                raise ValueError(self.accepts)
            return self.tidy(value) if self.tidy else value
        if self.kind is date:
            if type(value) is not date or not dates.FIRST_YEAR <= value.year <= dates.LAST_YEAR:
                raise ValueError(self.accepts)
            return value
        if self.kind is float and isinstance(value, int) and not isinstance(value, bool):
            value = float(value)
        if not isinstance(value, self.kind) or isinstance(value, bool):
            raise ValueError(self.accepts)
        if self.low is not None and self.high is not None:
            assert isinstance(value, int | float)
            if not self.low <= value <= self.high:
                raise ValueError(self.accepts)
        return value

    def show(self, value: Value) -> str:
        """The value as it is typed and printed; empty where unknown."""
        if value is None:
            return ""
        return str(value).removesuffix(".0") if isinstance(value, float) else str(value)

    def say(self, value: Value, today: date) -> str:
        """The value as a screen says it: dates with their weekday, choices in words; empty where unknown."""
        if isinstance(value, date):
            return dates.show_date(value, today)
        if isinstance(value, StrEnum):
            return said(value)
        if isinstance(value, int) and self.unit != "year":
            return f"{value:,}"
        return self.show(value)

    def _read(self, text: str, today: date, order: dates.Order | None) -> Value:
        if self.kind is date:
            return dates.parse_date(text, today=today, order=order)
        if self.kind in (int, float):
            number = _number(text.removeprefix("$"))
            if self.kind is float:
                return number
            if not number.is_integer():
                raise ValueError(self.accepts)
            return int(number)
        if self.choices:
            return self._read_choice(text)
        return text

    def _read_choice(self, text: str) -> str:
        word = re.sub(r"[\s_]+", "-", text.lower())
        if word in self.choices:
            return word
        squeezed = re.sub(r"[^a-z0-9]", "", word)
        for choice in self.choices:
            if squeezed == re.sub(r"[^a-z0-9]", "", choice):
                return choice
        if self.kind is Answer:
            if squeezed in ("y", "true", "x"):
                return Answer.YES
            if squeezed in ("n", "false", "none"):
                return Answer.NO
            if squeezed.isdigit():  # a count of hours or posts answers a yes-or-no question too
                return Answer.YES if int(squeezed) else Answer.NO
        raise ValueError(self.accepts)


def _number(text: str) -> float:
    """1,040 is a thousand and forty; 2,5 is two and a half."""
    return float(re.sub(r"(?<=\d),(?=\d{3}(?:\D|$))", "", text).replace(",", "."))


def _zone(text: str) -> str:
    """A time zone name such as Asia/Kolkata."""
    import zoneinfo  # reads the system's files: only where a zone is typed

    for name in zoneinfo.available_timezones():
        if name.lower() == text.lower().replace(" ", "_"):
            return name
    raise ValueError("a time zone name such as Asia/Kolkata")


def _shifts(text: str) -> str:
    """One letter a day: D day, E evening, L long, N night, P post-night, O off, such as DDNNPOO."""
    from emtui.guide.shifts import shifts  # read where a pattern is typed, not at start

    pattern = re.sub(r"[\s,-]", "", text.upper())
    if not 1 <= len(pattern) <= 60 or set(pattern) - shifts().keys():
        raise ValueError(", ".join(shifts()))
    return pattern


def _rest_days(text: str) -> str:
    """Weekdays such as fri, sat, or how many a week, 0 to 6."""
    words: list[str] = re.findall(r"[a-z]+|\d+", text.lower())
    if len(words) == 1 and words[0].isdigit() and int(words[0]) <= 6:
        return words[0]
    days = {day for word in words if (day := dates.weekday_of(word)) is not None}
    if not words or any(dates.weekday_of(word) is None for word in words) or len(days) == 7:
        raise ValueError("weekdays")
    return " ".join(dates.WEEKDAYS[day] for day in sorted(days))


def _field(
    group: str,
    key: str,
    label: str,
    kind: type,
    why: str,
    unit: str = "",
    low: float | None = None,
    high: float | None = None,
    tidy: Callable[[str], str] | None = None,
) -> Field:
    return Field(
        group=group, key=key, label=label, kind=kind, why=why, unit=unit, low=low, high=high, tidy=tidy
    )


FIELDS: tuple[Field, ...] = (
    _field("Identity", "name", "Name", str, "only for your own report; may stay empty"),
    _field("Identity", "school", "School", str, "some programs ask for its accreditation"),
    _field("Identity", "country", "School in", str, "the ECFMG pathway depends on it"),
    _field("Identity", "graduation_year", "Graduated", int, "some programs set a limit", "year", 1970, 2040),
    _field("Identity", "in_us_until", "In the US until", date, "rotations have to end before it"),
    _field("Identity", "local_zone", "Time zone", str, "deadlines are shown in it too", tidy=_zone),
    _field("Exams", "step1", "Step 1", Step1, "most programs filter on a failure"),
    _field("Exams", "step1_attempts", "Step 1 attempts", int, "three or more weigh heavily", "", 0, 6),
    _field("Exams", "step1_score", "Step 1 score", int, "only where it was numeric", "points", 1, 300),
    _field("Exams", "weak_step1", "Step 1 weak", Answer, "a better Step 2 CK can offset it"),
    _field("Exams", "step2_date", "Step 2 CK on", date, "everything is projected to this day"),
    _field(
        "Exams",
        "step2_score",
        "Step 2 CK score",
        int,
        "once known it replaces the projection",
        "points",
        1,
        300,
    ),
    _field("Exams", "step2_attempts", "Step 2 attempts", int, "the first weighs most", "", 0, 6),
    _field("Exams", "eligibility_from", "Eligible from", date, "the permit's first day"),
    _field("Exams", "eligibility_until", "Eligible until", date, "the exam has to be before it"),
    _field("Exams", "dedicated_from", "Dedicated from", date, "full-time study grows a score faster"),
    _field(
        "Exams", "fixable_weakness", "Fixable weakness", Answer, "timing or coverage is worth a few weeks"
    ),
    _field("Exams", "weak_clinical_exams", "Weak clinicals", Answer, "then do not rush the exam"),
    _field("Exams", "step3", "Step 3", Exam, "an H-1B visa needs it passed"),
    _field("Exams", "step3_date", "Step 3 on", date, "it should be back before ranking"),
    _field("Certification", "oet_date", "OET on", date, "certification needs it in time"),
    _field("Certification", "oet_result", "OET", Exam, "certification needs a pass"),
    _field("Certification", "ecfmg", "ECFMG", Ecfmg, "programs want it done or close"),
    _field("Certification", "pathway", "Pathway", int, "each has its own papers and dates", "", 1, 6),
    _field(
        "Target", "target", "Target score", int, "the line the projection is held against", "points", 150, 300
    ),
    _field("Target", "match_year", "Match year", int, "2028 is the Match of March 2028", "year", 2024, 2045),
    _field("Visa", "citizenship", "Citizenship", str, "visa rules name nationalities"),
    _field("Visa", "visa", "Visa", Visa, "many programs sponsor only one kind, or none"),
    _field("Visa", "petition_from", "Petition from", PetitionFrom, "the H-1B fee depends on it"),
    _field("Visa", "waiver_open", "Open to waiver", Answer, "a J-1 asks for two years at home, or a waiver"),
    _field(
        "Experience", "us_em_rotations", "US EM rotations", int, "two to three are advised", "done", 0, 30
    ),
    _field("Experience", "em_sloes", "EM SLOEs", int, "at least two are advised", "in", 0, 20),
    _field("Experience", "research_items", "Research, QI", int, "EM topics stand out", "items", 0, 500),
    _field("Experience", "ed_years", "ED work", float, "a clinical story of your own", "years", 0, 50),
    _field("Experience", "ems_volunteer", "EMS, volunteer", Answer, "shows a steady interest in EM"),
    _field("Experience", "leadership", "Leadership", Answer, "programs look for it"),
    _field(
        "Applying", "dual_specialty", "Dual specialty", DualSpecialty, "a second specialty has its own dates"
    ),
    _field("Applying", "budget_usd", "Budget", int, "a long list costs over a thousand", "USD", 0, 1_000_000),
    _field("Applying", "regions", "Regions", str, "ties and signals follow them"),
    _field("Study", "study_hours", "Normal day", float, "the pace is planned from it", "hours", 0, 18),
    _field("Study", "shift_pattern", "Shift pattern", str, "night shifts take study time", tidy=_shifts),
    _field("Study", "shift_anchor", "Pattern from", date, "the day the pattern's first letter stands for"),
    _field("Study", "rest_days", "Rest days", str, "nothing is planned on them", tidy=_rest_days),
    _field("Study", "question_bank", "Question bank", str, "one bank done thoroughly beats two half done"),
    _field(
        "Study",
        "question_bank_size",
        "Bank size",
        int,
        "pace = what is left over the days left",
        "questions",
        0,
        50_000,
    ),
)

BY_KEY: dict[str, Field] = {field.key: field for field in FIELDS}

FIGURES: dict[str, Field] = {
    figure.key: figure
    for figure in (
        _field("Assumed", "offset", "reads high", float, "below 0 it reads low", "points", -100, 100),
        _field("Assumed", "offset_sd", "doubt", float, "how sure that is", "points", 0, 50),
        _field("Assumed", "noise_sd", "scatter", float, "of one sitting", "points", 1, 50),
        _field("Assumed", "shift", "shift", float, "exam day above practice", "points", -30, 30),
        _field("Assumed", "shift_sd", "doubt", float, "how sure that is", "points", 0, 20),
    )
}
"""What may be assumed otherwise than the guide: figures of a practice test, and the test-day shift."""

GROUPS: tuple[str, ...] = tuple(dict.fromkeys(field.group for field in FIELDS))


def field(key: str) -> Field:
    """The field called `key` (hyphens and case do not matter); raise Refused with the nearest name."""
    found = BY_KEY.get(key.strip().lower().replace("-", "_"))
    if found is None:
        import difflib  # only on a mistake: not worth its place at start

        near = difflib.get_close_matches(key, BY_KEY, n=1)
        hint = f"; did you mean {near[0]}?" if near else f"; the fields are {', '.join(BY_KEY)}"
        raise Refused(f"{key}: there is no such field{hint}")
    return found


def contradictions(profile: Profile) -> list[tuple[str, str]]:
    """What in `profile` cannot be true together, as (key to mend, sentence naming both)."""
    found: list[tuple[str, str]] = []

    def say(key: str, sentence: str) -> None:
        found.append((key, sentence))

    p = profile
    attempts = p.step1_attempts
    if attempts is not None:
        if p.step1 == Step1.PASS and attempts > 1:
            say(
                "step1_attempts",
                f"step1=pass means one attempt, but step1_attempts={attempts}; use step1=pass-after-failure",
            )
        if p.step1 == Step1.PASS_AFTER_FAILURE and attempts < 2:
            say(
                "step1_attempts",
                f"step1=pass-after-failure needs at least 2 attempts, but step1_attempts={attempts}",
            )
        if p.step1 in (Step1.PASS, Step1.FAILED) and attempts == 0:
            say("step1_attempts", f"step1={p.step1} but step1_attempts=0")
        if p.step1 == Step1.NOT_TAKEN and attempts > 0:
            say("step1_attempts", f"step1=not-taken but step1_attempts={attempts}")
    if p.step1_score is not None and p.step1 == Step1.NOT_TAKEN:
        say("step1_score", "step1=not-taken but step1_score is set")
    if p.step2_score is not None and p.step2_attempts == 0:
        say("step2_attempts", "step2_score is set but step2_attempts=0")
    start, end = p.eligibility_from, p.eligibility_until
    if start and end and end < start:
        say("eligibility_until", f"eligibility_until {end} is before eligibility_from {start}")
    elif p.step2_date and p.step2_score is None:
        if start and p.step2_date < start:
            say("step2_date", f"step2_date {p.step2_date} is before eligibility_from {start}")
        if end and p.step2_date > end:
            say("step2_date", f"step2_date {p.step2_date} is after eligibility_until {end}")
    if p.dedicated_from and p.step2_date and p.dedicated_from > p.step2_date:
        say("dedicated_from", f"dedicated_from {p.dedicated_from} is after step2_date {p.step2_date}")
    if p.ecfmg == Ecfmg.CERTIFIED and p.step1 in (Step1.NOT_TAKEN, Step1.FAILED):
        say("ecfmg", f"ecfmg=certified needs Step 1 passed, but step1={p.step1}")
    return found


_COUNTS_OF = {"step1": ("step1_attempts", "step1_score"), "step2_score": ("step2_attempts",)}


def answered(profile: Profile, key: str, value: Value) -> dict[str, Value]:
    """What answering `key` alone changes: itself, and the counts it makes untrue, unknown again.

    One answer at a time could otherwise never lead from a first-attempt pass to a pass on the second.
    """
    changes = {key: value}
    for count in _COUNTS_OF.get(key, ()):
        if any(found == count for found, _ in contradictions(with_values(profile, changes))):
            changes[count] = None
    return changes


def with_values(profile: Profile, values: dict[str, Any]) -> Profile:
    """A copy of `profile` with `values` set, each checked alone; raise Refused naming a bad key."""
    import dataclasses

    checked: dict[str, Any] = {}
    for key, value in values.items():
        try:
            checked[key] = field(key).check(value)
        except ValueError:
            raise Refused(
                f"{key}: {quoted(str(value))} is not possible; accepted: {field(key).accepts}"
            ) from None
    return dataclasses.replace(profile, **checked)
