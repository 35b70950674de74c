"""Copies of the plan that are whole by construction (SQLite's own backup), and the way back from one."""

import os
import sqlite3
from contextlib import ExitStack, closing
from datetime import datetime, timedelta
from pathlib import Path

from emtui import clock, locations
from emtui.errors import NoPlan
from emtui.store import file
from emtui.store.rotation import Backup, Reason, backup_name, list_backups, outdated
from emtui.store.trouble import Damaged, damaged, plain_errors

__all__ = ["Backup", "Reason", "delete_all", "list_backups", "make_backup", "make_daily_backup", "restore"]


def make_backup(path: Path, now: datetime, reason: Reason = Reason.ASKED) -> Backup:
    """Copy the plan at `path` into its backup folder and let outdated daily backups go.

    Raises PlanUnreadable where the plan is damaged: a bad copy never takes the place of a good one.
    """
    with plain_errors(path):
        if not file.plan_format(path):
            raise NoPlan(f"no plan at {path}: nothing to back up")
        folder = locations.backup_folder(path)
        folder.mkdir(mode=file.OWNER_ONLY_FOLDER, exist_ok=True)
        while (target := folder / backup_name(path, now, reason)).exists():
            now += timedelta(seconds=1)  # names hold seconds: never write over another backup
        part = _part(target)
        _copy(path, part)
        file.move_into_place(part, target)
        for old in outdated(list_backups(path)):
            old.path.unlink(missing_ok=True)
    return Backup(target, now.replace(microsecond=0), reason)


def make_daily_backup(path: Path, now: datetime) -> None:
    """Back the plan up unless that was done today."""
    today = now.astimezone().date()
    if not any(
        backup.reason is Reason.DAILY and backup.made_at.astimezone().date() == today
        for backup in list_backups(path)
    ):
        make_backup(path, now, Reason.DAILY)


def delete_all(path: Path) -> int:
    """Delete the backups of the plan at `path`; return how many there were."""
    with plain_errors(path):
        known = list_backups(path)
        for backup in known:
            backup.path.unlink(missing_ok=True)
    return len(known)


def restore(path: Path, backup: Path) -> Backup | None:
    """Put a copy of `backup` in the place of the plan at `path`, all or nothing.

    Returns the backup made of what was there before; None where there was nothing, or something damaged, of
    which a copy is set aside. Raises PlanUnreadable where `backup` is no sound plan. A plan open elsewhere
    notices that its file was replaced.
    """
    path = path.resolve()  # a link keeps pointing where it did
    part = _part(path)
    try:
        with plain_errors(backup):
            if not file.plan_format(backup):
                raise NoPlan(f"no plan in {backup}: it is empty")
            _copy(backup, part)
        with plain_errors(path):
            return _replace(path, part)
    finally:
        part.unlink(missing_ok=True)


def _replace(path: Path, part: Path) -> Backup | None:
    with ExitStack() as held:
        try:
            before = _save(path, held)
        except Damaged:
            before = None  # it was set aside, and is what the restoring is for
        if os.name == "nt":
            held.close()  # Windows does not replace an open file
        # What a crash left of the old file must not be rolled back into the new one.
        path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
        file.move_into_place(part, path)
    return before


def _save(path: Path, held: ExitStack) -> Backup | None:
    """Back up what is about to be replaced; until `held` closes others wait, then find the new file."""
    with plain_errors(path):
        if not path.exists() or not file.plan_format(path):
            return None
        held.enter_context(closing(file.writer(path))).execute("BEGIN IMMEDIATE")
        return make_backup(path, clock.now(), Reason.RESTORE)


def _part(target: Path) -> Path:
    """Where `target` grows until it is whole: no two processes share it."""
    return target.with_name(f".{target.name}.{os.getpid()}.part")


def _copy(source: Path, target: Path) -> None:
    """A sound copy or none at all; raise PlanUnreadable where `source` is damaged."""
    target.unlink(missing_ok=True)
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_RDWR, file.OWNER_ONLY_FILE))
    try:
        with closing(file.reader(source)) as from_, closing(sqlite3.connect(target)) as to:
            # A read lock first, because `backup` would wait for one without end.
            from_.execute("BEGIN")
            from_.execute("SELECT 1 FROM sqlite_schema").fetchone()
            from_.backup(to)
            if file.integrity(to) is not None:
                raise damaged(source)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
