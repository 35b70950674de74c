"""A practice test still to come, in words: what a what-if adds to the plan."""

from dataclasses import replace
from datetime import date

from emtui.dates import NotADate, Order, parse_date
from emtui.errors import Refused
from emtui.plan import Plan, PracticeTest
from emtui.words.grammar import LogTest, read_words
from emtui.words.line import spoken

EXAMPLE = "nbme 15 244 on 29 may"

_LONGEST_DATE = 5  # words: "tue 15 of june 2027"


def read_imagined(line: str, *, plan: Plan, today: date, until: date, order: Order | None) -> PracticeTest:
    """The test that `line` imagines, on a day from `today` to `until`, today where it names none.

    Raise Refused, saying why and what is accepted. The day comes last and is the next of its kind.
    """
    words, day = line.split(), today
    for count in range(min(_LONGEST_DATE, len(words) - 1), 0, -1):
        try:
            day = parse_date(" ".join(words[-count:]), today=today, order=order)
        except NotADate:
            continue
        del words[-count:]
        break
    if words and words[-1].lower() == "on":
        words.pop()
    if not today <= day <= until:
        raise Refused(f"{spoken(day)} is not between today and exam day, {spoken(until)}")
    nothing_there = replace(plan, practice_tests=())  # an imagined test may take a real one's place
    understood = read_words(" ".join(words), plan=nothing_there, today=today, order=order)
    if not isinstance(understood, LogTest):
        raise Refused(f"a practice test is imagined with its score and day, such as {EXAMPLE}")
    return replace(understood.test, taken_on=day)
