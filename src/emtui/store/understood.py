"""What a line of words means, stored: the same for the log line and for `emtui log`."""

from emtui.store.journal import Step
from emtui.store.store import Store
from emtui.vocabulary import Progress
from emtui.words import (
    AddInstrument,
    LogBlock,
    LogDone,
    LogMistake,
    LogSystems,
    LogTest,
    SetFields,
    Understood,
)


def store_understood(understood: Understood, store: Store) -> Step:
    """Store what a line means as one step."""
    match understood:
        case LogTest(test=test, systems=systems):
            return store.add_test(test, systems)
        case LogSystems(test=test, systems=systems):
            return store.set_systems(test, systems)
        case LogBlock(block=block):
            return store.add(block)
        case LogMistake(mistake=mistake):
            return store.add(mistake)
        case LogDone(items=items, on=on, summary=summary):
            from emtui.store.studying import set_progress  # not needed for any other line

            return store.edit(set_progress(store.read(), items, Progress.DONE, on), summary)
        case AddInstrument(instrument=instrument):
            return store.add(instrument)
        case SetFields(values=values):
            return store.set_profile(**values)
