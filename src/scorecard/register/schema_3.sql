-- A rate that a reply printed (13.6%: value 0.136, step 0.001). `release.rates` is the digest of a release's rates, empty
-- where there are none, so that a damaged one is noticed when it is read.
CREATE TABLE release_rate (
    release INTEGER NOT NULL REFERENCES release, position INTEGER NOT NULL,
    force TEXT NOT NULL, period TEXT NOT NULL, workforce TEXT NOT NULL, breakdown TEXT NOT NULL, "group" TEXT NOT NULL,
    numerator TEXT NOT NULL, denominator TEXT NOT NULL, value REAL NOT NULL, step REAL NOT NULL,
    PRIMARY KEY (release, position)
) WITHOUT ROWID;

ALTER TABLE release ADD COLUMN rates TEXT NOT NULL DEFAULT '';
