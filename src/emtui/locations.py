"""Where emtui keeps its files: the one place that names a folder."""

import os
from pathlib import Path

APP = "emtui"
PLAN_VARIABLE = "EMTUI_DB"
CONFIG_VARIABLE = "EMTUI_CONFIG"


def data_folder() -> Path:
    """The folder of the default plan and its backups."""
    import platformdirs  # not needed where the plan is named

    return Path(platformdirs.user_data_dir(APP, appauthor=False))


def config_folder() -> Path:
    """The folder of config.toml and of what the program remembers, such as the theme."""
    named = os.environ.get(CONFIG_VARIABLE)
    if named:
        return Path(named).expanduser()
    import platformdirs

    return Path(platformdirs.user_config_dir(APP, appauthor=False))


def plan_file(named: str | None = None) -> Path:
    """The plan in use: `named` (from --db), else EMTUI_DB, else the default one."""
    chosen = named or os.environ.get(PLAN_VARIABLE)
    return Path(chosen).expanduser() if chosen else data_folder() / "plan.db"


def is_default(plan: Path) -> bool:
    """Whether `plan` is the default plan file, whose folder emtui may make itself."""
    return plan == data_folder() / "plan.db"


def backup_folder(plan: Path) -> Path:
    """The folder of a plan's backups: beside it, named after it."""
    return plan.with_name(f"{plan.stem}-backups")


def error_log() -> Path:
    """The file that keeps the details of a mistake of emtui's own."""
    return data_folder() / "errors.log"
