/** Suppressions: addresses that must not be mailed, by hash; a reason only gets worse, and only the author's hand takes one away. */

import { SUPPRESSION_REASONS, type SuppressionReason } from "../domain/delivery.ts";
import { DAY, SOFT_BOUNCE_DAYS, SOFT_BOUNCE_WINDOW_DAYS } from "../domain/numbers.ts";

type News = { addressHash: string; happenedAt: number; now: number };

/** When the author last took a suppression of ?1 away: what happened before is settled. */
const SETTLED_AT = `(SELECT max(changed_at) FROM suppression_changes WHERE address_hash = ?1 AND change = 'removed')`;

/** News of before the last removal, told once more, change nothing. */
export function suppress(db: D1Database, { addressHash, happenedAt, now }: News, reason: SuppressionReason) {
  const milder = SUPPRESSION_REASONS.slice(0, SUPPRESSION_REASONS.indexOf(reason));
  return db
    .prepare(`
      INSERT INTO suppressions (address_hash, reason, created_at) SELECT ?1, ?2, ?3 WHERE ?5 > ifnull(${SETTLED_AT}, 0)
      ON CONFLICT (address_hash) DO UPDATE SET reason = excluded.reason
      WHERE suppressions.reason IN (SELECT value FROM json_each(?4))`)
    .bind(addressHash, reason, now, JSON.stringify(milder), happenedAt);
}

/**
 * As a hard bounce, if the soft ones kept until now fell on enough days. A mail delivered in between counts for nothing: it may be told of
 * later, and then it could not take the suppression back.
 */
export function suppressForSoftBounces(db: D1Database, addressHash: string, now: number) {
  return db
    .prepare(`
      INSERT INTO suppressions (address_hash, reason, created_at) SELECT ?1, 'hard_bounce', ?2
      WHERE EXISTS (SELECT 1 FROM mail_events a WHERE a.soft_bounce_of = ?1 AND ${SOFT_BOUNCE_DAYS} <= (
        SELECT count(DISTINCT b.happened_at / ${DAY}) FROM mail_events b
        WHERE b.soft_bounce_of = ?1 AND b.happened_at > ifnull(${SETTLED_AT}, 0) AND b.happened_at <= a.happened_at
          AND b.happened_at / ${DAY} > a.happened_at / ${DAY} - ${SOFT_BOUNCE_WINDOW_DAYS}))
      ON CONFLICT (address_hash) DO UPDATE SET reason = excluded.reason WHERE suppressions.reason = 'manual'`)
    .bind(addressHash, now);
}

type ByHand = { addressHash: string; reason: string; now: number };

/**
 * The author adds one by hand; whatever is worse stays, and what stands there by hand already is not written down again. For the batch
 * that suppresses, before it does.
 */
export function noteAdded(db: D1Database, { addressHash, reason, now }: ByHand) {
  return db
    .prepare(`
      INSERT INTO suppression_changes (address_hash, change, was, reason, changed_at)
      SELECT ?1, 'added', (SELECT reason FROM suppressions WHERE address_hash = ?1), ?2, ?3
      WHERE NOT EXISTS (SELECT 1 FROM suppressions WHERE address_hash = ?1 AND reason = 'manual')`)
    .bind(addressHash, reason, now);
}

/**
 * The author takes one away, and it is written down; one for a complaint only with the word that she asked for it. The address counts
 * as unsubscribed from now on: nothing goes to it before she signs up and confirms anew, and no older link confirms.
 * The first statement returns the row that was written.
 */
export function removeSuppression(
  db: D1Database,
  { addressHash, reason, sheAsked, now }: ByHand & { sheAsked: boolean },
) {
  const may = `EXISTS (SELECT 1 FROM suppressions WHERE address_hash = ?1 AND (reason <> 'complaint' OR ?2 = 1))`;
  const asked = sheAsked ? 1 : 0;
  return [
    db
      .prepare(`
        INSERT INTO suppression_changes (address_hash, change, was, reason, she_asked, changed_at)
        SELECT ?1, 'removed', (SELECT reason FROM suppressions WHERE address_hash = ?1), ?3, ?2, ?4 WHERE ${may} RETURNING id`)
      .bind(addressHash, asked, reason, now),
    db
      .prepare(`UPDATE subscribers SET unsubscribed_at = ?3 WHERE address_hash = ?1 AND ${may}`)
      .bind(addressHash, asked, now),
    db
      .prepare(`
        UPDATE notices SET state = 'closed', status = 'skipped', reason = 'unsubscribed', leased_until = NULL
        WHERE state = 'open' AND subscriber_id = (SELECT id FROM subscribers WHERE address_hash = ?1) AND ${may}`)
      .bind(addressHash, asked),
    db.prepare(`DELETE FROM suppressions WHERE address_hash = ?1 AND ${may}`).bind(addressHash, asked),
  ];
}

export type Standing = {
  /** Null when nothing stands against the address. */
  suppressed: SuppressionReason | null;
  suppressed_at: number | null;
  /** Null when no subscriber has the address. */
  signed_up_at: number | null;
  confirmed_at: number | null;
  unsubscribed_at: number | null;
};

/** What stands against this address: one row, `Standing`. */
export function standingOf(db: D1Database, addressHash: string) {
  return db
    .prepare(`
      SELECT x.reason AS suppressed, x.created_at AS suppressed_at, s.signed_up_at, s.confirmed_at, s.unsubscribed_at
      FROM (SELECT ?1 AS hash) h LEFT JOIN suppressions x ON x.address_hash = h.hash
      LEFT JOIN subscribers s ON s.address_hash = h.hash`)
    .bind(addressHash);
}

export type History = { at: number; what: string; detail: string };

/** What was told of mails to this subscriber, and what the author did, oldest first: `History` rows. */
export function historyOf(db: D1Database, addressHash: string) {
  return db
    .prepare(`
      SELECT happened_at AS at, type AS what, detail FROM mail_events
      WHERE soft_bounce_of = ?1 OR notice_id IN (SELECT n.id FROM notices n JOIN subscribers s ON s.id = n.subscriber_id WHERE s.address_hash = ?1)
        OR enrollment_id IN (SELECT e.id FROM enrollments e JOIN subscribers s ON s.id = e.subscriber_id WHERE s.address_hash = ?1)
      UNION ALL SELECT changed_at, change || ' by hand' || iif(she_asked = 1, ', she asked', ''), reason
      FROM suppression_changes WHERE address_hash = ?1 ORDER BY 1`)
    .bind(addressHash);
}

/** The hashes of subscribers with this address as it is written, whatever the case of its letters. */
export function hashesOfEmail(db: D1Database, email: string) {
  return db.prepare(`SELECT address_hash FROM subscribers WHERE lower(email) = lower(?1)`).bind(email);
}
