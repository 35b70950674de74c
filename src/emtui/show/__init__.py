"""Every tab as plain text and as JSON, from the planner's answers; number formats shared with the screens."""

# The version of the JSON in docs/contract.md: keys may be added under it, never renamed or dropped.
SCHEMA = 1
