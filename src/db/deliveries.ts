/** Deliveries: what became of the ledger's rows, and a row that is owed a mail again. */

import type { DeliveryKey } from "../domain/delivery.ts";
import { BATCH_SIZE } from "../domain/numbers.ts";

/** What became of one delivery: of this batch, `sent` with a provider id, or another end with its reason. */
export type End = [
  enrollmentId: number,
  lesson: string,
  batchId: string,
  status: "sent" | "failed" | "unconfirmed",
  providerId: string | null,
  reason: string | null,
];

/** Only what is claimed comes to an end; `sent` is also told of a row that nobody was sure of, or a webhook told of first. */
export function recordEnds(db: D1Database, ends: readonly End[], now: number) {
  return db
    .prepare(`
      UPDATE deliveries SET status = m.value ->> 3, provider_id = m.value ->> 4, reason = m.value ->> 5,
        sent_at = iif(m.value ->> 3 = 'sent', coalesce(sent_at, ?1), NULL)
      FROM json_each(?2) m
      WHERE enrollment_id = m.value ->> 0 AND lesson = m.value ->> 1 AND batch_id = m.value ->> 2
        AND (status = 'claimed' OR m.value ->> 3 = 'sent' AND (status = 'unconfirmed' OR status = 'sent' AND provider_id IS NULL))`)
    .bind(now, JSON.stringify(ends));
}

/**
 * The provider took this mail and then did not send it, for our quota: it is owed again, in a batch of its own with a new id.
 * Told twice, the second time finds no such delivery.
 */
export function oweAgain(db: D1Database, delivery: DeliveryKey, { batchId, now }: { batchId: string; now: number }) {
  const { enrollmentId, lesson, batchId: failed } = delivery;
  return [
    db
      .prepare(`
        INSERT INTO batches (id, lesson, members, rung_at, created_at)
        SELECT ?1, d.lesson, json_array(json_array(d.enrollment_id, s.clock_id)), ?2, ?2
        FROM deliveries d JOIN enrollments e ON e.id = d.enrollment_id JOIN subscribers s ON s.id = e.subscriber_id
        WHERE d.enrollment_id = ?3 AND d.lesson = ?4 AND d.batch_id = ?5
          AND d.status IN ('claimed', 'sent', 'unconfirmed') AND d.delivered_at IS NULL
          AND d.bounced_at IS NULL AND d.complained_at IS NULL`)
      .bind(batchId, now, enrollmentId, lesson, failed),
    db
      .prepare(`
        UPDATE deliveries SET batch_id = ?1, status = 'claimed', reason = NULL, provider_id = NULL, sent_at = NULL
        WHERE enrollment_id = ?2 AND lesson = ?3 AND batch_id = ?4 AND EXISTS (SELECT 1 FROM batches WHERE id = ?1)`)
      .bind(batchId, enrollmentId, lesson, failed),
  ];
}

export type Retrying = {
  status: "failed" | "unconfirmed";
  lesson: string;
  /** Unix ms: claimed since then. */
  since: number;
  batchId: string;
  now: number;
};

/**
 * Up to 100 lessons that failed, or of which nobody knows whether they came, are owed again, in a batch of a new id: to readers who
 * still get mail in the same passage. The bell is rung by the next tick. The first statement returns the batch with its `readers`.
 */
export function retryTroubled(db: D1Database, { status, lesson, since, batchId, now }: Retrying) {
  return [
    db
      .prepare(`
        INSERT INTO batches (id, lesson, members, rung_at, created_at)
        SELECT ?1, ?2, json_group_array(json_array(t.id, t.clock_id)), 0, ?3 FROM (
          SELECT e.id, s.clock_id FROM deliveries d INDEXED BY deliveries_troubled
          JOIN enrollments e ON e.id = d.enrollment_id JOIN subscribers s ON s.id = e.subscriber_id
          WHERE d.status IN ('failed', 'unconfirmed') AND d.status = ?4 AND d.claimed_at >= ?5 AND d.lesson = ?2
            AND e.stopped_at IS NULL AND e.replaced_at IS NULL AND s.unsubscribed_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM suppressions x WHERE x.address_hash = s.address_hash)
          ORDER BY d.claimed_at LIMIT ${BATCH_SIZE}) t HAVING count(*) > 0
        RETURNING id, json_array_length(members) AS readers`)
      .bind(batchId, lesson, now, status, since),
    db
      .prepare(`
        UPDATE deliveries SET batch_id = ?1, status = 'claimed', reason = NULL, provider_id = NULL, sent_at = NULL, claimed_at = ?2
        FROM batches b, json_each(b.members) m
        WHERE b.id = ?1 AND deliveries.enrollment_id = m.value ->> 0 AND deliveries.lesson = b.lesson`)
      .bind(batchId, now),
  ];
}

/** Which lessons have rows of this status since then. */
export function troubledLessons(db: D1Database, status: "failed" | "unconfirmed", since: number) {
  return db
    .prepare(`
      SELECT DISTINCT lesson FROM deliveries INDEXED BY deliveries_troubled
      WHERE status IN ('failed', 'unconfirmed') AND status = ?1 AND claimed_at >= ?2`)
    .bind(status, since);
}
