-- The author's desk: her sessions, the funnel's counts, and visits counted without knowing anybody.

-- One browser of hers. `link` is the notice that let her in, once: the row stays as long as the link could. `session_hash` is a
-- keyed hash of what the browser keeps.
CREATE TABLE desk_sessions (
  link TEXT PRIMARY KEY CHECK (length(link) = 22),
  session_hash TEXT NOT NULL UNIQUE CHECK (length(session_hash) = 22),
  began_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT, WITHOUT ROWID;

-- How many were mailed of late.
CREATE INDEX notices_of_desk ON notices (created_at) WHERE kind = 'sign-in';

-- The week in which she first signed up (Mondays of the course's zone, in weeks since 1970) and where she came from then, for the funnel. Null for
-- whoever was there before these columns were: the funnel begins with them.
ALTER TABLE subscribers ADD COLUMN first_week INTEGER;
ALTER TABLE subscribers ADD COLUMN first_source TEXT CHECK (length(first_source) <= 253);

-- How many people of one week and source came as far as this step, each counted once: 'sign-up', 'confirm', 'lesson:<key>', 'consultation'.
-- The source '*' is everybody. Counts stay when a person is erased: they say nothing of her.
CREATE TABLE funnel (
  week INTEGER NOT NULL,
  source TEXT NOT NULL,
  step TEXT NOT NULL,
  people INTEGER NOT NULL,
  PRIMARY KEY (week, source, step)
) STRICT, WITHOUT ROWID;

-- How often the landing page was opened by somebody who moved a hand there. Nothing else of them is known. The source '*' is everybody.
CREATE TABLE visits (
  week INTEGER NOT NULL,
  source TEXT NOT NULL CHECK (length(source) <= 253),
  visits INTEGER NOT NULL CHECK (visits > 0),
  PRIMARY KEY (week, source)
) STRICT, WITHOUT ROWID;

-- Finding readers at the desk, a page at a time, however many there are.
CREATE INDEX subscribers_by_email ON subscribers (email COLLATE NOCASE);
CREATE INDEX enrollments_completed ON enrollments (completed_at) WHERE completed_at IS NOT NULL;
CREATE INDEX enrollments_stopped ON enrollments (stopped_at) WHERE stopped_at IS NOT NULL;
CREATE INDEX deliveries_troubled ON deliveries (status, claimed_at) WHERE status IN ('failed', 'unconfirmed');
CREATE INDEX suppressions_by_time ON suppressions (created_at);
