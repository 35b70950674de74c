"""The plan as a command meets it: read whole, or opened for one change."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from emtui.cli.outcome import complain
from emtui.plan import Plan
from emtui.store import Store


def read_plan(path: Path) -> Plan:
    """The plan at `path`; raise NoPlan where there is none."""
    with closing(Store.open(path)) as store:
        return store.read()


def read_plan_if_any(path: Path) -> Plan:
    """The plan at `path`, or an empty one where there is no file yet."""
    return read_plan(path) if path.exists() else Plan()


@contextmanager
def changing(path: Path, *, create: bool = False) -> Iterator[Store]:
    """The plan at `path`, open for a change; `create` makes a missing one and says so."""
    new = create and not path.exists()
    with closing(Store.open(path, create=create)) as store:
        if new:
            complain(f"made a new plan: {path}")
        yield store
