-- A batch is one Counts, whole: its periods, its breakdowns, its rows. Nothing in it is about one person.
-- `digest` is taken over all of its rows, so that a damaged number is noticed when it is read.
CREATE TABLE batch (id INTEGER PRIMARY KEY, digest TEXT NOT NULL);

CREATE TABLE batch_period (
    batch INTEGER NOT NULL REFERENCES batch, position INTEGER NOT NULL,
    label TEXT NOT NULL, start TEXT NOT NULL, "end" TEXT NOT NULL, scheme TEXT NOT NULL,
    PRIMARY KEY (batch, position)
) WITHOUT ROWID;

-- definition: the fields of a Breakdown as JSON, since they are only ever read together.
CREATE TABLE batch_breakdown (
    batch INTEGER NOT NULL REFERENCES batch, position INTEGER NOT NULL, definition TEXT NOT NULL,
    PRIMARY KEY (batch, position)
) WITHOUT ROWID;

-- A count that is NULL is withheld; 0 is nobody.
CREATE TABLE decision (
    batch INTEGER NOT NULL REFERENCES batch, position INTEGER NOT NULL,
    force TEXT NOT NULL, period TEXT NOT NULL, workforce TEXT NOT NULL, breakdown TEXT NOT NULL, "group" TEXT NOT NULL,
    decided INTEGER, passed INTEGER, refused INTEGER, withdrawn_by_applicant INTEGER, withdrawn_by_force INTEGER,
    suspended INTEGER, cancelled INTEGER, pending INTEGER,
    PRIMARY KEY (batch, position)
) WITHOUT ROWID;

CREATE TABLE detail (
    batch INTEGER NOT NULL REFERENCES batch, position INTEGER NOT NULL,
    force TEXT NOT NULL, period TEXT NOT NULL, workforce TEXT NOT NULL, breakdown TEXT NOT NULL, "group" TEXT NOT NULL,
    topic TEXT NOT NULL, item TEXT NOT NULL, cases INTEGER,
    PRIMARY KEY (batch, position)
) WITHOUT ROWID;

-- One counting of one force's extract of one period; the current one is the one that nothing has superseded.
CREATE TABLE run (
    id INTEGER PRIMARY KEY, batch INTEGER NOT NULL REFERENCES batch,
    force TEXT NOT NULL, period TEXT NOT NULL, start TEXT NOT NULL, "end" TEXT NOT NULL,
    stored_at TEXT NOT NULL, superseded_at TEXT
);
CREATE UNIQUE INDEX one_current_run ON run (force, period) WHERE superseded_at IS NULL;

CREATE TABLE run_source (
    run INTEGER NOT NULL REFERENCES run, position INTEGER NOT NULL, name TEXT NOT NULL, sha256 TEXT NOT NULL,
    PRIMARY KEY (run, position)
) WITHOUT ROWID;

-- What was published, as published, and the counts behind it; never changed and never deleted.
CREATE TABLE release (
    id INTEGER PRIMARY KEY, batch INTEGER NOT NULL REFERENCES batch, exact INTEGER REFERENCES batch,
    policy TEXT NOT NULL, released_at TEXT NOT NULL
);

CREATE TABLE release_file (
    release INTEGER NOT NULL REFERENCES release, position INTEGER NOT NULL, name TEXT NOT NULL, sha256 TEXT NOT NULL,
    PRIMARY KEY (release, position)
) WITHOUT ROWID;

-- One message to one recipient. next_try is NULL once it is sent or given up.
CREATE TABLE outgoing (
    id INTEGER PRIMARY KEY, message_id TEXT NOT NULL UNIQUE, period TEXT NOT NULL, recipient TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'failed')),
    attempts INTEGER NOT NULL, next_try TEXT, last_error TEXT NOT NULL, changed_at TEXT NOT NULL
);
