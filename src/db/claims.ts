/** Claiming: who is due becomes batches and ledger rows, and moves on to her next lesson, in one transaction. */

import { BATCH_SIZE } from "../domain/numbers.ts";
import { quotaLeft } from "./engine.ts";

/** One lesson that may come next: the keys it may have been had under, and its due time (unix ms) by clock id. */
export type NextChoice = { lesson: string; keys: readonly string[]; due: DueByClock };

/** `otherwise`: for a clock that came into use only after these times were reckoned. */
type DueByClock = Readonly<Record<number | "otherwise", number>>;

export type Claim = {
  lesson: string;
  /** All keys under which it may have been had. */
  keys: readonly string[];
  /** Random ids, one for every 100 readers this claim may take. */
  batchIds: readonly string[];
  /** At most this many readers. */
  limit: number;
  /** With what was accepted today and what waits to be sent, at most this many. */
  dailyLimit?: number | undefined;
  urgent: boolean;
  /** In course order. */
  next: readonly NextChoice[];
  now: number;
  /** Only this subscriber, or everybody due. */
  subscriberId?: number;
};

/** The three statements of a claim, for one D1 batch. The first returns the new batches' ids. */
export function claim(db: D1Database, claim: Claim): D1PreparedStatement[] {
  return [gatherDue(db, claim), ...claimed(db, claim)];
}

/** What follows in the same D1 batch once its batches stand there: their readers' ledger rows, and where they go from here. */
export function claimed(
  db: D1Database,
  claim: Pick<Claim, "lesson" | "batchIds" | "next" | "now">,
): D1PreparedStatement[] {
  return [writeLedger(db, claim), advance(db, claim)];
}

/** Due and free to go: not suppressed, the lesson before it settled, no row of this lesson yet, under any of its keys. */
function gatherDue(db: D1Database, claim: Claim) {
  const { lesson, keys, batchIds, limit, dailyLimit, urgent, now, subscriberId } = claim;
  return db
    .prepare(`
      WITH due AS MATERIALIZED (
        SELECT json_group_array(json_array(id, clock_id)) AS members FROM (
          SELECT e.id, s.clock_id
          FROM enrollments e ${subscriberId === undefined ? "INDEXED BY enrollments_due" : ""}
          JOIN subscribers s ON s.id = e.subscriber_id
          WHERE e.next_lesson = ?2 AND e.next_due_at <= ?1 AND s.unsubscribed_at IS NULL
            ${subscriberId === undefined ? "AND ?7 IS NULL" : "AND e.subscriber_id = ?7"}
            AND NOT EXISTS (SELECT 1 FROM suppressions x WHERE x.address_hash = s.address_hash)
            AND NOT EXISTS (SELECT 1 FROM deliveries p
              WHERE p.enrollment_id = e.id AND p.lesson = e.last_lesson AND p.status = 'claimed')
            AND NOT ${had("e.id", keys, "?6")}
          ORDER BY e.next_due_at
          LIMIT CASE WHEN ?8 IS NULL THEN ?3 ELSE min(?3, ${quotaLeft("?8")}) END
        )
      )
      INSERT INTO batches (id, lesson, members, urgent, rung_at, created_at)
      SELECT ?4 ->> ('$[' || (m.key / ${BATCH_SIZE}) || ']'), ?2, json_group_array(json(m.value)), ?5, ?1, ?1
      FROM due CROSS JOIN json_each(due.members) m
      GROUP BY m.key / ${BATCH_SIZE}
      RETURNING id, json_array_length(members) AS readers`)
    .bind(
      now,
      lesson,
      limit,
      JSON.stringify(batchIds),
      urgent ? 1 : 0,
      keysParameter(keys),
      subscriberId ?? null,
      dailyLimit ?? null,
    );
}

/**
 * Whether the enrollment has a row under one of the keys. A lesson has one key unless it was renamed: then the parameter is
 * that key, and the look-up reads nothing where nothing is; otherwise it is the keys as JSON.
 */
