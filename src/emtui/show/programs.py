"""The Programs tab in plain text and JSON."""

from collections.abc import Iterator
from typing import Any

from emtui.planner.fees import Fees
from emtui.planner.filter_words import GRAMMAR, SORT_KEYS, WORDS
from emtui.planner.list_balance import Balance
from emtui.planner.programs import ProgramRow, ProgramsView, title_of
from emtui.show import SCHEMA
from emtui.show.days import day, iso
from emtui.show.layout import columns, cut, labelled, page, section, sentences
from emtui.show.numbers import count, money
from emtui.vocabulary import CutoffKind, Setting

_SETTINGS = (*Setting, None)


def json(view: ProgramsView) -> dict[str, Any]:
    """The keys of `emtui show programs --json`; the programs come best fit first."""
    return {
        "schema": SCHEMA,
        "programs": [_program(row) for row in view.rows],
        "matching": list(view.matching),
        "fees": _fees(view.fees),
        "balance": _balance(view.balance),
        "signals": {"used": view.signals.used, "limit": view.signals.most},
        "ties": {"used": view.ties.used, "limit": view.ties.most},
        "pipeline": {state.value: number for state, number in view.pipeline.items()},
        "stale": [{"id": id_, "field": field} for id_, field in view.stale],
        "unchecked": [{"id": id_, "field": field} for id_, field in view.unchecked],
        "interviews": [
            {
                "id": row.interview.id,
                "program": row.interview.program_id,
                "date": iso(row.interview.day),
                "state": row.interview.state,
            }
            for row in view.interviews
        ],
        "ranks": [row.program.id for row in view.ranking.ranked],
    }


def text(view: ProgramsView) -> str:
    """The page `emtui show programs` prints."""
    shown = len(view.matching)
    heading = f"Programs  {count(shown)}" + (f" of {count(len(view.rows))}" if view.filter.strip() else "")
    rows = {row.id: row for row in view.rows}
    return page(
        section(heading, _table([rows[id_] for id_ in view.matching]), empty=_empty(view)),
        section("Fit", _reasons(rows[view.matching[0]])) if shown == 1 else "",
        section("Sources", _detail(rows[view.matching[0]])) if shown == 1 else "",
        section("List", labelled(_list(view))) if view.rows else "",
        section("Fees", labelled(_bill(view.fees))) if view.fees.lines else "",
        section("Interviews", _interviews(view)) if view.interviews else "",
        section("Rank list", _ranks(view)) if view.ranking.ranked else "",
    )


def filter_help() -> str:
    """What a filter is made of: what `emtui show programs --filter help` prints."""
    return page(
        section("How words go together", labelled(GRAMMAR)),
        section("Words", labelled((word.example, f"{word.name}: {word.says}") for word in WORDS.values())),
        section("sort: takes", sentences([", ".join(SORT_KEYS)])),
    )


def _program(row: ProgramRow) -> dict[str, Any]:
    program = row.program
    return {
        "id": program.id,
        "code": program.code,
        "name": program.name,
        "specialty": program.specialty,
        "city": program.city,
        "state": program.state,
        "setting": program.setting,
        "length_years": program.length_years,
        "j1": program.j1,
        "h1b": program.h1b,
        "img": program.img_percent,
        "has_imgs": program.has_imgs,
        "cutoff": program.cutoff,
        "cutoff_kind": program.cutoff_kind,
        "signal": program.signal,
        "tie": program.tie,
        "application": program.application,
        "facts": {
            field: {"source": known.fact.source, "checked_on": iso(known.fact.checked_on)}
            for field, known in row.facts.items()
        },
        "fit": row.fit,
        "reasons": [reason._asdict() for reason in row.reasons],
    }


def _fees(fees: Fees) -> dict[str, Any]:
    parts = ("residencycas", "eras", "transcript", "nrmp", "ecfmg", "total", "season")
    return {part: getattr(fees, part) for part in parts} | {"unknown": list(fees.unknown)}


def _balance(balance: Balance) -> dict[str, Any]:
    numbers = {(setting or "unknown"): balance.number(setting) for setting in _SETTINGS}
    size = {"listed": balance.listed, "low": balance.low, "high": balance.high}
    return {**numbers, "advice": balance.advice, **size}


def _empty(view: ProgramsView) -> str:
    if view.rows:
        return "none is let through by the filter"
    return "none yet; emtui import programs FILE.csv brings in a list"


