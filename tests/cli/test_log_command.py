"""`emtui log`: words in, one undo step stored, and nothing at all where they are refused."""

import json
from pathlib import Path
from typing import Any

import pytest


def stored_tests(emtui: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(emtui("show", "scores", "--json").out)["tests"]
    return found


def test_a_logged_test_is_shown_and_undone(emtui: Any, plan_path: Path) -> None:
    logged = emtui("log", "nbme", "13", "241", "2027-05-15")
    assert logged.code == 0
    assert logged.out.startswith("stored: NBME 13, 241")
    assert "emtui undo" in logged.out
    assert logged.err == f"made a new plan: {plan_path}\n"
    assert [(test["date"], test["instrument"], test["score"]) for test in stored_tests(emtui)] == [
        ("2027-05-15", "nbme-13", 241)
    ]
    undone = emtui("undo")
    assert (undone.code, undone.err) == (0, "")
    assert stored_tests(emtui) == []


def test_words_that_look_like_options_are_words(emtui: Any) -> None:
    assert emtui("log", "nbme", "13", "241", "-3").code == 0
    assert stored_tests(emtui)[0]["date"] == "2027-05-17"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["rubbish"], "rubbish"),
        (["nbme", "13"], "score"),
        (["nbme", "13", "941"], "941"),
        (["nbme", "13", "241", "2027-06-01"], "2027"),
        (["nbme", "13", "241", "11/03"], "--dates"),
        (["nbme", "17", "241"], "form nbme 17"),
        (["form", "nbme", "13"], "NBME 13"),
        (["exam", "someday"], "someday"),
        (["\x1b[31m", "241"], "241"),
    ],
)
def test_refused_words_make_no_plan(emtui: Any, plan_path: Path, words: list[str], says: str) -> None:
    refused = emtui("log", *words)
    assert (refused.code, refused.out) == (1, "")
    assert refused.err.startswith("emtui: ")
    assert says in refused.err
    assert refused.err.count("\n") == 1
    assert "\x1b" not in refused.err
    assert not plan_path.exists()


def test_the_same_day_and_instrument_is_already_there(emtui: Any) -> None:
    assert emtui("log", "nbme", "13", "241").code == 0
    again = emtui("log", "nbme", "13", "245")
    assert again.code == 1
    assert "already there" in again.err
    assert [test["score"] for test in stored_tests(emtui)] == [241]


def test_the_order_of_a_date_is_said_on_the_line_or_in_the_settings(emtui: Any, home: Path) -> None:
    assert emtui("log", "nbme", "13", "241", "11/03/2027", "--dates", "dmy").code == 0
    assert emtui("log", "--dates=mdy", "nbme", "14", "241", "03/11/2027").code == 0
    (home / "settings").mkdir()
    (home / "settings" / "config.toml").write_text('dates = "dmy"\n')
    assert emtui("log", "nbme", "15", "241", "11/03/2027").code == 0
    assert {test["date"] for test in stored_tests(emtui)} == {"2027-03-11"}


def test_a_new_form_is_logged_after_it_is_added(emtui: Any) -> None:
    assert emtui("log", "form", "nbme", "17").code == 0
    assert emtui("log", "nbme", "17", "241").code == 0


@pytest.mark.parametrize("arguments", [[], ["--dates", "ymd", "nbme", "13", "241"], ["--dry", "nbme"]])
def test_wrong_usage_takes_at_most_two_lines(emtui: Any, arguments: list[str]) -> None:
    wrong = emtui("log", *arguments)
    assert (wrong.code, wrong.out) == (2, "")
    assert wrong.err.count("\n") <= 2


def test_a_broken_settings_file_is_named_and_nothing_is_stored(
    emtui: Any, home: Path, plan_path: Path
) -> None:
    (home / "settings").mkdir()
    (home / "settings" / "config.toml").write_text("dates = 3\n")
    refused = emtui("log", "nbme", "13", "241")
    assert refused.code == 1
    assert "config.toml: dates" in refused.err
    assert not plan_path.exists()


def test_the_folder_of_a_named_plan_has_to_exist(emtui: Any, home: Path) -> None:
    refused = emtui("--db", str(home / "none" / "plan.db"), "log", "nbme", "13", "241")
    assert refused.code == 1
    assert "none" in refused.err
    assert not (home / "none").exists()