function had(enrollmentId: string, keys: readonly string[], parameter: string): string {
  const lesson = keys.length > 1 ? `IN (SELECT value FROM json_each(${parameter}))` : `= ${parameter}`;
  return `EXISTS (SELECT 1 FROM deliveries h WHERE h.enrollment_id = ${enrollmentId} AND h.lesson ${lesson})`;
}

function keysParameter(keys: readonly string[]): string {
  return keys.length > 1 ? JSON.stringify(keys) : (keys[0] ?? "");
}

/** The unique key (enrollment, lesson) is the guarantee; what stands above is only the plan. */
export function writeLedger(db: D1Database, { batchIds, now }: Pick<Claim, "batchIds" | "now">) {
  return db
    .prepare(`
      INSERT INTO deliveries (enrollment_id, lesson, batch_id, claimed_at)
      SELECT m.value ->> 0, b.lesson, b.id, ?2
      FROM json_each(?1) i CROSS JOIN batches b ON b.id = i.value CROSS JOIN json_each(b.members) m
      WHERE true
      ON CONFLICT DO NOTHING`)
    .bind(JSON.stringify(batchIds), now);
}

/** Exactly the claimed get their next lesson and due time, or have completed. */
function advance(db: D1Database, { lesson, batchIds, next, now }: Pick<Claim, "lesson" | "batchIds" | "next" | "now">) {
  return db
    .prepare(
      advanceSql(
        next,
        `SELECT m.value ->> 0 AS id, m.value ->> 1 AS clock_id
        FROM json_each(?5) i CROSS JOIN batches b ON b.id = i.value CROSS JOIN json_each(b.members) m`,
      ),
    )
    .bind(lesson, now, JSON.stringify(next), keysParameter(next[0]?.keys ?? []), JSON.stringify(batchIds));
}

/** Due readers who already have this lesson's row move on without a mail, so that nobody is due for ever. */
export function passOver(db: D1Database, { lesson, keys, next, now, limit }: Omit<Claim, "batchIds" | "urgent">) {
  return db
    .prepare(
      advanceSql(
        next,
        `SELECT e.id, s.clock_id
        FROM enrollments e INDEXED BY enrollments_due JOIN subscribers s ON s.id = e.subscriber_id
        WHERE e.next_lesson = ?1 AND e.next_due_at <= ?2 AND ${had("e.id", keys, "?5")}
          AND NOT EXISTS (SELECT 1 FROM deliveries p
            WHERE p.enrollment_id = e.id AND p.lesson = e.last_lesson AND p.status = 'claimed')
        LIMIT ?6`,
      ),
    )
    .bind(lesson, now, JSON.stringify(next), keysParameter(next[0]?.keys ?? []), keysParameter(keys), limit);
}

/**
 * Moves `who` (id, clock_id) on to the first lesson of ?3 she has not had; there is hardly ever a second to look at. ?3 is
 * `[{ lesson, keys, due: { <clock id>: <unix ms>, otherwise } }]` in course order, ?4 the keys of its first.
 */
function advanceSql(next: readonly NextChoice[], who: string): string {
  return `
    WITH moved AS MATERIALIZED (
      SELECT who.id, who.clock_id, iif(
        NOT ${had("who.id", next[0]?.keys ?? [], "?4")},
        0,
        (SELECT n.key FROM json_each(?3) n
          WHERE NOT EXISTS (SELECT 1 FROM deliveries h
            WHERE h.enrollment_id = who.id AND h.lesson IN (SELECT value FROM json_each(n.value, '$.keys')))
          ORDER BY n.key LIMIT 1)
      ) AS place
      FROM (${who}) who
    )
    UPDATE enrollments
    SET last_lesson = ?1,
      next_lesson = ?3 ->> ('$[' || moved.place || '].lesson'),
      next_due_at = coalesce(?3 ->> ('$[' || moved.place || '].due.' || moved.clock_id), ?3 ->> ('$[' || moved.place || '].due.otherwise')),
      completed_at = iif(?3 ->> ('$[' || moved.place || '].lesson') IS NULL, ?2, NULL)
    FROM moved
    WHERE enrollments.id = moved.id`;
}
