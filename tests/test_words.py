"""The log line: what words mean, and how they are refused."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from emtui import guide
from emtui.dates import Order
from emtui.errors import AlreadyThere, Refused
from emtui.fields import with_values
from emtui.plan import OwnInstrument, Plan, PracticeTest, Profile, QuestionBlock
from emtui.words import (
    AddInstrument,
    LogBlock,
    LogDone,
    LogMistake,
    LogSystems,
    LogTest,
    SetFields,
    Understood,
    read_words,
)

TODAY = date(2026, 11, 23)  # a Monday
PLAN = Plan(
    profile=Profile(eligibility_until=date(2027, 9, 30)),
    practice_tests=(PracticeTest(id=1, taken_on=date(2026, 11, 20), instrument="nbme-12", score=238.0),),
    own_instruments=(OwnInstrument(id=1, instrument="nbme-17", name="NBME 17"),),
)


def read(line: str, *, order: Order | None = None, plan: Plan = PLAN) -> Understood:
    return read_words(line, plan=plan, today=TODAY, order=order)


def refusal(line: str) -> str:
    with pytest.raises(Refused) as refused:
        read(line)
    return str(refused.value)


@pytest.mark.parametrize(
    ("line", "instrument", "score", "day"),
    [
        ("nbme 13 241", "nbme-13", 241, "2026-11-23"),
        ("NBME13 241 2026-11-20", "nbme-13", 241, "2026-11-20"),
        ("nbme form 13, 241, 20 Nov 2026", "nbme-13", 241, "2026-11-20"),
        ("uwsa2 250 yesterday", "uwsa-2", 250, "2026-11-22"),
        ("uw sa 2 250 -1", "uwsa-2", 250, "2026-11-22"),
        ("free120 76%", "free-120", 76, "2026-11-23"),
        ("free 120 76", "free-120", 76, "2026-11-23"),
        ("free 120 76,5%", "free-120", 76.5, "2026-11-23"),
        ("free120 76 % fri", "free-120", 76, "2026-11-20"),
        ("free120 91/120", "free-120", 75.8, "2026-11-23"),
        ("amboss 238 on mon", "amboss-sa", 238, "2026-11-23"),
        ("amboss sa 238 Fri 20 Nov", "amboss-sa", 238, "2026-11-20"),
        ("nbme 17 240 nov 3", "nbme-17", 240, "2026-11-03"),  # the plan's own
    ],
)
def test_a_practice_test_is_logged_in_a_few_words(line: str, instrument: str, score: float, day: str) -> None:
    understood = read(line)
    assert isinstance(understood, LogTest)
    assert understood.test == PracticeTest(
        taken_on=date.fromisoformat(day), instrument=instrument, score=score
    )


def test_flags_and_a_note_come_in_any_order_and_the_note_takes_the_rest() -> None:
    understood = read("nbme 13 241 untimed yesterday partial retake note slept badly, fri 240")
    assert isinstance(understood, LogTest)
    assert understood.test == PracticeTest(
        taken_on=date(2026, 11, 22),
        instrument="nbme-13",
        score=241,
        timed=False,
        complete=False,
        retake=True,
        notes="slept badly, fri 240",
    )
    assert understood.summary == (
        "NBME 13, 241 points, on Sun 22 Nov 2026, untimed, partial, retake, note: slept badly, fri 240"
    )


@pytest.mark.parametrize(
    ("line", "block"),
    [
        ("40q 31 cardio", QuestionBlock(done_on=TODAY, questions=40, correct=31, system="cardiovascular")),
        ("31/40 cardio", QuestionBlock(done_on=TODAY, questions=40, correct=31, system="cardiovascular")),
        ("40 questions 31 right", QuestionBlock(done_on=TODAY, questions=40, correct=31)),
        ("40q 31 timed", QuestionBlock(done_on=TODAY, questions=40, correct=31, timed=True)),
        (
            "40q 31 heme onc tutor uworld yesterday note platelets",
            QuestionBlock(
                done_on=date(2026, 11, 22),
                questions=40,
                correct=31,
                system="blood-immune",
                bank="UWorld",
                timed=False,
                notes="platelets",
            ),
        ),
    ],
)
def test_a_question_block_is_logged_in_a_few_words(line: str, block: QuestionBlock) -> None:
    understood = read(line)
    assert isinstance(understood, LogBlock)
    assert understood.block == block


def test_a_test_takes_its_percentages_by_area_with_it() -> None:
    line = "nbme 13 241 cardio 62% internal medicine 70 untimed resp 66,5% yesterday note tired"
    understood = read(line)
    assert isinstance(understood, LogTest)
    assert understood.systems == {"cardiovascular": 62.0, "medicine": 70.0, "respiratory": 66.5}
    assert (understood.test.timed, understood.test.taken_on.day) == (False, 22)
    assert "untimed, full length, Cardiovascular 62%, Medicine 70%, Respiratory 66.5%, note: tired" in (
        understood.summary
    )
    assert [line[part.start : part.end] for part in understood.parts][2:6] == [
        "cardio",
        "62%",
        "internal medicine",
        "70",
    ]


@given(
    st.dictionaries(
        st.sampled_from([word for system in guide.systems().values() for word in system.words]),
        st.integers(0, 1000).map(lambda tenths: tenths / 10),
        max_size=5,
    )
)
def test_whatever_areas_a_report_has_are_read(shares: dict[str, float]) -> None:
    meant = {guide.find_system(word)[0].id: share for word, share in shares.items()}
    if len(meant) < len(shares):
        return  # two words for one area are refused
    typed = " ".join(f"{word} {share:g}%" for word, share in shares.items())
    understood = read(f"nbme 13 241 {typed}")
    assert isinstance(understood, LogTest)
    assert understood.systems == meant


@pytest.mark.parametrize(
    ("line", "day"), [("nbme 12 cardio 62% resp 70%", 20), ("nbme 12 resp 70% cardio 62% 1 nov", 1)]
)
def test_a_report_can_be_read_out_later(line: str, day: int) -> None:
    earlier = PracticeTest(id=2, taken_on=date(2026, 11, 1), instrument="nbme-12", score=230.0)
    plan = Plan(practice_tests=(earlier, *PLAN.practice_tests))
    understood = read(line, plan=plan)
    assert isinstance(understood, LogSystems)
    assert understood.test.taken_on.day == day
    assert understood.systems == {"cardiovascular": 62.0, "respiratory": 70.0}
    assert understood.summary.startswith("NBME 12 of ")


def test_a_block_is_of_the_bank_in_use_unless_it_names_one() -> None:
    plan = Plan(profile=Profile(question_bank="MyBank"))
    mine, named = read("40q 31", plan=plan), read("40q 31 amboss", plan=plan)
    assert isinstance(mine, LogBlock)
    assert isinstance(named, LogBlock)
    assert (mine.block.bank, named.block.bank) == ("MyBank", "AMBOSS")


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("exam 2027-06-15", {"step2_date": date(2027, 6, 15)}),
        ("exam fri", {"step2_date": date(2026, 11, 27)}),
        ("exam on 15 jun", {"step2_date": date(2027, 6, 15)}),
        ("exam none", {"step2_date": None}),
        ("exam not yet", {"step2_date": None}),
        ("real 251", {"step2_score": 251}),
        ("real 251 on 2 nov", {"step2_score": 251, "step2_date": date(2026, 11, 2)}),
    ],
)
def test_the_exam_day_and_the_real_score_are_fields_of_the_profile(
    line: str, values: dict[str, object]
) -> None:
    understood = read(line)
    assert isinstance(understood, SetFields)
    assert understood.values == values


def test_a_form_the_guide_does_not_list_is_added_and_then_understood() -> None:
    added = read("form nbme 18")
    assert isinstance(added, AddInstrument)
    assert (added.instrument.instrument, added.instrument.name) == ("nbme-18", "NBME 18")
    logged = read("nbme18 244", plan=Plan(own_instruments=(added.instrument,)))
    assert isinstance(logged, LogTest)
    assert logged.test.instrument == "nbme-18"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (
            "",
            "type nbme 13 241, uwsa2 250 yesterday, free120 76%, amboss 238, 40q 31 cardio, exam 2027-06-15",
        ),
        ("  ,", "nothing was typed"),
        ("undone airway", "type nbme 13 241"),
        ("241", "type nbme 13 241"),
        ("nbme", "which nbme was it? known: NBME 9"),
        ("nbme 241", "which nbme was it? known: NBME 9"),
        ("nbme 18 241", "type `form nbme 18` to add it"),
        ("xyz 230", "type `form xyz` to add it"),
        ("nmbe 13 241", "did you mean NBME 13?"),
        ("nbme 13", "the score of NBME 13 is missing; type nbme 13 241"),
        ("nbme 13 high", "'high' is not a score; a Step 2 CK scale score is 1 to 300"),
        ("nbme 13 412", "'412' is not possible; a Step 2 CK scale score is 1 to 300"),
        ("nbme 13 0", "1 to 300"),
        ("nbme 13 240.5", "1 to 300"),
        ("nbme 13 76%", "'76%' is in the wrong unit; a Step 2 CK scale score is 1 to 300"),
        ("free120 241", "Free 120 is scored in percent, 1 to 100, such as free 120 76%"),
        ("free120 76 points", "wrong unit"),
        ("free120 130/120", "scored in percent"),
        ("nbme 13 241 tomorrow", "Tue 24 Nov 2026 is still to come"),
        ("nbme 13 241 11/03", "can be 11 Mar (dmy) or 3 Nov (mdy)"),
        ("nbme 13 241 30 feb", "no such day"),
        ("nbme 13 241 fri mon", "'mon' says again"),
        ("nbme 13 241 timed untimed", "'untimed' says again"),
        ("nbme 13 241 rubbish", "'rubbish' was not understood here; type a day, untimed"),
        ("nbme 13 241 cardio", "how much of Cardiovascular was right? type cardio and 0 to 100%"),
        ("nbme 13 241 cardio 101%", "how much of Cardiovascular was right?"),
        ("nbme 13 241 cardio 62% heart 70%", "'heart' says Cardiovascular again; say it once"),
        ("nbme 13 241 hea 62%", "'hea' can be Social sciences, Cardiovascular; type more of it"),
        ("nbme 13 241 he 62%", "'he' was not understood here"),
        ("nbme 12 cardio", "how much of Cardiovascular was right?"),
        ("nbme 12 cardio 62% untimed", "'untimed' was not understood here; type an area such as cardio 62%"),
        ("nbme 12 cardio 62% note slept badly", "a note is typed with the score of a test"),
        ("nbme 12 cardio 62% 19 nov", "NBME 12 on Thu 19 Nov 2026 is not there yet; type its score first"),
        ("nbme 13 cardio 62%", "NBME 13 is not there yet; type its score first, such as nbme 13 241"),
        ("nbme 13 241 note", "the note is empty"),
        ("40q", "how many of 40 were right?"),
        ("40q 41", "41 of 40 cannot be right"),
        ("0q 0", "1 to 500"),
        ("900q 12", "1 to 500"),
        ("40q many", "'many' is not the number of right answers"),
        ("40q 31 airways and more", "not understood here; type a system such as cardio"),
        ("40q 31 tomorrow", "still to come"),
        ("exam", "the exam day is missing; type exam 2027-06-15"),
        ("exam someday", "'someday' is not a date"),
        ("exam 2027-10-15", "after eligibility_until 2027-09-30"),
        ("real", "type real 251"),
        ("real 412", "1 to 300"),
        ("real 251 tomorrow", "a real score comes after the exam"),
        ("form nbme 13", "NBME 13 is known already; type nbme 13 241"),
        ("form nbme 17", "NBME 17 is known already"),
        ("form", "such as `form nbme 17`"),
        ("form exam 2", "such as `form nbme 17`"),
        ("form 120", "such as `form nbme 17`"),
        ("x" * 2000, "longer than 1000 characters"),
    ],
)
def test_a_refusal_says_why_and_what_is_accepted(line: str, says: str) -> None:
    assert says in refusal(line)


def test_the_same_test_on_the_same_day_is_already_there() -> None:
    with pytest.raises(AlreadyThere, match="NBME 12 on Fri 20 Nov 2026 is already there, with 238 points"):
        read("nbme 12 240 fri")
    assert isinstance(read("nbme 12 240 thu"), LogTest)


def test_an_older_contradiction_in_the_profile_does_not_stop_a_new_fact() -> None:
    odd = Plan(profile=Profile(step2_date=date(2028, 1, 1), eligibility_until=date(2027, 9, 30)))
    assert isinstance(read("real 251 2 nov", plan=odd), SetFields)


def test_the_order_of_day_and_month_is_taken_from_the_settings() -> None:
    understood = read("nbme 13 241 11/03", order=Order.MDY)
    assert isinstance(understood, LogTest)
    assert understood.test.taken_on == date(2026, 11, 3)


def test_every_part_of_the_line_says_what_it_was_understood_as() -> None:
    line = "nbme 15 244 yesterday untimed"
    parts = [(line[part.start : part.end], part.meaning) for part in read(line).parts]
    assert parts == [
        ("nbme 15", "practice test NBME 15, untimed, full length"),
        ("244", "points, Step 2 CK scale"),
        ("yesterday", "Sun 22 Nov 2026"),
        ("untimed", "untimed"),
    ]


_KNOWN_WORDS = """nbme 13 nbme13 241 412 76% free120 free 120 uwsa2 amboss sa 40q 31 31/40 40 q cardio
heme onc fri nov 23 -1 +7 11/03 2026-11-20 untimed timed partial retake 62% note on exam real form none kaplan
% , ; ' [b]"""
_WORDS = st.sampled_from([*_KNOWN_WORDS.split(), "\x1b[31m"])


