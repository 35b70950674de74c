"""The form in an app of its own: keys in, values out, and what the line below says."""

from collections.abc import Mapping
from datetime import date

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import Input, Static

from emtui.dates import Order
from emtui.fields import FIELDS, GROUPS, Value, field
from emtui.tui import themes
from emtui.tui.widgets.form import Form
from emtui.tui.widgets.form_layout import lay_out
from emtui.vocabulary import Answer, Step1, Visa

TODAY = date(2027, 5, 20)
GROUPED = tuple((group, tuple(one.key for one in FIELDS if one.group == group)) for group in GROUPS)


class FormApp(App[None]):
    """A form on a screen of its own; what it hands on is kept in `stored`."""

    def __init__(self, values: Mapping[str, Value] | None = None) -> None:
        super().__init__()
        self.register_theme(themes.NIGHT)
        self.theme = themes.NIGHT.name
        self.values: dict[str, Value] = dict(values or {})
        self.stored: list[tuple[str, Value]] = []
        self.imagined: Mapping[str, Value] = {}
        self.form = Form(FIELDS, check=self.check)

    def check(self, key: str, value: Value) -> str | None:
        return "a target of 299 is not wanted here" if (key, value) == ("target", 299) else None

    def compose(self) -> ComposeResult:
        yield self.form

    def on_mount(self) -> None:
        self.form.show(self.values, TODAY, order=Order.DMY)
        self.form.sheet.focus()

    def on_form_stored(self, message: Form.Stored) -> None:
        self.stored.append((message.key, message.value))

    def on_form_imagined(self, message: Form.Imagined) -> None:
        self.imagined = message.values

    @property
    def note(self) -> str:
        return str(self.query_one("#form-note", Static).content)

    @property
    def typed(self) -> str:
        return self.query_one("#form-input", Input).value


async def edit(pilot: Pilot[None], key: str, *keys: str) -> None:
    app = pilot.app
    assert isinstance(app, FormApp)
    app.form.cursor = key
    await pilot.press("enter", *keys)
    await pilot.pause()


@pytest.mark.parametrize(
    ("key", "keys", "value"),
    [
        ("step2_date", ["1", "5", "/", "6", "/", "2", "7"], date(2027, 6, 15)),
        ("target", ["2", "5", "0"], 250),
        ("study_hours", ["3", ".", "5"], 3.5),
        ("school", ["A", "[", "b", "]"], "A[b]"),
        ("shift_pattern", ["d", "n", "o"], "DNO"),
        ("visa", ["h"], Visa.H1B),
        ("visa", ["down"], Visa.H1B),
        ("step1", ["p"], Step1.PASS),
        ("leadership", ["y"], Answer.YES),
    ],
)
async def test_each_kind_of_field_is_edited_by_keys(key: str, keys: list[str], value: Value) -> None:
    app = FormApp({"visa": Visa.J1})
    async with app.run_test(size=(120, 36)) as pilot:
        await edit(pilot, key, *keys, "enter")
        assert app.stored == [(key, value)]
        assert not app.form.editing


async def test_the_line_below_says_how_a_date_is_understood() -> None:
    app = FormApp()
    async with app.run_test(size=(120, 36)) as pilot:
        await edit(pilot, "step2_date", *"15/6/27")
        assert "everything is projected to this day" in app.note
        assert "typed 15/6/27  understood as Tue 15 Jun 2027, in 26 days" in app.note
        assert app.imagined == {"step2_date": date(2027, 6, 15)}


@pytest.mark.parametrize(("key", "text"), [("target", "999"), ("step2_date", "32 jun"), ("visa", "zz")])
async def test_a_wrong_value_keeps_its_text_and_stores_nothing(key: str, text: str) -> None:
    app = FormApp({"target": 245})
    async with app.run_test(size=(120, 36)) as pilot:
        await edit(pilot, key, *("space" if letter == " " else letter for letter in text), "enter")
        assert app.stored == []
        assert app.form.editing
        assert app.typed == text
        assert "×" in app.note
        assert app.imagined == {}


async def test_the_refusal_names_what_is_accepted() -> None:
    app = FormApp()
    async with app.run_test(size=(120, 36)) as pilot:
        await edit(pilot, "target", *"999")
        assert field("target").accepts in app.note


async def test_a_value_the_plan_contradicts_is_refused_in_its_place() -> None:
    app = FormApp()
    async with app.run_test(size=(120, 36)) as pilot:
        await edit(pilot, "target", *"299", "enter")
        assert app.stored == []
        assert app.typed == "299"
        assert "a target of 299 is not wanted here" in app.note


@pytest.mark.parametrize("keys", [["?"], ["backspace"]])
async def test_a_question_mark_or_nothing_means_unknown(keys: list[str]) -> None:
    app = FormApp({"target": 245})
    async with app.run_test(size=(120, 36)) as pilot:
        await edit(pilot, "target", *keys, "enter")
        assert app.stored == [("target", None)]


