"""The words of Strategy's reading views: rules, questions, examples, back-ups."""

from collections.abc import Iterator, Sequence

from textual.content import Content

from emtui import fields, guide
from emtui.planner.strategy.examples import Example
from emtui.planner.strategy.view import Option, StrategyView
from emtui.planner.strategy.what_ifs import Compared, differences
from emtui.show import numbers
from emtui.tui.signs import sign
from emtui.tui.tabs.guidance import wrapped
from emtui.tui.tabs.strategy_words import rule_in_full
from emtui.tui.text import (
    Text,
    faint,
    fit,
    line,
    lines,
    look,
    mark,
    masked,
    plain,
    quiet,
    strong,
    title,
)
from emtui.tui.widgets.row_table import Column, Row

RULE_COLUMNS = (
    Column("state"),
    Column("text", least=20, grow=True, gap=1),
    Column("id", drop=1, align="right"),
)
ANSWER_LABEL, SIDE_LABEL = 8, 17
NOT_OF_EXAMPLES = ("score", "list advice", "visa sponsored", "cutoff passed", "list costs")
"""Rows of the side by side that say nothing of an example: its list is invented."""
EXAMPLE_COLUMNS = (Column("number"), Column("title", least=20, grow=True), Column("near", align="right"))
DUAL_COLUMNS = (
    Column("name", "specialty", least=12, grow=True),
    Column("rate", "matched", align="right"),
    Column("score", "CK median", align="right"),
    Column("yours", "yours", align="right"),
)

APPLIES, WAITS, SILENT = "applies", "waits", "silent"


# -- rules


def rule_rows(view: StrategyView, *, hidden: bool) -> list[Row]:
    """Every rule: those that apply first, then those that wait for an answer, then the rest."""
    applying = {rule.id for rule in view.rules}
    waiting = {name for question in view.questions for name in question.rules}
    marks = {APPLIES: plain(sign("known")), WAITS: mark("unknown"), SILENT: faint(sign("nothing"))}

    def state(name: str) -> str:
        return APPLIES if name in applying else WAITS if name in waiting else SILENT

    order = (APPLIES, WAITS, SILENT)
    names = sorted(guide.rules(), key=lambda name: order.index(state(name)))
    return [
        Row(
            name,
            {
                "state": mark("unknown") if hidden else marks[state(name)],
                "text": guide.rules()[name].text
                if state(name) == APPLIES or hidden
                else quiet(guide.rules()[name].text),
                "id": faint(name),
            },
            value=state(name),
        )
        for name in (guide.rules() if hidden else names)  # their order would tell which apply
    ]


def rule(name: str, view: StrategyView, width: int) -> Content:
    """A rule at length: why it applies, or what it waits for, or that it does not apply now."""
    applying = {found.id: found for found in view.rules}
    rows: list[Text] = [strong(part) for part in wrapped(guide.rules()[name].text, width)]
    if name in applying:
        rows += [line(plain(part)) for part in wrapped(applying[name].personal or "", width)]
    else:
        missing = [question.label for question in view.questions if name in question.rules]
        said = f"waits for: {', '.join(missing)}" if missing else "does not apply to this plan now"
        rows += [quiet(part) for part in wrapped(said, width)]
    move = guide.rules()[name].move
    if move is not None:
        rows.append(quiet(f"to do: {move} ({guide.rules()[name].tab.reference})"))
    return lines([*rows, "", *rule_in_full(name, width, hidden=False)])


# -- questions


def faq(view: StrategyView, width: int) -> Content:
    """Each question with the answer for this plan, then the guide's own."""
    rows: list[Text] = []
    for row in view.faq:
        rows += [*(["", ""] if rows else []), *(strong(part) for part in wrapped(row.entry.question, width))]
        for name, said in (("you", plain(row.yours)), ("guide", quiet(row.entry.answer))):
            first, *more = wrapped(said.plain, width - ANSWER_LABEL)
            tone = plain if name == "you" else quiet
            rows.append(line(title(fit(name, ANSWER_LABEL)), tone(first)))
            rows += [line(" " * ANSWER_LABEL, tone(part)) for part in more]
        rows.append(line(" " * ANSWER_LABEL, faint(row.entry.source.text)))
    return lines(rows)


# -- examples


def example_rows(view: StrategyView, *, hidden: bool) -> list[Row]:
    """One row an example; the nearest says so."""
    return [
        Row(
            row.scenario.number,
            {
                "number": strong(str(row.scenario.number)),
                "title": row.scenario.title,
                "near": strong("nearest") if row.near and not hidden else "",
            },
            value=row,
        )
        for row in view.examples
    ]


