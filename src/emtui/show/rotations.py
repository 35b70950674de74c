"""The Rotations tab in plain text and JSON."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from emtui.guide.letters import letter_kinds, rotation_kinds
from emtui.planner.rotations import LetterRow, RotationRow, RotationsView, ToDo
from emtui.show import SCHEMA
from emtui.show.days import day, iso, short_day
from emtui.show.layout import columns, cut, labelled, page, section, sentences
from emtui.show.numbers import days_in_words, money

_SIGN = {True: "in time", False: "late", None: "?"}


def json(view: RotationsView) -> dict[str, Any]:
    """The keys of `emtui show rotations --json`."""
    return {
        "schema": SCHEMA,
        "programs_read": iso(view.reads.earliest if view.reads else None),
        "rotations": [
            {
                "id": row.rotation.id,
                "site": row.rotation.site,
                "kind": row.rotation.kind,
                "date": iso(row.rotation.starts_on),
                "until": iso(row.rotation.ends_on),
                "state": row.rotation.state,
                "cost": row.rotation.cost_usd,
                "deadline": iso(row.rotation.deadline),
                "counts": row.counts,
            }
            for row in view.rotations
        ],
        "letters": [
            {
                "id": row.letter.id,
                "name": row.name,
                "kind": row.letter.kind,
                "writer": row.letter.writer,
                "state": row.letter.state,
                "due": iso(row.letter.due_on),
                "expected": iso(row.expected_on),
                "in_time": row.in_time,
                "assigned": row.assigned,
            }
            for row in view.letters
        ],
        "unassigned": [
            {"letter": missing.letter_id, "program": missing.program_id} for missing in view.unassigned
        ],
        "late": [row.letter.id for row in view.late],
        "months": {"done": view.done, "planned": view.planned, "wanted": view.wanted},
        "sloes": {"in": view.sloes_in, "in_time": view.sloes_in_time, "wanted": view.sloes_wanted},
        "to_do": [
            {"id": item.id, "title": item.title, "detail": item.detail, "way_out": item.way_out}
            for item in view.to_do
        ],
    }


def text(view: RotationsView) -> str:
    """The page `emtui show rotations` prints."""
    return page(
        section("Where you stand", labelled(_standing(view))),
        section(f"Rotations  {len(view.rotations)}", _rotations(view), empty="none entered"),
        section(f"Letters  {len(view.letters)}", _letters(view), empty="none entered"),
        section("Letter by program", _matrix(view), empty="no EM program is planned yet")
        if view.letters
        else "",
        section("To do", sentences(map(_to_do, view.to_do)), empty="nothing"),
    )


def _standing(view: RotationsView) -> Iterator[tuple[str, str]]:
    in_ = "none is in yet" if not view.sloes_in else f"{view.sloes_in} in"
    yield "EM SLOEs in time", f"{view.sloes_in_time} of {view.sloes_wanted} wanted; {in_}"
    wanted = f"{view.wanted} to {view.wanted_up_to} wanted"
    yield "US EM rotations", f"{view.done} done, {view.planned} planned; {wanted}"
    if view.reads is not None:
        about = ", estimate" if view.reads.tentative else ""
        first, days = view.reads.earliest, (view.reads.earliest - view.today).days
        yield "programs read from", f"{day(first, view.today)}{about}; {days_in_words(days)}"
        last = f"{day(view.safe_end, view.today)}, at the latest {day(view.last_end, view.today)}"
        yield "rotations end by", last
    if view.cost_usd:
        budget = "" if view.budget_usd is None else f" of the {money(view.budget_usd)} budget"
        yield "cost", f"{money(view.cost_usd)}{budget}"


def _rotations(view: RotationsView) -> list[str]:
    if not view.rotations:
        return []
    rows = [_rotation(row, view.today) for row in view.rotations]
    return columns(("site", "kind", "from", "to", "cost", "state", "letters"), rows, right=(4,))


def _rotation(row: RotationRow, today: date) -> tuple[str, ...]:
    rotation = row.rotation
    return (
        cut(rotation.site, 24),
        rotation_kinds()[rotation.kind].title,
        short_day(rotation.starts_on, today),
        short_day(rotation.ends_on, today),
        "?" if rotation.cost_usd is None else money(rotation.cost_usd),
        rotation.state,
        ", ".join(row.letters) or ("none" if row.gives else "gives none"),
    )


def _letters(view: RotationsView) -> list[str]:
    if not view.letters:
        return []
    rows = [_letter(row, view.today) for row in view.letters]
    return columns(("", "letter", "from", "state", "expected", ""), rows)


def _letter(row: LetterRow, today: date) -> tuple[str, ...]:
    letter = row.letter
    state = "uploaded" if row.uploaded else "may be late" if row.may_be_late else _SIGN[row.in_time]
    return (
        row.name,
        letter_kinds()[letter.kind].title,
        cut(letter.writer, 24),
        letter.state,
        day(row.expected_on, today),
        "; ".join(filter(None, (state, row.reason))),
    )


def _matrix(view: RotationsView) -> list[str]:
    if not view.programs:
        return []
    rows = [
        (
            cut(line.program.name, 30),
            ", ".join(
                row.name
                for row, cell in zip(view.letters, line.cells, strict=True)
                if cell.value == "assigned"
            )
            or "none",
            ", ".join(
                row.name for row, cell in zip(view.letters, line.cells, strict=True) if cell.value == "ready"
            )
            or "none",
            "?" if line.wanted is None else str(line.wanted),
        )
        for line in view.programs
    ]
    return columns(("program", "assigned", "to assign", "SLOEs wanted"), rows)


def _to_do(item: ToDo) -> str:
    return "; ".join(filter(None, (item.title, item.detail, item.way_out)))
