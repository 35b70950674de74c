"""Format 5: rotations, letters, programs, interviews, and the rank list."""

STATEMENTS = (
    """
    CREATE TABLE rotations (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        site VARCHAR NOT NULL CHECK (length(site) BETWEEN 1 AND 120),
        kind VARCHAR NOT NULL CHECK (kind IN ('home-em', 'away-em', 'community-em',
            'sub-specialty', 'observership')),
        state VARCHAR NOT NULL CHECK (state IN ('idea', 'applied', 'accepted', 'done', 'declined')),
        starts_on DATE CHECK (starts_on IS date(starts_on, '+0 days')
            AND starts_on BETWEEN '2000-01-01' AND '2045-12-31'),
        ends_on DATE CHECK (ends_on IS date(ends_on, '+0 days')
            AND ends_on BETWEEN '2000-01-01' AND '2045-12-31'),
        deadline DATE CHECK (deadline IS date(deadline, '+0 days')
            AND deadline BETWEEN '2000-01-01' AND '2045-12-31'),
        cost_usd INTEGER CHECK (cost_usd BETWEEN 0 AND 1e+06),
        place VARCHAR CHECK (length(place) BETWEEN 1 AND 120),
        notes VARCHAR CHECK (length(notes) BETWEEN 1 AND 4000)
    )
    """,
    """
    CREATE TABLE letters (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        kind VARCHAR NOT NULL CHECK (kind IN ('esloe', 'non-residency-sloe', 'sub-specialty-sloe',
            'o-sloe', 'letter')),
        writer VARCHAR NOT NULL CHECK (length(writer) BETWEEN 1 AND 120),
        rotation_id INTEGER,
        state VARCHAR NOT NULL CHECK (state IN ('planned', 'asked', 'promised', 'uploaded')),
        asked_on DATE CHECK (asked_on IS date(asked_on, '+0 days')
            AND asked_on BETWEEN '2000-01-01' AND '2045-12-31'),
        due_on DATE CHECK (due_on IS date(due_on, '+0 days')
            AND due_on BETWEEN '2000-01-01' AND '2045-12-31'),
        uploaded_on DATE CHECK (uploaded_on IS date(uploaded_on, '+0 days')
            AND uploaded_on BETWEEN '2000-01-01' AND '2045-12-31'),
        notes VARCHAR CHECK (length(notes) BETWEEN 1 AND 4000),
        FOREIGN KEY(rotation_id) REFERENCES rotations (id) ON DELETE SET NULL
    )
    """,
    """
    CREATE TABLE programs (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        code VARCHAR CHECK (length(code) BETWEEN 1 AND 20),
        name VARCHAR NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
        specialty VARCHAR NOT NULL CHECK (specialty IN ('em', 'im', 'fm', 'peds', 'psych', 'other')),
        city VARCHAR CHECK (length(city) BETWEEN 1 AND 80),
        state VARCHAR CHECK (length(state) BETWEEN 1 AND 40),
        setting VARCHAR CHECK (setting IN ('academic', 'community', 'hybrid')),
        length_years INTEGER CHECK (length_years BETWEEN 1 AND 8),
        j1 BOOLEAN CHECK (j1 IN (0, 1)),
        h1b BOOLEAN CHECK (h1b IN (0, 1)),
        has_imgs BOOLEAN CHECK (has_imgs IN (0, 1)),
        img_percent FLOAT CHECK (img_percent BETWEEN 0 AND 100),
        cutoff INTEGER CHECK (cutoff BETWEEN 150 AND 300),
        cutoff_kind VARCHAR CHECK (cutoff_kind IN ('strict', 'preferred', 'none', 'unknown')),
        graduation_limit INTEGER CHECK (graduation_limit BETWEEN 0 AND 50),
        attempts_allowed INTEGER CHECK (attempts_allowed BETWEEN 0 AND 6),
        sloes_wanted INTEGER CHECK (sloes_wanted BETWEEN 0 AND 6),
        signal BOOLEAN NOT NULL CHECK (signal IN (0, 1)),
        tie VARCHAR CHECK (length(tie) BETWEEN 1 AND 200),
        application VARCHAR NOT NULL CHECK (application IN ('considering', 'planned', 'applied',
            'invited', 'interviewed', 'rejected', 'withdrawn')),
        applied_on DATE CHECK (applied_on IS date(applied_on, '+0 days')
            AND applied_on BETWEEN '2000-01-01' AND '2045-12-31'),
        rank INTEGER CHECK (rank BETWEEN 1 AND 300),
        do_not_rank BOOLEAN NOT NULL CHECK (do_not_rank IN (0, 1)),
        notes VARCHAR CHECK (length(notes) BETWEEN 1 AND 4000)
    )
    """,
    """
    CREATE TABLE program_facts (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        program_id INTEGER NOT NULL,
        field VARCHAR NOT NULL CHECK (length(field) BETWEEN 1 AND 40),
        source VARCHAR CHECK (length(source) BETWEEN 1 AND 300),
        checked_on DATE CHECK (checked_on IS date(checked_on, '+0 days')
            AND checked_on BETWEEN '2000-01-01' AND '2045-12-31'),
        stale BOOLEAN NOT NULL CHECK (stale IN (0, 1)),
        UNIQUE (program_id, field),
        FOREIGN KEY(program_id) REFERENCES programs (id) ON DELETE CASCADE
    )
    """,
    """
    CREATE TABLE letter_assignments (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        letter_id INTEGER NOT NULL,
        program_id INTEGER NOT NULL,
        UNIQUE (letter_id, program_id),
        FOREIGN KEY(letter_id) REFERENCES letters (id) ON DELETE CASCADE,
        FOREIGN KEY(program_id) REFERENCES programs (id) ON DELETE CASCADE
    )
    """,
    """
    CREATE TABLE interviews (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        program_id INTEGER NOT NULL,
        state VARCHAR NOT NULL CHECK (state IN ('invited', 'scheduled', 'done', 'declined')),
        day DATE CHECK (day IS date(day, '+0 days') AND day BETWEEN '2000-01-01' AND '2045-12-31'),
        at TIME CHECK (at GLOB '[0-2][0-9]:[0-5][0-9]:[0-5][0-9]*'),
        zone VARCHAR CHECK (length(zone) BETWEEN 1 AND 60),
        thanked_on DATE CHECK (thanked_on IS date(thanked_on, '+0 days')
            AND thanked_on BETWEEN '2000-01-01' AND '2045-12-31'),
        notes VARCHAR CHECK (length(notes) BETWEEN 1 AND 4000),
        FOREIGN KEY(program_id) REFERENCES programs (id) ON DELETE CASCADE
    )
    """,
    """
    CREATE TABLE rank_factors (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        name VARCHAR NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
        weight FLOAT NOT NULL CHECK (weight BETWEEN 0 AND 10),
        UNIQUE (name)
    )
    """,
    """
    CREATE TABLE factor_scores (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        program_id INTEGER NOT NULL,
        factor_id INTEGER NOT NULL,
        score INTEGER NOT NULL CHECK (score BETWEEN 1 AND 5),
        UNIQUE (program_id, factor_id),
        FOREIGN KEY(program_id) REFERENCES programs (id) ON DELETE CASCADE,
        FOREIGN KEY(factor_id) REFERENCES rank_factors (id) ON DELETE CASCADE
    )
    """,
    """
    CREATE TABLE saved_filters (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        name VARCHAR NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
        text VARCHAR NOT NULL CHECK (length(text) BETWEEN 1 AND 500),
        UNIQUE (name)
    )
    """,
    """
    CREATE TABLE own_fees (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        match_year INTEGER NOT NULL CHECK (match_year BETWEEN 2024 AND 2045),
        fee VARCHAR NOT NULL CHECK (length(fee) BETWEEN 1 AND 60),
        usd FLOAT NOT NULL CHECK (usd BETWEEN 0 AND 100000),
        UNIQUE (match_year, fee)
    )
    """,
)
