/** Whom nothing reaches, and what nobody knows the end of: a page of each, by an index. */

/** Rows of one list. */
export const SHOWN = 25;

type Person = { subscriber_id: number; email: string; name: string };

/**
 * `previous`: the status of the lesson before it, when there was one. `kept_from`: what forbids mail to her although the table still
 * has her due, or null. Times are unix ms.
 */
export type Overdue = Person & { lesson: string; due_at: number; previous: string | null; kept_from: string | null };

/** Due for this lesson before `before`, and not claimed: who waits longest, first. */
export function overdueFor(db: D1Database, lesson: string, before: number) {
  return db
    .prepare(`
      SELECT s.id AS subscriber_id, s.email, s.name, e.next_lesson AS lesson, e.next_due_at AS due_at,
        (SELECT p.status FROM deliveries p WHERE p.enrollment_id = e.id AND p.lesson = e.last_lesson) AS previous,
        coalesce((SELECT x.reason FROM suppressions x WHERE x.address_hash = s.address_hash),
          iif(s.unsubscribed_at IS NULL, NULL, 'unsubscribed')) AS kept_from
      FROM enrollments e INDEXED BY enrollments_due JOIN subscribers s ON s.id = e.subscriber_id
      WHERE e.next_lesson = ?1 AND e.next_due_at <= ?2 ORDER BY e.next_due_at LIMIT ${SHOWN}`)
    .bind(lesson, before);
}

export type Troubled = Person & { lesson: string; reason: string; claimed_at: number };

/** Lessons of which nobody knows whether they came, or that failed: the newest first. */
export function troubledDeliveries(db: D1Database, status: "unconfirmed" | "failed") {
  return db
    .prepare(`
      SELECT s.id AS subscriber_id, s.email, s.name, d.lesson, d.reason, d.claimed_at
      FROM deliveries d INDEXED BY deliveries_troubled
      JOIN enrollments e ON e.id = d.enrollment_id JOIN subscribers s ON s.id = e.subscriber_id
      WHERE d.status IN ('failed', 'unconfirmed') AND d.status = ?1 ORDER BY d.claimed_at DESC LIMIT ${SHOWN}`)
    .bind(status);
}

/** `subscriber_id` is null, and the address unknown, when no reader has it any more. */
export type Suppressed = {
  subscriber_id: number | null;
  email: string | null;
  name: string | null;
  reason: string;
  created_at: number;
};

/** The newest first. */
export function newestSuppressions(db: D1Database) {
  return db.prepare(`
    SELECT s.id AS subscriber_id, s.email, s.name, x.reason, x.created_at
    FROM suppressions x INDEXED BY suppressions_by_time LEFT JOIN subscribers s ON s.address_hash = x.address_hash
    ORDER BY x.created_at DESC LIMIT ${SHOWN}`);
}

export type Unconfirmed = Person & { signed_up_at: number };

/** Who signed up before `before` and never confirmed: the newest first. */
export function neverConfirmed(db: D1Database, before: number) {
  return db
    .prepare(`
      SELECT id AS subscriber_id, email, name, signed_up_at FROM subscribers INDEXED BY subscribers_unconfirmed
      WHERE confirmed_at IS NULL AND signed_up_at <= ?1 ORDER BY signed_up_at DESC LIMIT ${SHOWN}`)
    .bind(before);
}
