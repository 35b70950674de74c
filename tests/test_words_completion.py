"""Tab in the log line: what can be finished, and that it leads somewhere."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emtui import guide
from emtui.plan import OwnInstrument, Plan
from emtui.words import complete, read_words

TODAY = date(2026, 11, 23)
PLAN = Plan(own_instruments=(OwnInstrument(instrument="nbme-17", name="NBME 17"),))


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("uw", ["uwsa 1", "uwsa 2", "uwsa 3"]),
        ("nbme 17", ["nbme 17"]),
        ("ex", ["exam"]),
        ("nbme 13 241 y", ["nbme 13 241 yesterday"]),
        ("nbme 13 241 un", ["nbme 13 241 untimed"]),
        ("nbme 13 241 resp 70% car", ["nbme 13 241 resp 70% cardio"]),
        ("nbme 13 241 resp 70% res", []),
        ("nbme 13 resp ", []),
        ("40q 31 car", ["40q 31 cardio"]),
        ("40q 31 cardio ti", ["40q 31 cardio timed"]),
        ("exam n", ["exam none"]),
        ("real 251 y", ["real 251 yesterday"]),
        ("nbme 13 241 note unt", []),
        ("form ", []),
        ("rubbish ", []),
    ],
)
def test_the_last_word_is_finished(line: str, offered: list[str]) -> None:
    assert complete(line, PLAN, TODAY) == offered


def test_an_empty_line_offers_every_practice_test_and_command() -> None:
    assert {"nbme 13", "nbme 17", "free 120", "amboss sa", "40q", "exam", "real", "form"} <= set(
        complete("", PLAN, TODAY)
    )


@pytest.mark.parametrize("line", ["nbme 13 241 ", "40q 31 ", "exam ", "real 251 "])
def test_everything_offered_after_a_whole_line_is_understood(line: str) -> None:
    areas = tuple(f" {alias}" for system in guide.systems().values() for alias in system.aliases[:1])
    for offered in complete(line, PLAN, TODAY):
        words = f"{offered} words" if offered.endswith("note") else offered
        if line.startswith("nbme") and offered.endswith(areas):
            words = f"{offered} 62%"
        assert read_words(words, plan=PLAN, today=TODAY, order=None).summary


@given(st.text(max_size=60))
def test_any_line_can_be_completed_without_changing_what_was_typed(line: str) -> None:
    for offered in complete(line, PLAN, TODAY):
        assert offered.lower().startswith(line.lower().lstrip())
