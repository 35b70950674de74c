"""The Strategy tab in plain text and JSON."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from emtui import guide
from emtui.dates import show_date
from emtui.planner.strategy import Guidance
from emtui.planner.strategy.examples import Example
from emtui.planner.strategy.moves import Move
from emtui.planner.strategy.view import Option, StrategyView
from emtui.show import SCHEMA
from emtui.show.layout import columns, labelled, page, section, sentences
from emtui.show.numbers import percent

_SIGNS = {"ok": "fine", "look": "look", "unknown": "unknown"}
LISTS = {"245": "245 and above", "235": "235 to 244", "225": "225 to 234", "below": "below 225"}
"""The rows of the guide's list table as one reads them."""


def json(view: StrategyView) -> dict[str, Any]:
    """The keys of `emtui show strategy --json`; every one is always there, unknown is None."""
    return {
        "schema": SCHEMA,
        "basis": view.basis,
        "score": view.score,
        "target_band": None if view.band is None else view.band.band.value,
        "band_by_rule": None if view.band_by_rule is None else view.band_by_rule.value,
        "bands_differ": view.bands_differ,
        "list_band": view.list_band,
        "standing": [
            {"label": row.label, "state": row.sign, "text": row.text, "rule": row.rule}
            for row in view.standing
        ],
        "rules": [
            {"id": rule.id, "text": rule.text, "source": rule.source, "personal": rule.personal}
            for rule in view.rules
        ],
        "moves": [_move(move) for move in view.moves],
        "evidence": [
            {"figure": row.figure, "text": row.text, "source": row.source.text, "limits": row.limits}
            for row in view.figures
        ],
        "dual": {
            "advised": view.dual.advised,
            "why": list(view.dual.why),
            "options": [_option(option) for option in view.dual.options[1:]],
        },
        "scenarios": [
            {
                "id": example.scenario.number,
                "near": example.near,
                "why": example.why,
                "items": list(example.items),
            }
            for example in view.examples
        ],
        "faq": [
            {"question": row.entry.question, "answer": row.yours, "guide": row.entry.answer}
            for row in view.faq
        ],
        "story": [
            {
                "prompt": row.prompt.id,
                "question": row.prompt.question,
                "asked": row.asked,
                "answer": row.answer,
            }
            for row in view.story
        ],
    }


def _move(move: Move) -> dict[str, Any]:
    return {
        "rule": move.rules[0],
        "rules": list(move.rules),
        "text": move.text,
        "why": move.why,
        "by": None if move.by is None else move.by.isoformat(),
        "stage": move.stage,
        "tab": move.tab.value,
    }


def _option(option: Option) -> dict[str, Any]:
    back_up = option.specialty
    return {
        "specialty": back_up.id,
        "name": back_up.name,
        "rate": back_up.rate / 100,
        "score_matched": back_up.score[0],
        "score_unmatched": back_up.score[1],
        "apart": option.apart,
        "text": back_up.text,
        "source": back_up.source.text,
    }


def text(view: StrategyView) -> str:
    """The page `emtui show strategy` prints."""
    return page(
        f"Strategy  {show_date(view.today, view.today)}",
        section("Where you stand", labelled(_standing(view))),
        section(f"What to do next  {len(view.moves)}", _moves(view), empty="nothing the guide knows of"),
        section("Rules that apply", sentences(map(_rule, view.rules)), empty="none yet: answer the profile"),
        section("Evidence", _evidence(view)),
        section("A second specialty", _dual(view)),
        section("The guide's examples", _examples(view.examples)),
        section("Questions", _faq(view)),
        section("Your story", _story(view)),
    )


def _standing(view: StrategyView) -> Iterator[tuple[str, str]]:
    """The score with its bands, then the record; also the first part of the report."""
    if view.score is None:
        yield "score", "none yet: an exam day and practice tests make a projection"
    else:
        yield "score", f"{view.score}, {'real' if view.basis == 'real' else 'projected'}"
    if view.band is not None and view.list_band is not None:
        yield "target band", f"{view.band.name}: {view.band.text}"
        yield "list band", LISTS[view.list_band]
    if view.band_by_rule is not None and (view.band is None or view.band_by_rule is not view.band.band):
        yield "band by rule", view.band_by_rule.value
    if view.bands_differ is not None:
        yield "they differ", view.bands_differ
    for row in view.standing:
        yield row.label, f"{_SIGNS[row.sign]}: {row.text}{f' [{row.rule}]' if row.rule else ''}"


def _moves(view: StrategyView) -> list[str]:
    """The moves under the titles of their stages, which say why they come in this order."""
    stages = {stage.id: stage for stage in guide.stages()}
    rows: list[str] = []
    for stage, group in groupby(view.moves, key=lambda move: move.stage):
        rows += [*([""] if rows else []), f"{stages[stage].title}: {stages[stage].why}"]
        rows += sentences(_move_line(move, view) for move in group)
    return rows


def _move_line(move: Move, view: StrategyView) -> str:
    by = f", by {' '.join(show_date(move.by, view.today).split())}" if move.by else ""
    rules = ", ".join(move.rules[:3]) + (f" and {len(move.rules) - 3} more" if len(move.rules) > 3 else "")
    return f"{move.text}{by}: {move.why} ({move.tab.reference}) [{rules}]"


def _rule(rule: Guidance) -> str:
    return f"{'; '.join(filter(None, (rule.text, rule.personal)))} [{rule.id}]"


def _evidence(view: StrategyView) -> list[str]:
    return sentences(
        f"{row.figure}: {row.text}. But {row.limits}. ({row.source.text}, {row.source.checked_on})"
        for row in view.figures
    )


def _dual(view: StrategyView) -> list[str]:
    advised = {True: "worth serious thought", False: "not asked for by the guide", None: "cannot be told yet"}
    why = f": {'; '.join(view.dual.why)}" if view.dual.why else ""
    rows = [
        (
            option.specialty.name,
            percent(option.specialty.rate / 100),
            str(option.specialty.score[0]),
            str(option.specialty.score[1]),
            "?" if option.apart is None else f"{option.apart:+d}",
            option.specialty.text,
        )
        for option in view.dual.options
    ]
    heads = ("specialty", "matched", "CK", "without", "yours", "what the figures say")
    return [
        *sentences([f"{advised[view.dual.advised]}{why}", view.dual.services, f"but {view.dual.limits}"]),
        "",
        *columns(heads, rows, right=(1, 2, 3, 4)),
    ]


def _examples(examples: tuple[Example, ...]) -> list[str]:
    rows: list[str] = []
    for example in examples:
        scenario, near = example.scenario, ", the nearest" if example.near else ""
        rows += [
            *([""] if rows else []),
            f"{scenario.number} {scenario.title}, {scenario.score}{near}",
            f"  {example.why}",
            *sentences(example.items),
        ]
    return rows


def _faq(view: StrategyView) -> list[str]:
    return sentences(f"{row.entry.question} {row.yours} The guide: {row.entry.answer}" for row in view.faq)


def _story(view: StrategyView) -> list[str]:
    """The prompts asked of this plan or answered, each with the answer."""
    told = [row for row in view.story if row.asked or row.answer]
    return sentences(
        f"{row.prompt.question} ({row.prompt.hint}) {row.answer or 'not written yet'}" for row in told
    ) or ["no prompt is asked of this plan yet"]
