"""Format 4: the user's own dates, and overruled dates of the season."""

STATEMENTS = (
    """
    CREATE TABLE calendar_entries (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        title VARCHAR NOT NULL CHECK (length(title) BETWEEN 1 AND 120),
        lane VARCHAR NOT NULL CHECK (lane IN ('study', 'ecfmg', 'rotations', 'applications',
            'match', 'visa')),
        kind VARCHAR NOT NULL CHECK (kind IN ('study', 'practice-test', 'nights', 'travel', 'other')),
        starts_on DATE NOT NULL CHECK (starts_on IS date(starts_on, '+0 days')
            AND starts_on BETWEEN '2000-01-01' AND '2045-12-31'),
        ends_on DATE CHECK (ends_on IS date(ends_on, '+0 days')
            AND ends_on BETWEEN '2000-01-01' AND '2045-12-31'),
        at TIME CHECK (at GLOB '[0-2][0-9]:[0-5][0-9]:[0-5][0-9]*'),
        zone VARCHAR CHECK (length(zone) BETWEEN 1 AND 60),
        notes VARCHAR CHECK (length(notes) BETWEEN 1 AND 4000),
        uid VARCHAR CHECK (length(uid) BETWEEN 1 AND 300),
        UNIQUE (uid)
    )
    """,
    """
    CREATE TABLE overruled_dates (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        match_year INTEGER NOT NULL CHECK (match_year BETWEEN 2024 AND 2045),
        milestone VARCHAR NOT NULL CHECK (length(milestone) BETWEEN 1 AND 60),
        day DATE CHECK (day IS date(day, '+0 days') AND day BETWEEN '2000-01-01' AND '2045-12-31'),
        until DATE CHECK (until IS date(until, '+0 days')
            AND until BETWEEN '2000-01-01' AND '2045-12-31'),
        hidden BOOLEAN NOT NULL CHECK (hidden IN (0, 1)),
        UNIQUE (match_year, milestone)
    )
    """,
)
