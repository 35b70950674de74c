"""The projection of each day, kept as it stood: what the reckoning after the real score is made from.

A snapshot is taken in the transaction of a change that alters the projection, one a day and model version,
and the last of a day wins. It is no step: undoing the change takes the day's snapshot anew.
"""

import sqlite3
from dataclasses import fields
from datetime import date

from emtui import guide
from emtui.plan import StoredProjection
from emtui.store import journal
from emtui.store.read import plan_in

_TABLES = ("practice_tests", "own_instruments", "assumptions")
_ANSWERS = ("step2_date", "step2_score", "target", "dedicated_from")
_COLUMNS = tuple(field.name for field in fields(StoredProjection) if field.name != "id")


def take(connection: sqlite3.Connection, step: journal.Step, today: date) -> None:
    """Store today's projection where `step` may have altered it, in the running transaction."""
    if not _alters_the_projection(connection, step):
        return
    from emtui.planner.scores import snapshot  # most of the planner, for few kinds of change

    plan = plan_in(connection)
    profile = plan.profile
    if profile.step2_score is not None or (profile.step2_date is not None and profile.step2_date < today):
        return  # what was foretold of an exam that is over stands
    version = guide.readiness_priors().model_version
    connection.execute(
        "DELETE FROM projections WHERE day = ? AND model_version = ?", [today.isoformat(), version]
    )
    stored = snapshot(plan, today)
    if stored is not None:
        values = [getattr(stored, column) for column in _COLUMNS]
        connection.execute(
            f"INSERT INTO projections ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(values))})",
            [value.isoformat() if isinstance(value, date) else value for value in values],
        )


def _alters_the_projection(connection: sqlite3.Connection, step: journal.Step) -> bool:
    for table, before, after in journal.changed_by(connection, step):
        if table in _TABLES:
            return True
        if table == "profile":
            was, then = before or {}, after or {}
            if any(was.get(answer) != then.get(answer) for answer in _ANSWERS):
                return True
    return False
