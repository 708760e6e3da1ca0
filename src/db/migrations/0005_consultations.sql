-- Requests for a consultation, one row each. The id is made of the address and of what was written, so that a form sent twice is one
-- request. `address_hash` is the keyed hash of the normalised address; `subscriber_id` is there for a confirmed reader, with whom
-- it goes when she is erased. The texts are as she wrote them, less invisible signs.
CREATE TABLE consultations (
  id TEXT PRIMARY KEY CHECK (length(id) = 22),
  address_hash TEXT NOT NULL CHECK (length(address_hash) = 22),
  subscriber_id INTEGER REFERENCES subscribers (id) ON DELETE CASCADE,
  email TEXT NOT NULL CHECK (length(email) BETWEEN 3 AND 254),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  reach TEXT NOT NULL CHECK (length(reach) <= 500),
  times TEXT NOT NULL CHECK (length(times) <= 500),
  topic TEXT NOT NULL DEFAULT '' CHECK (length(topic) <= 2000),
  worksheet TEXT NOT NULL DEFAULT '' CHECK (length(worksheet) <= 12000),
  status TEXT NOT NULL DEFAULT 'new' CHECK (status IN ('new', 'answered', 'booked', 'done')),
  created_at INTEGER NOT NULL
) STRICT;

-- For the seal of every lesson mail, which asks whether she has asked already, and for the caps of a day.
CREATE INDEX consultations_of_address ON consultations (address_hash, created_at);
CREATE INDEX consultations_by_day ON consultations (created_at);
CREATE INDEX consultations_of_subscriber ON consultations (subscriber_id) WHERE subscriber_id IS NOT NULL;

-- A notice about a request: to her, that it came; to the author, what it says.
ALTER TABLE notices ADD COLUMN consultation_id TEXT REFERENCES consultations (id) ON DELETE CASCADE;
CREATE INDEX notices_of_consultation ON notices (consultation_id) WHERE consultation_id IS NOT NULL;
