"""`emtui sit`: the verdict in plain text, with its reasons and the days beside the planned one."""

import re
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def planned(emtui: Any) -> None:
    """An exam on 15 June with a target of 245 and two forms, the last one near it."""
    emtui("profile", "set", "target=245", "step2_date=2027-06-15", "match_year=2028")
    emtui("log", "nbme", "13", "238", "2027-04-25")
    emtui("log", "nbme", "14", "243", "2027-05-15")


@pytest.mark.usefixtures("planned")
def test_the_verdict_comes_first_then_why_and_what_would_change_it(emtui: Any) -> None:
    ended = emtui("sit")
    assert (ended.code, ended.err) == (0, "")
    assert re.match(r"Sit on Tue 15 Jun, as planned: 245 or more \d+%, pass \d+%\.\n", ended.out)
    why = ended.out.split("Why\n")[1].split("What would change it\n")[0]
    assert "delay-gap" in why
    assert "nbme-near" in why
    assert "A clear weakness" in ended.out


@pytest.mark.usefixtures("planned")
def test_the_latest_days_and_every_candidate_are_listed(emtui: Any) -> None:
    out = emtui("sit").out
    assert "from Wed 22 Sep, estimated" in out
    assert "Wed 28 Jul to be safe (score back in 8 weeks)" in out
    assert "Wed 25 Aug at the usual pace (4 weeks)" in out
    assert "costs a fee: it was free until Fri 30 Apr" in out
    rows = out.split("Candidate days\n")[1].splitlines()[1:]
    assert [row.split()[2] for row in rows].count("Jun") == 5
    assert [row for row in rows if row.endswith("planned")] == [row for row in rows if "Tue 15 Jun" in row]


@pytest.mark.usefixtures("planned")
def test_a_delay_says_how_long_and_which_day_is_advised(emtui: Any) -> None:
    emtui("profile", "set", "fixable_weakness=yes")
    out = emtui("sit").out
    assert out.startswith("Delay to Tue 6 Jul, 3 weeks later: 245 or more ")
    (advised,) = [line for line in out.splitlines() if line.endswith("advised")]
    assert "Tue 6 Jul" in advised


@pytest.mark.usefixtures("planned")
def test_the_page_is_plain_and_whole_in_80_columns(emtui: Any) -> None:
    emtui("profile", "set", "shift_pattern=N", "oet_date=2027-06-14", "eligibility_until=2027-07-31")
    out = emtui("sit").out
    assert max(map(len, out.splitlines())) <= 80
    assert out.isascii()
    assert "\x1b" not in out


def test_what_is_missing_is_said(emtui: Any) -> None:
    emtui("log", "nbme", "13", "241")
    ended = emtui("sit")
    assert ended.code == 0
    assert " ".join(ended.out.split()).startswith(
        "Not enough data to say; missing: an exam day, a target, a second practice test."
    )


@pytest.mark.usefixtures("planned")
def test_a_known_score_leaves_nothing_to_decide(emtui: Any) -> None:
    emtui("profile", "set", "step2_score=251", "step2_date=2027-05-18")
    assert emtui("sit").out.startswith("The real score is known")


def test_without_a_plan_it_says_so(emtui: Any, plan_path: Path) -> None:
    ended = emtui("sit")
    assert (ended.code, ended.out) == (1, "")
    assert "no plan at" in ended.err
    assert not plan_path.exists()


@pytest.mark.usefixtures("planned")
def test_it_takes_no_words(emtui: Any) -> None:
    assert emtui("sit", "tomorrow").code == 2
