-- The author's desk: her sessions, the links that let her in, and visits counted without knowing anybody.

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

-- People who moved a hand on the landing page, by the course's day (days since 1970) and by where they came from. Nothing else of them is known.
CREATE TABLE visits (
  day INTEGER NOT NULL,
  source TEXT NOT NULL CHECK (length(source) <= 100),
  visits INTEGER NOT NULL CHECK (visits > 0),
  PRIMARY KEY (day, source)
) STRICT, WITHOUT ROWID;
