/** Consents: what was agreed to, when and where; rows are added, confirmed, and never changed otherwise. */

import type { Source } from "../domain/source.ts";

type Consent = { noticeId: string; wording: string; page: string; source: Source; now: number };

/**
 * Recorded with the confirm mail that asks to prove it, and only with one: what nobody can confirm proves nothing, and whoever
 * signs an address up all day adds no more rows than mails.
 */
export function recordConsent(db: D1Database, { noticeId, wording, page, source, now }: Consent) {
  const utm = Object.keys(source.utm).length > 0 ? JSON.stringify(source.utm) : null;
  return db
    .prepare(`
      INSERT INTO consents (address_hash, wording, page, given_at, utm, referrer)
      SELECT s.address_hash, ?2, ?3, ?4, ?5, ?6 FROM notices n JOIN subscribers s ON s.id = n.subscriber_id
      WHERE n.id = ?1 AND n.kind = 'confirm'`)
    .bind(noticeId, wording, page, now, utm, source.referrer);
}

/** The proof of the address confirms what was agreed to last before the link was made: at the sign-up that the mail answered. */
export function confirmConsents(db: D1Database, addressHash: string, issuedAt: number, now: number) {
  return db
    .prepare(`
      UPDATE consents SET confirmed_at = ?3 WHERE confirmed_at IS NULL
        AND id = (SELECT max(id) FROM consents WHERE address_hash = ?1 AND given_at <= ?2)`)
    .bind(addressHash, issuedAt, now);
}

/** What she agreed to last, as it stood next to the box. */
export function latestConsent(db: D1Database, addressHash: string) {
  return db
    .prepare(`
      SELECT wording, given_at, confirmed_at FROM consents WHERE address_hash = ?1 AND confirmed_at IS NOT NULL
      ORDER BY id DESC LIMIT 1`)
    .bind(addressHash);
}

export type GivenConsent = { wording: string; given_at: number; confirmed_at: number };
