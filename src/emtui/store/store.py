"""The store: the one way to a plan file, for the screens and for the shell."""

import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from emtui import clock
from emtui.errors import AlreadyThere, EmtuiError, PlanLocked, PlanUnreadable
from emtui.plan import Entry, Plan, PracticeTest
from emtui.store import backup, file, journal, snapshots
from emtui.store.edits import Edit
from emtui.store.journal import Step
from emtui.store.link import Link
from emtui.store.read import Unreadable, read_plan
from emtui.store.trouble import plain_errors
from emtui.store.upgrade import upgrade

if TYPE_CHECKING:
    from emtui.store.write import Change


class Store:
    """A plan file, open; its methods may be called from any thread.

    Each read opens a connection of its own. All changes go through one, under a lock, so that reading never
    waits for a change that waits for another program. Every method raises EmtuiError saying what to do:
    PlanLocked where nothing could be stored just now (locked, read-only, disk full), NoPlan or PlanUnreadable
    where the file is gone or damaged. A change that is refused leaves the plan as it was.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.RLock()
        self._link = Link(path)
        self._seen: object = None
        self._backed_up_on: date | None = None

    @classmethod
    def open(cls, path: Path, *, create: bool = False) -> Self:
        """Open the plan at `path`, bringing it to the current format; `create` makes a missing one."""
        path = path.absolute()
        with plain_errors(path):
            made = create and file.create(path)
            try:
                upgrade(path, clock.now(), create=create)
            except BaseException:
                if made:
                    path.unlink(missing_ok=True)
                raise
        return cls(path)

    def read(self) -> Plan:
        """The whole plan as it is stored now."""
        with self._reading(seen=True) as connection:
            return read_plan(connection)

    def changed_elsewhere(self) -> bool:
        """Whether somebody else changed, replaced or deleted the file since the last `read`; never waits."""
        if not self._lock.acquire(blocking=False):
            return False  # a change of our own is under way: the next call tells
        try:
            with plain_errors(self.path):
                return self._link.peek() != self._seen
        except PlanLocked:
            return False  # somebody is just writing: the next call tells
        finally:
            self._lock.release()

    def add(self, entry: Entry) -> Step:
        """Add an entry; raise AlreadyThere, or Refused for a day after today and for impossible values."""
        return self.add_all([entry])

    def add_all(self, entries: Sequence[Entry], title: str | None = None) -> Step:
        """Add several entries as one step: all of them or, where one is refused, none."""
        from emtui.store import write

        today = clock.today()
        return self._step(lambda session: write.add(session, entries, today, title))

    def edit(self, parts: Sequence[Edit], title: str) -> Step:
        """Add, change and remove several things as one step called `title`: all of them or none."""
        from emtui.store import write

        today = clock.today()
        return self._step(lambda session: write.edit(session, parts, title, today))

    def add_test(self, test: PracticeTest, systems: Mapping[str, float]) -> Step:
        """Add a practice test with its percentages by system, as one step; raise as `add` does."""
        from emtui.store import write

        today = clock.today()
        return self._step(lambda session: write.add_test(session, test, systems, today))

    def set_systems(self, test: PracticeTest, systems: Mapping[str, float | None]) -> Step:
        """Set a stored test's percentages by system; None takes one out, those not named stay."""
        from emtui.store import write

        return self._step(lambda session: write.set_systems(session, test, systems))

    def change(self, entry: Entry, **changes: Any) -> Step:
        """Change some values of an entry, found by its id; what others changed beside them stays."""
        from emtui.store import write

        today = clock.today()
        return self._step(lambda session: write.change(session, entry, changes, today))

    def change_test(
        self, test: PracticeTest, changes: Mapping[str, Any], systems: Mapping[str, float | None]
    ) -> Step:
        """Do what `change` and `set_systems` do as one step."""
        from emtui.store import write

        today = clock.today()
        return self._step(lambda session: write.change_test(session, test, changes, systems, today))

    def remove(self, entry: Entry) -> Step:
        """Take an entry, found by its id, out of the plan."""
        from emtui.store import write

        return self._step(lambda session: write.remove(session, entry))

    def set_profile(self, **values: Any) -> Step:
        """Set answers of the profile as one step; None clears one."""
        from emtui.store import write

        return self._step(lambda session: write.set_profile(session, values))

    def set_assumptions(self, **values: float | None) -> Step:
        """Set `shift` or `shift_sd`, or both, as one step; None goes back to the guide's figure."""
        from emtui.store import write

        return self._step(lambda session: write.set_assumptions(session, values))

    def replace(self, plan: Plan, title: str) -> Step:
        """Put `plan` in the place of everything there is, as one step; what was there is backed up first.

        Past projections come with the plan, so none is stored for today. Raises AlreadyThere where the plan
        is the same already.
        """
        from emtui.store import write

        with self._lock, plain_errors(self.path):
            with self._reading() as connection:
                stands = read_plan(connection)
            if stands == plan:
                raise AlreadyThere("nothing to change: the plan is the same already")
            if stands != Plan():
                backup.make_backup(self.path, clock.now(), backup.Reason.REPLACE)
            with self._transaction(recorded=True):
                return self._link.writer().step(
                    lambda session: write.replace(session, plan, title), clock.now()
                )

    def undo(self) -> Step:
        """Take the newest step back; raise NothingToUndo."""
        with self._transaction() as connection:
            step = journal.undo(connection)
            snapshots.take(connection, step, clock.today())
            return step

    def redo(self) -> Step:
        """Do the step undone last again; raise NothingToUndo."""
        with self._transaction() as connection:
            step = journal.redo(connection)
            snapshots.take(connection, step, clock.today())
            return step

    def last_step(self) -> Step | None:
        """What `undo` would take back."""
        with self._reading() as connection:
            return journal.last_step(connection)

    def history(self, limit: int = 50) -> list[Step]:
        """The audit log, newest first, undone steps among them."""
        with self._reading() as connection:
            return journal.history(connection, limit)

    def forget_history(self) -> int:
        """Empty the journal and delete every backup, for good; return how many steps and backups that were.

        The plan stays as it is. The file is written over where it was; a disk may keep copies of its own.
        """
        with self._lock, plain_errors(self.path):
            connection = self._begin(recorded=False)
            try:
                forgotten = journal.forget(connection)
                connection.execute("COMMIT")
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("VACUUM")
            self._link.committed()
            return forgotten + backup.delete_all(self.path)

    def warm(self) -> None:
        """Import what the first change needs, some 400 ms; for a worker with nothing else to do."""
        from emtui.store import write  # noqa: F401

        with self._lock, suppress(EmtuiError), plain_errors(self.path):
            self._link.writer()

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._link.close()

    def _step(self, change: "Change") -> Step:
        with self._transaction(recorded=True) as connection:
            step = self._link.writer().step(change, clock.now())
            snapshots.take(connection, step, clock.today())
            return step

    @contextmanager
    def _reading(self, *, seen: bool = False) -> Iterator[sqlite3.Connection]:
        with plain_errors(self.path):
            if seen:
                self._mark_as_seen()
            upgrade(self.path, clock.now())
            with closing(file.reader(self.path)) as connection:
                try:
                    yield connection
                except Unreadable as error:
                    raise PlanUnreadable(f"{self.path} holds what is not possible: {error}") from error

    def _mark_as_seen(self) -> None:
        """Whatever changes from here on is news; where a change is under way, all stays news."""
        if self._lock.acquire(blocking=False):
            try:
                upgrade(self.path, clock.now())
                self._link.connection()
            finally:
                self._seen = self._link.state()
                self._lock.release()

    @contextmanager
    def _transaction(self, *, recorded: bool = False) -> Iterator[sqlite3.Connection]:
        with self._lock, plain_errors(self.path):
            connection = self._begin(recorded)
            try:
                self._back_up_daily()  # under the lock: of several programs one does it
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
            self._link.committed()

    def _begin(self, recorded: bool) -> sqlite3.Connection:
        """Start a transaction on the file at the path, waiting for others; `recorded` by the journal."""
        while True:
            upgrade(self.path, clock.now())
            # The writer's own: making it takes a while, in which the file may have been opened once more.
            connection = self._link.writer().connection if recorded else self._link.connection()
            connection.execute("BEGIN IMMEDIATE")
            if self._link.is_current():
                return connection
            connection.execute("ROLLBACK")  # restored by another process while this one waited

    def _back_up_daily(self) -> None:
        now = clock.now()
        today = now.astimezone().date()
        if self._backed_up_on != today:
            if not self._is_empty():
                backup.make_daily_backup(self.path, now)
            self._backed_up_on = today

    def _is_empty(self) -> bool:
        with self._reading() as connection:
            return read_plan(connection) == Plan()
