"""What is stored comes back; what is refused leaves nothing behind."""

import dataclasses
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
import time_machine
from tests.store.conftest import TODAY, nbme, sql

from emtui.errors import AlreadyThere, Refused
from emtui.plan import Entry, OwnInstrument, Plan, PracticeTest, Profile, QuestionBlock
from emtui.store import Store
from emtui.vocabulary import Answer, Ecfmg, Step1, Unit, Visa

EntryT = TypeVar("EntryT", bound=Entry)

BLOCK = QuestionBlock(
    done_on=date(2026, 11, 2),
    questions=40,
    correct=31,
    system="cardiovascular",
    bank="UWorld",
    timed=False,
    notes="late",
)
OWN = OwnInstrument(instrument="nbme-17", name="NBME 17", unit=Unit.PERCENT, offset=-2.5, noise_sd=9.0)


def with_id(entry: EntryT, number: int = 1) -> EntryT:
    return dataclasses.replace(entry, id=number)


@pytest.mark.parametrize(
    ("entry", "table"),
    [
        (nbme(), "practice_tests"),
        (
            PracticeTest(
                taken_on=date(2026, 11, 3),
                instrument="free-120",
                score=0.1 + 0.2,
                timed=False,
                complete=False,
                retake=True,
                notes="[red]not markup[/red] · ñ",
            ),
            "practice_tests",
        ),
        (BLOCK, "question_blocks"),
        (QuestionBlock(done_on=date(2026, 11, 2), questions=1, correct=0), "question_blocks"),
        (OWN, "own_instruments"),
    ],
)
def test_an_entry_comes_back_exactly_after_reopening(
    entry: Entry, table: str, path: Path, open_store: Callable[..., Store]
) -> None:
    store = open_store(path)
    assert store.add(entry).entry_ids == (1,)
    store.close()
    assert getattr(open_store(path, create=False).read(), table) == (with_id(entry),)


def test_the_profile_comes_back_exactly_and_can_be_cleared(store: Store) -> None:
    answers: dict[str, Any] = {
        "name": "Asha",
        "step1": Step1.PASS_AFTER_FAILURE,
        "step1_attempts": 2,
        "step2_date": date(2027, 6, 15),
        "visa": Visa.J1,
        "ecfmg": Ecfmg.PATHWAY_SUBMITTED,
        "weak_step1": Answer.UNKNOWN,
        "ed_years": 1.5,
        "rest_days": "fri sat",
    }
    store.set_profile(**answers)
    assert store.read().profile == Profile(**answers)
    store.set_profile(visa=None, name="")
    assert store.read().profile == Profile(**answers | {"visa": None, "name": None})


def test_entries_are_read_oldest_first(store: Store) -> None:
    store.add_all([nbme(13, 9), nbme(12, 3), nbme(11, 9)], "import 3 tests")
    assert [(test.taken_on.day, test.instrument) for test in store.read().practice_tests] == [
        (3, "nbme-12"),
        (9, "nbme-13"),
        (9, "nbme-11"),
    ]


def test_a_change_writes_only_the_columns_it_names(store: Store, path: Path) -> None:
    store.add(nbme())
    stale = store.read().practice_tests[0]
    sql(path, "UPDATE practice_tests SET notes = 'from elsewhere'")
    store.change(stale, score=243.0)
    assert store.read().practice_tests == (
        with_id(dataclasses.replace(nbme(score=243.0), notes="from elsewhere")),
    )


def test_a_removed_number_is_never_given_again(store: Store) -> None:
    store.add(nbme(13))
    store.remove(store.read().practice_tests[0])
    assert store.add(nbme(12)).entry_ids == (2,)


def test_several_entries_are_one_step_or_none(store: Store) -> None:
    with pytest.raises(AlreadyThere, match="NBME 13, 241 on 2026-11-01 is already there"):
        store.add_all([nbme(12), nbme(13), nbme(13, score=200.0)], "import 3 tests")
    assert store.read() == Plan()
    assert store.history() == []
    assert store.add_all([nbme(12), nbme(13)], "import 2 tests").entry_ids == (1, 2)
    assert store.last_step() == store.history()[0]
    store.undo()
    assert store.read() == Plan()


