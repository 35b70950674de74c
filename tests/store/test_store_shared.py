"""Several terminals on one plan: changes are noticed, nobody loses one, nobody waits for ever."""

import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from tests.store.conftest import nbme, sql

from emtui.errors import NoPlan, PlanLocked, PlanUnreadable
from emtui.plan import Plan
from emtui.store import Store, file
from emtui.store.backup import list_backups, make_backup, restore
from emtui.store.link import Link
from emtui.store.write import Writer

Opener = Callable[..., Store]

ADD_IN_ANOTHER_PROCESS = """
import sys
from datetime import date
from pathlib import Path
from emtui.plan import PracticeTest
from emtui.store import Store
store = Store.open(Path(sys.argv[1]))
for form in sys.argv[2:]:
    store.add(PracticeTest(taken_on=date(2026, 11, 1), instrument=form, score=241.0))
"""


def add_in_another_process(path: Path, *forms: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", ADD_IN_ANOTHER_PROCESS, str(path), *forms])


def forms_in(store: Store) -> set[str]:
    return {test.instrument for test in store.read().practice_tests}


def test_a_change_by_another_process_is_noticed_until_it_is_read_and_can_be_undone(
    store: Store, path: Path
) -> None:
    store.add(nbme(12))
    store.read()
    assert not store.changed_elsewhere()
    assert add_in_another_process(path, "nbme-13").wait() == 0
    assert store.changed_elsewhere()
    assert store.changed_elsewhere()
    assert forms_in(store) == {"nbme-12", "nbme-13"}
    assert not store.changed_elsewhere()
    store.undo()
    assert forms_in(store) == {"nbme-12"}


def test_changes_of_ones_own_are_no_news(store: Store) -> None:
    store.read()
    store.add(nbme(12))
    store.set_profile(target=245)
    store.undo()
    store.redo()
    assert not store.changed_elsewhere()


def test_a_change_by_another_store_is_news_even_where_ones_own_followed(
    path: Path, open_store: Opener
) -> None:
    mine, other = open_store(path), open_store(path)
    mine.read()
    other.add(nbme(12))
    mine.add(nbme(13))
    assert mine.changed_elsewhere()
    assert other.changed_elsewhere()
    assert mine.read() == other.read()
    assert not mine.changed_elsewhere()
    assert not other.changed_elsewhere()


def test_a_change_by_any_program_is_noticed(store: Store, path: Path) -> None:
    store.add(nbme(12))
    store.read()
    sql(path, "UPDATE practice_tests SET score = 250")
    assert store.changed_elsewhere()


def test_processes_writing_at_once_lose_nothing(path: Path, open_store: Opener) -> None:
    store = open_store(path)
    store.add(nbme(9))
    others = [add_in_another_process(path, "nbme-10", "nbme-11"), add_in_another_process(path, "nbme-12")]
    store.add(nbme(13))
    assert [other.wait() for other in others] == [0, 0]
    assert forms_in(store) == {"nbme-9", "nbme-10", "nbme-11", "nbme-12", "nbme-13"}
    assert len({step.id for step in store.history()}) == 5
    assert len(list_backups(path)) == 1


def test_a_change_is_stored_where_the_file_is_opened_anew_while_its_writer_is_made(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.add(nbme(9))
    ready = Link.writer

    def reopened(link: Link) -> Writer:
        link.close()  # as where somebody wrote to the file meanwhile
        monkeypatch.setattr(Link, "writer", ready)
        return link.writer()

    monkeypatch.setattr(Link, "writer", reopened)
    store.add(nbme(13))
    assert forms_in(store) == {"nbme-9", "nbme-13"}


def test_threads_may_use_one_store(store: Store) -> None:
    numbers = range(9, 17)
    with ThreadPoolExecutor(8) as pool:
        added = [pool.submit(store.add, nbme(number)) for number in numbers]
        read = [pool.submit(store.read) for _ in range(20)]
        asked = [pool.submit(store.changed_elsewhere) for _ in range(20)]
    assert len({future.result().id for future in added}) == 8
    assert {future.exception() for future in read} == {future.exception() for future in asked} == {None}
    assert forms_in(store) == {f"nbme-{number}" for number in numbers}


def test_a_lock_held_too_long_is_a_plain_message_and_the_store_goes_on(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert 2 <= file.PATIENCE <= 3
    monkeypatch.setattr(file, "PATIENCE", 0.2)
    store.add(nbme(12))
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(PlanLocked, match="in use by another program; nothing was stored"):
            store.add(nbme(13))
        assert forms_in(store) == {"nbme-12"}  # a reader is not held up
        other.execute("ROLLBACK")
    store.add(nbme(13))
    assert forms_in(store) == {"nbme-12", "nbme-13"}


def test_asking_for_news_never_waits(store: Store, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file, "PATIENCE", 60)
    store.read()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert not store.changed_elsewhere()
        other.execute("ROLLBACK")
    held, let_go = threading.Event(), threading.Event()

    def write_slowly() -> None:
        with store._transaction():
            held.set()
            let_go.wait(30)

    writing = threading.Thread(target=write_slowly)
    writing.start()
    held.wait(30)
    assert not store.changed_elsewhere()
    assert store.read() == Plan()
    let_go.set()
    writing.join()


def test_a_writer_waits_for_a_short_lock(store: Store, path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN EXCLUSIVE")
    timer = threading.Timer(0.2, other.close)
    timer.start()
    store.add(nbme(13))
    timer.join()
    assert forms_in(store) == {"nbme-13"}


def test_a_replaced_file_is_noticed_and_used_from_then_on(path: Path, open_store: Opener) -> None:
    store, newer = open_store(path), path.with_name("newer.db")
    store.add(nbme(12))
    store.read()
    open_store(newer).add(nbme(13))
    newer.replace(path)
    assert store.changed_elsewhere()
    assert forms_in(store) == {"nbme-13"}
    assert not store.changed_elsewhere()
    store.add(nbme(11))
    assert forms_in(store) == {"nbme-11", "nbme-13"}


def test_a_change_right_after_a_replacement_goes_into_the_new_file(path: Path, open_store: Opener) -> None:
    store, newer = open_store(path), path.with_name("newer.db")
    store.add(nbme(12))
    open_store(newer).add(nbme(13))
    newer.replace(path)
    store.add(nbme(11))
    assert forms_in(open_store(path)) == {"nbme-11", "nbme-13"}


def test_a_file_overwritten_in_place_is_noticed_though_its_counters_agree(
    path: Path, open_store: Opener
) -> None:
    store, twin = open_store(path), path.with_name("twin.db")
    store.add(nbme(12))
    store.read()
    shutil.copyfile(path, twin)
    store.add(nbme(13))
    store.read()
    open_store(twin).add(nbme(11))
    time.sleep(0.02)  # file times come in ticks
    shutil.copyfile(twin, path)
    assert store.changed_elsewhere()
    store.add(nbme(10))
    assert forms_in(store) == {"nbme-10", "nbme-11", "nbme-12"}
    with closing(file.reader(path)) as connection:
        assert file.integrity(connection) is None


def test_a_writer_that_waited_while_a_backup_was_restored_writes_into_the_restored_plan(
    path: Path, open_store: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(path)
    store.add(nbme(12))
    backup = make_backup(path, store.history()[0].made_at)
    store.add(nbme(13))
    move, about_to_move = file.move_into_place, threading.Event()

    def move_slowly(part: Path, target: Path) -> None:
        if target == path:
            about_to_move.set()
            time.sleep(0.3)
        move(part, target)

    monkeypatch.setattr(file, "move_into_place", move_slowly)
    restoring = threading.Thread(target=restore, args=(path, backup.path))
    restoring.start()
    about_to_move.wait(30)
    store.add(nbme(11))
    restoring.join()
    assert forms_in(open_store(path)) == {"nbme-11", "nbme-12"}


def test_a_deleted_file_is_a_plain_error_and_no_new_one_is_made(store: Store, path: Path) -> None:
    store.add(nbme(12))
    store.read()
    path.rename(path.with_name("elsewhere.db"))
    assert store.changed_elsewhere()
    for ask in (store.read, store.undo, store.history, lambda: store.add(nbme(13))):
        with pytest.raises(NoPlan, match="no plan at"):
            ask()
    assert not store.changed_elsewhere()
    assert not path.exists()
    path.with_name("elsewhere.db").rename(path)
    assert store.changed_elsewhere()
    assert forms_in(store) == {"nbme-12"}


def test_a_file_replaced_by_something_else_is_a_plain_error(store: Store, path: Path) -> None:
    store.add(nbme(12))
    store.read()
    path.unlink()
    sql(path, "CREATE TABLE somebody_elses (id)")
    assert store.changed_elsewhere()
    for ask in (store.read, store.undo, lambda: store.add(nbme(13))):
        with pytest.raises(PlanUnreadable, match="belongs to another program"):
            ask()


def test_a_closed_store_opens_again_by_itself(store: Store) -> None:
    store.add(nbme(12))
    store.close()
    store.add(nbme(13))
    assert forms_in(store) == {"nbme-12", "nbme-13"}
