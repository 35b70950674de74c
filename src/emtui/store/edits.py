"""What `Store.edit` takes, under the store's own name; the planner proposes the same parts."""

from emtui.plan.edits import Add, Change, Edit, Remove, SetProfile, parts_of

__all__ = ["Add", "Change", "Edit", "Remove", "SetProfile", "parts_of"]
