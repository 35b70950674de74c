"""Format 3: mistakes, checklist items with their reviews, and single days of study."""

STATEMENTS = (
    """
    CREATE TABLE mistakes (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        made_on DATE NOT NULL CHECK (made_on IS date(made_on, '+0 days')
            AND made_on BETWEEN '2000-01-01' AND '2045-12-31'),
        topic VARCHAR NOT NULL CHECK (length(topic) BETWEEN 1 AND 200),
        reason VARCHAR CHECK (reason IN ('knowledge', 'misread', 'reasoning', 'timing',
            'second-guessed')),
        next_step VARCHAR CHECK (length(next_step) BETWEEN 1 AND 500),
        revisit_on DATE CHECK (revisit_on IS date(revisit_on, '+0 days')
            AND revisit_on BETWEEN '2000-01-01' AND '2045-12-31'),
        revisited_on DATE CHECK (revisited_on IS date(revisited_on, '+0 days')
            AND revisited_on BETWEEN '2000-01-01' AND '2045-12-31'),
        system VARCHAR CHECK (length(system) BETWEEN 1 AND 40)
    )
    """,
    """
    CREATE TABLE own_sections (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        title VARCHAR NOT NULL CHECK (length(title) BETWEEN 1 AND 60),
        UNIQUE (title)
    )
    """,
    """
    CREATE TABLE own_items (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        section VARCHAR NOT NULL CHECK (length(section) BETWEEN 1 AND 60),
        title VARCHAR NOT NULL CHECK (length(title) BETWEEN 1 AND 80),
        question VARCHAR CHECK (length(question) BETWEEN 1 AND 300),
        know VARCHAR NOT NULL CHECK (length(know) BETWEEN 1 AND 2000),
        system VARCHAR CHECK (length(system) BETWEEN 1 AND 40),
        UNIQUE (section, title)
    )
    """,
    """
    CREATE TABLE item_states (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        item VARCHAR NOT NULL CHECK (length(item) BETWEEN 1 AND 80),
        progress VARCHAR NOT NULL CHECK (progress IN ('todo', 'started', 'done')),
        started_on DATE CHECK (started_on IS date(started_on, '+0 days')
            AND started_on BETWEEN '2000-01-01' AND '2045-12-31'),
        confidence INTEGER CHECK (confidence BETWEEN 0 AND 4),
        notes VARCHAR CHECK (length(notes) BETWEEN 1 AND 20000),
        hidden BOOLEAN NOT NULL CHECK (hidden IN (0, 1)),
        UNIQUE (item)
    )
    """,
    """
    CREATE TABLE reviews (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        item VARCHAR NOT NULL CHECK (length(item) BETWEEN 1 AND 80),
        reviewed_on DATE NOT NULL CHECK (reviewed_on IS date(reviewed_on, '+0 days')
            AND reviewed_on BETWEEN '2000-01-01' AND '2045-12-31'),
        grade INTEGER NOT NULL CHECK (grade BETWEEN 1 AND 4),
        stability FLOAT NOT NULL CHECK (stability BETWEEN 0 AND 100000),
        difficulty FLOAT NOT NULL CHECK (difficulty BETWEEN 1 AND 10),
        due DATE NOT NULL CHECK (due IS date(due, '+0 days')
            AND due BETWEEN '2000-01-01' AND '2045-12-31'),
        CHECK (due >= reviewed_on)
    )
    """,
    """
    CREATE TABLE study_days (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        day DATE NOT NULL CHECK (day IS date(day, '+0 days')
            AND day BETWEEN '2000-01-01' AND '2045-12-31'),
        capacity FLOAT CHECK (capacity BETWEEN 0 AND 3),
        missed VARCHAR CHECK (missed IN ('spread', 'move', 'drop')),
        missed_questions INTEGER CHECK (missed_questions BETWEEN 0 AND 5000),
        decided_on DATE CHECK (decided_on IS date(decided_on, '+0 days')
            AND decided_on BETWEEN '2000-01-01' AND '2045-12-31'),
        excused BOOLEAN NOT NULL CHECK (excused IN (0, 1)),
        UNIQUE (day)
    )
    """,
)
