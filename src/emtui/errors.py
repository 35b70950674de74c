"""What can go wrong, in words a user can act on."""


class EmtuiError(Exception):
    """Something was refused: the message says what happened, where, and what to do.

    `str(error)` is one plain line, shown as it is by the shell and by the screens.
    """


class NoPlan(EmtuiError):
    """There is no plan file where one was looked for."""


class PlanUnreadable(EmtuiError):
    """The file is damaged, newer than this program, or not a plan; it was left untouched."""


class PlanLocked(EmtuiError):
    """The plan could not be written: locked, read-only, or the disk is full."""


class Refused(EmtuiError):
    """A value cannot be stored; the message names it and says what is accepted."""


class AlreadyThere(Refused):
    """The same entry is stored already."""


class NothingToUndo(EmtuiError):
    """There is no further step to undo or redo."""