def example(row: Example, now: Compared, then: Compared, width: int, *, whole: bool) -> Content:
    """The example's strategy, and which rules part it from the plan; with `whole` its traits beside yours."""
    rows: list[Text] = [
        strong(part) for part in wrapped(f"{row.scenario.number} {row.scenario.title}", width)
    ]
    rows += [quiet(part) for part in wrapped(row.why, width)]
    rows += ["", title("What it does")]
    for item in row.items:
        head, *more = wrapped(item, width - 2)
        rows += [line(sign("bullet"), " ", head), *(line("  ", part) for part in more)]
    if whole:
        rows += ["", examples_side_by_side((now, then), width)]
    rows += ["", title("Where the rules part")]
    rows += [*_rules("only there", then.begins, width), *_rules("only with you", then.ends, width)]
    if not (then.begins or then.ends):
        rows.append(quiet("nowhere: the same rules apply"))
    rows += ["", *(faint(part) for part in wrapped(row.scenario.source.text, width))]
    return lines(rows)


def examples_side_by_side(compared: Sequence[Compared], width: int) -> Content:
    """The plan and examples in columns: what they have, then what the guide makes of it."""
    now, *others = compared
    each = (width - SIDE_LABEL) // len(compared) - 1
    heads = ["you", *(other.name for other in others)]
    rows: list[Text] = [_side("", [quiet(head) for head in heads], each)]
    traits = {example.scenario.number: example.traits for example in now.view.examples}
    shown = [traits[int(other.name.split()[-1])] for other in others]
    for place, mine in enumerate(shown[0]):
        cells = [mine.yours, *(found[place].example for found in shown)]
        rows.append(_side(mine.name, cells, each))
    rows.append("")
    for place, row in enumerate(differences(now, now)):
        if row.what not in NOT_OF_EXAMPLES:
            cells = [row.now, *(differences(now, other)[place].then for other in others)]
            rows.append(_side(row.what, cells, each))
    return lines(rows)


def _side(what: str, cells: Sequence[Text], each: int) -> Content:
    first, *rest = cells
    return line(
        quiet(fit(what, SIDE_LABEL)), fit(strong(first), each), *(line(" ", fit(cell, each)) for cell in rest)
    )


def _rules(what: str, names: tuple[str, ...], width: int) -> Iterator[Text]:
    if names:
        for part in wrapped(f"{what}: {', '.join(names)}", width):
            yield quiet(part)


# -- back-ups


def dual_rows(view: StrategyView, *, hidden: bool) -> list[Row]:
    """One row a specialty: rate, median score of the matched, and how yours stands to it."""
    rows = []
    for option in view.dual.options:
        row = option.specialty
        chosen = view.dual.chosen is not None and row.id == view.dual.chosen.value
        name = line(row.name, "  ", quiet("chosen")) if chosen else plain(row.name)
        rows.append(
            Row(
                row.id,
                {
                    "name": name,
                    "rate": numbers.percent(row.rate / 100),
                    "score": strong(str(row.score[0])),
                    "yours": _apart(option, hidden=hidden),
                },
                value=option,
            )
        )
    return rows


def _apart(option: Option, *, hidden: bool) -> Content:
    if option.apart is None:
        return mark("unknown")
    if hidden:
        return plain(masked(""))
    if option.apart >= 0:
        return line(mark("ok"), f" {option.apart:+d}")
    return look(f"{sign('look')} {option.apart:+d}")


def dual_whether(view: StrategyView, width: int) -> Content:
    """Whether the guide advises a second specialty, why, what it means, and what no figure of these says."""
    said = view.dual
    advised = {True: "Worth serious thought", False: "Not asked for by the guide", None: "Cannot be told yet"}
    rows: list[Text] = [strong(advised[said.advised])]
    rows += [line(sign("bullet"), " ", part) for why in said.why for part in wrapped(why, width - 2)]
    if said.chosen is not None:
        rows.append(quiet(f"in your profile: {fields.BY_KEY['dual_specialty'].say(said.chosen, view.today)}"))
    rows += ["", *(plain(part) for part in wrapped(said.services, width))]
    rows += ["", line(mark("look"), " ", title("What the figures do not say"))]
    rows += [quiet(part) for part in wrapped(said.limits, width)]
    rows += ["", *rule_in_full("dual", width, hidden=False)]
    return lines(rows)


def dual(option: Option, view: StrategyView, width: int, *, whole: bool) -> Content:
    """What is known of one back-up; with `whole` also whether there should be one."""
    row = option.specialty
    total = row.matched + row.unmatched
    rows: list[Text] = [
        strong(row.name),
        line(strong(numbers.percent(row.rate / 100)), f" matched, {row.matched:,} of {total:,}"),
        line(strong(f"{row.score[0]}"), f" median Step 2 CK with a match, {row.score[1]} without"),
        line(strong(f"{row.ranks[0]}"), f" median programs ranked with a match, {row.ranks[1]} without"),
    ]
    if option.apart is not None:
        side = "above" if option.apart >= 0 else "below"
        apart = numbers.many(abs(option.apart), "point")
        rows += [
            plain(part) for part in wrapped(f"your {view.score} is {apart} {side} the matched median", width)
        ]
    rows += ["", *(plain(part) for part in wrapped(row.text, width))]
    rows += ["", *(faint(part) for part in wrapped(f"{row.source.text}; {row.source.checked_on}", width))]
    return lines([*rows, "", dual_whether(view, width)] if whole else rows)
