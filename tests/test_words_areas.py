"""Areas of a report, typed alone as behind a score: read, written, refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emtui import guide
from emtui.errors import Refused
from emtui.words import read_areas, write_areas


@pytest.mark.parametrize(
    ("typed", "areas"),
    [
        ("", {}),
        ("cardio 62% resp 70%", {"cardiovascular": 62, "respiratory": 70}),
        ("cardio 62, internal medicine 66,5%", {"cardiovascular": 62, "medicine": 66.5}),
    ],
)
def test_areas_are_read_as_in_the_log_line(typed: str, areas: dict[str, float]) -> None:
    assert read_areas(typed) == areas


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("cardio", "how much of Cardiovascular was right"),
        ("cardio 101%", "how much of Cardiovascular was right"),
        ("spleen 40%", "'spleen' was not understood here"),
        ("cardio 60% heart 61%", "say it once"),
        ("x " * 600, "longer than"),
    ],
)
def test_what_is_no_area_is_refused_with_what_is_accepted(typed: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        read_areas(typed)


@given(st.dictionaries(st.sampled_from(sorted(guide.systems())), st.integers(0, 100).map(float)))
def test_what_is_written_reads_as_the_same(areas: dict[str, float]) -> None:
    assert read_areas(write_areas(areas)) == areas
