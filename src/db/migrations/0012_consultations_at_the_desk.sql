-- What the author does about a request for a consultation, and what a system of hers is told of it. All of it goes with the request.

-- Each change of the status, in the order in which they were made.
CREATE TABLE consultation_changes (
  id TEXT PRIMARY KEY CHECK (length(id) = 22),
  consultation_id TEXT NOT NULL REFERENCES consultations (id) ON DELETE CASCADE,
  from_status TEXT NOT NULL CHECK (from_status IN ('new', 'answered', 'booked', 'done')),
  to_status TEXT NOT NULL CHECK (to_status IN ('new', 'answered', 'booked', 'done')),
  changed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX changes_of_consultation ON consultation_changes (consultation_id, changed_at);

-- The author's own words. The id is made with the form, so that a form sent twice is one note.
CREATE TABLE consultation_notes (
  id TEXT PRIMARY KEY CHECK (length(id) = 22),
  consultation_id TEXT NOT NULL REFERENCES consultations (id) ON DELETE CASCADE,
  words TEXT NOT NULL CHECK (length(words) BETWEEN 1 AND 4000),
  written_at INTEGER NOT NULL
) STRICT;
CREATE INDEX notes_of_consultation ON consultation_notes (consultation_id, written_at);

-- One thing to tell that system, until it has taken it. What it says of her is read from the request at each attempt. While one is
-- under way, `next_try_at` lies past its end; `attempts` tells which one.
CREATE TABLE outgoing_webhooks (
  id TEXT PRIMARY KEY CHECK (length(id) = 22),
  consultation_id TEXT NOT NULL REFERENCES consultations (id) ON DELETE CASCADE,
  type TEXT NOT NULL CHECK (type IN ('consultation.requested', 'consultation.changed')),
  status TEXT NOT NULL CHECK (status IN ('new', 'answered', 'booked', 'done')),
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'taken', 'given_up')),
  attempts INTEGER NOT NULL DEFAULT 0,
  next_try_at INTEGER NOT NULL,
  last_answer TEXT CHECK (length(last_answer) <= 100),
  created_at INTEGER NOT NULL,
  closed_at INTEGER
) STRICT;
CREATE INDEX webhooks_of_consultation ON outgoing_webhooks (consultation_id, created_at);
CREATE UNIQUE INDEX webhook_of_request ON outgoing_webhooks (consultation_id) WHERE type = 'consultation.requested';
CREATE INDEX webhooks_waiting ON outgoing_webhooks (next_try_at) WHERE state = 'waiting';
CREATE INDEX webhooks_given_up ON outgoing_webhooks (closed_at) WHERE state = 'given_up';

-- For the list of one status, newest first.
CREATE INDEX consultations_by_status ON consultations (status, created_at);