def _table(rows: list[ProgramRow]) -> list[str]:
    if not rows:
        return []
    heads = ("fit", "id", "program", "state", "kind", "J-1", "H-1B", "IMG", "cutoff", "application")
    marks = (
        []
        if not any(row.stale for row in rows)
        else [
            "",
            "! too old, or distrusted; p preferred only; --filter down to one shows all of it",
        ]
    )
    return [*columns(heads, map(_cells, rows), right=(0, 1), width=90), *marks]


def _cells(row: ProgramRow) -> tuple[str, ...]:
    program = row.program
    return (
        f"{row.fit:+d}" if row.fit else "0",
        str(row.id),
        cut(title_of(program), 26),
        cut(program.state or "?", 5),
        (program.setting or "?")[:4],
        _marked(_yes(program.j1), row, "j1"),
        _marked(_yes(program.h1b), row, "h1b"),
        _marked(_img(row), row, "img"),
        _marked(_cutoff(row), row, "cutoff"),
        f"{program.application}{', signal' if program.signal else ''}",
    )


def _marked(value: str, row: ProgramRow, field: str) -> str:
    return f"{value}!" if field in row.stale else value


def _detail(row: ProgramRow) -> list[str]:
    """Where the facts of one program are from, and how old they are."""
    return labelled(
        (
            field,
            "; ".join(
                filter(
                    None,
                    (
                        known.fact.source or "no source",
                        "never dated" if known.age is None else f"checked {known.age} days ago",
                        "to be looked up again" if known.stale else "",
                    ),
                )
            ),
        )
        for field, known in row.facts.items()
    )


def _yes(value: bool | None) -> str:
    return {True: "yes", False: "no", None: "?"}[value]


def _img(row: ProgramRow) -> str:
    share = row.program.img_percent
    return _yes(row.program.has_imgs) if share is None else f"{share:g}%"


def _cutoff(row: ProgramRow) -> str:
    if row.program.cutoff_kind is CutoffKind.NONE:
        return "none"
    if row.program.cutoff is None:
        return "?"
    preferred = row.program.cutoff_kind is CutoffKind.PREFERRED
    return f"{row.program.cutoff}{'p' if preferred else ''}"


def _reasons(row: ProgramRow) -> list[str]:
    return labelled(
        ("?" if reason.points is None else f"{reason.points:+d}" if reason.points else "0", reason.text)
        for reason in row.reasons
    )


def _list(view: ProgramsView) -> Iterator[tuple[str, str]]:
    balance = view.balance
    advised = "" if balance.low is None else f"; {balance.low} to {balance.high} advised"
    yield "on the list", f"{balance.listed}{advised}"
    for line in balance.settings:
        yield line.setting or "setting unknown", f"{line.number}{f', {line.word}' if line.word else ''}"
    if balance.advice is not None:
        yield "the guide", f"{balance.advice} [{balance.rule}]"
    if balance.visa_stated is not None:
        yield "your visa stated", f"{balance.visa_stated} of {balance.listed}"
    yield "stale facts", f"{len(view.stale)} over {view.stale_days} days or distrusted"
    yield "never dated", str(len(view.unchecked))
    yield "signals", f"{view.signals.used} of {view.signals.most}"
    yield "geographic ties", f"{view.ties.used} of {view.ties.most}"
    states = ", ".join(f"{number} {state}" for state, number in view.pipeline.items())
    yield "applications", states


def _bill(fees: Fees) -> Iterator[tuple[str, str]]:
    for line in fees.lines:
        amount = "amount not known" if line.usd is None else money(line.usd)
        yield line.title, f"{amount}  {line.detail}{', your own figure' if line.own else ''}"
    yield "total", money(fees.total) + (" and what is not known" if fees.unknown else "")
    if fees.left is not None:
        yield "budget left", money(fees.left)
    yield "scales", f"{fees.season}{'' if fees.of_season else ', the newest known'}; editable"


def _interviews(view: ProgramsView) -> list[str]:
    rows = [
        (
            "?" if row.interview.day is None else day(row.interview.day, view.today),
            title_of(row.program),
            f"{row.interview.state}{', to thank' if row.to_thank else ''}",
        )
        for row in view.interviews
    ]
    return columns(("day", "program", "state"), rows)


def _ranks(view: ProgramsView) -> list[str]:
    rows = [
        (
            f"{row.place}{'=' if row.tied else ''}",
            title_of(row.program),
            "?" if row.score is None else f"{row.score:.1f}",
        )
        for row in view.ranking.ranked
    ]
    length = view.ranking.length
    return [
        *columns(("rank", "program", "score"), rows, right=(0,)),
        "",
        *sentences([*length.said, f"what the figures do not say: {length.limits}"]),
    ]
