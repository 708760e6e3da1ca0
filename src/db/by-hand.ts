/** What a reader asks of her passage by hand: another date, the next lesson now, a start from a lesson anew. */

import { DAY, RESTARTS_A_DAY } from "../domain/numbers.ts";

type At = { id: number; last_lesson: string | null; next_lesson: string | null };

/** Her next lesson gets this date, if she still waits for it as `passage` says. Returns the passage's id. */
export function redateNext(db: D1Database, passage: At, dueAt: number) {
  return db
    .prepare(`
      UPDATE enrollments SET next_due_at = ?4
      WHERE id = ?1 AND last_lesson IS ?2 AND next_lesson = ?3 AND next_due_at IS NOT NULL AND stopped_at IS NULL
      RETURNING id`)
    .bind(passage.id, passage.last_lesson, passage.next_lesson, dueAt);
}

/** She has it due now, for the claim that follows; one that is due already stays as it is. */
export function hasten(db: D1Database, passage: At, lesson: string, now: number) {
  return db
    .prepare(`
      UPDATE enrollments SET next_lesson = ?3, next_due_at = min(next_due_at, ?4)
      WHERE id = ?1 AND last_lesson IS ?2 AND next_due_at IS NOT NULL AND stopped_at IS NULL AND replaced_at IS NULL RETURNING id`)
    .bind(passage.id, passage.last_lesson, lesson, now);
}

type NewPart = { addressHash: string; course: string; afterPart: number; lesson: string; now: number };

/**
 * Begins the part after `afterPart` at this lesson, due now, and ends the one before in its favour: it keeps what it had, gets
 * nothing more, and what of it still waits to be sealed is skipped. Once, however often it is asked for; a few times a day.
 * The first statement returns the new part's id.
 */
export function beginPart(
  db: D1Database,
  { addressHash, course, afterPart, lesson, now }: NewPart,
): [D1PreparedStatement, D1PreparedStatement] {
  const hers = `subscriber_id = (SELECT id FROM subscribers WHERE address_hash = ?1) AND course = ?2`;
  return [
    db
      .prepare(`
        INSERT INTO enrollments (subscriber_id, course, part, from_lesson, next_lesson, next_due_at, created_at)
        SELECT s.id, ?2, ?3 + 1, ?4, ?4, ?5, ?5 FROM subscribers s
        WHERE s.address_hash = ?1 AND s.confirmed_at IS NOT NULL AND s.unsubscribed_at IS NULL
          AND NOT EXISTS (SELECT 1 FROM suppressions x WHERE x.address_hash = ?1)
          AND ?3 = (SELECT max(part) FROM enrollments WHERE ${hers})
          AND ${RESTARTS_A_DAY} > (SELECT count(*) FROM enrollments WHERE ${hers} AND part > 0 AND created_at > ?5 - ${DAY})
        ON CONFLICT DO NOTHING RETURNING id`)
      .bind(addressHash, course, afterPart, lesson, now),
    db
      .prepare(`
        UPDATE enrollments SET replaced_at = ?4, next_lesson = NULL, next_due_at = NULL
        WHERE ${hers} AND part <= ?3 AND replaced_at IS NULL
          AND EXISTS (SELECT 1 FROM enrollments l WHERE l.subscriber_id = enrollments.subscriber_id
            AND l.course = ?2 AND l.part = ?3 + 1)`)
      .bind(addressHash, course, afterPart, now),
  ];
}

/** Every lesson she has a row of, in all her parts, the oldest first: `HadRow`. */
export function lessonsHad(db: D1Database, addressHash: string, course: string) {
  return db
    .prepare(`
      SELECT d.lesson, d.status, coalesce(d.sent_at, d.claimed_at) AS at, e.part
      FROM subscribers s JOIN enrollments e ON e.subscriber_id = s.id JOIN deliveries d ON d.enrollment_id = e.id
      WHERE s.address_hash = ?1 AND e.course = ?2 ORDER BY at, e.part`)
    .bind(addressHash, course);
}

export type HadRow = { lesson: string; status: string; at: number; part: number };
