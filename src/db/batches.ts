/** Batches: sealed, sent singly, closed, and found when past their time. */

import { LEASE, PROMISE_HOLDS, UNKNOWN_UNTIL } from "../domain/numbers.ts";

/** One reader of a sealed batch, as she was when it was sealed: the same members make the same bytes. */
type Member = {
  enrollmentId: number;
  email: string;
  name: string;
  addressHash: string;
  unsubscribeToken: string | null;
  clockId: number;
  nextLesson: string | null;
  zone: string;
  nextDueAt: number | null;
  hasAsked: boolean;
};

export type Batch = {
  id: string;
  lesson: string;
  generation: number;
  attempts: number;
  singly: boolean;
  firstUnknownAt: number;
  createdAt: number;
  members: Member[];
};

type BatchRow = {
  id: string;
  lesson: string;
  generation: number;
  attempts: number;
  singly: number;
  first_unknown_at: number;
  created_at: number;
  sealed: string;
};

/** The last was not sealed by Workers that knew of no consultations. */
type SealedRow = [number, string, string, string, number, string | null, string, number | null, string | null, number?];

/** Whether the newest sending of a letter was stopped: also of one that is owed again since. */
const STOPPED = `(SELECT l.state IN ('stopping', 'stopped') FROM letters l WHERE l.key = deliveries.lesson ORDER BY l.id DESC LIMIT 1)`;

/** For one row of `deliveries`; null when nothing speaks against sending. */
const REASON_NOT_TO_SEND = `(
  SELECT coalesce(x.reason, e.stop_reason, iif(s.unsubscribed_at IS NULL, NULL, 'unsubscribed'),
    iif(e.replaced_at IS NULL, NULL, 'started again'),
    iif(substr(e.course, 1, 7) = 'letter:' AND ${STOPPED}, 'letter stopped', NULL),
    iif(deliveries.lesson IN (SELECT value FROM json_each(?3)), NULL, 'lesson removed'))
  FROM enrollments e JOIN subscribers s ON s.id = e.subscriber_id
  LEFT JOIN suppressions x ON x.address_hash = s.address_hash
  WHERE e.id = deliveries.enrollment_id)`;

/**
 * The batch's current lessee found it open: rows that must not go any more are skipped with the reason. `today` are all keys of
 * the lessons that are in the course today, and of the letters there are.
 */
export function skipBeforeSeal(db: D1Database, id: string, today: readonly string[], now: number) {
  return db
    .prepare(`
      UPDATE deliveries SET status = 'skipped', reason = ${REASON_NOT_TO_SEND}
      WHERE batch_id = ?1 AND status = 'claimed'
        AND lesson = (SELECT lesson FROM batches WHERE id = ?1)
        AND enrollment_id IN (SELECT m.value ->> 0 FROM batches b, json_each(b.members) m
          WHERE b.id = ?1 AND b.state = 'open' AND b.leased_until = ?2 + ${LEASE})
        AND ${REASON_NOT_TO_SEND} IS NOT NULL`)
    .bind(id, now, JSON.stringify(today));
}

/** Fixes the set. From here on a request with these bytes may have been made, so the outcome counts as unknown. */
export function sealBatch(db: D1Database, id: string, now: number) {
  return db
    .prepare(`
      UPDATE batches SET state = 'sealed', first_unknown_at = ?2, sealed = (
        SELECT json_group_array(
          json_array(e.id, s.email, s.name, s.address_hash, s.clock_id, e.next_lesson, k.zone,
            iif(batches.created_at > ?2 - ${PROMISE_HOLDS}, e.next_due_at, NULL), s.unsubscribe_token,
            EXISTS (SELECT 1 FROM consultations c WHERE c.address_hash = s.address_hash OR c.subscriber_id = s.id)))
        FROM json_each(batches.members) m
        CROSS JOIN deliveries d ON d.enrollment_id = m.value ->> 0 AND d.lesson = batches.lesson
        CROSS JOIN enrollments e ON e.id = d.enrollment_id
        CROSS JOIN subscribers s ON s.id = e.subscriber_id
        CROSS JOIN clocks k ON k.id = s.clock_id
        WHERE d.batch_id = batches.id AND d.status = 'claimed')
      WHERE id = ?1 AND state = 'open' AND leased_until = ?2 + ${LEASE}`)
    .bind(id, now);
}

/** A row of `leasedRow` or `expiredBatches`. */
export function batchOfRow(row: unknown): Batch {
  const { id, lesson, generation, attempts, singly, first_unknown_at, created_at, sealed } = row as BatchRow;
  const members = (JSON.parse(sealed) as SealedRow[]).map(memberOfRow);
  return {
    id,
    lesson,
    generation,
    attempts,
    singly: singly === 1,
    firstUnknownAt: first_unknown_at,
    createdAt: created_at,
    members,
  };
}

function memberOfRow([
  enrollmentId,
  email,
  name,
  addressHash,
  clockId,
  nextLesson,
  zone,
  nextDueAt,
  unsubscribeToken,
  asked = 0,
]: SealedRow): Member {
  const hasAsked = asked === 1;
  return { enrollmentId, email, name, addressHash, unsubscribeToken, clockId, nextLesson, zone, nextDueAt, hasAsked };
}

/** Everything about these batches is settled. */
export function closeBatches(db: D1Database, ids: readonly string[]) {
  return db
    .prepare(`
      UPDATE batches SET state = 'closed', sealed = NULL, leased_until = NULL
      WHERE id IN (SELECT value FROM json_each(?1))`)
    .bind(JSON.stringify(ids));
}

/** From now on each mail of this batch travels alone, and only these are left. Only its lessee of `now` may say so: returns its id. */
export function sendTheRestSingly(db: D1Database, id: string, remaining: readonly number[], now: number) {
  return db
    .prepare(`
      UPDATE batches SET singly = 1, sealed = (
        SELECT json_group_array(json(m.value)) FROM json_each(batches.sealed) m
        WHERE m.value ->> 0 IN (SELECT value FROM json_each(?2)))
      WHERE id = ?1 AND state = 'sealed' AND leased_until = ?3 + ${LEASE}
      RETURNING id`)
    .bind(id, JSON.stringify(remaining), now);
}

/** When the oldest batch that still waits was claimed. */
export function oldestOpenBatch(db: D1Database) {
  return db.prepare(
    `SELECT min(created_at) AS claimed_at FROM batches INDEXED BY batches_oldest WHERE state <> 'closed'`,
  );
}

/** Sealed so long ago that the provider may have forgotten the key: asking again could send twice. */
export function expiredBatches(db: D1Database, now: number, limit: number) {
  return db
    .prepare(`
      SELECT * FROM batches
      WHERE state <> 'closed' AND state = 'sealed' AND first_unknown_at <= ?1 - ${UNKNOWN_UNTIL} AND leased_until <= ?1 LIMIT ?2`)
    .bind(now, limit);
}
