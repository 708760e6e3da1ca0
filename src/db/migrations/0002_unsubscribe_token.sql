-- The token of her link that stops everything, made once when she confirms: signing it for each mail would be a third of a mail's
-- work. Null for whoever confirmed before this column was, until she confirms again; her mails sign it as they go.
ALTER TABLE subscribers ADD COLUMN unsubscribe_token TEXT;
