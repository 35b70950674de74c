"""Shifts and the figures of study: each with its source, and as typed in the profile."""

import re
from math import isclose

from fsrs import Scheduler

from emtui import fields
from emtui.guide.shifts import shifts, study_rules


def test_every_shift_has_a_source_and_a_part_of_a_day() -> None:
    for letter, shift in shifts().items():
        assert re.fullmatch("[A-Z]", letter)
        assert 0 <= shift.capacity <= 1
        assert shift.source.sure == "advice"  # nobody has measured it


def test_the_profile_takes_every_letter_and_names_it() -> None:
    accepts = fields.field("shift_pattern").accepts
    for letter, shift in shifts().items():
        assert re.search(rf"\b{letter} {shift.name.split()[0]}\b", accepts)


def test_the_forgetting_curve_is_that_of_fsrs() -> None:
    rules = study_rules()
    assert rules.decay == Scheduler().parameters[20]
    assert isclose(rules.retention, Scheduler().desired_retention)


def test_the_last_round_has_days_to_run_in() -> None:
    rules = study_rules()
    assert rules.last_round_days > rules.free_days + 1
