"""The palette, ctrl+p: every action of every tab, the themes and the settings."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from textual.app import SystemCommand

from emtui.dates import Order
from emtui.tui.commands import Command, commands

if TYPE_CHECKING:
    from emtui.tui.app import EmtuiApp

REMEMBERED = "remembered"


def offers(app: "EmtuiApp") -> Iterator[SystemCommand]:
    """What can be chosen, the actions of the tab in sight first."""
    for command in app.commands_here() if app.stage.path else ():
        run = partial(app.run_action, command.action, app.visible_tab)
        yield SystemCommand(f"{app.stage.path[-1]}: {command.help}", " ".join(command.keys), run)
    tabs = sorted(app.tabs, key=lambda tab: tab is not app.tab)
    for command in [command for tab in tabs for command in app.commands_of(tab)]:
        yield _offer(app, command, f"{command.tab.label}: {command.help}" if command.tab else command.help)
    for command in commands(type(app), app.config.keys):
        if not command.action.startswith("type_tab"):
            yield _offer(app, command, command.help)
    for theme in sorted(app.available_themes):
        yield SystemCommand(f"theme {theme}", REMEMBERED, partial(setattr, app, "theme", theme))
    for order, meaning in ((Order.MDY, "3 November"), (Order.DMY, "11 March")):
        yield SystemCommand(f"dates: 11/03 is {meaning}", REMEMBERED, partial(app.choose, dates=order))
    for weekday, name in (("mon", "Monday"), ("sun", "Sunday"), ("sat", "Saturday")):
        title = f"calendar: weeks begin on {name}"
        yield SystemCommand(title, REMEMBERED, partial(app.choose, first_weekday=weekday))


def _offer(app: "EmtuiApp", command: Command, title: str) -> SystemCommand:
    return SystemCommand(title, " ".join(command.keys), partial(_call, app, command))


async def _call(app: "EmtuiApp", command: Command) -> None:
    """Do what `command` says, in its tab."""
    if command.tab is not None:
        await app.show_tab(command.tab)
        while app.stage.path:
            await app.close_view()
    await app.run_action(command.action, app.visible_tab if command.tab else app)
