"""Moving a date: what would change is said before it is done, and is what the store then does."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from emtui.errors import Refused
from emtui.plan import CalendarEntry, Interview, Letter, OverruledDate, Plan, Profile, Program, Rotation
from emtui.plan.edits import Add, Change, Remove, SetProfile
from emtui.planner.calendar import Preview, calendar, hide, move, place, revert, stretch
from emtui.store import Store
from emtui.vocabulary import Lane, LetterKind, RotationKind, RotationState

TODAY = date(2027, 5, 20)
DAY = timedelta(days=1)

PLAN = Plan(
    profile=Profile(match_year=2028, step2_date=date(2027, 6, 15), dedicated_from=date(2027, 5, 24)),
    rotations=(
        Rotation(
            id=1,
            site="County",
            kind=RotationKind.AWAY_EM,
            state=RotationState.IDEA,
            starts_on=date(2027, 7, 5),
            ends_on=date(2027, 7, 30),
            deadline=date(2027, 6, 1),
        ),
    ),
    letters=(Letter(id=1, kind=LetterKind.LETTER, writer="Dr. A", due_on=date(2027, 8, 20)),),
    programs=(Program(id=1, name="County EM"),),
    interviews=(Interview(id=1, program_id=1, day=date(2027, 11, 3)),),
    calendar_entries=(CalendarEntry(id=1, title="Flight", lane=Lane.ROTATIONS, starts_on=date(2027, 7, 3)),),
)
VIEW = calendar(PLAN, TODAY)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A plan file that holds PLAN."""
    store = Store.open(tmp_path / "plan.db", create=True)
    store.replace(PLAN, "a plan")
    return store


def test_moving_the_exam_takes_the_score_along_and_names_what_breaks() -> None:
    preview = move(VIEW, "exam", 77)
    assert preview.edits == (SetProfile({"step2_date": date(2027, 8, 31)}),)
    assert preview.title == "Step 2 CK on Tue 31 Aug"
    assert [(moved.entry.id, moved.after) for moved in preview.shifted] == [("score", date(2027, 9, 28))]
    assert {conflict.id for conflict in preview.new} == {"score-late", "rotation-over-study"}
    back = move(preview.view, "exam", -77)
    assert {conflict.id for conflict in back.gone} == {"score-late", "rotation-over-study"}
    assert back.view.entries == VIEW.entries


def test_a_rotation_moves_whole_and_its_sloe_with_it() -> None:
    preview = move(VIEW, "rotation:1", 7)
    assert preview.edits == (
        Change(PLAN.rotations[0], {"starts_on": date(2027, 7, 12), "ends_on": date(2027, 8, 6)}),
    )
    assert preview.title == "County on Mon 12 Jul to Fri 6 Aug"
    assert [moved.entry.id for moved in preview.shifted] == ["sloe:1"]


def test_a_milestone_moved_is_overruled_and_what_counts_from_it_goes_along() -> None:
    preview = move(VIEW, "milestone:nrmp-match-day", 7)
    assert preview.edits == (
        Add(OverruledDate(match_year=2028, milestone="nrmp-match-day", day=date(2028, 3, 24))),
    )
    assert {moved.entry.id for moved in preview.shifted} >= {
        "milestone:nrmp-rol-deadline", "milestone:nrmp-soap-rounds",
    }  # fmt: skip


@pytest.mark.parametrize(
    "name",
    [
        "exam", "profile:dedicated_from", "rotation:1", "host:1", "letter:1", "interview:1", "entry:1",
        "milestone:nrmp-match-day", "milestone:residencycas-submit",
    ],
)  # fmt: skip
@pytest.mark.parametrize("days", [1, -7, 21])
def test_the_store_does_what_the_preview_says(store: Store, name: str, days: int) -> None:
    preview = move(calendar(store.read(), TODAY), name, days)
    step = store.edit(preview.edits, preview.title)
    stored = calendar(store.read(), TODAY)
    assert step.title == preview.title
    assert stored.by_id[name].on == VIEW.by_id[name].on + days * DAY
    assert [(entry.id, entry.on, entry.until) for entry in stored.entries] == [
        (entry.id, entry.on, entry.until) for entry in preview.view.entries
    ]
    store.undo()
    assert calendar(store.read(), TODAY).by_id == VIEW.by_id


def test_an_overruled_date_is_moved_again_then_reverted(store: Store) -> None:
    def do(preview: Preview) -> None:
        store.edit(preview.edits, preview.title)

    do(move(calendar(store.read(), TODAY), "milestone:residencycas-programs-read", -7))
    do(move(calendar(store.read(), TODAY), "milestone:residencycas-programs-read", 1))
    assert [row.day for row in store.read().overruled_dates] == [date(2027, 9, 23)]
    do(revert(calendar(store.read(), TODAY), "milestone:residencycas-programs-read"))
    assert store.read().overruled_dates == ()
    do(hide(calendar(store.read(), TODAY), "milestone:residencycas-programs-read"))
    view = calendar(store.read(), TODAY)
    assert [entry.id for entry in view.hidden] == ["milestone:residencycas-programs-read"]
    do(revert(view, "milestone:residencycas-programs-read"))
    assert calendar(store.read(), TODAY).entries == VIEW.entries


def test_a_stretch_is_made_longer_and_never_shorter_than_a_day() -> None:
    longer = stretch(VIEW, "rotation:1", 7)
    assert longer.edits == (
        Change(PLAN.rotations[0], {"starts_on": date(2027, 7, 5), "ends_on": date(2027, 8, 6)}),
    )
    assert stretch(VIEW, "entry:1", 2).after is not None
    with pytest.raises(Refused, match="before it begins"):
        stretch(VIEW, "rotation:1", -60)


def test_what_has_one_day_only_cannot_be_stretched() -> None:
    with pytest.raises(Refused, match="one day"):
        stretch(VIEW, "exam", 1)


def test_a_day_can_be_named() -> None:
    preview = place(VIEW, "interview:1", date(2027, 11, 8))
    assert preview.edits == (Change(PLAN.interviews[0], {"day": date(2027, 11, 8)}),)


def test_what_follows_from_other_dates_does_not_move_by_itself() -> None:
    with pytest.raises(Refused, match="follows from other dates"):
        move(VIEW, "score", 1)


def test_an_answer_that_contradicts_another_is_refused_before_it_is_stored() -> None:
    with pytest.raises(Refused, match="dedicated_from 2027-06-23 is after step2_date 2027-06-15"):
        move(VIEW, "profile:dedicated_from", 30)


def test_what_is_gone_meanwhile_is_said() -> None:
    with pytest.raises(Refused, match="no longer in the calendar"):
        move(VIEW, "entry:99", 1)


@pytest.mark.parametrize("days", [10_000, -11_000, 10_000_000])
def test_a_date_stays_within_the_years_of_a_plan(days: int) -> None:
    with pytest.raises(Refused, match="outside the years"):
        move(VIEW, "exam", days)


def test_only_dates_of_the_season_are_hidden_and_reverted() -> None:
    with pytest.raises(Refused, match="only dates of the season"):
        hide(VIEW, "exam")
    with pytest.raises(Refused, match="not a date of the season that you changed"):
        revert(VIEW, "milestone:nrmp-match-day")


def test_reverting_takes_the_row_away() -> None:
    row = OverruledDate(id=5, match_year=2028, milestone="nrmp-match-day", day=date(2028, 3, 24))
    view = calendar(Plan(profile=PLAN.profile, overruled_dates=(row,)), TODAY)
    assert revert(view, "milestone:nrmp-match-day").edits == (Remove(row),)
