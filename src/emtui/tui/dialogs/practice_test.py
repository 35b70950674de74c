"""Add or edit a practice test: beside every field stands how it was understood."""

from dataclasses import replace
from datetime import date

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static

from emtui.dates import parse_date, show_date
from emtui.errors import Refused
from emtui.plain import plain_line
from emtui.plan import Plan, PracticeTest
from emtui.show import numbers
from emtui.tui.access import planner_of
from emtui.tui.dialogs.dialog import Dialog
from emtui.tui.dialogs.sheet import differing
from emtui.tui.masks import without_scores
from emtui.tui.text import line, mark, plain, quiet
from emtui.tui.widgets.toggle import Toggle
from emtui.words import (
    Form,
    find_form,
    forms,
    percentages,
    read_areas,
    read_score,
    refuse_twice,
    refuse_unknown,
    write_areas,
)

HINTS = {
    "test": "nbme 13, uwsa2, free120 …",
    "score": "241, or 76% for a Free 120",
    "date": "today, yesterday, fri, 23 nov …",
}
AREAS_HINT = "what the report says of each, such as cardio 62% resp 70%"


class PracticeTestDialog(Dialog[int]):
    """Asks for a practice test, or for changes to `test`; answers with the id of what was stored.

    What is refused keeps its text. Escape leaves everything as it was.
    """

    HINT = "enter stores · tab next · esc leaves"
    BINDINGS = [
        Binding("enter", "store", "store", id="practice-test.store", tooltip="store the practice test"),
        Binding("down", "app.focus_next", "next field", show=False, id="practice-test.next"),
        Binding("up", "app.focus_previous", "field before", show=False, id="practice-test.previous"),
    ]

    DEFAULT_CSS = """
    PracticeTestDialog {
        & Horizontal { height: 1; margin-bottom: 1; }
        & .label { width: 8; color: $foreground-muted; }
        & Input.field { width: 20; background: $background; }
        & Input.field:focus { background: $block-cursor-background; }
        & Input#notes, & Input#areas { width: 1fr; }
        & Horizontal#areas-row { margin-bottom: 0; }
        & #areas-meaning { padding-left: 8; height: 2; }
        & .meaning { width: 1fr; padding-left: 2; }
        & #verdict { height: 3; }
    }
    """

    def __init__(self, test: PracticeTest | None = None) -> None:
        super().__init__()
        self.HEADING = "Add a practice test" if test is None else "Edit a practice test"
        self._test = test

    def compose_body(self) -> ComposeResult:
        plan, test = planner_of(self).plan, self._test
        names = list(dict.fromkeys(form.name for form in forms(plan).values()))
        with Horizontal():
            yield Static("test", classes="label")
            yield Input(
                self._test_name(plan),
                compact=True,
                id="test",
                classes="field",
                suggester=SuggestFromList(names, case_sensitive=False),
            )
            yield Static(classes="meaning", id="test-meaning")
        with Horizontal():
            yield Static("score", classes="label")
            score = "" if test is None else f"{test.score:g}"
            yield Input(score, compact=True, id="score", classes="field", password=planner_of(self).masked)
            yield Static(classes="meaning", id="score-meaning")
        with Horizontal():
            yield Static("date", classes="label")
            yield Input(
                "today" if test is None else test.taken_on.isoformat(),
                compact=True,
                id="date",
                classes="field",
            )
            yield Static(classes="meaning", id="date-meaning")
        with Horizontal():
            yield Static("sat", classes="label")
            yield Toggle("timed", "not timed", value=test is None or test.timed, id="timed")
            yield Toggle("full length", "partial", value=test is None or test.complete, id="complete")
            yield Toggle("retake", "first time", value=test is not None and test.retake, id="retake")
        with Horizontal(id="areas-row"):
            yield Static("areas", classes="label")
            yield Input(
                write_areas(self._areas_before(plan)),
                compact=True,
                id="areas",
                classes="field",
                select_on_focus=False,
                password=planner_of(self).masked,
            )
        yield Static(id="areas-meaning")
        with Horizontal():
            yield Static("notes", classes="label")
            yield Input(
                (test.notes or "") if test is not None else "", compact=True, id="notes", classes="field"
            )
        yield Static(id="verdict")

    def _areas_before(self, plan: Plan) -> dict[str, float]:
        """What the report of the test says of each area, as it is stored."""
        test_id = None if self._test is None else self._test.id
        rows = (row for row in plan.system_scores if row.practice_test_id == test_id)
        return {row.system: row.percent for row in rows}

    def _test_name(self, plan: Plan) -> str:
        if self._test is None:
            return ""
        form = find_form(self._test.instrument, plan)
        return self._test.instrument if form is None else form.name

    def on_mount(self) -> None:
        self._understand()

    def _typed(self, field: str) -> str:
        return self.query_one(f"#{field}", Input).value.strip()

    # -- understanding

    @on(Input.Changed)
    @on(Toggle.Turned)
    def _understand(self) -> None:
        """Say beside each field what it means, and below what enter will store or why it cannot."""
        refusals: list[str] = []
        for field in HINTS:
            said, refusal = self._meaning(field)
            self.query_one(f"#{field}-meaning", Static).update(said)
            if refusal:
                refusals.append(refusal)
        try:
            self._say_areas(read_areas(self._typed("areas")))
        except Refused as refusal:
            self.query_one("#areas-meaning", Static).update(line(mark("no"), " ", quiet("see below")))
            refusals.append(str(refusal))
        missing = [field for field in HINTS if not self._typed(field)]
        self._say(self._verdict(refusals, missing))

    def _say_areas(self, systems: dict[str, float]) -> None:
        """Say below the areas what they were understood as."""
        said = quiet(AREAS_HINT)
        if systems:
            words = ", ".join(percentages(systems))
            said = line(mark("ok"), " ", without_scores(words) if planner_of(self).masked else words)
        self.query_one("#areas-meaning", Static).update(said)

    def _meaning(self, field: str) -> tuple[Content, str]:
        """How a field was understood, and why it is refused where it is."""
        typed = self._typed(field)
        if not typed:
            return quiet(HINTS[field]), ""
        if field == "score" and find_form(self._typed("test"), planner_of(self).plan) is None:
            return quiet("in the unit of the test"), ""
        try:
            return line(mark("ok"), " ", self._understood(field)), ""
        except Refused as refusal:
            begun = self._begun(typed) if field == "test" else ""
            return (quiet(begun), "") if begun else (line(mark("no"), " ", quiet("see below")), str(refusal))

    def _understood(self, field: str) -> str:
        if field == "test":
            form = self._form()
            return f"{form.name}, in {form.unit}"
        if field == "score":
            form = self._form()
            score = read_score(self._typed("score"), form)
            return "hidden" if planner_of(self).masked else form.write(score)
        day, today = self._day(), planner_of(self).today
        return f"{' '.join(show_date(day, today).split())}, {numbers.days_in_words((day - today).days)}"

    def _begun(self, typed: str) -> str:
        """The tests whose names begin like this, while one is being typed."""
        known = dict.fromkeys(form.name for form in forms(planner_of(self).plan).values())
        return ", ".join(name for name in known if name.lower().startswith(typed.lower()))

    def _verdict(self, refusals: list[str], missing: list[str]) -> Content:
        if refusals:
            return _refusal(refusals[0])
        if missing:
            return quiet(f"still needed: {', '.join(missing)}")
        try:
            self._read()
        except Refused as refusal:
            return _refusal(str(refusal))
        return line(mark("ok"), quiet(" enter stores it"))

    def _say(self, words: Content) -> None:
        self.query_one("#verdict", Static).update(words)

    # -- reading

    def _form(self) -> Form:
        plan, typed = planner_of(self).plan, self._typed("test")
        form = find_form(typed, plan)
        if form is None:
            raise refuse_unknown(typed, plan)
        return form

    def _day(self) -> date:
        planner = planner_of(self)
        day = parse_date(
            self._typed("date"), today=planner.today, order=planner.config.dates, prefer_past=True
        )
        if day > planner.today:
            raise Refused(f"{day} is still to come; a practice test is logged once it is taken")
        return day

    def _read(self) -> PracticeTest:
        """The practice test as typed; raise Refused or AlreadyThere with the reason."""
        form, plan = self._form(), planner_of(self).plan
        test = PracticeTest(
            id=None if self._test is None else self._test.id,
            taken_on=self._day(),
            instrument=form.instrument,
            score=read_score(self._typed("score"), form),
            timed=self.query_one("#timed", Toggle).value,
            complete=self.query_one("#complete", Toggle).value,
            retake=self.query_one("#retake", Toggle).value,
            notes=plain_line(self._typed("notes")) or None,
        )
        others = tuple(known for known in plan.practice_tests if known.id != test.id or test.id is None)
        refuse_twice(test, form, replace(plan, practice_tests=others))
        return test

    # -- storing

    @on(Input.Submitted)
    def action_store(self) -> None:
        """Store what is typed, or say why it cannot be."""
        missing = [field for field in HINTS if not self._typed(field)]
        if missing:
            self.query_one(f"#{missing[0]}", Input).focus()
            return
        try:
            self._store(self._read(), read_areas(self._typed("areas")))
        except Refused as refusal:
            self._say(_refusal(str(refusal)))

    @work(exclusive=True)
    async def _store(self, test: PracticeTest, systems: dict[str, float]) -> None:
        planner, before = planner_of(self), self._test
        if before is None:
            step = await planner.save(lambda store: store.add_test(test, systems)).wait()
            if step is not None:
                self.dismiss(step.entry_ids[0])
            return
        changes, areas = differing(before, test), self._changed_areas(systems)
        if not changes and not areas:
            self.dismiss(None)
        elif await planner.save(lambda store: store.change_test(before, changes, areas)).wait():
            self.dismiss(before.id)

    def _changed_areas(self, after: dict[str, float]) -> dict[str, float | None]:
        """The areas that differ; None for one that is gone."""
        before = self._areas_before(planner_of(self).plan)
        return {area: after.get(area) for area in (*before, *after) if before.get(area) != after.get(area)}


def _refusal(reason: str) -> Content:
    return line(mark("no"), " ", plain(reason))
