"""Profile: who is applying, edited in place, and what each answer changes."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.reactive import reactive
from textual.widgets import Static

from emtui import fields
from emtui.fields import Value
from emtui.plan import Plan
from emtui.planner.profile import ProfileView, profile_view
from emtui.tui.masks import MASKED_FIELDS
from emtui.tui.tabs import profile_effects as effects
from emtui.tui.tabs.base import TabView
from emtui.tui.widgets.big_number import BigNumber
from emtui.tui.widgets.fitted import Fitted
from emtui.tui.widgets.form import Form
from emtui.tui.widgets.pane import Pane
from emtui.vocabulary import Tab


class ProfileTab(TabView):
    """The form, and beside it the band, the figures and the rules it leads to."""

    TAB = Tab.PROFILE
    SCOPED_CSS = False

    DEFAULT_CSS = """
    ProfileTab {
        layout: horizontal;
        & #profile-pane { width: 1fr; }
        & #profile-strip { display: none; height: 1; }
        & #profile-effects { width: 37; margin-left: 1; }
        & #profile-score { height: 5; padding-top: 1; }
        & #profile-score BigNumber { margin-right: 2; }
        & #profile-band { width: 1fr; }
    }
    .-tall ProfileTab Form { padding-top: 1; }
    .-wide ProfileTab #profile-effects { width: 48; }
    .-narrow ProfileTab {
        & #profile-effects { display: none; }
        & #profile-strip { display: block; }
    }
    """

    imagined: reactive[Mapping[str, Value]] = reactive({}, init=False)
    """What is being typed, as far as it would change the plan."""

    _view: ProfileView

    def compose(self) -> ComposeResult:
        with Pane("Profile", state="? unknown is allowed", id="profile-pane"), Vertical():
            yield Form(fields.FIELDS, check=self._contradiction, id="profile-form")
            yield Static(id="profile-strip")
        with Pane("What this changes", id="profile-effects"):
            with Horizontal(id="profile-score"):
                yield BigNumber("")
                yield Static(id="profile-band")
            yield Fitted(id="profile-rules")

    def draw(self, plan: Plan, today: date) -> None:
        hidden = MASKED_FIELDS if self.planner.masked else frozenset()
        values = {field.key: getattr(plan.profile, field.key) for field in fields.FIELDS}
        self.query_one(Form).show(values, today, order=self.planner.config.dates, hidden=hidden)
        self._view = profile_view(plan, today)
        self._draw_effects()

    def go_to(self, place: str) -> None:
        """Put the cursor on the field with that key, unless another one is being typed into."""
        form = self.query_one(Form)
        if not form.editing:
            form.cursor = place

    def hold_focus(self) -> None:
        """Back to the form: letters and digits are keys there."""
        self.query_one(Form).sheet.focus()

    async def open_filter(self) -> None:
        """Jump to a field by its name."""
        self.query_one(Form).action_jump()

    def _contradiction(self, key: str, value: Value) -> str | None:
        """Why `value` cannot stand beside the rest of the profile, or None."""
        profile = self.planner.plan.profile
        before = fields.contradictions(profile)
        after = fields.contradictions(fields.with_values(profile, fields.answered(profile, key, value)))
        return next((found[1] for found in after if found[0] == key or found not in before), None)

    @on(Form.Imagined)
    def _imagine(self, event: Form.Imagined) -> None:
        self.imagined = event.values

    def watch_imagined(self) -> None:
        self.call_after_refresh(self._draw_effects)  # what was typed is seen first

    def _draw_effects(self) -> None:
        plan, today, masked = self.planner.plan, self.planner.today, self.planner.masked
        now = then = self._view
        if self.imagined:
            profile = fields.with_values(plan.profile, dict(self.imagined))
            then = profile_view(replace(plan, profile=profile), today)
        pane, number = self.query_one("#profile-pane", Pane), self.query_one(BigNumber)
        pane.remark = f"{then.known} of {then.asked} known"
        number.update(effects.big_number(then, masked=masked))
        number.display = bool(number.value)
        self.query_one("#profile-band", Static).update(effects.band_words(then, masked=masked))
        self.query_one("#profile-rules", Fitted).show(partial(effects.panel, now, then, masked=masked))
        self.query_one("#profile-strip", Static).update(effects.strip(now, then, masked=masked))

    @on(Form.Stored)
    def _store(self, event: Form.Stored) -> None:
        self.run_worker(self._save(event), group="profile")

    async def _save(self, event: Form.Stored) -> None:
        change = fields.answered(self.planner.plan.profile, event.key, event.value)
        said = "; ".join(self._said(key, value) for key, value in change.items())
        step = await self.planner.save(lambda store: store.set_profile(**change), said=said).wait()
        if step is None:
            self.redraw()
            self.query_one(Form).reopen(event.key, event.text)

    def _said(self, key: str, value: Value) -> str:
        field = fields.BY_KEY[key]
        return f"{field.label}: {field.say(value, self.planner.today) or 'unknown'}"
