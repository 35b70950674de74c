"""`emtui profile`: pairs of one call are one step; one bad pair stores none."""

import json
from pathlib import Path
from typing import Any

import pytest


def test_pairs_are_one_step_and_are_said_with_what_was_before(emtui: Any) -> None:
    first = emtui("profile", "set", "target=245", "visa=J-1", "step2_date=15 jun")
    assert first.out.splitlines()[:3] == [
        "target: unknown -> 245",
        "visa: unknown -> j1",
        "step2_date: unknown -> 2027-06-15",
    ]
    assert emtui("profile", "set", "target=250").out.startswith("target: 245 -> 250\n")
    emtui("undo")
    emtui("undo")
    shown = json.loads(emtui("show", "profile", "--json").out)
    assert (shown["target"], shown["visa"], shown["step2_date"]) == (None, None, None)


def test_an_empty_value_clears(emtui: Any) -> None:
    emtui("profile", "set", "target=245")
    assert emtui("profile", "set", "target=").out.startswith("target: 245 -> unknown\n")


@pytest.mark.parametrize(
    ("pairs", "says"),
    [
        (["target=245", "tagret=1"], "did you mean target?"),
        (["target=9000"], "from 150 to 300"),
        (["target=two"], "whole number"),
        (["visa=o1"], "j1, h1b, none, undecided"),
        (["step2_date=2027-99-99"], "step2_date"),
        (["shift_pattern=XYZ"], "L long, N night"),
        (["step1=pass", "step1_attempts=3"], "step1_attempts=3"),
        (["eligibility_until=2027-06-01", "step2_date=2027-06-15"], "eligibility_until 2027-06-01"),
    ],
)
def test_one_bad_pair_stores_none_and_makes_no_plan(
    emtui: Any, plan_path: Path, pairs: list[str], says: str
) -> None:
    refused = emtui("profile", "set", *pairs)
    assert (refused.code, refused.out) == (1, "")
    assert says in refused.err
    assert refused.err.count("\n") == 1
    assert not plan_path.exists()


@pytest.mark.parametrize("pairs", [[], ["target"], ["target=245", "target=250"]])
def test_what_is_no_pair_is_wrong_usage(emtui: Any, pairs: list[str]) -> None:
    wrong = emtui("profile", "set", *pairs)
    assert wrong.code == 2
    assert wrong.err.count("\n") <= 2


def test_alone_it_shows_the_profile(emtui: Any) -> None:
    emtui("profile", "set", "target=245")
    assert emtui("profile").out == emtui("show", "profile").out
    assert "target" in emtui("profile").out


def test_setting_what_is_so_already_is_no_step_and_no_error(emtui: Any) -> None:
    emtui("profile", "set", "target=245")
    again = emtui("profile", "set", "target=245")
    assert (again.code, again.err) == (0, "")
    assert "nothing changed" in again.out
    emtui("undo")
    assert json.loads(emtui("show", "profile", "--json").out)["target"] is None