@example("nbme \u00b2 241")
@example("\u0661/\u0662")
@example("40q \u0663\u0661")
@given(st.one_of(st.text(max_size=80), st.lists(_WORDS, max_size=8).map(" ".join)))
def test_any_line_is_refused_in_one_line_or_is_something_that_can_be_stored(line: str) -> None:
    try:
        understood = read(line)
    except Refused as refused:
        assert_stays_one_line(str(refused))
        return
    assert_stays_one_line(understood.summary)
    spans = [(part.start, part.end) for part in understood.parts]
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(line) for start, end in spans)
    match understood:
        case LogTest(test=test, systems=systems):
            assert test.taken_on <= TODAY
            assert 1 <= test.score <= 300
            assert all(0 <= percent <= 100 for percent in systems.values())
        case LogSystems(test=test, systems=systems):
            assert test in PLAN.practice_tests
            assert systems
        case LogBlock(block=block):
            assert 0 <= block.correct <= block.questions <= 500
        case LogMistake(mistake=mistake):
            assert mistake.topic
            assert mistake.made_on <= TODAY
            assert mistake.revisit_on is None or mistake.revisit_on >= TODAY
        case LogDone(items=items):
            assert items
        case SetFields(values=values):
            assert with_values(PLAN.profile, values) is not None
        case AddInstrument(instrument=instrument):
            assert instrument.instrument.isascii()


def assert_stays_one_line(text: str) -> None:
    assert text
    assert len(text.splitlines()) == 1
    assert "\x1b" not in text
