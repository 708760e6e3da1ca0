-- Where she came from when she signed up, told by the page's address and her browser. `utm` is a JSON object of the utm_ words that
-- were there, `referrer` the host of the page before. Null for nothing told, and for whoever signed up before this column was.
ALTER TABLE consents ADD COLUMN utm TEXT CHECK (utm IS NULL OR json_valid(utm));
ALTER TABLE consents ADD COLUMN referrer TEXT CHECK (length(referrer) <= 253);
