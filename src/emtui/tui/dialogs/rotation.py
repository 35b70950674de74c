"""The dialogs of a rotation and of a letter."""

from typing import Any

from emtui.errors import Refused
from emtui.fields import Value, said
from emtui.guide.letters import letter_kinds, rotation_kinds
from emtui.plan import Letter, Plan, Rotation
from emtui.tui.desk import Change
from emtui.tui.dialogs import applying_fields as asked
from emtui.tui.dialogs.entry import EntryDialog, Values
from emtui.tui.text import Text, line, mark, quiet
from emtui.tui.widgets.choice import Option
from emtui.vocabulary import LetterKind, LetterState, RotationKind, RotationState


def rotation_dialog(rotation: Rotation | None) -> EntryDialog:
    """Ask for a rotation, or for changes to `rotation`."""
    begun = asked.from_columns(asked.ROTATION, rotation) if rotation else _NEW_ROTATION
    return EntryDialog(
        "Add a rotation" if rotation is None else "Edit a rotation",
        asked.ROTATION,
        begun,
        lambda values: _store_rotation(rotation, values),
        needed=("site", "kind", "state"),
        remark=_about_rotation,
    )


_NEW_ROTATION: Values = {"kind": RotationKind.AWAY_EM, "state": RotationState.IDEA}
_NEW_LETTER: Values = {"kind": LetterKind.ESLOE, "state": LetterState.PLANNED}


def _store_rotation(before: Rotation | None, values: Values) -> Change | None:
    starts, ends = values["starts_on"], values["ends_on"]
    if starts is not None and ends is not None and str(ends) < str(starts):
        raise Refused("it ends before it begins")
    row: dict[str, Any] = dict(values)
    if before is None:
        return lambda store: store.add(Rotation(**row))
    changes = changed(before, row)
    return (lambda store: store.change(before, **changes)) if changes else None


def changed(before: object, values: dict[str, Any]) -> dict[str, Any]:
    """The columns that differ from `before`."""
    return {key: value for key, value in values.items() if getattr(before, key) != value}


def _about_rotation(values: Values) -> Text:
    kind = values.get("kind")
    if not isinstance(kind, RotationKind):
        return ""
    facts = rotation_kinds()[kind]
    if facts.gives is None:
        return line(mark("look"), quiet(" it cannot give a SLOE, and is not counted"))
    given = letter_kinds()[facts.gives]
    return quiet(f"it can give {given.title_with_article}: {given.text}")


def letter_dialog(letter: Letter | None, rotation: Rotation | None, plan: Plan) -> EntryDialog:
    """Ask for a letter, of `rotation` where there is one, or for changes to `letter`."""
    begun: dict[str, Value] = dict(_NEW_LETTER)
    if letter is not None:
        begun = asked.from_columns(asked.LETTER, letter)
    elif rotation is not None:
        begun |= {
            "rotation_id": rotation.id,
            "kind": rotation_kinds()[rotation.kind].gives or LetterKind.LETTER,
        }
    kinds = {known.id: known.kind for known in plan.rotations}
    return EntryDialog(
        "Add a letter" if letter is None else "Edit a letter",
        asked.LETTER,
        begun,
        lambda values: _store_letter(letter, values),
        needed=("writer", "kind", "state"),
        options={
            "rotation_id": [
                Option(None, "none"),
                *(Option(known.id, known.site) for known in plan.rotations),
            ]
        },
        remark=lambda values: _about_letter(values, kinds),
    )


def _store_letter(before: Letter | None, values: Values) -> Change | None:
    row: dict[str, Any] = dict(values)
    if before is None:
        return lambda store: store.add(Letter(**row))
    changes = changed(before, row)
    return (lambda store: store.change(before, **changes)) if changes else None


def _about_letter(values: Values, kinds: dict[int | None, RotationKind]) -> Text:
    """What the kind of letter is, or why it cannot come from that rotation."""
    kind = values.get("kind")
    if not isinstance(kind, LetterKind):
        return ""
    facts, rotation = letter_kinds()[kind], values.get("rotation_id")
    place = kinds.get(rotation) if isinstance(rotation, int) else None
    if place is not None and place not in facts.from_rotations:
        return line(mark("look"), f" {said(place)}", quiet(f" cannot give {facts.title_with_article}"))
    return quiet(facts.text)
