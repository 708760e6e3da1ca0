-- Readers brought in from a file: which file, how far it is worked off, and what became of each line.

-- `mode`: she is asked by the confirm mail, or she has confirmed where she signed up. `lines` are those that are to be done; `done_to`
-- is the last line looked at, `done` how many were. `ready_at` is null until all its lines are here; one that never gets there is swept after a day.
CREATE TABLE imports (
  id TEXT PRIMARY KEY CHECK (length(id) = 22),
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  mode TEXT NOT NULL CHECK (mode IN ('ask', 'already_confirmed')),
  lines INTEGER NOT NULL,
  begun_at INTEGER NOT NULL,
  ready_at INTEGER,
  done_to INTEGER NOT NULL DEFAULT 0,
  done INTEGER NOT NULL DEFAULT 0,
  ended_at INTEGER,
  stopped INTEGER NOT NULL DEFAULT 0 CHECK (stopped IN (0, 1)),
  CHECK (stopped = 0 OR ended_at IS NOT NULL)
) STRICT;

-- A file is taken once, unless the author stopped it.
CREATE UNIQUE INDEX imports_once ON imports (digest) WHERE ready_at IS NOT NULL AND stopped = 0;
CREATE INDEX imports_going_on ON imports (ready_at) WHERE ready_at IS NOT NULL AND ended_at IS NULL;
CREATE INDEX imports_unready ON imports (begun_at) WHERE ready_at IS NULL;
CREATE INDEX imports_by_age ON imports (begun_at);

-- One line of the file. What it says of a person is emptied as soon as it is done: then she is a subscriber, or nobody.
CREATE TABLE import_rows (
  import_id TEXT NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
  line INTEGER NOT NULL,
  address_hash TEXT CHECK (length(address_hash) = 22),
  email TEXT CHECK (length(email) BETWEEN 3 AND 254),
  name TEXT CHECK (length(name) <= 200),
  wording TEXT CHECK (length(wording) <= 2000),
  source TEXT CHECK (length(source) <= 500),
  consent_at INTEGER,
  confirmed_at INTEGER,
  outcome TEXT CHECK (outcome IN ('asked', 'enrolled', 'suppressed', 'unsubscribed', 'reader', 'waiting', 'moved', 'erased', 'stopped')),
  PRIMARY KEY (import_id, line),
  CHECK (outcome IS NOT NULL OR (address_hash IS NOT NULL AND email IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX import_rows_of_address ON import_rows (address_hash) WHERE address_hash IS NOT NULL;

-- When a consent was brought in from elsewhere: then its words, time and place are what the author says, not what the house saw.
ALTER TABLE consents ADD COLUMN imported_at INTEGER;
CREATE TRIGGER consents_keep_their_origin BEFORE UPDATE OF imported_at ON consents BEGIN SELECT raise(ABORT, 'a consent keeps its words'); END;
