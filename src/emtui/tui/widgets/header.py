"""The two rows on top: the tabs, what is special about this session, and the days to the exam."""

from datetime import date

from textual import events
from textual.content import Content
from textual.widget import Widget

from emtui.plan import Profile
from emtui.show import numbers
from emtui.tui.access import planner_of
from emtui.tui.signs import sign
from emtui.tui.text import Text, accent, line, quiet, strong, styled
from emtui.vocabulary import Tab

NARROW = 100


class Header(Widget):
    """Tabs, countdown, and the rule under them, heavy under the open tab. A click opens a tab."""

    DEFAULT_CSS = "Header { dock: top; height: 2; }"

    def render(self) -> Content:
        app, width = planner_of(self), self.size.width
        labels: list[Text] = [" ", line(strong("emtui"), "   ") if width >= NARROW else ""]
        for tab, start in self._places():
            shown = accent if tab is app.tab else quiet
            labels.append(line("" if start == self._first else "  ", shown(tab.reference)))
        tabs = line(*labels)
        right = line(*self._notes(), countdown(app.plan.profile, app.today, narrow=width < NARROW), " ")
        rail = max(width - tabs.cell_length - right.cell_length, 1)
        return line(tabs, " " * rail, right, "\n", self._rule(width))

    @property
    def _first(self) -> int:
        return 9 if self.size.width >= NARROW else 1

    def _places(self) -> list[tuple[Tab, int]]:
        """Each tab and the column its label starts in."""
        places, column = [], self._first
        for tab in planner_of(self).tabs:
            places.append((tab, column))
            column += len(tab.reference) + 2
        return places

    def _rule(self, width: int) -> Content:
        rail = "─"
        start, length = next(
            (at, len(tab.reference)) for tab, at in self._places() if tab is planner_of(self).tab
        )
        return line(
            styled(rail * start, "$border-blurred"),
            styled("━" * length, "$primary"),
            styled(rail * max(width - start - length, 0), "$border-blurred"),
        )

    def _notes(self) -> list[Content]:
        app = planner_of(self)
        notes = ["masked"] if app.masked else []
        if app.throw_away:
            notes.append("demo, not kept")
        return [quiet(f"{note}  {sign('dot')}  ") for note in notes]

    def on_click(self, event: events.Click) -> None:
        for tab, start in self._places():
            if start <= event.x < start + len(tab.reference):
                planner_of(self).open_tab(tab)


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
