"""The Rotations tab: rotations, the letters they bring, and which program has which letter."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Static

from emtui.plan import Letter, LetterAssignment, Plan, Rotation
from emtui.planner.letters import assignments_of
from emtui.planner.rotations import LetterRow, RotationRow, RotationsView, rotations_view
from emtui.show import numbers
from emtui.store.edits import Add, Edit
from emtui.tui.dialogs.entry import EntryDialog
from emtui.tui.dialogs.rotation import letter_dialog, rotation_dialog
from emtui.tui.tabs import rotations_side as side
from emtui.tui.tabs import rotations_words as words
from emtui.tui.tabs.base import TabView
from emtui.tui.text import Text, quiet
from emtui.tui.widgets.big_number import BigNumber
from emtui.tui.widgets.fitted import Fitted, Flowing
from emtui.tui.widgets.matrix_table import MatrixTable
from emtui.tui.widgets.pane import Pane
from emtui.tui.widgets.row_table import Row, RowTable
from emtui.vocabulary import LetterState, RotationState, Tab

NEXT_ROTATION = {
    RotationState.IDEA: RotationState.APPLIED,
    RotationState.APPLIED: RotationState.ACCEPTED,
    RotationState.ACCEPTED: RotationState.DONE,
    RotationState.DECLINED: RotationState.IDEA,
}
NEXT_LETTER = {
    LetterState.PLANNED: LetterState.ASKED,
    LetterState.ASKED: LetterState.PROMISED,
    LetterState.PROMISED: LetterState.UPLOADED,
}
FRAME = 2
TO_ASSIGN = "milestone:sloes-due"
"""The calendar's name of the day by which letters are assigned: the place where they are."""


class LettersMatrix(MatrixTable):
    """The programs against the letters; a row makes its cells when it comes into sight."""

    letters: Sequence[LetterRow] = ()

    def whole_row(self, row: Row) -> Mapping[str, Text]:
        return words.matrix_cells(row.value, self.letters)


