/** Whom nothing reaches, and what nobody knows the end of: a page of each, by an index. */

import type { Course } from "../../domain/course.ts";
import type { OnItsWay } from "../../domain/why-waiting.ts";

/** Rows of one list. */
export const SHOWN = 25;

type Person = { subscriber_id: number; email: string; name: string };

/** Due for `lesson`, or with the lesson before it on its way (nulls: no such), or both. `is_kept_from`: 1 when nothing may be sent to her. */
export type Overdue = Person & {
  lesson: string | null;
  due_at: number | null;
  is_kept_from: number;
} & ({ way_lesson: null } | ({ way_lesson: string } & Omit<OnItsWay, "lesson">));

const OVERDUE = `s.id AS subscriber_id, s.email, s.name, e.next_lesson AS lesson, e.next_due_at AS due_at,
  s.unsubscribed_at IS NOT NULL OR e.stopped_at IS NOT NULL
    OR EXISTS (SELECT 1 FROM suppressions x WHERE x.address_hash = s.address_hash) AS is_kept_from,
  iif(b.id IS NULL, NULL, d.lesson) AS way_lesson, d.claimed_at, b.state, b.attempts, b.leased_until, b.first_unknown_at`;

/** Due for this lesson by `before`, and not claimed: who waits longest, first. */
export function overdueFor(db: D1Database, lesson: string, before: number) {
  return db
    .prepare(`
      SELECT ${OVERDUE} FROM enrollments e INDEXED BY enrollments_due JOIN subscribers s ON s.id = e.subscriber_id
      LEFT JOIN deliveries d ON d.enrollment_id = e.id AND d.lesson = e.last_lesson AND d.status = 'claimed'
      LEFT JOIN batches b ON b.id = d.batch_id
      WHERE e.next_lesson = ?1 AND e.next_due_at <= ?2 ORDER BY e.next_due_at LIMIT ${SHOWN}`)
    .bind(lesson, before);
}

/** Claimed by ?2 for one of the lessons ?3 of the course ?1, and not settled: out of the oldest batches, of 100 readers each at most. */
const ON_THEIR_WAY = `FROM (SELECT * FROM batches INDEXED BY batches_oldest WHERE state <> 'closed' AND created_at <= ?2
    AND lesson IN (SELECT value FROM json_each(?3)) ORDER BY created_at LIMIT ${SHOWN}) b
  CROSS JOIN json_each(b.members) m CROSS JOIN enrollments e ON e.id = m.value ->> 0 AND e.course = ?1 AND e.replaced_at IS NULL
  CROSS JOIN deliveries d ON d.enrollment_id = e.id AND d.lesson = e.last_lesson AND d.batch_id = b.id AND d.status = 'claimed'`;

export function onTheirWay(db: D1Database, course: Course, before: number) {
  return db
    .prepare(`SELECT ${OVERDUE} ${ON_THEIR_WAY} CROSS JOIN subscribers s ON s.id = e.subscriber_id LIMIT ${SHOWN}`)
    .bind(course.key, before, keysIn(course));
}

/** Readers who hang so and are not due for the next lesson too, counted up to `SHOWN`, and since when (unix ms, or null). */
export type Hanging = { readers: number; is_more: number; since: number | null };

export function countHanging(db: D1Database, course: Course, before: number) {
  return db
    .prepare(`
      SELECT min(count(*), ${SHOWN}) AS readers, count(*) > ${SHOWN} AS is_more, min(claimed_at) AS since FROM (
        SELECT d.claimed_at ${ON_THEIR_WAY} WHERE ifnull(e.next_due_at, ?2 + 1) > ?2 LIMIT ${SHOWN} + 1)`)
    .bind(course.key, before, keysIn(course));
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

function keysIn({ lessons }: Course): string {
  return JSON.stringify(lessons.map(({ key }) => key));
}
