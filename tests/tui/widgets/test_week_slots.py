"""Rows of a week: nothing is drawn over anything else, nothing is lost without being counted."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emtui.tui.widgets.drawn import Drawn
from emtui.tui.widgets.week_slots import DAYS, foremost, in_order, lay_week, week_start
from emtui.vocabulary import Lane

MONDAY = date(2027, 6, 14)


def entry(name: str, first: int, days: int = 1, **more: object) -> Drawn:
    """An entry from the `first` day of the week on."""
    begins = MONDAY + timedelta(days=first)
    return Drawn(name, name, Lane.STUDY, begins, begins + timedelta(days=days - 1), **more)  # type: ignore[arg-type]


entries = st.lists(
    st.builds(
        lambda number, first, days, solid: entry(f"e{number}", first, days, solid=solid),
        st.integers(0, 10_000),
        st.integers(-20, 10),
        st.integers(1, 30),
        st.booleans(),
    ),
    max_size=25,
    unique_by=lambda found: found.id,
)


@given(entries, st.integers(1, 4), st.booleans())
def test_no_two_entries_share_a_cell_and_what_is_missing_is_counted(
    found: list[Drawn], rows: int, tall: bool
) -> None:
    week = lay_week(found, MONDAY, rows, fits=lambda entry: not tall)
    cells = [
        (row, column)
        for slot in week.slots
        for row in range(slot.row, slot.row + slot.rows)
        for column in range(slot.first, slot.last + 1)
    ]
    assert len(cells) == len(set(cells))
    assert all(0 <= row < rows and 0 <= column < DAYS for row, column in cells)
    for column in range(DAYS):
        day = MONDAY + timedelta(days=column)
        shown = sum(slot.first <= column <= slot.last for slot in week.slots)
        assert shown + week.hidden[column] == len(in_order(found, day))


@given(entries, st.integers(1, 4))
def test_every_entry_of_the_week_has_one_slot_over_all_its_days(found: list[Drawn], rows: int) -> None:
    week = lay_week(found, MONDAY, rows)
    names = [slot.entry.id for slot in week.slots]
    assert len(names) == len(set(names))
    for slot in week.slots:
        first, last = (MONDAY + timedelta(days=column) for column in (slot.first, slot.last))
        assert first == max(slot.entry.first, MONDAY)
        assert last == min(slot.entry.last, MONDAY + timedelta(days=6))
        assert slot.before is (slot.entry.first < MONDAY)
        assert slot.after is (slot.entry.last > MONDAY + timedelta(days=6))


@given(entries, st.integers(1, 4))
def test_the_order_they_come_in_changes_nothing(found: list[Drawn], rows: int) -> None:
    assert lay_week(found, MONDAY, rows) == lay_week(list(reversed(found)), MONDAY, rows)


def test_exam_day_stands_on_top_of_longer_entries() -> None:
    week = lay_week([entry("rotation", 0, 20), entry("exam", 1, solid=True)], MONDAY, 2)
    assert [(slot.entry.id, slot.row) for slot in week.slots] == [("exam", 0), ("rotation", 1)]


def test_the_longest_comes_first_and_a_long_title_takes_the_free_row_below() -> None:
    found = [entry("short", 2), entry("long", 0, 4), entry("alone", 5)]
    week = lay_week(found, MONDAY, 3, fits=lambda entry: False)
    rows = {slot.entry.id: (slot.row, slot.rows) for slot in week.slots}
    assert rows == {"long": (0, 1), "short": (1, 2), "alone": (0, 2)}


def test_the_cursor_selects_what_begins_on_the_day_before_what_goes_on() -> None:
    found = [entry("study", -10, 30), entry("test", 2), entry("rotation", 2, 9)]
    first = foremost(found, MONDAY + timedelta(days=2))
    assert first is not None
    assert first.id == "test"
    assert foremost([], MONDAY) is None


@pytest.mark.parametrize(("weekday", "first"), [(0, date(2027, 6, 14)), (6, date(2027, 6, 13))])
def test_a_week_begins_on_the_day_that_was_chosen(weekday: int, first: date) -> None:
    assert week_start(date(2027, 6, 14), weekday) == first


@given(st.dates(date(2000, 1, 1), date(2045, 12, 31)), st.integers(0, 6))
def test_every_day_lies_in_the_week_that_starts_at_most_six_days_before(day: date, weekday: int) -> None:
    start = week_start(day, weekday)
    assert start.weekday() == weekday
    assert 0 <= (day - start).days < DAYS
