"""`emtui status`: where things stand, in one line for a prompt."""

from typing import Any


def test_the_line_for_a_prompt_says_days_range_and_chance(emtui: Any) -> None:
    emtui("profile", "set", "target=245", "step2_date=2027-06-15")
    emtui("log", "nbme", "13", "241", "2027-04-10")
    emtui("log", "nbme", "14", "244", "2027-05-15")
    line = emtui("status", "--short").out
    assert line.startswith("26 d, 2")
    assert line.endswith("% for 245\n")
    assert line.isascii()
    assert "need more data" not in line


def test_what_is_missing_is_said_instead(emtui: Any) -> None:
    emtui("log", "nbme", "13", "241")
    assert emtui("status", "--short").out == "no exam day\n"
    emtui("log", "exam", "2027-06-15")
    assert emtui("status", "--short").out.endswith(", need more data\n")
    emtui("profile", "set", "step2_date=2027-05-18")
    assert emtui("status", "--short").out.startswith("exam 2 days ago")


def test_the_real_score_replaces_the_line(emtui: Any) -> None:
    emtui("profile", "set", "step2_date=2027-05-18", "step2_score=251")
    assert emtui("status", "--short").out == "Step 2 CK 251\n"
    assert "251" in emtui("status").out
