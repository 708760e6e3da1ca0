/** Consents: what was agreed to, when and where; rows are added, confirmed, removed after three years, and never changed otherwise. */

import { CONSENT_LIFE } from "../domain/numbers.ts";
import type { Source } from "../domain/source.ts";

type Consent = {
  noticeId: string;
  wording: string;
  version: string;
  page: string;
  source: Source;
  networkHash: string | null;
  clientHash: string | null;
  now: number;
};

/**
 * Recorded with the confirm mail that asks to prove it, and only with one: what nobody can confirm proves nothing, and whoever
 * signs an address up all day adds no more rows than mails.
 */
export function recordConsent(db: D1Database, consent: Consent) {
  const { noticeId, wording, version, page, source, networkHash, clientHash, now } = consent;
  const utm = Object.keys(source.utm).length > 0 ? JSON.stringify(source.utm) : null;
  return db
    .prepare(`
      INSERT INTO consents
        (address_hash, wording, page, given_at, utm, referrer, wording_version, network_hash, client_hash)
      SELECT s.address_hash, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9 FROM notices n JOIN subscribers s ON s.id = n.subscriber_id
      WHERE n.id = ?1 AND n.kind = 'confirm'`)
    .bind(noticeId, wording, page, now, utm, source.referrer, version, networkHash, clientHash);
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
      SELECT wording, page, given_at, confirmed_at, imported_at FROM consents WHERE address_hash = ?1 AND confirmed_at IS NOT NULL
      ORDER BY id DESC LIMIT 1`)
    .bind(addressHash);
}

export type GivenConsent = {
  wording: string;
  page: string;
  given_at: number;
  confirmed_at: number;
  imported_at: number | null;
};

/**
 * The last mail to the address of a row of `consents`, as SQL with `now` as ?1: what the ledger knows of it, less what did not go.
 * It is now while a lesson may still come, which for those who finished the course is ?2. An address she left had its last mail
 * before she left it. What is gone with an erased reader was noted then.
 */
const LAST_MAIL = `max(ifnull(last_mail_at, given_at),
  ifnull((SELECT max(ifnull(d.sent_at, d.claimed_at)) FROM subscribers s
    JOIN enrollments e ON e.subscriber_id = s.id JOIN deliveries d ON d.enrollment_id = e.id
    WHERE s.address_hash = consents.address_hash AND d.status NOT IN ('failed', 'skipped')), 0),
  ifnull((SELECT max(ifnull(n.sent_at, n.created_at)) FROM subscribers s JOIN notices n ON n.subscriber_id = s.id
    WHERE s.address_hash = consents.address_hash AND n.status NOT IN ('failed', 'skipped')), 0),
  ifnull((SELECT max(f.left_at) FROM former_addresses f WHERE f.address_hash = consents.address_hash), 0),
  iif(EXISTS (SELECT 1 FROM subscribers s JOIN enrollments e ON e.subscriber_id = s.id
    WHERE s.address_hash = consents.address_hash AND (e.next_due_at IS NOT NULL
      OR (?2 AND e.completed_at IS NOT NULL AND e.stopped_at IS NULL))), ?1, 0))`;

/**
 * Of the oldest consents, `limit` at most, those are removed whose address had no mail for three years; the others are dated anew
 * by their last mail, so that each is looked at once in three years. `goesOn`: who finished the course still gets lessons added
 * later. The first statement returns what was removed.
 */
export function removeOutlived(
  db: D1Database,
  { now, goesOn, limit }: { now: number; goesOn: boolean; limit: number },
) {
  const oldest = `id IN (SELECT id FROM consents WHERE ifnull(last_mail_at, given_at) <= ?1 - ${CONSENT_LIFE}
    ORDER BY ifnull(last_mail_at, given_at) LIMIT ?3)`;
  const statement = (sql: string) => db.prepare(sql).bind(now, Number(goesOn), limit);
  return [
    statement(`DELETE FROM consents WHERE ${oldest} AND ${LAST_MAIL} <= ?1 - ${CONSENT_LIFE} RETURNING id`),
    statement(
      `UPDATE consents SET last_mail_at = ${LAST_MAIL} WHERE ${oldest} AND ${LAST_MAIL} > ?1 - ${CONSENT_LIFE}`,
    ),
  ];
}
