/** Claiming for a letter: who waits for it and has no lesson near gets her ledger row; with a lesson near she waits another day. */

import { BATCH_SIZE, LESSON_GAP } from "../domain/numbers.ts";
import { type Claim, claimed } from "./claims.ts";
import { quotaLeft } from "./engine.ts";

/**
 * For the enrollment `e` in a letter, at ?1: another mail of hers went out in the last 12 hours or may still go, or a lesson of the
 * course ?3 comes in the next 12.
 */
const IS_NEAR = `EXISTS (SELECT 1 FROM enrollments o LEFT JOIN deliveries p ON p.enrollment_id = o.id AND p.lesson = o.last_lesson
  WHERE o.subscriber_id = e.subscriber_id AND o.id <> e.id
    AND (o.course = ?3 AND o.next_due_at < ?1 + ${LESSON_GAP} OR p.status = 'claimed'
      OR p.status <> 'skipped' AND coalesce(p.sent_at, p.claimed_at) > ?1 - ${LESSON_GAP}))`;

/** The first ?4 of those who are due at ?1 for the letter ?2. */
const DUE = `(SELECT id, subscriber_id, next_due_at FROM enrollments INDEXED BY enrollments_due
  WHERE next_lesson = 'letter:' || ?2 AND next_due_at <= ?1 ORDER BY next_due_at LIMIT ?4)`;

type LetterClaim = Pick<Claim, "lesson" | "batchIds" | "limit" | "dailyLimit" | "now"> & {
  course: string;
  /** By clock id, her next hour that is at least 12 hours away (unix ms). */
  later: Readonly<Record<number | "otherwise", number>>;
};

/** The four statements of a claim, for one D1 batch. The second returns the new batches' ids. */
export function claimForLetter(db: D1Database, claim: LetterClaim): D1PreparedStatement[] {
  return [putOff(db, claim), gather(db, claim), ...claimed(db, { ...claim, next: [] })];
}

function putOff(db: D1Database, { lesson, course, limit, later, now }: LetterClaim) {
  return db
    .prepare(`
      UPDATE enrollments SET next_due_at = coalesce(?5 ->> ('$.' || near.clock_id), ?5 ->> '$.otherwise')
      FROM (SELECT e.id, s.clock_id FROM ${DUE} e JOIN subscribers s ON s.id = e.subscriber_id WHERE ${IS_NEAR}) near
      WHERE enrollments.id = near.id`)
    .bind(now, lesson, course, limit, JSON.stringify(later));
}

function gather(db: D1Database, { lesson, course, batchIds, limit, dailyLimit, now }: LetterClaim) {
  return db
    .prepare(`
      WITH due AS MATERIALIZED (
        SELECT json_group_array(json_array(id, clock_id)) AS members FROM (
          SELECT e.id, s.clock_id FROM ${DUE} e JOIN subscribers s ON s.id = e.subscriber_id
          WHERE s.unsubscribed_at IS NULL AND EXISTS (SELECT 1 FROM letters WHERE key = ?2 AND state = 'sending')
            AND NOT EXISTS (SELECT 1 FROM suppressions x WHERE x.address_hash = s.address_hash)
            AND NOT ${IS_NEAR}
          ORDER BY e.next_due_at
          LIMIT CASE WHEN ?6 IS NULL THEN ?4 ELSE min(?4, ${quotaLeft("?6")}) END))
      INSERT INTO batches (id, lesson, members, rung_at, created_at)
      SELECT ?5 ->> ('$[' || (m.key / ${BATCH_SIZE}) || ']'), ?2, json_group_array(json(m.value)), ?1, ?1
      FROM due CROSS JOIN json_each(due.members) m
      GROUP BY m.key / ${BATCH_SIZE}
      RETURNING id, json_array_length(members) AS readers`)
    .bind(now, lesson, course, limit, JSON.stringify(batchIds), dailyLimit ?? null);
}
