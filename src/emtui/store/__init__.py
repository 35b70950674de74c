"""The plan file: read with the standard library, written through SQLModel, every step of it undoable.

Importing this package and reading a plan import neither SQLModel nor pydantic.
"""

from emtui.store.journal import Step
from emtui.store.store import Store

__all__ = ["Step", "Store"]
