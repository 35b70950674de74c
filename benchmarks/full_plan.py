"""A plan as large as the design's limits: what every figure of speed and memory is measured on."""

from datetime import date, time, timedelta

from emtui import guide
from emtui.guide.checklist import checklist
from emtui.plan import (
    CalendarEntry,
    FactorScore,
    Interview,
    ItemState,
    Letter,
    LetterAssignment,
    Mistake,
    Plan,
    PracticeTest,
    Profile,
    Program,
    ProgramFact,
    QuestionBlock,
    RankFactor,
    Review,
    Rotation,
)
from emtui.vocabulary import (
    ApplicationState,
    CutoffKind,
    EntryKind,
    InterviewState,
    Lane,
    LetterKind,
    LetterState,
    MistakeReason,
    Progress,
    RotationKind,
    RotationState,
    Setting,
    Step1,
    Visa,
)

TODAY = date(2027, 5, 20)

_FORMS = ("nbme-9", "nbme-10", "nbme-11", "nbme-12", "nbme-13", "nbme-14", "uwsa-1", "uwsa-2")
_STATES = ("TX", "FL", "NY", "CA", "MI", "OH", "PA", "IL", "NJ", "AZ")
_PROGRAMS, _ENTRIES, _BLOCKS, _TESTS, _REVIEWS = 500, 2000, 3000, 500, 3000


def full_plan() -> Plan:
    """500 tests, 3,000 blocks, 3,000 reviews, 2,000 dates and 500 programs with their sources."""
    return Plan(
        profile=_profile(),
        practice_tests=tuple(map(_test, range(_TESTS))),
        question_blocks=tuple(map(_block, range(_BLOCKS))),
        mistakes=tuple(map(_mistake, range(400))),
        item_states=tuple(
            ItemState(
                id=number + 1,
                item=item,
                progress=Progress.DONE if number % 3 else Progress.STARTED,
                started_on=_ago(120 - number % 100),
                confidence=number % 5,
                notes=f"note {number}: look again at the second line" if number % 4 == 0 else None,
            )
            for number, item in enumerate(_items())
        ),
        reviews=tuple(
            _review(number, item) for number, item in enumerate(_items() * 12) if number < _REVIEWS
        ),
        calendar_entries=tuple(map(_entry, range(_ENTRIES))),
        rotations=tuple(map(_rotation, range(6))),
        letters=tuple(map(_letter, range(8))),
        programs=tuple(map(_program, range(_PROGRAMS))),
        program_facts=tuple(
            ProgramFact(
                id=3 * number + place + 1,
                program_id=number + 1,
                field=field,
                source="program page",
                checked_on=_ago(number % 200),
            )
            for number in range(_PROGRAMS)
            for place, field in enumerate(("j1", "img_percent", "cutoff"))
        ),
        letter_assignments=tuple(
            LetterAssignment(id=number + 1, letter_id=number % 4 + 1, program_id=number // 4 + 1)
            for number in range(300)
        ),
        interviews=tuple(map(_interview, range(20))),
        rank_factors=tuple(
            RankFactor(id=number + 1, name=name, weight=float(3 - number % 3))
            for number, name in enumerate(("people", "training", "place", "visa", "workload"))
        ),
        factor_scores=tuple(
            FactorScore(
                id=number + 1, program_id=number // 5 + 1, factor_id=number % 5 + 1, score=number % 5 + 1
            )
            for number in range(100)
        ),
    )


def _ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def _items() -> list[str]:
    return [item.id for section in checklist() for item in section.items]


def _profile() -> Profile:
    return Profile(
        step2_date=date(2027, 6, 15),
        target=245,
        match_year=2028,
        step1=Step1.PASS,
        visa=Visa.J1,
        graduation_year=2024,
        study_hours=6.0,
        shift_pattern="DDNNPOO",
        shift_anchor=date(2027, 5, 17),
        question_bank_size=3600,
        dedicated_from=date(2027, 5, 24),
    )


def _test(number: int) -> PracticeTest:
    return PracticeTest(
        id=number + 1,
        taken_on=_ago(5 + 2 * (number // 4)),
        instrument=_FORMS[number % 4 + 4 * (number // 4 % 2)],
        score=float(238 - number // 20 + number % 7),
    )


def _block(number: int) -> QuestionBlock:
    systems = list(guide.systems())
    return QuestionBlock(
        id=number + 1,
        done_on=_ago(number // 6),
        questions=40,
        correct=24 + number % 12,
        system=systems[number % len(systems)] if number % 5 else None,
    )


def _mistake(number: int) -> Mistake:
    return Mistake(
        id=number + 1,
        made_on=_ago(number // 3),
        topic=f"topic {number}",
        reason=list(MistakeReason)[number % 5],
        revisit_on=_ago(number // 3 - 7),
    )


def _review(number: int, item: str) -> Review:
    on = _ago(100 - number // 260 * 8)
    return Review(
        id=number + 1,
        item=item,
        reviewed_on=on,
        grade=number % 4 + 1,
        stability=4.0 + number % 20,
        difficulty=5.0,
        due=on + timedelta(days=4 + number % 20),
    )


def _entry(number: int) -> CalendarEntry:
    on = _ago(300) + timedelta(days=number * 730 // _ENTRIES)
    return CalendarEntry(
        id=number + 1,
        title=f"date {number}",
        lane=list(Lane)[number % 6],
        kind=EntryKind.NIGHTS if number % 50 == 0 else EntryKind.OTHER,
        starts_on=on,
        ends_on=on + timedelta(days=number % 9) if number % 3 == 0 else None,
        at=time(9) if number % 4 == 1 else None,
    )


def _rotation(number: int) -> Rotation:
    on = date(2027, 6, 21) + timedelta(days=30 * number)
    return Rotation(
        id=number + 1,
        site=f"Hospital {number}",
        kind=list(RotationKind)[number % 5],
        state=RotationState.ACCEPTED,
        starts_on=on,
        ends_on=on + timedelta(days=25),
        cost_usd=2000,
    )


def _letter(number: int) -> Letter:
    return Letter(
        id=number + 1,
        kind=list(LetterKind)[number % 5],
        writer=f"Dr. {'ABCDEFGH'[number]}",
        rotation_id=number % 6 + 1,
        state=list(LetterState)[number % 4],
        due_on=date(2027, 8, 20) + timedelta(days=10 * number),
    )


def _program(number: int) -> Program:
    return Program(
        id=number + 1,
        code=f"{1_100_000 + number}C0",
        name=f"Hospital {number} emergency medicine",
        city=f"City {number % 60}",
        state=_STATES[number % 10],
        setting=list(Setting)[number % 3],
        length_years=3 + number % 2,
        j1=(True, False, None)[number % 3],
        h1b=(None, True, False)[number % 3],
        img_percent=float(number % 60),
        cutoff=225 + number % 5 * 5 if number % 4 else None,
        cutoff_kind=list(CutoffKind)[number % 3],
        application=list(ApplicationState)[number % 7],
        signal=number % 100 == 0,
        rank=number + 1 if number < 12 else None,
    )


def _interview(number: int) -> Interview:
    return Interview(
        id=number + 1,
        program_id=number + 1,
        state=list(InterviewState)[number % 4],
        day=date(2027, 10, 20) + timedelta(days=3 * number),
        at=time(9),
        zone="America/New_York",
    )