def test_an_own_form_can_come_with_its_first_test(store: Store) -> None:
    own_test = dataclasses.replace(nbme(), instrument="nbme-17", score=80.0)
    store.add_all([own_test, OWN], "two at once")
    with pytest.raises(Refused, match="NBME 17 has 1 practice test; remove or change those first"):
        store.remove(store.read().own_instruments[0])
    with pytest.raises(Refused, match="remove or change those first"):
        store.change(store.read().own_instruments[0], unit=Unit.POINTS)
    store.change(store.read().own_instruments[0], name="NBME 17 (new)")
    store.remove(store.read().practice_tests[0])
    store.remove(store.read().own_instruments[0])
    assert store.read() == Plan()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda s: s.add(nbme(13, score=200.0)), "NBME 13, 241 on 2026-11-01 is already there"),
        (lambda s: s.add(nbme(13, 2, score=412.0)), "score: 412 is not possible; accepted: 1 to 300 points"),
        (lambda s: s.add(nbme(99)), "add it with: emtui log form nbme 99"),
        (lambda s: s.add(nbme(12, 24)), "2026-11-24 is not possible: it is after today, 2026-11-23"),
        (
            lambda s: s.add(dataclasses.replace(BLOCK, done_on=TODAY + timedelta(days=1))),
            "it is after today",
        ),
        (lambda s: s.add(dataclasses.replace(BLOCK, correct=41)), "correct: 41 of 40"),
        (lambda s: s.add(OWN), "NBME 17 is already there"),
        (lambda s: s.add(dataclasses.replace(OWN, instrument="uwsa-2")), "UWSA 2 is scored in points"),
        (lambda s: s.add_all([], "nothing"), "nothing to add"),
        (lambda s: s.change(s.read().practice_tests[0], score=0.0), "score: 0 is not possible"),
        (lambda s: s.change(s.read().practice_tests[0], score=None), "score: nothing is not possible"),
        (lambda s: s.change(s.read().practice_tests[0], instrument="nbme-12"), "NBME 12, 230 on 2026-11-01"),
        (lambda s: s.change(s.read().practice_tests[0], taken_on=date(2027, 1, 1)), "after today"),
        (lambda s: s.change(s.read().practice_tests[0], score=241.0), "nothing to change"),
        (lambda s: s.change(with_id(nbme(), 77), score=240.0), "not in the plan any more"),
        (lambda s: s.change(nbme(), score=240.0), "not in the plan any more"),
        (lambda s: s.remove(with_id(BLOCK, 77)), "not in the plan any more"),
        (lambda s: s.set_profile(target=400), "target: 400 is not possible"),
        (lambda s: s.set_profile(target=250, visa="x"), "visa: 'x' is not possible; accepted: j1, h1b"),
        (lambda s: s.set_profile(step1=Step1.PASS, step1_attempts=3), "step1=pass"),
        (lambda s: s.set_profile(targte=245), "did you mean target"),
        (lambda s: s.set_profile(target=245), "nothing to change"),
        (lambda s: s.set_profile(), "nothing to set"),
        (lambda s: s.replace(Plan(practice_tests=(nbme(1), nbme(2))), "x"), "not known"),
        (lambda s: s.replace(Plan(practice_tests=(nbme(), nbme())), "x"), "already there"),
        (
            lambda s: s.replace(Plan(practice_tests=(with_id(nbme(12)), with_id(nbme(13)))), "x"),
            "the plan cannot hold this",
        ),
        (lambda s: s.replace(Plan(profile=Profile(target=3)), "x"), "target: 3"),
    ],
)
def test_what_is_refused_says_why_and_changes_nothing(
    change: Callable[[Store], object], why: str, store: Store
) -> None:
    store.add_all([nbme(13), nbme(12, score=230.0)], "two tests")
    store.add(OWN)
    store.set_profile(target=245)
    before, steps = store.read(), store.history()
    with pytest.raises(Refused) as caught:
        change(store)
    assert why in str(caught.value)
    assert "\n" not in str(caught.value)
    assert store.read() == before
    assert store.history() == steps


def test_a_misspelt_value_of_an_entry_is_a_programming_error(store: Store) -> None:
    store.add(nbme())
    for wrong in ({"scroe": 3}, {"id": 3}):
        with pytest.raises(TypeError, match="nothing called"):
            store.change(store.read().practice_tests[0], **wrong)


