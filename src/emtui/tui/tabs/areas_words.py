"""What question blocks say of the areas of the exam: a row each, one in full, and the blocks."""

from collections.abc import Iterable, Sequence
from datetime import date

from textual.content import Content

from emtui.dates import WEEKDAYS
from emtui.plan import QuestionBlock
from emtui.planner.areas import AreaRow
from emtui.show import numbers
from emtui.tui.dialogs.mistake import system_name
from emtui.tui.signs import sign
from emtui.tui.tabs.guidance import wrapped
from emtui.tui.tabs.study_words import interval, share, trend
from emtui.tui.text import Text, line, lines, quiet, strong
from emtui.tui.widgets.rail import rail, rail_ends
from emtui.tui.widgets.row_table import Column, Row
from emtui.vocabulary import Trend, Unit

RAIL = 9
MOST_BLOCKS = 200  # the newest, in the table
COLUMNS = (
    Column("area", "area", least=14, grow=True),
    Column("questions", "asked", align="right"),
    Column("right", "right", align="right", gap=1),
    Column("range", "95%", align="right", gap=1),
    Column("rail", width=RAIL, drop=2, gap=1),
    Column("trend", "4 weeks", drop=1, gap=1),
    Column("exam", "exam", align="right", gap=1),
    Column("cost", "costs", align="right", gap=1),
)
BLOCK_COLUMNS = (
    Column("day", "date"),
    Column("questions", "questions", align="right"),
    Column("right", "right", align="right", gap=1),
    Column("area", "area", least=8),
    Column("bank", "bank", drop=2),
    Column("how", "how", drop=1),
    Column("notes", "notes", least=6, drop=3, grow=True),
)
NO_BLOCKS = ("Question blocks belong here", "how many, how many right, and the area")
HOW = {True: "timed", False: "tutor", None: ""}


def rows(areas: Sequence[AreaRow]) -> list[Row]:
    """Every area, the costliest first, those without questions last."""
    known = [area.accuracy for area in areas if area.accuracy is not None]
    ends = rail_ends(known) if known else (0.0, 1.0)
    return [_row(area, ends) for area in areas]


def _row(area: AreaRow, ends: tuple[float, float]) -> Row:
    known = area.accuracy is not None
    cells: dict[str, Text] = {
        "area": area.name if known else quiet(area.name),
        "questions": numbers.count(area.questions) if known else quiet(sign("nothing")),
        "right": strong(share(area.accuracy)) if known else quiet(sign("unknown")),
        "range": quiet(interval(area)),
        "rail": rail(area.accuracy, ends, RAIL, "$primary"),
        "trend": trend(area) if known else "",
        "exam": quiet(_percent(area.share)),
        "cost": _cost(area),
    }
    return Row(area.system, cells, area)


def _cost(area: AreaRow) -> Content:
    """How many of 100 exam questions the area is likely to lose."""
    return quiet(sign("nothing")) if area.cost is None else strong(f"{area.cost:.1f}")


def _percent(part: float) -> str:
    return numbers.own_score(part * 100, Unit.PERCENT)


def in_full(area: AreaRow | None, width: int) -> Content:
    """What is known of one area, in sentences."""
    if area is None:
        return quiet("no area is selected")
    about = f"about {_percent(area.share)} of Step 2 CK" if area.slice else "it cuts across the exam's areas"
    found: list[Text] = [*map(strong, wrapped(area.name, width)), quiet(about), ""]
    for sentence in _sentences(area):
        found += [*wrapped(sentence, width), ""]
    return lines(found)


def _sentences(area: AreaRow) -> Iterable[str]:
    if area.accuracy is None:
        yield "No question of it is logged yet: name the area when you log a block."
        return
    yield (
        f"{numbers.count(area.correct)} of {numbers.many(area.questions, 'question')} right, "
        f"{share(area.accuracy)}. So few tell it only so far: 95% {interval(area)}."
    )
    if area.recent is not None and area.before is not None:
        since = f"{share(area.recent)} in the last four weeks, {share(area.before)} before."
        yield f"{since} {_TRENDS[area.trend]}"
    else:
        yield _TRENDS[Trend.TOO_FEW]
    if area.cost is not None:
        place = "hence its place here" if area.slice else "many of them counted in other areas too"
        yield f"Of 100 exam questions it is likely to lose you {area.cost:.1f}, {place}."


_TRENDS = {
    Trend.UP: "That is better by more than chance.",
    Trend.DOWN: "That is worse by more than chance.",
    Trend.LEVEL: "The difference is within chance.",
    Trend.TOO_FEW: "Too few questions on either side to tell a trend.",
}


def block_rows(blocks: Iterable[QuestionBlock], system: str | None, today: date) -> list[Row]:
    """The newest blocks, those of `system` only where one is named."""
    wanted = [block for block in blocks if system is None or block.system == system]
    wanted.sort(key=lambda block: (block.done_on, block.id or 0), reverse=True)
    return [_block_row(block) for block in wanted[:MOST_BLOCKS]]


def _block_row(block: QuestionBlock) -> Row:
    day = WEEKDAYS[block.done_on.weekday()].capitalize()
    cells: dict[str, Text] = {
        "day": line(block.done_on.isoformat(), " ", quiet(day)),
        "questions": str(block.questions),
        "right": strong(_percent(block.correct / block.questions)),
        "area": system_name(block.system) or quiet("mixed"),
        "bank": quiet(block.bank or ""),
        "how": quiet(HOW[block.timed]),
        "notes": block.notes or "",
    }
    return Row(block.id or 0, cells, block)


def totals(blocks: Sequence[QuestionBlock]) -> str:
    """All questions together: how many, and how many right."""
    questions = sum(block.questions for block in blocks)
    if not questions:
        return ""
    right = _percent(sum(block.correct for block in blocks) / questions)
    return f"{numbers.many(questions, 'question')}, {right} right"
