"""Where the tabs stand: one in sight, and over it the full views that take its place until escape."""

from textual.app import ComposeResult
from textual.containers import Container

from emtui.tui.commands import tab_class
from emtui.tui.tabs.base import FullView, TabView
from emtui.vocabulary import Tab


class Stage(Container):
    """Shows one tab at a time, as it was left: with the full views laid over it and the focus it had."""

    DEFAULT_CSS = "Stage { height: 1fr; }"

    def __init__(self, tab: Tab) -> None:
        super().__init__()
        self.tab = tab

    def compose(self) -> ComposeResult:
        yield tab_class(self.tab)()

    @property
    def in_sight(self) -> TabView | None:
        """The tab or full view on screen."""
        return next((view for view in self._views if view.display), None)

    @property
    def path(self) -> tuple[str, ...]:
        """The titles of the full views over the tab, the one in sight last; empty where there are none."""
        return tuple(view.TITLE for view in self._pile(self.tab) if isinstance(view, FullView))

    @property
    def _views(self) -> list[TabView]:
        return [child for child in self.children if isinstance(child, TabView)]

    def _pile(self, tab: Tab) -> list[TabView]:
        """The tab and what was laid over it, from below."""
        return [view for view in self._views if view.TAB is tab]

    async def open(self, tab: Tab) -> None:
        """Show `tab` as it was left; on its first visit it is made."""
        self.tab = tab
        pile = self._pile(tab)
        await self._bring(pile[-1] if pile else tab_class(tab)())

    async def lay(self, view: FullView) -> None:
        """Show `view` over its tab."""
        await self.open(view.TAB)
        await self._bring(view)

    async def take_off(self) -> None:
        """Take off the full view in sight; the tab itself stays."""
        *below, front = self._pile(self.tab)
        if below:
            await self._bring(below[-1])
            await front.remove()

    async def _bring(self, view: TabView) -> None:
        """Put `view` in the place of what is in sight; the focus goes with it, unless it is elsewhere."""
        left, focused = self.in_sight, self.screen.focused
        moves_focus = focused is None or (left is not None and left in focused.ancestors_with_self)
        with self.app.batch_update():  # one layout and one paint, not one a step
            if left is not None:
                left.leave()  # the focus goes first: Textual would bring the old tab back with it
            if not view.is_attached:
                await self.mount(view)
            view.display = True
            view.redraw()
            if moves_focus:
                self.screen.set_focus(view.first_focus())
            self.screen.refresh(layout=True)  # at once: else what was left is first painted once more
