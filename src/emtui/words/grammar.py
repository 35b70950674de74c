"""The grammar of the log line: one line in, what will be stored out, or why it cannot be.

Pure: the plan and today come in as arguments, nothing is stored here.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from emtui import guide
from emtui.dates import Order, parse_date
from emtui.errors import AlreadyThere, Refused
from emtui.fields import Value, contradictions, with_values
from emtui.plain import quoted
from emtui.plan import OwnInstrument, Plan, PracticeTest, QuestionBlock
from emtui.vocabulary import Unit
from emtui.words.areas import area_ahead, percentages, take_percentage
from emtui.words.forms import COMMANDS, Form, forms, name_key, new_form, read_score, refuse_unknown
from emtui.words.line import Line, Part, say_once, spoken
from emtui.words.studying import (
    DONE_EXAMPLE,
    LogDone,
    LogMistake,
    read_done,
    read_mistake,
)

EXAMPLES = (
    "nbme 13 241",
    "uwsa2 250 yesterday",
    "free120 76%",
    "amboss 238",
    "40q 31 cardio",
    "exam 2027-06-15",
    "real 251",
    "form nbme 17",
    "mistake cocaine pain: misread",
    DONE_EXAMPLE,
)
TEST_FLAGS = {
    "untimed": ("timed", False),
    "timed": ("timed", True),
    "partial": ("complete", False),
    "incomplete": ("complete", False),
    "complete": ("complete", True),
    "full": ("complete", True),
    "retake": ("retake", True),
}
BLOCK_FLAGS = {"timed": ("timed", True), "untimed": ("timed", False), "tutor": ("timed", False)}
BANKS = {
    "uworld": "UWorld",
    "amboss": "AMBOSS",
    "kaplan": "Kaplan",
    "rosh": "Rosh Review",
    "truelearn": "TrueLearn",
    "lecturio": "Lecturio",
}
NOTHING_YET = ("none", "not yet", "-", "?")
MOST_QUESTIONS = 500

_REAL = Form("step-2-ck", "real", Unit.POINTS)
_LONGEST_NAME = 6  # words: "uworld step 2 ck self assessment 2" is one more, and nobody types it
_QUESTIONS = re.compile(r"(\d{1,4}) ?(?:q|qs|questions)")
_FRACTION = re.compile(r"(\d{1,4})/(\d{1,4})(?:q|qs)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class LogTest:
    """A practice test to store, with its percentages by system where the report was read out too."""

    test: PracticeTest
    systems: dict[str, float]
    summary: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogSystems:
    """Percentages by system of a practice test that is stored already."""

    test: PracticeTest
    systems: dict[str, float]
    summary: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogBlock:
    """A question block to store."""

    block: QuestionBlock
    summary: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetFields:
    """Fields of the profile to set; None clears one."""

    values: dict[str, Value]
    summary: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AddInstrument:
    """A practice test the guide does not list, to add."""

    instrument: OwnInstrument
    summary: str
    parts: tuple[Part, ...]


Understood = LogTest | LogSystems | LogBlock | LogMistake | LogDone | SetFields | AddInstrument


def read_words(line: str, *, plan: Plan, today: date, order: Order | None) -> Understood:
    """What `line` says is to be stored; raise Refused or AlreadyThere, saying why and what is accepted."""
    words = Line(line)
    if not words.left:
        raise Refused(f"nothing was typed; type {_either(EXAMPLES)}")
    if words.word in COMMANDS:
        return _READERS[words.word](words, plan, today, order)
    if _FRACTION.fullmatch(words.word) or _question_words(words):
        return _read_block(words, plan, today, order)
    return _read_test(words, plan, today, order)


def _read_test(words: Line, plan: Plan, today: date, order: Order | None) -> LogTest | LogSystems:
    form, count = _form_ahead(words, plan)
    words.take(count, "")
    if area_ahead(words):
        return _read_report(words, form, plan, today, order)
    score = _take_score(words, form)
    said = _read_rest(
        words,
        TEST_FLAGS,
        "a day, untimed, partial, retake, an area such as cardio 62%, or note …",
        today=today,
        order=order,
        others=take_percentage,
    )
    taken_on, systems = said.pop("day", today), said.pop("systems", {})
    if taken_on > today:
        raise Refused(f"{spoken(taken_on)} is still to come; a practice test is logged once it is taken")
    test = PracticeTest(taken_on=taken_on, instrument=form.instrument, score=score, **said)
    refuse_twice(test, form, plan)
    flags = ", ".join(_flags_of(test))
    words.parts[0] = replace(words.parts[0], meaning=f"practice test {form.name}, {flags}")
    facts = [form.name, form.write(score), f"on {spoken(taken_on)}", flags, *percentages(systems)]
    summary = f"{', '.join(facts)}{_noted(test.notes)}"
    return LogTest(test=test, systems=systems, summary=summary, parts=tuple(words.parts))


def _read_report(words: Line, form: Form, plan: Plan, today: date, order: Order | None) -> LogSystems:
    """The percentages of a stored test: the newest of its form, or the one of the day that is said."""
    said = _read_rest(
        words,
        {},
        "an area such as cardio 62%, or the test's day",
        today=today,
        order=order,
        others=take_percentage,
    )
    day = said.get("day")
    if "notes" in said:
        raise Refused("a note is typed with the score of a test, not with its areas")
    tests = [test for test in plan.practice_tests if test.instrument == form.instrument]
    test = next((test for test in reversed(tests) if day in (None, test.taken_on)), None)
    if test is None:
        on = "" if day is None else f" on {spoken(day)}"
        raise Refused(f"{form.name}{on} is not there yet; type its score first, such as {form.example}")
    words.parts[0] = replace(words.parts[0], meaning=f"the report of {form.name}")
    summary = f"{form.name} of {spoken(test.taken_on)}: {', '.join(percentages(said['systems']))}"
    return LogSystems(test=test, systems=said["systems"], summary=summary, parts=tuple(words.parts))


def refuse_twice(test: PracticeTest, form: Form, plan: Plan) -> None:
    """Raise AlreadyThere where the plan holds this instrument on this day."""
    for known in plan.practice_tests:
        if (known.taken_on, known.instrument) == (test.taken_on, test.instrument):
            raise AlreadyThere(
                f"{form.name} on {spoken(test.taken_on)} is already there, with {form.write(known.score)}"
            )


def _form_ahead(words: Line, plan: Plan) -> tuple[Form, int]:
    """The practice test the line begins with, and how many words name it."""
    known = forms(plan)
    for count in range(min(_LONGEST_NAME, words.left), 0, -1):
        form = known.get(name_key(words.peek(count)))
        if form is not None:
            return form, count
    name, number = words.peek(), words.peek(2)[len(words.peek()) :].strip(" ,;")
    in_family = name_key(name)[:1] in {key[:1] for key in known}
    if not in_family and not (name[0].isalpha() and re.search(r"\d", words.text)):
        raise words.refuse_word(_either(EXAMPLES))
    if re.fullmatch(r"\d{1,2}", number) and not any(character.isdigit() for character in name):
        name = f"{name} {number}"
    raise refuse_unknown(name, plan)


def _take_score(words: Line, form: Form) -> float:
    if not words.left:
        raise Refused(f"the score of {form.name} is missing; type {form.example}")
    count = 2 if words.peek(2).lower().endswith((" %", " percent", " points", " pts")) else 1
    score = read_score(words.peek(count), form)
    words.take(count, "percent right" if form.unit is Unit.PERCENT else "points, Step 2 CK scale")
    return score


def _flags_of(test: PracticeTest) -> list[str]:
    flags = ["timed" if test.timed else "untimed", "full length" if test.complete else "partial"]
    return [*flags, "retake"] if test.retake else flags


def _noted(notes: str | None) -> str:
    return f", note: {notes}" if notes else ""


def _read_block(words: Line, plan: Plan, today: date, order: Order | None) -> LogBlock:
    questions, correct = _take_counts(words)
    said = _read_rest(
        words,
        BLOCK_FLAGS,
        "a system such as cardio, a day, timed, tutor or note …",
        today=today,
        order=order,
        others=_take_system_or_bank,
    )
    done_on = said.pop("day", today)
    if done_on > today:
        raise Refused(f"{spoken(done_on)} is still to come; a block is logged once it is done")
    said.setdefault("bank", plan.profile.question_bank)
    block = QuestionBlock(done_on=done_on, questions=questions, correct=correct, **said)
    facts = [
        f"{questions} questions",
        f"{correct} right ({correct / questions:.0%})",
        guide.systems()[block.system].name if block.system else "mixed",
        *([block.bank] if block.bank else []),
        *([] if block.timed is None else ["timed" if block.timed else "not timed"]),
    ]
    summary = f"{', '.join(facts)}, on {spoken(done_on)}{_noted(block.notes)}"
    return LogBlock(block=block, summary=summary, parts=tuple(words.parts))


def _question_words(words: Line) -> int:
    """How many words say `40q` or `40 questions`; 0 where they do not."""
    return next((n for n in (1, 2) if n <= words.left and _QUESTIONS.fullmatch(words.peek(n).lower())), 0)


def _take_counts(words: Line) -> tuple[int, int]:
    """Questions and right answers, from `40q 31` or `31/40`."""
    accepted = "type 40q 31 or 31/40"
    if fraction := _FRACTION.fullmatch(words.word):
        correct, questions = int(fraction[1]), int(fraction[2])
        words.take(1, f"question block, {correct} of {questions} right")
        words.skip("q", "questions")
    else:
        count = _question_words(words)
        questions = int("".join(character for character in words.peek(count) if character.isdecimal()))
        words.take(count, f"question block, {questions} questions")
        if not words.left:
            raise Refused(f"how many of {questions} were right? {accepted}")
        if not re.fullmatch(r"\d{1,4}", words.word):
            raise Refused(f"{quoted(words.peek())} is not the number of right answers; {accepted}")
        correct = int(words.word)
        words.take(1, f"{correct} right")
        words.skip("right", "correct")
    if not 1 <= questions <= MOST_QUESTIONS:
        raise Refused(f"{questions} questions are not possible; a block has 1 to {MOST_QUESTIONS}")
    if correct > questions:
        raise Refused(f"{correct} of {questions} cannot be right; {accepted}")
    return questions, correct


def _take_system_or_bank(words: Line, said: dict[str, Any]) -> bool:
    if words.word in BANKS:
        say_once(said, "bank", BANKS[words.word], words.peek())
        words.take(1, f"question bank {said['bank']}")
        return True
    if words.word == "mixed":
        say_once(said, "system", None, words.peek())
        words.take(1, "mixed, no one system")
        return True
    ahead = area_ahead(words)
    if ahead is None:
        return False
    system, count = ahead
    say_once(said, "system", system.id, words.peek(count))
    words.take(count, system.name)
    return True


def _read_rest(
    words: Line,
    flags: Mapping[str, tuple[str, bool]],
    accepted: str,
    *,
    today: date,
    order: Order | None,
    others: Callable[[Line, dict[str, Any]], bool] = lambda words, said: False,
) -> dict[str, Any]:
    """What follows a score, in any order, by column; the day as `day`. `others` reads what is special."""
    said: dict[str, Any] = {}
    while words.left:
        if words.left > 1:  # a day has to follow
            words.skip("on")
        if words.word in ("note", "notes", "note:", "notes:"):
            said["notes"] = words.take_note()
        elif words.word in flags:
            say_once(said, *flags[words.word], words.peek())
            words.take(1, words.word)
        elif day := words.take_date(today=today, order=order, prefer_past=True):
            say_once(said, "day", day, words.text[words.parts[-1].start : words.parts[-1].end])
        elif not others(words, said):
            raise words.refuse_word(accepted)
    return said


def _read_exam(words: Line, plan: Plan, today: date, order: Order | None) -> SetFields:
    words.take(1, "planned exam day, Step 2 CK")
    words.skip("on")
    typed = words.peek(words.left)
    if not typed:
        raise Refused("the exam day is missing; type exam 2027-06-15, or exam none")
    if typed.lower() in NOTHING_YET:
        words.take(words.left, "not set")
        return _set(words, plan, {"step2_date": None}, "the exam day is taken out")
    day = parse_date(typed, today=today, order=order)
    words.take(words.left, spoken(day))
    return _set(words, plan, {"step2_date": day}, f"Step 2 CK on {spoken(day)}")


def _read_real(words: Line, plan: Plan, today: date, order: Order | None) -> SetFields:
    words.take(1, "the real Step 2 CK score")
    if not words.left:
        raise Refused("the score is missing; type real 251, or real 251 2027-06-15 with the exam day")
    score = int(read_score(words.peek(), _REAL))
    words.take(1, "points, Step 2 CK")
    values: dict[str, Value] = {"step2_score": score}
    words.skip("on")
    if not words.left:
        return _set(words, plan, values, f"Step 2 CK score {score}")
    typed = words.peek(words.left)
    day = parse_date(typed, today=today, order=order, prefer_past=True)
    if day > today:
        raise Refused(f"{spoken(day)} is still to come; a real score comes after the exam")
    words.take(words.left, f"exam day, {spoken(day)}")
    return _set(words, plan, values | {"step2_date": day}, f"Step 2 CK score {score}, sat on {spoken(day)}")


def _set(words: Line, plan: Plan, values: dict[str, Value], summary: str) -> SetFields:
    """`values` as a result, refused where they newly contradict the rest of the profile."""
    before = contradictions(plan.profile)
    for found in contradictions(with_values(plan.profile, values)):
        if found not in before:
            raise Refused(found[1])
    return SetFields(values=values, summary=summary, parts=tuple(words.parts))


def _read_form(words: Line, plan: Plan, today: date, order: Order | None) -> AddInstrument:
    words.take(1, "a practice test to add")
    instrument = new_form(words.peek(words.left), plan)
    unit = f"{instrument.name}, scored in {instrument.unit}"
    words.take(words.left, unit)
    return AddInstrument(
        instrument=instrument, summary=f"a new practice test: {unit}", parts=tuple(words.parts)
    )


_READERS: Mapping[str, Callable[[Line, Plan, date, Order | None], Understood]] = {
    "exam": _read_exam,
    "real": _read_real,
    "form": _read_form,
    "mistake": read_mistake,
    "done": read_done,
}


def _either(examples: tuple[str, ...]) -> str:
    return f"{', '.join(examples[:-1])} or {examples[-1]}"
