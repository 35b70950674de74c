"""The two rows on top: the tabs, what is special about this session, and the days to the exam."""

from collections.abc import Iterator
from datetime import date
from itertools import accumulate
from typing import NamedTuple

from textual import events
from textual.content import Content
from textual.widget import Widget

from emtui.plan import Profile
from emtui.show import numbers
from emtui.tui.access import planner_of
from emtui.tui.signs import sign
from emtui.tui.text import Text, accent, line, quiet, strong, styled

NARROW = 100


class Header(Widget):
    """Tabs, countdown, and the rule under them, heavy under the open tab. A click opens a tab.

    A full view replaces the tabs by the path to it; a click on the path goes one level back.
    """

    DEFAULT_CSS = "Header { dock: top; height: 2; }"

    def render(self) -> Content:
        app, width = planner_of(self), self.size.width
        places = self._places()
        labels: list[Text] = [" ", line(strong("emtui"), "   ") if width >= NARROW else ""]
        between = f" {sign('after')} " if app.stage.path else "  "
        for place in places:
            shown = accent if place.open else quiet
            labels += ["" if place is places[0] else quiet(between), shown(place.label)]
        tabs = line(*labels)
        room = width - tabs.cell_length - 1
        right = next((words for words in self._right() if words.cell_length <= room), Content(" "))
        rail = width - tabs.cell_length - right.cell_length
        return line(tabs, " " * rail, right, "\n", self._rule(width))

    def _places(self) -> list["_Place"]:
        """What is written from the left on: the tabs, or the path to a full view."""
        app = planner_of(self)
        narrow = self.size.width < NARROW
        labels = [f"{tab.number} {tab.short}" if narrow else tab.reference for tab in app.tabs]
        opened, gap = app.tabs.index(app.tab), 2
        if app.stage.path:
            labels = [app.tab.label, *app.stage.path]
            opened, gap = len(labels) - 1, 3
        starts = accumulate((len(label) + gap for label in labels), initial=self._first)
        return [
            _Place(label, start, at == opened)
            for at, (label, start) in enumerate(zip(labels, starts, strict=False))
        ]

    @property
    def _first(self) -> int:
        return 9 if self.size.width >= NARROW else 1

    def _rule(self, width: int) -> Content:
        rail = "─"
        place = next(place for place in self._places() if place.open)
        return line(
            styled(rail * place.start, "$border-blurred"),
            styled("━" * len(place.label), "$primary"),
            styled(rail * max(width - place.start - len(place.label), 0), "$border-blurred"),
        )

    def _right(self) -> Iterator[Content]:
        """What stands at the right end, the longest form first: what is special, and the countdown."""
        app = planner_of(self)
        masked = ["masked"] if app.masked else []
        long, short = (["demo, not kept"], ["demo"]) if app.throw_away else ([], [])
        for notes, narrow in ((long, self.size.width < NARROW), (long, True), (short, True), ([], True)):
            left = countdown(app.plan.profile, app.today, narrow=narrow)
            gap = " " if narrow else "  "
            yield line(*(quiet(f"{note}{gap}{sign('dot')}{gap}") for note in [*masked, *notes]), left, " ")

    async def on_click(self, event: events.Click) -> None:
        app = planner_of(self)
        for at, place in enumerate(self._places()):
            if place.start <= event.x < place.start + len(place.label) and not place.open:
                if app.stage.path:
                    await app.close_view()
                else:
                    app.open_tab(app.tabs[at])


class _Place(NamedTuple):
    """A label of the first row: where it starts, and whether what it names is in sight."""

    label: str
    start: int
    open: bool


def countdown(profile: Profile, today: date, *, narrow: bool) -> Content:
    """The days to the exam: `Step 2 CK in 26 days`, or `26 d` where there is no room."""
    if profile.step2_score is not None:
        return quiet("Step 2 CK taken")
    if profile.step2_date is None:
        return quiet("no exam day yet")
    days = (profile.step2_date - today).days
    if narrow:
        return line(strong(str(days)), quiet(" d")) if days else strong("exam today")
    if days > 1:
        return line(quiet("Step 2 CK in "), strong(f"{days} days"))
    return line(quiet("Step 2 CK "), strong(numbers.days_in_words(days)))
