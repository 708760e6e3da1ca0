-- When sending went on after the last pause: what waited through it is not held up by anything since before that.

ALTER TABLE engine ADD COLUMN resumed_at INTEGER;
