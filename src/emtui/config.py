"""The user's settings: config.toml, written by hand, over remembered.toml, written by emtui."""

import json
import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from emtui import locations
from emtui.dates import WEEKDAYS, Order, weekday_of
from emtui.errors import EmtuiError
from emtui.plain import quoted

FILE = "config.toml"
REMEMBERED = "remembered.toml"


class BadConfig(EmtuiError):
    """A settings file cannot be read or written, or holds something that is not possible."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The settings; None leaves the choice to emtui.

    `dates` is how `11/03` is read, `first_weekday` where a week of the calendar begins ("mon" … "sun"),
    `ascii` whether signs are drawn in ASCII, `keys` the user's own key by the id of what it does,
    `program_columns` what the table of programs shows between name and fit, `import_columns` the columns
    named for the last list of programs brought in, ours → theirs.
    """

    theme: str | None = None
    dates: Order | None = None
    first_weekday: str | None = None
    ascii: bool | None = None
    keys: Mapping[str, str] = field(default_factory=dict)
    program_columns: tuple[str, ...] | None = None
    import_columns: Mapping[str, str] = field(default_factory=dict)


def load() -> Config:
    """The settings in force; raise BadConfig naming the file, the key and what is accepted."""
    folder = locations.config_folder()
    return Config(**(_settings(folder / REMEMBERED) | _settings(folder / FILE)))


def remember(
    *,
    theme: str | None = None,
    dates: Order | None = None,
    first_weekday: str | None = None,
    program_columns: tuple[str, ...] | None = None,
    import_columns: Mapping[str, str] | None = None,
) -> None:
    """Keep what was chosen on screen for the next start; config.toml still goes before it, untouched."""
    path = locations.config_folder() / REMEMBERED
    chosen = {
        "theme": theme,
        "dates": dates,
        "first_weekday": first_weekday,
        "program_columns": program_columns,
        "import_columns": import_columns,
    }
    kept = _settings(path) | {key: value for key, value in chosen.items() if value is not None}
    text = "".join(f"{key} = {_written(value)}\n" for key, value in sorted(kept.items()))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_suffix(".new")
        new.write_text(text, encoding="utf-8")
        os.replace(new, path)  # whole or not at all
    except OSError as error:
        raise BadConfig(f"{path} cannot be written: {error.strerror}") from error


def _written(value: object) -> str:
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{json.dumps(key)} = {json.dumps(kept)}' for key, kept in value.items())} }}"
    return json.dumps(" ".join(value) if isinstance(value, tuple) else str(value))


def _settings(path: Path) -> dict[str, Any]:
    """What `path` sets, checked; nothing where there is no such file."""
    found = {}
    for key, value in _table(path).items():
        if key not in _CHECKS:
            import difflib  # only on a mistake: not worth its place at start

            near = difflib.get_close_matches(key, _CHECKS, n=1)
            hint = f"did you mean {near[0]}?" if near else f"the settings are {', '.join(_CHECKS)}"
            raise BadConfig(f"{path}: {quoted(key)}: there is no such setting; {hint}")
        check, accepted = _CHECKS[key]
        try:
            found[key] = check(value)
        except ValueError:
            raise BadConfig(f"{path}: {key}: accepted is {accepted}") from None
    return found


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise BadConfig(f"{path} cannot be read: {error.strerror}") from error
    except ValueError as error:  # not TOML, or not UTF-8
        raise BadConfig(f"{path} is not valid TOML: {error}") from error


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise ValueError
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError
    return value


def _order(value: object) -> Order:
    return Order(_text(value).lower())


def _weekday(value: object) -> str:
    day = weekday_of(_text(value).lower())
    if day is None:
        raise ValueError
    return WEEKDAYS[day]


def _words(value: object) -> tuple[str, ...]:
    return tuple(_text(value).lower().split())


def _keys(value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        raise ValueError
    return {_text(action): _text(key) for action, key in value.items()}


_CHECKS: dict[str, tuple[Callable[[object], object], str]] = {
    "theme": (_text, 'the name of a theme in quotes, such as theme = "emtui-day"'),
    "dates": (_order, '"mdy" or "dmy"'),
    "first_weekday": (_weekday, 'a weekday in quotes, such as first_weekday = "sun"'),
    "ascii": (_flag, "true or false"),
    "program_columns": (_words, 'names of columns in quotes, such as "city state j1 cutoff"'),
    "import_columns": (_keys, 'a table of columns in quotes, such as { name = "Institution" }'),
    "keys": (_keys, 'a table of keys in quotes, such as help = "f12" under [keys]'),
}
