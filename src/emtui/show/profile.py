"""The Profile tab in plain text and JSON."""

from dataclasses import asdict
from datetime import date
from typing import Any

from emtui.fields import FIELDS, GROUPS
from emtui.plan import Profile
from emtui.planner.profile import ProfileView
from emtui.planner.strategy import Guidance
from emtui.show import SCHEMA
from emtui.show.layout import labelled, page, section, sentences
from emtui.show.numbers import score


def json(view: ProfileView) -> dict[str, Any]:
    """The keys of `emtui show profile --json`: every field of the profile, and what they bring about."""
    return {
        "schema": SCHEMA,
        **{key: _plain(value) for key, value in asdict(view.values).items()},
        "effects": [{"rule": effect.id, "text": effect.text} for effect in view.effects],
    }


def text(view: ProfileView) -> str:
    """The page `emtui show profile` prints: keys as `emtui profile set` takes them."""
    return page(
        f"Profile  {view.known} of {view.asked} known",
        *(section(group, _group(group, view.values)) for group in GROUPS),
        section("Cannot be true together", sentences(sentence for _, sentence in view.contradictions))
        if view.contradictions
        else "",
        section("What this changes", [*_standing(view), *sentences(map(_effect, view.effects))]),
    )


def _plain(value: Any) -> Any:
    """A value as JSON takes it; enumerations are their own words already."""
    return value.isoformat() if isinstance(value, date) else value


def _group(group: str, values: Profile) -> list[str]:
    return labelled(
        (field.key, field.show(getattr(values, field.key)) or "unknown")
        for field in FIELDS
        if field.group == group
    )


def _standing(view: ProfileView) -> list[str]:
    """The target band, and whether the score behind it is real."""
    if view.band is None or view.score is None:
        return []
    behind = "Step 2 CK score" if view.basis == "real" else "projected score"
    return labelled([(behind, score(view.score)), ("target band", f"{view.band.name}: {view.band.text}")])


def _effect(effect: Guidance) -> str:
    """The advice, why it is given to this plan, and the rule's name."""
    return f"{'; '.join(filter(None, (effect.text, effect.personal)))} [{effect.id}]"
