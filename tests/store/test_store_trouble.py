"""When the file or the disk is not what it should be: a plain message, nothing touched, nothing lost."""

import dataclasses
import hashlib
import os
import resource
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.store.conftest import nbme, sql

from emtui import clock, locations
from emtui.errors import EmtuiError, NoPlan, PlanLocked, PlanUnreadable
from emtui.plan import Plan
from emtui.store import Store, migrations
from emtui.store.backup import make_backup

Opener = Callable[..., Store]


def state_of(folder: Path) -> dict[str, str]:
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def garble(path: Path) -> None:
    """Write over everything but the first page, as a failing disk does."""
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(os.urandom(path.stat().st_size - 4096))


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """A disk that is full: the system refuses to write beyond `size` bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def refusal(path: Path, error: type[EmtuiError] = PlanUnreadable, *, create: bool = False) -> str:
    with pytest.raises(error) as caught:
        Store.open(path, create=create).read()
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_missing_plan_is_not_made_unless_asked_for(path: Path) -> None:
    assert refusal(path, NoPlan) == f"no plan at {path}"
    assert not path.exists()


def test_a_plan_is_made_for_its_owner_alone(path: Path, open_store: Opener) -> None:
    before = os.umask(0)
    try:
        assert open_store(path).read() == Plan()
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_folder_of_the_default_plan_is_made_for_its_owner_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, open_store: Opener
) -> None:
    monkeypatch.setattr(locations, "data_folder", lambda: tmp_path / "share" / "emtui")
    open_store(locations.plan_file())
    assert stat.S_IMODE((tmp_path / "share" / "emtui").stat().st_mode) == 0o700


def test_a_mistyped_folder_is_not_made(tmp_path: Path) -> None:
    assert "there is no folder" in refusal(tmp_path / "tpyo" / "plan.db", NoPlan, create=True)
    assert state_of(tmp_path) == {}


def test_two_processes_making_the_same_plan_make_one(path: Path) -> None:
    code = "import sys, pathlib, emtui.store as s; s.Store.open(pathlib.Path(sys.argv[1]), create=True)"
    made = [subprocess.Popen([sys.executable, "-c", code, str(path)]) for _ in range(3)]
    assert [process.wait() for process in made] == [0, 0, 0]
    assert Store.open(path).read() == Plan()


def test_an_empty_file_is_no_plan_yet(path: Path, open_store: Opener) -> None:
    path.touch()
    assert refusal(path, NoPlan) == f"no plan at {path}: the file is empty"
    assert path.stat().st_size == 0
    assert open_store(path, create=True).read() == Plan()


def test_a_name_with_signs_of_an_address_is_just_a_name(tmp_path: Path, open_store: Opener) -> None:
    for name in ("a?mode=ro&b.db", "50% #1.db", "ñ ü.db", "-x.db"):
        open_store(tmp_path / name).add(nbme())
        assert (tmp_path / name).is_file()


def test_a_folder_is_no_plan(tmp_path: Path) -> None:
    assert refusal(tmp_path, create=True) == f"{tmp_path} is a folder, not a plan file"


@pytest.mark.parametrize("content", [b"x", b"dear diary\n" * 1000, b"SQLite format 3\x00" + b"\xff" * 9000])
@pytest.mark.parametrize("create", [True, False])
def test_a_file_that_is_no_database_is_left_untouched(content: bytes, create: bool, path: Path) -> None:
    path.write_bytes(content)
    refusal(path, EmtuiError, create=create)
    assert state_of(path.parent) == {"plan.db": hashlib.sha256(content).hexdigest()}


@pytest.mark.parametrize(
    "statements",
    [
        ["CREATE TABLE songs (id)"],
        ["PRAGMA application_id = 252006674"],
        ["PRAGMA user_version = 1", "CREATE TABLE practice_tests (id)"],
        ["PRAGMA journal_mode = WAL", "CREATE TABLE songs (id)"],
    ],
)
@pytest.mark.parametrize("create", [True, False])
def test_the_file_of_another_program_is_left_untouched(
    statements: list[str], create: bool, path: Path
) -> None:
    sql(path, *statements)
    before = state_of(path.parent)
    assert "belongs to another program; the file was left untouched" in refusal(path, create=create)
    assert state_of(path.parent) == before


def test_a_foreign_file_with_an_unfinished_change_is_not_even_rolled_back(path: Path) -> None:
    code = (
        "import sqlite3, os; c = sqlite3.connect('plan.db', isolation_level=None); "
        "c.execute('PRAGMA journal_mode = WAL'); c.execute('CREATE TABLE songs (id)'); os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", code], cwd=path.parent, check=True)
    before = state_of(path.parent)
    assert len(before) == 3
    refusal(path)
    assert state_of(path.parent) == before


def test_a_newer_plan_is_left_untouched(store: Store, path: Path) -> None:
    store.add(nbme())
    store.close()
    sql(path, "PRAGMA user_version = 99")
    before = state_of(path.parent)
    reads = f"this one reads up to {migrations.FORMAT}"
    assert f"written by a newer emtui (format 99, {reads}); update emtui" in refusal(path)
    assert state_of(path.parent) == before


def test_a_damaged_plan_is_kept_aside_once_and_the_newest_good_backup_named(store: Store, path: Path) -> None:
    store.add_all([nbme(number) for number in range(9, 17)], "eight tests")
    good = make_backup(path, clock.now())
    bad = make_backup(path, clock.now())
    garble(bad.path)
    garble(path)
    damaged = path.read_bytes()
    for _ in range(2):
        message = refusal(path)
        assert "is damaged; a copy was kept as" in message
        assert f"the newest good backup is {good.path}" in message
    (copy,) = locations.backup_folder(path).glob("*damaged*")
    assert copy.read_bytes() == damaged == path.read_bytes()
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    with pytest.raises(PlanUnreadable):
        store.add(nbme(13, 2))
    assert path.read_bytes() == damaged


def test_a_plan_whose_very_head_is_gone_is_known_by_its_backups(store: Store, path: Path) -> None:
    store.add(nbme())
    make_backup(path, clock.now())
    store.close()
    path.write_bytes(b"\0" * 8192)
    assert "is damaged; a copy was kept as" in refusal(path)


def test_a_damaged_plan_without_a_backup_says_so(store: Store, path: Path) -> None:
    store.add(nbme())
    store.close()
    garble(path)
    assert "there is no good backup in" in refusal(path)


def test_a_damaged_plan_is_never_backed_up_over_a_good_one(store: Store, path: Path) -> None:
    store.add(nbme())
    garble(path)
    with pytest.raises(PlanUnreadable):
        make_backup(path, clock.now())
    assert not list(locations.backup_folder(path).glob("*asked*"))


def test_a_value_no_column_could_hold_is_named_not_swallowed(store: Store, path: Path) -> None:
    store.set_profile(visa="j1")
    sql(path, "PRAGMA ignore_check_constraints = ON", "UPDATE profile SET visa = 'tourist'")
    with pytest.raises(PlanUnreadable, match="profile: 'tourist' is not a valid Visa"):
        store.read()


def test_a_missing_table_is_a_plain_message(store: Store, path: Path) -> None:
    sql(path, "DROP TABLE question_blocks")
    with pytest.raises(PlanUnreadable, match=r"no such table: question_blocks\); emtui doctor examines it"):
        store.read()


def test_a_read_only_plan_can_be_read_but_not_changed(ordinary_folder: Path, open_store: Opener) -> None:
    store = open_store(ordinary_folder / "plan.db")
    store.add(nbme(12))
    store.close()
    store.path.chmod(0o400)
    again = open_store(store.path, create=False)
    assert len(again.read().practice_tests) == 1
    with pytest.raises(
        PlanLocked, match="cannot be written: it or its folder is read-only; nothing was stored"
    ):
        again.set_profile(target=245)
    with pytest.raises(PlanLocked):
        again.undo()
    store.path.chmod(0o600)
    again.close()
    again.set_profile(target=245)


def test_a_read_only_folder_is_a_plain_message_and_the_store_goes_on(
    ordinary_folder: Path, open_store: Opener
) -> None:
    store = open_store(ordinary_folder / "plan.db")
    store.add(nbme(12))
    ordinary_folder.chmod(0o500)
    with pytest.raises(PlanLocked, match="nothing was stored"):
        store.add(nbme(13))
    assert len(store.read().practice_tests) == 1
    assert not store.changed_elsewhere()
    ordinary_folder.chmod(0o700)
    store.add(nbme(13))
    assert len(store.read().practice_tests) == 2


def test_a_plan_that_may_not_be_read_says_so(ordinary_folder: Path, open_store: Opener) -> None:
    store = open_store(ordinary_folder / "plan.db")
    store.close()
    store.path.chmod(0)
    assert "reading it is not allowed" in refusal(store.path)


def test_a_folder_where_nothing_may_be_made_says_so(ordinary_folder: Path) -> None:
    ordinary_folder.chmod(0o500)
    message = refusal(ordinary_folder / "plan.db", PlanLocked, create=True)
    assert message == f"{ordinary_folder / 'plan.db'}: permission denied; nothing was stored"


def test_a_full_disk_is_a_plain_message_and_nothing_is_lost(store: Store, path: Path) -> None:
    store.add(nbme(12))
    before, steps = store.read(), store.history()
    many = [dataclasses.replace(nbme(13, day), notes="x" * 2000) for day in range(1, 20)]
    with no_file_larger_than(path.stat().st_size), pytest.raises(PlanLocked, match="nothing was stored"):
        store.add_all(many, "many long notes")
    assert store.read() == before
    assert store.history() == steps
    store.add(nbme(11))
    assert store.undo().title == "log NBME 11, 241"
