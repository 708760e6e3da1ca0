/** Claiming: who is due becomes batches and ledger rows, and moves on to her next lesson, in one transaction. */

import { BATCH_SIZE } from "../domain/numbers.ts";

/** One lesson that may come next: the keys it may have been had under, and its due time (unix ms) by clock id. */
export type NextChoice = { lesson: string; keys: readonly string[]; due: Readonly<Record<number, number>> };

export type Claim = {
  lesson: string;
  /** All keys under which it may have been had. */
  keys: readonly string[];
  /** Random ids, one for every 100 readers this claim may take. */
  batchIds: readonly string[];
  /** At most this many readers. */
  limit: number;
  urgent: boolean;
  /** In course order. */
  next: readonly NextChoice[];
  now: number;
  /** Only this subscriber, or everybody due. */
  subscriberId?: number;
};

/** The three statements of a claim, for one D1 batch. The first returns the new batches' ids. */
export function claim(db: D1Database, claim: Claim): D1PreparedStatement[] {
  return [gatherDue(db, claim), writeLedger(db, claim), advance(db, claim)];
}

/**
 * Due and free to go: not suppressed, the lesson before it settled, no row of this lesson yet. Of a lesson's keys we ask for
 * each, because a reader may have had it before it was renamed.
 */
function gatherDue(db: D1Database, { lesson, keys, batchIds, limit, urgent, now, subscriberId }: Claim) {
  return db
    .prepare(`
      INSERT INTO batches (id, lesson, enrollment_ids, urgent, rung_at, created_at)
      SELECT ?4 ->> ('$[' || (place / ${BATCH_SIZE}) || ']'), ?1, json_group_array(id), ?5, ?2, ?2
      FROM (
        SELECT id, row_number() OVER (ORDER BY next_due_at, id) - 1 AS place
        FROM (
          SELECT e.id, e.next_due_at
          FROM enrollments e ${subscriberId === undefined ? "INDEXED BY enrollments_due" : ""}
          JOIN subscribers s ON s.id = e.subscriber_id
          WHERE e.next_lesson = ?1 AND e.next_due_at <= ?2
            ${subscriberId === undefined ? "" : "AND e.subscriber_id = ?7"}
            AND NOT EXISTS (SELECT 1 FROM suppressions x WHERE x.address_hash = s.address_hash)
            AND NOT EXISTS (SELECT 1 FROM deliveries p
              WHERE p.enrollment_id = e.id AND p.lesson = e.last_lesson AND p.status = 'claimed')
            AND NOT EXISTS (SELECT 1 FROM deliveries d
              WHERE d.enrollment_id = e.id AND d.lesson IN (SELECT value FROM json_each(?6)))
          ORDER BY e.next_due_at
          LIMIT ?3
        )
      )
      GROUP BY place / ${BATCH_SIZE}
      RETURNING id, json_array_length(enrollment_ids) AS readers`)
    .bind(
      lesson,
      now,
      limit,
      JSON.stringify(batchIds),
      urgent ? 1 : 0,
      JSON.stringify(keys),
      ...(subscriberId === undefined ? [] : [subscriberId]),
    );
}

/** The unique key (enrollment, lesson) is the guarantee; what stands above is only the plan. */
function writeLedger(db: D1Database, { batchIds, now }: Claim) {
  return db
    .prepare(`
      INSERT INTO deliveries (enrollment_id, lesson, batch_id, claimed_at)
      SELECT m.value, b.lesson, b.id, ?2
      FROM json_each(?1) i CROSS JOIN batches b ON b.id = i.value CROSS JOIN json_each(b.enrollment_ids) m
      WHERE true
      ON CONFLICT DO NOTHING`)
    .bind(JSON.stringify(batchIds), now);
}

/** Exactly the claimed get their next lesson and due time, or have completed. */
function advance(db: D1Database, { lesson, batchIds, next, now }: Claim) {
  return db
    .prepare(
      advanceSql(`
        SELECT d.enrollment_id AS id, s.clock_id
        FROM json_each(?4) i CROSS JOIN batches b ON b.id = i.value CROSS JOIN json_each(b.enrollment_ids) m
        CROSS JOIN deliveries d ON d.enrollment_id = m.value AND d.lesson = ?1 AND d.batch_id = b.id
        CROSS JOIN enrollments e ON e.id = d.enrollment_id
        CROSS JOIN subscribers s ON s.id = e.subscriber_id`),
    )
    .bind(lesson, now, JSON.stringify(next), JSON.stringify(batchIds));
}

/** Due readers who already have this lesson's row move on without a mail, so that nobody is due for ever. */
export function passOver(db: D1Database, { lesson, keys, next, now, limit }: Omit<Claim, "batchIds" | "urgent">) {
  return db
    .prepare(
      advanceSql(`
        SELECT e.id, s.clock_id
        FROM enrollments e INDEXED BY enrollments_due JOIN subscribers s ON s.id = e.subscriber_id
        WHERE e.next_lesson = ?1 AND e.next_due_at <= ?2
          AND EXISTS (SELECT 1 FROM deliveries d
            WHERE d.enrollment_id = e.id AND d.lesson IN (SELECT value FROM json_each(?4)) AND d.status <> 'claimed')
        LIMIT ?5`),
    )
    .bind(lesson, now, JSON.stringify(next), JSON.stringify(keys), limit);
}

/**
 * Moves `who` (id, clock_id) on to the first lesson of ?3 she has not had; there is hardly ever a second to look at. ?3 is
 * `[{ lesson, keys, due: { <clock id>: <unix ms> } }]` in course order.
 */
function advanceSql(who: string): string {
  return `
    WITH moved AS MATERIALIZED (
      SELECT who.id, who.clock_id, iif(
        NOT EXISTS (SELECT 1 FROM deliveries had
          WHERE had.enrollment_id = who.id AND had.lesson IN (SELECT value FROM json_each(?3, '$[0].keys'))),
        0,
        (SELECT n.key FROM json_each(?3) n
          WHERE NOT EXISTS (SELECT 1 FROM deliveries had
            WHERE had.enrollment_id = who.id AND had.lesson IN (SELECT value FROM json_each(n.value, '$.keys')))
          ORDER BY n.key LIMIT 1)
      ) AS place
      FROM (${who}) who
    )
    UPDATE enrollments
    SET last_lesson = ?1,
      next_lesson = ?3 ->> ('$[' || moved.place || '].lesson'),
      next_due_at = ?3 ->> ('$[' || moved.place || '].due.' || moved.clock_id),
      completed_at = iif(?3 ->> ('$[' || moved.place || '].lesson') IS NULL, ?2, NULL)
    FROM moved
    WHERE enrollments.id = moved.id`;
}

/** Which of these lessons somebody is due for. */
export function dueLessons(db: D1Database, lessons: readonly string[], now: number) {
  return db
    .prepare(`
      SELECT l.value AS lesson FROM json_each(?1) l
      WHERE EXISTS (SELECT 1 FROM enrollments e INDEXED BY enrollments_due
        WHERE e.next_lesson = l.value AND e.next_due_at <= ?2)
      ORDER BY l.key`)
    .bind(JSON.stringify(lessons), now);
}
