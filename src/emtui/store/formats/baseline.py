"""Format 1: the profile, practice tests, question blocks, own instruments, and the journal of steps."""

STATEMENTS = (
    """
    CREATE TABLE profile (
        id INTEGER NOT NULL CHECK (id = 1),
        name VARCHAR CHECK (length(name) BETWEEN 1 AND 120),
        school VARCHAR CHECK (length(school) BETWEEN 1 AND 120),
        country VARCHAR CHECK (length(country) BETWEEN 1 AND 120),
        citizenship VARCHAR CHECK (length(citizenship) BETWEEN 1 AND 120),
        graduation_year INTEGER CHECK (graduation_year BETWEEN 1970 AND 2040),
        in_us_until DATE CHECK (in_us_until IS date(in_us_until, '+0 days')
            AND in_us_until BETWEEN '2000-01-01' AND '2045-12-31'),
        local_zone VARCHAR CHECK (length(local_zone) BETWEEN 1 AND 120),
        step1 VARCHAR CHECK (step1 IN ('not-taken', 'pass', 'pass-after-failure', 'failed')),
        step1_attempts INTEGER CHECK (step1_attempts BETWEEN 0 AND 6),
        step1_score INTEGER CHECK (step1_score BETWEEN 1 AND 300),
        weak_step1 VARCHAR CHECK (weak_step1 IN ('yes', 'no', 'unknown')),
        step2_date DATE CHECK (step2_date IS date(step2_date, '+0 days')
            AND step2_date BETWEEN '2000-01-01' AND '2045-12-31'),
        step2_score INTEGER CHECK (step2_score BETWEEN 1 AND 300),
        step2_attempts INTEGER CHECK (step2_attempts BETWEEN 0 AND 6),
        eligibility_from DATE CHECK (eligibility_from IS date(eligibility_from, '+0 days')
            AND eligibility_from BETWEEN '2000-01-01' AND '2045-12-31'),
        eligibility_until DATE CHECK (eligibility_until IS date(eligibility_until, '+0 days')
            AND eligibility_until BETWEEN '2000-01-01' AND '2045-12-31'),
        dedicated_from DATE CHECK (dedicated_from IS date(dedicated_from, '+0 days')
            AND dedicated_from BETWEEN '2000-01-01' AND '2045-12-31'),
        fixable_weakness VARCHAR CHECK (fixable_weakness IN ('yes', 'no', 'unknown')),
        weak_clinical_exams VARCHAR CHECK (weak_clinical_exams IN ('yes', 'no', 'unknown')),
        step3 VARCHAR CHECK (step3 IN ('not-taken', 'pass', 'failed')),
        step3_date DATE CHECK (step3_date IS date(step3_date, '+0 days')
            AND step3_date BETWEEN '2000-01-01' AND '2045-12-31'),
        oet_date DATE CHECK (oet_date IS date(oet_date, '+0 days')
            AND oet_date BETWEEN '2000-01-01' AND '2045-12-31'),
        oet_result VARCHAR CHECK (oet_result IN ('not-taken', 'pass', 'failed')),
        ecfmg VARCHAR CHECK (ecfmg IN ('not-started', 'pathway-submitted', 'pathway-accepted', 'certified')),
        pathway INTEGER CHECK (pathway BETWEEN 1 AND 6),
        target INTEGER CHECK (target BETWEEN 150 AND 300),
        match_year INTEGER CHECK (match_year BETWEEN 2024 AND 2045),
        visa VARCHAR CHECK (visa IN ('j1', 'h1b', 'none', 'undecided')),
        petition_from VARCHAR CHECK (petition_from IN ('abroad', 'in-us', 'unknown')),
        waiver_open VARCHAR CHECK (waiver_open IN ('yes', 'no', 'unknown')),
        us_em_rotations INTEGER CHECK (us_em_rotations BETWEEN 0 AND 30),
        em_sloes INTEGER CHECK (em_sloes BETWEEN 0 AND 20),
        research_items INTEGER CHECK (research_items BETWEEN 0 AND 500),
        ed_years FLOAT CHECK (ed_years BETWEEN 0 AND 50),
        ems_volunteer VARCHAR CHECK (ems_volunteer IN ('yes', 'no', 'unknown')),
        leadership VARCHAR CHECK (leadership IN ('yes', 'no', 'unknown')),
        dual_specialty VARCHAR CHECK (dual_specialty IN ('none', 'im', 'fm', 'peds', 'psych', 'other')),
        regions VARCHAR CHECK (length(regions) BETWEEN 1 AND 120),
        budget_usd INTEGER CHECK (budget_usd BETWEEN 0 AND 1000000),
        study_hours FLOAT CHECK (study_hours BETWEEN 0 AND 18),
        shift_pattern VARCHAR CHECK (length(shift_pattern) BETWEEN 1 AND 120),
        shift_anchor DATE CHECK (shift_anchor IS date(shift_anchor, '+0 days')
            AND shift_anchor BETWEEN '2000-01-01' AND '2045-12-31'),
        rest_days VARCHAR CHECK (length(rest_days) BETWEEN 1 AND 120),
        question_bank VARCHAR CHECK (length(question_bank) BETWEEN 1 AND 120),
        question_bank_size INTEGER CHECK (question_bank_size BETWEEN 0 AND 50000),
        PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE practice_tests (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        taken_on DATE NOT NULL CHECK (taken_on IS date(taken_on, '+0 days')
            AND taken_on BETWEEN '2000-01-01' AND '2045-12-31'),
        instrument VARCHAR NOT NULL CHECK (length(instrument) BETWEEN 1 AND 40),
        score FLOAT NOT NULL CHECK (score BETWEEN 0 AND 300),
        timed BOOLEAN NOT NULL CHECK (timed IN (0, 1)),
        complete BOOLEAN NOT NULL CHECK (complete IN (0, 1)),
        retake BOOLEAN NOT NULL CHECK (retake IN (0, 1)),
        notes VARCHAR CHECK (length(notes) BETWEEN 1 AND 2000),
        UNIQUE (taken_on, instrument)
    )
    """,
    """
    CREATE TABLE question_blocks (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        done_on DATE NOT NULL CHECK (done_on IS date(done_on, '+0 days')
            AND done_on BETWEEN '2000-01-01' AND '2045-12-31'),
        questions INTEGER NOT NULL CHECK (questions BETWEEN 1 AND 500),
        correct INTEGER NOT NULL CHECK (correct BETWEEN 0 AND 500),
        system VARCHAR CHECK (length(system) BETWEEN 1 AND 40),
        bank VARCHAR CHECK (length(bank) BETWEEN 1 AND 60),
        timed BOOLEAN CHECK (timed IN (0, 1)),
        notes VARCHAR CHECK (length(notes) BETWEEN 1 AND 2000),
        CHECK (correct <= questions)
    )
    """,
    """
    CREATE TABLE own_instruments (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        instrument VARCHAR NOT NULL CHECK (length(instrument) BETWEEN 1 AND 40),
        name VARCHAR NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
        unit VARCHAR NOT NULL CHECK (unit IN ('points', 'percent')),
        "offset" FLOAT CHECK (offset BETWEEN -100 AND 100),
        offset_sd FLOAT CHECK (offset_sd BETWEEN 0 AND 50),
        noise_sd FLOAT CHECK (noise_sd BETWEEN 1 AND 50),
        notes VARCHAR CHECK (length(notes) BETWEEN 1 AND 2000),
        UNIQUE (instrument)
    )
    """,
    """
    CREATE TABLE steps (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        title VARCHAR NOT NULL,
        made_at VARCHAR NOT NULL,
        state VARCHAR NOT NULL CHECK (state IN ('done', 'undone', 'dropped', 'sealed'))
    )
    """,
    """
    CREATE TABLE step_rows (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        step_id INTEGER NOT NULL REFERENCES steps (id) ON DELETE CASCADE,
        table_name VARCHAR NOT NULL,
        row_id INTEGER NOT NULL,
        before VARCHAR,
        after VARCHAR
    )
    """,
    "CREATE INDEX step_rows_of_step ON step_rows (step_id)",
)
