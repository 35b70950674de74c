"""Every tab as plain text and as JSON, from the planner's answers; number formats shared with the screens."""
