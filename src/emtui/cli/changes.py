"""What a change does to a plan, said line by line."""

from emtui import fields
from emtui.plan import TABLES, Plan, Profile
from emtui.show.numbers import count


def field_change(key: str, before: Profile, after: Profile) -> str:
    """What becomes of one field, such as `target: 245 -> 250`."""
    field = fields.BY_KEY[key]
    was, then = (field.show(getattr(profile, key)) or "unknown" for profile in (before, after))
    return f"{key}: {then}" if was == then else f"{key}: {was} -> {then}"


def plan_change(before: Plan, after: Plan) -> list[str]:
    """What becomes of the plan: the fields that differ, and how many entries come and go a table."""
    lines = [
        field_change(field.key, before.profile, after.profile)
        for field in fields.FIELDS
        if getattr(before.profile, field.key) != getattr(after.profile, field.key)
    ]
    if before.assumptions != after.assumptions:
        lines.append("your own assumptions change")
    for table in TABLES:
        old, new = getattr(before, table), getattr(after, table)
        gone, come = len(set(old) - set(new)), len(set(new) - set(old))
        if gone or come:
            lines.append(
                f"{table.replace('_', ' ')}: {count(gone)} go, {count(come)} come; {count(len(new))} then"
            )
    return lines
