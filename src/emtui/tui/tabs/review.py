"""The review session: one card after the other, its answer on space, a grade from 1 to 4."""

from datetime import date
from functools import partial

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container

from emtui.guide.shifts import study_rules
from emtui.plan import Plan
from emtui.planner.grading import Outcome, outcomes
from emtui.planner.session import Session, newest_review, session
from emtui.planner.study import ItemView, StudyView, study
from emtui.store import studying
from emtui.tui.tabs import review_words as words
from emtui.tui.tabs import study_changes as changes
from emtui.tui.tabs.base import BACK, FullView
from emtui.tui.widgets.fitted import Fitted
from emtui.tui.widgets.pane import Pane
from emtui.tui.widgets.reader import Reader
from emtui.vocabulary import Tab

NEW_AT_ONCE = 5  # items begun by one key


def _grade(grade: int, name: str, help: str) -> Binding:  # noqa: A002
    """The key of a grade; the footer names all four with the first."""
    key, action = str(grade), f"grade({grade})"
    return Binding(key, action, name, show=False, id=f"review.{name}", tooltip=f"{name}: {help}")


class ReviewView(FullView):
    """The cards due today, then new ones if asked for; `section` is where new ones come from first.

    What was graded is read off the plan, so that `u` brings the last card back. A card graded again comes
    once more at the end.
    """

    TAB = Tab.STUDY
    TITLE = "Review"
    KEEPS_DIGITS = True

    SCOPED_CSS = False
    DEFAULT_CSS = """
    ReviewView {
        align-horizontal: center;
        & #review-column { width: 78; max-width: 100%; height: 1fr; }
        & #review-progress { height: 1; margin: 1 0; }
        & #card-pane { height: 1fr; max-height: 28; }
        & #grades { height: 2; }
        & #said { height: 1; margin: 1 0; }
    }
    .-wide ReviewView #review-column { width: 90; }
    .-short ReviewView {
        & #review-progress { margin: 0; }
        & #said { margin: 0; }
    }
    .-narrow ReviewView #review-column { padding: 0 1; width: 100%; }
    """

    BINDINGS = [
        BACK,
        Binding("space,enter", "show", "answer", id="review.show", tooltip="show the answer, or hide it"),
        Binding(
            "1",
            "grade(1)",
            "grade",
            key_display="1-4",
            id="review.again",
            tooltip="again: not known, once more at the end",
        ),
        _grade(2, "hard", "known with effort"),
        _grade(3, "good", "known"),
        _grade(4, "easy", "known at once, a longer time off"),
        Binding("u", "take_back", "take back", id="review.take-back", tooltip="take the last grade back"),
        Binding("n", "notes", "note", id="review.notes", tooltip="your own notes on the item"),
        Binding("a", "new", "new items", id="review.new", tooltip="add new items to this session"),
    ]

    def __init__(self, section: str | None = None) -> None:
        super().__init__()
        self._section = section
        self._queue: list[str] = []
        self._began_after: int | None = None
        self._shown: str | None = None  # the card whose answer is
        self._outcomes: tuple[Outcome, ...] = ()
        self.view: StudyView | None = None
        self.session = Session((), (), {}, None)

    def compose(self) -> ComposeResult:
        with Container(id="review-column"):
            yield Fitted(id="review-progress")
            with Pane(id="card-pane"):
                yield Reader(id="card")
            yield Fitted(id="grades")
            yield Fitted(id="said")

    # -- drawing

    def draw(self, plan: Plan, today: date) -> None:
        view = self.view = study(plan, today)
        if self._began_after is None:
            self._began_after = newest_review(plan)
            self._queue = [item.id for item in view.due]
            if not self._queue:
                self._queue = self._new(view)[: view.new.today]
        self.session = session(plan, self._queue, self._began_after, today)
        self._draw_card()

    @property
    def card(self) -> ItemView | None:
        """The card in sight; None before the first and after the last."""
        waiting = self.session.waiting
        return self.view.item(waiting[0]) if waiting and self.view is not None else None

    @property
    def is_shown(self) -> bool:
        """Whether the answer is in sight."""
        return self.card is not None and self._shown == self.card.id

    def _draw_card(self) -> None:
        view, item, today = self.view, self.card, self.planner.today
        if view is None:
            return
        pane, body = self.query_one("#card-pane", Pane), self.query_one(Reader)
        grades, said = self.query_one("#grades", Fitted), self.query_one("#said", Fitted)
        minutes = study_rules().review_minutes
        self.query_one("#review-progress", Fitted).show(
            lambda width, height: words.progress(self.session, minutes, width)
        )
        self.query_one("#review-progress").visible = item is not None
        grades.visible = self.is_shown
        if item is None:
            pane.heading, pane.state = "Session", ""
            keys = {"new": self.key_of("review.new"), "back": self.key_of("view.back")}
            more = len(self._new(view))
            body.show(partial(words.summary, self.session, view, keys=keys, more=more))
        else:
            pane.heading = "Answer" if self.is_shown else "Question"
            pane.state = words.memory(item, today)
            key = self.key_of("review.show")
            body.show(partial(words.card, item, view, shown=self.is_shown, key=key, tight=self.short))
            self._draw_grades(grades, today)
        last = words.last_grade(self.session, view, self.key_of("review.take-back"))
        note = words.cap_note(self._outcomes, view) if self.is_shown else ""
        said.show(lambda width, height: words.note(note, last, width))
        self.refresh_bindings()

    def _draw_grades(self, grades: Fitted, today: date) -> None:
        item = self.card
        if item is None or not self.is_shown:
            return
        self._outcomes = outcomes(self.planner.plan, item.id, today)
        keys = {grade: self.key_of(f"review.{name.lower()}") for grade, name in words.GRADES.items()}
        grades.show(lambda width, height: words.grades(self._outcomes, keys, today, width))

    # -- keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A grade needs the answer, and everything but leaving needs a card."""
        match action:
            case "grade":
                return self.is_shown
            case "show" | "notes":
                return self.card is not None
            case "take_back":
                return self.session.last is not None
            case "new":
                return self.card is None and self.view is not None and bool(self._new(self.view))
        return True

    def action_show(self) -> None:
        """Show the answer of the card, or hide it again."""
        item = self.card
        if item is not None:
            self._shown = None if self.is_shown else item.id
            self._draw_card()

    @work(exclusive=True)
    async def action_grade(self, grade: int) -> None:
        """Store a grade; the next card follows."""
        item, planner = self.card, self.planner
        if item is None or not self.is_shown:
            return
        self._shown = None  # a second key must not grade this card twice
        try:
            parts = studying.grade(planner.plan, item.id, grade, planner.today)
            await planner.change(
                lambda store: store.edit(parts, f"review of {item.title}: {words.GRADES[grade]}")
            )
        except Exception as error:
            self._shown = item.id
            planner.report(error)

    def action_take_back(self) -> None:
        """Take the last grade of this session back; its card comes again."""
        self.planner.action_undo()

    def action_notes(self) -> None:
        """Edit the notes on the card."""
        if self.card is not None:
            changes.edit_notes(self.planner, self.card)

    def action_new(self) -> None:
        """Add new items to the session."""
        if self.view is not None:
            self._queue += self._new(self.view)
            self.session = session(self.planner.plan, self._queue, self._began_after or 0, self.planner.today)
            self._draw_card()

    def _new(self, view: StudyView) -> list[str]:
        """The new items to go on with: those of the section first."""
        if view.over:
            return []
        queued = set(self._queue)
        fresh = [item for item in view.new.next if item not in queued]
        here = [item for item in fresh if (found := view.item(item)) and found.section == self._section]
        return [*here, *(item for item in fresh if item not in here)][:NEW_AT_ONCE]
