"""A text longer than its room: it says that it goes on, and scrolls to its end and no further."""

from textual.app import App, ComposeResult
from textual.content import Content

from emtui.tui.widgets.reader import Reader

ROWS = [f"row {number}" for number in range(30)]


class Shown(App[None]):
    def compose(self) -> ComposeResult:
        yield Reader()

    def on_mount(self) -> None:
        self.query_one(Reader).show(lambda width: Content("\n".join(ROWS)))


async def test_a_long_text_goes_on_until_its_end() -> None:
    app = Shown()
    async with app.run_test(size=(20, 10)) as pilot:
        reader = app.query_one(Reader)
        await pilot.press("down")
        shown = reader.render().plain.splitlines()
        assert shown[0] == "row 1"
        assert shown[-1].endswith("goes on")
        await pilot.press("end")
        assert reader.render().plain.splitlines()[-1] == "row 29"
        await pilot.press("down", "up")
        assert reader.render().plain.splitlines()[0] == "row 19"


async def test_another_text_begins_at_its_top() -> None:
    app = Shown()
    async with app.run_test(size=(20, 10)) as pilot:
        await pilot.press("end")
        app.query_one(Reader).show(lambda width: Content("short"))
        await pilot.pause()
        assert app.query_one(Reader).render().plain == "short"
