"""Three questions at the first start, each of which can wait."""

from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Input, Static

from emtui import fields, guide
from emtui.dates import show_date
from emtui.errors import Refused
from emtui.fields import Value
from emtui.show import numbers
from emtui.tui.access import planner_of
from emtui.tui.dialogs.dialog import Dialog
from emtui.tui.text import line, mark, plain, quiet, strong

QUESTIONS: tuple[tuple[str, str, str], ...] = (
    ("step2_date", "When do you sit Step 2 CK?", "a date such as 15 jun 2027; empty: not yet"),
    ("target", "Which score do you aim for?", "such as 245; empty: later"),
    ("match_year", "Which Match?", "2028 is the Match of March 2028; empty: later"),
)


class FirstStart(Dialog[None]):
    """Exam day, target, match year; each is understood as it is typed, and each can stay empty."""

    HEADING = "Welcome to emtui"
    HINT = "enter goes on · esc skips all three"
    BINDINGS = [
        Binding("down", "app.focus_next", "next", show=False, id="welcome.next"),
        Binding("up", "app.focus_previous", "before", show=False, id="welcome.before"),
    ]

    DEFAULT_CSS = """
    FirstStart > #sheet { width: 66; }
    FirstStart Input { background: $panel; margin: 0 0 0 0; padding: 0 1; }
    FirstStart Input:focus { background: $block-cursor-background; }
    FirstStart .meaning { margin-bottom: 1; }
    """

    def compose_body(self) -> ComposeResult:
        yield Static(
            quiet("Three things, and the screens begin to answer. Each can wait."), classes="meaning"
        )
        for key, question, hint in QUESTIONS:
            yield Static(strong(question))
            yield Input(id=key, compact=True)
            yield Static(quiet(hint), id=f"{key}-meaning", classes="meaning")

    @on(Input.Changed)
    def show_meaning(self, event: Input.Changed) -> None:
        """Say what is understood, or what would be."""
        key = event.input.id or ""
        try:
            value = self._read(key, event.value)
            said = self._meaning(key, value)
        except Refused as error:
            said = line(mark("no"), " ", plain(str(error)))
        self.query_one(f"#{key}-meaning", Static).update(said)

    @on(Input.Submitted)
    async def go_on(self, event: Input.Submitted) -> None:
        """Go to the next question; after the last one, or from one that is not understood, stay and say."""
        try:
            answers = {
                key: self._read(key, self.query_one(f"#{key}", Input).value) for key, _, _ in QUESTIONS
            }
        except Refused:
            if event.input.id != QUESTIONS[-1][0]:
                self.focus_next()
            return
        if event.input.id != QUESTIONS[-1][0]:
            self.focus_next()
            return
        known = {key: value for key, value in answers.items() if value is not None}
        if not known or await planner_of(self).save(lambda store: store.set_profile(**known)).wait():
            self.dismiss()

    def _read(self, key: str, typed: str) -> Value:
        app = planner_of(self)
        return fields.field(key).parse(typed, today=app.today, order=app.config.dates)

    def _meaning(self, key: str, value: Value) -> Content:
        if value is None:
            return quiet(next(hint for known, _, hint in QUESTIONS if known == key))
        if isinstance(value, date):
            today = planner_of(self).today
            away = numbers.days_in_words((value - today).days)
            return line(
                mark("ok"), " ", strong(" ".join(show_date(value, today).split())), quiet(f", {away}")
            )
        if key == "target":
            return line(
                mark("ok"), quiet(" the guide's band: "), strong(guide.band_of(float(str(value))).name)
            )
        return line(mark("ok"), quiet(f" applications go out in summer {int(str(value)) - 1}"))
