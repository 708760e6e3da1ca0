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
