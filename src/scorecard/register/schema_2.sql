-- about: which files a message tells of (`Outgoing.about`). repeated: an earlier try may have arrived as well.
ALTER TABLE outgoing ADD COLUMN about TEXT NOT NULL DEFAULT '';
ALTER TABLE outgoing ADD COLUMN repeated INTEGER NOT NULL DEFAULT 0;
