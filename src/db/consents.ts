/** Consents: what was agreed to, when and where; rows are added, confirmed, and never changed otherwise. */

/** Recorded for anybody who asks, unless the address is suppressed. */
export function recordConsent(
  db: D1Database,
  { addressHash, wording, page, now }: { addressHash: string; wording: string; page: string; now: number },
) {
  return db
    .prepare(`
      INSERT INTO consents (address_hash, wording, page, given_at) SELECT ?1, ?2, ?3, ?4
      WHERE NOT EXISTS (SELECT 1 FROM suppressions WHERE address_hash = ?1)`)
    .bind(addressHash, wording, page, now);
}

/** The proof of the address confirms what was agreed to before the link was made. */
export function confirmConsents(db: D1Database, addressHash: string, issuedAt: number, now: number) {
  return db
    .prepare(
      `UPDATE consents SET confirmed_at = ?3 WHERE address_hash = ?1 AND given_at <= ?2 AND confirmed_at IS NULL`,
    )
    .bind(addressHash, issuedAt, now);
}
