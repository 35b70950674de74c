"""Rotations and letters: what counts, what comes in time, and what is said of what does not."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emtui.guide.letters import letter_kinds, rotation_kinds
from emtui.plan import Interview, Letter, LetterAssignment, OverruledDate, Plan, Profile, Program, Rotation
from emtui.planner.letters import Cell, assignments_of
from emtui.planner.milestones import opening_day
from emtui.planner.rotations import RotationsView, rotations_view
from emtui.planner.rules import facts_of
from emtui.planner.scores import scores
from emtui.planner.strategy import applying
from emtui.vocabulary import (
    ApplicationState,
    LetterKind,
    LetterState,
    RotationKind,
    RotationState,
    Specialty,
)

TODAY = date(2027, 5, 20)
READ = opening_day(2028).earliest


def rotation(id_: int, kind: RotationKind = RotationKind.AWAY_EM, **values: Any) -> Rotation:
    ready: dict[str, Any] = {"site": f"Site {id_}", "state": RotationState.ACCEPTED}
    return Rotation(id=id_, kind=kind, **(ready | values))


def letter(id_: int, kind: LetterKind = LetterKind.ESLOE, **values: Any) -> Letter:
    return Letter(id=id_, kind=kind, writer="Dr. A", **values)


def view(**rows: Any) -> RotationsView:
    return rotations_view(Plan(profile=Profile(match_year=2028), **rows), TODAY)


def program(id_: int, **values: Any) -> Program:
    ready: dict[str, Any] = {"application": ApplicationState.PLANNED}
    return Program(id=id_, name=f"P{id_}", **(ready | values))


def titles(shown: RotationsView) -> list[str]:
    return [item.title for item in shown.to_do]


def test_an_empty_plan_says_what_is_wanted() -> None:
    shown = view()
    assert (shown.done, shown.planned, shown.wanted, shown.wanted_up_to) == (0, 0, 2, 3)
    assert titles(shown) == ["0 of 2 EM SLOEs in time", "0 of 2 to 3 US EM rotations"]


@pytest.mark.parametrize(
    ("kind", "counts"),
    [
        (RotationKind.HOME_EM, True),
        (RotationKind.COMMUNITY_EM, True),
        (RotationKind.SUB_SPECIALTY, False),
        (RotationKind.OBSERVERSHIP, False),
    ],
)
def test_only_em_months_count(kind: RotationKind, counts: bool) -> None:
    rows = (rotation(1, kind, state=RotationState.DONE), rotation(2, kind), rotation(3, kind))
    shown = view(rotations=(*rows, replace(rows[2], id=4, state=RotationState.DECLINED)))
    assert (shown.done, shown.planned) == ((1, 2) if counts else (0, 0))


def test_an_observership_gives_no_esloe() -> None:
    shown = view(
        rotations=(rotation(1, RotationKind.OBSERVERSHIP),),
        letters=(letter(1, rotation_id=1, state=LetterState.UPLOADED),),
    )
    assert shown.rotations[0].gives is None
    (row,) = shown.letters
    assert (row.suits, row.counts) == (False, False)
    assert row.reason == "an observership cannot give an eSLOE"
    assert shown.sloes_in == 0
    assert "Letter A cannot come from there" in titles(shown)


def test_every_kind_of_rotation_gives_a_letter_that_suits_it() -> None:
    for kind, facts in rotation_kinds().items():
        if facts.gives is not None:
            assert kind in letter_kinds()[facts.gives].from_rotations


@pytest.mark.parametrize(("days", "in_time"), [(-30, True), (-14, True), (-13, False), (10, False)])
def test_a_letter_is_expected_two_weeks_after_its_rotation(days: int, in_time: bool) -> None:
    ends = READ + timedelta(days)
    shown = view(
        rotations=(rotation(1, starts_on=ends - timedelta(27), ends_on=ends),),
        letters=(letter(1, rotation_id=1),),
    )
    (row,) = shown.letters
    assert row.expected_on == ends + timedelta(14)
    assert row.in_time is in_time
    assert shown.rotations[0].ends_in_time is in_time
    assert shown.late == (() if in_time else (row,))
    assert shown.sloes_in_time == int(in_time)


def test_a_letter_of_a_mere_idea_is_not_counted_on() -> None:
    ends = READ - timedelta(40)
    for state, counted in ((RotationState.IDEA, 0), (RotationState.APPLIED, 1), (RotationState.DONE, 1)):
        row = rotation(1, state=state, ends_on=ends)
        assert view(rotations=(row,), letters=(letter(1, rotation_id=1),)).sloes_in_time == counted
    promised = letter(1, rotation_id=1, state=LetterState.PROMISED)
    idea = rotation(1, state=RotationState.IDEA, ends_on=ends)
    assert view(rotations=(idea,), letters=(promised,)).sloes_in_time == 1


def test_a_letter_long_due_is_expected_from_today() -> None:
    row = rotation(1, state=RotationState.DONE, ends_on=TODAY - timedelta(60))
    (known,) = view(rotations=(row,), letters=(letter(1, rotation_id=1),)).letters
    assert (known.expected_on, known.reason) == (TODAY, "could be in by now")


def test_the_profiles_numbers_stand_where_nothing_is_entered() -> None:
    plan = Plan(profile=Profile(match_year=2028, us_em_rotations=3, em_sloes=2))
    shown = rotations_view(plan, TODAY)
    assert (shown.done, shown.sloes_in, shown.sloes_in_time) == (3, 2, 2)
    assert shown.to_do == ()


def test_a_day_of_ones_own_goes_before_the_reckoning() -> None:
    row = rotation(1, ends_on=READ + timedelta(10))
    shown = view(rotations=(row,), letters=(letter(1, rotation_id=1, due_on=READ),))
    assert shown.letters[0].in_time is True


def test_a_late_letter_says_by_how_much_and_what_helps() -> None:
    shown = view(letters=(letter(1, due_on=READ + timedelta(23)),))
    late = shown.to_do[0]
    assert (late.sign, late.title) == ("×", "Letter A comes 23 days late")
    assert late.way_out is not None


def test_without_a_day_or_a_match_year_nothing_is_called_late() -> None:
    assert view(letters=(letter(1),)).letters[0].in_time is None
    known = rotations_view(Plan(letters=(letter(1, due_on=date(2030, 1, 1)),)), TODAY)
    assert known.letters[0].in_time is None
    assert known.late == ()
    assert all(item.id != "sloe-two" for item in known.to_do)


def test_a_letter_long_expected_is_to_be_asked_after() -> None:
    shown = view(letters=(letter(1, state=LetterState.ASKED, due_on=TODAY - timedelta(9)),))
    assert "Remind Dr. A of letter A" in titles(shown)


def test_a_host_deadline_near_by_is_named_and_a_past_one_too() -> None:
    idea: dict[str, Any] = {"state": RotationState.IDEA}
    shown = view(
        rotations=(
            rotation(1, deadline=TODAY + timedelta(11), **idea),
            rotation(2, deadline=TODAY - timedelta(1), **idea),
            rotation(3, deadline=TODAY + timedelta(200), **idea),
        )
    )
    assert "Apply to Site 1 by Mon 31 May" in titles(shown)
    assert titles(shown)[0] == "Site 2: the host's deadline is past"
    assert not any("Site 3" in title for title in titles(shown))


def test_a_rotation_without_a_letter_asks_for_one_when_it_is_near() -> None:
    near, far = rotation(1, starts_on=TODAY + timedelta(30)), rotation(2, starts_on=TODAY + timedelta(90))
    assert "Ask Site 1 for a letter" in titles(view(rotations=(near, far)))
    assert "Ask Site 2 for a letter" not in titles(view(rotations=(near, far)))


def test_letters_are_assigned_program_by_program() -> None:
    letters = (
        letter(1, state=LetterState.UPLOADED, uploaded_on=TODAY),
        letter(2, due_on=READ),
        letter(3, due_on=READ + timedelta(9)),
    )
    programs = (
        program(1, sloes_wanted=2),
        program(2),
        program(3, application=ApplicationState.CONSIDERING),
        program(4, specialty=Specialty.FM),
    )
    shown = view(
        letters=letters,
        programs=programs,
        letter_assignments=(LetterAssignment(id=1, letter_id=1, program_id=1),),
    )
    assert [row.program.id for row in shown.programs] == [1, 2]
    first, second = shown.programs
    assert first.cells == (Cell.ASSIGNED, Cell.WAITING, Cell.LATE)
    assert second.cells[0] is Cell.READY
    assert (first.sloes, first.short) == (1, 1)
    assert second.short is None  # nobody knows what it wants
    assert shown.unassigned == ((1, 2),)
    assert not any(title.startswith("Assign") for title in titles(shown))  # applications are not taken yet
    taken = opening_day(2028).earliest - timedelta(7)
    rows: dict[str, Any] = {
        "letters": letters,
        "programs": programs,
        "letter_assignments": (LetterAssignment(id=1, letter_id=1, program_id=1),),
    }
    later = rotations_view(Plan(profile=Profile(match_year=2028), **rows), taken)
    assert "Assign letters to 1 program" in titles(later)


def test_assigning_to_all_adds_what_is_missing_and_nothing_twice() -> None:
    plan = Plan(
        letters=(letter(1),),
        programs=(program(1), program(2)),
        letter_assignments=(LetterAssignment(id=1, letter_id=1, program_id=1),),
    )
    (missing,) = assignments_of(plan, plan.letters[0])
    assert (missing.letter_id, missing.program_id) == (1, 2)


def test_letters_have_names_past_z() -> None:
    shown = view(letters=tuple(letter(number) for number in range(1, 30)))
    names = [row.name for row in shown.letters]
    assert names[:2] + names[25:28] == ["A", "B", "Z", "AA", "AB"]


@given(
    st.lists(st.sampled_from(LetterKind), max_size=6),
    st.lists(st.sampled_from(RotationKind), max_size=6),
    st.lists(st.none() | st.integers(-300, 300), min_size=6, max_size=6),
)
def test_a_further_letter_never_makes_fewer_in_time(
    kinds: list[LetterKind], rotations: list[RotationKind], ends: list[int | None]
) -> None:
    rows = tuple(
        rotation(n + 1, kind, ends_on=None if (end := ends[n]) is None else READ + timedelta(end))
        for n, kind in enumerate(rotations)
    )
    letters = tuple(
        letter(n + 1, kind, rotation_id=n + 1 if n < len(rows) else None) for n, kind in enumerate(kinds)
    )
    shown = view(rotations=rows, letters=letters)
    fewer = view(rotations=rows, letters=letters[:-1])
    assert fewer.sloes_in_time <= shown.sloes_in_time
    assert shown.sloes_in <= shown.sloes_in_time


# -- what the rules make of it


def facts_about(plan: Plan) -> Any:
    return facts_of(plan, TODAY, scores(plan, TODAY)).profile


def test_rotations_and_sloes_are_counted_where_the_profile_names_no_number() -> None:
    plan = Plan(
        rotations=(rotation(1, state=RotationState.DONE), rotation(2)),
        letters=(letter(1, state=LetterState.UPLOADED), letter(2)),
    )
    assert (facts_about(plan).us_em_rotations, facts_about(plan).em_sloes) == (1, 1)
    said = {rule.id: rule.personal for rule in applying(plan, TODAY)}
    assert said["usce"] == "1 of 2 to 3 done"
    assert said["sloe-two"] == "1 of 2 in"


def test_the_profiles_own_number_goes_before_the_count() -> None:
    plan = Plan(
        profile=Profile(us_em_rotations=3, em_sloes=2), rotations=(rotation(1),), letters=(letter(1),)
    )
    assert (facts_about(plan).us_em_rotations, facts_about(plan).em_sloes) == (3, 2)


def test_nothing_entered_stays_unknown() -> None:
    assert facts_about(Plan()).us_em_rotations is None
    assert facts_about(Plan()).em_sloes is None


def test_interviews_are_unknown_until_something_was_applied_to() -> None:
    def known(**rows: Any) -> int | None:
        plan = Plan(**rows)
        return facts_of(plan, TODAY, scores(plan, TODAY)).interviews

    assert known(programs=(program(1),)) is None
    applied = (program(1, application=ApplicationState.APPLIED),)
    assert known(programs=applied) == 0
    assert known(programs=applied, interviews=(Interview(id=1, program_id=1),)) == 1


def test_a_day_of_the_season_that_is_overruled_holds_for_letters_too() -> None:
    late = letter(1, due_on=READ + timedelta(days=10))
    mine = OverruledDate(
        id=1, match_year=2028, milestone="residencycas-programs-read", day=READ + timedelta(days=20)
    )
    assert view(letters=(late,)).late
    found = view(letters=(late,), overruled_dates=(mine,))
    assert not found.late
    assert found.reads is not None
    assert found.reads.on == mine.day
