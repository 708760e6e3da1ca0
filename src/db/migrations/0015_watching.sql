-- Letters and alerts to the author: what they tell is fixed when they are written, and found again by kind.

-- A JSON object: the numbers that the mail's words are made of.
ALTER TABLE notices ADD COLUMN told TEXT CHECK (told IS NULL OR json_valid(told));

CREATE INDEX notices_to_author ON notices (kind, created_at) WHERE subscriber_id IS NULL;

-- Which batch has waited longest, in one look however many wait.
CREATE INDEX batches_oldest ON batches (created_at) WHERE state <> 'closed';
