"""The application story: the guide's prompts, answered in the user's own words and nobody else's."""

from datetime import date

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Static, TextArea

from emtui.plain import plain_text
from emtui.plan import Plan, StoryAnswer
from emtui.planner.strategy.view import StrategyView, Told, strategy
from emtui.tui.tabs import story_words as words
from emtui.tui.tabs.base import BACK, FullView
from emtui.tui.widgets.pane import Pane
from emtui.tui.widgets.row_table import RowTable
from emtui.vocabulary import Tab

LONGEST_ANSWER = 10_000  # characters, as the plan file has it


class PromptsTable(RowTable):
    """The prompts; enter writes the answer of the selected one."""

    BINDINGS = [Binding("enter", "select", "write", id="story.write", tooltip="write the answer")]


class AnswerArea(TextArea):
    """Where an answer is written; escape stores it and goes back to the prompts."""

    BINDINGS = [
        Binding("escape", "leave", "keep, back", id="story.keep", tooltip="keep the answer, back to the list")
    ]

    def action_leave(self) -> None:
        """Back to the prompts; leaving stores."""
        self.screen.query_one(PromptsTable).focus()


class StoryView(FullView):
    """The prompts at the left, those a rule asks for first; the selected one with its answer at the right."""

    TAB = Tab.STRATEGY
    TITLE = "Your story"

    SCOPED_CSS = False
    DEFAULT_CSS = """
    StoryView {
        layout: horizontal;
        & #prompts-pane { width: 56; }
        & #answer-pane { width: 1fr; margin-left: 1; }
        & #prompt { height: auto; margin-bottom: 1; }
        & AnswerArea { height: 1fr; border: none; padding: 0 1; background: $surface; }
        & AnswerArea:focus { background: $block-cursor-background; }
        & #written { height: 1; }
    }
    .-wide StoryView #answer-pane { max-width: 94; }
    .-narrow StoryView {
        layout: vertical;
        & #prompts-pane { width: 100%; height: 9; }
        & #answer-pane { width: 100%; height: 1fr; margin-left: 0; }
    }
    """

    BINDINGS = [
        BACK,
        Binding("x", "clear", "take away", id="story.clear", tooltip="take the selected answer away"),
    ]

    view: StrategyView
    _loaded: Told | None = None

    def compose(self) -> ComposeResult:
        with Pane("Prompts", flush=True, id="prompts-pane"):
            yield PromptsTable(words.COLUMNS, head=False)
        with Pane("Answer", id="answer-pane"), Vertical():
            yield Static(id="prompt")
            yield AnswerArea(soft_wrap=True, tab_behavior="focus", show_line_numbers=False, compact=True)
            yield Static(id="written")

    @property
    def _table(self) -> RowTable:
        return self.query_one(PromptsTable)

    @property
    def _area(self) -> TextArea:
        return self.query_one(AnswerArea)

    def draw(self, plan: Plan, today: date) -> None:
        self.view = strategy(plan, today)
        self._table.set_rows(words.rows(self.view))
        self.query_one("#prompts-pane", Pane).remark = words.count(self.view)
        if not self._area.has_focus:  # what is being typed stays
            self._load()

    def _load(self) -> None:
        """Show the selected prompt with its answer."""
        row, hidden = self._table.cursor_row, self.planner.masked
        told = None if row is None else row.value
        self._loaded = told
        self.query_one("#prompt", Static).update(words.prompt(told))
        self._area.display = not hidden
        answer = "" if told is None or hidden else told.answer or ""
        if self._area.text != answer:
            self._area.text = answer
        self._say_length()

    def _say_length(self) -> None:
        said = words.MASKED_ANSWER if self.planner.masked else words.length(self._area.text, LONGEST_ANSWER)
        self.query_one("#written", Static).update(said)

    @on(RowTable.Moved)
    def _moved(self, event: RowTable.Moved) -> None:
        event.stop()
        self._load()

    @on(RowTable.Selected)
    def _write(self, event: RowTable.Selected) -> None:
        event.stop()
        if not self.planner.masked:
            self._area.focus()

    @on(TextArea.Changed)
    def _typed(self) -> None:
        self._say_length()

    # -- keeping: whatever takes the focus away from the answer stores it

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        if isinstance(event.widget, AnswerArea):
            self._keep()

    def _keep(self) -> None:
        """Store the answer where it is another than before; an empty one goes."""
        told, typed = self._loaded, plain_text(self._area.text).strip()[:LONGEST_ANSWER]
        if told is None or self.planner.masked or typed == (told.answer or ""):
            return
        self._loaded = told._replace(answer=typed or None)
        known = self._answer(told)
        if known is None:
            added = StoryAnswer(prompt=told.prompt.id, answer=typed)
            self.planner.save(lambda store: store.add(added), said=words.KEPT)
        elif typed:
            self.planner.save(lambda store: store.change(known, answer=typed), said=words.KEPT)
        else:
            self.planner.save(lambda store: store.remove(known), said=words.GONE)

    def _answer(self, told: Told) -> StoryAnswer | None:
        answers = self.planner.plan.story_answers
        return next((row for row in answers if row.prompt == told.prompt.id), None)

    def action_clear(self) -> None:
        """Take the selected answer away; undo brings it back."""
        row = self._table.cursor_row
        known = None if row is None else self._answer(row.value)
        if known is not None:
            self.planner.save(lambda store: store.remove(known), said=words.GONE)
