"""A mistake of emtui's own: its details go to a file, the user gets plain words."""

import traceback
from pathlib import Path

from emtui import __version__, clock, locations
from emtui.plain import plain_line


def in_plain_words(error: BaseException) -> str:
    """What is said about `error`; its traceback is kept in the error log."""
    what = plain_line(f"{type(error).__name__}: {error}")
    told = f"something went wrong inside emtui ({what}); the plan is whole, nothing was half written"
    log = locations.error_log()
    try:
        _append(log, error)
    except OSError as failed:
        return f"{told}; the details could not be kept in {log}: {failed.strerror}"
    return f"{told}; the details are in {log}"


def _append(log: Path, error: BaseException) -> None:
    log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    log.touch(mode=0o600)
    with log.open("a", encoding="utf-8", errors="backslashreplace") as file:
        file.write(f"{clock.now():%Y-%m-%d %H:%M:%S} UTC, emtui {__version__}\n")
        file.writelines(traceback.format_exception(error))
        file.write("\n")
