"""Format 6: answers to the application story, and profiles imagined."""

STATEMENTS = (
    """
    CREATE TABLE story_answers (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        prompt VARCHAR NOT NULL CHECK (length(prompt) BETWEEN 1 AND 60),
        answer VARCHAR NOT NULL CHECK (length(answer) BETWEEN 1 AND 10000),
        UNIQUE (prompt)
    )
    """,
    """
    CREATE TABLE profile_what_ifs (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        name VARCHAR NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
        changes VARCHAR NOT NULL CHECK (length(changes) BETWEEN 1 AND 500),
        UNIQUE (name)
    )
    """,
)
