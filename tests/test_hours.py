"""Hours and lengths as people type them."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emtui.errors import Refused
from emtui.hours import parse_days, parse_time


@pytest.mark.parametrize(
    ("typed", "hour"),
    [
        ("9:30", time(9, 30)),
        ("09:30", time(9, 30)),
        ("2 pm", time(14)),
        ("12 am", time(0)),
        ("12:15 p.m.", time(12, 15)),
        ("14h00", time(14)),
    ],
)
def test_an_hour_is_read_in_the_usual_forms(typed: str, hour: time) -> None:
    assert parse_time(typed) == hour


@pytest.mark.parametrize("typed", ["9", "25:00", "9:75", "14 pm", "0 am", "noonish", "9:3"])
def test_what_could_be_another_hour_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        parse_time(typed)


@given(st.times())
def test_a_written_hour_reads_back(hour: time) -> None:
    assert parse_time(f"{hour:%H:%M}") == hour.replace(second=0, microsecond=0)


@pytest.mark.parametrize(("typed", "days"), [("5 d", 5), ("1 day", 1), ("2w", 14), ("+3 weeks", 21)])
def test_a_length_counts_its_days(typed: str, days: int) -> None:
    assert parse_days(typed) == days


@pytest.mark.parametrize("typed", ["23 nov", "+7", "2027-06-15", "w"])
def test_a_date_is_no_length(typed: str) -> None:
    assert parse_days(typed) is None


def test_an_endless_stretch_is_refused() -> None:
    with pytest.raises(Refused):
        parse_days("999 weeks")
