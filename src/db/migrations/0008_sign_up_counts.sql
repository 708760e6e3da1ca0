-- How many sign-ups came from one network, or to one domain or mailbox, on one day (UTC, in days since 1970) and in the hour of
-- the day's last one (in hours since 1970). `counted` is a keyed hash that is another one each day. Rows of former days are swept.
CREATE TABLE sign_up_counts (
  day INTEGER NOT NULL,
  counted TEXT NOT NULL CHECK (length(counted) = 22),
  in_day INTEGER NOT NULL CHECK (in_day > 0),
  hour INTEGER NOT NULL,
  in_hour INTEGER NOT NULL CHECK (in_hour > 0),
  PRIMARY KEY (day, counted)
) STRICT, WITHOUT ROWID;
