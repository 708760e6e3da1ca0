-- What a consent proves and for how long: the version of its wording, whence it was given, the last mail that it allowed.

-- The first 12 hex digits of the wording's SHA-256. Null for what was recorded before this column was: it follows from the wording.
ALTER TABLE consents ADD COLUMN wording_version TEXT CHECK (length(wording_version) = 12);

-- Her network's prefix and her browser's name for itself, as hashes keyed by IDENTITY_SECRET and salted with `given_at`. Null for not told.
ALTER TABLE consents ADD COLUMN network_hash TEXT CHECK (length(network_hash) = 22);
ALTER TABLE consents ADD COLUMN client_hash TEXT CHECK (length(client_hash) = 22);

-- The last mail to this address, as known when somebody last had to know: the ledger itself knows it until she is erased.
ALTER TABLE consents ADD COLUMN last_mail_at INTEGER;

-- Which are the oldest, for the sweep that removes them; no consent is past its time before `consents_from`.
CREATE INDEX consents_by_age ON consents (ifnull(last_mail_at, given_at));
ALTER TABLE engine ADD COLUMN consents_from INTEGER NOT NULL DEFAULT 0;

-- Rows are added, confirmed once, and nothing else. Each trigger stands on one line, with BEGIN and END in capitals and no other END:
-- D1 cuts a migration into statements by itself and takes no other form for sure.
CREATE TRIGGER consents_keep_their_words BEFORE UPDATE OF id, address_hash, wording, wording_version, page, given_at, utm, referrer, network_hash, client_hash ON consents BEGIN SELECT raise(ABORT, 'a consent keeps its words'); END;
CREATE TRIGGER consents_are_confirmed_once BEFORE UPDATE OF confirmed_at ON consents WHEN OLD.confirmed_at IS NOT NULL AND NEW.confirmed_at IS NOT OLD.confirmed_at BEGIN SELECT raise(ABORT, 'a consent is confirmed once'); END;
CREATE TRIGGER consents_are_kept_no_shorter BEFORE UPDATE OF last_mail_at ON consents WHEN ifnull(NEW.last_mail_at, 0) < ifnull(OLD.last_mail_at, 0) BEGIN SELECT raise(ABORT, 'the last mail is never an earlier one'); END;

-- 1,066 days: what the sweep removes is 30 days older, so that a tick that comes late is never refused. The engine's clock is that of the last tick.
CREATE TRIGGER consents_stay BEFORE DELETE ON consents WHEN OLD.confirmed_at IS NOT NULL AND ifnull(OLD.last_mail_at, OLD.given_at) > ifnull((SELECT last_tick_at FROM engine WHERE id = 1), 0) - 92102400000 BEGIN SELECT raise(ABORT, 'a confirmed consent is kept for three years'); END;