class RotationsTab(TabView):
    """Three tables one below the other; beside them where you stand and what to do."""

    TAB = Tab.ROTATIONS
    SCOPED_CSS = False

    DEFAULT_CSS = """
    RotationsTab {
        layout: horizontal;
        & #rot-main { width: 1fr; }
        & #rot-side { width: 41; margin-left: 1; }
        & #stand-pane { height: 11; }
        & #stand-pane Horizontal { height: 4; padding-top: 1; }
        & #stand-pane BigNumber { margin-right: 2; }
        & #beside-number { width: 1fr; }
        & #standing { height: 4; margin-top: 1; }
        & #rotation-detail { height: 3; padding: 0 1; }
        & #legend { height: 1; padding: 0 1; }
        & #strip { display: none; height: 2; padding: 0 1; }
        & VerticalScroll { scrollbar-size-vertical: 1; }
    }
    .-short RotationsTab #rotation-detail { display: none; }
    .-wide RotationsTab #rot-side { width: 60; }
    .-narrow RotationsTab {
        layout: vertical;
        & #strip { display: block; }
        & #rot-main { width: 100%; }
        & #rot-side { display: none; }
    }
    """

    BINDINGS = [
        Binding("a", "add", "add", id="rotations.add", tooltip="add a rotation; on the letters, a letter"),
        Binding("e", "edit", "edit", id="rotations.edit", tooltip="edit the selected rotation or letter"),
        Binding(
            "space",
            "advance",
            "next state",
            id="rotations.advance",
            tooltip="to the next state; on a program: assign the letter, or take it back",
        ),
        Binding(
            "n", "letter", "new letter", id="rotations.letter", tooltip="a letter of the selected rotation"
        ),
        Binding(
            "A",
            "assign_all",
            "assign to all",
            id="rotations.assign-all",
            tooltip="assign the letter to every program on the list",
        ),
        Binding("x", "delete", "delete", id="rotations.delete", tooltip="delete it; undo brings it back"),
        Binding("tab", "app.focus_next", "pane", id="rotations.pane", tooltip="to the next table"),
    ]

    _view: RotationsView

    def compose(self) -> ComposeResult:
        yield Fitted(id="strip")
        with Vertical(id="rot-main"):
            with Pane("Rotations", flush=True, id="rotations-pane"):
                yield RowTable(words.ROTATION_COLUMNS, id="rotations")
                yield Static(id="rotation-detail")
            with Pane("Letters", flush=True, id="letters-pane"):
                yield RowTable(words.LETTER_COLUMNS, id="letters")
            with Pane("Letters by program", flush=True, id="matrix-pane"):
                yield LettersMatrix((words.PROGRAM, words.WANTS), id="matrix")
                yield Static(id="legend")
        with Vertical(id="rot-side"):
            with Pane("Where you stand", id="stand-pane"):
                with Horizontal():
                    yield BigNumber("")
                    yield Static(id="beside-number")
                yield Static(id="standing")
            with Pane("To do", id="to-do-pane"), VerticalScroll(can_focus=False):
                yield Flowing(id="to-do")

    def _table(self, name: str) -> RowTable:
        return self.query_one(f"#{name}", RowTable)

    @property
    def _matrix(self) -> LettersMatrix:
        return self.query_one(LettersMatrix)

    def draw(self, plan: Plan, today: date) -> None:
        self._view = view = rotations_view(plan, today)
        self._draw_rotations(view)
        self._draw_letters(view)
        self._draw_matrix(view)
        self._draw_side(view)
        self._share_the_height(view)

    def _draw_rotations(self, view: RotationsView) -> None:
        table, pane = self._table("rotations"), self.query_one("#rotations-pane", Pane)
        table.set_empty(*words.NO_ROTATIONS)
        table.set_rows([words.rotation_row(row, view.today) for row in view.rotations])
        pane.remark = str(len(view.rotations) or "")
        pane.state = words.budget(view)
        self._draw_selected()

    def _draw_letters(self, view: RotationsView) -> None:
        table, pane = self._table("letters"), self.query_one("#letters-pane", Pane)
        table.set_empty(*words.NO_LETTERS)
        table.set_rows([words.letter_row(row, view.today) for row in view.letters])
        pane.remark = str(len(view.letters) or "")
        pane.state = words.letters_state(view) if view.letters else ""

    def _draw_matrix(self, view: RotationsView) -> None:
        table, pane = self._matrix, self.query_one("#matrix-pane", Pane)
        whole = bool(view.letters and view.programs)
        table.letters = view.letters
        table.columns = words.matrix_columns(view.letters)
        table.head = whole
        table.set_empty(*words.NO_MATRIX)
        table.set_rows([words.matrix_row(row) for row in view.programs] if whole else ())
        pane.remark = str(len(view.programs) or "")
        pane.state = quiet("each one by hand in ResidencyCAS") if whole else ""
        legend = self.query_one("#legend", Static)
        legend.display = whole and not self.short
        legend.update(words.legend(brief=self.narrow))

    def _draw_side(self, view: RotationsView) -> None:
        number = self.query_one(BigNumber)
        number.update(side.big_number(view))
        number.display = bool(number.value)
        self.query_one("#beside-number", Static).update(side.beside_number(view))
        self.query_one("#standing", Static).update(side.standing(view))
        self.query_one("#to-do", Flowing).show(partial(side.to_do, view))
        self.query_one("#to-do-pane", Pane).state = side.to_do_state(view)
        self.query_one("#strip", Fitted).show(lambda width, height: side.strip(view, width))

    def _share_the_height(self, view: RotationsView) -> None:
        """Rotations and letters as high as they are, the programs get the rest."""
        frame = 1 if self.narrow else FRAME
        detail = 0 if self.short else 3
        most = 4 if self.short else 8
        rotations = min(max(len(view.rotations), 0 if view.rotations else 4), most) + 1
        letters = min(max(len(view.letters), 0 if view.letters else 4), most) + 1
        self.query_one("#rotations-pane").styles.height = (
            frame + rotations + (detail if view.rotations else 0)
        )
        self.query_one("#rotation-detail").display = bool(detail and view.rotations)
        self.query_one("#letters-pane").styles.height = frame + letters

    def _draw_selected(self) -> None:
        row = self._table("rotations").cursor_row
        detail = words.rotation_detail(None if row is None else row.value, self._view)
        self.query_one("#rotation-detail", Static).update(detail)

    @on(RowTable.Moved)
    def _moved(self, event: RowTable.Moved) -> None:
        event.stop()
        if event.table.id == "rotations":
            self._draw_selected()

    @on(RowTable.Selected)
    def _chosen(self, event: RowTable.Selected) -> None:
        event.stop()
        if event.table.id == "matrix":
            self.action_advance()
        else:
            self.action_edit()

    def go_to(self, place: str) -> None:
        """Put the cursor on `letter:4` or `rotation:3`, or go to the programs that letters are assigned to.

        A host's deadline (`host:3`) and a SLOE on its way (`sloe:3`) are places of their rotation.
        """
        kind, _, number = place.partition(":")
        if kind == "letter" and number.isdigit():
            self._table("letters").point_at(int(number))
        elif kind in ("rotation", "host", "sloe") and number.isdigit():
            self._table("rotations").point_at(int(number))
        elif place == TO_ASSIGN:
            self.screen.set_focus(self._matrix)

    # -- what is under the cursor

    @property
    def _place(self) -> str:
        """The table with the focus, by its id; the rotations where none has it."""
        focused = self.screen.focused
        return focused.id or "rotations" if isinstance(focused, RowTable) else "rotations"

    @property
    def _rotation(self) -> Rotation | None:
        row = self._table("rotations").cursor_row
        if row is None:
            return None
        shown: RotationRow = row.value
        return shown.rotation

    @property
    def _letter(self) -> Letter | None:
        """The letter under the cursor, of the letters or of the matrix."""
        if self._place == "matrix":
            key = self._matrix.column_key
            return next((row.letter for row in self._view.letters if row.name == key), None)
        row = self._table("letters").cursor_row
        if row is None:
            return None
        shown: LetterRow = row.value
        return shown.letter

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """On the programs letters are assigned, and nothing is added or deleted."""
        if action == "assign_all":
            return self._place in ("letters", "matrix")
        return action not in ("add", "edit", "delete") or self._place != "matrix"

    # -- what the keys do

    def action_add(self) -> None:
        """Ask for a rotation, or for a letter where those have the focus."""
        if self._place == "letters":
            self._ask_letter(None, None)
        else:
            self._ask(rotation_dialog(None), "rotations")

    def action_letter(self) -> None:
        """Ask for a letter of the selected rotation."""
        self._ask_letter(None, self._rotation)

    def action_edit(self) -> None:
        """Edit what is under the cursor."""
        if self._place == "letters":
            if self._letter is not None:
                self._ask_letter(self._letter, None)
        elif self._rotation is not None:
            self._ask(rotation_dialog(self._rotation), "rotations")

    def _ask_letter(self, letter: Letter | None, rotation: Rotation | None) -> None:
        self._ask(letter_dialog(letter, rotation, self.planner.plan), "letters")

    def _ask(self, dialog: EntryDialog, table: str) -> None:
        def stored(row_id: int | None) -> None:
            if row_id is not None:
                self._table(table).move_to(row_id)

        self.app.push_screen(dialog, stored)

    def action_delete(self) -> None:
        """Delete what is under the cursor."""
        found = self._letter if self._place == "letters" else self._rotation
        if found is not None:
            self.planner.save(lambda store: store.remove(found))

    def action_advance(self) -> None:
        """To the next state; on the programs, assign the letter or take it back."""
        match self._place:
            case "matrix":
                self._toggle()
            case "letters":
                self._advance_letter()
            case _:
                self._advance_rotation()

    def _advance_rotation(self) -> None:
        rotation = self._rotation
        if rotation is None:
            return
        after = NEXT_ROTATION.get(rotation.state)
        if after is None:
            self.planner.say("it is done; e changes it")
            return
        self._change(rotation, {"state": after}, f"{rotation.site}: {after}")

    def _advance_letter(self) -> None:
        letter = self._letter
        if letter is None:
            return
        after = NEXT_LETTER.get(letter.state)
        if after is None:
            self.planner.say("it is uploaded; e changes it")
            return
        changes: dict[str, Any] = {"state": after}
        if after is LetterState.ASKED and letter.asked_on is None:
            changes["asked_on"] = self.planner.today
        if after is LetterState.UPLOADED and letter.uploaded_on is None:
            changes["uploaded_on"] = self.planner.today
        self._change(letter, changes, f"letter of {letter.writer}: {after}")

    def _change(self, entry: Rotation | Letter, changes: Mapping[str, Any], said: str) -> None:
        self.planner.save(lambda store: store.change(entry, **changes), said=said)

    def _toggle(self) -> None:
        """Assign the letter to the program under the cursor, or take it back."""
        row, letter, plan = self._matrix.cursor_row, self._letter, self.planner.plan
        if row is None or letter is None or letter.id is None:
            return
        wanted = LetterAssignment(letter_id=letter.id, program_id=int(row.key))
        there = next((link for link in plan.letter_assignments if replace(link, id=None) == wanted), None)
        name = row.value.program.name
        if there is not None:
            self.planner.save(lambda store: store.remove(there), said=f"taken back from {name}")
        else:
            self.planner.save(lambda store: store.add(wanted), said=f"assigned to {name}")

    def action_assign_all(self) -> None:
        """Assign the letter under the cursor to every program on the list that lacks it."""
        letter = self._letter
        if letter is None:
            return
        parts: list[Edit] = [Add(link) for link in assignments_of(self.planner.plan, letter)]
        if not parts:
            self.planner.say("every program on the list has it")
            return
        title = f"assign the letter of {letter.writer} to {numbers.many(len(parts), 'program')}"
        self.planner.save(lambda store: store.edit(parts, title))
