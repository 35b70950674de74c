"""Reading is light: it is what the first frame waits for."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.store.conftest import nbme

from emtui.store import Store

HEAVY = {"sqlmodel", "sqlalchemy", "pydantic"}

OPEN = (
    "from pathlib import Path; from emtui.store import Store; store = Store.open(Path({path!r}), create=True)"
)


def loaded_by(program: str) -> set[str]:
    code = f"{program}\nimport json, sys; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout))


@pytest.mark.parametrize(
    "program",
    [
        "import emtui.store.read",
        OPEN + "; store.read(); store.changed_elsewhere(); store.history(); store.last_step()",
        OPEN + "; store.undo(); store.redo(); store.close()",
    ],
)
def test_neither_reading_nor_undoing_needs_sqlmodel(program: str, store: Store, path: Path) -> None:
    store.add(nbme(13))
    assert loaded_by(program.format(path=str(path))).isdisjoint(HEAVY)


def test_a_first_start_needs_no_sqlmodel(path: Path) -> None:
    assert loaded_by(f"{OPEN}; store.read()".format(path=str(path))).isdisjoint(HEAVY)


def test_warming_up_imports_what_the_first_change_needs(path: Path) -> None:
    assert loaded_by(f"{OPEN}; store.warm()".format(path=str(path))) >= HEAVY
