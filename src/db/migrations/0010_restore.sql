-- A database put back to an earlier moment: what it does not know yet, and which gaps it has lived through.

-- Set while nobody has found out what was sent since: the moment (unix ms) up to which the database knows, and when it was put back.
ALTER TABLE engine ADD COLUMN restored_to INTEGER;
ALTER TABLE engine ADD COLUMN restored_at INTEGER;
ALTER TABLE engine ADD COLUMN restored_stops TEXT CHECK (restored_stops IN ('newer copy', 'list', 'unknown'));

-- Append-only: one row for each restore that was ended. `stops` says how stops of that time were learnt: from a newer copy of the
-- database, from the author's list, or not at all; `counts` is a JSON object of numbers, null when nobody asked the provider.
CREATE TABLE gaps (
  id INTEGER PRIMARY KEY,
  from_at INTEGER NOT NULL,
  to_at INTEGER NOT NULL,
  stops TEXT NOT NULL CHECK (stops IN ('newer copy', 'list', 'unknown')),
  counts TEXT CHECK (counts IS NULL OR json_valid(counts)),
  ended_at INTEGER NOT NULL
) STRICT;