async def test_x_makes_a_field_unknown_without_opening_it() -> None:
    app = FormApp({"target": 245})
    async with app.run_test(size=(120, 36)) as pilot:
        app.form.cursor = "target"
        await pilot.press("x")
        await pilot.pause()
        assert app.stored == [("target", None)]
        assert not app.form.editing


async def test_a_choice_field_shows_its_words_with_unknown_once() -> None:
    app = FormApp({"waiver_open": Answer.YES})
    async with app.run_test(size=(120, 36)) as pilot:
        await edit(pilot, "waiver_open")
        words = [str(option.prompt).strip() for option in app.form.words.options]
        assert words == ["yes", "no", "? unknown"]
        await pilot.press("?", "enter")
        await pilot.pause()
        assert app.stored == [("waiver_open", None)]


async def test_the_words_open_with_the_present_one_and_enter_changes_nothing() -> None:
    app = FormApp({"visa": Visa.H1B})
    async with app.run_test(size=(120, 36)) as pilot:
        await edit(pilot, "visa", "enter")
        assert app.stored == []


async def test_escape_leaves_the_field_as_it_was() -> None:
    app = FormApp({"target": 245})
    async with app.run_test(size=(120, 36)) as pilot:
        await edit(pilot, "target", *"250", "escape")
        assert app.stored == []
        assert not app.form.editing
        assert app.focused is app.form.sheet


async def test_tab_stores_and_edits_the_next_field() -> None:
    app = FormApp()
    async with app.run_test(size=(120, 36)) as pilot:
        await edit(pilot, "target", *"250", "tab")
        assert app.stored == [("target", 250)]
        assert app.form.cursor == "match_year"
        assert app.form.editing


async def test_what_is_half_typed_outlives_a_change_from_outside() -> None:
    app = FormApp({"target": 245, "school": "Old"})
    async with app.run_test(size=(120, 36)) as pilot:
        await edit(pilot, "target", *"25")
        app.form.show({"target": 240, "school": "New"}, TODAY)
        await pilot.pause()
        assert app.typed == "25"
        assert app.form.editing
        await pilot.press("0", "enter")
        await pilot.pause()
        assert app.stored == [("target", 250)]


async def test_a_text_that_could_not_be_stored_comes_back() -> None:
    app = FormApp()
    async with app.run_test(size=(120, 36)) as pilot:
        await edit(pilot, "target", *"250", "enter")
        app.form.reopen("target", "250")
        await pilot.pause()
        assert app.form.editing
        assert app.typed == "250"


@pytest.mark.parametrize(("word", "key"), [("bank s", "question_bank_size"), ("oet_r", "oet_result")])
async def test_slash_jumps_to_a_field_by_label_or_key(word: str, key: str) -> None:
    app = FormApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("slash", *("space" if letter == " " else letter for letter in word), "enter")
        await pilot.pause()
        assert app.form.cursor == key
        assert app.focused is app.form.sheet


async def test_leaving_the_search_puts_the_cursor_back() -> None:
    app = FormApp()
    async with app.run_test(size=(80, 24)) as pilot:
        app.form.cursor = "target"
        await pilot.press("slash", *"visa", "escape")
        await pilot.pause()
        assert app.form.cursor == "target"


async def test_the_field_under_the_cursor_is_always_in_view() -> None:
    app = FormApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("end")
        await pilot.pause()
        scroll = app.query_one("#form-scroll")
        row = app.form.sheet.region_of("question_bank_size").y
        assert scroll.scroll_offset.y <= row < scroll.scroll_offset.y + scroll.size.height
        await edit(pilot, "oet_result")
        words = app.form.words.region
        assert scroll.region.contains_region(words)


async def test_arrows_follow_the_columns() -> None:
    app = FormApp()
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("right")
        assert app.form.sheet.arrangement.fields[app.form.cursor].column == 1
        await pilot.press("h")
        assert app.form.cursor == "name"


async def test_masked_values_are_dots_also_while_typing() -> None:
    app = FormApp()
    async with app.run_test(size=(120, 36)) as pilot:
        app.form.show({"name": "Secretname"}, TODAY, hidden=frozenset({"name"}))
        await pilot.pause()
        assert "Secretname" not in app.form.sheet.render().plain
        await edit(pilot, "name")
        assert app.form.input.password
        assert "Secretname" not in app.note


@pytest.mark.parametrize(
    ("width", "height", "columns"), [(76, 27, 2), (78, 14, 1), (146, 52, 3), (36, 10, 1)]
)
def test_every_field_has_a_place_of_its_own(width: int, height: int, columns: int) -> None:
    layout = lay_out(GROUPED, width, height)
    places = list(layout.fields.values())
    assert set(layout.fields) == {one.key for one in FIELDS}
    assert len({(place.x, place.y) for place in places}) == len(FIELDS)
    assert {place.column for place in places} == set(range(columns))
    assert max(place.x + layout.column_width for place in places) <= width


def test_the_whole_profile_fits_a_screen_of_120_by_36() -> None:
    assert lay_out(GROUPED, 76, 27).height <= 27
