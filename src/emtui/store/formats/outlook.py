"""Format 2: percentages by area, the user's assumptions, what-ifs, and the projections of past days."""

STATEMENTS = (
    """
    CREATE TABLE assumptions (
        id INTEGER NOT NULL CHECK (id = 1),
        shift FLOAT CHECK (shift BETWEEN -30 AND 30),
        shift_sd FLOAT CHECK (shift_sd BETWEEN 0 AND 20),
        PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE system_scores (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        practice_test_id INTEGER NOT NULL,
        system VARCHAR NOT NULL CHECK (length(system) BETWEEN 1 AND 40),
        percent FLOAT NOT NULL CHECK (percent BETWEEN 0 AND 100),
        UNIQUE (practice_test_id, system),
        FOREIGN KEY(practice_test_id) REFERENCES practice_tests (id) ON DELETE CASCADE
    )
    """,
    """
    CREATE TABLE what_ifs (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        name VARCHAR NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
        exam_day DATE CHECK (exam_day IS date(exam_day, '+0 days')
            AND exam_day BETWEEN '2000-01-01' AND '2045-12-31'),
        target INTEGER CHECK (target BETWEEN 150 AND 300),
        tests VARCHAR NOT NULL CHECK (length(tests) BETWEEN 2 AND 100000),
        UNIQUE (name)
    )
    """,
    """
    CREATE TABLE projections (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        day DATE NOT NULL CHECK (day IS date(day, '+0 days')
            AND day BETWEEN '2000-01-01' AND '2045-12-31'),
        model_version INTEGER NOT NULL CHECK (model_version BETWEEN 1 AND 10000),
        exam_day DATE NOT NULL CHECK (exam_day IS date(exam_day, '+0 days')
            AND exam_day BETWEEN '2000-01-01' AND '2045-12-31'),
        tests INTEGER NOT NULL CHECK (tests BETWEEN 1 AND 100000),
        mean FLOAT NOT NULL CHECK (mean BETWEEN 1 AND 300),
        sd FLOAT NOT NULL CHECK (sd BETWEEN 0 AND 300),
        low50 FLOAT NOT NULL CHECK (low50 BETWEEN 1 AND 300),
        high50 FLOAT NOT NULL CHECK (high50 BETWEEN 1 AND 300),
        low80 FLOAT NOT NULL CHECK (low80 BETWEEN 1 AND 300),
        high80 FLOAT NOT NULL CHECK (high80 BETWEEN 1 AND 300),
        low95 FLOAT NOT NULL CHECK (low95 BETWEEN 1 AND 300),
        high95 FLOAT NOT NULL CHECK (high95 BETWEEN 1 AND 300),
        target INTEGER CHECK (target BETWEEN 1 AND 300),
        p_target FLOAT CHECK (p_target BETWEEN 0 AND 1),
        p_pass FLOAT NOT NULL CHECK (p_pass BETWEEN 0 AND 1),
        UNIQUE (day, model_version)
    )
    """,
)
