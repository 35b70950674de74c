"""`emtui profile`: show who is applying, and set it key by key."""

from collections.abc import Sequence
from typing import Annotated

import typer

from emtui import clock, config, fields
from emtui.cli import showing
from emtui.cli.changes import field_change
from emtui.cli.options import plan_of
from emtui.cli.outcome import Usage, say
from emtui.cli.plans import changing, read_plan_if_any
from emtui.errors import AlreadyThere, Refused
from emtui.fields import Value


def show_profile(context: typer.Context) -> None:
    """Show who is applying; `emtui profile set` changes it."""
    if context.invoked_subcommand is None:
        showing.show(context, "profile")


def set_profile(
    context: typer.Context,
    pairs: Annotated[list[str], typer.Argument(metavar="KEY=VALUE", show_default=False)],
) -> None:
    """Set fields in one step, all or none; KEY= clears one."""
    plan = plan_of(context)
    before = read_plan_if_any(plan).profile
    values = _values(pairs)
    for _, sentence in fields.contradictions(fields.with_values(before, values)):
        raise Refused(sentence)  # here, before a plan is made
    with changing(plan, create=True) as store:
        try:
            store.set_profile(**values)
        except AlreadyThere:
            say("nothing changed: the profile says so already")
            return
        after = store.read().profile
    say("\n".join([*(field_change(key, before, after) for key in values), "emtui undo takes it back"]))


def _values(pairs: Sequence[str]) -> dict[str, Value]:
    """The value each key gets; an empty one clears it."""
    order = config.load().dates
    today = clock.today()
    values: dict[str, Value] = {}
    for pair in pairs:
        key, sign, text = pair.partition("=")
        if not sign:
            raise Usage(f"{pair} is not key=value, such as target=245; key= clears it")
        field = fields.field(key)
        if field.key in values:
            raise Usage(f"{field.key} is given twice")
        values[field.key] = field.parse(text, today=today, order=order)
    return values
