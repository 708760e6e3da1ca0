/** Deliveries: the ledger's rows and the facts told about them. */

import { type Effect, MAY_BECOME } from "../domain/delivery.ts";

/** The provider took these: [enrollment id, provider id]. */
export function recordSent(db: D1Database, batchId: string, lesson: string, sent: [number, string][], now: number) {
  return db
    .prepare(`
      UPDATE deliveries SET status = 'sent', sent_at = coalesce(sent_at, ?4), provider_id = m.value ->> 1, reason = NULL
      FROM json_each(?3) m
      WHERE enrollment_id = m.value ->> 0 AND lesson = ?2 AND batch_id = ?1
        AND (status IN ('claimed', 'unconfirmed') OR (status = 'sent' AND provider_id IS NULL))`)
    .bind(batchId, lesson, JSON.stringify(sent), now);
}

/** The provider refused these for good: [enrollment id, reason]. */
export function recordFailed(db: D1Database, batchId: string, lesson: string, rows: [number, string][]) {
  return recordEnd(db, "failed", batchId, lesson, rows);
}

/** What became of these can no longer be found out by asking: [enrollment id, reason]. */
export function recordUnconfirmed(db: D1Database, batchId: string, lesson: string, rows: [number, string][]) {
  return recordEnd(db, "unconfirmed", batchId, lesson, rows);
}

function recordEnd(
  db: D1Database,
  status: "failed" | "unconfirmed",
  batchId: string,
  lesson: string,
  rows: [number, string][],
) {
  return db
    .prepare(`
      UPDATE deliveries SET status = ?4, reason = m.value ->> 1
      FROM json_each(?3) m
      WHERE enrollment_id = m.value ->> 0 AND lesson = ?2 AND batch_id = ?1 AND status = 'claimed'`)
    .bind(batchId, lesson, JSON.stringify(rows), status);
}

export type DeliveryKey = { enrollmentId: number; lesson: string; batchId: string };

/** A fact once: what a webhook tells of one delivery. A fact that is set stays; a status changes only where it may. */
export function recordEffect(db: D1Database, key: DeliveryKey, effect: Effect, providerId: string, happenedAt: number) {
  const status = effect.status ?? "sent";
  const from = effect.status ? JSON.stringify(MAY_BECOME[effect.status]) : "[]";
  const fact = effect.fact;
  return db
    .prepare(`
      UPDATE deliveries SET
        status = iif(status IN (SELECT value FROM json_each(?5)), ?4, status),
        reason = iif(status IN (SELECT value FROM json_each(?5)) AND ?4 = 'sent', ?8, coalesce(?8, reason)),
        sent_at = coalesce(sent_at, iif(?4 = 'sent' AND status IN (SELECT value FROM json_each(?5)), ?7, NULL)),
        provider_id = coalesce(provider_id, ?6)
        ${fact ? `, ${fact} = coalesce(${fact}, ?7)` : ""}
      WHERE enrollment_id = ?1 AND lesson = ?2 AND batch_id = ?3
        AND (status IN (SELECT value FROM json_each(?5)) OR ?8 IS NOT NULL ${fact ? `OR ${fact} IS NULL` : ""})`)
    .bind(key.enrollmentId, key.lesson, key.batchId, status, from, providerId, happenedAt, effect.reason ?? null);
}

/** Whose delivery this is; no row unless all three names belong together. */
export function addressHashOfDelivery(db: D1Database, { enrollmentId, lesson, batchId }: DeliveryKey) {
  return db
    .prepare(`
      SELECT s.address_hash FROM deliveries d
      JOIN enrollments e ON e.id = d.enrollment_id JOIN subscribers s ON s.id = e.subscriber_id
      WHERE d.enrollment_id = ?1 AND d.lesson = ?2 AND d.batch_id = ?3`)
    .bind(enrollmentId, lesson, batchId);
}
