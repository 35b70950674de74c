"""What stands above the checklist: reviews due with their load, and the day's questions with the pace."""

from collections.abc import Mapping
from functools import partial

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from emtui.dates import show_date
from emtui.planner.study import StudyView
from emtui.tui.tabs import study_words as words
from emtui.tui.widgets.big_number import BigNumber
from emtui.tui.widgets.fitted import Fitted
from emtui.tui.widgets.pane import Pane


class StudyTop(Horizontal):
    """Two panes side by side; on a narrow screen one, which says the questions in a line of its own."""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    StudyTop {
        height: 8;
        & #reviews-pane { width: 57; }
        & #reviews-row { height: 1fr; }
        & #reviews-pane BigNumber { margin-right: 2; }
        & #reviews-words { width: 15; height: 3; }
        & #reviews-load { width: 1fr; height: 1fr; }
        & #reviews-note { height: 1; }
        & #questions-pane { width: 1fr; margin-left: 1; }
    }
    .-wide StudyTop {
        height: 12;
        & #reviews-pane { width: 100; }
    }
    .-narrow StudyTop {
        height: 4;
        & #reviews-pane { width: 100%; }
        & #reviews-words { width: 1fr; }
        & #reviews-load, & #reviews-note, & #questions-pane { display: none; }
        &.-missed { height: 5; }
        &.-missed #reviews-note { display: block; }
    }
    """

    def compose(self) -> ComposeResult:
        with Pane("Reviews", id="reviews-pane"):
            with Horizontal(id="reviews-row"):
                yield BigNumber("")
                yield Static(id="reviews-words")
                yield Fitted(id="reviews-load")
            yield Fitted(id="reviews-note")
        with Pane("Questions", id="questions-pane"):
            yield Fitted(id="questions")

    def show(self, view: StudyView, *, narrow: bool, keys: Mapping[str, str]) -> None:
        """Show `view`; `keys` are those of review, block and pace."""
        self.set_class(view.missed is not None, "-missed")
        pane = self.query_one("#reviews-pane", Pane)
        pane.remark = show_date(view.today, view.today)
        pane.state = f"{view.done_today} done today" if view.done_today else ""
        self.query_one(BigNumber).update(words.review_number(view))
        said = words.review_words(view, narrow=narrow, key=keys["review"])
        self.query_one("#reviews-words", Static).update(said)
        self.query_one("#reviews-load", Fitted).show(partial(words.review_load, view.days, view.today))

        def note(width: int, height: int) -> Content:
            missed = words.missed_line(view, width, keys["pace"]) if narrow else None
            return words.review_note(view, key=keys["review"]) if missed is None else missed

        self.query_one("#reviews-note", Fitted).show(note)
        self.query_one("#questions-pane", Pane).state = words.question_state(view.pace)
        layout = partial(words.questions, view, block=keys["block"], pace=keys["pace"])
        self.query_one("#questions", Fitted).show(layout)
