"""Plans on disk for the store's tests."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from emtui.plan import PracticeTest
from emtui.store import Store

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMTUI_TODAY", TODAY.isoformat())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the plan of this test goes."""
    return tmp_path / "plan.db"


@pytest.fixture
def open_store() -> Iterator[Callable[..., Store]]:
    """Open stores that are closed at the end of the test."""
    stores = []

    def open_(path: Path, *, create: bool = True) -> Store:
        stores.append(Store.open(path, create=create))
        return stores[-1]

    yield open_
    for store in stores:
        store.close()


@pytest.fixture
def store(path: Path, open_store: Callable[..., Store]) -> Store:
    """An open, empty plan."""
    return open_store(path)


@pytest.fixture
def ordinary_folder() -> Iterator[Path]:
    """A folder of a user whom file permissions bind: the tests may run as root, whom they do not."""
    folder = Path(tempfile.mkdtemp(prefix="emtui-"))
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    if root:
        os.chown(folder, 65534, 65534)
        os.seteuid(65534)
    try:
        yield folder
    finally:
        folder.chmod(0o700)
        if root:
            os.seteuid(0)
        shutil.rmtree(folder)


def nbme(number: int = 13, day: int = 1, score: float = 241.0) -> PracticeTest:
    """NBME `number` sat on that day of November 2026."""
    return PracticeTest(taken_on=date(2026, 11, day), instrument=f"nbme-{number}", score=score)


def sql(path: Path, *statements: str) -> None:
    """Change the file behind the store's back."""
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
