"""The choice within a dialog: arrows turn it round, a letter finds the next word that begins with it."""

from textual.app import App, ComposeResult

from emtui.tui import themes
from emtui.tui.widgets.choice import Choice, Option

OPTIONS = [
    Option("a", "away EM"),
    Option("c", "community EM"),
    Option("h", "home EM"),
    Option(None, "cannot say"),
]


class ChoiceApp(App[None]):
    """A choice on a screen of its own."""

    def __init__(self, value: str | None) -> None:
        super().__init__()
        self.register_theme(themes.NIGHT)
        self.theme = themes.NIGHT.name
        self.choice = Choice(OPTIONS, value)

    def compose(self) -> ComposeResult:
        yield self.choice


async def test_arrows_and_space_turn_it_round() -> None:
    async with ChoiceApp("c").run_test() as pilot:
        choice = pilot.app.query_one(Choice)
        assert choice.value == "c"
        await pilot.press("right")
        assert choice.value == "h"
        await pilot.press("space", "right")
        assert choice.value == "a"
        await pilot.press("left")
        assert choice.value is None


async def test_a_letter_goes_to_the_next_word_that_begins_with_it() -> None:
    async with ChoiceApp("a").run_test() as pilot:
        choice = pilot.app.query_one(Choice)
        await pilot.press("c")
        assert choice.value == "c"
        await pilot.press("c")
        assert choice.value is None
        await pilot.press("c")
        assert choice.value == "c"
        await pilot.press("z")
        assert choice.value == "c"


async def test_a_value_that_is_no_word_of_it_shows_the_first() -> None:
    async with ChoiceApp("x").run_test() as pilot:
        assert pilot.app.query_one(Choice).value == "a"
