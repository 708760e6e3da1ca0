-- What a bad turn leaves behind: soft bounces by address, the rates of a day, a stop that only the author ends, and her own hand.

-- The address hash a soft bounce came from: several on different days count as a hard one, whatever order they are told in.
ALTER TABLE mail_events ADD COLUMN soft_bounce_of TEXT CHECK (soft_bounce_of IS NULL OR length(soft_bounce_of) = 22);
CREATE INDEX mail_events_of_soft_bounces ON mail_events (soft_bounce_of, happened_at) WHERE soft_bounce_of IS NOT NULL;

-- Hard bounces and complaints by the UTC day on which they happened, each mail's once. `settled_…` is the part of each count that the
-- author has seen and resumed after: it counts for no rate any more.
ALTER TABLE sending_days ADD COLUMN bounced INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sending_days ADD COLUMN complained INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sending_days ADD COLUMN settled_accepted INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sending_days ADD COLUMN settled_bounced INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sending_days ADD COLUMN settled_complained INTEGER NOT NULL DEFAULT 0;

-- When the circuit breaker stopped all sending, and the counts that made it: a JSON object. Both null when it has not.
ALTER TABLE engine ADD COLUMN stopped_at INTEGER;
ALTER TABLE engine ADD COLUMN stopped_for TEXT CHECK (stopped_for IS NULL OR json_valid(stopped_for));

-- Append-only: what the author did to suppressions by hand, and why. `was` is what stood against the address before.
CREATE TABLE suppression_changes (
  id INTEGER PRIMARY KEY,
  address_hash TEXT NOT NULL CHECK (length(address_hash) = 22),
  change TEXT NOT NULL CHECK (change IN ('added', 'removed')),
  was TEXT CHECK (was IN ('manual', 'hard_bounce', 'complaint')),
  reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
  she_asked INTEGER NOT NULL DEFAULT 0 CHECK (she_asked IN (0, 1)),
  changed_at INTEGER NOT NULL
) STRICT;

CREATE INDEX suppression_changes_of_address ON suppression_changes (address_hash, changed_at);
