"""What SQLite and the disk complain of, in plain words; and a damaged plan set aside before anything else."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from emtui import locations
from emtui.errors import EmtuiError, PlanLocked, PlanUnreadable, Refused
from emtui.store import file
from emtui.store.rotation import Backup, list_backups

_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_WRITE_PROTECTED = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN)


class Damaged(PlanUnreadable):
    """The plan is damaged; a copy was set aside."""


@contextmanager
def plain_errors(path: Path) -> Iterator[None]:
    """Turn what goes wrong with the file at `path` into an EmtuiError that says what to do."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise  # a mistake in this program, not in the file
    except UnicodeDecodeError as error:  # how Python tells of text that a damaged page holds
        raise damaged(path) from error
    except sqlite3.Error as error:
        raise _explained(error, path) from error
    except OSError as error:
        raise PlanLocked(
            f"{error.filename or path}: {(error.strerror or str(error)).lower()}; nothing was stored"
        ) from error


def damaged(path: Path) -> PlanUnreadable:
    """Set the damaged file aside, once, and say so, naming the newest good backup."""
    backups = list_backups(path)
    if not backups and not _was_a_plan(path):
        return PlanUnreadable(f"{path} is not a plan (nor any SQLite file); it was left untouched")
    try:
        kept = f"{path} is damaged; a copy was kept as {_set_aside(path)}"
    except OSError as error:
        kept = f"{path} is damaged and could not be copied ({error.strerror}); keep it"
    good = next(filter(_is_sound, backups), None)
    if good is None:
        return Damaged(f"{kept}; there is no good backup in {locations.backup_folder(path)}")
    return Damaged(f"{kept}; the newest good backup is {good.path}: emtui restore brings it back")


def _explained(error: sqlite3.Error, path: Path) -> EmtuiError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the extended codes carry more in the upper bits
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return PlanLocked(f"{path} is in use by another program; nothing was stored, try again in a moment")
    if code in _DAMAGE:
        return damaged(path)
    if code == sqlite3.SQLITE_CANTOPEN and not _may_read(path):
        return PlanUnreadable(f"{path} cannot be opened: reading it is not allowed")
    if code in _WRITE_PROTECTED:
        return PlanLocked(f"{path} cannot be written: it or its folder is read-only; nothing was stored")
    if code == sqlite3.SQLITE_FULL:
        return PlanLocked(
            f"there is no room left on the disk for {path}; nothing was stored, make room first"
        )
    if code == sqlite3.SQLITE_IOERR:
        return PlanLocked(f"the disk did not take or give {path} ({error}); nothing was stored")
    if code == sqlite3.SQLITE_CONSTRAINT:
        return Refused(f"the plan cannot hold this ({error}); nothing was stored")
    return PlanUnreadable(f"{path} could not be used ({error}); emtui doctor examines it")


def _may_read(path: Path) -> bool:
    return os.access(path, os.R_OK, effective_ids=os.access in os.supports_effective_ids)


def _was_a_plan(path: Path) -> bool:
    """Whether the header still bears emtui's mark, which SQLite itself cannot tell of a damaged schema."""
    with path.open("rb") as opened:
        header = opened.read(72)
    return header.startswith(b"SQLite format 3\0") and header[68:] == file.APPLICATION_ID.to_bytes(4)


def _is_sound(backup: Backup) -> bool:
    try:
        if not file.plan_format(backup.path):
            return False
        connection = file.reader(backup.path)
        try:
            return file.integrity(connection) is None
        finally:
            connection.close()
    except (sqlite3.Error, UnicodeDecodeError, EmtuiError):
        return False


def _set_aside(path: Path) -> Path:
    """A byte-for-byte copy in the backup folder, named by content so that it is made once."""
    import hashlib  # takes its time, and is needed this once

    content = path.read_bytes()
    folder = locations.backup_folder(path)
    folder.mkdir(mode=file.OWNER_ONLY_FOLDER, exist_ok=True)
    copy = folder / f"{path.stem}-damaged-{hashlib.sha256(content).hexdigest()[:8]}.db"
    if not copy.exists():
        part = copy.with_name(f".{copy.name}.{os.getpid()}.part")
        part.touch(mode=file.OWNER_ONLY_FILE)
        part.write_bytes(content)
        part.replace(copy)
    return copy
