"""Dates as people type them: what each form means, and that nothing is guessed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emtui.dates import AmbiguousDate, NotADate, Order, parse_date, settle_order, show_date
from emtui.errors import Refused

TODAY = date(2026, 11, 23)  # a Monday
DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2045, 12, 31))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", "2026-11-23"),
        ("YESTERDAY", "2026-11-22"),
        ("tomorrow", "2026-11-24"),
        ("-3", "2026-11-20"),
        ("\u22123", "2026-11-20"),  # a typographic minus
        ("+7", "2026-11-30"),
        ("2027-06-15", "2027-06-15"),
        ("2027/6/15", "2027-06-15"),
        ("15.6.2027", "2027-06-15"),
        ("03.11.2026", "2026-11-03"),  # dots are day first
        ("15/6/27", "2027-06-15"),
        ("6/15/27", "2027-06-15"),
        ("06 / 15 / 2027", "2027-06-15"),
        ("15-06-2027", "2027-06-15"),
        ("3/3/2027", "2027-03-03"),
        ("15 jun 2027", "2027-06-15"),
        ("15th June 2027", "2027-06-15"),
        ("the 15th", None),
        ("15th of june 27", "2027-06-15"),
        ("Jun 15, 2027", "2027-06-15"),
        ("June 15 27", "2027-06-15"),
        ("15-Jun-27", "2027-06-15"),
        ("15jun2027", "2027-06-15"),
        ("Sept. 3 2026", "2026-09-03"),
        ("Tue 15 Jun 2027", "2027-06-15"),
        ("tuesday, 2027-06-15,", "2027-06-15"),
        ("  15\u00a0jun\t2027 ", "2027-06-15"),
        ("\u0661\u0665 jun \u0662\u0660\u0662\u0667", "2027-06-15"),  # Arabic-Indic digits
        ("29 feb 2028", "2028-02-29"),
        ("241", None),
        ("12", None),
        ("nov 2026", None),
        ("jun", None),
        ("", None),
        ("15 junk 2027", None),
    ],
)
def test_a_form_means_one_day_or_is_no_date(text: str, day: str | None) -> None:
    if day is None:
        with pytest.raises(NotADate, match="type today, yesterday"):
            parse_date(text, today=TODAY)
    else:
        assert parse_date(text, today=TODAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("text", "past", "ahead"),
    [
        ("fri", "2026-11-20", "2026-11-27"),
        ("monday", "2026-11-23", "2026-11-23"),
        ("23 nov", "2026-11-23", "2026-11-23"),
        ("24 nov", "2025-11-24", "2026-11-24"),
        ("22.11.", "2026-11-22", "2027-11-22"),
        ("29 feb", "2024-02-29", "2028-02-29"),
        ("Mon 15 Jun", "2026-06-15", "2026-06-15"),  # only that year's 15 June is a Monday
        ("Tue 15 Jun", "2027-06-15", "2027-06-15"),
    ],
)
def test_without_a_year_the_nearest_day_is_meant(text: str, past: str, ahead: str) -> None:
    assert parse_date(text, today=TODAY, prefer_past=True) == date.fromisoformat(past)
    assert parse_date(text, today=TODAY) == date.fromisoformat(ahead)


def test_a_date_that_can_be_two_is_refused_until_an_order_is_given() -> None:
    with pytest.raises(AmbiguousDate) as refused:
        parse_date("11/03/2026", today=TODAY)
    assert "11 Mar (dmy) or 3 Nov (mdy)" in str(refused.value)
    assert "--dates" in str(refused.value)
    assert parse_date("11/03/2026", today=TODAY, order=Order.MDY) == date(2026, 11, 3)
    assert parse_date("11/03/2026", today=TODAY, order=Order.DMY) == date(2026, 3, 11)


def test_a_date_that_can_only_be_one_needs_no_order() -> None:
    for order in (None, *Order):
        assert parse_date("15/6/27", today=TODAY, order=order) == date(2027, 6, 15)


@pytest.mark.parametrize(
    "text", ["2027-02-29", "30 feb", "31/02/2027", "15/23/2027", "2027-13-01", "0 jan 2027"]
)
def test_a_day_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="no such day"):
        parse_date(text, today=TODAY)


def test_a_wrong_weekday_is_named() -> None:
    with pytest.raises(Refused, match="2027-06-15 is a Tuesday"):
        parse_date("Mon 15 Jun 2027", today=TODAY)


@pytest.mark.parametrize("text", ["1999-12-31", "2046-01-01", "1 jan 1066", "-9999"])
def test_years_outside_a_career_are_refused(text: str) -> None:
    with pytest.raises(Refused, match="2000 to 2045"):
        parse_date(text, today=TODAY)


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["11/03/2026", "15/03/2026"], Order.DMY),
        (["11/03/2026", "Sat 11/14/2026"], Order.MDY),
        (["11/03/2026", "03/03/2026"], None),
        (["15/03/2026", "03/15/2026"], None),  # two people kept this file
        (["15.03.2026", "2026-03-15", "", "rubbish"], None),
        ([], None),
    ],
)
def test_a_column_is_settled_by_a_date_that_can_only_be_one(texts: list[str], order: Order | None) -> None:
    assert settle_order(texts) is order


@given(day=DAYS, today=DAYS, prefer_past=st.booleans())
def test_a_printed_date_is_read_back_as_the_same_day(day: date, today: date, prefer_past: bool) -> None:
    assert parse_date(show_date(day, today), today=today, prefer_past=prefer_past) == day


@given(day=DAYS)
def test_this_years_dates_are_printed_without_the_year(day: date) -> None:
    assert len(show_date(day, day)) == len("Tue 15 Jun")
    assert show_date(day, day + timedelta(days=366)).endswith(str(day.year))


@given(text=st.one_of(st.text(), st.from_regex(r"[+-]?[\d a-z/.-]{0,14}", fullmatch=True)), today=st.dates())
def test_any_text_is_a_sane_day_or_refused_in_one_line(text: str, today: date) -> None:
    try:
        outcome = parse_date(text, today=today).year in range(2000, 2046)
    except Refused as refused:
        outcome = str(refused).isprintable()
    assert outcome
