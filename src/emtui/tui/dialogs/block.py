"""Edit a question block that was logged."""

from datetime import date

from emtui import guide
from emtui.dates import parse_date
from emtui.errors import Refused
from emtui.plain import quoted
from emtui.plan import QuestionBlock
from emtui.tui.access import planner_of
from emtui.tui.desk import Change
from emtui.tui.dialogs.mistake import read_system, system_name
from emtui.tui.dialogs.sheet import Line, SheetDialog, Typed, differing
from emtui.tui.tabs.exam_day_words import day_in_words
from emtui.tui.text import Text
from emtui.words.grammar import MOST_QUESTIONS

HOW = {"timed": True, "tutor": False}


class BlockDialog(SheetDialog):
    """Asks for changes to `block`; new ones are logged in the log line."""

    HEADING = "Edit a question block"

    def __init__(self, block: QuestionBlock) -> None:
        super().__init__()
        self._block = block

    def lines(self) -> tuple[Line, ...]:
        block = self._block
        how = next((word for word, timed in HOW.items() if timed is block.timed), "")
        return (
            Line("questions", f"1 to {MOST_QUESTIONS}", str(block.questions), needed=True),
            Line("right", "how many of them were right", str(block.correct), needed=True),
            Line(
                "area",
                "such as cardio; empty: mixed",
                system_name(block.system),
                names=tuple(row.name for row in guide.systems().values()),
            ),
            Line("bank", "such as UWorld", block.bank or ""),
            Line("how", "timed or tutor; empty: not said", how),
            Line("day", "today, yesterday, fri, 23 nov …", block.done_on.isoformat(), needed=True),
            Line("notes", "anything worth keeping", block.notes or ""),
        )

    def meaning(self, key: str, typed: str) -> Text:
        match key:
            case "questions":
                return f"{_number(typed, key)} questions"
            case "right":
                return f"{_number(typed, key)} right"
            case "area":
                return system_name(read_system(typed))
            case "how":
                _how(typed)
            case "day":
                return day_in_words(self._day(typed), planner_of(self).today)
        return ""

    def change(self, typed: Typed) -> Change | None:
        questions, correct = _number(typed["questions"], "questions"), _number(typed["right"], "right")
        if not 1 <= questions <= MOST_QUESTIONS:
            raise Refused(f"{questions} questions are not possible; a block has 1 to {MOST_QUESTIONS}")
        if correct > questions:
            raise Refused(f"{correct} of {questions} cannot be right")
        wanted = QuestionBlock(
            id=self._block.id,
            done_on=self._day(typed["day"]),
            questions=questions,
            correct=correct,
            system=read_system(typed["area"]) if typed["area"] else None,
            bank=typed["bank"] or None,
            timed=_how(typed["how"]) if typed["how"] else None,
            notes=typed["notes"] or None,
        )
        before = self._block
        changed = differing(before, wanted)
        return (lambda store: store.change(before, **changed)) if changed else None

    def _day(self, typed: str) -> date:
        planner = planner_of(self)
        day = parse_date(typed, today=planner.today, order=planner.config.dates, prefer_past=True)
        if day > planner.today:
            raise Refused(f"{day} is still to come; a block is logged once it is done")
        return day


def _number(typed: str, key: str) -> int:
    if not typed.isdecimal() or len(typed) > 4:
        raise Refused(
            f"{quoted(typed)} is not a number of {'questions' if key == 'questions' else 'answers'}"
        )
    return int(typed)


def _how(typed: str) -> bool:
    found = [timed for word, timed in HOW.items() if word.startswith(typed.casefold())]
    if len(found) != 1:
        raise Refused(f"{quoted(typed)} is neither timed nor tutor")
    return found[0]
