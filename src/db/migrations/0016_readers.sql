-- The author's page of one reader: what she did for her by hand, and what was told of her mails, found without reading everybody's.

-- Append-only. It goes with her row when she is erased.
CREATE TABLE desk_deeds (
  id INTEGER PRIMARY KEY,
  subscriber_id INTEGER NOT NULL REFERENCES subscribers (id) ON DELETE CASCADE,
  deed TEXT NOT NULL CHECK (length(deed) BETWEEN 1 AND 64),
  detail TEXT NOT NULL DEFAULT '' CHECK (length(detail) <= 200),
  reason TEXT NOT NULL DEFAULT '' CHECK (length(reason) <= 500),
  done_at INTEGER NOT NULL
) STRICT;

CREATE INDEX desk_deeds_of_subscriber ON desk_deeds (subscriber_id, done_at);
CREATE TRIGGER desk_deeds_stay_as_written BEFORE UPDATE ON desk_deeds BEGIN SELECT raise(ABORT, 'what was done stays as it was written'); END;

CREATE INDEX mail_events_of_enrollment ON mail_events (enrollment_id, happened_at) WHERE enrollment_id IS NOT NULL;
CREATE INDEX mail_events_of_notice ON mail_events (notice_id, happened_at) WHERE notice_id IS NOT NULL;
