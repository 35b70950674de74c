"""Backups are made in time, kept long enough, and bring a plan back."""

import dataclasses
import os
import stat
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st
from tests.store.conftest import nbme, sql

from emtui import locations
from emtui.errors import NoPlan, PlanLocked, PlanUnreadable
from emtui.plan import Plan
from emtui.store import Store, file
from emtui.store.backup import Backup, Reason, list_backups, make_backup, restore
from emtui.store.rotation import outdated

Opener = Callable[..., Store]

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def forms_in(path: Path) -> list[str]:
    with closing(Store.open(path)) as store:
        return [test.instrument for test in store.read().practice_tests]


def daily(*days_ago: int) -> list[Backup]:
    return [Backup(Path(f"{ago}.db"), NOON - timedelta(days=ago), Reason.DAILY) for ago in days_ago]


def kept(backups: list[Backup]) -> list[str]:
    gone = outdated(backups)
    return [backup.path.stem for backup in backups if backup not in gone]


def test_the_first_change_of_a_day_is_preceded_by_a_backup(path: Path, open_store: Opener) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        open_store(path).add(nbme(12))
        assert list_backups(path) == ()  # there was nothing to lose
        clock.move_to(NOON + timedelta(days=1))
        open_store(path).add(nbme(13))
        open_store(path).add(nbme(14))
        (backup,) = list_backups(path)
    assert (backup.reason, backup.made_at) == (Reason.DAILY, NOON + timedelta(days=1))
    assert forms_in(backup.path) == ["nbme-12"]


def test_a_store_left_open_over_midnight_backs_up_again(store: Store, path: Path) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        store.add(nbme(12))
        for days in (1, 2, 2):
            clock.move_to(NOON + timedelta(days=days))
            store.set_profile(target=240 + len(store.history()))
    assert [backup.made_at.day for backup in list_backups(path)] == [25, 24]


def test_seven_days_and_four_weeks_are_kept() -> None:
    # Monday the 23rd: the seven days reach to Tuesday the 17th, then the last day of each week before.
    assert kept(daily(*range(60))) == ["0", "1", "2", "3", "4", "5", "6", "7", "8", "15", "22"]


def test_days_without_a_backup_do_not_count() -> None:
    assert kept(daily(0, 3, 9, 10, 11, 40, 41, 90, 120, 200)) == [
        "0",
        "3",
        "9",
        "10",
        "11",
        "40",
        "41",
        "90",
        "120",
        "200",
    ]


def test_only_the_last_of_a_day_is_kept_and_only_daily_ones_ever_go() -> None:
    twice = daily(0, 1)
    twice.append(Backup(Path("1-early.db"), NOON - timedelta(days=1, hours=3), Reason.DAILY))
    asked = [dataclasses.replace(backup, reason=Reason.ASKED) for backup in daily(*range(100, 130))]
    assert [backup.path.stem for backup in outdated([*twice, *asked])] == ["1-early"]


@given(st.lists(st.integers(0, 400), unique=True))
def test_rotation_keeps_at_most_eleven_and_always_the_newest(days_ago: list[int]) -> None:
    backups = daily(*days_ago)
    left = [backup for backup in backups if backup not in outdated(backups)]
    assert len(left) <= 11
    newest = sorted(backups, key=lambda backup: backup.made_at)[-7:]
    assert all(backup in left for backup in newest)
    assert outdated(left) == ()  # nothing more goes until a new one comes


def test_rotation_deletes_files_day_by_day(store: Store, path: Path) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        store.add(nbme(12))
        for day in range(1, 31):
            clock.move_to(NOON + timedelta(days=day))
            store.set_profile(target=200 + day)
    assert len(list_backups(path)) == 11
    assert list_backups(path)[0].made_at == NOON + timedelta(days=30)


