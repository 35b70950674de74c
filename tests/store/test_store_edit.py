"""Several things as one step: all of them or none, and what is new may refer to what is new."""

from collections.abc import Callable
from datetime import date

import pytest
from tests.rows import SEASON
from tests.store.conftest import nbme

from emtui.errors import AlreadyThere, Refused
from emtui.plan import (
    Interview,
    Letter,
    LetterAssignment,
    OwnItem,
    OwnSection,
    Plan,
    Program,
    ProgramFact,
    Review,
    SavedFilter,
)
from emtui.store import Store
from emtui.store.edits import Add, Change, Edit, Remove, SetProfile
from emtui.vocabulary import LetterKind

NEW_PROGRAM: list[Edit] = [
    Add(Program(id=-1, name="County")),
    Add(Program(id=-2, name="Saint Elsewhere")),
    Add(ProgramFact(program_id=-2, field="j1", source="a phone call")),
    Add(Letter(id=-1, kind=LetterKind.ESLOE, writer="Dr. A")),
    Add(LetterAssignment(letter_id=-1, program_id=-2)),
]


def test_new_rows_refer_to_each_other_and_are_one_step(store: Store) -> None:
    step = store.edit(NEW_PROGRAM, "import two programs")
    plan = store.read()
    elsewhere = next(program for program in plan.programs if program.name == "Saint Elsewhere")
    assert plan.program_facts[0].program_id == plan.letter_assignments[0].program_id == elsewhere.id
    assert (step.title, len(store.history())) == ("import two programs", 1)
    store.undo()
    assert store.read() == Plan()
    store.redo()
    assert store.read() == plan


def test_a_program_takes_what_hangs_on_it_along_and_undo_brings_all_of_it_back(store: Store) -> None:
    store.edit([*NEW_PROGRAM, Add(Interview(program_id=-2, day=date(2027, 11, 3)))], "one more")
    before = store.read()
    store.remove(before.programs[1])
    after = store.read()
    assert (after.program_facts, after.letter_assignments, after.interviews) == ((), (), ())
    assert len(after.letters) == 1
    store.undo()
    assert store.read() == before


@pytest.mark.parametrize(
    "parts",
    [
        [],
        [Add(nbme(13)), Add(nbme(13))],
        [SetProfile({"target": 245}), Add(nbme(13, score=301.0))],
        [Add(nbme(13)), Remove(nbme(12))],
        [Add(nbme(13)), Change(nbme(12), {"score": 200.0})],
        [Add(Program(name="A")), Add(ProgramFact(program_id=99, field="j1"))],
    ],
)
def test_where_one_part_is_refused_none_is_done(store: Store, parts: list[Edit]) -> None:
    with pytest.raises(Refused):
        store.edit(parts, "nothing of this")
    assert (store.read(), store.history()) == (Plan(), [])


def test_parts_see_what_earlier_parts_did(store: Store) -> None:
    store.add(nbme(13))
    (test,) = store.read().practice_tests
    store.edit(
        [SetProfile({"target": 250}), Change(test, {"score": 250.0}), Remove(test), Add(nbme(13))], "mixed"
    )
    assert store.read().profile.target == 250
    assert [row.score for row in store.read().practice_tests] == [241.0]


def test_an_item_comes_with_the_section_it_is_put_into(store: Store) -> None:
    title = "two things at once"
    store.edit(
        [Add(OwnSection(id=-1, title="My cases")), Add(OwnItem(section="own--1", title="a", know="b"))], title
    )
    (item,), (section,) = store.read().own_items, store.read().own_sections
    assert item.section == f"own-{section.id}"
    store.edit([Add(OwnSection(id=-1, title="Later")), Change(item, {"section": "own--1"})], title)
    assert store.read().own_items[0].section == f"own-{store.read().own_sections[1].id}"


def test_a_review_cannot_lie_ahead(store: Store) -> None:
    ahead = Review(
        item="a", reviewed_on=date(2030, 1, 1), grade=3, stability=1, difficulty=1, due=date(2030, 1, 2)
    )
    with pytest.raises(Refused, match="2030-01-01 is not possible: it is after today"):
        store.add(ahead)


@pytest.mark.parametrize("table", SEASON)
def test_a_row_of_every_table_is_stored_read_back_and_undone(
    store: Store, table: str, open_store: Callable[..., Store]
) -> None:
    parts: list[Edit] = [Add(row) for row in SEASON.values()]
    store.edit(parts, "a whole season")
    plan = store.read()
    assert getattr(plan, table) == (SEASON[table],)
    store.remove(SEASON[table])
    assert getattr(store.read(), table) == ()
    store.undo()
    assert store.read() == plan


@pytest.mark.parametrize(
    "table", ["own_sections", "own_items", "item_states", "study_days", "calendar_entries", "story_answers"]
)
def test_what_is_there_once_only_is_refused_a_second_time_by_name(store: Store, table: str) -> None:
    import dataclasses

    store.edit([Add(row) for row in SEASON.values()], "a whole season")
    with pytest.raises(AlreadyThere, match="is already there"):
        store.add(dataclasses.replace(SEASON[table], id=None))


def test_many_changes_are_one_step_that_undo_takes_back(store: Store) -> None:
    store.edit([Add(Program(name=f"P{number}")) for number in range(700)], "import")
    before = store.read()
    changes: list[Edit] = [Change(row, {"signal": True, "state": "TX"}) for row in before.programs]
    store.edit(changes, "mark all")
    assert all(row.signal and row.state == "TX" for row in store.read().programs)
    store.undo()
    assert store.read() == before


def test_a_name_given_up_in_a_step_can_be_taken_in_it(store: Store) -> None:
    store.edit([Add(SavedFilter(name="Reach", text="j1")), Add(SavedFilter(name="Core", text="h1b"))], "two")
    reach, core = store.read().saved_filters
    store.edit([Change(reach, {"name": "Old"}), Change(core, {"name": "Reach"})], "rename both")
    assert [row.name for row in store.read().saved_filters] == ["Old", "Reach"]
    with pytest.raises(AlreadyThere):
        store.edit([Change(reach, {"text": "img"}), Change(core, {"name": "Old"})], "clash")
    assert store.read().saved_filters[0].text == "j1"
