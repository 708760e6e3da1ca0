-- Letters: one mail to a group of readers, as a course of one lesson (`letter:<key>`) through the same ledger; a copy of a lesson for
-- one reader is a course of one lesson too (`copy:<lesson>`), each copy another part.

-- One sending of a letter. `key` names its file; `whom`, `source` and the weeks of first sign-up say to whom, as they were at `created_at`.
-- `up_to_id` is the last subscriber looked at, first by counting, then by enrolling; null when all were. `people` were counted and
-- confirmed, and never more are enrolled. `digest` is that of the letter when it was confirmed. `sent` counts what left since this
-- sending began.
CREATE TABLE letters (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL CHECK (length(key) BETWEEN 1 AND 64 AND key NOT GLOB '*[^A-Za-z0-9_-]*'),
  whom TEXT NOT NULL CHECK (whom IN ('finished', 'under-way', 'everybody')),
  source TEXT CHECK (length(source) <= 253),
  from_week INTEGER,
  to_week INTEGER,
  state TEXT NOT NULL DEFAULT 'counting' CHECK (state IN ('counting', 'counted', 'sending', 'stopping', 'stopped', 'done')),
  up_to_id INTEGER DEFAULT 0,
  people INTEGER NOT NULL DEFAULT 0,
  enrolled INTEGER NOT NULL DEFAULT 0,
  sent INTEGER NOT NULL DEFAULT 0,
  digest TEXT,
  created_at INTEGER NOT NULL,
  confirmed_at INTEGER,
  ended_at INTEGER,
  CHECK (enrolled <= people),
  CHECK (state IN ('counting', 'counted') OR digest IS NOT NULL AND confirmed_at IS NOT NULL)
) STRICT;

-- One sending of a letter at a time. And what a tick has to do for letters: nothing, most of the time.
CREATE UNIQUE INDEX letters_under_way ON letters (key) WHERE state IN ('counting', 'counted', 'sending', 'stopping');
CREATE INDEX letters_of_key ON letters (key, id);
