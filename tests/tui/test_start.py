"""The start: data in the first frame without the libraries that only a change needs, and a plain end."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from tests.tui.conftest import PLAN

from emtui.errors import PlanUnreadable
from emtui.store import Store
from emtui.tui import app

FIRST_FRAME = """
import asyncio, sys
from pathlib import Path
from emtui.store import Store
from emtui.tui.app import EmtuiApp

async def main():
    app = EmtuiApp(Store.open(Path(sys.argv[1])))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        text = "\\n".join(strip.text for strip in app.screen._compositor.render_strips())
        assert "in 26 days" in text and "projected" in text, text
        late = ("sqlmodel", "sqlalchemy", "pydantic", "typer", "markdown_it", "emtui.words", "emtui.records")
        assert not set(late) & set(sys.modules), set(late) & set(sys.modules)
    app.desk.close()

asyncio.run(main())
"""


def test_the_first_frame_has_data_without_the_write_side(plan_file: Path) -> None:
    with closing(Store.open(plan_file, create=True)) as store:
        store.replace(PLAN, "set up the test")
    done = subprocess.run(
        [sys.executable, "-c", FIRST_FRAME, str(plan_file)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_a_plan_that_cannot_be_read_is_said_before_the_screen_opens(plan_file: Path) -> None:
    plan_file.write_bytes(b"not a plan" * 100)
    with pytest.raises(PlanUnreadable):
        app.run(plan_file)


def test_a_mistake_while_drawing_ends_the_program_with_that_mistake(
    plan_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: app.EmtuiApp) -> None:
        raise RuntimeError("boom")

    Store.open(plan_file, create=True).close()
    monkeypatch.setattr(app.EmtuiApp, "on_ready", fail)
    monkeypatch.setattr(app.EmtuiApp, "run", lambda self: super(app.EmtuiApp, self).run(headless=True))
    with pytest.raises(RuntimeError, match="boom"):
        app.run(plan_file)
