"""Which backups a plan has, by the names of their files, and which of them have served their time."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from emtui import locations

DAYS, WEEKS = 7, 4

_NAME = re.compile(r"(?P<stem>.+)-(?P<made_at>\d{8}T\d{6}Z)-(?P<reason>[a-z]+)\.db")
_TIME = "%Y%m%dT%H%M%SZ"


class Reason(StrEnum):
    """What a backup was made for; only daily ones are ever deleted."""

    DAILY = "daily"
    UPGRADE = "upgrade"
    RESTORE = "restore"
    REPLACE = "replace"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Backup:
    """One copy of a plan; `made_at` in UTC."""

    path: Path
    made_at: datetime
    reason: Reason

    @property
    def day(self) -> tuple[int, int, int]:
        """The local day it was made on, as ISO year, week and weekday."""
        year, week, weekday = self.made_at.astimezone().isocalendar()
        return year, week, weekday


def list_backups(path: Path) -> tuple[Backup, ...]:
    """The backups of the plan at `path`, newest first."""
    folder = locations.backup_folder(path)
    found = [_backup(file, path.stem) for file in folder.iterdir()] if folder.is_dir() else []
    return tuple(sorted(filter(None, found), key=lambda backup: backup.made_at, reverse=True))


def backup_name(path: Path, made_at: datetime, reason: Reason) -> str:
    """The file name of a backup: plan, time in UTC, reason."""
    return f"{path.stem}-{made_at.astimezone(UTC).strftime(_TIME)}-{reason}.db"


def outdated(backups: Iterable[Backup]) -> tuple[Backup, ...]:
    """The daily backups that may go: not the last of one of the 7 latest days, nor of the 4 weeks before."""
    newest_first = sorted(backups, key=lambda backup: backup.made_at, reverse=True)
    daily = [backup for backup in newest_first if backup.reason is Reason.DAILY]
    last_of_day = {backup.day: backup for backup in reversed(daily)}
    by_day = [last_of_day[day] for day in sorted(last_of_day, reverse=True)]
    last_of_week = {backup.day[:2]: backup for backup in reversed(by_day[DAYS:])}
    weekly = [last_of_week[week] for week in sorted(last_of_week, reverse=True)[:WEEKS]]
    return tuple(backup for backup in daily if backup not in by_day[:DAYS] and backup not in weekly)


def _backup(file: Path, stem: str) -> Backup | None:
    match = _NAME.fullmatch(file.name)
    if match is None or match["stem"] != stem or match["reason"] not in list(Reason):
        return None
    try:
        made_at = datetime.fromisoformat(match["made_at"])
    except ValueError:
        return None
    return Backup(file, made_at, Reason(match["reason"]))