def test_backups_lie_beside_the_plan_readable_by_their_owner_alone(store: Store, path: Path) -> None:
    before = os.umask(0)
    try:
        backup = make_backup(path, NOON)
    finally:
        os.umask(before)
    assert backup.path == path.with_name("plan-backups") / "plan-20261123T120000Z-asked.db"
    assert stat.S_IMODE(backup.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(backup.path.parent.stat().st_mode) == 0o700


def test_two_backups_of_one_second_are_two(store: Store, path: Path) -> None:
    make_backup(path, NOON)
    make_backup(path, NOON)
    assert [backup.made_at.second for backup in list_backups(path)] == [1, 0]


def test_other_files_in_the_folder_are_no_backups_and_stay(store: Store, path: Path) -> None:
    folder = locations.backup_folder(path)
    make_backup(path, NOON)
    names = {
        "notes.txt",
        "plan-20261123T120000Z-party.db",
        "plan-20261399T120000Z-daily.db",
        "other-20261123T120000Z-daily.db",
    }
    for name in names:
        (folder / name).touch()
    make_backup(path, NOON + timedelta(days=1), Reason.DAILY)
    assert len(list_backups(path)) == 2
    assert names <= {each.name for each in folder.iterdir()}


def test_a_backup_is_taken_while_the_plan_is_being_written(store: Store, path: Path) -> None:
    store.add(nbme(12))
    with store._transaction() as connection:
        connection.execute("DELETE FROM practice_tests")
        backup = make_backup(path, NOON)
    assert forms_in(backup.path) == ["nbme-12"]


def test_there_is_nothing_to_back_up_where_there_is_no_plan(path: Path) -> None:
    with pytest.raises(NoPlan):
        make_backup(path, NOON)
    assert not locations.backup_folder(path).exists()


def test_restoring_brings_the_plan_back_and_keeps_what_was_there(store: Store, path: Path) -> None:
    store.add(nbme(12))
    backup = make_backup(path, NOON)
    store.add(nbme(13))
    store.read()
    before = restore(path, backup.path)
    assert store.changed_elsewhere()
    assert [test.instrument for test in store.read().practice_tests] == ["nbme-12"]
    assert before is not None
    assert before.reason is Reason.RESTORE
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    restore(path, before.path)
    assert forms_in(path) == ["nbme-12", "nbme-13"]
    assert [each.name for each in path.parent.glob(".*")] == []


def test_undo_goes_on_in_a_restored_plan(store: Store, path: Path) -> None:
    store.add(nbme(12))
    restore(path, make_backup(path, NOON).path)
    store.undo()
    assert store.read() == Plan()


def test_a_deleted_plan_is_restored(store: Store, path: Path) -> None:
    store.add(nbme(12))
    backup = make_backup(path, NOON)
    path.unlink()
    path.with_name("plan.db-journal").write_bytes(b"left by a crash")
    assert restore(path, backup.path) is None
    assert forms_in(path) == ["nbme-12"]


def test_a_damaged_plan_is_restored_and_kept_aside(store: Store, path: Path) -> None:
    store.add(nbme(12))
    backup = make_backup(path, NOON)
    path.write_bytes(path.read_bytes()[:5000] + os.urandom(5000))
    damaged = path.read_bytes()
    assert restore(path, backup.path) is None
    assert forms_in(path) == ["nbme-12"]
    (aside,) = locations.backup_folder(path).glob("*damaged*")
    assert aside.read_bytes() == damaged


def test_a_link_to_a_plan_stays_a_link(store: Store, path: Path) -> None:
    store.add(nbme(12))
    link = path.with_name("link.db")
    link.symlink_to(path)
    restore(link, make_backup(path, NOON).path)
    assert link.is_symlink()
    assert forms_in(link) == forms_in(path) == ["nbme-12"]


@pytest.mark.parametrize("broken", ["not a database", "foreign", "newer", "damaged", "missing", "empty"])
def test_what_is_no_sound_plan_is_not_restored(broken: str, store: Store, path: Path) -> None:
    store.add(nbme(12))
    backup = make_backup(path, NOON).path
    if broken == "not a database":
        backup.write_text("hello " * 999)
    elif broken == "foreign":
        sql(backup, "PRAGMA application_id = 1")
    elif broken == "newer":
        sql(backup, "PRAGMA user_version = 99")
    elif broken == "damaged":
        backup.write_bytes(backup.read_bytes()[:5000] + os.urandom(40000))
    elif broken == "missing":
        backup.unlink()
    else:
        backup.write_bytes(b"")
    with pytest.raises((PlanUnreadable, NoPlan)):
        restore(path, backup)
    assert forms_in(path) == ["nbme-12"]
    assert [each.name for each in path.parent.iterdir() if each.name.startswith(".")] == []


def test_a_plan_of_another_program_is_not_restored_over(store: Store, path: Path) -> None:
    backup = make_backup(path, NOON).path
    other = path.with_name("songs.db")
    sql(other, "CREATE TABLE songs (id)")
    with pytest.raises(PlanUnreadable, match="belongs to another program"):
        restore(other, backup)


def test_a_plan_that_is_being_written_is_not_restored_over(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file, "PATIENCE", 0.1)
    backup = make_backup(path, NOON).path
    with store._transaction(), pytest.raises(PlanLocked, match="in use by another program"):
        restore(path, backup)


def test_where_no_backup_can_be_made_nothing_is_stored(ordinary_folder: Path, open_store: Opener) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        store = open_store(ordinary_folder / "plan.db")
        store.add(nbme(12))
        clock.move_to(NOON + timedelta(days=1))
        locations.backup_folder(store.path).touch()
        with pytest.raises(PlanLocked, match="plan-backups"):
            store.add(nbme(13))
    assert forms_in(store.path) == ["nbme-12"]


def test_replacing_a_plan_backs_it_up_first_but_not_an_empty_one(store: Store, path: Path) -> None:
    store.replace(Plan(practice_tests=(nbme(12),)), "fill")
    assert list_backups(path) == ()
    store.replace(Plan(practice_tests=(nbme(13),)), "import a backup")
    (backup,) = list_backups(path)
    assert backup.reason is Reason.REPLACE
    assert forms_in(backup.path) == ["nbme-12"]
