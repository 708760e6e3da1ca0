-- The ledger and the people it serves. Times are unix milliseconds. Later migrations only add.

-- A way of receiving lessons: zone, minute of the day, pace, quiet days (never all weekdays). Few rows, shared by many
-- readers, so that due times are computed once per clock and not once per reader.
CREATE TABLE clocks (
  id INTEGER PRIMARY KEY,
  zone TEXT NOT NULL,
  minute INTEGER NOT NULL CHECK (minute BETWEEN 0 AND 1439),
  pace_days INTEGER NOT NULL DEFAULT 1 CHECK (pace_days BETWEEN 1 AND 30),
  quiet_days INTEGER NOT NULL DEFAULT 0 CHECK (quiet_days BETWEEN 0 AND 254 AND quiet_days & 127 <> 127),
  UNIQUE (zone, minute, pace_days, quiet_days)
) STRICT;

-- A person by address. `address_hash` is the keyed hash of the normalised address.
CREATE TABLE subscribers (
  id INTEGER PRIMARY KEY,
  address_hash TEXT NOT NULL UNIQUE CHECK (length(address_hash) = 22),
  email TEXT NOT NULL CHECK (length(email) BETWEEN 3 AND 254),
  name TEXT NOT NULL DEFAULT '' CHECK (length(name) <= 200),
  clock_id INTEGER NOT NULL REFERENCES clocks (id),
  signed_up_at INTEGER NOT NULL,
  confirmed_at INTEGER,
  unsubscribed_at INTEGER
) STRICT;

-- Never-confirmed addresses, for the sweep that forgets them.
CREATE INDEX subscribers_unconfirmed ON subscribers (signed_up_at) WHERE confirmed_at IS NULL;

-- Append-only: what she agreed to. Kept by address hash, so that it outlives the person's row.
CREATE TABLE consents (
  id INTEGER PRIMARY KEY,
  address_hash TEXT NOT NULL CHECK (length(address_hash) = 22),
  wording TEXT NOT NULL,
  page TEXT NOT NULL,
  given_at INTEGER NOT NULL,
  confirmed_at INTEGER
) STRICT;

CREATE INDEX consents_of_address ON consents (address_hash);

-- Her passage through one course: part 0. Later parts are starts from a lesson anew. `next_lesson` is a cache of the course's rule; `last_lesson` is the one claimed last.
CREATE TABLE enrollments (
  id INTEGER PRIMARY KEY,
  subscriber_id INTEGER NOT NULL REFERENCES subscribers (id) ON DELETE CASCADE,
  course TEXT NOT NULL,
  part INTEGER NOT NULL DEFAULT 0,
  last_lesson TEXT,
  next_lesson TEXT,
  next_due_at INTEGER,
  created_at INTEGER NOT NULL,
  completed_at INTEGER,
  stopped_at INTEGER,
  stop_reason TEXT CHECK (stop_reason IN ('unsubscribed', 'manual', 'hard_bounce', 'complaint')),
  CHECK ((stopped_at IS NULL) = (stop_reason IS NULL)),
  CHECK (stopped_at IS NULL OR next_due_at IS NULL),
  CHECK (next_due_at IS NULL OR next_lesson IS NOT NULL),
  UNIQUE (subscriber_id, course, part)
) STRICT;

CREATE INDEX enrollments_due ON enrollments (next_lesson, next_due_at) WHERE next_due_at IS NOT NULL;

-- At most 100 deliveries sent in one call. The id is 128 random bits: it must not repeat after a restore or beside a
-- second deployment, because it is the provider's idempotency key. `members` are [enrollment id, clock id] at the claim.
-- `sealed` holds the fixed set while its outcome is not known, and is emptied when the batch closes. `first_unknown_at` is the first attempt that may have reached the provider.
CREATE TABLE batches (
  id TEXT PRIMARY KEY CHECK (length(id) = 22),
  lesson TEXT NOT NULL CHECK (length(lesson) BETWEEN 1 AND 64 AND lesson NOT GLOB '*[^A-Za-z0-9_-]*'),
  members TEXT NOT NULL CHECK (json_valid(members)),
  urgent INTEGER NOT NULL DEFAULT 0 CHECK (urgent IN (0, 1)),
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'sealed', 'closed')),
  generation INTEGER NOT NULL DEFAULT 1,
  attempts INTEGER NOT NULL DEFAULT 0,
  singly INTEGER NOT NULL DEFAULT 0 CHECK (singly IN (0, 1)),
  sealed TEXT CHECK (sealed IS NULL OR json_valid(sealed)),
  leased_until INTEGER,
  rung_at INTEGER NOT NULL,
  first_unknown_at INTEGER,
  created_at INTEGER NOT NULL,
  CHECK ((state = 'sealed') = (sealed IS NOT NULL)),
  CHECK (state <> 'sealed' OR first_unknown_at IS NOT NULL)
) STRICT;

