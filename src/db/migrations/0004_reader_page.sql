-- What a reader's own page needs: parts begun anew at a lesson, and a change of address.

-- The lesson at which a later part began; and of the part before it, when it ended in its favour. Only the latest part gets lessons.
ALTER TABLE enrollments ADD COLUMN from_lesson TEXT;
ALTER TABLE enrollments ADD COLUMN replaced_at INTEGER;

-- Whose address a notice goes to when it is not its reader's: the hash of the one she wants to move to.
ALTER TABLE notices ADD COLUMN address_hash TEXT CHECK (address_hash IS NULL OR length(address_hash) = 22);
CREATE INDEX notices_of_address ON notices (address_hash, created_at) WHERE address_hash IS NOT NULL;

-- Addresses a reader had before: her older links that stop everything still find her, and late news of mails to an older address
-- say nothing of the new one.
CREATE TABLE former_addresses (
  id INTEGER PRIMARY KEY,
  subscriber_id INTEGER NOT NULL REFERENCES subscribers (id) ON DELETE CASCADE,
  address_hash TEXT NOT NULL CHECK (length(address_hash) = 22),
  left_at INTEGER NOT NULL
) STRICT;

CREATE INDEX former_addresses_of_subscriber ON former_addresses (subscriber_id);
CREATE INDEX former_addresses_by_hash ON former_addresses (address_hash);

-- Which clocks are in use: readers may choose any, and a tick reckons with these alone.
CREATE INDEX subscribers_of_clock ON subscribers (clock_id);