def test_a_row_dated_later_can_still_be_mended_but_not_be_moved_later(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.add(nbme(day=20))
    monkeypatch.setenv("EMTUI_TODAY", "2026-11-10")
    test = store.read().practice_tests[0]
    store.change(test, notes="early morning")
    with pytest.raises(Refused, match="after today"):
        store.change(test, taken_on=date(2026, 11, 21))
    store.change(test, taken_on=date(2026, 11, 9))


def test_replace_keeps_ids_and_is_one_step(store: Store) -> None:
    store.add(nbme(10))
    store.set_profile(target=240)
    before = store.read()
    own_test = dataclasses.replace(nbme(day=4), instrument="nbme-17", score=66.0)
    wanted = Plan(
        profile=Profile(target=250, visa=Visa.H1B),
        practice_tests=(with_id(nbme(12, 3), 7), with_id(own_test, 4)),
        question_blocks=(with_id(BLOCK, 9),),
        own_instruments=(with_id(OWN, 2),),
    )
    assert store.replace(wanted, "import a backup").title == "import a backup"
    assert store.read() == wanted
    store.undo()
    assert store.read() == before


def test_steps_have_titles_people_can_read(store: Store) -> None:
    store.add(nbme())
    store.add(PracticeTest(taken_on=date(2026, 11, 1), instrument="free-120", score=76.0))
    store.add(BLOCK)
    store.add(OWN)
    store.set_profile(target=245)
    store.set_profile(target=None)
    store.set_profile(target=245, visa=Visa.J1)
    store.set_profile(target=250, visa=Visa.H1B, pathway=1, leadership=Answer.YES)
    test, block = store.read().practice_tests[0], store.read().question_blocks[0]
    store.change(test, score=243.0, timed=False, notes="a long text")
    store.change(block, system=None, done_on=date(2026, 11, 1))
    store.remove(test)
    store.add_all([nbme(9)], "import \x1b[31mscores\x1b[0m " + "x" * 300)
    titles = [step.title for step in reversed(store.history())]
    assert titles[:-1] == [
        "log NBME 13, 241",
        "log Free 120, 76%",
        "log 40 questions, 31 correct",
        "add NBME 17",
        "set Target score: 245",
        "clear Target score",
        "set Target score, Visa",
        "set 4 answers of the profile",
        "change NBME 13, 241: score 241 → 243, timed yes → no, notes",
        "change 40 questions, 31 correct: system cardiovascular → ?, done on 2026-11-02 → 2026-11-01",
        "remove NBME 13, 243",
    ]
    assert titles[-1].startswith("import scores xxx")
    assert len(titles[-1]) == 200


def test_steps_are_stamped_with_the_real_time_in_utc(store: Store) -> None:
    moment = datetime(2026, 12, 31, 23, 59, 58, tzinfo=UTC)
    with time_machine.travel(moment, tick=False):
        assert store.add(nbme()).made_at == moment
    assert store.history()[0].made_at == moment


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO profile (id) VALUES (2)",
        "INSERT INTO profile (target) VALUES (149)",
        "INSERT INTO profile (visa) VALUES ('tourist')",
        "INSERT INTO profile (step2_date) VALUES ('2027-02-30')",
        "INSERT INTO profile (step2_date) VALUES ('soon')",
        "INSERT INTO profile (in_us_until) VALUES ('1999-12-31')",
        "INSERT INTO profile (name) VALUES ('')",
        "INSERT INTO profile (ed_years) VALUES (51)",
        "UPDATE practice_tests SET score = 301",
        "UPDATE practice_tests SET score = 'high'",
        "UPDATE practice_tests SET score = NULL",
        "UPDATE practice_tests SET taken_on = '20.11.2026'",
        "UPDATE practice_tests SET taken_on = NULL",
        "UPDATE practice_tests SET timed = 2",
        "UPDATE practice_tests SET complete = 'yes'",
        "UPDATE practice_tests SET retake = NULL",
        "UPDATE practice_tests SET instrument = NULL",
        "UPDATE practice_tests SET notes = ''",
        "INSERT INTO practice_tests (taken_on, instrument, score, timed, complete, retake) "
        "SELECT taken_on, instrument, 200, 1, 1, 0 FROM practice_tests",
        "UPDATE question_blocks SET questions = 0",
        "UPDATE question_blocks SET correct = questions + 1",
        "UPDATE question_blocks SET correct = -1",
        "UPDATE question_blocks SET done_on = '2026-13-01'",
        "UPDATE question_blocks SET timed = 2",
        "UPDATE own_instruments SET unit = 'pints'",
        "UPDATE own_instruments SET noise_sd = 0",
        "UPDATE own_instruments SET offset = 200",
        "UPDATE own_instruments SET name = NULL",
        "INSERT INTO own_instruments (instrument, name, unit) "
        "SELECT instrument, name, unit FROM own_instruments",
    ],
)
def test_the_file_itself_refuses_what_cannot_be(statement: str, store: Store, path: Path) -> None:
    store.add(nbme())
    store.add(BLOCK)
    store.add(OWN)
    with closing(sqlite3.connect(path)) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute(statement)