CREATE INDEX batches_open ON batches (urgent DESC, rung_at) WHERE state <> 'closed';

-- The ledger: one lesson to one enrollment, once. The key is the guarantee.
CREATE TABLE deliveries (
  enrollment_id INTEGER NOT NULL REFERENCES enrollments (id) ON DELETE CASCADE,
  lesson TEXT NOT NULL CHECK (length(lesson) BETWEEN 1 AND 64 AND lesson NOT GLOB '*[^A-Za-z0-9_-]*'),
  batch_id TEXT NOT NULL,
  status TEXT NOT NULL DEFAULT 'claimed' CHECK (status IN ('claimed', 'sent', 'failed', 'skipped', 'unconfirmed')),
  reason TEXT,
  provider_id TEXT,
  claimed_at INTEGER NOT NULL,
  sent_at INTEGER,
  delivered_at INTEGER,
  bounced_at INTEGER,
  complained_at INTEGER,
  PRIMARY KEY (enrollment_id, lesson),
  CHECK (status NOT IN ('failed', 'skipped', 'unconfirmed') OR reason IS NOT NULL),
  CHECK (status <> 'sent' OR sent_at IS NOT NULL)
) STRICT, WITHOUT ROWID;

-- A mail that is not a lesson, with the life of a batch and a delivery in one row.
CREATE TABLE notices (
  id TEXT PRIMARY KEY CHECK (length(id) = 22),
  kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 64),
  subscriber_id INTEGER REFERENCES subscribers (id) ON DELETE CASCADE,
  email TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'sealed', 'closed')),
  status TEXT NOT NULL DEFAULT 'claimed' CHECK (status IN ('claimed', 'sent', 'failed', 'skipped', 'unconfirmed')),
  reason TEXT,
  generation INTEGER NOT NULL DEFAULT 1,
  attempts INTEGER NOT NULL DEFAULT 0,
  sealed TEXT CHECK (sealed IS NULL OR json_valid(sealed)),
  leased_until INTEGER,
  rung_at INTEGER NOT NULL,
  first_unknown_at INTEGER,
  provider_id TEXT,
  created_at INTEGER NOT NULL,
  sent_at INTEGER,
  delivered_at INTEGER,
  bounced_at INTEGER,
  complained_at INTEGER,
  CHECK (state <> 'closed' OR status <> 'claimed'),
  CHECK ((state = 'sealed') = (sealed IS NOT NULL))
) STRICT;

CREATE INDEX notices_open ON notices (rung_at) WHERE state <> 'closed';
CREATE INDEX notices_of_subscriber ON notices (subscriber_id, created_at);

-- This address must not be mailed at all. Keyed by hash, so that erasing a person can keep it.
CREATE TABLE suppressions (
  address_hash TEXT PRIMARY KEY CHECK (length(address_hash) = 22),
  reason TEXT NOT NULL CHECK (reason IN ('manual', 'hard_bounce', 'complaint')),
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Verified webhooks worth keeping: everything but the everyday sent and delivered, which are facts in the ledger.
CREATE TABLE mail_events (
  id TEXT PRIMARY KEY,
  type TEXT NOT NULL,
  enrollment_id INTEGER,
  lesson TEXT,
  notice_id TEXT,
  detail TEXT NOT NULL,
  happened_at INTEGER NOT NULL,
  received_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Mails the provider accepted on one UTC day, for the quota.
CREATE TABLE sending_days (
  day TEXT PRIMARY KEY CHECK (length(day) = 10),
  accepted INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The engine's own state: one row. Nobody can be forgotten before `forget_from`.
CREATE TABLE engine (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  last_tick_at INTEGER,
  paused_until INTEGER,
  pause_reason TEXT,
  course_shape TEXT,
  replanning_shape TEXT,
  replanned_to INTEGER,
  forget_from INTEGER NOT NULL DEFAULT 0,
  CHECK ((paused_until IS NULL) = (pause_reason IS NULL))
) STRICT;

INSERT INTO engine (id) VALUES (1);
