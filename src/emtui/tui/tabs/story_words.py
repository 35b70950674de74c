"""The words of the story worksheet: prompts, what an answer may hold, how long it is."""

from textual.content import Content

from emtui.planner.strategy.view import StrategyView, Told
from emtui.show import numbers
from emtui.tui.signs import sign
from emtui.tui.text import Text, faint, line, lines, look, mark, plain, quiet, strong
from emtui.tui.widgets.row_table import Column, Row

COLUMNS = (
    Column("state"),
    Column("question", least=48, grow=True, gap=1),
    Column("group", drop=1, align="right"),
)
MASKED_ANSWER = quiet("answers are masked with the rest; F9 shows them")
KEPT, GONE = "answer kept", "answer taken away"


def rows(view: StrategyView) -> list[Row]:
    """One row a prompt: written, asked of this plan, or there for whom it helps."""
    return [
        Row(
            told.prompt.id,
            {
                "state": _state(told),
                "question": plain(told.prompt.question)
                if told.asked or told.answer
                else quiet(told.prompt.question),
                "group": faint(told.prompt.group),
            },
            value=told,
        )
        for told in view.story
    ]


def _state(told: Told) -> Content:
    if told.answer:
        return mark("ok")
    return plain(sign("todo")) if told.asked else quiet(sign("dot"))


def count(view: StrategyView) -> str:
    """How many are written of those that are asked or written."""
    told = [row for row in view.story if row.asked or row.answer]
    return f"{sum(row.answer is not None for row in told)} of {len(told)} written" if told else ""


def prompt(told: Told | None) -> Content:
    """The question, what an answer may hold, where it comes from, and whether this plan is asked it."""
    if told is None:
        return quiet("no prompt is selected")
    asked = "asked of this plan" if told.asked else "not asked of this plan; it may still help"
    rows: list[Text] = [
        strong(told.prompt.question),
        quiet(told.prompt.hint),
        line(quiet(f"{asked}  {sign('dot')}  "), faint(told.prompt.source.text)),
    ]
    return lines(rows)


def length(text: str, most: int) -> Content:
    """How many words are written; how many characters are too many."""
    over = len(text) - most
    if over > 0:
        return look(f"{sign('look')} {numbers.many(over, 'character')} too many: they are not kept")
    words = len(text.split())
    return quiet(numbers.many(words, "word") if words else "enter begins, escape keeps what is written")
