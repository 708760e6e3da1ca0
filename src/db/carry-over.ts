/** Carrying over: stops, suppressions, consents and erasures that a newer copy of the database knows and a restored one has forgotten. */

/** [address hash, since when (unix ms)] */
export type StoppedHash = [string, number];

/** Who has stopped, by the address she has and those she had before: `{ address_hash, at }` rows. */
export function stoppedIn(db: D1Database) {
  return db.prepare(`
    SELECT s.address_hash, s.unsubscribed_at AS at FROM subscribers s WHERE s.unsubscribed_at IS NOT NULL
    UNION SELECT f.address_hash, s.unsubscribed_at FROM former_addresses f JOIN subscribers s ON s.id = f.subscriber_id
    WHERE s.unsubscribed_at IS NOT NULL`);
}

export type SuppressedRow = { address_hash: string; reason: "manual" | "hard_bounce" | "complaint"; at: number };

/** Every suppression: `SuppressedRow`s. */
export function suppressedIn(db: D1Database) {
  return db.prepare(`SELECT address_hash, reason, created_at AS at FROM suppressions`);
}

/**
 * Hashes of readers who were erased since then: their confirmed consents are kept, with the moment of the erasure as that of
 * the last mail, and nobody has their address.
 */
export function erasedIn(db: D1Database, since: number) {
  return db
    .prepare(`
      SELECT DISTINCT c.address_hash, c.last_mail_at AS at FROM consents c
      WHERE c.confirmed_at IS NOT NULL AND c.last_mail_at > ?1
        AND NOT EXISTS (SELECT 1 FROM subscribers s WHERE s.address_hash = c.address_hash)
        AND NOT EXISTS (SELECT 1 FROM former_addresses f WHERE f.address_hash = c.address_hash)`)
    .bind(since);
}

/** Confirmed consents given or confirmed since then, and what was done to suppressions by hand: JSON, one row each. */
export function evidenceSince(db: D1Database, since: number) {
  return [
    db
      .prepare(`
        SELECT json_array(address_hash, wording, page, given_at, confirmed_at, utm, referrer, wording_version, network_hash,
          client_hash, last_mail_at) AS row FROM consents WHERE confirmed_at > ?1`)
      .bind(since),
    db
      .prepare(`
        SELECT json_array(address_hash, change, was, reason, she_asked, changed_at) AS row FROM suppression_changes
        WHERE changed_at > ?1`)
      .bind(since),
  ];
}

/** Hashes of everybody who has confirmed, with those she had before. */
export function readersIn(db: D1Database) {
  return db.prepare(`
    SELECT address_hash FROM subscribers WHERE confirmed_at IS NOT NULL UNION SELECT address_hash FROM former_addresses`);
}

/** Subscribers with these addresses, whatever the case of their letters. */
export function hashesOfAddresses(db: D1Database, addresses: readonly string[]) {
  return db
    .prepare(`
      SELECT s.address_hash, lower(s.email) AS email
      FROM json_each(?1) a CROSS JOIN subscribers s ON s.email = a.value COLLATE NOCASE`)
    .bind(JSON.stringify(addresses));
}

/** As if each had stopped by herself then. Whoever has stopped already stays as she is. The first returns who is meant. */
export function stopHashes(db: D1Database, stopped: readonly StoppedHash[]) {
  const told = JSON.stringify(stopped);
  return [
    db
      .prepare(`
        UPDATE subscribers SET unsubscribed_at = m.value ->> 1 FROM json_each(?1) m
        WHERE address_hash = m.value ->> 0 AND unsubscribed_at IS NULL RETURNING id`)
      .bind(told),
    db
      .prepare(`
        UPDATE enrollments SET stopped_at = m.value ->> 1, stop_reason = 'unsubscribed', next_due_at = NULL
        FROM json_each(?1) m JOIN subscribers s ON s.address_hash = m.value ->> 0
        WHERE subscriber_id = s.id AND stopped_at IS NULL`)
      .bind(told),
  ];
}

/** Evidence that this database has not: rows of `evidenceSince`, as JSON arrays. Each returns the rows it added. */
export function keepEvidence(db: D1Database, consents: readonly string[], changes: readonly string[]) {
  return [
    db
      .prepare(`
        INSERT INTO consents (address_hash, wording, page, given_at, confirmed_at, utm, referrer, wording_version, network_hash,
          client_hash, last_mail_at)
        SELECT m.value ->> 0, m.value ->> 1, m.value ->> 2, m.value ->> 3, m.value ->> 4, m.value ->> 5, m.value ->> 6,
          m.value ->> 7, m.value ->> 8, m.value ->> 9, m.value ->> 10
        FROM json_each(?1) m WHERE NOT EXISTS (SELECT 1 FROM consents c
          WHERE c.address_hash = m.value ->> 0 AND c.given_at = m.value ->> 3 AND c.confirmed_at IS NOT NULL)
        RETURNING id`)
      .bind(together(consents)),
    db
      .prepare(`
        INSERT INTO suppression_changes (address_hash, change, was, reason, she_asked, changed_at)
        SELECT m.value ->> 0, m.value ->> 1, m.value ->> 2, m.value ->> 3, m.value ->> 4, m.value ->> 5
        FROM json_each(?1) m WHERE NOT EXISTS (SELECT 1 FROM suppression_changes c
          WHERE c.address_hash = m.value ->> 0 AND c.changed_at = m.value ->> 5 AND c.change = m.value ->> 1)
        RETURNING id`)
      .bind(together(changes)),
  ];
}

function together(rows: readonly string[]): string {
  return JSON.stringify(rows.map((row): unknown => JSON.parse(row)));
}
