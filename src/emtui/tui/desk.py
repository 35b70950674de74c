"""The store, worked from the screen: off the screen's thread, one thing after the other."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from emtui.plan import Plan

if TYPE_CHECKING:
    from emtui.store import Step, Store

Result = TypeVar("Result")
Change = Callable[["Store"], "Step"]


class Desk:
    """Runs everything that touches the file on one thread of its own, in the order it was asked for.

    So a change never makes the screen wait, two changes never overlap, and what was asked for before
    leaving is stored before the program ends. `made` holds the steps of this run: undoing another one is
    asked about first.
    """

    def __init__(self, store: "Store") -> None:
        self.store = store
        self.made: set[int] = set()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="store")

    async def run(self, work: Callable[["Store"], Result]) -> Result:
        """What `work` returns when given the store."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work, self.store)

    async def change(self, change: Change) -> tuple["Step", Plan]:
        """Make one change; return its step and the plan as it now is."""
        step, plan = await self.run(lambda store: (change(store), store.read()))
        self.made.add(step.id)
        return step, plan

    async def undo(self, agreed: int | None) -> tuple["Step", Plan | None]:
        """Take back the last step; return it and the plan as it now is.

        A step of an earlier run is taken back only where `agreed` is its id; else the plan is None.
        """

        def take_back(store: "Store") -> tuple["Step", Plan | None]:
            last = store.last_step()
            if last is not None and last.id not in self.made and last.id != agreed:
                return last, None
            return store.undo(), store.read()

        return await self.run(take_back)

    async def read_if_changed(self) -> Plan | None:
        """The plan, where another program has changed the file since it was last read."""
        return await self.run(lambda store: store.read() if store.changed_elsewhere() else None)

    async def warm(self) -> None:
        """Load the write side, which the first frame does without."""
        await self.run(lambda store: store.warm())

    def close(self) -> None:
        """Finish what was asked for, then close the file."""
        self._thread.submit(self.store.close)
        self._thread.shutdown()
